// Package finding holds the one type in which every part of cmr says what it
// noticed: in a workbook, a roster, a snapshot or a narrative.
//
// Every other package reports through it. A Finding is data,
// not an error: it is kept, sorted, counted, waived and printed, and the run
// goes on. Every Finding names a Rule, and every Rule explains itself to a
// person who has never heard of Rule 13p-1.
package finding

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/stable"
)

// Severity says how much a finding weighs. The order of the constants is the
// order in which people read them: worst first.
type Severity string

const (
	Error   Severity = "error"   // the declaration cannot be used as it is
	Warning Severity = "warning" // usable, but somebody has to judge it
	Note    Severity = "note"    // for information; no action needed
)

// weight sorts severities worst first; an unknown one sorts last.
func (s Severity) weight() int {
	if i := slices.Index([]Severity{Error, Warning, Note}, s); i >= 0 {
		return i
	}
	return 3
}

// AtLeast tells whether s is as bad as limit, or worse.
func (s Severity) AtLeast(limit Severity) bool { return s.weight() <= limit.weight() }

// Finding is one thing noticed, with its place and what to do about it. Its
// JSON form is a published contract (REFERENCE.md, "Finding JSON").
type Finding struct {
	Rule     string   `json:"rule"`     // name in the catalogue, e.g. "smelters-missing"
	Severity Severity `json:"severity"` // the rule's, or the year's own setting
	File     string   `json:"file"`     // slash path below the project root, or as given on the command line
	Supplier string   `json:"supplier"` // roster id; "" where none is known
	Sheet    string   `json:"sheet"`    // worksheet name; "" where the whole file is meant
	Cell     string   `json:"cell"`     // as Excel writes it, e.g. "D22"; in a text file its line number
	Metal    string   `json:"metal"`    // tantalum, tin, gold, tungsten or ""
	Message  string   `json:"message"`  // what is wrong, in one sentence
	Fix      string   `json:"fix"`      // what to do, in one sentence

	// CheckerRow is the row of the template's own Checker sheet that flags the
	// same thing; 0 where RMI's Checker is silent.
	CheckerRow int `json:"checker_row,omitempty"`

	// Cells are the cells of a finding that stands in several, the first included;
	// none for one that stands in Cell alone. Message names them.
	Cells []At `json:"cells,omitempty"`

	Waived bool   `json:"waived"` // a recorded decision accepts it
	Reason string `json:"reason"` // that decision's reason

	// Follows is the rule of another finding of the same workbook, row or metal from which
	// this one follows: put right, it is gone. It counts with that one. "": it stands alone.
	Follows string `json:"follows,omitempty"`
	// Closed says why nobody has to act on the finding: its workbook is “superseded”, “stale”
	// (a new one is asked for), or was “replaced” by one that could be read. "": it is open.
	Closed string `json:"closed,omitempty"`

	// DecidedBy and DecidedOn are who waived the finding and when, YYYY-MM-DD. They
	// are for people: the keys of the JSON form are fixed.
	DecidedBy string `json:"-"`
	DecidedOn string `json:"-"`

	// Raw is what stands in the cell, as typed: a waiver holds while it says so.
	Raw string `json:"-"`

	// Smelter is the number of the facility that the row of the finding is matched to.
	Smelter string `json:"smelter_id,omitempty"`

	PerRow   bool `json:"-"` // of a rule that looks at each row of a list: see Fold
	Question bool `json:"-"` // of a rule about which the supplier is asked
}

// Open tells whether somebody has to act on the finding: no decision accepts it, its
// workbook counts, and it follows from no other.
func (f Finding) Open() bool { return !f.Waived && f.Closed == "" && f.Follows == "" }

// Place is the finding's position as people write it: "file!sheet!cell", with
// the parts that are unknown left out.
func (f Finding) Place() string {
	place := f.File
	for _, part := range []string{f.Sheet, f.Cell} {
		if part == "" {
			continue
		}
		if place != "" {
			place += "!"
		}
		place += part
	}
	return place
}

// Sort orders findings by file, then worst first, then by place and rule, so
// that the same findings always come out in the same order.
func Sort(list []Finding) {
	stable.Sort(list, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Severity.weight(), b.Severity.weight()),
			cmp.Compare(a.Sheet, b.Sheet),
			cmp.Compare(len(a.Cell), len(b.Cell)), // D9 before D10
			cmp.Compare(a.Cell, b.Cell),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Metal, b.Metal),
			cmp.Compare(a.Supplier, b.Supplier),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// ByWeight compares findings for lists that are read from the top: worst first, and
// what a decision accepted, and what nobody has to act on, last. It says nothing of their
// places.
func ByWeight(a, b Finding) int {
	last := func(f Finding) int {
		switch {
		case f.Waived:
			return 1
		case f.Closed != "":
			return 2
		}
		return 0
	}
	return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(a.Severity.weight(), b.Severity.weight()))
}

// Summary counts findings. Waived ones, those that are closed, and those that follow from
// others are counted apart and in no other field.
type Summary struct {
	Errors   int `json:"errors"`   // number of errors
	Warnings int `json:"warnings"` // number of warnings
	Notes    int `json:"notes"`    // number of notes
	Waived   int `json:"waived"`   // number of findings that a decision accepts, whatever their severity
	Closed   int `json:"closed"`   // number of findings of workbooks that were superseded, replaced or are stale
	Follows  int `json:"follows"`  // number of findings that follow from others
}

// Summarize counts a list of findings.
func Summarize(list []Finding) Summary {
	var s Summary
	for _, f := range list {
		switch {
		case f.Waived:
			s.Waived++
		case f.Closed != "":
			s.Closed++
		case f.Follows != "":
			s.Follows++
		case f.Severity == Error:
			s.Errors++
		case f.Severity == Warning:
			s.Warnings++
		default:
			s.Notes++
		}
	}
	return s
}

// AnyAtLeast tells whether a finding that is open is as bad as limit.
func AnyAtLeast(list []Finding, limit Severity) bool {
	return slices.ContainsFunc(list, func(f Finding) bool {
		return f.Open() && f.Severity.AtLeast(limit)
	})
}
