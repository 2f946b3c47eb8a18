package cmrt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// A workbook can show a person something else than it holds: an answer in a hidden
// column, in white letters, under a number format that says Yes where No is stored.
// Such entries are read as stored, and found, so that somebody looks.

// marks are what keeps a person from seeing a cell's text as it is.
type marks byte

const (
	struckOut marks = 1 << iota // a run of the text is struck through
	tinyFont                    // … or too small to be read
	covered                     // the cell is merged into another
	arrayed                     // a formula elsewhere gives its value
	disguised                   // its formula only begins like one of the template's
	pictured                    // a run of the text is in a font of pictures
	richValue                   // Microsoft 365 shows a picture or a linked data type, all others an error
)

// Rows and columns below these sizes cannot be seen: points, and characters.
const (
	leastHeight = 4.0
	leastWidth  = 1.0
)

// defaults reads the sizes of rows and columns that say nothing themselves.
func (g *grid) defaults(t *tokens) {
	if h, err := strconv.ParseFloat(t.attr("defaultRowHeight"), 64); err == nil {
		g.flat = h < leastHeight
	}
	g.flat = g.flat || truth(t.attr("zeroHeight"))
	if w, err := strconv.ParseFloat(t.attr("defaultColWidth"), 64); err == nil && w < leastWidth {
		for i := range g.columns {
			g.columns[i] = true
		}
	}
}

// column reads what is said of some columns.
func (g *grid) column(t *tokens) error {
	if string(t.name) != "col" {
		return nil
	}
	w, err := strconv.ParseFloat(t.attr("width"), 64)
	hidden := truth(t.attr("hidden")) || err == nil && w < leastWidth
	for c := max(t.number("min"), 1); c <= min(t.number("max"), maxColumn); c++ {
		g.columns[c-1] = hidden
	}
	return nil
}

// view reads what can be scrolled to: rows and columns before the first that is shown
// in panes that do not move are out of reach. A sheet may hide its zeros.
func (g *grid) view(t *tokens) error {
	column, row := splitRef(t.attr("topLeftCell"))
	if zeros := t.attr("showZeros"); zeros != "" && !truth(zeros) {
		g.noZeros = true
	}
	return t.children(func() error {
		if string(t.name) != "pane" || !strings.HasPrefix(t.attr("state"), "frozen") {
			return nil
		}
		if y := t.attr("ySplit"); y != "" && y != "0" {
			g.top = max(g.top, row)
		}
		if x := t.attr("xSplit"); x != "" && x != "0" {
			g.left = max(g.left, column)
		}
		return nil
	})
}

// maxMarked bounds the cells that all merged areas of a sheet cover, or all formulas that
// give several values.
const maxMarked = 2_000_000

// mark puts a mark on the cells of an area, all but the first.
func (g *grid) mark(reference string, with marks, steps *int) error {
	a, ok := readArea(reference)
	if !ok {
		return nil
	}
	if with == covered && a.bottom > a.top {
		g.merged = append(g.merged, a)
	}
	i, _ := slices.BinarySearchFunc(g.rows, a.top, func(r row, n int) int { return r.number - n })
	for ; i < len(g.rows) && g.rows[i].number <= a.bottom; i++ {
		cells := g.rows[i].cells
		for c := a.left; c <= a.right && c < len(cells); c++ {
			if c != a.left || g.rows[i].number != a.top {
				cells[c].marks |= with
			}
		}
		if *steps += 1 + len(cells); *steps > maxMarked {
			return fmt.Errorf("the list of its merged cells, or of its formulas for several cells, %w", errTooLarge)
		}
	}
	return nil
}

// spot is where a cell stands.
type spot struct{ column, row int }

// reason is one way in which entries are not seen as they are: the same for all
// cells of a sheet that have it.
type reason struct {
	rule  finding.Rule
	words string
}

// watch gathers what is found in one sheet, by reason and in the order of the cells.
type watch struct {
	r              *reader
	sheet          string
	grid           *grid
	order          []reason
	cells          map[reason][]spot
	columns, asked uint32     // of a list: those to look at, and those in which the template has no formulas
	row            int        // the last that was found to be hidden
	templated      bool       // its formulas are known to the letter
	overlays       []laidOver // over the cells of the row that is looked at
	steps          int        // of comparing entries with conditional formats
	date           spot       // where a date is asked for, which is looked at as one
}

func (r *reader) watch(sheet string, g *grid) *watch {
	return &watch{r: r, sheet: sheet, grid: g, cells: map[reason][]spot{}}
}

func (w *watch) add(at spot, rule finding.Rule, format string, args ...any) {
	why := reason{rule, fmt.Sprintf(format, args...)}
	if w.cells[why] == nil {
		w.order = append(w.order, why)
	}
	if list := w.cells[why]; len(list) == 0 || list[len(list)-1] != at { // several pictures may lie over one
		w.cells[why] = append(list, at)
	}
}

// lookAtRow looks at the entries of one row of a list.
func (w *watch) lookAtRow(row *row) {
	w.over(row)
	w.lookAtIndex(row)
	for column := range row.cells {
		bit := uint32(1) << column
		if c := &row.cells[column]; w.columns&bit != 0 && (c.text != "" || c.kind == doubtfulValue) && (c.own || !c.shownBlank()) {
			w.look(column, row, w.asked&bit != 0)
		}
	}
}

// lookAtIndex looks at the hidden formula that the visible ones of a row go by.
func (w *watch) lookAtIndex(row *row) {
	used := w.templated && slices.ContainsFunc(row.cells[:min(len(row.cells), indexColumn)], func(c cell) bool { return c.formula && c.text != "" })
	if c := row.at(indexColumn); used && c.marks&disguised != 0 {
		w.add(spot{indexColumn, row.number}, entryFromFormula, "The formula that the row's look-ups go by is not the template's; what they gave when the file was saved was read, and Excel may show something else")
	}
}

// look looks at one entry. asked tells that the template has no formula there.
func (w *watch) look(column int, row *row, asked bool) {
	c := row.at(column)
	if c.kind == doubtfulValue {
		w.add(spot{column, row.number}, fileAmbiguous, "The file says in two ways what stands here, and programs differ in which they show, so nothing was read")
		return
	}
	if strings.TrimSpace(c.text) == "" {
		return
	}
	at := spot{column, row.number}
	switch {
	case row.hidden && w.row == row.number:
	case row.hidden:
		w.row = row.number
		w.add(at, fileHiddenContent, "The row is hidden, or too low to be seen")
	case row.number < w.grid.top && w.row == row.number:
	case row.number < w.grid.top:
		w.row = row.number
		w.add(at, fileHiddenContent, "The row stands above panes that do not move, out of reach")
	case c.formula && !asked: // the template's own, with its own formats
	case column < w.grid.left:
		w.add(at, fileHiddenContent, "The column stands left of panes that do not move, out of reach")
	case w.grid.columns[column]:
		w.add(at, fileHiddenContent, "The column is hidden, or too narrow to be seen")
	case c.marks&covered != 0:
		w.add(at, entryNotVisible, "The cell is merged into another, which covers it")
	}
	if asked || !c.formula {
		w.lookAtFormat(at, c)
	}
	if w.templated && c.formula && !asked && !c.own && c.marks&disguised != 0 && !c.isError() {
		w.add(at, entryFromFormula, "A formula stands here that is not the template's; what it gave when the file was saved was read, and Excel may show something else")
	}
	if c.marks&arrayed != 0 {
		w.add(at, entryFromFormula, "A formula in another cell gives what stands here when it is calculated; what the file held was read, and Excel may show something else")
	}
	switch {
	case c.own && c.shownBlank():
		w.add(at, entryFromFormula, "A formula stands here that gave 0 when the file was saved, as one does that refers to a blank cell; it was read as blank")
	case c.formula && (asked || c.own && !c.isError()):
		w.add(at, entryFromFormula, "A formula stands here; what it gave when the file was saved was read, and Excel may show something else")
	}
}

func (w *watch) lookAtFormat(at spot, c cell) {
	look, err := w.r.book.look(c.style)
	if err != nil {
		w.r.d.Findings = append(w.r.d.Findings, damaged(w.r.d.File, "", err))
	}
	w.lookAtConditions(at, c, look)
	if c.kind == dateValue && len(look.sections) == 0 && w.r.book.styles().numbered(c.style) {
		w.add(at, entryShownDifferently, "A date is stored that the cell shows as a number")
	}
	if w.grid.noZeros && c.kind == numberValue && !c.formula && strings.Trim(c.text, "0.-+eE") == "" {
		w.add(at, entryNotVisible, "The sheet does not show zeros")
	}
	if c.kind == numberValue && at != w.date && len(w.r.book.seen(c)) == len("2006-01-02") && !w.r.book.styles().number(c.style).ShowsDay(c.text) {
		w.add(at, entryShownDifferently, "A date is stored of which the cell shows a part, as happens where a number such as 9-25 is taken for one")
	}
	if look.plain && c.marks&(struckOut|tinyFont|pictured) == 0 && c.inks == nil {
		return
	}
	as, unseen, changed := shown(look.sections, c)
	switch {
	case unseen:
		w.add(at, entryNotVisible, "The number format hides what is stored")
	case changed:
		w.add(at, entryShownDifferently, "%q is stored, and the number format shows %q", shortened(c.text), shortened(as))
	}
	switch {
	case look.tiny || c.marks&tinyFont != 0:
		w.add(at, entryNotVisible, "The letters are too small to be read")
	case look.hidden && c.inks == nil || c.inks.hidden(look):
		w.add(at, entryNotVisible, "The letters have the colour of the background")
	}
	if look.pictured || c.marks&pictured != 0 {
		w.add(at, entryShownDifferently, "The letters are in a font of pictures, such as Wingdings, which shows signs in their place")
	}
	if look.struck || c.marks&struckOut != 0 {
		w.add(at, entryStruck, "The entry is struck through")
	}
}

// report makes one finding of each reason.
func (w *watch) report() {
	for _, says := range w.grid.boxes {
		f := sheetNotRead.At(w.r.d.File, shortened(w.sheet), "", fmt.Sprintf("A text box on the sheet was not read; it says %q.", shortened(says)))
		f.Severity = finding.Note
		w.r.add(f)
	}
	for _, why := range w.order {
		var cells []string
		for _, at := range w.cells[why] {
			cells = append(cells, ref(at.column, at.row))
		}
		if why.rule.Name == fileAmbiguous.Name { // a finding for each cell: nothing was read there
			for _, cell := range cells {
				w.r.add(why.rule.At(w.r.d.File, shortened(w.sheet), cell, why.words+"."))
			}
			continue
		}
		message := why.words
		if len(cells) > 1 {
			message += fmt.Sprintf(" (%s)", few(cells))
		}
		w.r.add(why.rule.At(w.r.d.File, shortened(w.sheet), cells[0], message+"."))
	}
}

// few names the first of a list and says how many more there are.
func few(list []string) string {
	const most = 5
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}
