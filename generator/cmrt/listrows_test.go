package cmrt

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listOf is a template of a version with other rows in its lists: cells by sheet, the newest there
// is where none is said.
func listOf(l Layout, cells map[string]string) Declaration {
	return ReadAny("x.xlsx", written(changedTo(answered(l), cells)))
}

// TestEachColumnOfAListIsRead, under its own name.
func TestEachColumnOfAListIsRead(t *testing.T) {
	l := Newest("EMRT")
	c, p, m, cells := l.Columns, l.Products, l.Mines, map[string]string{}
	for sheet, letters := range map[string][]string{SheetSmelters: cellsNamed(c), SheetProducts: p.letters()} {
		for _, letter := range letters {
			cells[sheet+"!"+letter+"20"] = "the " + letter
		}
	}
	cells[SheetSmelters+"!"+c.Recycled+"20"], cells[SheetSmelters+"!"+c.Metal+"20"], cells[SheetSmelters+"!"+c.ID+"20"] = "Unknown", "Mica", "cid-000292"
	d := listOf(l, cells)
	want := SmelterRow{Row: 20, Metal: Mica, MetalRaw: "Mica", IDTyped: "the A", Lookup: "the C", Name: "the D", Country: "the E", ID: "CID000292", IDRaw: "cid-000292", IDSource: "the G", Street: "the H", City: "the I", State: "the J",
		ContactName: "the K", ContactEmail: "the L", NextSteps: "the M", MineName: "the N", MineCountry: "the O", Recycled: Unknown, RecycledRaw: "Unknown", Comment: "the Q", StandardName: "the R"}
	if diff := cmp.Diff(want, d.Smelters[len(d.Smelters)-1]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Product{Row: 20, Number: "the B", Name: "the C", RequesterNumber: "the D", RequesterName: "the E", Comment: "the F"}, d.Products[len(d.Products)-1]); diff != "" {
		t.Error(diff)
	}
	sheets := answered(l)
	sheets[SheetMines] = map[string]string{}
	for _, letter := range cellsNamed(m) {
		sheets[SheetMines][letter+"20"], sheets[SheetMines][letter+"4"] = "the "+letter, "Label"
	}
	sheets[SheetMines]["A20"], sheets[SheetMines]["N20"], sheets[SheetMines]["B21"] = "Nickel", "nothing", "#N/A"
	d = ReadAny("x.xlsx", written(sheets))
	mine := Mine{Row: 20, Metal: Nickel, MetalRaw: "Nickel", Smelter: "the B", Name: "the C", ID: "the D", IDSource: "the E", Country: "the F", Street: "the G", City: "the H", State: "the I", ContactName: "the J", ContactEmail: "the K", NextSteps: "the L", Comment: "the M"}
	if diff := cmp.Diff([]Mine{mine}, d.Mines); diff != "" || len(found(d, smelterOverflow)) > 0 {
		t.Errorf("%s %v", diff, d.Findings)
	}
	sheets[SheetMines]["B20"], sheets[SheetMines]["C2504"], sheets[SheetMines]["C2505"], sheets[SheetMines]["C2600"], sheets[SheetMines]["B2700"], sheets[SheetMines]["C2700"] = "#REF!", "x", "y", "z", "© RMI", "nobody's"
	d = ReadAny("x.xlsx", written(sheets))
	if list := found(d, smelterOverflow); len(d.Mines) != 4 || len(list) != 1 || list[0].Sheet != SheetMines || list[0].Cell != "A2505" || list[0].Message != "2 mines stand below row 2504, the last of the template's table." {
		t.Errorf("%d mines, %v", len(d.Mines), list)
	}
	if list := found(d, cellError); len(list) != 1 || list[0].Cell != "B20" || list[0].Message != "The cell holds the formula error #REF!." {
		t.Errorf("%v", list)
	}
}

// TestWhereAListEnds: entries below the last row are read and told, above the first there are none; of
// versions with other tables below, nothing there is an entry.
func TestWhereAListEnds(t *testing.T) {
	for _, version := range []string{"1.00", "2.00", "2.03a", "3.01", "6.01", "6.5"} {
		l, _ := LayoutOf(version)
		cells, metal := map[string]string{}, l.SmelterSheet+"!"+l.Columns.Metal
		cells[metal+strconv.Itoa(l.SmelterLast)], cells[metal+strconv.Itoa(l.SmelterLast+1)], cells[metal+strconv.Itoa(l.SmelterLast+90)] = "Tin", "Gold", "Gold"
		d := listOf(l, cells)
		want, told := 4+3, "2 smelter rows stand below row "+strconv.Itoa(l.SmelterLast)+", the last of the template's table."
		if l.SmelterEnds {
			want, told = 4+1, ""
		}
		message, cell := "", ""
		for _, f := range found(d, smelterOverflow) {
			message, cell = message+f.Message, f.Cell
		}
		if len(d.Smelters) != want || message != told || told != "" && cell != "B"+strconv.Itoa(l.SmelterLast+1) {
			t.Errorf("%s: %d smelters, %v", version, len(d.Smelters), d.Findings)
		}
		if l.ProductLast == 0 {
			continue
		}
		last := l.ProductLast
		d = listOf(l, map[string]string{SheetProducts + "!B" + strconv.Itoa(last): "P-8", SheetProducts + "!B" + strconv.Itoa(last+1): "P-9"})
		if want, told := map[bool]int{true: 2, false: 3}[l.ProductEnds], !l.ProductEnds; len(d.Products) != want || len(found(d, productOverflow)) > 0 != told {
			t.Errorf("%s: %d products, %v", version, len(d.Products), d.Findings)
		}
		// The copyright line ends the table wherever it stands.
		d = listOf(l, map[string]string{SheetProducts + "!B8": "© 2020 RMI", SheetProducts + "!B9": "P-9"})
		list := found(d, productOverflow)
		if want, told := map[bool]int{true: 1, false: 2}[l.ProductEnds], !l.ProductEnds; len(d.Products) != want || len(list) > 0 != told || told && list[0].Message != "1 products stand below the template's table, which ends in row "+strconv.Itoa(last)+"." {
			t.Errorf("%s below the copyright line: %d products, %v", version, len(d.Products), d.Findings)
		}
	}
}

// TestRowsThatRepeatTheHeadings are no smelters, in the template's own words or in English ones.
func TestRowsThatRepeatTheHeadings(t *testing.T) {
	l := six.as("6.5")
	header := map[string]string{"B4": "Métal (*)", "C4": "Fonderie (*)", "D4": "Nom [de la fonderie]", "E4": "Pays"}
	for name, c := range map[string]struct {
		cells map[string]string
		is    bool
	}{
		"two of them": {map[string]string{"B": "MÉTAL (*)", "C": "Fonderie (*)"}, true}, "two, in other brackets": {map[string]string{"B": "x", "D": "nom (de la  fonderie)", "E": "pays."}, true}, "one of them": {map[string]string{"B": "Tin", "E": "Pays"}, false}, "none": {map[string]string{"B": "Tin", "C": "Alpha"}, false},
		"English": {map[string]string{"B": "Metal (*)", "C": "Smelter Look-up (*)"}, true}, "of countries": {map[string]string{"B": "Metals", "E": "Smelter Country"}, true}, "of refiners": {map[string]string{"B": "mineral", "D": "Name of Refiner"}, true}, "a metal alone": {map[string]string{"B": "Metal"}, false}, "a smelter's name": {map[string]string{"B": "Gold", "C": "Rand Refinery", "D": "Smelter of Country"}, false},
		"in another column": {map[string]string{"C": "Métal (*)", "D": "Fonderie (*)"}, false}, "one cell more": {map[string]string{"B": "Métal (*)", "C": "Fonderie (*)", "Q": "x"}, true},
	} {
		cells := map[string]string{}
		for at, text := range header {
			cells[SheetSmelters+"!"+at] = text
		}
		for letter, text := range c.cells {
			cells[SheetSmelters+"!"+letter+"12"] = text
		}
		d := listOf(l, cells)
		list := found(d, headingRepeated)
		if len(list) == 1 != c.is || len(d.Smelters) == 4 != c.is || c.is && (list[0].Cell != "B12" || list[0].Sheet != SheetSmelters || list[0].Message != "Row 12 repeats the headings of the table; it was not read as a smelter.") {
			t.Errorf("%s: %d smelters, %v", name, len(d.Smelters), d.Findings)
		}
	}
}

// TestErrorsInTheRowsOfSmelters are told in every column that a supplier fills in; where a row names its
// smelter, also what the look-up does not know.
func TestErrorsInTheRowsOfSmelters(t *testing.T) {
	l, cells, want := six.as("6.5"), map[string]string{}, map[string]bool{}
	for _, letter := range cellsNamed(six.Columns, "StandardName", "IDTyped") {
		cells[SheetSmelters+"!"+letter+"12"], want[letter+"12"] = "#N/A", true
	}
	cells[SheetSmelters+"!A12"], cells[SheetSmelters+"!S12"] = "CID999999", "#N/A"
	d := listOf(l, cells)
	if missing, unwanted := differing(foundIn(d, cellError, SheetSmelters), want); len(missing)+len(unwanted) > 0 {
		t.Errorf("not told of %v; told of %v", missing, unwanted)
	}
	for _, f := range found(listOf(l, map[string]string{SheetSmelters + "!A12": "CID999999", SheetSmelters + "!C12": "#N/A"}), cellError) {
		if f.Cell != "C12" || !strings.Contains(f.Message, `the formula error #N/A; the workbook's own look-up does not know the number "CID999999".`) {
			t.Errorf("%v", f)
		}
	}
}

// TestColumnsThatAVersionDoesNotHave: entries there are not read, and told once, with the columns.
func TestColumnsThatAVersionDoesNotHave(t *testing.T) {
	l := six.as("6.5")
	d := listOf(l, map[string]string{SheetProducts + "!H6": "ours", SheetProducts + "!H7": "ours", SheetProducts + "!B7": "P-1", SheetProducts + "!F7": "?", SheetProducts + "!A8": "x", SheetProducts + "!H8": ""})
	list := found(d, sheetNotRead)
	if len(list) != 1 || list[0].Cell != "A5" || list[0].Message != "Entries of the Product List stand in columns that CMRT 6.5 does not have: A, F, H. They were not read." || len(d.Products) != 2 {
		t.Errorf("%v %v", d.Products, d.Findings)
	}
	for name, c := range map[string]struct {
		labels, cells string // columns with one
		message       string // "": it is read
	}{
		"as it is": {"BCD", "BCD", ""}, "no labels": {"", "BC", ""}, "a label less": {"BC", "BCD", ""}, "of 6.6": {"BCDEF", "BCD", "The Product List has its labels in columns B, C, D, E, F, where CMRT 6.5 has B, C, D: it was not read."}, "of 6.6, and empty": {"BCDEF", "", ""}, "elsewhere": {"HI", "HI", ""},
		"a label of column A": {"ABCD", "BCD", ""},
	} {
		cells := map[string]string{}
		for _, letter := range strings.Split("ABCDEFGHI", "") {
			cells[SheetProducts+"!"+letter+"5"], cells[SheetProducts+"!"+letter+"6"] = "", ""
			if strings.Contains(c.labels, letter) {
				cells[SheetProducts+"!"+letter+"5"] = "Label"
			}
			if strings.Contains(c.cells, letter) {
				cells[SheetProducts+"!"+letter+"6"] = "entry"
			}
		}
		message := ""
		for _, f := range found(listOf(l, cells), sheetNotRead) {
			message += f.Message
		}
		if c.message == "" && strings.Contains(message, "labels") || c.message != "" && message != c.message {
			t.Errorf("%s: %q, want %q", name, message, c.message)
		}
	}
}
