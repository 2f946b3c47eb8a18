package roster

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// ErrUsage is the error of an entry that can never be right as it was typed.
var ErrUsage = errors.New("usage")

// settable are the columns of a supplier that a person may set by name. Its id is what files and
// logs know it by, and its share is counted by an import.
var settable = map[string]func(*tables.Supplier) *string{
	"name": func(s *tables.Supplier) *string { return &s.Name }, "contact": func(s *tables.Supplier) *string { return &s.Contact },
	"email": func(s *tables.Supplier) *string { return &s.Email }, "language": func(s *tables.Supplier) *string { return &s.Language },
	"in_scope": func(s *tables.Supplier) *string { return &s.InScope }, "why": func(s *tables.Supplier) *string { return &s.Why },
	"metals": func(s *tables.Supplier) *string { return &s.Metals }, "contract_clause": func(s *tables.Supplier) *string { return &s.ContractClause },
	"parent": func(s *tables.Supplier) *string { return &s.Parent }, "vendor": func(s *tables.Supplier) *string { return &s.Vendor },
	"buyer": func(s *tables.Supplier) *string { return &s.Buyer }, "programmes": func(s *tables.Supplier) *string { return &s.Programmes },
}

// mostSet bounds the bytes of one cell, mostNumber those of a vendor's number.
const (
	mostSet    = 1000
	mostNumber = 100
)

// Change is one cell of the roster, before and after.
type Change struct{ Column, Was, Is string }

// Set gives a roster in which columns of one supplier have other values, typed as
// COLUMN=VALUE (nothing behind “=” leaves the cell blank), and what changed by it, by
// column. fresh adds the supplier, which must not be there yet; it is in scope unless
// something else is said. Whether the roster can be read again is for the caller to see.
func Set(roster []tables.Supplier, id string, fresh bool, values []string) ([]tables.Supplier, []Change, error) {
	list := slices.Clone(roster)
	at := slices.IndexFunc(list, func(s tables.Supplier) bool { return s.ID == id })
	switch {
	case fresh && at >= 0:
		return nil, nil, fmt.Errorf("%w: %s is on the roster already; without --new its row is changed", ErrUsage, id)
	case fresh:
		at, list = len(list), append(list, tables.Supplier{ID: id, InScope: "yes"})
	case at < 0:
		return nil, nil, fmt.Errorf("%w: there is no supplier %q on the roster; --new adds one", ErrUsage, id)
	}
	var changed []Change
	for _, typed := range values {
		column, value, ok := strings.Cut(typed, "=")
		cell := settable[column]
		if !ok || cell == nil {
			return nil, nil, fmt.Errorf("%w: %q does not begin with a column and “=”; the columns are %s", ErrUsage, finding.Short(typed, 80), strings.Join(slices.Sorted(maps.Keys(settable)), ", "))
		}
		// A cell of the roster goes into letters and their headers: one line, and nothing unseen.
		if value = text.Line(value); len(value) > mostSet {
			return nil, nil, fmt.Errorf("%w: %s may have at most %d bytes, not the %d of %q", ErrUsage, column, mostSet, len(value), finding.Short(value, 40))
		}
		if was := cell(&list[at]); *was != value {
			changed = append(changed, Change{column, *was, value})
			*was = value
		}
	}
	return list, changed, nil
}
