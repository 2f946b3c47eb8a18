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
)

// Replace puts a row in the place of the one that begins on a line of a table that people
// keep; all other bytes stay. name is the path that errors name.
func Replace[Row any](name string, data []byte, line int, row Row) ([]byte, error) {
	data, err := widened(data, reflect.ValueOf(row))
	if err != nil {
		return nil, failed(name, err, nil)
	}
	text, err := lineOf(name, data, []Row{row})
	if err != nil {
		return nil, err
	}
	for _, r := range recordsOf(data) {
		if r.line == line {
			return slices.Concat(data[:r.begin], text, data[r.end:]), nil
		}
	}
	return nil, &Error{File: name, Line: line, Err: errors.New("no row begins here")}
}

// lineOf is a row, given as a slice of it, as a line of a table, in the order of its columns
// and with its line end.
func lineOf(name string, data []byte, row any) ([]byte, error) {
	fresh, err := write(reflect.TypeOf(row).Elem(), row)
	if err != nil {
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
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = lineEnd(data) == "\r\n"
	if err := w.Write(record); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// lineEnd is that of a table.
func lineEnd(data []byte) string {
	if first, _, _ := bytes.Cut(data, []byte("\n")); bytes.HasSuffix(first, []byte("\r")) {
		return "\r\n"
	}
	return "\n"
}

// widened gives a table the optional columns that a row fills and the table has not.
func widened(data []byte, row reflect.Value) ([]byte, error) {
	header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark))).Read()
	if err != nil {
		return nil, err
	}
	var missing []string
	for i, column := range columns(row.Type()) {
		if !slices.Contains(header, column) && !row.Field(i).IsZero() {
			missing = append(missing, column)
		}
	}
	if missing == nil {
		return data, nil
	}
	var out bytes.Buffer
	from := 0
	for i, r := range recordsOf(data) {
		content := len(bytes.TrimRight(data[:r.end], "\r\n"))
		out.Write(data[from:content])
		if i == 0 {
			out.WriteString("," + strings.Join(missing, ","))
		} else {
			out.WriteString(strings.Repeat(",", len(missing)))
		}
		out.Write(data[content:r.end])
		from = r.end
	}
	out.Write(data[from:])
	return out.Bytes(), nil
}

// record is where a record of a table stands in its bytes, its line end included, and the
// line on which it begins.
type record struct{ begin, end, line int }

// recordsOf gives the records of a table, the header first, as far as it can be read.
func recordsOf(data []byte) (list []record) {
	text := bytes.TrimPrefix(data, byteOrderMark)
	mark := len(data) - len(text)
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	for {
		begin := int(r.InputOffset())
		_, err := r.Read()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			continue // a line that is none, which stays as it is
		}
		line, _ := r.FieldPos(0)
		list = append(list, record{mark + begin, mark + int(r.InputOffset()), line})
	}
}
