package rcoi

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

func fullInquiry(t *testing.T) Inquiry {
	t.Helper()
	y, sent := full(t)
	books := check.Year(y, sent, nil).Workbooks
	return Explain(y, books, campaign.Responses(y, books), before(t), "", opening(y, sent))
}

// TestEveryColumnOfThePublicTable: what the directory, the snapshot and the suppliers
// say of a facility stands in the column of that name.
func TestEveryColumnOfThePublicTable(t *testing.T) {
	want := []tables.Smelter{
		{Metal: "tantalum", SmelterID: "CID900011", SmelterName: "Tantalum One", Country: "China", CountryCode: "CN", State: "Province of Tantalum", City: "City of Tantalum", Status: "conformant",
			Programme: "RMAP", LastAudit: "2024-01-11", ReauditDue: "2027-01-11", SourcingCountries: "BR RW", RecycledOnly: "yes", Suppliers: 1},
		{Metal: "tin", SmelterID: "CID900001", SmelterName: "Tin One", Country: "Peru", CountryCode: "PE", State: "Province of Tin", City: "City of Tin", Status: "conformant",
			Programme: "RMAP", LastAudit: "2023-02-01", ReauditDue: "2026-02-01", SourcingCountries: "PE", RecycledOnly: "yes", Suppliers: 5},
		{Metal: "tin", SmelterID: "CID900003", SmelterName: "Tin Three", Country: "Brazil", CountryCode: "BR", Status: "active", Programme: "RMAP", ReauditDue: "2026-03-14", Suppliers: 2},
		{Metal: "tin", SmelterID: "CID900002", SmelterName: "Tin Two", Country: "Japan", CountryCode: "JP", State: "Prefecture", City: "Harbour", Status: "conformant",
			Programme: "RMAP", LastAudit: "2022-03-02", ReauditDue: "2025-03-02", RecycledOnly: "no", Suppliers: 2},
		{Metal: "gold", SmelterID: "CID900021", SmelterName: "Gold One", Country: "Japan", CountryCode: "JP", State: "Gold State", City: "Gold City", Status: "conformant",
			Programme: "LBMA", LastAudit: "2025-04-21", ReauditDue: "2026-04-21", SourcingCountries: "ML", RecycledOnly: "no", Suppliers: 2},
		{Metal: "gold", SmelterID: "CID900022", SmelterName: "Gold Two", Country: "Ruritania", State: "Strelsau", City: "Zenda", Status: "active",
			Programme: "RJC", LastAudit: "2025-05-22", RecycledOnly: "no", Suppliers: 1},
		{Metal: "tungsten", SmelterID: "CID900031", SmelterName: "Tungsten One", Country: "Vietnam", CountryCode: "VN", State: "Tungsten State", City: "Tungsten City", // “removed” has no fixed meaning
			LastAudit: "2019-06-01", ReauditDue: "2020-06-01", SourcingCountries: "VN", RecycledOnly: "no", Suppliers: 2},
		{Metal: "tungsten", SmelterID: "CID900032", SmelterName: "Tungsten Two", Country: "Austria", CountryCode: "AT", State: "Styria", City: "Bergla", RecycledOnly: "no", Suppliers: 1},
	}
	for i := range want {
		want[i].OnReferenceList = "yes"
	}
	if diff := cmp.Diff(want, fullInquiry(t).Smelters); diff != "" {
		t.Error(diff)
	}
}

// TestFullYearCountedByHand: the figures of the full year, from what was put into it.
// An audit that is overdue and begun again is not counted (CID900002), one that is due
// on the day of the snapshot is not overdue yet (CID900003), and one without a day
// never is; a message that came back, or went out after the cut-off, is no escalation.
func TestFullYearCountedByHand(t *testing.T) {
	want := map[string]string{
		"suppliers.in_scope": "14", "suppliers.asked": "11", "suppliers.bounced": "1", "suppliers.reminded": "5", "suppliers.escalated": "3", "suppliers.refused": "1",
		"suppliers.responded": "9", "suppliers.response_rate": "64.3 9/14", "suppliers.response_rate_spend": "42.9 45.00/105.00", "suppliers.not_responded": "5", "suppliers.accepted": "7", "suppliers.returned": "2",
		"suppliers.not_reached": "3", "suppliers.silent": "0", "suppliers.unusable": "1", // l m n; j is too old
		"tungsten.origins_reported": "1", "tin.origins_reported": "0",
		"declarations.company": "4", "declarations.product": "2", "declarations.user_defined": "1",
		"smelters.total": "8", "smelters.conformant": "4", "smelters.active": "2", "smelters.other": "2", "smelters.conformant_rate": "50.0 4/8", "smelters.conformant_or_active_rate": "75.0 6/8",
		"smelters.reaudit_overdue": "2", "smelters.covered_countries": "1", "smelters.cahra": "2", "smelters.recycled_only": "2", "smelters.countries": "7",
		"smelters.unresolved": "3", "smelters.not_identified": "2", "smelters.mines_named": "2",
		"tantalum.suppliers.declaring": "1", "tin.suppliers.declaring": "5", "gold.suppliers.declaring": "3", "tungsten.suppliers.declaring": "2",
		"tantalum.rcoi": "may-originate", "tin.rcoi": "may-originate", "gold.rcoi": "undetermined", "tungsten.rcoi": "may-originate", "filing.consequence": "form-sd-with-report",
		"tin.covered_countries.yes": "4", "tin.covered_countries.no": "3", "tin.covered_countries.unknown": "1", "gold.covered_countries.unknown": "2", "gold.covered_countries.no": "1",
		"tin.smelters.identified": "3", "tin.smelters.conformant": "2", "tin.smelters.active": "1", "tin.smelters.other": "0", "tungsten.smelters.other": "2",
		"changes.smelters_added": "2", "changes.smelters_dropped": "1", "changes.smelters_unlisted": "1", "changes.status_changed": "2", "changes.answers_changed": "1", "changes.response_rate_before": "40.0 2/5",
		"letters.requests": "11", "letters.reminders": "8", "letters.answers": "2", "letters.read": "2", "letters.corrections": "2", "letters.escalations": "3", "decisions.resolved": "1", "decisions.rejected": "2", "decisions.waived": "2",
	}
	got := map[string]string{}
	for _, f := range append(slices.Clone(fullInquiry(t).Figures), fullInquiry(t).Internal...) {
		if want[f.ID] != "" {
			got[f.ID] = strings.TrimSuffix(strings.TrimSpace(f.Value+" "+f.Numerator+"/"+f.Denominator), " /")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsSaidOfTheFullYear holds every word that is published with a figure, and
// every place that stands behind one, to testdata/full.txt: they change on purpose only.
func TestWhatIsSaidOfTheFullYear(t *testing.T) {
	q := fullInquiry(t)
	var b strings.Builder
	seen := map[string]bool{} // what stands behind a unit is told once
	for _, tr := range q.Traces {
		f := tr.Figure
		if found, ok := q.Trace(f.ID); !ok || found.Figure != f {
			t.Errorf("%s has no trace by its name", f.ID)
		}
		fmt.Fprintf(&b, "%s = %s (%s/%s) %s, as of %s\n  %s: %s\n  from %s\n  %s\n", f.ID, f.Value, f.Numerator, f.Denominator, f.Unit, f.AsOf, f.Label, f.Definition, f.CountedFrom, tr.Formula)
		for _, p := range tr.Counted {
			fmt.Fprintf(&b, "    %s\n", p.Name)
			for _, u := range p.Units {
				line := "      " + u.Name + " " + u.Weight
				for _, at := range u.Places {
					line += fmt.Sprintf("\n        %s (%s) %s!%s %d %q %s", at.File, at.SHA256, at.Sheet, at.Cell, at.Record, at.Value, at.Note)
				}
				if seen[line] {
					line = "      " + u.Name + ", as before"
				} else {
					seen[line] = true
				}
				fmt.Fprintln(&b, line)
			}
		}
	}
	for _, c := range q.Changes {
		fmt.Fprintf(&b, "%+v\n", c)
	}
	for _, a := range q.Activities {
		fmt.Fprintf(&b, "%+v\n", a)
	}
	const file = "testdata/full.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("run go test ./generator/rcoi -run FullYear -update, and look at the difference:\n%s", diff)
	}
}

// TestAnEscalationThatCameBackIsNone, nor one after the cut-off.
func TestAnEscalationThatCameBackIsNone(t *testing.T) {
	for outcome, want := range map[string]string{"sent": "1", "bounced": "0", "refused": "1"} {
		y := year()
		y.Outreach = append(y.Outreach, tables.Outreach{Date: "2025-12-01", Supplier: "e", Kind: "escalation", Outcome: outcome})
		got, _ := count(y, nil).Trace("suppliers.escalated")
		if got.Figure.Value != want {
			t.Errorf("%s: %s suppliers escalated, want %s", outcome, got.Figure.Value, want)
		}
	}
}

// TestTheGravestMetalDecidesWhatIsFiled: by itself, whatever the others come to.
func TestTheGravestMetalDecidesWhatIsFiled(t *testing.T) {
	for _, tc := range []struct{ outcomes, want string }{
		{"not-necessary not-necessary not-necessary not-necessary", NoFiling},
		{"not-necessary no-reason-to-believe not-necessary not-necessary", FormSD},
		{"recycled-or-scrap not-necessary not-necessary not-necessary", FormSD},
		{"may-originate no-reason-to-believe not-necessary recycled-or-scrap", WithReport},
		{"recycled-or-scrap no-reason-to-believe not-necessary undetermined", WithReport},
	} {
		var c counter
		outcomes := map[cmrt.Metal]string{}
		for i, o := range strings.Fields(tc.outcomes) {
			outcomes[cmrt.Metals[i]] = o
		}
		if c.consequence(outcomes); c.traces[0].Figure.Value != tc.want {
			t.Errorf("%s: %s, want %s", tc.outcomes, c.traces[0].Figure.Value, tc.want)
		}
	}
}
