// Package xls reads workbooks of Excel 97 to 2003 (BIFF8, MS-XLS), in which CMRTs came
// until 2016 and still come from systems that never learned another format.
//
// cmrt asks it for the cells of a sheet, as stored, and makes of them what it makes of
// an .xlsx: there is one reader of declarations. A workbook is a stream of records in a
// compound file; what matters here is texts (SST), cells, their formulas as far as they
// tell who wrote them, formats, and what is hidden. Earlier formats have other records
// and are refused.
//
// Files are hostile: texts that claim more than there is, sheets that lie over one
// another, records in records. All work is bounded by the size of the file, and a file
// that leads through itself again and again is ErrTooLarge.
package xls

import (
	"encoding/binary"
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/compound"
)

// Why a workbook cannot be read.
var (
	ErrDamaged  = errors.New("the workbook is damaged")
	ErrOlder    = errors.New("the workbook is of Excel 95 or before")
	ErrPassword = errors.New("it opens only with a password")
	ErrTooLarge = errors.New("it holds far more than any workbook of answers")
)

// Limits. A CMRT of 2014 has 2.4 MB, 11 sheets and 12,000 texts.
const (
	maxSheets  = 500
	maxTexts   = 500_000
	maxText    = 32 << 20  // bytes of all texts, as UTF-8
	maxWalk    = 256 << 20 // bytes of records, walked again for each sheet that is read
	maxFormats = 70_000
)

// Workbook is an opened workbook.
type Workbook struct {
	Sheets   []Sheet
	Date1904 bool // days are counted from 1904
	External bool // formulas refer to other workbooks
	Unseen   bool // its window is hidden
	Formats  []Format
	Fonts    []Font
	Numbers  map[int]string // number formats of the workbook's own
	Palette  []uint32       // RGB of the colours from 8 on; nil where it is Excel's own

	stream []byte // decrypted
	texts  []Text
	places [][2]int // of references to other sheets: workbook (0 is another) and sheet
	own    []bool   // of the workbooks that references name: this one
	walked int
}

// Sheet is a sheet as the workbook lists it.
type Sheet struct {
	Name      string
	Hidden    bool
	Worksheet bool // neither chart nor macros
	Macros    bool // a sheet of Excel 4 macros, or a module

	at int // in the stream
}

// Format is a cell format: a number format and the numbers of font and fill.
type Format struct {
	Number, Font int
	Solid        bool // the fill is one colour
	Pattern      bool // there is a fill at all
	Fill, Ground int  // its colour, and the one between the dots of a pattern
}

// Font is what of a font decides whether a text can be seen.
type Font struct {
	Height int // in twentieths of a point
	Struck bool
	Colour int
	Name   string
}

// Text is a text with the fonts of its parts, where they differ.
type Text struct {
	Text  string
	Fonts []int
	Plain bool // its first letters have the font of the cell
}

// Open reads what a workbook says of itself, under a password where it is encrypted.
func Open(c *compound.File, password string) (*Workbook, error) {
	e, ok := c.Find("Workbook")
	if !ok {
		if _, old := c.Find("Book"); old {
			return nil, ErrOlder
		}
		return nil, ErrDamaged
	}
	data, err := c.Stream(e, e.Size)
	if err != nil {
		return nil, err
	}
	w := &Workbook{Numbers: map[int]string{}}
	if w.stream, err = decrypted(data, password); err != nil {
		return nil, err
	}
	return w, w.globals()
}

// record is one record: where it begins, what it is, what it holds.
type record struct {
	at    int
	kind  uint16
	data  []byte
	after bool // a part within this part ended before it
}

// walk calls f for the records from a place on, to the end of that part of the stream.
// Parts within parts, such as charts on a sheet, are passed over.
func (w *Workbook) walk(at int, f func(record) error) error {
	depth, after := 0, false
	for {
		if at < 0 || at+4 > len(w.stream) {
			return fmt.Errorf("%w: it ends before its end", ErrDamaged)
		}
		r := record{at: at, kind: binary.LittleEndian.Uint16(w.stream[at:]), after: after}
		size := int(binary.LittleEndian.Uint16(w.stream[at+2:]))
		at += 4
		if at+size > len(w.stream) {
			return fmt.Errorf("%w: a record is cut short", ErrDamaged)
		}
		if w.walked += 4 + size; w.walked > maxWalk {
			return ErrTooLarge
		}
		r.data = w.stream[at : at+size]
		at += size
		switch {
		case r.kind == recBOF:
			if depth++; depth == 1 && (len(r.data) < 4 || binary.LittleEndian.Uint16(r.data) != biff8) {
				return ErrOlder
			}
		case depth == 0:
			return fmt.Errorf("%w: a part does not begin where it should", ErrDamaged)
		case r.kind == recEOF:
			if depth--; depth == 0 {
				if at+4 <= len(w.stream) && ofCell(u16(w.stream, at)) {
					return fmt.Errorf("%w: cells stand behind the end of a part", ErrDamaged) // some programs show them
				}
				return nil
			}
			after = true
			continue
		}
		if depth == 1 {
			if err := f(r); err != nil {
				return err
			}
		}
	}
}

// Records that are read.
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recExternSheet = 0x0017
	recDate1904    = 0x0022
	recFilePass    = 0x002F
	recFont        = 0x0031
	recContinue    = 0x003C
	recWindow      = 0x003D
	recPane        = 0x0041
	recDefColWidth = 0x0055
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recPalette     = 0x0092
	recMulRK       = 0x00BD
	recMulBlank    = 0x00BE
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMerged      = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recSupBook     = 0x01AE
	recBlank       = 0x0201
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recArray       = 0x0221
	recDefRow      = 0x0225
	recTable       = 0x0236
	recWindow2     = 0x023E
	recRK          = 0x027E
	recFormat      = 0x041E
	recShared      = 0x04BC
	recBOF         = 0x0809

	// Cells of earlier formats, which no program writes here and some read.
	recOldInteger  = 0x0002
	recOldNumber   = 0x0003
	recOldLabel    = 0x0004
	recOldBoolErr  = 0x0005
	recOldFormula3 = 0x0206
	recOldFormula4 = 0x0406

	biff8 = 0x0600
)

func u16(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.LittleEndian.Uint32(b[at:])) }

// globals reads the first part of the stream, which is about the workbook.
func (w *Workbook) globals() error {
	var texts [][]byte // the record of texts and those that continue it
	var before uint16
	err := w.walk(0, func(r record) error {
		continued := r.kind == recContinue && before == recSST
		if !continued {
			before = r.kind
		}
		switch {
		case continued || r.kind == recSST:
			texts = append(texts, r.data)
		case r.kind == recBoundSheet:
			return w.boundSheet(r.data)
		case r.kind == recDate1904 && len(r.data) >= 2:
			w.Date1904 = u16(r.data, 0) != 0
		case r.kind == recWindow && len(r.data) >= 10:
			w.Unseen = w.Unseen || u16(r.data, 8)&1 != 0
		case r.kind == recSupBook && len(r.data) >= 4:
			own := u16(r.data, 2) == 0x0401
			w.own = append(w.own, own)
			path := u16(r.data, 2) // its length, but for 0x3A01, which is functions of an add-in; one letter stands for the workbook itself, or for none
			w.External = w.External || !own && path != 0x3A01 && path > 1
		case r.kind == recExternSheet && len(r.data) >= 2:
			for b, n := r.data[2:], u16(r.data, 0); n > 0 && len(b) >= 6 && len(w.places) < maxFormats; b, n = b[6:], n-1 {
				w.places = append(w.places, [2]int{u16(b, 0), u16(b, 2)})
			}
		default:
			return w.format(r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.texts, err = sharedTexts(texts)
	return err
}

// boundSheet reads what is said of one sheet.
func (w *Workbook) boundSheet(b []byte) error {
	if len(b) < 8 {
		return ErrDamaged
	}
	if len(w.Sheets) == maxSheets {
		return ErrTooLarge
	}
	name, _, err := short(b[6:])
	if err != nil {
		return err
	}
	kind := b[5]
	w.Sheets = append(w.Sheets, Sheet{Name: name, Hidden: b[4]&3 != 0, Worksheet: kind == 0, Macros: kind == 1 || kind == 6, at: u32(b, 0)})
	return nil
}

// format reads a record about the look of cells.
func (w *Workbook) format(r record) error {
	b := r.data
	if len(w.Formats)+len(w.Fonts)+len(w.Numbers) > maxFormats {
		return ErrTooLarge
	}
	switch {
	case r.kind == recFont && len(b) >= 6:
		w.Fonts = append(w.Fonts, fontOf(b))
		if len(w.Fonts) == 4 { // there is no font of the number 4
			w.Fonts = append(w.Fonts, w.Fonts[3])
		}
	case r.kind == recFormat && len(b) >= 5:
		code, err := long(b[2:])
		if err != nil {
			return err
		}
		w.Numbers[u16(b, 0)] = code
	case r.kind == recXF && len(b) >= 20:
		pattern := u32(b, 14) >> 26 & 0x3F
		w.Formats = append(w.Formats, Format{Number: u16(b, 2), Font: u16(b, 0), Pattern: pattern != 0, Solid: pattern == 1, Fill: u16(b, 18) & 0x7F, Ground: u16(b, 18) >> 7 & 0x7F})
	case r.kind == recPalette && len(b) >= 2:
		for b, n := b[2:], u16(b, 0); n > 0 && len(b) >= 4 && len(w.Palette) < 56; b, n = b[4:], n-1 {
			w.Palette = append(w.Palette, uint32(b[0])<<16|uint32(b[1])<<8|uint32(b[2]))
		}
	}
	return nil
}
