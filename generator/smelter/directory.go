package smelter

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Source says which snapshot something was read from.
type Source struct {
	Name   string // file, slash path below the project root
	AsOf   string // YYYY-MM-DD
	SHA256 string // of the file
}

// Facility is one smelter or refiner of one metal, as the directory has it.
type Facility struct {
	Metal       cmrt.Metal
	ID          string // CID and six digits
	Name        string // the standard name
	Country     string // as the directory spells it
	CountryCode string // ISO 3166-1 alpha-2; "" where the directory's spelling is not known
	State       string
	City        string
}

// Directory is a list of known facilities and the names in use for them. The
// zero Directory knows none.
type Directory struct {
	Source Source
	byID   map[string]Facility                // upper-case ID
	byName map[cmrt.Metal]map[string][]string // folded name → IDs, sorted
	known  map[cmrt.Metal]int                 // facilities of each
	search *search
	asked  *Asked // notes what is asked; nil: nobody wants to know
}

// ErrDirectory is the error of directory rows that contradict each other.
var ErrDirectory = errors.New("the directory contradicts itself")

// NewDirectory makes a directory.
func NewDirectory(source Source) Directory {
	return Directory{Source: source, byID: map[string]Facility{}, byName: map[cmrt.Metal]map[string][]string{}, known: map[cmrt.Metal]int{}, search: &search{}}
}

// Add puts in a facility under one name. The same ID must mean the same facility
// each time.
func (d *Directory) Add(f Facility, name string) error {
	if !WellFormed(f.ID) {
		return fmt.Errorf("%w: %q is not a smelter ID (CID and six digits)", ErrDirectory, f.ID)
	}
	if !cmrt.IsMineral(f.Metal) {
		return fmt.Errorf("%w: the metal of %s is %q, which no template of the RMI lists", ErrDirectory, f.ID, f.Metal)
	}
	if f.Name == "" {
		return fmt.Errorf("%w: %s has no name", ErrDirectory, f.ID)
	}
	if old, ok := d.byID[f.ID]; ok && old != f {
		return fmt.Errorf("%w: %s is %q (%s, %s) and also %q (%s, %s)", ErrDirectory, f.ID, old.Name, old.Metal, old.Country, f.Name, f.Metal, f.Country)
	}
	if _, again := d.byID[f.ID]; !again {
		d.known[f.Metal]++
	}
	d.byID[f.ID] = f
	names := d.byName[f.Metal]
	if names == nil {
		names = map[string][]string{}
		d.byName[f.Metal] = names
	}
	for _, n := range []string{f.Name, name} {
		key := foldName(n)
		if key != "" && !slices.Contains(names[key], f.ID) {
			names[key] = append(names[key], f.ID)
			slices.Sort(names[key])
		}
	}
	d.search.add(f, name)
	return nil
}

// Facility gives the facility of an ID.
func (d Directory) Facility(id string) (Facility, bool) {
	number := Number(id)
	d.asked.Note(AskedNumber, number)
	f, ok := d.byID[number]
	return f, ok
}

// Named gives the facilities of a metal that go by a name, in the order of their
// IDs; several where the name is not unique.
func (d Directory) Named(metal cmrt.Metal, name string) []Facility {
	var list []Facility
	folded := foldName(name)
	d.asked.Note(AskedName, string(metal), folded)
	for _, id := range d.byName[metal][folded] {
		list = append(list, d.byID[id])
	}
	return list
}

// Facilities are all, in the order of their IDs.
func (d Directory) Facilities() []Facility {
	d.asked.Note(AskedList)
	var list []Facility
	for _, id := range slices.Sorted(maps.Keys(d.byID)) {
		list = append(list, d.byID[id])
	}
	return list
}

// Known is the number of facilities of a metal.
func (d Directory) Known(metal cmrt.Metal) int {
	d.asked.Note(AskedList)
	return d.known[metal]
}

// Len is the number of facilities.
func (d Directory) Len() int { return len(d.byID) }
