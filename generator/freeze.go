package main

import (
	"fmt"
	"path"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
)

type freezeCmd struct {
	Year int `arg:"" help:"Reporting year; year.yaml has the filing.date under which it is kept."`

	byProgramme
}

// Run keeps what is filed on filing.date: once for each day, never changed after.
func (cmd *freezeCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	y, err := p.season.Year(cmd.Year)
	if err != nil {
		return err
	}
	settings, date := fmt.Sprintf("content/%d/year.yaml", cmd.Year), y.Settings.Filing.Date
	if cmd.Programme != cmrt.Folder(cmrt.Conflict) {
		return cmd.published(p, y.Year, std)
	}
	if date == "" {
		return &project.InputError{File: settings, Err: fmt.Errorf("filing.date is not set: freeze keeps what is filed on that day")}
	}
	if now := today(); date > now {
		return &project.InputError{File: settings, Err: fmt.Errorf("filing.date is %s, which is still to come (today is %s): freeze keeps what was filed", date, now)}
	}
	list, err := edgar.Ready(y, true, "")
	if err != nil {
		return err
	}
	if finding.AnyAtLeast(list, finding.Error) {
		fmt.Fprint(std.Out, finding.DraftText(list))
		fmt.Fprintln(std.Err, "Nothing was frozen: a filing must have no error.")
		return errLook
	}
	files, err := freeze.Files(y)
	if err != nil {
		return err
	}
	dir := path.Join(freeze.Folder(cmd.Year), date)
	tree, err := freeze.Make(p.FS, cmd.Year, date, files)
	if err != nil {
		return err
	}
	if err := p.root.Place(dir, folder.In(dir, tree)); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d files, as filed. The public pages show them from now on.\n", dir, len(files))
	return nil
}
