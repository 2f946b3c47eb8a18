package campaign

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

func TestALetterSaysWhatToCorrectAndWhere(t *testing.T) {
	rule := finding.Rule{Name: "contact-phone-missing", Severity: finding.Error, Explanation: "It is required.", Fix: "Enter it."}
	id := finding.Rule{Name: "smelter-id-malformed", Severity: finding.Error, Explanation: "A number is CID and six digits.", Fix: "Correct it."}
	stale := finding.Rule{Name: "effective-date-stale", Severity: finding.Warning, Explanation: "Too old.", Fix: "Send a new one."}
	name := finding.Rule{Name: "company-name-mismatch", Severity: finding.Warning, Explanation: "Another name.", Fix: "Confirm it."}
	note := finding.Rule{Name: "smelter-duplicate", Severity: finding.Note, Explanation: "Twice.", Fix: "Nothing."}
	d := cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx", Template: cmrt.Template{Type: "CMRT", Version: "6.5"},
		Company: cmrt.Company{Name: "Acme\x1b[31m\n\u202eGmbH", ContactName: "A. Muster", EffectiveDate: "2026-02-03"}}
	text := Correction{From: "Example, Inc.", Declaration: d, Rules: []finding.Rule{rule, id, stale, name, note}, Findings: []finding.Finding{
		rule.At(d.File, "Declaration", "D17", "The cell is blank."),
		id.At(d.File, "Smelter List", "F9", `"CID12" is not a smelter number.`),
		id.At(d.File, "Smelter List", "F11", `"CID34" is not a smelter number.`),
		stale.At(d.File, "Declaration", "D22", "It is old."),
		name.At(d.File, "Declaration", "D8", "The name differs."),
		note.At(d.File, "Smelter List", "C9", "It stands there twice."),
	}}.Text()
	order := []string{"Subject: Please correct", "Dear A. Muster", "for Acme [31m GmbH (CMRT", "dated 2026-02-03", "Example, Inc. must report", "We cannot use the declaration",
		"1. Sheet Declaration, cell D17", "Why: It is required.", "What to do: Enter it.", "2. Sheet Smelter List, cell F9", "Sheet Smelter List, cell F11", "What to do: Correct it.",
		"3. Sheet Declaration, cell D22", "also check these points", "4. Sheet Declaration, cell D8", "Thank you"}
	rest := text
	for _, want := range order {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("%q is missing, or not where it belongs:\n%s", want, text)
		}
		rest = after
	}
	if strings.Contains(text, "twice") || strings.ContainsAny(text, "\x1b\u202e") || strings.Count(text, "What to do: Correct it.") != 1 {
		t.Errorf("a note, a control character or a repetition:\n%s", text)
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) > 77 && !strings.HasPrefix(line, "Subject") {
			t.Errorf("%q is too long", line)
		}
	}
}

func TestALetterWithoutAnythingToCorrect(t *testing.T) {
	text := Correction{Declaration: cmrt.Declaration{File: "a.xlsx"}}.Text()
	if !strings.Contains(text, "nothing to correct") || strings.Contains(text, "Please correct") {
		t.Error(text)
	}
	f := finding.Finding{Rule: "file-unreadable", Severity: finding.Error, Message: "It is a picture.", Fix: "Send a workbook."}
	text = Correction{Declaration: cmrt.Unreadable("a.xlsx", "It is a picture."), Findings: []finding.Finding{f}}.Text()
	if !strings.Contains(text, "could not read the file") || !strings.Contains(text, "1. It is a picture.") {
		t.Error(text)
	}
}

func TestALetterNamesTheCellsThatShareAFault(t *testing.T) {
	rule := finding.Rule{Name: "smelter-id-malformed", Severity: finding.Error, Explanation: "A number is CID and six digits.", Fix: "Correct it.", PerRow: true}
	d := cmrt.Declaration{File: "a.xlsx"}
	list := finding.Fold([]finding.Finding{rule.At(d.File, "Smelter List", "F9", "“n/a” is no number."), rule.At(d.File, "Smelter List", "F10", "“n/a” is no number."),
		rule.At(d.File, "Smelter List", "F12", "“CID34” is no number."), rule.At(d.File, "Smelter List", "F14", "“n/a” is no number.")})
	points := Correction{Declaration: d, Findings: list, Rules: []finding.Rule{rule}}.Points()
	want := []Point{{Must: true, Why: "A number is CID and six digits.", Fix: "Correct it.",
		At: []string{"Sheet Smelter List, cells F9:F10, F14: “n/a” is no number.", "Sheet Smelter List, cell F12: “CID34” is no number."}}}
	if diff := cmp.Diff(want, points); diff != "" {
		t.Error(diff)
	}
}
