package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
)

// Template is an official template that is filled in. It is for one goroutine.
type Template struct {
	parts  []part // in the order of the file
	sheets []*sheet
	names  map[nameKey]string // defined names in lower case, and what they stand for

	parsed map[string]*parsed // formulas, as relative writes them
	depth  int                // of formulas that wait for others

	calculated bool // some results are kept
	forgets    bool // texts that no cell shows any more are taken out
}

type part struct {
	header zip.FileHeader
	data   []byte
	raw    *zip.File // as packed in the file; nil once data is other
}

// nameKey is a defined name: of a sheet, or of the workbook where the sheet is "".
type nameKey struct{ sheet, name string }

// The bounds of a template: RMI's have 60 parts and 25 MB.
const (
	maxParts = 1000
	maxBytes = 256 << 20
)

// ErrNotTemplate is the error of a file that is no workbook.
var ErrNotTemplate = errors.New("not an Excel workbook (.xlsx)")

// Open reads a template. data must stay as it is while the Template is in use.
func Open(data []byte) (*Template, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNotTemplate, err)
	}
	if len(archive.File) > maxParts {
		return nil, fmt.Errorf("%w: it has %d parts", ErrNotTemplate, len(archive.File))
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	t := &Template{names: map[nameKey]string{}, parsed: map[string]*parsed{}}
	left := int64(maxBytes)
	for _, f := range archive.File {
		body, err := unpack(f, left)
		if err != nil {
			return nil, fmt.Errorf("read %s of the template: %w", f.Name, err)
		}
		left -= int64(len(body))
		t.parts = append(t.parts, part{header: f.FileHeader, data: body, raw: f})
	}
	return t, t.read()
}

func unpack(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, uint64(limit), 8<<20)) + bytes.MinRead) // what it says of its size may be wrong
	_, err = b.ReadFrom(io.LimitReader(r, limit+1))
	body := b.Bytes()
	if err == nil && int64(len(body)) > limit {
		err = fmt.Errorf("the parts are larger than %d MB", maxBytes>>20)
	}
	return body, err
}

func (t *Template) part(name string) *part {
	i := slices.IndexFunc(t.parts, func(p part) bool { return p.header.Name == name })
	if i < 0 {
		return nil
	}
	return &t.parts[i]
}

const workbookPart = "xl/workbook.xml"

// read finds the sheets and the names of the workbook.
func (t *Template) read() error {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Sheet *int   `xml:"localSheetId,attr"`
			Text  string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	var links relations
	for name, into := range map[string]any{workbookPart: &book, "xl/_rels/workbook.xml.rels": &links} {
		p := t.part(name)
		if p == nil {
			return fmt.Errorf("%w: %s is missing", ErrNotTemplate, name)
		}
		if err := xml.Unmarshal(p.data, into); err != nil {
			return fmt.Errorf("read %s of the template: %w", name, err)
		}
	}
	var strings1 []string
	if p := t.part(textsPart); p != nil {
		var err error
		if strings1, err = sharedStrings(p.data); err != nil {
			return fmt.Errorf("read the texts of the template: %w", err)
		}
	}
	for _, s := range book.Sheets {
		target := links.target(s.ID)
		p := t.part(target)
		if p == nil {
			return fmt.Errorf("%w: the sheet %q is missing", ErrNotTemplate, s.Name)
		}
		read, err := readSheet(s.Name, target, p.data, strings1)
		if err != nil {
			return fmt.Errorf("read the sheet %s of the template: %w", s.Name, err)
		}
		t.sheets = append(t.sheets, read)
	}
	for _, n := range book.Names {
		key := nameKey{"", strings.ToLower(n.Name)}
		if n.Sheet != nil && *n.Sheet >= 0 && *n.Sheet < len(t.sheets) {
			key.sheet = strings.ToLower(t.sheets[*n.Sheet].name)
		}
		t.names[key] = n.Text
	}
	return nil
}

// relations are the links from one part to others.
type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

func (r relations) target(id string) string {
	for _, link := range r.List {
		if link.ID == id {
			if rest, absolute := strings.CutPrefix(link.Target, "/"); absolute {
				return rest
			}
			return path.Join("xl", link.Target)
		}
	}
	return ""
}

func (t *Template) sheet(name string) *sheet {
	i := slices.IndexFunc(t.sheets, func(s *sheet) bool { return strings.EqualFold(s.name, name) })
	if i < 0 {
		return nil
	}
	return t.sheets[i]
}

// Has tells whether the template has a sheet.
func (t *Template) Has(sheet string) bool { return t.sheet(sheet) != nil }

// Value gives what a cell ("D8") shows once all that was set is counted in.
func (t *Template) Value(sheet, ref string) (Value, error) {
	s, at, err := t.cell(sheet, ref)
	if err != nil {
		return Value{}, err
	}
	return t.result(s, at)
}

// IsFormula tells whether a cell holds a formula.
func (t *Template) IsFormula(sheet, ref string) bool {
	s, at, err := t.cell(sheet, ref)
	return err == nil && s.cells[at] != nil && s.cells[at].formula != ""
}

func (t *Template) cell(name, ref string) (*sheet, place, error) {
	s := t.sheet(name)
	if s == nil {
		return nil, place{}, fmt.Errorf("%w: there is no sheet %q", ErrNotTemplate, name)
	}
	at, _, _, ok := corner(ref)
	if !ok || at.row == 0 {
		return nil, place{}, fmt.Errorf("%q is not a cell", ref)
	}
	return s, at, nil
}

// Set lets a cell hold a value, whatever stood there.
func (t *Template) Set(sheet, ref string, v Value) error {
	s, at, err := t.cell(sheet, ref)
	if err != nil {
		return err
	}
	if err := t.settle(); err != nil {
		return err
	}
	c := s.cells[at]
	if c == nil {
		if v.kind == blank {
			return nil
		}
		c = &cell{}
		s.cells[at] = c
		s.lastRow, s.lastCol = max(s.lastRow, at.row), max(s.lastCol, at.col)
	}
	if c.master && s.shared(at) {
		return fmt.Errorf("%s!%s: other cells share the formula that stands there", s.name, at)
	}
	c.formula, c.parsed, c.copied, c.set, c.stored = "", nil, false, true, v
	t.forget()
	return nil
}

// Copy lets a cell hold the formula of another cell of its sheet, as if it had been
// copied there: references move along.
func (t *Template) Copy(sheet, from, to string) error {
	s, source, err := t.cell(sheet, from)
	if err != nil {
		return err
	}
	_, target, err := t.cell(sheet, to)
	if err != nil {
		return err
	}
	if err := t.settle(); err != nil {
		return err
	}
	c := s.cells[source]
	if c == nil || c.formula == "" {
		return fmt.Errorf("%s!%s holds no formula", s.name, from)
	}
	moved, err := move(c.formula, target.row-c.home.row, target.col-c.home.col)
	if err != nil {
		return err
	}
	old := s.cells[target]
	if old == nil {
		old = &cell{}
		s.cells[target] = old
	}
	old.formula, old.parsed, old.home, old.set, old.copied, old.stored = moved, nil, target, true, true, Value{}
	t.forget()
	return nil
}

// settle keeps what every formula gives before the first cell is set: what is the same
// afterwards is not written.
func (t *Template) settle() error {
	for _, s := range t.sheets {
		if s.before != nil {
			return nil
		}
		s.before = map[place]Value{}
		for at, c := range s.cells {
			if c.formula == "" {
				continue
			}
			v, err := t.result(s, at)
			if err != nil {
				return err
			}
			s.before[at] = v
		}
	}
	return nil
}

// forget drops all results, since a cell changed. Results are made again when asked for.
func (t *Template) forget() {
	if !t.calculated {
		return
	}
	t.calculated = false
	for _, s := range t.sheets {
		s.columns = map[int]map[string]int{}
		for _, c := range s.cells {
			c.state = fresh
		}
	}
}
