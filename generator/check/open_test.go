package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// open are the rules of the findings that somebody has to act on.
func open(r Result) string {
	var rules []string
	for _, f := range r.Findings {
		if f.Open() && f.Severity.AtLeast(finding.Warning) {
			rules = append(rules, f.Rule)
		}
	}
	return strings.Join(rules, " ")
}

func TestNobodyActsOnAWorkbookThatNoLongerCounts(t *testing.T) {
	wrong := of("acme.xlsx", "1", "2025-10-01")
	wrong.Company.ContactPhone = ""
	late := wrong
	late.Company.EffectiveDate = "2020-01-01"
	unreadable := cmrt.Declaration{File: "data/2025/cmrt/acme-3.xlsx", SHA256: "3", Findings: []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error, File: "data/2025/cmrt/acme-3.xlsx"}}}
	for _, tc := range []struct {
		name     string
		in       []cmrt.Declaration
		received []tables.Received
		want     string
	}{
		{"a newer one counts", []cmrt.Declaration{wrong, of("acme-2.xlsx", "2", "2025-11-01")}, nil, ""},
		{"nothing newer came", []cmrt.Declaration{wrong}, nil, "contact-phone-missing"},
		{"stale: a new one is asked for", []cmrt.Declaration{late}, nil, "effective-date-stale"},
		{"unreadable, and one that can be read", []cmrt.Declaration{of("acme.xlsx", "1", "2025-10-01"), unreadable}, nil, ""},
		{"one that can be read, and a later one that cannot", []cmrt.Declaration{of("acme.xlsx", "1", "2025-10-01"), unreadable},
			[]tables.Received{{Date: "2026-01-01", Supplier: "acme", SHA256: "1"}, {Date: "2026-02-01", Supplier: "acme", SHA256: "3"}}, "file-unreadable"},
		{"nothing that could be read", []cmrt.Declaration{unreadable}, nil, "file-unreadable"},
	} {
		y := year(t)
		y.Received = tc.received
		if got := open(Year(y, tc.in, nil)); got != tc.want {
			t.Errorf("%s: %q is open, want %q", tc.name, got, tc.want)
		}
	}
}

func TestWhatFollowsIsToldUnderItsCause(t *testing.T) {
	follows := func(change func(*cmrt.Declaration), waive ...tables.Decision) map[string]string {
		y, d := year(t), clean()
		change(&d)
		y.Decisions = waive
		list := map[string]string{}
		for _, f := range Year(y, []cmrt.Declaration{d}, nil).Findings {
			list[f.Rule] = f.Follows
		}
		return list
	}
	none := func(d *cmrt.Declaration) { d.Smelters = nil }
	if got := follows(none); got["reported-incomplete"] != "smelters-missing" || got["smelters-missing"] != "" {
		t.Errorf("no smelters: %v", got)
	}
	if got := follows(none, tables.Decision{Action: "waive", Supplier: "acme", Rule: "smelters-missing", Sheet: "Smelter List", Cell: "B5", Metal: "tin", Who: "R", Date: "2026-01-01", Reason: "r"}); got["reported-incomplete"] != "" {
		t.Errorf("a cause that a decision accepts hides what follows: %v", got)
	}
	if got := follows(func(d *cmrt.Declaration) { d.Smelters = nil; set(d, cmrt.SmeltersReported, cmrt.Tin, "no") }); got["reported-incomplete"] != "" {
		t.Errorf("a No without a comment stands by itself: %v", got)
	}
	conflict := func(d *cmrt.Declaration) {
		d.Smelters[0].Lookup, d.Smelters[0].Name, d.Smelters[0].StandardName, d.Smelters[0].Country = "Delta One", "Delta One", "Delta One", "Chile"
	}
	if got := follows(conflict); got["smelter-id-conflict"] != "" || got["smelter-country-differs"] != "" && got["smelter-country-differs"] != "smelter-id-conflict" {
		t.Errorf("number and name: %v", got)
	}
	if got := follows(func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2020-01-01" }); got["supplier-not-responded"] != "effective-date-stale" {
		t.Errorf("stale: %v", got)
	}
}

func TestTheSameFaultOfManyAnswersIsOneFinding(t *testing.T) {
	d := clean()
	for _, key := range []cmrt.Key{cmrt.CoveredCountries, cmrt.CAHRA, cmrt.Recycled} {
		set(&d, key, cmrt.Tin, "")
	}
	r := Year(year(t), []cmrt.Declaration{d}, nil)
	found := 0
	for _, f := range r.Findings {
		if f.Rule == "answer-missing" {
			found++
			if len(f.Cells) != 3 {
				t.Errorf("%d cells: %s", len(f.Cells), f.Message)
			}
		}
	}
	if found != 1 {
		t.Errorf("%d findings of three blank answers", found)
	}
}
