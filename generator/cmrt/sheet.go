package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/stable"
)

// Limits on one sheet. The template's longest table has 2,500 rows, and all texts
// of a completed CMRT together are below a megabyte. A shared string is stored
// once and named by many cells, so what cells hold is counted apart from the file.
const (
	maxRows      = 20_000  // with content
	maxSheetText = 8 << 20 // bytes in all cells
	maxRowNumber = 1 << 20 // Excel's last row
	maxLetters   = 16_384  // Excel's last column, XFD
)

var (
	errTooManyRows = errors.New("has more rows than any completed CMRT")
	errSheetTwice  = errors.New("holds its cells twice over, and programs differ in which of the two they show")
	errPlace       = errors.New("says of a cell or row in two ways where it stands")
	errOrder       = errors.New("its parts do not stand in the order in which spreadsheet programs read them")
)

// sheetReader takes the cells of one sheet.
type sheetReader struct {
	tokens
	strings *sharedStrings
	last    int // last row wanted; 0: all
	grid    *grid
	row     row
	taken   uint32          // columns of the row that a cell was read for
	seen    []uint64        // rows that were read, by number
	doubled []int           // rows that stand there twice
	value   []byte          // of the cell being read
	formula []byte          // its formula
	number  []byte          // the number of a formula that stands in several cells
	shared  map[string]bool // by that number: whether it is the supplier's
	size    int             // of all texts kept

	column      int  // of the cell being read
	rich        bool // it has a value that Microsoft 365 alone shows
	shape       []byte
	sharedShape map[string]int // columns of formulas for several cells that are the template's

	conditions int      // blocks of cells with conditional formats
	several    []string // cells whose values one formula gives

	pattern pattern // the row before
	defines bool    // this row writes a formula that others share, or is not wanted: none is like it
	each    bool    // every row is taken apart
	likes   int     // rows that were not
}

// readSheet reads a sheet up to column AB and, where last is not 0, up to that row.
func readSheet(data []byte, texts *sharedStrings, last int, palette func() *formats) (*grid, error) {
	r := sheetReader{tokens: tokens{data: data, palette: palette}, strings: texts, last: last, grid: &grid{}}
	return r.read()
}

func (r *sheetReader) read() (*grid, error) {
	if err := r.enterRoot(sheetSpaces, "worksheet"); err != nil {
		return nil, err
	}
	sheets, steps := 0, 0
	err := r.children(func() error {
		switch string(r.name) {
		case "sheetFormatPr", "sheetViews", "cols":
			if sheets > 0 {
				return errOrder
			}
		case "mergeCells", "conditionalFormatting":
			if sheets == 0 {
				return errOrder
			}
		}
		switch string(r.name) {
		case "sheetFormatPr":
			r.grid.defaults(&r.tokens)
		case "sheetViews":
			return r.children(func() error { return r.grid.view(&r.tokens) })
		case "cols":
			return r.children(func() error { return r.grid.column(&r.tokens) })
		case "sheetData":
			if sheets++; sheets > 1 || r.compat.doubt() {
				return errSheetTwice
			}
			return r.children(func() error {
				if string(r.name) != "row" {
					return nil
				}
				return r.readRow()
			})
		case "mergeCells":
			r.finish()
			return r.children(func() error { return r.grid.mark(r.attr("ref"), covered, &steps) })
		case "conditionalFormatting":
			return r.readConditional()
		case "extLst":
			return r.readExtensions()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := r.next(); err != nil { // there is nothing after the root
		return nil, err
	}
	r.finish()
	for _, cells := range r.several {
		if err := r.grid.mark(cells, arrayed, &steps); err != nil {
			return nil, err
		}
	}
	return r.grid, nil
}

// finish puts rows in order, since a file may hold them in any. What stands in rows
// that the file has twice is in doubt.
func (r *sheetReader) finish() {
	byNumber := func(a, b row) int { return a.number - b.number }
	if !slices.IsSortedFunc(r.grid.rows, byNumber) {
		stable.Sort(r.grid.rows, byNumber)
	}
	slices.Sort(r.doubled)
	rows := r.grid.rows[:0]
	for _, next := range r.grid.rows {
		if _, twice := slices.BinarySearch(r.doubled, next.number); twice {
			for i := range next.cells {
				if c := &next.cells[i]; *c != (cell{}) {
					*c = cell{kind: doubtfulValue}
				}
			}
		}
		if n := len(rows); n > 0 && rows[n-1].number == next.number {
			rows[n-1].join(next)
			continue
		}
		rows = append(rows, next)
	}
	r.grid.rows = rows
}

// place reads where a row says that it stands; without a word it follows the one before.
func (r *sheetReader) place(text []byte) (int, error) {
	number := r.row.number + 1
	if text != nil {
		n, ok := digits(text)
		if !ok || n == 0 || text[0] == '0' {
			return 0, errPlace
		}
		number = n
	}
	if number > maxRowNumber {
		return 0, errPlace
	}
	word, bit := number/64, uint64(1)<<(number%64)
	for len(r.seen) <= word {
		r.seen = append(r.seen, 0)
	}
	if r.seen[word]&bit != 0 {
		r.doubled = append(r.doubled, number)
	}
	r.seen[word] |= bit
	return number, nil
}

// readRow reads one row; number and references may be left out, and then follow
// on the one before.
func (r *sheetReader) readRow() error {
	at, hidden := r.rowAttrs()
	number, err := r.place(at)
	if err != nil {
		return err
	}
	wanted := r.last == 0 || number <= r.last
	if wanted && r.likeLast(at) {
		return r.repeat(number, hidden)
	}
	from := int(r.open[r.depth].from) - 1
	r.row = row{number: number, hidden: hidden, cells: r.row.cells[:0]}
	r.taken = 0
	r.defines = !wanted
	column, content := -1, false
	err = r.children(func() error {
		if string(r.name) != "c" {
			return nil
		}
		column++
		at, kind, style := r.cellAttrs()
		if at != nil {
			c, n := splitRef(at)
			if c < 0 || c >= maxLetters || n != number || at[0] >= 'a' {
				return fmt.Errorf("%w (%s in row %d)", errPlace, shortened(string(at)), number)
			}
			column = c
		}
		r.grid.beyond = r.grid.beyond || column >= maxColumn && r.kind == tokenStart
		if !wanted || column >= maxColumn {
			return nil
		}
		r.column = column
		c, err := r.readCell(kind, style)
		if err != nil {
			return fmt.Errorf("cell %s: %w", ref(column, number), err)
		}
		content = r.put(column, c) || content
		return nil
	})
	if err != nil {
		return err
	}
	if r.remember(from, at, content); !content {
		return nil
	}
	return r.keep()
}

// put takes a cell into the row, and tells whether that makes the row worth keeping.
// Of two in the same place neither counts, unless both are blank.
func (r *sheetReader) put(column int, c cell) bool {
	bit := uint32(1) << column
	twice := r.taken&bit != 0
	r.taken |= bit
	blank := c.text == "" && !c.formula && c.kind != doubtfulValue
	if twice && !(blank && r.row.at(column) == (cell{})) {
		c, blank = cell{kind: doubtfulValue}, false
	}
	if blank {
		return false
	}
	for len(r.row.cells) <= column {
		r.row.cells = append(r.row.cells, cell{})
	}
	r.row.cells[column] = c
	return c.text != "" || c.pending() || column == 1 || c.kind == doubtfulValue // labels are formulas, with or without a result
}

func truth(s string) bool { return s == "1" || s == "true" }

// rowAttrs gives the number that the row just entered says it has, and whether it
// is hidden or too low to be seen.
func (r *sheetReader) rowAttrs() (at []byte, hidden bool) {
	flat := r.grid.flat
	for b := r.attrs; ; {
		key, value, rest, ok := attribute(b)
		if !ok {
			return at, hidden || flat
		}
		switch b = rest; string(key) {
		case "r":
			at = value
		case "hidden":
			hidden = truth(string(value))
		case "ht":
			h, err := strconv.ParseFloat(string(value), 64)
			flat = err == nil && h < leastHeight
		}
	}
}

// keep stores the row.
func (r *sheetReader) keep() error {
	if len(r.grid.rows) >= maxRows {
		return errTooManyRows
	}
	for i := range r.row.cells {
		r.size += len(r.row.cells[i].text)
	}
	if r.size > maxSheetText {
		return fmt.Errorf("its text %w", errTooLarge)
	}
	kept := r.row
	kept.cells = slices.Clone(r.row.cells)
	r.grid.rows = append(r.grid.rows, kept)
	return nil
}
