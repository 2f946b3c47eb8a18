package letters

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// ErrUsage is the error of a wish that can never be fulfilled as it was expressed.
var ErrUsage = errors.New("wrong usage")

// Mailing is a year's letters of one day: who is due one, the drafts, and the way of each
// to the mail server or into the log.
type Mailing struct {
	Root *folder.Folder // the project
	Day  string         // the day of the letters
	At   time.Time      // what the mails say as their time
	// Today is the day on which letters can be sent; no other may be logged of real ones.
	Today string
	Rules []finding.Rule // the catalogue

	Only, Skip    []string      // suppliers that alone are written to, or are left for another time
	Sent, NotSent []string      // letters in doubt that did arrive, or did not
	Rate          float64       // letters a minute at most
	Wait          time.Duration // before a letter is tried again; twice as long each time

	// Drafts opens the folder of the drafts and the mails that are logged. It is called
	// once, when there is something to write.
	Drafts func() (*folder.Folder, error)

	Tell func(format string, args ...any) // a line about what was done
	Warn func(format string, args ...any) // a line about what could be better

	Due  []Mail // the letters that are due, once Open has come back
	Held int    // letters that are due and cannot be written or sent

	out     *folder.Folder
	year    *project.Year
	in      Input
	journal *journal
	lent    []string        // templates that the project has not
	later   map[string]bool // suppliers that are left for another time
}

// Open settles what an earlier run left open, and writes the letters of a year that are
// due as drafts, none of which is logged or sent. The season must not have looked at the
// year yet, since what is settled changes it. Call Close at the end.
func (m *Mailing) Open(s *season.Season, year int) (err error) {
	if m.journal, err = openJournal(m.Root, journalOf(year)); err != nil {
		return err
	}
	before, err := s.Project.Year(year)
	if err != nil {
		return err
	}
	if err := m.settle(before); err != nil {
		return err
	}
	r, err := s.Received(year)
	if err != nil {
		return err
	}
	if !r.Surveyed() {
		return fmt.Errorf("%w: %d asked no suppliers (cut_off in year.yaml)", ErrUsage, year)
	}
	if err := m.prepare(s, r.Year); err != nil {
		return err
	}
	return m.write()
}

// Begins says when the survey of the year begins, where that is after the day of the
// letters: nobody is asked before. "" from that day on.
func (m *Mailing) Begins() string {
	start := m.year.Settings.Campaign.Start
	if start == "" || m.Day >= start {
		return ""
	}
	return fmt.Sprintf(" The survey of %d begins on %s (campaign.start in content/%d/year.yaml).", m.year.Number, start, m.year.Number)
}

// Close lets go of the journal.
func (m *Mailing) Close() {
	if m.journal != nil {
		m.journal.close()
	}
}

// prepare writes the letters that are due, in memory.
func (m *Mailing) prepare(s *season.Season, y *project.Year) error {
	p := s.Project
	if p.Registrant.Mail.From == "" {
		return &project.InputError{File: "content/registrant.yaml", Err: fmt.Errorf("mail.from is missing: the address that letters come from")}
	}
	texts, err := p.Letters()
	if err != nil {
		return err
	}
	m.year = y
	m.in = Input{Registrant: p.Registrant, Year: y, Rules: m.Rules, Day: m.Day, At: m.At}
	if judged, err := p.CheckYear(); err != nil {
		return err
	} else if judged != nil && judged.Number == y.Number {
		m.in.CheckPage = p.Registrant.CheckAddress()
	}
	if m.in.Templates, err = NewTemplates(texts); err != nil {
		return err
	}
	if err := m.complete(); err != nil {
		return err
	}
	if file := y.Settings.Campaign.Template; file != "" {
		data, err := m.Root.ReadFile(file)
		if err == nil {
			m.in.Attached, err = ReadAttachment(y, data)
		}
		if err != nil {
			return err
		}
	}
	if m.later, err = m.leftOut(y.Roster); err != nil {
		return err
	}
	states, _, err := s.StatesOn(y.Number, m.Day)
	if err != nil {
		return err
	}
	due, blocked, err := s.DueLetters(y.Number, states, m.Day)
	if err != nil {
		return err
	}
	if err := m.programmes(s, y); err != nil {
		return err
	}
	left := func(l campaign.Letter) bool { return m.later[l.State.Supplier.ID] }
	due, blocked = slices.DeleteFunc(due, left), slices.DeleteFunc(blocked, left)
	for _, u := range y.Unusable {
		if u.Supplier == "" {
			m.Warn("%s:%d cannot be used (%v), and names no supplier of the roster: correct it before letters go out", project.OutreachFile(y.Number), u.Line, u.Err)
		}
	}
	for _, l := range blocked {
		m.hold(l, l.Why)
	}
	for _, l := range due {
		in := m.inputOf(l)
		if why := in.Held(l); why != "" {
			m.hold(l, why)
			continue
		}
		mail, err := in.Mail(l)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(y.Unusable, func(u project.Unusable) bool { return u.Supplier == l.State.Supplier.ID }); i >= 0 {
			m.hold(l, fmt.Sprintf("%s:%d cannot be used (%v), and may be about this letter: correct the line", project.OutreachFile(y.Number), y.Unusable[i].Line, y.Unusable[i].Err))
			continue
		}
		if doubt, ok := m.journal.doubtAbout(l.State.Supplier.ID); ok {
			m.hold(l, fmt.Sprintf("a send was broken off on %s, and nobody here knows whether %s arrived. Look at the mail server, then say --sent %s or --not-sent %s", doubt.Day, doubt.ID, doubt.ID, doubt.ID))
			continue
		}
		m.Due = append(m.Due, mail)
	}
	return nil
}

// complete lends a project the words of letters that it has none of, such as those of a
// kind that came after it was begun.
func (m *Mailing) complete() error {
	texts, err := project.OwnLetters()
	if err != nil {
		return err
	}
	own, err := NewTemplates(texts)
	if err == nil {
		m.lent = m.in.Templates.Complete(own)
	}
	return err
}

// leftOut are the suppliers that --only and --skip leave for another time. A name that
// the roster does not have would be a letter that nobody misses.
func (m *Mailing) leftOut(roster []tables.Supplier) (map[string]bool, error) {
	known, later := map[string]bool{}, map[string]bool{}
	for _, s := range roster {
		known[s.ID] = true
		later[s.ID] = slices.Contains(m.Skip, s.ID) || len(m.Only) > 0 && !slices.Contains(m.Only, s.ID)
	}
	for _, id := range append(slices.Clone(m.Only), m.Skip...) {
		if !known[id] {
			return nil, fmt.Errorf("%w: there is no supplier %q in %s", ErrUsage, id, project.RosterFile(m.year.Number))
		}
	}
	return later, nil
}

// hold tells of a letter that is due and goes nowhere.
func (m *Mailing) hold(l campaign.Letter, why string) {
	m.Held++
	m.Tell("held: %s to %s: %s", title(l), text.Visible(l.State.Supplier.ID), text.Visible(why))
}

// title names a letter: “reminder 2”.
func title(l campaign.Letter) string {
	name := l.Kind
	if l.Number > 0 {
		name = fmt.Sprintf("%s %d", l.Kind, l.Number)
	}
	if of := l.Templates(); of != "" {
		name += " (" + of + ")"
	}
	return name
}

// sentDir holds the mails that are logged, in a folder a day; those above it are drafts.
const sentDir = "logged"

// write writes the drafts, and removes those that are due no more, so that nobody sends
// by hand what was answered since. Where only some suppliers are written to, the drafts
// for others are not known to be old, and stay.
func (m *Mailing) write() error {
	var err error
	if m.out, err = m.Drafts(); err != nil {
		return err
	}
	drafts, fallen := map[string][]byte{}, map[string]int{}
	for _, mail := range m.Due {
		drafts[mail.File] = m.in.draft(mail)
		m.Tell("%s: %s to %s <%s>: %s", mail.File, title(mail.Letter), text.Visible(mail.Letter.State.Supplier.Name), text.Visible(mail.To), text.Visible(mail.Letter.Why))
		if mail.Fallback {
			fallen[lettersOf(cmp.Or(mail.Letter.Programme, cmrt.Conflict))+mail.Letter.Kind+"."+mail.Letter.State.Supplier.Language]++
		}
	}
	for _, name := range m.lent {
		if slices.ContainsFunc(m.Due, func(mail Mail) bool { return path.Join(project.LettersDir, mail.Letter.Kind+".md") == name }) {
			m.Warn("there is no %s: the letter has the words that “cmr init” gives a new project", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fallen)) {
		m.Warn("there is no %s: %d written in English", path.Join(project.LettersDir, name+".md"), fallen[name])
	}
	if len(m.Only)+len(m.Skip) > 0 {
		return m.out.AddOutputs(".", drafts)
	}
	return m.out.WriteOutputs(".", drafts)
}

// Record logs every letter as sent, for people who send the files themselves. The file
// stands in its last place before the log says so: what is logged is never written again.
func (m *Mailing) Record() error {
	for _, mail := range m.Due {
		data := m.in.draft(mail)
		if err := m.keep(mail, data); err != nil {
			return err
		}
		if err := m.keepText(mail, data); err != nil {
			return err
		}
		if err := m.log(m.year, row(mail, m.in.Day, "sent", mail.To)); err != nil {
			return err
		}
		if err := m.drop(mail); err != nil {
			return err
		}
	}
	if len(m.Due) > 0 {
		m.Tell("Logged in %s: %d. Send the files in %s now.", project.OutreachFile(m.year.Number), len(m.Due), text.Visible(m.out.Path(path.Join(sentDir, m.in.Day))))
	}
	return nil
}

// keep writes a mail to those of the day that are logged.
func (m *Mailing) keep(mail Mail, data []byte) error {
	return m.out.WriteSynced(path.Join(sentDir, m.in.Day, mail.File), data)
}

// drop removes a draft.
func (m *Mailing) drop(mail Mail) error { return m.out.Remove(mail.File) }
