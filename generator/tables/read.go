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

	"github.com/gocarina/gocsv"
)

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
	row := reflect.TypeFor[Row]()
	records, lines, bad, err := recordsFor(row, name, data, lenient)
	if err != nil {
		return nil, nil, err
	}
	strict()
	if err := gocsv.UnmarshalCSV(&stored{records: records}, &rows); err != nil {
		return nil, nil, failed(name, err, lines)
	}
	number(row, reflect.ValueOf(rows), lines[1:])
	return rows, bad, nil
}

// recordsFor gives the records of a table whose rows are of a type, the header first, and
// the line on which each begins; and what is no row of it, where reading is lenient.
func recordsFor(row reflect.Type, name string, data []byte, lenient bool) (records [][]string, lines []int, bad []Bad, err error) {
	if line := tooLong(data); line > 0 {
		return nil, nil, nil, &Error{File: name, Line: line, Err: fmt.Errorf("the line has more than %d MB, as no row of a table has", longestLine>>20)}
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark)))
	r.FieldsPerRecord = -1 // counted below
	optional := optional(row)
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			at := failed(name, err, nil)
			if how := asSaved(data, columns(row)); how != "" {
				return nil, nil, nil, &Error{File: name, Line: 1, Err: fmt.Errorf("%w: %s; the columns are %s", ErrShape, how, strings.Join(columns(row), ","))}
			}
			var where *csv.ParseError
			if lenient && len(records) > 0 && errors.As(err, &where) && where.StartLine == where.Line {
				bad = append(bad, Bad{at, record})
				continue // the reader goes on behind the line
			}
			return nil, nil, nil, at
		}
		line, _ := r.FieldPos(0)
		if len(records) > 0 {
			record = trimmed(record, records[0], optional)
			switch {
			case strings.TrimSpace(strings.Join(record, "")) == "":
				continue // what a spreadsheet leaves of a row that was cleared
			case len(record) != len(records[0]):
				err := fmt.Errorf("%w: %d, and the first line has %d; a text that holds a comma stands between quotation marks", csv.ErrFieldCount, len(record), len(records[0]))
				bad = append(bad, Bad{&Error{File: name, Line: line, Err: err}, record})
				continue
			}
		}
		records, lines = append(records, record), append(lines, line)
	}
	if len(records) == 0 {
		return nil, nil, nil, &Error{File: name, Line: 1, Err: fmt.Errorf("%w: the file is empty; its first line must be %s", ErrShape, strings.Join(columns(row), ","))}
	}
	if err := columnsFit(records[0], columns(row), optional); err != nil {
		return nil, nil, nil, &Error{File: name, Line: lines[0], Err: err}
	}
	for _, column := range optional {
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
	return records, lines, bad, nil
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
func number(row reflect.Type, rows reflect.Value, lines []int) {
	field, ok := row.FieldByName("Line")
	if !ok || field.Tag.Get("csv") != "-" {
		return
	}
	for i := range rows.Len() {
		rows.Index(i).FieldByIndex(field.Index).SetInt(int64(lines[i]))
	}
}

// otherwise says how a header was saved that is a table's all but for that; "" for any other.
func otherwise(have, want []string) string {
	first := have[0]
	switch {
	case strings.HasPrefix(strings.ToLower(first), "sep="):
		return "the line “" + first + "” is for Excel alone: take it out"
	case strings.ContainsRune(strings.Join(have, ","), '\r'):
		return "its lines end as on an old Macintosh: save it as “CSV UTF-8”, not as “CSV (Macintosh)”"
	}
	for _, separator := range []string{";", "\t", "|"} {
		if len(have) == 1 && strings.Contains(first, separator) && slices.Contains(want, strings.Trim(strings.Split(first, separator)[0], `"`)) {
			return fmt.Sprintf("its columns are parted by %q, as some spreadsheet programs save CSV: save it with commas, or undo the change with git", separator)
		}
	}
	for _, name := range have {
		if bare := strings.ToLower(strings.TrimSpace(name)); bare != name && slices.Contains(want, bare) {
			return fmt.Sprintf("there is no column %q, but one called %q", bare, name)
		}
	}
	return ""
}

// asSaved says it of a text that is no CSV at all, since quotation marks stand where the
// separator of its cells is none: by its first line.
func asSaved(data []byte, want []string) string {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(data, byteOrderMark), []byte("\n"))
	return otherwise([]string{strings.TrimSuffix(string(first), "\r")}, want)
}

func columnsFit(have, want, optional []string) error {
	if how := otherwise(have, want); how != "" {
		return fmt.Errorf("%w: %s; the columns are %s", ErrShape, how, strings.Join(want, ","))
	}
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
