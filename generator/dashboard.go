package main

import (
	"fmt"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/dashboard"
	"itron.com/conflict-minerals/generator/export"
	"itron.com/conflict-minerals/generator/site"
)

type dashboardCmd struct {
	Year int    `arg:"" help:"Reporting year."`
	AsOf string `help:"The day to look from; default: today." placeholder:"YYYY-MM-DD"`
}

// Run writes the internal pages of a year to build/YEAR/internal.
func (cmd *dashboardCmd) Run(c *cli, std stdio) error {
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	if _, err := p.surveyed(cmd.Year); err != nil {
		return err
	}
	in, err := dashboard.Of(p.season, cmd.Year, day)
	if err != nil {
		return err
	}
	in.Sheets = export.Name(cmd.Year)
	sheets, err := export.Of(p.season, cmd.Year, day)
	if err != nil {
		return err
	}
	sheets.ToRoot = "../../.."
	workbook, err := export.Write(sheets)
	if err != nil {
		return err
	}
	look, err := site.Look(p.root)
	if err != nil {
		return err
	}
	pages, err := dashboard.Pages(in, look)
	if err != nil {
		return err
	}
	pages[in.Sheets] = workbook
	dir := path.Join("build", strconv.Itoa(cmd.Year), "internal")
	if err := p.root.WriteOutputs(dir, pages); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d pages and a workbook, as of %s; they name suppliers and are not for the public\n", dir, len(pages)-3, day)
	return nil
}
