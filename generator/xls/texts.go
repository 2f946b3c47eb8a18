package xls

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// How a text is stored: the number of its letters, a byte of options, and then its
// letters in one byte each (Latin-1) or two (UTF-16).
const (
	optWide = 1 // two bytes a letter
	optFar  = 4 // phonetic texts and the like follow
	optRich = 8 // fonts of its parts follow
)

var errText = fmt.Errorf("%w: a text is longer than what is there", ErrDamaged)

// short reads a text whose length is one byte, and gives what follows on it.
func short(b []byte) (text string, rest []byte, err error) {
	if len(b) < 2 {
		return "", nil, errText
	}
	return plain(b[2:], int(b[0]), b[1])
}

// long reads a text whose length is two bytes, and passes over what follows its letters.
func long(b []byte) (string, error) {
	t, err := (&chunks{list: [][]byte{b}}).text()
	return t.Text, err
}

func plain(b []byte, letters int, options byte) (text string, rest []byte, err error) {
	size := letters
	if options&optWide != 0 {
		size *= 2
	}
	if size > len(b) {
		return "", nil, errText
	}
	return decode(b[:size], options), b[size:], nil
}

func decode(b []byte, options byte) string {
	if options&optWide == 0 {
		var s strings.Builder
		s.Grow(len(b))
		for _, c := range b {
			s.WriteRune(rune(c))
		}
		return s.String()
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// chunks are a record and those that continue it, read as one. A text that runs over
// the end of a record says anew, in the first byte of the next, how its letters are stored.
type chunks struct {
	list [][]byte
	at   int // in the first
}

// fill moves to the next record where the present one is used up.
func (c *chunks) fill() bool {
	for len(c.list) > 0 && c.at >= len(c.list[0]) {
		c.list, c.at = c.list[1:], 0
	}
	return len(c.list) > 0
}

// take gives bytes that may lie in several records.
func (c *chunks) take(n int) ([]byte, error) {
	if !c.fill() && n > 0 {
		return nil, errText
	}
	if n == 0 {
		return nil, nil
	}
	if have := c.list[0][c.at:]; n <= len(have) {
		c.at += n
		return have[:n], nil
	}
	var out []byte
	for len(out) < n {
		if !c.fill() {
			return nil, errText
		}
		have := c.list[0][c.at:]
		have = have[:min(len(have), n-len(out))]
		out, c.at = append(out, have...), c.at+len(have)
	}
	return out, nil
}

// letters reads the letters of a text.
func (c *chunks) letters(n int, options byte) (string, error) {
	var parts []string
	for n > 0 {
		if len(c.list) > 0 && c.at >= len(c.list[0]) {
			if !c.fill() {
				return "", errText
			}
			options = c.list[0][0]
			c.at = 1
		}
		if len(c.list) == 0 {
			return "", errText
		}
		width := 1 + int(options&optWide)
		have := c.list[0][c.at:]
		count := min(n, len(have)/width)
		if count == 0 {
			if len(have) > 0 {
				return "", errText // half a letter
			}
			continue
		}
		parts = append(parts, decode(have[:count*width], options))
		c.at, n = c.at+count*width, n-count
	}
	return strings.Join(parts, ""), nil
}

// sharedTexts reads the list of texts.
func sharedTexts(list [][]byte) ([]Text, error) {
	if len(list) == 0 {
		return nil, nil
	}
	c := chunks{list: list}
	head, err := c.take(8)
	if err != nil {
		return nil, err
	}
	n := u32(head, 4)
	if n > maxTexts {
		return nil, ErrTooLarge
	}
	var texts []Text
	for size := 0; n > 0; n-- {
		t, err := c.text()
		if err != nil {
			return nil, err
		}
		if size += len(t.Text); size > maxText {
			return nil, ErrTooLarge
		}
		texts = append(texts, t)
	}
	return texts, nil
}

// text reads one text of the list.
func (c *chunks) text() (t Text, err error) {
	head, err := c.take(3)
	if err != nil {
		return t, err
	}
	count, options, runs, far := u16(head, 0), head[2], 0, 0
	if options&optRich != 0 {
		if head, err = c.take(2); err != nil {
			return t, err
		}
		runs = u16(head, 0)
	}
	if options&optFar != 0 {
		if head, err = c.take(4); err != nil {
			return t, err
		}
		if far = u32(head, 0); far > maxText {
			return t, errText
		}
	}
	if t.Text, err = c.letters(count, options); err != nil {
		return t, err
	}
	fonts, err := c.take(4 * runs)
	if err != nil {
		return t, err
	}
	for ; len(fonts) >= 4; fonts = fonts[4:] {
		from, to := u16(fonts, 0), count
		if len(fonts) >= 8 {
			to = min(to, u16(fonts, 4))
		}
		if from < to { // programs write one behind the end, too
			t.Plain = t.Plain || len(t.Fonts) == 0 && from > 0
			t.Fonts = append(t.Fonts, u16(fonts, 2))
		}
	}
	_, err = c.take(far)
	return t, err
}

// fontOf reads the record of a font; a name that is damaged is none.
func fontOf(b []byte) Font {
	f := Font{Height: u16(b, 0), Struck: u16(b, 2)&8 != 0, Colour: u16(b, 4)}
	if len(b) > 14 {
		f.Name, _, _ = short(b[14:])
	}
	return f
}
