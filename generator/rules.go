package main

import (
	"cmp"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

type rulesCmd struct {
	Rule string `arg:"" optional:"" help:"Name of a rule."`
}

// catalogue joins the rules of every package that finds.
func catalogue() []finding.Rule {
	list := slices.Concat(cmrt.Rules, check.Rules)
	slices.SortFunc(list, func(a, b finding.Rule) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// Run prints the catalogue, or explains one rule.
func (cmd *rulesCmd) Run(std stdio) error {
	for _, r := range catalogue() {
		switch cmd.Rule {
		case "":
			fmt.Fprintf(std.Out, "%-32s %s\n", r.Name, r.Severity)
		case r.Name:
			fmt.Fprintf(std.Out, "%s (%s)\n\n%s\n\nWhat to do: %s\n", r.Name, r.Severity, r.Explanation, r.Fix)
			return nil
		}
	}
	if cmd.Rule != "" {
		return fmt.Errorf("%w: there is no rule %q; “cmr rules” lists them", errUsage, cmd.Rule)
	}
	return nil
}
