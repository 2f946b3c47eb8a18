package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// saidOfCell are the messages about a cell of a sheet.
func saidOfCell(d Declaration, sheet, cell string) (list []string) {
	for _, f := range finding.Unfold(d.Findings) {
		if f.Sheet == sheet && f.Cell == cell {
			list = append(list, f.Message)
		}
	}
	slices.Sort(list)
	return list
}

// TestWhatIsSaidOfADate: that it is none, that it can be two, or how it was read; where day, month and
// year have cells of their own, only that it is none.
func TestWhatIsSaidOfADate(t *testing.T) {
	for typed, says := range map[string]string{"14-Mar-2025": `The text "14-Mar-2025" was read as the date 2025-03-14.`, "03/04/2025": `The date "03/04/2025" can be read as two different days.`, "soon": `"soon" is not a date.`, "": "", "31.02.2025": `"31.02.2025" is not a date.`} {
		d := listOf(six.as("6.5"), map[string]string{SheetDeclaration + "!D22": typed})
		if got := strings.Join(saidOfCell(d, SheetDeclaration, "D22"), "|"); got != says {
			t.Errorf("%q: %q, want %q", typed, got, says)
		}
	}
	for month, c := range map[string][2]string{"March": {"", "2025-03-14"}, "Foo": {`"14 Foo 2025" is not a date.`, ""}, "": {`"14 2025" is not a date.`, ""}} {
		d := listOf(one.as("1.00"), map[string]string{SheetDeclaration + "!H17": month})
		if got := strings.Join(saidOfCell(d, SheetDeclaration, "E17"), "|"); strings.Join(strings.Fields(got), " ") != c[0] || d.Company.EffectiveDate != c[1] {
			t.Errorf("1.00, %q: %q, %q", month, got, d.Company.EffectiveDate)
		}
	}
}

// TestWhatIsSaidOfAnAnswer: how it was read where it is not as the list has it, that it is none of the
// list, under the question's number; likewise of a scope.
func TestWhatIsSaidOfAnAnswer(t *testing.T) {
	d := listOf(six.as("6.5"), map[string]string{SheetDeclaration + "!D27": "yes", SheetDeclaration + "!D28": "perhaps", SheetDeclaration + "!D29": "Yes", SheetDeclaration + "!D75": "oui", SheetDeclaration + "!D77": "some", SheetDeclaration + "!D9": "a. company"})
	for cell, says := range map[string]string{"D27": `Q1: "yes" was read as yes.`, "D28": `Q1: "perhaps" is none of the answers offered.`, "D29": "", "D75": `A: "oui" was read as yes.`, "D77": `B: "some" is none of the answers offered.`, "D9": `"a. company" was read as the scope company.`} {
		if got := strings.Join(saidOfCell(d, SheetDeclaration, cell), "|"); got != says {
			t.Errorf("%s: %q, want %q", cell, got, says)
		}
	}
	d = listOf(six.as("6.5"), map[string]string{SheetDeclaration + "!D9": "All goods"})
	if got := saidOfCell(d, SheetDeclaration, "D9"); len(got) != 1 || got[0] != `The scope "All goods" is none of those in the list.` || d.Company.Scope != "" || d.Company.ScopeRaw != "All goods" {
		t.Errorf("%q %+v", got, d.Company)
	}
	d = listOf(six.as("6.5"), map[string]string{SheetDeclaration + "!D8": "#REF!", SheetDeclaration + "!D9": "=Other!A1", SheetDeclaration + "!G27": "#N/A"})
	for cell, says := range map[string]string{"D8": "The cell holds the formula error #REF!.", "D9": notCalculated, "G27": "The cell holds the formula error #N/A."} {
		if got := strings.Join(saidOfCell(d, SheetDeclaration, cell), "|"); got != says {
			t.Errorf("%s: %q, want %q", cell, got, says)
		}
	}
}

// TestOneReasonComesBeforeAnother where an entry is hidden in several ways.
func TestOneReasonComesBeforeAnother(t *testing.T) {
	left, narrow := `<sheetViews><sheetView topLeftCell="E1"><pane xSplit="1" state="frozen"/></sheetView></sheetViews>`, `<cols><col min="4" max="4" hidden="1"/></cols>`
	merged := swap(declarationPart, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="C27:D27"/></mergeCells>`)
	before := func(xml string) func(map[string]string) {
		return swap(declarationPart, "<sheetData>", xml+"<sheetData>")
	}
	all := func(list ...func(map[string]string)) func(map[string]string) {
		return func(p map[string]string) {
			for _, change := range list {
				change(p)
			}
		}
	}
	formatted := swap(declarationPart, `<c r="D27"`, `<c s="1" r="D27"`)
	for says, c := range map[string]struct {
		font   string
		change func(map[string]string)
	}{
		"The column stands left of panes": {"", before(left + narrow)}, "The column is hidden": {"", all(before(narrow), merged)}, "The cell is merged": {"", merged}, "The letters are too small": {`<sz val="1"/><color rgb="FFFFFFFF"/>`, formatted}, "The letters have the colour": {`<color rgb="FFFFFFFF"/>`, formatted},
	} {
		d := Read("x.xlsx", styled(c.font, noFill, "General", c.change))
		var got []string
		for _, f := range d.Findings {
			if strings.Contains(f.Cell+f.Message, "D27") && (f.Rule == fileHiddenContent.Name || f.Rule == entryNotVisible.Name) {
				got = append(got, f.Message)
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], says) {
			t.Errorf("%s: %q", says, got)
		}
	}
	// The template's own formulas in a row of an entry may stand out of reach; what was typed may not.
	formula := `<c r="E5" t="str"><f>IF(ISERROR($V5),"",OFFSET('Smelter Look-up'!$D$4,$V5-4,0))</f><v>PERU</v></c>`
	for cells, want := range map[string]bool{formula: false, `<c r="E5" t="str"><v>PERU</v></c>`: true} {
		for _, hides := range []string{`<cols><col min="5" max="5" hidden="1"/></cols>`, `<sheetViews><sheetView topLeftCell="F1"><pane xSplit="1" state="frozen"/></sheetView></sheetViews>`} {
			d := Read("x.xlsx", tiny(func(p map[string]string) {
				swap(smelterPart, "</row>", cells+"</row>")(p)
				swap(smelterPart, "<sheetData>", hides+"<sheetData>")(p)
			}))
			if got := slices.ContainsFunc(found(d, fileHiddenContent), func(f finding.Finding) bool { return strings.Contains(f.Cell+f.Message, "E5") }); got != want {
				t.Errorf("%s: %v", cells, d.Findings)
			}
		}
	}
}

// TestWhatIsSaidOfTheFile: that it refers to others, takes data from elsewhere, or carries macros.
func TestWhatIsSaidOfTheFile(t *testing.T) {
	const bookRels = "xl/_rels/workbook.xml.rels"
	relation := func(kinds ...string) func(map[string]string) {
		return func(p map[string]string) {
			for _, kind := range kinds {
				swap(bookRels, "</Relationships>", `<Relationship Id="`+kind+`" Type="`+relSpace+"/"+kind+`" Target="`+kind+`.xml"/></Relationships>`)(p)
			}
		}
	}
	part := func(name string) func(map[string]string) { return func(p map[string]string) { p[name] = "<x/>" } }
	for name, c := range map[string]struct {
		change func(map[string]string)
		says   string
	}{
		"nothing": {nil, ""}, "another workbook": {relation("externalLink"), "The workbook refers to other workbooks."}, "data": {relation("connections"), "The workbook takes data from elsewhere."}, "both": {relation("connections", "externalLink"), "The workbook refers to other workbooks."},
		"a part of links": {part("xl/externalLinks/externalLink1.xml"), "The workbook refers to other workbooks."}, "a part of their relations": {part("xl/externalLinks/_rels/externalLink1.xml.rels"), ""}, "macros": {part("xl/vbaProject.bin"), "The workbook carries macros."}, "old macros": {part("xl/macrosheets/sheet1.xml"), "The workbook carries macros."}, "signed macros": {relation("xlMacrosheet"), "The workbook carries macros."},
	} {
		d := Read("x.xlsx", tiny(c.change))
		var says []string
		for _, f := range d.Findings {
			if f.Sheet+f.Cell == "" {
				says = append(says, f.Message)
			}
		}
		if strings.Join(says, "|") != c.says {
			t.Errorf("%s: %q, want %q", name, says, c.says)
		}
	}
}

// TestLinksThatATemplateBringsAlong are no matter; one more is.
func TestLinksThatATemplateBringsAlong(t *testing.T) {
	for _, l := range []Layout{six.as("6.5"), emrtRequested.as("2.1"), amrtFree.as("1.2"), amrtListed.as("1.3")} {
		own := map[string]int{"1.2": 1, "1.3": 2}[l.Version]
		for n := range own + 2 {
			d := ReadAny("x.xlsx", written(answered(l), func(p map[string]string) {
				for i := range n {
					p[fmt.Sprintf("xl/externalLinks/externalLink%d.xml", i+1)] = "<x/>"
					p[fmt.Sprintf("xl/externalLinks/_rels/externalLink%d.xml.rels", i+1)] = "<x/>"
					p[fmt.Sprintf("xl/externalLinks/externalLink%d.bin", i+1)] = "x"
				}
			}))
			if told := len(found(d, fileExternalLinks)) > 0; told != (n > own) || !d.Readable() {
				t.Errorf("%s %s with %d links: %v", l.Kind, l.Version, n, d.Findings)
			}
		}
	}
}
