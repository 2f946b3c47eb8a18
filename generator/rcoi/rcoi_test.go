package rcoi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// canary is in every text that belongs to a supplier.
const canary = "CANARY"

// year has five suppliers in scope: a and b are accepted, c is returned, d is
// stale, e never answered; x is out of scope.
func year() *project.Year {
	y := &project.Year{Number: 2025, Oldest: "2024-12-31"}
	y.Settings.CutOff = "2026-04-30"
	y.Settings.Severities = map[string]finding.Severity{}
	for _, r := range check.Rules { // verdicts by date and one rule only, so that the set stays small
		switch r.Name {
		case "contact-phone-missing", "effective-date-stale", "superseded-workbook":
		default:
			y.Settings.Severities[r.Name] = finding.Note
		}
	}
	for _, id := range strings.Fields("a b c d e x") {
		scope := "yes"
		if id == "x" {
			scope = "no"
		}
		y.Roster = append(y.Roster, tables.Supplier{ID: id, Name: canary + " " + id, Contact: canary, Email: canary + "@x.example", InScope: scope})
		if id != "e" {
			y.Outreach = append(y.Outreach, tables.Outreach{Date: "2025-09-01", Supplier: id, Kind: "request", Outcome: "sent"})
		}
	}
	y.Outreach = append(y.Outreach, tables.Outreach{Date: "2025-10-01", Supplier: "d", Kind: "reminder", Outcome: "sent"})
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "d"})
	var list []smelter.Status
	for i, f := range []smelter.Facility{
		{Metal: cmrt.Tin, ID: "CID900001", Name: "T1", Country: "Peru", CountryCode: "PE"},
		{Metal: cmrt.Tin, ID: "CID900002", Name: "T2", Country: "Japan", CountryCode: "JP"},
		{Metal: cmrt.Gold, ID: "CID900003", Name: "G1", Country: "Japan", CountryCode: "JP"},
		{Metal: cmrt.Tin, ID: "CID900004", Name: "T3 of returned", Country: "Chile", CountryCode: "CL"},
	} {
		if err := y.Directory.Add(f, f.Name); err != nil {
			panic(err)
		}
		if i < 3 {
			list = append(list, smelter.Status{Metal: f.Metal, ID: f.ID, Word: []string{smelter.Conformant, smelter.Active, "removed"}[i]})
		}
	}
	y.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "c", AsOf: "2026-03-14"}, list)
	y.Publish = smelter.PublishAll
	return y
}

func declaration(supplier, date string, origin map[cmrt.Metal]string, rows ...cmrt.SmelterRow) cmrt.Declaration {
	d := cmrt.Declaration{File: "data/2025/cmrt/" + supplier + ".xlsx", SHA256: supplier, Template: cmrt.Template{Type: "CMRT", Version: "6.5"},
		Company: cmrt.Company{Name: canary, ContactName: canary, ContactEmail: canary + "@", ContactPhone: canary, AuthorizerName: canary, EffectiveDate: date}}
	for _, m := range cmrt.Metals {
		in := "no"
		if origin[m] != "" {
			in = "yes"
		}
		d.Answers = append(d.Answers, cmrt.Answer{Key: cmrt.Added, Metal: m, Answer: in, Raw: in, Comment: canary}, cmrt.Answer{Key: cmrt.Necessary, Metal: m, Answer: in, Raw: in},
			cmrt.Answer{Key: cmrt.CoveredCountries, Metal: m, Answer: origin[m], Raw: origin[m]})
	}
	for i, r := range rows {
		r.Row, r.Comment, r.ContactName = i+5, canary, canary
		d.Smelters = append(d.Smelters, r)
	}
	return d
}

func declarations() []cmrt.Declaration {
	tin := func(id, name string) cmrt.SmelterRow { return cmrt.SmelterRow{Metal: cmrt.Tin, ID: id, Name: name} }
	a := declaration("a", "2025-10-01", map[cmrt.Metal]string{cmrt.Tin: "no", cmrt.Gold: "unknown"},
		tin("CID900001", ""), tin("CID900002", ""), tin("CID900001", ""), cmrt.SmelterRow{Metal: cmrt.Gold, ID: "CID900003", Recycled: "yes"}, tin("", canary+" works"), cmrt.SmelterRow{Metal: cmrt.Tin, Lookup: cmrt.NotYetIdentified})
	b := declaration("b", "2025-10-02", map[cmrt.Metal]string{cmrt.Tin: "yes"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900001", Recycled: "no"})
	c := declaration("c", "2025-10-03", map[cmrt.Metal]string{cmrt.Tin: "yes"}, tin("CID900004", ""))
	c.Company.ContactPhone = ""
	d := declaration("d", "2020-01-01", map[cmrt.Metal]string{cmrt.Tin: "yes"}, tin("CID900004", ""))
	return []cmrt.Declaration{a, b, c, d}
}

func count(y *project.Year, in []cmrt.Declaration) Inquiry {
	books := check.Year(y, in, nil).Workbooks
	return Explain(y, books, campaign.Responses(y, books), nil, "", opening(y, in))
}

// opening opens declarations by their file.
func opening(y *project.Year, in []cmrt.Declaration) func(string) check.Whole {
	return func(file string) check.Whole {
		i := slices.IndexFunc(in, func(d cmrt.Declaration) bool { return d.File == file })
		return check.NewReviewer(y).Look(in[i])
	}
}

func TestFiguresCountedByHand(t *testing.T) {
	got := map[string]string{}
	for _, f := range count(year(), declarations()).Figures {
		if got[f.ID] != "" {
			t.Errorf("%s is there twice", f.ID)
		}
		asOf := "2026-04-30"
		if strings.Contains(f.ID, "conformant") && !strings.HasPrefix(f.ID, "changes.") || strings.HasSuffix(f.ID, ".active") || strings.HasSuffix(f.ID, ".other") || f.ID == "smelters.reaudit_overdue" || f.ID == "smelters.covered_countries" || f.ID == "smelters.cahra" {
			asOf = "2026-03-14" // a status is that of the snapshot's day
		}
		if f.AsOf != asOf || f.Label == "" || f.Definition == "" || f.CountedFrom == "" || f.Unit == "" {
			t.Errorf("%s does not say what it is: %+v", f.ID, f)
		}
		got[f.ID] = strings.TrimSuffix(strings.TrimSpace(f.Value+" "+f.Numerator+"/"+f.Denominator), " /")
	}
	want := map[string]string{
		"suppliers.in_scope": "5", "suppliers.asked": "4", "suppliers.reminded": "1", "suppliers.responded": "3", "suppliers.response_rate": "60.0 3/5", "suppliers.response_rate_spend": "/",
		"suppliers.not_responded": "2", "suppliers.bounced": "0", "suppliers.escalated": "0", "suppliers.refused": "0", "declarations.company": "0", "declarations.product": "0", "declarations.user_defined": "2",
		"smelters.covered_countries": "/", "smelters.cahra": "/", "changes.smelters_added": "/", "changes.response_rate_before": "/", "changes.smelters_dropped": "/", "changes.smelters_unlisted": "/", "changes.status_changed": "/", "changes.answers_changed": "/", "changes.smelters_before": "/", "changes.conformant_rate_before": "/", "suppliers.contract_clause": "/",
		"tantalum.rcoi": "undetermined", "tin.rcoi": "may-originate", "gold.rcoi": "undetermined", "tungsten.rcoi": "undetermined",
		"suppliers.accepted": "2", "suppliers.returned": "1", "suppliers.not_reached": "1", "suppliers.silent": "0", "suppliers.unusable": "1",
		"smelters.total": "3", "smelters.conformant": "1", "smelters.active": "1", "smelters.other": "1", "smelters.conformant_rate": "33.3 1/3", "smelters.conformant_or_active_rate": "66.7 2/3", "smelters.reaudit_overdue": "/", "smelters.recycled_only": "1", "smelters.countries": "2",
		"smelters.unresolved": "1", "smelters.not_identified": "1", "smelters.mines_named": "0",
		"letters.answers": "0", "letters.requests": "4", "letters.reminders": "1", "letters.corrections": "0", "letters.escalations": "0", "letters.questions": "0", "decisions.resolved": "0", "decisions.rejected": "0", "letters.read": "0",
	}
	for _, p := range Programmes {
		want["programmes."+string(p.Key)] = "0/0"
	}
	for _, m := range cmrt.Metals {
		for _, id := range strings.Fields("suppliers_answered.all smelters_identified.yes smelters_reported.yes suppliers.declaring smelters.identified smelters.conformant smelters.active smelters.other origins_reported covered_countries.yes covered_countries.no covered_countries.unknown") {
			want[string(m)+"."+id] = "0"
		}
	}
	for id, n := range map[string]string{"tin.suppliers.declaring": "2", "tin.smelters.identified": "2", "tin.smelters.conformant": "1", "tin.smelters.active": "1",
		"tin.covered_countries.yes": "3", "tin.covered_countries.no": "1", "gold.suppliers.declaring": "1", "gold.smelters.identified": "1", "gold.smelters.other": "1", "gold.covered_countries.unknown": "1"} {
		want[id] = n
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOnlySmeltersOfAcceptedDeclarationsArePublic(t *testing.T) {
	var got []string
	for _, s := range count(year(), declarations()).Smelters {
		got = append(got, fmt.Sprint(s.Metal, " ", s.SmelterID, " ", s.Suppliers, " ", s.CountryCode, " ", s.Status, " ", s.RecycledOnly))
	}
	want := []string{"tin CID900001 2 PE conformant no", "tin CID900002 1 JP active ", "gold CID900003 1 JP  yes"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSuppliersOutOfScopeAreLeftOut: an answer nobody asked for changes no figure.
func TestSuppliersOutOfScopeAreLeftOut(t *testing.T) {
	x := declaration("x", "2025-10-01", map[cmrt.Metal]string{cmrt.Tin: "yes"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900004"})
	if diff := cmp.Diff(count(year(), declarations()).Figures, count(year(), append(declarations(), x)).Figures); diff != "" {
		t.Error(diff)
	}
}

func TestNothingPublicNamesASupplier(t *testing.T) {
	q := count(year(), declarations())
	text, err := json.Marshal([]any{q.Figures, q.Smelters})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToUpper(string(text)), canary) || strings.Contains(string(text), ".xlsx") {
		t.Errorf("%s", text)
	}
}

func TestNoShareOfNothing(t *testing.T) {
	y := year()
	y.Roster = nil
	for _, f := range count(y, nil).Figures {
		switch {
		case strings.HasPrefix(f.ID, "changes.") && f.Value == "":
		case f.ID == "suppliers.contract_clause" && f.Value == "": // no roster says it
		case f.ID == "suppliers.response_rate_spend" && f.Value == "" && f.Denominator == "": // no spend is known
		case f.Unit == UnitShare && (f.Value != "" || f.Denominator != "0"):
			t.Errorf("%s is %q of %s", f.ID, f.Value, f.Denominator)
		case f.ID == "smelters.covered_countries", f.ID == "smelters.cahra", f.ID == "smelters.reaudit_overdue", strings.HasPrefix(f.ID, "changes."): // nothing is known of these
			if f.Value != "" {
				t.Errorf("%s is %s", f.ID, f.Value)
			}
		case f.Unit == UnitOutcome && f.Value != "undetermined" && f.Value != WithReport:
			t.Errorf("%s is %s", f.ID, f.Value)
		case f.Unit == UnitCount && f.Value != "0":
			t.Errorf("%s is %s", f.ID, f.Value)
		}
	}
}

// TestWithoutAConformanceListNothingIsSaidOfStatus: not known is not none.
func TestWithoutAConformanceListNothingIsSaidOfStatus(t *testing.T) {
	y := year()
	y.Conformance = smelter.Conformance{}
	for _, f := range count(y, declarations()).Figures {
		if status := strings.Contains(f.ID, "conformant") || strings.HasSuffix(f.ID, ".active") || strings.HasSuffix(f.ID, ".other"); status && f.Value != "" {
			t.Errorf("%s is %s, though no list says so", f.ID, f.Value)
		}
	}
}

func TestSharesAreRoundedHalfUp(t *testing.T) {
	for _, tc := range []struct {
		n, of int
		want  string
	}{{0, 1, "0.0"}, {1, 1, "100.0"}, {1, 3, "33.3"}, {2, 3, "66.7"}, {1, 2000, "0.1"}, {1, 2001, "0.0"}, {18, 24, "75.0"}} {
		var c counter
		c.share("id", "", Part{Units: make([]Unit, tc.n)}, Part{Units: make([]Unit, tc.of)}, "", "")
		if got := c.traces[0].Figure.Value; got != tc.want {
			t.Errorf("%d of %d is %s, want %s", tc.n, tc.of, got, tc.want)
		}
	}
}

func TestNeitherOrderNorCopiesChangeTheResult(t *testing.T) {
	type public struct {
		F []tables.Figure
		S []tables.Smelter
	}
	want := count(year(), declarations())
	rapid.Check(t, func(t *rapid.T) {
		in := declarations()
		for i := range rapid.IntRange(0, 3).Draw(t, "copies") {
			twin := in[rapid.IntRange(0, 3).Draw(t, "which")]
			twin.File = strings.TrimSuffix(twin.File, ".xlsx") + fmt.Sprintf("-%d.xlsx", i+2)
			in = append(in, twin)
		}
		in = rapid.Permutation(in).Draw(t, "order")
		got := count(year(), slices.Clone(in))
		if diff := cmp.Diff(public{want.Figures, want.Smelters}, public{got.Figures, got.Smelters}); diff != "" {
			t.Error(diff)
		}
	})
}

// What members may not share stays internal: only sourcing countries of public
// licence reach the public table.
func TestMemberOnlySourcingCountriesStayInternal(t *testing.T) {
	y := year()
	var err error
	y.Conformance, err = smelter.NewConformance(smelter.Source{Name: "c", AsOf: "2026-03-14"}, []smelter.Status{
		{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, SourcingCountries: "CD RW", Licence: smelter.MemberOnly},
		{Metal: cmrt.Tin, ID: "CID900002", Word: smelter.Active, SourcingCountries: "PE", Licence: smelter.Public},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range count(y, declarations()).Smelters {
		got[s.SmelterID] = s.SourcingCountries
		if s.SmelterID == "CID900001" && s.Status != smelter.Conformant {
			t.Errorf("the licence of the countries took away the status: %+v", s)
		}
	}
	if diff := cmp.Diff(map[string]string{"CID900001": "", "CID900002": "PE", "CID900003": ""}, got); diff != "" {
		t.Error(diff)
	}
}

// TestOriginsOfFacilities: only data that may be published, and only of what is listed.
func TestOriginsOfFacilities(t *testing.T) {
	y := year()
	y.Conformance, _ = smelter.NewConformance(y.Conformance.Source, []smelter.Status{
		{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, SourcingCountries: "ML PE", Licence: smelter.Public},
		{Metal: cmrt.Tin, ID: "CID900002", Word: smelter.Conformant, SourcingCountries: "CD ML", Licence: smelter.MemberOnly},
		{Metal: cmrt.Gold, ID: "CID900003", Word: smelter.Conformant, SourcingCountries: "RW", Licence: smelter.Public}})
	values := func() map[string]string {
		got := map[string]string{}
		for _, f := range count(y, declarations()).Figures {
			got[f.ID] = f.Value
		}
		return got
	}
	if got := values(); got["smelters.covered_countries"] != "1" || got["smelters.cahra"] != "" {
		t.Errorf("without a list of areas: %q, %q", got["smelters.covered_countries"], got["smelters.cahra"])
	}
	y.Areas, _ = smelter.NewAreas(smelter.Source{Name: "a"}, []smelter.Area{{CountryCode: "ML", Metals: []cmrt.Metal{cmrt.Tin}, Basis: "b"}})
	if got := values(); got["smelters.cahra"] != "1" {
		t.Errorf("with a list of areas: %q", got["smelters.cahra"])
	}
}
