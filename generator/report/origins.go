package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// origins says what is known of where the metals were mined, each country as what it is:
// reported by suppliers and not verified, or from a dated list. No supplier is named.
func (c *composer) origins() string {
	reported, listed := byMetal(c.in.Origins), c.sourcing()
	named := c.n("smelters.mines_named")
	s := "No accepted declaration names a mine or its country"
	if c.n("suppliers.accepted") == 0 {
		s = "No declaration has been accepted"
	}
	if named > 0 {
		s = c.many("smelters.mines_named", "entry", "entries") + " in accepted declarations " + plural(named, "names", "name") + " a mine or its country. Nobody has verified " + plural(named, "it", "them")
	}
	if listed == nil {
		s += map[bool]string{true: ", and no list of origins was used", false: ", and no list used for this report gives origins that may be published"}[c.in.Conformance.Name == ""]
	}
	if listed == nil && reported == nil && c.in.Named == nil {
		s += ", so no country of origin is named here"
	}
	s += "."
	if metals := c.commented(); metals != nil {
		s += fmt.Sprintf(" Comments of suppliers, in declarations accepted or not, name a covered country, or a place in one, for %s; they count in the determination.", and(metals))
	}
	if named := byMetal(c.in.Named); named != nil {
		s += "\n\nSuppliers name these covered countries in comments, or in what they write of a mine, in declarations accepted or not. Nobody has verified them, and whether ore from there is in our products is not known.\n\n" +
			table("ll", []string{"Metal", "Covered countries that suppliers name"}, named)
	}
	if reported != nil {
		s += "\n\nSuppliers in scope report these countries of mines, in declarations accepted or not. Nobody has verified them, and whether ore from there is in our products is not known.\n\n" +
			table("ll", []string{"Metal", "Countries of mines, reported by suppliers and not verified"}, reported)
	}
	if listed != nil {
		s += fmt.Sprintf("\n\nThe conformance list as of %s names the countries from which %d of the facilities %s. Whether ore from there is in our products is not known.\n\n", c.in.date(c.in.Conformance.AsOf), len(listed), plural(len(listed), "sources", "source")) +
			table("lll", []string{"Metal", "Facility", "Countries from which it sources, by that list"}, listed)
	}
	return strings.TrimSpace(s)
}

// commented are the metals for which a comment of a supplier names a covered country.
func (c *composer) commented() (metals []string) {
	for _, m := range cmrt.Metals {
		for name := range countedFrom(c.figures[string(m)+".rcoi"]) {
			if name == rcoi.CommentNames {
				metals = append(metals, string(m))
			}
		}
	}
	return metals
}

// examined says what pointed to a covered country and was settled on evidence: a reader finds
// it among the answers and origins, and not among what the result rests on.
func (c *composer) examined() string {
	var list []string
	for _, m := range cmrt.Metals {
		if signs := rcoi.SignsOf(c.in.Settled, m); signs != "" {
			list = append(list, fmt.Sprintf("Of what points to a covered country for %s, this was looked into: %s. On the evidence on record it does not by itself give reason to believe that %s in the products may have originated there.", m, signs, m))
		}
	}
	return strings.Join(list, " ")
}

// byMetal are countries as suppliers name them, a row for each metal.
func byMetal(origins []tables.Origin) (rows [][]string) {
	for _, m := range cmrt.Metals {
		var names []string
		for _, o := range origins {
			if o.Metal == string(m) {
				names = append(names, o.Country)
			}
		}
		if names != nil {
			rows = append(rows, []string{title(m), inOrder(names)})
		}
	}
	return rows
}

// sourcing are the facilities with the countries from which they source by a list whose
// licence lets that be published.
func (c *composer) sourcing() (rows [][]string) {
	for _, s := range c.in.Smelters {
		var names []string
		for _, code := range strings.Fields(s.SourcingCountries) {
			names = append(names, smelter.CountryName(code))
		}
		if names != nil {
			rows = append(rows, []string{title(cmrt.Metal(s.Metal)), escape(s.SmelterName), inOrder(names)})
		}
	}
	return rows
}

// inOrder lists names by the alphabet, each once.
func inOrder(names []string) string {
	slices.Sort(names)
	return escape(strings.Join(slices.Compact(names), ", "))
}
