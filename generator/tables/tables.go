// Package tables holds the shape of every CSV file that cmr reads or writes, and
// is the only place that touches the CSV library.
//
// People write suppliers.csv, outreach.csv, decisions.csv and the snapshots
// under data/reference; the program writes data/YEAR/compiled. Every shape is
// documented with an example in data/README.md.
//
// All files are UTF-8 with LF line ends and a header. A text that begins with
// = + - @ ' tab or CR gets one ' in front when it is written, so that no
// spreadsheet takes it for a formula, and loses exactly one when it is read.
package tables

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/gocarina/gocsv"
)

// ErrShape is the error of a file whose columns are not those of its kind.
var ErrShape = errors.New("wrong columns")

// Error is what is wrong with a table, and where.
type Error struct {
	File string // as given to Read
	Line int
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// failed names the line of a CSV library's error; 1 where it knows none. lines
// are those on which records begin.
func failed(name string, err error, lines []int) *Error {
	var at *csv.ParseError
	switch {
	case !errors.As(err, &at):
		return &Error{File: name, Line: 1, Err: err}
	case lines == nil: // the text is no CSV; its own lines are counted
		return &Error{File: name, Line: at.Line, Err: at.Err}
	}
	return &Error{File: name, Line: lines[min(max(at.Line-1, 0), len(lines)-1)], Err: at.Err}
}

// strict makes the library refuse what it would otherwise read wrongly and in
// silence: a missing column, and a column that is there twice.
var strict = sync.OnceFunc(func() {
	gocsv.FailIfUnmatchedStructTags = true
	gocsv.FailIfDoubleHeaderNames = true
})

// byteOrderMark begins what some spreadsheets save as UTF-8.
var byteOrderMark = []byte("\ufeff")

// Read reads a table. name is the path that errors name; errors are an *Error.
func Read[Row any](name string, data []byte) ([]Row, error) {
	rows, bad, err := read[Row](name, data, false)
	if err == nil && len(bad) > 0 {
		err = bad[0].Error
	}
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// Bad is a line of a table that is no row of it.
type Bad struct {
	*Error
	Fields []string // as far as they could be told apart
}

// ReadLines reads a table that people keep by hand, and gives what can be read of it: a
// line that is no row is told apart and the others stay. Lines without any text are passed
// over, and what a spreadsheet leaves behind the last column is, too.
func ReadLines[Row any](name string, data []byte) (rows []Row, bad []Bad, err error) {
	return read[Row](name, data, true)
}

// longestLine is how many bytes a line may have: each separator in it takes room for a cell.
const longestLine = 1 << 20

// tooLong gives the number of the first line that is longer; 0 where none is.
func tooLong(data []byte) int {
	number := 0
	for line := range bytes.Lines(data) {
		if number++; len(line) > longestLine {
			return number
		}
	}
	return 0
}

func read[Row any](name string, data []byte, lenient bool) (rows []Row, bad []Bad, err error) {
	strict()
	if line := tooLong(data); line > 0 {
		return nil, nil, &Error{File: name, Line: line, Err: fmt.Errorf("the line has more than %d MB, as no row of a table has", longestLine>>20)}
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark)))
	r.FieldsPerRecord = -1 // counted below
	var records [][]string
	var lines []int
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			at := failed(name, err, nil)
			var where *csv.ParseError
			if lenient && len(records) > 0 && errors.As(err, &where) && where.StartLine == where.Line {
				bad = append(bad, Bad{at, record})
				continue // the reader goes on behind the line
			}
			return nil, nil, at
		}
		line, _ := r.FieldPos(0)
		if len(records) > 0 {
			record = trimmed(record, records[0], optional[Row]())
			switch {
			case lenient && strings.TrimSpace(strings.Join(record, "")) == "":
				continue
			case len(record) != len(records[0]):
				err := fmt.Errorf("%w: %d, and the first line has %d; a text that holds a comma stands between quotation marks", csv.ErrFieldCount, len(record), len(records[0]))
				bad = append(bad, Bad{&Error{File: name, Line: line, Err: err}, record})
				continue
			}
		}
		records, lines = append(records, record), append(lines, line)
	}
	if len(records) == 0 {
		return nil, nil, &Error{File: name, Line: 1, Err: fmt.Errorf("%w: the file is empty; its first line must be %s", ErrShape, strings.Join(Columns[Row](), ","))}
	}
	if err := columnsFit(records[0], Columns[Row](), optional[Row]()); err != nil {
		return nil, nil, &Error{File: name, Line: lines[0], Err: err}
	}
	for _, column := range optional[Row]() {
		if !slices.Contains(records[0], column) {
			records[0] = append(records[0], column)
			for i := range records[1:] {
				records[i+1] = append(records[i+1], "")
			}
		}
	}
	for _, record := range records[1:] {
		for i := range record {
			record[i] = unguard(record[i])
		}
	}
	if err := gocsv.UnmarshalCSV(&stored{records: records}, &rows); err != nil {
		return nil, nil, failed(name, err, lines)
	}
	number(rows, lines[1:])
	return rows, bad, nil
}

// trimmed leaves out blank fields behind the last column of a header, and adds those of
// optional columns at its end that a line leaves out.
func trimmed(record, header, optional []string) []string {
	for len(record) > len(header) && strings.TrimSpace(record[len(record)-1]) == "" {
		record = record[:len(record)-1]
	}
	for len(record) < len(header) && slices.Contains(optional, header[len(record)]) {
		record = append(record, "")
	}
	return record
}

// number tells each row its line, where its type has a field Line for it. A cell that
// holds a line break moves all rows below it, so that counting rows would not do.
func number[Row any](rows []Row, lines []int) {
	field, ok := reflect.TypeFor[Row]().FieldByName("Line")
	if !ok || field.Tag.Get("csv") != "-" {
		return
	}
	for i := range rows {
		reflect.ValueOf(&rows[i]).Elem().FieldByIndex(field.Index).SetInt(int64(lines[i]))
	}
}

// Write writes a table, header first. The order of rows is the caller's.
func Write[Row any](rows []Row) ([]byte, error) {
	strict()
	var b bytes.Buffer
	w := &guarded{w: csv.NewWriter(&b), text: textColumns[Row](), left: unfilled(rows)}
	if rows == nil {
		rows = []Row{}
	}
	if err := gocsv.MarshalCSV(rows, w); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// Append adds a row at the end of a table that people keep. What is there stays byte
// for byte, its order of columns and its line ends included; no data gives a new
// table. name is the path that errors name.
func Append[Row any](name string, data []byte, row Row) ([]byte, error) {
	if len(bytes.TrimPrefix(data, byteOrderMark)) > 0 {
		if _, err := Read[Row](name, data); err != nil {
			return nil, err
		}
	}
	return AppendPast(name, data, row)
}

// AppendPast does the same with a table in which there may be lines that are no rows
// (ReadLines); they stay, too.
func AppendPast[Row any](name string, data []byte, row Row) ([]byte, error) {
	if len(bytes.TrimPrefix(data, byteOrderMark)) == 0 {
		return Write([]Row{row})
	}
	if _, _, err := ReadLines[Row](name, data); err != nil {
		return nil, err
	}
	data, err := widened(data, row)
	if err != nil {
		return nil, failed(name, err, nil)
	}
	line, err := lineOf(name, data, row)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(slices.Clone(data))
	if !bytes.HasSuffix(data, []byte("\n")) {
		out.WriteString(lineEnd(data))
	}
	out.Write(line)
	return out.Bytes(), nil
}

// Columns gives the header of a table.
func Columns[Row any]() []string {
	t := reflect.TypeFor[Row]()
	var names []string
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("csv"), ","); name != "-" { // what a row knows beside its columns
			names = append(names, name)
		}
	}
	return names
}

// optional are the columns that a table may leave out: those that came to it after
// people had begun to keep it, marked omitempty.
func optional[Row any]() []string {
	t := reflect.TypeFor[Row]()
	var names []string
	for i := range t.NumField() {
		if name, option, _ := strings.Cut(t.Field(i).Tag.Get("csv"), ","); option == "omitempty" {
			names = append(names, name)
		}
	}
	return names
}

func columnsFit(have, want, optional []string) error {
	for _, name := range want {
		if !slices.Contains(have, name) && !slices.Contains(optional, name) {
			return fmt.Errorf("%w: there is no column %q; the columns are %s", ErrShape, name, strings.Join(want, ","))
		}
	}
	for i, name := range have {
		if !slices.Contains(want, name) {
			return fmt.Errorf("%w: the column %q is not known; the columns are %s", ErrShape, name, strings.Join(want, ","))
		}
		if slices.Contains(have[:i], name) {
			return fmt.Errorf("%w: the column %q is there twice", ErrShape, name)
		}
	}
	return nil
}

// stored hands records that were read already to the library.
type stored struct {
	records [][]string
	next    int
}

func (s *stored) Read() ([]string, error) {
	if s.next == len(s.records) {
		return nil, io.EOF
	}
	s.next++
	return s.records[s.next-1], nil
}

func (s *stored) ReadAll() ([][]string, error) { return s.records, nil }
