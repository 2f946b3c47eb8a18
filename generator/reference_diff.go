package main

import (
	"fmt"
	"os"
	"path/filepath"

	"itron.com/conflict-minerals/generator/listing"
)

type referenceDiffCmd struct {
	Old    string `arg:"" help:"A snapshot (a path, or a name in data/reference), a CMRT workbook, or the JSON of a list of high-risk areas."`
	New    string `arg:"" help:"The newer of the same kind."`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Run compares two lists, and ends with errLook where they differ.
func (cmd *referenceDiffCmd) Run(c *cli, std stdio) error {
	older, err := c.comparable(cmd.Old)
	if err != nil {
		return err
	}
	newer, err := c.comparable(cmd.New)
	if err != nil {
		return err
	}
	if older.Areas != nil && newer.Areas != nil {
		return cmd.areas(listing.DiffAreas(filepath.Base(cmd.Old), older, filepath.Base(cmd.New), newer), std)
	}
	d, err := listing.DifferenceOf(older, newer, cmd.Old, cmd.New)
	if err != nil {
		return err
	}
	if cmd.Format == "json" {
		if err := printJSON(std, d); err != nil {
			return err
		}
	} else {
		d.WriteText(std.Out)
	}
	if d.Any {
		return errLook
	}
	return nil
}

// areas prints what differs between two lists of high-risk areas.
func (cmd *referenceDiffCmd) areas(d listing.AreaDiff, std stdio) error {
	if cmd.Format == "json" {
		if err := printJSON(std, d); err != nil {
			return err
		}
	} else {
		fmt.Fprint(std.Out, d.Text())
	}
	if d.Any() {
		return errLook
	}
	return nil
}

// comparable reads a list that is named by path or by its name in data/reference.
func (c *cli) comparable(name string) (listing.Comparable, error) {
	file, err := c.findList(name)
	if err != nil {
		return listing.Comparable{}, err
	}
	data, err := readList(file)
	if err != nil {
		return listing.Comparable{}, err
	}
	return listing.Compared(relative(file), data)
}

// findList gives the file of a list that is named by its path, or by its name in
// data/reference.
func (c *cli) findList(name string) (string, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return name, nil
	}
	root, err := c.findRoot()
	if err != nil {
		return "", fmt.Errorf("there is no file %s, and %w", name, err)
	}
	file := filepath.Join(root, filepath.FromSlash(listing.Folder), filepath.Base(name))
	if _, err := os.Stat(file); err != nil || filepath.Base(name) != name {
		return "", fmt.Errorf("there is no file %s, nor a snapshot of that name in %s", name, listing.Folder)
	}
	return file, nil
}
