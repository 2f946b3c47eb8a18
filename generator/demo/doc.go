// Package demo makes the data of a demonstration project of any size: a year or
// several of rosters, letters, decisions, registry snapshots and filled-in
// workbooks, in which every company, person and smelter is invented.
//
// It makes inputs of the flow: what people,
// suppliers and registries would otherwise bring. It imports only the reader's
// layouts and the CSV shapes, and never asks the reader what it thinks of a file.
//
// The steps, each in its own file: facilities (who smelts), editions (what a
// year's directory says of them), suppliers (who is asked, and how each behaves),
// fill (the honest answer of one supplier, as a book: a description of cells),
// mistakes (a table of what can be wrong; a book gets some of them), write (a book
// as bytes) and papers (the CSV and YAML files around it).
//
// The same Options give the same bytes. The manifest names every mistake that was
// put in, with file, sheet and cell: it is what tests compare the checks with.
package demo

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"sync"

	"itron.com/conflict-minerals/generator/tables"
)

// Options say what to make.
type Options struct {
	Seed      int64
	Suppliers int                                           // on each year's roster
	Years     []int                                         // reporting years, ascending
	Rows      int                                           // of the Smelter List of each supplier, in files as large as real ones; 0: a few rows in small files
	EMRT      bool                                          // suppliers are asked for an EMRT too
	Watch     func(what string, of int) (step, done func()) // is told of each workbook that was written; nil: nobody
}

// Seeded is one mistake that was put in on purpose.
type Seeded struct {
	Year     int    `csv:"year"`
	Rule     string `csv:"rule"`     // name in the catalogue
	Supplier string `csv:"supplier"` // roster id; "" for a file that nobody sent
	File     string `csv:"file"`     // slash path below the project root
	Sheet    string `csv:"sheet"`    // "" where the whole file is meant
	Cell     string `csv:"cell"`     // as Excel writes it; in a CSV file the line
	What     string `csv:"what"`     // in words
}

// ErrOptions is the error of options of which nothing can be made.
var ErrOptions = errors.New("nothing can be made of these options")

// Make returns the tree (slash path → bytes) and the manifest of mistakes.
func Make(o Options) (tree map[string][]byte, manifest []Seeded, err error) {
	tree = map[string][]byte{}
	var mu sync.Mutex
	manifest, err = Write(o, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		tree[name] = data
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return tree, manifest, nil
}

// Write gives put the files one by one, by slash path, so that a project may be larger
// than memory. put is called from several goroutines.
func Write(o Options, put func(name string, data []byte) error) (manifest []Seeded, err error) {
	p, err := plan(o)
	if err != nil {
		return nil, err
	}
	if err := p.write(put); err != nil {
		return nil, err
	}
	words := map[string][]byte{}
	err = narrative(words, o.Years)
	for _, name := range slices.Sorted(maps.Keys(words)) {
		err = errors.Join(err, put(name, words[name]))
	}
	return p.manifest(), err
}

// project is everything that was decided, before it is written.
type project struct {
	options Options
	years   []*year
}

// year is one reporting year: the snapshots, and what each supplier did.
type year struct {
	number    int
	index     int
	edition   *edition
	suppliers []*supplier
	books     []*book // every file that arrived
	decisions []tables.Decision
	extra     []seed    // mistakes that are in no workbook
	extended  *extended // nil: only the CMRT is asked for
}

func (y *year) dir() string { return path.Join("data", strconv.Itoa(y.number)) }

// plan decides everything; only numbers drawn from the seed come into it.
func plan(o Options) (*project, error) {
	if o.Suppliers < 1 || len(o.Years) == 0 || !slices.IsSorted(o.Years) || len(slices.Compact(slices.Clone(o.Years))) != len(o.Years) {
		return nil, fmt.Errorf("%w: %d suppliers, years %v: give at least one supplier and one year, years ascending", ErrOptions, o.Suppliers, o.Years)
	}
	if o.Rows < 0 || o.Rows > mostRows {
		return nil, fmt.Errorf("%w: %d rows: a Smelter List has room for at most %d", ErrOptions, o.Rows, mostRows)
	}
	names := newNames(o.Seed)
	pool := newFacilities(o, names)
	people := newSuppliers(o, names)
	cycle := &catalogue{}
	p := &project{options: o}
	for k, number := range o.Years {
		y := &year{number: number, edition: newEdition(pool, number, k)}
		a := author{seed: o.Seed, rows: o.Rows, index: k, year: y, names: names, cycle: cycle}
		for i, who := range people {
			a.supplier(behave(who, i, k))
		}
		a.finish(o.Suppliers)
		if y.index = k; o.EMRT {
			y.extend(k)
		}
		p.years = append(p.years, y)
	}
	return p, nil
}

// manifest lists the mistakes by year, file, place and rule, as they were made.
func (p *project) manifest() []Seeded {
	var list []Seeded
	for _, y := range p.years {
		list = append(list, y.manifest()...)
	}
	return list
}

func (y *year) manifest() []Seeded {
	var list []Seeded
	add := func(s seed) {
		list = append(list, Seeded{Year: y.number, Rule: s.rule, Supplier: s.supplier, File: s.file, Sheet: s.sheet, Cell: s.cell, What: s.what})
	}
	for _, b := range y.books {
		for _, s := range b.seeds {
			add(s)
		}
	}
	for _, s := range y.extra {
		add(s)
	}
	if y.extended != nil {
		for _, s := range y.extended.extra {
			add(s)
		}
	}
	return list
}
