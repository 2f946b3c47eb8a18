package template

import (
	"io"
	"strings"
)

const textsPart = "xl/sharedStrings.xml"

// sharedStrings reads the texts of a workbook: the runs of each, without what is there
// to pronounce them.
func sharedStrings(data []byte) ([]string, error) {
	var list []string
	var text strings.Builder
	inText, phonetic := false, 0
	x := scanner{data: data}
	for {
		err := x.next()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case x.kind == chars && inText:
			more, err := x.content()
			if err != nil {
				return nil, err
			}
			text.WriteString(more)
		case x.kind == start && x.name == "si":
			text.Reset()
		case x.kind == start && x.name == "rPh":
			phonetic++
		case x.kind == start && x.name == "t":
			inText = phonetic == 0
		case x.kind == end && x.name == "si":
			list = append(list, text.String())
		case x.kind == end && x.name == "rPh":
			phonetic--
		case x.kind == end && x.name == "t":
			inText = false
		}
	}
}

// Forget has texts taken out of the file, not of its cells alone, once others stand there:
// a template that goes round was filled in by somebody, whose name must not travel on.
func (t *Template) Forget() { t.forgets = true }

// forgetTexts blanks in the table of texts what only cells showed that hold something else
// now.
func (t *Template) forgetTexts() error {
	gone, shown := map[int]bool{}, map[int]bool{}
	for _, s := range t.sheets {
		for _, c := range s.cells {
			switch {
			case c.listed == 0:
			case c.set:
				gone[c.listed-1] = true
			default:
				shown[c.listed-1] = true
			}
		}
	}
	for n := range shown {
		delete(gone, n)
	}
	p := t.part(textsPart)
	if !t.forgets || len(gone) == 0 || p == nil {
		return nil
	}
	var edits []edit
	x := scanner{data: p.data}
	for n, opened := 0, 0; ; {
		err := x.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch {
		case x.kind == start && x.name == "si":
			opened = x.pos
		case x.kind == end && x.name == "si":
			if gone[n] && x.from > opened {
				name := "t"
				if x.prefix != "" {
					name = x.prefix + ":t"
				}
				edits = append(edits, edit{span{opened, x.from}, "<" + name + "/>"})
			}
			n++
		}
	}
	p.data, p.raw = splice(p.data, edits), nil
	return nil
}
