package main

import (
	"bytes"
	"fmt"

	"itron.com/conflict-minerals/generator/bom"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

type partsCmd struct {
	Import partsImportCmd `cmd:"" help:"Import a bill of materials."`
}

type partsImportCmd struct {
	File   string            `arg:"" help:"The bill of materials: CSV, XLSX or Excel's XML of 2003." type:"path"`
	Year   int               `arg:"" help:"The reporting year."`
	Map    map[string]string `help:"Columns by key, where headers are not known: part=Komponente,vendor='Vendor No.'." mapsep:"," placeholder:"KEY=HEADER"`
	DryRun bool              `help:"Show what would change, and write nothing."`
}

// Run writes the year's table of parts with what a bill of materials adds to it: exit 1
// where there is anything that people have to look at.
func (cmd *partsImportCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	y, err := p.Year(cmd.Year)
	if err != nil {
		return err
	}
	current, err := p.Parts(y)
	if err != nil {
		return err
	}
	data, err := readList(cmd.File)
	if err != nil {
		return err
	}
	in, err := bom.Read(relative(cmd.File), data, cmd.Map, current, y.Roster)
	if err != nil {
		return err
	}
	fresh, err := project.PartsTable(cmd.Year, in.Parts, y.Roster)
	if err != nil {
		return fmt.Errorf("the table would be one that cannot be read, so nothing was written: %w", err)
	}
	before, err := tables.Write(current)
	if err == nil && !cmd.DryRun && !bytes.Equal(fresh, before) {
		err = p.root.WriteFile(project.PartsFile(cmd.Year), fresh)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d rows\n", project.PartsFile(cmd.Year), len(in.Parts))
	for _, note := range in.Notes {
		fmt.Fprintln(std.Out, text.Visible(note))
	}
	for _, wrong := range in.Wrong {
		fmt.Fprintln(std.Out, "Left out:", text.Visible(wrong))
	}
	for _, vendor := range in.Unknown {
		fmt.Fprintln(std.Out, "Not on the roster:", vendor)
	}
	if len(in.Unknown)+len(in.Wrong) > 0 {
		return errLook
	}
	return nil
}
