package main

import (
	"fmt"
	"path/filepath"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/site"
)

type buildCmd struct {
	Out   string `help:"Folder of the site." placeholder:"DIR" type:"path"`
	Clean bool   `help:"Read every workbook again; ignore the cache."`
}

// Run compiles all years and renders the site.
func (cmd *buildCmd) Run(c *cli, std stdio) error {
	how := keepMade
	if cmd.Clean {
		how = makeAnew
	}
	p, err := c.open(std, how)
	if err != nil {
		return err
	}
	if cmd.Out == "" {
		cmd.Out = p.root.Path("site/public")
	}
	for _, input := range []string{"content", "data"} {
		if rel, err := filepath.Rel(p.root.Path(input), cmd.Out); err == nil && filepath.IsLocal(rel) {
			return fmt.Errorf("--out %s lies in %s/, where the project keeps its inputs: name another folder", cmd.Out, input)
		}
	}
	tables, err := p.season.Compile(p.root, p.Years)
	if err != nil {
		return err
	}
	defer tables.Abandon()
	pages, err := site.Pages(p.season, p.root)
	if err != nil {
		return err
	}
	if err := tables.Commit(); err != nil {
		return err
	}
	if name, below := p.root.Below(cmd.Out); below {
		err = p.root.Publish(name, pages)
	} else {
		err = folder.PublishAt(cmd.Out, pages)
	}
	if err != nil {
		return err
	}
	p.season.Save()
	fmt.Fprintf(std.Err, "%d files in %s\n", len(pages), cmd.Out)
	return nil
}
