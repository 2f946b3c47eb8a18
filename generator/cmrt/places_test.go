package cmrt

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestPlacesOfCells: a reference and its column and row, in both directions.
func TestPlacesOfCells(t *testing.T) {
	for at, want := range map[string][2]int{"A1": {0, 1}, "Z9": {25, 9}, "AA10": {26, 10}, "AB12": {27, 12}, "AZ1": {51, 1}, "BA1": {52, 1}, "ZZ1": {701, 1}, "AAA1": {702, 1}, "XFD1048576": {16383, 1048576}} {
		if column, row := splitRef(at); column != want[0] || row != want[1] || ref(column, row) != at || columnName(column) != strings.TrimRight(at, "0123456789") {
			t.Errorf("%s: column %d, row %d", at, column, row)
		}
		if column, row := splitRef([]byte(strings.ToLower(at))); column != want[0] || row != want[1] {
			t.Errorf("%s in small letters: column %d, row %d", at, column, row)
		}
	}
	for at, want := range map[string][2]int{"": {-1, 0}, "A": {0, 0}, "12": {-1, 12}, "A1x": {0, 0}, "$A$1": {-1, 0}, "A-1": {0, 0}, "ABCDE1": {19009, 0}, "A99999999999": {0, 0}, "é1": {-1, 0}, "@1": {-1, 0}, "[1": {-1, 0}} {
		if column, row := splitRef(at); row != want[1] || column != want[0] && at != "ABCDE1" {
			t.Errorf("%q: column %d, row %d", at, column, row)
		}
	}
}

// TestAreasOfCells: from cell to cell in any direction, whole rows and columns; what is no area is
// none.
func TestAreasOfCells(t *testing.T) {
	for text, want := range map[string]area{"B2": {1, 2, 1, 2}, "B2:D5": {1, 2, 3, 5}, "D5:B2": {1, 2, 3, 5}, "D2:B5": {1, 2, 3, 5}, "$B$2:D$5": {1, 2, 3, 5}, "C:E": {2, 1, 4, maxRowNumber}, "E:C": {2, 1, 4, maxRowNumber}, "3:5": {0, 3, maxLetters, 5}, "5:3": {0, 3, maxLetters, 5}, "C": {2, 1, 2, maxRowNumber}, "7": {0, 7, maxLetters, 7}} {
		if got, ok := readArea(text); !ok || got != want {
			t.Errorf("%s: %+v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", ":", "B2:", ":B2", "B2:C", "B:C3", "2:C3", "B2:3", "B0:C3", "B2:C3:D4", "0:3"} {
		if got, ok := readArea(text); ok {
			t.Errorf("%q is an area: %+v", text, got)
		}
	}
}

// TestCellsThatAnAreaMarks: all of it but the first, in rows that hold something.
func TestCellsThatAnAreaMarks(t *testing.T) {
	sheet := func() *grid {
		g := &grid{}
		for _, number := range []int{2, 3, 5, 7} {
			r := row{number: number, cells: make([]cell, 4)}
			g.rows = append(g.rows, r)
		}
		return g
	}
	for area, want := range map[string]string{"B2": "", "B2:B2": "", "B2:C3": "C2 B3 C3", "A1:A9": "A2 A3 A5 A7", "B3:Z3": "C3 D3", "C4:D6": "C5 D5", "B8:C9": "", "none": "", "B:B": "B2 B3 B5 B7"} {
		g, steps := sheet(), 0
		if err := g.mark(area, covered, &steps); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range g.rows {
			for column, c := range r.cells {
				if c.marks == covered {
					got = append(got, ref(column, r.number))
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", area, got, want)
		}
	}
	g, steps := sheet(), maxMarked-4 // a row of four cells counts five
	if err := g.mark("A2:D2", covered, &steps); !errors.Is(err, errTooLarge) {
		t.Errorf("one cell too many: %v", err)
	}
	steps = maxMarked - 5
	if err := g.mark("A2:D2", covered, &steps); err != nil {
		t.Errorf("as many as may be: %v", err)
	}
}

// TestRowsOfASheetAreJoined: of two of one number, each cell is that of the first that has one.
func TestRowsOfASheetAreJoined(t *testing.T) {
	text := func(s string) cell { return cell{kind: textValue, text: s} }
	for name, c := range map[string]struct {
		first, second row
		want          row
	}{
		"behind":     {row{cells: []cell{text("a")}}, row{cells: []cell{{}, {}, text("c")}}, row{cells: []cell{text("a"), {}, text("c")}}},
		"between":    {row{cells: []cell{{}, text("b")}}, row{cells: []cell{text("a"), text("x")}}, row{cells: []cell{text("a"), text("b")}}},
		"one hidden": {row{hidden: true, cells: []cell{text("a")}}, row{}, row{cells: []cell{text("a")}}},
		"hidden":     {row{hidden: true}, row{hidden: true, cells: []cell{text("a")}}, row{hidden: true, cells: []cell{text("a")}}},
	} {
		if c.first.join(c.second); !slices.Equal(c.first.cells, c.want.cells) || c.first.hidden != c.want.hidden {
			t.Errorf("%s: %+v", name, c.first)
		}
	}
	g := grid{rows: []row{{number: 3, cells: []cell{text("a"), {}}}}}
	for at, want := range map[string]string{"A3": "a", "B3": "", "C3": "", "A2": "", "A4": "", "3": "", "": ""} {
		if g.at(at) != want {
			t.Errorf("%q holds %q", at, g.at(at))
		}
	}
	if r := g.find(3); r == nil || r.text("A") != "a" || r.text("") != "" || r.text("B") != "" || r.at(-1) != (cell{}) || g.find(2) != nil {
		t.Error("a row is found by its number, and a cell by its letter")
	}
}

// TestNamesOfPartsAreFolded, as programs differ in how they write them.
func TestNamesOfPartsAreFolded(t *testing.T) {
	for name, want := range map[string]string{"xl/workbook.xml": "xl/workbook.xml", "/XL/Workbook.xml": "xl/workbook.xml", `xl\workbook.xml`: "xl/workbook.xml", "./xl/./workbook.xml": "xl/workbook.xml", "xl//a/../workbook.xml": "xl/workbook.xml", "a/": "a"} {
		if got := foldPart(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	a, err := openArchive(zipped(map[string]string{"XL/a.xml": "<a/>", "b.bin": "x"}))
	if err != nil || !a.has(`\xl\A.xml`) || a.has("a.xml") || !a.contains("xl/a") || a.contains("XL/") || len(a.odd) != 0 {
		t.Errorf("%v %+v", err, a)
	}
	for name, odd := range map[string]bool{"x/y.xml": false, "/x.xml": false, `x\y.xml`: true, "x/../y.xml": true, "./x.xml": true, "x//y.xml": true, "x/": false} {
		if a, err := openArchive(zipped(map[string]string{name: ""})); err != nil || len(a.odd) > 0 != odd {
			t.Errorf("%q: %v %v", name, err, a.odd)
		}
	}
	for part, says := range map[string]string{"word/document.xml": "a Word document", "ppt/presentation.xml": "a PowerPoint presentation", "xl/workbook.bin": "a binary workbook (.xlsb)", "mimetype": "an OpenDocument file", "Index/Document.iwa": "a Numbers document", "x": ""} {
		if a, err := openArchive(zipped(map[string]string{part: "x"})); err != nil || a.looksLike() != says {
			t.Errorf("%s: %q", part, a.looksLike())
		}
	}
	if a, err := openArchive(zipped(nil)); err != nil || len(a.parts)+len(a.odd) > 0 {
		t.Errorf("an archive of nothing: %v", err)
	}
	if _, err := a.read("none.xml"); err == nil || err.Error() != "the part none.xml is missing" {
		t.Errorf("a part that is not there: %v", err)
	}
	if data, err := a.read("b.bin"); err != nil || string(data) != "x" || a.unpacked != 1 {
		t.Errorf("%q %v, %d unpacked", data, err, a.unpacked)
	}
	a.unpacked = maxUnpack
	if _, err := a.read("b.bin"); !errors.Is(err, errTooLarge) {
		t.Errorf("more than may be unpacked: %v", err)
	}
	a.parts["b.bin"].UncompressedSize64 = 0
	if _, err := a.read("b.bin"); err == nil {
		t.Error("more than it says is read")
	}
}

// TestRoomsForParts: one of the size that is kept where it fits, and otherwise just enough.
func TestRoomsForParts(t *testing.T) {
	a := &archive{}
	for size, want := range map[int]int{1: 1, smallRoom: smallRoom, smallRoom + 1: textRoom, textRoom: textRoom, textRoom + 1: listRoom, listRoom: listRoom, listRoom + 1: listRoom + 1} {
		kept := len(a.rooms)
		b := a.room(size)
		if b.Len() != 0 || b.Cap() != want || (len(a.rooms) > kept) != (want == textRoom || want == listRoom) {
			t.Errorf("for %d bytes: room for %d, of which %d are used; %d are kept", size, b.Cap(), b.Len(), len(a.rooms)-kept)
		}
		b.WriteString("x")
	}
	if a.close(); a.rooms != nil {
		t.Errorf("%d rooms are held", len(a.rooms))
	}
	if b := a.room(textRoom); b.Len() != 0 {
		t.Errorf("a room is given away with %d bytes in it", b.Len())
	}
}
