package dashboard

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// redFlags is the page of warning signs.
type redFlags struct {
	Year       int
	Open, Done []redFlag // those that weigh, and those that no longer do
}

type redFlag struct {
	tables.RedFlag
	Known bool   // the supplier is on the roster, and has a page
	Spend string // its share of purchases, in per cent
	Line  string // that would settle it
}

// redFlags are all of the year, those first that nobody looked at.
func (d *dashboard) redFlags() redFlags {
	page := redFlags{Year: d.Year.Number}
	known := map[string]tables.Supplier{}
	for _, s := range d.States {
		known[s.Supplier.ID] = s.Supplier
	}
	list := d.Review.RedFlags()
	order := []string{check.FlagOpen, check.FlagFollowedUp, check.FlagSettled, check.FlagOutOfScope}
	stable.Sort(list, func(a, b tables.RedFlag) int {
		return cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State))
	})
	for _, f := range list {
		s, there := known[f.Supplier]
		flag := redFlag{RedFlag: f, Known: there, Spend: s.SpendShare}
		if f.State == check.FlagSettled || f.State == check.FlagOutOfScope {
			page.Done = append(page.Done, flag)
			continue
		}
		flag.Line = decide{d.Year.Number}.settle(f)
		page.Open = append(page.Open, flag)
	}
	return page
}
