package template

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// sheet is one worksheet: what its cells hold, and where in its part they stand.
type sheet struct {
	name, part string
	prefix     string // of the namespace of its elements, with the colon
	cells      map[place]*cell
	rows       map[int]span // of the elements row
	end        int          // where the last row ends: rows that are missing are put there
	lastRow    int
	lastCol    int
	before     map[place]Value        // what the formulas gave before anything was set
	columns    map[int]map[string]int // column → value → the first row that holds it
}

// cell is one cell of a worksheet.
type cell struct {
	stored  Value
	formula string // "" where it holds none
	home    place  // where the formula is written: another cell where it is shared
	master  bool   // it holds the formula that others share
	copied  bool   // the formula is ours, copied from another cell

	at     span   // of the element c; zero where the part has none
	raw    span   // of the element f
	attrs  string // of the element c, but for t
	set    bool
	state  state
	result Value
}

type state uint8

const (
	fresh state = iota
	busy
	done
)

// span is a stretch of a part, of bytes.
type span struct{ from, to int }

// String is the cell as Excel names it.
func (p place) String() string { return letters(p.col) + strconv.Itoa(p.row) }

func letters(col int) string {
	var b []byte
	for ; col > 0; col = (col - 1) / 26 {
		b = append([]byte{byte('A' + (col-1)%26)}, b...)
	}
	return string(b)
}

// readSheet reads a worksheet in one pass.
func readSheet(name, part string, data []byte, texts []string) (*sheet, error) {
	s := &sheet{name: name, part: part, cells: map[place]*cell{}, rows: map[int]span{}, columns: map[int]map[string]int{}}
	r := sheetReader{sheet: s, texts: texts, shared: map[string]place{}, d: xml.NewDecoder(bytes.NewReader(data)), data: data}
	return s, r.read()
}

type sheetReader struct {
	sheet  *sheet
	texts  []string
	shared map[string]place // number of a shared formula → the cell that holds it
	d      *xml.Decoder
	data   []byte
	row    int
}

func (r *sheetReader) read() error {
	for {
		from := int(r.d.InputOffset())
		token, err := r.d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "sheetData":
				if e.Name.Space != "" {
					r.sheet.prefix = e.Name.Space + ":"
				}
				r.sheet.end = int(r.d.InputOffset())
			case "row":
				n, err := strconv.Atoi(attr(e, "r"))
				if err != nil {
					return fmt.Errorf("a row has no number: %w", err)
				}
				r.row = n
				r.sheet.rows[n] = span{from: from}
			case "c":
				if r.row > 0 {
					if err := r.cell(e, from); err != nil {
						return err
					}
				}
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				r.sheet.rows[r.row] = span{r.sheet.rows[r.row].from, int(r.d.InputOffset())}
				r.sheet.end = int(r.d.InputOffset())
				r.sheet.lastRow = max(r.sheet.lastRow, r.row)
				r.row = 0
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// cell reads an element c, whose start was read, to its end.
func (r *sheetReader) cell(e xml.StartElement, from int) error {
	at, _, _, ok := corner(attr(e, "r"))
	if !ok || at.row != r.row {
		return fmt.Errorf("%q is not a cell of row %d", attr(e, "r"), r.row)
	}
	c := &cell{home: at, attrs: attributes(e)}
	var value, inline strings.Builder
	var into *strings.Builder
	formula := -1
	for depth := 1; depth > 0; {
		start := int(r.d.InputOffset())
		token, err := r.d.RawToken()
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case x.Name.Local == "f" && depth == 2:
				formula = start
				c.formula, into = "?", &strings.Builder{}
				r.share(x, at, c)
			case x.Name.Local == "v" && depth == 2:
				into = &value
			case x.Name.Local == "t":
				into = &inline
			}
		case xml.CharData:
			if into != nil {
				into.Write(x)
			}
		case xml.EndElement:
			depth--
			if x.Name.Local == "f" && depth == 1 {
				c.raw = span{formula, int(r.d.InputOffset())}
				if text := into.String(); text != "" {
					c.formula = text
				} else if master := r.sheet.cells[c.home]; c.home != at && master != nil {
					c.formula = master.formula
				} else if c.home == at {
					c.formula = ""
				}
			}
			into = nil
		}
	}
	c.at = span{from, int(r.d.InputOffset())}
	c.stored = r.value(attr(e, "t"), value.String(), inline.String())
	r.sheet.cells[at] = c
	r.sheet.lastCol = max(r.sheet.lastCol, at.col)
	return nil
}

// share follows a shared formula to the cell in which it is written.
func (r *sheetReader) share(f xml.StartElement, at place, c *cell) {
	if attr(f, "t") != "shared" {
		return
	}
	number := attr(f, "si")
	if attr(f, "ref") != "" {
		r.shared[number], c.master = at, true
		return
	}
	if home, known := r.shared[number]; known {
		c.home = home
	}
}

// attributes writes the attributes of an element c but for its type.
func attributes(e xml.StartElement) string {
	var b strings.Builder
	for _, a := range e.Attr {
		if a.Name.Local == "t" && a.Name.Space == "" {
			continue
		}
		b.WriteByte(' ')
		if a.Name.Space != "" {
			b.WriteString(a.Name.Space + ":")
		}
		b.WriteString(a.Name.Local + `="` + escape(a.Value) + `"`)
	}
	return b.String()
}

func (r *sheetReader) value(kind, value, inline string) Value {
	switch kind {
	case "s":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(r.texts) {
			return Text(r.texts[n])
		}
	case "str":
		return Value{kind: words, text: value}
	case "inlineStr":
		return Text(inline)
	case "b":
		return truth(value == "1")
	case "e":
		return failed(value)
	default:
		if n, err := strconv.ParseFloat(value, 64); err == nil {
			return Number(n)
		}
	}
	return Value{}
}

// sharedStrings reads the texts of a workbook: the runs of each, without what is there
// to pronounce them.
func sharedStrings(data []byte) ([]string, error) {
	var list []string
	var text strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	inText, phonetic := false, 0
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "si":
				text.Reset()
			case "rPh":
				phonetic++
			case "t":
				inText = phonetic == 0
			}
		case xml.CharData:
			if inText {
				text.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "si":
				list = append(list, text.String())
			case "rPh":
				phonetic--
			case "t":
				inText = false
			}
		}
	}
}

func escape(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a buffer never fails
	return b.String()
}
