package cmrt

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/text"
	"itron.com/conflict-minerals/generator/xls"
)

// Pictures and text boxes lie over the cells of a sheet. What they say is not read, and an
// entry that one lies over may not be seen.

// drawingSheetSpaces are the name spaces of the drawings of sheets.
var drawingSheetSpaces = []string{"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"}

// A shape covers a cell where it begins and ends no further than this from its edges, in
// units of which an inch has 914,400.
const (
	nearLeft, nearTop   = 285_750, 95_250
	leastWide, leastTop = 190_500, 95_250
	usualWide, usualTop = 609_600, 190_500 // of a column and a row, for shapes that tell their size alone
)

// maxShapes bounds what lies over a sheet; where there is more, all of it may be covered.
const maxShapes = 500

// overCells is what a shape is among the looks that may lie over cells.
var overCells = &overlay{shape: true}

// drawn reads what lies over a sheet. A drawing that cannot be read is none: Excel leaves
// it out as well.
func (w *workbook) drawn(g *grid, s *sheetPart) {
	dir, name := path.Split(s.part)
	rels := path.Join(dir, "_rels", name+".rels")
	if w.archive == nil || !w.archive.has(rels) {
		return
	}
	r, err := w.relations(rels, strings.TrimSuffix(dir, "/"))
	if err != nil {
		return
	}
	for _, part := range r.kinds["drawing"] {
		if !w.archive.has(part) {
			continue
		}
		if data, err := w.archive.xml(part); err == nil {
			t := tokens{data: data}
			_ = g.shapes(&t)
		}
	}
}

// shapes reads the anchors of a drawing.
func (g *grid) shapes(t *tokens) error {
	if err := t.enterRoot(drawingSheetSpaces, "wsDr"); err != nil {
		return err
	}
	count := 0
	return t.children(func() error {
		if !strings.HasSuffix(string(t.name), "Anchor") {
			return nil
		}
		if count++; count > maxShapes {
			g.lay(area{0, 1, maxLetters, maxRowNumber}, true, "")
			return errTooLarge
		}
		v := shape{pos: [4]int{-1, -1, -1, -1}}
		if err := v.read(t); err != nil {
			return err
		}
		g.lay(v.area(), v.solid, v.text)
		return nil
	})
}

// lay puts a shape over cells. What stands in hidden columns a person does not see.
func (g *grid) lay(a area, solid bool, says string) {
	unseen := a.left >= 0 && a.left < maxColumn && g.columns[a.left]
	if says != "" && !unseen && len(g.boxes) < maxShapes {
		g.boxes = append(g.boxes, says)
	}
	if solid && a.left <= a.right && a.top <= a.bottom {
		g.conditionals = append(g.conditionals, conditional{areas: []area{a}, own: overCells})
	}
}

// shape is one that lies over cells.
type shape struct {
	pos        [4]int // column, row, column and row, from 0; the latter two -1 where it tells its size
	off        [4]int // how far within them
	wide, high int
	solid      bool // it covers something
	text       string
}

// area gives the cells whose beginning it covers.
func (v shape) area() area {
	left, top, right, bottom := v.pos[0], v.pos[1], v.pos[2], v.pos[3]
	if left < 0 { // it tells where it stands on the sheet
		left, top = v.off[0]/usualWide, v.off[1]/usualTop
		v.off[0], v.off[1] = v.off[0]%usualWide, v.off[1]%usualTop
	}
	if right < 0 {
		wide, high := v.off[0]+v.wide, v.off[1]+v.high
		right, bottom = left+wide/usualWide, top+high/usualTop
		v.off[2], v.off[3] = wide%usualWide, high%usualTop
	}
	if v.off[0] > nearLeft {
		left++
	}
	if v.off[1] > nearTop {
		top++
	}
	if v.off[2] < leastWide {
		right--
	}
	if v.off[3] < leastTop {
		bottom--
	}
	return area{left, top + 1, right, bottom + 1}
}

// read reads the anchor just entered and what hangs on it.
func (v *shape) read(t *tokens) error {
	return t.children(func() error {
		switch name := string(t.name); name {
		case "from":
			return v.place(t, 0)
		case "to":
			return v.place(t, 2)
		case "pos":
			v.off[0], v.off[1] = max(t.number("x"), 0), max(t.number("y"), 0)
		case "ext":
			v.wide, v.high = max(t.number("cx"), 0), max(t.number("cy"), 0)
		case "pic", "graphicFrame", "grpSp", "sp":
			v.solid = v.solid || name != "sp"
			return v.inside(t)
		}
		return nil
	})
}

// place reads a corner: column, row, and how far within them.
func (v *shape) place(t *tokens, at int) error {
	return t.children(func() error {
		i := slices.Index([]string{"col", "row"}, strings.TrimSuffix(string(t.name), "Off"))
		if i < 0 {
			return nil
		}
		into := &v.pos[at+i]
		if strings.HasSuffix(string(t.name), "Off") {
			into = &v.off[at+i]
		}
		var digits []byte
		if _, err := t.characters(&digits); err != nil {
			return err
		}
		*into, _ = strconv.Atoi(strings.TrimSpace(string(digits)))
		return nil
	})
}

// inside looks into a shape: whether it is hidden or has no ground, and what it says.
func (v *shape) inside(t *tokens) error {
	if t.kind != tokenStart {
		return nil
	}
	clear, hidden, outline := false, false, 0
	var says []byte
	for depth := t.depth; t.depth >= depth; {
		t.spaces.leave(t.depth)
		if err := t.advance(); err != nil {
			return err
		}
		if t.kind != tokenStart && t.kind != tokenEmpty {
			continue
		}
		switch string(t.name) {
		case "cNvPr":
			hidden = hidden || truth(t.attr("hidden"))
		case "ln":
			outline = t.depth
		case "noFill":
			clear = clear || outline == 0 || t.depth < outline
		case "t":
			if _, err := t.characters(&says); err != nil {
				return err
			}
			says = append(says, ' ')
		}
	}
	if hidden {
		v.solid = false
		return nil
	}
	v.text = text.Line(v.text + " " + string(says))
	v.solid = v.solid || !clear || v.text != ""
	return nil
}

// layLegacy puts the shapes of an .xls sheet over its cells.
func (g *grid) layLegacy(list []xls.Shape) {
	const wide, high = 1024, 256 // a column and a row
	for _, s := range list {
		a := area{s.Corner[2], s.Corner[0] + 1, s.Corner[3], s.Corner[1] + 1}
		if s.Within[2] > wide/2 {
			a.left++
		}
		if s.Within[0] > high/2 {
			a.top++
		}
		if s.Within[3] < wide/4 {
			a.right--
		}
		if s.Within[1] < high/2 {
			a.bottom--
		}
		g.lay(a, true, text.Line(s.Text))
	}
}
