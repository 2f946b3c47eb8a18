package campaign

import (
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhereASupplierStandsForTheReport: what came weighs more than what was said, and that
// more than what was sent; of what was said the last word counts, whichever it is.
func TestWhereASupplierStandsForTheReport(t *testing.T) {
	const asked = "2026-01-12 request sent\n"
	for _, tc := range []struct {
		name, log string
		verdict   check.Verdict // of its workbook, if any
		dated     string
		want      Standing
	}{
		{"nothing", "", "", "", NotReached},
		{"every message came back", "2026-01-12 request bounced", "", "", NotReached},
		{"asked", asked, "", "", Silent},
		{"refused", asked + "2026-02-02 reply refused", "", "", Declined},
		{"refused without being asked", "2026-02-02 reply refused", "", "", Declined},
		{"refused, then answered by mail", asked + "2026-02-02 reply refused\n2026-02-09 reply answered", "", "", Silent},
		{"refused, then promised", asked + "2026-02-02 reply refused\n2026-02-09 reply promised", "", "", Silent},
		{"refused, then reminded", asked + "2026-02-02 reply refused\n2026-02-09 reminder sent", "", "", Declined},
		{"refused, then a reminder came back", asked + "2026-02-02 reply refused\n2026-02-09 reminder bounced", "", "", Declined},
		{"promised, then refused", asked + "2026-02-02 reply promised\n2026-02-09 reply refused", "", "", Declined},
		{"answered, then refused on one day", asked + "2026-02-02 reply answered\n2026-02-02 reply refused", "", "", Declined},
		{"logged in another order", "2026-02-09 reply answered\n2026-02-02 reply refused\n" + asked, "", "", Silent},
		{"accepted", asked, check.Accepted, "2026-02-01", Taken},
		{"accepted, though it refused", asked + "2026-02-02 reply refused", check.Accepted, "2026-02-01", Taken},
		{"accepted without being asked", "", check.Accepted, "2026-02-01", Taken},
		{"returned", asked, check.Returned, "2026-02-01", SentBack},
		{"too old", asked, check.Stale, "2024-02-01", Unusable},
		{"unreadable", asked, check.Unreadable, "", Unusable},
		{"dated after the cut-off", asked, check.Accepted, "2026-06-01", Unusable},
		{"superseded by nothing else", asked, check.Superseded, "2026-02-01", Silent},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
		if tc.log != "" {
			y.Outreach = log(t, tc.log)
		}
		var books []check.Workbook
		if tc.verdict != "" {
			books = []check.Workbook{{Supplier: "acme", Verdict: tc.verdict, Declaration: cmrt.Declaration{SHA256: "1", Company: cmrt.Company{EffectiveDate: tc.dated}}}}
		}
		if got := Responses(y, books)[0].Stage; got != string(tc.want) {
			t.Errorf("%s: the report says %q, want %q", tc.name, got, tc.want)
		}
		if got := States(y, books, y.Settings.CutOff)[0].Standing; got != tc.want {
			t.Errorf("%s: the dashboard says %q, want %q", tc.name, got, tc.want)
		}
	}
}

// TestStandingsAreShownFromTheFarthestToTheNearest: as far as a supplier has come.
func TestStandingsAreShownFromTheFarthestToTheNearest(t *testing.T) {
	if want := []Standing{NotReached, Silent, Declined, Unusable, SentBack, Taken}; !slices.Equal(Standings, want) {
		t.Errorf("%q", Standings)
	}
}

// TestALetterKeepsTheWordsOfAFinding that is about several cells at once, and says of cells
// that have words of their own what each of them has.
func TestALetterKeepsTheWordsOfAFinding(t *testing.T) {
	whole := finding.Finding{Sheet: "Declaration", Cell: "D26", Message: "Answers contradict each other.", Cells: []finding.At{{Sheet: "Declaration", Cell: "D26", Message: "Yes"}, {Sheet: "Declaration", Cell: "D32", Message: "No"}}}
	each := whole
	each.PerRow = true
	for name, tc := range map[string]struct {
		f    finding.Finding
		want []string
	}{
		"one finding": {whole, []string{"Sheet Declaration, cell D26: Answers contradict each other."}},
		"one a row":   {each, []string{"Sheet Declaration, cell D26: Yes", "Sheet Declaration, cell D32: No"}},
		"no cells":    {finding.Finding{Sheet: "Checker", Message: "It shows red.", PerRow: true}, []string{"Sheet Checker: It shows red."}},
		"no sheet":    {finding.Finding{Message: "It is a picture."}, []string{"It is a picture."}},
	} {
		if got := places(tc.f); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}
