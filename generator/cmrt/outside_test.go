package cmrt

import (
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestEntriesBesideAnswers: what stands beside the cell of an answer is not read, and told.
func TestEntriesBesideAnswers(t *testing.T) {
	text := func(cell, says string) string {
		return `<c r="` + cell + `" t="inlineStr"><is><t>` + says + `</t></is></c>`
	}
	for name, c := range map[string]struct {
		row    string // in the place of row 27
		behind string // behind the cells
		cell   string // where something is found
		words  string
	}{
		"beside a blank answer":         {text("E27", "Yes"), "", "E27", "belong into D27"},
		"before the answer":             {text("C27", "Yes"), "", "C27", "belong into D27"},
		"behind the comment":            {text("D27", "Yes") + text("H27", "see mail"), "", "H27", "belong into G27"},
		"in a cell that is covered":     {text("D27", "Yes") + text("E27", "No"), `<mergeCells><mergeCell ref="D27:E27"/></mergeCells>`, "E27", "covers"},
		"a number":                      {`<c r="F27"><v>1</v></c>`, "", "F27", `"1"`},
		"the answer and its comment":    {text("D27", "Yes") + text("G27", "from 2020"), "", "", ""},
		"a label":                       {text("B27", "Tin (*)") + text("D27", "Yes"), "", "", ""},
		"a formula":                     {text("D27", "Yes") + `<c r="F27" t="str"><f>B27</f><v>Tin</v></c>`, "", "", ""},
		"nothing that a person can see": {text("D27", "Yes") + text("E27", " "), "", "", ""},
		"far to the right":              {text("D27", "Yes") + text("P27", "A. Company"), "", "", ""},
	} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c>`, c.row)(p)
			swap(declarationPart, "</sheetData>", "</sheetData>"+c.behind)(p)
		}))
		var at, words string
		for _, f := range d.Findings {
			if f.Rule == entryMisplaced.Name {
				at, words = at+f.Cell, f.Message
			}
		}
		if at != c.cell || !strings.Contains(words, c.words) || !d.Readable() {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestSheetsOfTheSupplier: what stands on a sheet that the template does not have is told;
// smelters, or a second sheet of answers, as more than a note.
func TestSheetsOfTheSupplier(t *testing.T) {
	row := func(texts ...string) string {
		s := "<row>"
		for _, text := range texts {
			s += `<c t="inlineStr"><is><t>` + text + `</t></is></c>`
		}
		return s + "</row>"
	}
	for name, c := range map[string]struct {
		sheet, state, rows string
		severity           finding.Severity
		cell               string
	}{
		"numbers of smelters":                {"More", "", row("Smelter") + row("", "CID000292"), finding.Warning, "B2"},
		"numbers of 2.x":                     {"More", "", row("x 1DEU001"), finding.Warning, "A1"},
		"metals and names":                   {"More", "", row("No", "Metal") + row("1", "Gold", "Agosi"), finding.Warning, "B2"},
		"metals alone":                       {"More", "", row("Gold", "Tin") + row("Tungsten"), finding.Note, "A1"},
		"a letter":                           {"Cover letter", "", row() + row("", "Dear customer"), finding.Note, "B2"},
		"a copy of a sheet":                  {"Smelter List (2)", "", row("Notes"), finding.Warning, ""},
		"an empty copy":                      {"Declaration (2)", "", "", "", ""},
		"an empty sheet":                     {"Sheet1", "", row(" "), "", ""},
		"a sheet of the template":            {"Checker", "", row("CID000292"), "", ""},
		"one that the template hides, shown": {"SorP", "", row("CID000292"), "", ""},
		"one that is hidden":                 {"More", "hidden", row("CID000292"), "", ""},
	} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap("xl/workbook.xml", "</sheets>", `<sheet name="`+c.sheet+`" sheetId="9" state="`+c.state+`" r:id="o"/></sheets>`)(p)
			swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="o" Type="`+relSpace+`/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`)(p)
			p["xl/worksheets/sheet9.xml"] = "<worksheet><sheetData>" + c.rows + "</sheetData></worksheet>"
		}))
		at := slices.IndexFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == sheetNotRead.Name })
		if at < 0 != (c.severity == "") || at >= 0 && (d.Findings[at].Severity != c.severity || d.Findings[at].Cell != c.cell || d.Findings[at].Sheet != c.sheet) || !d.Readable() {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestASheetOfTheSupplierThatCannotBeRead is told with what is wrong with it, as the file says it.
func TestASheetOfTheSupplierThatCannotBeRead(t *testing.T) {
	d := Read("x.xlsx", tiny(func(p map[string]string) {
		swap("xl/workbook.xml", "</sheets>", `<sheet name="100%d" sheetId="9" r:id="o"/></sheets>`)(p)
		swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="o" Type="`+relSpace+`/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`)(p)
		p["xl/worksheets/sheet9.xml"] = `<worksheet><sheetData><row><c r="%d%s"><v>1</v></c></row></sheetData></worksheet>`
	}))
	at := slices.IndexFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == sheetNotRead.Name })
	if at < 0 || !d.Readable() {
		t.Fatalf("%v", d.Findings)
	}
	if said := d.Findings[at].Message; !strings.Contains(said, `no sheet "100%d"`) || !strings.Contains(said, "%d%s") || strings.Contains(said, "%!") {
		t.Errorf("%s", said)
	}
}

// drawnOver is the hand-written workbook with a drawing over its Declaration.
func drawnOver(drawing string) []byte {
	const draw = `<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">`
	return tiny(func(p map[string]string) {
		swap(declarationPart, "<sheetData>", `<cols><col min="16" max="20" width="9" hidden="1"/></cols><sheetData>`)(p)
		p["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="d" Type="` + relSpace + `/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
		p["xl/drawings/drawing1.xml"] = draw + drawing + "</d:wsDr>"
	})
}

// TestShapesOverAnswers: an entry that a picture or text box lies over is read, and told;
// so is what a text box says.
func TestShapesOverAnswers(t *testing.T) {
	corner := func(name string, column, columnOff, row, rowOff string) string {
		return "<d:" + name + "><d:col>" + column + "</d:col><d:colOff>" + columnOff + "</d:colOff><d:row>" + row + "</d:row><d:rowOff>" + rowOff + "</d:rowOff></d:" + name + ">"
	}
	two := func(from, to, what string) string {
		return "<d:twoCellAnchor>" + from + to + what + "<d:clientData/></d:twoCellAnchor>"
	}
	const picture = `<d:pic><d:nvPicPr><d:cNvPr id="1" name="stamp"/></d:nvPicPr></d:pic>`
	box := func(ground, says string) string {
		return `<d:sp><d:nvSpPr><d:cNvPr id="1" name="box"/></d:nvSpPr><d:spPr>` + ground + `<a:ln><a:noFill/></a:ln></d:spPr><d:txBody><a:p><a:r><a:t>` + says + `</a:t></a:r></a:p></d:txBody></d:sp>`
	}
	over, ends := corner("from", "3", "0", "26", "0"), corner("to", "4", "0", "27", "0") // D27 and no more
	for name, c := range map[string]struct {
		drawing string
		covers  bool
		says    string
	}{
		"a picture":                      {two(over, ends, picture), true, ""},
		"a large picture":                {two(corner("from", "0", "0", "0", "0"), corner("to", "9", "0", "90", "0"), picture), true, ""},
		"a picture in another row":       {two(corner("from", "3", "0", "27", "0"), corner("to", "4", "0", "28", "0"), picture), false, ""},
		"a picture that ends before":     {two(corner("from", "0", "0", "20", "0"), corner("to", "3", "0", "30", "0"), picture), false, ""},
		"a picture at the cell's end":    {two(corner("from", "3", "900000", "26", "0"), ends, picture), false, ""},
		"a picture that touches the row": {two(corner("from", "3", "0", "24", "0"), corner("to", "4", "0", "26", "9000"), picture), false, ""},
		"a picture by its size":          {"<d:oneCellAnchor>" + over + `<d:ext cx="700000" cy="190500"/>` + picture + "</d:oneCellAnchor>", true, ""},
		"a picture by its place":         {`<d:absoluteAnchor><d:pos x="0" y="0"/><d:ext cx="9000000" cy="9000000"/>` + picture + "</d:absoluteAnchor>", true, ""},
		"a hidden picture":               {two(over, ends, strings.Replace(picture, `name="stamp"`, `name="stamp" hidden="1"`, 1)), false, ""},
		"a group":                        {two(over, ends, "<d:grpSp><d:grpSpPr/>"+picture+"</d:grpSp>"), true, ""},
		"a text box":                     {two(over, ends, box("<a:solidFill/>", "Yes")), true, "Yes"},
		"a text box without a ground":    {two(over, ends, box("<a:noFill/>", "Yes")), true, "Yes"},
		"a frame around the cell":        {two(over, ends, box("<a:noFill/>", "")), false, ""},
		"a text box elsewhere":           {two(corner("from", "1", "0", "91", "0"), corner("to", "2", "0", "99", "0"), box("", "not valid")), false, "not valid"},
		"a text box in hidden columns":   {two(corner("from", "15", "0", "1", "0"), corner("to", "17", "0", "5", "0"), box("", "helper")), false, ""},
		"of one program or another":      {`<mc:AlternateContent><mc:Choice Requires="z" xmlns:z="urn:z"/><mc:Fallback>` + two(over, ends, picture) + `</mc:Fallback></mc:AlternateContent>`, true, ""},
		"more pictures than are counted": {strings.Repeat(two(corner("from", "3", "0", "50", "0"), corner("to", "4", "0", "51", "0"), picture), maxShapes+1), true, ""},
		"a drawing that ends too early":  {"<d:twoCellAnchor>", false, ""},
	} {
		d := Read("x.xlsx", drawnOver(c.drawing))
		covers := slices.ContainsFunc(d.Findings, func(f finding.Finding) bool {
			return f.Rule == entryNotVisible.Name && (f.Cell == "D27" || strings.Contains(f.Message, "D27"))
		})
		says := slices.IndexFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == sheetNotRead.Name })
		if covers != c.covers || says >= 0 != (c.says != "") || says >= 0 && !strings.Contains(d.Findings[says].Message, c.says) || !d.Readable() {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestHiddenSheetsOfAnswers: of a template that has more sheets of entries than the CMRT,
// each of them is told where it is hidden.
func TestHiddenSheetsOfAnswers(t *testing.T) {
	layout, ok := LayoutFor("AMRT", "1.3")
	if !ok {
		t.Fatal("no layout of AMRT 1.3")
	}
	for _, name := range []string{SheetDeclaration, SheetSmelters, SheetProducts, SheetMines, SheetReasons} {
		var d Declaration
		r := reader{d: &d, layout: layout, book: &workbook{sheets: []sheetPart{{name: name, part: "x", hidden: true}}}}
		r.seenSheets()
		if len(d.Findings) != 1 || d.Findings[0].Severity != finding.Warning || d.Findings[0].Sheet != name {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestCommentsOnCells: what people wrote there is not read, and told.
func TestCommentsOnCells(t *testing.T) {
	for part, want := range map[string]bool{"xl/comments1.xml": false, "xl/threadedComments/threadedComment1.xml": true} {
		d := Read("x.xlsx", tiny(func(p map[string]string) { p[part] = "<ThreadedComments/>" }))
		if told := slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == sheetNotRead.Name }); told != want {
			t.Errorf("%s: %v", part, d.Findings)
		}
	}
}
