package export

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// sheetRow is a row of a sheet as one of a table, and its number.
type sheetRow[Row any] struct {
	row    Row
	number int
}

// programmes is a column that a sheet has where somebody filled it in.
const programmes = "programmes"

// rowsOf reads the columns of a table from a sheet, by its header. lost are those that
// somebody added and filled in.
func rowsOf[Row any](name string, t cmrt.Table, date1904 bool) (list []sheetRow[Row], lost []string, err error) {
	where := func(row int) string { return fmt.Sprintf("%s, sheet %s, row %d", name, t.Sheet, row) }
	if len(t.Rows) == 0 {
		return nil, nil, fmt.Errorf("%s, sheet %s: its first row must be the header", name, t.Sheet)
	}
	column := map[string]int{}
	for i, h := range t.Rows[0].Cells {
		column[text.Line(h)] = i
	}
	names := tables.Columns[Row]()
	for _, n := range names {
		if _, ok := column[n]; !ok && n != programmes {
			return nil, nil, fmt.Errorf("%s: there is no column %q", where(t.Rows[0].Number), n)
		}
	}
	for i, h := range t.Rows[0].Cells {
		filled := slices.ContainsFunc(t.Rows[1:], func(r cmrt.TableRow) bool { return at(r.Cells, i) != "" })
		if filled && !slices.Contains(names, text.Line(h)) && !slices.Contains(standColumns, text.Line(h)) {
			lost = append(lost, "“"+finding.Short(text.Line(h), 40)+"”")
		}
	}
	for _, r := range t.Rows[1:] {
		s := sheetRow[Row]{number: r.Number}
		v := reflect.ValueOf(&s.row).Elem()
		filled := false
		for i, n := range names {
			place, there := column[n]
			if !there {
				continue
			}
			cell := tables.Unguard(strings.TrimSpace(at(r.Cells, place)))
			if text.IsError(cell) {
				return nil, nil, fmt.Errorf("%s: the column %s holds the formula error %s", where(r.Number), n, cell)
			}
			if (n == "date" || n == "until") && cell != "" {
				if day, err := cmrt.ParseDate(cell, date1904); err == nil {
					cell = day
				} // otherwise the table is refused with it
			}
			filled = filled || cell != ""
			field(v, i).SetString(cell)
		}
		if filled && r.Struck {
			return nil, nil, fmt.Errorf("%s: the row is struck through: delete it, or take the line away", where(r.Number))
		}
		if filled {
			list = append(list, s)
		}
	}
	return list, lost, nil
}

// field is the i-th column of a row.
func field(v reflect.Value, i int) reflect.Value {
	for n := range v.NumField() {
		if v.Type().Field(n).Tag.Get("csv") == "-" {
			continue
		}
		if i == 0 {
			return v.Field(n)
		}
		i--
	}
	return reflect.Value{}
}

// merged takes from a row that came back what differs from the row in the table, and says
// what that is. Spaces, and how a number is written, are no difference.
func merged[Row any](old, now Row) (row Row, differs []string) {
	row = old
	to, from := reflect.ValueOf(&row).Elem(), reflect.ValueOf(now)
	for i, n := range tables.Columns[Row]() {
		was, is := field(to, i).String(), field(from, i).String()
		if same(was, is) {
			continue
		}
		differs = append(differs, fmt.Sprintf("%s: %q → %q", n, was, is))
		field(to, i).SetString(is)
	}
	return row, differs
}

func same(was, is string) bool {
	if text.Line(was) == text.Line(is) {
		return true
	}
	a, err := strconv.ParseFloat(was, 64)
	b, err2 := strconv.ParseFloat(is, 64)
	return err == nil && err2 == nil && a == b && strings.ContainsAny(was+is, ".")
}

// said are the columns of a row without what does not count: spaces.
func said(row any) []string {
	list := fields(row)
	for i := range list {
		list[i] = text.Line(list[i])
	}
	return list
}

// short is a row for people.
func short(row any) string {
	return strings.Join(slices.DeleteFunc(said(row), func(s string) bool { return s == "" }), ", ")
}

func lineOf(row any) int { return int(reflect.ValueOf(row).FieldByName("Line").Int()) }

func at(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}
