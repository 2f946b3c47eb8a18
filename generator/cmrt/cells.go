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
	r.rich = false
	for b := r.attrs; ; {
		key, value, rest, ok := attribute(b)
		if !ok {
			return at, kind, style
		}
		switch b = rest; string(key) {
		case "vm": // what Microsoft 365 shows stands in another part
			r.rich = true
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
			if kind := string(r.rawAttr("t")); (kind == "array" || kind == "dataTable") && len(r.several) < maxConditions {
				r.several, r.defines = append(r.several, r.attr("ref")), true
			}
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
	if r.rich && c.kind == errorValue {
		c.marks |= richValue
	}
	if c.formula && (!c.own || r.column == indexColumn) && (c.text != "" || len(r.number) > 0) && !r.shaped() {
		c.marks |= disguised
	}
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
	case s.doubt || s.inline.doubt, string(s.kind) == "str" && text.Masked(stored), inline && trimmed != "", !inline && s.inline.text != "" && trimmed == "":
		*c = cell{kind: doubtfulValue}
		return nil
	case inline:
		if c.text, c.marks, c.inks = s.inline.text, s.inline.marks, s.inline.inks; c.text != "" {
			c.kind = textValue
		}
		return nil
	case string(s.kind) == "str": // a formula that gives a text, blank or not
		if c.kind, c.text = textValue, text.Unescape(stored); text.Cut(c.text) {
			*c = cell{kind: doubtfulValue}
		}
		return nil
	case trimmed == "":
		return nil
	}
	return r.typedValue(c, s.kind, trimmed)
}

// precise tells a number of more digits than any program keeps: it shows another one.
func precise(number string) bool {
	digits, _, _ := strings.Cut(strings.ToLower(number), "e")
	digits = strings.Trim(strings.Replace(strings.TrimLeft(digits, "+-"), ".", "", 1), "0")
	const kept = 17
	return len(digits) > kept
}

// typedValue reads a value that its type says how to read. One that is not what its
// type says is in doubt.
func (r *sheetReader) typedValue(c *cell, kind []byte, value string) error {
	switch string(kind) {
	case "s":
		shared, err := r.strings.at(r.value)
		if c.kind, c.text, c.marks, c.inks = textValue, shared.text, shared.marks, shared.inks; shared.doubt {
			*c = cell{kind: doubtfulValue}
		}
		return err
	case "b":
		c.kind, c.text = boolValue, map[bool]string{true: "TRUE", false: "FALSE"}[value == "1"]
		if value != "0" && value != "1" { // "true" is so to some programs, and not to others
			*c = cell{kind: doubtfulValue}
		}
	case "e":
		c.kind, c.text = errorValue, value
		if !strings.HasPrefix(value, "#") {
			*c = cell{kind: doubtfulValue}
		}
	case "d":
		c.kind, c.text = dateValue, value
	case "", "n":
		c.kind, c.text = numberValue, value
		if _, err := strconv.ParseFloat(value, 64); err != nil || strings.Trim(value, "+-.0123456789eE") != "" || precise(value) {
			*c = cell{kind: doubtfulValue}
		}
	default:
		*c = cell{kind: doubtfulValue}
	}
	return nil
}
