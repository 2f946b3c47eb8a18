package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/listing"
)

type referenceCmd struct {
	Import referenceImportCmd `cmd:"" help:"Make a dated snapshot of a list of smelters."`
	Diff   referenceDiffCmd   `cmd:"" help:"Show what a newer list says otherwise; exits 1 if anything."`
}

type referenceImportCmd struct {
	File      string            `arg:"" help:"A CMRT workbook, an export of the RMI (Excel XML), or a CSV or XLSX." type:"path"`
	AsOf      string            `help:"The day the list speaks of, YYYY-MM-DD." required:"" placeholder:"DATE"`
	Kind      string            `help:"What the list is: directory, conformant, active, revisions, translation or cahra; otherwise as the file shows." enum:"directory,conformant,active,revisions,translation,cahra," default:"" placeholder:"KIND"`
	Map       map[string]string `help:"Columns by key, where headers are not known: smelter_id=Number,metal=Ore." mapsep:"," placeholder:"KEY=HEADER"`
	Source    string            `help:"Where the list came from, in words; otherwise the file's name." placeholder:"TEXT"`
	Programme string            `help:"Who assessed, where the list has no column for it: RMAP, LBMA or RJC." enum:"RMAP,LBMA,RJC," default:"" placeholder:"NAME"`
	Licence   string            `help:"Of the list's sourcing countries: public or member-only." enum:"public,member-only," default:"" placeholder:"LICENCE"`
}

// Run writes a snapshot to data/reference. The same import twice gives the same
// files; another list under the same date is refused.
func (cmd *referenceImportCmd) Run(c *cli, std stdio) error {
	if _, err := time.Parse(time.DateOnly, cmd.AsOf); err != nil {
		return fmt.Errorf("%w: --as-of %q is not a date of the form 2025-04-25", errUsage, cmd.AsOf)
	}
	dir, err := c.findRoot()
	if err != nil {
		return err
	}
	data, err := readList(cmd.File)
	if err != nil {
		return err
	}
	l, err := listing.Read(relative(cmd.File), data, listing.Options{Kind: listing.Kind(cmd.Kind), AsOf: cmd.AsOf, Columns: cmd.Map,
		Source: cmd.Source, Programme: cmd.Programme, Licence: cmd.Licence})
	if err != nil {
		return err
	}
	root, err := folder.Open(dir)
	if err != nil {
		return err
	}
	s, err := l.Snapshot(root.FS())
	if err != nil {
		return err
	}
	// The snapshot first: a record without it would be of a file that never was.
	for _, file := range []string{path.Join(listing.Folder, s.Name), listing.SourcesFile} {
		if err := root.Write(map[string][]byte{file: s.Files[file]}); err != nil {
			return err
		}
	}
	fmt.Fprintf(std.Out, "%s: %s\n", path.Join(listing.Folder, s.Name), contents(l, s))
	for _, note := range s.Notes {
		fmt.Fprintln(std.Out, note)
	}
	pin := string(l.Kind)
	if l.Kind == listing.Conformant || l.Kind == listing.Active {
		pin = "conformance"
	}
	fmt.Fprintf(std.Out, "Pin it in content/YEAR/year.yaml:\n\nsnapshots:\n  %s: %s\n", pin, s.Name)
	return nil
}

// contents says in a line what an import gave.
func contents(l listing.List, s listing.Snapshot) string {
	facilities := map[string]bool{}
	for _, r := range l.Directory {
		facilities[r.SmelterID] = true
	}
	switch l.Kind {
	case listing.Directory:
		return fmt.Sprintf("%d facilities under %d names, from %s.", len(facilities), len(l.Directory), l.Source)
	case listing.Translation:
		return fmt.Sprintf("%d old numbers, from %s.", len(l.Translation), l.Source)
	case listing.CAHRA:
		return fmt.Sprintf("%d conflict-affected and high-risk areas, from %s.", len(l.CAHRA), l.Source)
	case listing.Revisions:
		return fmt.Sprintf("%d revisions, from %s.", len(l.Revisions), l.Source)
	}
	return fmt.Sprintf("%d %s facilities, from %s; %d rows in all.", len(l.Conformance), l.Kind, l.Source, s.Rows)
}

// readList reads a file that somebody downloaded, no further than a list can reach.
func readList(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, listing.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	if len(data) > listing.MaxFile {
		return nil, fmt.Errorf("%s: the file is far larger than any list of smelters", relative(file))
	}
	return data, nil
}
