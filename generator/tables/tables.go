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

// Write writes a table, header first. The order of rows is the caller's.
func Write[Row any](rows []Row) ([]byte, error) {
	if rows == nil {
		rows = []Row{}
	}
	return write(reflect.TypeFor[Row](), rows)
}

// write writes a slice of rows of a type.
func write(row reflect.Type, rows any) ([]byte, error) {
	strict()
	var b bytes.Buffer
	w := &guarded{w: csv.NewWriter(&b), text: textColumns(row), left: unfilled(row, reflect.ValueOf(rows))}
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
	data, err := widened(data, reflect.ValueOf(row))
	if err != nil {
		return nil, failed(name, err, nil)
	}
	line, err := lineOf(name, data, []Row{row})
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
func Columns[Row any]() []string { return columns(reflect.TypeFor[Row]()) }

func columns(row reflect.Type) (names []string) {
	for i := range row.NumField() {
		if name, _, _ := strings.Cut(row.Field(i).Tag.Get("csv"), ","); name != "-" { // what a row knows beside its columns
			names = append(names, name)
		}
	}
	return names
}

// optional are the columns that a table may leave out: those that came to it after
// people had begun to keep it, marked omitempty.
func optional(row reflect.Type) (names []string) {
	for i := range row.NumField() {
		if name, option, _ := strings.Cut(row.Field(i).Tag.Get("csv"), ","); option == "omitempty" {
			names = append(names, name)
		}
	}
	return names
}
