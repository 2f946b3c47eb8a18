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

// TestAPromiseHoldsUntilItsDayOrAnAnswer: a workbook that comes after it ends it, one that
// came before or with it does not.
func TestAPromiseHoldsUntilItsDayOrAnAnswer(t *testing.T) {
	for _, tc := range []struct {
		received, day string
		want          bool
	}{
		{"", "2026-02-19", true}, {"", "2026-02-20", true}, {"", "2026-02-21", false},
		{"2026-02-04", "2026-02-20", true}, {"2026-02-05", "2026-02-20", true}, {"2026-02-06", "2026-02-20", false},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"})
		y.Outreach = []tables.Outreach{{Date: "2026-02-05", Supplier: "acme", Kind: Reply, Outcome: "promised", Until: "2026-02-20"}}
		var books []check.Workbook
		if tc.received != "" {
			y.Received = []tables.Received{{Date: tc.received, SHA256: "1"}}
			books = []check.Workbook{{Supplier: "acme", Verdict: check.Returned, Declaration: cmrt.Declaration{SHA256: "1"}}}
		}
		if got := States(y, books, tc.day)[0].Waits(tc.day); got != tc.want {
			t.Errorf("received %q, on %s: it waits: %v", tc.received, tc.day, got)
		}
	}
}

// TestALetterThatCameBackIsNotCounted as one of those that are repeated: the next is due by
// the last that arrived, once the address is another.
func TestALetterThatCameBackIsNotCounted(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "new@x.example"})
	y.Received = []tables.Received{{Date: "2026-02-10", SHA256: "1"}}
	y.Outreach = log(t, "2026-01-12 request sent\n2026-02-10 correction sent\n2026-03-03 correction bounced")
	y.Outreach[2].Note = "old@x.example: 550 no such mailbox"
	books := []check.Workbook{{Supplier: "acme", Verdict: check.Returned, Declaration: cmrt.Declaration{SHA256: "1"}}}
	for day, want := range map[string]int{"2026-03-09": 0, "2026-03-10": 1} {
		due, blocked := DueLetters(y, States(y, books, day), day)
		if len(due) != want || len(blocked) > 0 || want == 1 && (due[0].Kind != ToCorrect || due[0].Due != "2026-03-10") {
			t.Errorf("%s: due %+v, blocked %+v", day, due, blocked)
		}
	}
}

// TestLettersOfAllProgrammesAreInOrder of the suppliers' ids, whichever programme they are by.
func TestLettersOfAllProgrammesAreInOrder(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "a", InScope: "yes", Email: "a@x.example"}, tables.Supplier{ID: "b", InScope: "yes", Email: "b@x.example"}, tables.Supplier{ID: "c", InScope: "yes"}, tables.Supplier{ID: "d", InScope: "yes"})
	emrt := y.By("EMRT")
	y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "a", Kind: ToAsk, Channel: "email", Outcome: "sent"}, {Date: "2026-01-12", Supplier: "c", Kind: ToAsk, Channel: "phone", Outcome: "sent"}}
	const day = "2026-01-20"
	due, blocked := DueOfAll([]ByProgramme{{y, States(y, nil, day)}, {emrt, States(emrt, nil, day)}}, y.Outreach, day)
	var got []string
	for _, l := range append(due, blocked...) {
		got = append(got, l.State.Supplier.ID+" "+l.Kind+" "+l.Templates())
	}
	if want := []string{"a request EMRT", "b request CMRT and EMRT", "c request EMRT", "d request "}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestALogEndsWithItsDay: what was received, sent and decided on it counts, and nothing later;
// the year itself stays as it is.
func TestALogEndsWithItsDay(t *testing.T) {
	y := surveyed()
	for _, day := range []string{"2026-02-01", "2026-02-02", "2026-02-03"} {
		y.Received, y.Outreach, y.Decisions = append(y.Received, tables.Received{Date: day}), append(y.Outreach, tables.Outreach{Date: day}), append(y.Decisions, tables.Decision{Date: day})
	}
	then := LoggedBy(y, "2026-02-02")
	if len(then.Received) != 2 || len(then.Outreach) != 2 || len(then.Decisions) != 2 || then.Decisions[1].Date != "2026-02-02" || len(y.Received) != 3 || len(y.Outreach) != 3 || len(y.Decisions) != 3 {
		t.Errorf("%d, %d, %d of 3", len(then.Received), len(then.Outreach), len(then.Decisions))
	}
}

// TestAnAnswerToQuestionsIsForAPersonToJudge: no second letter goes out once it came, but one
// from before the questions is none, nor is silence.
func TestAnAnswerToQuestionsIsForAPersonToJudge(t *testing.T) {
	for replied, want := range map[string]bool{"": true, "2026-02-05": true, "2026-02-20": false} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"})
		y.Received = []tables.Received{{Date: "2026-02-10", SHA256: "1"}}
		y.Outreach = log(t, "2026-01-12 request sent\n2026-02-11 questions sent")
		if replied != "" {
			y.Outreach = append(y.Outreach, tables.Outreach{Date: replied, Supplier: "acme", Kind: Reply, Outcome: "answered"})
		}
		books := []check.Workbook{{Supplier: "acme", Verdict: check.Accepted, Declaration: cmrt.Declaration{SHA256: "1"}, Findings: []finding.Finding{{Rule: "ask", Severity: finding.Warning, Question: true}}}}
		due, _ := DueLetters(y, States(y, books, "2026-03-04"), "2026-03-04")
		if got := len(due) == 1 && due[0].Kind == ToQuestion; got != want {
			t.Errorf("answered %q: due %+v", replied, due)
		}
	}
}
