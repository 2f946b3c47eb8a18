package rcoi

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func TestActivitiesAreDatedByTheRecords(t *testing.T) {
	y := year()
	y.Outreach = append(y.Outreach,
		tables.Outreach{Date: "2025-09-20", Supplier: "e", Kind: "request", Outcome: "bounced"},
		tables.Outreach{Date: "2025-11-03", Supplier: "e", Kind: "reminder", Outcome: "sent"},
		tables.Outreach{Date: "2025-11-04", Supplier: "x", Kind: "reminder", Outcome: "sent"},
		tables.Outreach{Date: "2026-05-01", Supplier: "e", Kind: "escalation", Outcome: "sent"})
	y.Decisions = append(y.Decisions,
		tables.Decision{Action: "reject", Supplier: "a", Raw: canary, Date: "2026-03-01"},
		tables.Decision{Action: "waive", Rule: "r", Date: "2026-05-20"})
	y.Activities = []project.Activity{{Date: "2025-06-01", Step: "1", Activity: "a meeting was held"}}
	y.FiledBefore = "2025-05-30"
	q := count(y, declarations())
	want := []tables.Activity{
		{Step: 1, From: "2025-06-01", To: "2025-06-01", Activity: "a meeting was held"},
		{Step: 1, From: "2025-09-01", To: "2025-09-01", Activity: "requests for a declaration went to suppliers", Figure: "letters.requests"},
		{Step: 1, From: "2025-10-01", To: "2025-11-03", Activity: "reminders went to suppliers", Figure: "letters.reminders"},
		{Step: 2, From: "2026-03-01", To: "2026-03-01", Activity: "entry was found not to name a smelter", Figure: "decisions.rejected"},
		{Step: 4, From: "2026-03-14", To: "2026-03-14", Activity: "date of the list of assessed smelters with which facilities were compared"},
		{Step: 5, From: "2025-05-30", To: "2025-05-30", Activity: "Form SD for 2024 was filed with the SEC"},
	}
	if diff := cmp.Diff(want, q.Activities); diff != "" {
		t.Error(diff)
	}
	for _, a := range count(y, nil).Activities { // nothing came in: no list was held against it
		if a.Step == 2 && a.Figure == "" || a.Step == 4 {
			t.Errorf("without a declaration it says %q", a.Activity)
		}
	}
	data, err := tables.Write(q.Activities)
	if err != nil || strings.Contains(string(data), canary) {
		t.Errorf("what is public names a supplier, or %v", err)
	}
}
