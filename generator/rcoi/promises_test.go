package rcoi

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestEveryRecordStandsUnderItsStepOfTheGuidance, in the words for one, where it is public
// at all: of findings that were waived and red flags that were settled only the number is
// known, and only inside.
func TestEveryRecordStandsUnderItsStepOfTheGuidance(t *testing.T) {
	y := year()
	y.Outreach, y.Received, y.Decisions = nil, nil, nil
	for i, kind := range []string{"request", "reminder", "questions", "correction", "escalation"} {
		y.Outreach = append(y.Outreach, tables.Outreach{Date: "2025-09-0" + string(rune('1'+i)), Supplier: "a", Kind: kind, Outcome: "sent"})
	}
	y.Received = []tables.Received{{Date: "2025-10-01", Supplier: "a", File: "a.xlsx", SHA256: "a"}}
	for i, action := range []string{"resolve", "reject", "waive", check.Settle} {
		y.Decisions = append(y.Decisions, tables.Decision{Action: action, Supplier: "a", Rule: "r", Raw: canary, Date: "2025-11-0" + string(rune('1'+i))})
	}
	q := count(y, declarations()[:1])
	type line struct {
		step          int
		figure, words string
		from          string
	}
	var got []line
	for _, a := range q.Activities {
		if a.Figure != "" {
			got = append(got, line{a.Step, a.Figure, a.Activity, a.From})
		}
	}
	want := []line{
		{1, "letters.requests", "request for a declaration went to a supplier", "2025-09-01"},
		{1, "letters.reminders", "reminder went to a supplier", "2025-09-02"},
		{2, "letters.questions", "letter asked a supplier to explain what it had declared", "2025-09-03"},
		{2, "letters.answers", "workbook was received from a supplier", "2025-10-01"},
		{2, "letters.read", "workbook was received that could be read; it was reviewed", "2025-10-01"},
		{2, "decisions.resolved", "entry was matched to a smelter by hand", "2025-11-01"},
		{2, "decisions.rejected", "entry was found not to name a smelter", "2025-11-02"},
		{3, "letters.corrections", "letter asked a supplier to correct what it had sent", "2025-09-04"},
		{3, "letters.escalations", "escalation of a non-responsive supplier went to its category buyer or to management", "2025-09-05"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(line{})); diff != "" {
		t.Error(diff)
	}
	for _, id := range []string{"decisions.waived", "decisions.settled"} {
		trace, ok := q.Trace(id)
		if !ok || trace.Figure.Value != "1" || !trace.Internal {
			t.Errorf("%s: %+v", id, trace)
		}
		for _, f := range q.Figures {
			if f.ID == id {
				t.Errorf("%s is public", id)
			}
		}
	}
}

// TestADraftIsAsOfItsLastRecord: of a declaration that is logged the day it came counts,
// of one that nobody logged the day it bears, and none after the cut-off.
func TestADraftIsAsOfItsLastRecord(t *testing.T) {
	y := year() // its last letter went out on 2025-10-01
	d := declaration("a", "2025-12-01", map[cmrt.Metal]string{cmrt.Tin: "no"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900001"})
	asOf := func() string { return count(y, []cmrt.Declaration{d}).AsOf }
	y.State = "draft"
	if got := asOf(); got != "2025-12-01" {
		t.Errorf("nobody logged it: as of %s", got)
	}
	y.Received = []tables.Received{{Date: "2025-11-01", Supplier: "a", File: "a.xlsx", SHA256: "a"}}
	if got := asOf(); got != "2025-11-01" {
		t.Errorf("it came on 1 November, and bears a later day: as of %s", got)
	}
	y.Received, d.Company.EffectiveDate = nil, "2026-05-01"
	if got := asOf(); got != "2025-10-01" {
		t.Errorf("it bears a day after the cut-off: as of %s", got)
	}
	y.State = "published"
	if got := asOf(); got != y.Settings.CutOff {
		t.Errorf("it is published: as of %s", got)
	}
}

// TestATraceListsTheHashesOfItsFiles once, where there are any, and says where a figure
// could not be counted.
func TestATraceListsTheHashesOfItsFiles(t *testing.T) {
	place := func(file, sum string) Place { return Place{File: file, SHA256: sum, Value: "x"} }
	for name, tc := range map[string]struct {
		value string
		units []Unit
		want  []string
		not   []string
	}{
		"none":                    {"1", []Unit{{Name: "a", Places: []Place{place("suppliers.csv", "")}}}, []string{"part: 1\n", "└─ a\n"}, []string{"SHA-256", "Nothing was counted"}},
		"one":                     {"1", []Unit{{Name: "a", Places: []Place{place("a.xlsx", "aaa"), place("a.xlsx", "aaa")}}}, []string{"\nSHA-256 of the files:\naaa  a.xlsx\n"}, nil},
		"two":                     {"2", []Unit{{Name: "b", Places: []Place{place("b.xlsx", "bbb")}}, {Name: "a", Places: []Place{place("a.xlsx", "aaa")}}}, []string{"├─ b\n", "\nSHA-256 of the files:\naaa  a.xlsx\nbbb  b.xlsx\n"}, nil},
		"nothing":                 {"", nil, []string{"Nothing was counted for “part”"}, []string{"SHA-256", "part: 0"}},
		"a count of 0":            {"0", nil, []string{"part: 0\n"}, []string{"Nothing was counted"}},
		"no value, and yet units": {"", []Unit{{Name: "a"}}, []string{"part: 1\n"}, []string{"Nothing was counted"}},
	} {
		trace := Trace{Figure: tables.Figure{ID: "f", Value: tc.value}, Counted: []Part{{Name: "part", Units: tc.units}}}
		text := trace.Text()
		for _, want := range tc.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing:\n%s", name, want, text)
			}
		}
		for _, not := range tc.not {
			if strings.Contains(text, not) {
				t.Errorf("%s: it says %q:\n%s", name, not, text)
			}
		}
	}
}

// TestATraceIsDrawnAsATree: file, sheet and cell or record of each, the value as it stands
// there and what is remarked of it; of a share what it is a share of.
func TestATraceIsDrawnAsATree(t *testing.T) {
	trace := Trace{Formula: "a ÷ b", Figure: tables.Figure{ID: "f.rate", Value: "33.3", Unit: UnitShare, Numerator: "1", Denominator: "3", AsOf: "2026-04-30", Label: "A rate", Definition: "How many."},
		Counted: []Part{{Name: "some", Units: []Unit{
			{Name: "acme", Weight: "0.25", Places: []Place{{File: "suppliers.csv", Record: 4, Value: "yes"}, {File: "a.xlsx", Sheet: "Declaration", Cell: "D9", Record: 7, Value: "no", Note: "settled"}}},
			{Name: "bolt", Places: []Place{{File: "year.yaml", Value: "x\ny"}}}}}}}
	want := `f.rate = 33.3% (1 of 3), as of 2026-04-30

A rate. How many.

Formula: a ÷ b
Internal: suppliers are named below.

some: 2
├─ acme = 0.25
│  ├─ suppliers.csv, record 4 “yes”
│  └─ a.xlsx!Declaration!D9 “no” (settled)
└─ bolt
   └─ year.yaml “x y”
`
	if diff := cmp.Diff(want, trace.Text()); diff != "" {
		t.Error(diff)
	}
	for want, f := range map[string]tables.Figure{"not known": {Unit: UnitShare, Numerator: "0", Denominator: "0"}, "7": {Unit: UnitCount, Value: "7"}, "50.0% (1 of 2)": {Unit: UnitShare, Value: "50.0", Numerator: "1", Denominator: "2"}} {
		if got := (Trace{Figure: f}).Value(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestOnlyWhatWasResolvedIsASmelter: a row that a decision rejects names none, whatever
// its number says.
func TestOnlyWhatWasResolvedIsASmelter(t *testing.T) {
	y := year()
	d := declaration("a", "2025-10-01", map[cmrt.Metal]string{cmrt.Tin: "no"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900001", Name: "T1"}, cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID900002", Name: "T2"})
	if q := count(y, []cmrt.Declaration{d}); len(q.Smelters) != 2 || len(q.Accepted()) != 1 || q.Accepted()[0].Supplier != "a" {
		t.Fatalf("%+v, accepted %d", q.Smelters, len(q.Accepted()))
	}
	y.Decisions = []tables.Decision{{Action: "reject", Supplier: "a", Metal: "tin", Raw: "T2", Date: "2025-11-01"}}
	q := count(y, []cmrt.Declaration{d})
	if len(q.Smelters) != 1 || q.Smelters[0].SmelterID != "CID900001" {
		t.Errorf("%+v", q.Smelters)
	}
}

// TestARedFlagTellsTheEvidenceThatSettledIt, with who settled it, when and why.
func TestARedFlagTellsTheEvidenceThatSettledIt(t *testing.T) {
	for _, state := range []struct{ decided, want string }{
		{"letter 7", "covered-country-declared, settled; 2026-01-02; Ann; read it; evidence: letter 7"}, {"", "covered-country-declared, settled; 2026-01-02; Ann; read it"},
	} {
		e := newEvidence(year(), nil)
		e.open = opening(year(), declarations())
		b := check.Workbook{Declaration: cmrt.Declaration{File: "data/2025/cmrt/a.xlsx"}}
		f := check.Flag{Rule: "covered-country-declared", Sheet: "Declaration", Cell: "D39", Raw: "Yes", State: check.State{Word: check.FlagSettled, When: "2026-01-02", Who: "Ann", Why: "read it", Evidence: state.decided}}
		if got := e.flag(&b, f).behind[0]()[0].Note; got != state.want {
			t.Errorf("%q", got)
		}
	}
}
