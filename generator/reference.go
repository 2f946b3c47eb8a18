package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

type referenceCmd struct {
	Import referenceImportCmd `cmd:"" help:"Make a dated snapshot of a smelter directory."`
}

type referenceImportCmd struct {
	File string `arg:"" help:"A CMRT workbook; its Smelter Look-up is taken." type:"path"`
	Kind string `help:"${enum}" enum:"directory" default:"directory"`
	AsOf string `help:"The day the list speaks of, YYYY-MM-DD." required:"" placeholder:"DATE"`
}

// Run writes data/reference/directory-DATE.csv. The same import twice gives the
// same file; another list under the same date is refused.
func (cmd *referenceImportCmd) Run(c *cli, std stdio) error {
	if _, err := time.Parse(time.DateOnly, cmd.AsOf); err != nil {
		return fmt.Errorf("%w: --as-of %q is not a date of the form 2025-04-25", errUsage, cmd.AsOf)
	}
	root, err := c.findRoot()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(cmd.File)
	if err != nil {
		return fmt.Errorf("read the list: %w", err)
	}
	version, entries, err := cmrt.ReadLookup(relative(cmd.File), data)
	if err != nil {
		return err
	}
	rows := tables.DirectoryRows(entries)
	snapshot, err := tables.Write(rows)
	if err != nil {
		return err
	}
	name := "directory-" + cmd.AsOf + ".csv"
	if err := putSnapshot(filepath.Join(root, "data", "reference", name), snapshot); err != nil {
		return err
	}
	facilities := map[string]bool{}
	for _, r := range rows {
		facilities[r.SmelterID] = true
	}
	fmt.Fprintf(std.Out, "%s: %d facilities under %d names, from the Smelter Look-up of CMRT %s.\nPin it in content/YEAR/year.yaml:\n\nsnapshots:\n  directory: %s\n", path.Join("data/reference", name), len(facilities), len(rows), version, name)
	return nil
}

// errSnapshotDiffers keeps a snapshot from changing under the years that pin it.
var errSnapshotDiffers = errors.New("is there already and differs: a snapshot never changes; give this list its own date, or remove the old file first")

func putSnapshot(file string, data []byte) error {
	old, err := os.ReadFile(file)
	switch {
	case err == nil && string(old) == string(data):
		return nil
	case err == nil:
		return fmt.Errorf("%s %w", file, errSnapshotDiffers)
	}
	return writeFile(file, data)
}
