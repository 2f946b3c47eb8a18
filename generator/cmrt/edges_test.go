package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestWhereSizesAndPanesHideAnEntry, to the last point and cell: D27 is seen or not.
func TestWhereSizesAndPanesHideAnEntry(t *testing.T) {
	before := func(xml string) func(map[string]string) {
		return swap(declarationPart, "<sheetData>", xml+"<sheetData>")
	}
	row := func(attrs string) func(map[string]string) {
		return swap(declarationPart, `<row r="27">`, `<row r="27" `+attrs+`>`)
	}
	both := func(a, b func(map[string]string)) func(map[string]string) {
		return func(p map[string]string) { a(p); b(p) }
	}
	panes := func(corner, attrs string) func(map[string]string) {
		return before(`<sheetViews><sheetView topLeftCell="` + corner + `"><pane ` + attrs + `/></sheetView></sheetViews>`)
	}
	const rowSays, columnSays = "The row is hidden, or too low to be seen", "The column is hidden, or too narrow to be seen"
	const aboveSays, leftSays = "The row stands above panes that do not move, out of reach", "The column stands left of panes that do not move, out of reach"
	for name, c := range map[string]struct {
		change func(map[string]string)
		says   string
	}{
		"a row of four points": {row(`ht="4"`), ""}, "a lower one": {row(`ht="3.9"`), rowSays}, "a row that says that it is not hidden": {row(`hidden="0"`), ""}, "one of no height that is a number": {row(`ht="x"`), ""}, "hidden in letters": {row(`hidden="true"`), rowSays},
		"rows of four points": {before(`<sheetFormatPr defaultRowHeight="4"/>`), ""}, "lower ones": {before(`<sheetFormatPr defaultRowHeight="3.9"/>`), rowSays}, "rows of no height, said otherwise": {before(`<sheetFormatPr defaultRowHeight="15" zeroHeight="true"/>`), rowSays}, "rows of no height that is a number": {before(`<sheetFormatPr defaultRowHeight="x"/>`), ""},
		"lower rows, and this one high": {both(before(`<sheetFormatPr defaultRowHeight="1"/>`), row(`ht="15"`)), ""}, "lower rows, and this one hidden": {both(before(`<sheetFormatPr defaultRowHeight="1"/>`), row(`ht="15" hidden="1"`)), rowSays},
		"columns of one character": {before(`<sheetFormatPr defaultColWidth="1"/>`), ""}, "narrower ones": {before(`<sheetFormatPr defaultColWidth="0.9"/>`), columnSays}, "narrow columns, and this one wide": {before(`<sheetFormatPr defaultColWidth="0"/><cols><col min="4" max="4" width="9"/></cols>`), ""},
		"a column of one character": {before(`<cols><col min="4" max="4" width="1"/></cols>`), ""}, "a narrower one": {before(`<cols><col min="4" max="4" width="0.9"/></cols>`), columnSays}, "columns before it": {before(`<cols><col min="1" max="3" hidden="1"/></cols>`), ""}, "columns behind it": {before(`<cols><col min="5" max="99" hidden="1"/></cols>`), ""},
		"columns from nowhere on": {before(`<cols><col max="4" hidden="1"/></cols>`), columnSays}, "another element": {before(`<cols><column min="4" max="4" hidden="1"/></cols>`), ""}, "columns said twice": {before(`<cols><col min="1" max="9" hidden="1"/><col min="4" max="4" width="9"/></cols>`), ""},
		"panes that begin at the row": {panes("A27", `ySplit="1" state="frozen"`), ""}, "panes that begin below it": {panes("A28", `ySplit="1" state="frozen"`), aboveSays}, "panes that can be moved": {panes("A28", `ySplit="1" state="split"`), ""}, "no pane above": {panes("A28", `ySplit="0" state="frozen"`), ""}, "none that is said": {panes("A28", `state="frozen"`), ""},
		"panes that begin at the column": {panes("D1", `xSplit="1" state="frozen"`), ""}, "panes that begin behind it": {panes("E1", `xSplit="1" state="frozenSplit"`), leftSays}, "no pane before": {panes("E1", `xSplit="0" state="frozen"`), ""}, "panes above alone": {panes("E1", `ySplit="1" state="frozen"`), ""}, "panes before alone": {panes("A28", `xSplit="1" state="frozen"`), ""},
		"two views": {before(`<sheetViews><sheetView topLeftCell="A28"><pane ySplit="1" state="frozen"/></sheetView><sheetView topLeftCell="A2"><pane ySplit="1" state="frozen"/></sheetView></sheetViews>`), aboveSays}, "another element of a view": {before(`<sheetViews><sheetView topLeftCell="A28"><split ySplit="1" state="frozen"/></sheetView></sheetViews>`), ""},
		"hidden, and in a hidden column": {both(before(`<cols><col min="4" max="4" hidden="1"/></cols>`), row(`hidden="1"`)), rowSays},
	} {
		d := Read("x.xlsx", tiny(c.change))
		said := ""
		for _, f := range finding.Unfold(found(d, fileHiddenContent)) {
			if strings.Contains(f.Cell+f.Message, "D27") {
				said, _, _ = strings.Cut(f.Message, " (")
			}
		}
		if strings.TrimSuffix(said, ".") != c.says {
			t.Errorf("%s: %q, want %q; %v", name, said, c.says, d.Findings)
		}
	}
}

// TestZerosThatASheetDoesNotShow: those that are typed, however they are written; a formula's, a
// text and other numbers are shown.
func TestZerosThatASheetDoesNotShow(t *testing.T) {
	for cell, hidden := range map[string]bool{`<v>0</v>`: true, `<v>0.00</v>`: true, `<v>-0E+0</v>`: true, `<v>10</v>`: false, `<v>0.5</v>`: false, `<f>A1</f><v>0</v>`: false} {
		for zeros, off := range map[string]bool{`showZeros="0"`: true, `showZeros="false"`: true, `showZeros="1"`: false, ``: false} {
			d := Read("x.xlsx", tiny(func(p map[string]string) {
				swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c>`, `<c r="D27">`+cell+`</c>`)(p)
				swap(declarationPart, "<sheetData>", `<sheetViews><sheetView `+zeros+`/></sheetViews><sheetData>`)(p)
			}))
			if got := len(found(d, entryNotVisible)) > 0; got != (hidden && off) {
				t.Errorf("%s with %q: %v", cell, zeros, d.Findings)
			}
		}
	}
}

// TestOneFindingNamesManyCells: the first is its place, five are named, of the others how many they
// are; a row that is hidden is told once.
func TestOneFindingNamesManyCells(t *testing.T) {
	for n, want := range map[int]string{1: "The cell is merged into another, which covers it.", 2: "The cell is merged into another, which covers it (B6, B7).", 5: "The cell is merged into another, which covers it (B6, B7, B8, B9, B10).", 6: "The cell is merged into another, which covers it (B6, B7, B8, B9, B10 and 1 more).", 9: "The cell is merged into another, which covers it (B6, B7, B8, B9, B10 and 4 more)."} {
		rows := ""
		for i := range n {
			rows += fmt.Sprintf(`<row r="%d"><c r="B%[1]d" t="str"><v>Tin</v></c></row>`, 6+i)
		}
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap(smelterPart, "</sheetData>", rows+`</sheetData><mergeCells><mergeCell ref="A6:B40"/></mergeCells>`)(p)
		}))
		if list := found(d, entryNotVisible); len(list) != 1 || list[0].Message != want || list[0].Cell != "B6" || list[0].Sheet != SheetSmelters {
			t.Errorf("%d cells: %v", n, list)
		}
	}
	d := Read("x.xlsx", tiny(swap(smelterPart, `<row r="5">`, `<row r="5" hidden="1">`)))
	if list := found(d, fileHiddenContent); len(list) != 1 || list[0].Cell != "B5" || list[0].Message != "The row is hidden, or too low to be seen." {
		t.Errorf("a hidden row of two cells: %v", list)
	}
}

// TestHiddenSheetsAreTold: one with answers as a warning, another of the supplier's as a note, several
// of them in one; those that the template hides are no matter.
func TestHiddenSheetsAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		sheets   []sheetPart
		severity finding.Severity
		sheet    string
		message  string
	}{
		"none":                      {[]sheetPart{{name: "Declaration"}, {name: "Notes"}}, "", "", ""},
		"one of the template's":     {[]sheetPart{{name: " l ", hidden: true}, {name: "SorP", hidden: true}}, "", "", ""},
		"one":                       {[]sheetPart{{name: "Notes", hidden: true}}, finding.Note, "Notes", `Sheets are hidden that the template does not hide: "Notes".`},
		"two":                       {[]sheetPart{{name: "Notes", hidden: true}, {name: "More", hidden: true}, {name: "Seen"}}, finding.Note, "", `Sheets are hidden that the template does not hide: "Notes", "More".`},
		"the answers":               {[]sheetPart{{name: " declaration ", hidden: true}}, finding.Warning, " declaration ", `The sheet " declaration ", which holds answers, is hidden.`},
		"answers, beside seen ones": {[]sheetPart{{name: "Declaration "}, {name: "Declaration", hidden: true}}, finding.Warning, "Declaration", `A second sheet "Declaration" is hidden; the one that can be seen was read.`},
	} {
		var d Declaration
		r := reader{d: &d, layout: six, book: &workbook{sheets: c.sheets}}
		r.seenSheets()
		if c.severity == "" && len(d.Findings) > 0 || c.severity != "" && (len(d.Findings) != 1 || d.Findings[0].Severity != c.severity || d.Findings[0].Sheet != c.sheet || d.Findings[0].Message != c.message) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestWhichSheetIsMeant by a name: the one that a person sees, if it is one.
func TestWhichSheetIsMeant(t *testing.T) {
	for name, c := range map[string]struct {
		sheets  []sheetPart
		meant   int // -1: none
		several bool
	}{
		"none": {[]sheetPart{{name: "x"}}, -1, false}, "one": {[]sheetPart{{name: "x"}, {name: "Smelter List"}}, 1, false}, "in other letters": {[]sheetPart{{name: " smelter LIST\u200b"}}, 0, false}, "in letters that look alike": {[]sheetPart{{name: "Smеlter List"}}, 0, false},
		"two": {[]sheetPart{{name: "Smelter List"}, {name: "smelter list "}}, -1, true}, "one seen, one hidden": {[]sheetPart{{name: "Smelter List", hidden: true}, {name: "smelter list "}}, 1, false}, "one of the same letters hidden": {[]sheetPart{{name: "SMELTER LIST"}, {name: "Smelter List", hidden: true}}, 0, true},
		"hidden": {[]sheetPart{{name: "Smelter List", hidden: true}}, 0, false}, "two hidden": {[]sheetPart{{name: "Smelter List", hidden: true}, {name: "Smelter List ", hidden: true}}, -1, true},
	} {
		w := &workbook{sheets: c.sheets}
		s, several := w.oneSheet(SheetSmelters)
		if at := slices.IndexFunc(c.sheets, func(p sheetPart) bool { return s != nil && *s == p }); at != c.meant || several != c.several || w.has(SheetSmelters) != (s != nil || several) || w.sheet(SheetSmelters) != s {
			t.Errorf("%s: %+v, several %v", name, s, several)
		}
	}
}
