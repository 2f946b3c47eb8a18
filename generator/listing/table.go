package listing

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/text"
)

// Limits on a list. The longest real one has a few thousand rows and a dozen
// columns.
const (
	maxRows    = 50_000
	maxColumns = 256
	maxText    = 48 << 20 // bytes in all cells, those that merging repeats counted each time
	maxCell    = 32_767   // what Excel lets a cell hold
)

var errTooLarge = errors.New("is far larger than any list that is read here")

// table is a sheet as texts, rows without content left out.
type table struct {
	sheet    string // its name; "" where the file has no sheets
	hidden   bool   // the whole sheet
	beyond   bool   // it goes on to the right of what is read
	rows     []tableRow
	unseen   []int // columns that are hidden in the workbook
	date1904 bool
	size     int
}

// tableRow is a row with its number in the file.
type tableRow struct {
	number int
	cells  []string
	hidden bool
	struck bool     // an entry of it is struck through
	fields int      // of a CSV: as many as it has, blank ones too
	above  []string // by column what a cell further up says that is merged down over this row; nil where none is
}

// whole are the cells of a row as a person sees them: what is merged down from above
// belongs to each row that it stands beside. A row says it for itself only where it is
// content of a list: in a header, and where lists are parted, only its first row counts.
func (r tableRow) whole() []string { return r.wholeBut(nil) }

// wholeBut leaves out what is merged down in some columns: an amount counts once.
func (r tableRow) wholeBut(once []int) []string {
	cells := r.cells
	for i, said := range r.above {
		if said == "" || i < len(r.cells) && r.cells[i] != "" || slices.Contains(once, i) {
			continue
		}
		if len(cells) == len(r.cells) {
			cells = slices.Clone(cells)
		}
		for len(cells) <= i {
			cells = append(cells, "")
		}
		cells[i] = said
	}
	return cells
}

// unseenOf names the columns of a header that are taken and hidden in the workbook.
func unseenOf(unseen []int, headers []string, at map[string]int) (list []string) {
	taken := slices.Collect(maps.Values(at))
	for _, i := range unseen {
		if i < len(headers) && slices.Contains(taken, i) {
			list = append(list, headers[i])
		}
	}
	return list
}

const unseenNote = "Columns hidden in the workbook; read like the others: %s."

// filled is the first visible table that holds anything.
func filled(tables []table) table {
	for _, t := range tables {
		if !t.hidden && len(t.rows) > 0 {
			return t
		}
	}
	return table{}
}

// add puts in a row, within the limits.
func (t *table) add(number int, cells []string) error {
	fields := len(cells)
	for i, c := range cells {
		cells[i] = text.Line(c)
		t.size += len(c)
		if len(c) > maxCell {
			return fmt.Errorf("row %d: a cell %w", number, errTooLarge)
		}
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	if len(t.rows) >= maxRows || t.size > maxText || len(cells) > maxColumns {
		return fmt.Errorf("the table %w", errTooLarge)
	}
	t.rows = append(t.rows, tableRow{number: number, cells: cells, fields: fields})
	return nil
}

// fromWorkbook takes the tables of a workbook, which were bounded as they were read.
func fromWorkbook(book cmrt.Book) (tables []table) {
	for _, sheet := range book.Sheets {
		tables = append(tables, fromSheet(sheet))
	}
	return tables
}

// fromSheet takes one of them.
func fromSheet(sheet cmrt.Table) table {
	t := table{sheet: sheet.Sheet, hidden: sheet.Hidden, beyond: sheet.Beyond, unseen: sheet.Unseen, date1904: sheet.Date1904}
	for _, r := range sheet.Rows {
		for i := range r.Cells {
			r.Cells[i] = text.Line(r.Cells[i])
		}
		t.rows = append(t.rows, tableRow{number: r.Number, cells: r.Cells, hidden: r.Hidden, struck: r.Struck, above: r.Above})
	}
	return t
}

// parse reads a file that is no zip archive: a spreadsheet in XML or CSV.
func parse(data []byte) ([]table, []string, error) {
	start := bytes.ToLower(bytes.TrimSpace(narrow(data[:min(len(data), 4096)])))
	begins := func(marks ...string) bool {
		return slices.ContainsFunc(marks, func(m string) bool { return bytes.HasPrefix(start, []byte(m)) })
	}
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, nil, errors.New("the file is empty")
	case begins("<!doctype html", "<html", "<table", "<head", "<meta", "<script", "<body", "<div") || bytes.Contains(start, []byte("<html")):
		return nil, nil, errors.New("the file is a web page (HTML) whatever its name says: if a program saved a table so, open it in Excel and save it as .xlsx; if a registry sent it in place of a list, accept its terms first and download the list then")
	case begins("<"):
		t, err := readXML(data)
		return t, nil, err
	case begins("{", "[{", "%pdf", "version https://git-lfs"):
		return nil, nil, fmt.Errorf("the file is no list but %s: a CMRT, an Excel (XML) export, .xlsx or .csv is needed", looksLike(start))
	}
	t, notes, err := readCSV(data)
	return []table{t}, notes, err
}

// narrow takes away what of UTF-16 and of byte order marks stands in the way of
// recognising ASCII.
func narrow(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return bytes.ReplaceAll(b[2:], []byte{0}, nil)
	}
	return b
}

// looksLike says in words what bytes are.
func looksLike(start []byte) string {
	switch {
	case bytes.HasPrefix(start, []byte("%pdf")):
		return "a PDF document"
	case bytes.HasPrefix(start, []byte("{\\rtf")):
		return "a text of a word processor (RTF)"
	case bytes.HasPrefix(start, []byte("{")), bytes.HasPrefix(start, []byte("[")):
		return "JSON"
	case bytes.HasPrefix(start, []byte("version https")):
		return "a Git LFS pointer"
	}
	kind := text.Kind(start)
	return kind
}
