package cmrt

import "strconv"

// A cell can hold an error instead of a text, and nothing is read from it then. What a
// person sees there is told, wherever the template asks for something.

// failed finds a cell with an error. Microsoft 365 stores a picture placed in a cell, and a
// linked data type such as Geography, as one that only programs without them show.
func (r *reader) failed(c cell, sheet, cell string) {
	if c.marks&richValue == 0 {
		r.find(cellError, sheet, cell, "The cell holds the formula error %s.", typed(c.text))
		return
	}
	f := cellError.At(r.d.File, shortened(sheet), cell, "The cell holds a picture or a linked data type of Microsoft 365, not a text; nothing was read from it.")
	f.Fix = "Type the text itself into the cell."
	r.add(f)
}

// rowErrors finds errors in the cells of a row of the Smelter List. Where metal and
// look-up fail, the template's own formulas say that they do not know the number; where
// its formulas fail beside them, they fail for the same reason. The number's own formula
// fails in 2.x and 3.x for most valid names, also where a program kept the result alone.
func (r *reader) rowErrors(row *row) {
	c := r.layout.Columns
	named := columnSet(c.Metal, c.Lookup)
	columns, _ := r.layout.seenColumns()
	if r.layout.LookupFirst == 0 {
		columns &^= columnSet(c.ID)
	}
	for column := range row.cells {
		v, bit := row.cells[column], uint32(1)<<column
		if columns&bit == 0 || !v.isError() {
			continue
		}
		switch where := columnName(column) + strconv.Itoa(row.number); {
		case v.marks&richValue != 0, named&bit == 0 && (!v.formula || v.own): // not the template's
			r.failed(v, r.layout.SmelterSheet, where)
		case named&bit != 0:
			r.find(cellError, r.layout.SmelterSheet, where, "The cell holds the formula error %s; the workbook's own look-up does not know the number %q.", v.text, row.text(c.IDTyped))
		}
	}
}

// notCalculated says why a cell that looks blank is not read as blank.
const notCalculated = "The cell holds a formula without a result: it was never calculated."

// uncalculated finds a formula of the supplier's without a result. A result that is an empty
// text may be what Excel calculated, or what a program left there that calculates nothing.
func (r *reader) uncalculated(c cell, sheet, cell string) {
	if c.unsaved() {
		r.find(neverCalculated, sheet, cell, notCalculated)
		return
	}
	f := neverCalculated.At(r.d.File, shortened(sheet), cell, "The cell holds a formula that was saved with an empty text for its result: it gives nothing, or was never calculated.")
	f.Fix = "Type the entry itself in the place of the formula, or clear the cell, and send the workbook again."
	r.add(f)
}
