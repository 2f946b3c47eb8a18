package cmrt

import (
	"strconv"

	"itron.com/conflict-minerals/generator/text"
)

// formatTable holds the number formats of a workbook by the number of a style. It is
// read when the first number is shown: most workbooks hold none that is asked for.
type formatTable struct {
	read    bool
	byStyle []text.Format
}

// format gives the number format of a style; General where the workbook has none, or
// its styles cannot be read.
func (w *workbook) format(style uint16) text.Format {
	if !w.formats.read {
		w.formats.read = true
		if data, err := w.archive.read(w.stylesPart); w.stylesPart != "" && err == nil {
			w.formats.byStyle = numberFormats(data)
		}
	}
	if int(style) >= len(w.formats.byStyle) {
		return text.Format{}
	}
	return w.formats.byStyle[style]
}

// numberFormats reads the formats of all styles of cells from a styles part, as far as
// it is well formed.
func numberFormats(data []byte) (list []text.Format) {
	own, parsed := map[int]string{}, map[int]text.Format{}
	t, inCells := tokens{data: data}, false
	for t.next() == nil && t.kind != tokenEOF && len(list) <= maxStyles {
		switch {
		case t.is("numFmt"):
			if id, err := strconv.Atoi(t.attr("numFmtId")); err == nil {
				own[id] = t.attr("formatCode")
			}
		case string(t.name) == "cellXfs":
			inCells = t.kind == tokenStart
		case inCells && t.is("xf"):
			id, _ := strconv.Atoi(t.attr("numFmtId"))
			f, known := parsed[id]
			if code, given := own[id]; !known && given {
				f = text.ParseFormat(code)
			} else if !known {
				f = text.BuiltinFormat(id)
			}
			parsed[id] = f
			list = append(list, f)
		}
	}
	return list
}

// styleOf reads the number of a cell's style from the attributes of its start tag; 0
// where it has none that can be.
func styleOf(attrs []byte) uint16 {
	t := tokens{attrs: attrs}
	if style, ok := digits(t.rawAttr("s")); ok && style <= maxStyles {
		return uint16(style)
	}
	return 0
}

// maxStyles is how many styles of cells Excel takes.
const maxStyles = 65_490
