package campaign

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// happened is what the test knows of a supplier, told without package campaign.
type happened struct {
	asked, back, escalated bool
	reminders              int
	refused                bool
	promised, promisedOn   string
	book, bookDay          string // the newest workbook that came, and when
	open                   bool   // it leaves questions
	answered               bool   // by telephone, since it came
	dead                   map[string]bool
	last                   string         // day of the last letter
	wrote                  map[string]int // letters by what they are about
}

func (h *happened) stage(day string) Stage {
	switch {
	case h.book == "good" && h.open:
		return Questions
	case h.book == "good":
		return Accepted
	case h.book == "bad":
		return Returned
	case h.book == "old":
		return Answered
	case h.refused:
		return Refused
	case h.promised >= day && h.promised != "":
		return Promised
	case h.escalated:
		return Escalated
	case h.reminders > 0:
		return Reminded
	case h.asked:
		return Asked
	case h.back:
		return Bounced
	}
	return NotAsked
}

// TestASeasonDayByDay plays five months of 200 suppliers: letters that come back, addresses
// that are corrected, calls, refusals, promises, workbooks of every kind, questions that are
// answered or settled. Every day everybody stands where it should, and no letter goes twice,
// to a dead address, to who refused, or to who promised.
func TestASeasonDayByDay(t *testing.T) {
	random := rand.New(rand.NewPCG(2025, 20))
	chance := func(in int) bool { return random.IntN(in) == 0 }
	y := surveyed()
	var books []check.Workbook
	known := map[string]*happened{}
	for i := range 200 {
		id := fmt.Sprintf("s%03d", i)
		y.Roster = append(y.Roster, tables.Supplier{ID: id, Name: id, Email: id + "@a.example", InScope: "yes", Buyer: "b@us.example"})
		known[id] = &happened{dead: map[string]bool{}, wrote: map[string]int{}}
	}
	sent, stages, fail := map[string]int{}, map[Stage]int{}, 0
	wrong := func(format string, args ...any) {
		if fail++; fail < 20 {
			t.Errorf(format, args...)
		}
	}
	for day := "2026-01-05"; day <= "2026-06-05"; day = dayAfter(day) {
		// What comes back and what suppliers say, before letters are written.
		for i := range y.Roster {
			s := &y.Roster[i]
			h := known[s.ID]
			if h.last == daysLater(day, -1) && !h.dead[s.Email] && chance(12) { // a report about yesterday's letter
				for n := len(y.Outreach) - 1; n >= 0; n-- {
					o := &y.Outreach[n]
					if o.Supplier != s.ID || o.Kind == Reply || o.Channel != "email" {
						continue
					}
					if o.Kind == ToEscalate || o.Date != h.last || !strings.Contains(o.Note, s.Email) {
						break
					}
					o.Outcome, o.Note = "bounced", s.Email+": came back on "+day
					h.dead[s.Email] = true
					switch {
					case o.Kind == ToAsk && h.reminders == 0:
						h.asked, h.back = false, true
					case o.Kind == ToRemind:
						h.reminders--
					}
					h.wrote[o.Kind+" "+h.about(o.Kind, h.reminders+1)]--
					break
				}
			}
			if h.dead[s.Email] && chance(15) {
				s.Email = fmt.Sprintf("new%s.%s", day, s.ID) + "@a.example"
			}
			say := func(outcome, until string) {
				y.Outreach = append(y.Outreach, tables.Outreach{Date: day, Supplier: s.ID, Kind: Reply, Channel: "phone", Outcome: outcome, Until: until})
			}
			switch {
			case h.asked && h.book == "" && !h.refused && chance(120):
				say("refused", "")
				h.refused = true
			case h.asked && h.book == "" && chance(60):
				h.promised, h.promisedOn, h.refused = daysLater(day, 3+random.IntN(20)), day, false
				say("promised", h.promised)
			case h.book == "good" && h.open && !h.answered && h.wrote["questions "+h.bookDay] > 0 && chance(20):
				say("answered", "")
				h.answered = true
			case h.book == "good" && h.open && h.answered && chance(10): // a person settles it
				for n := range books {
					if books[n].Supplier == s.ID {
						books[n].Findings = nil
					}
				}
				h.open = false
			case h.asked && chance(40) || h.book == "bad" && chance(25):
				verdict := check.Accepted
				h.book, h.bookDay, h.open, h.answered = "good", day, false, false
				var asks []finding.Finding
				switch random.IntN(4) {
				case 0:
					verdict, h.book = check.Returned, "bad"
				case 1:
					verdict, h.book = check.Stale, "old"
				case 2:
					h.open, asks = true, []finding.Finding{{Rule: "x", Severity: finding.Warning, Question: true}}
				}
				for n := range books {
					if books[n].Supplier == s.ID {
						books[n].Verdict = check.Superseded
					}
				}
				name := s.ID + day
				books = append(books, check.Workbook{Supplier: s.ID, Verdict: verdict, Findings: asks, Declaration: cmrt.Declaration{File: name, SHA256: name}})
				y.Received = append(y.Received, tables.Received{Date: day, Supplier: s.ID, SHA256: name})
			}
		}
		due, _ := DueLetters(y, States(y, books, day), day)
		today := map[string]bool{}
		for _, l := range due {
			s, h := l.State.Supplier, known[l.State.Supplier.ID]
			what := fmt.Sprintf("%s, %s: %s %d", day, s.ID, l.Kind, l.Number)
			about := l.Kind + " " + h.about(l.Kind, l.Number)
			most := map[string]int{ToCorrect: 4, ToQuestion: 2}
			h.wrote[about]++
			switch {
			case today[s.ID]:
				wrong("%s is the second letter of the day", what)
			case h.wrote[about] > max(most[l.Kind], 1):
				wrong("%s: %s went %d times", what, about, h.wrote[about])
			case l.Kind != ToEscalate && h.dead[s.Email]:
				wrong("%s goes to an address from which a letter came back", what)
			case h.refused && h.book == "":
				wrong("%s goes to one that refused", what)
			case h.book == "" && h.promised >= day && h.promised != "":
				wrong("%s goes to one that promised by %s", what, h.promised)
			case l.Kind == ToThank && (h.book != "good" || h.open), l.Kind == ToQuestion && (h.book != "good" || !h.open || h.answered), l.Kind == ToCorrect && h.book != "bad" && h.book != "old", l.Kind == ToRemind && (h.book == "good" || h.book == "bad"):
				wrong("%s, and its workbook is %q, with questions: %v", what, h.book, h.open)
			case h.last != "" && h.bookDay < h.last && daysLater(h.last, 7) > day && !h.back && !(l.Kind == ToThank && !h.open):
				wrong("%s comes less than a week after the letter of %s", what, h.last)
			}
			today[s.ID] = true
			sent[l.Kind]++
			h.last = day
			to := s.Email
			switch l.Kind {
			case ToAsk:
				h.asked, h.back = true, false
			case ToRemind:
				h.reminders++
			case ToEscalate:
				h.escalated, to = true, "b@us.example"
			}
			y.Outreach = append(y.Outreach, tables.Outreach{Date: day, Supplier: s.ID, Kind: l.Kind, Channel: "email", Outcome: "sent", Note: to})
		}
		if again, _ := DueLetters(y, States(y, books, day), day); len(again) > 0 {
			wrong("%s: %d letters are due twice, first %s to %s", day, len(again), again[0].Kind, again[0].State.Supplier.ID)
		}
		for _, s := range States(y, books, day) {
			if want := known[s.Supplier.ID].stage(day); s.Stage != want {
				wrong("%s: %s is %q, should be %q", day, s.Supplier.ID, s.Stage, want)
			}
			stages[s.Stage]++
		}
	}
	for _, kind := range []string{ToAsk, ToRemind, ToCorrect, ToQuestion, ToEscalate, ToThank} {
		if sent[kind] < 20 {
			t.Errorf("the season had only %d letters of the kind %s: %v", sent[kind], kind, sent)
		}
	}
	for _, stage := range Stages {
		if stages[stage] == 0 {
			t.Errorf("nobody ever was %s", stage)
		}
	}
	t.Log(sent, stages)
}

// about is what a letter of a kind is about, so that it goes once.
func (h *happened) about(kind string, number int) string {
	switch kind {
	case ToRemind:
		return fmt.Sprint(number)
	case ToCorrect, ToQuestion, ToThank:
		return h.bookDay
	}
	return ""
}
