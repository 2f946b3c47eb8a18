package main

import (
	"bytes"
	"fmt"
	"maps"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/roster"
	"itron.com/conflict-minerals/generator/tables"
)

type suppliersCmd struct {
	Import suppliersImportCmd `cmd:"" help:"Import a purchasing export into the roster."`
	Set    suppliersSetCmd    `cmd:"" help:"Change cells of one supplier, such as its address, or add one."`
}

type suppliersImportCmd struct {
	File   string            `arg:"" help:"The export: CSV, XLSX or Excel's XML of 2003." type:"path"`
	Year   int               `arg:"" help:"The reporting year."`
	Map    map[string]string `help:"Columns by key, where headers are not known: vendor=Creditor,name='Name 1'. Kept in year.yaml under suppliers.columns." mapsep:"," placeholder:"KEY=HEADER"`
	Take   []string          `help:"Columns of the roster that the export may overwrite: name, contact, email, language, in_scope, metals, contract_clause, parent, buyer." placeholder:"COLUMN"`
	Same   map[string]string `help:"Vendors that are suppliers of the roster, by number or name." mapsep:"," placeholder:"VENDOR=ID"`
	New    []string          `help:"Vendors that are new although they resemble a supplier, by number or name." placeholder:"VENDOR"`
	DryRun bool              `help:"Show what would change, and write nothing."`
}

// Run writes the year's roster with what an export adds to it, and shows what people
// have to look at: exit 1 where there is anything.
func (cmd *suppliersImportCmd) Run(c *cli, std stdio) error {
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	y, err := p.Year(cmd.Year)
	if err != nil {
		return err
	}
	var last []tables.Supplier
	var taken []string
	for _, number := range p.Years {
		if number == cmd.Year {
			continue
		}
		other, err := p.Year(number)
		if err != nil {
			return err
		}
		if number == cmd.Year-1 {
			last = other.Roster
		}
		for _, s := range other.Roster {
			taken = append(taken, s.ID)
		}
	}
	data, err := readList(cmd.File)
	if err != nil {
		return err
	}
	columns := maps.Clone(y.Settings.Suppliers.Columns)
	if columns == nil {
		columns = map[string]string{}
	}
	maps.Copy(columns, cmd.Map)
	in, err := roster.Merge(relative(cmd.File), data, y.Roster, last, roster.Options{Columns: columns, Scope: y.Settings.Suppliers.Scope,
		Take: cmd.Take, Same: cmd.Same, New: cmd.New, Taken: taken})
	if err != nil {
		return err
	}
	file := project.RosterFile(cmd.Year)
	fresh, err := project.RosterTable(cmd.Year, in.Roster)
	if err != nil {
		return fmt.Errorf("the roster would be one that cannot be read, so nothing was written: %w", err)
	}
	before, err := project.RosterTable(cmd.Year, y.Roster)
	if err != nil {
		return err
	}
	if !cmd.DryRun && !bytes.Equal(fresh, before) {
		if err := p.root.WriteFile(file, fresh); err != nil {
			return err
		}
	}
	told := roster.Told{Import: &in, File: relative(cmd.File), Year: cmd.Year, Map: cmd.Map, DryRun: cmd.DryRun, LastYear: len(last) > 0, Unchanged: bytes.Equal(fresh, before)}
	told.Write(std.Out)
	if told.Open() {
		return errLook
	}
	return nil
}
