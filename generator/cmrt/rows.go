package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// smelters reads the Smelter List. A row counts when the supplier entered
// anything in it; the template's formulas leave "", 0 or #N/A in empty rows.
func (r *reader) smelters(g *grid) {
	overflow, seen := 0, r.watch(r.layout.SmelterSheet, g)
	seen.columns, seen.asked = r.layout.seenColumns()
	// Its header is English in every language; another text there is a column of the supplier's.
	if c := &r.layout.Columns.StandardName; *c != "" {
		if header := strings.TrimSpace(g.at(*c + strconv.Itoa(r.layout.SmelterHeader))); header != "" && !strings.Contains(strings.ToLower(header), "standard") {
			*c = ""
		}
	}
	for i := range g.rows {
		row := &g.rows[i]
		if row.number < r.layout.SmelterFirst {
			continue
		}
		if r.layout.SmelterEnds && (row.number > r.layout.SmelterLast || row.footer()) {
			break
		}
		seen.lookAtRow(row)
		s := r.smelterRow(row)
		if !s.entered() {
			continue
		}
		r.rowErrors(row)
		r.d.Smelters = append(r.d.Smelters, s)
		if row.number > r.layout.SmelterLast {
			overflow++
		}
	}
	if overflow > 0 {
		r.find(smelterOverflow, r.layout.SmelterSheet, "B"+strconv.Itoa(r.layout.SmelterLast+1),
			"%d smelter rows stand below row %d, the last of the template's table.", overflow, r.layout.SmelterLast)
	}
	seen.report()
	r.resolveUncalculated()
}

// footer tells the copyright line that ends a table. Users may delete rows of the
// Smelter List and insert and delete rows of the Product List, so the line moves.
func (r *row) footer() bool { return strings.HasPrefix(r.text("B"), "©") }

// entry is a cell of a list as typed, "" for an error, and "" for the 0 by which a
// formula shows a blank cell of the look-up.
func (r *row) entry(letter string) string {
	column, _ := splitRef(letter)
	c := r.at(column)
	if c.isError() || c.shownBlank() {
		return ""
	}
	return typed(c.text)
}

// shownBlank tells the 0 by which a formula shows a blank cell of the look-up.
func (c cell) shownBlank() bool { return c.formula && c.kind == numberValue && c.text == "0" }

// smelterRow takes one row as stored.
func (r *reader) smelterRow(row *row) SmelterRow {
	c, at := r.layout.Columns, row.entry
	s := SmelterRow{Row: row.number, MetalRaw: at(c.Metal), IDTyped: at(c.IDTyped), ID: strings.TrimSpace(at(c.ID)), IDRaw: at(c.ID),
		Lookup: at(c.Lookup), Name: at(c.Name), StandardName: at(c.StandardName), Country: at(c.Country),
		IDSource: at(c.IDSource), Street: at(c.Street), City: at(c.City), State: at(c.State),
		ContactName: at(c.ContactName), ContactEmail: at(c.ContactEmail), NextSteps: at(c.NextSteps),
		MineName: at(c.MineName), MineCountry: at(c.MineCountry), RecycledRaw: at(c.Recycled), Comment: at(c.Comment)}
	s.Metal = metalOf(s.MetalRaw)
	s.Recycled, _ = understand(s.RecycledRaw, yesNoUnknown)
	if s.Street == "0" {
		s.Street = "" // the template's 0, kept by a program that wrote values over formulas
	}
	if c.StandardName == "" {
		// Before 6.x the look-up's result is written into the name column.
		if column, _ := splitRef(c.Name); row.at(column).formula {
			s.StandardName = s.Name
		}
	}
	return s
}

// seenColumns are the columns of the Smelter List that people see, and of these the
// ones in which the template has no formulas. The standard name is hidden.
func (l Layout) seenColumns() (seen, asked uint32) {
	bits := func(letters ...string) (set uint32) {
		for _, letter := range letters {
			if column, _ := splitRef(letter); column >= 0 {
				set |= 1 << column
			}
		}
		return set
	}
	c := l.Columns
	asked = bits(c.ContactName, c.ContactEmail, c.NextSteps, c.MineName, c.MineCountry, c.Recycled, c.Comment)
	return asked | bits(c.IDTyped, c.Metal, c.Lookup, c.Name, c.Country, c.ID, c.IDSource, c.Street, c.City, c.State), asked
}

// entered tells whether a supplier put anything into the row.
func (s SmelterRow) entered() bool {
	for _, v := range []string{s.IDTyped, s.MetalRaw, s.Lookup, s.Name, s.Country, s.IDRaw, s.Street, s.City, s.State,
		s.ContactName, s.ContactEmail, s.NextSteps, s.MineName, s.MineCountry, s.RecycledRaw, s.Comment} {
		if v != "" {
			return true
		}
	}
	return false
}

// rowErrors finds formula errors in the cells where a row names its smelter. The
// number's own formula fails in 2.x and 3.x for most valid names, so it is left out.
func (r *reader) rowErrors(row *row) {
	c := r.layout.Columns
	for _, letter := range []string{c.Metal, c.Lookup} {
		column, _ := splitRef(letter)
		if v := row.at(column); v.isError() {
			r.find(cellError, r.layout.SmelterSheet, letter+strconv.Itoa(row.number), "The cell holds the formula error %s; the workbook's own look-up does not know the number %q.", v.text, row.text(c.IDTyped))
		}
	}
}

// products reads the Product List down to the copyright line, and what stands below
// it in versions that keep nothing of their own there.
func (r *reader) products(g *grid) {
	overflow, seen := 0, r.watch(SheetProducts, g)
	seen.columns, seen.asked = 1<<1|1<<2|1<<3, 1<<1|1<<2|1<<3 // B to D
	footer := slices.IndexFunc(g.rows, func(row row) bool { return row.number > r.layout.ProductHeader && row.footer() })
	for i := range g.rows {
		row := &g.rows[i]
		past := footer >= 0 && i > footer || footer < 0 && row.number > r.layout.ProductLast
		if row.number < r.layout.ProductFirst || row.footer() || past && r.layout.ProductEnds {
			continue
		}
		seen.lookAtRow(row)
		at := func(letter string) string { return r.value(g, SheetProducts, letter+strconv.Itoa(row.number)) }
		p := Product{Row: row.number, Number: at("B"), Name: at("C"), Comment: at("D")}
		if p.Number == "" && p.Name == "" && p.Comment == "" {
			continue
		}
		r.d.Products = append(r.d.Products, p)
		if past {
			overflow++
		}
	}
	if overflow > 0 {
		r.find(productOverflow, SheetProducts, "B"+strconv.Itoa(r.layout.ProductLast+1),
			"%d products stand below the template's table, which ends in row %d.", overflow, r.layout.ProductLast)
	}
	seen.report()
}
