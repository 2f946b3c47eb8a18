package cmrt

import (
	"strconv"
	"strings"
)

// SheetMines and SheetReasons are sheets of EMRT from 2.0 and of AMRT.
const (
	SheetMines   = "Mine List"
	SheetReasons = "Minerals Scope"
)

// mines reads the Mine List: which mine a smelter sources from.
func (r *reader) mines() {
	if r.layout.Mines == (MineColumns{}) {
		return
	}
	if !r.book.has(SheetMines) {
		r.find(sheetNotRead, SheetMines, "", "The workbook has no sheet %q, which %s %s has.", SheetMines, r.layout.Kind, r.layout.Version)
		return
	}
	g, ok := r.sheet(SheetMines, 0)
	if !ok {
		return
	}
	if cell := r.mineListMisfit(g); cell != "" {
		r.find(sheetNotRead, SheetMines, cell, "The Mine List is not built as %s %s has it, first seen in %s: it was not read.", r.layout.Kind, r.layout.Version, cell)
		return
	}
	c, seen := r.layout.Mines, r.watch(SheetMines, g)
	letters := []string{c.Metal, c.Smelter, c.Name, c.ID, c.IDSource, c.Country, c.Street, c.City, c.State, c.ContactName, c.ContactEmail, c.NextSteps, c.Comment}
	seen.columns = columnSet(letters...)
	seen.asked = seen.columns
	overflow := 0
	for i := range g.rows {
		row := &g.rows[i]
		if row.number < r.layout.SmelterFirst || row.footer() {
			continue
		}
		at := func(letter string) string {
			return r.shown(row.entry(letter), SheetMines, letter, row.number)
		}
		m := Mine{MetalRaw: typed(row.entry(c.Metal).text), Smelter: at(c.Smelter), Name: at(c.Name), ID: at(c.ID), IDSource: at(c.IDSource), Country: at(c.Country), Street: at(c.Street),
			City: at(c.City), State: at(c.State), ContactName: at(c.ContactName), ContactEmail: at(c.ContactEmail), NextSteps: at(c.NextSteps), Comment: at(c.Comment)}
		seen.lookAtRow(row)
		entered := m != (Mine{})
		for _, letter := range letters {
			column, _ := splitRef(letter)
			v := row.at(column)
			if entered = entered || v.pending() || v.kind == doubtfulValue; v.pending() {
				r.uncalculated(row.at(column), SheetMines, letter+strconv.Itoa(row.number))
			}
		}
		if !entered {
			continue
		}
		m.Row, m.Metal = row.number, r.metal(m.MetalRaw)
		for _, letter := range letters {
			column, _ := splitRef(letter)
			if v := row.at(column); v.isError() {
				r.failed(v, SheetMines, letter+strconv.Itoa(row.number))
			}
		}
		if row.number > mineLast {
			overflow++
		}
		r.d.Mines = append(r.d.Mines, m)
	}
	if overflow > 0 {
		r.find(smelterOverflow, SheetMines, "A"+strconv.Itoa(mineLast+1), "%d mines stand below row %d, the last of the template's table.", overflow, mineLast)
	}
	r.aboveHeadings(SheetMines, g)
	seen.report()
}

// mineLast is the last row of every Mine List.
const mineLast = 2504

// mineListMisfit gives the first cell that shows that rows or columns were moved.
func (r *reader) mineListMisfit(g *grid) string {
	if cell, v := findVersion(g, r.layout.SmelterHeader); cell != "" && v == r.d.Template.Version && cell != "M3" {
		return cell
	}
	if !r.calculated {
		return ""
	}
	for column := range 13 {
		if cell := ref(column, r.layout.SmelterHeader); !g.cell(cell).stands() {
			return cell
		}
	}
	return ""
}

// reasons reads why the one who asks wants minerals declared.
func (r *reader) reasons() {
	if r.layout.ReasonsFirst == 0 || !r.book.has(SheetReasons) {
		return
	}
	g, ok := r.sheet(SheetReasons, r.layout.ReasonsLast)
	if !ok {
		return
	}
	for number := r.layout.ReasonsFirst; number <= r.layout.ReasonsLast; number++ {
		n := strconv.Itoa(number)
		reason := Reason{number, r.value(g, SheetReasons, "B"+n), r.value(g, SheetReasons, "C"+n)}
		if strings.TrimSpace(reason.Mineral+reason.Reason) != "" {
			r.d.Reasons = append(r.d.Reasons, reason)
		}
	}
}
