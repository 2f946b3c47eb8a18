package cmrt

import (
	"fmt"
	"strings"
)

// What lists that are no CMRT are read with: registries send them as workbooks
// too, and the reader that bounds a supplier's file bounds theirs.

// Table is the first visible sheet of a workbook that holds anything, as texts.
type Table struct {
	Sheet    string
	Template bool // the workbook is one of RMI's templates, not a plain list
	Date1904 bool // numbers that are dates count from 1904
	Rows     []TableRow
}

// TableRow is a row with content, up to column AB.
type TableRow struct {
	Number int
	Cells  []string
}

// ReadTable reads a plain workbook as a table. The error says what is wrong in the
// words of the finding that Read would give.
func ReadTable(file string, data []byte) (Table, error) {
	d := Declaration{File: file}
	r := reader{d: &d}
	if !r.open(data) {
		return Table{}, fmt.Errorf("%s: %s", file, d.Findings[len(d.Findings)-1].Message)
	}
	t := Table{Template: r.book.has(SheetDeclaration) || r.book.has(SheetLookup), Date1904: r.book.date1904}
	if t.Template {
		return t, nil
	}
	for _, s := range r.book.sheets {
		g, ok := r.sheet(s.name, 0)
		if !ok {
			return Table{}, fmt.Errorf("%s: %s", file, d.Findings[len(d.Findings)-1].Message)
		}
		for i := range g.rows {
			row := TableRow{Number: g.rows[i].number}
			for column, c := range g.rows[i].cells {
				if c.kind == doubtfulValue {
					return Table{}, fmt.Errorf("%s: the file says in two ways what stands in %s!%s; open it in Excel, enter it again and save it", file, shortened(s.name), ref(column, g.rows[i].number))
				}
				row.Cells = append(row.Cells, strings.TrimSpace(c.text))
			}
			if strings.Join(row.Cells, "") != "" {
				t.Rows = append(t.Rows, row)
			}
		}
		if t.Sheet = s.name; len(t.Rows) > 0 && !s.hidden {
			return t, nil
		}
		t.Rows = nil
	}
	return t, nil
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
