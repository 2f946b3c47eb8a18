package main

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/roster"
	"itron.com/conflict-minerals/generator/tables"
)

type suppliersCmd struct {
	Import suppliersImportCmd `cmd:"" help:"Bring a purchasing export into the roster."`
}

type suppliersImportCmd struct {
	File   string            `arg:"" help:"The export: CSV, XLSX or Excel's XML of 2003." type:"path"`
	Year   int               `arg:"" help:"The reporting year."`
	Map    map[string]string `help:"Columns by key, where headers are not known: vendor=Creditor,name='Name 1'. Kept in year.yaml under suppliers.columns." mapsep:"," placeholder:"KEY=HEADER"`
	Take   []string          `help:"Columns of the roster that the export may overwrite: name, contact, email, language, in_scope, metals, contract_clause, parent." placeholder:"COLUMN"`
	Same   map[string]string `help:"Vendors that are suppliers of the roster, by number or name." mapsep:"," placeholder:"VENDOR=ID"`
	New    []string          `help:"Vendors that are none of the suppliers they resemble, by number or name." placeholder:"VENDOR"`
	DryRun bool              `help:"Say what would change, and write nothing."`
}

// Run writes the year's roster with what an export adds to it, and shows what people
// have to look at: exit 1 where there is anything.
func (cmd *suppliersImportCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	y, err := p.Year(cmd.Year)
	if err != nil {
		return err
	}
	var last []tables.Supplier
	var taken []string
	for _, number := range p.Years {
		if number == cmd.Year {
			continue
		}
		other, err := p.Year(number)
		if err != nil {
			return err
		}
		if number == cmd.Year-1 {
			last = other.Roster
		}
		for _, s := range other.Roster {
			taken = append(taken, s.ID)
		}
	}
	data, err := readList(cmd.File)
	if err != nil {
		return err
	}
	columns := maps.Clone(y.Settings.Suppliers.Columns)
	if columns == nil {
		columns = map[string]string{}
	}
	maps.Copy(columns, cmd.Map)
	in, err := roster.Merge(relative(cmd.File), data, y.Roster, last, roster.Options{Columns: columns, Scope: y.Settings.Suppliers.Scope,
		Take: cmd.Take, Same: cmd.Same, New: cmd.New, Taken: taken})
	if err != nil {
		return err
	}
	file := project.RosterFile(cmd.Year)
	fresh, err := project.RosterTable(cmd.Year, in.Roster)
	if err != nil {
		return fmt.Errorf("the roster would be one that cannot be read, so nothing was written: %w", err)
	}
	before, err := project.RosterTable(cmd.Year, y.Roster)
	if err != nil {
		return err
	}
	if !cmd.DryRun && !bytes.Equal(fresh, before) {
		if err := writeFile(filepath.Join(root, filepath.FromSlash(file)), fresh); err != nil {
			return err
		}
	}
	r := rosterReport{std, cmd, &in}
	r.print(len(last) > 0, bytes.Equal(fresh, before))
	if len(in.Problems)+len(in.Questions)+r.open() > 0 {
		return errLook
	}
	return nil
}

// rosterReport tells a person what an import did and what it leaves to decide.
type rosterReport struct {
	std stdio
	cmd *suppliersImportCmd
	in  *roster.Import
}

// open counts the differences that were not taken.
func (r rosterReport) open() int {
	n := 0
	for _, d := range r.in.Differing {
		if !d.Taken {
			n++
		}
	}
	return n
}

func (r rosterReport) line(format string, args ...any) {
	fmt.Fprintln(r.std.Out, visible(fmt.Sprintf(format, args...)))
}

func (r rosterReport) print(lastYear, unchanged bool) {
	in := r.in
	for _, n := range in.Notes {
		r.line("%s", n)
	}
	r.line("The export names %d vendors; the roster of %d has %d suppliers.", in.Vendors, r.cmd.Year, len(in.Roster))
	r.suppliers("New, on no roster before", in.New)
	r.suppliers(fmt.Sprintf("Back, from the roster of %d", r.cmd.Year-1), in.Returning)
	r.suppliers("Not in the export; they stay (in_scope no, and why, if you buy nothing from them)", in.Gone)
	if lastYear {
		r.line("Against %d: %d new, %d gone.", r.cmd.Year-1, len(in.NewSince), len(in.GoneSince))
		r.suppliers(fmt.Sprintf("New since %d", r.cmd.Year-1), in.NewSince)
		r.suppliers(fmt.Sprintf("Gone since %d", r.cmd.Year-1), in.GoneSince)
	}
	if in.Shares > 0 {
		r.line("Spend shares counted anew: %d changed.", in.Shares)
	}
	r.differences("Filled in", in.Filled, true)
	r.differences("Changed, as --take says", in.Differing, true)
	r.differences("Otherwise in the export, and left as it is (--take COLUMN takes it)", in.Differing, false)
	if len(in.Problems) > 0 {
		r.line("Not understood: %d.", len(in.Problems))
	}
	for _, p := range in.Problems {
		place := fmt.Sprintf("%s, row %d", relative(r.cmd.File), p.Row)
		if p.Column != "" {
			place += ", column “" + p.Column + "”"
		}
		r.line("  %s: %s", place, p.What)
	}
	r.questions()
	switch file := project.RosterFile(r.cmd.Year); {
	case unchanged:
		r.line("Nothing changed in %s.", file)
	case r.cmd.DryRun:
		r.line("%s was not written: this is a dry run.", file)
	default:
		r.line("Written: %s. Look at it with “git diff”.", file)
	}
	r.keep()
}

// most is how many of a kind are shown one by one.
const mostShown = 200

func (r rosterReport) suppliers(what string, list []tables.Supplier) {
	if len(list) == 0 {
		return
	}
	r.line("%s: %d.", what, len(list))
	for i, s := range list {
		if i == mostShown {
			r.line("  and %d more", len(list)-mostShown)
			break
		}
		r.line("  %s  %s", s.ID, s.Name)
	}
}

func (r rosterReport) differences(what string, all []roster.Difference, taken bool) {
	list := slices.DeleteFunc(slices.Clone(all), func(d roster.Difference) bool { return d.Taken != taken })
	if len(list) == 0 {
		return
	}
	r.line("%s: %d.", what, len(list))
	for i, d := range list {
		if i == mostShown {
			r.line("  and %d more", len(list)-mostShown)
			break
		}
		if d.Here == "" {
			r.line("  %s: %s is “%s” (row %d)", d.Supplier, d.Column, d.There, d.Row)
		} else {
			r.line("  %s: %s “%s”, in the export “%s” (row %d)", d.Supplier, d.Column, d.Here, d.There, d.Row)
		}
	}
}

// questions shows the vendors that may be a supplier of the roster or not, and how to
// say which.
func (r rosterReport) questions() {
	if len(r.in.Questions) > 0 {
		r.line("To be asked, and not taken: %d. Run the import again with one of the flags:", len(r.in.Questions))
	}
	for _, q := range r.in.Questions {
		r.line("  %s, row %d: “%s” (%s): %s.", relative(r.cmd.File), q.Row, q.Name, q.Key, q.Why)
		for _, s := range q.Candidates {
			number := ""
			if s.Vendor != "" {
				number = ", number " + s.Vendor
			}
			r.line("    the same as %s (%s%s):  --same %s", s.ID, s.Name, number, quotedWord(q.Key+"="+s.ID))
		}
		r.line("    another company:  --new %s", quotedWord(q.Key))
	}
}

// keep shows the lines of year.yaml that make --map unnecessary.
func (r rosterReport) keep() {
	if len(r.cmd.Map) == 0 {
		return
	}
	var list []string
	for _, key := range slices.Sorted(maps.Keys(r.cmd.Map)) {
		list = append(list, fmt.Sprintf("%s: %q", key, r.cmd.Map[key]))
	}
	fmt.Fprintf(r.std.Out, "To keep the columns, write in content/%d/year.yaml:\n\nsuppliers:\n  columns: {%s}\n", r.cmd.Year, visible(strings.Join(list, ", ")))
}
