package finding

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// awkward are findings of every kind, with what a hostile supplier could type.
func awkward() []Finding {
	book := "data/2025/cmrt/a b#ü,1.xlsx"
	list := []Finding{
		{Rule: "smelters-missing", Severity: Error, File: book, Supplier: "acme", Sheet: "Smelter List", Cell: "B5", Metal: "tin", Message: "No \x1b[31mtin\x1b[0m\nsmelter, 100%.", Fix: "List: them.", CheckerRow: 66},
		{Rule: "smelters-missing", Severity: Error, File: book, Supplier: "acme", Sheet: "Smelter List", Cell: "B5", Metal: "gold", Message: "No gold smelter.", Fix: "List them."},
		{Rule: "contact-phone-missing", Severity: Warning, File: book, Supplier: "acme", Sheet: "Declaration", Cell: "D17", Message: "\u202eBlank\u2028.", Fix: "Enter it.", Waived: true, Reason: "Known:\r\nportal", DecidedBy: "R. Example", DecidedOn: "2026-04-02"},
		{Rule: "answer-tolerated", Severity: Note, File: book, Supplier: "acme", Sheet: "Declaration", Cell: "D26", Message: `"Ja" was read as yes.`},
		{Rule: "supplier-not-responded", Severity: Warning, File: "data/2025/suppliers.csv", Supplier: "borealis", Cell: "7", Message: "No declaration.", Fix: "Remind."},
		{Rule: "file-legacy-format", Severity: Error, File: "/tmp/x y.xls", Message: "An .xls.", Fix: "Save it as .xlsx."},
		{Rule: "file-unmatched", Severity: Error, File: "../b.xlsx", Message: "Whose?"},
		{Rule: "of-no-catalogue", Severity: Note, Message: "Nowhere."},
	}
	Sort(list)
	return list
}

// rulesOf explains every rule of a list but the one that stands in no catalogue.
func rulesOf(list []Finding) (rules []Rule) {
	for _, f := range list {
		known := slices.ContainsFunc(rules, func(r Rule) bool { return r.Name == f.Rule })
		if !known && f.Rule != "of-no-catalogue" {
			rules = append(rules, Rule{Name: f.Rule, Severity: f.Severity, Explanation: "Why " + f.Rule + " matters. More of it.", Fix: "Do this.", Example: "Such a case."})
		}
	}
	return rules
}

func TestTextIsGroupedWorstFirst(t *testing.T) {
	found := Review{Names: map[string]string{"acme": "Acme\x1b Ltd"}, Workbooks: []Reviewed{
		{2025, "data/2025/cmrt/a b#ü,1.xlsx", "acme", "returned"}, {2025, "data/2025/cmrt/acme-0.xlsx", "acme", "superseded"}, {2025, "c.xlsx", "cygnus", "accepted"}}, Verdicts: []string{"accepted", "returned", "stale", "superseded", "unreadable"}}
	for _, f := range awkward() {
		if f.Supplier != "" {
			found.Findings = append(found.Findings, f)
		}
	}
	var b bytes.Buffer
	if err := WriteText(&b, found, false); err != nil {
		t.Fatal(err)
	}
	want := `acme (Acme\u{1b} Ltd): returned (a b#ü,1.xlsx), superseded (acme-0.xlsx), 2 errors, 1 note, 1 waived
data/2025/cmrt/a b#ü,1.xlsx!Smelter List!B5: error: No gold smelter. [smelters-missing]
    List them.
data/2025/cmrt/a b#ü,1.xlsx!Smelter List!B5: error: No \u{1b}[31mtin\u{1b}[0m smelter, 100%. [smelters-missing]
    List: them.
data/2025/cmrt/a b#ü,1.xlsx!Declaration!D26: note: "Ja" was read as yes. [answer-tolerated]
data/2025/cmrt/a b#ü,1.xlsx!Declaration!D17: waived: \u{202e}Blank . [contact-phone-missing]
    accepted: Known:  portal (R. Example, 2026-04-02)

borealis: 1 warning
data/2025/suppliers.csv!7: warning: No declaration. [supplier-not-responded]
    Remind.

2 errors, 1 warning, 1 note, 1 waived; 3 workbooks: 1 accepted, 1 returned, 1 superseded
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestTextNamesTheYearWhereThereAreSeveral(t *testing.T) {
	found := Review{Workbooks: []Reviewed{{2024, "a.xlsx", "acme", "accepted"}, {2025, "b.xlsx", "acme", "returned"}}}
	if got, want := found.heading(group{supplier: "acme", count: Summary{Errors: 1}}), "acme: 2024 accepted, 2025 returned, 1 error"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestColourChangesNothingButColour(t *testing.T) {
	found := Review{Findings: awkward()}
	var plain, coloured bytes.Buffer
	if err := WriteText(&plain, found, false); err != nil {
		t.Fatal(err)
	}
	if err := WriteText(&coloured, found, true); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("an escape sequence without colour")
	}
	bare := strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[31m", "", "\x1b[32m", "", "\x1b[33m", "", "\x1b[36m", "").Replace(coloured.String())
	if diff := cmp.Diff(plain.String(), bare); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(coloured.String(), "B5: \x1b[31merror\x1b[0m: ") {
		t.Error("errors are not red")
	}
}

func TestGitHubAnnotations(t *testing.T) {
	var b bytes.Buffer
	if err := WriteGitHub(&b, awkward()); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"::error file=../b.xlsx,title=file-unmatched::Whose?",
		"::error file=/tmp/x y.xls,title=file-legacy-format::An .xls.%0ASave it as .xlsx.",
		"::error file=data/2025/cmrt/a b#ü%2C1.xlsx,title=smelters-missing::Smelter List!B5: No gold smelter.%0AList them.",
		"::error file=data/2025/cmrt/a b#ü%2C1.xlsx,title=smelters-missing::Smelter List!B5: No \x1b[31mtin\x1b[0m%0Asmelter, 100%25.%0AList: them.",
		"::warning file=data/2025/suppliers.csv,line=7,title=supplier-not-responded::No declaration.%0ARemind.",
		"::notice title=of-no-catalogue::Nowhere.",
		`::notice file=data/2025/cmrt/a b#ü%2C1.xlsx,title=answer-tolerated::Declaration!D26: "Ja" was read as yes.`,
	}, "\n") + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWorkflowCommandsAreEscaped(t *testing.T) {
	for _, tc := range []struct{ in, data, property string }{
		{"100% of a: b, c", "100%25 of a: b, c", "100%25 of a%3A b%2C c"},
		{"%0A\r\n::set-output::", "%250A%0D%0A::set-output::", "%250A%0D%0A%3A%3Aset-output%3A%3A"},
	} {
		if commandData(tc.in) != tc.data || commandProperty(tc.in) != tc.property {
			t.Errorf("%q: %q, %q", tc.in, commandData(tc.in), commandProperty(tc.in))
		}
	}
}

func TestGitHubShowsTenOfAKind(t *testing.T) {
	for n, want := range map[int]string{0: "", 10: "", 11: "and 2 more errors; run cmr check", 500: "and 491 more errors; run cmr check"} {
		var list []Finding
		for i := range n {
			list = append(list, Finding{Rule: "r", Severity: Error, File: "f", Message: fmt.Sprint(i)}, Finding{Rule: "r", Severity: Error, Waived: true})
		}
		var b bytes.Buffer
		if err := WriteGitHub(&b, list); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(b.String(), "\n")
		if lines != min(n, annotationsPerStep) || !strings.HasSuffix(b.String(), want+"\n") && n > 0 && want != "" {
			t.Errorf("%d: %d lines\n%s", n, lines, b.String())
		}
	}
}

func TestSARIFSaysWhatAFindingSays(t *testing.T) {
	list := awkward()
	run := sarifOf(list, rulesOf(list), "1.2.3").Runs[0]
	if run.Tool.Driver.Version != "1.2.3" {
		t.Errorf("version %q", run.Tool.Driver.Version)
	}
	marks := map[string]bool{}
	for i, f := range list {
		r := run.Results[i]
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		if r.RuleID != f.Rule || rule.ID != f.Rule || r.Level != string(f.Severity) || !strings.HasPrefix(r.Message.Text, f.Message) || !strings.HasSuffix(r.Message.Text, f.Fix) {
			t.Errorf("%+v is not %+v", r, f)
		}
		if f.Rule != "of-no-catalogue" && (rule.Short == nil || rule.Full == nil || rule.Help == nil || rule.Default.Level == "") {
			t.Errorf("the rule %s is not explained: %+v", f.Rule, rule)
		}
		if f.Waived != (len(r.Suppressions) == 1) || f.Waived && (r.Suppressions[0] != sarifSuppression{"external", "accepted", "Known:\r\nportal (R. Example, 2026-04-02)"}) {
			t.Errorf("%s: suppressions %+v", f.Rule, r.Suppressions)
		}
		if f.CheckerRow != 0 && *r.Properties != (sarifProperties{CheckerRow: 66, Metal: "tin", Supplier: "acme"}) {
			t.Errorf("properties %+v", r.Properties)
		}
		marks[r.Fingerprints["cmr/v1"]] = true
	}
	if len(marks) != len(list) {
		t.Error("two findings have the same fingerprint")
	}
	var got []string
	for _, r := range run.Results {
		for _, l := range r.Locations {
			line := fmt.Sprintf("%s %s", l.Physical.Artifact.Base, l.Physical.Artifact.URI)
			if l.Physical.Region != nil {
				line += fmt.Sprint(" line ", l.Physical.Region.StartLine)
			}
			for _, c := range l.Logical {
				line += " " + c.Name
			}
			if !slices.Contains(got, line) {
				got = append(got, line)
			}
		}
	}
	want := []string{" ../b.xlsx line 1", " file:///tmp/x%20y.xls line 1",
		"SRCROOT data/2025/cmrt/a%20b%23%C3%BC,1.xlsx line 1 Smelter List!B5", "SRCROOT data/2025/cmrt/a%20b%23%C3%BC,1.xlsx line 1 Declaration!D17", "SRCROOT data/2025/cmrt/a%20b%23%C3%BC,1.xlsx line 1 Declaration!D26",
		"SRCROOT data/2025/suppliers.csv line 7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFingerprintsDoNotDependOnPlaceInAList(t *testing.T) {
	f := Finding{Rule: "supplier-not-responded", File: "data/2025/suppliers.csv", Supplier: "a", Cell: "7", Message: "m"}
	moved := f
	moved.Cell = "9"
	if fingerprint(f) != fingerprint(moved) {
		t.Error("a row that moved is another finding")
	}
	other := Finding{Rule: "x", File: "f", Sheet: "S", Cell: "B5"}
	one := sarifOf([]Finding{f, other}, nil, "").Runs[0].Results[1].Fingerprints["cmr/v1"]
	if two := sarifOf([]Finding{other, f}, nil, "").Runs[0].Results[0].Fingerprints["cmr/v1"]; one != two {
		t.Error("the fingerprint depends on the order")
	}
}

// TestFormatsNameTheCellsOfAFoldedFinding: in every format the finding stands at its
// first cell and names the others; a log for programs has what was said of each.
func TestFormatsNameTheCellsOfAFoldedFinding(t *testing.T) {
	rule := Rule{Name: "smelter-id-malformed", Severity: Error, Explanation: "Why.", Fix: "Correct it.", PerRow: true}
	at := func(cell, message string) Finding { return rule.At("a.xlsx", "Smelter List", cell, message) }
	three := Fold([]Finding{at("F9", "“1” is no number."), at("F10", "“2” is no number."), at("F14", "“1” is no number.")})
	two := Fold([]Finding{at("F10", "“2” is no number."), at("F14", "“1” is no number.")})
	log := sarifOf(three, []Rule{rule}, "1")
	result := log.Runs[0].Results[0]
	var got []string
	for _, l := range result.Related {
		got = append(got, l.Logical[0].Name+": "+l.Message.Text)
	}
	if diff := cmp.Diff([]string{"Smelter List!F9: “1” is no number.", "Smelter List!F10: “2” is no number.", "Smelter List!F14: “1” is no number."}, got); diff != "" {
		t.Error(diff)
	}
	if other := sarifOf(two, []Rule{rule}, "1").Runs[0].Results[0]; other.Fingerprints["cmr/v1"] != result.Fingerprints["cmr/v1"] {
		t.Error("a row that was mended makes another finding of the rest")
	}
	if text := annotation("error", three[0]); !strings.Contains(text, "Smelter List!F9: “1” is no number. Likewise in 2 more cells: F10, F14.") {
		t.Error(text)
	}
}
