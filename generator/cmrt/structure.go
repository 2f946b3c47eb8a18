package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// Labels are translated, so they cannot be compared; but where a label stands and
// where none does is the same in every language. Each question has its text in
// column B, one label a metal below, and a blank row after them. A row that was
// inserted or deleted breaks that pattern for every question below it.

// present tells whether a cell of column B holds a label: text, or a formula that
// was never calculated.
func present(g *grid, row int) bool {
	c := g.cell("B" + strconv.Itoa(row))
	return c.formula || c.kind == doubtfulValue || strings.TrimSpace(c.text) != ""
}

// labelled tells whether a Declaration has labels at all; some programs write
// answers only, and then there is no pattern to go by.
func labelled(g *grid, l Layout) bool {
	for _, q := range l.Questions {
		if present(g, q.Row) {
			return true
		}
	}
	return false
}

// misfit gives the first cell where the Declaration's labels break the pattern,
// "" where none does.
func (l Layout) misfit(g *grid) string {
	if l.unseen || !labelled(g, l) {
		return ""
	}
	for _, q := range l.Questions {
		for i := -1; i < len(l.Minerals.Fixed); i++ { // where the supplier chooses the minerals, a row may be without a label
			if !present(g, q.Row+i) && (i < 0 || q.Asks(l.Minerals.Fixed[i])) {
				return "B" + strconv.Itoa(q.Row+i)
			}
		}
		if q.rows > 0 && present(g, q.Row+q.rows) {
			return "B" + strconv.Itoa(q.Row+q.rows)
		}
	}
	for i, q := range l.CompanyQuestions {
		if !present(g, q.Row) {
			return "B" + strconv.Itoa(q.Row)
		}
		if i+1 < len(l.CompanyQuestions) && present(g, q.Row+1) {
			return "B" + strconv.Itoa(q.Row+1)
		}
	}
	return l.companyMisfit(g)
}

// companyMisfit is misfit for the company block: a label beside each field, none
// below the last.
func (l Layout) companyMisfit(g *grid) string {
	f := l.Fields
	for _, cell := range []string{f.Name, f.Scope, f.ScopeDescription, f.UniqueID, f.UniqueIDAuthority, f.Address, f.ContactName, f.ContactEmail,
		f.ContactPhone, f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerEmail, f.AuthorizerPhone, f.EffectiveDate} {
		if _, row := splitRef(cell); cell != "" && !present(g, row) {
			return "B" + strconv.Itoa(row)
		}
	}
	if _, last := splitRef(f.EffectiveDate); present(g, last+1) {
		return "B" + strconv.Itoa(last+1)
	}
	return ""
}

// declarationFits finds rows that were inserted or deleted in the Declaration.
func (r *reader) declarationFits(g *grid) bool {
	r.calculated = g.at("B"+strconv.Itoa(r.layout.Questions[0].Row)) != ""
	cell := r.layout.misfit(g)
	if cell == "" {
		return true
	}
	r.find(sheetShifted, SheetDeclaration, cell, "The labels are not where %s %s has them, first seen in %s: rows were inserted or deleted.", r.layout.Kind, r.d.Template.Version, cell)
	return false
}

// headed tells whether a table's header stands in its row. A formula without a
// result counts only where the workbook's labels were never calculated: below the
// header of the Smelter List every row begins with a formula.
func (r *reader) headed(g *grid, row int) bool {
	return r.layout.unseen || g.at("B"+strconv.Itoa(row)) != "" || !r.calculated && present(g, row)
}

// smelterListFits finds rows or columns that were moved in the Smelter List, by
// the revision it repeats and by its header, and sheets of two templates put together.
func (r *reader) smelterListFits(g *grid) bool {
	l := r.layout
	if v := versionIn(g.at(l.SmelterRevision)); v != "" {
		if v != r.d.Template.Version {
			r.find(templateVersionMixed, l.SmelterSheet, l.SmelterRevision, "The Declaration is of version %s, the Smelter List of %s.", r.d.Template.Version, v)
		}
	} else if cell, v := findVersion(g, l.SmelterHeader+3); cell != "" {
		column, number := splitRef(cell)
		_, want := splitRef(l.SmelterRevision)
		if v == r.d.Template.Version || number != want || column > maxColumn {
			r.find(sheetShifted, l.SmelterSheet, cell, "The revision stands in %s instead of %s: rows or columns were inserted or deleted.", cell, l.SmelterRevision)
			return false
		}
		r.find(templateVersionMixed, l.SmelterSheet, cell, "The Declaration is of version %s, the Smelter List of %s.", r.d.Template.Version, v)
		if other, ok := LayoutFor(l.Kind, v); ok {
			if other.Columns != l.Columns {
				r.find(sheetShifted, l.SmelterSheet, cell, "The columns of the Smelter List are those of version %s, not of %s.", v, r.d.Template.Version)
				return false
			}
		}
	}
	header := r.headed(g, l.SmelterHeader)
	unlabelled := r.calculated && !header // the Declaration has labels, this sheet has none
	moved := !header && slices.ContainsFunc(g.rows, func(row row) bool {
		return row.number > l.SmelterHeader && row.number <= l.SmelterHeader+5 && r.metal(row.text(r.layout.Columns.Metal)) == "" && row.at(1).text != ""
	})
	if header && r.metalListed(g.at(l.Columns.Metal+strconv.Itoa(l.SmelterHeader))) {
		r.find(sheetShifted, l.SmelterSheet, "B"+strconv.Itoa(l.SmelterHeader), "An entry stands in row %d of the Smelter List, where its headings belong: the list was pasted one row too high, or rows were deleted.", l.SmelterHeader)
		return false
	}
	if moved || unlabelled {
		r.find(sheetShifted, l.SmelterSheet, "B"+strconv.Itoa(l.SmelterHeader), "The header of the Smelter List is not in row %d: rows were inserted or deleted.", l.SmelterHeader)
		return false
	}
	return true
}

// findVersion looks for a revision in the rows above the table.
func findVersion(g *grid, last int) (cell, version string) {
	for i := range g.rows {
		row := &g.rows[i]
		if row.number > last {
			break
		}
		for column := range row.cells {
			if v := versionIn(row.cells[column].text); v != "" {
				return ref(column, row.number), v
			}
		}
	}
	return "", ""
}

// productListFits finds rows that were moved above the Product List's header. Below
// it users may insert and delete rows: the template leaves that unlocked.
func (r *reader) productListFits(g *grid) bool {
	l := r.layout
	filled := slices.ContainsFunc(g.rows, func(row row) bool {
		return row.number > l.ProductHeader && !row.footer() && slices.ContainsFunc(l.Products.letters(), func(letter string) bool { return row.text(letter) != "" })
	})
	for i := range g.rows { // the template's own headings, which are formulas
		if row := &g.rows[i]; row.number > l.ProductHeader && row.number <= l.ProductHeader+5 && !row.footer() && row.at(1).formula && !row.at(1).own && row.text("B") != "" {
			r.find(sheetShifted, SheetProducts, "B"+strconv.Itoa(row.number), "The header of the Product List stands in row %d instead of row %d: rows were inserted.", row.number, l.ProductHeader)
			return false
		}
	}
	if r.headed(g, l.ProductHeader) || !filled {
		return true
	}
	if row := g.find(l.ProductHeader); row != nil {
		if column := slices.IndexFunc(row.cells, cell.stands); column > 1 {
			r.find(sheetShifted, SheetProducts, ref(column, l.ProductHeader), "The headings of the Product List begin in column %s instead of column B: columns were inserted.", columnName(column))
			return false
		}
	}
	r.find(sheetShifted, SheetProducts, "B"+strconv.Itoa(l.ProductHeader), "The header of the Product List is not in row %d: rows were inserted or deleted.", l.ProductHeader)
	return false
}

// contents notes what the workbook carries beside the template's own sheets.
func (r *reader) contents() {
	if r.book.macros {
		r.find(fileMacros, "", "", "The workbook carries macros.")
	}
	switch {
	case (r.book.external || slices.Contains(r.book.beyond, "externalLink")) && r.book.links() > r.layout.links:
		r.find(fileExternalLinks, "", "", "The workbook refers to other workbooks.")
	case slices.Contains(r.book.beyond, "connections"):
		r.find(fileExternalLinks, "", "", "The workbook takes data from elsewhere.")
	}
	if len(r.book.odd) > 0 {
		r.find(fileIrregular, "", "", "The file was read, and yet %s.", strings.Join(r.book.odd, ", and "))
	}
	r.seenSheets()
}
