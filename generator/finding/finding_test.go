package finding

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAtLeast(t *testing.T) {
	for _, tc := range []struct {
		s, limit Severity
		want     bool
	}{
		{Error, Error, true}, {Error, Warning, true}, {Error, Note, true},
		{Warning, Error, false}, {Warning, Warning, true}, {Warning, Note, true},
		{Note, Error, false}, {Note, Warning, false}, {Note, Note, true},
		{"made-up", Note, false},
	} {
		if got := tc.s.AtLeast(tc.limit); got != tc.want {
			t.Errorf("%s at least %s: %v", tc.s, tc.limit, got)
		}
	}
}

func TestPlaceLeavesOutWhatIsUnknown(t *testing.T) {
	for want, f := range map[string]Finding{
		"a.xlsx!Declaration!D8": {File: "a.xlsx", Sheet: "Declaration", Cell: "D8"},
		"a.xlsx":                {File: "a.xlsx"},
		"roster.csv!7":          {File: "roster.csv", Cell: "7"},
		"Declaration!D8":        {Sheet: "Declaration", Cell: "D8"},
		"":                      {},
	} {
		if got := f.Place(); got != want {
			t.Errorf("place %q, want %q", got, want)
		}
	}
}

func TestSortPutsWorstFirstAndCellsInTheirOrder(t *testing.T) {
	list := []Finding{
		{File: "b", Severity: Error}, {File: "a", Severity: Note, Cell: "A1"}, {File: "a", Severity: Error, Cell: "D10"},
		{File: "a", Severity: Warning, Cell: "A1"}, {File: "a", Severity: Error, Cell: "D9"},
	}
	Sort(list)
	var got []string
	for _, f := range list {
		got = append(got, f.File+" "+string(f.Severity)+" "+f.Cell)
	}
	want := []string{"a error D9", "a error D10", "a warning A1", "a note A1", "b error "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// findings are lists with many ties.
func findings() *rapid.Generator[[]Finding] {
	word := rapid.SampledFrom([]string{"", "a", "b"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Finding {
		return Finding{File: word.Draw(t, "file"), Severity: rapid.SampledFrom([]Severity{Error, Warning, Note}).Draw(t, "severity"),
			Cell: rapid.SampledFrom([]string{"", "D9", "D10"}).Draw(t, "cell"), Rule: word.Draw(t, "rule"), Message: word.Draw(t, "message"),
			Waived: false}
	}), 0, 12)
}

func TestSortDoesNotDependOnTheOrderBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := findings().Draw(t, "findings")
		two := rapid.Permutation(one).Draw(t, "other order")
		one, two = slices.Clone(one), slices.Clone(two)
		Sort(one)
		Sort(two)
		if diff := cmp.Diff(one, two); diff != "" && len(one) > 0 {
			t.Error(diff)
		}
	})
}

func TestByWeightPutsWorstFirstAndWaivedLast(t *testing.T) {
	list := []Finding{{Severity: Error, Waived: true}, {Severity: Note}, {Severity: Warning}, {Severity: Error, Cell: "B"}, {Severity: Error, Cell: "A"}}
	slices.SortStableFunc(list, ByWeight)
	want := []Finding{{Severity: Error, Cell: "B"}, {Severity: Error, Cell: "A"}, {Severity: Warning}, {Severity: Note}, {Severity: Error, Waived: true}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
}

func TestSummaryCountsEveryFindingOnce(t *testing.T) {
	list := []Finding{{Severity: Error}, {Severity: Error, Waived: true}, {Severity: Warning}, {Severity: Warning}, {Severity: Note}}
	if got, want := Summarize(list), (Summary{Errors: 1, Warnings: 2, Notes: 1, Waived: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestWaivedFindingsDoNotFail(t *testing.T) {
	list := []Finding{{Severity: Error, Waived: true}, {Severity: Note}}
	if AnyAtLeast(list, Warning) {
		t.Error("a waived error counts as one")
	}
	if !AnyAtLeast(list, Note) {
		t.Error("the note does not count")
	}
	if AnyAtLeast(nil, Note) {
		t.Error("something was found in nothing")
	}
}

func TestRuleGivesItsSeverityAndFix(t *testing.T) {
	r := Rule{Name: "x-missing", Severity: Warning, Explanation: "Why.", Fix: "Do."}
	got := r.At("f", "s", "D1", "m")
	want := Finding{Rule: "x-missing", Severity: Warning, File: "f", Sheet: "s", Cell: "D1", Message: "m", Fix: "Do."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestJSONHasCheckerRowOnlyWhereTheCheckerFlags(t *testing.T) {
	silent, _ := json.Marshal(Finding{Rule: "r"})
	loud, _ := json.Marshal(Finding{Rule: "r", CheckerRow: 66})
	if strings.Contains(string(silent), "checker_row") || !strings.Contains(string(loud), `"checker_row":66`) {
		t.Errorf("%s\n%s", silent, loud)
	}
	for _, key := range strings.Fields("rule severity file supplier sheet cell metal message fix waived reason") {
		if !strings.Contains(string(silent), `"`+key+`":`) {
			t.Errorf("no %s in %s", key, silent)
		}
	}
}
