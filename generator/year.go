package main

import (
	"fmt"
	"io"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/text"
)

type yearCmd struct {
	New  yearNewCmd  `cmd:"" help:"Start a reporting year from the one before."`
	List yearListCmd `cmd:"" help:"List the reporting years with their states: open, draft, published or filed."`
}

type yearNewCmd struct {
	Year int `arg:"" help:"The new reporting year."`
}

// Run writes the folders of a new year, and says what a person has to do next.
func (cmd *yearNewCmd) Run(c *cli, std stdio) error {
	if err := usableYears(cmd.Year); err != nil {
		return err
	}
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	n, err := p.NextYear(cmd.Year)
	if err != nil {
		return err
	}
	// The content last: with it there is a year. A run that was killed before is finished
	// by the next.
	for _, top := range []string{"data", "content"} {
		dir := fmt.Sprintf("%s/%d", top, cmd.Year)
		if err := p.root.Place(dir, folder.In(dir, n.Files)); err != nil {
			return err
		}
	}
	fmt.Fprintf(std.Out, "The reporting year %d is begun, from %d: roster, settings with their dates moved, products, narrative. Workbooks, letters and filings stay in their year.\n", cmd.Year, n.From)
	fmt.Fprintf(std.Out, "It is open: nobody outside sees it, and the public pages stay as they are until “cmr publish %d” or “cmr freeze %d”.\n", cmd.Year, cmd.Year)
	if n.Carried > 0 {
		fmt.Fprintf(std.Out, "Decisions that hold beyond the new cut-off were carried over: %d.\n", n.Carried)
	}
	for _, name := range n.Other {
		fmt.Fprintf(std.Out, "Not carried over: %s\n", text.Visible(name))
	}
	fmt.Fprintln(std.Out, "\nDo next:")
	step := steps(std.Out)
	step(fmt.Sprintf("content/%d/year.yaml: look at the cut-off, the dates and the accepted versions", cmd.Year))
	for _, key := range n.LeftOut {
		if key == "publish" || key == "own_cmrt" {
			continue // said above
		}
		step(map[string]string{
			"snapshots":     fmt.Sprintf("year.yaml, snapshots: import this year's lists and pin them (cmr reference import FILE --as-of DATE); those of %d were not taken", n.From),
			"rollup.yaml":   "rollup.yaml, own_assessment and not_listed: are about last year's products and suppliers, and were left out",
			"determination": "year.yaml, determination: conclude anew once the answers are in",
			"filing":        "year.yaml, filing: is about the form of this year, and was left out",
		}[key])
	}
	step(fmt.Sprintf("data/%d/suppliers.csv: bring it up to date (cmr suppliers import EXPORT %d)", cmd.Year, cmd.Year))
	step(fmt.Sprintf("content/%d/products.csv, activities.csv, exclusions.csv: what is made, done and left out this year; the last two are empty", cmd.Year))
	if len(n.Typed) > 0 {
		step(fmt.Sprintf("content/%d/*.md: the words are last year's. They name a year in %s", cmd.Year, text.Visible(strings.Join(n.Typed, ", "))))
	} else {
		step(fmt.Sprintf("content/%d/*.md: the words are last year's; read them again", cmd.Year))
	}
	if len(n.Open) > 0 {
		step(fmt.Sprintf("content/steps.csv: the report of %d promised steps that are not noted as done; write %d in done, and a note, where they are:", n.From, cmd.Year))
		for _, s := range n.Open {
			fmt.Fprintf(std.Out, "       %s (line %d)\n", text.Visible(s.Step), s.Line)
		}
	}
	surveySteps(step, cmd.Year)
	return nil
}

// steps prints numbered lines.
func steps(w io.Writer) func(string) {
	n := 0
	return func(what string) {
		n++
		fmt.Fprintf(w, "  %2d. %s\n", n, what)
	}
}
