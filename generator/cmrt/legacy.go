package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/compound"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/text"
	"itron.com/conflict-minerals/generator/xls"
)

// Workbooks of Excel 97 to 2003 hold the same sheets in another form. Package xls takes
// them apart; here their cells become those of a grid, and their formats the ones that
// decide what a person sees. All that is read afterwards is the same.

// openLegacy opens an .xls workbook. A finding says why it could not.
func openLegacy(file string, c *compound.File) (*workbook, *finding.Finding) {
	book, err := xls.Open(c, defaultPassword)
	if err != nil {
		f := legacyFault(file, "", err)
		return nil, &f
	}
	w := &workbook{legacy: book, date1904: book.Date1904, macros: c.Has("_VBA_PROJECT_CUR"), external: book.External, unseen: book.Unseen}
	for i, s := range book.Sheets {
		part := ""
		if s.Worksheet {
			part = fmt.Sprint(i)
		}
		w.macros = w.macros || s.Macros
		w.sheets = append(w.sheets, sheetPart{name: s.Name, part: part, hidden: s.Hidden, number: i})
	}
	if len(w.sheets) == 0 {
		f := fileUnreadable.At(file, "", "", "The workbook has no sheets.")
		return nil, &f
	}
	return w, nil
}

// legacyFault says in a finding why an .xls workbook, or a sheet of it, cannot be read.
func legacyFault(file, sheet string, err error) finding.Finding {
	switch {
	case errors.Is(err, xls.ErrOlder):
		return fileLegacyFormat.At(file, sheet, "", "The file is an .xls workbook of Excel 95 or before.")
	case errors.Is(err, xls.ErrPassword):
		return fileEncrypted.At(file, sheet, "", "The workbook is encrypted with a password.")
	case errors.Is(err, xls.ErrTooLarge):
		return damaged(file, sheet, fmt.Errorf("%w: %w", errTooLarge, err))
	}
	return damaged(file, sheet, err)
}

// readLegacy reads a sheet of an .xls workbook up to a row; 0 means all of it.
func (w *workbook) readLegacy(s *sheetPart, last int) (*grid, error) {
	b := legacySheet{grid: &grid{hidden: s.hidden}, rows: map[int]*row{}, taken: map[int]uint32{}, book: w.legacy, last: last}
	frame, err := w.legacy.Read(w.legacy.Sheets[s.number], b.cell)
	switch {
	case errors.Is(err, xls.ErrTooLarge):
		return nil, fmt.Errorf("the sheet %q %w", shortened(s.name), errTooLarge)
	case err != nil:
		return nil, fmt.Errorf("the sheet %q cannot be read: %w", shortened(s.name), err)
	}
	return b.finish(frame)
}

// legacySheet gathers the cells of a sheet.
type legacySheet struct {
	grid  *grid
	rows  map[int]*row
	taken map[int]uint32 // columns that a cell was read for, by row
	book  *xls.Workbook
	last  int
	size  int // of all texts kept
}

func (b *legacySheet) cell(x xls.Cell) error {
	if x.Column >= maxColumn {
		b.grid.beyond = true
		return nil
	}
	number := x.Row + 1
	if b.last > 0 && number > b.last {
		return nil
	}
	c := cell{text: x.Text, formula: x.Formula, style: int32(x.Format)}
	switch x.Kind {
	case xls.KindText:
		if c.kind = textValue; text.Cut(x.Text) { // otherwise as it is: escapes such as _x000D_ are those of .xlsx
			c.kind, c.text = doubtfulValue, ""
		}
	case xls.KindNumber:
		c.kind = numberValue
	case xls.KindBool:
		c.kind = boolValue
	case xls.KindError:
		c.kind = errorValue
	case xls.KindOdd:
		c.kind = doubtfulValue
	}
	c.own = c.formula && !templateSigns(x.Signs)
	for _, font := range x.Fonts {
		c.marks |= b.mark(font)
	}
	c.inks = b.inks(x.Fonts, x.Plain)
	bit := uint32(1) << x.Column
	twice := b.taken[number]&bit != 0
	b.taken[number] |= bit
	if x.Kind == xls.KindBlank {
		twice = b.rows[number] != nil && b.rows[number].at(x.Column) != (cell{})
	}
	if twice {
		c = cell{kind: doubtfulValue}
	}
	if c.text == "" && !c.formula && c.kind != doubtfulValue {
		return nil
	}
	if b.size += len(c.text); b.size > maxSheetText {
		return fmt.Errorf("its text %w", errTooLarge)
	}
	return b.put(number, x.Column, c)
}

func (b *legacySheet) put(number, column int, c cell) error {
	r := b.rows[number]
	if r == nil {
		if len(b.rows) >= maxLegacyRows {
			return errTooManyRows
		}
		r = &row{number: number}
		b.rows[number] = r
	}
	for len(r.cells) <= column {
		r.cells = append(r.cells, cell{})
	}
	r.cells[column] = c
	return nil
}

// several looks at the areas that one formula gives values to: cells there that hold
// no formula themselves show something else once it is calculated.
func (b *legacySheet) several(areas [][4]int) error {
	steps := 0
	for _, a := range areas {
		for number := a[0] + 1; number <= a[1]+1 && (b.last == 0 || number <= b.last); number++ {
			for column := a[2]; column <= min(a[3], maxColumn-1); column++ {
				if steps++; steps > maxMarked {
					return fmt.Errorf("the list of its formulas for several cells %w", errTooLarge)
				}
				r, c := b.rows[number], cell{kind: doubtfulValue}
				if r != nil && r.at(column) != (cell{}) {
					c = r.cells[column]
				}
				if c.formula {
					continue
				}
				c.marks |= arrayed
				if err := b.put(number, column, c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// maxLegacyRows is how many rows an .xls sheet has.
const maxLegacyRows = 1 << 16

// finish puts the rows that are worth keeping in order, and marks what is hidden.
func (b *legacySheet) finish(frame xls.Frame) (*grid, error) {
	g := b.grid
	if err := b.several(frame.Several); err != nil {
		return nil, err
	}
	for _, r := range b.rows {
		keep := false
		for column, c := range r.cells {
			keep = keep || c.text != "" || c.pending() || column == 1 && c.formula || c.kind == doubtfulValue
		}
		if keep {
			hidden, said := frame.Rows[r.number-1]
			r.hidden = hidden || !said && frame.FlatRows
			g.rows = append(g.rows, *r)
		}
	}
	if len(g.rows) > maxRows {
		return nil, errTooManyRows
	}
	stable.Sort(g.rows, func(a, b row) int { return a.number - b.number })
	g.noZeros, g.top, g.left = frame.NoZeros, frame.Top+1, frame.Left
	g.conditionals = legacyConditionals(b.book, frame.Conditionals)
	g.layLegacy(frame.Shapes)
	for i := range g.columns {
		g.columns[i] = frame.NarrowColumns
	}
	for _, c := range frame.Columns {
		for i := c.First; i <= min(c.Last, maxColumn-1); i++ {
			g.columns[i] = c.Hidden || c.Width < leastWidth
		}
	}
	steps := 0
	for _, m := range frame.Merged {
		if err := g.mark(ref(m[2], m[0]+1)+":"+ref(m[3], m[1]+1), covered, &steps); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// templateSigns tells whether a formula is one of the template's own: they look
// something up, or show a label. It is templateFormulas for formulas in tokens.
func templateSigns(s xls.Signs) bool {
	if slices.ContainsFunc(s.Functions, func(n int) bool {
		return slices.Contains([]int{xls.FunctionNOW, xls.FunctionTODAY, xls.FunctionRAND, xls.FunctionINFO, xls.FunctionCELL}, n)
	}) {
		return false
	}
	to := func(sheet string) bool {
		return slices.ContainsFunc(s.Sheets, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), sheet) })
	}
	uses := func(n int) bool { return slices.Contains(s.Functions, n) }
	switch {
	case to(SheetLookup), to("Standard Smelter Names"), to("L"), to("K"), // lists that the template brings along
		uses(xls.FunctionISERROR) && uses(xls.FunctionOFFSET):
		return true
	case uses(xls.FunctionHLOOKUP):
		return s.Named
	}
	return uses(xls.FunctionISNA) && uses(xls.FunctionVLOOKUP) || uses(xls.FunctionISERROR) && len(s.Sheets) == 0
}
