package cmrt

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestHowASheetIsWritten: numbers of rows and references of cells may be left out, and rows stand in any
// order; what says two things is refused or in doubt.
func TestHowASheetIsWritten(t *testing.T) {
	cellAt := func(at, text string) string { return `<c r="` + at + `" t="str"><v>` + text + `</v></c>` }
	const data = "<sheetData>ROWS</sheetData>"
	for rows, want := range map[string]any{
		`<row r="2">` + cellAt("B2", "a") + `</row>`: "B2=a", `<row>` + cellAt("A1", "a") + `</row><row>` + cellAt("A2", "b") + `</row>`: "A1=a A2=b", `<row r="5"><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c t="str"><v>c</v></c></row>`: "A5=a B5=b A6=c", `<row r="2">` + cellAt("C2", "a") + `<c t="str"><v>b</v></c></row>`: "C2=a D2=b",
		`<row r="3">` + cellAt("A3", "b") + `</row><row r="2">` + cellAt("A2", "a") + `</row>`: "A2=a A3=b", `<row r="3">` + cellAt("A3", "b") + `</row><row r="2">` + cellAt("A2", "a") + `</row><row>` + cellAt("B3", "x") + `</row>`: "A2=a A3=doubt B3=doubt", `<row r="2">` + cellAt("A2", "a") + `</row><row r="2">` + cellAt("B2", "b") + `</row>`: "A2=doubt B2=doubt", `<row r="2">` + cellAt("A2", "a") + cellAt("A2", "b") + `</row>`: "A2=doubt", `<row r="2"><c r="A2"/>` + cellAt("A2", "b") + `</row>`: "A2=doubt", `<row r="2"><c r="A2"/><c r="A2"/></row>`: "", `<row r="2">` + cellAt("A2", "b") + `<c r="A2"/></row>`: "A2=doubt",
		`<row r="2"><x/>` + cellAt("A2", "a") + `</row><y/>`: "A2=a", `<row r="2">` + cellAt("AB2", "a") + cellAt("AC2", "b") + `</row>`: "AB2=a", `<row r="1048576">` + cellAt("A1048576", "a") + `</row>`: "A1048576=a", `<row r="2">` + cellAt("XFD2", "a") + `</row>`: "",
		`<row r="0">`: errPlace, `<row r="02"/>`: errPlace, `<row r=""/>`: errPlace, `<row r="x"/>`: errPlace, `<row r="1048577"/>`: errPlace, `<row r="1048576"/><row/>`: errPlace, `<row r="2">` + cellAt("A3", "a") + `</row>`: errPlace, `<row r="2">` + cellAt("a2", "a") + `</row>`: errPlace, `<row r="2">` + cellAt("XFE2", "a") + `</row>`: errPlace, `<row r="2">` + cellAt("2", "a") + `</row>`: errPlace, `<row r="2">` + cellAt("", "a") + `</row>`: errPlace, `<row r="2">` + cellAt("A", "a") + `</row>`: errPlace,
	} {
		g, err := readSheet([]byte("<worksheet>"+strings.Replace(data, "ROWS", rows, 1)+"</worksheet>"), nil, 0, nil)
		if wrong, is := want.(error); is {
			if !errors.Is(err, wrong) {
				t.Errorf("%s: %v, want %v", rows, err, wrong)
			}
			continue
		}
		var got []string
		if err == nil {
			for _, r := range g.rows {
				for column, c := range r.cells {
					switch {
					case c.kind == doubtfulValue:
						got = append(got, ref(column, r.number)+"=doubt")
					case c.text != "":
						got = append(got, ref(column, r.number)+"="+c.text)
					}
				}
			}
		}
		if err != nil || strings.Join(got, " ") != want || g.beyond != (strings.Contains(rows, "AC2") || strings.Contains(rows, "XFD")) {
			t.Errorf("%s: %v, beyond %v, %v; want %s", rows, got, g.beyond, err, want)
		}
	}
}

// TestTheOrderOfTheParts of a sheet is that in which programs read them: what is said of columns stands
// before the cells, what is said of cells behind them.
func TestTheOrderOfTheParts(t *testing.T) {
	const cells = `<sheetData><row r="2"><c r="A2" t="str"><v>a</v></c></row></sheetData>`
	for before, first := range map[string]bool{`<sheetFormatPr/>`: true, `<sheetViews/>`: true, `<cols/>`: true, `<mergeCells/>`: false, `<conditionalFormatting/>`: false} {
		for part, xml := range map[bool]string{true: before + cells, false: cells + before} {
			_, err := readSheet([]byte("<worksheet>"+xml+"</worksheet>"), nil, 0, nil)
			if right := part == first; (err == nil) != right || !right && !errors.Is(err, errOrder) {
				t.Errorf("%s: %v", xml, err)
			}
		}
	}
	for xml, wrong := range map[string]error{cells + cells: errSheetTwice, "<sheetData/>" + "<sheetData/>": errSheetTwice, "<dimension/>" + cells + "<extLst/>": nil, "": nil} {
		if _, err := readSheet([]byte("<worksheet>"+xml+"</worksheet>"), nil, 0, nil); !errors.Is(err, wrong) || wrong == nil && err != nil {
			t.Errorf("%s: %v, want %v", xml, err, wrong)
		}
	}
	if _, err := readSheet([]byte("<worksheet/>x"), nil, 0, nil); !errors.Is(err, errXMLSyntax) {
		t.Errorf("behind the root: %v", err)
	}
	if _, err := readSheet([]byte(`<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>7</v></c></row></sheetData></worksheet>`), nil, 0, nil); err == nil || !strings.HasPrefix(err.Error(), "cell B2: a cell names the shared string") {
		t.Errorf("%v", err)
	}
}

// TestHowMuchOfASheetIsRead: up to the last row that is asked for, and no more rows and text than any
// completed CMRT has.
func TestHowMuchOfASheetIsRead(t *testing.T) {
	rows := func(n int, text string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<row r="%d"><c r="A%[1]d" t="str"><v>%s%d</v></c></row>`, i+1, text, i%2)
		}
		return "<worksheet><sheetData>" + b.String() + "</sheetData></worksheet>"
	}
	for last, want := range map[int]int{0: 9, 1: 1, 5: 5, 9: 9, 20: 9} {
		if g, err := readSheet([]byte(rows(9, "x")), nil, last, nil); err != nil || len(g.rows) != want {
			t.Errorf("to row %d: %d rows, %v", last, len(g.rows), err)
		}
	}
	for n, wrong := range map[int]error{maxRows: nil, maxRows + 1: errTooManyRows} {
		if _, err := readSheet([]byte(rows(n, "")), nil, 0, nil); !errors.Is(err, wrong) {
			t.Errorf("%d rows: %v", n, err)
		}
	}
	long := strings.Repeat("x", 65_535)
	for n, wrong := range map[int]error{maxSheetText >> 16: nil, maxSheetText>>16 + 1: errTooLarge} {
		if _, err := readSheet([]byte(rows(n, long)), nil, 0, nil); !errors.Is(err, wrong) {
			t.Errorf("%d texts of 64 KB: %v", n, err)
		}
	}
}
