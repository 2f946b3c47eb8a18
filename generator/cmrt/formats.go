package cmrt

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/text"
)

// formats are the cell formats of a workbook, as far as they decide whether a
// person sees what a cell holds, and as what.
type formats struct {
	cells       []format
	named       []format       // those that cell formats are based on
	conditional []overlay      // those that conditions lay over cells
	numbers     map[int]string // number formats of the workbook's own
	parsed      map[int]text.Format
	fonts       []font
	fills       []colour
	theme       []colour
	palette     []colour // the workbook's own
}

// format is one cell format: what it says of number, font and fill, -1 where it says
// nothing of its own, and the format that it is based on.
type format struct{ number, font, fill, base int }

// maxFormats bounds each list; Excel allows 65,490 cell formats.
const maxFormats = 70_000

// readFormats reads the part of styles, and of the theme where there is one.
func readFormats(styles, theme []byte) (*formats, error) {
	f := &formats{numbers: map[int]string{}, parsed: map[int]text.Format{}, theme: readTheme(theme), palette: readPalette(styles)}
	t := tokens{data: styles}
	if err := t.enterRoot(sheetSpaces, "styleSheet"); err != nil {
		return f, err
	}
	err := t.children(func() error {
		list := string(t.name)
		return t.children(func() error {
			if len(f.cells)+len(f.named)+len(f.conditional)+len(f.numbers)+len(f.fonts)+len(f.fills) > maxFormats {
				return errTooLarge
			}
			switch list + "/" + string(t.name) {
			case "numFmts/numFmt":
				f.numbers[t.number("numFmtId")] = text.Unescape(t.attr("formatCode"))
			case "fonts/font":
				v, err := f.readFont(&t)
				f.fonts = append(f.fonts, v)
				return err
			case "fills/fill":
				v, err := f.readFill(&t, "fgColor")
				f.fills = append(f.fills, v)
				return err
			case "cellStyleXfs/xf":
				f.named = append(f.named, t.format())
			case "cellXfs/xf":
				f.cells = append(f.cells, t.format())
			case "dxfs/dxf":
				v, err := f.readOverlay(&t)
				f.conditional = append(f.conditional, v)
				return err
			}
			return nil
		})
	})
	return f, err
}

func (t *tokens) format() format {
	return format{t.number("numFmtId"), t.number("fontId"), t.number("fillId"), t.number("xfId")}
}

// based gives a cell format with what the one that it is based on says, where it says
// nothing itself.
func (f *formats) based(style int32) format {
	v := f.cells[style]
	if v.base >= 0 && v.base < len(f.named) {
		from := f.named[v.base]
		for own, inherited := range map[*int]int{&v.number: from.number, &v.font: from.font, &v.fill: from.fill} {
			if *own < 0 {
				*own = inherited
			}
		}
	}
	return v
}

// number reads an attribute that is a number, -1 where it is none.
func (t *tokens) number(name string) int {
	if n, ok := digits(t.rawAttr(name)); ok {
		return n
	}
	return -1
}

// readFill reads what stands behind the letters of a cell. solid names the colour of a
// solid fill, which is the second one where a condition lays it over the cell.
func (f *formats) readFill(t *tokens, solid string) (colour, error) {
	v := white // no fill
	err := t.children(func() error {
		pattern := t.attr("patternType")
		gradient := string(t.name) == "gradientFill"
		if !gradient && (pattern == "none" || pattern == "" && solid == "fgColor") {
			return nil
		}
		dots, ground := colour{known: true}, white
		stops := []colour{}
		err := t.children(func() error {
			switch string(t.name) {
			case "fgColor":
				dots = f.colour(t, 0)
			case "bgColor":
				ground = f.colour(t, 0xFFFFFF)
			case "stop":
				return t.children(func() error { stops = append(stops[:min(len(stops), 8)], f.colour(t, 0)); return nil })
			}
			return nil
		})
		switch {
		case gradient: // known where it is of one colour
			v = colour{}
			if len(stops) > 0 && !slices.ContainsFunc(stops, func(c colour) bool { return !c.like(stops[0]) }) {
				v = stops[0]
			}
		case solid == "fgColor" && pattern == "solid":
			v = dots
		default: // dots do not hide letters, unless they have the colour of what they stand on
			v = ground
		}
		return err
	})
	return v, err
}

// look is how a cell format shows what a cell holds.
type look struct {
	sections []section // of the number format; none where it is one of Excel's own
	struck   bool
	tiny     bool
	pictured bool
	hidden   bool // letters and background have one colour
	letters  colour
	behind   colour
	plain    bool // it changes nothing
}

// of gives the look of a cell format.
func (f *formats) of(style int32) look {
	letters, behind := font{colour: colour{known: true}}, white
	var l look
	if int(style) < len(f.cells) {
		v := f.based(style)
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
	l.letters, l.behind = letters.colour, behind
	l.struck, l.tiny, l.pictured, l.hidden = letters.struck, letters.tiny, letters.pictured, letters.colour.like(behind)
	l.plain = len(l.sections) == 0 && !l.struck && !l.tiny && !l.pictured && !l.hidden
	return l
}

// numbered tells that a cell format shows any number as it is.
func (f *formats) numbered(style int32) bool {
	return int(style) >= len(f.cells) || f.based(style).number <= 0
}

// number gives the number format of a cell format; General where it has none.
func (f *formats) number(style int32) text.Format {
	if int(style) >= len(f.cells) {
		return text.Format{}
	}
	id := f.based(style).number
	parsed, known := f.parsed[id]
	if !known {
		if code, own := f.numbers[id]; own {
			parsed = text.ParseFormat(code)
		} else {
			parsed = text.BuiltinFormat(id)
		}
		f.parsed[id] = parsed
	}
	return parsed
}

// styles gives the formats of cells. They are read when the first is asked for; ones
// that cannot be read are as if there were none, and the fault is kept.
func (w *workbook) styles() *formats {
	if w.formats == nil {
		w.looks = map[int32]look{}
		w.formats, w.formatFault = w.readStyles()
	}
	return w.formats
}

// look gives the look of a cell format by number. Only the first call tells that the
// formats cannot be read.
func (w *workbook) look(style int32) (look, error) {
	f := w.styles()
	l, ok := w.looks[style]
	if !ok {
		l = f.of(style)
		w.looks[style] = l
	}
	err := w.formatFault
	w.formatFault = nil
	return l, err
}

// readStyles reads the formats of cells. A workbook without them has the plain one.
func (w *workbook) readStyles() (*formats, error) {
	if w.legacy != nil {
		return legacyStyles(w.legacy), nil
	}
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
