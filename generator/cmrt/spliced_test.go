package cmrt

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// original is a real workbook taken apart once. Copies that differ in some cells are
// spliced from it in milliseconds, where a program that saves workbooks takes a second:
// parts that stay are copied as they are packed. It shares nothing with the reader.
type original struct {
	t testing.TB
	*taken
	inline  bool // texts go into the cells
	noCache bool // results of formulas are left out
}

// table is where rows and cells stand in the XML of a sheet.
type table struct {
	xml   []byte
	all   []span // rows and cells, as they come
	rows  []span // with their cells
	end   int    // of the last row
	cells map[string]span
}

// span is a row or a cell: its element, and within it the value of the reference.
type span struct {
	from, to       int
	refFrom, refTo int
	open           int // where the start tag ends
	row, column    int // from 1; column 0 is a row
}

func (o *original) part(name string) []byte {
	o.t.Helper()
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if data, ok := o.read[name]; ok {
		return data
	}
	f, err := o.zip.Open(name)
	if err != nil {
		o.t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		o.t.Fatal(err)
	}
	o.read[name] = data
	return data
}

// zipped is the workbook with other bytes in some parts.
func (o *original) zipped(changed map[string][]byte) []byte {
	o.t.Helper()
	size := 1 << 16
	for _, f := range o.zip.File {
		size += int(f.CompressedSize64) + len(changed[f.Name])
	}
	var out bytes.Buffer
	out.Grow(size)
	w := zip.NewWriter(&out)
	for _, f := range o.zip.File {
		data, ok := changed[f.Name]
		if !ok {
			if err := w.Copy(f); err != nil {
				o.t.Fatal(err)
			}
			continue
		}
		p, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			o.t.Fatal(err)
		}
		p.Write(data)
	}
	if err := w.Close(); err != nil {
		o.t.Fatal(err)
	}
	return out.Bytes()
}

// sheet finds the rows and cells of a sheet. The files at hand were saved by Excel:
// texts hold no tags, and every row and cell tells its reference.
func (o *original) sheet(name string) *table {
	o.t.Helper()
	xml := o.part(o.parts[name])
	o.mutex.Lock()
	defer o.mutex.Unlock()
	key := tableKey{name, o.noCache}
	if s := o.tables[key]; s != nil {
		return s
	}
	s := scanned(xml)
	if o.noCache {
		s = scanned(s.withoutResults())
	}
	o.tables[key] = s
	return s
}

func scanned(xml []byte) *table {
	s := &table{xml: xml, cells: map[string]span{}}
	for at := bytes.Index(xml, []byte("<sheetData")); ; {
		at += bytes.IndexByte(xml[at:], '<')
		switch rest := xml[at:]; {
		case bytes.HasPrefix(rest, []byte("</sheetData>")):
			s.end = at
			return s
		case bytes.HasPrefix(rest, []byte("<row ")):
			r := element(xml, at, "</row>")
			s.rows, s.all, at = append(s.rows, r), append(s.all, r), r.open
		case bytes.HasPrefix(rest, []byte("<c ")):
			c := element(xml, at, "</c>")
			s.cells[string(xml[c.refFrom:c.refTo])], s.all, at = c, append(s.all, c), c.to
		default:
			at++
		}
	}
}

// element is the row or cell that starts at a place.
func element(data []byte, at int, end string) span {
	s := span{from: at, open: at + bytes.IndexByte(data[at:], '>') + 1}
	s.to = s.open
	if data[s.open-2] != '/' {
		s.to += bytes.Index(data[s.open:], []byte(end)) + len(end)
	}
	s.refFrom = at + bytes.Index(data[at:s.open], []byte(` r="`)) + 4
	s.refTo = s.refFrom + bytes.IndexByte(data[s.refFrom:], '"')
	s.column, s.row = place(string(data[s.refFrom:s.refTo]))
	return s
}

// place takes a reference apart: B7 is column 2, row 7.
func place(ref string) (column, row int) {
	letters := strings.TrimRight(ref, "0123456789")
	for _, c := range letters {
		column = 26*column + int(c-'A') + 1
	}
	row, _ = strconv.Atoi(ref[len(letters):])
	return column, row
}

func letters(column int) (text string) {
	for ; column > 0; column = (column - 1) / 26 {
		text = string(rune('A'+(column-1)%26)) + text
	}
	return text
}

// splice is what comes into the place of some bytes.
type splice struct {
	from, to int
	row, col int // decides between two at one place
	with     string
}

func (s *table) spliced(list []splice) []byte {
	slices.SortFunc(list, func(a, b splice) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	out, done := make([]byte, 0, len(s.xml)+100*len(list)), 0
	for _, x := range list {
		out = append(append(out, s.xml[done:x.from]...), x.with...)
		done = x.to
	}
	return append(out, s.xml[done:]...)
}

// with is the workbook with other values in some cells, by sheet and reference.
// Values are texts, numbers, booleans, nil for a blank, or a map as fillcmrt.py takes.
func (o *original) with(cells map[string]map[string]any) []byte {
	o.t.Helper()
	changed, texts := map[string][]byte{}, &sharedTexts{xml: o.part(o.strings)}
	for _, sheet := range slices.Sorted(maps.Keys(cells)) {
		s := o.sheet(sheet)
		var list []splice
		missing := map[int][]splice{} // cells that the sheet does not have, by row
		for ref, value := range cells[sheet] {
			old, there := s.cells[ref]
			text := o.cell(ref, s.xml[old.from:old.open], value, texts)
			column, row := place(ref)
			if !there {
				missing[row] = append(missing[row], splice{0, 0, row, column, text})
				continue
			}
			if f := s.xml[old.open:old.to]; bytes.HasPrefix(f, []byte("<f t=\"shared\" ref=")) && bytes.Contains(f, []byte(":")) {
				o.t.Fatalf("%s!%s: other formulas depend on this one", sheet, ref)
			}
			list = append(list, splice{old.from, old.to, row, column, text})
		}
		for row, cells := range missing {
			list = append(list, s.added(row, cells)...)
		}
		changed[o.parts[sheet]] = s.spliced(list)
	}
	changed[o.strings] = texts.bytes()
	return o.zipped(changed)
}

// added gives cells that a row does not have their place: each before the first of its
// row that stands further right, or in a row of their own before the first further down.
func (s *table) added(row int, cells []splice) []splice {
	slices.SortFunc(cells, func(a, b splice) int { return cmp.Compare(a.col, b.col) })
	text := ""
	for _, c := range cells {
		text += c.with
	}
	i := slices.IndexFunc(s.rows, func(r span) bool { return r.row >= row })
	switch {
	case i < 0:
		return []splice{{s.end, s.end, row, 0, fmt.Sprintf(`<row r="%d">%s</row>`, row, text)}}
	case s.rows[i].row > row:
		at := s.rows[i].from
		return []splice{{at, at, row, 0, fmt.Sprintf(`<row r="%d">%s</row>`, row, text)}}
	case s.rows[i].open == s.rows[i].to: // a row without cells is one tag
		return []splice{{s.rows[i].open - 2, s.rows[i].open, row, 0, ">" + text + "</row>"}}
	}
	for n := range cells {
		at := s.rows[i].to - len("</row>")
		for column := cells[n].col + 1; column < 60; column++ {
			if c, ok := s.cells[letters(column)+strconv.Itoa(row)]; ok {
				at = c.from
				break
			}
		}
		cells[n].from, cells[n].to = at, at
	}
	return cells
}
