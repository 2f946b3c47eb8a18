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
	strict()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark)))
	r.FieldsPerRecord = 0 // every line as long as the header
	var records [][]string
	var lines []int
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, failed(name, err, nil)
		}
		line, _ := r.FieldPos(0)
		records, lines = append(records, record), append(lines, line)
	}
	if len(records) == 0 {
		return nil, &Error{File: name, Line: 1, Err: fmt.Errorf("%w: the file is empty; its first line must be %s", ErrShape, strings.Join(Columns[Row](), ","))}
	}
	if err := columnsFit(records[0], Columns[Row](), optional[Row]()); err != nil {
		return nil, &Error{File: name, Line: lines[0], Err: err}
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
	var rows []Row
	if err := gocsv.UnmarshalCSV(&stored{records: records}, &rows); err != nil {
		return nil, failed(name, err, lines)
	}
	number(rows, lines[1:])
	return rows, nil
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
	fresh, err := Write([]Row{row})
	if err != nil || len(bytes.TrimPrefix(data, byteOrderMark)) == 0 {
		return fresh, err
	}
	if _, err := Read[Row](name, data); err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(fresh)).ReadAll()
	if err != nil {
		return nil, failed(name, err, nil)
	}
	header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark))).Read()
	if err != nil {
		return nil, failed(name, err, nil)
	}
	record := make([]string, len(header))
	for i, column := range header {
		if at := slices.Index(records[0], column); at >= 0 { // a column that is blank in the row may be left out
			record[i] = records[1][at]
		}
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	out := bytes.NewBuffer(slices.Clone(data))
	w := csv.NewWriter(out)
	w.UseCRLF = bytes.HasSuffix(first, []byte("\r"))
	if !bytes.HasSuffix(data, []byte("\n")) {
		if w.UseCRLF {
			out.WriteByte('\r')
		}
		out.WriteByte('\n')
	}
	if err := w.Write(record); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	w.Flush()
	return out.Bytes(), w.Error()
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
