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
		return "The products in scope have not been listed yet."
	}
	var rows [][]string
	for _, p := range c.in.Products {
		metals := strings.Join(strings.Fields(p.Metals), ", ")
		if metals == "" {
			metals = "none"
		}
		rows = append(rows, []string{escape(p.Product), escape(metals), escape(p.Description)})
	}
	return table("lll", []string{"Product family", "Metals necessary to it", "What it is"}, rows)
}

// response says who was asked and who answered.
func (c *composer) response() string {
	asOf := Date(c.in.asOf())
	switch {
	case c.in.CutOff == "":
		return fmt.Sprintf("No survey of suppliers was set up for %d.", c.in.Year)
	case c.n("suppliers.in_scope") == 0:
		return fmt.Sprintf("As of %s, no supplier is on the roster of suppliers in scope for %d.", asOf, c.in.Year)
	case c.n("suppliers.asked") == 0 && c.n("suppliers.responded") == 0:
		return fmt.Sprintf("As of %s, %s in scope for %d; none has been asked yet.", asOf, c.many("suppliers.in_scope", "supplier is", "suppliers are"), c.in.Year)
	}
	s := c.versions() + fmt.Sprintf("As of %s, %s in scope for %d. %s asked, and %s. ",
		asOf, c.many("suppliers.in_scope", "supplier was", "suppliers were"), c.in.Year,
		c.many("suppliers.asked", "supplier was", "suppliers were"), c.orNone("suppliers.reminded", "none was reminded", "was reminded at least once", "were reminded at least once"))
	if c.n("suppliers.bounced") > 0 {
		s += c.link("suppliers.bounced") + " could not be reached. "
	}
	if c.n("suppliers.responded") == 0 {
		return s + "None has answered." + c.stages()
	}
	s += fmt.Sprintf("The response rate was %s. ", c.link("suppliers.response_rate"))
	s += c.orNone("suppliers.accepted", "No declaration was", "declaration was", "declarations were") + " accepted after review"
	if c.n("suppliers.returned") > 0 {
		s += fmt.Sprintf("; %s errors that were not corrected by that day, and the smelters named there are not counted below", c.many("suppliers.returned", "holds", "hold"))
	}
	return s + "." + c.stages()
}

// versions names the accepted versions of the template.
func (c *composer) versions() string {
	v := c.in.Versions
	switch len(v) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("Version %s of the CMRT was accepted. ", v[0])
	}
	return fmt.Sprintf("Versions %s and %s of the CMRT were accepted. ", strings.Join(v[:len(v)-1], ", "), v[len(v)-1])
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

// answers is what suppliers said of the covered countries.
func (c *composer) answers() string {
	var rows [][]string
	yes := 0
	for _, m := range cmrt.Metals {
		id := string(m)
		if c.n(id+".suppliers.declaring") == 0 && c.n(id+".covered_countries.yes") == 0 {
			continue
		}
		yes += c.n(id + ".covered_countries.yes")
		rows = append(rows, []string{title(m), c.link(id + ".suppliers.declaring"), c.link(id + ".covered_countries.yes"), c.link(id + ".covered_countries.no"), c.link(id + ".covered_countries.unknown")})
	}
	switch {
	case c.n("suppliers.accepted") == 0 && yes == 0:
		return "No declaration has been accepted, so no answers on the covered countries are reported here."
	case len(rows) == 0:
		return "No accepted declaration says that any of the four metals is in the products."
	}
	return "Asked whether the metal comes from the Democratic Republic of the Congo or an adjoining country, suppliers answered as follows. A yes counts in any declaration that could be read, accepted or not; no and unknown are the answers of accepted declarations.\n\n" +
		table("lrrrr", []string{"Metal", "Accepted declarations with the metal", "Yes", "No", "Unknown"}, rows)
}

// sources names the snapshots.
func (c *composer) sources() string {
	var s []string
	switch {
	case c.in.Directory.Name == "":
		s = append(s, "No list of known smelters has been pinned for this year, so entries of suppliers could not be matched to facilities.")
	case c.n("suppliers.accepted") == 0:
		s = append(s, fmt.Sprintf("Entries of suppliers will be matched to the smelter directory as of %s; no declaration has been accepted yet.", Date(c.in.Directory.AsOf)))
	default:
		s = append(s, fmt.Sprintf("Entries of suppliers were matched to the smelter directory as of %s.", Date(c.in.Directory.AsOf)))
	}
	switch {
	case c.in.Conformance.Name == "":
		s = append(s, "No list of assessed smelters has been pinned, so nothing is said of their conformance.")
	case !c.rated():
		s = append(s, fmt.Sprintf("They were also compared with the conformance list as of %s; their status on it is not published here.", Date(c.in.Conformance.AsOf)))
	default:
		s = append(s, fmt.Sprintf("Their status is that of the conformance list as of %s.", Date(c.in.Conformance.AsOf)))
	}
	return strings.Join(s, " ")
}

// rated tells whether the report says statuses: there is a list, and they may be
// published.
func (c *composer) rated() bool {
	return c.in.Conformance.Name != "" && c.in.Registrant.PublishedStatus.Statuses()
}

const noFacility = "No accepted declaration names a facility that could be matched to the smelter directory."

// facilities counts per metal and status.
func (c *composer) facilities() string {
	if len(c.in.Smelters) == 0 {
		return noFacility + c.unmatched()
	}
	var rows [][]string
	for _, m := range cmrt.Metals {
		if c.n(string(m)+".smelters.identified") > 0 {
			rows = append(rows, c.facilityRow(title(m), string(m)+".smelters.", "identified"))
		}
	}
	rows = append(rows, c.facilityRow("All", "smelters.", "total"))
	s := fmt.Sprintf("Accepted declarations name %s in %s.", c.many("smelters.total", "facility", "facilities"), c.many("smelters.countries", "country", "countries"))
	if !c.rated() {
		return s + c.unmatched() + "\n\n" + table("lr", []string{"Metal", "Facilities"}, rows)
	}
	conformant := smelter.StatusLabel(smelter.Conformant, "", c.in.Year)
	conformant = strings.ToUpper(conformant[:1]) + conformant[1:]
	s += fmt.Sprintf(" %s as of %s: %s.", conformant, Date(c.in.Conformance.AsOf), c.link("smelters.conformant_rate"))
	return s + c.unmatched() + "\n\n" + table("lrrrr", []string{"Metal", "Facilities", conformant, "Active", "Neither, or not known"}, rows) + "\n" + c.meaning(conformant)
}

// meaning explains the statuses in the names of the year's programme.
func (c *composer) meaning(conformant string) string {
	programme := "Responsible Minerals Assurance Process (RMAP) of the Responsible Minerals Initiative"
	if c.in.Year <= 2016 {
		programme = "Conflict-Free Smelter Program (CFSP) of the Conflict-Free Sourcing Initiative"
	}
	return fmt.Sprintf("“%s” is a facility that passed an assessment of its systems under the %s or under another programme, which is then named; “Active” is one that has committed to an assessment and has not passed it yet.", conformant, programme)
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
		s += fmt.Sprintf(" A further %s no known facility and %s not listed.", c.many("smelters.unresolved", "entry matches", "entries match"), plural(c.n("smelters.unresolved"), "is", "are"))
	}
	if c.n("smelters.not_identified") > 0 {
		s += fmt.Sprintf(" In %s the supplier does not know the smelter yet.", c.many("smelters.not_identified", "entry", "entries"))
	}
	return s
}

func plural(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}

// facilityList is Annex A.
func (c *composer) facilityList() string {
	if len(c.in.Smelters) == 0 {
		return noFacility
	}
	var rows [][]string
	for _, s := range c.in.Smelters {
		row := []string{title(cmrt.Metal(s.Metal)), escape(s.SmelterName), escape(s.Country), s.SmelterID}
		if c.rated() {
			row = append(row, status(s, c.in.Year))
		}
		rows = append(rows, row)
	}
	header := []string{"Metal", "Facility", "Country of the facility", "Smelter ID", "Status as of " + Date(c.in.Conformance.AsOf)}
	return table("lllll", header[:len(rows[0])], rows)
}

// status is a facility's status with its programme, in the words of the year.
func status(s tables.Smelter, year int) string {
	if s.Status == "" {
		return "not on the conformance list"
	}
	return escape(smelter.StatusLabel(s.Status, s.Programme, year))
}

// locations counts facilities by country.
func (c *composer) locations() string {
	if len(c.in.Smelters) == 0 {
		return "So there is no country of a facility to list."
	}
	counts := map[string]int{}
	for _, s := range c.in.Smelters {
		counts[s.Country]++
	}
	var rows [][]string
	for _, country := range slices.Sorted(maps.Keys(counts)) {
		rows = append(rows, []string{escape(country), fmt.Sprint(counts[country])})
	}
	return "The facilities are located in these countries. This is where metal is smelted or refined, not where its ore was mined.\n\n" +
		table("lr", []string{"Country of the facility", "Facilities"}, rows)
}
