package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/receive"
	"itron.com/conflict-minerals/generator/tables"
)

// take opens a file that came and files what it holds.
func (d *inbox) take(file string) error {
	items, err := d.items(file)
	if err != nil {
		return err
	}
	useful := false
	for _, i := range items {
		switch i.Kind {
		case receive.Other:
			d.say(i, "not filed: "+i.Why)
			continue
		case receive.Trouble:
			d.trouble++
			d.say(i, "not filed: "+i.Why)
		default:
			if err := d.workbook(file, i); err != nil {
				return err
			}
		}
		useful = true
	}
	if !useful && d.cmd.Only == "" {
		d.nothing++
		fmt.Fprintf(d.std.Out, "%s: there is no CMRT in it\n", visible(relative(file)))
	}
	return nil
}

// say tells what became of an item. Its names are foreign text.
func (d *inbox) say(i receive.Item, what string) {
	fmt.Fprintf(d.std.Out, "%s: %s\n", visible(strings.Join(i.Path, " › ")), visible(what))
}

// workbook files a workbook, unless it is there or has to be asked for.
func (d *inbox) workbook(file string, i receive.Item) error {
	m := d.known.Of(i)
	if d.cmd.Supplier != "" {
		m = receive.Match{Supplier: d.cmd.Supplier, Evidence: []string{"named by hand"}}
	}
	if have := d.bySum[i.SHA256]; have != "" {
		return d.again(i, have, m)
	}
	if m.Supplier == "" || i.Kind == receive.Locked && d.cmd.Supplier == "" {
		d.ask(file, i, m)
		return nil
	}
	name := receive.Place(d.year.Roster, m.Supplier, i, func(stem string) bool { return d.taken[stem] })
	target := path.Join("data", strconv.Itoa(d.cmd.Year), "cmrt", name)
	if !d.cmd.DryRun {
		// The file first: the log must not name one that never was.
		if err := writeFile(filepath.Join(d.root, filepath.FromSlash(target)), i.Data); err != nil {
			return err
		}
		if err := d.log(i, target, m.Supplier, strings.Join(m.Evidence, "; ")); err != nil {
			return err
		}
	}
	d.bySum[i.SHA256], d.taken[stem(name)] = target, true
	d.filed++
	verb := "filed"
	if d.cmd.DryRun {
		verb = "would be filed"
	}
	unread := ""
	if i.Why != "" {
		unread = " It cannot be read: " + i.Why
	}
	d.say(i, fmt.Sprintf("%s as %s for %s (%s).%s", verb, target, m.Supplier, strings.Join(m.Evidence, "; "), unread))
	return nil
}

// again tells of bytes that are there. One that is in no log, since somebody copied it
// or a run was broken off, gets its row.
func (d *inbox) again(i receive.Item, have string, m receive.Match) error {
	d.there++
	owner := d.owner(have, i)
	switch {
	case m.Supplier != "" && owner != "" && owner != m.Supplier:
		d.say(i, fmt.Sprintf("there already as %s, which counts for %s, not for %s. If it is not of %s, rename that file.", have, owner, m.Supplier, owner))
		d.asked++
	default:
		d.say(i, "there already as "+have+".")
	}
	if owner == "" || d.logged[i.SHA256] || d.cmd.DryRun {
		return nil
	}
	return d.log(i, have, owner, "found in the folder")
}

// log adds a row about a workbook.
func (d *inbox) log(i receive.Item, file, supplier, matched string) error {
	r := tables.Received{Date: i.Mail.Date, Supplier: supplier, File: file, SHA256: i.SHA256, Name: visible(i.Name()), Sender: visible(i.Mail.From), Matched: matched}
	if r.Date == "" || r.Date > d.cmd.AsOf { // no date, or that of a clock that was wrong
		r.Date = d.cmd.AsOf
	}
	data, err := d.project.AddReceived(d.cmd.Year, r)
	if err != nil {
		return err
	}
	d.logged[i.SHA256] = true
	return writeFile(filepath.Join(d.root, "data", strconv.Itoa(d.cmd.Year), "received.csv"), data)
}

// ask shows who could be meant, and the command that settles it.
func (d *inbox) ask(file string, i receive.Item, m receive.Match) {
	d.asked++
	why := m.Why
	if i.Kind == receive.Locked {
		why = "it cannot be opened (" + strings.TrimSuffix(i.Why, ".") + "), so a person has to say whether it is a CMRT"
		if m.Supplier != "" {
			for _, s := range d.year.Roster {
				if s.ID == m.Supplier {
					m.Candidates = []receive.Candidate{{Supplier: s, Evidence: m.Evidence}}
				}
			}
		}
	}
	d.say(i, "not filed: whose is it? "+strings.ToUpper(why[:1])+why[1:]+".")
	const most = 8
	for n, c := range m.Candidates {
		if n == most {
			fmt.Fprintf(d.std.Out, "    and %d more\n", len(m.Candidates)-most)
			break
		}
		fmt.Fprintf(d.std.Out, "    %s, %s (%s):\n        %s\n", c.Supplier.ID, visible(c.Supplier.Name), strings.Join(c.Evidence, "; "), visible(d.command(file, i, c.Supplier.ID)))
	}
	if len(m.Candidates) == 0 {
		fmt.Fprintf(d.std.Out, "    Put the company on the roster, or name the supplier it answers for:\n        %s\n", visible(d.command(file, i, "ID")))
	}
}
