package xls

import "encoding/binary"

// Conditional formats lay another look over cells while a condition holds (CONDFMT and CF,
// and since Excel 2007 CONDFMT12 and CF12). The condition is not calculated here; what is
// told is the look, as far as it decides whether a person sees what a cell holds.

// Conditional is a look that a condition may lay over some cells.
type Conditional struct {
	Areas [][4]int // first and last row, first and last column
	Look  Overlay
}

// Overlay is such a look. What it says nothing of is as the cell has it.
type Overlay struct {
	Letters, Behind int // colours by number; -1: not said
	Struck          bool
	Height          int    // of the letters, in twentieths of a point; -1: not said
	Number          string // a number format of its own; "": not said
	Bare            bool   // it shows a picture instead of the number
}

// Records of conditional formats.
const (
	recConditions   = 0x01B0
	recCondition    = 0x01B1
	recConditions12 = 0x0879
	recCondition12  = 0x087A
)

// futureHead is how long the head is that later records have before their data.
const futureHead = 12

// conditions begins the conditional formats of some cells.
func (f *Frame) conditions(kind uint16, b []byte) error {
	if kind == recConditions12 {
		b = b[min(futureHead, len(b)):]
	}
	f.under = nil
	if len(b) < 14 {
		return nil
	}
	for list, n := b[14:], u16(b, 12); n > 0 && len(list) >= 8; list, n = list[8:], n-1 {
		if f.areas++; f.areas > maxMerged {
			return ErrTooLarge
		}
		f.under = append(f.under, [4]int{u16(list, 0), u16(list, 2), u16(list, 4), u16(list, 6)})
	}
	return nil
}

// condition reads the look of one condition.
func (f *Frame) condition(kind uint16, b []byte, formats map[int]string) error {
	look, later := Overlay{Letters: -1, Behind: -1, Height: -1}, kind == recCondition12
	if later {
		b = b[min(futureHead, len(b)):]
	}
	if len(b) < 6 || len(f.under) == 0 {
		return nil
	}
	shows, formulas, b := b[0], u16(b, 2)+u16(b, 4), b[6:]
	if later {
		if len(b) < 4 {
			return nil
		}
		size := u32(b, 0)
		b = b[4:]
		if size == 0 { // two bytes stand in its place
			b = b[min(2, len(b)):]
		}
		rest := b[min(size, len(b)):]
		b = b[:len(b)-len(rest)]
		look.Bare = bare(shows, rest, formulas)
	}
	if err := look.read(b, formats); err != nil {
		return err
	}
	if len(f.Conditionals) == maxMerged {
		return ErrTooLarge
	}
	f.Conditionals = append(f.Conditionals, Conditional{f.under, look})
	return nil
}

// Bars and icons, which stand beside a number or in its place.
const showsBar, showsIcons = 4, 6

// bare tells whether a bar or an icon takes the place of the number. b is what stands
// behind the look: formulas, an order, parameters, and then the bar or the icons.
func bare(shows byte, b []byte, formulas int) bool {
	if len(b) < formulas+2 {
		return false
	}
	b = b[formulas:]
	b = b[min(2+u16(b, 0), len(b)):]
	const order = 1 + 2 + 2 // whether it is the last, its rank, its template
	if len(b) < order+1 {
		return false
	}
	b = b[min(order+1+int(b[order]), len(b)):]
	switch {
	case len(b) < 4:
		return false
	case shows == showsBar:
		return b[3]&2 == 0
	case shows == showsIcons && len(b) >= 6:
		return b[5]&1 != 0
	}
	return false
}

// How long the parts of a look are.
const (
	lookFont, lookAlignment, lookBorder, lookFill = 118, 8, 8, 4

	fontHeight, fontStyle, fontColour, fontUnsaid = 64, 68, 80, 88
)

// read reads a look: which of its parts are there, and then those.
func (o *Overlay) read(b []byte, formats map[int]string) error {
	if len(b) < 6 {
		return nil
	}
	said, own := binary.LittleEndian.Uint32(b), u16(b, 4)&1 != 0
	b = b[6:]
	has := func(bit int) bool { return said>>bit&1 != 0 }
	part := func(size int) (p []byte) {
		if size > len(b) {
			b = nil
			return nil
		}
		p, b = b[:size], b[size:]
		return p
	}
	if has(25) {
		switch {
		case !own:
			if p := part(2); p != nil {
				o.Number = formats[int(p[1])]
			}
		case len(b) >= 2:
			size := u16(b, 0)
			if p := part(size); len(p) > 2 {
				code, err := long(p[2:])
				if err != nil {
					return err
				}
				o.Number = code
			}
		}
	}
	if has(26) {
		if p := part(lookFont); p != nil {
			o.font(p)
		}
	}
	if has(27) {
		part(lookAlignment)
	}
	if has(28) {
		part(lookBorder)
	}
	if has(29) {
		if p := part(lookFill); p != nil {
			o.fill(u16(p, 0)>>10, int(u16(p, 2)), !has(16), !has(17), !has(18))
		}
	}
	return nil
}

func (o *Overlay) font(p []byte) {
	if height := int32(u32(p, fontHeight)); height > 0 && height <= 0x7FFF {
		o.Height = int(height)
	}
	const struck = 0x80
	o.Struck = u32(p, fontStyle)&struck != 0 && u32(p, fontUnsaid)&struck == 0
	if colour := int32(u32(p, fontColour)); colour >= 0 && colour <= 0x7FFF {
		o.Letters = int(colour)
	}
}

// fill takes what stands behind the letters: the second colour where the fill is solid.
func (o *Overlay) fill(pattern, colours int, patterned, dots, ground bool) {
	const none, solid = 0, 1
	switch {
	case patterned && pattern == none:
	case ground:
		o.Behind = colours >> 7 & 0x7F
	case dots && patterned && pattern == solid:
		o.Behind = colours & 0x7F
	}
}
