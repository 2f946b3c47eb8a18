package tables

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// SchemaVersion is that of the public tables. A column that is added raises the second
// number, one that goes or changes its meaning the first.
const SchemaVersion = "1.0"

// Public is a table as it is published: beside what is compiled, each row says of which
// year it is, so that the tables of several years, or of several companies, can be laid
// together.
type Public struct {
	Name, Description string
	Fields            []Field
	Rows              [][]string // as they are, not guarded
	Key               []string   // columns that identify a row
}

// Stamp is what each row of a public table says of itself.
type Stamp struct {
	Year          int
	AsOf          string // YYYY-MM-DD
	Demonstration bool
}

// Publish makes a public table of compiled rows. fields may describe their columns. The
// columns of the stamp come last, so that the others stay where they were.
func Publish[Row any](name, description string, rows []Row, fields map[string]Field, stamp Stamp, key ...string) (Public, error) {
	data, err := Write(rows)
	if err != nil {
		return Public{}, err
	}
	return publish(Public{Name: name, Description: description, Fields: fieldsOf(reflect.TypeFor[Row](), fields), Key: append(slices.Clone(key), "year")}, data, stamp)
}

// publish gives a public table the rows of a compiled one.
func publish(t Public, data []byte, stamp Stamp) (_ Public, err error) {
	if t.Rows, err = csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil {
		return t, fmt.Errorf("read table: %w", err)
	}
	t.Rows = t.Rows[1:]
	for _, row := range t.Rows {
		for i := range row {
			row[i] = unguard(row[i])
		}
	}
	for _, f := range stampFields {
		if slices.ContainsFunc(t.Fields, func(have Field) bool { return have.Name == f.Name }) {
			continue
		}
		value := map[string]string{"year": strconv.Itoa(stamp.Year), "as_of": stamp.AsOf, "demonstration": map[bool]string{true: "yes", false: "no"}[stamp.Demonstration]}[f.Name]
		t.Add(f, func([]string) string { return value })
	}
	return t, nil
}

var stampFields = []Field{
	{Name: "year", Type: "integer", Constraints: required, Description: "The reporting year (a calendar year)."},
	{Name: "as_of", Type: "date", Constraints: required, Description: "The day as of which the row was counted."},
	{Name: "demonstration", Type: "string", Constraints: &constraints{Required: true, Enum: []string{"yes", "no"}}, Description: "Whether the row is fictional."},
}

// Add adds a column.
func (t *Public) Add(f Field, value func(row []string) string) {
	t.Fields = append(slices.Clone(t.Fields), f)
	for i, row := range t.Rows {
		t.Rows[i] = append(row, value(row))
	}
}

// Of gives the place of a column; it must be there.
func (t *Public) Of(column string) int {
	return slices.IndexFunc(t.Fields, func(f Field) bool { return f.Name == column })
}

// Blank tells whether no row has anything in a column.
func (t *Public) Blank(column int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []string) bool { return row[column] != "" })
}

// Lay puts tables of one shape under each other, in the order in which they are given.
func Lay(list ...Public) Public {
	all := list[0]
	all.Rows = nil
	for _, t := range list {
		all.Rows = append(all.Rows, t.Rows...)
	}
	return all
}

// CSV writes the table. Where a text has letters beyond ASCII the file begins with the mark
// of UTF-8, without which Excel, and LibreOffice on some systems, take it for another
// character set.
func (t *Public) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		head[i] = f.Name
	}
	if err := w.Write(head); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	for _, row := range t.Rows {
		out := make([]string, len(row))
		for i, text := range row {
			if out[i] = text; t.Fields[i].Type != "integer" && t.Fields[i].Type != "number" {
				out[i] = guard(text)
			}
		}
		if err := w.Write(out); err != nil {
			return nil, fmt.Errorf("write table: %w", err)
		}
	}
	if w.Flush(); w.Error() != nil {
		return nil, fmt.Errorf("write table: %w", w.Error())
	}
	if bytes.ContainsFunc(b.Bytes(), func(r rune) bool { return r >= utf8.RuneSelf }) {
		return append(slices.Clone(byteOrderMark), b.Bytes()...), nil
	}
	return b.Bytes(), nil
}

// AddPublic describes a public table, whose file has the bytes that are given.
func (p *Package) AddPublic(t Public, data []byte) {
	p.SchemaVersion = SchemaVersion
	p.add(t.Name, t.Description+" Begins with a UTF-8 byte order mark where a text has characters beyond ASCII.", data, t.Fields, t.Key)
}
