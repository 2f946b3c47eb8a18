package cmrt

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// What follows writes workbooks of Excel 97 to 2003 after the published format, apart
// from the reader, so that they can be made to say what no program writes.

// legacyBook is such a workbook: what is said of it all, and the records of its sheets.
type legacyBook struct {
	globals [][]byte
	sheets  []*legacyPart
}

// legacyPart is a sheet; its records are whole ones.
type legacyPart struct {
	name         string
	hidden, kind byte
	records      [][]byte
}

func le16(n ...int) (b []byte) {
	for _, v := range n {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func le32(n ...int) (b []byte) {
	for _, v := range n {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

func biff(kind int, parts ...[]byte) []byte {
	data := bytes.Join(parts, nil)
	return append(le16(kind, len(data)), data...)
}

func biffBOF(kind int) []byte { return biff(0x809, le16(0x600, kind, 0x0DBB, 1996), le32(0x41, 6)) }

// biffText is a text with a length of two bytes, in two bytes a letter.
func biffText(s string) []byte {
	units := utf16.Encode([]rune(s))
	b := append(le16(len(units)), 1)
	for _, u := range units {
		b = append(b, le16(int(u))...)
	}
	return b
}

// The cell formats of these workbooks by number: the first 15 are styles.
const (
	legacyPlain  = 15
	legacyDate   = 16
	legacyStyled = 17 // number format 165 and font 5
)

func biffLabel(row, column int, text string) []byte {
	return biff(0x204, le16(row, column, legacyPlain), biffText(text))
}

func biffFont(height, options, colour int) []byte {
	return biff(0x31, le16(height, options, colour, 400, 0), []byte{0, 0, 0, 0}, []byte{5, 0}, []byte("Arial"))
}

func biffXF(font, number int, style bool) []byte {
	kind, used := 1, 0xFC // a cell of the style 0
	if style {
		kind, used = 0xFFF5, 0
	}
	return biff(0xE0, le16(font, number, kind), []byte{0x20, 0, 0, byte(used)}, le32(0, 0), le16(0x20C0))
}

// legacyWorkbook is wholeWorkbook as Excel 97 would write it.
func legacyWorkbook() *legacyBook {
	b := &legacyBook{globals: [][]byte{biff(0x42, le16(1200)), biff(0x3D, le16(0, 0, 9000, 9000, 0x38, 0, 0, 1, 600)), biff(0x22, le16(0))}}
	for range 5 {
		b.globals = append(b.globals, biffFont(200, 0, 0x7FFF))
	}
	b.globals = append(b.globals, biff(0x41E, le16(164), biffText("yyyy-mm-dd")), biff(0x41E, le16(165), biffText("General")))
	for range 15 {
		b.globals = append(b.globals, biffXF(0, 0, true))
	}
	b.globals = append(b.globals, biffXF(0, 0, false), biffXF(0, 164, false), biffXF(5, 165, false))
	declaration := map[string]string{"D2": "Conflict Minerals Reporting Template (CMRT)", "J3": "Revision 6.5", "D8": "Acme", "D9": "A. Company", "D14": "1 Road", "D15": "A. Smith", "D16": "a@acme.example", "D17": "1", "D18": "B. Jones", "D20": "b@acme.example", "D21": "2"}
	for _, q := range six.Questions {
		for i := range Metals {
			declaration[q.Cell(i)] = map[bool]string{true: "Greater than 90%", false: "Yes"}[q.Key == ResponseShare]
		}
	}
	smelters, products := map[string]string{"B4": "Which metal"}, map[string]string{"B5": "Number"}
	for row := 5; row < 11; row++ {
		n := string(rune('0' + row%10))
		for column, text := range map[string]string{"A": "CID90000" + n, "B": "Tin", "C": "Alpha", "E": "Peru", "K": "C. Smith", "P": "No"} {
			smelters[ref(int(column[0]-'A'), row)] = text
		}
		products[ref(1, row+1)], products[ref(2, row+1)] = "P-"+n, "Board"
	}
	b.sheets = []*legacyPart{{name: SheetDeclaration}, {name: SheetSmelters}, {name: SheetProducts}}
	for i, cells := range []map[string]string{declaration, smelters, products} {
		b.sheets[i].put(cells)
	}
	b.sheets[0].records = append(b.sheets[0].records, biff(0x203, le16(21, 3, legacyDate), []byte{0, 0, 0, 0, 0x40, 0x54, 0xE6, 0x40})) // 45730
	return b
}

func (p *legacyPart) put(cells map[string]string) {
	var list []string
	for cell := range cells {
		list = append(list, cell)
	}
	slices.SortFunc(list, func(a, b string) int {
		_, i := splitRef(a)
		_, j := splitRef(b)
		if i != j {
			return i - j
		}
		return strings.Compare(a, b)
	})
	for _, cell := range list {
		column, row := splitRef(cell)
		p.records = append(p.records, biffLabel(row-1, column, cells[cell]))
	}
}

// stream puts the workbook's records behind one another.
func (b *legacyBook) stream() []byte {
	size := func(list [][]byte) (n int) {
		for _, r := range list {
			n += len(r)
		}
		return n
	}
	at := len(biffBOF(5)) + size(b.globals) + 4
	for _, s := range b.sheets {
		at += 4 + 8 + len(s.name)
	}
	out := slices.Concat(biffBOF(5), bytes.Join(b.globals, nil))
	var bodies []byte
	for _, s := range b.sheets {
		out = append(out, biff(0x85, le32(at+len(bodies)), []byte{s.hidden, s.kind, byte(len(s.name)), 0}, []byte(s.name))...)
		bodies = slices.Concat(bodies, biffBOF(0x10), bytes.Join(s.records, nil), biff(0x0A))
	}
	return slices.Concat(out, biff(0x0A), bodies)
}

// file wraps the stream in a compound file of one, filled up so that it is no small one.
func (b *legacyBook) file() []byte {
	const sector = 512
	stream := b.stream()
	stream = append(stream, make([]byte, max(0, 4096-len(stream)))...)
	body := append(bytes.Clone(stream), make([]byte, (sector-len(stream)%sector)%sector)...)
	sectors := len(body) / sector
	fats := (sectors+1)/127 + 1
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	copy(head[24:], le16(0x3E, 3, 0xFFFE, 9, 6))
	copy(head[44:], le32(fats, fats))
	copy(head[56:], le32(4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0))
	copy(head[76:], bytes.Repeat(le32(0xFFFFFFFF), 109))
	fat := bytes.Repeat(le32(0xFFFFFFFF), fats*128)
	for i := range fats + 1 + sectors {
		next := i + 1
		switch {
		case i < fats:
			next = 0xFFFFFFFD
			copy(head[76+4*i:], le32(i))
		case i == fats, i == fats+sectors:
			next = 0xFFFFFFFE
		}
		copy(fat[4*i:], le32(next))
	}
	entry := func(name string, kind byte, child, start, size int) []byte {
		e := make([]byte, 128)
		for i, letter := range name {
			e[2*i] = byte(letter)
		}
		copy(e[64:], le16(2*len(name)+2))
		e[66] = kind
		copy(e[68:], le32(0xFFFFFFFF, 0xFFFFFFFF, child))
		copy(e[116:], le32(start, size))
		return e
	}
	free := entry("", 0, 0xFFFFFFFF, 0, 0)
	free[64] = 0
	return slices.Concat(head, fat, entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), entry("Workbook", 2, 0xFFFFFFFF, fats+1, len(stream)), free, free, body)
}
