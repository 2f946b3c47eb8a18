package cmrt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/finding"
)

// unprinted are marks that print nothing; the first are written as escapes, since XML cannot hold them.
var unprinted = []string{"_x0001_", "_x001F_", "_x007F_", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202c", "\u202d", "\u202e", "\u2066", "\u2069",
	"\u200c", "\u200d", "\u061c", "\u034f", "\ufe0f", "\U000e0100", "_xDB40__xDD00_"}

// oddSpaces look like a plain one.
var oddSpaces = []string{" ", "\u00a0", "\u202f", "\u2007", "\u3000", "\u2009", "_x0009_", "\u2800"}

// withMarks writes a text with marks between its letters, behind it, and with odd spaces.
func withMarks(t *rapid.T, plain string) string {
	var b strings.Builder
	for _, r := range plain {
		if r == ' ' {
			b.WriteString(rapid.SampledFrom(oddSpaces).Draw(t, "space"))
			continue
		}
		b.WriteRune(r)
		if rapid.IntRange(0, 3).Draw(t, "marked") == 0 {
			b.WriteString(rapid.SampledFrom(unprinted).Draw(t, "mark"))
		}
	}
	return b.String() + rapid.SampledFrom(append(unprinted, oddSpaces...)).Draw(t, "last")
}

// completed is a declaration that fills every cell of a version: by sheet and cell.
func completed(l Layout) map[string]map[string]string {
	f, declaration := l.Fields, map[string]string{}
	for cell, s := range map[string]string{f.Language: "English", f.Title: "Conflict Minerals Reporting Template (CMRT)", f.Revision: "Revision " + l.Version, f.Name: "Example Metals Co., Ltd.",
		f.Scope: "A. Company", f.ScopeDescription: "all of it", f.UniqueID: "12-345", f.UniqueIDAuthority: "DUNS", f.Address: "1 Example Road, Town", f.ContactName: "A. Person",
		f.ContactEmail: "a@example.com", f.ContactPhone: "+1 555 0100", f.AuthorizerName: "B. Person", f.AuthorizerTitle: "Head of Quality", f.AuthorizerEmail: "b@example.com",
		f.AuthorizerPhone: "+1 555 0101", f.EffectiveDate: "14 February 2026"} {
		declaration[cell] = s
	}
	for _, q := range l.Questions {
		for i := range Metals {
			declaration[q.Cell(i)], declaration[q.CommentCell(i)] = q.options[0].text, "on "+q.Number
		}
	}
	for _, q := range l.CompanyQuestions {
		declaration[q.Cell(0)], declaration[q.CommentCell(0)] = q.options[0].text, "on "+q.Number
	}
	c, list := l.Columns, map[string]string{}
	for letter, s := range map[string]string{c.IDTyped: "CID900001", c.Metal: "Tin", c.Lookup: "Example Smelting", c.Name: "Example Smelting", c.Country: "GERMANY", c.ID: "CID900001", c.IDSource: "RMI",
		c.Street: "2 Example Road", c.City: "Town", c.State: "Some State", c.ContactName: "C. Person", c.ContactEmail: "c@example.com", c.NextSteps: "no next steps", c.MineName: "Some Mine",
		c.MineCountry: "Some Land", c.Recycled: "No", c.Comment: "a remark"} {
		list[letter+strconv.Itoa(l.SmelterFirst)] = s
	}
	first, header := strconv.Itoa(l.ProductFirst), strconv.Itoa(l.ProductHeader)
	return map[string]map[string]string{SheetDeclaration: declaration, SheetSmelters: list, SheetProducts: {"B" + header: "Number", "B" + first: "P 1", "C" + first: "a board", "D" + first: "of lot 7"}}
}

// workbookOf writes cells into a workbook, each text through write.
func workbookOf(cells map[string]map[string]string, write func(string) string) []byte {
	parts := map[string]string{SheetDeclaration: declarationPart, SheetSmelters: smelterPart, SheetProducts: "xl/worksheets/sheet3.xml"}
	return tiny(func(p map[string]string) {
		for sheet, part := range parts {
			written := map[string]string{}
			for cell, s := range cells[sheet] {
				if cell != "" {
					written[cell] = write(s)
				}
			}
			p[part] = sheetOf(written)
		}
	})
}

// understood is what a declaration says, without what it keeps as stored.
func understood(d Declaration) Declaration {
	d.SHA256, d.Stored, d.CheckerRows = "", nil, nil
	d.Company.ScopeRaw, d.Company.EffectiveDateRaw = "", ""
	d.Findings = slices.DeleteFunc(slices.Clone(d.Findings), func(f finding.Finding) bool { return f.Severity == finding.Note })
	for _, list := range [][]Answer{d.Answers, d.CompanyAnswers} {
		for i := range list {
			list[i].Raw = ""
		}
	}
	for i := range d.Smelters {
		d.Smelters[i].MetalRaw, d.Smelters[i].IDRaw, d.Smelters[i].RecycledRaw = "", "", ""
	}
	return d
}

// TestMarksInEveryCellChangeNothing: whatever prints nothing stands in whatever cell,
// the declaration says the same, and what was stored is kept.
func TestMarksInEveryCellChangeNothing(t *testing.T) {
	t.Parallel()
	layout := Layouts[len(Layouts)-1]
	cells := completed(layout)
	plain := Read("x.xlsx", workbookOf(cells, func(s string) string { return s }))
	if want := understood(plain); want.Company.EffectiveDate != "2026-02-14" || len(want.Smelters) != 1 || want.Smelters[0].ID != "CID900001" || want.Smelters[0].Metal != Tin ||
		len(want.Products) != 1 || len(plain.Stored) > 0 || slices.ContainsFunc(want.Answers, func(a Answer) bool { return a.Answer == "" || a.Comment == "" }) {
		t.Fatalf("%+v", plain)
	}
	want := understood(Read("x.xlsx", workbookOf(cells, func(s string) string { return s })))
	rapid.Check(t, func(t *rapid.T) {
		d := Read("x.xlsx", workbookOf(cells, func(s string) string { return withMarks(t, s) }))
		kept := map[string]string{}
		for _, s := range d.Stored {
			kept[s.Cell] = s.Text
		}
		if diff := cmp.Diff(want, understood(d)); diff != "" {
			t.Fatal(diff)
		}
		if name := SheetDeclaration + "!" + layout.Fields.Name; kept[name] == "" || kept[name] == "Example Metals Co., Ltd." {
			t.Fatalf("%s is stored as %q", name, kept[name])
		}
	})
}

// TestNumbersAreReadAsCellsShowThem: by the number format of the cell, or without one
// as a spreadsheet writes a number.
func TestNumbersAreReadAsCellsShowThem(t *testing.T) {
	const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="&quot;CID&quot;000000"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	for name, tc := range map[string]struct{ style, stored, want string }{
		"power of ten": {"", "1.23456789E8", "123456789"}, "decimals that say nothing": {"0", "4711.0", "4711"}, "leading zeros": {"1", "123", "00123"}, "letters in front": {"2", "900001", "CID900001"},
		"per cent": {"3", "0.25", "25%"}, "a date": {"4", "46067", "2026-02-14"}, "no such style": {"99", "1E3", "1000"}, "binary fraction": {"", "0.30000000000000004", "0.3"},
	} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			p["xl/styles.xml"] = styles
			swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="y" Type="`+relSpace+`/styles" Target="styles.xml"/></Relationships>`)(p)
			cell := fmt.Sprintf(`<c r="%%s" s="%s"><v>%s</v></c>`, tc.style, tc.stored)
			swap(declarationPart, "</sheetData>", `<row r="12">`+fmt.Sprintf(cell, "D12")+`</row></sheetData>`)(p)
			p[smelterPart] = `<worksheet><sheetData><row r="5">` + fmt.Sprintf(cell, "A5") + `<c r="B5" t="str"><v>Tin</v></c>` + fmt.Sprintf(cell, "F5") + `</row></sheetData></worksheet>`
			p["xl/worksheets/sheet3.xml"] = `<worksheet><sheetData><row r="5"><c r="B5" t="str"><v>Number</v></c></row><row r="6">` + fmt.Sprintf(cell, "B6") + `</row></sheetData></worksheet>`
		}))
		if len(d.Smelters) != 1 || len(d.Products) != 1 {
			t.Fatalf("%s: %+v", name, d)
		}
		for field, got := range map[string]string{"unique ID": d.Company.UniqueID, "number typed": d.Smelters[0].IDTyped, "number": d.Smelters[0].ID, "product": d.Products[0].Number} {
			if got != tc.want {
				t.Errorf("%s: the %s is %q, want %q", name, field, got, tc.want)
			}
		}
		if d.Smelters[0].IDRaw != tc.stored || !slices.Contains(d.Stored, Stored{Cell: "Product List!B6", Text: tc.stored}) {
			t.Errorf("%s: what was stored is not kept: %+v", name, d.Stored)
		}
	}
}
