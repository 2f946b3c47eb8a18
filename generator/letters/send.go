package letters

import (
	"context"
	"fmt"
	"time"

	"itron.com/conflict-minerals/generator/text"
)

// tries is how often a letter is handed over at most, and failuresInARow after how many
// letters that failed one behind the other a server is taken to refuse all.
const (
	tries          = 5
	failuresInARow = 3
)

// mayI finds reasons not to send at all.
func (m *Mailing) mayI(s Server) error {
	switch {
	case m.year.Demonstration && !s.Loopback():
		return fmt.Errorf("%w: %d is a demonstration: its letters go to a server on this machine alone, not to %s", ErrUsage, m.year.Number, s.Host)
	case !m.year.Demonstration && m.in.Day != m.Today:
		return fmt.Errorf("%w: letters are sent today, so they are not logged as of %s: leave --as-of out", ErrUsage, m.in.Day)
	}
	return nil
}

// Send hands the letters over, one after the other, and logs each at once.
func (m *Mailing) Send(s Server) error {
	if err := m.mayI(s); err != nil {
		return err
	}
	sent, failed := 0, 0
	pause := time.Duration(float64(time.Minute) / m.Rate)
	for i, mail := range m.Due {
		if i > 0 {
			time.Sleep(pause)
		}
		result, why, err := m.deliver(s, mail)
		if err != nil {
			return err
		}
		if result == Delivered {
			sent, failed = sent+1, 0
			m.Tell("sent: %s to %s", title(mail.Letter), text.Visible(mail.To))
			if err := m.keep(mail, mail.Data); err != nil {
				return err
			}
			if err := m.drop(mail); err != nil {
				return err
			}
			continue
		}
		m.Held, failed = m.Held+1, failed+1
		m.Tell("%s: %s to %s: %s", outcomes[result], title(mail.Letter), text.Visible(mail.To), text.Visible(why))
		if result == InDoubt {
			m.Tell("  Look at the mail server, then say --sent %s or --not-sent %s.", mail.ID, mail.ID)
		}
		if result == Stop {
			return fmt.Errorf("%s: %s; sent before: %d, left: %d. If it is about this supplier alone, --skip %s leaves it for another time", s.Host, text.Visible(why), sent, len(m.Due)-i, mail.Letter.State.Supplier.ID)
		}
		if failed == failuresInARow && i+1 < len(m.Due) {
			return fmt.Errorf("%d letters failed one behind the other, so the server seems to refuse all; sent before: %d, left: %d. Look at its answers above; --skip ID leaves a supplier for another time", failed, sent, len(m.Due)-i-1)
		}
	}
	m.Tell("Sent: %d of %d.", sent, len(m.Due))
	return nil
}

var outcomes = map[Result]string{NotNow: "not sent", Bounced: "bounced", Refused: "refused", Stop: "not sent", InDoubt: "in doubt"}

// deliver hands one letter over, again after a while where the server says so. The
// journal knows of it before the server does, and of the answer before the log does.
func (m *Mailing) deliver(s Server, mail Mail) (result Result, why string, err error) {
	e := entry{ID: mail.ID, Day: m.in.Day, Row: row(mail, m.in.Day, "sent", mail.To)}
	wait := m.Wait
	for try := 1; ; try++ {
		e.Event = intent
		if err := m.journal.note(e); err != nil {
			return Stop, "", err
		}
		if err := m.keepText(mail, mail.Data); err != nil {
			return Stop, "", err
		}
		result, why = s.Deliver(context.Background(), mail)
		switch result {
		case InDoubt:
			return result, why, nil
		case Bounced:
			e.Row.Outcome, e.Row.Note = "bounced", mail.To+": "+why
			if err := m.dropText(m.year, mail.ID); err != nil {
				return result, why, err
			}
			return result, why, m.conclude(m.year, e)
		case Delivered:
			return result, why, m.conclude(m.year, e)
		}
		e.Event = notSent
		if err := m.dropText(m.year, mail.ID); err != nil {
			return result, why, err
		}
		if err := m.journal.note(e); err != nil || result != NotNow || try == tries {
			return result, why, err
		}
		time.Sleep(wait)
		wait *= 2
	}
}
