package xls

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"itron.com/conflict-minerals/generator/compound"
)

// What follows writes workbooks after the published format, apart from the reader.

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

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func rec(kind int, parts ...[]byte) []byte {
	data := join(parts...)
	return join(le16(kind, len(data)), data)
}

func bof(kind int) []byte { return rec(0x0809, le16(0x0600, kind, 0, 0), le32(0, 0)) }

// wide is a text in two bytes a letter, narrow one in one byte.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	b := join(le16(len(units)), []byte{1})
	for _, u := range units {
		b = append(b, le16(int(u))...)
	}
	return b
}

func narrow(s string) []byte { return join(le16(len(s)), []byte{0}, []byte(s)) }

// book is a workbook of one sheet: what is said of it all, texts, and the sheet's records.
func book(globals, sst, sheet []byte) []byte {
	bound := func(at int) []byte { return rec(0x85, le32(at), []byte{0, 0, 5, 0}, []byte("Alpha")) }
	head := join(bof(5), globals, bound(0), sst, rec(0x0A))
	return join(bof(5), globals, bound(len(head)), sst, rec(0x0A), bof(0x10), sheet, rec(0x0A))
}

// container wraps a stream, filled up so that it does not live in mini sectors.
func container(stream []byte, name string) []byte {
	stream = append(bytes.Clone(stream), make([]byte, max(0, 4096-len(stream)))...)
	const sector = 512
	body := append(bytes.Clone(stream), make([]byte, (sector-len(stream)%sector)%sector)...)
	sectors := len(body) / sector
	fats := (sectors+1)/127 + 1
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	copy(head[24:], le16(0x3E, 3, 0xFFFE, 9, 6))
	copy(head[44:], le32(fats, fats))
	copy(head[56:], le32(4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0))
	for i := range 109 {
		copy(head[76+4*i:], le32(0xFFFFFFFF))
		if i < fats {
			copy(head[76+4*i:], le32(i))
		}
	}
	fat := make([]byte, fats*sector)
	for i := range fats * 128 {
		next := 0xFFFFFFFF
		switch {
		case i < fats:
			next = 0xFFFFFFFD
		case i == fats, i == fats+sectors:
			next = 0xFFFFFFFE
		case i < fats+sectors:
			next = i + 1
		}
		copy(fat[4*i:], le32(next))
	}
	entry := func(name string, kind byte, child, start, size int) []byte {
		b := make([]byte, 128)
		units := utf16.Encode([]rune(name))
		for i, u := range units {
			copy(b[2*i:], le16(int(u)))
		}
		copy(b[64:], le16(2*len(units)+2))
		b[66] = kind
		copy(b[68:], le32(0xFFFFFFFF, 0xFFFFFFFF, child))
		copy(b[116:], le32(start, size))
		return b
	}
	dir := join(entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), entry(name, 2, 0xFFFFFFFF, fats+1, len(stream)), make([]byte, 256))
	return join(head, fat, dir, body)
}

func opened(t testing.TB, stream []byte, password string) (*Workbook, error) {
	t.Helper()
	c, err := compound.Open(container(stream, "Workbook"))
	if err != nil {
		t.Fatal(err)
	}
	return Open(c, password)
}

func cellsOf(t testing.TB, w *Workbook) (cells []Cell, frame Frame) {
	t.Helper()
	frame, err := w.Read(w.Sheets[0], func(c Cell) error { cells = append(cells, c); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return cells, frame
}

func float(f float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)) }

// formula is one with a result of eight bytes.
func formula(row, column int, result []byte, tokens ...byte) []byte {
	return rec(6, le16(row, column, 0), result, le16(0), le32(0), le16(len(tokens)), tokens)
}

// sample holds a cell of each kind.
func sample() []byte {
	sst := rec(0xFC, le32(3, 3), narrow("Tin"), wide("冶炼厂"), join(le16(4), []byte{8}, le16(1), []byte("Rich"), le16(0, 5)))
	return book(join(rec(0x22, le16(1)), rec(0x31, le16(200, 8, 0x7FFF, 400, 0, 0)), rec(0x41E, le16(164), narrow("0.0")),
		rec(0xE0, le16(0, 164, 0, 0, 0, 0, 0), le32(1<<26), le16(9)),
		rec(0x1AE, le16(1, 0x0401)), rec(0x1AE, le16(1, 8), make([]byte, 9)), rec(0x17, le16(2, 0, 0, 0, 1, 0, 0))), sst,
		join(rec(0x225, le16(2, 300)), rec(0x7D, le16(2, 3, 2560, 0, 1, 0)),
			rec(0x208, le16(1, 0, 9, 300, 0, 0), le32(0x20)), rec(0x208, le16(2, 0, 9, 300, 0, 0), le32(0)),
			rec(0xFD, le16(0, 0, 0), le32(0)), rec(0xFD, le16(0, 1, 0), le32(1)), rec(0xFD, le16(0, 2, 0), le32(2)),
			rec(0x27E, le16(1, 0, 0), le32(40328<<2|2)), rec(0x203, le16(1, 1, 0), float(0.1)), rec(0xBD, le16(1, 2, 0), le32(100<<2|3), le16(0), le32(-5<<2|2), le16(3)),
			rec(0x205, le16(2, 0, 0), []byte{1, 0}), rec(0x205, le16(2, 1, 0), []byte{42, 1}), rec(0x204, le16(2, 2, 0), wide("é")),
			formula(3, 0, float(7), 0x1E, 7, 0),
			formula(3, 1, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0x3A, 0, 0, 1, 0, 2, 0), rec(0x207, wide("Zin")[:5]), rec(0x3C, []byte{1, 'i', 0, 'n', 0}),
			formula(3, 2, []byte{3, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0x1E, 1, 0, 0x21, 102, 0, 0x21, 2, 0, 0x19, 4, 1, 0, 0, 0, 0, 0, 0x42, 1, 1, 0),
			formula(3, 3, []byte{1, 0, 1, 0, 0, 0, 0xFF, 0xFF}, 0x01, 3, 0, 3, 0), rec(0x4BC, le16(3, 5), []byte{3, 3, 0, 2}, le16(7, 0x1E, 0), []byte{0x3A, 1, 0}),
			formula(4, 3, []byte{2, 0, 29, 0, 0, 0, 0xFF, 0xFF}, 0x01, 3, 0, 3, 0),
			bof(0x20), rec(0xFD, le16(9, 9, 0), le32(99)), rec(0x0A), // a chart, whose records are no cells
			rec(0xE5, le16(1, 0, 0, 2, 4))))
}

func TestEveryKindOfCell(t *testing.T) {
	w, err := opened(t, sample(), "")
	if err != nil {
		t.Fatal(err)
	}
	cells, frame := cellsOf(t, w)
	want := []Cell{
		{0, 0, KindText, "Tin", nil, false, Signs{}, 0, false}, {0, 1, KindText, "冶炼厂", nil, false, Signs{}, 0, false}, {0, 2, KindText, "Rich", []int{5}, false, Signs{}, 0, false},
		{1, 0, KindNumber, "40328", nil, false, Signs{}, 0, false}, {1, 1, KindNumber, "0.1", nil, false, Signs{}, 0, false}, {1, 2, KindNumber, "1", nil, false, Signs{}, 0, false}, {1, 3, KindNumber, "-5", nil, false, Signs{}, 0, false},
		{2, 0, KindBool, "TRUE", nil, false, Signs{}, 0, false}, {2, 1, KindError, "#N/A", nil, false, Signs{}, 0, false}, {2, 2, KindText, "é", nil, false, Signs{}, 0, false},
		{3, 0, KindNumber, "7", nil, true, Signs{Whole: true}, 0, false}, {3, 1, KindText, "Zin", nil, true, Signs{Sheets: []string{"Alpha"}, Whole: true}, 0, false},
		{3, 2, KindText, "", nil, true, Signs{Functions: []int{102, 2, 1}, Whole: true}, 0, false},
		{3, 3, KindBool, "TRUE", nil, true, Signs{}, 0, false}, {4, 3, KindError, "#NAME?", nil, true, Signs{}, 0, false},
	}
	for i := range cells {
		if i < 13 && !reflect.DeepEqual(cells[i], want[i]) {
			t.Errorf("%+v, not %+v", cells[i], want[i])
		}
	}
	if len(cells) != len(want) {
		t.Fatalf("%d cells, not %d", len(cells), len(want))
	}
	if !frame.Rows[1] || frame.Rows[2] || !frame.FlatRows || !frame.Columns[0].Hidden || frame.Columns[0].Width != 10 || frame.Merged[0] != [4]int{0, 0, 2, 4} {
		t.Errorf("%+v", frame)
	}
	if !w.Date1904 || !w.External || w.Numbers[164] != "0.0" || !w.Fonts[0].Struck || w.Formats[0] != (Format{Number: 164, Solid: true, Pattern: true, Fill: 9}) {
		t.Errorf("%+v", w)
	}
}

// TestCellsThatFewProgramsWrite: what stands in a form that is not usual is read where
// programs agree in it, and said to be odd where they do not.
func TestCellsThatFewProgramsWrite(t *testing.T) {
	rich := join(le16(3), []byte{8 | 4}, le16(1), le32(4), []byte("Yes"), le16(0, 1), []byte("phon"))
	for name, c := range map[string]struct {
		sheet []byte
		kinds []Kind
		text  string // of the first
	}{
		"a text with its fonts":               {rec(0xD6, le16(1, 2, 0), narrow("Yes"), le16(0)), []Kind{KindText}, "Yes"},
		"a text with fonts and pronunciation": {rec(0x204, le16(1, 2, 0), rich), []Kind{KindText}, "Yes"},
		"a result with both":                  {join(formula(1, 2, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}), rec(0x207, rich)), []Kind{KindText}, "Yes"},
		"blank cells":                         {join(rec(0x201, le16(1, 2, 0)), rec(0xBE, le16(1, 3, 0, 0, 4))), []Kind{KindBlank, KindBlank, KindBlank}, ""},
		"a cell of Excel 2":                   {rec(4, le16(1, 2), []byte{0, 0, 0, 3}, []byte("Yes")), []Kind{KindOdd}, ""},
		"a formula of Excel 4":                {rec(0x406, le16(1, 2, 0), float(7), make([]byte, 8)), []Kind{KindOdd}, ""},
		"cells behind a chart": {join(bof(0x20), rec(0x0A), rec(0xFD, le16(1, 2, 0), le32(0)), rec(0xBD, le16(2, 0, 0), le32(6), le16(0), le32(6), le16(1))),
			[]Kind{KindOdd, KindOdd, KindOdd}, ""},
	} {
		w, err := opened(t, book(nil, rec(0xFC, le32(1, 1), narrow("Tin")), c.sheet), "")
		if err != nil {
			t.Fatal(err)
		}
		var kinds []Kind
		cells, _ := cellsOf(t, w)
		for _, c := range cells {
			kinds = append(kinds, c.Kind)
		}
		if !reflect.DeepEqual(kinds, c.kinds) || cells[0].Text != c.text || cells[0].Row != 1 || cells[0].Column != 2 {
			t.Errorf("%s: %+v", name, cells)
		}
	}
	w, err := opened(t, book(nil, nil, join(rec(0x0A), rec(0x204, le16(1, 2, 0), narrow("Yes")))), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Read(w.Sheets[0], func(Cell) error { return nil }); !errors.Is(err, ErrDamaged) {
		t.Errorf("cells behind the end of a sheet: %v", err)
	}
}

// TestWhatCannotBeReached: a sheet may hide its zeros, and panes that do not move may
// begin behind rows and columns. One formula may give values to other cells.
func TestWhatCannotBeReached(t *testing.T) {
	array := join(formula(1, 0, float(7), 1, 1, 0, 0, 0), rec(0x221, le16(1, 3), []byte{0, 2}, make([]byte, 8)))
	w, err := opened(t, book(nil, nil, join(array, rec(0x23E, le16(0x28, 4, 2), le32(0)), rec(0x41, le16(1, 2, 6, 3, 0)))), "")
	if err != nil {
		t.Fatal(err)
	}
	_, frame := cellsOf(t, w)
	if !frame.NoZeros || frame.Top != 4 || frame.Left != 2 || !reflect.DeepEqual(frame.Several, [][4]int{{1, 3, 0, 2}}) {
		t.Errorf("%+v", frame)
	}
}

// TestTextsThatRunOverRecords cuts the list of texts in two at every place where Excel
// may, and twice in short records.
func TestTextsThatRunOverRecords(t *testing.T) {
	data := join(le32(3, 3), narrow("Tantalum"), wide("タンタル"), join(le16(3), []byte{8 | 4}, le16(1), le32(6), []byte("Two"), le16(0, 3), []byte("phonet")))
	want := []Text{{Text: "Tantalum"}, {Text: "タンタル"}, {Text: "Two", Fonts: []int{3}}}
	for cut := 8; cut < len(data); cut++ {
		first, rest := data[:cut], data[cut:]
		switch {
		case cut >= 11 && cut < 19: // in the letters of a text the next record says how they are stored
			rest = append([]byte{0}, rest...)
		case cut >= 22 && cut < 30:
			if (cut-22)%2 == 1 {
				continue // no letter is cut in two
			}
			rest = append([]byte{1}, rest...)
		case cut >= 39 && cut < 42:
			rest = append([]byte{0}, rest...)
		}
		got, err := sharedTexts([][]byte{first, rest})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("cut at %d: %v, %v", cut, got, err)
		}
	}
	if _, err := sharedTexts([][]byte{data[:len(data)-1]}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a text that is cut short: %v", err)
	}
	if _, err := sharedTexts([][]byte{le32(1, 900_000)}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("more texts than any workbook has: %v", err)
	}
}

// TestLettersThatChangeTheirWidth: a text may go on in another way than it began.
func TestLettersThatChangeTheirWidth(t *testing.T) {
	got, err := sharedTexts([][]byte{join(le32(1, 1), le16(4), []byte{0}, []byte("ab")), {1, 0x2D, 0x4E}, {0, 'd'}})
	if err != nil || got[0].Text != "ab中d" {
		t.Errorf("%v, %v", got, err)
	}
}

// encrypted mixes a stream with RC4, byte by byte, under the key of each block.
func encrypted(stream []byte, pass []byte, key func(block int) []byte) []byte {
	first := len(bof(5))
	pass = rec(0x2F, pass)
	out := join(stream[:first], pass, stream[first:])
	for at := 0; at+4 <= len(out); {
		kind, size := u16(out, at), u16(out, at+2)
		for i := at + 4; i < at+4+size; i++ {
			if kind == 0x0809 || kind == 0x2F {
				continue
			}
			if kind == 0x85 && i < at+8 {
				place := le32(u32(out, i) + len(pass))
				if i == at+4 {
					copy(out[i:], place)
				}
				continue
			}
			cipher, _ := rc4.NewCipher(key(i / 1024))
			mixed := make([]byte, i%1024+1)
			cipher.XORKeyStream(mixed, mixed)
			out[i] ^= mixed[i%1024]
		}
		at += 4 + size
	}
	return out
}

// encryptions are the two kinds of RC4 under a password.
func encryptions(password string) map[string]func([]byte) []byte {
	var letters []byte
	for _, u := range utf16.Encode([]rune(password)) {
		letters = append(letters, le16(int(u))...)
	}
	salt, plain := []byte("sixteen of salt!"), []byte("to be verified..")
	mixed := func(key []byte, b ...byte) []byte {
		cipher, _ := rc4.NewCipher(key)
		out := make([]byte, len(b))
		cipher.XORKeyStream(out, b)
		return out
	}
	list := map[string]func([]byte) []byte{"of Excel 97": func(stream []byte) []byte {
		h := md5.Sum(letters)
		var many []byte
		for range 16 {
			many = append(append(many, h[:5]...), salt...)
		}
		h = md5.Sum(many)
		key := func(block int) []byte { k := md5.Sum(join(h[:5], le32(block))); return k[:] }
		sum := md5.Sum(plain)
		return encrypted(stream, join(le16(1, 1, 1), salt, mixed(key(0), join(plain, sum[:])...)), key)
	}}
	for name, bits := range map[string]int{"of 40 bits": 40, "of 128 bits": 128} {
		list[name] = func(stream []byte) []byte {
			h := sha1.Sum(join(salt, letters))
			key := func(block int) []byte {
				k := sha1.Sum(join(h[:], le32(block)))
				if bits == 40 {
					return join(k[:5], make([]byte, 11))
				}
				return k[:16]
			}
			sum := sha1.Sum(plain)
			both := mixed(key(0), join(plain, sum[:])...)
			head := join(le32(4, 0, 0x6801, 0x8004, bits, 1, 0, 0), le16('R', 0))
			return encrypted(stream, join(le16(1, 2, 2), le32(4, len(head)), head, le32(16), salt, both[:16], le32(20), both[16:]), key)
		}
	}
	return list
}

func TestUnderAPassword(t *testing.T) {
	w, err := opened(t, sample(), "")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := cellsOf(t, w)
	for name, lock := range encryptions("VelvetSweatshop") {
		w, err := opened(t, lock(sample()), "VelvetSweatshop")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, _ := cellsOf(t, w); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, lock := range encryptions("another") {
		if _, err := opened(t, lock(sample()), "VelvetSweatshop"); !errors.Is(err, ErrPassword) {
			t.Errorf("%s under another password: %v", name, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	if c, err := compound.Open(container(sample(), "Book")); err != nil {
		t.Fatal(err)
	} else if _, err := Open(c, ""); !errors.Is(err, ErrOlder) {
		t.Errorf("Excel 95: %v", err)
	}
	many := join(bof(5), bytes.Repeat(rec(0x85, le32(0), []byte{0, 0, 1, 0, 'a'}), maxSheets+1), rec(0x0A))
	for name, c := range map[string]struct {
		stream []byte
		want   error
	}{
		"cut short":             {sample()[:150], ErrDamaged},
		"another BIFF":          {rec(0x0809, le16(0x0500, 5)), ErrOlder},
		"no beginning":          {rec(0x85, le32(0)), ErrDamaged},
		"too many sheets":       {many, ErrTooLarge},
		"XOR":                   {join(bof(5), rec(0x2F, le16(0, 1, 2)), rec(0x0A)), ErrPassword},
		"a sheet without name":  {join(bof(5), rec(0x85, le32(0), []byte{0, 0}), rec(0x0A)), ErrDamaged},
		"a name that is longer": {join(bof(5), rec(0x85, le32(0), []byte{0, 0, 9, 0, 'a'}), rec(0x0A)), ErrDamaged},
	} {
		if _, err := opened(t, c.stream, ""); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestASheetThatIsReadAgainAndAgain: sheets may lie over one another, so what is walked is bounded.
func TestASheetThatIsReadAgainAndAgain(t *testing.T) {
	w, err := opened(t, book(nil, nil, bytes.Repeat(rec(0x1234, make([]byte, 8000)), 500)), "")
	for i := 0; err == nil && i < 100; i++ {
		_, err = w.Read(w.Sheets[0], func(Cell) error { return nil })
	}
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

// FuzzOpen reads whatever comes: it ends, and never panics.
func FuzzOpen(f *testing.F) {
	f.Add(sample())
	for _, lock := range encryptions("VelvetSweatshop") {
		f.Add(lock(sample()))
	}
	names, _ := filepath.Glob("../../../shared/cmrt/samples/*.xls")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if c, err := compound.Open(data); err == nil {
			if e, ok := c.Find("Workbook"); ok {
				stream, _ := c.Stream(e, 60_000)
				f.Add(stream)
			}
		}
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		w, err := opened(t, stream, "VelvetSweatshop")
		if err != nil {
			return
		}
		for _, s := range w.Sheets {
			size := 0
			w.Read(s, func(c Cell) error {
				if size += len(c.Text); strings.ToValidUTF8(c.Text, "") != c.Text {
					t.Errorf("%q is no text", c.Text)
				}
				return nil
			})
		}
	})
}
