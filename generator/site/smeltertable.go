package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// choice is a filter of the table: a column and the values in it.
type choice struct {
	Key, Label, All string
	Options         []option
}

type option struct {
	Value string
	Count int
}

// anchor is what a smelter ID must look like to be part of an address.
var anchor = lazyregexp.New(`^[A-Za-z][A-Za-z0-9._-]*$`)

// smelterTable makes the table of a year's page, and tells what is the same in every row.
func smelterTable(v yearView) (*grid, []constant) {
	g := facilityTable(v, v.smeltersFile(), v.Smelters)
	g.ID, g.Name = "all-caption", "smelters"
	g.Caption = fmt.Sprintf("Smelters and refiners named by suppliers for %d, as of %s: ", v.Number, v.site.day(v.AsOf))
	ids, aliases := anchorsOf(v.Smelters)
	for i := range ids {
		g.IDs = append(g.IDs, rowID{ids[i], aliases[i]})
	}
	return g, g.narrow()
}

// facilityGrid lists a part of a year's facilities below its caption. Of what is the same
// in every row nothing is said for the columns that the page is about.
func facilityGrid(v yearView, file, caption string, list []tables.Smelter, about ...string) (*grid, []string) {
	g := facilityTable(v, file, list)
	g.ID, g.Caption = "list-caption", caption
	var same []string
	for _, c := range g.narrow(append(about, "listed", "sources", "recycled")...) {
		same = append(same, v.site.spelt(c.Sentence))
	}
	return g, same
}

// facilityTable is a table of facilities with every column.
func facilityTable(v yearView, file string, list []tables.Smelter) *grid {
	g := &grid{Class: "dense cards", Head: []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Status", Key: "status"}, {Text: v.site.spelt("Programme"), Key: "programme"}, {Text: "Metal", Key: "metal"}, {Text: "Country", Key: "country"}, {Text: "Place", Key: "place"},
		{Text: "On the reference list", Key: "listed"}, {Text: "Last audit", Key: "audit"}, {Text: "Re-audit due", Key: "due"}, {Text: "Sourcing countries", Key: "sources"}, {Text: "Recycled only", Key: "recycled"}, {Text: "Suppliers", Key: "suppliers", Number: true}}}
	for _, s := range list {
		at := location(s)
		g.Rows = append(g.Rows, []cell{{Text: cmp.Or(s.SmelterName, s.SmelterID), Href: smelterLink(file, s.SmelterID)}, {Text: s.SmelterID}, v.status(s), {Text: v.programme(s)}, {Text: capital(s.Metal)}, {Text: at.Text}, {Text: at.Small},
			{Text: capital(s.OnReferenceList)}, v.shortDate(s.LastAudit), v.dueDate(s), {Text: countryNames(s.SourcingCountries)}, {Text: capital(s.RecycledOnly)}, {Text: grouped(strconv.Itoa(s.Suppliers))}})
	}
	return g
}

// narrow leaves out the columns that are blank throughout or named, and tells in sentences
// those that say the same in every row.
func (g *grid) narrow(without ...string) (same []constant) {
	used := make([]bool, len(g.Head))
	for i, head := range g.Head {
		values := map[string]bool{}
		for _, row := range g.Rows {
			values[strings.TrimSpace(row[i].Text+" "+row[i].Small)] = true
		}
		if head.Key == "programme" { // nothing is said of an entry that has no status
			delete(values, "")
		}
		if slices.Contains(without, head.Key) || len(values) == 0 || len(values) == 1 && values[""] {
			continue
		}
		if used[i] = len(values) > 1 || len(g.Rows) == 1 || slices.Contains(everKept, head.Key); used[i] {
			continue
		}
		c := constant{Key: head.Key, Value: slices.Collect(maps.Keys(values))[0]}
		if c.Sentence = sentence(head.Text + ": " + strings.ToLower(c.Value) + " for every entry"); head.Key == "country" || head.Key == "place" {
			c.Sentence = sentence(head.Text + ": " + c.Value + " for every entry")
		} else if head.Key == "programme" {
			c.Sentence = sentence("The programme of every assessment is " + programmeName(c.Value))
		}
		same = append(same, c)
	}
	if names := g.programmes(used); names != "" {
		same = append(same, constant{Key: "programmes", Sentence: names})
	}
	g.besideStatus(used)
	g.Head = keep(g.Head, used)
	for i := range g.Rows {
		g.Rows[i] = keep(g.Rows[i], used)
	}
	return same
}

// programmes spells out the programmes of a table that has several; "" where it has not.
func (g *grid) programmes(used []bool) string {
	at := slices.IndexFunc(g.Head, func(c column) bool { return c.Key == "programme" })
	if at < 1 || !used[at] {
		return ""
	}
	var names []string
	for _, row := range g.Rows {
		if name := programmeName(row[at].Text); name != row[at].Text && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if names == nil {
		return ""
	}
	return sentence("Facilities are assessed under " + listed(names))
}

// besideStatus writes programmes, where there are several, into the column of statuses.
func (g *grid) besideStatus(used []bool) {
	at := slices.IndexFunc(g.Head, func(c column) bool { return c.Key == "programme" })
	if at < 1 || !used[at] {
		return
	}
	used[at] = false
	for _, row := range g.Rows {
		row[at-1].Small = strings.TrimPrefix(row[at-1].Small+", "+row[at].Text, ", ")
		if row[at].Text == "" {
			row[at-1].Small = strings.TrimSuffix(row[at-1].Small, ", ")
		}
	}
}

// constant is what every row of a table says in a column that is left out.
type constant struct{ Key, Value, Sentence string }

// everKept are columns that a table keeps though they say the same in every row.
var everKept = []string{"name", "id", "suppliers", "change"}

// programmeName spells a programme out, with what it is called for short.
func programmeName(short string) string {
	long := map[string]string{"RMAP": "the Responsible Minerals Assurance Process", "CFSP": "the Conflict-Free Smelter Program", "LBMA": "the London Bullion Market Association’s Responsible Gold Guidance", "RJC": "the Responsible Jewellery Council’s Chain of Custody"}[short]
	if long == "" {
		return short
	}
	return long + " (" + short + ")"
}

// status is what the programme says: conformant, active, or neither, and of another
// status its word too; blank where nothing is said of statuses.
func (v yearView) status(s tables.Smelter) cell {
	switch {
	case !v.rated():
		return cell{}
	case s.Status == smelter.Conformant, s.Status == smelter.Active:
		return cell{Text: statusLabel(s.Status, v.Number)}
	}
	return cell{Text: neither, Small: s.Status}
}

// programme is that of a facility's assessment, as it was called in the year.
func (v yearView) programme(s tables.Smelter) string {
	if !v.rated() || s.Status == "" {
		return ""
	}
	return smelter.ProgrammeLabel(s.Programme, v.Number)
}

// shortDate is a day in a table.
func (v yearView) shortDate(day string) cell { return cell{Text: v.site.shortDay(day)} }

// dueDate is the day of the next audit, and that it has passed where it has.
func (v yearView) dueDate(s tables.Smelter) cell {
	c := v.shortDate(s.ReauditDue)
	if s.ReauditDue != "" && s.ReauditDue < v.AsOf {
		c.Small = "overdue"
	}
	return c
}

// countryNames writes ISO codes with space between as English names.
func countryNames(codes string) string {
	var names []string
	for _, code := range strings.Fields(codes) {
		name := smelter.CountryName(code)
		if name == "" {
			name = code
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// keep gives the elements whose column is used.
func keep[T any](list []T, used []bool) []T {
	var kept []T
	for i, v := range list {
		if used[i] {
			kept = append(kept, v)
		}
	}
	return kept
}

// location is the country, and below it the place.
func location(s tables.Smelter) cell {
	var place []string
	for _, part := range []string{s.City, s.State} {
		if part != "" {
			place = append(place, part)
		}
	}
	c := cell{Text: s.Country, Small: strings.Join(place, ", ")}
	if c.Text == "" {
		c.Text = s.CountryCode
	}
	return c
}

// anchorsOf gives each row a unique id: its smelter ID, with the metal where one
// ID occurs for several. Then the bare ID stays an alias of the first of them, so
// that a link to it keeps working when a second metal comes.
func anchorsOf(list []tables.Smelter) (ids, aliases []string) {
	ids, aliases = make([]string, len(list)), make([]string, len(list))
	times, taken := map[string]int{}, map[string]bool{}
	for _, s := range list {
		times[s.SmelterID]++
	}
	for i, s := range list {
		if !anchor.MatchString(s.SmelterID) {
			continue
		}
		id := s.SmelterID
		if times[id] > 1 {
			if !taken[id] {
				aliases[i], taken[id] = id, true
			}
			id += "-" + s.Metal
		}
		if anchor.MatchString(id) && !taken[id] {
			ids[i], taken[id] = id, true
		}
	}
	return ids, aliases
}

// choices are the filters of a table: the columns in which few values stand in many
// rows. A column that is left out, or has one value, gives none.
func choices(g *grid) (list []choice) {
	for _, c := range []choice{{Key: "metal", Label: "Metal", All: "All metals"}, {Key: "country", Label: "Country", All: "All countries"}, {Key: "status", Label: "Status", All: "Every status"}} {
		at := slices.IndexFunc(g.Head, func(h column) bool { return h.Key == c.Key })
		if at < 0 {
			continue
		}
		counts := map[string]int{}
		for _, r := range g.Rows {
			if text := r[at].Text; text != "" {
				counts[text]++
			}
		}
		for _, value := range slices.Sorted(maps.Keys(counts)) {
			c.Options = append(c.Options, option{value, counts[value]})
		}
		if len(c.Options) > 1 {
			list = append(list, c)
		}
	}
	return list
}

// sorting is an order of the rows: a column, with a minus the other way round.
type sorting struct{ Key, Label string }

// sorts are the orders that a list of cards offers, which has no headings to press: of
// numbers and days first the greatest.
func sorts(g *grid) (list []sorting) {
	for _, h := range g.Head {
		up, down := sorting{h.Key, h.Text + ", A to Z"}, sorting{"-" + h.Key, h.Text + ", Z to A"}
		switch {
		case slices.Contains([]string{"audit", "due", "first", "last"}, h.Key):
			list = append(list, sorting{down.Key, h.Text + ", latest first"}, sorting{up.Key, h.Text + ", earliest first"})
		case h.Number:
			list = append(list, sorting{down.Key, h.Text + ", most first"}, sorting{up.Key, h.Text + ", fewest first"})
		default:
			list = append(list, up, down)
		}
	}
	return list
}
