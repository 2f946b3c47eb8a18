package main

import (
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/roster"
	"itron.com/conflict-minerals/generator/text"
)

type suppliersSetCmd struct {
	Year   int      `arg:"" help:"The reporting year."`
	ID     string   `arg:"" name:"supplier" help:"Id on the roster."`
	Values []string `arg:"" help:"Cells of its row, such as email=jo@acme.example or contact='Jo Doe'; nothing behind “=” leaves the cell blank. Columns: name, contact, email, language, in_scope, why, metals, contract_clause, parent, vendor, buyer, programmes." name:"column=value"`
	New    bool     `help:"Add the supplier; it is in scope unless something else is said."`
	DryRun bool     `help:"Show what would change, and write nothing."`
}

// Run changes the row of one supplier, and no other: after a mail came back, or when a
// supplier says who answers from now on.
func (cmd *suppliersSetCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	y, err := p.Year(cmd.Year)
	if err != nil {
		return err
	}
	list, changed, err := roster.Set(y.Roster, cmd.ID, cmd.New, cmd.Values)
	if errors.Is(err, roster.ErrUsage) {
		return asUsage(err)
	}
	if err != nil {
		return err
	}
	file := project.RosterFile(cmd.Year)
	data, err := project.RosterTable(cmd.Year, list)
	if err != nil {
		return fmt.Errorf("the roster would be one that cannot be read, so nothing was written: %w", err)
	}
	if len(changed) == 0 {
		fmt.Fprintf(std.Out, "Nothing changed: %s says so already.\n", file)
		return nil
	}
	if !cmd.DryRun {
		if err := p.root.WriteFile(file, data); err != nil {
			return err
		}
	}
	for _, is := range changed {
		fmt.Fprintf(std.Out, "%s: %s %s: “%s” (was “%s”)\n", file, cmd.ID, is.Column, text.Visible(is.Is), text.Visible(finding.Short(is.Was, 200)))
	}
	return nil
}
