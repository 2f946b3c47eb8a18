package check

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// areaRules hold places against the year's list of conflict-affected and high-risk
// areas. They are for those who weigh risks (OECD Guidance, step 2), not for suppliers.
var areaRules = []rule{
	{finding.Rule{Name: "smelter-high-risk-area", Severity: finding.Note,
		Explanation: "The smelter is located in an area on this year's list of conflict-affected and high-risk areas, or in a country of which only regions are listed and the directory does not give its region. This is not the origin of its ore.",
		Fix:         "Check in its assessment how it traces its material; if there is none, ask the smelter.",
		Example:     "A gold refiner in a state that the European Union's indicative list calls high-risk.", Internal: true},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				f := res.Facility
				if res.Outcome != smelter.Resolved || f.CountryCode == "" {
					return
				}
				if stands, areas := c.year.Areas.At(f.CountryCode, f.Metal, f.State); stands != smelter.Outside {
					at(c.layout.Columns.Lookup, "%s (%s) stands in %s.", f.Name, f.ID, standing(f.CountryCode, stands, areas, c.year.Areas.Source.AsOf))
				}
			})
		}},
	{finding.Rule{Name: "mine-high-risk-area", Severity: finding.Note,
		Explanation: "The row names a mine in an area on this year's list of conflict-affected and high-risk areas, or in a country of which regions are listed and the row does not say which it is in.",
		Fix:         "Ask for evidence that the mine does not finance armed groups, and for its state or province.",
		Example:     "“Bisie, North Kivu” in the columns of the mine.", Internal: true},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				codes, _ := smelter.CountriesIn(res.Row.MineCountry)
				for _, code := range codes {
					if stands, areas := c.year.Areas.At(code, res.Row.Metal, res.Row.MineName, res.Row.MineCountry); stands != smelter.Outside {
						at(c.layout.Columns.MineCountry, "The mine is in %s.", standing(code, stands, areas, c.year.Areas.Source.AsOf))
					}
				}
			})
			for _, mine := range c.declaration.Mines {
				codes, _ := smelter.CountriesIn(mine.Country)
				for _, code := range codes {
					if stands, areas := c.year.Areas.At(code, mine.Metal, mine.State, mine.City, mine.Name, mine.Country); stands != smelter.Outside {
						found(cmrt.SheetMines, c.layout.Mines.Country+itoa(mine.Row), mine.Metal, "The mine is in %s.", standing(code, stands, areas, c.year.Areas.Source.AsOf))
					}
				}
			}
		}},
}

// standing says where a place is, and that it is on the list, or may be.
func standing(country string, stands smelter.Standing, areas []smelter.Area, asOf string) string {
	if stands == smelter.Inside {
		return areas[0].Name() + ", on the list of " + asOf + " (" + areas[0].Basis + ")"
	}
	var names []string
	for i, a := range areas {
		if i == 5 {
			names = append(names, fmt.Sprintf("%d more", len(areas)-5))
			break
		}
		name, _, _ := strings.Cut(a.Name(), ",")
		names = append(names, name)
	}
	return smelter.CountryName(country) + ", of which regions are on the list of " + asOf + " (" + strings.Join(names, ", ") + "); which it is in is not known"
}
