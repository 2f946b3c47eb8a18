package site

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// metalOrder is the order of the reporting template.
var metalOrder = []string{"tantalum", "tin", "gold", "tungsten"}

// statusOrder puts the statuses with a fixed meaning first.
var statusOrder = []string{"conformant", "active"}

// noStatus stands where the conformance snapshot is silent.
const noStatus = "No status known"

// column is a column's heading.
type column struct {
	Text   string
	Number bool
	Key    string // its name in addresses, where the table can be sorted
}

// summary is the table of counts by metal.
type summary struct {
	Head  []column
	Rows  []summaryRow
	Total *summaryRow // nil where there is one metal only

	Statuses bool // counted too
}

type summaryRow struct {
	Name   string
	Counts []string
}

// summarize counts the rows of the smelter table by metal and status.
func summarize(v yearView) summary {
	rows := v.Smelters
	metals := distinct(rows, metalOrder, metalOf)
	var statuses []string
	if !v.StatusesKept {
		statuses = distinct(rows, statusOrder, statusOf)
	}
	s := summary{Statuses: !v.StatusesKept, Head: []column{{Text: "Metal"}, {Text: "Total", Number: true}, {Text: "On the reference list", Number: true}}}
	for _, status := range statuses {
		s.Head = append(s.Head, column{Text: capital(smelter.StatusLabel(status, "", v.Number)), Number: true})
	}
	line := func(name string, fits func(tables.Smelter) bool) summaryRow {
		counts := make([]int, 2+len(statuses))
		for _, r := range rows {
			if !fits(r) {
				continue
			}
			counts[0]++
			if r.OnReferenceList == "yes" {
				counts[1]++
			}
			if i := slices.Index(statuses, statusOf(r)); i >= 0 {
				counts[2+i]++
			}
		}
		out := summaryRow{Name: name}
		for _, n := range counts {
			out.Counts = append(out.Counts, grouped(strconv.Itoa(n)))
		}
		return out
	}
	for _, metal := range metals {
		s.Rows = append(s.Rows, line(capital(metal), func(r tables.Smelter) bool { return r.Metal == metal }))
	}
	if len(metals) > 1 {
		total := line("All", func(tables.Smelter) bool { return true })
		s.Total = &total
	}
	return s
}

func metalOf(r tables.Smelter) string { return r.Metal }

func statusOf(r tables.Smelter) string {
	if r.Status == "" {
		return noStatus
	}
	return r.Status
}

// distinct lists the values that occur: those of order first, then the others by
// name, and the one that says nothing is known last.
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
		if v == noStatus {
			return len(order) + 1
		}
		return len(order)
	}
	slices.SortFunc(list, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return list
}
