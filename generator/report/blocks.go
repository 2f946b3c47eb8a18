package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// block makes a generated passage. Each is documented in content/README.md.
func (c *composer) block(name string) (string, error) {
	blocks := map[string]func() string{
		"products": c.products, "response": c.response, "answers": c.answers, "sources": c.sources,
		"facilities": c.facilities, "facility-list": c.facilityList, "locations": c.locations,
		"origins": c.origins, "follow-up": c.followUp, "promises": c.promises,
		"performed": c.performed, "exclusions": c.exclusions,
		"inquiry": c.inquiry, "programmes": c.programmes, "management": c.management, "risks": c.risks, "comparison": c.comparison,
		"determination": c.determination, "recycled": c.recycled, "efforts": c.efforts, "limits": c.limits, "forward-looking": c.forwardLooking,
	}
	if make, ok := blocks[name]; ok {
		return make(), nil
	}
	return "", fmt.Errorf("there is no block %q; the blocks are %s", name, strings.Join(slices.Sorted(maps.Keys(blocks)), ", "))
}

// n is a count by id, 0 where it is not counted.
func (c *composer) n(id string) int {
	var n int
	_, _ = fmt.Sscan(c.figures[id].Value, &n) // a figure that is not there counts 0
	return n
}

// link is a figure in running text.
func (c *composer) link(id string) string {
	return fmt.Sprintf("[%s](figures/#%s)", Value(c.figures[id]), id)
}

// table writes a Markdown table; align is one letter a column, l or r.
func table(align string, header []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(header)
	rule := make([]string, len(header))
	for i := range rule {
		rule[i] = map[byte]string{'l': "---", 'r': "---:"}[align[i]]
	}
	line(rule)
	for _, r := range rows {
		line(r)
	}
	return b.String()
}

func title(m cmrt.Metal) string {
	if m == "" {
		return ""
	}
	return strings.ToUpper(string(m[:1])) + string(m[1:])
}

func (c *composer) products() string {
	if len(c.in.Products) == 0 {
		return fmt.Sprintf("The products manufactured in %d have not been listed yet.", c.in.Year)
	}
	var rows [][]string
	for _, p := range c.in.Products {
		metals := strings.Join(strings.Fields(p.Metals), ", ")
		if metals == "" {
			metals = "none"
		}
		rows = append(rows, []string{escape(p.Product), escape(metals), escape(p.Description)})
	}
	return fmt.Sprintf("%s manufactured, or contracted to be manufactured, in %d. The table shows which of tantalum, tin, gold and tungsten are necessary to %s:\n\n", plural(len(rows), "This product was", "These products were"), c.in.Year, plural(len(rows), "its functionality or production", "the functionality or production of each")) +
		table("lll", []string{"Product family", "Metals necessary to it", "What it is"}, rows)
}

// many writes a linked count with the word that fits it.
func (c *composer) many(id, singular, plural string) string {
	if c.n(id) == 1 {
		return c.link(id) + " " + singular
	}
	return c.link(id) + " " + plural
}

// orNone is a count with the word that fits it, or words of their own for none.
func (c *composer) orNone(id, none, singular, plural string) string {
	if c.n(id) == 0 {
		return none
	}
	return c.many(id, singular, plural)
}

// sources names the lists that were used.
func (c *composer) sources() string {
	var s []string
	accepted := c.n("suppliers.accepted") > 0
	switch day := c.in.date(c.in.Directory.AsOf); {
	case c.in.Directory.Name == "" && accepted:
		s = append(s, "No list of known smelters was used for this year, so entries of suppliers could not be matched to facilities.")
	case c.in.Directory.Name == "":
		s = append(s, "No list of known smelters was used for this year.")
	case !accepted:
		s = append(s, fmt.Sprintf("What suppliers name will be matched to the smelter directory as of %s; no declaration has been accepted yet.", day))
	default:
		s = append(s, fmt.Sprintf("Entries of suppliers were matched to the smelter directory as of %s.", day))
	}
	switch day := c.in.date(c.in.Conformance.AsOf); {
	case c.in.Conformance.Name == "":
		s = append(s, "No list of assessed smelters was used, so nothing is said of their conformance.")
	case len(c.in.Smelters) == 0:
		s = append(s, fmt.Sprintf("Facilities will be compared with the conformance list as of %s.", day))
	case !c.rated():
		s = append(s, fmt.Sprintf("They were also compared with the conformance list as of %s; their status on it is not published here.", day))
	default:
		s = append(s, fmt.Sprintf("The status of each facility is that of the conformance list as of %s.", day))
	}
	return strings.Join(s, " ")
}

// rated tells whether the report says statuses: there is a list, and they may be
// published.
func (c *composer) rated() bool {
	return c.in.Conformance.Name != "" && c.in.Registrant.PublishedStatus.Statuses()
}

// noFacility says why no facility is listed.
func (c *composer) noFacility() string {
	switch {
	case c.n("suppliers.accepted") == 0:
		return "No facility is listed: no declaration has been accepted."
	case c.in.Directory.Name == "":
		return "No facility is listed: there was no list of known smelters to which entries of suppliers could be matched."
	}
	return "No accepted declaration names a facility that could be matched to the smelter directory."
}

// acceptedName begins a sentence on what accepted declarations name.
func (c *composer) acceptedName() string {
	if c.n("suppliers.accepted") == 1 {
		return "The accepted declaration names"
	}
	return "Accepted declarations name"
}

// facilities counts per metal and status.
func (c *composer) facilities() string {
	if len(c.in.Smelters) == 0 {
		return c.noFacility() + c.unmatched()
	}
	var rows [][]string
	for _, m := range cmrt.Metals {
		if c.n(string(m)+".smelters.identified") > 0 {
			rows = append(rows, c.facilityRow(title(m), string(m)+".smelters.", "identified"))
		}
	}
	rows = append(rows, c.facilityRow("All", "smelters.", "total"))
	s := fmt.Sprintf("%s %s in %s.", c.acceptedName(), c.many("smelters.total", "facility", "facilities"), c.many("smelters.countries", "country", "countries"))
	if !c.rated() {
		return s + c.unmatched() + "\n\n" + table("lr", []string{"Metal", "Facilities"}, rows)
	}
	conformant := smelter.StatusLabel(smelter.Conformant, "", c.in.Year)
	conformant = strings.ToUpper(conformant[:1]) + conformant[1:]
	s += fmt.Sprintf(" %s as of %s: %s.", conformant, c.in.date(c.in.Conformance.AsOf), c.link("smelters.conformant_rate"))
	return s + c.unmatched() + "\n\n" + table("lrrrr", []string{"Metal", "Facilities", conformant, "Active", "Neither, or not known"}, rows) + "\n" + c.meaning(conformant)
}

// meaning explains the statuses in the names of the year's programme.
func (c *composer) meaning(conformant string) string {
	scheme := "Responsible Minerals Assurance Process (RMAP) of the Responsible Minerals Initiative"
	if c.in.Year <= 2016 {
		scheme = "Conflict-Free Smelter Program (CFSP) of the Conflict-Free Sourcing Initiative"
	}
	return fmt.Sprintf("“%s” is a facility that passed an assessment of its systems under the %s or under another %s, which is then named%s; “Active” is one that has committed to an assessment and has not passed it yet.", conformant, scheme, c.in.spelt("programme"), c.otherProgrammes())
}

// otherProgrammes spells out those of the year's table that are known by letters.
func (c *composer) otherProgrammes() string {
	var names []string
	for _, p := range []struct{ short, long string }{{"LBMA", "Responsible Gold Guidance of the London Bullion Market Association"}, {"RJC", "Chain of Custody of the Responsible Jewellery Council"}} {
		if slices.ContainsFunc(c.in.Smelters, func(s tables.Smelter) bool { return s.Programme == p.short && s.Status != "" }) {
			names = append(names, p.short+": "+p.long)
		}
	}
	if names == nil {
		return ""
	}
	return " (" + strings.Join(names, "; ") + ")"
}

// facilityRow is a row of the table of facilities; without a conformance list it
// says nothing of their status.
func (c *composer) facilityRow(name, prefix, total string) []string {
	row := []string{name, c.link(prefix + total)}
	if !c.rated() {
		return row
	}
	return append(row, c.link(prefix+"conformant"), c.link(prefix+"active"), c.link(prefix+"other"))
}

// unmatched says how many entries led to no facility.
func (c *composer) unmatched() string {
	var s string
	if c.n("smelters.unresolved") > 0 {
		more := " A further "
		if len(c.in.Smelters) == 0 {
			more = " "
		}
		s += more + fmt.Sprintf("%s no known facility and %s not listed.", c.many("smelters.unresolved", "entry matches", "entries match"), plural(c.n("smelters.unresolved"), "is", "are"))
	}
	if c.n("smelters.not_identified") > 0 {
		s += fmt.Sprintf(" In %s the supplier does not know the smelter yet.", c.many("smelters.not_identified", "entry", "entries"))
	}
	return s
}

// facilityList is Annex A.
func (c *composer) facilityList() string {
	if len(c.in.Smelters) == 0 {
		return c.noFacility()
	}
	var rows [][]string
	for _, s := range c.in.Smelters {
		row := []string{title(cmrt.Metal(s.Metal)), escape(s.SmelterName), escape(s.Country), s.SmelterID}
		if c.rated() {
			row = append(row, status(s, c.in.Year))
		}
		rows = append(rows, row)
	}
	header := []string{"Metal", "Facility", "Country of the facility", "Smelter ID", "Status as of " + c.in.date(c.in.Conformance.AsOf)}
	return fmt.Sprintf("%s %s below. %s may have been used to process the metals in products manufactured in %d.\n\n", c.acceptedName(), plural(len(rows), "the one facility", "the facilities"), plural(len(rows), "It", "They"), c.in.Year) +
		table("lllll", header[:len(rows[0])], rows)
}

// status is a facility's status with its programme, in the words of the year.
func status(s tables.Smelter, year int) string {
	if s.Status == "" {
		return neither(year)
	}
	return escape(smelter.StatusLabel(s.Status, s.Programme, year))
}

// neither is said of a facility that the list does not name, or names in words of its own.
func neither(year int) string {
	return "neither " + smelter.StatusLabel(smelter.Conformant, "", year) + " nor active"
}

// locations counts facilities by country.
func (c *composer) locations() string {
	if len(c.in.Smelters) == 0 {
		return ""
	}
	counts := map[string]int{}
	for _, s := range c.in.Smelters {
		counts[s.Country]++
	}
	var rows [][]string
	for _, country := range slices.Sorted(maps.Keys(counts)) {
		rows = append(rows, []string{escape(country), fmt.Sprint(counts[country])})
	}
	return plural(len(c.in.Smelters), "The facility is located in this country.", "The facilities are located in "+plural(len(rows), "this country.", "these countries.")) + " This is where metal is smelted or refined, not where its ore was mined.\n\n" +
		table("lr", []string{"Country of the facility", "Facilities"}, rows)
}
