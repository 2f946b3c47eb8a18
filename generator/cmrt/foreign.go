package cmrt

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// What lists that are no CMRT are read with: registries send them as workbooks
// too, and the reader that bounds a supplier's file bounds theirs.

// Book is a workbook that is no CMRT: all of its sheets that hold anything.
type Book struct {
	Template bool // the workbook is one of RMI's templates, not a plain list; its sheets are not read
	Date1904 bool // numbers that are dates count from 1904
	Sheets   []Table
}

// Table is a sheet with content, as texts.
type Table struct {
	Sheet    string
	Hidden   bool  // the whole sheet
	Beyond   bool  // cells to the right of column AB were not read
	Template bool  // of the workbook, as in Book
	Date1904 bool  // likewise
	Unseen   []int // columns, from 0, that are hidden or too narrow to be seen
	Rows     []TableRow
}

// TableRow is a row with content, up to column AB.
type TableRow struct {
	Number int
	Hidden bool
	Struck bool // an entry of the row is struck through, whole or in part
	Cells  []string
	Above  []string // by column what a cell further up says that is merged down over this row; nil where none is
}

// ReadTables reads all sheets of a plain workbook. The error says what is wrong in
// the words of the finding that Read would give.
func ReadTables(file string, data []byte) (Book, error) {
	d := Declaration{File: file}
	r := reader{d: &d}
	if !r.open(data) {
		return Book{}, fmt.Errorf("%s: %s", file, d.Findings[len(d.Findings)-1].Message)
	}
	book := Book{Template: r.book.has(SheetDeclaration) || r.book.has(SheetLookup), Date1904: r.book.date1904}
	if book.Template {
		return book, nil
	}
	for _, s := range r.book.sheets {
		g, ok := r.sheet(s.name, 0)
		if !ok {
			return Book{}, fmt.Errorf("%s: %s", file, d.Findings[len(d.Findings)-1].Message)
		}
		t := Table{Sheet: s.name, Hidden: s.hidden, Beyond: g.beyond, Date1904: book.Date1904}
		for i, unseen := range g.columns {
			if unseen {
				t.Unseen = append(t.Unseen, i)
			}
		}
		for i := range g.rows {
			row := TableRow{Number: g.rows[i].number, Hidden: g.rows[i].hidden}
			for column, c := range g.rows[i].cells {
				if c.kind == doubtfulValue {
					return Book{}, fmt.Errorf("%s: the file says in two ways what stands in %s!%s; open it in Excel, enter it again and save it", file, shortened(s.name), ref(column, g.rows[i].number))
				}
				if c.unsaved() {
					return Book{}, fmt.Errorf("%s: %s!%s holds a formula that was never calculated, so its value is not in the file; open it in Excel or LibreOffice and save it", file, shortened(s.name), ref(column, g.rows[i].number))
				}
				row.Cells = append(row.Cells, text.Line(r.book.seen(c)))
				struck, err := r.book.struck(c)
				if err != nil {
					return Book{}, fmt.Errorf("%s: %w", file, err)
				}
				row.Struck = row.Struck || struck
			}
			if strings.Join(row.Cells, "") != "" {
				t.Rows = append(t.Rows, row)
			}
		}
		if !t.reachDown(g.merged) {
			return Book{}, fmt.Errorf("%s: the texts of its merged cells are more than any list holds", file)
		}
		if len(t.Rows) > 0 {
			book.Sheets = append(book.Sheets, t)
		}
	}
	return book, nil
}

// reachDown gives the rows below the first of a merged area what its cell says, as a person
// sees it beside each of them; false where that is more text than a sheet may have.
func (t *Table) reachDown(merged []area) bool {
	at := func(number int) int {
		i, _ := slices.BinarySearchFunc(t.Rows, number, func(r TableRow, n int) int { return r.Number - n })
		return i
	}
	size := 0
	for _, a := range merged {
		first := at(a.top)
		if first == len(t.Rows) || t.Rows[first].Number != a.top || a.left >= len(t.Rows[first].Cells) {
			continue
		}
		said := t.Rows[first].Cells[a.left]
		for i := first + 1; said != "" && i < len(t.Rows) && t.Rows[i].Number <= a.bottom; i++ {
			if size += len(said); size > maxSheetText {
				return false
			}
			if t.Rows[i].Above == nil {
				t.Rows[i].Above = make([]string, maxColumn)
			}
			t.Rows[i].Above[a.left] = said
		}
	}
	return true
}

// ParseDate reads a date as a cell stores it, a serial number or a text in which
// there is no doubt, and gives YYYY-MM-DD.
func ParseDate(raw string, date1904 bool) (string, error) {
	date, _, err := parseDate(raw, date1904)
	return date, err
}

// MetalNamed reads the name of a metal as templates and lists write it; "" for
// anything but the four.
func MetalNamed(raw string) Metal { return metalOf(raw) }
