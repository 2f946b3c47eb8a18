package roster

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Told is what a person is told of an import: what it did and what it leaves to decide.
type Told struct {
	Import    *Import
	File      string            // the export, as people are shown it
	Year      int               // whose roster it is
	Map       map[string]string // columns by key that were named for this run alone
	DryRun    bool              // nothing was written
	LastYear  bool              // there is a roster of the year before
	Unchanged bool              // the roster is what it was
}

// Open tells whether there is something to decide.
func (t Told) Open() bool {
	left := slices.ContainsFunc(t.Import.Differing, func(d Difference) bool { return !d.Taken })
	return left || len(t.Import.Problems)+len(t.Import.Questions) > 0
}

// Write writes it, a line each.
func (t Told) Write(w io.Writer) { telling{t, t.Import, w}.print(t.LastYear, t.Unchanged) }

type telling struct {
	Told
	in *Import
	w  io.Writer
}

func (r telling) line(format string, args ...any) {
	fmt.Fprintln(r.w, text.Visible(fmt.Sprintf(format, args...)))
}

func (r telling) print(lastYear, unchanged bool) {
	in := r.in
	for _, n := range in.Notes {
		r.line("%s", n)
	}
	r.line("The export names %s; the roster of %d has %s.", text.Number(in.Vendors, "vendor"), r.Year, text.Number(len(in.Roster), "supplier"))
	r.suppliers("New, on no roster before", in.New)
	r.suppliers(fmt.Sprintf("Back, from the roster of %d", r.Year-1), in.Returning)
	r.suppliers("Not in the export; they stay (in_scope no, and why, if you buy nothing from them)", in.Gone)
	if lastYear {
		r.line("Against %d: %d new, %d gone.", r.Year-1, len(in.NewSince), len(in.GoneSince))
		r.suppliers(fmt.Sprintf("New since %d", r.Year-1), in.NewSince)
		r.suppliers(fmt.Sprintf("Gone since %d", r.Year-1), in.GoneSince)
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
		place := fmt.Sprintf("%s, row %d", r.File, p.Row)
		if p.Column != "" {
			place += ", column “" + p.Column + "”"
		}
		r.line("  %s: %s", place, p.What)
	}
	r.questions()
	switch file := project.RosterFile(r.Year); {
	case unchanged:
		r.line("Nothing changed in %s.", file)
	case r.DryRun:
		r.line("%s was not written: this is a dry run.", file)
	default:
		r.line("Written: %s. Look at it with “git diff”.", file)
	}
	r.keep()
}

// most is how many of a kind are shown one by one.
const mostShown = 200

func (r telling) suppliers(what string, list []tables.Supplier) {
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

func (r telling) differences(what string, all []Difference, taken bool) {
	list := slices.DeleteFunc(slices.Clone(all), func(d Difference) bool { return d.Taken != taken })
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
func (r telling) questions() {
	if len(r.in.Questions) > 0 {
		r.line("To be asked, and not taken: %d. Run the import again with one of the flags:", len(r.in.Questions))
	}
	for _, q := range r.in.Questions {
		r.line("  %s, row %d: “%s” (%s): %s.", r.File, q.Row, q.Name, q.Key, q.Why)
		for _, s := range q.Candidates {
			number := ""
			if s.Vendor != "" {
				number = ", number " + s.Vendor
			}
			r.line("    the same as %s (%s%s):  --same %s", s.ID, s.Name, number, text.ShellWord(q.Key+"="+s.ID))
		}
		r.line("    another company:  --new %s", text.ShellWord(q.Key))
	}
}

// keep shows the lines of year.yaml that make --map unnecessary.
func (r telling) keep() {
	if len(r.Map) == 0 {
		return
	}
	var list []string
	for _, key := range slices.Sorted(maps.Keys(r.Map)) {
		list = append(list, fmt.Sprintf("%s: %q", key, r.Map[key]))
	}
	fmt.Fprintf(r.w, "To keep the columns, write in content/%d/year.yaml:\n\nsuppliers:\n  columns: {%s}\n", r.Year, text.Visible(strings.Join(list, ", ")))
}
