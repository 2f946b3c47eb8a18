package rcoi

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestEveryFigureIsAsManyAsStandBehindIt: whatever was sent, a count is the number
// of units of its trace, a share that of its two parts, and every unit but the
// metals of the consequence stands somewhere.
func TestEveryFigureIsAsManyAsStandBehindIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var sent []cmrt.Declaration
		for _, d := range declarations() {
			if rapid.Bool().Draw(rt, "sent") {
				sent = append(sent, d)
			}
		}
		q := count(year(), sent)
		if len(q.Traces) != len(q.Figures)+len(q.Internal) {
			rt.Fatalf("%d figures, %d internal, %d traces", len(q.Figures), len(q.Internal), len(q.Traces))
		}
		stages := 0
		for _, trace := range q.Traces {
			f := trace.Figure
			if list := map[bool][]tables.Figure{false: q.Figures, true: q.Internal}[trace.Internal]; !slices.Contains(list, f) || trace.Formula == "" || len(trace.Counted) == 0 {
				rt.Errorf("%s has no trace: %+v", f.ID, trace)
			}
			if slices.Contains(strings.Fields("suppliers.not_reached suppliers.silent suppliers.refused suppliers.unusable suppliers.returned suppliers.accepted"), f.ID) {
				stages += len(trace.Counted[0].Units)
			}
			n := len(trace.Counted[0].Units)
			switch {
			case f.ID == "suppliers.response_rate_spend", strings.HasPrefix(f.ID, "changes.") && f.Value == "":
			case f.Unit == UnitCount && f.Value == "" && n == 0:
			case f.Unit == UnitCount && f.Value != strconv.Itoa(n):
				rt.Errorf("%s is %s, behind it stand %d", f.ID, f.Value, n)
			case f.Unit == UnitShare && (f.Numerator != strconv.Itoa(n) || f.Denominator != strconv.Itoa(len(trace.Counted[1].Units))):
				rt.Errorf("%s is %s/%s, behind it stand %d and %d", f.ID, f.Numerator, f.Denominator, n, len(trace.Counted[1].Units))
			}
			for _, part := range trace.Counted {
				for _, u := range part.Units {
					if u.Name == "" || len(u.Places) == 0 && f.ID != "filing.consequence" {
						rt.Errorf("%s: %q stands nowhere", f.ID, u.Name)
					}
				}
			}
		}
		if stages != 5 {
			rt.Errorf("5 suppliers are in scope, and %d stand somewhere", stages)
		}
	})
}

// TestATraceEndsInCells: the supplier's answer, its file, its hash.
func TestATraceEndsInCells(t *testing.T) {
	d := declarations()
	d[1].Answers = nil
	for _, m := range cmrt.Metals {
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary, cmrt.CoveredCountries} {
			q, _ := cmrt.LayoutOf("6.5")
			for _, question := range q.Questions {
				if question.Key == key && m == cmrt.Tin {
					d[1].Answers = append(d[1].Answers, cmrt.Answer{Key: key, Metal: m, Answer: "yes", Raw: "Yes", Cell: "Declaration!" + question.Cell(1)})
				}
			}
		}
	}
	trace, ok := count(year(), d[:2]).Trace("tin.covered_countries.yes")
	if !ok {
		t.Fatal("no trace")
	}
	want := []Unit{{Name: "b", Places: []Place{{File: "data/2025/suppliers.csv", Record: 2, Value: "b, in scope: yes"},
		{File: "data/2025/cmrt/b.xlsx", SHA256: "b", Sheet: "Declaration", Cell: "D39", Value: "Yes"}}}}
	if diff := cmp.Diff(want, trace.Counted[0].Units, cmpopts.IgnoreUnexported(Unit{})); diff != "" {
		t.Error(diff)
	}
	if _, ok := count(year(), d).Trace("tin.nonsense"); ok {
		t.Error("a figure that is not there has a trace")
	}
}

// answering is a year of which all suppliers in scope answer about tin alone, all
// the same unless changed.
func answering(change func(y *project.Year, d []cmrt.Declaration)) Inquiry {
	y := year()
	y.Roster = y.Roster[:2]
	var sent []cmrt.Declaration
	for _, id := range []string{"a", "b"} {
		d := declaration(id, "2025-10-01", map[cmrt.Metal]string{cmrt.Tin: "no"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900001"})
		d.Answers = append(d.Answers, cmrt.Answer{Key: cmrt.Recycled, Metal: cmrt.Tin, Answer: "no", Raw: "No"},
			cmrt.Answer{Key: cmrt.ResponseShare, Metal: cmrt.Tin, Answer: "100%", Raw: "1"}, cmrt.Answer{Key: cmrt.SmeltersIdentified, Metal: cmrt.Tin, Answer: "yes", Raw: "Yes"}, cmrt.Answer{Key: cmrt.SmeltersReported, Metal: cmrt.Tin, Answer: "yes", Raw: "Yes"})
		sent = append(sent, d)
	}
	change(y, sent)
	return count(y, sent)
}

func reply(d *cmrt.Declaration, key cmrt.Key, to string) {
	for i := range d.Answers {
		if d.Answers[i].Key == key && d.Answers[i].Metal == cmrt.Tin {
			d.Answers[i].Answer, d.Answers[i].Raw = to, to
		}
	}
}

func sources(y *project.Year, countries, licence string) {
	y.Conformance, _ = smelter.NewConformance(y.Conformance.Source, []smelter.Status{{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, SourcingCountries: countries, Licence: licence}})
}

var outcomes = []struct {
	name                 string
	change               func(y *project.Year, d []cmrt.Declaration)
	outcome, consequence string
	reason               string
}{
	{"all rule it out", func(*project.Year, []cmrt.Declaration) {}, "no-reason-to-believe", "form-sd", "declarations with the metal, none of which leaves it open: 2; entries, each of a known smelter: 2"},
	{"one says yes", func(_ *project.Year, d []cmrt.Declaration) { reply(&d[1], cmrt.CoveredCountries, "yes") }, "may-originate", "form-sd-with-report", "declarations that answer yes to covered countries: 1"},
	{"a mine in Rwanda", func(_ *project.Year, d []cmrt.Declaration) { d[0].Smelters[0].MineCountry = "Rwanda" }, "may-originate", "form-sd-with-report", "names a mine or smelter there: 1"},
	{"a smelter known to source from Congo", func(y *project.Year, _ []cmrt.Declaration) { sources(y, "PE CD", smelter.Public) }, "may-originate", "form-sd-with-report", "names a mine or smelter there: 2"},
	{"known to members only", func(y *project.Year, _ []cmrt.Declaration) { sources(y, "PE CD", smelter.MemberOnly) }, "undetermined", "form-sd-with-report", "entries that need a closer look before anything is ruled out: 2"},
	{"known to source elsewhere", func(y *project.Year, _ []cmrt.Declaration) { sources(y, "PE", smelter.Public) }, "no-reason-to-believe", "form-sd", ": 2"},
	{"one does not know", func(_ *project.Year, d []cmrt.Declaration) { reply(&d[1], cmrt.CoveredCountries, "unknown") }, "undetermined", "form-sd-with-report", "or whose supplier does not know all its smelters: 1"},
	{"does not know, but it is recycled", func(_ *project.Year, d []cmrt.Declaration) {
		reply(&d[1], cmrt.CoveredCountries, "unknown")
		reply(&d[1], cmrt.Recycled, "yes")
	}, "no-reason-to-believe", "form-sd", ": 2"},
	{"all is recycled", func(_ *project.Year, d []cmrt.Declaration) {
		reply(&d[0], cmrt.Recycled, "yes")
		reply(&d[1], cmrt.Recycled, "yes")
	}, "recycled-or-scrap", "form-sd", ": 2"},
	{"an unknown smelter", func(_ *project.Year, d []cmrt.Declaration) {
		d[0].Smelters[0] = cmrt.SmelterRow{Metal: cmrt.Tin, Row: 5, Name: "Nobody knows"}
	}, "undetermined", "form-sd-with-report", "entries that lead to no known smelter: 1"},
	{"a mine in words nobody can place", func(_ *project.Year, d []cmrt.Declaration) { d[0].Smelters[0].MineCountry = "the north" }, "undetermined", "form-sd-with-report", "closer look before anything is ruled out: 1"},
	{"a mine in Rwanda, in brackets", func(_ *project.Year, d []cmrt.Declaration) { d[0].Smelters[0].MineCountry = "East Africa (Ruanda)" }, "may-originate", "form-sd-with-report", "names a mine or smelter there: 1"},
	{"a mine whose name says where it is", func(_ *project.Year, d []cmrt.Declaration) { d[0].Smelters[0].MineName = "Bisie mine, DR Congo" }, "may-originate", "form-sd-with-report", "names a mine or smelter there: 1"},
	{"a mine elsewhere", func(_ *project.Year, d []cmrt.Declaration) { d[0].Smelters[0].MineCountry = "Peru" }, "no-reason-to-believe", "form-sd", ": 2"},
	{"half of its suppliers answered", func(_ *project.Year, d []cmrt.Declaration) { reply(&d[1], cmrt.ResponseShare, ">50%") }, "undetermined", "form-sd-with-report", "does not know all its smelters: 1"},
	{"recycled, but not all smelters are known", func(_ *project.Year, d []cmrt.Declaration) {
		reply(&d[1], cmrt.Recycled, "yes")
		reply(&d[1], cmrt.SmeltersIdentified, "no")
	}, "undetermined", "form-sd-with-report", "does not know all its smelters: 1"},
	{"the first question is blank", func(_ *project.Year, d []cmrt.Declaration) { reply(&d[1], cmrt.Added, "") }, "undetermined", "form-sd-with-report", "leave open whether the metal is in the products: 1"},
	{"not used, yet smelters are named", func(_ *project.Year, d []cmrt.Declaration) { reply(&d[1], cmrt.Added, "no") }, "undetermined", "form-sd-with-report", "leave open whether the metal is in the products: 1"},
	{"dated after the cut-off", func(y *project.Year, d []cmrt.Declaration) {
		d[1].Company.EffectiveDate = "2026-06-15"
	}, "undetermined", "form-sd-with-report", "suppliers in scope without an accepted declaration: 1"},
	{"a rejected name with a mine in Congo", func(y *project.Year, d []cmrt.Declaration) {
		d[0].Smelters = append(d[0].Smelters, cmrt.SmelterRow{Metal: cmrt.Tin, Row: 6, Lookup: "Foo Traders", MineCountry: "DRC"})
		y.Decisions = append(y.Decisions, tables.Decision{Action: "reject", Raw: "Foo Traders", Metal: "tin", Who: "x", Date: "2026-01-01", Reason: "r"})
	}, "may-originate", "form-sd-with-report", "names a mine or smelter there: 1"},
	{"a rejected name", func(y *project.Year, d []cmrt.Declaration) {
		d[0].Smelters = append(d[0].Smelters, cmrt.SmelterRow{Metal: cmrt.Tin, Row: 6, Lookup: "Foo Traders"})
		y.Decisions = append(y.Decisions, tables.Decision{Action: "reject", Raw: "Foo Traders", Metal: "tin", Who: "x", Date: "2026-01-01", Reason: "r"})
	}, "undetermined", "form-sd-with-report", "entries that lead to no known smelter: 1"},
	{"one is returned", func(_ *project.Year, d []cmrt.Declaration) { d[0].Company.ContactPhone = "" }, "undetermined", "form-sd-with-report", "suppliers in scope without an accepted declaration: 1"},
	{"one more was asked", func(y *project.Year, _ []cmrt.Declaration) { y.Roster = append(y.Roster, year().Roster[2]) }, "undetermined", "form-sd-with-report", "suppliers in scope without an accepted declaration: 1"},
	{"nobody has the metal", func(_ *project.Year, d []cmrt.Declaration) {
		for i := range d {
			reply(&d[i], cmrt.Added, "no")
			d[i].Smelters = nil
		}
	}, "not-necessary", "no-form-sd", "declarations that say that it is in no product: 2"},
	{"nobody has it, but a product does", func(y *project.Year, d []cmrt.Declaration) {
		for i := range d {
			reply(&d[i], cmrt.Added, "no")
			d[i].Smelters = nil
		}
		y.Products = []project.Product{{Product: "Meter", Metals: "gold tin"}}
	}, "undetermined", "form-sd-with-report", "though no supplier declares it: 1"},
	{"the registrant knows more", func(y *project.Year, _ []cmrt.Declaration) {
		y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: project.MayOriginate}
	}, "may-originate", "form-sd-with-report", "they name suppliers)"},
	{"the registrant claims more", func(y *project.Year, d []cmrt.Declaration) {
		y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: project.NoReasonToBelieve}
		reply(&d[1], cmrt.CoveredCountries, "unknown")
	}, "undetermined", "form-sd-with-report", ": 1"},
	{"nobody was asked", func(y *project.Year, _ []cmrt.Declaration) { y.Roster = nil }, "undetermined", "form-sd-with-report", "accepted declarations: 0"},
}

func TestOutcomes(t *testing.T) {
	for _, tc := range outcomes {
		got := map[string]string{}
		q := answering(tc.change)
		for _, f := range slices.Concat(q.Figures, q.Internal) {
			got[f.ID] = f.Value
			if f.ID == "tin.rcoi" && !strings.HasSuffix(f.CountedFrom, tc.reason) {
				t.Errorf("%s: the reasons are %q, want %q", tc.name, f.CountedFrom, tc.reason)
			}
		}
		if got["tin.rcoi"] != tc.outcome {
			t.Errorf("%s: the outcome is %s, want %s", tc.name, got["tin.rcoi"], tc.outcome)
		}
		// Gold is in a product of one case, and open where tin is for want of an answer.
		if tc.name != "nobody has it, but a product does" && got["filing.consequence"] != tc.consequence {
			t.Errorf("%s: the consequence is %s, want %s", tc.name, got["filing.consequence"], tc.consequence)
		}
	}
}

// TestReviewAndInquiryAgree: check finds a determination unsupported exactly where
// the inquiry does not come to it.
func TestReviewAndInquiryAgree(t *testing.T) {
	for _, tc := range outcomes {
		for _, claim := range []string{project.NoReasonToBelieve, project.RecycledOrScrap} {
			var y *project.Year
			var sent []cmrt.Declaration
			q := answering(func(year *project.Year, d []cmrt.Declaration) {
				tc.change(year, d)
				year.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: claim}
				delete(year.Settings.Severities, "determination-unsupported")
				y, sent = year, d
			})
			trace, _ := q.Trace("tin.rcoi")
			found := trace.Figure.Value
			supported := found == claim || found == project.RecycledOrScrap || found == NotNecessary
			unsupported := false
			for _, f := range check.Year(y, sent, nil).Findings {
				unsupported = unsupported || f.Rule == "determination-unsupported"
			}
			// That a metal is in a product, or that nobody was asked, check does not weigh.
			if tc.name == "nobody has it, but a product does" || tc.name == "nobody was asked" {
				continue
			}
			if supported == unsupported {
				t.Errorf("%s, %s: the inquiry comes to %s, check finds it unsupported: %v", tc.name, claim, found, unsupported)
			}
		}
	}
}

func TestChangesAgainstTheYearBefore(t *testing.T) {
	before := year()
	before.Number = 2024
	old := declarations()
	old[0].Smelters = []cmrt.SmelterRow{{Row: 5, Metal: cmrt.Tin, ID: "CID900002"}, {Row: 6, Metal: cmrt.Tin, ID: "CID900004"}, {Row: 7, Metal: cmrt.Gold, ID: "CID900003"}}
	reply(&old[1], cmrt.CoveredCountries, "no") // now yes
	before.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "b", AsOf: "2025-03-14"}, []smelter.Status{{Metal: cmrt.Tin, ID: "CID900002", Word: "in communication"}})
	books := check.Year(before, old, nil).Workbooks
	last := Explain(before, books, campaign.Responses(before, books), nil, "", opening(before, old))

	y := year()
	books = check.Year(y, declarations(), nil).Workbooks
	q := Explain(y, books, campaign.Responses(y, books), &last, "", opening(y, declarations()))
	var got []string
	for _, c := range q.Changes {
		got = append(got, strings.Join([]string{c.SmelterID, c.Change, c.Before, c.After}, "|"))
	}
	// CID900001 was named by b the year before, without a status. That of CID900002 then,
	// and of CID900003 now, is a word without a fixed meaning, and counts as none.
	want := []string{"CID900001|status||conformant", "CID900002|status||active", "CID900004|dropped||"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	values := map[string]string{}
	for _, f := range q.Figures {
		values[f.ID] = f.Value
	}
	for id, n := range map[string]string{"smelters_added": "0", "smelters_dropped": "1", "status_changed": "2", "answers_changed": "1"} {
		if values["changes."+id] != n {
			t.Errorf("changes.%s is %q, want %s", id, values["changes."+id], n)
		}
	}
	trace, _ := q.Trace("changes.answers_changed")
	if u := trace.Counted[0].Units[0]; u.Name != "b, tin, covered countries" || len(u.Places) != 2 {
		t.Errorf("%+v", u)
	}
}

// TestWithoutADirectoryNothingIsSaidOfFacilities: not matched is not none, and a list
// that is not pinned makes no changes.
func TestWithoutADirectoryNothingIsSaidOfFacilities(t *testing.T) {
	last := count(year(), declarations())
	y := year()
	y.Directory = smelter.Directory{}
	books := check.Year(y, declarations(), nil).Workbooks
	q := Count(y, books, campaign.Responses(y, books), &last)
	if len(q.Changes) > 0 {
		t.Errorf("changes: %+v", q.Changes)
	}
	for _, f := range q.Figures {
		switch f.ID {
		case "smelters.total", "smelters.countries", "smelters.unresolved", "smelters.recycled_only", "tin.smelters.identified", "changes.smelters_added", "changes.smelters_dropped", "changes.smelters_unlisted", "changes.status_changed":
			if f.Value != "" {
				t.Errorf("%s is %s", f.ID, f.Value)
			}
		case "changes.response_rate_before":
			if f.Value != "60.0" || f.Numerator != "3" {
				t.Errorf("%+v", f)
			}
		}
	}
}

// TestASmelterThatLeftTheReferenceListIsNotDropped by suppliers.
func TestASmelterThatLeftTheReferenceListIsNotDropped(t *testing.T) {
	last := count(year(), declarations())
	y := year()
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "later"})
	if err := y.Directory.Add(smelter.Facility{Metal: cmrt.Tin, ID: "CID900001", Name: "T1", Country: "Peru", CountryCode: "PE"}, "T1"); err != nil {
		t.Fatal(err)
	}
	books := check.Year(y, declarations(), nil).Workbooks
	var got []string
	for _, c := range Count(y, books, campaign.Responses(y, books), &last).Changes {
		got = append(got, c.SmelterID+" "+c.Change)
	}
	if diff := cmp.Diff([]string{"CID900002 unlisted", "CID900003 unlisted"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestADecisionForOneSupplierGoesFirst(t *testing.T) {
	y := year()
	r := smelter.Resolver{Directory: y.Directory, Decisions: []smelter.NameDecision{{Metal: cmrt.Tin, Raw: "Foo"}, {Supplier: "a", Metal: cmrt.Tin, Raw: "Foo", ID: "CID900001"}}}
	row := cmrt.SmelterRow{Metal: cmrt.Tin, Lookup: "Foo"}
	if a, b := r.Resolve("a", row), r.Resolve("b", row); a.Outcome != smelter.Resolved || b.Outcome != smelter.Rejected {
		t.Errorf("a: %s, b: %s", a.Outcome, b.Outcome)
	}
}
