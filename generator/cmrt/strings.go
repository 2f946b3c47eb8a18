package cmrt

import (
	"bytes"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/text"
)

// Limits on texts. Excel lets a cell hold 32,767 UTF-16 units, which are at most
// three bytes each in UTF-8; the template has 5,000 shared strings.
const (
	maxText    = 3 * 32_767
	maxStrings = 1_000_000
)

// sharedStrings are the texts of a workbook, which cells name by number. Only
// those that wanted cells name are decoded, and each is decoded once.
type sharedStrings struct {
	inside  tokens   // as they stand behind the start of the list
	starts  []uint32 // where each <si> begins
	decoded map[int]rich
}

// rich is a text with what its own formats do to it.
type rich struct {
	text  string
	marks marks
	inks  *inks // nil where all of it has the cell's own colour
	doubt bool  // written in a way that programs understand differently
}

// inks are the colours of the pieces of a text, each once.
type inks struct {
	own  []colour
	cell bool // a piece has the cell's own colour
}

// mostInks is how many colours of a text are told apart.
const mostInks = 16

// hidden tells whether a piece of the text has the colour of what stands behind it.
func (i *inks) hidden(in look) bool {
	return i != nil && (i.cell && in.hidden || slices.ContainsFunc(i.own, in.behind.like))
}

// newSharedStrings finds where the texts begin.
func newSharedStrings(data []byte, palette func() *formats) (*sharedStrings, error) {
	s := &sharedStrings{decoded: map[int]rich{}}
	t := tokens{data: data, palette: palette}
	err := t.enterRoot(sheetSpaces, "sst")
	s.inside = t
	if err == nil {
		err = t.children(func() error {
			switch {
			case string(t.name) != "si":
				return nil
			case t.compat.doubt():
				return errCompat
			case len(s.starts) == maxStrings:
				return fmt.Errorf("the list %w", errTooLarge)
			}
			own := t.depth
			if t.kind == tokenEmpty {
				own++
			}
			s.starts = append(s.starts, t.open[own].from-1)
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("the shared strings cannot be read: %w", err)
	}
	return s, nil
}

// at gives a text by its number as a cell writes it.
func (s *sharedStrings) at(number []byte) (rich, error) {
	i, ok := digits(bytes.TrimSpace(number))
	if !ok || s == nil || i >= len(s.starts) {
		return rich{}, fmt.Errorf("a cell names the shared string %q, which is not there", shortened(string(number)))
	}
	if known, ok := s.decoded[i]; ok {
		return known, nil
	}
	t := s.inside
	t.pos = int(s.starts[i])
	if err := t.next(); err != nil {
		return rich{}, err
	}
	whole, err := t.richText()
	s.decoded[i] = whole
	return whole, err
}

// digits reads a number without making a string of it: cells are many.
func digits(b []byte) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' || n > 1<<24 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

// richText reads the characters of the element just entered (si or is): one text,
// or runs with formats of their own. Phonetic runs, which tell how to read a text,
// are not part of it.
func (t *tokens) richText() (rich, error) {
	var out []byte
	var whole rich
	plain, runs := false, 0
	err := t.children(func() error {
		whole.doubt = whole.doubt || t.compat.doubt()
		switch string(t.name) {
		case "t":
			whole.doubt, plain = whole.doubt || plain || runs > 0, true
			return t.runText(&out, &whole)
		case "r":
			runs++
			whole.doubt = whole.doubt || plain
			return t.run(&out, &whole)
		case "si", "is", "v", "c":
			whole.doubt = true
		}
		return nil
	})
	whole.text = text.Unescape(string(out))
	whole.doubt = whole.doubt || text.Masked(string(out)) || text.Cut(whole.text)
	return whole, err
}

// run reads one run of a rich text.
func (t *tokens) run(out *[]byte, into *rich) error {
	var format marks
	var ink *colour
	texts, before := 0, len(*out)
	err := t.children(func() error {
		switch string(t.name) {
		case "rPr":
			return t.children(func() error {
				format |= t.fontMark()
				if string(t.name) == "color" && t.palette != nil {
					c := t.palette().colour(t, 0)
					ink = &c
				}
				return nil
			})
		case "t":
			texts++
			into.doubt = into.doubt || texts > 1
			return t.runText(out, into)
		}
		return nil
	})
	if len(bytes.TrimSpace((*out)[before:])) > 0 {
		into.marks |= format
		into.take(ink)
	}
	return err
}

// take notes the colour of a piece, nil for the cell's own.
func (r *rich) take(ink *colour) {
	if r.inks == nil {
		r.inks = &inks{}
	}
	switch {
	case ink == nil:
		r.inks.cell = true
	case len(r.inks.own) < mostInks && !slices.Contains(r.inks.own, *ink):
		r.inks.own = append(r.inks.own, *ink)
	}
}

func (t *tokens) runText(out *[]byte, into *rich) error {
	plain, err := t.characters(out)
	into.doubt = into.doubt || !plain
	return err
}

// characters adds the characters of the element just entered to out. plain tells
// that nothing else stood between them.
func (t *tokens) characters(out *[]byte) (plain bool, err error) {
	if t.kind == tokenEmpty {
		return true, nil
	}
	plain = true
	foreign := t.foreign
	for depth := t.depth; ; {
		if err := t.next(); err != nil {
			return plain, err
		}
		switch t.kind {
		case tokenEOF:
			return plain, errXMLTruncated
		case tokenEnd:
			if t.depth < depth {
				return plain && t.foreign == foreign, nil
			}
		case tokenText, tokenCDATA:
			if t.depth > depth {
				continue
			}
			if len(t.text) > longestReference*maxText {
				return plain, fmt.Errorf("its text %w", errTooLarge)
			}
			if *out, err = t.appendContent(*out); err != nil {
				return plain, err
			}
			if len(*out) > maxText {
				return plain, fmt.Errorf("its text %w", errTooLarge)
			}
		default:
			plain = false
		}
	}
}
