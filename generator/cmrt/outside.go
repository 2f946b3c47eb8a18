package cmrt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// A supplier can write where the template asks nothing: beside the cell of an answer, or on
// a sheet of its own. Nothing is read from there, and what a person sees is told.

// ownColumns are the columns of the Declaration beside answers in which people write: C to
// L. Behind them the template keeps what it calculates with.
const firstOwnColumn, lastOwnColumn = 2, 11

// besideAnswers finds entries beside the cells where a row of the Declaration has its answer.
func (r *reader) besideAnswers(g *grid) {
	if r.layout.Version < "2" && r.layout.Kind == Conflict {
		return // 1.00 was seen blank only: what it has there is not known
	}
	asked := map[int][]int{} // columns by row
	ask := func(cells ...string) {
		for _, cell := range cells {
			if column, row := splitRef(cell); column >= 0 {
				asked[row] = append(asked[row], column)
			}
		}
	}
	f := r.layout.Fields
	ask(f.Name, f.Scope, f.ScopeDescription, f.UniqueID, f.UniqueIDAuthority, f.Address, f.ContactName, f.ContactEmail, f.ContactPhone, f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerEmail, f.AuthorizerPhone)
	ask(f.EffectiveDate)
	for _, q := range r.layout.Questions {
		for i := range r.slots {
			ask(q.Cell(i), q.CommentCell(i))
		}
	}
	for _, q := range r.layout.CompanyQuestions {
		ask(q.Cell(0), q.CommentCell(0))
	}
	r.betweenAnswers(g, asked)
	for i := range g.rows {
		row := &g.rows[i]
		known := asked[row.number]
		if len(known) == 0 || row.hidden {
			continue
		}
		for column := firstOwnColumn; column <= min(lastOwnColumn, len(row.cells)-1); column++ {
			c := row.cells[column]
			if c.formula || g.columns[column] || slices.Contains(known, column) || text.Seen(c.text) == "" {
				continue
			}
			where, place := ref(column, row.number), known[0]
			for _, k := range known { // the nearest before it
				if k < column && k > place {
					place = k
				}
			}
			if c.marks&covered != 0 {
				r.find(entryMisplaced, SheetDeclaration, where, "%q stands in a cell that a merged one covers; it would belong into %s.", c.text, ref(place, row.number))
				continue
			}
			r.find(entryMisplaced, SheetDeclaration, where, "%q stands where the template asks nothing; it would belong into %s.", c.text, ref(place, row.number))
		}
	}
}

// aboveHeadings finds an entry that seems to name a smelter above the first row of a table of
// smelters or mines. The template has words to the supplier there, and its headings.
func (r *reader) aboveHeadings(sheet string, g *grid) {
	above := g.rows
	if n := slices.IndexFunc(above, func(row row) bool { return row.number >= r.layout.SmelterHeader }); n >= 0 {
		above = above[:n]
	}
	if _, smelter := entriesOf(above); smelter != "" {
		r.find(entryMisplaced, sheet, smelter, "A smelter seems to stand above the headings of the table, which are in row %d; it was not read. It would belong below them.", r.layout.SmelterHeader)
	}
}

// templateSheets are the sheets of all versions of all templates, beside those that a layout
// names as hidden.
var templateSheets = []string{SheetRevision, "Instructions", "Definitions", SheetDeclaration, SheetSmelters, "Smelter and Mine List", "Standard Smelter Names",
	"Smelter Reference List", "Checker", SheetProducts, SheetLookup, SheetMines, SheetReasons}

// mostOwnSheets is how many sheets of the supplier's are looked into.
const mostOwnSheets = 20

// numberInside is one in a text, of whatever version.
var numberInside = lazyregexp.New(`(?i)\bCID ?\d{6}\b|\b[1-4][A-Z]{3}\d{3}\b`)

// ownSheets tells of sheets with entries that a person sees and the template does not have:
// where smelters seem to stand there, or the sheet is named like one of answers, more
// than a note.
func (r *reader) ownSheets() {
	if a := r.book.archive; a != nil && a.contains("threadedcomments/") { // notes of the old kind the template brings along
		f := sheetNotRead.At(r.d.File, "", "", "People wrote comments on cells of the workbook; they were not read.")
		f.Severity = finding.Note
		r.add(f)
	}
	looked := 0
	for i := range r.book.sheets {
		s := &r.book.sheets[i]
		known := func(name string) bool { return sameName(s.name, name) }
		if s.hidden || s.part == "" || slices.ContainsFunc(templateSheets, known) || slices.ContainsFunc(r.layout.hidden, known) {
			continue
		}
		if looked++; looked > mostOwnSheets {
			f := sheetNotRead.At(r.d.File, "", "", fmt.Sprintf("The workbook has more than %d sheets that the template does not have; they were not read.", mostOwnSheets))
			r.add(f)
			return
		}
		g, err := r.book.readPart(s, 0)
		if err != nil {
			r.find(sheetNotRead, s.name, "", "The template has no sheet %q; it was not read, and cannot be: %s.", s.name, err.Error())
			continue
		}
		entry, smelter := entriesOf(g.rows)
		named := slices.ContainsFunc([]string{SheetDeclaration, SheetSmelters, SheetProducts, SheetMines}, func(n string) bool {
			return strings.HasPrefix(text.Compact(s.name), text.Compact(n))
		})
		switch {
		case entry == "":
		case named:
			r.find(sheetNotRead, s.name, "", "The template has no sheet %q, which is named like one that holds answers; it was not read.", s.name)
		case smelter != "":
			r.find(sheetNotRead, s.name, smelter, "The template has no sheet %q, on which smelters seem to stand, the first in %s; it was not read.", s.name, smelter)
		default:
			f := sheetNotRead.At(r.d.File, shortened(s.name), entry, fmt.Sprintf("The template has no sheet %q; what stands there, from %s on, was not read.", shortened(s.name), entry))
			f.Severity = finding.Note
			r.add(f)
		}
	}
}

// entriesOf gives the first cell of these rows that says anything, and the first that seems to
// name a smelter: by its number, or by a metal with something else behind it.
func entriesOf(rows []row) (entry, smelter string) {
	for i := range rows {
		row := &rows[i]
		metal := -1
		for column, c := range row.cells {
			if text.Seen(c.text) == "" {
				continue
			}
			at := columnName(column) + strconv.Itoa(row.number)
			if entry == "" {
				entry = at
			}
			if len(c.text) < 100 && numberInside.MatchString(text.Seen(c.text)) {
				return entry, at
			}
			switch of := MetalNamed(c.text) != ""; {
			case of && metal < 0:
				metal = column
			case !of && metal >= 0:
				return entry, columnName(metal) + strconv.Itoa(row.number)
			}
		}
	}
	return entry, ""
}
