package main

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/tables"
)

type freezeCmd struct {
	Year int `arg:"" help:"Reporting year; year.yaml has the filing.date under which it is kept."`
}

// Run keeps what is filed on filing.date: once for each day, never changed after.
func (cmd *freezeCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	y, err := compileYear(newYears(p, std), cmd.Year)
	if err != nil {
		return err
	}
	date := y.Settings.Filing.Date
	if date == "" {
		return &project.InputError{File: fmt.Sprintf("content/%d/year.yaml", cmd.Year), Err: fmt.Errorf("filing.date is not set: freeze keeps what is filed on that day")}
	}
	if list := y.lint(true); finding.AnyAtLeast(list, finding.Error) {
		fmt.Fprint(std.Out, lintText(list))
		fmt.Fprintln(std.Err, "Nothing was frozen: a filing must have no error.")
		return errLook
	}
	files, err := y.filing()
	if err != nil {
		return err
	}
	tree, err := freeze.Make(os.DirFS(root), cmd.Year, date, files)
	if err != nil {
		return err
	}
	if err := writeTree(root, nil, tree); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s/%s: %d files, as filed. The public pages show them from now on.\n", freeze.Folder(cmd.Year), date, len(files))
	return nil
}

// filing are the files of a year that are filed or published with it.
func (y *compiledYear) filing() (map[string][]byte, error) {
	files, err := y.edgar()
	if err != nil {
		return nil, err
	}
	files["report.md"], files["form-sd.md"] = []byte(y.markdown), []byte(y.form)
	if !y.Surveyed() {
		return files, nil
	}
	if files["smelters.csv"], err = tables.Write(y.inquiry.Smelters); err != nil {
		return nil, err
	}
	if files["figures.csv"], err = tables.Write(y.inquiry.Figures); err != nil {
		return nil, err
	}
	if files["activities.csv"], err = tables.Write(y.inquiry.Activities); err != nil {
		return nil, err
	}
	files["changes.csv"], err = tables.Write(y.inquiry.Changes)
	return files, err
}

// lint reads the year's draft, with the severities that the year sets.
func (y *compiledYear) lint(final bool) []finding.Finding {
	var list []finding.Finding
	for _, f := range report.Lint(y.draft, final) {
		switch s, set := y.Settings.Severities[f.Rule]; {
		case !set:
		case s == "off":
			continue
		default:
			f.Severity = s
		}
		list = append(list, f)
	}
	return list
}

// lintText prints findings about a draft: where, what, what to do.
func lintText(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		at := f.File
		if f.Cell != "" {
			at += ":" + f.Cell
		}
		fmt.Fprintf(&b, "%s: %s: %s (%s)\n    %s\n", at, f.Severity, f.Message, f.Rule, f.Fix)
	}
	return b.String()
}

// asFiled puts what was filed in the place of what the inputs give today; a year that
// was not filed stays as it is.
func (y *compiledYear) asFiled(root fs.FS) error {
	days, err := freeze.Filed(root, y.Number)
	if err != nil || len(days) == 0 {
		return err
	}
	day := days[len(days)-1]
	files, problems, err := freeze.Read(root, y.Number, day)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("%s; take it back from git, or see “cmr verify %d”", strings.Join(problems, "; "), y.Number)
	}
	y.markdown, y.form = string(files["report.md"]), string(files["form-sd.md"])
	if files["figures.csv"] == nil {
		return nil
	}
	dir := freeze.Folder(y.Number) + "/" + day + "/"
	if y.inquiry.Smelters, err = tables.Read[tables.Smelter](dir+"smelters.csv", files["smelters.csv"]); err != nil {
		return err
	}
	if y.inquiry.Figures, err = tables.Read[tables.Figure](dir+"figures.csv", files["figures.csv"]); err != nil {
		return err
	}
	y.inquiry.Changes, err = tables.Read[tables.Change](dir+"changes.csv", files["changes.csv"])
	return err
}

type verifyCmd struct {
	Years []int `arg:"" optional:"" help:"Reporting years; all if none is named."`
}

// Run proves every filing byte for byte, and shows where the inputs would give
// something else today. It exits 1 if either is not so.
func (cmd *verifyCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	if len(cmd.Years) == 0 {
		cmd.Years = p.Years
	}
	for _, year := range cmd.Years {
		if !slices.Contains(p.Years, year) {
			return fmt.Errorf("there is no reporting year %d: content/%d is missing", year, year)
		}
	}
	known, look := newYears(p, std), false
	for _, year := range cmd.Years {
		days, err := freeze.Filed(os.DirFS(root), year)
		if err != nil {
			return err
		}
		if len(days) == 0 {
			fmt.Fprintf(std.Out, "%d: not frozen\n", year)
			continue
		}
		var newest map[string][]byte
		for _, day := range days {
			files, problems, err := freeze.Read(os.DirFS(root), year, day)
			if err != nil {
				return err
			}
			for _, problem := range problems {
				fmt.Fprintln(std.Out, problem)
			}
			if look = look || len(problems) > 0; len(problems) == 0 {
				fmt.Fprintf(std.Out, "%d, filed on %s: %d files, each as it was filed\n", year, day, len(files))
			}
			newest = files
		}
		y, err := compileYear(known, year)
		if err != nil {
			return err
		}
		today, err := y.filing()
		if err != nil {
			return err
		}
		for _, name := range freeze.Drift(newest, today) {
			look = true
			fmt.Fprintf(std.Out, "%d: the inputs give another %s today than was filed\n", year, name)
		}
	}
	if look {
		return errLook
	}
	return nil
}
