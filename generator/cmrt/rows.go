package cmrt

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// smelters reads the Smelter List. A row counts when the supplier entered
// anything in it; the template's formulas leave "", 0 or #N/A in empty rows.
func (r *reader) smelters(g grid) {
	overflow := 0
	for _, row := range slices.Sorted(maps.Keys(g)) {
		if row < r.layout.SmelterFirst {
			continue
		}
		s := smelterRow(g[row], row)
		if !s.entered() {
			continue
		}
		r.rowErrors(g[row], row)
		r.d.Smelters = append(r.d.Smelters, s)
		if row > r.layout.SmelterLast {
			overflow++
		}
	}
	if overflow > 0 {
		r.find(smelterOverflow, SheetSmelters, "B"+strconv.Itoa(r.layout.SmelterLast+1),
			"%d smelter rows stand below row %d, the last of the template's table.", overflow, r.layout.SmelterLast)
	}
	r.resolveUncalculated()
}

// smelterRow takes one row as stored.
func smelterRow(cells map[string]string, row int) SmelterRow {
	at := func(column string) string {
		v := strings.TrimSpace(cells[column])
		if isError(v) {
			return ""
		}
		return v
	}
	c := smelterColumns
	s := SmelterRow{Row: row, MetalRaw: at(c.Metal), IDTyped: at(c.IDTyped), ID: at(c.ID), IDRaw: at(c.ID),
		Lookup: at(c.Lookup), Name: at(c.Name), StandardName: at(c.StandardName), Country: at(c.Country),
		IDSource: at(c.IDSource), Street: at(c.Street), City: at(c.City), State: at(c.State),
		ContactName: at(c.ContactName), ContactEmail: at(c.ContactEmail), NextSteps: at(c.NextSteps),
		MineName: at(c.MineName), MineCountry: at(c.MineCountry), RecycledRaw: at(c.Recycled), Comment: at(c.Comment)}
	s.Metal = metalOf(s.MetalRaw)
	s.Recycled, _ = understand(s.RecycledRaw, yesNoUnknown)
	if s.Street == "0" {
		s.Street = "" // the template's formula gives 0, since its look-up has no streets
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

// rowErrors finds formula errors in the cells where a row names its smelter.
func (r *reader) rowErrors(cells map[string]string, row int) {
	for _, column := range []string{smelterColumns.Metal, smelterColumns.Lookup} {
		if v := strings.TrimSpace(cells[column]); isError(v) {
			r.find(cellError, SheetSmelters, column+strconv.Itoa(row), "The cell holds the formula error %s; the workbook's own look-up does not know the number %q.", v, cells[smelterColumns.IDTyped])
		}
	}
}

// resolveUncalculated looks up numbers that were typed into files whose
// formulas were never calculated, in the workbook's own directory.
func (r *reader) resolveUncalculated() {
	open := func(s SmelterRow) bool {
		return s.IDTyped != "" && s.Lookup == "" && s.Name == "" && s.StandardName == ""
	}
	if !slices.ContainsFunc(r.d.Smelters, open) || !r.book.has(SheetLookup) {
		return
	}
	g, err := r.book.read(SheetLookup)
	if err != nil {
		r.find(fileUnreadable, SheetLookup, "", "The workbook is damaged: %v.", err)
		return
	}
	byID := map[string]LookupEntry{}
	for _, e := range lookupEntries(g, r.layout) {
		if _, seen := byID[strings.ToUpper(e.ID)]; !seen { // the template's MATCH takes the first
			byID[strings.ToUpper(e.ID)] = e
		}
	}
	for i := range r.d.Smelters {
		s := &r.d.Smelters[i]
		e, known := byID[strings.ToUpper(s.IDTyped)]
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
		r.find(formulaUncalculated, SheetSmelters, "F"+strconv.Itoa(s.Row), "Row %d holds the number %s and no calculated name; the workbook's own look-up calls it %q.", s.Row, s.IDTyped, e.Name)
	}
}

// products reads the Product List.
func (r *reader) products(g grid) {
	for row := r.layout.ProductFirst; row <= r.layout.ProductLast; row++ {
		p := Product{Row: row, Number: r.value(g, SheetProducts, "B"+strconv.Itoa(row)), Name: r.value(g, SheetProducts, "C"+strconv.Itoa(row)), Comment: r.value(g, SheetProducts, "D"+strconv.Itoa(row))}
		if p.Number != "" || p.Name != "" || p.Comment != "" {
			r.d.Products = append(r.d.Products, p)
		}
	}
}
