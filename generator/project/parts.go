package project

import (
	"fmt"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/tables"
)

// PartsFile is the table of a year's products and parts.
func PartsFile(year int) string { return path.Join("data", strconv.Itoa(year), "parts.csv") }

// Parts reads data/YEAR/parts.csv; none where there is none.
func (p *Project) Parts(y *Year) ([]tables.Part, error) {
	file := PartsFile(y.Number)
	rows, err := readTable[tables.Part](p.FS, file)
	if err != nil {
		return nil, err
	}
	return rows, validateParts(file, rows, y.Roster)
}

// PartsTable writes the table, if it is one that can be read.
func PartsTable(year int, rows []tables.Part, roster []tables.Supplier) ([]byte, error) {
	if err := validateParts(PartsFile(year), rows, roster); err != nil {
		return nil, err
	}
	return tables.Write(rows)
}

func validateParts(file string, rows []tables.Part, roster []tables.Supplier) error {
	known := map[string]bool{}
	for _, s := range roster {
		known[s.ID] = true
	}
	numbers := map[string]bool{}
	for _, row := range rows {
		numbers[row.Number] = true
	}
	parents := map[string][]string{}
	for _, row := range rows {
		var err error
		switch {
		case row.Number == "":
			err = fmt.Errorf("a part needs a number")
		case row.Supplier != "" && !known[row.Supplier]:
			err = fmt.Errorf("%s: supplier %q is not on the roster", row.Number, row.Supplier)
		case row.Parent != "" && !numbers[row.Parent]:
			err = fmt.Errorf("%s goes into %q, which the table does not have", row.Number, row.Parent)
		}
		if err != nil {
			return &InputError{File: file, Line: row.Line, Err: err}
		}
		if row.Parent != "" {
			parents[row.Number] = append(parents[row.Number], row.Parent)
		}
	}
	return noCircle(file, rows, parents)
}

// noCircle refuses parts that go into themselves, over any number of assemblies.
func noCircle(file string, rows []tables.Part, parents map[string][]string) error {
	const under, done = 1, 2
	state := map[string]int{}
	var follow func(number string) bool
	follow = func(number string) bool {
		switch state[number] {
		case under:
			return false
		case done:
			return true
		}
		state[number] = under
		for _, parent := range parents[number] {
			if !follow(parent) {
				return false
			}
		}
		state[number] = done
		return true
	}
	for _, row := range rows {
		if !follow(row.Number) {
			return &InputError{File: file, Line: row.Line, Err: fmt.Errorf("%s goes into itself", row.Number)}
		}
	}
	return nil
}
