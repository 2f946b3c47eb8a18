package check

import (
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWarningSigns: each kind stands where it was typed, as it was typed, whatever
// became of the workbook.
func TestWarningSigns(t *testing.T) {
	comment := func(text string) func(*around, *cmrt.Declaration) {
		return func(_ *around, d *cmrt.Declaration) {
			for i := range d.Answers {
				if d.Answers[i].Key == cmrt.CoveredCountries && d.Answers[i].Metal == cmrt.Tin {
					d.Answers[i].Comment = text
				}
			}
		}
	}
	row := func(change func(*cmrt.SmelterRow)) func(*around, *cmrt.Declaration) {
		return func(_ *around, d *cmrt.Declaration) { change(&d.Smelters[0]) }
	}
	answers := func(key cmrt.Key, to string) func(*around, *cmrt.Declaration) {
		return func(_ *around, d *cmrt.Declaration) { set(d, key, cmrt.Tin, to) }
	}
	for _, tc := range []struct {
		name   string
		change func(*around, *cmrt.Declaration)
		want   []string // rule and text, as typed
	}{
		{"nothing", func(*around, *cmrt.Declaration) {}, nil},
		{"covered countries", answers(cmrt.CoveredCountries, "yes"), []string{FlagDeclared + " yes"}},
		{"high-risk areas", answers(cmrt.CAHRA, "yes"), []string{FlagCAHRA + " yes"}},
		{"a mine in one, beside a No", row(func(r *cmrt.SmelterRow) { r.MineCountry = " Ruanda" }), []string{FlagDenial + " no", FlagMine + " Ruanda"}},
		{"words beside one, beside a No", row(func(r *cmrt.SmelterRow) { r.MineCountry = "Ruanda 3T" }), []string{FlagDenial + " no", FlagNear + " Ruanda 3T"}},
		{"a mine in one by its code", row(func(r *cmrt.SmelterRow) { r.MineCountry = "PE CD" }), []string{FlagDenial + " no", FlagMine + " PE CD"}},
		{"the name of a mine", row(func(r *cmrt.SmelterRow) { r.MineName = "Bisie, N. Kivu" }), []string{FlagDenial + " no", FlagNear + " Bisie, N. Kivu"}},
		{"a mine near one", row(func(r *cmrt.SmelterRow) { r.MineCountry = "Great Lakes Region" }), []string{FlagDenial + " no", FlagNear + " Great Lakes Region"}},
		{"recycled metal of one, which names no mine for sure", row(func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "Recycled", "Scrap; Rwanda" }), []string{FlagDenial + " no", FlagNear + " Scrap; Rwanda"}},
		{"a mine elsewhere", row(func(r *cmrt.SmelterRow) { r.MineCountry = "Peru" }), nil},
		{"a comment on an answer", comment("Rwanda, through a trader"), []string{FlagComment + " Rwanda, through a trader"}},
		{"a comment on a row", row(func(r *cmrt.SmelterRow) { r.Comment = "ore from Kivu" }), []string{FlagComment + " ore from Kivu"}},
		{"a comment that denies", comment("No tin from the DRC or adjoining countries."), nil},
		{"a comment that takes its denial back", comment("Not only from the DRC."), []string{FlagComment + " Not only from the DRC."}},
		{"a comment that denies one thing and says another", comment("No issues. Ore of Rwanda."), []string{FlagComment + " No issues. Ore of Rwanda."}},
		{"the name of a claim", comment("All smelters are DRC conflict-free"), nil},
		{"a link", comment("see https://acme.example/drc/policy"), nil},
		{"a smelter of which anybody may read it", func(a *around, _ *cmrt.Declaration) {
			status(t, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.Public})(a)
		}, []string{FlagDenial + " no", FlagSmelter}},
		{"a smelter of which members may read it", func(a *around, _ *cmrt.Declaration) {
			status(t, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.MemberOnly})(a)
		}, nil},
	} {
		for state, spoil := range map[string]func(*cmrt.Declaration){
			"as sent": func(*cmrt.Declaration) {}, "too old": func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2020-01-01" },
			"late": func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2029-01-01" }, "returned": func(d *cmrt.Declaration) { d.Company.Name = "" },
		} {
			a, d := around{year: year(t)}, clean()
			tc.change(&a, &d)
			spoil(&d)
			var got []string
			for _, f := range Year(a.year, []cmrt.Declaration{d}, nil).Workbooks[0].Flags {
				text := f.Rule + " " + f.Raw
				if f.Rule == FlagSmelter {
					text = f.Rule
				}
				if f.Metal != cmrt.Tin || f.Sheet == "" || f.Cell == "" {
					t.Errorf("%s, %s: %+v", tc.name, state, f)
				}
				got = append(got, text)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("%s, %s: %q, want %q", tc.name, state, got, tc.want)
			}
		}
	}
}

// TestWhatBecomesOfARedFlag: a waiver leaves it, a letter shows that it was followed up,
// and only a decision on evidence settles it, while the cell says what was judged.
func TestWhatBecomesOfARedFlag(t *testing.T) {
	judged := func(action, rule, cell, raw string) func(*project.Year) {
		return func(y *project.Year) {
			y.Decisions = append(y.Decisions, tables.Decision{Action: action, Supplier: "acme", Rule: rule, Sheet: "Declaration", Cell: cell, Metal: "tin", Raw: raw, Decided: "letter 7", Who: "Ann", Date: "2026-01-02", Reason: "read it"})
		}
	}
	d := clean()
	set(&d, cmrt.CoveredCountries, cmrt.Tin, "yes")
	a, _ := d.Answer(cmrt.CoveredCountries, cmrt.Tin)
	cell, id := cellOf(a), NewReviewer(year(t)).Owner(d)
	for _, tc := range []struct {
		name   string
		change func(*project.Year)
		want   State
		open   bool
	}{
		{"nothing was done", func(*project.Year) {}, State{Word: FlagOpen}, true},
		{"waived", judged("waive", "covered-country-declared", cell, "yes"), State{Word: FlagFollowedUp, Who: "Ann", When: "2026-01-02", Why: "read it"}, true},
		{"a letter", func(y *project.Year) {
			y.Outreach = append(y.Outreach, tables.Outreach{Supplier: id, Kind: "correction", Outcome: "sent", Date: "2029-01-01"})
		}, State{Word: FlagFollowedUp, When: "2029-01-01", Why: "the supplier was asked about its declaration"}, true},
		{"a letter before it came", func(y *project.Year) {
			y.Outreach = append(y.Outreach, tables.Outreach{Supplier: id, Kind: "correction", Outcome: "sent", Date: "2001-01-01"})
		}, State{Word: FlagOpen}, true},
		{"settled", judged(Settle, FlagDeclared, cell, "yes"), State{Word: FlagSettled, Who: "Ann", When: "2026-01-02", Why: "read it", Evidence: "letter 7"}, false},
		{"settled when it said something else", judged(Settle, FlagDeclared, cell, "perhaps"), State{Word: FlagOpen}, true},
		{"settled elsewhere", judged(Settle, FlagDeclared, "D1", "yes"), State{Word: FlagOpen}, true},
		{"another red flag was settled", judged(Settle, FlagCAHRA, cell, "yes"), State{Word: FlagOpen}, true},
		{"not in scope", func(y *project.Year) {
			for i := range y.Roster {
				y.Roster[i].InScope = "no"
			}
		}, State{Word: FlagOutOfScope}, false},
	} {
		y := year(t)
		tc.change(y)
		for i := range y.Decisions {
			y.Decisions[i].Supplier = id
		}
		y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: project.NoReasonToBelieve}
		res := Year(y, []cmrt.Declaration{d}, nil)
		flags := res.Workbooks[0].Flags
		if len(flags) != 1 || flags[0].State != tc.want || flags[0].Weighs() != tc.open {
			t.Errorf("%s: %+v, want %+v", tc.name, flags, tc.want)
		}
		unsupported := slices.ContainsFunc(res.Findings, func(f finding.Finding) bool { return f.Rule == "determination-unsupported" })
		if unsupported != tc.open && tc.name != "not in scope" {
			t.Errorf("%s: the determination is held to be unsupported: %v", tc.name, unsupported)
		}
	}
}

// TestCountriesOfARedFlag: words that name a covered country for sure say which, in a comment
// as in the columns of a mine; places and “Congo” alone do not.
func TestCountriesOfARedFlag(t *testing.T) {
	for said, want := range map[string]string{
		"Rwanda, through a trader": "RW", "from Uganda and the DRC": "CD UG", "ore from Kivu": "", "Congo": "",
		"No tin from Burundi. Some from Zambia.": "ZM",
	} {
		d := clean()
		d.Smelters[0].Comment, d.Smelters[0].NextSteps = said, ""
		for _, f := range Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Flags {
			codes := strings.Fields(f.Countries)
			slices.Sort(codes)
			if got := strings.Join(codes, " "); f.Rule == FlagComment && got != want {
				t.Errorf("%q speaks of %q, want %q", said, got, want)
			}
		}
	}
	d := clean()
	d.Smelters[0].MineCountry = "Ruanda 3T"
	flags := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Flags
	if at := slices.IndexFunc(flags, func(f Flag) bool { return f.Rule == FlagNear }); at < 0 || flags[at].Countries != "RW" {
		t.Errorf("a mine in Ruanda: %+v", flags)
	}
}
