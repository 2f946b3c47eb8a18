package smelter

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Outcome says what became of a supplier's row.
type Outcome string

const (
	Resolved      Outcome = "resolved"       // one facility
	Ambiguous     Outcome = "ambiguous"      // several fit and nothing decides
	UnknownName   Outcome = "unknown"        // nothing fits
	Contradictory Outcome = "contradictory"  // the ID says one facility, name or metal another
	NotListed     Outcome = "not-listed"     // the supplier chose "Smelter not listed"
	NotIdentified Outcome = "not-identified" // the supplier chose "Smelter not yet identified"
	Rejected      Outcome = "rejected"       // a decision says that this is no smelter
)

// Resolution is the outcome for one row. Facility is set when, and only when, the
// outcome is Resolved.
type Resolution struct {
	Row      cmrt.SmelterRow
	Outcome  Outcome
	Facility Facility
	Decided  bool   // a recorded decision settled the row
	How      string // what decided, for people: "ID", "name", "decision of 2026-04-02"
}

// NameDecision is a recorded judgment about a name or number as typed.
type NameDecision struct {
	Supplier string // "": whoever typed it
	Metal    cmrt.Metal
	Raw      string // as typed: a name or a number
	ID       string // the facility; "": rejected, it is no smelter
	Date     string
}

// Resolver resolves rows against one directory.
type Resolver struct {
	Directory Directory
	Decisions []NameDecision
}

// Resolve matches one row. Decisions come first, then the ID, then the name; a
// name decides only if it fits one facility of the row's metal.
func (r Resolver) Resolve(supplier string, row cmrt.SmelterRow) Resolution {
	res := Resolution{Row: row}
	if done := r.decided(supplier, row, &res); done {
		return res
	}
	special := foldName(row.Lookup)
	switch {
	case special == foldName(cmrt.NotYetIdentified) || special == "" && foldName(row.Name) == foldName(cmrt.NotYetIdentified):
		res.Outcome, res.How = NotIdentified, "chosen by the supplier"
	case rowID(row) != "":
		r.byID(row, &res)
	default:
		r.byName(row, &res)
		if res.Outcome == UnknownName && special == foldName(cmrt.NotListed) {
			res.Outcome, res.How = NotListed, "chosen by the supplier"
		}
	}
	return res
}

// rowID is the row's number: as calculated, else as typed.
func rowID(row cmrt.SmelterRow) string {
	if row.ID != "" {
		return strings.ToUpper(strings.TrimSpace(row.ID))
	}
	return strings.ToUpper(strings.TrimSpace(row.IDTyped))
}

// Names are the texts by which a row names its smelter, the look-up's first.
func Names(row cmrt.SmelterRow) []string {
	var names []string
	for _, n := range []string{row.StandardName, row.Lookup, row.Name} {
		if n != "" && foldName(n) != foldName(cmrt.NotListed) {
			names = append(names, n)
		}
	}
	return names
}

func (r Resolver) decided(supplier string, row cmrt.SmelterRow, res *Resolution) bool {
	for _, d := range r.Decisions {
		if !d.Applies(supplier, row) {
			continue
		}
		res.How, res.Decided = "decision of "+d.Date, true
		f, known := r.Directory.Facility(d.ID)
		switch {
		case d.ID == "":
			res.Outcome = Rejected
		case !known || f.Metal != row.Metal:
			res.Outcome, res.Decided = UnknownName, false // it settled nothing
			res.How += fmt.Sprintf(", but the directory has no %s for %s", d.ID, row.Metal)
		default:
			res.Outcome, res.Facility = Resolved, f
		}
		return true
	}
	return false
}

// Applies tells whether a decision judged this row: the same supplier and metal,
// and its raw value stands in the row as number or name.
func (d NameDecision) Applies(supplier string, row cmrt.SmelterRow) bool {
	if d.Supplier != "" && d.Supplier != supplier || d.Metal != "" && d.Metal != row.Metal {
		return false
	}
	for _, typed := range append(Names(row), row.IDTyped, row.IDRaw) {
		if typed != "" && strings.TrimSpace(typed) == strings.TrimSpace(d.Raw) {
			return true
		}
	}
	return false
}

// byID resolves a row that has a number. A name that belongs to another facility
// contradicts it; a name that nobody knows does not.
func (r Resolver) byID(row cmrt.SmelterRow, res *Resolution) {
	f, known := r.Directory.Facility(rowID(row))
	if !known {
		res.Outcome, res.How = UnknownName, "the directory has no "+rowID(row)
		return
	}
	if row.Metal != "" && row.Metal != f.Metal {
		res.Outcome, res.How = Contradictory, fmt.Sprintf("%s is a %s facility", f.ID, f.Metal)
		return
	}
	for _, name := range Names(row) {
		others := r.Directory.Named(f.Metal, name)
		if len(others) > 0 && !contains(others, f.ID) {
			res.Outcome, res.How = Contradictory, fmt.Sprintf("%s is %s, but %q is %s", f.ID, f.Name, name, others[0].ID)
			return
		}
	}
	res.Outcome, res.Facility, res.How = Resolved, f, "ID"
}

// byName resolves a row without a number.
func (r Resolver) byName(row cmrt.SmelterRow, res *Resolution) {
	res.Outcome, res.How = UnknownName, "no name that the directory knows"
	for _, name := range Names(row) {
		fits := r.Directory.Named(row.Metal, name)
		if len(fits) > 1 {
			fits = inCountry(fits, row.Country)
		}
		switch len(fits) {
		case 0:
			continue
		case 1:
			if res.Outcome == Resolved && res.Facility.ID != fits[0].ID {
				res.Outcome, res.How = Contradictory, fmt.Sprintf("the row's names belong to %s and to %s", res.Facility.ID, fits[0].ID)
				res.Facility = Facility{}
				return
			}
			res.Outcome, res.Facility, res.How = Resolved, fits[0], "name"
			continue
		default:
			if res.Outcome == Resolved {
				continue // another name of the row decides
			}
			res.Outcome, res.How = Ambiguous, fmt.Sprintf("%q fits several facilities", name)
		}
		return
	}
}

func contains(list []Facility, id string) bool {
	for _, f := range list {
		if f.ID == id {
			return true
		}
	}
	return false
}

// inCountry keeps the facilities of a country; all of them where it decides nothing.
func inCountry(list []Facility, country string) []Facility {
	code := CountryCode(country)
	var in []Facility
	for _, f := range list {
		if code != "" && f.CountryCode == code {
			in = append(in, f)
		}
	}
	if len(in) == 0 {
		return list
	}
	return in
}
