package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
)

type demoCmd struct {
	Seed      int64  `help:"The same seed gives the same project." default:"1"`
	Suppliers int    `help:"Suppliers on each year's roster." default:"24"`
	Out       string `help:"Folder to write; must be empty or not exist." default:"demo" placeholder:"DIR" type:"path"`
	Years     []int  `help:"Reporting years." default:"2024,2025"`
}

// Run writes a demonstration project: the skeleton of an empty one, with
// fictional suppliers, smelters and answers put in.
func (cmd *demoCmd) Run(std stdio) error {
	if err := usableYears(cmd.Years...); err != nil {
		return err
	}
	if err := mustBeEmpty(cmd.Out); err != nil {
		return err
	}
	made, manifest, err := demo.Make(demo.Options{Seed: cmd.Seed, Suppliers: cmd.Suppliers, Years: cmd.Years})
	if errors.Is(err, demo.ErrOptions) {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err != nil {
		return err
	}
	tree := map[string][]byte{}
	for _, year := range cmd.Years {
		skeleton, err := project.Skeleton("", year)
		if err != nil {
			return err
		}
		maps.Copy(tree, skeleton)
	}
	maps.Copy(tree, made)
	parent, err := folder.Make(filepath.Dir(cmd.Out))
	if err != nil {
		return err
	}
	if err := parent.Place(filepath.Base(cmd.Out), tree); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "A demonstration project with %d suppliers a year and %d mistakes put in on purpose is in %s.\nEverything in it is fictional. Build it with: cmr --root %s build\n", cmd.Suppliers, len(manifest), cmd.Out, cmd.Out)
	return nil
}
