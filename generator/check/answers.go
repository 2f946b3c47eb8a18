package check

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// cellOf gives the cell of an answer without its sheet.
func cellOf(a cmrt.Answer) string {
	_, cell, _ := strings.Cut(a.Cell, "!")
	return cell
}

// anyInScope tells whether the declaration says that any of the metals is in.
func (c *context) anyInScope() bool {
	for _, m := range cmrt.Metals {
		if c.declaration.InScope(m) {
			return true
		}
	}
	return false
}

// inScopeMetals calls f for each metal that is in the products.
func (c *context) inScopeMetals(f func(cmrt.Metal)) {
	for _, m := range cmrt.Metals {
		if c.declaration.InScope(m) {
			f(m)
		}
	}
}

// is tells whether a question about a metal was answered so.
func (c *context) is(key cmrt.Key, metal cmrt.Metal, answer string) bool {
	a, asked := c.declaration.Answer(key, metal)
	return asked && a.Answer == answer
}

// rowsOf gives the rows of a metal that a decision has not rejected.
func (c *context) rowsOf(metal cmrt.Metal) (rows []int) {
	for i, row := range c.declaration.Smelters {
		if row.Metal == metal && c.resolutions[i].Outcome != smelter.Rejected {
			rows = append(rows, row.Row)
		}
	}
	return rows
}

// firstNo is the answer that says that a metal is not in the products; nil where
// none does.
func (c *context) firstNo(metal cmrt.Metal) *cmrt.Answer {
	for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary} {
		if a, _ := c.declaration.Answer(key, metal); a.Answer == cmrt.No {
			return &a
		}
	}
	return nil
}

// answerRules look at the questions and at how they fit the smelter list.
var answerRules = []rule{
	{finding.Rule{Name: "answer-missing", Severity: finding.Error,
		Explanation: "A question that must be answered for this metal is blank.",
		Fix:         "Choose an answer from the cell's list."},
		func(c *context, found report) {
			for _, a := range c.declaration.Answers {
				if a.Raw == "" && c.required(a) {
					found(cmrt.SheetDeclaration, cellOf(a), a.Metal, "%s is not answered for %s.", a.Question, a.Metal)
				}
			}
		}},
	{finding.Rule{Name: "answers-below-no", Severity: finding.Warning,
		Explanation: "The supplier says that the metal is not in its products, and yet answers the questions that are only asked if it is.",
		Fix:         "Correct the first answers, or clear those below."},
		func(c *context, found report) {
			for _, m := range cmrt.Metals {
				no, below := c.firstNo(m), []string{}
				for _, a := range c.declaration.Answers {
					if a.Metal == m && a.Raw != "" && a.Key != cmrt.Added && (a.Key != cmrt.Necessary || a.Answer == cmrt.Yes) {
						below = append(below, a.Question)
					}
				}
				if no != nil && len(below) > 0 {
					found(cmrt.SheetDeclaration, cellOf(*no), m, "%s is declared not to be in the products, yet %s is answered for it.", m, strings.Join(below, ", "))
				}
			}
		}},
	{finding.Rule{Name: "smelters-missing", Severity: finding.Error,
		Explanation: "The metal is in the products, but no smelter is named for it. Without smelters its origin cannot be known.",
		Fix:         "Name the smelters, or enter “Smelter not yet identified” until they are known."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if len(c.rowsOf(m)) == 0 {
					found(c.layout.SmelterSheet, c.layout.Columns.Metal+strconv.Itoa(c.layout.SmelterFirst), m, "%s is in the products, but the Smelter List has no row for it.", m)
				}
			})
		}},
	{finding.Rule{Name: "smelters-unexpected", Severity: finding.Error,
		Explanation: "Smelters are named for a metal that is declared not to be in the products: one of the two is wrong.",
		Fix:         "Correct the answers to the first two questions, or remove the smelters."},
		func(c *context, found report) {
			for _, m := range cmrt.Metals {
				if rows := c.rowsOf(m); len(rows) > 0 && c.firstNo(m) != nil {
					found(c.layout.SmelterSheet, c.layout.Columns.Metal+strconv.Itoa(rows[0]), m, "%s is declared not to be in the products (%s), but the Smelter List has %d rows for it.", m, cellOf(*c.firstNo(m)), len(rows))
				}
			}
		}},
	{finding.Rule{Name: "origin-denied-without-knowledge", Severity: finding.Error,
		Explanation: "Nobody can rule out the covered countries while suppliers have not all answered or smelters are not all known.",
		Fix:         "Answer Unknown, or complete the survey of the supply chain first."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if c.is(cmrt.CoveredCountries, m, cmrt.No) && (!c.is(cmrt.ResponseShare, m, "100%") || !c.is(cmrt.SmeltersIdentified, m, cmrt.Yes)) {
					a, _ := c.declaration.Answer(cmrt.CoveredCountries, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s, although not all suppliers answered or not all smelters are known.", a.Question, m)
				}
			})
		}},
	{finding.Rule{Name: "identified-without-response", Severity: finding.Error,
		Explanation: "All smelters cannot be known while some suppliers have not answered.",
		Fix:         "Answer No, or wait for the missing answers."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				share, asked := c.declaration.Answer(cmrt.ResponseShare, m)
				if a, _ := c.declaration.Answer(cmrt.SmeltersIdentified, m); asked && share.Answer != "" && share.Answer != "100%" && a.Answer == cmrt.Yes {
					found(cmrt.SheetDeclaration, cellOf(a), m, "All smelters of %s are said to be known, but only %s of the suppliers answered.", m, share.Raw)
				}
			})
		}},
	{finding.Rule{Name: "covered-country-declared", Severity: finding.Warning,
		Explanation: "The supplier says that the metal comes from a covered country. That is no mistake, but a risk to follow up.",
		Fix:         "Ask which smelters and mines are meant, and record what was done."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if c.is(cmrt.CoveredCountries, m, cmrt.Yes) {
					a, _ := c.declaration.Answer(cmrt.CoveredCountries, m)
					found(cmrt.SheetDeclaration, cellOf(a), m, "The supplier declares that %s comes from a covered country.", m)
				}
			})
		}},
	{finding.Rule{Name: "company-answer-missing", Severity: finding.Error,
		Explanation: "The questions about the company's own programme must be answered as soon as one metal is in its products.",
		Fix:         "Choose an answer from the cell's list."},
		func(c *context, found report) {
			for _, a := range c.declaration.CompanyAnswers {
				if a.Raw == "" && c.anyInScope() {
					found(cmrt.SheetDeclaration, cellOf(a), "", "Question %s is not answered.", a.Question)
				}
			}
		}},
	{finding.Rule{Name: "policy-url-missing", Severity: finding.Error,
		Explanation: "The supplier says that its policy is public, but not where.",
		Fix:         "Enter the policy's web address in the comment."},
		func(c *context, found report) {
			if a, _ := c.declaration.Answer(cmrt.PolicyPublic, ""); a.Answer == cmrt.Yes && a.Comment == "" && c.anyInScope() {
				found(cmrt.SheetDeclaration, strings.Replace(cellOf(a), "D", "G", 1), "", "The policy is said to be public, but no address is given.")
			}
		}},
	{finding.Rule{Name: "policy-contradicted", Severity: finding.Warning,
		Explanation: "A policy that does not exist cannot be public.",
		Fix:         "Correct one of the two answers."},
		func(c *context, found report) {
			if b, _ := c.declaration.Answer(cmrt.PolicyPublic, ""); b.Answer == cmrt.Yes && c.is(cmrt.Policy, "", cmrt.No) {
				found(cmrt.SheetDeclaration, cellOf(b), "", "Question A says that there is no policy, question B that it is public.")
			}
		}},
}

// required tells whether a question must be answered, given those above it.
func (c *context) required(a cmrt.Answer) bool {
	switch a.Key {
	case cmrt.Added:
		return true
	case cmrt.Necessary:
		return c.is(cmrt.Added, a.Metal, cmrt.Yes)
	}
	return c.declaration.InScope(a.Metal)
}
