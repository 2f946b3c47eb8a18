package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxRows is how many rows with content one sheet may have; the template's
// longest table has 2,500.
const maxRows = 20_000

var errTooManyRows = errors.New("has more rows than any completed CMRT")

// cell is one stored cell: its text as stored, what kind of value that is, and
// whether it is the result of a formula.
type cell struct {
	text    string
	kind    kind
	formula bool
}

// kind is the type of a stored value.
type kind byte

const (
	blankValue kind = iota // no value at all, which is not the same as a blank text
	textValue
	numberValue
	boolValue
	errorValue
)

// columns that any sheet of the template uses: A to AB.
const maxColumn = 28

// row is one row of a sheet.
type row struct {
	number int
	hidden bool
	cells  []cell // by column, A first
}

// grid is the part of a sheet that was read: its rows with content, in order.
type grid struct {
	rows   []row
	hidden bool // the whole sheet is hidden
}

// find gives a row by number, nil where it has no content.
func (g *grid) find(number int) *row {
	i, ok := slices.BinarySearchFunc(g.rows, number, func(r row, n int) int { return r.number - n })
	if !ok {
		return nil
	}
	return &g.rows[i]
}

// cell gives a cell such as "D22"; the zero cell where it is blank.
func (g *grid) cell(ref string) cell {
	column, number := splitRef(ref)
	if r := g.find(number); r != nil {
		return r.at(column)
	}
	return cell{}
}

// at gives the text of a cell as stored, "" where it is blank.
func (g *grid) at(ref string) string { return g.cell(ref).text }

// at gives a cell of a row by column, A being 0.
func (r *row) at(column int) cell {
	if column < 0 || column >= len(r.cells) {
		return cell{}
	}
	return r.cells[column]
}

// text gives the text of a cell of a row by letter; "" for no letter.
func (r *row) text(letter string) string {
	column, _ := splitRef(letter)
	return r.at(column).text
}

// splitRef splits "AB12" into column 27 and row 12. A part that is missing or no
// reference is -1 and 0.
func splitRef[T string | []byte](ref T) (column, number int) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		column = column*26 + int(c-'a') + 1
	}
	for ; i < len(ref); i++ {
		if ref[i] < '0' || ref[i] > '9' || number > 1<<24 {
			return column - 1, 0
		}
		number = number*10 + int(ref[i]-'0')
	}
	return column - 1, number
}

// ref writes a reference: column 27 and row 12 are "AB12".
func ref(column, number int) string {
	letters := ""
	for c := column + 1; c > 0; c = (c - 1) / 26 {
		letters = string(rune('A'+(c-1)%26)) + letters
	}
	return letters + strconv.Itoa(number)
}

// sheetReader takes the cells of one sheet.
type sheetReader struct {
	tokens
	strings *sharedStrings
	last    int // last row wanted; 0: all
	grid    *grid
	row     row
}

// readSheet reads a sheet up to column AB and, where last is not 0, up to that row.
func readSheet(data []byte, texts *sharedStrings, last int) (*grid, error) {
	r := sheetReader{tokens: tokens{data: data}, strings: texts, last: last, grid: &grid{}}
	for {
		if err := r.next(); err != nil {
			return nil, err
		}
		switch {
		case r.kind == tokenEOF:
			return r.finish()
		case r.is("row"):
			if err := r.readRow(); err != nil {
				return nil, err
			}
			if last > 0 && r.row.number > last {
				return r.finish()
			}
		}
	}
}

// finish puts rows in order, since a file may hold them in any.
func (r *sheetReader) finish() (*grid, error) {
	byNumber := func(a, b row) int { return a.number - b.number }
	if !slices.IsSortedFunc(r.grid.rows, byNumber) {
		slices.SortStableFunc(r.grid.rows, byNumber)
	}
	return r.grid, nil
}

// readRow reads one row; number and references may be left out, and then follow
// on the one before.
func (r *sheetReader) readRow() error {
	number := r.row.number + 1
	if n, err := strconv.Atoi(r.attr("r")); err == nil && n > 0 {
		number = n
	}
	r.row = row{number: number, hidden: truth(r.attr("hidden")), cells: r.row.cells[:0]}
	if r.kind == tokenEmpty {
		return nil
	}
	depth, column, content := r.depth, -1, false
	for {
		if err := r.next(); err != nil {
			return err
		}
		switch {
		case r.kind == tokenEOF:
			return errXMLTruncated
		case r.kind == tokenEnd && r.depth < depth:
			if content {
				return r.keep()
			}
			return nil
		case r.is("c"):
			column++
			if c, _ := splitRef(r.rawAttr("r")); c >= 0 {
				column = c
			}
			c, err := r.readCell(column < maxColumn && (r.last == 0 || number <= r.last))
			if err != nil {
				return fmt.Errorf("cell %s: %w", ref(column, number), err)
			}
			if column < maxColumn && (c.text != "" || c.formula) {
				r.put(column, c)
				content = content || c.text != "" || column == 1 // labels are formulas, with or without a result
			}
		}
	}
}

func truth(s string) bool { return s == "1" || s == "true" }

// put sets a cell of the row; of two with the same reference the first with text stays.
func (r *sheetReader) put(column int, c cell) {
	for len(r.row.cells) <= column {
		r.row.cells = append(r.row.cells, cell{})
	}
	if r.row.cells[column].text == "" {
		r.row.cells[column] = c
	}
}

// keep stores the row.
func (r *sheetReader) keep() error {
	if len(r.grid.rows) >= maxRows {
		return errTooManyRows
	}
	kept := r.row
	kept.cells = slices.Clone(r.row.cells)
	r.grid.rows = append(r.grid.rows, kept)
	return nil
}

var inline = []byte("inlineStr")

// readCell reads the cell just entered up to its end.
func (r *sheetReader) readCell(wanted bool) (c cell, err error) {
	if r.kind == tokenEmpty {
		return c, nil
	}
	var kind []byte
	if wanted {
		kind = r.rawAttr("t")
	}
	depth, inValue := r.depth, false
	for {
		if err := r.next(); err != nil {
			return c, err
		}
		switch {
		case r.kind == tokenEOF:
			return c, errXMLTruncated
		case r.kind == tokenEnd && r.depth < depth:
			return c, r.finishCell(&c, kind)
		case r.kind == tokenEnd:
			inValue = false
		case !wanted:
		case r.is("f"):
			c.formula = true
		case r.kind == tokenStart && string(r.name) == "v":
			inValue = true
		case r.kind == tokenStart && string(r.name) == "is":
			if c.text, err = r.richText(); err != nil {
				return c, err
			}
			kind = inline
		case inValue && (r.kind == tokenText || r.kind == tokenCDATA):
			c.text += r.content()
		}
	}
}

// finishCell turns the stored value into text, by the cell's type.
func (r *sheetReader) finishCell(c *cell, kind []byte) (err error) {
	switch kind := string(kind); {
	case c.text == "" && kind == "str":
		c.kind = textValue // a formula that gives a blank text
	case c.text == "":
	case kind == "s":
		c.kind = textValue
		c.text, err = r.strings.at(c.text)
	case kind == "str":
		c.kind, c.text = textValue, unescape(c.text)
	case kind == "b":
		c.kind = boolValue
		c.text = map[bool]string{true: "TRUE", false: "FALSE"}[truth(strings.TrimSpace(c.text))]
	case kind == "inlineStr", kind == "d":
		c.kind = textValue
	case kind == "e":
		c.kind = errorValue
	default:
		c.kind = numberValue
		c.text = strings.TrimSpace(c.text)
	}
	if len(c.text) > 4*maxText {
		return fmt.Errorf("a cell %w", errTooLarge)
	}
	return err
}
