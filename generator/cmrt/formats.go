package cmrt

import (
	"fmt"
	"strconv"
	"strings"
)

// formats are the cell formats of a workbook, as far as they decide whether a
// person sees what a cell holds.
type formats struct {
	cells   []format
	numbers map[int]string // number formats of the workbook's own
	fonts   []font
	fills   []colour
	theme   []colour
}

// format is one cell format.
type format struct{ number, font, fill int }

// font is what matters of a font.
type font struct {
	colour
	struck bool
	tiny   bool
}

// leastFont is the size in points below which nobody reads a text.
const leastFont = 3

// maxFormats bounds each list; Excel allows 65,490 cell formats.
const maxFormats = 70_000

// readFormats reads the part of styles, and of the theme where there is one.
func readFormats(styles, theme []byte) (*formats, error) {
	f := &formats{numbers: map[int]string{}, theme: readTheme(theme)}
	t := tokens{data: styles}
	if err := t.enterRoot(sheetSpaces, "styleSheet"); err != nil {
		return f, err
	}
	err := t.children(func() error {
		list := string(t.name)
		return t.children(func() error {
			if len(f.cells)+len(f.numbers)+len(f.fonts)+len(f.fills) > maxFormats {
				return errTooLarge
			}
			switch list + "/" + string(t.name) {
			case "numFmts/numFmt":
				f.numbers[t.number("numFmtId")] = t.attr("formatCode")
			case "fonts/font":
				return f.readFont(&t)
			case "fills/fill":
				return f.readFill(&t)
			case "cellXfs/xf":
				f.cells = append(f.cells, format{t.number("numFmtId"), t.number("fontId"), t.number("fillId")})
			}
			return nil
		})
	})
	return f, err
}

// number reads an attribute that is a number, -1 where it is none.
func (t *tokens) number(name string) int {
	if n, ok := digits(t.rawAttr(name)); ok {
		return n
	}
	return -1
}

func (f *formats) readFont(t *tokens) error {
	v := font{colour: colour{known: true}} // black
	err := t.children(func() error {
		switch string(t.name) {
		case "strike":
			v.struck = t.on()
		case "color":
			v.colour = f.colour(t, 0)
		case "sz":
			v.tiny = t.tiny()
		}
		return nil
	})
	f.fonts = append(f.fonts, v)
	return err
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
	case string(t.name) == "color" && (&formats{}).colour(t, 0).like(white):
		return paleFont
	}
	return 0
}

func (f *formats) readFill(t *tokens) error {
	v := white // no fill
	err := t.children(func() error {
		if string(t.name) != "patternFill" {
			v = colour{} // a gradient: not known
			return nil
		}
		if t.attr("patternType") != "solid" {
			return nil
		}
		v = colour{known: true}
		return t.children(func() error {
			if string(t.name) == "fgColor" {
				v = f.colour(t, 0xFFFFFF)
			}
			return nil
		})
	})
	f.fills = append(f.fills, v)
	return err
}

// look is how a cell format shows what a cell holds.
type look struct {
	sections []section // of the number format; none where it is one of Excel's own
	struck   bool
	tiny     bool
	hidden   bool // letters and background have one colour
	onWhite  bool
	plain    bool // it changes nothing
}

// of gives the look of a cell format.
func (f *formats) of(style int32) look {
	letters, behind := font{colour: colour{known: true}}, white
	var l look
	if int(style) < len(f.cells) {
		v := f.cells[style]
		if v.font >= 0 && v.font < len(f.fonts) {
			letters = f.fonts[v.font]
		}
		if v.fill >= 0 && v.fill < len(f.fills) {
			behind = f.fills[v.fill]
		}
		if code := f.numbers[v.number]; code != "" && code != "General" && code != "@" {
			l.sections = sections(code)
		}
	}
	l.struck, l.tiny, l.hidden, l.onWhite = letters.struck, letters.tiny, letters.colour.like(behind), behind.like(white)
	l.plain = len(l.sections) == 0 && !l.struck && !l.tiny && !l.hidden
	return l
}

// look gives the look of a cell format by number. The first call reads the formats;
// it alone can fail.
func (w *workbook) look(style int32) (look, error) {
	var err error
	if w.formats == nil {
		w.looks = map[int32]look{}
		w.formats, err = w.readLooks()
	}
	l, ok := w.looks[style]
	if !ok {
		l = w.formats.of(style)
		w.looks[style] = l
	}
	return l, err
}

// readLooks reads the formats of cells. A workbook without them has the plain one.
func (w *workbook) readLooks() (*formats, error) {
	if w.stylePart == "" || !w.archive.has(w.stylePart) {
		return &formats{}, nil
	}
	styles, err := w.archive.xml(w.stylePart)
	if err != nil {
		return &formats{}, err
	}
	var theme []byte
	if w.themePart != "" && w.archive.has(w.themePart) {
		if theme, err = w.archive.xml(w.themePart); err != nil {
			return &formats{}, err
		}
	}
	f, err := readFormats(styles, theme)
	if err != nil {
		return &formats{}, fmt.Errorf("the formats of cells cannot be read: %w", err)
	}
	return f, nil
}

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
	const near = 16
	for shift := 0; shift <= 16; shift += 8 {
		d := int(c.rgb>>shift&0xFF) - int(other.rgb>>shift&0xFF)
		if d > near || d < -near {
			return false
		}
	}
	return true
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
