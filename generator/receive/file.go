package receive

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/outreach"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// take opens a file that came and files what it holds.
func (d *Inbox) take(file string) error {
	useful, holds, letter := false, false, Mail{}
	err := d.each(d.call, file, func(i Item) error {
		useful = useful || i.Kind != Other
		holds, letter = holds || i.Kind != Other && i.Kind != Trouble, i.Mail
		switch i.Kind {
		case Other:
			d.say(i, "not filed: "+i.Why)
			return nil
		case Trouble:
			d.trouble++
			d.say(i, "not filed: "+i.Why)
			return nil
		}
		if i.SHA256 != "" && slices.Contains(d.sent, i.SHA256) {
			d.say(i, "not filed: it is the empty template that went out with the letter.")
			return nil
		}
		if i.Kind == Back {
			return d.cameBack(i)
		}
		return d.workbook(file, i)
	})
	if err != nil {
		return err
	}
	if !useful && d.Only == "" {
		d.nothing++
		d.Tell("%s: there is no %s in it", text.Visible(d.Name(file)), strings.Join(d.year.Programmes(), " or "))
	}
	if !holds && d.Only == "" {
		d.wrote(letter)
	}
	return nil
}

// wrote says how to record what a supplier's mail says that brought no workbook: where the
// supplier stands follows from the log, and a promise or a refusal is found nowhere else.
func (d *Inbox) wrote(m Mail) {
	from := d.known.Of(Item{Mail: m}).Supplier
	if from == "" || m.Automatic {
		return
	}
	command := d.cmr("log", strconv.Itoa(d.year.Number), text.ShellWord(from), "WHAT")
	if m.Date != "" {
		command += " --date " + m.Date
	}
	d.Tell("    It is from %s. Record what it says: %s (WHAT is answered, promised or refused)", from, command)
}

// cameBack notes in the log of messages that a letter came back, where it is one of ours.
func (d *Inbox) cameBack(i Item) error {
	row, known, err := outreach.Follow(d.Root, d.year, i.Report, d.AsOf, d.DryRun)
	switch {
	case outreach.IsNotOurs(err):
		d.asked++
		d.say(i, "a mail came back ("+i.Why+"), and nothing was noted: "+err.Error()+".")
		return nil
	case err != nil:
		return err
	}
	d.back++
	what := fmt.Sprintf("the %s of %s to %s came back: %s. ", row.Kind, row.Date, row.Supplier, i.Why)
	switch {
	case known:
		what += "The log says so already."
	case d.DryRun:
		what += "It would be noted in the log, and nothing more would go to that address."
	default:
		what += "It is noted in the log; nothing more goes to that address. For another: " + d.cmr("suppliers", "set", strconv.Itoa(d.year.Number), row.Supplier, "email=ADDRESS")
	}
	for at := range d.year.Outreach { // for reports that follow in this run
		if d.year.Outreach[at].Line == row.Line && !d.DryRun {
			d.year.Outreach[at] = row
		}
	}
	d.say(i, what)
	return nil
}

// say tells what became of an item. Its names are foreign text.
func (d *Inbox) say(i Item, what string) {
	d.Tell("%s: %s", text.Visible(strings.Join(i.Path, " › ")), text.Visible(what))
}

// workbook files a workbook, unless it is there or has to be asked for.
func (d *Inbox) workbook(file string, i Item) error {
	m := d.known.Of(i)
	if d.Supplier != "" {
		m = Match{Supplier: d.Supplier, Evidence: []string{"named by hand"}}
	}
	if have := d.bySum[i.SHA256]; have != "" {
		return d.again(i, have, m)
	}
	if m.Supplier == "" || i.Kind == Locked && d.Supplier == "" {
		d.ask(file, i, m)
		return nil
	}
	folder := cmrt.Folder(cmrt.Conflict)
	if kind := i.Declaration.Template.Type; d.year.Runs(kind) {
		folder = cmrt.Folder(kind)
	}
	name := Place(d.year.Roster, m.Supplier, i, func(stem string) bool { return d.taken[folder+"/"+stem] })
	row, before := d.before(i, m.Supplier)
	if was := path.Base(row.File); before && d.fits(path.Join("data/0000", folder, was), path.Ext(name), m.Supplier) {
		name = was
	}
	target := path.Join("data", strconv.Itoa(d.year.Number), folder, name)
	if !d.DryRun {
		// The file first: the log must not name one that never was.
		if err := d.Root.WriteFile(target, i.Data); err != nil {
			return err
		}
		if !before {
			if err := d.log(i, target, m.Supplier, strings.Join(m.Evidence, "; ")); err != nil {
				return err
			}
		}
	}
	d.bySum[i.SHA256], d.taken[place(target)] = target, true
	d.filed++
	verb := "filed"
	if d.DryRun {
		verb = "would be filed"
	}
	kept := ""
	if before {
		kept = " It came on " + row.Date + " already and was missing; its row in the log stays."
	}
	unread := ""
	if i.Why != "" {
		unread = " It cannot be read: " + i.Why
	}
	if !before {
		kept = d.dated(i.Mail, target)
	}
	d.say(i, fmt.Sprintf("%s as %s for %s (%s).%s%s%s", verb, target, m.Supplier, strings.Join(m.Evidence, "; "), kept, unread, i.Forgiven()))
	return nil
}

// before finds the row of a workbook that came for this supplier before. Its file is gone,
// or its bytes would have been found: it is put back, and came no second time.
func (d *Inbox) before(i Item, supplier string) (tables.Received, bool) {
	for _, r := range d.year.Received {
		if i.SHA256 != "" && r.SHA256 == i.SHA256 && r.Supplier == supplier {
			return r, true
		}
	}
	return tables.Received{}, false
}

// fits tells whether a name from the log can be used again for a workbook of this kind.
func (d *Inbox) fits(file, ext, supplier string) bool {
	return path.Ext(file) == ext && !d.taken[place(file)] && check.Owner(d.year.Roster, cmrt.Declaration{File: file}) == supplier
}

// again tells of bytes that are there. One that is in no log, since somebody copied it
// or a run was broken off, gets its row.
func (d *Inbox) again(i Item, have string, m Match) error {
	d.there++
	owner := d.owner(have, i)
	switch {
	case m.Supplier != "" && owner != "" && owner != m.Supplier:
		d.say(i, fmt.Sprintf("there already as %s, which counts for %s, not for %s. If it is not of %s, rename that file.", have, owner, m.Supplier, owner))
		d.asked++
	default:
		d.say(i, "there already as "+have+".")
	}
	if owner == "" || d.logged[i.SHA256] || d.DryRun {
		return nil
	}
	matched := "found in the folder"
	if m.Supplier == owner { // what a run that was broken off would have written
		matched = strings.Join(m.Evidence, "; ")
	}
	return d.log(i, have, owner, matched)
}

// log adds a row about a workbook.
func (d *Inbox) log(i Item, file, supplier, matched string) error {
	r := tables.Received{Date: i.Mail.Date, Supplier: supplier, File: file, SHA256: i.SHA256, Name: text.Visible(i.Name()), Sender: text.Visible(i.Mail.From), Matched: matched}
	if r.Date == "" || r.Date > d.AsOf { // no date, or that of a clock that was wrong
		r.Date = d.AsOf
	}
	data, err := d.project.AddReceived(d.year.Number, r)
	if err != nil {
		return err
	}
	d.logged[i.SHA256] = true
	return d.Root.WriteFile(path.Join("data", strconv.Itoa(d.year.Number), "received.csv"), data)
}

// dated says where the day that is logged is not the mail's own: from it follows whether an
// answer came by the cut-off.
func (d *Inbox) dated(m Mail, file string) string {
	typed := cmp.Or(m.Undated, m.Date)
	if typed == "" || m.Date != "" && m.Date <= d.AsOf {
		return ""
	}
	return fmt.Sprintf(" Its date, “%s”, is none that can be right, so %s was logged; if it came on another day, take it back (%s) and give --as-of.", finding.Short(typed, 60), d.AsOf, d.receive("--undo", file))
}

// ask shows who could be meant, and the command that settles it.
func (d *Inbox) ask(file string, i Item, m Match) {
	d.asked++
	why := m.Why
	if i.Kind == Locked {
		why = "it cannot be opened (" + strings.TrimSuffix(i.Why, ".") + "), so a person has to say whether it is a CMRT"
		if m.Supplier != "" {
			for _, s := range d.year.Roster {
				if s.ID == m.Supplier {
					m.Candidates = []Candidate{{Supplier: s, Evidence: m.Evidence}}
				}
			}
		}
	}
	d.say(i, "not filed: whose is it? "+strings.ToUpper(why[:1])+why[1:]+".")
	const most = 8
	for n, c := range m.Candidates {
		if n == most {
			d.Tell("    and %d more", len(m.Candidates)-most)
			break
		}
		d.Tell("    %s, %s (%s):\n        %s", c.Supplier.ID, text.Visible(c.Supplier.Name), strings.Join(c.Evidence, "; "), text.Visible(d.command(file, i, c.Supplier.ID)))
	}
	if len(m.Candidates) == 0 {
		d.Tell("    Put the company on the roster, or name the supplier it answers for:\n        %s", text.Visible(d.command(file, i, "ID")))
	}
}
