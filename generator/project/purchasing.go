package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// Purchasing says how the company's purchasing export is read: the key suppliers of
// year.yaml.
type Purchasing struct {
	Columns map[string]string `yaml:"columns"` // a column's key → its header in the export
	Scope   []ScopeRule       `yaml:"scope"`   // the first that fits decides
}

// ScopeRule decides which suppliers are in scope. One without conditions fits all.
type ScopeRule struct {
	Commodities []string `yaml:"commodities"` // codes as the export has them; * stands for any ending
	MinSpend    float64  `yaml:"min_spend"`   // in the export's currency
	InScope     string   `yaml:"in_scope"`    // yes or no
	Why         string   `yaml:"why"`
	Metals      string   `yaml:"metals"` // expected, space between
}

// Fits tells whether a supplier with these commodity codes and purchases is meant.
func (r ScopeRule) Fits(commodities []string, spend float64) bool {
	if spend < r.MinSpend {
		return false
	}
	for _, pattern := range r.Commodities {
		for _, c := range commodities {
			if fits, _ := path.Match(strings.ToLower(pattern), strings.ToLower(c)); fits { // patterns are validated
				return true
			}
		}
	}
	return len(r.Commodities) == 0
}

func (p Purchasing) validate(fsys fs.FS, file string) error {
	for i, r := range p.Scope {
		var err error
		for _, c := range r.Commodities {
			if _, bad := path.Match(c, ""); bad != nil || strings.TrimSpace(c) == "" {
				err = fmt.Errorf("%q is no commodity code", c)
			}
		}
		switch {
		case err != nil:
		case r.InScope != "yes" && r.InScope != "no":
			err = fmt.Errorf("in_scope is %q, but must be yes or no", r.InScope)
		case strings.TrimSpace(r.Why) == "":
			err = errors.New("a rule says why: it becomes the reason of every supplier that it decides")
		case r.MinSpend < 0:
			err = errors.New("min_spend is below zero")
		default:
			err = knownMetals(r.Metals)
		}
		if err != nil {
			return mistake(fsys, file, fmt.Sprintf("suppliers.scope[%d]", i), fmt.Errorf("suppliers.scope: rule %d: %w", i+1, err))
		}
	}
	return nil
}

// RosterTable gives the table of a roster, and refuses one that the project would not
// read. Nothing is written.
func RosterTable(year int, roster []tables.Supplier) ([]byte, error) {
	data, err := tables.Write(roster)
	if err != nil {
		return nil, err
	}
	file := path.Join("data", strconv.Itoa(year), "suppliers.csv")
	rows, err := tables.Read[tables.Supplier](file, data)
	if err != nil {
		return nil, inputError(err)
	}
	return data, validateRoster(file, rows)
}
