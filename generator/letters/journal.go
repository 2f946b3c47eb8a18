package letters

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// What a journal tells of a letter, in the order in which it happens.
const (
	intent  = "intent"   // it is about to be handed to the server: from here on it may have arrived
	decided = "decided"  // the server answered for good: the row is to be logged
	logged  = "logged"   // the row is in the outreach log
	notSent = "not-sent" // the server has not taken it on
)

// entry is a line of the journal.
type entry struct {
	Event string
	ID    string // Message-ID
	Day   string
	Row   tables.Outreach // as it is, or would be, logged
}

// journal is what stands between the mail server and the outreach log while letters are
// sent: a file beside the project, ignored by git, each line on the disk before the next
// step is taken. Where a process ends, it tells which letter is in doubt.
type journal struct {
	root *folder.Folder
	name string
	file *os.File // open for appending; nil until there is something to write
	open []entry  // the last of each letter that is not settled
}

// openJournal reads what a process that was broken off has left. A last line without an
// end was never acted upon.
func openJournal(root *folder.Folder, name string) (*journal, error) {
	j := &journal{root: root, name: name}
	data, err := root.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the journal of letters: %w", err)
	}
	for line := range bytes.Lines(data) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("%s is damaged (%w): look at the mail server for what was sent, log it in outreach.csv, then remove the file", root.Path(name), err)
		}
		j.apply(e)
	}
	return j, nil
}

func (j *journal) apply(e entry) {
	j.open = slices.DeleteFunc(j.open, func(o entry) bool { return o.ID == e.ID })
	if e.Event == intent || e.Event == decided {
		j.open = append(j.open, e)
	}
}

// note writes a line and waits until it is on the disk.
func (j *journal) note(e entry) error {
	j.apply(e)
	err := error(nil)
	if j.file == nil {
		err = j.rewrite(e)
	} else if line, bad := json.Marshal(e); bad != nil {
		err = bad
	} else {
		_, err = j.file.Write(append(line, '\n'))
	}
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("write the journal of letters: %w", err)
	}
	return nil
}

// rewrite begins the file anew with what is open, so that nothing is written behind a
// line without an end.
func (j *journal) rewrite(last entry) error {
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	for _, e := range append(slices.Clone(j.open), last) {
		if err := lines.Encode(e); err != nil {
			return err
		}
	}
	if err := j.root.WriteSynced(j.name, b.Bytes()); err != nil {
		return err
	}
	var err error
	j.file, err = j.root.Append(j.name)
	return err
}

// close removes the file where everything is settled.
func (j *journal) close() {
	if j.file != nil {
		j.file.Close()
	}
	if len(j.open) == 0 {
		_ = j.root.Remove(j.name) // an empty journal settles itself the next time
	}
}

// doubtAbout is the letter to a supplier of which nobody knows whether it arrived.
func (j *journal) doubtAbout(supplier string) (entry, bool) {
	i := slices.IndexFunc(j.open, func(e entry) bool { return e.Row.Supplier == supplier })
	if i < 0 {
		return entry{}, false
	}
	return j.open[i], true
}

// settle ends what an earlier process left open: what the server answered is logged; what
// is in doubt stays so until a person says --sent or --not-sent.
func (m *Mailing) settle(y *project.Year) error {
	open := slices.Clone(m.journal.open)
	for _, id := range append(slices.Clone(m.Sent), m.NotSent...) {
		if !slices.ContainsFunc(open, func(e entry) bool { return e.ID == id && e.Event == intent }) {
			return fmt.Errorf("%w: no letter %q is in doubt", ErrUsage, id)
		}
	}
	for _, e := range open {
		var err error
		switch {
		case slices.Contains(m.NotSent, e.ID):
			e.Event = notSent
			if err = m.dropText(y, e.ID); err == nil {
				err = m.journal.note(e)
			}
		case e.Event == decided || slices.Contains(m.Sent, e.ID) || slices.ContainsFunc(y.Outreach, e.isLogged):
			err = m.conclude(y, e)
		default:
			continue
		}
		if err != nil {
			return err
		}
		m.Tell("settled: %s, %s", text.Visible(e.ID), map[bool]string{true: "not sent", false: "logged as " + e.Row.Outcome}[e.Event == notSent])
	}
	return nil
}

// isLogged tells whether a row is the letter's: there is one message to a supplier a day.
func (e entry) isLogged(o tables.Outreach) bool {
	return o.Date == e.Row.Date && o.Supplier == e.Row.Supplier && o.Kind == e.Row.Kind && o.Channel == e.Row.Channel
}

// conclude logs a letter that the server answered for good, unless its row is there.
func (m *Mailing) conclude(y *project.Year, e entry) error {
	e.Event = decided
	if err := m.journal.note(e); err != nil {
		return err
	}
	if !slices.ContainsFunc(y.Outreach, e.isLogged) {
		if err := m.log(y, e.Row); err != nil {
			return err
		}
	}
	e.Event = logged
	return m.journal.note(e)
}

// row is what the outreach log says of a mail.
func row(mail Mail, day, outcome, note string) tables.Outreach {
	return tables.Outreach{Date: day, Supplier: mail.Letter.State.Supplier.ID, Kind: mail.Letter.Kind, Channel: "email", Outcome: outcome, Note: note, Programmes: about(mail.Letter)}
}

// log adds a row to the year's outreach log as it stands on the disk now, and waits
// until it is there.
func (m *Mailing) log(y *project.Year, o tables.Outreach) error {
	file := project.OutreachFile(y.Number)
	data, err := m.Root.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read table: %w", err)
	}
	if data, err = y.AddOutreach(data, o); err != nil {
		return err
	}
	return m.Root.WriteSynced(file, data)
}
