package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/export"
	"itron.com/conflict-minerals/generator/text"
)

type exportCmd struct {
	Year      int    `arg:"" help:"Reporting year."`
	Out       string `help:"The workbook; default: build/YEAR/conflict-minerals-YEAR.xlsx." placeholder:"FILE" type:"path"`
	Flat      bool   `help:"The company's own Smelter List instead, in the columns of the template, to paste: CSV, or XLSX by the name of --out. It names no supplier."`
	Programme string `help:"Of --flat: ${enum}." enum:"cmrt,emrt,amrt" default:"cmrt"`
	AsOf      string `help:"The day to look from; default: today." placeholder:"YYYY-MM-DD"`
}

// Run writes a year as one workbook.
func (cmd *exportCmd) Run(c *cli, std stdio) error {
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
	if cmd.Flat {
		return cmd.flat(p, std)
	}
	if cmd.Out == "" {
		cmd.Out = p.root.Path(path.Join("build", strconv.Itoa(cmd.Year), export.Name(cmd.Year)))
	}
	if name, inside := p.root.Below(cmd.Out); inside && strings.HasPrefix(name, "site/") {
		return fmt.Errorf("%w: the workbook names suppliers, so it is never written below site/", errUsage)
	}
	in, err := export.Of(p.season, cmd.Year, day)
	if err != nil {
		return err
	}
	in.ToRoot = wayTo(p.root.Path("."), filepath.Dir(cmd.Out))
	data, err := export.Write(in)
	if err != nil {
		return err
	}
	if err := p.writeOut(cmd.Out, data); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: suppliers, findings, smelters, figures and decisions of %d, as of %s. It names suppliers and is not for the public.\n", text.Visible(relative(cmd.Out)), cmd.Year, day)
	return nil
}

// wayTo is the way from a folder to the project's root, as links have it.
func wayTo(root, from string) string {
	a, err := filepath.Abs(root)
	b, err2 := filepath.Abs(from)
	if err == nil && err2 == nil {
		if way, err := filepath.Rel(b, a); err == nil {
			return filepath.ToSlash(way)
		}
	}
	return filepath.ToSlash(root)
}
