package main

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/verify"
)

type verifyCmd struct {
	Years []int `arg:"" optional:"" help:"Reporting years; all if none is named."`
}

// Run proves every filing byte for byte, and shows where the inputs would give
// something else today. It exits 1 if either is not so.
func (cmd *verifyCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	for _, year := range cmd.Years {
		if !slices.Contains(p.Years, year) {
			return fmt.Errorf("there is no reporting year %d: content/%d is missing", year, year)
		}
	}
	pages, unmade := site.Pages(p.season, p.root, site.PublicYears, nil)
	proof, err := verify.Years(p.season, p.years(cmd.Years), pages, unmade)
	fmt.Fprint(std.Out, proof.Text)
	if err == nil && proof.Look {
		err = errLook
	}
	return err
}
