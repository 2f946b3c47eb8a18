package cmrt

import (
	"slices"
	"strings"
	"testing"
)

// What of a look the records of conditional formats say, by bit.
const (
	lookNumber, lookFonts, lookFills = 1 << 25, 1 << 26, 1 << 29
	unsaidPattern, unsaidDots        = 1 << 16, 1 << 17
	unsaidGround                     = 1 << 18
)

// biffFontLook is the part of a look about the font.
func biffFontLook(height, style, colour, unsaid int) []byte {
	b := make([]byte, 118)
	copy(b[64:], le32(height, style))
	copy(b[80:], le32(colour))
	copy(b[88:], le32(unsaid))
	return b
}

func biffFillLook(pattern, dots, ground int) []byte { return le16(pattern<<10, dots|ground<<7) }

// biffConditions are a conditional format of Excel 97 over some cells: first and last row,
// first and last column of each block.
func biffConditions(look []byte, blocks ...[4]int) [][]byte {
	return [][]byte{biff(0x1B0, le16(1, 0, 0, 99, 0, 9), biffBlocks(blocks)), biff(0x1B1, []byte{2, 0}, le16(3, 0), look, []byte{0x1D, 1, 0})}
}

func biffBlocks(blocks [][4]int) []byte {
	b := le16(len(blocks))
	for _, block := range blocks {
		b = append(b, le16(block[:]...)...)
	}
	return b
}

// biffConditions12 are one of Excel 2007; behind is what stands behind the look.
func biffConditions12(shows byte, look, behind []byte, blocks ...[4]int) [][]byte {
	head := func(kind int) []byte { return le16(kind, 0, 0, 0, 0, 0) }
	size := le32(len(look))
	if len(look) == 0 {
		size = le32(0, 0)[:6]
	}
	return [][]byte{biff(0x879, head(0x879), le16(1, 0, 0, 99, 0, 9), biffBlocks(blocks)),
		biff(0x87A, head(0x87A), []byte{shows, 0}, le16(0, 0), size, look, behind)}
}

// TestLegacyConditionalFormatsThatHide is TestConditionalFormatsThatHide for .xls.
func TestLegacyConditionalFormatsThatHide(t *testing.T) {
	t.Parallel()
	at := [4]int{26, 26, 3, 3} // D27
	look := func(says int, parts ...[]byte) []byte {
		own := 0
		if says&lookNumber != 0 && len(parts[0]) > 2 {
			own = 1
		}
		return slices.Concat(append([][]byte{le32(says), le16(own)}, parts...)...)
	}
	const all, asIs, black, white, red = 0x8A, -1, 8, 9, 10
	hides := look(lookFonts, biffFontLook(asIs, 0, white, all))
	number := func(code string) []byte { text := biffText(code); return append(le16(len(text)+2), text...) }
	// Behind a look: a formula of no length, an order, parameters of 16 bytes.
	before := append(le16(0), make([]byte, 5+1+16)...)
	before[7] = 16
	one := biff(0x27E, le16(26, 3, legacyPlain), le32(1<<2|2))
	for _, c := range []struct {
		name    string
		records [][]byte
		want    string
	}{
		{"white letters", biffConditions(hides, at), entryNotVisible.Name},
		{"white letters elsewhere", biffConditions(hides, [4]int{27, 99, 3, 3}, [4]int{26, 26, 4, 9}), ""},
		{"white letters, in the second of two blocks", biffConditions(hides, [4]int{0, 1, 0, 1}, [4]int{0, 65535, 3, 3}), entryNotVisible.Name},
		{"red letters", biffConditions(look(lookFonts, biffFontLook(asIs, 0, red, all)), at), ""},
		{"letters as they are", biffConditions(look(lookFonts, biffFontLook(asIs, 0, asIs, all)), at), ""},
		{"struck through", biffConditions(look(lookFonts, biffFontLook(asIs, 0x80, asIs, 0x0A)), at), entryStruck.Name},
		{"one point", biffConditions(look(lookFonts, biffFontLook(20, 0, asIs, all)), at), entryNotVisible.Name},
		{"a black ground", biffConditions(look(lookFills, biffFillLook(1, 64, black)), at), entryNotVisible.Name},
		{"a black ground without a pattern", biffConditions(look(lookFills|unsaidPattern|unsaidDots, biffFillLook(0, 64, black)), at), entryNotVisible.Name},
		{"a yellow ground", biffConditions(look(lookFills|unsaidPattern, biffFillLook(0, 64, 13)), at), ""},
		{"a fill that says nothing", biffConditions(look(lookFills|unsaidPattern|unsaidDots|unsaidGround, biffFillLook(0, black, black)), at), ""},
		{"white on black", biffConditions(look(lookFonts|lookFills, biffFontLook(asIs, 0, white, all), biffFillLook(1, 64, black)), at), ""},
		{"a format that hides", biffConditions(look(lookNumber, number(";;;")), at), entryNotVisible.Name},
		{"another text", biffConditions(look(lookNumber, number(`General;General;General;"No"`)), at), entryShownDifferently.Name},
		{"a format by number", biffConditions(look(lookNumber|lookFonts, []byte{0, 9}, biffFontLook(asIs, 0, white, all)), at), entryNotVisible.Name},
		{"of Excel 2007", biffConditions12(2, hides, nil, at), entryNotVisible.Name},
		{"a bar alone", append(biffConditions12(4, nil, append(slices.Clone(before), 0, 0, 0, 0), at), one), entryNotVisible.Name},
		{"a bar behind the number", append(biffConditions12(4, nil, append(slices.Clone(before), 0, 0, 0, 2), at), one), ""},
		{"icons alone", append(biffConditions12(6, nil, append(slices.Clone(before), 0, 0, 0, 3, 0, 1), at), one), entryNotVisible.Name},
		{"icons beside the number", append(biffConditions12(6, nil, append(slices.Clone(before), 0, 0, 0, 3, 0, 0), at), one), ""},
		{"cut short", [][]byte{biff(0x1B0, le16(1, 0)), biff(0x1B1, []byte{2}), biff(0x879), biff(0x87A, le16(0x87A))}, ""},
	} {
		b := legacyWorkbook()
		p := b.sheets[0]
		if slices.ContainsFunc(c.records, func(r []byte) bool { return u16(r) == 0x27E }) { // a number in the place of the answer
			p.records = slices.DeleteFunc(p.records, func(r []byte) bool { return u16(r) == 0x204 && u16(r[4:]) == 26 && u16(r[6:]) == 3 })
		}
		p.records = append(p.records, c.records...)
		d := Read("a.xls", b.file())
		got := slices.DeleteFunc(foundAt(d, SheetDeclaration, "D27"), func(rule string) bool { return rule == answerNotInList.Name })
		if strings.HasPrefix(c.name, "white letters, in") { // the first of several
			got = foundAt(d, SheetDeclaration, "D8")
		}
		if strings.Join(got, ",") != c.want || !d.Readable() {
			t.Errorf("%s: %v, want %q", c.name, d.Findings, c.want)
		}
	}
}

// TestLegacyFontsOfPictures: what is stored in Wingdings is read, and told.
func TestLegacyFontsOfPictures(t *testing.T) {
	for name, want := range map[string]string{"Arial": "", "Wingdings": entryShownDifferently.Name, "Wingdings 3": entryShownDifferently.Name, "Symbol": entryShownDifferently.Name} {
		b := legacyWorkbook()
		fonts := 0
		for i, r := range b.globals {
			if u16(r) == 0x31 {
				if fonts++; fonts == 5 { // the number 5, as there is none of the number 4
					b.globals[i] = biff(0x31, le16(200, 0, 0x7FFF, 400, 0), []byte{0, 0, 0, 0}, []byte{byte(len(name)), 0}, []byte(name))
				}
			}
		}
		p := b.sheets[0]
		for i, r := range p.records {
			if u16(r) == 0x204 && u16(r[4:]) == 26 && u16(r[6:]) == 3 {
				p.records[i] = biff(0x204, le16(26, 3, legacyStyled), biffText("Yes"))
			}
		}
		d := Read("a.xls", b.file())
		if got := strings.Join(foundAt(d, SheetDeclaration, "D27"), ","); got != want {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestLegacyShapesOverAnswers is TestShapesOverAnswers for .xls.
func TestLegacyShapesOverAnswers(t *testing.T) {
	t.Parallel()
	// anchor is where a shape stands: first column and how far in it, first row, last column and row likewise.
	anchor := func(at ...int) []byte {
		a := slices.Concat(le16(0, 0xF010), le32(18), le16(2), le16(at...))
		return slices.Concat(le16(0xF, 0xF002), le32(9999), le16(0xF, 0xF004), le32(9999), le16(0x32, 0xF00A), le32(8), le32(1, 2), a)
	}
	object := func(kind int) []byte { return biff(0x5D, le16(0x15, 18, kind, 1, 0), le32(0, 0, 0), le32(0)) }
	over := biff(0xEC, anchor(3, 0, 26, 0, 4, 0, 27, 0))
	for _, c := range []struct {
		name    string
		records [][]byte
		covers  bool
		says    string
	}{
		{"a picture", [][]byte{over, object(8)}, true, ""},
		{"a note that is shown on demand", [][]byte{over, object(0x19)}, false, ""},
		{"the button of a list", [][]byte{over, object(0x14)}, false, ""},
		{"elsewhere", [][]byte{biff(0xEC, anchor(3, 0, 27, 0, 4, 0, 28, 0)), object(8)}, false, ""},
		{"a text box", [][]byte{over, object(6), biff(0x1B6, le16(0, 0, 0, 0, 0, 3, 0, 0, 0)), biff(0x3C, []byte{1}, le16('Y', 'e', 's'))}, true, "Yes"},
		{"a text box, its text in two records", [][]byte{biff(0xEC, anchor(1, 0, 60, 0, 2, 0, 61, 0)), object(6), biff(0x1B6, le16(0, 0, 0, 0, 0, 9, 0, 0, 0)), biff(0x3C, []byte("\x00not v")), biff(0x3C, []byte("\x00alid")), biff(0x3C, []byte("\x00format"))}, false, "not valid"},
		{"more pictures than are counted", slices.Repeat([][]byte{biff(0xEC, anchor(3, 0, 50, 0, 4, 0, 51, 0)), object(8)}, 501), true, ""},
		{"cut short", [][]byte{biff(0xEC, le16(0, 0xF010)), object(8), biff(0x1B6), biff(0x3C), biff(0xEC, le16(0, 0xF010), le32(-1), le16(1)), biff(0x5D)}, false, ""},
	} {
		b := legacyWorkbook()
		b.sheets[0].records = append(b.sheets[0].records, c.records...)
		d := Read("a.xls", b.file())
		covers, says := false, ""
		for _, f := range d.Findings {
			covers = covers || f.Rule == entryNotVisible.Name && (f.Cell == "D27" || strings.HasPrefix(c.name, "more")) // those lie over all, and the first cells are named
			if f.Rule == sheetNotRead.Name {
				says = f.Message
			}
		}
		if covers != c.covers || says == "" != (c.says == "") || !strings.Contains(says, `"`+c.says+`"`) && c.says != "" || !d.Readable() {
			t.Errorf("%s: %v", c.name, d.Findings)
		}
	}
}

// TestLegacyLooks: letters in the colour of the ground, of the whole cell or of parts of its
// text, are told.
func TestLegacyLooks(t *testing.T) {
	t.Parallel()
	const white, black, solid, dotted = 9, 8, 1, 3
	xf := func(font, pattern, dots, ground int) []byte { // of the number 18
		return biff(0xE0, le16(font, 0, 1), []byte{0x20, 0, 0, 0xFC}, le32(0, pattern<<26), le16(dots|ground<<7))
	}
	// rich is a text of five letters; each part is where it begins, and its font.
	rich := func(parts ...int) [][]byte {
		text := slices.Concat(le16(5), []byte{8}, le16(len(parts)/2), []byte("Yes, "), le16(parts...))
		return [][]byte{biff(0xFC, le32(1, 1), text)}
	}
	for _, c := range []struct {
		name    string
		globals [][]byte
		text    bool // the shared text is the answer
		want    string
	}{
		{"a black pattern", [][]byte{xf(0, dotted, white, black)}, false, entryNotVisible.Name},
		{"a white pattern", [][]byte{xf(0, dotted, black, white)}, false, ""},
		{"a pattern of no colour", [][]byte{xf(0, dotted, 64, 65)}, false, ""},
		{"a solid black ground", [][]byte{xf(0, solid, black, 65)}, false, entryNotVisible.Name},
		{"white letters", [][]byte{xf(6, 0, 64, 65)}, false, entryNotVisible.Name},
		{"white letters, the text black", append(rich(0, 7), xf(6, 0, 64, 65)), true, ""},
		{"white letters, the text black from the third on", append(rich(2, 7), xf(6, 0, 64, 65)), true, entryNotVisible.Name},
		{"black letters, white in the middle", append(rich(1, 6, 3, 7), xf(0, 0, 64, 65)), true, entryNotVisible.Name},
		{"black letters, white behind the end", append(rich(1, 7, 5, 6), xf(0, 0, 64, 65)), true, ""},
		{"black letters, white where nothing stands", append(rich(1, 6, 1, 7), xf(0, 0, 64, 65)), true, ""},
	} {
		b := legacyWorkbook()
		at := slices.IndexFunc(b.globals, func(r []byte) bool { return u16(r) == 0x41E })
		b.globals = slices.Concat(b.globals[:at], [][]byte{biffFont(200, 0, white), biffFont(200, 0, black)}, b.globals[at:], c.globals)
		for i, r := range b.sheets[0].records {
			if u16(r) != 0x204 || u16(r[4:]) != 26 || u16(r[6:]) != 3 {
				continue
			}
			if b.sheets[0].records[i] = biff(0x204, le16(26, 3, 18), biffText("Yes")); c.text {
				b.sheets[0].records[i] = biff(0xFD, le16(26, 3, 18), le32(0))
			}
		}
		d := Read("a.xls", b.file())
		got := slices.DeleteFunc(foundAt(d, SheetDeclaration, "D27"), func(rule string) bool { return rule == answerNotInList.Name })
		if strings.Join(got, ",") != c.want || !d.Readable() {
			t.Errorf("%s: %v, want %q", c.name, d.Findings, c.want)
		}
	}
}
