package campaign

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestEverySupplierInScopeStandsInOnePlace: whatever was sent and came back, the numbers
// sum to the suppliers in scope, the report and the dashboard say the same of the same
// day, and as many answered as were accepted or returned.
func TestEverySupplierInScopeStandsInOnePlace(t *testing.T) {
	days := rapid.SampledFrom([]string{"2025-09-01", "2026-01-10", "2026-04-30", "2026-05-02"})
	rapid.Check(t, func(rt *rapid.T) {
		y := &project.Year{Number: 2025}
		y.Settings.CutOff = "2026-04-30"
		var books []check.Workbook
		inScope := 0
		for i := range rapid.IntRange(0, 6).Draw(rt, "suppliers") {
			s := tables.Supplier{ID: fmt.Sprint("s", i), InScope: rapid.SampledFrom([]string{"yes", "yes", "no"}).Draw(rt, "in scope")}
			y.Roster = append(y.Roster, s)
			if s.InScope == "yes" {
				inScope++
			}
			for range rapid.IntRange(0, 4).Draw(rt, "messages") {
				y.Outreach = append(y.Outreach, tables.Outreach{Supplier: s.ID, Date: days.Draw(rt, "day"),
					Kind:    rapid.SampledFrom([]string{"request", "reminder", "correction", "escalation", "thanks"}).Draw(rt, "kind"),
					Outcome: rapid.SampledFrom([]string{"sent", "bounced", "refused"}).Draw(rt, "outcome")})
			}
			if v := rapid.SampledFrom(append([]check.Verdict{""}, check.Verdicts...)).Draw(rt, "verdict"); v != "" {
				books = append(books, check.Workbook{Supplier: s.ID, Verdict: v, Declaration: cmrt.Declaration{File: s.ID, SHA256: s.ID, Company: cmrt.Company{EffectiveDate: days.Draw(rt, "dated")}}})
			}
		}
		reported := map[Standing]int{}
		answered := 0
		for _, r := range Responses(y, books) {
			if (r.Stage == "") != (r.InScope != "yes") {
				rt.Errorf("%+v", r)
			}
			if r.Stage != "" {
				reported[Standing(r.Stage)]++
			}
			if r.InScope == "yes" && r.Responded == "yes" {
				answered++
			}
		}
		shown := StandingsOf(States(y, books, y.Settings.CutOff))
		sum := 0
		for _, s := range Standings {
			sum += reported[s]
			if reported[s] != shown[s] {
				rt.Errorf("%s: the report says %d, the dashboard %d", s, reported[s], shown[s])
			}
		}
		if sum != inScope || reported[Taken]+reported[SentBack] != answered {
			rt.Errorf("%d in scope, %d answered: %v", inScope, answered, reported)
		}
	})
}
