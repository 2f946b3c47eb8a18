package smelter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/stable"
)

// Revision is one change that the registry made to its reference list: a facility
// was added, removed or renamed. It tells why a number that suppliers still write
// is no longer known. That a facility was removed does not say that it failed an
// assessment.
type Revision struct {
	Metal   cmrt.Metal
	ID      string
	Name    string // the standard name at the time
	Country string
	Basis   string // what was done, in the registry's words
	Details string // why, likewise
	Date    string // YYYY-MM-DD or ""
}

// What a basis says, whatever else stands around it: the words are the registry's,
// and no list of them is published.
var (
	removal  = lazyregexp.New(`(?i)\b(remov|delet|delist|withdr|no longer|not eligible|ceased|closed)`)
	renaming = lazyregexp.New(`(?i)\brenam|\bname (was )?(chang|correct|updat)|\b(chang|correct|updat)\w* (of |to |the |in |smelter |standard )*name`)
)

// Removal tells whether the facility was taken off the list.
func (r Revision) Removal() bool { return removal.MatchString(r.Basis) }

// Renaming tells whether the facility got another name.
func (r Revision) Renaming() bool { return renaming.MatchString(r.Basis) }

// String says in a few words what was done, when and why: "Removed on 2025-03-05:
// not a smelter".
func (r Revision) String() string {
	s := cmp.Or(r.Basis, "Revised")
	if r.Date != "" {
		s += " on " + r.Date
	}
	if r.Details != "" {
		s += ": " + r.Details
	}
	return s
}

// Revisions is a snapshot of the history of a reference list. The zero Revisions
// know none.
type Revisions struct {
	Source Source
	byID   map[string][]Revision
}

// NewRevisions makes a history; a facility may stand in it many times.
func NewRevisions(source Source, list []Revision) (Revisions, error) {
	v := Revisions{Source: source, byID: map[string][]Revision{}}
	for i, r := range list {
		if err := r.sound(); err != nil {
			return Revisions{}, &EntryError{i, err}
		}
		v.byID[r.ID] = append(v.byID[r.ID], r)
	}
	for _, of := range v.byID {
		stable.Sort(of, func(a, b Revision) int { return cmp.Compare(a.Date, b.Date) })
	}
	return v, nil
}

// sound finds what an entry cannot say.
func (r Revision) sound() error {
	if !KnownShape(r.ID) {
		return fmt.Errorf("%q is not a smelter ID (CID and six digits)", r.ID)
	}
	if r.Basis == "" && r.Details == "" {
		return fmt.Errorf("%s: the row does not say what was revised", r.ID)
	}
	if _, err := time.Parse(time.DateOnly, r.Date); r.Date != "" && err != nil {
		return fmt.Errorf("%s: %q is not a date of the form 2026-04-30", r.ID, r.Date)
	}
	return nil
}

// Of gives what was revised about a number, oldest first.
func (v Revisions) Of(id string) []Revision { return slices.Clone(v.byID[strings.ToUpper(id)]) }

// Removed gives the revision that took a number off the list; false where its
// history does not end with that.
func (v Revisions) Removed(id string) (Revision, bool) {
	list := v.byID[strings.ToUpper(id)]
	if len(list) == 0 || !list[len(list)-1].Removal() {
		return Revision{}, false
	}
	return list[len(list)-1], true
}

// Len is the number of facilities with a history.
func (v Revisions) Len() int { return len(v.byID) }
