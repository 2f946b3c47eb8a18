package main

import (
	"fmt"
	"text/tabwriter"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

type yearListCmd struct {
	Format string `help:"${enum}" enum:"text,json" default:"text"`
}

// Run prints the reporting years with their states, the newest first.
func (cmd *yearListCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	list, err := p.Standing()
	if err != nil {
		return err
	}
	if cmd.Format == "json" {
		return printJSON(std, list)
	}
	w := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', 0)
	for _, s := range list {
		fmt.Fprintf(w, "%d\t%s\t%s\n", s.Year, s.State, text.Visible(s.Why))
	}
	return w.Flush()
}

// unpublished tells people which years nobody outside sees, and how that changes.
func unpublished(list []project.Standing) (lines []string) {
	for _, s := range list {
		if !s.State.Public() {
			lines = append(lines, fmt.Sprintf("Not public: %d is %s (%s)", s.Year, s.State.InWords(), s.Why))
		}
	}
	return lines
}
