package main

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

type publishCmd struct {
	Year int `arg:"" help:"Reporting year."`
}

// Run writes today into publish of year.yaml: from then on everybody sees the year.
func (cmd *publishCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	y, err := p.season.Year(cmd.Year)
	if err != nil {
		return err
	}
	settings, now := project.SettingsFile(cmd.Year), today()
	switch {
	case y.State.Public():
		fmt.Fprintf(std.Out, "%d is %s already: nothing was changed.\n", cmd.Year, y.State)
		return nil
	case y.State == project.YearOpen:
		return fmt.Errorf("%d is open: no declaration has come, so there is nothing to publish", cmd.Year)
	case now <= y.Settings.CutOff:
		return &project.InputError{File: settings, Err: fmt.Errorf("answers count until %s, and figures are as of that day: %d can be published after it", y.Settings.CutOff, cmd.Year)}
	}
	list, err := edgar.Lint(y, true, "")
	if err != nil {
		return err
	}
	// What the form lacks until it is signed and filed is no reason against the page, and a
	// policy that is not written yet is not on it.
	list = slices.DeleteFunc(list, func(f finding.Finding) bool {
		return f.Severity != finding.Error || !strings.HasPrefix(f.Rule, "report-") || strings.HasSuffix(f.File, "/form-sd.md") || f.File == "content/policy.md"
	})
	if len(list) > 0 {
		fmt.Fprint(std.Out, finding.DraftText(list))
		fmt.Fprintf(std.Err, "Nothing was published: the report has errors. To publish it all the same, write “publish: %s” into %s.\n", now, settings)
		return errLook
	}
	data, err := p.WithPublish(cmd.Year, now)
	if err != nil {
		return err
	}
	if err := p.root.Write(map[string][]byte{settings: data}); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: publish: %s. “cmr compile” and “cmr build” show the year to everybody from now on, as of %s.\n", settings, now, y.Settings.CutOff)
	return nil
}
