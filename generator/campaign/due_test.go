package campaign

import (
	"fmt"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func surveyed(suppliers ...tables.Supplier) *project.Year {
	y := &project.Year{Number: 2025, Roster: suppliers}
	y.Settings.CutOff = "2026-05-31"
	y.Settings.Campaign = project.Campaign{Start: "2026-01-12", Due: "2026-02-27", ReminderWeeks: []int{3, 5, 7}, EscalationWeeks: 9, QuestionWeeks: 3}
	return y
}

// TestFiveMonths plays one supplier through the campaign, day by day: what is due is
// sent, and logged.
func TestFiveMonths(t *testing.T) {
	const bad, good, old, doubtful = "bad.xlsx", "good.xlsx", "old.xlsx", "doubtful.xlsx"
	promised := tables.Outreach{Kind: Reply, Channel: "phone", Outcome: "promised", Until: "2026-02-20"}
	for _, c := range []struct {
		name   string
		events map[string]tables.Outreach // what comes back, by day: an outcome for the letter of that day, or a kind of answer
		books  map[string]string          // day → file that comes
		want   string                     // letters that went out
		stage  Stage                      // in the end
	}{
		{"silence", nil, nil, "01-12 request, 02-02 reminder 1, 02-16 reminder 2, 03-02 reminder 3, 03-16 escalation 0, ", Escalated},
		{"an answer at once", nil, map[string]string{"2026-01-20": good}, "01-12 request, 01-20 thanks 0, ", Accepted},
		{"an answer after a reminder", nil, map[string]string{"2026-02-10": good}, "01-12 request, 02-02 reminder 1, 02-10 thanks 0, ", Accepted},
		{"returned, then right", nil, map[string]string{"2026-01-20": bad, "2026-03-01": good}, "01-12 request, 01-20 correction 0, 02-10 correction 0, 03-01 thanks 0, ", Accepted},
		{"returned, then silence", nil, map[string]string{"2026-01-20": bad}, "01-12 request, 01-20 correction 0, 02-10 correction 0, 03-03 correction 0, 03-24 correction 0, ", Returned},
		{"too old, after the buyer was told", nil, map[string]string{"2026-03-20": old}, "01-12 request, 02-02 reminder 1, 02-16 reminder 2, 03-02 reminder 3, 03-16 escalation 0, 03-20 correction 0, ", Answered},
		{"too old, between reminders", nil, map[string]string{"2026-02-15": old}, "01-12 request, 02-02 reminder 1, 02-15 correction 0, 02-22 reminder 2, 03-02 reminder 3, 03-16 escalation 0, ", Answered},
		{"too old, before it was asked", nil, map[string]string{"2026-01-02": old}, "01-12 correction 0, 01-19 request, 02-09 reminder 1, 02-23 reminder 2, 03-09 reminder 3, 03-23 escalation 0, ", Answered},
		{"refused", map[string]tables.Outreach{"2026-02-05": {Kind: "reminder", Channel: "phone", Outcome: "refused"}}, nil, "01-12 request, 02-02 reminder 1, ", Refused},
		{"accepted, with questions", nil, map[string]string{"2026-01-20": doubtful}, "01-12 request, 01-20 questions 0, 02-10 questions 0, ", Questions},
		{"questions, then a clear declaration", nil, map[string]string{"2026-01-20": doubtful, "2026-02-05": good}, "01-12 request, 01-20 questions 0, 02-05 thanks 0, ", Accepted},
		{"questions answered by telephone", map[string]tables.Outreach{"2026-01-28": {Kind: Reply, Channel: "phone", Outcome: "answered"}}, map[string]string{"2026-01-20": doubtful}, "01-12 request, 01-20 questions 0, ", Questions},
		{"a promise that was kept", map[string]tables.Outreach{"2026-02-05": promised}, map[string]string{"2026-02-19": good}, "01-12 request, 02-02 reminder 1, 02-19 thanks 0, ", Accepted},
		{"a promise that was not", map[string]tables.Outreach{"2026-02-05": promised}, nil, "01-12 request, 02-02 reminder 1, 02-21 reminder 2, 03-02 reminder 3, 03-16 escalation 0, ", Escalated},
		{"a promise kept badly", map[string]tables.Outreach{"2026-02-05": promised}, map[string]string{"2026-02-10": bad}, "01-12 request, 02-02 reminder 1, 02-10 correction 0, 03-03 correction 0, 03-24 correction 0, 04-14 correction 0, ", Returned},
		{"a better one promised on the day it came", map[string]tables.Outreach{"2026-02-05": {Kind: Reply, Channel: "phone", Outcome: "promised", Until: "2026-03-20"}}, map[string]string{"2026-02-05": bad}, "01-12 request, 02-02 reminder 1, 02-05 correction 0, 03-21 correction 0, 04-11 correction 0, 05-02 correction 0, ", Returned},
		{"promised on the day before it came", map[string]tables.Outreach{"2026-02-04": {Kind: Reply, Channel: "phone", Outcome: "promised", Until: "2026-03-20"}}, map[string]string{"2026-02-05": bad}, "01-12 request, 02-02 reminder 1, 02-05 correction 0, 02-26 correction 0, 03-19 correction 0, 04-09 correction 0, ", Returned},
		{"refused, then promised", map[string]tables.Outreach{"2026-01-20": {Kind: Reply, Outcome: "refused"}, "2026-02-05": promised}, nil, "01-12 request, 02-21 reminder 1, 02-28 reminder 2, 03-07 reminder 3, 03-16 escalation 0, ", Escalated},
	} {
		y := surveyed(tables.Supplier{ID: "acme", Name: "Acme", Email: "a@x.example", InScope: "yes"}, tables.Supplier{ID: "out", Email: "o@x.example", InScope: "no"})
		var books []check.Workbook
		got, stage := "", Stage("")
		for day := "2026-01-01"; day <= "2026-06-10"; day = dayAfter(day) {
			if file := c.books[day]; file != "" {
				verdict := check.Accepted
				if file == bad {
					verdict = check.Returned
				}
				if file == old {
					verdict = check.Stale
				}
				for i := range books {
					books[i].Verdict = check.Superseded
				}
				var asks []finding.Finding
				if file == doubtful {
					asks = []finding.Finding{{Rule: "covered-country-declared", Severity: finding.Warning, Question: true}}
				}
				books = append(books, check.Workbook{Supplier: "acme", Verdict: verdict, Findings: asks, Declaration: cmrt.Declaration{File: file, SHA256: file}})
				y.Received = append(y.Received, tables.Received{Date: day, Supplier: "acme", SHA256: file})
			}
			if o, ok := c.events[day]; ok {
				o.Date, o.Supplier = day, "acme"
				y.Outreach = append(y.Outreach, o)
			}
			due, blocked := DueLetters(y, States(y, books, day), day)
			if len(blocked) > 0 || len(due) > 1 {
				t.Fatalf("%s, %s: %+v %+v", c.name, day, due, blocked)
			}
			for _, l := range due {
				number := fmt.Sprintf(" %d", l.Number)
				if l.Kind == ToAsk {
					number = ""
				}
				got += day[5:] + " " + l.Kind + number + ", "
				y.Outreach = append(y.Outreach, tables.Outreach{Date: day, Supplier: "acme", Kind: l.Kind, Channel: "email", Outcome: "sent"})
			}
			if again, _ := DueLetters(y, States(y, books, day), day); len(again) > 0 {
				t.Errorf("%s, %s: due twice: %+v", c.name, day, again)
			}
			stage = States(y, books, day)[0].Stage
		}
		if got != c.want || stage != c.stage {
			t.Errorf("%s: %q and %s, want %q and %s", c.name, got, stage, c.want, c.stage)
		}
	}
}

func dayAfter(day string) string { return daysLater(day, 1) }

func TestWhatCannotBeSent(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "a", InScope: "yes"}, tables.Supplier{ID: "b", Email: "b@x.example", InScope: "yes"})
	y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "b", Kind: "request", Outcome: "bounced"}}
	due, blocked := DueLetters(y, States(y, nil, "2026-01-20"), "2026-01-20")
	if len(due) != 0 || len(blocked) != 2 || blocked[0].Why != "no e-mail address is on the roster" || blocked[1].State.Stage != Bounced {
		t.Errorf("due %+v, blocked %+v", due, blocked)
	}
}

// TestAMessageThatCameBack: nothing more goes to that address, and all to another.
func TestAMessageThatCameBack(t *testing.T) {
	for _, c := range []struct {
		note, email, kind, due string
	}{
		{"b@x.example: 550 no such mailbox", "b@x.example", "reminder", ""},
		{"B@X.example: 550 no such mailbox", "b@x.example", "reminder", ""},
		{"b@x.example: 550 no such mailbox", "c@x.example", "reminder", "reminder 1"},
		{"Returned: moved.", "c@x.example", "reminder", ""},
		{"b@x.example: 550 no such mailbox", "c@x.example", "request", "reminder 1"}, // an earlier one arrived
		{"buyer@us.example: 550 no such mailbox", "b@x.example", "escalation", "reminder 1"},
		{"b@x.example: 550 no such mailbox", "b@x.example", "and then a call", ""},
		{"b@x.example: 550 no such mailbox", "b@x.example", "and then a mail that arrived", "reminder 1"},
	} {
		y := surveyed(tables.Supplier{ID: "b", Email: c.email, InScope: "yes"})
		y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "b", Kind: "request", Outcome: "sent"}, {Date: "2026-02-02", Supplier: "b", Kind: c.kind, Outcome: "bounced", Note: c.note}}
		switch at := &y.Outreach[1]; c.kind {
		case "and then a call": // which says nothing about the address
			at.Kind = "reminder"
			y.Outreach = append(y.Outreach, tables.Outreach{Date: "2026-02-09", Supplier: "b", Kind: "request", Channel: "phone", Outcome: "sent", Note: "spoke to Ann, b@x.example"})
		case "and then a mail that arrived":
			at.Kind = "reminder"
			y.Outreach = append(y.Outreach, tables.Outreach{Date: "2026-02-09", Supplier: "b", Kind: "request", Channel: "email", Outcome: "sent", Note: "b@x.example"})
		}
		due, blocked := DueLetters(y, States(y, nil, "2026-02-20"), "2026-02-20")
		got := ""
		for _, l := range due {
			got = fmt.Sprintf("%s %d", l.Kind, l.Number)
		}
		if got != c.due || len(due)+len(blocked) != 1 {
			t.Errorf("%+v: due %q, blocked %v", c, got, blocked)
		}
	}
}

// TestAnAddressThatTwoShare is lost to both.
func TestAnAddressThatTwoShare(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "a", Email: "cm@x.example", InScope: "yes"}, tables.Supplier{ID: "b", Email: "CM@x.example", InScope: "yes"}, tables.Supplier{ID: "c", Email: "c@x.example", InScope: "yes"})
	y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "a", Kind: "request", Channel: "email", Outcome: "bounced", Note: "cm@x.example: came back on 2026-01-13: 550 5.1.1 <cm@x.example>: unknown"}}
	due, blocked := DueLetters(y, States(y, nil, "2026-01-20"), "2026-01-20")
	if len(due) != 1 || due[0].State.Supplier.ID != "c" || len(blocked) != 2 {
		t.Errorf("due %+v, blocked %+v", due, blocked)
	}
}

// TestStatesOfADay: what came later is not known yet.
func TestStatesOfADay(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
	y.Outreach = []tables.Outreach{{Date: "2026-02-02", Supplier: "acme", Kind: "reminder", Outcome: "sent"}, {Date: "2026-01-12", Supplier: "acme", Kind: "request", Outcome: "sent"}}
	y.Received = []tables.Received{{Date: "2026-02-10", Supplier: "acme", SHA256: "1"}}
	in := []check.Workbook{{Declaration: cmrt.Declaration{File: "a.xlsx", SHA256: "1"}}, {Declaration: cmrt.Declaration{File: "b.xlsx", SHA256: "2"}}}
	for day, want := range map[string]struct {
		stage Stage
		since string
		files int
	}{
		"2026-01-01": {NotAsked, "", 1}, "2026-01-12": {Asked, "2026-01-12", 1}, "2026-02-09": {Reminded, "2026-02-02", 1}, "2026-02-10": {Reminded, "2026-02-02", 2},
	} {
		s := States(y, nil, day)[0]
		if n := len(ReceivedBy(y, in, day)); s.Stage != want.stage || s.Since != want.since || n != want.files {
			t.Errorf("%s: %s since %s, %d files", day, s.Stage, s.Since, n)
		}
		logged := LoggedBy(y, day)
		for _, f := range check.Review(logged, ReceivedBy(y, in, day), nil).Findings {
			if f.Rule == "received-file-missing" {
				t.Errorf("%s: what had not come yet is missed: %+v", day, f)
			}
		}
		if want := len(y.Received) - (2 - want.files); len(logged.Received) != want || len(y.Received) != 1 {
			t.Errorf("%s: %d rows logged, want %d", day, len(logged.Received), want)
		}
	}
	if n := Progress(States(y, nil, "2026-02-10"))[Reminded]; n != 1 {
		t.Errorf("%d reminded", n)
	}
}
