package rollup

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
)

// company takes the answers about the company, and says which fields are missing.
func (r *deriver) company() {
	layout := r.Form
	needed := slices.ContainsFunc(r.out.Answers, func(a Answer) bool { return a.Key == cmrt.ResponseShare && a.Answer != "" })
	asks := slices.Clone(layout.CompanyQuestions)
	if q := r.question(cmrt.ValidatedSmeltersRequired); q != nil { // asked of each mineral, answered once
		asks = append(asks, *q)
		stable.Sort(asks, func(a, b cmrt.Question) int { return cmp.Compare(a.Row, b.Row) })
	}
	for _, q := range asks {
		a := CompanyAnswer{Key: q.Key, Letter: q.Number, Comment: r.Settings.Comments[q.Key]}
		if answer := r.Settings.Answers[q.Key]; answer != "" {
			a.Text = companyText(q, answer)
		}
		r.out.Company = append(r.out.Company, a)
		switch {
		case needed && a.Text == "":
			r.out.find(headMissing, cmrt.SheetDeclaration, q.Cell(0), "", "Question %s (%s) has no answer in %s.", q.Number, q.Key, path.Base(r.Settings.File))
		case q.Key == cmrt.PolicyPublic && r.Settings.Answers[q.Key] == cmrt.Yes && a.Comment == "":
			r.out.find(headMissing, cmrt.SheetDeclaration, q.CommentCell(0), "", "Question %s is answered yes, and no address of the policy is given under comments.", q.Number)
		}
	}
	c, at := r.Settings.Company, layout.Fields
	for _, f := range []struct{ what, cell, value string }{
		{"the company's name", at.Name, c.Name}, {"a contact's name", at.ContactName, c.Contact.Name}, {"a contact's e-mail address", at.ContactEmail, c.Contact.Email},
		{"a contact's phone number", at.ContactPhone, c.Contact.Phone}, {"the authorizer's name", at.AuthorizerName, c.Authorizer.Name},
		{"the authorizer's e-mail address", at.AuthorizerEmail, c.Authorizer.Email}, {"an effective date", at.EffectiveDate, r.Settings.EffectiveDate},
	} {
		if f.value == "" {
			r.out.find(headMissing, cmrt.SheetDeclaration, f.cell, "", "The template asks for %s.", f.what)
		}
	}
	switch {
	case r.Settings.Scope == "user-defined" && r.Settings.ScopeDescription == "":
		r.out.find(headMissing, cmrt.SheetDeclaration, at.ScopeDescription, "", "A scope that the company defines itself needs scope_description.")
	case len(r.out.Minerals) == 0:
		r.out.find(headMissing, cmrt.SheetDeclaration, first(layout.Minerals.Choice, 0), "", "The declaration is about no mineral: name them under minerals.")
	case len(r.out.Minerals) > layout.Slots():
		r.out.find(headMissing, cmrt.SheetDeclaration, first(layout.Minerals.Choice, 0), "", "The template has room for %d minerals, and there are %d: name those that the customer asks about under minerals.", layout.Slots(), len(r.out.Minerals))
	case r.Settings.Scope == "product" && len(r.Settings.Products) == 0:
		r.out.find(headMissing, cmrt.SheetProducts, "B6", "", "The scope is products, and none is listed under products.")
	}
}

// companyText is the template's text for an answer in the words of rollup.yaml.
func companyText(q cmrt.Question, answer string) string {
	if answer == cmrt.No || answer == cmrt.Planned {
		return first(q.Offered(answer), 0)
	}
	words := []string{cmrt.Yes}
	switch q.Key {
	case cmrt.AnnualDisclosure:
		words = project.Disclosures
	case cmrt.SupplierSurvey:
		words = project.Surveys
	}
	return first(q.Offered(cmrt.Yes), slices.Index(words, answer))
}

func first(list []string, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i]
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func sorted(set map[string]bool) []string {
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(maps.Keys(set))))
}
