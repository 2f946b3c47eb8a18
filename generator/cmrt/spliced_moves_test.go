package cmrt

import (
	"bytes"
	"strconv"
)

// moved rewrites the references of one sheet as inserting (by > 0) or deleting
// rows or columns from a place on does. Excel moves formulas and merges too,
// which a reader of values does not see.
func (o *original) moved(sheet string, row, column, by int) []byte {
	o.t.Helper()
	s := o.sheet(sheet)
	out, done := make([]byte, 0, len(s.xml)*11/10), 0
	for _, x := range s.all {
		n, c := x.row, x.column
		switch {
		case x.from < done: // its row is gone
			continue
		case row > 0 && by < 0 && n >= row && n < row-by:
			out, done = append(out, s.xml[done:x.from]...), x.to
			continue
		case row > 0 && n >= row:
			n += by
		case column > 0 && c >= column:
			c += by
		}
		out = append(append(out, s.xml[done:x.refFrom]...), letters(c)...)
		out, done = strconv.AppendInt(out, int64(n), 10), x.refTo
	}
	return o.zipped(map[string][]byte{o.parts[sheet]: append(out, s.xml[done:]...)})
}

// renamed gives a sheet another name.
func (o *original) renamed(sheet, name string) []byte {
	return o.replaced("xl/workbook.xml", `name="`+sheet+`"`, `name="`+name+`"`)
}

// replaced puts one text in the place of another, which has to be there, in a part.
func (o *original) replaced(part, old, with string) []byte {
	o.t.Helper()
	data := o.part(part)
	if !bytes.Contains(data, []byte(old)) {
		o.t.Fatalf("%s does not hold %s", part, old)
	}
	return o.zipped(map[string][]byte{part: bytes.Replace(data, []byte(old), []byte(with), 1)})
}
