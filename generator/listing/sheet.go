package listing

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/text"
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
	Wide   bool // it has more cells than the header, so that it cannot be told which is which
}

// WideRow is said of such a row.
const WideRow = "The row has more cells than the header, as where a text or an amount holds the separator and stands in no quotation marks. It was left out: correct it and import again."

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
// without which a row is no header. Of several sheets the one with such a table is read; where
// two have one, nothing is, since rows that were left out would be missing everywhere.
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
	all, notes, err := anyTables(file, data)
	if err != nil {
		return Sheet{}, err
	}
	t, begins, more, err := theTable(all, known, mapped, must)
	if err != nil {
		return Sheet{}, fmt.Errorf("%s: %w", file, err)
	}
	s := Sheet{Headers: begins.cells, At: begins.at, Notes: append(notes, more...)}
	for _, c := range known {
		if header, ok := mapped[c.Key]; ok && !s.Has(c.Key) {
			return Sheet{}, fmt.Errorf("%s: there is no column %q for %s; there is %s (columns beyond AB of a workbook are not read)", file, header, c.Key, quoted(s.Headers))
		}
	}
	if unseen := unseenOf(t.unseen, s.Headers, s.At); len(unseen) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf(unseenNote, quoted(unseen)))
	}
	below := t.rows[begins.row+1:]
	wide := 0
	for _, r := range below {
		if len(r.cells) > begins.fields {
			wide++
		}
	}
	if 2*wide > len(below) { // a column that has no header
		begins.fields = 0
	}
	var amounts []int
	for _, c := range known {
		if i, ok := s.At[c.Key]; ok && c.Amount {
			amounts = append(amounts, i)
		}
	}
	hidden, headings, struck := 0, 0, 0
	for _, r := range below {
		switch {
		case s.repeats(r.cells, known, mapped):
			if headings++; len(s.Rows) > 0 && !s.same(r.cells) {
				return Sheet{}, fmt.Errorf("%s: row %d is the header of another table (%s): take out the one that is not meant, and save it", file, r.number, quoted(r.cells))
			}
		default:
			s.Rows = append(s.Rows, SheetRow{r.number, r.wholeBut(amounts), begins.fields > 0 && len(r.cells) > begins.fields})
			if r.hidden {
				hidden++
			}
			if r.struck {
				struck++
			}
		}
	}
	if headings > 0 {
		s.Notes = append(s.Notes, text.Number(headings, "row")+" repeating the header left out.")
	}
	if hidden > 0 {
		s.Notes = append(s.Notes, text.Number(hidden, "row")+" hidden in the workbook, as by a filter; read like the others.")
	}
	if struck > 0 {
		s.Notes = append(s.Notes, text.Number(struck, "row")+" with an entry struck through in the workbook; read like the others.")
	}
	if len(s.Rows) == 0 {
		return Sheet{}, fmt.Errorf("%s: the table has a header and no rows", file)
	}
	return s, nil
}

// heading is where a table begins, and what its columns mean.
type heading struct {
	row    int // its last
	fields int // of a CSV: as many as the rows below may have
	cells  []string
	at     map[string]int
}

// heading finds the header of a sheet: of its first rows the one in which most columns are
// known, or the two that say more together, as where “Supplier” is merged over “Number” and
// “Name”; ok is false where none is.
func (t table) heading(known []Column, mapped map[string]string, must string) (h heading, ok bool, err error) {
	try := func(row int, cells []string) {
		found, bad := matched(known, cells, mapped)
		if _, there := found[must]; there && len(found) > len(h.at) {
			h, ok, err = heading{row, max(t.rows[row].fields, len(cells)*min(t.rows[row].fields, 1)), cells, found}, true, bad
		}
	}
	first := t.rows[:min(len(t.rows), headerRows)]
	for i := range first {
		try(i, first[i].cells)
	}
	for i := range len(first) - 1 {
		if first[i+1].number == first[i].number+1 {
			try(i+1, joined(spread(first[i].cells, first[i+1].cells), first[i+1].cells, known, mapped))
		}
	}
	return h, ok, err
}

// spread repeats a header over the cells to its right with which it is merged: those that
// have something below and nothing themselves.
func spread(top, bottom []string) []string {
	wide, last := make([]string, max(len(top), len(bottom))), ""
	for i := range wide {
		if i < len(top) && top[i] != "" {
			last = top[i]
		} else if i >= len(bottom) || bottom[i] == "" {
			last = ""
		}
		wide[i] = last
	}
	return wide
}

// theTable finds the one table of a file. A sheet in which one column alone is known is it
// only where no other has more: “Name” may stand on any cover sheet.
func theTable(all []table, known []Column, mapped map[string]string, must string) (t table, h heading, notes []string, err error) {
	var named, aside, empty []string
	most := 0
	for _, one := range all {
		begins, ok, bad := one.heading(known, mapped, must)
		switch n := min(len(begins.at), 2); {
		case len(one.rows) == 0:
		case !ok:
			empty = append(empty, one.sheet)
		case one.hidden:
			aside = append(aside, one.sheet)
		case n < most:
			empty = append(empty, one.sheet)
		default:
			if n > most {
				empty, named, most = append(empty, named...), nil, n
			}
			if named = append(named, one.sheet); len(named) == 1 {
				t, h, err = one, begins, bad
			}
		}
	}
	if len(named) > 1 {
		return t, h, nil, fmt.Errorf("the sheets %s each hold such a table: put all rows on one sheet, or take out the sheets that are not meant, and save it", quoted(named))
	}
	if len(named) == 0 {
		shown := filled(all)
		where := ""
		if len(all) > 1 {
			where = " on any visible sheet; on “" + shown.sheet + "”"
		}
		return t, h, nil, fmt.Errorf("no row is a header that is known%s: there is %s; name the column with --map %s=HEADER (columns beyond AB of a workbook are not read)", where, quoted(shown.widest()), must)
	}
	if len(aside) > 0 {
		notes = append(notes, fmt.Sprintf("Hidden sheets with such a table were not read: %s.", quoted(aside)))
	}
	if len(empty) > 0 {
		notes = append(notes, fmt.Sprintf("Sheets without such a table were left out: %s.", quoted(empty)))
	}
	return t, h, notes, err
}

// repeats tells a row that is the header once more, as on each page of a report, or in the
// words of the system behind it: two cells or more that name the column in which they stand.
func (s Sheet) repeats(cells []string, known []Column, mapped map[string]string) bool {
	if s.same(cells) {
		return true
	}
	here := 0
	for _, c := range known {
		i, ok := s.At[c.Key]
		if !ok || i >= len(cells) || cells[i] == "" {
			continue
		}
		found, _ := matched([]Column{c}, cells[i:i+1], mapped)
		if len(found) == 0 && len(mapped) > 0 {
			found, _ = matched([]Column{c}, cells[i:i+1], nil)
		}
		if here += len(found); here > 1 {
			return true
		}
	}
	return false
}

// same tells a row that says what the header does.
func (s Sheet) same(cells []string) bool {
	return strings.EqualFold(text.Line(strings.Join(cells, " ")), text.Line(strings.Join(s.Headers, " ")))
}

// anyTables reads the bytes of a table, whatever program wrote it.
func anyTables(file string, data []byte) ([]table, []string, error) {
	if len(data) > MaxFile {
		return nil, nil, fmt.Errorf("%s %w", file, errTooLarge)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		book, err := cmrt.ReadTables(file, data)
		if err != nil {
			return nil, nil, asList(err)
		}
		if book.Template {
			return nil, nil, fmt.Errorf("%s: this is one of RMI's templates, not a list: a supplier's answer is filed with “cmr receive”", file)
		}
		return fromWorkbook(book), nil, nil
	}
	tables, notes, err := parse(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return tables, notes, nil
}

// asList says what to do with a workbook that cannot be read, where the error does not.
func asList(err error) error {
	if strings.HasSuffix(err.Error(), ".") {
		return fmt.Errorf("%w Save it as .xlsx or .csv if it is a list", err)
	}
	return err
}
