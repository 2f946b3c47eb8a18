package campaign

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Kinds of letters, as the outreach log has them.
const (
	ToAsk      = "request"
	ToRemind   = "reminder"
	ToCorrect  = "correction"
	ToEscalate = "escalation"
	ToThank    = "thanks"
)

// Letter is a message that is due. Internal.
type Letter struct {
	State  State
	Kind   string
	Number int    // of a reminder, from 1
	Due    string // day since which it is due
	Why    string // in words
}

// DueLetters gives the letters that are due at the end of a day (YYYY-MM-DD), by
// supplier: at most one to each, and none to whom something went out on that day. What
// cannot be sent, since a supplier has no usable address, is in blocked.
//
// A request is due from the day on which the survey begins; reminders and the escalation
// so many weeks after the request as the year says, counted from the day on which it
// arrived, and a week after any other message; a correction when a workbook was returned
// and no correction went out since it came, and again while nothing else comes; thanks when one was accepted. Nothing is due
// after the cut-off, nor to suppliers out of scope, nor to one that refused or was taken
// to its buyer already.
func DueLetters(y *project.Year, states []State, day string) (due, blocked []Letter) {
	for _, s := range states {
		l, ok := letterTo(y, s, day)
		switch {
		case !ok || s.Last == day:
		case s.Supplier.Email == "" && l.Kind != ToEscalate:
			l.Why = "no e-mail address is on the roster"
			blocked = append(blocked, l)
		case s.cameBack(l.Kind):
			l.Why = fmt.Sprintf("the message of %s came back: correct the address on the roster, or ask in another way and log it", s.Last)
			blocked = append(blocked, l)
		default:
			due = append(due, l)
		}
	}
	return due, blocked
}

// cameBack tells whether the last message to the supplier came back, and nothing says
// that its address was corrected since: the log's note names the address, and it is
// that of the roster still. Escalations go to the buyer, whatever the supplier's address.
func (s State) cameBack(kind string) bool {
	if kind == ToEscalate || len(s.Letters) == 0 {
		return false
	}
	last := s.Letters[len(s.Letters)-1]
	corrected := strings.Contains(last.Note, "@") && !strings.Contains(strings.ToLower(last.Note), strings.ToLower(s.Supplier.Email))
	return last.Outcome == "bounced" && last.Kind != ToEscalate && !corrected
}

func letterTo(y *project.Year, s State, day string) (Letter, bool) {
	c := y.Settings.Campaign
	if s.Supplier.InScope != "yes" || c.Start == "" || day < c.Start || day > y.Settings.CutOff {
		return Letter{}, false
	}
	switch s.Stage {
	case NotAsked, Bounced:
		return Letter{State: s, Kind: ToAsk, Due: c.Start, Why: "not asked yet"}, true
	case Asked, Reminded, Answered:
		return s.followUp(c, day)
	case Returned:
		if l, ok := s.after(ToCorrect, "its declaration was returned for correction"); ok {
			return l, true
		}
		return s.correctAgain(c, day)
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
func (s State) notAtOnce(due string) string { return max(due, WeeksLater(s.Last, 1)) }

// after is a letter about the workbook that counts, unless it was written since that came.
func (s State) after(kind, why string) (Letter, bool) {
	written := slices.ContainsFunc(s.Letters, func(o tables.Outreach) bool {
		return o.Kind == kind && o.Outcome != "bounced" && o.Date >= s.Received
	})
	return Letter{State: s, Kind: kind, Due: s.Received, Why: why}, !written
}

// correctAgain repeats the correction, as often as there are reminders, where nothing came
// since: each as many weeks after the one before as the first reminder after the request.
func (s State) correctAgain(c project.Campaign, day string) (Letter, bool) {
	written, last := 0, ""
	for _, o := range s.Letters {
		if o.Kind == ToCorrect && o.Outcome != "bounced" && o.Date >= s.Received {
			written, last = written+1, o.Date
		}
	}
	if written == 0 || written > len(c.ReminderWeeks) {
		return Letter{}, false
	}
	weeks := c.ReminderWeeks[0]
	due := s.notAtOnce(WeeksLater(last, weeks))
	return Letter{State: s, Kind: ToCorrect, Due: due, Why: fmt.Sprintf("not corrected %d weeks after the last letter", weeks)}, due <= day
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
