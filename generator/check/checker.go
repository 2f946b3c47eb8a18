package check

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// RMI's own Checker sheet flags rows; each row tests what one of our rules tests
// too, if with less judgment. A finding of that rule carries the row's number.
// Where the Checker flags what this review does not (an answer typed below a
// blank one, products that begin below the first cell), the same rule says so as
// a note, so that the supplier is not left alone with a red cell.

// companyCellRules are the rules about the company block, by the cell they look at.
var companyCellRules = []struct {
	rule string
	cell func(cmrt.CompanyCells) string
}{
	{"company-name-missing", func(f cmrt.CompanyCells) string { return f.Name }},
	{"scope-missing", func(f cmrt.CompanyCells) string { return f.Scope }},
	{"scope-description-missing", func(f cmrt.CompanyCells) string { return f.ScopeDescription }},
	{"contact-name-missing", func(f cmrt.CompanyCells) string { return f.ContactName }},
	{"contact-email-invalid", func(f cmrt.CompanyCells) string { return f.ContactEmail }},
	{"contact-phone-missing", func(f cmrt.CompanyCells) string { return f.ContactPhone }},
	{"authorizer-missing", func(f cmrt.CompanyCells) string { return f.AuthorizerName }},
	{"authorizer-email-invalid", func(f cmrt.CompanyCells) string { return f.AuthorizerEmail }},
	{"authorizer-phone-missing", func(f cmrt.CompanyCells) string { return f.AuthorizerPhone }},
	{"effective-date-missing", func(f cmrt.CompanyCells) string { return f.EffectiveDate }},
}

// target is a row of the Checker and the rule of ours that tests the same.
type target struct {
	cmrt.CheckerTest
	rule string
}

// targets gives what the Checker of the declaration's version tests, by row.
func (c *context) targets() map[int]target {
	all := map[int]target{}
	for _, test := range c.declaration.CheckerTests() {
		all[test.Row] = target{test, c.ruleOf(test)}
	}
	return all
}

func (c *context) ruleOf(test cmrt.CheckerTest) string {
	switch {
	case test.Cell != "" && test.Sheet == cmrt.SheetDeclaration && slices.Contains(c.layout.Minerals.Choice, test.Cell):
		return "minerals-missing"
	case test.Cell == "" && test.Sheet == cmrt.SheetDeclaration:
		return "mineral-unnamed"
	case test.Sheet == cmrt.SheetProducts:
		return "products-missing"
	case test.Sheet == c.layout.SmelterSheet && test.Cell == "":
		return "smelter-not-listed-incomplete"
	case test.Sheet == c.layout.SmelterSheet:
		return "smelters-missing"
	case test.Metal != "":
		return "answer-missing"
	case len(c.layout.CompanyQuestions) > 1 && test.Cell == c.layout.CompanyQuestions[1].CommentCell(0):
		return "policy-url-missing"
	}
	for _, r := range companyCellRules {
		if r.cell(c.layout.Fields) == test.Cell {
			return r.rule
		}
	}
	return "company-answer-missing"
}

// covers tells whether a finding says what the row flags. Where one row tests a
// whole list, any finding of its rule does; one for the smelters of all metals
// stands on the first metal that has none.
func (t target) covers(f finding.Finding) bool {
	if f.Rule == "cell-never-calculated" && f.Sheet == t.Sheet && (f.Cell == t.Cell || t.Cell == "") {
		return true
	}
	switch t.rule {
	case "mineral-unnamed": // wherever one is
		return f.Rule == t.rule
	case "smelter-not-listed-incomplete": // an error in the list flags that row too
		return f.Sheet == t.Sheet && (f.Rule == t.rule || f.Rule == "cell-error" || f.Rule == "smelter-name-in-country")
	case "smelters-missing": // where entries stand beside their place, the Checker sees none
		beside := f.Rule == "smelter-list-misplaced" || f.Rule == "smelter-name-in-country"
		return (f.Rule == t.rule || beside) && (t.Metal == "" || f.Metal == string(t.Metal))
	}
	return f.Rule == t.rule && f.Cell == t.Cell && f.Metal == string(t.Metal)
}

// withCheckerRows puts the Checker's rows on the findings of a declaration.
func (c *context) withCheckerRows(list []finding.Finding) []finding.Finding {
	if len(c.declaration.CheckerRows) == 0 {
		return list
	}
	open := slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Rule == "answer-missing" })
	targets := c.targets()
	for _, row := range c.declaration.CheckerRows {
		t := targets[row]
		i := slices.IndexFunc(list, func(f finding.Finding) bool { return f.CheckerRow == 0 && t.covers(f) })
		if i < 0 {
			list = append(list, c.onlyChecker(t, open))
			continue
		}
		list[i].CheckerRow = row
	}
	return list
}

// onlyChecker says that the Checker flags what this review does not. open tells
// that required answers are missing: until they are given the Checker flags all
// that depends on them.
func (c *context) onlyChecker(t target, open bool) finding.Finding {
	fix := "Nothing to do for this review; correct it if the Checker sheet is to read complete."
	message := fmt.Sprintf("Row %d of the template's own Checker flags this, although there is nothing to correct here.", t.Row)
	if open && t.Dependent {
		message = fmt.Sprintf("Row %d of the template's own Checker flags this as long as the first answers for a metal are missing.", t.Row)
		fix = "Give the missing answers first; then see what is left."
	}
	if c.foreign(t.Metal) && (t.rule == "answer-missing" || t.Dependent) {
		message = fmt.Sprintf("Row %d of the template's own Checker flags this, since it only knows answers as the list has them, in English.", t.Row)
		fix = "Nothing to do for this review; choose the answers from the list if the Checker sheet is to read complete."
	}
	if t.rule == "smelter-not-listed-incomplete" { // the Checker fails on a number that the workbook's own look-up does not know
		t.rule = "cell-error"
		message = fmt.Sprintf("Row %d of the template's own Checker shows an error: a number in column A is not in the workbook's own Smelter Look-up.", t.Row)
	}
	return finding.Finding{Rule: t.rule, Severity: finding.Note, File: c.declaration.File, Sheet: t.Sheet, Cell: t.Cell, Metal: string(t.Metal), Message: message, Fix: fix, CheckerRow: t.Row, PerRow: true}
}

// foreign tells whether a yes or no to the first questions about a metal (of any,
// where none is named) was understood, but is not written as the list has it.
func (c *context) foreign(metal cmrt.Metal) bool {
	return slices.ContainsFunc(c.declaration.Answers, func(a cmrt.Answer) bool {
		first := a.Key == cmrt.Added || a.Key == cmrt.Necessary
		return first && (metal == "" || a.Metal == metal) && a.Answer != "" && !strings.EqualFold(a.Raw, a.Answer)
	})
}
