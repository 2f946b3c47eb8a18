package campaign

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestByWhichWorkbookASupplierIsJudged: of any two, in whichever order they came. What was
// returned goes before what was accepted, and that before what is dated after the cut-off;
// of two alike the first, and of those that do not count the last.
func TestByWhichWorkbookASupplierIsJudged(t *testing.T) {
	const onTime, late = "2026-02-01", "2026-06-01"
	book := func(name string, v check.Verdict, date string) check.Workbook {
		return check.Workbook{Supplier: "acme", Verdict: v, Declaration: cmrt.Declaration{File: name, Company: cmrt.Company{EffectiveDate: date}}}
	}
	order := [][]check.Workbook{ // those that go first, first
		{book("returned", check.Returned, onTime)}, {book("accepted", check.Accepted, onTime)},
		{book("late", check.Accepted, late), book("late, returned", check.Returned, late)},
		{book("stale", check.Stale, onTime), book("unreadable", check.Unreadable, "")},
		{book("superseded", check.Superseded, onTime)},
	}
	for i, better := range order {
		for j, worse := range order {
			for _, a := range better {
				for _, b := range worse {
					for _, pair := range [][]check.Workbook{{a, b}, {b, a}} {
						want := pair[0].Declaration.File
						switch {
						case i == 4 && j == 4:
							want = ""
						case i < j:
							want = a.Declaration.File
						case j < i:
							want = b.Declaration.File
						case i == 3:
							want = pair[1].Declaration.File
						}
						got := ""
						if b := deciding(surveyed(), pair); b != nil {
							got = b.Declaration.File
						}
						if got != want {
							t.Errorf("%s, then %s: judged by %q, want %q", pair[0].Declaration.File, pair[1].Declaration.File, got, want)
						}
					}
				}
			}
		}
	}
}

// TestLettersAreRepeatedAsTheYearSays: corrections as often as there are reminders, each after
// as many weeks as the first of them; questions once, after weeks of their own; each a week
// after the last message at least, and the day after one that was promised.
func TestLettersAreRepeatedAsTheYearSays(t *testing.T) {
	for name, tc := range map[string]struct {
		verdict  check.Verdict
		asks     bool
		received string
		log      string
		promised string // until which day, on 11 February
		want     string // kind and day of the next letter
		why      string
	}{
		"a correction again":           {check.Returned, false, "2026-02-10", "2026-02-10 correction sent", "", "correction 2026-02-24", "not corrected 2 weeks after the last letter"},
		"and again":                    {check.Returned, false, "2026-02-10", "2026-02-10 correction sent\n2026-02-24 correction sent", "", "correction 2026-03-10", "not corrected 2 weeks after the last letter"},
		"no more":                      {check.Returned, false, "2026-02-10", "2026-02-10 correction sent\n2026-02-24 correction sent\n2026-03-10 correction sent", "", "", ""},
		"a week after another letter":  {check.Returned, false, "2026-02-10", "2026-02-10 correction sent\n2026-02-20 thanks sent", "", "correction 2026-02-27", "not corrected 2 weeks after the last letter"},
		"promised for the day before":  {check.Returned, false, "2026-02-10", "2026-02-10 correction sent", "2026-02-23", "correction 2026-02-24", "not corrected 2 weeks after the last letter"},
		"promised for that day":        {check.Returned, false, "2026-02-10", "2026-02-10 correction sent", "2026-02-24", "correction 2026-02-25", "not corrected 2 weeks after the last letter"},
		"questions again":              {check.Accepted, true, "2026-02-10", "2026-02-10 questions sent", "", "questions 2026-03-10", "no answer to the questions 4 weeks after the last letter"},
		"no more questions":            {check.Accepted, true, "2026-02-10", "2026-02-10 questions sent\n2026-03-10 questions sent", "", "", ""},
		"of a day that nobody logged":  {check.Accepted, true, "", "2026-02-10 questions sent", "", "questions 2026-03-10", "no answer to the questions 4 weeks after the last letter"},
		"answered on the day it came":  {check.Accepted, true, "2026-02-10", "2026-02-10 reply answered\n2026-02-10 questions sent", "", "", ""},
		"answered on the day before":   {check.Accepted, true, "2026-02-10", "2026-02-09 reply answered\n2026-02-10 questions sent", "", "questions 2026-03-10", "no answer to the questions 4 weeks after the last letter"},
		"asked although too old came":  {check.Stale, false, "2026-01-02", "2026-01-12 correction sent", "", "request 2026-01-19", "not asked yet"},
		"too old, and not told so yet": {check.Stale, false, "2026-01-20", "2026-01-12 request sent", "", "correction 2026-01-20", "its workbook could not be read, or is too old"},
		"escalated, and came back":     {"", false, "", "2026-01-12 request sent\n2026-01-26 reminder sent\n2026-02-16 reminder sent\n2026-03-16 escalation bounced", "", "escalation 2026-03-23", "no answer after 2 reminders"},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"})
		y.Settings.Campaign.ReminderWeeks, y.Settings.Campaign.QuestionWeeks = []int{2, 5}, 4
		y.Outreach = log(t, tc.log)
		if tc.promised != "" {
			y.Outreach = append(y.Outreach, tables.Outreach{Date: "2026-02-11", Supplier: "acme", Kind: Reply, Outcome: "promised", Until: tc.promised})
		}
		if tc.received != "" {
			y.Received = []tables.Received{{Date: tc.received, SHA256: "1"}}
		}
		var books []check.Workbook
		if tc.verdict != "" {
			books = []check.Workbook{{Supplier: "acme", Verdict: tc.verdict, Declaration: cmrt.Declaration{SHA256: "1"}}}
		}
		if tc.asks {
			books[0].Findings = []finding.Finding{{Rule: "q", Severity: finding.Warning, Question: true}}
		}
		got, why := "", ""
		last := y.Outreach[len(y.Outreach)-1].Date
		for day := dayAfter(last); day <= y.Settings.CutOff && got == ""; day = dayAfter(day) {
			due, blocked := DueLetters(y, States(y, books, day), day)
			if len(blocked) > 0 {
				t.Fatalf("%s: blocked %+v", name, blocked)
			}
			for _, l := range due {
				got, why = l.Kind+" "+day, l.Why
				if l.Due != day && tc.verdict != check.Stale {
					t.Errorf("%s: first written on %s, due since %q", name, day, l.Due)
				}
				if tc.verdict == check.Stale { // it was due before the day that was looked at first
					got = l.Kind + " " + l.Due
				}
			}
		}
		if got != tc.want || why != tc.why {
			t.Errorf("%s: %q since %q, want %q since %q", name, got, why, tc.want, tc.why)
		}
	}
}

// TestMessagesOfADayByAnyProgramme hold back what another one has due, if they went out by that
// day; what a supplier said is none, and what comes later is not known.
func TestMessagesOfADayByAnyProgramme(t *testing.T) {
	const day = "2026-02-16"
	for name, tc := range map[string]struct {
		log  tables.Outreach
		want int
	}{
		"nothing":              {tables.Outreach{}, 1},
		"a message that day":   {tables.Outreach{Date: day, Kind: ToThank, Outcome: "sent"}, 0},
		"a week before":        {tables.Outreach{Date: "2026-02-09", Kind: ToThank, Outcome: "sent"}, 1},
		"six days before":      {tables.Outreach{Date: "2026-02-10", Kind: ToThank, Outcome: "sent"}, 0},
		"an answer that day":   {tables.Outreach{Date: day, Kind: Reply, Outcome: "answered"}, 1},
		"a message afterwards": {tables.Outreach{Date: "2026-02-17", Kind: ToThank, Outcome: "sent"}, 1},
	} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes", Email: "a@x.example"})
		y.Settings.Programmes = []string{"cmrt", "emrt"}
		y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "acme", Kind: ToAsk, Channel: "email", Outcome: "sent", Programmes: "emrt"}}
		tc.log.Supplier = "acme"
		if tc.log.Date != "" {
			y.Outreach = append(y.Outreach, tc.log)
		}
		emrt := y.By("EMRT")
		due, blocked := DueOfAll([]ByProgramme{{emrt, States(emrt, nil, day)}}, y.Outreach, day)
		if len(due) != tc.want || len(blocked) > 0 || tc.want == 1 && due[0].Kind != ToRemind {
			t.Errorf("%s: %+v, blocked %+v", name, due, blocked)
		}
	}
}

// TestWhoHasNoAddress is told so, whatever came back; nobody's address is lost with it.
func TestWhoHasNoAddress(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"}, tables.Supplier{ID: "beta", InScope: "yes"})
	y.Outreach = log(t, "2026-01-12 request bounced")
	_, blocked := DueLetters(y, States(y, nil, "2026-01-20"), "2026-01-20")
	if len(blocked) != 2 || blocked[0].Why != "no e-mail address is on the roster" || blocked[1].Why != blocked[0].Why {
		t.Errorf("%+v", blocked)
	}
}

// TestARefusalOnTheDayOfTheCutOff is in the report; the day after it is not.
func TestARefusalOnTheDayOfTheCutOff(t *testing.T) {
	for day, want := range map[string]Standing{"2026-05-31": Declined, "2026-06-01": Silent} {
		y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
		y.Outreach = log(t, "2026-01-12 request sent\n"+day+" reply refused")
		if got := Responses(y, nil)[0].Stage; got != string(want) {
			t.Errorf("refused on %s: %q", day, got)
		}
	}
}

// TestAPlaceIsToldAsExcelHasIt, as far as it is known.
func TestAPlaceIsToldAsExcelHasIt(t *testing.T) {
	for _, tc := range []struct {
		sheet string
		cells []string
		want  string
	}{{"S", []string{"D8"}, "Sheet S, cell D8: "}, {"S", []string{"D8", "D10"}, "Sheet S, cells D8, D10: "}, {"S", []string{"D8", "D9", "F1"}, "Sheet S, cells D8:D9, F1: "}, {"S", []string{""}, "Sheet S: "}, {"S", nil, "Sheet S: "}, {"", []string{"12"}, ""}, {"", nil, ""}} {
		if got := place(tc.sheet, tc.cells...); got != tc.want {
			t.Errorf("%q %q: %q", tc.sheet, tc.cells, got)
		}
	}
}

// TestLettersOfOneThing hold every word where little is to be said, and how long lines and
// several places of one point are set.
func TestLettersOfOneThing(t *testing.T) {
	const thanks = "thank you for your conflict minerals declaration.\n\nWe must report each year whether the tin, tantalum, tungsten and gold in its\nproducts may come from the Democratic Republic of the Congo or a\nneighbouring country, and your answers are part of that report.\n\n"
	f := func(cell, message string) finding.Finding {
		return finding.Finding{Rule: "r", Severity: finding.Error, Sheet: "Declaration", Cell: cell, Message: message, Fix: "Mend it."}
	}
	long := strings.TrimSpace(strings.Repeat("seven77 ", 8))
	for want, c := range map[string]Correction{
		"Subject: Your conflict minerals declaration (a.xlsx)\n\nDear Sir or Madam,\n\n" + thanks + "We have reviewed it and found nothing to correct.\n\nThank you for your help.\n": {Declaration: cmrt.Declaration{File: "a.xlsx"}},
		"Subject: Please correct your conflict minerals declaration (a.xlsx)\n\nDear Sir or Madam,\n\n" + thanks + "Unfortunately we could not read the file:\n\n 1. It is a picture.\n    What to do: Send it.\n\nThank you for your help.\n": {
			Declaration: cmrt.Unreadable("a.xlsx", "It is a picture."), Findings: []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error, Message: "It is a picture.", Fix: "Send it."}}},
		"Subject: Please correct your conflict minerals declaration (a.xlsx)\n\nDear Sir or Madam,\n\n" + thanks + fmt.Sprintf("We cannot use the declaration as it is. Please correct the following in the\nworkbook and send it again.\n\n 1. Sheet Declaration, cell D8: seven77 seven77 seven77 seven77 seven77\n    seven77 seven77 seven77\n    Sheet Declaration, cell D9: %s\n    What to do: Mend it.\n\nThank you for your help.\n", "short"): {
			Declaration: cmrt.Declaration{File: "a.xlsx"}, Findings: []finding.Finding{f("D8", long), f("D9", "short")}},
	} {
		if diff := cmp.Diff(want, c.Text()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestQuestionsStandInTheOrderOfTheirDeclarations, so that a letter tells them file by file.
func TestQuestionsStandInTheOrderOfTheirDeclarations(t *testing.T) {
	var books []check.Workbook
	for _, file := range []string{"b", "a"} {
		books = append(books, check.Workbook{Supplier: "acme", Verdict: check.Accepted, Declaration: cmrt.Declaration{File: file, SHA256: file}, Findings: []finding.Finding{{File: file, Cell: "1", Severity: finding.Warning, Question: true}, {File: file, Cell: "2", Severity: finding.Error, Question: true}}})
	}
	y := surveyed(tables.Supplier{ID: "acme", InScope: "yes"})
	y.Settings.Campaign = project.Campaign{}
	got := ""
	for _, f := range States(y, books, "2026-02-01")[0].Questions {
		got += f.File + f.Cell + " "
	}
	if got != "b1 b2 a1 a2 " {
		t.Errorf("asked is %s", got)
	}
}
