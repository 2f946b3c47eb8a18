package main

import (
	"cmp"
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

type decisionsCmd struct {
	Year   int    `arg:"" help:"Reporting year."`
	Format string `help:"${enum}" enum:"text,json" default:"text"`

	byProgramme
}

// decided is a decision as --format json prints it.
type decided struct {
	tables.Decision
	AllYears bool     `json:"all_years"` // of data/decisions.csv
	State    string   `json:"state"`     // used, unused or expired
	Decides  []string `json:"decides"`   // what it decides in the year
}

// Run lists the decisions of a year with what each of them decides. It is internal: it
// names suppliers.
func (cmd *decisionsCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	if _, err := p.surveyed(cmd.Year); err != nil {
		return err
	}
	by, err := cmd.season(p, cmd.Year)
	if err != nil {
		return err
	}
	y, err := by.Year(cmd.Year)
	if err != nil {
		return err
	}
	review, err := y.Review()
	if err != nil {
		return err
	}
	list := []decided{}
	for _, u := range review.Decisions {
		d := decided{Decision: u.Decision, AllYears: u.Decision.Shared, State: "used", Decides: append([]string{}, u.Decides...)}
		switch {
		case u.Expired:
			d.State = "expired"
		case len(u.Decides) == 0:
			d.State = "unused"
		}
		list = append(list, d)
	}
	if cmd.Format == "json" {
		return printJSON(std, list)
	}
	for _, d := range list {
		fmt.Fprint(std.Out, d.text(cmd.Year))
	}
	if len(list) == 0 {
		fmt.Fprintf(std.Out, "Nothing was decided for %d.\n", cmd.Year)
	}
	return nil
}

// text writes a decision for people: what was decided, by whom, and what it changes.
func (d decided) text(year int) string {
	about := text.Visible(cmp.Or(d.Supplier, "all suppliers"))
	what := d.Rule
	switch {
	case d.Action == "resolve":
		what = fmt.Sprintf("%q (%s) is %s", text.Visible(d.Raw), cmp.Or(d.Metal, "any metal"), d.Decided)
	case d.Action == "reject":
		what = fmt.Sprintf("%q (%s) is no smelter", text.Visible(d.Raw), cmp.Or(d.Metal, "any metal"))
	case d.Cell == check.EveryCell && d.Raw != "":
		what += " for " + d.Raw
	case d.Cell == check.EveryCell:
		what += ", every cell"
	case d.Cell != "":
		what += fmt.Sprintf(" at %s!%s while it says %q", d.Sheet, d.Cell, text.Visible(d.Raw))
	}
	until := fmt.Sprintf("for %d", year)
	if d.AllYears {
		until = "in all years"
	}
	if d.Until != "" {
		until += ", until " + d.Until
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s: %s\n    %s, %s, %s: %s\n", d.Action, about, text.Visible(what), text.Visible(d.Who), d.Date, until, text.Visible(d.Reason))
	const most = 5
	for i, use := range d.Decides {
		if i == most {
			fmt.Fprintf(&b, "    decides %d more\n", len(d.Decides)-most)
			break
		}
		fmt.Fprintf(&b, "    decides %s\n", text.Visible(use))
	}
	if d.State != "used" {
		fmt.Fprintf(&b, "    %s\n", map[string]string{"expired": "It ended before the cut-off, and decides nothing.", "unused": "It matches nothing (any more)."}[d.State])
	}
	return b.String()
}
