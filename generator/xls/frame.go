package xls

// Frame is what a sheet says beside its cells.
type Frame struct {
	Rows          map[int]bool // those that say something of themselves, and whether they are hidden
	Columns       []Columns
	Merged        [][4]int // first and last row, first and last column
	FlatRows      bool     // rows that say nothing of themselves are hidden
	NarrowColumns bool     // columns, likewise, have no width
	Several       [][4]int // areas that one formula gives values to: first and last row, first and last column
	NoZeros       bool     // zeros are not shown
	Top, Left     int      // the first row and column in reach where panes do not move
	Conditionals  []Conditional
	Shapes        []Shape // that lie over cells

	frozen  bool
	first   [2]int   // row and column at which the window begins
	panes   [2]int   // how far the panes at the left and the top reach
	under   [][4]int // the cells of the conditional formats that are read
	areas   int      // of all conditional formats
	anchor  *Shape   // where the shape stands of which the object follows
	written *Shape   // the last one
	letters int      // of its text that follow
}

// Columns are some columns of one width.
type Columns struct {
	First, Last int
	Hidden      bool
	Width       float64 // in characters
	Format      int
}

const maxMerged = 100_000 // areas of a sheet, of each kind

// around reads what stands beside the cells.
func (r *sheetReader) around(kind uint16, b []byte) error {
	switch {
	case kind == recRow && len(b) >= 16:
		height := u16(b, 6)
		r.frame.Rows[u16(b, 0)] = r.frame.Rows[u16(b, 0)] || u32(b, 12)&0x20 != 0 || height&0x8000 == 0 && height < 20
	case kind == recColInfo && len(b) >= 10:
		if len(r.frame.Columns) < 1000 {
			r.frame.Columns = append(r.frame.Columns, Columns{First: u16(b, 0), Last: u16(b, 2), Width: float64(u16(b, 4)) / 256, Format: u16(b, 6), Hidden: b[8]&1 != 0})
		}
	case kind == recDefRow && len(b) >= 4:
		r.frame.FlatRows = b[0]&2 != 0
	case kind == recWindow2 && len(b) >= 6:
		r.frame.NoZeros = u16(b, 0)&0x10 == 0
		r.frame.frozen, r.frame.first = u16(b, 0)&8 != 0, [2]int{u16(b, 2), u16(b, 4)}
	case kind == recPane && len(b) >= 4:
		r.frame.panes = [2]int{u16(b, 2), u16(b, 0)}
	case kind == recDefColWidth && len(b) >= 2:
		r.frame.NarrowColumns = u16(b, 0) == 0
	case kind == recConditions, kind == recConditions12:
		return r.frame.conditions(kind, b)
	case kind == recCondition, kind == recCondition12:
		return r.frame.condition(kind, b, r.w.Numbers)
	case kind == recDrawing:
		r.frame.drawing(b)
	case kind == recObject:
		r.frame.object(b)
	case kind == recText:
		r.frame.text(b)
	case kind == recContinue:
		r.frame.textGoesOn(b)
	case kind == recMerged && len(b) >= 2:
		for list, n := b[2:], u16(b, 0); n > 0 && len(list) >= 8; list, n = list[8:], n-1 {
			if len(r.frame.Merged) == maxMerged {
				return ErrTooLarge
			}
			r.frame.Merged = append(r.frame.Merged, [4]int{u16(list, 0), u16(list, 2), u16(list, 4), u16(list, 6)})
		}
	}
	return nil
}

// reach tells what panes that do not move leave out: rows and columns before those at
// which the window begins cannot be scrolled to.
func (f *Frame) reach() {
	if !f.frozen {
		return
	}
	if f.panes[0] > 0 {
		f.Top = f.first[0]
	}
	if f.panes[1] > 0 {
		f.Left = f.first[1]
	}
}

// blanks reads cells that hold nothing: another record may say that they do.
func (r *sheetReader) blanks(kind uint16, b []byte) error {
	if len(b) < 6 {
		return nil
	}
	c := Cell{Row: u16(b, 0), Column: u16(b, 2), Format: u16(b, 4), Kind: KindBlank}
	if kind == recBlank {
		return r.give(c)
	}
	for list := b[4:]; len(list) >= 4; list = list[2:] {
		c.Format = u16(list, 0)
		if err := r.give(c); err != nil {
			return err
		}
		c.Column++
	}
	return nil
}

// ofCell tells a record that is a cell's.
func ofCell(kind int) bool {
	switch uint16(kind) {
	case recFormula, recMulRK, recMulBlank, recRString, recLabelSST, recBlank, recNumber, recLabel, recBoolErr, recRK:
		return true
	}
	return false
}
