package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/listing"
)

type referenceCmd struct {
	Import referenceImportCmd `cmd:"" help:"Make a dated snapshot of a list of smelters."`
	Diff   referenceDiffCmd   `cmd:"" help:"Compare two lists; exits 1 if they differ."`
}

type referenceImportCmd struct {
	File      string            `arg:"" help:"A CMRT, EMRT or AMRT workbook, an export of the RMI (Excel XML), or a CSV or XLSX." type:"path"`
	AsOf      string            `help:"Date of the list, YYYY-MM-DD." required:"" placeholder:"DATE"`
	Kind      string            `help:"What the list is: directory, conformance, conformant, active, revisions, translation or cahra; otherwise as the file shows. A column of statuses goes before it." enum:"directory,conformance,conformant,active,revisions,translation,cahra," default:"" placeholder:"KIND"`
	Map       map[string]string `help:"Columns by key, where headers are not known: smelter_id=Number,metal=Ore." mapsep:"," placeholder:"KEY=HEADER"`
	Sheet     []string          `help:"The sheets to read; otherwise all." placeholder:"NAME"`
	Source    string            `help:"Where the list came from, in words; otherwise the file's name." placeholder:"TEXT"`
	Programme string            `help:"Assessment programme, if the list has no column for it: RMAP, LBMA or RJC." enum:"RMAP,LBMA,RJC," default:"" placeholder:"NAME"`
	For       string            `help:"The programme that the list is for, beside the CMRT: rows about its minerals are taken, and the snapshot bears its name." enum:"emrt,amrt," default:"" placeholder:"NAME"`
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
	l, err := listing.Read(relative(cmd.File), data, listing.Options{Kind: listing.Kind(cmd.Kind), AsOf: cmd.AsOf, Columns: cmd.Map, Sheets: cmd.Sheet,
		Source: cmd.Source, Programme: cmd.Programme, Licence: cmd.Licence, For: strings.ToUpper(cmd.For)})
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
	fmt.Fprintf(std.Out, "%s: %s\n", path.Join(listing.Folder, s.Name), l.Contents(s))
	for _, note := range s.Notes {
		fmt.Fprintln(std.Out, note)
	}
	fmt.Fprintf(std.Out, "Pin it in content/YEAR/year.yaml:\n\n%s", l.Pinning(s.Name))
	return nil
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
		return nil, fmt.Errorf("%s: the file is far larger than any list that is read here", relative(file))
	}
	return data, nil
}
