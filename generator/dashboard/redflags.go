package dashboard

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/tables"
)

// redFlags is the page of warning signs.
type redFlags struct {
	Year  int
	Flags []redFlag
}

type redFlag struct {
	tables.RedFlag
	Known bool // the supplier is on the roster, and has a page
}

// redFlags are all of the year, those first that nobody looked at.
func (d *dashboard) redFlags() redFlags {
	page := redFlags{Year: d.Year.Number}
	known := map[string]bool{}
	for _, s := range d.States {
		known[s.Supplier.ID] = true
	}
	for _, f := range d.Review.RedFlags() {
		page.Flags = append(page.Flags, redFlag{f, known[f.Supplier]})
	}
	order := []string{check.FlagOpen, check.FlagFollowedUp, check.FlagSettled, check.FlagOutOfScope}
	slices.SortStableFunc(page.Flags, func(a, b redFlag) int {
		return cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State))
	})
	return page
}
