package smelter

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
)

// Change is one thing that a newer snapshot says otherwise of a facility that
// stands in both.
type Change struct {
	Metal cmrt.Metal // the newer
	ID    string
	Name  string // the newer standard name; "" in conformance lists, which hold none
	Field Field
	Old   string
	New   string
}

// Field is what a change is about.
type Field string

// The fields that are compared, in the order in which changes are told.
const (
	FieldName              Field = "name"
	FieldCountry           Field = "country"
	FieldState             Field = "state"
	FieldCity              Field = "city"
	FieldMetal             Field = "metal"
	FieldStatus            Field = "status"
	FieldProgramme         Field = "programme"
	FieldLastAudit         Field = "last_audit"
	FieldCycleYears        Field = "cycle_years"
	FieldReauditDue        Field = "reaudit_due"
	FieldReauditInProgress Field = "reaudit_in_progress"
	FieldSourcingCountries Field = "sourcing_countries"
)

// Fields are all of them, in that order.
var Fields = []Field{FieldName, FieldCountry, FieldState, FieldCity, FieldMetal, FieldStatus, FieldProgramme, FieldLastAudit,
	FieldCycleYears, FieldReauditDue, FieldReauditInProgress, FieldSourcingCountries}

// DirectoryChanges is what a newer directory makes of an older one. Lists are in
// the order of IDs.
type DirectoryChanges struct {
	Added, Removed []Facility
	Changed        []Change // by field, then ID

	// Names in use for facilities that stand in both; two that differ in case,
	// space and punctuation only are one.
	NamesAdded, NamesRemoved int
}

// Any tells whether there is any difference.
func (c DirectoryChanges) Any() bool {
	return len(c.Added)+len(c.Removed)+len(c.Changed)+c.NamesAdded+c.NamesRemoved > 0
}

// CompareDirectories compares two directories.
func CompareDirectories(older, newer Directory) DirectoryChanges {
	var c DirectoryChanges
	for _, f := range older.Facilities() {
		now, ok := newer.Facility(f.ID)
		if !ok {
			c.Removed = append(c.Removed, f)
			continue
		}
		note := func(field Field, was, is string) {
			if spaced(was) != spaced(is) {
				c.Changed = append(c.Changed, Change{Metal: now.Metal, ID: now.ID, Name: now.Name, Field: field, Old: was, New: is})
			}
		}
		note(FieldName, f.Name, now.Name)
		if f.CountryCode == "" || f.CountryCode != now.CountryCode { // a country spelled anew is no move
			note(FieldCountry, f.Country, now.Country)
		}
		note(FieldState, f.State, now.State)
		note(FieldCity, f.City, now.City)
		note(FieldMetal, string(f.Metal), string(now.Metal))
	}
	for _, f := range newer.Facilities() {
		if _, ok := older.Facility(f.ID); !ok {
			c.Added = append(c.Added, f)
		}
	}
	was, is := older.aliases(), newer.aliases()
	for id := range was {
		if is[id] == nil {
			continue
		}
		for name := range is[id] {
			if !was[id][name] {
				c.NamesAdded++
			}
		}
		for name := range was[id] {
			if !is[id][name] {
				c.NamesRemoved++
			}
		}
	}
	sortChanges(c.Changed)
	return c
}

// aliases gives the folded names of each facility.
func (d Directory) aliases() map[string]map[string]bool {
	of := map[string]map[string]bool{}
	for _, names := range d.byName {
		for name, ids := range names {
			for _, id := range ids {
				if of[id] == nil {
					of[id] = map[string]bool{}
				}
				of[id][name] = true
			}
		}
	}
	return of
}

// spaced takes away space that nobody sees.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func sortChanges(list []Change) {
	stable.Sort(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(slices.Index(Fields, a.Field), slices.Index(Fields, b.Field)), cmp.Compare(a.ID, b.ID))
	})
}

// ConformanceChanges is what a newer conformance snapshot makes of an older one.
type ConformanceChanges struct {
	Added, Removed []Status // in the order of IDs
	Changed        []Change // by field, then ID
}

// Any tells whether there is any difference.
func (c ConformanceChanges) Any() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) > 0 }

// CompareConformance compares two conformance snapshots. Where a row was taken from
// is no change.
func CompareConformance(older, newer Conformance) ConformanceChanges {
	var c ConformanceChanges
	for _, id := range slices.Sorted(maps.Keys(older.byID)) {
		was := older.byID[id]
		is, ok := newer.byID[id]
		if !ok {
			c.Removed = append(c.Removed, was)
			continue
		}
		for _, f := range []struct {
			field    Field
			old, new string
		}{
			{FieldMetal, string(was.Metal), string(is.Metal)}, {FieldStatus, was.Word, is.Word}, {FieldProgramme, was.Programme, is.Programme},
			{FieldLastAudit, was.LastAudit, is.LastAudit}, {FieldCycleYears, was.CycleYears, is.CycleYears}, {FieldReauditDue, was.ReauditDue, is.ReauditDue},
			{FieldReauditInProgress, was.ReauditInProgress, is.ReauditInProgress}, {FieldSourcingCountries, was.SourcingCountries, is.SourcingCountries},
		} {
			if f.old != f.new {
				c.Changed = append(c.Changed, Change{Metal: is.Metal, ID: id, Field: f.field, Old: f.old, New: f.new})
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(newer.byID)) {
		if _, ok := older.byID[id]; !ok {
			c.Added = append(c.Added, newer.byID[id])
		}
	}
	sortChanges(c.Changed)
	return c
}
