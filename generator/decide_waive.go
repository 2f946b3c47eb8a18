package main

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/decision"
	"itron.com/conflict-minerals/generator/finding"
)

type decideWaiveCmd struct {
	Supplier string    `help:"Id on the roster; may be left out with --smelter and --each." placeholder:"ID"`
	Rule     string    `help:"The finding's rule." required:""`
	Cell     string    `help:"The finding's cell, such as 'Smelter List!B5'; may be left out where the supplier has one finding of the rule." placeholder:"SHEET!CELL"`
	Metal    metalFlag `help:"The finding's metal, where a cell has findings of several." placeholder:"METAL"`
	Smelter  string    `help:"Findings of the rule about this smelter, whoever names it." placeholder:"CID"`
	All      bool      `help:"All findings of the rule and supplier, those to come included."`
	Each     bool      `help:"Each open finding of the rule, while its cell says what it says."`
	Yes      bool      `help:"Record what --smelter, --all or --each accept; without it they only list it."`
	judgment `embed:""`
}

// Run accepts one finding, or several by one reason.
func (cmd *decideWaiveCmd) Run(c *cli, std stdio) error {
	if !slices.ContainsFunc(catalogue(), func(r finding.Rule) bool { return r.Name == cmd.Rule }) {
		return fmt.Errorf("%w: there is no rule %q; “cmr rules” lists them", errUsage, cmd.Rule)
	}
	ways := 0
	for _, way := range []bool{cmd.Smelter != "", cmd.All, cmd.Each} {
		if way {
			ways++
		}
	}
	switch {
	case ways > 1 && (cmd.All || cmd.Smelter == ""):
		return fmt.Errorf("%w: --all stands alone; --each may be about a --smelter", errUsage)
	case ways > 0 && cmd.Cell != "":
		return fmt.Errorf("%w: --cell is about one finding; --smelter, --all and --each are about several", errUsage)
	case ways == 0 && (cmd.Supplier == "" || cmd.Yes):
		return fmt.Errorf("%w: name the --supplier, or say --smelter CID or --each", errUsage)
	}
	return cmd.at(c, std, cmd.Supplier, func(k *decision.Desk, j decision.Judgment) (string, error) {
		if ways > 0 {
			return k.WaiveMany(j, decision.Many{Rule: cmd.Rule, Metal: string(cmd.Metal), Smelter: cmd.Smelter, All: cmd.All, Each: cmd.Each, Yes: cmd.Yes})
		}
		return k.Waive(j, decision.Waiver{Rule: cmd.Rule, Cell: cmd.Cell, Metal: string(cmd.Metal)})
	})
}
