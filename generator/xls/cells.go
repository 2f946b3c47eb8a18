package xls

import (
	"encoding/binary"
	"math"
	"strconv"
)

// Kind is the type of a stored value.
type Kind byte

const (
	KindText Kind = iota
	KindNumber
	KindBool
	KindError
	KindBlank // nothing but a format
	KindOdd   // a cell where, or of a kind, none is in this format: programs differ in what they show
)

// Cell is a cell that is stored. Row and column count from 0.
type Cell struct {
	Row, Column int
	Kind        Kind
	Text        string // numbers as short as they can be written
	Fonts       []int  // of a text's parts
	Formula     bool
	Signs       Signs // of the formula
	Format      int   // number in Workbook.Formats
	Plain       bool  // the text begins in the font of the cell
}

// maxRecord is the longest text of a formula's result.
const maxRecord = 64 << 10

// Read gives the cells of a sheet to each, in the order of the file, and what else the
// sheet says. An error of each ends it.
func (w *Workbook) Read(s Sheet, each func(Cell) error) (Frame, error) {
	r := sheetReader{w: w, each: each, frame: Frame{Rows: map[int]bool{}}, shared: map[[2]int]Signs{}}
	if !s.Worksheet {
		return r.frame, ErrDamaged
	}
	err := w.walk(s.at, r.record)
	if err == nil {
		err = r.flush()
	}
	r.frame.reach()
	return r.frame, err
}

// sheetReader reads one sheet. A formula waits for the records that follow it: the text
// it gives, and the formula itself where it stands in several cells.
type sheetReader struct {
	w       *Workbook
	each    func(Cell) error
	frame   Frame
	waiting *Cell
	textDue bool
	named   *[2]int // the cell that holds the formula of the waiting one
	shared  map[[2]int]Signs
	text    [][]byte // the record of a result and those that continue it
	after   bool     // a part within the sheet ended before
}

// give gives out a cell. Behind a part within the sheet none should stand: some programs
// take the end of that for the end of the sheet.
func (r *sheetReader) give(c Cell) error {
	if r.after {
		c = Cell{Row: c.Row, Column: c.Column, Kind: KindOdd}
	}
	return r.each(c)
}

// flush gives out the formula that waits.
func (r *sheetReader) flush() error {
	if r.waiting == nil {
		return nil
	}
	c := *r.waiting
	if r.text != nil {
		t, err := (&chunks{list: r.text}).text()
		if err != nil {
			return err
		}
		c.Text = t.Text
	}
	if r.named != nil {
		c.Signs = r.shared[*r.named]
	}
	r.waiting, r.textDue, r.named, r.text = nil, false, nil, nil
	return r.give(c)
}

func (r *sheetReader) record(rec record) error {
	b := rec.data
	switch {
	case rec.kind == recString && r.textDue && r.text == nil:
		r.text = [][]byte{b}
		return nil
	case rec.kind == recContinue && r.text != nil && len(r.text)*8224 < maxRecord:
		r.text = append(r.text, b)
		return nil
	case (rec.kind == recShared || rec.kind == recArray) && r.waiting != nil && len(b) >= 8:
		signs := 8
		if rec.kind == recArray {
			signs = 12
		}
		if area := [4]int{u16(b, 0), u16(b, 2), int(b[4]), int(b[5])}; rec.kind == recArray && len(r.frame.Several) < maxMerged {
			r.frame.Several = append(r.frame.Several, area)
		}
		if len(b) >= signs+2 {
			r.shared[[2]int{r.waiting.Row, r.waiting.Column}] = r.w.signs(b[signs:])
		}
		return nil
	case rec.kind == recTable && r.waiting != nil:
		return nil
	}
	if err := r.flush(); err != nil {
		return err
	}
	r.after = rec.after
	switch rec.kind {
	case recFormula:
		return r.formula(b)
	case recLabelSST, recLabel, recRString, recRK, recNumber, recMulRK, recBoolErr:
		return r.value(rec.kind, b)
	case recBlank, recMulBlank:
		return r.blanks(rec.kind, b)
	case recOldNumber, recOldInteger, recOldLabel, recOldBoolErr, recOldFormula3, recOldFormula4:
		if len(b) < 4 {
			return ErrDamaged
		}
		return r.give(Cell{Row: u16(b, 0), Column: u16(b, 2), Kind: KindOdd})
	}
	return r.around(rec.kind, b)
}

// value reads a cell without a formula.
func (r *sheetReader) value(kind uint16, b []byte) error {
	if len(b) < 8 {
		return ErrDamaged
	}
	c := Cell{Row: u16(b, 0), Column: u16(b, 2), Format: u16(b, 4), Kind: KindNumber}
	switch kind {
	case recLabelSST:
		n := -1
		if len(b) >= 10 {
			n = u32(b, 6)
		}
		if n < 0 || n >= len(r.w.texts) {
			return errText
		}
		t := r.w.texts[n]
		c.Kind, c.Text, c.Fonts, c.Plain = KindText, t.Text, t.Fonts, t.Plain
	case recLabel, recRString:
		text, err := long(b[6:])
		if err != nil {
			return err
		}
		c.Kind, c.Text = KindText, text
	case recBoolErr:
		c.Kind, c.Text = boolOrError(b[6], b[7] != 0)
	case recNumber:
		if len(b) < 14 {
			return ErrDamaged
		}
		c.Text = written(math.Float64frombits(binary.LittleEndian.Uint64(b[6:])))
	case recRK:
		if len(b) < 10 {
			return ErrDamaged
		}
		c.Text = written(rk(binary.LittleEndian.Uint32(b[6:])))
	case recMulRK:
		for list := b[4:]; len(list) >= 8; list = list[6:] {
			c.Format, c.Text = u16(list, 0), written(rk(binary.LittleEndian.Uint32(list[2:])))
			if err := r.give(c); err != nil {
				return err
			}
			c.Column++
		}
		return nil
	}
	return r.give(c)
}

// formula reads a formula and its result.
func (r *sheetReader) formula(b []byte) error {
	if len(b) < 22 {
		return ErrDamaged
	}
	c := Cell{Row: u16(b, 0), Column: u16(b, 2), Format: u16(b, 4), Formula: true}
	result := b[6:14]
	switch {
	case result[6] != 0xFF || result[7] != 0xFF:
		c.Kind, c.Text = KindNumber, written(math.Float64frombits(binary.LittleEndian.Uint64(result)))
	case result[0] == 0:
		r.textDue = true
	case result[0] == 1:
		c.Kind, c.Text = boolOrError(result[2], false)
	case result[0] == 2:
		c.Kind, c.Text = boolOrError(result[2], true)
	} // otherwise a text of nothing
	if tokens := b[20:]; len(tokens) >= 7 && tokens[2] == 1 { // it stands elsewhere
		r.named = &[2]int{u16(tokens, 3), u16(tokens, 5)}
	} else {
		c.Signs = r.w.signs(tokens)
	}
	r.waiting = &c
	return nil
}

// rk is a number in four bytes: 30 bits of a whole number or of a fraction, perhaps in hundredths.
func rk(v uint32) float64 {
	f := float64(int32(v) >> 2)
	if v&2 == 0 {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// written writes a number as .xlsx files do.
func written(f float64) string {
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-5 || a >= 1e21) {
		format = 'E'
	}
	return strconv.FormatFloat(f, format, -1, 64)
}

// errorNames are Excel's errors by number.
var errorNames = map[byte]string{0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

func boolOrError(value byte, isError bool) (Kind, string) {
	switch {
	case isError:
		if name := errorNames[value]; name != "" {
			return KindError, name
		}
		return KindError, "#N/A"
	case value != 0:
		return KindBool, "TRUE"
	}
	return KindBool, "FALSE"
}
