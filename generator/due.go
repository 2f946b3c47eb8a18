package main

import (
	"fmt"

	"itron.com/conflict-minerals/generator/agenda"
)

type dueCmd struct {
	Years  []int  `arg:"" optional:"" help:"Reporting years; all if none is named."`
	AsOf   string `help:"The day to look from; default: today." placeholder:"YYYY-MM-DD"`
	Format string `help:"${enum}" enum:"markdown,json" default:"markdown"`
}

// Run says what is due, and exits 1 if anything is. It is internal: it names suppliers.
func (cmd *dueCmd) Run(c *cli, std stdio) error {
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	items, err := agenda.All(p.root, p.season, cmd.Years, day)
	if err != nil {
		return err
	}
	if cmd.Format == "json" {
		err = printJSON(std, items)
	} else {
		fmt.Fprint(std.Out, agenda.Text(items))
	}
	if err == nil && len(items) > 0 {
		err = errLook
	}
	return err
}
