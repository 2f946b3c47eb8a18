package demo

import (
	"fmt"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
)

// lookupFirst is the first row of the look-up in every version that is written.
const lookupFirst = 5

// blankRows is how many rows below the last entry keep their formulas, as all
// 2,500 do in a real template: a reader must not take them for entries.
const blankRows = 4

// lay puts the entries into the cells of the Smelter List and gives every mistake
// in a row its cell.
func (b *book) lay(e *edition) {
	for i, entry := range b.entries {
		entry.row = b.layout.SmelterFirst + i
		b.layRow(e, entry)
	}
	for i := range blankRows {
		b.layFormulas(b.layout.SmelterFirst+len(b.entries)+i, "", "", nil, nil)
	}
	for i := range b.seeds {
		if s := &b.seeds[i]; s.entry != nil {
			s.sheet, s.cell = cmrt.SheetSmelters, s.column+strconv.Itoa(s.entry.row)
		}
	}
	b.entries = nil
}

func (b *book) layRow(ed *edition, e *entry) {
	if f := e.facility; f != nil {
		name := f.name
		if e.named != "" {
			name = e.named
		}
		var at any
		if row := ed.rowOf[title(e.metal)+name]; row > 0 {
			at = row
		}
		b.layFormulas(e.row, title(e.metal), name, f, at)
		if e.named == "" {
			b.put(cmrt.SheetSmelters, "A"+strconv.Itoa(e.row), f.id)
		} else { // metal and name were chosen: they are values
			b.put(cmrt.SheetSmelters, "B"+strconv.Itoa(e.row), title(e.metal))
			b.put(cmrt.SheetSmelters, "C"+strconv.Itoa(e.row), name)
		}
	}
	for column, text := range e.over {
		b.put(cmrt.SheetSmelters, column+strconv.Itoa(e.row), text)
	}
}

// layFormulas writes what the template calculates in a row. at is the row of the
// look-up, nil where there is none. The street is 0, as in the real template,
// since the look-up has none.
func (b *book) layFormulas(row int, metal, name string, f *facility, at any) {
	if at == nil {
		at = ""
	}
	country, id, source, city, state, standard := "", "", "", "", "", ""
	var street any = ""
	if f != nil {
		country, id, source, city, state, standard = f.place.country, f.id, directoryName, f.city, f.place.state, f.name
		street = 0
	}
	put := func(column, formula string, result any) {
		b.formula(cmrt.SheetSmelters, column+strconv.Itoa(row), formula, result)
	}
	byNumber := func(column string) string {
		return fmt.Sprintf(`IF(A%d="","",INDEX('Smelter Look-up'!$%s:$%s,MATCH(A%d,'Smelter Look-up'!$E:$E,0)))`, row, column, column, row)
	}
	byRow := func(column string) string {
		return fmt.Sprintf(`IFERROR(INDEX('Smelter Look-up'!$%s:$%s,V%d),"")`, column, column, row)
	}
	put("B", byNumber("A"), metal)
	put("C", byNumber("C"), name)
	put("E", byRow("D"), country)
	put("F", byRow("E"), id)
	put("G", byRow("F"), source)
	put("H", byRow("G"), street)
	put("I", byRow("H"), city)
	put("J", byRow("I"), state)
	put("R", byRow("C"), standard)
	put("V", fmt.Sprintf(`IFERROR(MATCH(B%d&C%d,'Smelter Look-up'!$J:$J,0),"")`, row, row), at)
}
