package rollup

import (
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// Flat gives the Smelter List in the columns of the template.
func (r Rollup) Flat() []tables.SmelterListRow {
	list := []tables.SmelterListRow{}
	for _, s := range r.Smelters {
		row := tables.SmelterListRow{Metal: metalWord(s.Metal), Country: s.Country, City: s.City, State: s.State}
		switch {
		case s.Unknown:
			row.Lookup = notYetIdentified
		case s.ID == "":
			row.Lookup, row.Name = notListed, s.Name
		default:
			row.IDInput, row.ID, row.IDSource, row.Lookup = s.ID, s.ID, numbersFrom, s.Name
		}
		if s.Recycled == cmrt.Yes {
			row.Recycled = "Yes"
		}
		if r.Demonstration {
			row.Comment = "Demonstration: invented"
		}
		list = append(list, row)
	}
	return list
}

// numbersFrom is who gives the numbers of smelters.
const numbersFrom = "RMI"

// metalWord is a metal or mineral as the template writes it.
func metalWord(m cmrt.Metal) string {
	words := strings.Fields(string(m))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}
