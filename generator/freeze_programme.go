package main

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
)

// published keeps what the public sees of a programme beside the CMRT, under the day on
// which the year was published. It is no part of what is filed.
func (cmd *freezeCmd) published(p *opened, y *project.Year, std stdio) error {
	programme, settings := strings.ToUpper(cmd.Programme), project.SettingsFile(cmd.Year)
	years, err := cmd.season(p, cmd.Year)
	if err != nil {
		return err
	}
	day := cmp.Or(y.Settings.Publish, y.Settings.Filing.Date)
	switch now := today(); {
	case !y.PublishesProgramme(programme):
		return &project.InputError{File: settings, Err: fmt.Errorf("publish_programmes does not name %s: freeze keeps what is published of it", cmd.Programme)}
	case !y.State.Public() || day == "":
		return &project.InputError{File: settings, Err: fmt.Errorf("%d is not published (“cmr publish %d”): freeze keeps what is published of the %s on that day", cmd.Year, cmd.Year, programme)}
	case day > now:
		return &project.InputError{File: settings, Err: fmt.Errorf("%s is still to come (today is %s): freeze keeps what was published", day, now)}
	}
	of, err := years.Year(cmd.Year)
	if err != nil {
		return err
	}
	files, err := freeze.ProgrammeFiles(of)
	if err != nil {
		return err
	}
	tree, err := freeze.MakeProgramme(p.FS, cmd.Year, programme, day, files)
	if err != nil {
		return err
	}
	dir := path.Join(freeze.ProgrammeFolder(cmd.Year, programme), day)
	if err := p.root.Place(dir, folder.In(dir, tree)); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d files, as published. The pages of the %s show them from now on.\n", dir, len(files), programme)
	return nil
}
