package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// smelters reads the Smelter List. A row counts when the supplier entered
// anything in it; the template's formulas leave "", 0 or #N/A in empty rows.
func (r *reader) smelters(g *grid) {
	overflow, hidden := 0, 0
	for i := range g.rows {
		row := &g.rows[i]
		if row.number < r.layout.SmelterFirst || r.layout.SmelterEnds && row.number > r.layout.SmelterLast {
			continue
		}
		s := r.smelterRow(row)
		if !s.entered() {
			continue
		}
		r.rowErrors(row)
		r.d.Smelters = append(r.d.Smelters, s)
		if row.number > r.layout.SmelterLast {
			overflow++
		}
		if row.hidden {
			hidden++
		}
	}
	if overflow > 0 {
		r.find(smelterOverflow, r.layout.SmelterSheet, "B"+strconv.Itoa(r.layout.SmelterLast+1),
			"%d smelter rows stand below row %d, the last of the template's table.", overflow, r.layout.SmelterLast)
	}
	if hidden > 0 {
		r.find(fileHiddenContent, r.layout.SmelterSheet, "", "%d of the rows with smelters are hidden; they were read.", hidden)
	}
	r.resolveUncalculated()
}

// smelterRow takes one row as stored.
func (r *reader) smelterRow(row *row) SmelterRow {
	c := r.layout.Columns
	at := func(letter string) string {
		v := typed(row.text(letter))
		if isError(v) {
			return ""
		}
		return v
	}
	s := SmelterRow{Row: row.number, MetalRaw: at(c.Metal), IDTyped: at(c.IDTyped), ID: strings.TrimSpace(at(c.ID)), IDRaw: at(c.ID),
		Lookup: at(c.Lookup), Name: at(c.Name), StandardName: at(c.StandardName), Country: at(c.Country),
		IDSource: at(c.IDSource), Street: at(c.Street), City: at(c.City), State: at(c.State),
		ContactName: at(c.ContactName), ContactEmail: at(c.ContactEmail), NextSteps: at(c.NextSteps),
		MineName: at(c.MineName), MineCountry: at(c.MineCountry), RecycledRaw: at(c.Recycled), Comment: at(c.Comment)}
	s.Metal = metalOf(s.MetalRaw)
	s.Recycled, _ = understand(s.RecycledRaw, yesNoUnknown)
	if s.Street == "0" {
		s.Street = "" // the template's formula gives 0, since its look-up has no streets
	}
	if c.StandardName == "" {
		// Before 6.x the look-up's result is written into the name column.
		if column, _ := splitRef(c.Name); row.at(column).formula {
			s.StandardName = s.Name
		}
	}
	return s
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
		if v := strings.TrimSpace(row.text(letter)); isError(v) {
			r.find(cellError, r.layout.SmelterSheet, letter+strconv.Itoa(row.number), "The cell holds the formula error %s; the workbook's own look-up does not know the number %q.", v, row.text(c.IDTyped))
		}
	}
}

// resolveUncalculated looks up numbers that were typed into files whose
// formulas were never calculated, in the workbook's own directory.
func (r *reader) resolveUncalculated() {
	open := func(s SmelterRow) bool {
		return s.IDTyped != "" && s.Lookup == "" && s.Name == "" && s.StandardName == ""
	}
	if !slices.ContainsFunc(r.d.Smelters, open) {
		return
	}
	byID := r.lookup().byID
	for i := range r.d.Smelters {
		s := &r.d.Smelters[i]
		e, known := byID[strings.ToUpper(strings.TrimSpace(s.IDTyped))]
		if !open(*s) || !known {
			continue
		}
		if s.MetalRaw == "" {
			s.Metal = metalOf(e.MetalRaw)
		}
		s.ID, s.StandardName = e.ID, e.Name
		if s.Country == "" {
			s.Country = e.Country
		}
		r.find(formulaUncalculated, r.layout.SmelterSheet, "F"+strconv.Itoa(s.Row), "Row %d holds the number %s and no calculated name; the workbook's own look-up calls it %q.", s.Row, s.IDTyped, e.Name)
	}
}

// products reads the Product List; a copyright line follows below its last row.
func (r *reader) products(g *grid) {
	for i := range g.rows {
		row := &g.rows[i]
		if row.number < r.layout.ProductFirst || row.number > r.layout.ProductLast {
			continue
		}
		at := func(letter string) string { return r.value(g, SheetProducts, letter+strconv.Itoa(row.number)) }
		p := Product{Row: row.number, Number: at("B"), Name: at("C"), Comment: at("D")}
		if p.Number != "" || p.Name != "" || p.Comment != "" {
			r.d.Products = append(r.d.Products, p)
		}
	}
}
