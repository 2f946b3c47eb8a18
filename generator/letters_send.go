package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"itron.com/conflict-minerals/generator/letters"
)

// tries is how often a letter is handed over at most, and failuresInARow after how many
// letters that failed one behind the other a server is taken to refuse all.
const (
	tries          = 5
	failuresInARow = 3
)

// server is the mail server that the environment names.
func server() (letters.Server, error) {
	s := letters.Server{Host: os.Getenv("CMR_SMTP_HOST"), User: os.Getenv("CMR_SMTP_USER"), Password: os.Getenv("CMR_SMTP_PASSWORD"), TLS: os.Getenv("CMR_SMTP_TLS")}
	ports := map[string]int{letters.StartTLS: 587, letters.ImplicitTLS: 465, letters.NoTLS: 25}
	if s.TLS == "" {
		s.TLS = letters.StartTLS
	}
	port := os.Getenv("CMR_SMTP_PORT")
	if port == "" {
		port = strconv.Itoa(ports[s.TLS])
	}
	var err error
	switch s.Port, err = strconv.Atoi(port); {
	case s.Host == "":
		return s, fmt.Errorf("%w: --send needs a mail server: set CMR_SMTP_HOST, and CMR_SMTP_PORT, CMR_SMTP_USER, CMR_SMTP_PASSWORD, CMR_SMTP_TLS as it wants them", errUsage)
	case ports[s.TLS] == 0:
		return s, fmt.Errorf("%w: CMR_SMTP_TLS is %q, and must be starttls, tls or none", errUsage, s.TLS)
	case err != nil || s.Port < 1 || s.Port > 65535:
		return s, fmt.Errorf("%w: CMR_SMTP_PORT %q is no port", errUsage, port)
	case s.TLS == letters.NoTLS && !s.Loopback():
		return s, fmt.Errorf("%w: CMR_SMTP_TLS=none is for a server on this machine alone: letters and password would be open to all on the way", errUsage)
	case s.User == "" && s.Password != "":
		return s, fmt.Errorf("%w: CMR_SMTP_PASSWORD is set, and CMR_SMTP_USER is not", errUsage)
	}
	return s, nil
}

// mayI finds reasons not to send at all.
func (m *mailing) mayI(s letters.Server) error {
	switch {
	case m.year.Demonstration && !s.Loopback():
		return fmt.Errorf("%w: %d is a demonstration: its letters go to a server on this machine alone, not to %s", errUsage, m.year.Number, s.Host)
	case !m.year.Demonstration && m.in.Day != time.Now().Format(time.DateOnly):
		return fmt.Errorf("%w: letters are sent today, so they are not logged as of %s: leave --as-of out", errUsage, m.in.Day)
	}
	return nil
}

// send hands the letters over, one after the other, and logs each at once.
func (m *mailing) send() error {
	s, err := server()
	if err != nil {
		return err
	}
	if err := m.mayI(s); err != nil {
		return err
	}
	sent, failed := 0, 0
	pause := time.Duration(float64(time.Minute) / m.cmd.Rate)
	for i, mail := range m.due {
		if i > 0 {
			time.Sleep(pause)
		}
		result, why, err := m.deliver(s, mail)
		if err != nil {
			return err
		}
		if result == letters.Delivered {
			sent, failed = sent+1, 0
			fmt.Fprintf(m.std.Out, "sent: %s to %s\n", title(mail.Letter), visible(mail.To))
			if err := m.keep(mail); err != nil {
				return err
			}
			if err := m.drop(mail); err != nil {
				return err
			}
			continue
		}
		m.held, failed = m.held+1, failed+1
		fmt.Fprintf(m.std.Out, "%s: %s to %s: %s\n", outcomes[result], title(mail.Letter), visible(mail.To), visible(why))
		if result == letters.InDoubt {
			fmt.Fprintf(m.std.Out, "  Look at the mail server, then say --sent %s or --not-sent %s.\n", mail.ID, mail.ID)
		}
		if result == letters.Stop {
			return fmt.Errorf("%s: %s; sent before: %d, left: %d. If it is about this supplier alone, --skip %s leaves it for another time", s.Host, visible(why), sent, len(m.due)-i, mail.Letter.State.Supplier.ID)
		}
		if failed == failuresInARow && i+1 < len(m.due) {
			return fmt.Errorf("%d letters failed one behind the other, so the server seems to refuse all; sent before: %d, left: %d. Look at its answers above; --skip ID leaves a supplier for another time", failed, sent, len(m.due)-i-1)
		}
	}
	fmt.Fprintf(m.std.Out, "Sent: %d of %d.\n", sent, len(m.due))
	return nil
}

var outcomes = map[letters.Result]string{letters.NotNow: "not sent", letters.Bounced: "bounced", letters.Refused: "refused", letters.Stop: "not sent", letters.InDoubt: "in doubt"}

// deliver hands one letter over, again after a while where the server says so. The
// journal knows of it before the server does, and of the answer before the log does.
func (m *mailing) deliver(s letters.Server, mail letters.Mail) (result letters.Result, why string, err error) {
	e := entry{ID: mail.ID, Day: m.in.Day, Row: row(mail, m.in.Day, "sent", mail.To)}
	wait := m.cmd.Wait
	for try := 1; ; try++ {
		e.Event = intent
		if err := m.journal.note(e); err != nil {
			return letters.Stop, "", err
		}
		result, why = s.Deliver(context.Background(), mail)
		switch result {
		case letters.InDoubt:
			return result, why, nil
		case letters.Bounced:
			e.Row.Outcome, e.Row.Note = "bounced", mail.To+": "+why
			return result, why, m.conclude(m.year, e)
		case letters.Delivered:
			return result, why, m.conclude(m.year, e)
		}
		e.Event = notSent
		if err := m.journal.note(e); err != nil || result != letters.NotNow || try == tries {
			return result, why, err
		}
		time.Sleep(wait)
		wait *= 2
	}
}
