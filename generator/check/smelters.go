package check

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// eachRow calls f for every row with what became of it and a report at a column.
func eachRow(c *context, found report, f func(res smelter.Resolution, at func(column, format string, args ...any))) {
	for _, res := range c.resolutions {
		f(res, func(column, format string, args ...any) {
			if column == "" {
				column = c.layout.Columns.Name // the version has no such column
			}
			found(c.layout.SmelterSheet, column+strconv.Itoa(res.Row.Row), res.Row.Metal, format, args...)
		})
	}
}

// number is the ID a row goes by.
func number(row cmrt.SmelterRow) string {
	if row.ID != "" {
		return strings.TrimSpace(row.ID)
	}
	return strings.TrimSpace(row.IDTyped)
}

// called is the name a row goes by, for messages.
func called(row cmrt.SmelterRow) string {
	if names := smelter.Names(row); len(names) > 0 {
		return names[0]
	}
	return number(row)
}

// notListed tells whether “Smelter not listed” was chosen.
func notListed(row cmrt.SmelterRow) bool {
	const longest = 1_000 // bytes; what is longer is no choice of a list
	return strings.Contains(strings.ToLower(row.Lookup[:min(len(row.Lookup), longest)]), strings.ToLower(cmrt.NotListed))
}

// perRow marks rules that look at each row of a list.
func perRow(rules ...rule) []rule {
	for i := range rules {
		rules[i].PerRow = true
	}
	return rules
}

// smelterRules look at the rows of the Smelter List.
var smelterRules = perRow([]rule{
	{finding.Rule{Name: "smelter-metal-missing", Severity: finding.Error,
		Explanation: "Without its metal a smelter cannot be identified: many names exist for several metals.",
		Fix:         "Choose tantalum, tin, tungsten or gold in the row.",
		Example:     "B12 is blank, C12 names a smelter."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Row.Metal == "" {
					which := "the four"
					if c.layout.Kind != "CMRT" {
						which = "those that the template asks about"
					}
					if strings.TrimSpace(res.Row.MetalRaw) == "" {
						at(c.layout.Columns.Metal, "The row names no metal.")
						return
					}
					at(c.layout.Columns.Metal, "The row's metal is %q, which is none of %s.", res.Row.MetalRaw, which)
				}
			})
		}},
	{finding.Rule{Name: "smelter-name-missing", Severity: finding.Error,
		Explanation: "The row names no smelter at all.",
		Fix:         "Enter the smelter's ID or choose its name from the list, or clear the row.",
		Example:     "B12 says Tin, A12 and C12 to F12 are blank."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if number(res.Row) == "" && res.Row.Lookup == "" && len(smelter.Names(res.Row)) == 0 {
					at(c.layout.Columns.Lookup, "The row names no smelter.")
				}
			})
		}},
	{finding.Rule{Name: "smelter-not-listed-incomplete", Severity: finding.Error,
		Explanation: "“Smelter not listed” was chosen without the name or the country of the smelter.",
		Fix:         "Enter the smelter's name and country.",
		Example:     "C12 says “Smelter not listed”, D12 is blank."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if notListed(res.Row) && (res.Row.Name == "" || res.Row.Country == "") {
					at(c.layout.Columns.Name, "The row says “Smelter not listed”, but lacks the name or the country.")
				}
			})
		}},
	{finding.Rule{Name: "smelter-not-identified", Severity: finding.Warning, Question: true,
		Explanation: "The supplier does not know the smelter yet.",
		Fix:         "Say when the smelter will be known, and enter it then.",
		Example:     "C12 says “Smelter not yet identified”."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome == smelter.NotIdentified {
					at(c.layout.Columns.Lookup, "The smelter is not yet identified.")
				}
			})
		}},
	{finding.Rule{Name: "smelter-id-malformed", Severity: finding.Error,
		Explanation: "A smelter's number is CID and six digits. Anything else is a typing mistake, or a number of another kind.",
		Fix:         "Enter the number as the smelter directory has it, or leave it out and choose the name from the list.",
		Example:     "CID12345, with five digits."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				id := number(res.Row)
				// An old number that a translation knows is as good as the new one, and 2.x fills them in itself.
				if c.layout.OldNumbers && smelter.WellFormedOld(smelter.Number(id)) {
					return
				}
				if id != "" && !smelter.WellFormed(smelter.Number(id)) && !res.Decided && !res.Translated && !severalNumbers(id) {
					at(idColumn(c, res.Row), "%q is not a smelter number.", id)
				}
			})
		}},
	{finding.Rule{Name: "smelter-id-unknown", Severity: finding.Error,
		Explanation: "The number is well-formed, but this year's directory has no such smelter: it was removed, or never there.",
		Aside:       "A decision (resolve or reject) can be recorded instead of a correction.",
		Fix:         "Enter the smelter's present number; if it has none any more, say what became of it.",
		Example:     "CID000999, taken from a list of five years ago."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				id := smelter.Number(number(res.Row))
				if _, known := c.year.Directory.Facility(id); smelter.WellFormed(id) && !known && !res.Decided && c.year.Directory.Len() > 0 {
					at(idColumn(c, res.Row), "%s (%s) is not in the directory of %s.%s%s", id, called(res.Row), c.year.Directory.Source.AsOf, c.history(id), nearest(res))
				}
			})
		}},
	{finding.Rule{Name: "smelter-id-conflict", Severity: finding.Error,
		Explanation: "The number belongs to one smelter, the name or the metal to another.",
		Fix:         "Correct the number or the name.",
		Example:     "F12 is the number of one smelter, D12 the name of another."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome == smelter.Contradictory {
					at(idColumn(c, res.Row), "%s.", res.How)
				}
			})
		}},
	{finding.Rule{Name: "smelter-id-typed-differs", Severity: finding.Warning, Question: true,
		Explanation: "The number in column A is not the one in column F. One of them is left over from an earlier entry.",
		Fix:         "Clear the wrong one and let Excel recalculate.",
		Example:     "A12 says CID000035, F12 says CID000113."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Row.IDTyped != "" && res.Row.ID != "" && smelter.Number(res.Row.IDTyped) != smelter.Number(res.Row.ID) {
					at(c.layout.Columns.IDTyped, "Column A says %s, column F %s.", res.Row.IDTyped, res.Row.ID)
				}
			})
		}},
	{finding.Rule{Name: "smelter-name-ambiguous", Severity: finding.Error,
		Explanation: "The name fits several smelters and nothing else in the row decides which.",
		Fix:         "Enter the smelter's number.",
		Example:     "A family name that two refiners of the same country share."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome == smelter.Ambiguous {
					at(c.layout.Columns.Lookup, "%s.%s", res.How, nearest(res))
				}
			})
		}},
	{finding.Rule{Name: "smelter-name-unknown", Severity: finding.Warning, Question: true,
		Explanation: "The row has no number, and the directory does not know the name.",
		Aside:       "A decision can be recorded: resolve or reject.",
		Fix:         "Enter the smelter's number; if it has none, say who it is: address and website.",
		Example:     "“Acme Reclaim Yard”, without a number."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				unknown := res.Outcome == smelter.UnknownName || res.Outcome == smelter.NotListed
				if unknown && res.Row.Metal != "" && number(res.Row) == "" && called(res.Row) != "" && !placeholder(called(res.Row)) && c.several(res) == "" && c.year.Directory.Len() > 0 {
					at(c.layout.Columns.Lookup, "The smelter directory of %s has no %q for %s.%s", c.year.Directory.Source.AsOf, called(res.Row), res.Row.Metal, nearest(res))
				}
			})
		}},
	{finding.Rule{Name: "smelter-rejected", Severity: finding.Warning, Question: true,
		Explanation: "We found that this is not a smelter (but a mine, trader, bank, sales office or maker of components).",
		Fix:         "Remove the row, and name the smelter behind it.",
		Example:     "A bank, entered as a gold refiner."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome == smelter.Rejected {
					at(c.layout.Columns.Lookup, "%q was rejected by the %s.", called(res.Row), res.How)
				}
			})
		}},
	{finding.Rule{Name: "smelter-country-differs", Severity: finding.Warning,
		Explanation: "The row's country is not that of the smelter.",
		Fix:         "Check that the right smelter was chosen.",
		Example:     "E12 says BELGIUM, the directory says JAPAN."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				code := smelter.CountryCode(res.Row.Country)
				if res.Outcome == smelter.Resolved && code != "" && res.Facility.CountryCode != "" && code != res.Facility.CountryCode {
					at(c.layout.Columns.Country, "The row says %s; %s (%s) is in %s.", res.Row.Country, res.Facility.Name, res.Facility.ID, smelter.CountryName(res.Facility.CountryCode))
				}
			})
		}},
	{finding.Rule{Name: "smelter-not-conformant", Severity: finding.Warning, Question: true,
		Explanation: "The smelter is neither conformant nor active in an assessment programme by this year's list, or its next audit is overdue.",
		Fix:         "Ask the smelter to join an assessment programme, or source from one that participates, and report what was agreed.",
		Example:     "A smelter on the reference list that no assessment programme has assessed."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome != smelter.Resolved || c.year.Conformance.Source.Name == "" {
					return
				}
				status, _ := c.year.Conformance.Of(res.Facility.Metal, res.Facility.ID)
				switch due := status.ReauditDue; {
				case status.Word != smelter.Conformant && status.Word != smelter.Active:
					at(c.layout.Columns.Lookup, "%s (%s) is neither conformant nor active on the conformance list of %s.", res.Facility.Name, res.Facility.ID, c.year.Conformance.Source.AsOf)
				case due != "" && due < c.year.Settings.CutOff && status.ReauditInProgress != cmrt.Yes:
					at(c.layout.Columns.Lookup, "%s (%s) is %s, but its next audit was due on %s.", res.Facility.Name, res.Facility.ID, status.Word, due,
						remedy("Ask the smelter whether it was audited again, or when it will be, and tell us what it says."))
				}
			})
		}},
	{finding.Rule{Name: "smelter-duplicate", Severity: finding.Note,
		Explanation: "The same smelter is named twice for the same metal. It is counted once.",
		Fix:         "Nothing to do; the second row can be removed.",
		Example:     "Rows 7 and 31 name the same tin smelter.", Internal: true},
		func(c *context, found report) {
			first := map[string]int{}
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome != smelter.Resolved {
					return
				}
				if row, twice := first[res.Facility.ID]; twice {
					at(c.layout.Columns.Lookup, "%s stands in row %d already.", res.Facility.ID, row)
					return
				}
				first[res.Facility.ID] = res.Row.Row
			})
		}},
}...)

// history says what the registry did with a number that is no longer known.
func (c *context) history(id string) string {
	list := c.year.Revisions.Of(id)
	if len(list) == 0 {
		return ""
	}
	return " The registry says: " + strings.TrimRight(list[len(list)-1].String(), ".") + "."
}

// nearest names the entries of the directory that an unresolved row may mean.
func nearest(res smelter.Resolution) string {
	var list []string
	for _, n := range res.Nearest {
		list = append(list, n.Facility.Name+" ("+n.ID+", "+n.Country+")")
	}
	if len(list) == 0 {
		return ""
	}
	return " Nearest: " + strings.Join(list, "; ") + "."
}

// idColumn is the column in which a row's number stands.
func idColumn(c *context, row cmrt.SmelterRow) string {
	if row.IDRaw != "" || c.layout.Columns.IDTyped == "" {
		return c.layout.Columns.ID
	}
	return c.layout.Columns.IDTyped
}
