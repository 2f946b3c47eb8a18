package cmrt

import "bytes"

// templateFormulas are what the template's own formulas in the cells of an entry hold,
// in every version: they look something up, or show a label. All others are the
// supplier's, or its program's.
var templateFormulas = [][]byte{[]byte("Smelter Look-up"), []byte("ISERROR($"), []byte("ISNA(VLOOKUP("), []byte("OFFSET(L!"), []byte("HLOOKUP(SL")}

// longestMark is how much of a formula is looked at for those.
const longestMark = 96

// unsteady are the functions that give another result whenever they are calculated.
var unsteady = [][]byte{[]byte("NOW("), []byte("TODAY("), []byte("RAND("), []byte("RANDBETWEEN("), []byte("RANDARRAY("), []byte("INFO("), []byte("CELL(")}

// readFormula remembers the formula just entered, where it stands if it is in one piece.
func (r *sheetReader) readFormula() error {
	if r.kind == tokenEmpty {
		return nil
	}
	for depth := r.depth; ; {
		if err := r.next(); err != nil {
			return err
		}
		switch r.kind {
		case tokenEOF:
			return errXMLTruncated
		case tokenEnd:
			if r.depth < depth {
				return nil
			}
		case tokenText, tokenCDATA:
			if r.formula == nil {
				r.formula = r.text[:len(r.text):len(r.text)]
			} else {
				r.formula = append(r.formula, r.text...)
			}
		}
	}
}

// supplied tells whether the formula of the cell just read is the supplier's; of one
// with a result, or that stands in several cells, also whether it gives another result
// each time. One that stands in several cells is written in the first of them only.
func (r *sheetReader) supplied(result bool) bool {
	if len(r.formula) == 0 {
		return r.shared[string(r.number)]
	}
	own := !holdsAny(r.formula[:min(len(r.formula), longestMark)], templateFormulas)
	if !own && (result || len(r.number) > 0) {
		own = holdsAny(bytes.ToUpper(r.formula), unsteady)
	}
	if len(r.number) > 0 {
		r.defines = true
		if r.shared == nil {
			r.shared = map[string]bool{}
		}
		r.shared[string(r.number)] = own
	}
	return own
}

func holdsAny(formula []byte, marks [][]byte) bool {
	for _, mark := range marks {
		if bytes.Contains(formula, mark) {
			return true
		}
	}
	return false
}
