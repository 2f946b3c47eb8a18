package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
)

type demoCmd struct {
	Seed      int64  `help:"The same seed gives the same project." default:"1"`
	Suppliers int    `help:"Suppliers on each year's roster." default:"24"`
	Rows      int    `help:"Rows of each Smelter List, in workbooks as large as real ones; real lists have 180 to 300. 0: a few, in small files." default:"0"`
	Out       string `help:"Folder to write; must be empty or not exist." default:"demo" placeholder:"DIR" type:"path"`
	Years     []int  `help:"Reporting years." default:"2024,2025"`

	Programmes []string `help:"Templates that suppliers are asked for: cmrt, or cmrt,emrt." default:"cmrt" placeholder:"NAME,…"`
}

// Run writes a demonstration project: the skeleton of an empty one, with
// fictional suppliers, smelters and answers put in.
func (cmd *demoCmd) Run(std stdio) error {
	if err := usableYears(cmd.Years...); err != nil {
		return err
	}
	both := slices.Equal(cmd.Programmes, []string{"cmrt", "emrt"})
	if !both && !slices.Equal(cmd.Programmes, []string{"cmrt"}) {
		return fmt.Errorf("%w: --programmes is cmrt, or cmrt,emrt", errUsage)
	}
	if err := mustBeEmpty(cmd.Out); err != nil {
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
	parent, err := folder.Make(filepath.Dir(cmd.Out))
	if err != nil {
		return err
	}
	out, err := parent.Begin(filepath.Base(cmd.Out))
	if err != nil {
		return err
	}
	defer out.Abandon()
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		err = errors.Join(err, out.Put(name, tree[name]))
	}
	if err != nil {
		return err
	}
	manifest, err := demo.Write(demo.Options{Seed: cmd.Seed, Suppliers: cmd.Suppliers, Years: cmd.Years, Rows: cmd.Rows, EMRT: both, Watch: std.progress}, out.Put)
	if errors.Is(err, demo.ErrOptions) {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "A demonstration project with %d suppliers a year and %d mistakes put in on purpose is in %s.\nEverything in it is fictional. Build it with: cmr --root %s build\n", cmd.Suppliers, len(manifest), cmd.Out, cmd.Out)
	return nil
}
