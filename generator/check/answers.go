package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// cellOf gives the cell of an answer without its sheet.
func cellOf(a cmrt.Answer) string {
	_, cell, _ := strings.Cut(a.Cell, "!")
	return cell
}

// commentCell gives the cell of an answer's comment without its sheet.
func commentCell(a cmrt.Answer) string { return strings.Replace(cellOf(a), "D", "G", 1) }

// itoa writes a row's number.
func itoa(n int) string { return strconv.Itoa(n) }

// anyInScope tells whether the declaration says that any of the metals is in.
func (c *context) anyInScope() bool {
	for _, m := range c.declaration.Metals() {
		if c.declaration.InScope(m) {
			return true
		}
	}
	return false
}

// inScopeMetals calls f for each metal that is in the products.
func (c *context) inScopeMetals(f func(cmrt.Metal)) {
	for _, m := range c.declaration.Metals() {
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
	{finding.Rule{Name: "minerals-missing", Severity: finding.Error,
		Explanation: "No mineral is in the scope of the declaration, so that it says nothing of any.",
		Fix:         "Choose the minerals in scope, and answer the questions about each.",
		Example:     "D12 to I13 of an AMRT are blank."},
		func(c *context, found report) {
			if choice := c.layout.Minerals.Choice; choice != nil && len(c.declaration.Minerals) == 0 {
				found(cmrt.SheetDeclaration, choice[0], "", "No mineral is chosen.")
			}
		}},
	{finding.Rule{Name: "answer-missing", Severity: finding.Error, PerRow: true,
		Explanation: "A question that must be answered for this metal is blank.",
		Fix:         "Choose an answer from the cell's list.",
		Example:     "Q1 is Yes for gold, and Q2 (D34) is blank."},
		func(c *context, found report) {
			for _, a := range c.declaration.Answers {
				if a.Raw == "" && c.required(a) {
					found(cmrt.SheetDeclaration, cellOf(a), a.Metal, "%s is not answered for %s.", a.Question, a.Metal)
				}
			}
		}},
	{finding.Rule{Name: "answers-below-no", Severity: finding.Warning, PerRow: true, Question: true,
		Explanation: "The supplier declares that the metal is not in its products, yet answers the questions that apply only if it is.",
		Fix:         "Correct the first answers, or clear those below.",
		Example:     "Q1 is No for tungsten, and Q3 to Q8 are answered for it."},
		func(c *context, found report) {
			for _, m := range c.declaration.Metals() {
				no, below := c.firstNo(m), []string{}
				for _, a := range c.declaration.Answers {
					if a.Metal == m && a.Raw != "" && a.Key != cmrt.Added && (a.Key != cmrt.Necessary || a.Answer == cmrt.Yes) {
						below = append(below, a.Question)
					}
				}
				if no != nil && len(below) > 0 {
					found(cmrt.SheetDeclaration, cellOf(*no), m, "%s is declared not to be in the products, yet %s answered for it.", began(m), areAnswered(below))
				}
			}
		}},
	{finding.Rule{Name: "smelters-missing", Severity: finding.Error,
		Explanation: "The metal is in the products, but no smelter is named for it. Without smelters its origin cannot be known.",
		Fix:         "Name the smelters, or enter “Smelter not yet identified” until they are known.",
		Example:     "Q1 and Q2 are Yes for tin, and no row of the Smelter List is for tin."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if len(c.rowsOf(m)) == 0 {
					found(c.layout.SmelterSheet, c.layout.Columns.Metal+strconv.Itoa(c.layout.SmelterFirst), m, "%s is in the products, but the Smelter List has no row for it.", began(m))
				}
			})
		}},
	{finding.Rule{Name: "smelters-unexpected", Severity: finding.Error,
		Explanation: "Smelters are named for a metal that is declared not to be in the products: one of the two is wrong.",
		Fix:         "Correct the answers to the first two questions, or remove the smelters.",
		Example:     "Q1 is No for tungsten, and row 14 names a tungsten smelter."},
		func(c *context, found report) {
			for _, m := range c.declaration.Metals() {
				if rows := c.rowsOf(m); len(rows) > 0 && c.firstNo(m) != nil {
					found(c.layout.SmelterSheet, c.layout.Columns.Metal+strconv.Itoa(rows[0]), m, "%s is declared not to be in the products (%s), but the Smelter List names %s for it.", began(m), cellOf(*c.firstNo(m)), smeltersNamed(len(rows)))
				}
			}
		}},
	{finding.Rule{Name: "identified-without-response", Severity: finding.Error, PerRow: true,
		Explanation: "Not all smelters can have been identified while some suppliers have not responded.",
		Fix:         "Answer No, or wait for the missing answers.",
		Example:     "Q7 is Yes for gold while Q6 says “Greater than 75%”."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				share, asked := c.declaration.Answer(cmrt.ResponseShare, m)
				if a, _ := c.declaration.Answer(cmrt.SmeltersIdentified, m); asked && share.Answer != "" && share.Answer != "100%" && a.Answer == cmrt.Yes {
					found(cmrt.SheetDeclaration, cellOf(a), m, "All smelters of %s are said to be known, but not all suppliers have answered: %s says “%s”.", m, share.Question, strings.TrimSpace(share.Raw))
				}
			})
		}},
	{finding.Rule{Name: "identified-with-unknowns", Severity: finding.Error, PerRow: true,
		Explanation: "All smelters are declared as identified, while the Smelter List has one that is not.",
		Fix:         "Answer No, or name the smelter that is missing.",
		Example:     "Q7 is Yes for tin, and C12 says “Smelter not yet identified”."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				a, _ := c.declaration.Answer(cmrt.SmeltersIdentified, m)
				if a.Answer != cmrt.Yes {
					return
				}
				for _, res := range c.resolutions {
					unnamed := notListed(res.Row) && res.Row.Name == "" && number(res.Row) == ""
					if res.Row.Metal == m && (res.Outcome == smelter.NotIdentified || unnamed) {
						found(cmrt.SheetDeclaration, cellOf(a), m, "All smelters of %s are said to be known, but row %d names none.", m, res.Row.Row)
						return
					}
				}
			})
		}},
	{finding.Rule{Name: "reported-incomplete", Severity: finding.Warning, PerRow: true, Question: true,
		Explanation: "The supplier does not report all smelters it has identified, or declares that it does and reports none.",
		Fix:         "Add the missing smelters, or say in the comment which are left out and why.",
		Example:     "Q8 is No for gold, the comment in G70 is blank."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				a, _ := c.declaration.Answer(cmrt.SmeltersReported, m)
				switch {
				case a.Answer == cmrt.No && a.Comment == "":
					found(cmrt.SheetDeclaration, cellOf(a), m, "%s is answered No for %s without a comment that says what is left out.", a.Question, m)
				case a.Answer == cmrt.Yes && len(c.rowsOf(m)) == 0:
					found(cmrt.SheetDeclaration, cellOf(a), m, allReported+" of %s are said to be reported, but the Smelter List has none.", m)
				}
			})
		}},
	{finding.Rule{Name: "response-share-low", Severity: finding.Warning, PerRow: true, Question: true,
		Explanation: "At most half of the supplier's own suppliers have responded, so its smelter list is incomplete.",
		Fix:         "Tell us when the survey will be complete, and send the new declaration then.",
		Example:     "Q6 is “50% or less” for tin."},
		func(c *context, found report) {
			c.inScopeMetals(func(m cmrt.Metal) {
				if a, _ := c.declaration.Answer(cmrt.ResponseShare, m); slices.Contains([]string{"none", "<=50%", ">25%", "<25%"}, a.Answer) {
					found(cmrt.SheetDeclaration, cellOf(a), m, "Only %s of the suppliers of %s answered.", a.Raw, m)
				}
			})
		}},
}

// allReported begins what is said of a list that should be complete and is blank.
const allReported = "All smelters"

// required tells whether a question must be answered, given those above it.
func (c *context) required(a cmrt.Answer) bool {
	switch a.Key {
	case cmrt.Added:
		return true
	case cmrt.Necessary:
		_, asked := c.declaration.Answer(cmrt.Added, a.Metal) // 2.x begins with this question
		return !asked || c.is(cmrt.Added, a.Metal, cmrt.Yes)
	}
	return c.declaration.InScope(a.Metal) && !c.layout.Optional(a.Key)
}

// smeltersNamed counts rows of the Smelter List in words.
func smeltersNamed(n int) string {
	if n == 1 {
		return "a smelter"
	}
	return strconv.Itoa(n) + " smelters"
}

// began is a metal at the beginning of a sentence.
func began(m cmrt.Metal) string {
	r, size := utf8.DecodeRuneInString(string(m))
	return string(unicode.ToUpper(r)) + string(m)[size:]
}

// areAnswered names questions that were answered.
func areAnswered(questions []string) string {
	last := len(questions) - 1
	if last == 0 {
		return questions[0] + " is"
	}
	return strings.Join(questions[:last], ", ") + " and " + questions[last] + " are"
}
