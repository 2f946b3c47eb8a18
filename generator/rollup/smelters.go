package rollup

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/template"
	"itron.com/conflict-minerals/generator/text"
)

// The entries of the template's list for smelters that it does not have.
const (
	notListed        = "Smelter not listed"
	notYetIdentified = "Smelter not yet identified"
)

// smelters fills in the Smelter List: a number where the template's own look-up knows it,
// so that the template resolves the row itself; name, country and number where it does not.
func (w *writer) smelters() {
	list := w.rollup.Smelters
	if room := w.layout.SmelterLast - w.layout.SmelterFirst + 1; len(list) > room {
		w.err = errors.Join(w.err, fmt.Errorf("the Smelter List has room for %d rows, and there are %d", room, len(list)))
		return
	}
	known := w.lookup()
	for i, s := range list {
		row := w.layout.SmelterFirst + i
		at := w.layout.Columns
		put := func(column, value string) {
			if column != "" && value != "" {
				w.text(w.layout.SmelterSheet, column+strconv.Itoa(row), value)
			}
		}
		metal := metalWord(s.Metal)
		entry, listed := known[s.ID]
		switch {
		case s.Unknown:
			put(at.Metal, metal)
			put(cmp.Or(at.Lookup, at.Name), notYetIdentified)
		case listed && entry.metal == metal:
			put(at.IDTyped, s.ID)
			w.differs(s, entry, at.Lookup+strconv.Itoa(row))
		default:
			put(at.Metal, metal)
			put(at.Lookup, notListed)
			put(at.Name, s.Name)
			put(at.Country, w.country(s))
			put(at.City, s.City)
			put(at.State, s.State)
			if s.ID != "" {
				put(at.ID, s.ID)
				put(at.IDSource, numbersFrom)
				w.rollup.find(notInTemplate, w.layout.SmelterSheet, cmp.Or(at.IDTyped, at.ID)+strconv.Itoa(row), s.Metal, "%s (%s) is not in the look-up of %s %s.", s.Name, s.ID, w.layout.Kind, w.version)
			}
		}
		if s.Recycled == cmrt.Yes {
			put(at.Recycled, w.recycled())
		}
		w.expect.smelters = append(w.expect.smelters, expectedSmelter{string(s.Metal), s.ID, s.Name, s.Unknown})
	}
}

// lookedUp is an entry of the template's look-up.
type lookedUp struct{ metal, name, country string }

// lookup reads the template's look-up by number.
func (w *writer) lookup() map[string]lookedUp {
	known := map[string]lookedUp{}
	if w.layout.LookupFirst == 0 {
		return known
	}
	for row := w.layout.LookupFirst; ; row++ {
		var cells [5]string
		for i, column := range []string{"A", "B", "C", "D", "E"} {
			v, err := w.Value(cmrt.SheetLookup, column+strconv.Itoa(row))
			if err != nil {
				w.err = errors.Join(w.err, err)
				return known
			}
			cells[i] = v.String()
		}
		if cells[0] == "" && cells[1] == "" {
			return known
		}
		if _, seen := known[cells[4]]; cells[4] != "" && !seen {
			known[cells[4]] = lookedUp{cells[0], cells[2], cells[3]}
		}
	}
}

// differs notes what the template's look-up knows otherwise than the year's directory.
func (w *writer) differs(s Smelter, e lookedUp, cell string) {
	var parts []string
	if text.Words(e.name) != text.Words(s.Name) {
		parts = append(parts, fmt.Sprintf("the name %s, the directory %s", e.name, s.Name))
	}
	if code := smelter.CountryCode(e.country); s.Code != "" && code != s.Code {
		parts = append(parts, fmt.Sprintf("the country %s, the directory %s", e.country, s.Country))
	}
	if len(parts) > 0 {
		w.rollup.find(lookupDiffers, w.layout.SmelterSheet, cell, s.Metal, "%s: the template has %s.", s.ID, strings.Join(parts, "; "))
	}
}

// country is the name that the template's own list of countries has, on its hidden sheet
// C: code in A, name in B.
func (w *writer) country(s Smelter) string {
	for row := 2; s.Code != "" && row < 400; row++ {
		code, err := w.Value("C", "A"+strconv.Itoa(row))
		if err != nil || code == (template.Value{}) {
			break
		}
		if code.String() == s.Code {
			if name, err := w.Value("C", "B"+strconv.Itoa(row)); err == nil {
				return name.String()
			}
		}
	}
	return s.Country
}

// recycled is Yes as the template's list has it: in an AMRT it is in the template's
// language.
func (w *writer) recycled() string {
	if w.layout.Kind != "AMRT" {
		return "Yes"
	}
	v, err := w.Value(w.layout.SmelterSheet, "Z2")
	if err != nil {
		w.err = errors.Join(w.err, err)
	}
	return v.String()
}
