package main

import (
	"fmt"
	"os"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
)

type edgarCmd struct {
	Year     int    `arg:"" optional:"" help:"Reporting year."`
	Final    bool   `help:"Hold the draft to what a filing needs: what is missing is an error, and nothing is written."`
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
	p, root, err := c.open()
	if err != nil {
		return err
	}
	known := newYears(p, std)
	y, err := compileYear(known, cmd.Year)
	if err != nil {
		return err
	}
	if before, err := compileYear(known, cmd.Year-1); err == nil { // a first year has none
		y.draft.Last = before.markdown
	}
	list := y.lint(cmd.Final)
	fmt.Fprint(std.Out, lintText(list))
	if cmd.Final && finding.AnyAtLeast(list, finding.Error) {
		fmt.Fprintln(std.Err, "Nothing was written: the draft is not final.")
		return errLook
	}
	files, err := y.edgar()
	if err != nil {
		return err
	}
	amended, err := freeze.Filed(p.FS, cmd.Year)
	if err != nil {
		return err
	}
	sheet := y.sheet(p.Registrant, len(amended) > 0)
	dir := path.Join("build", strconv.Itoa(cmd.Year), "edgar")
	tree := map[string][]byte{path.Join(dir, "filing-sheet.txt"): []byte(sheet.Text())}
	for name, data := range files {
		tree[path.Join(dir, name)] = data
	}
	if err := writeTree(root, []string{dir}, tree); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d files; due %s\n", dir, len(tree), report.Due(cmd.Year))
	if finding.AnyAtLeast(list, finding.Error) {
		return errLook
	}
	return nil
}

func validate(file string, std stdio) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the document: %w", err)
	}
	list := edgar.Validate(relative(file), data)
	fmt.Fprint(std.Out, lintText(list))
	if len(list) > 0 {
		return errLook
	}
	fmt.Fprintf(std.Out, "%s: nothing found that the EDGAR Filer Manual refuses\n", relative(file))
	return nil
}

// edgar makes the documents to file, by name.
func (y *compiledYear) edgar() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, d := range y.documents() {
		text, title := y.form, fmt.Sprintf("Form SD %d", y.Number)
		if d.Type != "SD" {
			text, title = fmt.Sprintf("Exhibit %s\n\n%s", y.Settings.Filing.Exhibit, y.markdown), fmt.Sprintf("Conflict Minerals Report %d", y.Number)
		}
		data, err := edgar.Document(title, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.File, err)
		}
		files[d.File] = data
	}
	return files, nil
}

// documents are those of the submission, in their order.
func (y *compiledYear) documents() []edgar.Attachment {
	r := y.draft.Registrant
	list := []edgar.Attachment{{Type: "SD", File: report.FilingName(r, "sd", y.Number), Description: "Form SD"}}
	if y.Settings.Filing.Mode == project.WithReport {
		list = append(list, edgar.Attachment{Type: y.Settings.Filing.Type, File: report.FilingName(r, "ex101", y.Number), Description: "Conflict Minerals Report"})
	}
	return list
}

// sheet are the values that a filer types into EDGAR.
func (y *compiledYear) sheet(r project.Registrant, amendment bool) edgar.Sheet {
	return edgar.Sheet{Registrant: r.Name, CIK: r.CIK, FileNumber: r.CommissionFileNumber, Year: y.Number, Amendment: amendment, Documents: y.documents()}
}
