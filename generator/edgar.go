package main

import (
	"fmt"
	"os"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/report"
)

type edgarCmd struct {
	Year     int    `arg:"" optional:"" help:"Reporting year."`
	Final    bool   `help:"Check the draft for filing: what is missing is an error, and nothing is written."`
	Validate string `help:"Validate any file that is meant for EDGAR instead." placeholder:"FILE" type:"path"`
}

// Run writes the filing package of a year to build/YEAR/edgar, and says what the
// draft lacks.
func (cmd *edgarCmd) Run(c *cli, std stdio) error {
	switch {
	case cmd.Validate != "" && cmd.Year != 0:
		return fmt.Errorf("%w: give a year, or --validate FILE", errUsage)
	case cmd.Validate != "":
		return validate(cmd.Validate, std)
	case cmd.Year == 0:
		return fmt.Errorf("%w: which year? cmr edgar 2025", errUsage)
	}
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	y, err := p.season.Year(cmd.Year)
	if err != nil {
		return err
	}
	list, err := edgar.Ready(y, cmd.Final, p.reportOf(cmd.Year-1))
	if err != nil {
		return err
	}
	fmt.Fprint(std.Out, finding.DraftText(list))
	if cmd.Final && finding.AnyAtLeast(list, finding.Error) {
		fmt.Fprintln(std.Err, "Nothing was written: the draft is not final.")
		return errLook
	}
	files, err := edgar.Package(y)
	if err != nil {
		return err
	}
	files["filing-sheet.txt"] = []byte(edgar.SheetOf(y, p.Registrant).Text())
	dir := path.Join("build", strconv.Itoa(cmd.Year), "edgar")
	if err := p.root.WriteOutputs(dir, files); err != nil {
		return err
	}
	due := "due " + report.Due(cmd.Year)
	if a := y.Settings.Filing.Amendment; a.Is() {
		due = "an amendment of what was filed on " + a.Of
	}
	fmt.Fprintf(std.Out, "%s: %d files; %s\n", dir, len(files), due)
	if finding.AnyAtLeast(list, finding.Error) {
		return errLook
	}
	return nil
}

// reportOf is the report of a year, "" where there is none.
func (p *opened) reportOf(year int) string {
	y, err := p.season.Year(year)
	if err != nil { // a first year has none before it
		return ""
	}
	draft, err := y.Draft()
	if err != nil {
		return ""
	}
	return draft.Report
}

// mostValidated is how many bytes of a document are looked at; EDGAR takes no larger ones.
const mostValidated = 64 << 20

// validate holds any file to what EDGAR takes.
func validate(file string, std stdio) error {
	data, err := folder.ReadUpTo(file, mostValidated)
	if err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	if len(data) == mostValidated {
		return fmt.Errorf("%s has more than %d MB: EDGAR takes no such document", relative(file), mostValidated>>20)
	}
	entries, err := os.ReadDir(path.Dir(file)) // links and pictures lead to files beside it
	if err != nil {
		return fmt.Errorf("list the folder of the document: %w", err)
	}
	beside := []string{}
	for _, e := range entries {
		beside = append(beside, e.Name())
	}
	list := edgar.Validate(relative(file), data, beside)
	fmt.Fprint(std.Out, finding.DraftText(list))
	if len(list) > 0 {
		return errLook
	}
	fmt.Fprintf(std.Out, "%s: nothing found that the EDGAR Filer Manual refuses\n", relative(file))
	return nil
}
