package check

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// effectiveDateStale decides a verdict, so it has a name of its own.
var effectiveDateStale = finding.Rule{Name: "effective-date-stale", Severity: finding.Warning,
	Explanation: "The declaration is older than the reporting year allows, so it does not cover the products bought in it.",
	Fix:         "Look through the answers, bring them up to date, enter the new date and send the workbook again.",
	Example:     "The declaration is dated two years before the reporting year."}

// companyRules look at the head of the Declaration sheet and at the template.
var companyRules = []rule{
	{finding.Rule{Name: "template-version-not-accepted", Severity: finding.Error, Question: true,
		Explanation: "The company decided which versions of the template it accepts for this year, and this is none of them.",
		Fix:         "Fill in one of the versions named in the request.",
		Example:     "A CMRT 6.31, where 6.4 and 6.5 are accepted."},
		func(c *context, found report) {
			accepted := c.year.Settings.AcceptedVersions // of the CMRT: other templates have versions of their own
			if kind := c.declaration.Template.Type; kind != "" && kind != "CMRT" {
				return
			}
			if len(accepted) > 0 && !slices.Contains(accepted, c.declaration.Template.Version) {
				found(cmrt.SheetDeclaration, c.layout.Fields.Revision, "", "The template is version %s; accepted for %d: %s.", c.declaration.Template.Version, c.year.Number, strings.Join(accepted, ", "))
			}
		}},
	blank("company-name-missing", "The declaration does not say which company makes it.", "Enter the legal name of the company.",
		func(d cmrt.Declaration) string { return d.Company.Name }, func(f cmrt.CompanyCells) string { return f.Name }),
	{finding.Rule{Name: "company-name-mismatch", Severity: finding.Warning, Question: true,
		Explanation: "The declaration names a company other than the supplier it was received from, so it may belong to another company.",
		Fix:         "Confirm that the declaration covers this supplier, or send the right one.",
		Example:     "D8 says “Larkfield Holding”; we know the supplier as “Larkfield Components GmbH”."},
		func(c *context, found report) {
			name := c.declaration.Company.Name
			if c.supplier != nil && name != "" && FoldCompany(name) != FoldCompany(c.supplier.Name) {
				found(cmrt.SheetDeclaration, c.layout.Fields.Name, "", "The company calls itself %q; we know the supplier as %q.", name, c.supplier.Name)
			}
		}},
	blank("scope-missing", "Without a scope it is not known whether the answers cover everything the supplier sells.", "Choose company, product or user-defined.",
		func(d cmrt.Declaration) string { return d.Company.ScopeRaw }, func(f cmrt.CompanyCells) string { return f.Scope }),
	{finding.Rule{Name: "scope-description-missing", Severity: finding.Error,
		Explanation: "A user-defined scope, a division or a product category must be described.",
		Fix:         "Describe what the declaration covers.",
		Example:     "D9 says “C. User defined”, D10 is blank."},
		func(c *context, found report) {
			scope := c.declaration.Company.Scope
			if slices.Contains([]string{"user-defined", "division", "product-category"}, scope) && c.declaration.Company.ScopeDescription == "" {
				found(cmrt.SheetDeclaration, c.layout.Fields.ScopeDescription, "", "The scope is %s, but its description is blank.", scope)
			}
		}},
	blank("contact-name-missing", "Nobody is named who can be asked about the answers.", "Enter the name of a contact.",
		func(d cmrt.Declaration) string { return d.Company.ContactName }, func(f cmrt.CompanyCells) string { return f.ContactName }),
	email("contact-email-invalid", "There is no usable e-mail address for questions. The template allows “not available”, but its own Checker and this review do not.", "Enter an e-mail address that is read.",
		func(d cmrt.Declaration) string { return d.Company.ContactEmail }, func(f cmrt.CompanyCells) string { return f.ContactEmail }),
	blank("contact-phone-missing", "The contact's telephone number is required by the template.", "Enter the telephone number.",
		func(d cmrt.Declaration) string { return d.Company.ContactPhone }, func(f cmrt.CompanyCells) string { return f.ContactPhone }),
	blank("authorizer-missing", "Nobody takes responsibility for the declaration.", "Enter the name of the person who authorises it.",
		func(d cmrt.Declaration) string { return d.Company.AuthorizerName }, func(f cmrt.CompanyCells) string { return f.AuthorizerName }),
	{finding.Rule{Name: "authorizer-same", Severity: finding.Warning,
		Explanation: "The cell holds a reference instead of a name, so it is not clear who authorised the declaration.",
		Fix:         "Enter the name of the person who authorises it, even if it is the contact.",
		Example:     "“same as above” in D18."},
		func(c *context, found report) {
			if name := c.declaration.Company.AuthorizerName; noName(name) {
				found(cmrt.SheetDeclaration, c.layout.Fields.AuthorizerName, "", "%q is not the name of a person.", name)
			}
		}},
	email("authorizer-email-invalid", "There is no usable e-mail address of the authoriser.", "Enter the authoriser's e-mail address.",
		func(d cmrt.Declaration) string { return d.Company.AuthorizerEmail }, func(f cmrt.CompanyCells) string { return f.AuthorizerEmail }),
	{finding.Rule{Name: "authorizer-phone-missing", Severity: finding.Error,
		Explanation: "Versions 3.x of the template require the authoriser's telephone number, and their own Checker flags it. Later ones leave it open.",
		Fix:         "Enter the telephone number of the person who authorises the declaration.",
		Example:     "D21 is blank in a CMRT 3.01."},
		func(c *context, found report) {
			at := c.layout.Fields.AuthorizerPhone
			required := slices.ContainsFunc(c.layout.CheckerTests(), func(t cmrt.CheckerTest) bool { return t.Sheet == cmrt.SheetDeclaration && t.Cell == at && !t.Idle })
			if required && c.declaration.Company.AuthorizerPhone == "" {
				found(cmrt.SheetDeclaration, at, "", "The cell is blank.")
			}
		}},
	blank("effective-date-missing", "Without a date it is not known which year the answers speak of.", "Enter the date on which the declaration was completed.",
		func(d cmrt.Declaration) string { return d.Company.EffectiveDateRaw }, func(f cmrt.CompanyCells) string { return f.EffectiveDate }),
	{finding.Rule{Name: "effective-date-future", Severity: finding.Error,
		Explanation: "The declaration is dated after the cut-off date.",
		Fix:         "Correct the date.",
		Example:     "The declaration is dated 15 June, the cut-off is 30 April."},
		func(c *context, found report) {
			date := c.declaration.Company.EffectiveDate
			if cut := c.year.Settings.CutOff; date != "" && cut != "" && date > cut {
				found(cmrt.SheetDeclaration, firstCell(c.layout.Fields.EffectiveDate), "", "The declaration is dated %s, after the cut-off of %s.", date, cut)
			}
		}},
	{effectiveDateStale, func(c *context, found report) {
		if date := c.declaration.Company.EffectiveDate; date != "" && date < c.year.Oldest {
			found(cmrt.SheetDeclaration, firstCell(c.layout.Fields.EffectiveDate), "", "The declaration is dated %s; for %d it must be dated %s or later.", date, c.year.Number, c.year.Oldest)
		}
	}},
	{finding.Rule{Name: "products-missing", Severity: finding.Error,
		Explanation: "The declaration covers certain products only, but does not say which.",
		Fix:         "List the products on the sheet Product List, or choose company as the scope.",
		Example:     "D9 says “B. Product (or List of Products)”, and the Product List is empty."},
		func(c *context, found report) {
			if c.declaration.Company.Scope == "product" && len(c.declaration.Products) == 0 && !c.unread(cmrt.SheetProducts) {
				found(cmrt.SheetProducts, "B"+strconv.Itoa(c.layout.ProductFirst), "", "The scope is a list of products, but the Product List is empty.")
			}
		}},
}

// unread tells whether a sheet was left out, which is told elsewhere.
func (c *context) unread(sheet string) bool {
	return slices.ContainsFunc(c.declaration.Findings, func(f finding.Finding) bool { return f.Rule == "sheet-not-read" && f.Sheet == sheet })
}

// blank makes the rule that a field of the company block must be filled in.
func blank(name, explanation, fix string, value func(cmrt.Declaration) string, cell func(cmrt.CompanyCells) string) rule {
	return rule{finding.Rule{Name: name, Severity: finding.Error, Explanation: explanation, Fix: fix, Example: "The cell is blank in a form that is filled in elsewhere."},
		func(c *context, found report) {
			if at := firstCell(cell(c.layout.Fields)); at != "" && value(c.declaration) == "" { // old versions do not ask everything
				found(cmrt.SheetDeclaration, at, "", "The cell is blank.")
			}
		}}
}

// email makes the rule that a field must hold something like an e-mail address.
func email(name, explanation, fix string, value func(cmrt.Declaration) string, cell func(cmrt.CompanyCells) string) rule {
	return rule{finding.Rule{Name: name, Severity: finding.Error, Explanation: explanation, Fix: fix, Example: "“not available”, or a telephone number."},
		func(c *context, found report) {
			if v, at := value(c.declaration), cell(c.layout.Fields); at != "" && !strings.Contains(text.Narrow(v), "@") {
				found(cmrt.SheetDeclaration, at, "", "%q is not an e-mail address.", v)
			}
		}}
}

// firstCell is the first of several cells; 1.00 keeps the date in three.
func firstCell(cells string) string {
	first, _, _ := strings.Cut(cells, " ")
	return first
}
