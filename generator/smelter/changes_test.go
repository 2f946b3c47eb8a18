package smelter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

func directoryOf(t *testing.T, list ...any) Directory {
	t.Helper()
	d := NewDirectory(Source{})
	for i := 0; i < len(list); i += 2 {
		for _, name := range strings.Split(list[i+1].(string), "|") {
			if err := d.Add(list[i].(Facility), name); err != nil {
				t.Fatal(err)
			}
		}
	}
	return d
}

func TestCompareDirectories(t *testing.T) {
	renamed, respelled, moved, other := alpha, deltaB, deltaP, omegaT
	renamed.Name = "Alpha Tin"
	respelled.Country = "Bolivia"
	moved.Country, moved.CountryCode, moved.City = "Chile", "CL", "Arica"
	other.Metal = cmrt.Gold
	newcomer := Facility{Metal: cmrt.Gold, ID: "CID900009", Name: "New", Country: "Japan", CountryCode: "JP"}
	older := directoryOf(t, alpha, "ATW|A.T.W.", deltaP, "", deltaB, "DB", omegaT, "", omegaG, "")
	newer := directoryOf(t, renamed, "ATW|Alpha", moved, "", respelled, "", other, "", newcomer, "")
	want := DirectoryChanges{Added: []Facility{newcomer}, Removed: []Facility{omegaG}, Changed: []Change{
		{cmrt.Tin, alpha.ID, "Alpha Tin", FieldName, "Alpha Tin Works", "Alpha Tin"},
		{cmrt.Tin, deltaP.ID, "Delta Peru", FieldCountry, "Peru", "Chile"},
		{cmrt.Tin, deltaP.ID, "Delta Peru", FieldCity, "", "Arica"},
		{cmrt.Gold, omegaT.ID, "Omega", FieldMetal, "tin", "gold"},
	}, NamesAdded: 2, NamesRemoved: 2} // Alpha Tin, Alpha; Alpha Tin Works, DB
	if diff := cmp.Diff(want, CompareDirectories(older, newer)); diff != "" {
		t.Error(diff)
	}
	if CompareDirectories(older, older).Any() || CompareDirectories(Directory{}, Directory{}).Any() {
		t.Error("a directory differs from itself")
	}
}

func TestCompareConformance(t *testing.T) {
	make := func(list ...Status) Conformance {
		c, err := NewConformance(Source{}, list)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a := Status{Metal: cmrt.Tin, ID: "CID900001", Word: Active, Source: "one"}
	b := Status{Metal: cmrt.Tin, ID: "CID900002", Word: Conformant, LastAudit: "2024-01-02"}
	c := Status{Metal: cmrt.Gold, ID: "CID900003", Word: Conformant}
	passed, other := a, b
	passed.Word, passed.Source = Conformant, "two"
	other.LastAudit = "2025-01-02"
	got := CompareConformance(make(a, b), make(passed, other, c))
	want := ConformanceChanges{Added: []Status{c}, Changed: []Change{
		{cmrt.Tin, a.ID, "", FieldStatus, Active, Conformant}, {cmrt.Tin, b.ID, "", FieldLastAudit, "2024-01-02", "2025-01-02"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := CompareConformance(make(a, b), make(b)); len(got.Removed) != 1 || !got.Any() || CompareConformance(make(a), make(a)).Any() {
		t.Errorf("%+v", got)
	}
}

func TestConformanceRefusesOriginsOfNoLicence(t *testing.T) {
	for says, s := range map[string]Status{
		"without a licence": {SourcingCountries: "PE"},
		"the licence":       {SourcingCountries: "PE", Licence: "secret"},
		"not an ISO":        {SourcingCountries: "PE Peru", Licence: Public},
	} {
		s.Metal, s.ID, s.Word = cmrt.Tin, "CID900001", Active
		if _, err := NewConformance(Source{}, []Status{s}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestRevisionsSayWhyANumberIsUnknown(t *testing.T) {
	removed := Revision{Metal: cmrt.Gold, ID: "CID900007", Name: "Epsilon", Basis: "Removed", Details: "Not a smelter", Date: "2026-01-07"}
	added := Revision{Metal: cmrt.Gold, ID: "CID900007", Name: "Epsilon", Basis: "Added to list", Date: "2020-01-07"}
	renamed := Revision{Metal: cmrt.Tin, ID: "CID900002", Name: "Beta", Basis: "Change of smelter name", Date: "2025-06-01"}
	v, err := NewRevisions(Source{Name: "r"}, []Revision{removed, renamed, added})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := v.Removed("cid900007"); !ok || got.String() != "Removed on 2026-01-07: Not a smelter" {
		t.Errorf("%v %v", got, ok)
	}
	if diff := cmp.Diff([]Revision{added, removed}, v.Of("CID900007")); diff != "" {
		t.Error(diff)
	}
	if _, ok := v.Removed("CID900002"); ok || !renamed.Renaming() || renamed.Removal() || added.Removal() || v.Len() != 2 {
		t.Error("a renaming passes for a removal")
	}
	if (Revisions{}).Of("CID900002") != nil {
		t.Error("no history knows something")
	}
	for _, bad := range []Revision{{ID: "900007", Basis: "x"}, {ID: "CID900007"}, {ID: "CID900007", Basis: "x", Date: "1/2/2026"}} {
		if _, err := NewRevisions(Source{}, []Revision{bad}); err == nil {
			t.Errorf("%+v is no error", bad)
		}
	}
}
