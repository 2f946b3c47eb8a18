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
	listed  int    // number of its text in the table of texts, from 1; 0: it stands beside the cell

	at     span    // of the element c; zero where the part has none
	raw    span    // of the element f
	parsed *parsed // the formula, once it was taken apart
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

// mostForeseen is for how many cells room is made before they are read; the largest sheet
// of a template has a third of it.
const mostForeseen = 1 << 18

// readSheet reads a worksheet in one pass.
func readSheet(name, part string, data []byte, texts []string) (*sheet, error) {
	s := &sheet{name: name, part: part, cells: make(map[place]*cell, min(bytes.Count(data, []byte(" r=\"")), mostForeseen)), rows: map[int]span{}, columns: map[int]map[string]int{}}
	r := sheetReader{sheet: s, texts: texts, shared: map[string]place{}, scanner: scanner{data: data}}
	return s, r.read()
}

type sheetReader struct {
	scanner
	sheet  *sheet
	texts  []string
	shared map[string]place // number of a shared formula → the cell that holds it
	row    int
	spare  []cell // cells are made many at a time
}

func (r *sheetReader) read() error {
	for {
		err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case r.kind == start && r.name == "sheetData":
			if r.prefix != "" {
				r.sheet.prefix = r.prefix + ":"
			}
			r.sheet.end = r.pos
		case r.kind == start && r.name == "row":
			number, err := r.attr("r")
			if err != nil {
				return err
			}
			n, err := strconv.Atoi(number)
			if err != nil {
				return fmt.Errorf("a row has no number: %w", err)
			}
			r.row = n
			r.sheet.rows[n] = span{from: r.from}
		case r.kind == start && r.name == "c" && r.row > 0:
			if err := r.cell(); err != nil {
				return err
			}
		case r.kind == end && r.name == "row":
			r.sheet.rows[r.row] = span{r.sheet.rows[r.row].from, r.pos}
			r.sheet.end = r.pos
			r.sheet.lastRow = max(r.sheet.lastRow, r.row)
			r.row = 0
		}
	}
}

// cell reads an element c, whose start was read, to its end.
func (r *sheetReader) cell() error {
	from := r.from
	ref, err := r.attr("r")
	if err != nil {
		return err
	}
	kind, err := r.attr("t")
	if err != nil {
		return err
	}
	at, _, _, ok := corner(ref)
	if !ok || at.row != r.row {
		return fmt.Errorf("%q is not a cell of row %d", ref, r.row)
	}
	if len(r.spare) == 0 {
		r.spare = make([]cell, 256)
	}
	c := &r.spare[0]
	r.spare = r.spare[1:]
	c.home = at
	var value, inline, formula strings.Builder
	var into *strings.Builder
	began := 0
	for depth := 1; depth > 0; {
		if err := r.next(); err != nil {
			return err
		}
		switch r.kind {
		case start:
			depth++
			switch {
			case r.name == "f" && depth == 2:
				began = r.from
				formula.Reset()
				c.formula, into = "?", &formula
				if err := r.share(at, c); err != nil {
					return err
				}
			case r.name == "v" && depth == 2:
				into = &value
			case r.name == "t":
				into = &inline
			}
		case chars:
			if into != nil {
				text, err := r.content()
				if err != nil {
					return err
				}
				into.WriteString(text)
			}
		case end:
			depth--
			if r.name == "f" && depth == 1 {
				c.raw = span{began, r.pos}
				if formula.Len() > 0 {
					c.formula = formula.String()
				} else if master := r.sheet.cells[c.home]; c.home != at && master != nil {
					c.formula = master.formula
				} else if c.home == at {
					c.formula = ""
				}
			}
			into = nil
		}
	}
	c.at = span{from, r.pos}
	c.stored = r.value(kind, value.String(), inline.String())
	if n, err := strconv.Atoi(value.String()); kind == "s" && err == nil {
		c.listed = n + 1
	}
	r.sheet.cells[at] = c
	r.sheet.lastCol = max(r.sheet.lastCol, at.col)
	return nil
}

// share follows a shared formula to the cell in which it is written.
func (r *sheetReader) share(at place, c *cell) error {
	if len(r.attrs) == 0 {
		return nil
	}
	kind, err := r.attr("t")
	if err != nil || kind != "shared" {
		return err
	}
	number, err := r.attr("si")
	if err != nil {
		return err
	}
	ref, err := r.attr("ref")
	if ref != "" {
		r.shared[number], c.master = at, true
		return err
	}
	if home, known := r.shared[number]; known {
		c.home = home
	}
	return err
}

// attributes writes the attributes of the element c of a cell but for its type.
func (c *cell) attributes(data []byte) string {
	x := scanner{data: data, pos: c.at.from}
	if c.at.to == 0 || x.next() != nil {
		return ""
	}
	var b strings.Builder
	// What was read once is read again.
	_ = eachAttribute(x.attrs, func(a attribute) bool {
		if string(a.name) != "t" {
			value, _ := decoded(a.value)
			b.WriteString(" " + string(a.name) + `="` + escape(value) + `"`)
		}
		return true
	})
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

func escape(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a buffer never fails
	return b.String()
}
