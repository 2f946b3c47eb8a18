package main

import (
	"fmt"
	"os"
	"os/exec"
	"path"

	"itron.com/conflict-minerals/generator/pdf"
	"itron.com/conflict-minerals/generator/site"
)

type pdfCmd struct {
	Years  []int `arg:"" optional:"" help:"Reporting years; all that are published if none is named."`
	Drafts bool  `help:"Drafts too, marked on every page: for review."`
}

// Run prints report, Form SD and smelter list of each year to build/YEAR.
func (cmd *pdfCmd) Run(c *cli, std stdio) error {
	browser, err := pdf.Browser(os.Getenv("CHROMIUM"), exec.LookPath)
	if err != nil {
		return err
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	pages, err := site.Pages(p.season, p.root, site.Which(cmd.Drafts), nil)
	if err != nil {
		return err
	}
	list := pdf.Documents(pages, cmd.Years)
	if len(list) == 0 {
		return fmt.Errorf("there is nothing to print: no such year is published (“cmr year list”); --drafts prints drafts")
	}
	printer := pdf.Printer{Browser: browser, Posted: p.Registrant.PublicURL, Root: os.Geteuid() == 0}
	defer printer.Close()
	whenStopped(func() { printer.Close() })
	if err := printer.Open(pages); err != nil {
		return err
	}
	for _, d := range list {
		data, err := printer.Print(d.Page)
		if err != nil {
			return err
		}
		to := path.Join("build", d.File)
		if err := p.root.WriteFile(to, data); err != nil {
			return err
		}
		fmt.Fprintln(std.Out, to)
	}
	return nil
}
