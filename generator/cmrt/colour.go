package cmrt

import (
	"bytes"
	"strconv"
	"strings"
)

// colour is a colour where it is known.
type colour struct {
	known   bool
	rgb     uint32
	indexed int // of the palette, where that decides; 0: none
}

var white = colour{known: true, rgb: 0xFFFFFF}

// basic are the first eight colours of the palette, which stand there twice.
var basic = []uint32{0, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF}

// colour reads a colour; automatic is what one is that says nothing else.
func (f *formats) colour(t *tokens, automatic uint32) colour {
	v := colour{known: true, rgb: automatic}
	if text := t.attr("rgb"); text != "" {
		n, err := strconv.ParseUint(text[max(0, len(text)-6):], 16, 32)
		v = colour{known: err == nil, rgb: uint32(n)}
	} else if n := t.number("theme"); n >= 0 {
		v = f.themed(n)
	} else if n := t.number("indexed"); n >= 0 {
		switch {
		case n < len(f.palette):
			v = f.palette[n]
		case n < 16:
			v = colour{known: true, rgb: basic[n%8]}
		case n == 64:
			v = colour{known: true}
		case n == 65:
			v = white
		default:
			v = colour{indexed: n}
		}
	}
	tint, _ := strconv.ParseFloat(t.attr("tint"), 64)
	return v.tinted(tint)
}

// themed gives a colour of the theme; without one, its first two are white and black.
func (f *formats) themed(n int) colour {
	switch {
	case n < len(f.theme):
		return f.theme[n]
	case n < 2:
		return colour{known: true, rgb: 0xFFFFFF * uint32(1-n)}
	}
	return colour{}
}

// tinted makes a colour lighter or darker.
func (c colour) tinted(by float64) colour {
	if by == 0 || by < -1 || by > 1 {
		return c
	}
	var rgb uint32
	for shift := 16; shift >= 0; shift -= 8 {
		v := float64(c.rgb >> shift & 0xFF)
		if by < 0 {
			v *= 1 + by
		} else {
			v += (255 - v) * by
		}
		rgb = rgb<<8 | uint32(v)
	}
	c.rgb = rgb
	return c
}

// like tells whether nobody tells two colours apart.
func (c colour) like(other colour) bool {
	if !c.known || !other.known {
		return c.indexed != 0 && c == other
	}
	const near = 24
	for shift := 0; shift <= 16; shift += 8 {
		d := int(c.rgb>>shift&0xFF) - int(other.rgb>>shift&0xFF)
		if d > near || d < -near {
			return false
		}
	}
	return true
}

// readPalette gives the colours by number that a workbook has instead of Excel's; none
// where it has none.
func readPalette(styles []byte) (list []colour) {
	if !bytes.Contains(styles, []byte("indexedColors")) {
		return nil
	}
	t := tokens{data: styles}
	if t.enterRoot(sheetSpaces, "styleSheet") != nil {
		return nil
	}
	_ = t.children(func() error { // what is wrong with it, reading the formats will tell
		if string(t.name) != "colors" {
			return nil
		}
		return t.children(func() error {
			if string(t.name) != "indexedColors" {
				return nil
			}
			return t.children(func() error {
				if len(list) < 64 {
					list = append(list, (&formats{}).colour(&t, 0))
				}
				return nil
			})
		})
	})
	return list
}

// drawingSpaces are the name spaces of themes.
var drawingSpaces = []string{"http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"}

// readTheme gives the colours of a theme by number; none where it cannot be read.
func readTheme(data []byte) []colour {
	var list []colour
	t := tokens{data: data}
	if t.enterRoot(drawingSpaces, "theme") != nil {
		return nil
	}
	scheme := func() error {
		return t.children(func() error {
			c := colour{}
			err := t.children(func() error {
				if text := t.attr("lastClr") + t.attr("val"); strings.HasSuffix(string(t.name), "Clr") {
					text, _, _ = strings.Cut(text, "window") // sysClr names the colour beside its value
					n, err := strconv.ParseUint(text, 16, 32)
					c = colour{known: err == nil, rgb: uint32(n)}
				}
				return nil
			})
			list = append(list, c)
			return err
		})
	}
	err := t.children(func() error {
		if string(t.name) != "themeElements" {
			return nil
		}
		return t.children(func() error {
			if string(t.name) != "clrScheme" || list != nil {
				return nil
			}
			return scheme()
		})
	})
	if err != nil || len(list) < 4 {
		return nil
	}
	list[0], list[1], list[2], list[3] = list[1], list[0], list[3], list[2] // light before dark
	return list
}
