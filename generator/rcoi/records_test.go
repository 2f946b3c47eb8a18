package rcoi

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestATraceNamesRecordsAsTheyStandInTheFile, also where lines before them could not be
// used or belong to another programme; and none of a day after the cut-off.
func TestATraceNamesRecordsAsTheyStandInTheFile(t *testing.T) {
	y := year()
	y.Outreach = []tables.Outreach{
		{Date: "2025-09-01", Supplier: "a", Kind: "request", Outcome: "sent", Line: 5},
		{Date: "2025-09-01", Supplier: "b", Kind: "request", Outcome: "bounced", Line: 2},
		{Date: "2025-09-02", Supplier: "c", Kind: "request", Outcome: "sent"},
		{Date: "2025-10-01", Supplier: "c", Kind: "reminder", Outcome: "sent", Line: 9},
		{Date: "2026-05-01", Supplier: "d", Kind: "reminder", Outcome: "sent", Line: 10},
		{Date: "2025-11-01", Supplier: "c", Kind: "escalation", Outcome: "sent", Line: 11},
		{Date: "2025-11-01", Supplier: "a", Kind: "escalation", Outcome: "bounced", Line: 12},
		{Date: "2025-11-02", Supplier: "c", Kind: "reply", Outcome: "refused", Line: 13},
		{Date: "2025-11-03", Supplier: "x", Kind: "reminder", Outcome: "sent", Line: 14},
	}
	y.Received = []tables.Received{{Date: "2025-10-05", Supplier: "a", File: "a.xlsx", SHA256: "a", Line: 7}, {Date: "2025-10-06", Supplier: "b", File: "b.xlsx", SHA256: "b"}}
	y.Decisions = []tables.Decision{{Action: "resolve", Supplier: "a", Metal: "tin", Raw: canary + " works", Decided: "CID900002", Date: "2025-11-01"}, {Action: "reject", Raw: "nobody", Metal: "tin", Date: "2025-11-02", Shared: true, Line: 4}}
	q := count(y, declarations()[:2])
	for id, want := range map[string]string{
		"suppliers.asked":         "a: suppliers.csv 1, outreach.csv 4; c: suppliers.csv 3, outreach.csv 3",
		"suppliers.bounced":       "",
		"suppliers.reminded":      "c: suppliers.csv 3, outreach.csv 8",
		"suppliers.escalated":     "c: suppliers.csv 3, outreach.csv 10",
		"suppliers.refused":       "c: suppliers.csv 3, outreach.csv 12",
		"suppliers.not_responded": "c: suppliers.csv 3; d: suppliers.csv 4; e: suppliers.csv 5",
		"suppliers.not_reached":   "d: suppliers.csv 4; e: suppliers.csv 5",
		"letters.requests":        "outreach.csv 4; outreach.csv 3",
		"letters.reminders":       "outreach.csv 8",
		"letters.answers":         "received.csv 6; received.csv 2",
		"decisions.resolved":      "decisions.csv 1",
		"decisions.rejected":      "data/decisions.csv 3",
	} {
		trace, ok := q.Trace(id)
		var got []string
		for _, u := range trace.Counted[0].Units {
			var at []string
			for _, p := range u.Places {
				at = append(at, fmt.Sprintf("%s %d", strings.TrimPrefix(p.File, "data/2025/"), p.Record))
			}
			name := u.Name + ": "
			if strings.HasPrefix(id, "letters.") || strings.HasPrefix(id, "decisions.") {
				name = ""
			}
			got = append(got, name+strings.Join(at, ", "))
		}
		if !ok || strings.Join(got, "; ") != want {
			t.Errorf("%s: %s\nwant %s", id, strings.Join(got, "; "), want)
		}
	}
}

// TestWhatTheRegistrantDeterminedIsAReason inside, and no finding of the inquiry in public:
// it is shown first, before what leaves the outcome open.
func TestWhatTheRegistrantDeterminedIsAReason(t *testing.T) {
	for claim, unsure := range map[string]bool{project.Undetermined: false, project.MayOriginate: true} {
		for _, open := range []bool{false, true} {
			q := answering(func(y *project.Year, d []cmrt.Declaration) {
				y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: claim}
				if open && unsure {
					reply(&d[1], cmrt.CoveredCountries, "yes")
				} else if open {
					reply(&d[1], cmrt.CoveredCountries, "unknown")
				}
			})
			trace, _ := q.Trace("tin.rcoi")
			var parts []string
			for _, p := range trace.Counted {
				parts = append(parts, p.Name)
			}
			if trace.Figure.Value != claim || len(parts) != map[bool]int{false: 1, true: 2}[open] || parts[0] != "determination in year.yaml" || strings.Contains(trace.Figure.CountedFrom, "determination") {
				t.Errorf("%s, open %v: %s, %q; in public %q", claim, open, trace.Figure.Value, parts, trace.Figure.CountedFrom)
			}
			if p := trace.Counted[0].Units[0].Places[0]; p.File != "content/2025/year.yaml" || p.Value != "tin: "+claim {
				t.Errorf("%+v", p)
			}
		}
	}
}

// TestStatusesThatAreNotPublishedAreNotCounted: no figure tells them, and each says why.
func TestStatusesThatAreNotPublishedAreNotCounted(t *testing.T) {
	y := year()
	y.Publish = smelter.PublishNone
	told := 0
	for _, f := range count(y, declarations()).Figures {
		is := strings.HasSuffix(f.ID, "smelters.conformant") || strings.HasSuffix(f.ID, "smelters.active") || strings.HasSuffix(f.ID, "smelters.other") || slices.Contains([]string{"smelters.conformant_rate", "smelters.conformant_or_active_rate", "smelters.reaudit_overdue"}, f.ID)
		if said := strings.HasSuffix(f.Definition, "The statuses of facilities are not published, and so neither is this figure."); said != is {
			t.Errorf("%s: it says why it has no value: %v", f.ID, said)
		}
		if is {
			told++
			if f.Value != "" || f.Numerator != "" && f.Numerator != "0" {
				t.Errorf("%s = %q, %q", f.ID, f.Value, f.Numerator)
			}
		}
	}
	if told != 3+2+1+3*len(cmrt.Metals) {
		t.Errorf("%d figures tell statuses", told)
	}
}

// TestCountedIsWhatIsExplained: figures that are only counted are those whose reasons are told.
func TestCountedIsWhatIsExplained(t *testing.T) {
	for _, tc := range outcomes {
		var y *project.Year
		var sent []cmrt.Declaration
		explained := answering(func(asked *project.Year, d []cmrt.Declaration) {
			tc.change(asked, d)
			y, sent = asked, d
		})
		books := check.Year(y, sent, nil).Workbooks
		counted := Count(y, books, campaign.Responses(y, books), nil)
		if diff := cmp.Diff(explained.Figures, counted.Figures); diff != "" {
			t.Errorf("%s:\n%s", tc.name, diff)
		}
		if diff := cmp.Diff(explained.Internal, counted.Internal); diff != "" {
			t.Errorf("%s:\n%s", tc.name, diff)
		}
	}
	for id, want := range map[string]string{"changes.smelters_before": "smelters.total", "smelters.total": "smelters.total"} {
		if got := Repeated(id); got != want {
			t.Errorf("%s repeats %q", id, got)
		}
	}
}

// TestAnswersAreComparedWithThoseAboutTheSame: of several declarations in a year that with the
// same subject, and where there was one in each year, that one whatever it was about.
func TestAnswersAreComparedWithThoseAboutTheSame(t *testing.T) {
	about := func(scope string) *check.Workbook {
		return &check.Workbook{Declaration: cmrt.Declaration{File: scope, Company: cmrt.Company{Scope: "user-defined", ScopeDescription: scope}}, Facts: check.Facts{Part: scope}}
	}
	cables, plugs, meters := about("cables"), about("plugs"), about("meters")
	for name, tc := range map[string]struct {
		before []*check.Workbook
		now    *check.Workbook
		alone  bool
		want   *check.Workbook
	}{
		"the same of two":            {[]*check.Workbook{cables, plugs}, about("plugs"), true, plugs},
		"another of two":             {[]*check.Workbook{cables, plugs}, meters, true, nil},
		"the one, of something else": {[]*check.Workbook{cables}, meters, true, cables},
		"one of two, then one":       {[]*check.Workbook{cables}, meters, false, nil},
		"the same, beside another":   {[]*check.Workbook{cables}, about("cables"), false, cables},
		"none":                       {nil, meters, true, nil},
	} {
		if got := sameSubject(tc.before, tc.now, tc.alone); got != tc.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
