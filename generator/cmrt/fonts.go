package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// What of a font decides whether a person can read what stands in it.

// font is what matters of a font.
type font struct {
	colour
	struck   bool
	tiny     bool
	pictured bool // its letters are pictures
}

// leastFont is the size in points below which nobody reads a text.
const leastFont = 3

// pictorial tells whether a font shows pictures or Greek in the place of letters.
func pictorial(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.ContainsFunc([]string{"wingdings", "webdings", "symbol", "marlett", "zapf", "mt extra", "opensymbol", "bookshelf symbol"}, func(known string) bool { return strings.HasPrefix(name, known) })
}

// readFont reads a font.
func (f *formats) readFont(t *tokens) (font, error) {
	v := font{colour: colour{known: true}} // black
	err := t.children(func() error {
		switch string(t.name) {
		case "strike":
			v.struck = t.on()
		case "color":
			v.colour = f.colour(t, 0)
		case "sz":
			v.tiny = t.tiny()
		case "name":
			v.pictured = pictorial(t.attr("val"))
		}
		return nil
	})
	return v, err
}

// on reads an element that switches something on, unless it says that it does not.
func (t *tokens) on() bool {
	v := t.attr("val")
	return v == "" || truth(v)
}

func (t *tokens) tiny() bool {
	size, err := strconv.ParseFloat(t.attr("val"), 64)
	return err == nil && size < leastFont
}

// fontMark reads one property of a run's own font.
func (t *tokens) fontMark() marks {
	switch {
	case string(t.name) == "strike" && t.on():
		return struckOut
	case string(t.name) == "sz" && t.tiny():
		return tinyFont
	case string(t.name) == "rFont" && pictorial(t.attr("val")):
		return pictured
	}
	return 0
}
