package main

import (
	"errors"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/decision"
	"itron.com/conflict-minerals/generator/finding"
)

// decideCmd records human judgments, so that nobody edits cells of a table by hand.
// The year stands before the verb, as people say it.
type decideCmd struct {
	Year struct {
		Year    int              `arg:"" help:"The reporting year."`
		Waive   decideWaiveCmd   `cmd:"" help:"Accept one finding of a supplier, as long as its cell is unchanged."`
		Resolve decideResolveCmd `cmd:"" help:"Record which smelter a name or number refers to."`
		Reject  decideRejectCmd  `cmd:"" help:"Record that a name or number is not a smelter."`
		Settle  decideSettleCmd  `cmd:"" help:"Record on what evidence a red flag gives no reason to believe that a metal came from a covered country."`
	} `arg:""`
}

// judgment are the flags that every decision has.
type judgment struct {
	Who    string `help:"Who decides." required:""`
	Reason string `help:"Why." required:""`
	Date   string `help:"The day of the decision, YYYY-MM-DD; otherwise today." placeholder:"DATE"`
	Until  string `help:"The last day on which it holds, YYYY-MM-DD; otherwise for this year." placeholder:"DATE"`
	byProgramme

	AllYears bool `help:"It holds in all years that were not filed before it: kept in data/decisions.csv."`
}

// at opens the table of the year that was named, lets a decision be made about a supplier
// ("" for all), and prints what became of it.
func (j judgment) at(c *cli, std stdio, supplier string, decide func(*decision.Desk, decision.Judgment) (string, error)) error {
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	by, err := j.season(p, c.Decide.Year.Year)
	if err != nil {
		return err
	}
	k, err := decision.Open(by, p.root, c.Decide.Year.Year)
	if err != nil {
		return err
	}
	if j.Date == "" {
		j.Date = today()
	}
	told, err := decide(k, decision.Judgment{Who: j.Who, Reason: j.Reason, Date: j.Date, Until: j.Until, Supplier: supplier, AllYears: j.AllYears})
	if errors.Is(err, decision.ErrUsage) {
		return asUsage(err)
	}
	fmt.Fprint(std.Out, told)
	return err
}

type decideSettleCmd struct {
	Supplier string    `help:"Id on the roster; left out for a workbook that no supplier accounts for." placeholder:"ID"`
	Rule     string    `help:"The red flag's rule, as data/YEAR/compiled/red-flags.csv has it." required:""`
	Cell     string    `help:"The red flag's cell, such as 'Declaration!D41'; may be left out where the supplier has one of the rule." placeholder:"SHEET!CELL"`
	Metal    metalFlag `help:"The red flag's metal, where a cell has several." placeholder:"METAL"`
	Evidence string    `help:"What the decision rests on: a document, and where it is kept." required:""`
	judgment `embed:""`
}

// Run settles one red flag.
func (cmd *decideSettleCmd) Run(c *cli, std stdio) error {
	if cmd.Supplier == "" && !slices.ContainsFunc(check.FlagRules, func(r finding.Rule) bool { return r.Name == cmd.Rule }) {
		return fmt.Errorf("%w: there is no rule %q for red flags; data/README.md lists them", errUsage, cmd.Rule)
	}
	return cmd.at(c, std, cmd.Supplier, func(k *decision.Desk, j decision.Judgment) (string, error) {
		return k.Settle(j, decision.RedFlag{Rule: cmd.Rule, Cell: cmd.Cell, Metal: string(cmd.Metal), Evidence: cmd.Evidence})
	})
}

type decideResolveCmd struct {
	Raw      string    `arg:"" help:"The name or number as the supplier typed it."`
	ID       string    `arg:"" name:"id" help:"The smelter's number in the year's directory."`
	Metal    metalFlag `help:"The row's metal: tantalum, tin, gold or tungsten; with --programme one of its minerals." required:""`
	Supplier string    `help:"Id on the roster; otherwise any supplier." placeholder:"ID"`
	judgment `embed:""`
}

// Run records which smelter a name means.
func (cmd *decideResolveCmd) Run(c *cli, std stdio) error {
	if err := cmd.Metal.of(cmd.Programme); err != nil {
		return err
	}
	return cmd.at(c, std, cmd.Supplier, func(k *decision.Desk, j decision.Judgment) (string, error) {
		return k.Resolve(j, cmrt.Metal(cmd.Metal), cmd.Raw, cmd.ID)
	})
}

type decideRejectCmd struct {
	Raw      string    `arg:"" help:"The name or number as the supplier typed it."`
	Metal    metalFlag `help:"The row's metal: tantalum, tin, gold or tungsten; with --programme one of its minerals." required:""`
	Supplier string    `help:"Id on the roster; otherwise any supplier." placeholder:"ID"`
	judgment `embed:""`
}

// Run records that a name is no smelter.
func (cmd *decideRejectCmd) Run(c *cli, std stdio) error {
	if err := cmd.Metal.of(cmd.Programme); err != nil {
		return err
	}
	return cmd.at(c, std, cmd.Supplier, func(k *decision.Desk, j decision.Judgment) (string, error) {
		return k.Reject(j, cmrt.Metal(cmd.Metal), cmd.Raw)
	})
}
