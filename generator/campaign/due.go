package campaign

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Kinds of letters, as the outreach log has them.
const (
	ToAsk      = "request"
	ToRemind   = "reminder"
	ToCorrect  = "correction"
	ToQuestion = "questions"
	ToEscalate = "escalation"
	ToThank    = "thanks"
)

// Reply is the kind of what a supplier said without sending a workbook.
const Reply = "reply"

// Letter is a message that is due. Internal.
type Letter struct {
	State  State
	Kind   string
	Number int    // of a reminder, from 1
	Due    string // day since which it is due
	Why    string // in words

	Programme string   // whose template it is about: CMRT, EMRT or AMRT
	Also      []string // programmes whose templates it asks for too
}

// DueLetters gives the letters that are due at the end of a day (YYYY-MM-DD), by
// supplier: at most one to each, and none to whom something went out on that day. What
// cannot be sent, since a supplier has no usable address, is in blocked.
//
// A request is due from the day on which the survey begins; reminders and the escalation
// so many weeks after the request as the year says, counted from the day on which it
// arrived, and a week after any other message; a correction when a workbook was returned
// and no correction went out since it came, and again while nothing else comes; questions
// when one was accepted of which something has to be cleared up, and once again; thanks
// when one was accepted and nothing is open. What a supplier promised by a day is not
// asked for before. Nothing is due after the cut-off, nor to suppliers out of scope, nor to
// one that refused or was taken to its buyer already. Nothing goes to an address from which
// a message came back. Letters to a supplier without an address go to its parent.
func DueLetters(y *project.Year, states []State, day string) (due, blocked []Letter) {
	return dueBeside(y, states, states, day)
}

// dueBeside does the same; all are the states by every programme, by which it is known which
// addresses are lost.
func dueBeside(y *project.Year, states, all []State, day string) (due, blocked []Letter) {
	lost := lostAddresses(all)
	for _, s := range states {
		l, ok := letterTo(y, s, day)
		l.Programme = y.Asks()
		switch {
		case !ok || s.Last == day || s.askedFor && (l.Kind == ToAsk || l.Kind == ToRemind): // of the last its parent is asked, for it too
		case s.Address() == "" && l.Kind != ToEscalate:
			l.Why = "no e-mail address is on the roster"
			blocked = append(blocked, l)
		case l.Kind != ToEscalate && lost[strings.ToLower(s.Address())]:
			l.Why = fmt.Sprintf("a message to %s came back: correct the address on the roster, or ask in another way and log it (“cmr log”)", s.Address())
			blocked = append(blocked, l)
		default:
			due = append(due, l)
		}
	}
	return due, blocked
}

// address finds the addresses in a note of the log.
var address = lazyregexp.New(`[^\s<>:;,"'()]+@[^\s<>:;,"'()]+`)

// lost are the addresses from which a message to a supplier came back, in lower case: the
// note of the log names the address, or none, and then it is the one on the roster. A mail
// that arrived there later takes that back.
func (s State) lost() map[string]bool {
	lost := map[string]bool{}
	for _, o := range s.Letters {
		if o.Channel != "" && o.Channel != "email" || o.Kind == ToEscalate {
			continue
		}
		about := address.FindAllString(strings.ToLower(o.Note), 10)
		if len(about) == 0 && o.Outcome == "bounced" {
			about = []string{strings.ToLower(s.Address())}
		}
		for _, a := range about {
			switch o.Outcome {
			case "bounced":
				lost[a] = true
			case "sent":
				delete(lost, a)
			}
		}
	}
	return lost
}

// lostAddresses are those of all suppliers: two may share one.
func lostAddresses(states []State) map[string]bool {
	all := map[string]bool{}
	for _, s := range states {
		for a := range s.lost() {
			all[a] = true
		}
	}
	return all
}

func letterTo(y *project.Year, s State, day string) (Letter, bool) {
	c := y.Settings.Campaign
	if s.Through != "" { // its parent answered for it, and gets the letters
		return Letter{}, false
	}
	if s.Supplier.InScope != "yes" || c.Start == "" || day < c.Start || day > y.Settings.CutOff {
		return Letter{}, false
	}
	switch s.Stage {
	case NotAsked, Bounced:
		return Letter{State: s, Kind: ToAsk, Due: c.Start, Why: "not asked yet"}, true
	case Asked, Reminded, Promised, Answered:
		return s.followUp(c, day)
	case Returned:
		if l, ok := s.after(ToCorrect, "its declaration was returned for correction"); ok {
			return l, true
		}
		return s.again(ToCorrect, len(c.ReminderWeeks), c.ReminderWeeks[0], day, "not corrected")
	case Questions:
		if l, ok := s.after(ToQuestion, fmt.Sprintf("its declaration was accepted, and questions are open: %d", len(s.Questions))); ok {
			return l, true
		}
		if s.Replied >= s.Received && s.Replied != "" {
			return Letter{}, false // a person has to judge what it said
		}
		return s.again(ToQuestion, 1, c.QuestionWeeks, day, "no answer to the questions")
	case Accepted:
		return s.after(ToThank, "its declaration was accepted")
	}
	return Letter{}, false
}

// followUp is the reminder or the escalation that is due. A workbook that does not count
// is answered once by a correction, which says what is wrong with it, before reminders go on.
func (s State) followUp(c project.Campaign, day string) (Letter, bool) {
	if s.Stage == Answered {
		if l, ok := s.after(ToCorrect, "its workbook could not be read, or is too old"); ok {
			return l, true
		}
	}
	if s.Asked == "" { // its workbook came before any request
		due := s.notAtOnce(c.Start)
		return Letter{State: s, Kind: ToAsk, Due: due, Why: "not asked yet"}, due <= day
	}
	if n := s.Reminders; n < len(c.ReminderWeeks) {
		due := s.notAtOnce(WeeksLater(s.Asked, c.ReminderWeeks[n]))
		return Letter{State: s, Kind: ToRemind, Number: n + 1, Due: due, Why: fmt.Sprintf("no answer %d weeks after the request", c.ReminderWeeks[n])}, due <= day
	}
	if slices.ContainsFunc(s.Letters, func(o tables.Outreach) bool { return o.Kind == ToEscalate && o.Outcome != "bounced" }) {
		return Letter{}, false // its buyer knows; a workbook that does not count came since
	}
	due := s.notAtOnce(WeeksLater(s.Asked, c.EscalationWeeks))
	return Letter{State: s, Kind: ToEscalate, Due: due, Why: fmt.Sprintf("no answer after %d reminders", s.Reminders)}, due <= day
}

// notAtOnce moves the day of a follow-up to a week after the last message, so that a
// survey that is behind its calendar, or a supplier that was just asked for a correction,
// does not get one letter a day.
func (s State) notAtOnce(due string) string {
	due = max(due, WeeksLater(s.Last, 1))
	if s.Promise.Until >= due && s.Received <= s.Promise.Date {
		due = daysLater(s.Promise.Until, 1)
	}
	return due
}

// after is a letter about the workbook that counts, unless it was written since that came.
func (s State) after(kind, why string) (Letter, bool) {
	written := slices.ContainsFunc(s.Letters, func(o tables.Outreach) bool {
		return o.Kind == kind && o.Outcome != "bounced" && o.Date >= s.Received
	})
	return Letter{State: s, Kind: kind, Due: s.Received, Why: why}, !written
}

// again repeats a letter about the workbook that counts, a number of times, where nothing
// came since: each so many weeks after the one before.
func (s State) again(kind string, times, weeks int, day, why string) (Letter, bool) {
	written, last := 0, ""
	for _, o := range s.Letters {
		if o.Kind == kind && o.Outcome != "bounced" && o.Date >= s.Received {
			written, last = written+1, o.Date
		}
	}
	if written == 0 || written > times {
		return Letter{}, false
	}
	due := s.notAtOnce(WeeksLater(last, weeks))
	return Letter{State: s, Kind: kind, Due: due, Why: fmt.Sprintf("%s %d weeks after the last letter", why, weeks)}, due <= day
}

// WeeksLater is the day some weeks after another (YYYY-MM-DD).
func WeeksLater(day string, weeks int) string { return daysLater(day, 7*weeks) }

func daysLater(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// Progress counts the suppliers in scope by stage.
func Progress(states []State) map[Stage]int {
	n := map[Stage]int{}
	for _, s := range states {
		if s.Supplier.InScope == "yes" {
			n[s.Stage]++
		}
	}
	return n
}
