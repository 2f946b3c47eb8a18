package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

type initCmd struct {
	Dir  string `arg:"" help:"Folder of the new project; must be empty or not exist." type:"path"`
	Name string `help:"Exact name of the company." default:"Example Company, Inc."`
	Year int    `help:"First reporting year (default: last year)."`
}

// Run writes an empty project that builds at once.
func (cmd *initCmd) Run(std stdio) error {
	if cmd.Year == 0 {
		cmd.Year = time.Now().Year() - 1
	}
	if err := usableYears(cmd.Year); err != nil {
		return err
	}
	if strings.TrimSpace(cmd.Name) == "" {
		return fmt.Errorf("%w: --name is blank", errUsage)
	}
	if err := mustBeEmpty(cmd.Dir); err != nil {
		return err
	}
	tree, err := project.Skeleton(cmd.Name, cmd.Year)
	if err != nil {
		return err
	}
	parent, err := folder.Make(filepath.Dir(cmd.Dir))
	if err != nil {
		return err
	}
	if err := parent.Place(filepath.Base(cmd.Dir), tree); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "A project for %s, reporting year %d, is in %s. It builds as it is:\n\n  cd %s && cmr build\n\nDo next, in this order:\n", cmd.Name, cmd.Year, text.Visible(cmd.Dir), text.ShellWord(cmd.Dir))
	step := steps(std.Out)
	step("content/registrant.yaml: who files, and who writes to suppliers (mail.from)")
	step(fmt.Sprintf("content/%d/year.yaml: cut-off and accepted versions of the CMRT", cmd.Year))
	step(fmt.Sprintf("content/%d/products.csv: what you make, and which metals it needs", cmd.Year))
	step(fmt.Sprintf("cmr suppliers import EXPORT %[1]d: the suppliers in scope, from purchasing (or lines in data/%[1]d/suppliers.csv)", cmd.Year))
	step(fmt.Sprintf("cmr reference import FILE --as-of DATE: the smelter directory from an official CMRT, and the list of assessed smelters; name both under snapshots in content/%d/year.yaml", cmd.Year))
	surveySteps(step, cmd.Year)
	step(fmt.Sprintf("content/%[1]d/*.md and content/policy.md: the words; “cmr check %[1]d --final” says what is missing", cmd.Year))
	step(fmt.Sprintf("cmr edgar %[1]d --final: Form SD and report for EDGAR; cmr publish %[1]d and cmr build: the page for everybody; once it is filed, cmr freeze %[1]d", cmd.Year))
	fmt.Fprint(std.Out, "\ncontent/README.md and data/README.md explain every file.\n")
	return nil
}

// surveySteps are the commands of a survey, in their order.
func surveySteps(step func(string), year int) {
	step(fmt.Sprintf("cmr letters %d: asks the suppliers; look at the drafts, then --record or --send. Again each week: reminders, corrections, questions, thanks", year))
	step(fmt.Sprintf("cmr receive %[1]d FILE…: files their answers and notes mails that came back; cmr log %[1]d SUPPLIER phone notes a call", year))
	step(fmt.Sprintf("cmr check %[1]d: what is wrong with them; cmr decide %[1]d records your judgments", year))
	step("cmr due: what is due, any day")
}

// mustBeEmpty keeps a command from writing among somebody's files.
func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty (it holds %s): name a new folder", dir, filepath.Base(entries[0].Name()))
	}
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	return nil
}
