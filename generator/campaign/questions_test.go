package campaign

import (
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhatIsAsked: what only the supplier can clear up, until a person has judged it.
func TestWhatIsAsked(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *finding.Finding, flag *check.Flag)
		want   Stage
	}{
		{"a question", func(*finding.Finding, *check.Flag) {}, Questions},
		{"a warning about form", func(f *finding.Finding, _ *check.Flag) { f.Question = false }, Accepted},
		{"made a note by the year", func(f *finding.Finding, _ *check.Flag) { f.Severity = finding.Note }, Accepted},
		{"waived", func(f *finding.Finding, _ *check.Flag) { f.Waived = true }, Accepted},
		{"a red flag that was followed up", func(_ *finding.Finding, flag *check.Flag) { flag.State.Word = check.FlagFollowedUp }, Questions},
		{"settled on evidence", func(_ *finding.Finding, flag *check.Flag) { flag.State.Word = check.FlagSettled }, Accepted},
		{"another flag settled", func(_ *finding.Finding, flag *check.Flag) { flag.State.Word, flag.Cell = check.FlagSettled, "D40" }, Questions},
	} {
		f := finding.Finding{Rule: "covered-country-declared", Severity: finding.Warning, Question: true, Sheet: "Declaration", Cell: "D39"}
		flag := check.Flag{Sheet: "Declaration", Cell: "D39", State: check.State{Word: check.FlagOpen}}
		c.change(&f, &flag)
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
		books := []check.Workbook{{Supplier: "acme", Verdict: check.Accepted, Findings: []finding.Finding{f}, Flags: []check.Flag{flag}}}
		s := States(y, books, "2026-05-01")[0]
		if s.Stage != c.want || len(s.Questions) > 0 != (c.want == Questions) || s.Standing != Taken {
			t.Errorf("%s: %s, %s, %d questions", c.name, s.Stage, s.Standing, len(s.Questions))
		}
	}
}
