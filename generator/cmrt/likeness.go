package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// A version that is not known yet is read like the newest that is, as far as it is
// built like it. Labels are translated, so what is compared is where they stand, and
// the few texts that are not translated.

// unlike gives the first sheet with answers that is not built as the layout has it,
// "" where all are.
func (r *reader) unlike(declaration *grid, l Layout) string {
	sheets := []string{SheetRevision, l.SmelterSheet, "Checker", SheetProducts}
	if l.LookupFirst > 0 {
		sheets = append(sheets, SheetLookup)
	}
	if l.Mines != (MineColumns{}) {
		sheets = append(sheets, SheetMines)
	}
	for _, name := range sheets {
		if !r.book.has(name) {
			return name
		}
	}
	if l.misfit(declaration) != "" || !labelled(declaration, l) || !offersTheSame(declaration, l) {
		return SheetDeclaration
	}
	smelters, err := r.book.read(l.SmelterSheet, l.SmelterHeader)
	if err != nil || !l.heads(smelters) {
		return l.SmelterSheet
	}
	return ""
}

// offersTheSame compares the lists from which answers are chosen. They stand below
// the questions, in rows that the template hides.
func offersTheSame(sheet *grid, l Layout) bool {
	known := slices.Concat(yesNoUnknown, shares, surveys, disclosures, l.scopes)
	for _, q := range slices.Concat(l.Questions, l.CompanyQuestions) {
		known = slices.Concat(known, q.options)
	}
	for _, m := range l.Minerals.Known {
		known = append(known, option{string(m), ""}, option{"(Delete " + string(m) + ")", ""})
	}
	for _, text := range leftLists {
		known = append(known, option{text, ""})
	}
	minerals := false // of a list that is free, any may follow
	for i := range sheet.rows {
		row := &sheet.rows[i]
		if row.number < l.choices {
			continue
		}
		minerals = minerals || l.Minerals.Other != "" && slices.Contains(l.Minerals.Known, mineralNamed(row.text("B")))
		if minerals {
			break
		}
		for column := 1; column < 8; column++ {
			text := row.at(column).text
			if text != "" && !row.at(column).isError() && !slices.ContainsFunc(known, func(o option) bool { return fold(o.text) == fold(text) || text == "1" && o.text == "100%" }) {
				return false
			}
		}
	}
	for i, cell := range []string{"P9", "Q9", "R9"} {
		if text := sheet.at(cell); text != "" && fold(text) != fold(l.scopes[i].text) {
			return false
		}
	}
	return true
}

// heads tells whether the header of the Smelter List has a label for each column of
// the layout, and the hidden one, which is not translated, right behind them.
func (l Layout) heads(g *grid) bool {
	c := l.Columns
	for _, letter := range []string{c.IDTyped, c.Metal, c.Lookup, c.Name, c.Country, c.ID, c.IDSource, c.Street, c.City, c.State,
		c.ContactName, c.ContactEmail, c.NextSteps, c.MineName, c.MineCountry, c.Recycled, c.Comment} {
		if !g.cell(letter + strconv.Itoa(l.SmelterHeader)).stands() {
			return false
		}
	}
	return strings.Contains(strings.ToLower(g.at(c.StandardName+strconv.Itoa(l.SmelterHeader))), "standard")
}

// stands tells whether a cell holds a text, or a formula that was never calculated.
func (c cell) stands() bool { return c.formula || strings.TrimSpace(c.text) != "" }

// productColumnsFit judges the Product List by its header: the columns of 6.6 are not
// those of older versions, whatever the Declaration says. A list that has the columns
// of another version is not read, nor are columns that the layout does not have.
func (r *reader) productColumnsFit(g *grid) bool {
	header := g.find(r.layout.ProductHeader)
	if header == nil || !r.headed(g, r.layout.ProductHeader) {
		return true // a program wrote entries only: there is nothing to go by
	}
	var labels []string
	for column := range header.cells {
		if letter := strings.TrimRight(ref(column, 1), "1"); column > 0 && header.cells[column].stands() {
			labels = append(labels, letter)
		}
	}
	own := r.layout.Products.letters()
	if slices.Equal(labels, own) {
		return true
	}
	_, known := LayoutFor(r.layout.Kind, r.d.Template.Version)
	another := slices.ContainsFunc(layoutsOf(r.layout.Kind), func(l Layout) bool { return slices.Equal(l.Products.letters(), labels) })
	if known && !another && slices.ContainsFunc(own, func(letter string) bool { return slices.Contains(labels, letter) }) {
		return true
	}
	switch {
	case !r.anyProduct(g):
	case len(labels) == 0:
		r.find(sheetNotRead, SheetProducts, "B"+strconv.Itoa(r.layout.ProductHeader), "The Product List has no labels over its columns, where %s %s has them in row %d: it was not read.",
			r.layout.Kind, r.layout.Version, r.layout.ProductHeader)
	default:
		r.find(sheetNotRead, SheetProducts, "B"+strconv.Itoa(r.layout.ProductHeader), "The Product List has its labels in columns %s, where %s %s has %s: it was not read.",
			strings.Join(labels, ", "), r.layout.Kind, r.layout.Version, strings.Join(own, ", "))
	}
	return false
}

// anyProduct tells whether something stands below the header of the Product List.
func (r *reader) anyProduct(g *grid) bool {
	return slices.ContainsFunc(g.rows, func(row row) bool {
		return row.number >= r.layout.ProductFirst && !row.footer() && slices.ContainsFunc(row.cells, cell.stands)
	})
}
