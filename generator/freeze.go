package main

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/site"
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
	if today := time.Now().Format(time.DateOnly); date > today {
		return &project.InputError{File: fmt.Sprintf("content/%d/year.yaml", cmd.Year), Err: fmt.Errorf("filing.date is %s, which is still to come (today is %s): freeze keeps what was filed", date, today)}
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
	y.kept = day
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
	if y.inquiry.Activities, err = tables.Read[tables.Activity](dir+"activities.csv", files["activities.csv"]); err != nil {
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
	_, pages, err := buildSite(p, root, std)
	if err != nil {
		fmt.Fprintf(std.Out, "the public pages cannot be made: %v\n", err)
		look = true
	}
	kept, err := freeze.Years(p.FS)
	if err != nil {
		return err
	}
	if list := site.Vanished(kept, p.Years); len(list) > 0 {
		look = true
		fmt.Fprint(std.Out, lintText(list))
	}
	for _, year := range cmd.Years {
		days, err := freeze.Filed(os.DirFS(root), year)
		if err != nil {
			return err
		}
		y, err := compileYear(known, year)
		if err != nil {
			return err
		}
		missing, text := unkept(year, y.Settings.Filing, days)
		look = look || missing
		if fmt.Fprint(std.Out, text); len(days) == 0 {
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
		if list := postedAs(newest, y, pages); len(list) > 0 {
			look = true
			fmt.Fprint(std.Out, lintText(list))
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

// unkept says what year.yaml tells of a filing that is not kept, and whether that is
// to be looked at. A year whose filing.note says what its text is was never made by
// this program, so nothing of it can be kept.
func unkept(year int, f project.Filing, days []string) (look bool, text string) {
	switch kept := f.Date == "" || slices.Contains(days, f.Date); {
	case kept && len(days) > 0:
		return false, ""
	case kept:
		return false, fmt.Sprintf("%d: not frozen\n", year)
	case len(days) == 0 && f.Note != "":
		return false, fmt.Sprintf("%d: filed on %s, and not frozen: %s\n", year, f.Date, f.Note)
	}
	return true, fmt.Sprintf("%d: year.yaml says it was filed on %s, and nothing is kept of that filing: “cmr freeze %d”, or take %s/%s back from git\n", year, f.Date, year, freeze.Folder(year), f.Date)
}

// postedAs holds the public pages of a year to the documents of its newest filing.
func postedAs(filed map[string][]byte, y *compiledYear, pages map[string][]byte) []finding.Finding {
	if pages == nil || filed == nil {
		return nil
	}
	var form, report []byte
	for _, d := range y.documents() {
		if d.Type == "SD" {
			form = filed[d.File]
		} else {
			report = filed[d.File]
		}
	}
	return publicYear(y).Posted(pages, form, report)
}
