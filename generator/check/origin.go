package check

import (
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// originRules ask whether what a supplier says of origins agrees with itself, with
// the rows of its Smelter List and with what is publicly known.
var originRules = []rule{
	{finding.Rule{Name: "origin-denied-without-knowledge", Severity: finding.Error,
		Explanation: "The covered countries cannot be ruled out before all suppliers have responded and all smelters are identified.",
		Fix:         "Answer Unknown, or complete the survey of the supply chain first.",
		Example:     "Q3 is No for tin while Q7 (all smelters identified) is No."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if c.is(cmrt.CoveredCountries, m, cmrt.No) && (!c.is(cmrt.ResponseShare, m, "100%") || !c.is(cmrt.SmeltersIdentified, m, cmrt.Yes)) {
					a, _ := c.declaration.Answer(cmrt.CoveredCountries, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s, although not all suppliers answered or not all smelters are known.", a.Question, m)
				}
			})
		}},
	{finding.Rule{Name: "origin-contradicted", Severity: finding.Error,
		Explanation: "The supplier answers No or Unknown for the covered countries, while a smelter on its own list is known to source from there.",
		Fix:         "Correct the answer to Yes, or show why this smelter's metal in your products comes from elsewhere.",
		Example:     "Q3 is No for tin, and row 9 names a mine in Rwanda."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if !c.is(cmrt.CoveredCountries, m, cmrt.No) && !c.is(cmrt.CoveredCountries, m, cmrt.Unknown) {
					return
				}
				a, _ := c.declaration.Answer(cmrt.CoveredCountries, m)
				for _, res := range c.resolutions {
					if res.Row.Metal != m || res.Outcome == smelter.Rejected {
						continue
					}
					if why := c.covered(res); why != "" {
						found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered %s for %s, but %s.", a.Question, a.Raw, m, why)
						return // one row is enough to contradict it
					}
				}
			})
		}},
	{finding.Rule{Name: "mine-unclear", Severity: finding.Warning, Question: true,
		Explanation: "The row says where a mine is, in words that name no country for sure, or that may name a covered country. Until that is clear the covered countries cannot be ruled out for the metal.",
		Fix:         "Write the country alone, by its English name; several with a semicolon between.",
		Example:     "The country of the mine is “East Africa (Rwanda)”, or the mine is “Bisie, DR Congo” and the country is blank.", PerRow: true},
		func(c *context, found report) {
			for _, row := range c.declaration.Smelters {
				if _, unclear := smelter.MineCountries(row); unclear {
					column, text := c.layout.Columns.MineCountry, row.MineCountry
					if text == "" || column == "" {
						column, text = c.layout.Columns.MineName, row.MineName
					}
					found(c.layout.SmelterSheet, column+itoa(row.Row), row.Metal, "%q does not say for sure in which country the mine is.", text)
				}
			}
		}},
	{finding.Rule{Name: "cahra-contradicted", Severity: finding.Warning, Question: true,
		Explanation: "The covered countries are conflict-affected and high-risk areas, so an origin in one is an origin in the other; the requesting company may list further areas.",
		Fix:         "Correct one of the two answers.",
		Example:     "Q3 is Yes for tungsten, Q4 is No."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				a, _ := c.declaration.Answer(cmrt.CAHRA, m)
				if a.Answer != cmrt.No {
					return
				}
				if c.is(cmrt.CoveredCountries, m, cmrt.Yes) {
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s, although the question before it says that some comes from a covered country.", a.Question, m)
				} else if why := c.fromArea(m); why != "" {
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s, but %s.", a.Question, m, why)
				}
			})
		}},
	{finding.Rule{Name: "recycled-contradicted", Severity: finding.Error,
		Explanation: "Metal that is entirely recycled or scrap has no mine and so no country of origin.",
		Fix:         "Answer No to the question about recycled sources, or correct what contradicts it.",
		Example:     "Q5 is Yes for tantalum, and Q4 (high-risk areas) is Yes too."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if why := c.mined(m); why != "" && c.is(cmrt.Recycled, m, cmrt.Yes) {
					a, _ := c.declaration.Answer(cmrt.Recycled, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "All %s is said to be recycled or scrap, but %s.", m, why)
				}
			})
		}},
	{finding.Rule{Name: "recycled-understated", Severity: finding.Note,
		Explanation: "Every smelter named takes only recycled or scrap feed, so the answer could be Yes, which would simplify the inquiry.",
		Fix:         "No action needed; the supplier may want to correct the answer.",
		Example:     "Q5 is No for gold, and column P says Yes in every gold row."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				rows, all := 0, true
				for _, row := range c.declaration.Smelters {
					if row.Metal == m {
						rows++
						all = all && (row.Recycled == cmrt.Yes || recycledMine(row))
					}
				}
				if rows > 0 && all && c.is(cmrt.Recycled, m, cmrt.No) {
					a, _ := c.declaration.Answer(cmrt.Recycled, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s, although each of its rows says recycled or scrap.", a.Question, m)
				}
			})
		}},
	{finding.Rule{Name: "origin-unsubstantiated", Severity: finding.Note,
		Explanation: "A Yes about origins or recycled sources should be supported by facts: countries, mines, or the evidence.",
		Fix:         "Add a comment that says which countries or sources are meant.",
		Example:     "Q3 is Yes for tin, the comment in G39 is blank.", PerRow: true},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				for _, key := range []cmrt.Key{cmrt.CoveredCountries, cmrt.CAHRA, cmrt.Recycled} {
					if a, _ := c.declaration.Answer(key, m); a.Answer == cmrt.Yes && a.Comment == "" {
						found(cmrt.SheetDeclaration, commentCell(a), m, "%s is answered Yes for %s without a comment.", a.Question, m)
					}
				}
			})
		}},
	{finding.Rule{Name: "covered-country-declared", Severity: finding.Warning, Question: true,
		Explanation: "The supplier says that the metal comes from a covered country. This is not an error but a risk to follow up (OECD Guidance, step 2).",
		Fix:         "Tell us the smelters and mines concerned, and the evidence that they do not finance armed groups.",
		Example:     "Q3 is Yes for tungsten, with the comment “Rwanda”."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if c.is(cmrt.CoveredCountries, m, cmrt.Yes) {
					a, _ := c.declaration.Answer(cmrt.CoveredCountries, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "The supplier declares that %s comes from a covered country.", m)
				}
			})
		}},
}

// covered says why a row's smelter is known to take ore from a covered country: the
// row says so itself, or a list that anybody may read does. Lists for members only
// are left out, since findings go back to suppliers.
func (c *context) covered(res smelter.Resolution) string {
	mines, _ := smelter.CountriesIn(res.Row.MineCountry)
	for _, code := range mines {
		if smelter.Covered(code) {
			return "row " + itoa(res.Row.Row) + " names a mine in " + smelter.CountryName(code)
		}
	}
	if res.Outcome != smelter.Resolved {
		return ""
	}
	status, _ := c.year.Conformance.Of(res.Facility.Metal, res.Facility.ID)
	for _, code := range strings.Fields(status.PublicSourcingCountries()) {
		if smelter.Covered(code) {
			return res.Facility.Name + " (row " + itoa(res.Row.Row) + ") is known to source from " + smelter.CountryName(code)
		}
	}
	return ""
}

// fromArea says why a metal is known to come from an area on the list of
// conflict-affected and high-risk areas; where the smelter stands says nothing of
// that. Of a country of which only regions are listed it must be known which is meant.
func (c *context) fromArea(m cmrt.Metal) string {
	as := " (conflict-affected and high-risk by the company's list of " + c.year.Areas.Source.AsOf + ")"
	for _, res := range c.resolutions {
		if res.Row.Metal != m || res.Outcome == smelter.Rejected {
			continue
		}
		mines, _ := smelter.CountriesIn(res.Row.MineCountry)
		for _, code := range mines {
			if stands, areas := c.year.Areas.At(code, m, res.Row.MineName, res.Row.MineCountry); stands == smelter.Inside {
				return "row " + itoa(res.Row.Row) + " names a mine in " + areas[0].Name() + as
			}
		}
		status, _ := c.year.Conformance.Of(res.Facility.Metal, res.Facility.ID)
		for _, code := range strings.Fields(status.PublicSourcingCountries()) {
			if _, on := c.year.Areas.Of(code, m); on && res.Outcome == smelter.Resolved {
				return res.Facility.Name + " (row " + itoa(res.Row.Row) + ") is known to source from " + smelter.CountryName(code) + as
			}
		}
	}
	for _, mine := range c.declaration.Mines {
		codes, _ := smelter.CountriesIn(mine.Country)
		for _, code := range codes {
			if stands, areas := c.year.Areas.At(code, m, mine.State, mine.City, mine.Name, mine.Country); mine.Metal == m && stands == smelter.Inside {
				return "row " + itoa(mine.Row) + " of the Mine List names a mine in " + areas[0].Name() + as
			}
		}
	}
	return ""
}

// mined says what tells of mined ore for a metal, "" where nothing does.
func (c *context) mined(m cmrt.Metal) string {
	for _, key := range []cmrt.Key{cmrt.CoveredCountries, cmrt.CAHRA} {
		if a, _ := c.declaration.Answer(key, m); a.Answer == cmrt.Yes {
			return a.Question + " says that some is mined in such an area"
		}
	}
	for i, row := range c.declaration.Smelters {
		switch {
		case row.Metal != m || c.resolutions[i].Outcome == smelter.Rejected:
		case smelter.NamesMine(row):
			return "row " + itoa(row.Row) + " names a mine or its country"
		case row.Recycled == cmrt.No:
			return "row " + itoa(row.Row) + " says that its feed is not all recycled"
		}
	}
	return ""
}

// recycledMine tells whether recycled or scrap stands in place of a mine.
func recycledMine(row cmrt.SmelterRow) bool {
	text := strings.ToLower(row.MineName + " " + row.MineCountry)
	return row.Recycled == "" && (strings.Contains(text, "recycle") || strings.Contains(text, "scrap")) && !smelter.NamesMine(row)
}
