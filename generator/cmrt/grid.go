package cmrt

import (
	"slices"
	"strconv"
)

// What is kept of a sheet: rows that hold something, in order, each with its cells
// by column. Most of a template's 60,000 cells are formulas in empty rows, and of
// those only column B is kept, since it shows where labels stand.

// cell is one stored cell: its text as stored, what kind of value that is, whether
// it is the result of a formula, and whether the supplier wrote that formula.
type cell struct {
	text    string
	kind    kind
	formula bool
	own     bool
	marks   marks // what keeps a person from seeing the text as it is
	style   int32 // which of the workbook's cell formats
	inks    *inks // the colours of its pieces, where they have some of their own
}

// pending tells a formula of the supplier's that was saved without a result, as
// programs do: what it says is not known until Excel has calculated it.
func (c cell) pending() bool { return c.own && c.text == "" }

// unsaved tells one of them that has no value at all. What an empty text was saved for
// is a result to the template's own Checker.
func (c cell) unsaved() bool { return c.own && c.kind == blankValue }

// kind is the type of a stored value.
type kind byte

const (
	blankValue kind = iota // no value at all, which is not the same as a blank text
	textValue
	numberValue
	boolValue
	errorValue
	dateValue     // in the form of ISO 8601; Excel itself writes dates as numbers
	doubtfulValue // programs differ in what they make of the file here; there is no text
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
	rows    []row
	hidden  bool            // the whole sheet is hidden
	beyond  bool            // it has cells with content to the right of maxColumn
	columns [maxColumn]bool // those that are hidden, or too narrow to be seen
	flat    bool            // rows that say nothing of their height are too low to be seen
	top     int             // rows above this one cannot be scrolled to
	left    int             // columns left of this one cannot be scrolled to
	noZeros bool            // the sheet does not show zeros
	merged  []area          // those that reach over several rows

	conditionals []conditional
	boxes        []string // what text boxes over the sheet say
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

// join takes over the cells of a row of the same number, where this one has none.
func (r *row) join(other row) {
	for column, c := range other.cells {
		for len(r.cells) <= column {
			r.cells = append(r.cells, cell{})
		}
		if r.cells[column] == (cell{}) {
			r.cells[column] = c
		}
	}
	r.hidden = r.hidden && other.hidden
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
func ref(column, number int) string { return columnName(column) + strconv.Itoa(number) }

// columnName writes a column: 27 is "AB".
func columnName(column int) (s string) {
	for c := column + 1; c > 0; c = (c - 1) / 26 {
		s = string(rune('A'+(c-1)%26)) + s
	}
	return s
}
