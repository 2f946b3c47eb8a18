package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
)

// origins says what is known of where the metals were mined.
func (c *composer) origins() string {
	none := "no list used for this report gives origins that may be published, so no country of origin is named here."
	listed := c.sourcing()
	if listed != "" {
		none = listed
	}
	if c.n("smelters.mines_named") == 0 {
		return "No accepted declaration names a mine or its country, and " + none
	}
	return c.many("smelters.mines_named", "entry", "entries") + " of accepted declarations " + plural(c.n("smelters.mines_named"), "names", "name") +
		" a mine or its country. Nobody has verified " + plural(c.n("smelters.mines_named"), "it", "them") + ", and " + none
}

// sourcing names the countries from which facilities source by a list whose licence
// lets that be published; "" where no list names any. Which of them reached the
// products nobody can say.
func (c *composer) sourcing() string {
	var names []string
	facilities := 0
	for _, s := range c.in.Smelters {
		codes := strings.Fields(s.SourcingCountries)
		for _, code := range codes {
			names = append(names, smelter.CountryName(code))
		}
		if len(codes) > 0 {
			facilities++
		}
	}
	if facilities == 0 {
		return ""
	}
	slices.Sort(names)
	return fmt.Sprintf("the conformance list as of %s names the countries from which %d of the facilities %s: %s. Whether ore from there is in our products is not known.",
		Date(c.in.Conformance.AsOf), facilities, plural(facilities, "sources", "source"), escape(strings.Join(slices.Compact(names), ", ")))
}
