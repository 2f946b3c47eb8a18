package cmrt

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// templateFormulas are what the template's own formulas in the cells of an entry hold,
// in every version: they look something up, or show a label. All others are the
// supplier's, or its program's.
var templateFormulas = [][]byte{[]byte("Smelter Look-up"), []byte("ISERROR($"), []byte("ISNA(VLOOKUP("), []byte("OFFSET(L!"), []byte("HLOOKUP(SL")}

// longestMark is how much of a formula is looked at for those.
const longestMark = 96

// longestShape is how long a formula of the template's can be.
const longestShape = 1_000

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

// shapes are the template's formulas in the cells of an entry, in all of 6.x, by column
// and without the number of their row, beside those of the demonstration: a formula that
// only begins like one of them is somebody else's, and gives what it wants when it is
// calculated. Of older versions the formulas differ from one edition to the next.
var shapes = map[int][]string{
	1: byNumber("A"), 2: byNumber("C"),
	4: byIndex("D"), 5: byIndex("E"), 7: byIndex("G"), 8: byIndex("H"), 9: byIndex("I"),
	6: append(byIndex("F"), `IF(C#=X4,"ENTERSMELTERDETAILS",IF(ISERROR(V#),"",OFFSET('SMELTERLOOK-UP'!F4,V#-4,0)))`,
		`IF(C#=X4,IF(ISERROR(V#),"ENTERSMELTERDETAILS","RMI"),IF(ISERROR(V#),"",OFFSET('SMELTERLOOK-UP'!F4,V#-4,0)))`),
	// which row of the look-up the others take
	indexColumn: {`IFERROR(MATCH(B#&C#,'SMELTERLOOK-UP'!J:J,0),"")`, `IF(C#="",NA(),MATCH(B#&C#,'SMELTERLOOK-UP'!J:J,0))`,
		`IF(C#="",NA(),IF(OR(C#="SMELTERNOTLISTED",C#="SMELTERNOTYETIDENTIFIED"),MATCH(B#&D#,'SMELTERLOOK-UP'!J:J,0),MATCH(B#&C#,'SMELTERLOOK-UP'!J:J,0)))`},
}

// byNumber are the formulas that take a column of the look-up by the number in A.
func byNumber(column string) []string {
	const rest = `,"",INDEX('SMELTERLOOK-UP'!@:@,MATCH(A#,'SMELTERLOOK-UP'!E:E,0)))`
	return of(column, "IF(LEN(A#)=0"+rest, `IF(A#=""`+rest)
}

// byIndex are those that take it by the row in V.
func byIndex(column string) []string {
	return of(column, `IF(ISERROR(V#),"",OFFSET('SMELTERLOOK-UP'!@4,V#-4,0))`, `IF(ISERROR(V#),"",OFFSET('SMELTERLOOK-UP'!@4,V#-4,0)&"")`, `IFERROR(INDEX('SMELTERLOOK-UP'!@:@,V#),"")`)
}

func of(column string, list ...string) []string {
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], "@", column)
	}
	return list
}

// indexColumn is the hidden column V of the Smelter List of 6.x.
const indexColumn = 21

// shaped tells whether the formula just read is the template's in its column. One that
// stands in several cells is written in the first of them only.
func (r *sheetReader) shaped() bool {
	if len(r.formula) == 0 {
		column, known := r.sharedShape[string(r.number)]
		return known && column == r.column
	}
	shaped := r.likeTemplate()
	if shaped && len(r.number) > 0 {
		if r.sharedShape == nil {
			r.sharedShape = map[string]int{}
		}
		r.sharedShape[string(r.number)] = r.column
	}
	return shaped
}

func (r *sheetReader) likeTemplate() bool {
	known := shapes[r.column]
	if known == nil || len(r.formula) > longestShape {
		return false
	}
	if r.shape = append(r.shape[:0], decodeText(r.formula)...); len(r.shape) == 0 {
		return false
	}
	own := strconv.Itoa(r.row.number)
	kept := r.shape[:0]
	for i := 0; i < len(r.shape); i++ {
		c := r.shape[i]
		switch {
		case isSpace(c), c == '$':
			continue
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case c >= '1' && c <= '9' && i > 0 && len(kept) > 0 && kept[len(kept)-1] >= 'A' && kept[len(kept)-1] <= 'Z' && bytes.HasPrefix(r.shape[i:], []byte(own)):
			if end := i + len(own); end == len(r.shape) || r.shape[end] < '0' || r.shape[end] > '9' {
				c = '#'
				i = end - 1
			}
		}
		kept = append(kept, c)
	}
	return slices.Contains(known, string(kept))
}

func holdsAny(formula []byte, marks [][]byte) bool {
	for _, mark := range marks {
		if bytes.Contains(formula, mark) {
			return true
		}
	}
	return false
}
