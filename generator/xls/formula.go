package xls

// A formula is stored as tokens, operands before what is done with them. Nothing is
// calculated here; what matters is whether a formula is one that the template brings
// along, and whether it gives another result each time.

// Signs are what a formula is known by.
type Signs struct {
	Functions []int    // by Excel's number, in the order of the tokens
	Sheets    []string // that it refers to; "" is one of another workbook
	Named     bool     // it refers to a name
	Whole     bool     // all of its tokens could be told apart
}

// Functions that tell who wrote a formula.
const (
	FunctionISNA, FunctionISERROR, FunctionNOW, FunctionOFFSET    = 2, 3, 74, 78
	FunctionRAND, FunctionHLOOKUP, FunctionVLOOKUP, FunctionINDEX = 63, 101, 102, 29
	FunctionMATCH, FunctionTODAY, FunctionINFO, FunctionCELL      = 64, 221, 244, 125
	maxSigns                                                      = 64
)

// operands is how many bytes follow a token, by its base form; -1 where it is not known.
var operands = map[byte]int{
	0x03: 0, 0x04: 0, 0x05: 0, 0x06: 0, 0x07: 0, 0x08: 0, 0x09: 0, 0x0A: 0, 0x0B: 0, 0x0C: 0, 0x0D: 0, 0x0E: 0, 0x0F: 0, 0x10: 0, 0x11: 0,
	0x12: 0, 0x13: 0, 0x14: 0, 0x15: 0, 0x16: 0, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8,
	0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4, 0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8,
	0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10,
}

// signs reads the tokens of a formula, with their length before them.
func (w *Workbook) signs(b []byte) (s Signs) {
	if len(b) < 2 {
		return s
	}
	n := min(u16(b, 0), len(b)-2)
	b = b[2 : 2+n]
	for len(b) > 0 {
		token := b[0]
		if token >= 0x40 { // the same token for another kind of operand
			token = token&0x1F | 0x20
		}
		b = b[1:]
		size, known := operands[token]
		switch token {
		case 0x17: // a text
			if _, rest, err := short(b); err == nil {
				size, known = len(b)-len(rest), true
			}
		case 0x19: // an attribute; a choice has a table
			if size, known = 3, len(b) >= 3; known && b[0]&4 != 0 {
				size += 2 * (u16(b, 1) + 1)
			}
		}
		if !known || size > len(b) {
			return s
		}
		switch token {
		case 0x21:
			s.function(u16(b, 0))
		case 0x22:
			s.function(u16(b, 1) & 0x7FFF)
		case 0x23, 0x39:
			s.Named = true
		case 0x3A, 0x3B, 0x3C, 0x3D:
			s.sheet(w.sheetAt(u16(b, 0)))
		}
		b = b[size:]
	}
	s.Whole = true
	return s
}

func (s *Signs) function(n int) {
	if len(s.Functions) < maxSigns {
		s.Functions = append(s.Functions, n)
	}
}

func (s *Signs) sheet(name string) {
	for _, known := range s.Sheets {
		if known == name {
			return
		}
	}
	if len(s.Sheets) < maxSigns {
		s.Sheets = append(s.Sheets, name)
	}
}

// sheetAt names the sheet that a reference means, "" where it is in another workbook.
func (w *Workbook) sheetAt(place int) string {
	if place >= len(w.places) {
		return ""
	}
	book, sheet := w.places[place][0], w.places[place][1]
	if book >= len(w.own) || !w.own[book] || sheet >= len(w.Sheets) {
		return ""
	}
	return w.Sheets[sheet].Name
}
