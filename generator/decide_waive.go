package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
)

type decideWaiveCmd struct {
	Supplier string `help:"Id on the roster." required:"" placeholder:"ID"`
	Rule     string `help:"The finding's rule." required:""`
	Cell     string `help:"The finding's cell, such as 'Smelter List!B5'; may be left out where the supplier has one finding of the rule." placeholder:"SHEET!CELL"`
	Metal    string `help:"The finding's metal, where a cell has findings of several." enum:"tantalum,tin,gold,tungsten," default:"" placeholder:"METAL"`
	judgment `embed:""`
}

// Run accepts one finding. The decision keeps what the cell says, and holds only
// while it says so.
func (cmd *decideWaiveCmd) Run(c *cli, std stdio) error {
	if !slices.ContainsFunc(catalogue(), func(r finding.Rule) bool { return r.Name == cmd.Rule }) {
		return fmt.Errorf("%w: there is no rule %q; “cmr rules” lists them", errUsage, cmd.Rule)
	}
	k, err := c.desk(std)
	if err != nil {
		return err
	}
	d, err := cmd.decision("waive", cmd.Supplier, k.year)
	if err != nil {
		return err
	}
	var fit []finding.Finding
	for _, f := range k.review.Findings {
		if f.Supplier == cmd.Supplier && f.Rule == cmd.Rule && cmd.fits(f) && !k.superseded(f) {
			fit = append(fit, f)
		}
	}
	if len(fit) != 1 {
		return k.notOne(cmd, fit)
	}
	f := fit[0]
	if f.Waived {
		fmt.Fprintf(std.Out, "Nothing changed: %s at %s is accepted already, by %s on %s: %s\n", f.Rule, visible(f.Place()), visible(f.DecidedBy), f.DecidedOn, visible(f.Reason))
		return nil
	}
	d.Rule, d.Sheet, d.Cell, d.Metal, d.Raw = f.Rule, f.Sheet, f.Cell, f.Metal, k.rawAt(f)
	while := fmt.Sprintf("while it says %q", d.Raw)
	if d.Raw == "" {
		while = "while nothing can be read there"
	}
	return k.record(d, fmt.Sprintf("%s at %s is accepted %s", f.Rule, f.Place(), while), std)
}

// fits tells whether a finding stands where the command says. Case and Excel's
// quotes around a sheet's name make no difference.
func (cmd *decideWaiveCmd) fits(f finding.Finding) bool {
	if cmd.Metal != "" && cmd.Metal != f.Metal {
		return false
	}
	if cmd.Cell == "" {
		return true
	}
	sheet, cell := "", cmd.Cell
	if i := strings.LastIndex(cmd.Cell, "!"); i >= 0 {
		sheet, cell = strings.Trim(cmd.Cell[:i], "'"), cmd.Cell[i+1:]
	}
	return strings.EqualFold(sheet, f.Sheet) && strings.EqualFold(strings.ReplaceAll(cell, "$", ""), f.Cell)
}

// rawAt gives what stands in a finding's cell, "" for one that is about no workbook.
func (k *desk) rawAt(f finding.Finding) string {
	for _, b := range k.review.Workbooks {
		if b.Declaration.File == f.File {
			return b.RawAt(f.Sheet, f.Cell)
		}
	}
	return ""
}

// superseded tells whether a finding is of a workbook that a newer one replaced:
// nothing depends on it any more.
func (k *desk) superseded(f finding.Finding) bool {
	return slices.ContainsFunc(k.review.Workbooks, func(b check.Workbook) bool {
		return b.Declaration.File == f.File && b.Verdict == check.Superseded
	})
}

// notOne is the error of a command that means no finding, or several; it lists those
// that could be meant.
func (k *desk) notOne(cmd *decideWaiveCmd, fit []finding.Finding) error {
	problem, candidates := fmt.Sprintf("%d findings fit; name one with --cell and --metal", len(fit)), fit
	if len(fit) == 0 {
		problem = "no finding fits"
		for _, rule := range []string{cmd.Rule, ""} { // of the rule elsewhere; failing that, all of the supplier
			for _, f := range k.review.Findings {
				if f.Supplier == cmd.Supplier && (rule == "" || f.Rule == rule) {
					candidates = append(candidates, f)
				}
			}
			if len(candidates) > 0 {
				break
			}
		}
	}
	const most = 20
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s: %s", cmd.Rule, cmd.Supplier, problem)
	if len(candidates) > 0 {
		b.WriteString(". There is:")
	}
	for _, f := range candidates[:min(len(candidates), most)] {
		fmt.Fprintf(&b, "\n    %s: %s", visible(f.Place()), f.Rule)
		if f.Metal != "" {
			fmt.Fprintf(&b, " (%s)", f.Metal)
		}
	}
	if more := len(candidates) - most; more > 0 {
		fmt.Fprintf(&b, "\n    and %d more; run cmr check %d", more, k.year.Number)
	}
	return errors.New(b.String())
}
