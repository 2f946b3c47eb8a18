package check

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// clean is a declaration in which nothing is wrong: tin is in the products, the
// other metals are not.
func clean() cmrt.Declaration { return cleanOf("6.5") }

func cleanOf(version string) cmrt.Declaration {
	layout, _ := cmrt.LayoutOf(version)
	d := cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx", SHA256: "1", Template: cmrt.Template{Type: "CMRT", Version: version, Language: "English"},
		Company: cmrt.Company{Name: "Acme GmbH", Scope: "company", ScopeRaw: "A. Company", ContactName: "C", ContactEmail: "c@acme.example", ContactPhone: "1",
			AuthorizerName: "A", AuthorizerEmail: "a@acme.example", AuthorizerPhone: "2", EffectiveDate: "2025-10-01", EffectiveDateRaw: "45931"},
		Smelters: []cmrt.SmelterRow{{Row: 5, Metal: cmrt.Tin, MetalRaw: "Tin", ID: "CID900001", IDRaw: "CID900001", Lookup: "Alpha", Name: "Alpha", StandardName: "Alpha", Country: "Peru"}}}
	tin := map[cmrt.Key]string{cmrt.Added: "yes", cmrt.Necessary: "yes", cmrt.CoveredCountries: "no", cmrt.CAHRA: "no", cmrt.Recycled: "no",
		cmrt.ResponseShare: "100%", cmrt.SmeltersIdentified: "yes", cmrt.SmeltersReported: "yes", cmrt.SmeltersValidated: "yes"}
	for _, q := range layout.Questions {
		for i, m := range cmrt.Metals {
			a := cmrt.Answer{Key: q.Key, Question: q.Number, Metal: m, Cell: "Declaration!" + q.Cell(i)}
			switch {
			case m == cmrt.Tin:
				a.Answer, a.Raw = tin[q.Key], tin[q.Key]
			case q.Key == layout.Questions[0].Key:
				a.Answer, a.Raw = "no", "No"
			}
			d.Answers = append(d.Answers, a)
		}
	}
	for _, q := range layout.CompanyQuestions {
		d.CompanyAnswers = append(d.CompanyAnswers, cmrt.Answer{Key: q.Key, Question: q.Number, Answer: "yes", Raw: "Yes", Comment: "https://acme.example/policy", Cell: "Declaration!" + q.Cell(0)})
	}
	return d
}

// answer finds an answer to change.
func answer(d *cmrt.Declaration, key cmrt.Key, metal cmrt.Metal) *cmrt.Answer {
	list := d.Answers
	if metal == "" {
		list = d.CompanyAnswers
	}
	return &list[slices.IndexFunc(list, func(a cmrt.Answer) bool { return a.Key == key && a.Metal == metal })]
}

func set(d *cmrt.Declaration, key cmrt.Key, metal cmrt.Metal, to string) {
	a := answer(d, key, metal)
	a.Answer, a.Raw = to, to
}

// year is a year with one supplier and a small directory, all of it conformant.
func year(t *testing.T) *project.Year {
	t.Helper()
	y := &project.Year{Number: 2025, Oldest: "2024-12-31", Roster: []tables.Supplier{{ID: "acme", Name: "ACME", InScope: "yes", Line: 2}}}
	y.Settings.CutOff, y.Settings.AcceptedVersions = "2026-04-30", []string{"6.4", "6.5"}
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "directory-2026-03-05.csv", AsOf: "2026-03-05"})
	var statuses []smelter.Status
	for _, f := range []smelter.Facility{
		{Metal: cmrt.Tin, ID: "CID900001", Name: "Alpha", Country: "Peru", CountryCode: "PE"},
		{Metal: cmrt.Tin, ID: "CID900002", Name: "Delta One", Country: "Peru", CountryCode: "PE"},
		{Metal: cmrt.Tin, ID: "CID900003", Name: "Delta Two", Country: "Peru", CountryCode: "PE"},
		{Metal: cmrt.Gold, ID: "CID900004", Name: "Oro", Country: "Peru", CountryCode: "PE"},
		{Metal: cmrt.Tin, ID: "CID900005", Name: "Outside", Country: "Peru", CountryCode: "PE"},
	} {
		alias := f.Name
		if strings.HasPrefix(f.Name, "Delta") {
			alias = "Delta"
		}
		if err := y.Directory.Add(f, alias); err != nil {
			t.Fatal(err)
		}
		if f.Name != "Outside" {
			statuses = append(statuses, smelter.Status{Metal: f.Metal, ID: f.ID, Word: smelter.Conformant})
		}
	}
	var err error
	if y.Conformance, err = smelter.NewConformance(smelter.Source{Name: "conformance-2026-03-05.csv", AsOf: "2026-03-05"}, statuses); err != nil {
		t.Fatal(err)
	}
	return y
}

// said are findings as "rule place metal".
func said(list []finding.Finding) []string {
	out := []string{}
	for _, f := range list {
		out = append(out, strings.TrimSpace(fmt.Sprint(f.Rule, " ", f.Sheet, "!", f.Cell, " ", f.Metal)))
	}
	slices.Sort(out)
	return out
}

func row(change func(*cmrt.SmelterRow)) func(*cmrt.Declaration) {
	return func(d *cmrt.Declaration) {
		r := cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin"}
		change(&r)
		d.Smelters = append(d.Smelters, r)
	}
}

// inVersion puts a declaration of another version in the place of the clean one.
func inVersion(version string, change func(*cmrt.Declaration)) func(*cmrt.Declaration) {
	return func(d *cmrt.Declaration) {
		*d = cleanOf(version)
		change(d)
	}
}

// broken are clean declarations with one thing wrong each.
var broken = []struct {
	name  string
	wrong func(*cmrt.Declaration)
	want  []string // none: nothing is wrong with it
}{
	{"clean", func(*cmrt.Declaration) {}, nil},
	{"version", func(d *cmrt.Declaration) { d.Template.Version = "6.01" }, []string{"template-version-not-accepted Declaration!J3"}},
	{"company name", func(d *cmrt.Declaration) { d.Company.Name = "" }, []string{"company-name-missing Declaration!D8"}},
	{"other company", func(d *cmrt.Declaration) { d.Company.Name = "Beta Inc." }, []string{"company-name-mismatch Declaration!D8"}},
	{"scope", func(d *cmrt.Declaration) { d.Company.Scope, d.Company.ScopeRaw = "", "" }, []string{"scope-missing Declaration!D9"}},
	{"scope description", func(d *cmrt.Declaration) { d.Company.Scope = "user-defined" }, []string{"scope-description-missing Declaration!D10"}},
	{"scope described", func(d *cmrt.Declaration) { d.Company.Scope, d.Company.ScopeDescription = "user-defined", "Cables" }, nil},
	{"contact", func(d *cmrt.Declaration) { d.Company.ContactName = "" }, []string{"contact-name-missing Declaration!D15"}},
	{"contact e-mail", func(d *cmrt.Declaration) { d.Company.ContactEmail = "not available" }, []string{"contact-email-invalid Declaration!D16"}},
	{"contact phone", func(d *cmrt.Declaration) { d.Company.ContactPhone = "" }, []string{"contact-phone-missing Declaration!D17"}},
	{"authorizer", func(d *cmrt.Declaration) { d.Company.AuthorizerName = "" }, []string{"authorizer-missing Declaration!D18"}},
	{"authorizer e-mail", func(d *cmrt.Declaration) { d.Company.AuthorizerEmail = "" }, []string{"authorizer-email-invalid Declaration!D20"}},
	{"authorizer phone", func(d *cmrt.Declaration) { d.Company.AuthorizerPhone = "" }, nil},
	{"authorizer phone of 3.x", inVersion("3.01", func(d *cmrt.Declaration) { d.Company.AuthorizerPhone = "" }), []string{"authorizer-phone-missing Declaration!D21", "template-version-not-accepted Declaration!J3"}},
	{"representative's phone of 2.x", inVersion("2.03a", func(d *cmrt.Declaration) { d.Company.AuthorizerPhone = "" }), []string{"template-version-not-accepted Declaration!J3"}},
	{"a division of 2.x", inVersion("2.03a", func(d *cmrt.Declaration) { d.Company.Scope = "division" }), []string{"scope-description-missing Declaration!D10", "template-version-not-accepted Declaration!J3"}},
	{"no date", func(d *cmrt.Declaration) { d.Company.EffectiveDate, d.Company.EffectiveDateRaw = "", "" }, []string{"effective-date-missing Declaration!D22"}},
	{"date after the cut-off", func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2026-05-01" }, []string{"effective-date-future Declaration!D22"}},
	{"date on the cut-off", func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2026-04-30" }, nil},
	{"stale", func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2024-12-30" }, []string{"effective-date-stale Declaration!D22"}},
	{"on the window's first day", func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2024-12-31" }, nil},
	{"no products", func(d *cmrt.Declaration) { d.Company.Scope = "product" }, []string{"products-missing Product List!B6"}},
	{"products", func(d *cmrt.Declaration) {
		d.Company.Scope, d.Products = "product", []cmrt.Product{{Row: 6, Number: "1"}}
	}, nil},

	{"Q1 blank", func(d *cmrt.Declaration) { set(d, cmrt.Added, cmrt.Gold, "") }, []string{"answer-missing Declaration!D28 gold"}},
	{"Q2 blank", func(d *cmrt.Declaration) { set(d, cmrt.Added, cmrt.Gold, "yes") }, []string{"answer-missing Declaration!D34 gold"}},
	{"Q3 blank", func(d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Tin, "") }, []string{"answer-missing Declaration!D39 tin"}},
	{"Q2 No below Q1 No", func(d *cmrt.Declaration) { set(d, cmrt.Necessary, cmrt.Gold, "no") }, nil},
	{"Q2 Yes below Q1 No", func(d *cmrt.Declaration) { set(d, cmrt.Necessary, cmrt.Gold, "yes") }, []string{"answers-below-no Declaration!D28 gold"}},
	{"Q3 below Q1 No", func(d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Gold, "no") }, []string{"answers-below-no Declaration!D28 gold"}},
	{"Q3 below Q2 No", func(d *cmrt.Declaration) {
		set(d, cmrt.Added, cmrt.Gold, "yes")
		set(d, cmrt.Necessary, cmrt.Gold, "no")
		set(d, cmrt.CAHRA, cmrt.Gold, "no")
	}, []string{"answers-below-no Declaration!D34 gold"}},
	{"no smelters", func(d *cmrt.Declaration) { d.Smelters = nil }, []string{"smelters-missing Smelter List!B5 tin", "reported-incomplete Declaration!D69 tin"}},
	{"smelters of a metal not in scope", row(func(r *cmrt.SmelterRow) { r.Metal, r.ID, r.IDRaw = cmrt.Gold, "CID900004", "CID900004" }), []string{"smelters-unexpected Smelter List!B6 gold"}},
	{"Q3 No, Q6 below 100%", func(d *cmrt.Declaration) {
		set(d, cmrt.ResponseShare, cmrt.Tin, ">90%")
		set(d, cmrt.SmeltersIdentified, cmrt.Tin, "no")
	}, []string{"origin-denied-without-knowledge Declaration!D39 tin"}},
	{"Q3 No, Q7 No", func(d *cmrt.Declaration) { set(d, cmrt.SmeltersIdentified, cmrt.Tin, "no") }, []string{"origin-denied-without-knowledge Declaration!D39 tin"}},
	{"Q7 Yes, Q6 below 100%", func(d *cmrt.Declaration) {
		set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown")
		set(d, cmrt.ResponseShare, cmrt.Tin, ">75%")
	}, []string{"identified-without-response Declaration!D63 tin"}},
	{"covered country", func(d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Tin, "yes") }, []string{"covered-country-declared Declaration!D39 tin", "cahra-contradicted Declaration!D45 tin", "origin-unsubstantiated Declaration!G39 tin"}},

	{"company question blank", func(d *cmrt.Declaration) { set(d, cmrt.Review, "", "") }, []string{"company-answer-missing Declaration!D85"}},
	{"policy address", func(d *cmrt.Declaration) { answer(d, cmrt.PolicyPublic, "").Comment = "" }, []string{"policy-url-missing Declaration!G77"}},
	{"policy", func(d *cmrt.Declaration) { set(d, cmrt.Policy, "", "no") }, []string{"policy-contradicted Declaration!D77", "programme-weak Declaration!D75"}},
	{"company questions blank, no metal in scope", func(d *cmrt.Declaration) {
		for i := range d.CompanyAnswers {
			d.CompanyAnswers[i].Answer, d.CompanyAnswers[i].Raw = "", ""
		}
		for i := range d.Answers {
			d.Answers[i].Answer, d.Answers[i].Raw = "", ""
			if d.Answers[i].Key == cmrt.Added {
				d.Answers[i].Answer, d.Answers[i].Raw = "no", "No"
			}
		}
		d.Smelters = nil
	}, nil},

	{"row without metal", row(func(r *cmrt.SmelterRow) { r.Metal, r.MetalRaw, r.Name, r.Country = "", "Zinc", "Alpha", "Peru" }), []string{"smelter-metal-missing Smelter List!B6"}},
	{"row without name", row(func(r *cmrt.SmelterRow) { r.City = "Lima" }), []string{"smelter-name-missing Smelter List!C6 tin"}},
	{"not listed, no name", row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = cmrt.NotListed, "Peru" }), []string{"smelter-not-listed-incomplete Smelter List!D6 tin", "identified-with-unknowns Declaration!D63 tin"}},
	{"not listed, no country", row(func(r *cmrt.SmelterRow) { r.Lookup, r.Name = cmrt.NotListed, "New" }), []string{"smelter-name-unknown Smelter List!C6 tin", "smelter-not-listed-incomplete Smelter List!D6 tin"}},
	{"not identified", row(func(r *cmrt.SmelterRow) { r.Lookup = cmrt.NotYetIdentified }), []string{"smelter-not-identified Smelter List!C6 tin", "identified-with-unknowns Declaration!D63 tin"}},
	{"not identified, with a word for it", row(func(r *cmrt.SmelterRow) { r.Lookup, r.Name = cmrt.NotYetIdentified, "TBD" }), []string{"smelter-not-identified Smelter List!C6 tin", "identified-with-unknowns Declaration!D63 tin"}},
	{"malformed ID", row(func(r *cmrt.SmelterRow) { r.IDTyped = "2PER001" }), []string{"smelter-id-malformed Smelter List!A6 tin"}},
	{"number that 2.x itself fills in", inVersion("2.02", row(func(r *cmrt.SmelterRow) {
		r.ID, r.IDRaw, r.Lookup, r.Name, r.Country = "2PER001", "2PER001", "Alpha", "Alpha", "PERU"
	})), []string{"smelter-duplicate Smelter List!C6 tin", "template-version-not-accepted Declaration!J3"}},
	{"malformed ID in column F", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw = "CID12", "CID12" }), []string{"smelter-id-malformed Smelter List!F6 tin"}},
	{"unknown ID", row(func(r *cmrt.SmelterRow) { r.IDTyped, r.Name, r.Country = "CID900099", "New", "Peru" }), []string{"smelter-id-unknown Smelter List!A6 tin"}},
	{"ID of another name", row(func(r *cmrt.SmelterRow) {
		r.ID, r.IDRaw, r.Name = "CID900002", "CID900002", "Alpha"
		r.Country = "Peru"
	}), []string{"smelter-id-conflict Smelter List!F6 tin"}},
	{"ID of another metal", row(func(r *cmrt.SmelterRow) { r.IDTyped = "CID900004" }), []string{"smelter-id-conflict Smelter List!A6 tin"}},
	{"two IDs", row(func(r *cmrt.SmelterRow) { r.IDTyped, r.ID, r.IDRaw = "CID900003", "CID900002", "CID900002" }), []string{"smelter-id-typed-differs Smelter List!A6 tin"}},
	{"name of several", row(func(r *cmrt.SmelterRow) { r.Name, r.Country = "Delta", "Peru" }), []string{"smelter-name-ambiguous Smelter List!C6 tin"}},
	{"unknown name", row(func(r *cmrt.SmelterRow) { r.Name, r.Country = "Nowhere", "Peru" }), []string{"smelter-name-unknown Smelter List!C6 tin"}},
	{"rejected", row(func(r *cmrt.SmelterRow) { r.Lookup = "Bank" }), []string{"smelter-rejected Smelter List!C6 tin"}},
	{"other country", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.Country = "CID900002", "CID900002", "Japan" }), []string{"smelter-country-differs Smelter List!E6 tin"}},
	{"one column to the right", row(func(r *cmrt.SmelterRow) {
		r.Metal, r.MetalRaw, r.Lookup, r.Name, r.ID, r.IDRaw = "", "", "Tin", "Alpha", "PERU", "PERU"
	}), []string{"smelter-list-misplaced Smelter List!C6 tin"}},
	{"with the number in front", row(func(r *cmrt.SmelterRow) {
		r.Metal, r.MetalRaw, r.Lookup, r.Name = "", "CID900001", "Gold", "Alpha"
	}), []string{"smelter-list-misplaced Smelter List!C6 gold"}},
	{"one column to the left", row(func(r *cmrt.SmelterRow) {
		r.Metal, r.MetalRaw, r.IDTyped, r.Name = "", "Alpha", "Tin", "PERU"
	}), []string{"smelter-list-misplaced Smelter List!A6 tin"}},
	{"a metal for a name", row(func(r *cmrt.SmelterRow) { r.Metal, r.MetalRaw, r.Lookup, r.Country = "", "", "Gold", "Peru" }),
		[]string{"smelter-metal-missing Smelter List!B6"}},
	{"name for country", row(func(r *cmrt.SmelterRow) { r.Country = "Alpha" }), []string{"smelter-name-in-country Smelter List!E6 tin"}},
	{"name and country exchanged", row(func(r *cmrt.SmelterRow) { r.Name, r.Country = "PERU", "Larkfield Refining" }), []string{"smelter-name-in-country Smelter List!E6 tin"}},
	{"name twice", row(func(r *cmrt.SmelterRow) {
		r.ID, r.IDRaw, r.Lookup, r.Country = "CID900002", "CID900002", "Delta One", "Delta One"
	}),
		[]string{"smelter-country-invalid Smelter List!E6 tin"}},
	{"recycled in part", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.RecycledRaw = "CID900002", "CID900002", "Partially" }),
		[]string{"smelter-recycled-unclear Smelter List!P6 tin"}},
	{"recycled does not apply", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.RecycledRaw = "CID900002", "CID900002", "n/a" }), nil},
	{"country blank", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw = "CID900002", "CID900002" }), nil},
	{"not conformant", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw = "CID900005", "CID900005" }), []string{"smelter-not-conformant Smelter List!C6 tin"}},
	{"twice", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw = "CID900001", "CID900001" }), []string{"smelter-duplicate Smelter List!C6 tin"}},
}

// review reviews one declaration of the year, with a decision that rejects "Bank".
func review(t *testing.T, wrong func(*cmrt.Declaration)) Workbook {
	t.Helper()
	y := year(t)
	y.Decisions = []tables.Decision{{Action: "reject", Metal: "tin", Raw: "Bank", Who: "R", Date: "2026-04-02", Reason: "A bank"}}
	d := clean()
	wrong(&d)
	return Year(y, []cmrt.Declaration{d}, nil).Workbooks[0]
}

func TestOneThingWrongIsFoundWhereItIs(t *testing.T) {
	for _, tc := range broken {
		t.Run(tc.name, func(t *testing.T) {
			b := review(t, tc.wrong)
			want := append([]string{}, tc.want...)
			slices.Sort(want)
			if diff := cmp.Diff(want, said(b.Findings)); diff != "" {
				t.Error(diff)
			}
			for _, f := range b.Findings {
				if f.File != "data/2025/cmrt/acme.xlsx" || f.Supplier != "acme" || f.Message == "" || f.Fix == "" || strings.Contains(f.Message, "%!") {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

func TestEveryRuleIsExplainedAndTried(t *testing.T) {
	tried := map[string]bool{}
	for _, tc := range broken {
		for _, f := range review(t, tc.wrong).Findings {
			tried[f.Rule] = true
		}
	}
	for _, tc := range contradicted(t) {
		for _, f := range reviewAround(t, tc.wrong, tc.around) {
			tried[f.Rule] = true
		}
	}
	for _, f := range review(t, flooded(2_600)).Findings {
		tried[f.Rule] = true
	}
	for _, change := range []func(*cmrt.Declaration){noMineral, minesOfConcern, artisanalMine} {
		for _, f := range File(extended(change)) {
			tried[f.Rule] = true
		}
	}
	for _, r := range declarationRules() {
		if !tried[r.Name] {
			t.Errorf("no test declaration breaks %s", r.Name)
		}
	}
	seen := map[string]bool{}
	for _, r := range Rules {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`).MatchString(r.Name) || seen[r.Name] {
			t.Errorf("the name %q is not in kebab case or there twice", r.Name)
		}
		seen[r.Name] = true
		if r.Explanation == "" || r.Fix == "" || r.Example == "" || !slices.Contains([]finding.Severity{finding.Error, finding.Warning, finding.Note}, r.Severity) {
			t.Errorf("%s lacks explanation, fix or severity", r.Name)
		}
	}
}

func TestATranslatedOldNumberIsNoMistake(t *testing.T) {
	d := clean()
	d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin", IDTyped: "2PER001"})
	y := year(t)
	if got := said(Year(y, []cmrt.Declaration{d}, nil).Workbooks[0].Findings); !slices.Equal(got, []string{"smelter-id-malformed Smelter List!A6 tin"}) {
		t.Errorf("without a translation: %v", got)
	}
	var err error
	if y.Translation, err = smelter.NewTranslation(smelter.Source{}, map[string]string{"2PER001": "CID900002"}); err != nil {
		t.Fatal(err)
	}
	b := Year(y, []cmrt.Declaration{d}, nil).Workbooks[0]
	if got := said(b.Findings); len(got) > 0 || b.Entries.At(1).ID != "CID900002" {
		t.Errorf("with one: %v, %+v", got, b.Entries.At(1))
	}
}

// A finding about a name says which entries may be meant, and nothing where none may.
func TestFindingsNameTheNearestEntries(t *testing.T) {
	for _, tc := range []struct {
		name, rule string
		want       []string
	}{
		{"Delta", "smelter-name-ambiguous", []string{"Delta One (CID900002, Peru)", "Delta Two (CID900003, Peru)"}},
		{"Delta Ore", "smelter-name-unknown", []string{"Delta One (CID900002, Peru)"}},
		{"Quite another", "smelter-name-unknown", nil},
	} {
		d := clean()
		d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin", Name: tc.name, Country: "Peru"})
		f := has(Year(year(t), []cmrt.Declaration{d}, nil), tc.rule)
		if f == nil {
			t.Errorf("%s: no %s", tc.name, tc.rule)
			continue
		}
		_, nearest, named := strings.Cut(f.Message, " Nearest: ")
		if named != (tc.want != nil) {
			t.Errorf("%s: %s", tc.name, f.Message)
		}
		for _, entry := range tc.want {
			if !strings.Contains(nearest, entry) {
				t.Errorf("%s: %q does not name %s", tc.name, f.Message, entry)
			}
		}
	}
}

func TestASingleFileIsReviewedWithoutRosterAndDirectory(t *testing.T) {
	if got := said(File(clean())); len(got) > 0 {
		t.Errorf("%v", got)
	}
	d := clean()
	d.Company.ContactName, d.Company.Name, d.Company.EffectiveDate = "", "Another", "2001-01-01"
	if diff := cmp.Diff([]string{"contact-name-missing Declaration!D15"}, said(File(d))); diff != "" {
		t.Error(diff)
	}
}

func TestSupplierOfAWorkbook(t *testing.T) {
	roster := newRoster([]tables.Supplier{{ID: "acme", Name: "Acme GmbH"}, {ID: "acme-cables", Name: "Acme Cables, Inc."},
		{ID: "north", Name: "O'Brien S.A."}, {ID: "twin-a", Name: "Twin Ltd."}, {ID: "twin-b", Name: "TWIN LIMITED"}, {ID: "uber", Name: "Übergrund GmbH & Co. KG"}, {ID: "cmrt", Name: "CMRT Ltd."}})
	for _, tc := range []struct{ file, company, want string }{
		{"data/2025/cmrt/acme.xlsx", "", "acme"},
		{"data/2025/cmrt/acme-2.xlsx", "", "acme"},
		{"data/2025/cmrt/ACME_final (1).xlsx", "", "acme"},
		{"data/2025/cmrt/acme cmrt.xlsx", "", "acme"},
		{"data/2025/cmrt/acme-cables.xlsx", "", "acme-cables"},
		{"data/2025/cmrt/acme-cables-2.xlsx", "Acme GmbH", "acme-cables"},
		{"data/2025/cmrt/acmecables.xlsx", "", ""},
		{"data/2025/cmrt/north/reply.xlsx", "", "north"},
		{"data/2025/cmrt/reply.xlsx", "ACME", "acme"},
		{"data/2025/cmrt/north-west/acme.xlsx", "", "acme"},
		{"elsewhere/cmrt/acme.xlsx", "", "acme"},
		{"data/2025/cmrt/reply.xlsx", "Acme Co., Ltd.", "acme"},
		{"data/2025/cmrt/reply.xlsx", "acme cables corporation", "acme-cables"},
		{"data/2025/cmrt/reply.xlsx", "O’Brien SA", "north"},
		{"data/2025/cmrt/reply.xlsx", "Ubergrund", "uber"},
		{"data/2025/cmrt/reply.xlsx", "Twin", ""},
		{"data/2025/cmrt/reply.xlsx", "Acme Wires", ""},
		{"data/2025/cmrt/reply.xlsx", "", ""},
	} {
		got := ""
		if s := roster.match(cmrt.Declaration{File: tc.file, Company: cmrt.Company{Name: tc.company}}); s != nil {
			got = s.ID
		}
		if got != tc.want {
			t.Errorf("%s of %q is from %q, want %q", tc.file, tc.company, got, tc.want)
		}
		list := []tables.Supplier{{ID: "acme", Name: "Acme GmbH"}}
		if owner := Owner(list, cmrt.Declaration{File: tc.file, Company: cmrt.Company{Name: tc.company}}); tc.want == "acme" && owner != "acme" || tc.want == "" && owner != "" {
			t.Errorf("%s of %q is put to %q, want %q", tc.file, tc.company, owner, tc.want)
		}
	}
}

// of is a clean declaration with another file, hash and date.
func of(file, sha, date string) cmrt.Declaration {
	d := clean()
	d.File, d.SHA256, d.Company.EffectiveDate = "data/2025/cmrt/"+file, sha, date
	return d
}

func TestVerdicts(t *testing.T) {
	unreadable := cmrt.Declaration{File: "data/2025/cmrt/acme-3.xlsx", SHA256: "3", Findings: []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error}}}
	noPhone := of("acme.xlsx", "1", "2025-10-01")
	noPhone.Company.ContactPhone = ""
	for _, tc := range []struct {
		name string
		in   []cmrt.Declaration
		want []Verdict
	}{
		{"accepted", []cmrt.Declaration{clean()}, []Verdict{Accepted}},
		{"returned", []cmrt.Declaration{noPhone}, []Verdict{Returned}},
		{"stale", []cmrt.Declaration{of("acme.xlsx", "1", "2024-01-01")}, []Verdict{Stale}},
		{"unreadable", []cmrt.Declaration{unreadable}, []Verdict{Unreadable}},
		{"newer supersedes", []cmrt.Declaration{of("acme-2.xlsx", "2", "2025-11-01"), of("acme.xlsx", "1", "2025-10-01")}, []Verdict{Accepted, Superseded}},
		{"older file, newer date", []cmrt.Declaration{of("acme-2.xlsx", "2", "2025-10-01"), of("acme.xlsx", "1", "2025-11-01")}, []Verdict{Superseded, Accepted}},
		{"same date: the second", []cmrt.Declaration{of("acme-2.xlsx", "2", "2025-10-01"), of("acme.xlsx", "1", "2025-10-01")}, []Verdict{Accepted, Superseded}},
		{"a copy counts once", []cmrt.Declaration{of("acme-2.xlsx", "1", "2025-10-01"), of("acme.xlsx", "1", "2025-10-01")}, []Verdict{Superseded, Accepted}},
		{"one after the cut-off supersedes nothing on time", []cmrt.Declaration{of("acme-2.xlsx", "2", "2026-09-01"), of("acme.xlsx", "1", "2025-10-01")}, []Verdict{Superseded, Accepted}},
		{"an old one that was replaced is superseded, not stale", []cmrt.Declaration{of("acme-2.xlsx", "2", "2025-11-01"), of("acme.xlsx", "1", "2024-01-01")}, []Verdict{Accepted, Superseded}},
		{"unreadable supersedes nothing", []cmrt.Declaration{unreadable, of("acme.xlsx", "1", "2025-10-01")}, []Verdict{Unreadable, Accepted}},
		{"nobody's", []cmrt.Declaration{func() cmrt.Declaration { d := of("x.xlsx", "1", "2025-10-01"); d.Company.Name = "X"; return d }()}, []Verdict{Returned}},
		{"nobody's, and too old", []cmrt.Declaration{func() cmrt.Declaration { d := of("x.xlsx", "1", "2024-01-01"); d.Company.Name = "X"; return d }()}, []Verdict{Stale}},
	} {
		var got []Verdict
		for _, b := range Year(year(t), tc.in, nil).Workbooks {
			got = append(got, b.Verdict)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

// has finds one rule in the findings of a result.
func has(r Result, rule string) *finding.Finding {
	for i := range r.Findings {
		if r.Findings[i].Rule == rule {
			return &r.Findings[i]
		}
	}
	return nil
}

// TestAFaultOfManyRowsIsOneFinding holds that rows are told together, and that a
// waiver is still about one cell.
func TestAFaultOfManyRowsIsOneFinding(t *testing.T) {
	y, d := year(t), clean()
	for _, n := range []int{7, 8, 9, 11} {
		row(func(r *cmrt.SmelterRow) {
			r.Row, r.ID, r.IDRaw, r.Lookup, r.Country = n, "CID12", "CID12", "Alpha", "PERU"
		})(&d)
	}
	y.Decisions = []tables.Decision{{Action: "waive", Supplier: "acme", Rule: "smelter-id-malformed", Sheet: "Smelter List", Cell: "F8", Raw: "CID12", Who: "R", Date: "2026-04-02", Reason: "Known"}}
	r := Year(y, []cmrt.Declaration{d}, nil)
	var got []string
	for _, f := range r.Findings {
		if f.Rule == "smelter-id-malformed" {
			got = append(got, fmt.Sprint(f.Where(), " ", f.Waived, " ", f.Message))
		}
	}
	want := []string{`F7,F9,F11 false "CID12" is not a smelter number. Likewise in 2 more cells: F9, F11.`, `F8 true "CID12" is not a smelter number.`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	files, err := r.Tables()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(files["findings/acme.xlsx.csv"]), `smelter-id-malformed,Smelter List,F7,"F7,F9,F11",tin,`) {
		t.Errorf("%s", files["findings/acme.xlsx.csv"])
	}
}

func TestWaivers(t *testing.T) {
	waiver := tables.Decision{Action: "waive", Supplier: "acme", Rule: "contact-email-invalid", Sheet: "Declaration", Cell: "D16", Raw: "not available", Who: "R", Date: "2026-04-02", Reason: "By telephone"}
	for _, tc := range []struct {
		name   string
		change func(*tables.Decision, *cmrt.Declaration)
		waived bool
	}{
		{"as recorded", func(*tables.Decision, *cmrt.Declaration) {}, true},
		{"until the cut-off", func(w *tables.Decision, _ *cmrt.Declaration) { w.Until = "2026-04-30" }, true},
		{"expired", func(w *tables.Decision, _ *cmrt.Declaration) { w.Until = "2026-04-29" }, false},
		{"the value changed", func(_ *tables.Decision, d *cmrt.Declaration) { d.Company.ContactEmail = "n/a" }, false},
		{"another supplier", func(w *tables.Decision, _ *cmrt.Declaration) { w.Supplier = "beta" }, false},
		{"another rule", func(w *tables.Decision, _ *cmrt.Declaration) { w.Rule = "contact-phone-missing" }, false},
		{"another cell", func(w *tables.Decision, _ *cmrt.Declaration) { w.Cell = "D17" }, false},
		{"another metal", func(w *tables.Decision, _ *cmrt.Declaration) { w.Metal = "tin" }, false},
	} {
		y, d, w := year(t), clean(), waiver
		d.Company.ContactEmail = "not available"
		tc.change(&w, &d)
		y.Decisions = []tables.Decision{w}
		r := Year(y, []cmrt.Declaration{d}, nil)
		f := has(r, "contact-email-invalid")
		want := map[bool]Verdict{true: Accepted, false: Returned}[tc.waived]
		if f == nil || f.Waived != tc.waived || (f.Reason == "By telephone") != tc.waived || r.Workbooks[0].Verdict != want {
			t.Errorf("%s: %s, %+v", tc.name, r.Workbooks[0].Verdict, f)
		}
		if unused := has(r, "decision-unused"); (unused == nil) != tc.waived {
			t.Errorf("%s: unused decision: %+v", tc.name, unused)
		}
	}
}

func TestUnusedDecisionsNameTheirLine(t *testing.T) {
	y := year(t)
	y.Decisions = []tables.Decision{
		{Action: "resolve", Metal: "tin", Raw: "Alpha", Decided: "CID900001", Date: "2026-04-02"},
		{Action: "reject", Metal: "tin", Raw: "Bank", Date: "2026-04-02", Line: 3},
	}
	f := has(Year(y, []cmrt.Declaration{clean()}, nil), "decision-unused")
	if f == nil || f.File != "data/2025/decisions.csv" || f.Cell != "3" || !strings.Contains(f.Message, "Bank") {
		t.Errorf("%+v", f)
	}
}

// TestOfTwoDecisionsAlikeTheOneThatExpiredIsUnused, though the other settles what both name.
func TestOfTwoDecisionsAlikeTheOneThatExpiredIsUnused(t *testing.T) {
	y, d := year(t), clean()
	row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = "Bank", "Peru" })(&d)
	holds := tables.Decision{Action: "reject", Metal: "tin", Raw: "Bank", Who: "R", Date: "2026-04-02", Reason: "A bank", Line: 2}
	expired := holds
	expired.Until, expired.Line = "2026-04-29", 3
	y.Decisions = []tables.Decision{holds, expired}
	r := Year(y, []cmrt.Declaration{d}, nil)
	if f := has(r, "decision-unused"); f == nil || f.Cell != "3" || len(r.Decisions[0].Decides) != 1 || len(r.Decisions[1].Decides) != 0 {
		t.Errorf("%+v, %+v", f, r.Decisions)
	}
}

// TestADecisionThatExpiredDecidesNothing: it is reported like one that matches nothing.
func TestADecisionThatExpiredDecidesNothing(t *testing.T) {
	for until, want := range map[string]bool{"": false, "2026-04-30": false, "2026-04-29": true} {
		y, d := year(t), clean()
		row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = "Bank", "Peru" })(&d)
		y.Decisions = []tables.Decision{{Action: "reject", Metal: "tin", Raw: "Bank", Who: "R", Date: "2026-04-02", Reason: "A bank", Until: until}}
		r := Year(y, []cmrt.Declaration{d}, nil)
		if unused := has(r, "decision-unused") != nil; unused != want || (has(r, "smelter-rejected") == nil) != want {
			t.Errorf("until %q: unused %v, %v", until, unused, said(r.Findings))
		}
	}
}

func TestTheYearSetsSeverities(t *testing.T) {
	d := clean()
	d.Company.ContactPhone = ""
	for severity, want := range map[finding.Severity]Verdict{"warning": Accepted, "note": Accepted, "off": Accepted, "error": Returned} {
		y := year(t)
		y.Settings.Severities = map[string]finding.Severity{"contact-phone-missing": severity}
		r := Year(y, []cmrt.Declaration{d}, nil)
		f := has(r, "contact-phone-missing")
		if (f == nil) != (severity == "off") || f != nil && f.Severity != severity || r.Workbooks[0].Verdict != want {
			t.Errorf("%s: %s, %+v", severity, r.Workbooks[0].Verdict, f)
		}
	}
}

func TestSuppliersWithoutAnAnswerThatCounts(t *testing.T) {
	for name, tc := range map[string]struct {
		scope string
		in    []cmrt.Declaration
		want  bool
	}{
		"none": {"yes", nil, true}, "out of scope": {"no", nil, false}, "answered": {"yes", []cmrt.Declaration{clean()}, false},
		"stale": {"yes", []cmrt.Declaration{of("acme.xlsx", "1", "2020-01-01")}, true},
	} {
		y := year(t)
		y.Roster[0].InScope = tc.scope
		f := has(Year(y, tc.in, nil), "supplier-not-responded")
		if (f != nil) != tc.want || f != nil && (f.Supplier != "acme" || f.File != "data/2025/suppliers.csv" || f.Cell != "2") {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestTheSameFileOfTwoSuppliers(t *testing.T) {
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "yes"})
	r := Year(y, []cmrt.Declaration{of("acme.xlsx", "1", "2025-10-01"), of("beta.xlsx", "1", "2025-10-01")}, nil)
	f := has(r, "duplicate-workbook")
	if f == nil || f.Supplier != "beta" || f.Sheet != "" || f.Cell != "" || !strings.Contains(f.Message, "acme.xlsx") {
		t.Errorf("%+v", f)
	}
	if f := has(r, "superseded-workbook"); f != nil {
		t.Errorf("one supplier's file supersedes another's: %+v", f)
	}
}
func TestAFileOfNobody(t *testing.T) {
	d := of("x.xlsx", "9", "2025-10-01")
	d.Company.Name = "X"
	if f := has(Year(year(t), []cmrt.Declaration{d}, nil), "file-unmatched"); f == nil || f.Supplier != "" || f.File != d.File {
		t.Errorf("%+v", f)
	}
}

func TestCompiledTablesHoldEveryRow(t *testing.T) {
	d := clean()
	d.Company.ContactPhone, d.Products = "", []cmrt.Product{{Row: 6, Number: "=1"}}
	y := year(t)
	whole, err := NewReviewer(y).Look(d).Tables()
	if err != nil {
		t.Fatal(err)
	}
	r := Year(y, []cmrt.Declaration{d}, nil)
	files, err := r.Tables()
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(files, whole)
	for name, lines := range map[string]int{"workbooks.csv": 1, "answers/acme.xlsx.csv": 32 + 8, "smelter-rows/acme.xlsx.csv": 1, "products/acme.xlsx.csv": 1, "findings/acme.xlsx.csv": len(r.Findings), "findings.csv": 0} {
		if got := strings.Count(string(files[name]), "\n") - 1; got != lines {
			t.Errorf("%s has %d rows, want %d", name, got, lines)
		}
	}
	if len(r.Findings) != 1 || !strings.Contains(string(files["findings/acme.xlsx.csv"]), "contact-phone-missing,Declaration,D17") {
		t.Errorf("%s", files["findings/acme.xlsx.csv"])
	}
}

// TestWhatWasNeverCalculatedIsNotCalledBlank: a cell with a formula without a result is
// told as that, and nothing else is made of it.
func TestWhatWasNeverCalculatedIsNotCalledBlank(t *testing.T) {
	y, d := year(t), clean()
	d.Company.Name, d.Company.EffectiveDate, d.Company.EffectiveDateRaw, d.Company.ContactEmail = "", "", "", ""
	set(&d, cmrt.Added, cmrt.Gold, "")
	row(func(r *cmrt.SmelterRow) { r.Row, r.Metal, r.MetalRaw, r.Lookup = 9, "", "", "" })(&d)
	pending := finding.Rule{Name: "cell-never-calculated", Severity: finding.Error, PerRow: true}
	for _, at := range [][2]string{{"Declaration", "D8"}, {"Declaration", "D16"}, {"Declaration", "D22"}, {"Declaration", "D28"}, {"Smelter List", "B9"}, {"Smelter List", "C9"}} {
		d.Findings = append(d.Findings, pending.At(d.File, at[0], at[1], "Never calculated."))
	}
	d.Findings = finding.Fold(d.Findings)
	r := Year(y, []cmrt.Declaration{d}, nil)
	if diff := cmp.Diff([]string{"cell-never-calculated Declaration!D8"}, said(r.Workbooks[0].Findings)); diff != "" {
		t.Error(diff)
	}
	if r.Workbooks[0].Verdict != Returned {
		t.Error(r.Workbooks[0].Verdict)
	}
}

// TestAListBesideItsPlaceIsOneFinding: twenty rows break every rule about rows, and the
// metal has none left; what is said is that the list was pasted beside its place.
func TestAListBesideItsPlaceIsOneFinding(t *testing.T) {
	right := func(r *cmrt.SmelterRow) { r.Lookup, r.Name, r.IDRaw, r.ID = "Tin", "Alpha", "PERU", "PERU" }
	for name, tc := range map[string]struct {
		rows  func(n int) cmrt.SmelterRow
		cells string
		says  string
	}{
		"one column to the right": {func(n int) cmrt.SmelterRow { r := cmrt.SmelterRow{}; right(&r); return r }, "C5:C24", "one column to the right of where they belong"},
		"one column to the left": {func(n int) cmrt.SmelterRow {
			return cmrt.SmelterRow{IDTyped: "Tin", MetalRaw: "Alpha", Lookup: "", Name: "PERU", Country: "CID900001"}
		}, "A5:A24", "one column to the left"},
		"metals a row above": {func(n int) cmrt.SmelterRow {
			r := cmrt.SmelterRow{Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: "Oro", ID: "CID900004", IDRaw: "CID900004"}
			if n == 0 {
				r.Lookup, r.ID, r.IDRaw = "", "", ""
			}
			if n == 19 {
				r.Metal, r.MetalRaw = "", ""
			}
			return r
		}, "B5", "one row above the smelters"},
	} {
		d := clean()
		d.Smelters = nil
		for n := range 20 {
			r := tc.rows(n)
			r.Row = 5 + n
			d.Smelters = append(d.Smelters, r)
		}
		if tc.cells != "B5" {
			d.CheckerRows = []int{66} // no tin where the Checker looks
		}
		list := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings
		if len(list) != 1 || list[0].Rule != "smelter-list-misplaced" || list[0].Where() != tc.cells || !strings.Contains(list[0].Message, tc.says) || !slices.Equal(flaggedRows(list), d.CheckerRows) {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestABlankTemplateIsOneFinding, with the rows of the Checker that flag it.
func TestABlankTemplateIsOneFinding(t *testing.T) {
	d := clean()
	d.Company, d.Smelters = cmrt.Company{}, nil
	for _, list := range [][]cmrt.Answer{d.Answers, d.CompanyAnswers} {
		for i := range list {
			list[i].Answer, list[i].Raw, list[i].Comment = "", "", ""
		}
	}
	d.CheckerRows = []int{4, 5, 14, 19, 54, 65}
	list := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings
	if len(list) != 1 || list[0].Rule != "declaration-blank" || list[0].Message != "Nothing was filled in." || !slices.Equal(flaggedRows(list), d.CheckerRows) {
		t.Errorf("%+v", list)
	}
	if list[0].Where() != "D8:D9,D26,D32,D75,'Smelter List'!B5" {
		t.Error(list[0].Where())
	}
	d.Template.Version = "6.31"
	if got, want := said(Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings), []string{"declaration-blank Declaration!D8", "template-version-not-accepted Declaration!J3"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	set(&d, cmrt.Added, cmrt.Tin, "yes")
	if list := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings; len(list) < 10 {
		t.Errorf("one answer was given: %v", said(list))
	}
}

// flooded names so many smelters that nobody knows.
func flooded(n int) func(*cmrt.Declaration) {
	return func(d *cmrt.Declaration) {
		for i := range n {
			d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 100 + i, Metal: cmrt.Tin, MetalRaw: "Tin", Name: fmt.Sprintf("Unheard %d %s", i, strings.Repeat("x", 60_000/n)), Country: "Peru"})
		}
	}
}

// TestAFloodOfNamesIsBounded wants a list of unknown names to be called what it is,
// one finding to stand for all rows, and none to quote a text of the size of a cell.
func TestAFloodOfNamesIsBounded(t *testing.T) {
	for _, n := range []int{1, 20_000} {
		b := review(t, flooded(n))
		compared := !slices.ContainsFunc(b.Findings, func(f finding.Finding) bool { return f.Rule == "smelter-names-not-compared" })
		if compared != (n == 1) || len(b.Findings) > 20 {
			t.Errorf("%d names: compared %v, %d findings", n, compared, len(b.Findings))
		}
		for _, f := range b.Findings {
			if f.Rule == "smelter-names-not-compared" && (f.Sheet != cmrt.SheetSmelters || f.Cell != "" || f.Metal != "") {
				t.Errorf("it is about the list as a whole: %+v", f)
			}
			if len(f.Message) > 2_000 {
				t.Errorf("%s says %d bytes", f.Rule, len(f.Message))
			}
		}
	}
}
