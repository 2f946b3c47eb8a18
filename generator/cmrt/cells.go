package cmrt

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// cellParts are what a cell holds in the file.
type cellParts struct {
	kind   []byte // its attribute t
	value  bool   // there is a <v>, its text in sheetReader.value
	inline rich   // <is>
	doubt  bool   // said twice, or in a way that programs understand differently
}

// cellAttrs gives reference, type and format of the cell just entered.
func (r *sheetReader) cellAttrs() (at, kind, style []byte) {
	for b := r.attrs; ; {
		key, value, rest, ok := attribute(b)
		if !ok {
			return at, kind, style
		}
		switch b = rest; string(key) {
		case "r":
			at = value
		case "t":
			kind = value
		case "s":
			style = value
		}
	}
}

// readCell reads the cell just entered.
func (r *sheetReader) readCell(kind, style []byte) (c cell, err error) {
	if r.kind == tokenEmpty {
		return c, nil
	}
	s := cellParts{kind: kind, doubt: r.compat.doubt()}
	if n, ok := digits(style); ok {
		c.style = int32(n)
	}
	r.value, r.formula, r.number = r.value[:0], nil, nil
	err = r.children(func() error {
		s.doubt = s.doubt || r.compat.doubt()
		switch string(r.name) {
		case "f":
			c.formula, r.number = true, r.rawAttr("si")
			return r.readFormula()
		case "v":
			s.doubt, s.value = s.doubt || s.value, true
			return r.readValue(&s)
		case "is":
			s.doubt = s.doubt || s.inline.text != ""
			s.inline, err = r.richText()
			return err
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	err = r.finishCell(&c, s)
	c.own = c.formula && r.supplied(c.text != "")
	return c, err
}

// readValue reads the characters of a <v>.
func (r *sheetReader) readValue(s *cellParts) error {
	plain, err := r.characters(&r.value)
	s.doubt = s.doubt || !plain
	return err
}

// finishCell turns what is stored into text, by the cell's type.
func (r *sheetReader) finishCell(c *cell, s cellParts) error {
	stored := string(r.value)
	trimmed := strings.TrimSpace(stored)
	inline := string(s.kind) == "inlineStr"
	switch {
	case s.doubt || s.inline.doubt, inline && trimmed != "", !inline && s.inline.text != "" && trimmed == "":
		*c = cell{kind: doubtfulValue}
		return nil
	case inline:
		if c.text, c.marks = s.inline.text, s.inline.marks; c.text != "" {
			c.kind = textValue
		}
		return nil
	case string(s.kind) == "str": // a formula that gives a text, blank or not
		c.kind, c.text = textValue, text.Unescape(stored)
		return nil
	case trimmed == "":
		return nil
	}
	return r.typedValue(c, s.kind, trimmed)
}

// typedValue reads a value that its type says how to read. One that is not what its
// type says is in doubt.
func (r *sheetReader) typedValue(c *cell, kind []byte, text string) error {
	switch string(kind) {
	case "s":
		shared, err := r.strings.at(r.value)
		if c.kind, c.text, c.marks = textValue, shared.text, shared.marks; shared.doubt {
			*c = cell{kind: doubtfulValue}
		}
		return err
	case "b":
		c.kind, c.text = boolValue, map[bool]string{true: "TRUE", false: "FALSE"}[truth(text)]
		if text != "0" && text != "false" && !truth(text) {
			*c = cell{kind: doubtfulValue}
		}
	case "e":
		c.kind, c.text = errorValue, text
	case "d":
		c.kind, c.text = dateValue, text
	case "", "n":
		c.kind, c.text = numberValue, text
		if _, err := strconv.ParseFloat(text, 64); err != nil || strings.Trim(text, "+-.0123456789eE") != "" {
			*c = cell{kind: doubtfulValue}
		}
	default:
		*c = cell{kind: doubtfulValue}
	}
	return nil
}
