package demo

import (
	"fmt"
	"maps"
	"strconv"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

// lookupFirst is the first row of the look-up in every version that is written.
const lookupFirst = 5

// blankRows is how many rows below the last entry keep their formulas, as all
// 2,500 do in a real template: a reader must not take them for entries.
const blankRows = 4

// place gives the entries their rows, and every mistake in one its cell.
func (b *book) place() {
	for i, entry := range b.entries {
		entry.row = b.layout.SmelterFirst + i
	}
	for i := range b.seeds {
		if s := &b.seeds[i]; s.entry != nil {
			s.sheet, s.cell = cmrt.SheetSmelters, s.column+strconv.Itoa(s.entry.row)
		}
	}
}

// lay puts the entries into the cells of the Smelter List.
func (b *book) lay(e *edition) {
	for _, entry := range b.entries {
		b.layRow(e, entry)
	}
	last := b.layout.SmelterFirst + len(b.entries) + blankRows
	if b.rows > 0 {
		last = b.longFrom()
	}
	for row := b.layout.SmelterFirst + len(b.entries); row < last; row++ {
		b.layFormulas(row, "", "", nil, nil)
	}
	b.entries = nil
}

// laid gives the book with its entries in cells; the book itself stays as it is.
func (b *book) laid(e *edition) *book {
	if b.entries == nil {
		return b
	}
	filled := *b
	filled.sheets = maps.Clone(b.sheets)
	filled.sheets[cmrt.SheetSmelters] = maps.Clone(b.sheets[cmrt.SheetSmelters])
	filled.lay(e)
	return &filled
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
		if b.rows > 0 { // as long as a real one
			return fmt.Sprintf(`IF(ISERROR($V%d),"",IF(INDEX('Smelter Look-up'!$%s:$%s,$V%d)="","",INDEX('Smelter Look-up'!$%s:$%s,$V%d)))`, row, column, column, row, column, column, row)
		}
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
	if b.rows > 0 { // what a real row has beside: cells for answers that nobody gave, and more formulas
		for _, column := range []string{"A", "D", "K", "L", "M", "N", "O", "P", "Q", "U"} {
			b.sheets[cmrt.SheetSmelters][column+strconv.Itoa(row)] = excelize.Cell{StyleID: styleHead}
		}
		put("S", fmt.Sprintf(`IF(B%d="","",IF(ISERROR(MATCH($E%d,C!$B:$B,0)),"Unknown",INDEX(C!$A:$A,MATCH($E%d,C!$B:$B,0))))`, row, row, row), "")
		put("T", fmt.Sprintf(`IF(B%d="","",IF(ISERROR(MATCH($J%d,SorP!$B:$B,0)),"",INDEX(SorP!$A:$A,MATCH($J%d,SorP!$B:$B,0))))`, row, row, row), "")
		put("X", fmt.Sprintf(`IF(AND(C%d="%s",OR(LEN(D%d)=0,LEN(E%d)=0)),1,0)`, row, cmrt.NotListed, row, row), 0)
		put("AB", fmt.Sprintf(`B%d&C%d`, row, row), metal+name)
	}
	put("V", fmt.Sprintf(`IFERROR(MATCH(B%d&C%d,'Smelter Look-up'!$J:$J,0),"")`, row, row), at)
}
