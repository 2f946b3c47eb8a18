package listing

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Column is what a column means, and the headers by which it is known: letters and
// digits only, in lower case.
type Column struct {
	Key     string
	Headers []string
	Amount  bool // a year and a currency may stand behind the header: Spend FY2025 (USD)
}

// Sheet is a table that another system gave out, such as a purchasing export: any
// header among its first rows, and what stands below it.
type Sheet struct {
	Headers []string       // as typed
	At      map[string]int // key → column
	Rows    []SheetRow
	Notes   []string // what a person should know of how it was read
}

// SheetRow is a row with its number in the file.
type SheetRow struct {
	Number int
	Cells  []string
}

// Has tells whether the table has a column.
func (s Sheet) Has(key string) bool {
	_, ok := s.At[key]
	return ok
}

// Header gives the header of a column as typed, otherwise the key.
func (s Sheet) Header(key string) string {
	if i, ok := s.At[key]; ok {
		return s.Headers[i]
	}
	return key
}

// Text gives a cell of a row, "" where there is none.
func (s Sheet) Text(r SheetRow, key string) string {
	if i, ok := s.At[key]; ok && i < len(r.Cells) {
		return r.Cells[i]
	}
	return ""
}

// ReadSheet reads a CSV, an XLSX or Excel's XML of 2003. mapped names headers by key; must is the column
// without which a row is no header.
func ReadSheet(file string, data []byte, known []Column, mapped map[string]string, must string) (Sheet, error) {
	for key := range mapped {
		if !slices.ContainsFunc(known, func(c Column) bool { return c.Key == key }) {
			var keys []string
			for _, c := range known {
				keys = append(keys, c.Key)
			}
			return Sheet{}, fmt.Errorf("there is no column %q to map; the columns are %s", key, strings.Join(keys, ", "))
		}
	}
	t, notes, err := anyTable(file, data)
	if err != nil {
		return Sheet{}, fmt.Errorf("%s: %w", file, err)
	}
	best, at := -1, map[string]int{}
	for i := range t.rows[:min(len(t.rows), headerRows)] {
		found, bad := matched(known, t.rows[i].cells, mapped)
		if _, ok := found[must]; !ok || len(found) <= len(at) {
			continue
		}
		best, at, err = i, found, bad
	}
	switch {
	case best < 0:
		return Sheet{}, fmt.Errorf("%s: no row is a header that is known: there is %s; name the column with --map %s=HEADER (columns beyond AB of a workbook are not read)", file, quoted(t.widest()), must)
	case err != nil:
		return Sheet{}, fmt.Errorf("%s: %w", file, err)
	}
	s := Sheet{Headers: t.rows[best].cells, At: at, Notes: notes}
	for _, c := range known {
		if header, ok := mapped[c.Key]; ok && !s.Has(c.Key) {
			return Sheet{}, fmt.Errorf("%s: there is no column %q for %s; there is %s (columns beyond AB of a workbook are not read)", file, header, c.Key, quoted(s.Headers))
		}
	}
	for _, r := range t.rows[best+1:] {
		s.Rows = append(s.Rows, SheetRow{r.number, r.cells})
	}
	if len(s.Rows) == 0 {
		return Sheet{}, fmt.Errorf("%s: the table has a header and no rows", file)
	}
	return s, nil
}

// anyTable reads the bytes of a table, whatever program wrote it.
func anyTable(file string, data []byte) (table, []string, error) {
	if len(data) > MaxFile {
		return table{}, nil, errTooLarge
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		book, err := cmrt.ReadTable(file, data)
		if err != nil {
			return table{}, nil, fmt.Errorf("%w Save it as .xlsx or .csv if it is a list", err)
		}
		if book.Template {
			return table{}, nil, fmt.Errorf("this is one of RMI's templates, not a list: a supplier's answer is filed with “cmr receive”")
		}
		return fromSheet(book), nil, nil
	}
	tables, notes, err := parse(data)
	return filled(tables), notes, err
}
