package main

import (
	"fmt"
	"io/fs"
	"path/filepath"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/smelter"
	look "itron.com/conflict-minerals/site"
)

type buildCmd struct {
	Out   string `help:"Folder of the site." placeholder:"DIR" type:"path"`
	Clean bool   `help:"Read every workbook again, whatever is kept of the last run."`
}

// Run compiles all years and renders the site.
func (cmd *buildCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	if cmd.Out == "" {
		cmd.Out = filepath.Join(root, "site", "public")
	}
	for _, input := range []string{"content", "data"} {
		if rel, err := filepath.Rel(filepath.Join(root, input), cmd.Out); err == nil && filepath.IsLocal(rel) {
			return fmt.Errorf("--out %s lies in %s/, where the project keeps its inputs: name another folder", cmd.Out, input)
		}
	}
	use := keepCache
	if cmd.Clean {
		use = newCache
	}
	known := newYears(p, std).cached(root, use)
	compiled, pages, err := siteOf(known, root)
	if err != nil {
		return err
	}
	if err := writeCompiled(root, p.Years, compiled); err != nil {
		return err
	}
	if err := replaceSite(root, cmd.Out, pages); err != nil {
		return err
	}
	known.keep()
	fmt.Fprintf(std.Err, "%d files in %s\n", len(pages), cmd.Out)
	return nil
}

// buildSite makes the compiled tables and the public site from the workbooks
// themselves, and writes neither.
func buildSite(p *project.Project, root string, std stdio) (compiled, pages map[string][]byte, err error) {
	return siteOf(newYears(p, std), root)
}

// siteOf does the same from years that may be known in part.
func siteOf(known *years, root string) (compiled, pages map[string][]byte, err error) {
	look, err := lookOf(root)
	if err != nil {
		return nil, nil, err
	}
	compiled, s, err := publicSite(known)
	if err != nil {
		return nil, nil, err
	}
	pages, err = site.Build(s, look)
	return compiled, pages, err
}

// publicSite compiles all years and takes from them what the public may see.
func publicSite(known *years) (compiled map[string][]byte, s site.Site, err error) {
	p := known.project
	policy, err := p.Policy()
	if err == nil {
		err = report.Publishable(policy)
	}
	if err != nil {
		return nil, s, err
	}
	r := p.Registrant
	s = site.Site{Name: r.Name, ShortName: r.ShortName, Description: r.Description, Questions: r.Questions, PublicURL: r.PublicURL, Policy: policy.Body, Fictional: r.Demonstration,
		Licence: site.Licence{Name: r.DataLicence.Name, URL: r.DataLicence.URL}}
	compiled, err = compileYears(known, p.Years, func(y *compiledYear) error {
		err := y.asFiled(p.FS)
		s.Years = append([]site.Year{publicYear(y)}, s.Years...)
		return err
	})
	return compiled, s, err
}

// publicYear takes from a year what the public may see.
func publicYear(y *compiledYear) site.Year {
	snapshot := func(s smelter.Source) site.Snapshot {
		return site.Snapshot{Name: filepath.Base(s.Name), AsOf: s.AsOf, SHA256: s.SHA256}
	}
	out := site.Year{Number: y.Number, Demonstration: y.Demonstration, AsOf: y.Settings.CutOff, Report: y.markdown, Form: y.form,
		Figures: y.inquiry.Figures, Changes: y.inquiry.Changes, Activities: y.inquiry.Activities, Smelters: y.inquiry.Smelters,
		Filing: site.Filing{Date: y.Settings.Filing.Date, Accession: y.Settings.Filing.Accession, URL: y.Settings.Filing.URL}}
	out.Kept, out.Formulas = y.kept, map[string]string{}
	for _, t := range y.inquiry.Traces {
		out.Formulas[t.Figure.ID] = t.Formula
	}
	if y.Directory.Source.Name != "" {
		out.Directory = snapshot(y.Directory.Source)
	}
	if y.Conformance.Source.Name != "" {
		out.Conformance = snapshot(y.Conformance.Source)
	}
	return out
}

// lookOf gives the project's own templates where it has them, else those built in.
// A project has both or neither: styles without the pages they are for would be
// passed over in silence.
func lookOf(root string) (fs.FS, error) {
	dir := filepath.Join(root, "site")
	templates, assets := isDir(filepath.Join(dir, "templates")), isDir(filepath.Join(dir, "assets"))
	switch {
	case templates && assets:
		return inside(dir)
	case templates || assets:
		return nil, fmt.Errorf("%s holds only one of templates and assets: a project has its own look with both, or the built-in one with neither", dir)
	}
	return look.Files, nil
}
