package main

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

type explainCmd struct {
	Year     int    `arg:"" help:"Reporting year."`
	Figure   string `arg:"" optional:"" help:"Id of a figure, e.g. suppliers.response_rate; all are listed if none is named."`
	Supplier string `help:"How the declarations of this supplier count, and why, instead of a figure." placeholder:"ID"`
	Format   string `help:"${enum}" enum:"text,json" default:"text"`

	byProgramme
}

// Run explains a figure down to the cells, or lists the figures of the year. What
// it prints is internal: it names suppliers.
func (cmd *explainCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	if !slices.Contains(p.Years, cmd.Year) {
		return fmt.Errorf("%w: there is no year %d; the project has %s", errUsage, cmd.Year, strings.Trim(fmt.Sprint(p.Years), "[]"))
	}
	by, err := cmd.season(p, cmd.Year)
	if err != nil {
		return err
	}
	y, err := by.Year(cmd.Year)
	if err != nil {
		return err
	}
	if !y.Surveyed() {
		return fmt.Errorf("%w: %d has no figures: no supplier was asked in that year (cut_off in year.yaml)", errUsage, cmd.Year)
	}
	if cmd.Supplier != "" {
		return cmd.account(std, y)
	}
	counted, err := y.Inquiry()
	if err != nil {
		return err
	}
	if cmd.Figure == "" {
		return listFigures(std, counted, cmd.Format)
	}
	q, err := y.Explain(cmd.Figure)
	if err != nil {
		return err
	}
	trace, ok := q.Trace(cmd.Figure)
	switch {
	case !ok:
		return fmt.Errorf("%w: there is no figure %q; “cmr explain %d” lists them", errUsage, cmd.Figure, cmd.Year)
	case cmd.Format == "json":
		return printJSON(std, trace)
	}
	fmt.Fprint(std.Out, trace.Text())
	return nil
}

// account prints how the declarations of a supplier count.
func (cmd *explainCmd) account(std stdio, y *season.Year) error {
	review, err := y.Review()
	if err != nil {
		return err
	}
	a, known := review.Account(y.Year, cmd.Supplier)
	switch {
	case cmd.Figure != "":
		return fmt.Errorf("%w: name a figure or --supplier", errUsage)
	case !known:
		return fmt.Errorf("%w: no supplier %q is on the roster of %d", errUsage, cmd.Supplier, cmd.Year)
	case cmd.Format == "json":
		return printJSON(std, a)
	}
	fmt.Fprint(std.Out, a.Text())
	return nil
}

func listFigures(std stdio, q *rcoi.Inquiry, format string) error {
	if format == "json" {
		list := []tables.Figure{}
		for _, t := range q.Traces {
			list = append(list, t.Figure)
		}
		return printJSON(std, list)
	}
	for _, t := range q.Traces {
		fmt.Fprintf(std.Out, "%-36s %-20s %s\n", t.Figure.ID, t.Value(), t.Figure.Label)
	}
	return nil
}
