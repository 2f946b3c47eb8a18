package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/rcoi"
)

type explainCmd struct {
	Year   int    `arg:"" help:"Reporting year."`
	Figure string `arg:"" optional:"" help:"Id of a figure, e.g. suppliers.response_rate; all are listed if none is named."`
	Format string `help:"${enum}" enum:"text,json" default:"text"`
}

// Run explains a figure down to the cells, or lists the figures of the year. What
// it prints is internal: it names suppliers.
func (cmd *explainCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	if !slices.Contains(p.Years, cmd.Year) {
		return fmt.Errorf("%w: there is no year %d; the project has %s", errUsage, cmd.Year, strings.Trim(fmt.Sprint(p.Years), "[]"))
	}
	y, err := compileYear(newYears(p, std).cached(root, takeCache), cmd.Year)
	if err != nil {
		return err
	}
	if !y.Surveyed() {
		return fmt.Errorf("%w: %d has no figures: no supplier was asked in that year (cut_off in year.yaml)", errUsage, cmd.Year)
	}
	if cmd.Figure == "" {
		return listFigures(std, y.inquiry, cmd.Format)
	}
	trace, ok := y.inquiry.Trace(cmd.Figure)
	switch {
	case !ok:
		return fmt.Errorf("%w: there is no figure %q; “cmr explain %d” lists them", errUsage, cmd.Figure, cmd.Year)
	case cmd.Format == "json":
		return printJSON(std, trace)
	}
	fmt.Fprint(std.Out, traceText(trace))
	return nil
}

func listFigures(std stdio, q rcoi.Inquiry, format string) error {
	if format == "json" {
		return printJSON(std, q.Figures)
	}
	for _, t := range q.Traces {
		fmt.Fprintf(std.Out, "%-36s %-20s %s\n", t.Figure.ID, valueOf(t), t.Figure.Label)
	}
	return nil
}

// valueOf writes a figure's value with its unit.
func valueOf(t rcoi.Trace) string {
	switch f := t.Figure; {
	case f.Value == "":
		return "not known"
	case f.Unit == rcoi.UnitShare:
		return fmt.Sprintf("%s%% (%s of %s)", f.Value, f.Numerator, f.Denominator)
	default:
		return f.Value
	}
}

// traceText draws a trace as a tree, and names the files with their hashes below it,
// so that sha256sum --check can read them.
func traceText(t rcoi.Trace) string {
	var b strings.Builder
	f := t.Figure
	fmt.Fprintf(&b, "%s = %s, as of %s\n\n%s. %s\n\nFormula: %s\nInternal: suppliers are named below.\n", f.ID, valueOf(t), f.AsOf, f.Label, f.Definition, t.Formula)
	hashes := map[string]string{}
	for _, part := range t.Counted {
		if f.Value == "" && len(part.Units) == 0 {
			fmt.Fprintf(&b, "\nNothing was counted for “%s”: what it is counted from is not there.\n", part.Name)
			continue
		}
		fmt.Fprintf(&b, "\n%s: %d\n", part.Name, len(part.Units))
		for i, u := range part.Units {
			branch, below := "├─ ", "│  "
			if i == len(part.Units)-1 {
				branch, below = "└─ ", "   "
			}
			weight := ""
			if u.Weight != "" {
				weight = " = " + visible(u.Weight)
			}
			b.WriteString(branch + visible(u.Name) + weight + "\n")
			for j, p := range u.Places {
				twig := "├─ "
				if j == len(u.Places)-1 {
					twig = "└─ "
				}
				b.WriteString(below + twig + placeText(p) + "\n")
				if p.SHA256 != "" {
					hashes[p.File] = p.SHA256
				}
			}
		}
	}
	if len(hashes) > 0 {
		b.WriteString("\nSHA-256 of the files:\n")
	}
	for _, file := range slices.Sorted(maps.Keys(hashes)) {
		fmt.Fprintf(&b, "%s  %s\n", hashes[file], file)
	}
	return b.String()
}

// placeText writes a place: file!sheet!cell “value”.
func placeText(p rcoi.Place) string {
	at := visible(p.File)
	switch {
	case p.Sheet != "":
		at += "!" + p.Sheet + "!" + p.Cell
	case p.Record > 0:
		at += fmt.Sprintf(", record %d", p.Record)
	}
	at += " “" + visible(p.Value) + "”"
	if p.Note != "" {
		at += " (" + visible(p.Note) + ")"
	}
	return at
}
