package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhatADeclarationCoversInWords, for people who look at several of a supplier.
func TestWhatADeclarationCoversInWords(t *testing.T) {
	book := func(scope, description, part string) Workbook {
		return Workbook{Declaration: cmrt.Declaration{Company: cmrt.Company{Scope: scope, ScopeDescription: description}}, Facts: Facts{Part: part}}
	}
	unreadable := book("company", "", "")
	unreadable.Declaration.Findings = []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error}}
	for want, b := range map[string]Workbook{
		"": unreadable, "the whole company": book("company", "all", "x"), "products that it does not list": book("product", "", ""), "1 product": book("product", "", "p-1"),
		"2 products": book("product", "", "p-1"+partSeparator+"p-2"), "what it does not say": book("", "", ""), "a part of the company that it does not describe": book("user-defined", "", ""),
		"Cables": book("user-defined", "Cables", "cables"),
	} {
		if got := b.Covers(); got != want {
			t.Errorf("%+v covers %q, want %q", b.Declaration.Company, got, want)
		}
	}
}

// TestWhatSuppliersMayKnowOfAYear: what they are told in the request, and nothing of anybody.
func TestWhatSuppliersMayKnowOfAYear(t *testing.T) {
	y := year(t)
	y.Decisions = []tables.Decision{{Action: "waive", Supplier: "acme"}}
	y.Settings.Severities = map[string]finding.Severity{"scope-missing": finding.Note}
	y.Settings.WatchList = []project.Watch{{ID: "CID900001"}}
	out := Public(y)
	told, has := out.Settings, y.Settings
	if out.Number != y.Number || out.Oldest != y.Oldest || out.Directory.Len() != y.Directory.Len() || told.CutOff == "" || told.CutOff != has.CutOff || len(told.AcceptedVersions) == 0 || !slices.Equal(told.AcceptedVersions, has.AcceptedVersions) || len(told.Severities) != 1 {
		t.Errorf("too little: %+v", out)
	}
	if out.Roster != nil || out.Decisions != nil || out.Settings.WatchList != nil || out.Outreach != nil || out.Conformance.Source.Name != "" {
		t.Errorf("too much: %+v", out)
	}
	// By it one declaration is reviewed as a supplier may see it, with what became of each row.
	d := clean()
	d.Company.ScopeRaw, d.Company.Scope = "", ""
	d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin", Name: "Nowhere", Country: "Peru"})
	list, rows := FileFor(out, d)
	if len(rows) != 2 || rows[0].Facility.ID != "CID900001" || rows[1].Facility.ID != "" {
		t.Errorf("%+v", rows)
	}
	if i := slices.IndexFunc(list, func(f finding.Finding) bool { return f.Rule == "scope-missing" }); i < 0 || list[i].Severity != finding.Note {
		t.Errorf("%v", list)
	}
	unreadable := cmrt.Unreadable("x.xlsx", "It is a picture.")
	if list, rows := FileFor(out, unreadable); rows != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, rows)
	}
}

// TestCountriesOfConcern, by mineral: on the Smelter List and on the Mine List.
func TestCountriesOfConcern(t *testing.T) {
	for m, want := range map[cmrt.Metal]string{cmrt.Cobalt: "the Democratic Republic of the Congo", cmrt.Mica: "India or Madagascar", cmrt.Tin: ""} {
		if got := Concern(m); got != want {
			t.Errorf("%s: %q", m, got)
		}
	}
	for _, tc := range []struct {
		m    cmrt.Metal
		code string
		want bool
	}{{cmrt.Cobalt, "CD", true}, {cmrt.Cobalt, "IN", false}, {cmrt.Mica, "IN", true}, {cmrt.Mica, "MG", true}, {cmrt.Mica, "CD", false}, {cmrt.Tin, "CD", false}} {
		if got := ConcernIn(tc.m, tc.code); got != tc.want {
			t.Errorf("%s in %s: %v", tc.m, tc.code, got)
		}
	}
	list := File(extended(func(d *cmrt.Declaration) {
		d.Smelters[0].MineCountry, d.Smelters[1].MineCountry, d.Smelters[1].MineName = "DR Congo", "Madagascar", "Pits (artisanal)"
	}))
	l := extended(nil).Layout()
	for _, want := range []string{"mineral-origin-of-concern Smelter List!" + l.Columns.MineCountry + "5 cobalt", "mineral-origin-of-concern Smelter List!" + l.Columns.MineCountry + "6 mica", "mine-artisanal Smelter List!" + l.Columns.MineName + "6 mica"} {
		if !slices.Contains(said(finding.Unfold(list)), want) {
			t.Errorf("%s is missing: %v", want, said(finding.Unfold(list)))
		}
	}
}

// TestTablesOfMinesAndRedFlags hold every column.
func TestTablesOfMinesAndRedFlags(t *testing.T) {
	d := extended(nil)
	d.File = "data/2025/emrt/acme.xlsx"
	d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Cobalt, MetalRaw: "Cobalt", Smelter: "Alpha", Name: "Kolwezi", ID: "M-1", IDSource: "RMI", Country: "DR Congo", Street: "S", City: "C", State: "Lualaba", ContactName: "Who", ContactEmail: "w@x.example", NextSteps: "ask", Comment: "large"}}
	w := NewReviewer(&project.Year{Number: 2025}).Look(d)
	files, err := w.Tables()
	if err != nil {
		t.Fatal(err)
	}
	holds(t, TableOf(Mines, d.File), files, tables.Mine{Row: 5, Metal: "cobalt", MetalRaw: "Cobalt", Smelter: "Alpha", Name: "Kolwezi", ID: "M-1", IDSource: "RMI", Country: "DR Congo", Street: "S", City: "C", State: "Lualaba", ContactName: "Who", ContactEmail: "w@x.example", NextSteps: "ask", Comment: "large"})

	r := Result{Workbooks: []Workbook{{Declaration: cmrt.Declaration{File: "a.xlsx"}, Supplier: "acme", Verdict: Returned, Flags: []Flag{{Rule: FlagMine, Metal: cmrt.Tin, Sheet: "Mine List", Cell: "F5", Raw: "DRC", Countries: "CD", Source: "list",
		State: State{Word: FlagSettled, Who: "Ann", When: "2026-01-02", Why: "read it", Evidence: "letter 7"}}}}, {Flags: []Flag{{Rule: FlagComment}}}}}
	want := []tables.RedFlag{{File: "a.xlsx", Supplier: "acme", Verdict: string(Returned), Rule: FlagMine, Metal: "tin", Sheet: "Mine List", Cell: "F5", Raw: "DRC", Countries: "CD", Source: "list", State: FlagSettled, Who: "Ann", Date: "2026-01-02", Reason: "read it", Evidence: "letter 7"}, {Rule: FlagComment}}
	if diff := cmp.Diff(want, r.RedFlags()); diff != "" {
		t.Error(diff)
	}
}

// TestWhichFindingTheCheckersRowIs: that of the same rule, cell and metal; where a row tests a
// whole list, any of its rule there.
func TestWhichFindingTheCheckersRowIs(t *testing.T) {
	at := func(sheet, cell string, m cmrt.Metal) cmrt.CheckerTest {
		return cmrt.CheckerTest{Sheet: sheet, Cell: cell, Metal: m}
	}
	f := func(rule, sheet, cell, metal string) finding.Finding {
		return finding.Finding{Rule: rule, Sheet: sheet, Cell: cell, Metal: metal}
	}
	for name, tc := range map[string]struct {
		target target
		f      finding.Finding
		want   bool
	}{
		"the same cell":                       {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("answer-missing", "Declaration", "D26", "tin"), true},
		"another cell":                        {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("answer-missing", "Declaration", "D27", "tin"), false},
		"another metal":                       {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("answer-missing", "Declaration", "D26", "gold"), false},
		"another rule":                        {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("scope-missing", "Declaration", "D26", "tin"), false},
		"never calculated":                    {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("cell-never-calculated", "Declaration", "D26", ""), true},
		"never calculated, another sheet":     {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("cell-never-calculated", "Smelter List", "D26", ""), false},
		"never calculated, another cell":      {target{at("Declaration", "D26", cmrt.Tin), "answer-missing"}, f("cell-never-calculated", "Declaration", "D27", ""), false},
		"never calculated, of a whole list":   {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("cell-never-calculated", "Smelter List", "D27", ""), true},
		"a mineral without a name":            {target{at("Declaration", "", ""), "mineral-unnamed"}, f("mineral-unnamed", "Declaration", "D14", "zinc"), true},
		"another rule about minerals":         {target{at("Declaration", "", ""), "mineral-unnamed"}, f("minerals-missing", "Declaration", "D14", ""), false},
		"a smelter not listed":                {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("smelter-not-listed-incomplete", "Smelter List", "D9", "tin"), true},
		"an error in the list":                {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("cell-error", "Smelter List", "D9", ""), true},
		"an error elsewhere":                  {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("cell-error", "Declaration", "D9", ""), false},
		"smelters of tin":                     {target{at("Smelter List", "B5", cmrt.Tin), "smelters-missing"}, f("smelters-missing", "Smelter List", "B5", "tin"), true},
		"smelters of gold":                    {target{at("Smelter List", "B5", cmrt.Tin), "smelters-missing"}, f("smelters-missing", "Smelter List", "B5", "gold"), false},
		"smelters of any":                     {target{at("Smelter List", "B5", ""), "smelters-missing"}, f("smelters-missing", "Smelter List", "B5", "gold"), true},
		"a name for a country":                {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("smelter-name-in-country", "Smelter List", "E9", ""), true},
		"another fault of the list":           {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("smelter-duplicate", "Smelter List", "C9", ""), false},
		"a smelter not listed, elsewhere":     {target{at("Smelter List", "", ""), "smelter-not-listed-incomplete"}, f("smelter-not-listed-incomplete", "Other", "D9", "tin"), false},
		"another rule of the list":            {target{at("Smelter List", "B5", cmrt.Tin), "smelters-missing"}, f("smelter-duplicate", "Smelter List", "B5", "tin"), false},
		"a name for a country, of that metal": {target{at("Smelter List", "B5", cmrt.Tin), "smelters-missing"}, f("smelter-name-in-country", "Smelter List", "E5", "tin"), true},
		"smelters beside their place":         {target{at("Smelter List", "B5", cmrt.Tin), "smelters-missing"}, f("smelter-list-misplaced", "Smelter List", "C5", "tin"), true},
	} {
		if got := tc.target.covers(tc.f); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestMetalsBelowTheirSmelters are told as those above them are.
func TestMetalsBelowTheirSmelters(t *testing.T) {
	rows := func(n int, alone bool) cmrt.SmelterRow {
		r := cmrt.SmelterRow{Row: 5 + n, Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: "Oro", ID: "CID900004", IDRaw: "CID900004"}
		if n == 0 {
			r.Metal, r.MetalRaw = "", ""
		}
		if n == 3 && alone {
			r.Lookup, r.ID, r.IDRaw = "", "", ""
		}
		return r
	}
	for alone, want := range map[bool]string{true: "The metals stand one row below the smelters that they belong to (rows 5 to 8).", false: ""} {
		var list []cmrt.SmelterRow
		for n := range 4 {
			list = append(list, rows(n, alone))
		}
		c := context{declaration: cmrt.Declaration{Smelters: list}}
		if got := c.rowsApart(); got != want {
			t.Errorf("%q", got)
		}
		c.declaration.Smelters = slices.Clone(list)
		c.declaration.Smelters[1].Lookup, c.declaration.Smelters[1].ID, c.declaration.Smelters[1].IDRaw = "", "", ""
		if got := c.rowsApart(); got != "" {
			t.Errorf("a metal stands alone within: %q", got)
		}
		c.declaration.Smelters = append(slices.Clone(list[:2]), list[3])
		if got := c.rowsApart(); got != "" {
			t.Errorf("a row is missing between: %q", got)
		}
	}
}

// TestSeveralThatCountAreTakenApartByWhatTheyAreAbout, and one is the supplier's alone.
func TestSeveralThatCountAreTakenApartByWhatTheyAreAbout(t *testing.T) {
	book := func(supplier, file, part string, v Verdict) Workbook {
		return Workbook{Supplier: supplier, Verdict: v, Declaration: cmrt.Declaration{File: file, Company: cmrt.Company{Scope: "product"}}, Facts: Facts{Part: part}}
	}
	r := Result{Workbooks: []Workbook{book("acme", "a1", "cables", Accepted), book("acme", "a2", "plugs", Accepted), book("bolt", "b1", "nuts", Accepted), book("bolt", "b2", "nuts", Superseded), book("", "x", "", Accepted)}}
	var got []string
	for key, b := range r.Counted() {
		got = append(got, strings.ReplaceAll(key, "\x00", "|")+" "+b.Declaration.File)
	}
	slices.Sort(got)
	if want := []string{"acme||product|cables a1", "acme||product|plugs a2", "bolt b1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWhatGoesWithItsCause: each of these findings is gone once the other is put right, where
// they are about the same row, metal or file, the cause weighs as much, and nobody waived it.
func TestWhatGoesWithItsCause(t *testing.T) {
	const file, metal, row = "file", "metal", "row"
	for cause, tc := range map[string]struct{ reach, rules string }{
		"sheet-missing":              {file, "smelters-missing reported-incomplete products-missing smelter-count-jump"},
		"smelter-list-pasted":        {file, "smelter-not-conformant smelter-high-risk-area smelter-duplicate smelter-count-jump"},
		"smelters-missing":           {metal, "reported-incomplete"},
		"origin-contradicted":        {metal, "origin-denied-without-knowledge"},
		"smelter-several-in-one-row": {row, "smelter-name-unknown smelter-name-ambiguous smelter-placeholder smelter-country-invalid smelter-country-differs smelter-id-typed-differs"},
		"smelter-metal-missing":      {row, "smelter-name-unknown smelter-name-ambiguous"},
		"smelter-name-missing":       {row, "smelter-placeholder"},
		"smelter-id-malformed":       {row, "smelter-id-typed-differs cell-error"},
		"smelter-id-unknown":         {row, "smelter-id-typed-differs cell-error"},
		"smelter-id-conflict":        {row, "smelter-id-typed-differs smelter-country-differs smelter-not-conformant smelter-duplicate"},
		"smelter-placeholder":        {row, "smelter-name-unknown"},
		"smelter-rejected":           {row, "smelter-name-unknown smelter-country-differs"},
	} {
		for _, rule := range strings.Fields(tc.rules) {
			for name, at := range map[string]struct {
				change  func(cause, f *finding.Finding)
				follows bool
			}{
				"beside it":           {func(_, f *finding.Finding) { f.Cell = "F9" }, true},
				"graver":              {func(cause, f *finding.Finding) { cause.Severity, f.Severity = finding.Warning, finding.Error }, false},
				"lighter":             {func(_, f *finding.Finding) { f.Severity = finding.Note }, true},
				"the cause is waived": {func(cause, _ *finding.Finding) { cause.Waived = true }, false},
				"it is waived":        {func(_, f *finding.Finding) { f.Waived = true }, false},
				"in another row":      {func(_, f *finding.Finding) { f.Cell = "C10" }, tc.reach != row},
				"in another sheet":    {func(_, f *finding.Finding) { f.Sheet = "Declaration" }, tc.reach != row},
				"of another metal":    {func(_, f *finding.Finding) { f.Metal = "gold" }, tc.reach != metal},
			} {
				list := []finding.Finding{{Rule: rule, Severity: finding.Error, Sheet: "Smelter List", Cell: "C9", Metal: "tin", Message: allReported}, {Rule: cause, Severity: finding.Error, Sheet: "Smelter List", Cell: "B9", Metal: "tin"}}
				at.change(&list[1], &list[0])
				got := ""
				for _, f := range follow(list) {
					if f.Rule == rule {
						got = f.Follows
					}
				}
				if want := map[bool]string{true: cause}[at.follows]; got != want {
					t.Errorf("%s, %s: it follows from %q, want %q", rule, name, got, want)
				}
			}
		}
	}
	graver := finding.Finding{Rule: "smelter-id-malformed", Severity: finding.Error, Sheet: "Smelter List", Cell: "F9"}
	lighter, after := graver, graver
	lighter.Severity, lighter.Cell, after.Rule, after.Cell = finding.Note, "A9", "cell-error", "C9"
	for _, causes := range [][]finding.Finding{{graver, lighter}, {lighter, graver}} {
		for _, f := range follow(append(causes, after)) {
			if f.Rule == "cell-error" && f.Follows == "" {
				t.Error("the gravest of several causes is not the one that counts")
			}
		}
	}
}

// TestAListThatJumped is more than twice, or less than half, as long as last year's.
func TestAListThatJumped(t *testing.T) {
	for _, tc := range []struct {
		was, is int
		want    bool
	}{{0, 50, false}, {50, 0, false}, {12, 24, false}, {12, 25, true}, {24, 12, false}, {25, 12, true}, {3, 1, true}, {1, 3, true}, {2, 1, false}, {1, 2, false}} {
		b := Workbook{Declaration: clean(), Facts: Facts{Rows: tc.is, Said: "this year"}}
		b.againstLast(Workbook{Facts: Facts{Rows: tc.was}})
		if got := len(b.Findings) == 1 && b.Findings[0].Rule == "smelter-count-jump"; got != tc.want {
			t.Errorf("from %d to %d rows: %+v", tc.was, tc.is, b.Findings)
		}
	}
}

// TestAnAnswerThatCountsExplainsNoSilence: only of a workbook that is too old or cannot be read
// it is said that it is why nobody has answered, and the gravest of its findings.
func TestAnAnswerThatCountsExplainsNoSilence(t *testing.T) {
	because := []finding.Finding{{Rule: "a", Severity: finding.Note}, {Rule: "b", Severity: finding.Error}, {Rule: "c", Severity: finding.Error}}
	light := []finding.Finding{{Rule: supplierNotResponded.Name, Severity: finding.Warning, Supplier: "acme"}}
	if followWorkbooks(light, []Workbook{{Supplier: "acme", Verdict: Stale, Findings: because[:1]}}); light[0].Follows != "" {
		t.Errorf("a note is why nobody answered: %q", light[0].Follows)
	}
	for verdict, want := range map[Verdict]string{Stale: "b", Unreadable: "b", Returned: "", Accepted: "", Superseded: ""} {
		list := []finding.Finding{{Rule: supplierNotResponded.Name, Severity: finding.Warning, Supplier: "acme"}, {Rule: supplierNotResponded.Name, Severity: finding.Warning, Supplier: "bolt"}}
		followWorkbooks(list, []Workbook{{Supplier: "acme", Verdict: verdict, Findings: because}, {Supplier: "", Verdict: Stale, Findings: because}})
		if list[0].Follows != want || list[1].Follows != "" {
			t.Errorf("%s: %q, %q", verdict, list[0].Follows, list[1].Follows)
		}
	}
}

// TestANameInThePlaceOfTheCountry is one where the row has no other name.
func TestANameInThePlaceOfTheCountry(t *testing.T) {
	for name, tc := range map[string]struct {
		row  cmrt.SmelterRow
		want bool
	}{
		"it alone":                     {cmrt.SmelterRow{Country: "Alpha Works"}, true},
		"a country":                    {cmrt.SmelterRow{Country: "Peru"}, false},
		"nothing":                      {cmrt.SmelterRow{}, false},
		"a number too":                 {cmrt.SmelterRow{Country: "Alpha Works", ID: "CID900001", IDRaw: "CID900001"}, false},
		"a name too":                   {cmrt.SmelterRow{Country: "Alpha Works", Lookup: "Beta"}, false},
		"not listed, without a name":   {cmrt.SmelterRow{Country: "Alpha Works", Lookup: cmrt.NotListed}, true},
		"not listed, with a name":      {cmrt.SmelterRow{Country: "Alpha Works", Lookup: cmrt.NotListed, Name: "Beta"}, false},
		"exchanged with the country":   {cmrt.SmelterRow{Country: "Alpha Works", Name: "Peru"}, true},
		"exchanged, and not listed":    {cmrt.SmelterRow{Country: "Alpha Works", Name: "Peru", Lookup: cmrt.NotListed}, true},
		"no name, but what stands for": {cmrt.SmelterRow{Country: "n/a"}, false},
	} {
		c := context{declaration: clean(), layout: clean().Layout()}
		if got := c.namedByCountry(tc.row); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWordsForMinesOfArtisans, as whole words, in whatever case; and no word that holds one.
func TestWordsForMinesOfArtisans(t *testing.T) {
	for text, want := range map[string]bool{"Artisanal mine": true, "ASM": true, "un creuseur": true, "creuseurs": true, "small-scale mine": true, "Small scale mine": true, "small-scale mining": true, "small scale mining": true, "hand-picked": true, "handpicked ore": true,
		"": false, "large-scale mine": false, "Wasmes": false, "no partisanal politics": false, "Kolwezi": false} {
		if got := speaksOfArtisans("a mine", text) != ""; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestASmeltersNameIsNoCountry: it is told as what it is, whether the directory knows it or the
// row itself is called so.
func TestASmeltersNameIsNoCountry(t *testing.T) {
	for country, want := range map[string]string{"Alpha": `"Alpha" is the name of a smelter, not a country.`, "Nowhere Works": `"Nowhere Works" is the name of a smelter, not a country.`, "Atlantis": `"Atlantis" is not a country.`} {
		d := clean()
		d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: cmrt.NotListed, Name: "Nowhere Works", Country: country})
		got := ""
		for _, f := range finding.Unfold(Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings) {
			if f.Cell == d.Layout().Columns.Country+"6" && strings.Contains(f.Message, "countr") {
				got = f.Message
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", country, got, want)
		}
	}
}

// TestWhichOfTwoWorkbooksIsTheNewer: the later day, unless it is after the cut-off; of one day
// the second file, unless it is a copy; and without a cut-off the later day, whatever it is.
func TestWhichOfTwoWorkbooksIsTheNewer(t *testing.T) {
	book := func(date, sum string) Workbook {
		return Workbook{Declaration: cmrt.Declaration{SHA256: sum, Company: cmrt.Company{EffectiveDate: date}}}
	}
	for name, tc := range map[string]struct {
		first, second Workbook
		cutOff        string
		newest        int
	}{
		"later": {book("2025-10-01", "1"), book("2025-11-01", "2"), "2026-04-30", 1}, "earlier": {book("2025-11-01", "1"), book("2025-10-01", "2"), "2026-04-30", 0},
		"after the cut-off": {book("2025-10-01", "1"), book("2026-05-01", "2"), "2026-04-30", 0}, "on its day": {book("2025-10-01", "1"), book("2026-04-30", "2"), "2026-04-30", 1},
		"of one day": {book("2025-10-01", "1"), book("2025-10-01", "2"), "2026-04-30", 1}, "a copy": {book("2025-10-01", "1"), book("2025-10-01", "1"), "2026-04-30", 0},
		"without a day": {book("", "1"), book("2025-10-01", "2"), "", 1}, "without a cut-off": {book("2025-10-01", "1"), book("", "2"), "", 0},
	} {
		list := []int{0, 1}
		newestFirst([]Workbook{tc.first, tc.second}, list, tc.cutOff)
		if list[0] != tc.newest {
			t.Errorf("%s: %v", name, list)
		}
	}
}
