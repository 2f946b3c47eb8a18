package main

import (
	"cmp"
	"fmt"
	"path/filepath"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/site"
)

type buildCmd struct {
	Out    string `help:"Folder of the site." placeholder:"DIR" type:"path"`
	Drafts bool   `help:"A copy for review: years that are not published too, marked on every page. Needs an --out of its own."`
	Clean  bool   `help:"Read every workbook again; ignore the cache."`
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
	which, public := site.PublicYears, p.root.Path("site/public")
	if cmd.Drafts {
		which = site.WithDrafts
	}
	cmd.Out = cmp.Or(cmd.Out, public)
	if rel, err := filepath.Rel(public, cmd.Out); cmd.Drafts && err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("%w: --drafts needs --out: what is not published never lies in site/public, not even for a moment", errUsage)
	}
	for _, input := range []string{"content", "data"} {
		if rel, err := filepath.Rel(p.root.Path(input), cmd.Out); err == nil && filepath.IsLocal(rel) {
			return fmt.Errorf("--out %s lies in %s/, where the project keeps its inputs: name another folder", cmd.Out, input)
		}
	}
	module := checkModule()
	standing, err := p.Standing()
	if err != nil {
		return err
	}
	for _, s := range standing {
		if now := today(); s.Publish > now {
			return &project.InputError{File: project.SettingsFile(s.Year), Err: fmt.Errorf("publish is %s, which is still to come (today is %s)", s.Publish, now)}
		}
	}
	leaving := leaving(p.root, cmd.Out, standing)
	tables, err := p.season.Compile(p.root, p.Years)
	if err != nil {
		return err
	}
	defer tables.Abandon()
	pages, err := site.Pages(p.season, p.root, which, module)
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
	if p.Registrant.CheckPage.Offered() && module == nil {
		fmt.Fprintln(std.Err, noModule(p))
	}
	if site.Fictional(pages) {
		fmt.Fprintln(std.Err, "Demonstration: fictional data are among them. Their pages say so, and ask robots not to index them.")
	}
	for _, line := range append(leaving, unpublished(standing)...) {
		fmt.Fprintln(std.Err, line)
	}
	return nil
}

// leaving names the years that were among the pages in a folder, and are not published
// any more: what was posted should not vanish without anybody's noticing.
func leaving(root *folder.Folder, out string, standing []project.Standing) (lines []string) {
	name, below := root.Below(out)
	for _, s := range standing {
		if below && !s.State.Public() && name == "site/public" && root.Has(fmt.Sprintf("%s/%d", name, s.Year)) {
			lines = append(lines, fmt.Sprintf("The pages of %d were in %s and are taken out.", s.Year, name))
		}
	}
	return lines
}
