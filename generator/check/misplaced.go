package check

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// Some mistakes are made once and break every rule that looks at what they touched: a
// list pasted beside its place, a form sent back blank. They are found first, told by
// themselves, and what only follows from them is left out.

// placementRules find entries that stand beside the cells where they belong.
var placementRules = perRow([]rule{
	{finding.Rule{Name: "smelter-list-misplaced", Severity: finding.Error,
		Explanation: "Entries of the Smelter List are in the wrong columns or rows, as happens when a list is pasted. Their meaning could only be guessed.",
		Fix:         "Move each entry under its heading: the metal into the metal column, beside its smelter.",
		Example:     "A list pasted into C5 instead of B5: every metal is in the column for the smelter's name."},
		func(c *context, found report) {
			if c.between != "" {
				found(c.layout.SmelterSheet, c.layout.Columns.Metal+itoa(c.declaration.Smelters[0].Row), "", "%s", c.between)
				return
			}
			for _, row := range c.declaration.Smelters {
				if d, off := c.displaced[row.Row]; off {
					found(c.layout.SmelterSheet, d.cell, d.metal, "The entries of the row stand %s of where they belong: the metal is in %s.", d.words(), d.cell)
				}
			}
		}},
	{finding.Rule{Name: "smelter-name-in-country", Severity: finding.Error,
		Explanation: "The smelter's name was entered in the column for its country, and the column for its name has no name.",
		Fix:         "Move the names into the column of the name, and enter the countries.",
		Example:     "“Larkfield Refining” in E12, D12 is blank or holds the country."},
		func(c *context, found report) {
			for _, row := range c.declaration.Smelters {
				if c.namedByCountry(row) {
					found(c.layout.SmelterSheet, c.layout.Columns.Country+itoa(row.Row), row.Metal, "%q stands where the country belongs, and the row names no smelter.", row.Country)
				}
			}
		}},
}...)

// displacement is how far beside its place a row stands.
type displacement struct {
	by    int    // columns to the right
	cell  string // in which its metal was found
	metal cmrt.Metal
}

func (d displacement) words() string {
	n, side := "one column", "to the right"
	if d.by < 0 {
		side = "to the left"
	}
	if d.by*d.by > 1 {
		n = "two columns"
	}
	return n + " " + side
}

// misplaced finds the rows that stand beside their place, before the rules look at them.
func (c *context) misplaced() {
	c.displaced, c.between = map[int]displacement{}, c.rowsApart()
	for _, row := range c.declaration.Smelters {
		if d, off := displacementOf(c.layout.Columns, row); off {
			c.displaced[row.Row] = d
		}
	}
}

// displacementOf tells whether a row without a metal has one in a column nearby, and
// something of a smelter at the same distance from where that belongs. Number and
// country do not stand in their own places then.
func displacementOf(columns cmrt.SmelterColumns, row cmrt.SmelterRow) (displacement, bool) {
	if row.Metal != "" || smelter.CountryCode(row.Country) != "" || smelter.WellFormed(strings.ToUpper(row.ID)) {
		return displacement{}, false
	}
	texts := map[int]string{}
	for letter, text := range map[string]string{columns.IDTyped: row.IDTyped, columns.Metal: row.MetalRaw, columns.Lookup: row.Lookup, columns.Name: row.Name,
		columns.Country: row.Country, columns.ID: row.IDRaw, columns.IDSource: row.IDSource, columns.Street: row.Street, columns.City: row.City} {
		texts[number26(letter)] = text
	}
	delete(texts, 0)                     // what the version has no column for
	for _, by := range []int{1, -1, 2} { // the metal is in one of the first two columns
		at := func(letter string) string {
			if letter == "" {
				return ""
			}
			return strings.TrimSpace(texts[number26(letter)+by])
		}
		metal := cmrt.MetalNamed(at(columns.Metal))
		number := smelter.WellFormed(strings.ToUpper(at(columns.ID))) || smelter.WellFormed(strings.ToUpper(at(columns.IDTyped)))
		if metal != "" && (number || smelter.CountryCode(at(columns.Country)) != "" || at(columns.Lookup) != "" || at(columns.Name) != "") {
			return displacement{by: by, cell: string(rune('A'+number26(columns.Metal)+by-1)) + itoa(row.Row), metal: metal}, true
		}
	}
	return displacement{}, false
}

// number26 is the number of a column, A being 1; 0 for none.
func number26(letter string) int {
	if len(letter) != 1 {
		return 0
	}
	return int(letter[0]-'A') + 1
}

// rowsApart tells that the metals of the list stand one row above or below their
// smelters: one end of it has a metal alone, the other a smelter without one.
func (c *context) rowsApart() string {
	rows := c.declaration.Smelters
	if len(rows) < 3 {
		return ""
	}
	alone := func(r cmrt.SmelterRow) bool {
		return r.Metal != "" && number(r) == "" && called(r) == "" && r.Country == ""
	}
	without := func(r cmrt.SmelterRow) bool { return r.MetalRaw == "" && called(r) != "" }
	for i, r := range rows {
		inside := i > 0 && i < len(rows)-1
		if inside && (alone(r) || without(r)) || i > 0 && r.Row != rows[i-1].Row+1 {
			return ""
		}
	}
	first, last := rows[0], rows[len(rows)-1]
	where := fmt.Sprintf("rows %d to %d", first.Row, last.Row)
	switch {
	case alone(first) && without(last):
		return "The metals stand one row above the smelters that they belong to (" + where + ")."
	case without(first) && alone(last):
		return "The metals stand one row below the smelters that they belong to (" + where + ")."
	}
	return ""
}

// namedByCountry tells whether the only name of a row stands where the country belongs.
func (c *context) namedByCountry(row cmrt.SmelterRow) bool {
	name := called(row)
	if (row.Lookup == "" || notListed(row)) && smelter.CountryCode(row.Name) != "" {
		name = "" // the two were exchanged
	}
	return row.Country != "" && smelter.CountryCode(row.Country) == "" && !placeholder(row.Country) && number(row) == "" && (name == "" || notListed(row) && row.Name == "")
}

// follows tells whether a finding only follows from entries that stand beside their
// place: one about such a row, or about a metal that has no row because of it.
func (c *context) follows(r finding.Rule, sheet, cell string, metal cmrt.Metal) bool {
	if r.Name == "smelters-missing" || r.Name == "reported-incomplete" {
		for _, d := range c.displaced {
			if d.metal == metal {
				return true
			}
		}
	}
	if !r.PerRow || sheet != c.layout.SmelterSheet || r.Name == "smelter-list-misplaced" || r.Name == "smelter-name-in-country" {
		return false
	}
	row, ok := rowOf(c.declaration, cell)
	_, off := c.displaced[row.Row]
	return ok && (off || c.between != "" || c.namedByCountry(row))
}
