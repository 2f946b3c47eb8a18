package cmrt

import (
	"slices"

	"itron.com/conflict-minerals/generator/text"
	"itron.com/conflict-minerals/generator/xls"
)

// How the cells of an .xls workbook look: their formats, those of parts of a text, and what
// conditions lay over them.

// mark tells what the font of a part of a text does to it.
func (b *legacySheet) mark(font int) (m marks) {
	if font >= len(b.book.Fonts) {
		return 0
	}
	f := b.book.Fonts[font]
	if f.Struck {
		m |= struckOut
	}
	if f.Height < 20*leastFont {
		m |= tinyFont
	}
	if pictorial(f.Name) {
		m |= pictured
	}
	return m
}

// inks are the colours of the parts of a text; nil where it has none of its own. plain
// tells that it begins in the colour of the cell.
func (b *legacySheet) inks(fonts []int, plain bool) *inks {
	if len(fonts) == 0 {
		return nil
	}
	list := &inks{cell: plain}
	for _, font := range fonts {
		if font < len(b.book.Fonts) && len(list.own) < mostInks {
			if c := legacyColour(b.book, b.book.Fonts[font].Colour, 0); !slices.Contains(list.own, c) {
				list.own = append(list.own, c)
			}
		}
	}
	return list
}

// legacyStyles are the formats of the cells of an .xls workbook.
func legacyStyles(book *xls.Workbook) *formats {
	f := &formats{numbers: book.Numbers, parsed: map[int]text.Format{}}
	for _, font := range book.Fonts {
		f.fonts = append(f.fonts, cellFont(book, font))
	}
	for i, x := range book.Formats {
		fill := white
		switch {
		case x.Solid:
			fill = legacyColour(book, x.Fill, 0xFFFFFF)
		case x.Pattern:
			fill = legacyColour(book, x.Ground, 0xFFFFFF) // dots do not hide letters, unless those have the colour of what they stand on
		}
		f.fills = append(f.fills, fill)
		f.cells = append(f.cells, format{number: x.Number, font: x.Font, fill: i, base: -1})
	}
	return f
}

func cellFont(book *xls.Workbook, f xls.Font) font {
	return font{colour: legacyColour(book, f.Colour, 0), struck: f.Struck, tiny: f.Height < 20*leastFont, pictured: pictorial(f.Name)}
}

// legacyColour gives a colour by its number; the palette may be the workbook's own.
func legacyColour(book *xls.Workbook, n int, automatic uint32) colour {
	switch {
	case n >= 0x40:
		return colour{known: true, rgb: automatic}
	case n < 8:
		return colour{known: true, rgb: basic[n]}
	case n-8 < len(book.Palette):
		return colour{known: true, rgb: book.Palette[n-8]}
	case n < 16:
		return colour{known: true, rgb: basic[n-8]}
	}
	return colour{indexed: n}
}

// legacyConditionals are the looks that conditions lay over cells.
func legacyConditionals(book *xls.Workbook, list []xls.Conditional) (out []conditional) {
	for _, c := range list {
		o := &overlay{struck: c.Look.Struck, tiny: c.Look.Height >= 0 && c.Look.Height < 20*leastFont, bare: c.Look.Bare}
		if c.Look.Letters >= 0 {
			o.letters, o.hasLetters = legacyColour(book, c.Look.Letters, 0), true
		}
		if c.Look.Behind >= 0 {
			o.behind, o.hasBehind = legacyColour(book, c.Look.Behind, 0xFFFFFF), true
		}
		if c.Look.Number != "" {
			o.sections = sections(c.Look.Number)
		}
		areas := make([]area, 0, len(c.Areas))
		for _, a := range c.Areas {
			areas = append(areas, area{a[2], a[0] + 1, a[3], a[1] + 1})
		}
		out = append(out, conditional{areas: areas, own: o})
	}
	return out
}
