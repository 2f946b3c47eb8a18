package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/letters"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

type lettersCmd struct {
	Year    int           `arg:"" help:"Reporting year."`
	AsOf    string        `help:"The day of the letters; default: today." placeholder:"YYYY-MM-DD"`
	Out     string        `help:"Folder for the mails; default: build/YEAR/letters." placeholder:"DIR" type:"path"`
	Record  bool          `help:"Log the letters as sent: you send the files yourself." xor:"do"`
	Send    bool          `help:"Send the letters over the server in CMR_SMTP_HOST, and log each." xor:"do"`
	Only    []string      `help:"Suppliers to write to; all others are left for another time." placeholder:"ID,…"`
	Skip    []string      `help:"Suppliers to leave for another time." placeholder:"ID,…"`
	Sent    []string      `help:"After a send that was broken off: this letter did arrive." placeholder:"ID" sep:"none"`
	NotSent []string      `help:"After a send that was broken off: this letter did not arrive." placeholder:"ID" sep:"none"`
	Rate    float64       `help:"Letters a minute that are sent at most." default:"30"`
	Wait    time.Duration `help:"How long to wait before a letter is tried again; twice as long each time, four times." default:"15s"`
}

// mailing is a year's letters of one day.
type mailing struct {
	cmd  *lettersCmd
	std  stdio
	root string
	out  string
	year *project.Year
	in   letters.Input

	journal *journal
	due     []letters.Mail
	later   map[string]bool // suppliers that are left for another time
	held    int             // letters that are due and cannot be written or sent
}

// Run writes the letters that are due on a day, and where it is told to, logs or sends
// them. Without --record and --send nothing but the files is written.
func (cmd *lettersCmd) Run(c *cli, std stdio) error {
	if cmd.Rate <= 0 || cmd.Wait < 0 {
		return fmt.Errorf("%w: --rate must be more than 0, and --wait not less", errUsage)
	}
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	p, root, err := c.open()
	if err != nil {
		return err
	}
	m := &mailing{cmd: cmd, std: std, root: root, out: cmd.Out}
	if m.out == "" {
		m.out = filepath.Join(root, "build", strconv.Itoa(cmd.Year), "letters")
	}
	if m.journal, err = openJournal(filepath.Join(root, fmt.Sprintf(".cmr-sending-%d", cmd.Year))); err != nil {
		return err
	}
	defer m.journal.close()
	if err := m.settle(p); err != nil {
		return err
	}
	if err := m.prepare(p, day); err != nil {
		return err
	}
	if err := m.write(); err != nil {
		return err
	}
	switch {
	case cmd.Send:
		err = m.send()
	case cmd.Record:
		err = m.record()
	case len(m.due) > 0:
		fmt.Fprintf(std.Out, "%s: %d. Nothing is logged or sent: --record logs them as sent, --send sends them.\n", visible(relative(m.out)), len(m.due))
	default:
		fmt.Fprintln(std.Out, "No letter is due.")
	}
	if err == nil && m.held > 0 {
		err = errLook
	}
	return err
}

// prepare writes the letters that are due, in memory.
func (m *mailing) prepare(p *project.Project, day string) error {
	known := newYears(p, m.std)
	y, err := known.year(m.cmd.Year)
	if err != nil {
		return err
	}
	if !y.Surveyed() {
		return fmt.Errorf("%w: %d asked no suppliers (cut_off in year.yaml)", errUsage, m.cmd.Year)
	}
	if p.Registrant.Mail.From == "" {
		return &project.InputError{File: "content/registrant.yaml", Err: fmt.Errorf("mail.from is missing: the address that letters come from")}
	}
	texts, err := p.Letters()
	if err != nil {
		return err
	}
	m.year = y.Year
	m.in = letters.Input{Registrant: p.Registrant, Year: y.Year, Rules: catalogue(), Day: day, At: moment(day, m.cmd.Send)}
	if m.in.Templates, err = letters.NewTemplates(texts); err != nil {
		return err
	}
	if m.later, err = m.cmd.leftOut(y.Year.Roster); err != nil {
		return err
	}
	states, _, err := known.statesOn(m.cmd.Year, day)
	if err != nil {
		return err
	}
	states = slices.DeleteFunc(states, func(s campaign.State) bool { return m.later[s.Supplier.ID] })
	due, blocked := campaign.DueLetters(y.Year, states, day)
	for _, l := range blocked {
		m.hold(l, l.Why)
	}
	for _, l := range due {
		if why := m.in.Held(l); why != "" {
			m.hold(l, why)
			continue
		}
		mail, err := m.in.Mail(l)
		if err != nil {
			return err
		}
		if doubt, ok := m.journal.doubtAbout(l.State.Supplier.ID); ok {
			m.hold(l, fmt.Sprintf("a send was broken off on %s, and nobody here knows whether %s arrived. Look at the mail server, then say --sent %s or --not-sent %s", doubt.Day, doubt.ID, doubt.ID, doubt.ID))
			continue
		}
		m.due = append(m.due, mail)
	}
	return nil
}

// leftOut are the suppliers that --only and --skip leave for another time. A name that
// the roster does not have would be a letter that nobody misses.
func (cmd *lettersCmd) leftOut(roster []tables.Supplier) (map[string]bool, error) {
	known, later := map[string]bool{}, map[string]bool{}
	for _, s := range roster {
		known[s.ID] = true
		later[s.ID] = slices.Contains(cmd.Skip, s.ID) || len(cmd.Only) > 0 && !slices.Contains(cmd.Only, s.ID)
	}
	for _, id := range append(slices.Clone(cmd.Only), cmd.Skip...) {
		if !known[id] {
			return nil, fmt.Errorf("%w: there is no supplier %q in %s", errUsage, id, project.RosterFile(cmd.Year))
		}
	}
	return later, nil
}

// moment is what the mail's header says as Date: the time at which it is sent, or for
// another day than today, or a draft, noon, so that same inputs give same bytes.
func moment(day string, send bool) time.Time {
	if now := time.Now(); send && day == now.Format(time.DateOnly) {
		return now
	}
	t, _ := time.Parse(time.DateOnly, day) // asOf has seen to it
	return t.Add(12 * time.Hour)
}

// hold tells of a letter that is due and goes nowhere.
func (m *mailing) hold(l campaign.Letter, why string) {
	m.held++
	fmt.Fprintf(m.std.Out, "held: %s to %s: %s\n", title(l), visible(l.State.Supplier.ID), visible(why))
}

// title names a letter: “reminder 2”.
func title(l campaign.Letter) string {
	if l.Number > 0 {
		return fmt.Sprintf("%s %d", l.Kind, l.Number)
	}
	return l.Kind
}

// ours are the names of mails that this command writes.
var ours = regexp.MustCompile(`^\d{4}-\d\d-\d\d-.*\.eml$`)

// sentDir holds the mails that are logged, in a folder a day; those above it are drafts.
const sentDir = "logged"

// write writes the drafts, and removes those that are due no more, so that nobody sends
// by hand what was answered since. Where only some suppliers are written to, the drafts
// for others are not known to be old, and stay.
func (m *mailing) write() error {
	now := map[string]bool{}
	fallen := map[string]int{}
	for _, mail := range m.due {
		now[mail.File] = true
		if err := writeFile(filepath.Join(m.out, mail.File), mail.Data); err != nil {
			return err
		}
		fmt.Fprintf(m.std.Out, "%s: %s to %s <%s>: %s\n", mail.File, title(mail.Letter), visible(mail.Letter.State.Supplier.Name), visible(mail.To), visible(mail.Letter.Why))
		if mail.Fallback {
			fallen[mail.Letter.Kind+"."+mail.Letter.State.Supplier.Language]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fallen)) {
		fmt.Fprintf(m.std.Err, "cmr: there is no %s: %d written in English\n", path.Join(project.LettersDir, name+".md"), fallen[name])
	}
	entries, err := os.ReadDir(m.out)
	if os.IsNotExist(err) || len(m.cmd.Only)+len(m.cmd.Skip) > 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list drafts: %w", err)
	}
	for _, e := range entries {
		if ours.MatchString(e.Name()) && !now[e.Name()] && e.Type().IsRegular() {
			if err := os.Remove(filepath.Join(m.out, e.Name())); err != nil {
				return fmt.Errorf("remove a draft that is due no more: %w", err)
			}
		}
	}
	return nil
}

// record logs every letter as sent, for people who send the files themselves. The file
// stands in its last place before the log says so: what is logged is never written again.
func (m *mailing) record() error {
	for _, mail := range m.due {
		if err := m.keep(mail); err != nil {
			return err
		}
		if err := m.log(m.year, row(mail, m.in.Day, "sent", mail.To)); err != nil {
			return err
		}
		if err := m.drop(mail); err != nil {
			return err
		}
	}
	if len(m.due) > 0 {
		fmt.Fprintf(m.std.Out, "Logged in %s: %d. Send the files in %s now.\n", project.OutreachFile(m.cmd.Year), len(m.due), visible(relative(filepath.Join(m.out, sentDir, m.in.Day))))
	}
	return nil
}

// keep writes a mail to those of the day that are logged.
func (m *mailing) keep(mail letters.Mail) error {
	return writeSynced(filepath.Join(m.out, sentDir, m.in.Day, mail.File), mail.Data)
}

// drop removes a draft.
func (m *mailing) drop(mail letters.Mail) error { return os.Remove(filepath.Join(m.out, mail.File)) }
