package demo

import (
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
)

// companyMistakes are those in the head of the Declaration and on the Product List.
var companyMistakes = []mistake{
	{"company-name-missing", "company", inHead(func(c cmrt.CompanyCells) string { return c.Name }, "", "no company name")},
	{"scope-missing", "company", inHead(func(c cmrt.CompanyCells) string { return c.Scope }, "", "no scope")},
	{"contact-email-invalid", "company", inHead(func(c cmrt.CompanyCells) string { return c.ContactEmail }, "not available", "the e-mail address has no @")},
	{"contact-phone-missing", "company", inHead(func(c cmrt.CompanyCells) string { return c.ContactPhone }, "", "no phone number")},
	{"authorizer-missing", "company", inHead(func(c cmrt.CompanyCells) string { return c.AuthorizerName }, "", "nobody signed it off")},
	{"effective-date-missing", "company", inHead(func(c cmrt.CompanyCells) string { return c.EffectiveDate }, "", "no date")},

	{"company-name-mismatch", "person", func(a *author, b *book) spot {
		return b.declaration(b.layout.Fields.Name, a.names.company()+" Holding", "not the name on the roster")
	}},
	{"scope-description-missing", "person", func(_ *author, b *book) spot {
		b.put(cmrt.SheetDeclaration, b.layout.Fields.Scope, "C. User defined [Specify in 'Description of scope']")
		return b.declaration(b.layout.Fields.ScopeDescription, "", "a scope of its own, and no description")
	}},
	{"contact-name-missing", "person", inHead(func(c cmrt.CompanyCells) string { return c.ContactName }, "", "no contact")},
	{"authorizer-same", "person", inHead(func(c cmrt.CompanyCells) string { return c.AuthorizerName }, "see above", "a reference instead of a name")},
	{"authorizer-email-invalid", "person", inHead(func(c cmrt.CompanyCells) string { return c.AuthorizerEmail }, "n/a", "the e-mail address has no @")},
	{"effective-date-invalid", "person", func(a *author, b *book) spot {
		return b.declaration(b.layout.Fields.EffectiveDate, a.day(time.March, 4).Format("02/01/2006"), "a date that can be read in two ways")
	}},

	{"products-missing", "product", func(_ *author, b *book) spot {
		b.put(cmrt.SheetDeclaration, b.layout.Fields.Scope, "B. Product (or List of Products)")
		return spot{sheet: cmrt.SheetProducts, cell: "B6", what: "the scope is a list of products, and the list is empty"}
	}},
	{"effective-date-future", "product", func(a *author, b *book) spot {
		return b.declaration(b.layout.Fields.EffectiveDate, serial(a.day(time.June, 15)), "a date after the cut-off")
	}},
	{"template-version-mixed", "product", func(_ *author, b *book) spot {
		other := map[string]string{"6.5": "6.4", "6.4": "6.5"}[b.version]
		b.put(cmrt.SheetSmelters, "Q3", revisions[other])
		return spot{sheet: cmrt.SheetSmelters, cell: "Q3", want: revisions[other], what: "the revision is not that of the Declaration"}
	}},
	{"cell-error", "product", func(_ *author, b *book) spot {
		cell := b.layout.Fields.Address
		b.formula(cmrt.SheetDeclaration, cell, "#REF!", "#REF!")
		return spot{sheet: cmrt.SheetDeclaration, cell: cell, want: "#REF!", what: "a formula that refers to a cell that is gone"}
	}},

	{"template-version-not-accepted", "old", func(_ *author, b *book) spot {
		b.version = "6.31"
		b.layout, _ = cmrt.LayoutOf(b.version)
		b.put(cmrt.SheetSmelters, "Q3", revisions[b.version])
		return b.declaration(b.layout.Fields.Revision, revisions[b.version], "an older version than the year accepts")
	}},
	{"effective-date-stale", "old", func(a *author, b *book) spot {
		return b.declaration(b.layout.Fields.EffectiveDate, serial(a.day(time.March, 15).AddDate(-2, 0, 0)), "a date before the year's window")
	}},
	{"scope-not-in-list", "old", func(_ *author, b *book) spot {
		b.put(cmrt.SheetDeclaration, b.layout.Fields.ScopeDescription, "Everything delivered in the year")
		return b.declaration(b.layout.Fields.Scope, "All goods", "a scope in free text")
	}},
	{"cell-formula-uncalculated", "old", func(_ *author, b *book) spot {
		b.uncalculated = true
		for _, e := range b.entries {
			e.named = "" // every row has its number and nothing else
		}
		return spot{entry: b.entries[0], column: "F", what: "written by a program: no formula of the file has a result"}
	}},
}

// inHead makes a mistake of one cell in the head.
func inHead(cell func(cmrt.CompanyCells) string, text, what string) func(*author, *book) spot {
	return func(_ *author, b *book) spot { return b.declaration(cell(b.layout.Fields), text, what) }
}
