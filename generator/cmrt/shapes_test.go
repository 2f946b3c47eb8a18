package cmrt

import (
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/xls"
)

// TestWhichCellsAShapeCovers: those of whose beginning it leaves nothing to be seen. Corners are
// column, row, column and row from 0, and how far within them in 914,400ths of an inch.
func TestWhichCellsAShapeCovers(t *testing.T) {
	for name, c := range map[string]struct {
		shape shape
		want  area // columns from 0, rows from 1
	}{
		"from edge to edge":               {shape{pos: [4]int{3, 26, 5, 28}}, area{3, 27, 4, 28}},
		"it begins late, yet near enough": {shape{pos: [4]int{3, 26, 5, 28}, off: [4]int{285_750, 95_250, 0, 0}}, area{3, 27, 4, 28}},
		"it begins too far right":         {shape{pos: [4]int{3, 26, 5, 28}, off: [4]int{285_751, 0, 0, 0}}, area{4, 27, 4, 28}},
		"it begins too far down":          {shape{pos: [4]int{3, 26, 5, 28}, off: [4]int{0, 95_251, 0, 0}}, area{3, 28, 4, 28}},
		"it ends within the next cell":    {shape{pos: [4]int{3, 26, 5, 28}, off: [4]int{0, 0, 190_500, 95_250}}, area{3, 27, 5, 29}},
		"it hardly reaches the next cell": {shape{pos: [4]int{3, 26, 5, 28}, off: [4]int{0, 0, 190_499, 95_249}}, area{3, 27, 4, 28}},
		"of a size":                       {shape{pos: [4]int{3, 26, -1, -1}, wide: 1_219_200, high: 571_500}, area{3, 27, 4, 29}},
		"of a size, begun within a cell":  {shape{pos: [4]int{3, 26, -1, -1}, off: [4]int{100_000, 90_000}, wide: 1_319_200, high: 581_500}, area{3, 27, 5, 30}},
		"by its place on the sheet":       {shape{pos: [4]int{-1, -1, -1, -1}, off: [4]int{1_828_800, 4_953_000}, wide: 1_219_200, high: 190_500}, area{3, 27, 4, 27}},
		"by its place within a cell":      {shape{pos: [4]int{-1, -1, -1, -1}, off: [4]int{1_928_800, 5_050_000}, wide: 1_219_200, high: 190_500}, area{3, 28, 4, 28}},
		"smaller than a cell's beginning": {shape{pos: [4]int{3, 26, -1, -1}, wide: 190_499, high: 190_500}, area{3, 27, 2, 27}},
	} {
		if got := c.shape.area(); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestWhichCellsAShapeOfAnOldWorkbookCovers: rows are counted in 256ths, columns in 1024ths.
func TestWhichCellsAShapeOfAnOldWorkbookCovers(t *testing.T) {
	for name, c := range map[string]struct {
		within [4]int // rows first
		want   area
	}{
		"from edge to edge": {[4]int{0, 0, 0, 0}, area{3, 27, 4, 28}},
		"half a row late":   {[4]int{128, 0, 512, 0}, area{3, 27, 4, 28}}, "more than half a row late": {[4]int{129, 0, 0, 0}, area{3, 28, 4, 28}}, "more than half a column late": {[4]int{0, 0, 513, 0}, area{4, 27, 4, 28}},
		"half of the next row": {[4]int{0, 128, 0, 0}, area{3, 27, 4, 29}}, "less than that": {[4]int{0, 127, 0, 255}, area{3, 27, 4, 28}}, "a quarter of the next column": {[4]int{0, 0, 0, 256}, area{3, 27, 5, 28}},
	} {
		g := &grid{}
		g.layLegacy([]xls.Shape{{Corner: [4]int{26, 28, 3, 5}, Within: c.within, Text: " says\nit "}})
		if len(g.conditionals) != 1 || !slices.Equal(g.conditionals[0].areas, []area{c.want}) || !slices.Equal(g.boxes, []string{"says it"}) {
			t.Errorf("%s: %+v %q, want %+v", name, g.conditionals, g.boxes, c.want)
		}
	}
}

// TestWhatIsKeptOfAShape: of one that covers nothing only what it says, and of one that begins in
// hidden columns not even that.
func TestWhatIsKeptOfAShape(t *testing.T) {
	for name, c := range map[string]struct {
		area   area
		solid  bool
		says   string
		covers bool
		boxes  int
	}{
		"a picture": {area{3, 27, 3, 27}, true, "", true, 0}, "a text": {area{3, 27, 3, 27}, false, "x", false, 1}, "a frame": {area{3, 27, 3, 27}, false, "", false, 0},
		"no column": {area{4, 27, 3, 27}, true, "x", false, 1}, "no row": {area{3, 28, 3, 27}, true, "", false, 0}, "in a hidden column": {area{5, 1, 9, 9}, true, "x", true, 0},
		"right of all columns": {area{maxColumn, 1, maxColumn, 9}, true, "x", true, 1}, "left of all": {area{-1, 1, 3, 9}, true, "x", true, 1},
	} {
		g := &grid{}
		g.columns[5] = true
		g.lay(c.area, c.solid, c.says)
		if (len(g.conditionals) == 1) != c.covers || len(g.boxes) != c.boxes || c.covers && (g.conditionals[0].own != overCells || !slices.Equal(g.conditionals[0].areas, []area{c.area})) {
			t.Errorf("%s: %+v %q", name, g.conditionals, g.boxes)
		}
	}
	g := &grid{}
	for range maxShapes + 3 {
		g.lay(area{3, 27, 3, 27}, false, "x")
	}
	if len(g.boxes) != maxShapes {
		t.Errorf("%d texts are kept", len(g.boxes))
	}
}

// TestWhatLiesOverACellIsSeenThrough: a shape covers where it has a ground of its own or says
// something, and not where it is hidden or only a frame.
func TestWhatLiesOverACellIsSeenThrough(t *testing.T) {
	const spaces = ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns="` + `http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"`
	for inside, c := range map[string]struct {
		solid bool
		says  string
	}{
		`<pic/>`: {true, ""},
		`<graphicFrame><a:t>chart</a:t></graphicFrame>`: {true, "chart"},
		`<sp/>`:                             {false, ""},
		`<sp><spPr/></sp>`:                  {true, ""},
		`<sp><spPr><a:noFill/></spPr></sp>`: {false, ""},
		`<sp><spPr><a:ln><a:noFill/></a:ln></spPr></sp>`:            {true, ""},
		`<sp><spPr><a:noFill/><a:ln/></spPr></sp>`:                  {false, ""},
		`<sp><spPr><a:noFill/></spPr><a:t>a</a:t><a:t>b</a:t></sp>`: {true, "a b"},
		`<sp><cNvPr hidden="true"/><a:t>a</a:t></sp>`:               {false, ""},
		`<sp><cNvPr hidden="1"/><cNvPr hidden="0"/></sp>`:           {false, ""},
		`<sp><cNvPr hidden="0"/><a:t> a </a:t></sp>`:                {true, "a"},
		`<clientData/>`: {false, ""},
		`<sp><a:t>a</a:t></sp><sp><a:t>b</a:t></sp>`: {true, "a b"},
	} {
		k := &tokens{data: []byte(`<anchor` + spaces + `>` + inside + `</anchor>`)}
		if err := k.enterRoot(drawingSheetSpaces, "anchor"); err != nil {
			t.Fatal(err)
		}
		var v shape
		if err := v.read(k); err != nil || v.solid != c.solid || v.text != c.says {
			t.Errorf("%s: solid %v, %q, %v", inside, v.solid, v.text, err)
		}
	}
}
