package listing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"itron.com/conflict-minerals/generator/text"
)

// A spreadsheet in the XML of Excel 2002 and 2003 (SpreadsheetML) is one file of
// Workbook, Worksheet, Table, Row, Cell and Data. Blank rows and cells are left
// out, and the next then carries ss:Index; a merged cell stands in its first place
// only. Registries' grids still export it as “Excel (XML)”.

// spreadsheetSpace is the namespace of its elements and attributes.
const spreadsheetSpace = "urn:schemas-microsoft-com:office:spreadsheet"

// maxDepth bounds nesting; a Data with formatted text inside nests about twelve deep.
const maxDepth = 64

// charsets are the encodings besides UTF-8 in which programs write such files.
var charsets = map[string]encoding.Encoding{
	"windows-1252": charmap.Windows1252, "iso-8859-1": charmap.Windows1252, "latin1": charmap.Windows1252, "us-ascii": charmap.Windows1252,
	"iso-8859-15": charmap.ISO8859_15, "windows-1250": charmap.Windows1250,
}

// charset is the reader of a declared encoding.
func charset(name string, in io.Reader) (io.Reader, error) {
	switch name = strings.ToLower(strings.TrimSpace(name)); name {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode": // UTF-16 was decoded before, by its mark
		return in, nil
	}
	if c := charsets[name]; c != nil {
		return c.NewDecoder().Reader(in), nil
	}
	return nil, fmt.Errorf("its encoding %q is not known: save it as .xlsx or as CSV UTF-8", name)
}

// excelSpace is the namespace of what only Excel wants to know.
const excelSpace = "urn:schemas-microsoft-com:office:excel"

// sheetXML reads the worksheets.
type sheetXML struct {
	table           // the one being read
	tables []table  // those that were, and hold anything
	epoch  bool     // dates count from 1904
	aside  bool     // in the word that says whether a sheet is visible
	hides  bool     // the row is hidden
	path   []string // names of the elements around, "" for those of other namespaces
	row    int      // number of the last row begun
	span   int      // rows that it stands for, besides itself
	column int      // number of the last column filled in this row
	cells  []string
	text   strings.Builder

	across, down int
	kind         string
	merged       map[int]merge // column → what a cell above covers it with
}

// merge is a cell that reaches down.
type merge struct {
	first, last int // rows
	text        string
}

// readXML reads a spreadsheet in XML.
func readXML(data []byte) ([]table, error) {
	var in io.Reader = bytes.NewReader(data)
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		in = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(in)
	}
	d := xml.NewDecoder(in)
	d.CharsetReader = charset
	s := sheetXML{merged: map[int]merge{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return s.finish()
		}
		if err != nil {
			line, _ := d.InputPos()
			return nil, fmt.Errorf("the XML cannot be read, line %d: %w", line, err)
		}
		if err := s.take(token); err != nil {
			return nil, err
		}
	}
}

var errNotSpreadsheet = errors.New("the file is XML but not a spreadsheet (Excel 2003 XML)")

func (s *sheetXML) finish() ([]table, error) {
	if len(s.path) > 0 && len(s.tables) == 0 {
		return nil, errNotSpreadsheet
	}
	if len(s.tables) == 0 {
		return nil, errors.New("the spreadsheet is empty")
	}
	for i := range s.tables {
		s.tables[i].date1904 = s.epoch
	}
	return s.tables, nil
}

// take carries out one token.
func (s *sheetXML) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.Directive:
		return errors.New("the XML declares a document type, as no spreadsheet does")
	case xml.CharData:
		if s.aside {
			s.hidden = s.hidden || strings.Contains(string(e), "Hidden")
		}
		if s.inData() {
			if s.text.Len()+len(e) > maxCell {
				return fmt.Errorf("row %d: a cell %w", s.row, errTooLarge)
			}
			s.text.Write(e)
		}
	case xml.StartElement:
		name := e.Name.Local
		s.aside = e.Name.Space == excelSpace && name == "Visible"
		if e.Name.Space != spreadsheetSpace {
			s.epoch = s.epoch || name == "Date1904" // a mark in the settings of the workbook
			name = ""
		}
		if len(s.path) == 0 && name != "Workbook" {
			return errNotSpreadsheet
		}
		if len(s.path) >= maxDepth {
			return errors.New("the XML is nested deeper than any spreadsheet")
		}
		s.path = append(s.path, name)
		return s.start(e)
	case xml.EndElement:
		s.aside = false
		err := s.end(s.path[len(s.path)-1])
		s.path = s.path[:len(s.path)-1]
		return err
	}
	return nil
}

// at tells whether the innermost elements are those, the outer first.
func (s *sheetXML) at(names ...string) bool {
	if len(s.path) < len(names) {
		return false
	}
	for i, n := range names {
		if s.path[len(s.path)-len(names)+i] != n {
			return false
		}
	}
	return true
}

// inData tells whether characters belong to a cell: not to its comment, which has
// a Data of its own.
func (s *sheetXML) inData() bool {
	for i := len(s.path) - 1; i > 0; i-- {
		if s.path[i] == "Data" {
			return s.path[i-1] == "Cell"
		}
	}
	return false
}

func (s *sheetXML) start(e xml.StartElement) (err error) {
	attr := func(name string) string {
		for _, a := range e.Attr {
			if a.Name.Local == name && (a.Name.Space == spreadsheetSpace || a.Name.Space == "") {
				return a.Value
			}
		}
		return ""
	}
	number := func(name string, low, most int) int {
		n, bad := strconv.Atoi(strings.TrimSpace(attr(name)))
		switch {
		case attr(name) == "":
			return 0
		case bad != nil || n < low:
			err = fmt.Errorf("row %d: ss:%s=%q is not a number that can be", s.row, name, attr(name))
		case n > most:
			err = fmt.Errorf("row %d: ss:%s=%d %w", s.row, name, n, errTooLarge)
		}
		return n
	}
	switch {
	case s.at("Workbook", "Worksheet"):
		s.table = table{sheet: text.Line(attr("Name")), size: s.size}
	case s.at("Worksheet", "Table"):
		s.row, s.span = 0, 0
		clear(s.merged)
	case s.at("Table", "Row"):
		s.row += 1 + s.span
		if i := number("Index", 1, 1<<20); i > 0 {
			if i < s.row {
				return fmt.Errorf("row %d: ss:Index=%d goes back", s.row, i)
			}
			s.row = i
		}
		s.span = number("Span", 0, 1<<20)
		s.column, s.cells, s.hides = 0, nil, attr("Hidden") == "1"
	case s.at("Row", "Cell"):
		s.column++
		if i := number("Index", 1, maxColumns); i > 0 {
			if i < s.column {
				return fmt.Errorf("row %d: ss:Index=%d goes back", s.row, i)
			}
			s.column = i
		}
		s.across, s.down = number("MergeAcross", 0, maxColumns), number("MergeDown", 0, 1<<20)
		s.kind = ""
		s.text.Reset()
		if s.column > maxColumns {
			return fmt.Errorf("row %d %w", s.row, errTooLarge)
		}
	case s.at("Cell", "Data"):
		s.kind = attr("Type")
	}
	return err
}

func (s *sheetXML) end(name string) error {
	switch {
	case s.at("Row", "Cell"):
		said := s.text.String()
		if s.kind == "Error" && strings.TrimSpace(said) == "" {
			said = "#N/A" // an error is no blank, whatever the program left out
		}
		for len(s.cells) < s.column {
			s.cells = append(s.cells, "")
		}
		s.cells[s.column-1] = said
		if s.down > 0 {
			s.merged[s.column] = merge{s.row, s.row + s.down, text.Line(said)}
		}
		s.column += s.across
	case s.at("Table", "Row"):
		var above []string
		for column, m := range s.merged { // what is merged down belongs to each of its rows
			if m.last < s.row {
				delete(s.merged, column)
				continue
			}
			if m.text != "" && m.first < s.row {
				for len(above) < column {
					above = append(above, "")
				}
				above[column-1] = m.text
				s.size += len(m.text)
			}
		}
		before := len(s.rows)
		if err := s.add(s.row, s.cells); err != nil {
			return err
		}
		if len(s.rows) > before {
			s.rows[before].hidden, s.rows[before].above = s.hides, above
		}
	case name == "Worksheet" && len(s.rows) > 0:
		s.tables, s.rows = append(s.tables, s.table), nil
	}
	return nil
}
