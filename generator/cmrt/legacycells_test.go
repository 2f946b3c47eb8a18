package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/xls"
)

// gathered is the sheet that cells and a frame of an old workbook make.
func gathered(t *testing.T, last int, frame xls.Frame, cells ...xls.Cell) *grid {
	t.Helper()
	b := legacySheet{grid: &grid{}, rows: map[int]*row{}, taken: map[int]uint32{}, book: &xls.Workbook{Fonts: []xls.Font{{Height: 200}, {Height: 200, Struck: true, Colour: 9}, {Height: 59, Name: "Symbol", Colour: 9}}}, last: last}
	for _, c := range cells {
		if err := b.cell(c); err != nil {
			t.Fatal(err)
		}
	}
	g, err := b.finish(frame)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestWhatACellOfAnOldWorkbookIs: as it is stored, with what its fonts do to it; of two in one place
// neither.
func TestWhatACellOfAnOldWorkbookIs(t *testing.T) {
	at := func(kind xls.Kind, text string) xls.Cell {
		return xls.Cell{Row: 6, Column: 3, Kind: kind, Text: text, Format: 5}
	}
	look := xls.Signs{Sheets: []string{SheetLookup}}
	doubt := cell{kind: doubtfulValue}
	for name, c := range map[string]struct {
		cells []xls.Cell
		want  cell
	}{
		"a text": {[]xls.Cell{at(xls.KindText, "x")}, cell{kind: textValue, text: "x", style: 5}}, "an escape": {[]xls.Cell{at(xls.KindText, "_x0041_")}, cell{kind: textValue, text: "_x0041_", style: 5}}, "a NUL": {[]xls.Cell{at(xls.KindText, "a\x00b")}, cell{kind: doubtfulValue, style: 5}},
		"a number": {[]xls.Cell{at(xls.KindNumber, "7")}, cell{kind: numberValue, text: "7", style: 5}}, "a truth": {[]xls.Cell{at(xls.KindBool, "TRUE")}, cell{kind: boolValue, text: "TRUE", style: 5}}, "an error": {[]xls.Cell{at(xls.KindError, "#N/A")}, cell{kind: errorValue, text: "#N/A", style: 5}},
		"odd": {[]xls.Cell{at(xls.KindOdd, "")}, cell{kind: doubtfulValue, style: 5}}, "blank": {[]xls.Cell{at(xls.KindBlank, "")}, cell{}}, "twice": {[]xls.Cell{at(xls.KindText, "x"), at(xls.KindText, "x")}, doubt}, "blank behind": {[]xls.Cell{at(xls.KindText, "x"), at(xls.KindBlank, "")}, doubt},
		"blank before": {[]xls.Cell{at(xls.KindBlank, ""), at(xls.KindText, "x")}, doubt}, "blank twice": {[]xls.Cell{at(xls.KindBlank, ""), at(xls.KindBlank, "")}, cell{}}, "an empty text": {[]xls.Cell{at(xls.KindText, "")}, cell{}},
		"the supplier's formula":  {[]xls.Cell{{Row: 6, Column: 3, Kind: xls.KindText, Text: "x", Formula: true}}, cell{kind: textValue, text: "x", formula: true, own: true}},
		"the template's formula":  {[]xls.Cell{{Row: 6, Column: 3, Kind: xls.KindText, Text: "x", Formula: true, Signs: look}}, cell{kind: textValue, text: "x", formula: true}},
		"struck through in parts": {[]xls.Cell{{Row: 6, Column: 3, Kind: xls.KindText, Text: "x", Fonts: []int{0, 1, 9}, Plain: true}}, cell{kind: textValue, text: "x", marks: struckOut}},
		"tiny pictures in parts":  {[]xls.Cell{{Row: 6, Column: 3, Kind: xls.KindText, Text: "x", Fonts: []int{2}}}, cell{kind: textValue, text: "x", marks: tinyFont | pictured}},
	} {
		g := gathered(t, 0, xls.Frame{}, c.cells...)
		got := g.cell("D7")
		if got.inks != nil && got.inks.cell != c.cells[0].Plain {
			t.Errorf("%s: begins in the colour of the cell: %v", name, got.inks.cell)
		}
		if got.inks = nil; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		if kept := c.want != (cell{}); (len(g.rows) == 1) != kept {
			t.Errorf("%s: %d rows", name, len(g.rows))
		}
	}
	several := gathered(t, 0, xls.Frame{}, xls.Cell{Row: 6, Column: 3, Kind: xls.KindText, Text: "x", Fonts: []int{0, 1, 2, 1, 9}}).cell("D7")
	if several.inks == nil || !slices.Equal(several.inks.own, []colour{{known: true}, white}) {
		t.Errorf("colours of the parts, each once: %+v", several.inks)
	}
	if one := gathered(t, 0, xls.Frame{}, xls.Cell{Row: 6, Column: 3, Kind: xls.KindText, Text: "x"}).cell("D7"); one.inks != nil {
		t.Errorf("a text of one part has no colours of its own: %+v", one.inks)
	}
}

// TestWhichRowsOfAnOldSheetAreKept: those that hold something, in order, up to the last that is
// asked for; a label may be a formula without a result.
func TestWhichRowsOfAnOldSheetAreKept(t *testing.T) {
	text := func(row, column int) xls.Cell {
		return xls.Cell{Row: row, Column: column, Kind: xls.KindText, Text: "x"}
	}
	formula := func(row, column int, signs xls.Signs) xls.Cell {
		return xls.Cell{Row: row, Column: column, Kind: xls.KindBlank, Formula: true, Signs: signs}
	}
	template := xls.Signs{Sheets: []string{"L"}}
	numbers := func(g *grid) (list []int) {
		for _, r := range g.rows {
			list = append(list, r.number)
		}
		return list
	}
	cells := []xls.Cell{text(9, 0), text(2, 5), formula(4, 1, template), formula(5, 2, template), formula(6, 2, xls.Signs{}), text(7, maxColumn-1), text(8, maxColumn)}
	g := gathered(t, 0, xls.Frame{}, cells...)
	if got := numbers(g); !slices.Equal(got, []int{3, 5, 7, 8, 10}) || !g.beyond {
		t.Errorf("rows %v, something is beyond: %v", got, g.beyond)
	}
	if g := gathered(t, 7, xls.Frame{}, cells[:5]...); !slices.Equal(numbers(g), []int{3, 5, 7}) || g.beyond {
		t.Errorf("to row 7: %v", numbers(g))
	}
}

// TestWhatIsHiddenOfAnOldSheet: rows and columns, each by itself or by what is said of all; panes,
// zeros, merged cells, and cells that a formula elsewhere gives values to.
func TestWhatIsHiddenOfAnOldSheet(t *testing.T) {
	var cells []xls.Cell
	for row := range 4 {
		for column := range 4 {
			cells = append(cells, xls.Cell{Row: row, Column: column, Kind: xls.KindText, Text: "x", Formula: row == 3 && column == 3})
		}
	}
	hidden := func(frame xls.Frame) string {
		g := gathered(t, 0, frame, cells...)
		var list []string
		for _, r := range g.rows {
			if r.hidden {
				list = append(list, fmt.Sprint(r.number))
			}
		}
		for i, is := range g.columns {
			if is {
				list = append(list, columnName(i))
			}
		}
		return strings.Join(list, " ")
	}
	for want, frame := range map[string]xls.Frame{
		"": {}, "2": {Rows: map[int]bool{1: true, 2: false}}, "1 3 4": {FlatRows: true, Rows: map[int]bool{1: false}},
		"B C": {Columns: []xls.Columns{{First: 1, Last: 2, Hidden: true, Width: 9}, {First: 3, Last: 3, Width: 1}}}, "D": {Columns: []xls.Columns{{First: 3, Last: 3, Width: 0.9}}}, "AB": {Columns: []xls.Columns{{First: maxColumn - 1, Last: 255, Hidden: true}}},
		"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB": {NarrowColumns: true}, "B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB": {NarrowColumns: true, Columns: []xls.Columns{{First: 0, Last: 0, Width: 9}}},
	} {
		if got := hidden(frame); got != want {
			t.Errorf("hidden are %q, want %q", got, want)
		}
	}
	g := gathered(t, 0, xls.Frame{NoZeros: true, Top: 4, Left: 2, Merged: [][4]int{{1, 2, 1, 3}}, Several: [][4]int{{2, 3, 2, 3}}}, cells...)
	if !g.noZeros || g.top != 5 || g.left != 2 {
		t.Errorf("%+v", g)
	}
	marked := map[marks]string{}
	for _, r := range g.rows {
		for column, c := range r.cells {
			if c.marks != 0 {
				marked[c.marks] += ref(column, r.number) + " "
			}
		}
	}
	if marked[covered] != "C2 D2 B3 " || marked[arrayed] != "C4 " || marked[covered|arrayed] != "C3 D3 " { // the formula in D4 has a value of its own
		t.Errorf("%q", marked)
	}
	if g := gathered(t, 0, xls.Frame{Several: [][4]int{{8, 8, 1, 99}}}, cells...); g.cell("B9").kind != doubtfulValue || g.cell("AB9").kind != doubtfulValue || len(g.find(9).cells) != maxColumn {
		t.Errorf("where a formula gives a value and none is stored: %+v", g.find(9))
	}
	if g := gathered(t, 8, xls.Frame{Several: [][4]int{{8, 8, 1, 2}}}, cells...); g.find(9) != nil {
		t.Error("what stands below the last row that is asked for is kept")
	}
}

// TestLooksThatConditionsOfAnOldSheetLay: as they are said, and what is not said stays as it is.
func TestLooksThatConditionsOfAnOldSheetLay(t *testing.T) {
	none := xls.Overlay{Letters: -1, Behind: -1, Height: -1}
	look := func(change func(*xls.Overlay)) xls.Overlay { o := none; change(&o); return o }
	for name, c := range map[string]struct {
		look xls.Overlay
		want overlay
	}{
		"nothing": {none, overlay{}}, "struck": {look(func(o *xls.Overlay) { o.Struck = true }), overlay{struck: true}}, "tiny": {look(func(o *xls.Overlay) { o.Height = 59 }), overlay{tiny: true}}, "no height": {look(func(o *xls.Overlay) { o.Height = 0 }), overlay{tiny: true}}, "three points": {look(func(o *xls.Overlay) { o.Height = 60 }), overlay{}},
		"letters": {look(func(o *xls.Overlay) { o.Letters = 0 }), overlay{letters: colour{known: true}, hasLetters: true}}, "letters of the system": {look(func(o *xls.Overlay) { o.Letters = 64 }), overlay{letters: colour{known: true}, hasLetters: true}}, "a ground": {look(func(o *xls.Overlay) { o.Behind = 0 }), overlay{behind: colour{known: true}, hasBehind: true}},
		"a ground of the system": {look(func(o *xls.Overlay) { o.Behind = 65 }), overlay{behind: white, hasBehind: true}}, "bare": {look(func(o *xls.Overlay) { o.Bare = true }), overlay{bare: true}}, "a number format": {look(func(o *xls.Overlay) { o.Number = ";;;" }), overlay{sections: sections(";;;")}},
	} {
		list := legacyConditionals(&xls.Workbook{}, []xls.Conditional{{Areas: [][4]int{{1, 2, 3, 4}, {5, 5, 6, 6}}, Look: c.look}})
		if len(list) != 1 || fmt.Sprint(*list[0].own) != fmt.Sprint(c.want) || !slices.Equal(list[0].areas, []area{{3, 2, 4, 3}, {6, 6, 6, 6}}) {
			t.Errorf("%s: %+v %+v", name, list, list[0].own)
		}
	}
}

// TestLimitsOfAnOldSheet: more text, rows or cells than any completed CMRT has are refused.
func TestLimitsOfAnOldSheet(t *testing.T) {
	sheet := func() *legacySheet {
		return &legacySheet{grid: &grid{}, rows: map[int]*row{}, taken: map[int]uint32{}, book: &xls.Workbook{}}
	}
	b := sheet()
	half := strings.Repeat("x", maxSheetText/2)
	for i, want := range []bool{false, false, true} {
		if err := b.cell(xls.Cell{Row: i, Kind: xls.KindText, Text: half}); errors.Is(err, errTooLarge) != want {
			t.Errorf("%d times half of the text: %v", i+1, err)
		}
	}
	for rows, want := range map[int]bool{maxRows: false, maxRows + 1: true} {
		b = sheet()
		for i := range rows {
			_ = b.put(i+1, 0, cell{kind: textValue, text: "x"})
		}
		if _, err := b.finish(xls.Frame{}); errors.Is(err, errTooManyRows) != want {
			t.Errorf("%d rows: %v", rows, err)
		}
	}
	if _, err := sheet().finish(xls.Frame{Several: slices.Repeat([][4]int{{0, 999, 0, 99}}, 72)}); !errors.Is(err, errTooLarge) {
		t.Errorf("two million cells of formulas for several: %v", err)
	}
}
