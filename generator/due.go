package main

import (
	"fmt"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/letters"
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
	items, err := agenda.All(p.season, cmd.Years, day)
	if err != nil {
		return err
	}
	doubts, err := inDoubt(p, cmd.Years)
	if err != nil {
		return err
	}
	items = append(doubts, items...)
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

// inDoubt are the letters of which nobody knows whether they arrived: their suppliers get no
// other, so they wait for a person also where nothing is due.
func inDoubt(p *opened, years []int) (items []agenda.Item, err error) {
	if len(years) == 0 {
		years = p.Years
	}
	for _, year := range years {
		y, err := p.Year(year)
		if err != nil {
			return nil, err
		}
		list, err := letters.Doubts(p.root, y)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			items = append(items, agenda.Item{Year: year, Kind: agenda.Letter, Day: d.Day,
				What: fmt.Sprintf("A send was broken off on %s, and nobody knows whether the %s to %s arrived; until that is settled it gets no other letter.", d.Day, d.Kind, d.Supplier),
				Do:   fmt.Sprintf("Look at the mail server, then say “cmr letters %d --sent %s” or “--not-sent %s”.", year, d.ID, d.ID)})
		}
	}
	return items, nil
}
