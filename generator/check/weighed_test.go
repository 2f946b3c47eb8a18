package check

import (
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

// TestWhereASmeltersFlagStands: in the first cell of the row by which its supplier named it,
// which is that of the metal where it named it by nothing; what the version has no column
// for is passed over.
func TestWhereASmeltersFlagStands(t *testing.T) {
	l, _ := cmrt.LayoutOf("6.5")
	old := l
	old.Columns.IDTyped, old.Columns.Lookup = "", ""
	all := cmrt.SmelterRow{MetalRaw: "Tin", Lookup: "look-up", Name: "name", IDTyped: "typed", IDRaw: "number"}
	for _, tc := range []struct {
		layout cmrt.Layout
		change func(*cmrt.SmelterRow)
		column string
		text   string
	}{
		{l, func(*cmrt.SmelterRow) {}, l.Columns.Lookup, "look-up"},
		{l, func(r *cmrt.SmelterRow) { r.Lookup = "" }, l.Columns.Name, "name"},
		{l, func(r *cmrt.SmelterRow) { r.Lookup, r.Name = "", "" }, l.Columns.IDTyped, "typed"},
		{l, func(r *cmrt.SmelterRow) { r.Lookup, r.Name, r.IDTyped = "", "", "" }, l.Columns.ID, "number"},
		{l, func(r *cmrt.SmelterRow) { *r = cmrt.SmelterRow{MetalRaw: "Tin"} }, l.Columns.Metal, "Tin"},
		{old, func(*cmrt.SmelterRow) {}, l.Columns.Name, "name"},
		{old, func(r *cmrt.SmelterRow) { r.Name = "" }, l.Columns.ID, "number"},
	} {
		row := all
		tc.change(&row)
		if column, text := firstNamed(tc.layout, row); column != tc.column || text != tc.text {
			t.Errorf("%+v: %s, %q, want %s", row, column, text, tc.column)
		}
	}
}

// TestARedFlagNamesTheListThatSaysSo, and only the flag that rests on it does.
func TestARedFlagNamesTheListThatSaysSo(t *testing.T) {
	a, d := around{year: year(t)}, clean()
	status(t, smelter.Status{SourcingCountries: "PE RW CD", Licence: smelter.Public})(&a)
	d.Smelters[0].Comment, d.Smelters[0].NextSteps = "ore from Burundi", "ask about Uganda"
	source := "conformance list of " + a.year.Conformance.Source.AsOf
	want := []Flag{
		{Rule: FlagDenial, Sheet: "Declaration", Cell: "D39", Metal: cmrt.Tin, Raw: "no", Countries: "RW CD", Source: source},
		{Rule: FlagSmelter, Sheet: "Smelter List", Cell: "C5", Metal: cmrt.Tin, Raw: "Alpha", Countries: "RW CD", Source: source},
		{Rule: FlagComment, Sheet: "Smelter List", Cell: d.Layout().Columns.Comment + "5", Metal: cmrt.Tin, Raw: "ore from Burundi", Countries: "BI"},
		{Rule: FlagComment, Sheet: "Smelter List", Cell: d.Layout().Columns.NextSteps + "5", Metal: cmrt.Tin, Raw: "ask about Uganda", Countries: "UG"},
	}
	r := NewReviewer(a.year)
	if diff := cmp.Diff(want, r.Book(r.Look(d)).Flags); diff != "" {
		t.Error(diff)
	}
	d.Smelters[0].MineCountry, d.Smelters[0].Comment, d.Smelters[0].NextSteps = "Rwanda", "", ""
	flags := r.Book(r.Look(d)).Flags
	if len(flags) != 3 || flags[0].Source != "" || flags[1].Rule != FlagMine || flags[1].Source != "" || flags[2].Source != source {
		t.Errorf("beside a mine: %+v", flags)
	}
}

// TestWhichLettersFollowUpARedFlag: corrections and questions that arrived, on the day on which
// the workbook came or later; the first of them is named. Without a day in the log it came
// on that which it is dated. One of nobody, or settled out of scope, stays what it is.
func TestWhichLettersFollowUpARedFlag(t *testing.T) {
	flag := Flag{Rule: FlagDeclared, Sheet: "Declaration", Cell: "D39", Metal: cmrt.Tin, Raw: "Yes"}
	open, out := State{Word: FlagOpen}, State{Word: FlagOutOfScope}
	asked := func(day string) State {
		return State{Word: FlagFollowedUp, When: day, Why: "the supplier was asked about its declaration"}
	}
	settle := tables.Decision{Action: Settle, Supplier: "acme", Rule: FlagDeclared, Sheet: "Declaration", Cell: "D39", Raw: "Yes", Decided: "letter 7", Who: "Ann", Date: "2026-01-02", Reason: "read it"}
	settled := State{Word: FlagSettled, Who: "Ann", When: "2026-01-02", Why: "read it", Evidence: "letter 7"}
	waive := settle
	waive.Action, waive.Who = "waive", "Bob"
	ended := settle
	ended.Until = "2026-04-29"
	for name, tc := range map[string]struct {
		letters   string // date, kind and outcome, a comma between
		received  string
		decisions []tables.Decision
		supplier  string
		inScope   string
		want      State
	}{
		"nothing":                         {"", "2026-02-01", nil, "acme", "yes", open},
		"a correction on that day":        {"2026-02-01 correction sent", "2026-02-01", nil, "acme", "yes", asked("2026-02-01")},
		"the day before":                  {"2026-01-31 correction sent", "2026-02-01", nil, "acme", "yes", open},
		"questions":                       {"2026-02-02 questions sent", "2026-02-01", nil, "acme", "yes", asked("2026-02-02")},
		"a reminder":                      {"2026-02-02 reminder sent", "2026-02-01", nil, "acme", "yes", open},
		"a correction that came back":     {"2026-02-02 correction bounced", "2026-02-01", nil, "acme", "yes", open},
		"the first of two":                {"2026-01-02 correction sent,2026-02-02 questions sent,2026-02-03 correction sent", "2026-02-01", nil, "acme", "yes", asked("2026-02-02")},
		"not logged, dated before":        {"2025-10-01 correction sent", "", nil, "acme", "yes", asked("2025-10-01")},
		"not logged, dated after":         {"2025-09-30 correction sent", "", nil, "acme", "yes", open},
		"settled, whatever was asked":     {"2026-02-02 correction sent", "2026-02-01", []tables.Decision{settle}, "acme", "yes", settled},
		"settled after a waiver":          {"", "", []tables.Decision{waive, settle}, "acme", "yes", settled},
		"a waiver, whatever was asked":    {"2026-02-02 correction sent", "2026-02-01", []tables.Decision{waive}, "acme", "yes", State{Word: FlagFollowedUp, Who: "Bob", When: "2026-01-02", Why: "read it"}},
		"a decision that has ended":       {"", "", []tables.Decision{ended}, "acme", "yes", open},
		"out of scope":                    {"2026-02-02 correction sent", "2026-02-01", nil, "acme", "no", out},
		"out of scope, settled":           {"", "", []tables.Decision{settle}, "acme", "no", settled},
		"of nobody":                       {"", "", nil, "", "yes", open},
		"of one that is not on the list":  {"", "", nil, "zeta", "yes", open},
		"the decision is about another's": {"", "", []tables.Decision{settle}, "zeta", "yes", open},
	} {
		y := year(t)
		y.Roster[0].InScope, y.Decisions = tc.inScope, tc.decisions
		for l := range strings.SplitSeq(tc.letters, ",") {
			if w := strings.Fields(l); len(w) == 3 {
				y.Outreach = append(y.Outreach, tables.Outreach{Supplier: "acme", Date: w[0], Kind: w[1], Outcome: w[2]})
			}
		}
		if tc.received != "" {
			y.Received = []tables.Received{{SHA256: "1", Date: tc.received}}
		}
		books := []Workbook{{Supplier: tc.supplier, Verdict: Accepted, Declaration: cmrt.Declaration{File: "a.xlsx", SHA256: "1", Company: cmrt.Company{EffectiveDate: "2025-10-01"}}, Flags: []Flag{flag}},
			{Supplier: tc.supplier, Verdict: Accepted, Declaration: cmrt.Declaration{File: "a-2.xlsx", SHA256: "1"}, Flags: []Flag{flag}}}
		given := books[0].Flags
		decisionsOf(y, books).follow(books)
		if got := books[0].Flags; len(got) != 1 || got[0].State != tc.want {
			t.Errorf("%s: %+v, want %+v", name, got, tc.want)
		}
		if books[1].Flags != nil || !slices.Equal(given, []Flag{flag}) {
			t.Errorf("%s: a copy of the file says it again, or what was given was changed: %+v, %+v", name, books[1].Flags, given)
		}
	}
}

// TestWhatAnotherTemplateSaysOtherwise, in full, against the newest CMRT of the supplier that
// counts; names of products tell of a metal by whole words, in their name or number, once.
func TestWhatAnotherTemplateSaysOtherwise(t *testing.T) {
	was := func(file, date string, v Verdict) Workbook {
		d := clean()
		d.File, d.Company.EffectiveDate, d.Company.Name, d.Company.Scope = "data/2025/cmrt/"+file, date, "Acme Components", "company"
		for _, m := range cmrt.Metals {
			set(&d, cmrt.Added, m, cmrt.No)
		}
		return Workbook{Declaration: d, Supplier: "acme", Verdict: v}
	}
	is := extended(func(d *cmrt.Declaration) {
		d.Company.Name, d.Company.Scope, d.Company.ScopeRaw, d.Company.EffectiveDate, d.Company.EffectiveDateRaw = "Acme Holding", "product", "B. Product", "2026-08-04", "46238"
		d.Products = []cmrt.Product{{Row: 6, Name: "Magnetic tinplate", Number: "Au-1"}, {Row: 7, Name: "TINNED wire", Number: "gold 7"}, {Row: 8, Name: "Solder", Number: "tungsten"}, {Row: 9, Name: "Tantalum"}}
	})
	books := []Workbook{Whole{Declaration: is, Supplier: "acme"}.Workbook()}
	var got []string
	for _, f := range Beside(books, []Workbook{was("acme.xlsx", "2026-01-01", Accepted), was("acme-2.xlsx", "2026-02-01", Returned), was("acme-3.xlsx", "2026-01-15", Accepted), was("acme-4.xlsx", "2026-03-01", Superseded)})[0].Findings {
		got = append(got, strings.Join([]string{f.Sheet + "!" + f.Cell, f.Metal, f.Raw, f.Message}, "|"))
	}
	l := is.Layout()
	at := func(m cmrt.Metal) string {
		d := was("", "", "").Declaration
		return answer(&d, cmrt.Added, m).Cell
	}
	want := []string{
		"Declaration!" + l.Fields.Name + `||Acme Holding|It is a declaration of "Acme Holding", and the CMRT acme-2.xlsx one of "Acme Components".`,
		"Declaration!" + l.Fields.Scope + `||B. Product|Its scope is product, and that of the CMRT acme-2.xlsx is company.`,
		"Declaration!" + firstCell(l.Fields.EffectiveDate) + `||46238|It is dated 2026-08-04, and the CMRT acme-2.xlsx is dated 2026-02-01: 184 days apart.`,
		"Product List!" + l.Products.Name + `7|tin|TINNED wire|"TINNED wire" tells of tin, which by the CMRT acme-2.xlsx (` + at(cmrt.Tin) + `) is in no product.`,
		"Product List!" + l.Products.Number + `7|gold|gold 7|"gold 7" tells of gold, which by the CMRT acme-2.xlsx (` + at(cmrt.Gold) + `) is in no product.`,
		"Product List!" + l.Products.Number + `8|tungsten|tungsten|"tungsten" tells of tungsten, which by the CMRT acme-2.xlsx (` + at(cmrt.Tungsten) + `) is in no product.`,
		"Product List!" + l.Products.Name + `9|tantalum|Tantalum|"Tantalum" tells of tantalum, which by the CMRT acme-2.xlsx (` + at(cmrt.Tantalum) + `) is in no product.`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWhatStandsAgainstADetermination is counted, each kind by itself: red flags that weigh on
// the metal, suppliers in scope that are missing, declarations, and rows of the metal.
func TestWhatStandsAgainstADetermination(t *testing.T) {
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "beta", InScope: "yes"}, tables.Supplier{ID: "gamma", InScope: "yes"}, tables.Supplier{ID: "out", InScope: "no"})
	entry := func(m cmrt.Metal, outcome smelter.Outcome, doubtful bool) Entry {
		return Entry{Metal: m, Outcome: outcome, ID: "CID900001", Doubtful: doubtful}
	}
	book := func(supplier string, change func(*cmrt.Declaration), v Verdict, entries ...Entry) Workbook {
		d := clean()
		change(&d)
		b := Workbook{Supplier: supplier, Verdict: v, Declaration: d}
		for _, e := range entries {
			b.Entries = append(b.Entries, pack(e))
		}
		return b
	}
	flagged := book("acme", func(*cmrt.Declaration) {}, Returned)
	flagged.Flags = []Flag{{Metal: cmrt.Tin, State: State{Word: FlagOpen}}, {Metal: cmrt.Tin, State: State{Word: FlagFollowedUp}}, {Metal: cmrt.Tin, State: State{Word: FlagSettled}}, {Metal: cmrt.Tin, State: State{Word: FlagOutOfScope}},
		{Metal: cmrt.Gold, State: State{Word: FlagOpen}}, {State: State{Word: FlagOpen}}}
	books := []Workbook{flagged,
		book("acme", func(*cmrt.Declaration) {}, Accepted, entry(cmrt.Tin, smelter.Resolved, false), entry(cmrt.Tin, smelter.UnknownName, false), entry(cmrt.Tin, smelter.Rejected, true), entry(cmrt.Gold, smelter.Ambiguous, true), entry(cmrt.Tin, smelter.Resolved, true)),
		book("beta", func(d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown") }, Accepted),
		book("beta", func(d *cmrt.Declaration) { set(d, cmrt.Added, cmrt.Tin, "") }, Accepted),
		book("beta", func(d *cmrt.Declaration) {
			set(d, cmrt.Added, cmrt.Tin, "no")
			set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown")
		}, Accepted),
		book("gamma", func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2029-01-01" }, Accepted, entry(cmrt.Tin, smelter.UnknownName, true)),
	}
	want := []string{"3 red flags are open that speak for a covered country (red-flags.csv)", "1 suppliers in scope have no accepted declaration", "1 accepted declarations leave open whether the metal is in the products",
		"1 accepted declarations answer otherwise, or do not know all smelters", "2 entries lead to no known smelter", "2 entries name a mine that nobody can place, or a smelter that members' data speak against"}
	if diff := cmp.Diff(want, doubts(y, books, cmrt.Tin, project.NoReasonToBelieve)); diff != "" {
		t.Error(diff)
	}
	want[3] = "2 accepted declarations answer otherwise, or do not know all smelters"
	if diff := cmp.Diff(want, doubts(y, books, cmrt.Tin, project.RecycledOrScrap)); diff != "" {
		t.Error(diff)
	}
	y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: project.NoReasonToBelieve, cmrt.Gold: project.Undetermined}
	list := unsupported(y, books)
	if len(list) != 1 || list[0].Metal != "tin" || list[0].File != "content/2025/year.yaml" || list[0].Severity != finding.Error || !strings.HasPrefix(list[0].Message, "The determination for tin is no-reason-to-believe, but 3 red flags are open") || strings.Count(list[0].Message, "; ") != 5 {
		t.Errorf("%+v", list)
	}
}
