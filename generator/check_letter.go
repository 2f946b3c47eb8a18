package main

import (
	"fmt"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
)

// letter prints what to tell the supplier of one workbook.
func (cmd *checkCmd) letter(c *cli, std stdio, list []finding.Finding) error {
	if len(cmd.What) != 1 || yearArg.MatchString(cmd.What[0]) || cmd.Format != "text" {
		return fmt.Errorf("%w: --letter is for one workbook, as text: cmr check FILE --letter", errUsage)
	}
	data, err := folder.ReadUpTo(cmd.What[0], cmrt.MaxFile+1)
	if err != nil {
		return fmt.Errorf("read workbook: %w", err)
	}
	rules := catalogue()
	l := campaign.Correction{Declaration: cmrt.ReadAny(relative(cmd.What[0]), data), Rules: rules}
	l.Findings = campaign.FindingsFor(rules, list)
	if p, err := c.open(std, readAll); err == nil {
		l.From = p.Registrant.Name
	}
	fmt.Fprint(std.Out, l.Text())
	return nil
}
