package template

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

	"github.com/klauspost/compress/flate"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/stable"
)

// Bytes gives the filled template. The same template and the same cells give the same bytes.
func (t *Template) Bytes() ([]byte, error) {
	for _, s := range t.sheets {
		edits, err := t.edits(s)
		if err != nil {
			return nil, err
		}
		if len(edits) > 0 {
			p := t.part(s.part)
			p.data, p.raw = splice(p.data, edits), nil
		}
	}
	if err := t.forgetTexts(); err != nil {
		return nil, err
	}
	t.recalculated()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.DefaultCompression) })
	for _, p := range t.parts {
		if err := p.write(w); err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.header.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack the template: %w", err)
	}
	return out.Bytes(), nil
}

func (p part) write(w *zip.Writer) error {
	if p.raw != nil {
		return w.Copy(p.raw)
	}
	header := zip.FileHeader{Name: p.header.Name, Method: zip.Deflate, Modified: p.header.Modified, ExternalAttrs: p.header.ExternalAttrs}
	to, err := w.CreateHeader(&header)
	if err == nil {
		_, err = io.Copy(to, bytes.NewReader(p.data))
	}
	return err
}

// edit replaces a stretch of a part.
type edit struct {
	span
	text string
}

func splice(data []byte, edits []edit) []byte {
	// What is put in before a cell comes before the cell.
	stable.Sort(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(data[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(data[at:])
	return out.Bytes()
}

// edits are the cells of a sheet that are other than in the template: those that were
// set, and the formulas that give something else now.
func (t *Template) edits(s *sheet) ([]edit, error) {
	var list []edit
	missing := map[int]map[int]string{} // row → column → cell
	data := t.part(s.part).data
	for at, c := range s.cells {
		v, err := t.result(s, at)
		if err != nil {
			return nil, err
		}
		switch {
		case c.set && c.formula == "":
			v = c.stored
		case c.set:
		case c.formula == "" || s.before == nil || s.before[at] == v:
			continue
		}
		text := s.element(at, c, v, data)
		if c.at.to > 0 {
			list = append(list, edit{c.at, text})
			continue
		}
		if missing[at.row] == nil {
			missing[at.row] = map[int]string{}
		}
		missing[at.row][at.col] = text
	}
	for _, row := range slices.Sorted(maps.Keys(missing)) {
		list = append(list, s.insert(row, missing[row], data)...)
	}
	return list, nil
}

// element writes a cell.
func (s *sheet) element(at place, c *cell, v Value, data []byte) string {
	p := s.prefix
	attrs := c.attributes(data)
	if attrs == "" {
		attrs = ` r="` + at.String() + `"`
	}
	formula := ""
	switch {
	case c.copied:
		formula = "<" + p + "f>" + escape(c.formula) + "</" + p + "f>"
	case c.formula != "":
		formula = string(data[c.raw.from:c.raw.to])
	case v.kind == blank:
		return "<" + p + "c" + attrs + "/>"
	case v.kind == words: // text beside its cell leaves the table of texts as it is
		return "<" + p + "c" + attrs + ` t="inlineStr"><` + p + `is><` + p + `t xml:space="preserve">` + escape(v.text) + "</" + p + "t></" + p + "is></" + p + "c>"
	}
	kind := map[kind]string{words: ` t="str"`, logical: ` t="b"`, fault: ` t="e"`}[v.kind]
	text := v.String()
	switch v.kind {
	case logical:
		text = strconv.Itoa(int(v.num))
	case number:
		text = strconv.FormatFloat(v.num, 'f', -1, 64)
	}
	return "<" + p + "c" + attrs + kind + ">" + formula + "<" + p + "v>" + escape(text) + "</" + p + "v></" + p + "c>"
}

// insert puts cells into a row that lacks them, or a row that the sheet lacks.
func (s *sheet) insert(row int, cells map[int]string, data []byte) []edit {
	var columns []int
	for col := range cells {
		columns = append(columns, col)
	}
	slices.Sort(columns)
	at, there := s.rows[row]
	if !there {
		var b strings.Builder
		for _, col := range columns {
			b.WriteString(cells[col])
		}
		text := fmt.Sprintf(`<%srow r="%d">%s</%srow>`, s.prefix, row, b.String(), s.prefix)
		return []edit{{span{s.after(row), s.after(row)}, text}}
	}
	if open := data[at.from:at.to]; bytes.HasSuffix(open, []byte("/>")) && !bytes.Contains(open[:len(open)-1], []byte(">")) {
		var b strings.Builder
		for _, col := range columns {
			b.WriteString(cells[col])
		}
		return []edit{{at, string(bytes.TrimSuffix(open, []byte("/>"))) + ">" + b.String() + "</" + s.prefix + "row>"}}
	}
	var list []edit
	for _, col := range columns {
		where := bytes.LastIndexByte(data[at.from:at.to], '<') + at.from // before </row>
		for other, c := range s.cells {
			if other.row == row && other.col > col && c.at.to > 0 {
				where = min(where, c.at.from)
			}
		}
		list = append(list, edit{span{where, where}, cells[col]})
	}
	return list
}

// after is where a row of a number that the sheet lacks belongs.
func (s *sheet) after(row int) int {
	next, where := 0, s.end
	for n, at := range s.rows {
		if n > row && (next == 0 || n < next) {
			next, where = n, at.from
		}
	}
	return where
}

// shared tells whether other cells share the formula that is written in a cell.
func (s *sheet) shared(at place) bool {
	for other, c := range s.cells {
		if other != at && c.home == at && c.formula != "" && !c.set {
			return true
		}
	}
	return false
}

var (
	calcPr   = lazyregexp.New(`<((?:\w+:)?)calcPr\b[^>]*?(/?)>`)
	fullCalc = lazyregexp.New(` fullCalcOnLoad="[^"]*"`)
	chain    = lazyregexp.New(`<(?:\w+:)?(?:Override|Relationship)\b[^>]*calcChain\.xml"[^>]*/>`)
)

// recalculated asks Excel to calculate all formulas when it opens the file, as a second
// pair of eyes, and leaves out the order in which it last did: that names cells which
// hold no formula any more.
func (t *Template) recalculated() {
	p := t.part(workbookPart)
	open := calcPr.FindStringIndex(string(p.data))
	if open != nil {
		element := fullCalc.ReplaceAllString(string(p.data[open[0]:open[1]]), "")
		name, _, _ := strings.Cut(element, " ")
		name = strings.TrimRight(name, "/>")
		element = strings.Replace(element, name, name+` fullCalcOnLoad="1"`, 1)
		p.data, p.raw = splice(bytes.Clone(p.data), []edit{{span{open[0], open[1]}, element}}), nil
	}
	if t.part("xl/calcChain.xml") == nil {
		return
	}
	t.parts = slices.DeleteFunc(t.parts, func(p part) bool { return p.header.Name == "xl/calcChain.xml" })
	for _, name := range []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} {
		if p := t.part(name); p != nil {
			p.data, p.raw = []byte(chain.ReplaceAllString(string(p.data), "")), nil
		}
	}
}
