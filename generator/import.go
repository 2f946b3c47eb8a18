package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/export"
	"itron.com/conflict-minerals/generator/text"
)

type importCmd struct {
	Year   int    `arg:"" help:"Reporting year."`
	File   string `arg:"" help:"The workbook that “cmr export” wrote, changed." type:"path"`
	Remove bool   `help:"Rows that the workbook has no longer leave the table."`
	Over   bool   `help:"Although the table was changed since the workbook was made."`
	DryRun bool   `help:"Show what would change, and write nothing."`
}

// Run takes the changes of roster and decisions back.
func (cmd *importCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	data, err := readList(cmd.File)
	if err != nil {
		return err
	}
	b, err := export.Read(p.Project, catalogue(), cmd.Year, relative(cmd.File), data, export.Options{Remove: cmd.Remove, Over: cmd.Over})
	if errors.Is(err, export.ErrUsage) {
		return asUsage(err)
	}
	if err != nil {
		return err
	}
	for _, line := range slices.Concat(b.Told, b.Left) {
		fmt.Fprintln(std.Out, text.Visible(line))
	}
	for _, file := range slices.Sorted(maps.Keys(b.Files)) {
		if !cmd.DryRun {
			if err := p.root.WriteFile(file, b.Files[file]); err != nil {
				return err
			}
			fmt.Fprintf(std.Out, "%s: written\n", file)
		}
	}
	if len(b.Told) == 0 {
		fmt.Fprintln(std.Out, "Nothing changed.")
	}
	if len(b.Left) > 0 {
		return errLook
	}
	return nil
}
