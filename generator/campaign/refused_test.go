package campaign

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// log reads messages to the supplier acme: “2026-01-12 request sent”, one a line.
func log(t *testing.T, text string) (list []tables.Outreach) {
	t.Helper()
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) == 3 {
			list = append(list, tables.Outreach{Date: words[0], Supplier: "acme", Kind: words[1], Channel: "email", Outcome: words[2]})
		} else {
			t.Fatalf("%q is no message", line)
		}
	}
	return list
}

// TestWhereMessagesBringASupplier: refused stays refused, and escalated stays
// escalated, whatever reminder goes out after it; a message that came back brings
// nobody anywhere once one arrived.
func TestWhereMessagesBringASupplier(t *testing.T) {
	for _, tc := range []struct {
		name, log    string
		stage        Stage
		since, asked string
		last         string
		reminders    int
	}{
		{"nothing", "", NotAsked, "", "", "", 0},
		{"asked", "2026-01-12 request sent", Asked, "2026-01-12", "2026-01-12", "2026-01-12", 0},
		{"asked twice", "2026-01-12 request sent\n2026-01-19 request sent", Asked, "2026-01-12", "2026-01-12", "2026-01-19", 0},
		{"came back", "2026-01-12 request bounced", Bounced, "2026-01-12", "", "2026-01-12", 0},
		{"came back, then arrived", "2026-01-12 request bounced\n2026-01-19 request sent", Asked, "2026-01-19", "2026-01-19", "2026-01-19", 0},
		{"arrived, then came back", "2026-01-12 request sent\n2026-02-02 reminder bounced", Asked, "2026-01-12", "2026-01-12", "2026-02-02", 0},
		{"a reminder before any request", "2026-01-12 reminder sent", NotAsked, "", "", "2026-01-12", 0},
		{"reminded twice", "2026-01-12 request sent\n2026-02-02 reminder sent\n2026-02-16 reminder sent", Reminded, "2026-02-16", "2026-01-12", "2026-02-16", 2},
		{"thanked", "2026-01-12 request sent\n2026-02-02 thanks sent", Asked, "2026-01-12", "2026-01-12", "2026-02-02", 0},
		{"refused, then reminded", "2026-01-12 request sent\n2026-01-20 reminder refused\n2026-02-02 reminder sent", Refused, "2026-01-20", "2026-01-12", "2026-02-02", 1},
		{"escalated, then reminded", "2026-01-12 request sent\n2026-03-16 escalation sent\n2026-03-20 reminder sent", Escalated, "2026-03-16", "2026-01-12", "2026-03-20", 1},
		{"escalated, then refused", "2026-01-12 request sent\n2026-03-16 escalation sent\n2026-03-20 reminder refused", Refused, "2026-03-20", "2026-01-12", "2026-03-20", 0},
		{"refused, then escalated", "2026-01-12 request refused\n2026-03-16 escalation sent", Escalated, "2026-03-16", "", "2026-03-16", 0},
		{"the escalation came back", "2026-01-12 request sent\n2026-03-16 escalation bounced", Asked, "2026-01-12", "2026-01-12", "2026-03-16", 0},
		{"refused, reminded, promised after all", "2026-01-12 request sent\n2026-02-02 reminder sent\n2026-02-10 reply refused\n2026-02-20 reply promised", Reminded, "2026-02-20", "2026-01-12", "2026-02-02", 1},
		{"refused, promised after all", "2026-01-12 request sent\n2026-02-10 reply refused\n2026-02-20 reply promised", Asked, "2026-02-20", "2026-01-12", "2026-01-12", 0},
		{"promised without having refused", "2026-01-12 request sent\n2026-02-20 reply promised", Asked, "2026-01-12", "2026-01-12", "2026-01-12", 0},
		{"came back, then promised", "2026-01-12 request bounced\n2026-02-20 reply promised", Bounced, "2026-01-12", "", "2026-01-12", 0},
		{"escalated, then promised", "2026-01-12 request sent\n2026-03-16 escalation sent\n2026-03-20 reply promised", Escalated, "2026-03-16", "2026-01-12", "2026-03-16", 0},
		{"logged in any order", "2026-02-02 reminder sent\n2026-01-12 request sent", Reminded, "2026-02-02", "2026-01-12", "2026-02-02", 1},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
		y.Outreach = log(t, tc.log)
		s := States(y, nil, "2026-05-01")[0]
		if s.Stage != tc.stage || s.Since != tc.since || s.Asked != tc.asked || s.Last != tc.last || s.Reminders != tc.reminders {
			t.Errorf("%s: %s since %s, asked %s, last %s, %d reminders", tc.name, s.Stage, s.Since, s.Asked, s.Last, s.Reminders)
		}
	}
}

// TestWhereAnAnswerBringsASupplier: its workbook counts before all messages.
func TestWhereAnAnswerBringsASupplier(t *testing.T) {
	for verdict, want := range map[check.Verdict]struct {
		stage Stage
		open  bool
	}{check.Accepted: {Accepted, false}, check.Returned: {Returned, true}, check.Stale: {Answered, true}, check.Unreadable: {Answered, true}} {
		y := surveyed(tables.Supplier{ID: "zeta", InScope: "no"}, tables.Supplier{ID: "acme", InScope: "yes"})
		y.Outreach = log(t, "2026-01-12 request sent\n2026-01-20 reminder refused")
		y.Received = []tables.Received{{Date: "2026-02-20", SHA256: "1"}, {Date: "2026-02-10", SHA256: "1"}, {Date: "2026-02-11", SHA256: "1"}, {Date: "2026-01-01", SHA256: "2"}}
		books := []check.Workbook{{Supplier: "acme", Verdict: verdict, Declaration: cmrt.Declaration{SHA256: "1"}}}
		states := States(y, books, "2026-05-01")
		s := states[0]
		if s.Stage != want.stage || s.Open() != want.open || s.Since != "2026-02-10" || s.Received != "2026-02-10" || s.Book == nil || states[1].Supplier.ID != "zeta" {
			t.Errorf("%s: %+v", verdict, s)
		}
		if diff := cmp.Diff(map[Stage]int{want.stage: 1}, Progress(states)); diff != "" {
			t.Errorf("%s: %s", verdict, diff)
		}
	}
	if diff := cmp.Diff(strings.Split("not asked|bounced|asked|reminded|escalated|refused|promised an answer|answered|returned for correction|accepted, with open questions|accepted", "|"), stages()); diff != "" {
		t.Errorf("the stages are not in the order of a campaign: %s", diff)
	}
	for stage, open := range map[Stage]bool{NotAsked: true, Bounced: true, Asked: true, Reminded: true, Escalated: true, Refused: false, Promised: true, Questions: true, Answered: true, Returned: true, Accepted: false} {
		if (State{Stage: stage}).Open() != open {
			t.Errorf("%s: an answer is awaited: want %v", stage, open)
		}
	}
}

func stages() (list []string) {
	for _, s := range Stages {
		list = append(list, string(s))
	}
	return list
}

// TestALetterSaysWhyAndSinceWhen it is due, and to whom it cannot go.
func TestALetterSaysWhyAndSinceWhen(t *testing.T) {
	returned := []check.Workbook{{Supplier: "acme", Verdict: check.Returned, Declaration: cmrt.Declaration{SHA256: "1"}}}
	accepted := []check.Workbook{{Supplier: "acme", Verdict: check.Accepted, Declaration: cmrt.Declaration{SHA256: "1"}}}
	for _, tc := range []struct {
		name, log, day string
		books          []check.Workbook
		want           string // kind, day, reason; blocked: with a !
	}{
		{"the day before the survey", "", "2026-01-11", nil, ""},
		{"the first day", "", "2026-01-12", nil, "request 0 2026-01-12 not asked yet"},
		{"the day of the cut-off", "", "2026-05-31", nil, "request 0 2026-01-12 not asked yet"},
		{"after the cut-off", "", "2026-06-01", nil, ""},
		{"the day before a reminder", "2026-01-12 request sent", "2026-02-01", nil, ""},
		{"the day of a reminder", "2026-01-12 request sent", "2026-02-02", nil, "reminder 1 2026-02-02 no answer 3 weeks after the request"},
		{"something went out that day", "2026-01-12 request sent\n2026-02-02 thanks sent", "2026-02-02", nil, ""},
		{"something went out the day before", "2026-01-12 request sent\n2026-02-01 thanks sent", "2026-02-07", nil, ""},
		{"a week after something went out", "2026-01-12 request sent\n2026-02-01 thanks sent", "2026-02-08", nil, "reminder 1 2026-02-08 no answer 3 weeks after the request"},
		{"three reminders", "2026-01-12 request sent\n2026-02-02 reminder sent\n2026-02-16 reminder sent\n2026-03-02 reminder sent", "2026-03-16", nil, "escalation 0 2026-03-16 no answer after 3 reminders"},
		{"escalated", "2026-01-12 request sent\n2026-03-16 escalation sent", "2026-04-16", nil, ""},
		{"refused", "2026-01-12 request refused", "2026-04-16", nil, ""},
		{"came back", "2026-01-12 request bounced", "2026-02-16", nil, "!request 0 2026-01-12 a message to a@x.example came back: correct the address on the roster, or ask in another way and log it (“cmr log”)"},
		{"returned", "2026-01-12 request sent", "2026-02-16", returned, "correction 0 2026-02-10 its declaration was returned for correction"},
		{"returned, and the letter came back", "2026-01-12 request sent\n2026-02-11 correction bounced", "2026-02-16", returned, "!correction 0 2026-02-10 a message to a@x.example came back: correct the address on the roster, or ask in another way and log it (“cmr log”)"},
		{"a correction of an earlier workbook", "2026-01-12 request sent\n2026-02-09 correction sent", "2026-02-16", returned, "correction 0 2026-02-10 its declaration was returned for correction"},
		{"corrected on the day it came", "2026-01-12 request sent\n2026-02-10 correction sent", "2026-02-16", returned, ""},
		{"not corrected for three weeks", "2026-01-12 request sent\n2026-02-10 correction sent", "2026-03-03", returned, "correction 0 2026-03-03 not corrected 3 weeks after the last letter"},
		{"asked to correct as often as there are reminders", "2026-01-12 request sent\n2026-02-10 correction sent\n2026-02-20 correction sent\n2026-03-03 correction sent\n2026-03-13 correction sent", "2026-05-03", returned, ""},
		{"accepted", "2026-01-12 request sent", "2026-02-16", accepted, "thanks 0 2026-02-10 its declaration was accepted"},
		{"thanked", "2026-01-12 request sent\n2026-02-10 thanks sent", "2026-02-16", accepted, ""},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"}, tables.Supplier{ID: "out", InScope: "no", Email: "b@x.example"})
		y.Outreach = log(t, tc.log)
		y.Received = []tables.Received{{Date: "2026-02-10", SHA256: "1"}}
		due, blocked := DueLetters(y, States(y, tc.books, tc.day), tc.day)
		var got []string
		for mark, list := range map[string][]Letter{"": due, "!": blocked} {
			for _, l := range list {
				got = append(got, mark+l.Kind+" "+string(rune('0'+l.Number))+" "+l.Due+" "+l.Why)
			}
		}
		if strings.Join(got, "\n") != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"})
	y.Settings.Campaign.Start = ""
	if due, _ := DueLetters(y, States(y, nil, "2026-02-02"), "2026-02-02"); len(due) > 0 {
		t.Errorf("a year without a survey sends letters: %+v", due)
	}
	if got := WeeksLater("soon", 2); got != "soon" {
		t.Errorf("two weeks after “soon” is %q", got)
	}
}

// TestOnlyWhatASupplierCanActOnIsTold: what was waived, what is about our own work, and what
// is gone when another point is put right, is kept from it.
func TestOnlyWhatASupplierCanActOnIsTold(t *testing.T) {
	rules := []finding.Rule{{Name: "theirs"}, {Name: "ours", Internal: true}}
	list := []finding.Finding{{Rule: "theirs", Cell: "A1"}, {Rule: "theirs", Cell: "A2", Waived: true}, {Rule: "ours", Cell: "A3"}, {Rule: "ours", Cell: "A4", Waived: true}, {Rule: "new", Cell: "A5"}, {Rule: "theirs", Cell: "A6", Follows: "new"}}
	var told []string
	for _, f := range FindingsFor(rules, list) {
		told = append(told, f.Cell)
	}
	if diff := cmp.Diff([]string{"A1", "A5"}, told); diff != "" {
		t.Error(diff)
	}
}

// TestTheWholeLetter holds every word of two letters of correction.
func TestTheWholeLetter(t *testing.T) {
	phone := finding.Rule{Name: "phone", Severity: finding.Error, Explanation: "It is required.", Fix: "Enter it."}
	name := finding.Rule{Name: "name", Severity: finding.Warning, Explanation: "Another name.", Fix: "Confirm it."}
	sheet := finding.Rule{Name: "sheet", Severity: finding.Warning, Fix: "Add it."}
	d := cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx", Template: cmrt.Template{Type: "CMRT", Version: "6.5"}, Company: cmrt.Company{Name: "Acme GmbH", ContactName: "A. Muster", EffectiveDate: "2026-02-03"}}
	must := Correction{From: "Example, Inc.", Declaration: d, Rules: []finding.Rule{phone, name, sheet}, Findings: []finding.Finding{
		name.At(d.File, "Declaration", "D8", "The name differs."), phone.At(d.File, "Declaration", "D17", "The cell is blank."), sheet.At(d.File, "Product List", "", "It is missing.")}}
	look := Correction{Declaration: cmrt.Declaration{File: "acme.xlsx", Template: cmrt.Template{Version: "6.5"}}, Rules: must.Rules, Findings: must.Findings[:1]}
	for want, c := range map[string]Correction{`Subject: Please correct your conflict minerals declaration (acme.xlsx)

Dear A. Muster,

thank you for your conflict minerals declaration for Acme GmbH (CMRT 6.5,
dated 2026-02-03).

Example, Inc. must report each year whether the tin, tantalum, tungsten and
gold in its products may come from the Democratic Republic of the Congo or a
neighbouring country, and your answers are part of that report.

We cannot use the declaration as it is. Please correct the following in the
workbook and send it again.

 1. Sheet Declaration, cell D17: The cell is blank.
    Why: It is required.
    What to do: Enter it.

Please also check these points. They may be correct; if so, please confirm.

 2. Sheet Declaration, cell D8: The name differs.
    Why: Another name.
    What to do: Confirm it.

 3. Sheet Product List: It is missing.
    What to do: Add it.

Thank you for your help.

Example, Inc.
`: must, `Subject: Your conflict minerals declaration (acme.xlsx)

Dear Sir or Madam,

thank you for your conflict minerals declaration.

We must report each year whether the tin, tantalum, tungsten and gold in its
products may come from the Democratic Republic of the Congo or a
neighbouring country, and your answers are part of that report.

No correction is required. Please check the following points and tell us the
result; if an answer was wrong, send the workbook again.

 1. Sheet Declaration, cell D8: The name differs.
    Why: Another name.
    What to do: Confirm it.

Thank you for your help.
`: look} {
		if diff := cmp.Diff(want, c.Text()); diff != "" {
			t.Error(diff)
		}
	}
}
