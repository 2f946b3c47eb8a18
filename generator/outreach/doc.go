// Package outreach keeps the log of a year's messages to suppliers where no letter of the
// program is the message: calls, what a supplier said without sending a workbook, mails
// that came back.
//
// Letters are logged by package letters as they go out. Where a supplier stands follows
// from the log (package campaign); nobody types it.
package outreach

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// ErrUsage is the error of an entry that can never be right as it was expressed.
var ErrUsage = errors.New("wrong usage")

// What can be logged: a message by its channel, or what became of one.
const (
	Email    = "email"
	Phone    = "phone"
	Post     = "post"
	Portal   = "portal"
	Refused  = "refused"
	Promised = "promised"
	Answered = "answered"
	Bounced  = "bounced"
)

// Entry is what a person logs.
type Entry struct {
	Supplier string
	What     string // one of the words above
	Date     string // as typed; the day that the caller gives where it is blank
	Until    string // as typed: by when an answer was promised; blank: in two weeks
	Kind     string // of the message; "": what the supplier is due
	Channel  string // by which a reply came; "": email
	Note     string
}

// Log logs what a person says. today is the day it is. It gives the row as it stands in the
// log now, and false where that was there already.
func Log(s *season.Season, root *folder.Folder, year int, e Entry, today string) (row tables.Outreach, fresh bool, err error) {
	r, err := s.Received(year)
	if err != nil {
		return row, false, err
	}
	if !r.Surveyed() {
		return row, false, fmt.Errorf("%w: %d asked no suppliers (cut_off in year.yaml)", ErrUsage, year)
	}
	y := r.Year
	if !slices.ContainsFunc(y.Roster, func(s tables.Supplier) bool { return s.ID == e.Supplier }) {
		return row, false, fmt.Errorf("%w: there is no supplier %q in %s", ErrUsage, e.Supplier, project.RosterFile(year))
	}
	day, err := dayOf("date", e.Date, today)
	if err != nil {
		return row, false, err
	}
	if day > today {
		return row, false, fmt.Errorf("%w: %s is not over: what is logged has happened", ErrUsage, day)
	}
	if e.What == Bounced {
		at, err := lastMail(y, e, day)
		if err != nil {
			return row, false, err
		}
		return comeBack(root, y, at, day, e.Note)
	}
	row = tables.Outreach{Date: day, Supplier: e.Supplier, Kind: campaign.Reply, Channel: e.Channel, Outcome: e.What, Note: strings.TrimSpace(e.Note)}
	if y.Asks() != cmrt.Conflict {
		row.Programmes = cmrt.Folder(y.Asks())
	}
	switch e.What {
	case Email, Phone, Post, Portal:
		row.Channel, row.Outcome = e.What, "sent"
		if row.Kind, err = kindOf(s, year, e, day); err != nil {
			return row, false, err
		}
	case Promised:
		if row.Until, err = dayOf("until", e.Until, campaign.WeeksLater(day, 2)); err != nil {
			return row, false, err
		}
		if row.Until < day {
			return row, false, fmt.Errorf("%w: an answer was promised by %s, before %s", ErrUsage, row.Until, day)
		}
	}
	if row.Channel == "" {
		row.Channel = Email
	}
	for _, o := range y.Outreach {
		if same := o; same.Date == row.Date && same.Supplier == row.Supplier && same.Kind == row.Kind && same.Outcome == row.Outcome && same.Channel == row.Channel && same.Note == row.Note && same.Until == row.Until {
			return o, false, nil
		}
	}
	return row, true, write(root, y, func(data []byte) ([]byte, error) { return y.AddOutreach(data, row) })
}

// dayOf reads a day that a person typed in any form that can be one day only.
func dayOf(flag, typed, otherwise string) (string, error) {
	if strings.TrimSpace(typed) == "" {
		return otherwise, nil
	}
	day, err := listing.OrderOf([]string{typed}).Day(strings.TrimSpace(typed))
	if err != nil || day == "" {
		return "", fmt.Errorf("%w: --%s: %w", ErrUsage, flag, err)
	}
	return day, nil
}

// kindOf is what a message by telephone, post or portal stood for: the letter that the
// supplier waits for.
func kindOf(s *season.Season, year int, e Entry, day string) (string, error) {
	if e.Kind != "" {
		return e.Kind, nil
	}
	states, _, err := s.StatesOn(year, day)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(states, func(s campaign.State) bool { return s.Supplier.ID == e.Supplier })
	switch state := states[i]; state.Stage {
	case campaign.NotAsked, campaign.Bounced:
		return campaign.ToAsk, nil
	case campaign.Returned:
		return campaign.ToCorrect, nil
	case campaign.Questions:
		return campaign.ToQuestion, nil
	case campaign.Accepted:
		return "", fmt.Errorf("%w: nothing is open of %s, whose declaration was accepted: say with --kind what it was about", ErrUsage, e.Supplier)
	}
	return campaign.ToRemind, nil
}

// write changes the year's log as it stands on the disk now.
func write(root *folder.Folder, y *project.Year, change func([]byte) ([]byte, error)) error {
	file := project.OutreachFile(y.Number)
	data, err := root.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read table: %w", err)
	}
	if data, err = change(data); err != nil {
		return err
	}
	return root.WriteSynced(file, data)
}

// Line is a row of the log in words.
func Line(o tables.Outreach) string {
	s := fmt.Sprintf("%s, %s: %s by %s, %s", o.Date, o.Supplier, o.Kind, o.Channel, o.Outcome)
	if o.Until != "" {
		s += " by " + o.Until
	}
	if o.Programmes != "" {
		s += ", about the " + strings.ToUpper(o.Programmes)
	}
	if o.Note != "" {
		s += " (" + o.Note + ")"
	}
	return s
}
