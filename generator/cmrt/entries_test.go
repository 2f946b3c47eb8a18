package cmrt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestResultsOfFormulasAreNoEntry: what the template's own formulas gave for an entry
// that was deleted names no smelter; a formula of the supplier's does.
func TestResultsOfFormulasAreNoEntry(t *testing.T) {
	cell := func(ref, formula, result string) string {
		return fmt.Sprintf(`<c r="%s" t="str"><f>%s</f><v>%s</v></c>`, ref, formula, result)
	}
	left := cell("C7", `IF(LEN(A7)=0,"",INDEX('Smelter Look-up'!$C:$C,7))`, "Beta") + cell("E7", `IF(ISERROR($V7),"",1)`, "PERU") + cell("F7", `IF(ISERROR($V7),"",1)`, "CID000001")
	for _, c := range []struct {
		what, cells string
		smelters    int
	}{
		{"results alone", left, 1},
		{"results, and a text in a column that nobody reads", left + `<c r="T7" t="str"><v>x</v></c>`, 1},
		{"results beside a number", `<c r="A7" t="str"><v>CID000001</v></c>` + left, 2},
		{"results beside a comment", left + `<c r="Q7" t="str"><v>closed</v></c>`, 2},
		{"a formula of the supplier's", cell("C7", "Other!A1", "Beta"), 2},
		{"an error alone", `<c r="C7" t="e"><v>#N/A</v></c>`, 1},
	} {
		d := Read("x.xlsx", tiny(swap(smelterPart, `</row>`, `</row><row r="7">`+c.cells+`</row>`)))
		if len(d.Smelters) != c.smelters {
			t.Errorf("%s: %d smelters, not %d: %+v", c.what, len(d.Smelters), c.smelters, d.Smelters)
		}
	}
}

// TestTheTablesBelowAnOldListAreNoSmelters, wherever deleted and inserted rows moved them.
func TestTheTablesBelowAnOldListAreNoSmelters(t *testing.T) {
	old, _ := LayoutOf("2.02")
	for _, by := range []int{-1200, -40, 0, 25} {
		last := old.SmelterLast + by
		g := &grid{rows: []row{{number: 5, cells: make([]cell, 4)}, {number: last - 2, cells: make([]cell, 4)}, {number: last + 2, cells: make([]cell, 4)}}}
		languages := row{number: last + 3, cells: make([]cell, 12)}
		for i, name := range strings.Fields("English Chinese Japanese Korean French") {
			languages.cells[3+i] = cell{text: name, kind: textValue}
		}
		g.rows = append(g.rows, languages)
		if end := old.smeltersEnd(g); end != last {
			t.Errorf("%d rows more: the list ends in row %d, not %d", by, end, last)
		}
	}
	if end := old.smeltersEnd(&grid{}); end != old.SmelterLast {
		t.Errorf("without the tables it ends in row %d", end)
	}
	for name, data := range realFiles(t, "samples/CMRT_2.00_*.xlsx") {
		before, book := Read(name, data), takenApart(t, data)
		for _, by := range []int{-700, -40, 30} {
			d := Read(name, book.moved(SheetSmelters, 250, 0, by))
			if len(d.Smelters) != len(before.Smelters) || !d.Readable() {
				t.Errorf("%s, %d rows: %d smelters, before %d", name, by, len(d.Smelters), len(before.Smelters))
			}
		}
	}
	data, err := os.ReadFile(filepath.Join(sharedCMRT, "../cases/2.02-forty-rows-deleted.xlsx"))
	if err != nil {
		t.Skip("needs the cases beside the real files")
	}
	if d := Read("x.xlsx", data); len(d.Smelters) != 4 {
		t.Errorf("%d smelters in a 2.02 with four", len(d.Smelters))
	}
}
