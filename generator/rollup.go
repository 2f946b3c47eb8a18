package main

import (
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rollup"
)

type rollupCmd struct {
	Year      int      `arg:"" help:"Reporting year."`
	Template  string   `help:"RMI's official template that is filled in: a CMRT of any version 6.x, or an EMRT or AMRT whose programme the year runs." placeholder:"FILE" type:"path"`
	Out       string   `help:"The filled template." placeholder:"FILE" type:"path"`
	Product   []string `help:"Answer for a product of parts.csv, by its number; several may be named." placeholder:"NUMBER" sep:"none"`
	Family    string   `help:"Answer for the products of a family." placeholder:"NAME"`
	Products  string   `help:"Answer for a customer's list: a CSV or XLSX with its numbers, yours, or both." placeholder:"FILE" type:"path"`
	Programme string   `help:"Of --explain without a template: ${enum}." enum:"cmrt,emrt,amrt" default:"cmrt"`
	Explain   bool     `help:"Tell for each answer which rule and which suppliers' answers led to it. Internal: it names suppliers."`
	Format    string   `help:"Of --explain: ${enum}." enum:"text,json" default:"text"`
}

// Run answers the company's own CMRT from the year, and puts it into the template.
func (cmd *rollupCmd) Run(c *cli, std stdio) error {
	if (cmd.Template == "") != (cmd.Out == "") || cmd.Template == "" && !cmd.Explain {
		return fmt.Errorf("%w: cmr rollup YEAR --template FILE --out FILE, or --explain", errUsage)
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	if err := cmd.usable(p); err != nil {
		return err
	}
	blank, form, err := cmd.form()
	if err != nil {
		return err
	}
	r, err := cmd.derive(p, form)
	if err != nil {
		return err
	}
	if cmd.Template != "" {
		if r, err = cmd.fill(p, r, blank, std); err != nil {
			return err
		}
	}
	switch {
	case cmd.Explain && cmd.Format == "json":
		err = printJSON(std, r)
	case cmd.Explain:
		fmt.Fprint(std.Out, r.Text())
	}
	if err == nil {
		fmt.Fprint(std.Err, r.Told())
		if finding.AnyAtLeast(r.Findings, finding.Error) {
			err = errLook
		}
	}
	return err
}

// derive makes the declaration of a year, for the whole company or for products.
func (cmd *rollupCmd) derive(p *opened, form cmrt.Layout) (rollup.Rollup, error) {
	years, err := byProgramme{cmrt.Folder(form.Kind)}.season(p, cmd.Year)
	if err != nil {
		return rollup.Rollup{}, err
	}
	y, err := years.Year(cmd.Year)
	if err != nil {
		return rollup.Rollup{}, err
	}
	if !y.Surveyed() {
		return rollup.Rollup{}, fmt.Errorf("%w: no supplier was asked in %d (cut_off in year.yaml), so there is nothing to roll up", errUsage, cmd.Year)
	}
	settings, err := p.Rollup(y.Year)
	if err != nil {
		return rollup.Rollup{}, err
	}
	in, err := rollup.Of(y, settings)
	if err != nil {
		return rollup.Rollup{}, err
	}
	in.Form = form
	if in.Parts, err = p.Parts(y.Year); err != nil {
		return rollup.Rollup{}, err
	}
	wanted, err := cmd.wanted(in.Parts)
	if err == nil && wanted != nil {
		var products rollup.Products
		products, err = rollup.Behind(in.Parts, wanted)
		in = in.About(products)
	}
	if errors.Is(err, rollup.ErrProduct) {
		err = fmt.Errorf("%s: %w", project.PartsFile(cmd.Year), err)
	}
	if err != nil {
		return rollup.Rollup{}, err
	}
	return rollup.Derive(in), nil
}
