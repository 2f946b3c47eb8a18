package campaign

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func year() *project.Year {
	y := &project.Year{Number: 2025, Roster: []tables.Supplier{{ID: "beta", Name: "Beta", InScope: "no"}, {ID: "acme", Name: "Acme", InScope: "yes"}}}
	y.Settings.CutOff = "2026-04-30"
	return y
}

func TestRowsAreTheRosterById(t *testing.T) {
	want := []tables.Response{{Supplier: "acme", Name: "Acme", InScope: "yes", Responded: "no", Stage: "not reached"}, {Supplier: "beta", Name: "Beta", InScope: "no", Responded: "no"}}
	if diff := cmp.Diff(want, Responses(year(), nil)); diff != "" {
		t.Error(diff)
	}
}

func TestAskedAndReminded(t *testing.T) {
	send := func(date, kind, outcome string) tables.Outreach {
		return tables.Outreach{Date: date, Supplier: "acme", Kind: kind, Outcome: outcome}
	}
	for _, tc := range []struct {
		name      string
		log       []tables.Outreach
		asked     string
		reminders int
	}{
		{"nothing", nil, "", 0},
		{"bounced", []tables.Outreach{send("2025-09-01", "request", "bounced"), send("2025-10-01", "reminder", "bounced")}, "", 0},
		{"bounced, then sent", []tables.Outreach{send("2025-09-01", "request", "bounced"), send("2025-09-05", "request", "sent")}, "2025-09-05", 0},
		{"the first request counts", []tables.Outreach{send("2025-10-01", "request", "sent"), send("2025-09-01", "request", "sent")}, "2025-09-01", 0},
		{"refused is asked", []tables.Outreach{send("2025-09-01", "request", "refused")}, "2025-09-01", 0},
		{"reminders", []tables.Outreach{send("2025-09-01", "request", "sent"), send("2025-10-01", "reminder", "sent"), send("2025-11-01", "reminder", "sent"), send("2025-12-01", "thanks", "sent")}, "2025-09-01", 2},
		{"after the cut-off", []tables.Outreach{send("2026-04-30", "request", "sent"), send("2026-05-01", "reminder", "sent")}, "2026-04-30", 0},
		{"another supplier", []tables.Outreach{{Date: "2025-09-01", Supplier: "beta", Kind: "request", Outcome: "sent"}}, "", 0},
	} {
		y := year()
		y.Outreach = tc.log
		if got := Responses(y, nil)[0]; got.Asked != tc.asked || got.Reminders != tc.reminders {
			t.Errorf("%s: asked %q, %d reminders", tc.name, got.Asked, got.Reminders)
		}
	}
}

func TestResponded(t *testing.T) {
	book := func(file string, v check.Verdict, date string) check.Workbook {
		return check.Workbook{Supplier: "acme", Verdict: v, Declaration: cmrt.Declaration{File: file, Company: cmrt.Company{EffectiveDate: date}}}
	}
	for _, tc := range []struct {
		name                     string
		books                    []check.Workbook
		responded, verdict, file string
	}{
		{"accepted", []check.Workbook{book("a", check.Accepted, "2025-10-01")}, "yes", "accepted", "a"},
		{"on the cut-off", []check.Workbook{book("a", check.Accepted, "2026-04-30")}, "yes", "accepted", "a"},
		{"returned", []check.Workbook{book("a", check.Returned, "2025-10-01")}, "yes", "returned", "a"},
		{"returned for want of a date", []check.Workbook{book("a", check.Returned, "")}, "yes", "returned", "a"},
		{"after the cut-off", []check.Workbook{book("a", check.Returned, "2026-05-01")}, "no", "returned", "a"},
		{"stale", []check.Workbook{book("a", check.Stale, "2020-01-01")}, "no", "stale", "a"},
		{"unreadable", []check.Workbook{book("a", check.Unreadable, "")}, "no", "unreadable", "a"},
		{"superseded alone", []check.Workbook{book("a", check.Superseded, "2025-10-01")}, "no", "", ""},
		{"one that counts before others", []check.Workbook{book("a", check.Superseded, "2025-09-01"), book("b", check.Accepted, "2025-10-01"), book("c", check.Unreadable, "")}, "yes", "accepted", "b"},
		{"the last of those that do not count", []check.Workbook{book("a", check.Unreadable, ""), book("b", check.Stale, "2020-01-01")}, "no", "stale", "b"},
		{"one that came too late before those that do not count", []check.Workbook{book("a", check.Stale, "2020-01-01"), book("b", check.Returned, "2026-05-01"), book("c", check.Unreadable, "")}, "no", "returned", "b"},
		{"another supplier's", []check.Workbook{{Supplier: "beta", Verdict: check.Accepted}}, "no", "", ""},
	} {
		got := Responses(year(), tc.books)[0]
		if got.Responded != tc.responded || got.Verdict != tc.verdict || got.File != tc.file {
			t.Errorf("%s: %+v", tc.name, got)
		}
	}
}

// TestAParentAnswersForItsDaughter: the daughter stands where its parent's declaration
// brings it, whatever it sent itself that does not count.
func TestAParentAnswersForItsDaughter(t *testing.T) {
	y := year()
	y.Roster = append(y.Roster, tables.Supplier{ID: "daughter", Name: "Daughter", InScope: "yes", Parent: "acme"})
	whole := check.Workbook{Supplier: "acme", Verdict: check.Accepted, Declaration: cmrt.Declaration{File: "a", Company: cmrt.Company{Scope: "company", EffectiveDate: "2025-10-01"}}}
	own := check.Workbook{Supplier: "daughter", Verdict: check.Unreadable, Declaration: cmrt.Declaration{File: "d"}}
	got := Responses(y, []check.Workbook{own, whole})[2]
	if got.Supplier != "daughter" || got.Through != "acme" || got.Responded != "yes" || got.Verdict != "accepted" || got.File != "a" || got.Stage != "accepted" {
		t.Errorf("%+v", got)
	}
}
