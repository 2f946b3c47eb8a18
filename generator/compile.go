package main

import (
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/season"
)

type compileCmd struct {
	Years []int  `arg:"" optional:"" help:"Reporting years; all if none is named."`
	Check bool   `help:"Write nothing; exit 1 if the committed tables are out of date." xor:"what"`
	Clean bool   `help:"Read every workbook again; ignore the cache." xor:"from"`
	Shard string `help:"Only read a share of the workbooks, such as 2/7, into a part for --merge." placeholder:"I/N" xor:"what,from"`
	Out   string `help:"Folder for the part." placeholder:"PARTS" type:"path"`
	List  bool   `help:"List the workbooks of the share instead of reading them."`
	Merge string `help:"Compile from the parts of all shares." placeholder:"PARTS" type:"path" xor:"from"`
}

// Validate refuses options that do not go together.
func (cmd *compileCmd) Validate() error {
	switch {
	case cmd.Shard == "" && (cmd.Out != "" || cmd.List):
		return errors.New("--out and --list go with --shard")
	case cmd.Shard != "" && (cmd.Out != "") == cmd.List:
		return errors.New("--shard needs --out PARTS, or --list")
	}
	return nil
}

// onlyReads tells that nothing is written in the project.
func (cmd *compileCmd) onlyReads() bool { return cmd.Check || cmd.Shard != "" }

func (cmd *compileCmd) use() use {
	switch {
	case cmd.Check:
		return readAll
	case cmd.Clean:
		return makeAnew
	}
	return keepMade
}

// Run compiles the years asked for.
func (cmd *compileCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, cmd.use())
	if err != nil {
		return err
	}
	years := p.years(cmd.Years)
	if cmd.Shard != "" {
		return cmd.readShare(p, years, std)
	}
	if cmd.Merge != "" {
		files, scope, err := season.Workbooks(p.Project, years)
		if err != nil {
			return err
		}
		if err := p.readings.Merge(cmd.Merge, p.FS, files, scope); err != nil {
			return err
		}
	}
	if cmd.Check {
		return cmd.compare(p, years, std)
	}
	tables, err := p.season.Compile(p.root, years)
	if err != nil {
		return err
	}
	if err := tables.Commit(); err != nil {
		return err
	}
	p.season.Save()
	return nil
}

// compare compares the committed tables with what the inputs give.
func (cmd *compileCmd) compare(p *opened, years []int, std stdio) error {
	stale, err := p.season.Stale(p.root, years)
	if err != nil {
		return err
	}
	for _, name := range stale {
		fmt.Fprintln(std.Out, name)
	}
	if len(stale) > 0 {
		fmt.Fprintf(std.Err, "%d compiled files are not what the inputs give; run “cmr compile” and commit the result.\n", len(stale))
		return errLook
	}
	return nil
}
