package check

import (
	"fmt"
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

// TestEachRuleUpToItsLimit has declarations beside those in which something is wrong: what
// just is no mistake, and what just is one.
func TestEachRuleUpToItsLimit(t *testing.T) {
	both := func(list ...func(*cmrt.Declaration)) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			for _, f := range list {
				f(d)
			}
		}
	}
	tin := func(key cmrt.Key, to string) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) { set(d, key, cmrt.Tin, to) }
	}
	mine := func(row int, name, country, recycled string) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			r := &d.Smelters[row]
			r.MineName, r.MineCountry, r.Recycled = name, country, recycled
		}
	}
	unidentified := row(func(r *cmrt.SmelterRow) { r.Lookup = cmrt.NotYetIdentified })
	second := row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.Country = "CID900002", "CID900002", "Peru" })
	unknown := tin(cmrt.CoveredCountries, "unknown")
	nothing := func(*around) {}
	stateless := func(a *around) {
		if err := a.year.Directory.Add(smelter.Facility{Metal: cmrt.Tin, ID: "CID900300", Name: "Nowhere Works"}, "Nowhere Works"); err != nil {
			t.Fatal(err)
		}
		list := []smelter.Status{{Metal: cmrt.Tin, ID: "CID900300", Word: smelter.Active}, {Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant}}
		a.year.Conformance, _ = smelter.NewConformance(a.year.Conformance.Source, list)
	}
	due := func(day, word string) func(*around) { return status(t, smelter.Status{Word: word, ReauditDue: day}) }
	for name, tc := range map[string]struct {
		wrong  func(*cmrt.Declaration)
		around func(*around)
		want   []string
	}{
		"not all are known, and one is not": {both(unidentified, unknown, tin(cmrt.SmeltersIdentified, "no")), nothing, []string{"smelter-not-identified Smelter List!C6 tin"}},
		"one of another metal is not known": {both(unidentified, func(d *cmrt.Declaration) { d.Smelters[1].Metal, d.Smelters[1].MetalRaw = cmrt.Gold, "Gold" }), nothing, []string{"smelter-not-identified Smelter List!C6 gold", "smelters-unexpected Smelter List!B6 gold"}},
		"two rows contradict, told once":    {both(second, mine(0, "", "Rwanda", ""), mine(1, "", "Burundi", "")), nothing, []string{"origin-contradicted Declaration!D39 tin"}},
		"scrap, and not all is recycled":    {mine(0, "Scrap", "", "no"), nothing, nil},
		"one row recycled, one not said":    {both(second, mine(0, "", "", "yes")), nothing, nil},
		"a facility without a country":      {row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.Country = "CID900300", "CID900300", "Japan" }), stateless, nil},
		"old numbers, and one that is none": {inVersion("2.02", row(func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.Name, r.Country = "ABC", "ABC", "Alpha", "Peru" })), nothing, []string{"smelter-id-malformed Smelter List!F6 tin", "template-version-not-accepted Declaration!J3"}},
		"an alias, decided": {typedIn("Delta", "Peru"), func(a *around) {
			a.year.Decisions = []tables.Decision{{Action: "resolve", Metal: "tin", Raw: "Delta", Decided: "CID900002", Date: "2026-01-01"}}
		}, nil},
		"audited until the cut-off":         {func(*cmrt.Declaration) {}, due("2026-04-30", smelter.Conformant), nil},
		"audited until the day before":      {func(*cmrt.Declaration) {}, due("2026-04-29", smelter.Conformant), []string{"smelter-not-conformant Smelter List!C5 tin"}},
		"active, audited until the cut-off": {func(*cmrt.Declaration) {}, due("2026-04-30", smelter.Active), nil},
		"all answered, none reported":       {both(func(d *cmrt.Declaration) { d.Smelters = nil }, tin(cmrt.SmeltersReported, "no"), func(d *cmrt.Declaration) { answer(d, cmrt.SmeltersReported, cmrt.Tin).Comment = "confidential" }), nothing, []string{"smelters-missing Smelter List!B5 tin"}},
		"no answer came":                    {both(unknown, tin(cmrt.ResponseShare, "none"), tin(cmrt.SmeltersIdentified, "no")), nothing, []string{"response-share-low Declaration!D57 tin"}},
		"an answer in full width":           {func(d *cmrt.Declaration) { d.Company.ContactEmail = "c＠acme.example" }, nothing, nil},
		"the name in the name's column":     {row(func(r *cmrt.SmelterRow) { r.Name, r.ID, r.IDRaw, r.Country = "Delta", "CID900002", "CID900002", "Peru" }), nothing, []string{"smelter-name-alias Smelter List!D6 tin"}},
		"a number, and a name that nobody knows": {row(func(r *cmrt.SmelterRow) {
			r.Lookup, r.ID, r.IDRaw, r.Country = "Gamma", "CID900002", "CID900002", "Peru"
		}), nothing, nil},
		"not listed, with a number": {row(func(r *cmrt.SmelterRow) {
			r.Lookup, r.ID, r.IDRaw, r.Country = cmrt.NotListed, "CID900002", "CID900002", "Peru"
		}), nothing, []string{"smelter-not-listed-incomplete Smelter List!D6 tin"}},
		"not listed, under another name": {row(func(r *cmrt.SmelterRow) {
			r.Lookup, r.Name, r.ID, r.IDRaw, r.Country = cmrt.NotListed, "Delta", "CID900002", "CID900002", "Peru"
		}), nothing, []string{"smelter-name-alias Smelter List!D6 tin"}},
	} {
		want := append([]string{}, tc.want...)
		slices.Sort(want)
		if diff := cmp.Diff(want, said(finding.Unfold(reviewAround(t, tc.wrong, tc.around)))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestADirectoryOfOneSmelterKnowsTheRestNot: only where there is none nothing is said.
func TestADirectoryOfOneSmelterKnowsTheRestNot(t *testing.T) {
	for n, want := range [][]string{{}, {"smelter-id-unknown Smelter List!A6 tin", "smelter-name-unknown Smelter List!C7 tin"}} {
		y := year(t)
		y.Directory = smelter.NewDirectory(smelter.Source{Name: "d", AsOf: "2026-03-05"})
		if f := (smelter.Facility{Metal: cmrt.Tin, ID: "CID900001", Name: "Alpha", CountryCode: "PE"}); n == 1 && y.Directory.Add(f, "Alpha") != nil {
			t.Fatal("it cannot be added")
		}
		d := clean()
		d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin", IDTyped: "CID900077", Name: "Beta", Country: "Peru"}, cmrt.SmelterRow{Row: 7, Metal: cmrt.Tin, MetalRaw: "Tin", Name: "Gamma", Country: "Peru"})
		if got := said(Year(y, []cmrt.Declaration{d}, nil).Workbooks[0].Findings); !slices.Equal(got, want) {
			t.Errorf("%d smelters: %v, want %v", n, got, want)
		}
	}
}

// TestWhichRuleARowOfTheCheckerTests, for each kind of row of any template.
func TestWhichRuleARowOfTheCheckerTests(t *testing.T) {
	amrt, _ := cmrt.LayoutFor("AMRT", "1.3")
	l, _ := cmrt.LayoutOf("6.5")
	c, a := context{layout: l}, context{layout: amrt}
	f := l.Fields
	for _, tc := range []struct {
		c    context
		test cmrt.CheckerTest
		want string
	}{
		{a, cmrt.CheckerTest{Sheet: "Declaration", Cell: amrt.Minerals.Choice[0]}, "minerals-missing"}, {a, cmrt.CheckerTest{Sheet: "Declaration"}, "mineral-unnamed"},
		{a, cmrt.CheckerTest{Sheet: amrt.SmelterSheet, Cell: amrt.Minerals.Choice[0]}, "smelters-missing"},
		{c, cmrt.CheckerTest{Sheet: "Product List", Cell: "B6"}, "products-missing"}, {c, cmrt.CheckerTest{Sheet: "Smelter List"}, "smelter-not-listed-incomplete"},
		{c, cmrt.CheckerTest{Sheet: "Smelter List", Cell: "B5", Metal: cmrt.Tin}, "smelters-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: "D26", Metal: cmrt.Tin}, "answer-missing"},
		{c, cmrt.CheckerTest{Sheet: "Declaration", Cell: l.CompanyQuestions[1].CommentCell(0)}, "policy-url-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: l.CompanyQuestions[1].Cell(0)}, "company-answer-missing"},
		{context{}, cmrt.CheckerTest{Sheet: "Declaration", Cell: "G77"}, "company-answer-missing"},
		{c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.Name}, "company-name-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.Scope}, "scope-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.ScopeDescription}, "scope-description-missing"},
		{c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.ContactName}, "contact-name-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.ContactEmail}, "contact-email-invalid"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.ContactPhone}, "contact-phone-missing"},
		{c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.AuthorizerName}, "authorizer-missing"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.AuthorizerEmail}, "authorizer-email-invalid"}, {c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.AuthorizerPhone}, "authorizer-phone-missing"},
		{c, cmrt.CheckerTest{Sheet: "Declaration", Cell: f.EffectiveDate}, "effective-date-missing"},
	} {
		if got := tc.c.ruleOf(tc.test); got != tc.want {
			t.Errorf("%+v: %s, want %s", tc.test, got, tc.want)
		}
	}
}

// TestWhyOnlyTheCheckerFlagsARow: since answers are missing, since it does not read the
// language, or for nothing.
func TestWhyOnlyTheCheckerFlagsARow(t *testing.T) {
	c := context{declaration: clean()}
	answer(&c.declaration, cmrt.Added, cmrt.Gold).Raw = "Nein"
	const missing, language, lookup, none = "first answers for a metal are missing", "only knows answers as the list has them", "not in the workbook's own Smelter Look-up", "nothing to correct here"
	for name, tc := range map[string]struct {
		rule      string
		dependent bool
		metal     cmrt.Metal
		open      bool
		want      string
	}{
		"nothing": {"answer-missing", true, cmrt.Tin, false, none}, "missing": {"answer-missing", true, cmrt.Tin, true, missing}, "missing, but not for this": {"answer-missing", false, cmrt.Tin, true, none},
		"another language": {"answer-missing", false, cmrt.Gold, false, language}, "another language, dependent": {"smelters-missing", true, cmrt.Gold, true, language}, "another language, but not for this": {"smelters-missing", false, cmrt.Gold, false, none},
		"of any metal": {"company-answer-missing", true, "", false, language}, "a number": {"smelter-not-listed-incomplete", false, "", false, lookup},
	} {
		f := c.onlyChecker(target{cmrt.CheckerTest{Row: 7, Sheet: "S", Cell: "D1", Metal: tc.metal, Dependent: tc.dependent}, tc.rule}, tc.open)
		rule := tc.rule
		if tc.want == lookup {
			rule = "cell-error"
		}
		fix := map[string]string{missing: "Give the missing answers first; then see what is left.", language: "Nothing to do for this review; choose the answers from the list if the Checker sheet is to read complete."}[tc.want]
		if fix == "" {
			fix = "Nothing to do for this review; correct it if the Checker sheet is to read complete."
		}
		if !strings.Contains(f.Message, tc.want) || !strings.Contains(f.Message, "Row 7 ") || f.Rule != rule || f.CheckerRow != 7 || f.Metal != string(tc.metal) || f.Sheet != "S" || f.Cell != "D1" || f.Severity != finding.Note || !f.PerRow || f.File != c.declaration.File || f.Fix != fix {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// TestABlankTemplateWithAFault keeps what is about the file and its version; one in whose
// cells something stands that cannot be read is not blank.
func TestABlankTemplateWithAFault(t *testing.T) {
	for name, tc := range map[string]struct {
		f    finding.Finding
		want string // of what is left; "": it is not blank
	}{
		"a version":              {finding.Finding{Rule: "template-version-newer", Sheet: "Declaration", Cell: "J3"}, "declaration-blank template-version-newer"},
		"links":                  {finding.Finding{Rule: "file-external-links", Sheet: "Declaration", Cell: "A1"}, "declaration-blank file-external-links"},
		"a fault of the file":    {finding.Finding{Rule: "cell-merged"}, "cell-merged declaration-blank"},
		"a fault of a cell":      {finding.Finding{Rule: "cell-merged", Sheet: "Declaration", Cell: "D8"}, "declaration-blank"},
		"an error in a cell":     {finding.Finding{Rule: "cell-error", Sheet: "Declaration", Cell: "D8"}, ""},
		"a sheet that is unread": {finding.Finding{Rule: "sheet-not-read", Sheet: cmrt.SheetProducts}, ""},
	} {
		d := clean()
		d.Company, d.Smelters, d.CheckerRows = cmrt.Company{}, nil, []int{5}
		for _, list := range [][]cmrt.Answer{d.Answers, d.CompanyAnswers} {
			for i := range list {
				list[i].Answer, list[i].Raw, list[i].Comment = "", "", ""
			}
		}
		d.Findings = []finding.Finding{tc.f}
		var got []string
		for _, f := range File(d) {
			got = append(got, f.Rule)
			if f.Rule == Blank && (f.CheckerRow != 5 || len(f.Cells) > 1) {
				t.Errorf("%s: %+v", name, f)
			}
		}
		slices.Sort(got)
		if blank := slices.Contains(got, Blank); blank != (tc.want != "") || blank && strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %v, want %s", name, got, tc.want)
		}
	}
}

// TestEveryRedFlagIsExplained once, in a sentence.
func TestEveryRedFlagIsExplained(t *testing.T) {
	seen := map[string]int{}
	for _, r := range FlagRules {
		seen[r.Name]++
		if !strings.HasSuffix(r.Explanation, ".") || !strings.Contains(r.Explanation, " ") {
			t.Errorf("%s: %q", r.Name, r.Explanation)
		}
	}
	if diff := cmp.Diff(map[string]int{FlagDeclared: 1, FlagCAHRA: 1, FlagMine: 1, FlagNear: 1, FlagSmelter: 1, FlagComment: 1, FlagDenial: 1}, seen); diff != "" {
		t.Error(diff)
	}
}

// TestOriginsOfAWorkbook: the countries of its mines, on either list, each once a metal.
func TestOriginsOfAWorkbook(t *testing.T) {
	d := extended(func(d *cmrt.Declaration) {
		d.Smelters[0].MineCountry, d.Smelters[1].MineCountry = "Peru; Chile", "Peru"
		d.Smelters = append(d.Smelters, d.Smelters[0])
		d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Mica, Country: "Peru"}, {Row: 6, Metal: cmrt.Mica, Country: "India"}, {Row: 7, Metal: cmrt.Mica, Country: "India"}}
	})
	if diff := cmp.Diff("[{cobalt PE} {cobalt CL} {mica PE} {mica IN}]", fmt.Sprint(NewReviewer(year(t)).Look(d).Workbook().Origins)); diff != "" {
		t.Error(diff)
	}
	list := Entries{pack(Entry{Row: 1, Metal: cmrt.Tin, Outcome: smelter.Resolved}), pack(Entry{Row: 2, Metal: cmrt.Gold, Outcome: smelter.Resolved}), pack(Entry{Row: 3, Metal: cmrt.Tin, Outcome: smelter.Resolved})}
	var rows []int32
	for e := range list.Of(cmrt.Tin) {
		rows = append(rows, e.Row)
	}
	for range list.Of(cmrt.Tin) {
		break // whoever asks for one is given no second
	}
	if !slices.Equal(rows, []int32{1, 3}) || list.Any(func(e Entry) bool { return e.Row == 9 }) || !list.Any(func(e Entry) bool { return e.Row == 2 }) {
		t.Errorf("rows of tin: %v", rows)
	}
}

// TestWhereTablesOfAWorkbookLie: below their kind as the workbook lies below its folder.
func TestWhereTablesOfAWorkbookLie(t *testing.T) {
	for file, want := range map[string]string{"data/2025/cmrt/acme.xlsx": "answers/acme.xlsx.csv", "data/2025/emrt/north/reply.xlsx": "answers/north/reply.xlsx.csv", "elsewhere/acme.xlsx": "answers/acme.xlsx.csv", "acme.xlsx": "answers/acme.xlsx.csv"} {
		if got := TableOf(Answers, file); got != want {
			t.Errorf("%s: %s", file, got)
		}
	}
}

// TestWorkbooksOfNobodyReplaceNothing: whose they are is not known.
func TestWorkbooksOfNobodyReplaceNothing(t *testing.T) {
	a, b := of("x.xlsx", "1", "2025-10-01"), of("y.xlsx", "2", "2025-11-01")
	a.Company.Name, b.Company.Name = "Nobody", "Nobody"
	for _, w := range Year(year(t), []cmrt.Declaration{a, b}, nil).Workbooks {
		if w.Verdict != Returned || w.By != "" {
			t.Errorf("%s: %s by %q", w.Declaration.File, w.Verdict, w.By)
		}
	}
}

// TestWhatSaysNothingIsNoCopy: two declarations without a company say the same by chance.
func TestWhatSaysNothingIsNoCopy(t *testing.T) {
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "yes"})
	a, b := of("acme.xlsx", "1", "2025-10-01"), of("beta.xlsx", "2", "2025-10-01")
	for company, want := range map[string]bool{"": false, "ACME": true} {
		a.Company.Name, b.Company.Name = company, company
		if got := has(Year(y, []cmrt.Declaration{a, b}, nil), "duplicate-workbook"); (got != nil) != want {
			t.Errorf("of %q: %+v", company, got)
		}
	}
}

// TestAWorkbookIsReadAgainWhereTheAnswersAreOthers: the lists may change in whatever it did
// not ask of them.
func TestAWorkbookIsReadAgainWhereTheAnswersAreOthers(t *testing.T) {
	r := NewReviewer(year(t))
	asked := r.Book(r.Look(clean())).Facts.Asked
	for name, tc := range map[string]struct {
		change func(*project.Year)
		same   bool
	}{
		"nothing":                    {func(*project.Year) {}, true},
		"its smelter is watched":     {func(y *project.Year) { y.Settings.WatchList = []project.Watch{{ID: "CID900001", Reason: "r"}} }, false},
		"another smelter is":         {func(y *project.Year) { y.Settings.WatchList = []project.Watch{{ID: "CID900004", Reason: "r"}} }, true},
		"the directory knows it not": {func(y *project.Year) { y.Directory = smelter.NewDirectory(y.Directory.Source) }, false},
		"it knows one more": {func(y *project.Year) {
			if err := y.Directory.Add(smelter.Facility{Metal: cmrt.Gold, ID: "CID900400", Name: "Gamma"}, "Gamma"); err != nil {
				t.Fatal(err)
			}
		}, true},
	} {
		y := year(t)
		tc.change(y)
		if same := NewReviewer(y).Answers().To(asked) == r.Answers().To(asked); same != tc.same {
			t.Errorf("%s: the answers are the same: %v", name, same)
		}
	}
}
