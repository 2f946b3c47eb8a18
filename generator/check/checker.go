package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// RMI's own Checker sheet flags rows; each row tests what one of our rules tests
// too, if with less judgment. A finding of that rule carries the row's number.
// Where the Checker flags what this review does not (an answer typed below a
// blank one, products that begin below the first cell), the same rule says so as
// a note, so that the supplier is not left alone with a red cell.

// target is what a row of the Checker tests.
type target struct {
	rule  string
	sheet string
	cell  string
	metal cmrt.Metal
	all   bool // tests all metals at once
}

// targetOf gives what a row of the Checker tests.
func (c *context) targetOf(row int) target {
	if m, ok := c.layout.CheckerMap(); ok {
		return c.oldTarget(m, row)
	}
	f, l := c.layout.Fields, c.layout
	declaration := func(rule, cell string) target { return target{rule: rule, sheet: cmrt.SheetDeclaration, cell: cell} }
	block := map[int]target{
		4: declaration("company-name-missing", f.Name), 5: declaration("scope-missing", f.Scope), 6: declaration("scope-description-missing", f.ScopeDescription),
		7: declaration("contact-name-missing", f.ContactName), 8: declaration("contact-email-invalid", f.ContactEmail), 9: declaration("contact-phone-missing", f.ContactPhone),
		10: declaration("authorizer-missing", f.AuthorizerName), 11: declaration("authorizer-email-invalid", f.AuthorizerEmail), 12: declaration("effective-date-missing", f.EffectiveDate),
		56: declaration("policy-url-missing", l.CompanyQuestions[1].CommentCell(0)),
		64: {rule: "products-missing", sheet: cmrt.SheetProducts, cell: "B" + strconv.Itoa(l.ProductFirst)},
		69: {rule: "smelter-not-listed-incomplete", sheet: l.SmelterSheet},
	}
	if t, ok := block[row]; ok {
		return t
	}
	if i := slices.Index([]int{54, 55, 57, 58, 59, 60, 62, 63}, row); i >= 0 {
		return declaration("company-answer-missing", l.CompanyQuestions[i].Cell(0))
	}
	if row >= 65 && row <= 68 {
		return target{rule: "smelters-missing", sheet: l.SmelterSheet, cell: l.Columns.Metal + strconv.Itoa(l.SmelterFirst), metal: cmrt.Metals[row-65]}
	}
	question, metal := (row-14)/5, (row-14)%5 // rows 14 to 52: a header, then four metals
	return target{rule: "answer-missing", sheet: cmrt.SheetDeclaration, cell: l.Questions[question].Cell(metal), metal: cmrt.Metals[metal]}
}

// oldTarget gives what a row of the Checker of 2.x and 3.x tests.
func (c *context) oldTarget(m cmrt.CheckerMap, row int) target {
	f, l := c.layout.Fields, c.layout
	if cell, ok := m.Fields[row]; ok {
		rule := map[string]string{f.Name: "company-name-missing", f.Scope: "scope-missing", f.ContactName: "contact-name-missing", f.ContactEmail: "contact-email-invalid",
			f.ContactPhone: "contact-phone-missing", f.AuthorizerName: "authorizer-missing", f.AuthorizerEmail: "authorizer-email-invalid",
			f.AuthorizerPhone: "authorizer-phone-missing", f.EffectiveDate: "effective-date-missing"}[cell]
		return target{rule: rule, sheet: cmrt.SheetDeclaration, cell: cell}
	}
	switch i := slices.Index(m.Company, row); {
	case row == m.Described:
		return target{rule: "scope-description-missing", sheet: cmrt.SheetDeclaration, cell: f.ScopeDescription}
	case i >= 0:
		return target{rule: "company-answer-missing", sheet: cmrt.SheetDeclaration, cell: l.CompanyQuestions[i].Cell(0)}
	case row == m.PolicyURL:
		return target{rule: "policy-url-missing", sheet: cmrt.SheetDeclaration, cell: l.CompanyQuestions[1].CommentCell(0)}
	case row == m.Products:
		return target{rule: "products-missing", sheet: cmrt.SheetProducts, cell: "B" + strconv.Itoa(l.ProductFirst)}
	case row == m.Smelters:
		return target{rule: "smelters-missing", sheet: l.SmelterSheet, cell: l.Columns.Metal + strconv.Itoa(l.SmelterFirst), all: true}
	}
	question, metal := (row-m.Question)/5, (row-m.Question)%5
	return target{rule: "answer-missing", sheet: cmrt.SheetDeclaration, cell: l.Questions[question].Cell(metal), metal: cmrt.Metals[metal]}
}

// withCheckerRows puts the Checker's rows on the findings of a declaration.
func (c *context) withCheckerRows(list []finding.Finding) []finding.Finding {
	open := slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Rule == "answer-missing" })
	for _, row := range c.declaration.CheckerRows {
		t := c.targetOf(row)
		i := slices.IndexFunc(list, func(f finding.Finding) bool {
			same := f.Rule == t.rule && (t.cell == "" || f.Cell == t.cell) && (t.all || f.Metal == string(t.metal))
			return f.CheckerRow == 0 && (same || row == 69 && f.Sheet == t.sheet && (f.Rule == t.rule || f.Rule == "cell-error"))
		})
		if i < 0 {
			list = append(list, c.onlyChecker(row, t, open))
			continue
		}
		list[i].CheckerRow = row
	}
	return list
}

// onlyChecker says that the Checker flags what this review does not. open tells
// that required answers are missing: until they are given the Checker flags all
// that depends on them.
func (c *context) onlyChecker(row int, t target, open bool) finding.Finding {
	fix := "Nothing to do for this review; correct it if the Checker sheet is to read complete."
	message := fmt.Sprintf("Row %d of the template's own Checker flags this, although there is nothing to correct here.", row)
	_, old := c.layout.CheckerMap()
	if open && !old && (row >= 19 && row <= 63 || row >= 65 && row <= 68) {
		message = fmt.Sprintf("Row %d of the template's own Checker flags this as long as the first answers for a metal are missing.", row)
		fix = "Give the missing answers first; then see what is left."
	}
	if row >= 19 && c.foreign(t.metal) && t.sheet != "" && row != 64 && row != 69 {
		message = fmt.Sprintf("Row %d of the template's own Checker flags this, since it only knows answers as the list has them, in English.", row)
		fix = "Nothing to do for this review; choose the answers from the list if the Checker sheet is to read complete."
	}
	if row == 69 && !old { // the Checker fails on a number that the workbook's own look-up does not know
		t.rule = "cell-error"
		message = "Row 69 of the template's own Checker shows an error: a number in column A is not in the workbook's own Smelter Look-up."
	}
	return finding.Finding{Rule: t.rule, Severity: finding.Note, File: c.declaration.File, Sheet: t.sheet, Cell: t.cell, Metal: string(t.metal), Message: message, Fix: fix, CheckerRow: row}
}

// foreign tells whether a yes or no to the first questions about a metal (of any,
// where none is named) was understood, but is not written as the list has it.
func (c *context) foreign(metal cmrt.Metal) bool {
	return slices.ContainsFunc(c.declaration.Answers, func(a cmrt.Answer) bool {
		first := a.Key == cmrt.Added || a.Key == cmrt.Necessary
		return first && (metal == "" || a.Metal == metal) && a.Answer != "" && !strings.EqualFold(a.Raw, a.Answer)
	})
}
