package check

import (
	"cmp"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// A list of at least this many facilities can be told apart from one that was
// pasted in; of a handful, a supplier may well use most.
// listRules look at the Smelter List as a whole: against the year's watch list, the
// directory, and the supplier's list of the year before.
var listRules = []rule{
	{finding.Rule{Name: "smelter-watchlist", Severity: finding.Warning,
		Explanation: "The smelter is on this company's watch list, for the reason given there.",
		Fix:         "Decide what to do about it, and record the decision.",
		Example:     "A smelter whose owner was put under sanctions.", Internal: true, PerRow: true},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				id := watched(res)
				c.asked.Note(smelter.AskedWatched, id)
				for _, w := range c.year.Settings.WatchList {
					if id == w.ID {
						at(nameColumn(c, res.Row), "%s (%s) is on the watch list: %s", called(res.Row), id, w.Reason)
					}
				}
			})
		}},
	{finding.Rule{Name: "smelter-names-not-compared", Severity: finding.Error,
		Explanation: "The Smelter List names more smelters that no list knows than there are smelters in the world. The first ones were compared with the names that are known, the others were not.",
		Fix:         "Name the smelters by their numbers (CID), and only those that are, or may be, in the products delivered to us.",
		Example:     "10,000 rows that hold words of a dictionary."},
		func(c *context, found report) {
			if c.exhausted {
				found(c.layout.SmelterSheet, "", "", "The Smelter List has too many names that the directory does not know; not all of them were compared with it.")
			}
		}},
	{finding.Rule{Name: "smelter-list-pasted", Severity: finding.Warning, Question: true,
		Explanation: "Nearly every known smelter of the metal is named. Such a list is usually a copy of the reference list and does not reflect the supplier's own products.",
		Fix:         "Name only the smelters that are, or may be, in the products delivered to us.",
		Example:     "170 of 182 known gold refiners, named by a maker of cables."},
		func(c *context, found report) {
			for _, m := range c.declaration.Metals() {
				named, first := map[string]bool{}, 0
				for _, res := range c.resolutions {
					if res.Row.Metal == m && res.Outcome == smelter.Resolved {
						named[res.Facility.ID] = true
						if first == 0 {
							first = res.Row.Row
						}
					}
				}
				if all, nearly := c.year.Directory.Nearly(m, len(named)); nearly {
					found(c.layout.SmelterSheet, c.layout.Columns.Metal+itoa(first), m, "%d of the %d facilities that the directory of %s has for %s are named.", len(named), all, c.year.Directory.Source.AsOf, m)
				}
			}
		}},
}

// lastRules look at a declaration beside the one that counted for the supplier in the
// year before.
var lastRules = []struct {
	finding.Rule
	check func(b *Workbook, last Workbook, found func(sheet, cell, raw, format string, args ...any))
}{
	{finding.Rule{Name: "smelter-count-jump", Severity: finding.Note,
		Explanation: "The list is more than twice as long as last year's, or less than half as long. The reason should be on record.",
		Fix:         "Ask what changed.",
		Example:     "12 rows last year, 60 this year.", Internal: true},
		func(b *Workbook, last Workbook, found func(string, string, string, string, ...any)) {
			l, was, is := b.Declaration.Layout(), last.Facts.Rows, b.Facts.Rows
			if was > 0 && is > 0 && (is > 2*was || was > 2*is) {
				found(l.SmelterSheet, l.Columns.Metal+itoa(b.Facts.FirstRow), b.Facts.FirstRaw, "The Smelter List has %d rows; last year it had %d.", is, was)
			}
		}},
	{finding.Rule{Name: "supplier-unchanged", Severity: finding.Note,
		Explanation: "Apart from its date the declaration is identical to last year's. It may have been sent again without a new survey.",
		Fix:         "Confirm that answers and smelters were reviewed for this year.",
		Example:     "Last year's file with a new date in D22."},
		func(b *Workbook, last Workbook, found func(string, string, string, string, ...any)) {
			if is, was := b.Declaration.Company, last.Declaration.Company; b.Facts.Said == last.Facts.Said {
				found(cmrt.SheetDeclaration, firstCell(b.Declaration.Layout().Fields.EffectiveDate), is.EffectiveDateRaw, "But for its date (%s) the declaration says what last year's (%s) said.", is.EffectiveDate, was.EffectiveDate)
			}
		}},
}

// againstLast applies the rules that look at the year before.
func (b *Workbook) againstLast(last Workbook) {
	for _, r := range lastRules {
		r.check(b, last, func(sheet, cell, raw, format string, args ...any) {
			f := r.At(b.Declaration.File, sheet, cell, fmt.Sprintf(format, args...))
			f.Supplier, f.Raw = b.Supplier, raw
			b.Findings = append(b.Findings, f)
		})
	}
}

// watched is the number under which a row may stand on a watch list: that of its
// facility, or as typed where it led to none.
func watched(res smelter.Resolution) string {
	if res.Outcome == smelter.Resolved {
		return res.Facility.ID
	}
	return number(res.Row)
}

// substance is all that a declaration says but for its date, in an order that does
// not depend on rows: two that say the same are equal, whatever the file.
func substance(d cmrt.Declaration) []string {
	c := d.Company
	list := []string{c.Name, c.Scope, c.ScopeDescription, c.UniqueID, c.Address, c.ContactName, c.ContactEmail, c.AuthorizerName, c.AuthorizerEmail}
	for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
		list = append(list, string(a.Key)+"\x00"+string(a.Metal)+"\x00"+cmp.Or(a.Answer, a.Raw)+"\x00"+a.Comment)
	}
	var rows []string
	for _, r := range d.Smelters {
		rows = append(rows, string(r.Metal)+"\x00"+r.ID+"\x00"+r.Lookup+"\x00"+r.Name+"\x00"+r.Country+"\x00"+r.MineName+"\x00"+r.MineCountry+"\x00"+r.Recycled+"\x00"+r.Comment)
	}
	for _, p := range d.Products {
		rows = append(rows, "product\x00"+p.Number+"\x00"+p.Name+"\x00"+p.RequesterNumber+"\x00"+p.RequesterName+"\x00"+p.Comment)
	}
	slices.Sort(rows)
	return append(list, rows...)
}
