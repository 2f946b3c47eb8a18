package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhyOneDeclarationReplacesAnother, in the words that people read; what has none stands
// beside the other.
func TestWhyOneDeclarationReplacesAnother(t *testing.T) {
	book := func(company, scope, part string) Workbook {
		return Workbook{Declaration: cmrt.Declaration{SHA256: company + scope + part, Company: cmrt.Company{Name: company, Scope: scope}}, Facts: Facts{Part: part}}
	}
	two := "p1" + partSeparator + "p2"
	for _, tc := range []struct {
		older, newer Workbook
		want         string
	}{
		{book("Acme", "company", ""), book("Acme", "company", ""), sameFile},
		{book("Acme", "company", ""), book("ACME Ltd.", "company", ""), "it is about the same"},
		{book("", "company", ""), book("Acme", "company", ""), "it is about the same"},
		{book("Acme", "company", ""), book("", "company", ""), "it is about the same"},
		{book("Other", "company", ""), book("Acme", "company", ""), ""},
		{book("Larkfield", "company", ""), book("Larkfield Cables", "company", ""), "it has the full name of the company, and is about the same"},
		{book("Larkfield", "product", "p1"), book("Larkfield Cables", "company", ""), ""},
		{book("Larkfield", "division", "a"), book("Larkfield Cables", "division", "b"), ""},
		{book("Acme", "product", "p1"), book("Acme", "company", ""), "it is about the whole company"},
		{book("Acme", "", ""), book("Acme", "product", "p1"), "the older one does not say what it is about"},
		{book("Acme", "", ""), book("Acme", "", "x"), "the older one does not say what it is about"},
		{book("Acme", "product", ""), book("Acme", "product", "p1"), "the older one does not say which part it is about"},
		{book("Acme", "division", ""), book("Acme", "product", "p1"), "the older one does not say which part it is about"},
		{book("Acme", "company", ""), book("Acme", "product", "p1"), ""},
		{book("Acme", "product", "p1"), book("Acme", "product", two), "it lists all products of the older one"},
		{book("Acme", "product", two), book("Acme", "product", "p1"), ""},
		{book("Acme", "product", "p1"), book("Acme", "product", ""), ""},
		{book("Acme", "division", "p1"), book("Acme", "product", two), ""},
		{book("Acme", "product", "p1"), book("Acme", "division", two), ""},
		{book("Acme", "division", "cables"), book("Acme", "user-defined", "cables"), "it is about the same"},
		{book("Acme", "division", "cables"), book("Acme", "user-defined", "wires"), ""},
		{book("Acme", "product", "cables"), book("Acme", "division", "cables"), ""},
		{book("Acme", "division", "cables"), book("Acme", "product", "cables"), ""},
	} {
		if got := tc.newer.replaces(tc.older, "Larkfield Cables Inc."); got != tc.want {
			t.Errorf("%+v after %+v: %q, want %q", tc.newer.Declaration.Company, tc.older.Declaration.Company, got, tc.want)
		}
	}
}

// TestANameIsShortForAnother that holds all its words, if one of them has four letters or
// more: initials are those of many.
func TestANameIsShortForAnother(t *testing.T) {
	for short, want := range map[string]bool{"juniper": true, "cast": true, "juniper cast": true, "abc": false, "abc cast": true, "äöüß": true, "juniper wires": false, "": false} {
		if got := shortFor(short, "juniper cast abc äöüß"); got != want {
			t.Errorf("%q: %v", short, got)
		}
	}
}

// TestTwoDeclarationsMayBeVersionsOfOne where they share a product, or describe a part of the
// company each in words of its own.
func TestTwoDeclarationsMayBeVersionsOfOne(t *testing.T) {
	book := func(company, scope, part string) Workbook {
		return Workbook{Declaration: cmrt.Declaration{Company: cmrt.Company{Name: company, Scope: scope}}, Facts: Facts{Part: part}}
	}
	two, three := "p1"+partSeparator+"p2", "p2"+partSeparator+"p3"
	for _, tc := range []struct {
		a, b Workbook
		want bool
	}{
		{book("Acme", "product", two), book("ACME Ltd", "product", three), true},
		{book("Acme", "product", two), book("Acme", "product", "p3"), false},
		{book("Acme", "product", two), book("Other", "product", two), false},
		{book("Acme", "product", ""), book("Acme", "product", two), false},
		{book("Acme", "product", two), book("Acme", "product", ""), false},
		{book("Acme", "division", "cables"), book("Acme", "division", "wires"), true},
		{book("Acme", "division", "cables"), book("Acme", "user-defined", "cables"), false},
		{book("Acme", "product", "cables"), book("Acme", "division", "cables"), false},
	} {
		if got := tc.a.overlaps(tc.b); got != tc.want || tc.b.overlaps(tc.a) != tc.want {
			t.Errorf("%+v and %+v: %v", tc.a, tc.b, got)
		}
	}
}

// TestWhichDeclarationAnswersForADaughter: of the nearest parent that answered, an accepted
// one before one that was returned; a description names the daughter by its name or its id,
// as whole words; and parents in a circle answer for nobody.
func TestWhichDeclarationAnswersForADaughter(t *testing.T) {
	y := year(t)
	y.Roster = []tables.Supplier{{ID: "top", InScope: "yes"}, {ID: "mid", InScope: "yes", Parent: "top"}, {ID: "low-one", Name: "Low Cables Ltd.", InScope: "yes", Parent: "mid"}, {ID: "ring", InScope: "yes", Parent: "round"}, {ID: "round", InScope: "yes", Parent: "ring"}}
	book := func(supplier, scope, part string, v Verdict) Workbook {
		return Workbook{Supplier: supplier, Verdict: v, Declaration: cmrt.Declaration{Company: cmrt.Company{Scope: scope}}, Facts: Facts{Part: part}}
	}
	const whole, named = "is about the whole company", "names it in the description of its scope"
	for name, tc := range map[string]struct {
		books []Workbook
		want  map[string]Cover
	}{
		"nobody answered":                  {nil, map[string]Cover{}},
		"the top":                          {[]Workbook{book("top", "company", "", Returned)}, map[string]Cover{"mid": {"top", 0, whole}, "low-one": {"top", 0, whole}}},
		"the nearest":                      {[]Workbook{book("top", "company", "", Accepted), book("mid", "company", "", Returned)}, map[string]Cover{"low-one": {"mid", 1, whole}}},
		"the nearest is about products":    {[]Workbook{book("top", "company", "", Accepted), book("mid", "product", "low cables", Accepted)}, map[string]Cover{"low-one": {"top", 0, whole}}},
		"accepted after returned":          {[]Workbook{book("top", "company", "", Returned), book("top", "company", "", Accepted)}, map[string]Cover{"mid": {"top", 1, whole}, "low-one": {"top", 1, whole}}},
		"returned after accepted":          {[]Workbook{book("top", "company", "", Accepted), book("top", "company", "", Returned)}, map[string]Cover{"mid": {"top", 0, whole}, "low-one": {"top", 0, whole}}},
		"two that were accepted":           {[]Workbook{book("top", "company", "", Accepted), book("top", "company", "", Accepted)}, map[string]Cover{"mid": {"top", 0, whole}, "low-one": {"top", 0, whole}}},
		"by name":                          {[]Workbook{book("mid", "division", "wires and low cables", Accepted)}, map[string]Cover{"low-one": {"mid", 0, named}}},
		"by id":                            {[]Workbook{book("mid", "user-defined", "low one and others", Accepted)}, map[string]Cover{"low-one": {"mid", 0, named}}},
		"by a part of a word":              {[]Workbook{book("mid", "division", "slow cables", Accepted)}, map[string]Cover{}},
		"of a scope that is not said":      {[]Workbook{book("mid", "", "low one", Accepted)}, map[string]Cover{}},
		"one that is too old":              {[]Workbook{book("top", "company", "", Stale)}, map[string]Cover{}},
		"it answered itself":               {[]Workbook{book("top", "company", "", Accepted), book("low-one", "product", "", Returned)}, map[string]Cover{"mid": {"top", 0, whole}}},
		"a workbook of nobody":             {[]Workbook{book("", "company", "", Accepted)}, map[string]Cover{}},
		"one in the circle, for the other": {[]Workbook{book("ring", "company", "", Accepted)}, map[string]Cover{"round": {"ring", 0, whole}}},
	} {
		if diff := cmp.Diff(tc.want, Covered(y, tc.books)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAnAccountAsItIsRead: every workbook with whose it is, of which day and about what, as
// far as it says so.
func TestAnAccountAsItIsRead(t *testing.T) {
	a := Account{Supplier: "acme", Name: "Acme\x1b Ltd", InScope: "yes", Workbooks: []AccountWorkbook{
		{File: "a.xlsx", Company: "Acme", Date: "2025-10-01", Covers: "2 products", Verdict: Accepted, Why: "It counts."},
		{File: "b.xlsx", Covers: "the whole company", Verdict: Returned, Why: "It does not."},
		{File: "c.xlsx", Verdict: Unreadable, Why: "Nothing in it could be read."}}, Parent: "top", ParentFor: "is about the whole company", File: "top.xlsx", Daughters: []string{"one", "two"}}
	want := `acme (Acme\u{1b} Ltd), in scope: yes

a.xlsx: accepted
    of Acme, 2025-10-01; about 2 products
    It counts.

b.xlsx: returned
    of a company that is not named, without a date that can be read; about the whole company
    It does not.

c.xlsx: unreadable
    Nothing in it could be read.

Its parent top answers for it: top.xlsx is about the whole company.

Its declarations answer for one, two too, of which it is the parent.
`
	if diff := cmp.Diff(want, a.Text()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("acme (), in scope: no\n\nIt sent no workbook.\n", Account{Supplier: "acme", InScope: "no"}.Text()); diff != "" {
		t.Error(diff)
	}
}

// TestWhatADeclarationSays: whatever a supplier may change makes it another than last year's;
// its date, its rows' numbers and their order do not.
func TestWhatADeclarationSays(t *testing.T) {
	full := func(change func(*cmrt.Declaration)) string {
		d := clean()
		d.Products = []cmrt.Product{{Row: 6, Number: "P-1"}, {Row: 7, Number: "P-2"}}
		d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Gold, Lookup: "Oro"})
		change(&d)
		return saidBy(d)
	}
	same := full(func(*cmrt.Declaration) {})
	for i, change := range []func(*cmrt.Declaration){
		func(d *cmrt.Declaration) { d.Company.Name = "x" }, func(d *cmrt.Declaration) { d.Company.Scope = "x" }, func(d *cmrt.Declaration) { d.Company.ScopeDescription = "x" },
		func(d *cmrt.Declaration) { d.Company.UniqueID = "x" }, func(d *cmrt.Declaration) { d.Company.Address = "x" }, func(d *cmrt.Declaration) { d.Company.ContactName = "x" },
		func(d *cmrt.Declaration) { d.Company.ContactEmail = "x" }, func(d *cmrt.Declaration) { d.Company.AuthorizerName = "x" }, func(d *cmrt.Declaration) { d.Company.AuthorizerEmail = "x" },
		func(d *cmrt.Declaration) {
			d.Company.Address, d.Company.ContactName = d.Company.ContactName, d.Company.Address
		},
		func(d *cmrt.Declaration) { d.Answers[0].Key = "x" }, func(d *cmrt.Declaration) { d.Answers[0].Metal = "x" }, func(d *cmrt.Declaration) { d.Answers[0].Answer = "x" },
		func(d *cmrt.Declaration) { d.Answers[0].Comment = "x" }, func(d *cmrt.Declaration) { d.Answers[0].Answer, d.Answers[0].Raw = "", "perhaps" }, func(d *cmrt.Declaration) { d.CompanyAnswers[0].Answer = "x" },
		func(d *cmrt.Declaration) { d.Smelters[0].Metal = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].ID = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].Lookup = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].Name = "x" },
		func(d *cmrt.Declaration) { d.Smelters[0].Country = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].MineName = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].MineCountry = "x" }, func(d *cmrt.Declaration) { d.Smelters[0].Recycled = "x" },
		func(d *cmrt.Declaration) { d.Smelters[0].Comment = "x" }, func(d *cmrt.Declaration) {
			d.Smelters[0].Lookup, d.Smelters[0].Name = d.Smelters[0].Name+"x", d.Smelters[0].Lookup
		},
		func(d *cmrt.Declaration) { d.Products[0].Number = "x" }, func(d *cmrt.Declaration) { d.Products[0].Name = "x" }, func(d *cmrt.Declaration) { d.Products[0].RequesterNumber = "x" },
		func(d *cmrt.Declaration) { d.Products[0].RequesterName = "x" }, func(d *cmrt.Declaration) { d.Products[0].Comment = "x" }, func(d *cmrt.Declaration) { d.Products = d.Products[:1] }, func(d *cmrt.Declaration) { d.Smelters = d.Smelters[:1] },
	} {
		if full(change) == same {
			t.Errorf("change %d goes unnoticed", i+1)
		}
	}
	for i, change := range []func(*cmrt.Declaration){
		func(d *cmrt.Declaration) { d.Company.EffectiveDate, d.Company.EffectiveDateRaw = "2024-01-01", "x" }, func(d *cmrt.Declaration) { d.File, d.SHA256, d.Template.Version = "x", "x", "x" },
		func(d *cmrt.Declaration) { d.Answers[0].Raw = "Ja" }, func(d *cmrt.Declaration) { slices.Reverse(d.Smelters) }, func(d *cmrt.Declaration) { slices.Reverse(d.Products); d.Products[0].Row = 9 }, func(d *cmrt.Declaration) { d.Smelters[0].Row = 99 },
	} {
		if full(change) != same {
			t.Errorf("change %d of what says nothing makes it another declaration", i+1)
		}
	}
}

// TestWhatADecisionDecidesIsNamed: findings with their weight and place, workbooks whose entries
// it names, red flags; and that it has ended.
func TestWhatADecisionDecidesIsNamed(t *testing.T) {
	y, d := year(t), clean()
	d.Company.ContactPhone = ""
	set(&d, cmrt.CoveredCountries, cmrt.Tin, "yes")
	row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = "Bank", "Peru" })(&d)
	cell := cellOf(*answer(&d, cmrt.CoveredCountries, cmrt.Tin))
	about := func(action, rule, sheet, cell, raw string) tables.Decision {
		return tables.Decision{Action: action, Supplier: "acme", Rule: rule, Sheet: sheet, Cell: cell, Raw: raw, Who: "Ann", Date: "2026-04-02", Reason: "r", Decided: "letter 7"}
	}
	ended := about("waive", "contact-phone-missing", "Declaration", "D17", "")
	ended.Until = "2026-04-29"
	y.Decisions = []tables.Decision{about("waive", "contact-phone-missing", "Declaration", "D17", ""), ended, {Action: "reject", Metal: "tin", Raw: "Bank", Who: "R", Date: "2026-04-02", Reason: "A bank"}, about(Settle, FlagDeclared, "Declaration", cell, "yes")}
	r := Year(y, []cmrt.Declaration{d}, nil)
	var got []string
	for i, u := range r.Decisions {
		if u.Decision != y.Decisions[i] || u.Expired != (i == 1) {
			t.Errorf("%d: %+v", i, u)
		}
		got = append(got, strings.Join(u.Decides, "; "))
	}
	if want := []string{"error at " + d.File + "!Declaration!D17", "", "entries of " + d.File, "red flag " + FlagDeclared + " at Declaration!" + cell}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if f := has(r, "contact-phone-missing"); f == nil || f.DecidedBy != "Ann" || f.DecidedOn != "2026-04-02" || f.Reason != "r" {
		t.Errorf("who waived it is not said: %+v", f)
	}
}
