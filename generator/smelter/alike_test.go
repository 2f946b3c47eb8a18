package smelter

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestRowsOfTwoFilesAreTwo, also where they have the same number and stand beside each other.
func TestRowsOfTwoFilesAreTwo(t *testing.T) {
	var g Register
	want := []RowSource{{"acme", "a.xlsx", 5}, {"acme", "b.xlsx", 5}, {"beta", "c.xlsx", 5}}
	for i, s := range want {
		g.Add(alpha, []string{cmrt.Yes, cmrt.No, cmrt.Yes}[i], s)
	}
	e := g.Entries(Conformance{})[0]
	if diff := cmp.Diff(want, e.Sources()); diff != "" || e.RecycledOnly() == cmrt.Yes {
		t.Errorf("%s, recycled only: %s", diff, e.RecycledOnly())
	}
}

// TestARegionIsKnownByTheNameThatTheListGivesIt, whatever others call it.
func TestARegionIsKnownByTheNameThatTheListGivesIt(t *testing.T) {
	areas, err := NewAreas(Source{}, []Area{{CountryCode: "CD", RegionCode: "CD-NK", Region: "Petit Nord", Basis: "high-risk"}, {CountryCode: "CD", RegionCode: "CD-IT", Basis: "high-risk"}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Standing{"Petit Nord": Inside, "petit-nord": Inside, "": Perhaps, "Grand Nord": Perhaps, "Province": Perhaps, "-": Perhaps, "Ituri": Inside} {
		got, at := areas.At("CD", cmrt.Tin, text)
		if got != want || want == Inside && len(at) != 1 {
			t.Errorf("%q: %v %v, want %v", text, got, at, want)
		}
	}
}

// TestAnyDifferenceOfAreasIsOne, also where as many came as went.
func TestAnyDifferenceOfAreasIsOne(t *testing.T) {
	basis := "b"
	list := func(codes ...string) Areas {
		var areas []Area
		for _, code := range codes {
			areas = append(areas, Area{CountryCode: code, Basis: basis})
		}
		a, err := NewAreas(Source{}, areas)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for name, tc := range map[string]struct {
		older, newer Areas
		any          bool
	}{
		"one for another": {list("LY"), list("ML"), true}, "one more": {list("LY"), list("LY", "ML"), true}, "one less": {list("LY", "ML"), list("LY"), true},
		"the same": {list("LY"), list("LY"), false}, "none": {Areas{}, Areas{}, false},
		"another reason": {list("LY"), func() Areas { basis = "c"; return list("LY") }(), true},
	} {
		if got := CompareAreas(tc.older, tc.newer).Any(); got != tc.any {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestNamesThatStayAreNoDifference: of a facility with several names each that came or went
// counts, and none that stayed.
func TestNamesThatStayAreNoDifference(t *testing.T) {
	older := directoryOf(t, alpha, "One|Two|Three")
	for names, want := range map[string][2]int{"One|Two|Three": {0, 0}, "One|Two|Three|Four": {1, 0}, "Three|Two": {0, 1}, "Four|Five|Two": {2, 2}} {
		if c := CompareDirectories(older, directoryOf(t, alpha, names)); c.NamesAdded != want[0] || c.NamesRemoved != want[1] {
			t.Errorf("%s: %d more, %d fewer, want %v", names, c.NamesAdded, c.NamesRemoved, want)
		}
	}
}

// TestAnotherLegalFormCountsUnlessTheCountryIsRight: S.A. and Ltd may be one company's where
// the country is the facility's, and are not where nobody says which it is.
func TestAnotherLegalFormCountsUnlessTheCountryIsRight(t *testing.T) {
	of := Facility{Metal: cmrt.Tin, ID: "CID900001", Name: "Alpha S.A.", Country: "Peru", CountryCode: "PE"}
	for name, tc := range map[string]struct {
		forms   formRelation
		country string
		stands  bool
	}{
		"the same":                      {formsAgree, "", false},
		"another, and the country":      {formsDiffer, "Peru", false},
		"another, and no country":       {formsDiffer, "", true},
		"one that excludes":             {formsExclude, "Peru", true},
		"the same, and another country": {formsAgree, "Chile", true},
	} {
		if got := objection(Near{Facility: of, forms: tc.forms}, tc.country); (got != "") != tc.stands {
			t.Errorf("%s: %q", name, got)
		}
	}
	of.Country, of.CountryCode = "", ""
	for _, country := range []string{"", "Peru"} {
		if objection(Near{Facility: of, forms: formsDiffer}, country) == "" {
			t.Errorf("nobody knows where the facility is, and the row says %q", country)
		}
	}
}
