package main

import (
	"fmt"
	"os"
	"path/filepath"

	"itron.com/conflict-minerals/generator/precheck"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/text"
)

// moduleName is the packed module of the check page, as “make cmr” puts it beside the
// program.
const moduleName = "cmr-check.wasm.gz"

// checkModule gives the module of the check page, nil where it is not beside the program.
func checkModule() []byte {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	data, err := os.ReadFile(filepath.Join(filepath.Dir(self), moduleName))
	if err != nil {
		return nil
	}
	return data
}

// noModule says what to do where the page is asked for and cannot be made.
func noModule(p *opened) string {
	return fmt.Sprintf("The page on which suppliers check a workbook is left out (check_page: %s in content/registrant.yaml): %s is not beside the program. “make cmr” in the sources of cmr makes both.", p.Registrant.CheckPage, moduleName)
}

// asked gives the settings of --for.
func (cmd *checkCmd) asked(p *opened, years []int) (precheck.Settings, error) {
	switch {
	case cmd.For == 0:
		return precheck.Settings{}, nil
	case len(years) > 0 || len(cmd.What) == 0:
		return precheck.Settings{}, fmt.Errorf("%w: --for is for workbooks: cmr check FILE… --for YEAR", errUsage)
	case p.Project == nil:
		return precheck.Settings{}, fmt.Errorf("%w: --for needs a project, whose year's settings count", errUsage)
	}
	y, err := p.Project.Year(cmd.For)
	if err != nil {
		return precheck.Settings{}, err
	}
	rows, err := p.CheckRows(y)
	if err != nil {
		return precheck.Settings{}, err
	}
	return precheck.Of(y, rows), nil
}

// alone checks one workbook by itself: by what the check page knows of a year with --for,
// else by nothing but itself.
func (cmd *checkCmd) alone(found *season.Findings, std stdio, asked precheck.Settings, name string, data []byte) error {
	if cmd.For == 0 {
		fmt.Fprintf(std.Err, "%s is checked by itself: the roster, the directory and the year's settings are left out.\n", text.Visible(name))
		found.Alone(name, data)
		return nil
	}
	r, err := precheck.Check(asked, name, data)
	if err == nil {
		found.Add(r.Findings)
	}
	return err
}
