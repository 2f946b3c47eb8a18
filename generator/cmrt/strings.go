package cmrt

import (
	"bytes"
	"fmt"

	"itron.com/conflict-minerals/generator/text"
)

// Limits on texts. Excel lets a cell hold 32,767 UTF-16 units, which are at most
// three bytes each in UTF-8; the template has 5,000 shared strings.
const (
	maxText    = 3 * 32_767
	maxStrings = 1_000_000
)

// sharedStrings are the texts of a workbook, which cells name by number. Only
// those that wanted cells name are decoded.
type sharedStrings struct {
	data    []byte
	starts  []uint32 // where each <si> begins
	decoded map[int]string
}

// newSharedStrings finds where the texts begin.
func newSharedStrings(data []byte) (*sharedStrings, error) {
	s := &sharedStrings{data: data, decoded: map[int]string{}}
	t := tokens{data: data}
	for {
		at := t.pos
		if err := t.next(); err != nil {
			return nil, fmt.Errorf("the shared strings cannot be read: %w", err)
		}
		switch {
		case t.kind == tokenEOF:
			return s, nil
		case t.is("si"):
			if len(s.starts) == maxStrings {
				return nil, fmt.Errorf("the list of shared strings %w", errTooLarge)
			}
			s.starts = append(s.starts, uint32(at)) // a part has fewer bytes than that holds
		}
	}
}

// at gives a text by its number as a cell writes it.
func (s *sharedStrings) at(number []byte) (string, error) {
	i, ok := digits(bytes.TrimSpace(number))
	if !ok || s == nil || i >= len(s.starts) {
		return "", fmt.Errorf("a cell names the shared string %q, which is not there", number)
	}
	if known, ok := s.decoded[i]; ok {
		return known, nil
	}
	t := tokens{data: s.data, pos: int(s.starts[i])}
	if err := t.next(); err != nil {
		return "", err
	}
	whole, err := t.richText()
	s.decoded[i] = whole
	return whole, err
}

// digits reads a number without making a string of it: cells are many.
func digits(b []byte) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' || n > maxStrings {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

// richText reads the characters of the element just entered (si or is) up to its
// end: all runs, without the phonetic ones that tell how to read them.
func (t *tokens) richText() (string, error) {
	if t.kind == tokenEmpty {
		return "", nil
	}
	var out []byte
	depth, phonetic, inText := t.depth, 0, false
	for {
		if err := t.next(); err != nil {
			return "", err
		}
		switch {
		case t.kind == tokenEOF:
			return "", errXMLTruncated
		case t.kind == tokenEnd && t.depth < depth:
			return text.Unescape(string(out)), nil
		case t.kind == tokenStart && string(t.name) == "rPh":
			phonetic = t.depth
		case t.kind == tokenEnd && phonetic > t.depth:
			phonetic = 0
		case t.kind == tokenStart && string(t.name) == "t":
			inText = true
		case t.kind == tokenEnd && string(t.name) == "t":
			inText = false
		case (t.kind == tokenText || t.kind == tokenCDATA) && inText && phonetic == 0:
			out = t.appendContent(out)
		}
		if len(out) > maxText {
			return "", fmt.Errorf("a cell %w", errTooLarge)
		}
	}
}
