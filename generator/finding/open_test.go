package finding

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// review is of a supplier whose first file was superseded, with an error from which a
// warning follows.
func review() Review {
	const book, old = "data/2025/cmrt/acme-2.xlsx", "data/2025/cmrt/acme.xlsx"
	return Review{Names: map[string]string{"acme": "Acme"}, Years: []YearState{{2025, "a draft"}}, Findings: []Finding{
		{Rule: "smelters-missing", Severity: Error, File: book, Supplier: "acme", Sheet: "Smelter List", Cell: "B5", Metal: "tin", Message: "No row.", Fix: "Name them."},
		{Rule: "reported-incomplete", Severity: Warning, File: book, Supplier: "acme", Sheet: "Declaration", Cell: "D69", Metal: "tin", Message: "None.", Fix: "Add them.", Follows: "smelters-missing"},
		{Rule: "answer-missing", Severity: Error, File: old, Supplier: "acme", Sheet: "Declaration", Cell: "D26", Metal: "tin", Message: "Blank.", Fix: "Answer.", Closed: "superseded"},
	}}
}

func TestOnlyOpenFindingsCount(t *testing.T) {
	list := review().Findings
	if diff := cmp.Diff(Summary{Errors: 1, Closed: 1, Follows: 1}, Summarize(list)); diff != "" {
		t.Error(diff)
	}
	if AnyAtLeast(list[1:], Note) {
		t.Error("a finding that is closed, or follows from another, asks for something")
	}
	for i, open := range []bool{true, false, false} {
		if list[i].Open() != open {
			t.Errorf("%s: open %v", list[i].Rule, list[i].Open())
		}
	}
	var b bytes.Buffer
	if err := WriteGitHub(&b, list); err != nil || strings.Count(b.String(), "::error") != 1 || strings.Contains(b.String(), "::warning") {
		t.Errorf("%v: %s", err, b.String())
	}
	results := sarifOf(list, nil, "1").Runs[0].Results
	for i, why := range []string{"", "It follows from smelters-missing.", "The workbook is superseded: a newer version of the declaration counts."} {
		if s := results[i].Suppressions; (len(s) > 0) != (why != "") || why != "" && s[0].Justification != why {
			t.Errorf("%s: suppressions %+v", list[i].Rule, s)
		}
	}
}

func TestWhatFollowsStandsUnderItsCause(t *testing.T) {
	var b bytes.Buffer
	if err := WriteText(&b, review(), false); err != nil {
		t.Fatal(err)
	}
	want := `acme (Acme): 1 error, 1 closed, 1 that follow from others
data/2025/cmrt/acme-2.xlsx!Smelter List!B5: error: No row. [smelters-missing]
    Name them.
    with it: data/2025/cmrt/acme-2.xlsx!Declaration!D69: warning: None. [reported-incomplete]
data/2025/cmrt/acme.xlsx!Declaration!D26: superseded: Blank. [answer-missing]

1 error, 0 warnings, 0 notes, 0 waived, 1 closed, 1 that follow from others; 2025 is a draft
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	alone := review() // its cause was not selected
	alone.Findings = Selection{Rule: "reported-incomplete"}.Of(alone.Findings)
	b.Reset()
	if err := WriteText(&b, alone, false); err != nil || !strings.Contains(b.String(), "\ndata/2025/cmrt/acme-2.xlsx!Declaration!D69: warning") {
		t.Errorf("%v: %s", err, b.String())
	}
}

func TestSelection(t *testing.T) {
	for _, c := range []struct {
		Selection
		want string
	}{
		{Selection{}, "smelters-missing reported-incomplete answer-missing"},
		{Selection{Open: true}, "smelters-missing"},
		{Selection{Severity: Error}, "smelters-missing answer-missing"},
		{Selection{Severity: Warning}, "smelters-missing reported-incomplete answer-missing"},
		{Selection{Rule: "answer-missing"}, "answer-missing"},
		{Selection{Supplier: "borealis"}, ""},
	} {
		var got []string
		for _, f := range c.Of(review().Findings) {
			got = append(got, f.Rule)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: %q, want %q", c.Selection, got, c.want)
		}
	}
}

func TestSummaryTellsWhoseAndOfWhichRules(t *testing.T) {
	found := review()
	found.Workbooks = []Reviewed{{2025, "data/2025/cmrt/acme-2.xlsx", "acme", "returned"}, {2025, "data/2025/cmrt/acme.xlsx", "acme", "superseded"}}
	found.Verdicts = []string{"returned", "superseded"}
	found.Findings = append(found.Findings, Finding{Rule: "n", Severity: Note, Supplier: "borealis", File: "b.xlsx"},
		Finding{Rule: unanswered, Severity: Warning, Supplier: "cedar"}, Finding{Rule: unanswered, Severity: Warning, Supplier: "dogwood"}, Finding{Rule: unanswered, Severity: Warning, Supplier: "elm"},
		Finding{Rule: "o", Severity: Warning, Supplier: "elm"})
	var b bytes.Buffer
	if err := WriteSummary(&b, found, "More.", false); err != nil {
		t.Fatal(err)
	}
	want := `Supplier or file  workbooks             errors  warnings  notes
acme (Acme)       returned, superseded  1       0         0
elm               none                  0       2         0

Rule                    severity  findings  suppliers
smelters-missing        error     1         1
supplier-not-responded  warning   3         3
o                       warning   1         1

Suppliers that have not answered, without another finding: 2 (--rule supplier-not-responded).
Suppliers and files that have notes or closed findings alone: 1.
More.
1 error, 4 warnings, 1 note, 0 waived, 1 closed, 1 that follow from others; 2 workbooks: 1 returned, 1 superseded; 2025 is a draft
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}
