package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
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
	fmt.Fprintf(std.Out, `A project for %s, reporting year %d, is in %s. It builds as it is:

  cmr --root %s build

Fill in next:
  1. content/registrant.yaml         who files, and where the page will stand
  2. content/%d/year.yaml          cut-off date and accepted versions
  3. content/%d/products.csv       what you make, and which metals it needs
  4. data/%d/suppliers.csv         who is in scope
  5. data/%d/cmrt/                 the workbooks suppliers send, named by supplier id
  6. cmr reference import FILE --kind directory --as-of DATE
                                     the smelter directory (from any CMRT), then pin it in year.yaml
  7. content/%d/*.md and content/policy.md   the words; passages marked “To be written” are open

content/README.md and data/README.md explain every file.
`, cmd.Name, cmd.Year, cmd.Dir, cmd.Dir, cmd.Year, cmd.Year, cmd.Year, cmd.Year, cmd.Year)
	return nil
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
