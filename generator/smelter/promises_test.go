package smelter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestTheMoreSpecificDecisionCounts: one for the supplier before one for any, and of
// these one for the metal first; otherwise the first. Whatever the order in the table.
func TestTheMoreSpecificDecisionCounts(t *testing.T) {
	forAll := NameDecision{Raw: "Alef", ID: deltaB.ID, Date: "2026-04-01"}
	forTin := NameDecision{Metal: cmrt.Tin, Raw: "Alef", ID: deltaP.ID, Date: "2026-04-02"}
	forAcme := NameDecision{Supplier: "acme", Raw: "Alef", ID: alpha.ID, Date: "2026-04-03"}
	acmeAgain := NameDecision{Supplier: "acme", Metal: cmrt.Tin, Raw: "Alef", ID: omegaT.ID, Date: "2026-04-04"}
	tinAgain := NameDecision{Metal: cmrt.Tin, Raw: "Alef", ID: omegaT.ID, Date: "2026-04-05"}
	for _, tc := range []struct {
		name      string
		decisions []NameDecision
		supplier  string
		want      string
	}{
		{"supplier before any", []NameDecision{forAll, forTin, forAcme}, "acme", "decision of 2026-04-03"},
		{"supplier before any, in another order", []NameDecision{forAcme, forTin, forAll}, "acme", "decision of 2026-04-03"},
		{"metal before none", []NameDecision{forAll, forTin}, "acme", "decision of 2026-04-02"},
		{"metal before none, in another order", []NameDecision{forTin, forAll}, "acme", "decision of 2026-04-02"},
		{"another supplier's is none of its", []NameDecision{forAcme, forAll}, "beta", "decision of 2026-04-01"},
		{"the first of two for the supplier", []NameDecision{forAcme, acmeAgain}, "acme", "decision of 2026-04-03"},
		{"the first of two for the supplier, in another order", []NameDecision{acmeAgain, forAcme}, "acme", "decision of 2026-04-04"},
		{"the first of two for the metal", []NameDecision{forTin, tinAgain}, "acme", "decision of 2026-04-02"},
	} {
		got := Resolver{Directory: directory(t), Decisions: tc.decisions}.Resolve(tc.supplier, cmrt.SmelterRow{Metal: cmrt.Tin, Name: "Alef"})
		if got.How != tc.want || got.Outcome != Resolved || !got.Decided || got.Sure != 1 {
			t.Errorf("%s: %s, %q, want %q", tc.name, got.Outcome, got.How, tc.want)
		}
	}
}

// TestADecisionJudgesWhatWasTyped: the raw value is the row's number or one of its
// names, spaces around it aside.
func TestADecisionJudgesWhatWasTyped(t *testing.T) {
	for name, tc := range map[string]struct {
		row  cmrt.SmelterRow
		raw  string
		want bool
	}{
		"name": {cmrt.SmelterRow{Name: " Alef"}, "Alef ", true}, "look-up": {cmrt.SmelterRow{Lookup: "Alef"}, "Alef", true}, "standard name": {cmrt.SmelterRow{StandardName: "Alef"}, "Alef", true},
		"number typed": {cmrt.SmelterRow{IDTyped: "CID9"}, "CID9", true}, "number stored": {cmrt.SmelterRow{IDRaw: "CID9"}, "CID9", true},
		"number calculated": {cmrt.SmelterRow{ID: "CID9"}, "CID9", false}, "other letters": {cmrt.SmelterRow{Name: "ALEF"}, "Alef", false}, "nothing": {cmrt.SmelterRow{}, "", false},
		"“not listed”": {cmrt.SmelterRow{Lookup: cmrt.NotListed}, cmrt.NotListed, false},
	} {
		if got := (NameDecision{Raw: tc.raw}).Applies("acme", tc.row); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestRecycledOnlyWhereEveryRowSaysSo: one row that says no decides, and one that says
// nothing leaves it open.
func TestRecycledOnlyWhereEveryRowSaysSo(t *testing.T) {
	for _, tc := range []struct {
		answers []string
		want    string
	}{
		{[]string{"yes"}, "yes"}, {[]string{"yes", "yes"}, "yes"}, {[]string{"no"}, "no"}, {[]string{"yes", "no"}, "no"}, {[]string{"no", "", "yes"}, "no"},
		{[]string{"yes", ""}, ""}, {[]string{"", "yes", "yes"}, ""}, {[]string{"unknown"}, ""}, {[]string{"yes", "unknown"}, ""}, {[]string{""}, ""},
	} {
		var g Register
		for i, answer := range tc.answers {
			g.Add(alpha, answer, RowSource{Supplier: "acme", Row: i})
		}
		if got := g.Entries(Conformance{})[0].RecycledOnly(); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.answers, got, tc.want)
		}
	}
}

// TestARegisterTakesEachRowOnce, and hands out what stands behind a facility in order.
func TestARegisterTakesEachRowOnce(t *testing.T) {
	var g Register
	want := []RowSource{{"acme", "a.xlsx", 5}, {"acme", "a.xlsx", 7}, {"acme", "b.xlsx", 5}, {"beta", "a.xlsx", 4}}
	for _, i := range []int{3, 1, 2, 0, 1} {
		g.Add(alpha, "", want[i])
	}
	list := g.Entries(Conformance{})
	if diff := cmp.Diff(want, list[0].Sources()); diff != "" || len(list) != 1 || list[0].Suppliers() != 2 {
		t.Errorf("%s, %d suppliers", diff, list[0].Suppliers())
	}
}

// TestANameWithANearRivalIsLeftToPeople: a similar name settles a row by itself only
// where its facility is well ahead of the next. Each of these is as near as it may
// be, or a little nearer than that.
func TestANameWithANearRivalIsLeftToPeople(t *testing.T) {
	d := NewDirectory(Source{Name: "d"})
	for i, name := range []string{"Electrolytic Northern Metallurgical Works", "Elektrolytic Northern Metallurgical Works", "Bergstad Refinery"} {
		if err := d.Add(Facility{Metal: cmrt.Tin, ID: []string{"CID900001", "CID900002", "CID900003"}[i], Name: name, Country: "Peru", CountryCode: "PE"}, name); err != nil {
			t.Fatal(err)
		}
	}
	const name = "Electrolytik Northern Metallurgical Works" // one letter from the first, two from the second
	near := d.Near(cmrt.Tin, name)
	if len(near) != 2 || near[0].ID != "CID900001" || near[1].ID != "CID900002" || near[0].Score < tuned.automatic {
		t.Fatalf("the example is not one of two rivals: %+v", near)
	}
	ahead := near[0].Score - near[1].Score
	row := cmrt.SmelterRow{Metal: cmrt.Tin, Name: name}
	if got := (Resolver{Directory: d}).Resolve("acme", row); got.Outcome != Ambiguous || len(got.Nearest) != 2 {
		t.Errorf("a lead of %.3f settles it: %+v", ahead, got)
	}
	for _, tc := range []struct {
		margin float64
		want   Outcome
	}{{ahead + 0.001, Ambiguous}, {ahead - 0.001, Resolved}} {
		got := Resolver{Directory: d, bounds: bounds{automatic: near[0].Score, margin: tc.margin}}.Resolve("acme", row)
		if got.Outcome != tc.want {
			t.Errorf("%.3f ahead, and %.3f asked for: %s, want %s", ahead, tc.margin, got.Outcome, tc.want)
		}
	}
	got := Resolver{Directory: d, bounds: bounds{automatic: near[0].Score + 0.001}}.Resolve("acme", row)
	if got.Outcome != UnknownName || len(got.Nearest) != 2 || got.Nearest[0].ID != "CID900001" {
		t.Errorf("less near than asked for: %+v", got)
	}
}

// TestHowARowCameToItsFacility holds the words by which people are told, and how sure
// each is.
func TestHowARowCameToItsFacility(t *testing.T) {
	translation, err := NewTranslation(Source{}, map[string]string{"2PER001": alpha.ID, "2PER002": "CID900088"})
	if err != nil {
		t.Fatal(err)
	}
	r := Resolver{Directory: directory(t), Translation: translation, Decisions: []NameDecision{{Raw: "Lost", ID: "CID900099", Date: "2026-04-04"}}}
	tin := func(row cmrt.SmelterRow) cmrt.SmelterRow { row.Metal = cmrt.Tin; return row }
	for _, tc := range []struct {
		row             cmrt.SmelterRow
		outcome         Outcome
		how, sure, near string
	}{
		{tin(cmrt.SmelterRow{ID: "CID900001"}), Resolved, "ID", "1.00", ""},
		{tin(cmrt.SmelterRow{Name: "alpha tin works"}), Resolved, "name", "1.00", ""},
		{tin(cmrt.SmelterRow{Name: "ATW"}), Resolved, "alias of Alpha Tin Works", "1.00", ""},
		{tin(cmrt.SmelterRow{Name: "Works Alpha Tin Ltd."}), Resolved, "name but for spelling, legal form or order of words", "0.99", ""},
		{tin(cmrt.SmelterRow{IDTyped: "2PER001"}), Resolved, "translated number 2PER001", "1.00", ""},
		{tin(cmrt.SmelterRow{IDTyped: "2PER002"}), UnknownName, "the directory has no CID900088, which replaced 2PER002", "", ""},
		{tin(cmrt.SmelterRow{IDTyped: "2PER003", Name: "ATW"}), Resolved, "alias of Alpha Tin Works (the old number 2PER003 has no translation)", "1.00", ""},
		{tin(cmrt.SmelterRow{IDTyped: "1PER001"}), Contradictory, "1PER001 is an old number of a gold facility", "", ""},
		{tin(cmrt.SmelterRow{ID: "CID900099", Name: "Alpha Tin"}), UnknownName, "the directory has no CID900099", "", "CID900001"},
		{tin(cmrt.SmelterRow{ID: "CID900005"}), Contradictory, "CID900005 is a gold facility", "", ""},
		{tin(cmrt.SmelterRow{ID: "CID900001", Name: "Omega"}), Contradictory, `CID900001 is Alpha Tin Works, but "Omega" is CID900004`, "", ""},
		{tin(cmrt.SmelterRow{Lookup: "Alpha Tin Works", Name: "Omega"}), Contradictory, "the row's names belong to CID900001 and to CID900004", "", ""},
		{tin(cmrt.SmelterRow{Lookup: "Alpha Tin Works", Name: "Delta"}), Contradictory, `"Alpha Tin Works" belongs to CID900001, but "Delta" does not`, "", ""},
		{tin(cmrt.SmelterRow{Name: "Delta"}), Ambiguous, `"Delta" fits several facilities`, "", "CID900002 CID900003"},
		{tin(cmrt.SmelterRow{Name: "Nowhere"}), UnknownName, "no name that the directory knows", "", ""},
		{tin(cmrt.SmelterRow{Lookup: cmrt.NotListed, Name: "Nowhere"}), NotListed, "chosen by the supplier", "", ""},
		{tin(cmrt.SmelterRow{Lookup: cmrt.NotYetIdentified}), NotIdentified, "chosen by the supplier", "", ""},
		{tin(cmrt.SmelterRow{Name: "Lost"}), UnknownName, "decision of 2026-04-04, but the directory has no CID900099 for tin", "", ""},
	} {
		got := r.Resolve("acme", tc.row)
		near := ""
		for i, n := range got.Nearest {
			if i > 0 {
				near += " "
			}
			near += n.ID
		}
		if got.Outcome != tc.outcome || got.How != tc.how || got.SureText() != tc.sure || near != tc.near {
			t.Errorf("%+v:\n%s, %q, %q sure, near %q", tc.row, got.Outcome, got.How, got.SureText(), near)
		}
	}
}

// TestAnotherCountryIsNamedFirst: where both country and legal form stand against a name,
// a person is told of the country, which says more.
func TestAnotherCountryIsNamedFirst(t *testing.T) {
	n := Near{Facility: Facility{CountryCode: "CN"}, forms: formsExclude}
	if got := objection(n, "Germany"); !strings.Contains(got, "Germany") {
		t.Errorf("another country and another form: %q", got)
	}
	if got := objection(n, "China"); got != "the legal form is another" {
		t.Errorf("another form: %q", got)
	}
}
