package cmrt

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// legacyChange is one way to make an .xls workbook say something in a way that programs
// understand differently.
type legacyChange struct {
	name   string
	change func(r *rand.Rand, b *legacyBook)
}

// aSheet gives one of the sheets that hold entries.
func (b *legacyBook) aSheet(r *rand.Rand) *legacyPart { return b.sheets[[]int{0, 0, 1, 2}[r.IntN(4)]] }

// inLabel puts other records in the place of an entry.
func inLabel(name string, rewrite func(r *rand.Rand, whole []byte, row, column int) [][]byte) legacyChange {
	return legacyChange{name, func(r *rand.Rand, b *legacyBook) {
		s := b.aSheet(r)
		var at []int
		for i, rec := range s.records {
			if u16(rec) == 0x204 {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return
		}
		i := at[r.IntN(len(at))]
		whole := s.records[i]
		s.records = slices.Replace(s.records, i, i+1, rewrite(r, whole, u16(whole[4:]), u16(whole[6:]))...)
	}}
}

func u16(b []byte) int { return int(binary.LittleEndian.Uint16(b)) }

// around puts records before those of a sheet, or after them.
func around(name string, before bool, records func(r *rand.Rand) [][]byte) legacyChange {
	return legacyChange{name, func(r *rand.Rand, b *legacyBook) {
		s := b.aSheet(r)
		if before {
			s.records = append(records(r), s.records...)
		} else {
			s.records = append(s.records, records(r)...)
		}
	}}
}

// styledLabel gives an entry a format of its own, with a number format and a font.
func styledLabel(name, code string, font []byte) legacyChange {
	cell := inLabel(name, func(_ *rand.Rand, w []byte, _, _ int) [][]byte {
		w = slices.Clone(w)
		w[8] = legacyStyled
		return [][]byte{w}
	})
	return legacyChange{name, func(r *rand.Rand, b *legacyBook) {
		cell.change(r, b)
		fonts := 0
		for i, rec := range b.globals {
			switch {
			case u16(rec) == 0x41E && u16(rec[4:]) == 165:
				b.globals[i] = biff(0x41E, le16(165), biffText(code))
			case u16(rec) == 0x31:
				if fonts++; fonts == 5 && font != nil {
					b.globals[i] = font
				}
			}
		}
	}}
}

// biffFormula is a formula that gives a text: "Other" joined with nothing, if nothing else is said.
func biffFormula(row, column int, result []byte, tokens ...byte) []byte {
	if tokens == nil {
		tokens = append([]byte{0x17, 5, 0}, "Other"...)
	}
	return biff(6, le16(row, column, legacyPlain), result, le16(0), le32(0), le16(len(tokens)), tokens)
}

var givesText = []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}

// rowRecord says of a row how high it is, and what else.
func rowRecord(row, height, options int) []byte {
	return biff(0x208, le16(row, 0, 20, height, 0, 0), le32(options))
}

var legacyChanges = []legacyChange{
	inLabel("another cell before it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffLabel(row, column, "Other"), w}
	}),
	inLabel("another cell after it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biffLabel(row, column, "Other")}
	}),
	inLabel("a blank cell after it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0x201, le16(row, column, legacyPlain))}
	}),
	inLabel("a blank cell before it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x201, le16(row, column, legacyPlain)), w}
	}),
	inLabel("several blank cells after it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0xBE, le16(row, 0), le16(legacyPlain, legacyPlain, legacyPlain, legacyPlain, legacyPlain, legacyPlain), le16(5))}
	}),
	inLabel("a rich text", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0xD6, le16(row, column, legacyPlain), biffText("Other"), le16(0))}
	}),
	inLabel("a rich text after it", func(_ *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0xD6, le16(row, column, legacyPlain), biffText("Other"), le16(0))}
	}),
	inLabel("a cell of Excel 2", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		old := [][]byte{biff(4, le16(row, column), []byte{0, 0, 0, 5}, []byte("Other")), biff(2, le16(row, column), []byte{0, 0, 0}, le16(7)), biff(3, le16(row, column), []byte{0, 0, 0}, make([]byte, 8)), biff(5, le16(row, column), []byte{0, 0, 0, 1, 0})}
		return [][]byte{w, old[r.IntN(len(old))]}
	}),
	inLabel("a formula of Excel 3 or 4", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		f := biffFormula(row, column, []byte{0, 0, 0, 0, 0, 0, 0xF0, 0x3F})
		f[1] = []byte{2, 4}[r.IntN(2)]
		return [][]byte{w, f}
	}),
	inLabel("a number after it", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0x27E, le16(row, column, legacyPlain), le32(7<<2|2))}
	}),
	inLabel("numbers that run over it", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0xBD, le16(row, max(0, column-1), legacyPlain), le32(7<<2|2), le16(legacyPlain), le32(8<<2|2), le16(column-r.IntN(2))), w}
	}),
	inLabel("numbers that end before they begin", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0xBD, le16(row, column, legacyPlain), le32(7<<2|2), le16(legacyPlain), le32(8<<2|2), le16(0))}
	}),
	inLabel("an escaped text", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffLabel(row, column, []string{"_x0059_es", "_x000D_No", "N_x006F_", "_x005F_x0059_"}[r.IntN(4)])}
	}),
	inLabel("letters of a code page", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x204, le16(row, column, legacyPlain), le16(3), []byte{0, 0xC4, 0xE9, 0xFF})}
	}),
	inLabel("a text longer than it says", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x204, le16(row, column, legacyPlain), le16(2), []byte{0}, []byte("Nope"))}
	}),
	inLabel("a text shorter than it says", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x204, le16(row, column, legacyPlain), le16(5), []byte{0}, []byte("Yes"))}
	}),
	inLabel("a text that is continued", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x204, le16(row, column, legacyPlain), le16(5), []byte{0}, []byte("Yes")), biff(0x3C, []byte{0}, []byte("ah"))}
	}),
	inLabel("a text with runs and phonetics", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biff(0x204, le16(row, column, legacyPlain), le16(3), []byte{8 | 4}, le16(1), le32(4), []byte("Yes"), le16(0, 1), []byte("phon"))}
	}),
	inLabel("a formula that gives a text", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText), biff(0x207, biffText("Other"))}
	}),
	inLabel("a formula without its text", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText)}
	}),
	inLabel("a formula whose text comes late", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText), rowRecord(row, 300, 0), biff(0x207, biffText("Other"))}
	}),
	inLabel("two texts of a formula", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText), biff(0x207, biffText("Other")), biff(0x207, biffText("Third"))}
	}),
	inLabel("a text of no formula", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0x207, biffText("Other"))}
	}),
	inLabel("a formula with a text and a cell after it", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText), biff(0x207, biffText("Other")), w}
	}),
	inLabel("a formula for several cells", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText, 1, byte(row), 0, byte(column), 0), biff(0x221, le16(row, row+2), []byte{byte(column), byte(column)}, le16(0), le32(0), le16(8), []byte{0x17, 5, 0}, []byte("Other")), biff(0x207, biffText("Other"))}
	}),
	inLabel("a formula that stands elsewhere", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffFormula(row, column, givesText, 1, byte(row), 0, byte(column), 0), biff(0x4BC, le16(row, row+2), []byte{byte(column), byte(column)}, le16(1), le16(8), []byte{0x17, 5, 0}, []byte("Other")), biff(0x207, biffText("Other"))}
	}),
	inLabel("inside a chart", func(r *rand.Rand, w []byte, row, column int) [][]byte { return [][]byte{biffBOF(0x20), w, biff(0x0A)} }),
	inLabel("an end before it", func(r *rand.Rand, w []byte, row, column int) [][]byte { return [][]byte{biff(0x0A), w} }),
	inLabel("a beginning before it", func(r *rand.Rand, w []byte, row, column int) [][]byte { return [][]byte{biffBOF(0x10), w} }),
	inLabel("far to the right", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{biffLabel(row, column+256, "Other")}
	}),
	inLabel("a hidden row", func(r *rand.Rand, w []byte, row, column int) [][]byte { return [][]byte{rowRecord(row, 300, 0x20), w} }),
	inLabel("a row hidden and shown", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{rowRecord(row, 300, 0x20), w, rowRecord(row, 300, 0)}
	}),
	inLabel("a row shown and hidden", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{rowRecord(row, 300, 0), w, rowRecord(row, 300, 0x20)}
	}),
	inLabel("merged into another", func(r *rand.Rand, w []byte, row, column int) [][]byte {
		return [][]byte{w, biff(0xE5, le16(1, max(0, row-1), row, max(0, column-1), column))}
	}),
	around("a hidden column", true, func(r *rand.Rand) [][]byte { return [][]byte{biff(0x7D, le16(3, 3, 2560, legacyPlain, 1, 0))} }),
	around("rows that say nothing", true, func(r *rand.Rand) [][]byte { return [][]byte{biff(0x225, le16(2, 300))} }),
	around("cells after all the others", false, func(r *rand.Rand) [][]byte { return [][]byte{biffLabel(26, 3, "Other"), biffLabel(5, 2, "Other")} }),
	{"days from 1904", func(r *rand.Rand, b *legacyBook) { b.globals[2] = biff(0x22, le16([]int{1, 2, 256}[r.IntN(3)])) }},
	{"another code page", func(r *rand.Rand, b *legacyBook) { b.globals[0] = biff(0x42, le16(1251)) }},
	{"a hidden sheet", func(r *rand.Rand, b *legacyBook) { b.aSheet(r).hidden = byte(1 + r.IntN(2)) }},
	{"no worksheet", func(r *rand.Rand, b *legacyBook) { b.aSheet(r).kind = []byte{1, 2, 6, 9}[r.IntN(4)] }},
	{"a twin of a sheet", func(r *rand.Rand, b *legacyBook) {
		s := *b.aSheet(r)
		s.hidden, s.records = byte(r.IntN(2)), [][]byte{biffLabel(26, 3, "Other")}
		b.sheets = slices.Insert(b.sheets, r.IntN(len(b.sheets)+1), &s)
	}},
	styledLabel("a format that says something else", `;;;"Other"`, nil),
	styledLabel("a format that hides", ";;;", nil),
	styledLabel("struck through", "General", biffFont(200, 8, 0x7FFF)),
	styledLabel("white letters", "General", biffFont(200, 0, 9)),
}
