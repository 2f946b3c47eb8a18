package cmrt

import "bytes"

// templateFormulas are what the template's own formulas in the cells of an entry hold,
// in every version: they look something up, or show a label. All others are the
// supplier's, or its program's.
var templateFormulas = [][]byte{[]byte("Smelter Look-up"), []byte("ISERROR($"), []byte("ISNA(VLOOKUP("), []byte("OFFSET(L!"), []byte("HLOOKUP(SL")}

// longestMark is how much of a formula is looked at.
const longestMark = 96

// supplied tells whether the formula of the cell just read is the supplier's. One
// that stands in several cells is written in the first of them only.
func (r *sheetReader) supplied() bool {
	if len(r.formula) == 0 {
		return r.shared[string(r.number)]
	}
	own := true
	for _, mark := range templateFormulas {
		own = own && !bytes.Contains(r.formula, mark)
	}
	if len(r.number) > 0 {
		if r.shared == nil {
			r.shared = map[string]bool{}
		}
		r.shared[string(r.number)] = own
	}
	return own
}
