package site

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// metalOrder is the order of the reporting template.
var metalOrder = []string{"tantalum", "tin", "gold", "tungsten"}

// neither is the status of a facility that the list of the day calls neither conformant
// nor active.
const neither = "Neither"

// column is a column's heading.
type column struct {
	Text   string
	Number bool
	Key    string // its name in addresses, where the table can be sorted
}

// summarize counts the rows of the smelter table by metal and status.
func summarize(v yearView) *grid {
	g := &grid{ID: "by-metal-caption", Class: "fit", Caption: "Number of smelters and refiners by metal" + v.ratedAsOf(), Head: statusHead(v, "Metal")}
	var all facilities
	byMetal := map[string]*facilities{}
	for _, row := range v.Smelters {
		if byMetal[row.Metal] == nil {
			byMetal[row.Metal] = &facilities{}
		}
		byMetal[row.Metal].add(row)
		all.add(row)
	}
	metals := distinct(v.Smelters, metalOrder, metalOf)
	for _, metal := range metals {
		g.Rows = append(g.Rows, append([]cell{{Text: capital(metal)}}, statusCells(v, *byMetal[metal])...))
	}
	if len(metals) > 1 {
		g.Total = append([]cell{{Text: "All"}}, statusCells(v, all)...)
	}
	return g
}

func metalOf(r tables.Smelter) string { return r.Metal }

// distinct lists the values that occur: those of order first, then the others by
// name.
func distinct(rows []tables.Smelter, order []string, of func(tables.Smelter) string) []string {
	var list []string
	for _, r := range rows {
		if v := of(r); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	rank := func(v string) int {
		if i := slices.Index(order, v); i >= 0 {
			return i
		}
		return len(order)
	}
	stable.Sort(list, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return list
}
