package cmrt

import (
	"strings"
	"testing"
)

// TestSmeltersAboveTheHeadings: a smelter that a supplier put above the table is not read as
// an entry of it, and told with its cell; the template's own words there are none.
func TestSmeltersAboveTheHeadings(t *testing.T) {
	text := func(cell, says string) string {
		return `<c r="` + cell + `" t="inlineStr"><is><t>` + says + `</t></is></c>`
	}
	for name, c := range map[string]struct{ rows, cell string }{
		"a number":                   {`<row r="2">` + text("A2", "CID000292") + `</row>`, "A2"},
		"a metal and a name":         {`<row r="3">` + text("B3", "Gold") + text("C3", "Agosi AG") + `</row>`, "B3"},
		"a metal alone":              {`<row r="3">` + text("B3", "Gold") + `</row>`, ""},
		"words of the template's":    {`<row r="1">` + text("A1", "Option A: if you know the Smelter Identification Number, enter it in column A, for example CID000292; all that stands grey is filled in.") + `</row>`, ""},
		"nothing that a person sees": {`<row r="3">` + text("B3", " ") + text("C3", " ") + `</row>`, ""},
	} {
		d := Read("x.xlsx", tiny(swap(smelterPart, "<sheetData>", "<sheetData>"+c.rows)))
		var cell string
		for _, f := range d.Findings {
			if f.Rule == entryMisplaced.Name && f.Sheet == SheetSmelters && strings.Contains(f.Message, "above the headings") {
				cell += f.Cell
			}
		}
		if cell != c.cell || !d.Readable() {
			t.Errorf("%s: found in %q, not %q: %v", name, cell, c.cell, d.Findings)
		}
	}
}
