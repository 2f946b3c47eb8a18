package cmrt

import (
	"slices"

	"itron.com/conflict-minerals/generator/text"
)

// labelColumn is where the Declaration has its questions.
const labelColumn = 1

// rowsBelow is how far below the last question of a Declaration people write; the lists of
// the template's answers, which are hidden, begin behind that.
const rowsBelow = 3

// betweenAnswers finds entries in rows of the Declaration in which nothing is asked, and
// texts that were typed over its questions. Where the questions are the template's formulas
// every other text there is the supplier's; in a workbook that keeps their results alone
// nobody can tell the two apart. asked are the columns of the answers by row.
func (r *reader) betweenAnswers(g *grid, asked map[int][]int) {
	if r.layout.Version < "3" && r.layout.Kind == Conflict {
		return // 2.x has texts of its own there
	}
	for _, cell := range r.layout.Minerals.Choice {
		column, row := splitRef(cell)
		asked[row] = append(asked[row], column)
		if r.layout.Minerals.Other != "" {
			asked[row+3] = append(asked[row+3], column) // the name of another
		}
	}
	first, last, formulas := 0, 0, 0
	for row := range asked {
		if first == 0 || row < first {
			first = row
		}
		last = max(last, row)
		if g.cell(ref(labelColumn, row)).formula {
			formulas++
		}
	}
	if 2*formulas < len(asked) {
		return
	}
	for i := range g.rows {
		row := &g.rows[i]
		if row.hidden || row.number < first || row.number > last+rowsBelow {
			continue
		}
		known := asked[row.number]
		for column := 0; column <= min(lastOwnColumn, len(row.cells)-1); column++ {
			c := row.cells[column]
			beside := len(known) > 0 && column >= firstOwnColumn // besideAnswers looks there
			if beside || c.formula || g.columns[column] || text.Seen(c.text) == "" || slices.Contains(known, column) {
				continue
			}
			where := ref(column, row.number)
			if column == labelColumn && len(known) > 0 {
				r.find(entryMisplaced, SheetDeclaration, where, "%q stands in the place of the template's own question.", c.text)
				continue
			}
			r.find(entryMisplaced, SheetDeclaration, where, "%q stands where the template asks nothing; it was not read.", c.text)
		}
	}
}
