package cmrt

import (
	"strings"
)

// lists checks the smelters of each mineral, and those that are not listed.
func (e extendedChecker) lists(open []condition) {
	for i, name := range e.names {
		inColumn, helped, later := false, false, false
		for _, r := range e.rows {
			if r.number > e.layout.SmelterLast {
				continue
			}
			later = later || r.metal.unsaved() || r.lookup.unsaved()
			inColumn = inColumn || mirrored(r.metal).is(name).holds
			helped = helped || r.number <= e.last && e.helper(&e, r, name)
		}
		e.flag(e.extendedRows.smelters+i, open[i], condition{holds: (!inColumn || !helped) && !later})
	}
	if e.notListed == 0 {
		return
	}
	chosen, missing, fails := false, false, false
	for _, r := range e.rows {
		is := r.lookup.kind != errorValue && strings.EqualFold(r.lookup.text, NotListed)
		chosen = chosen || is
		if !e.whole && r.number > e.layout.SmelterLast {
			continue
		}
		fails = fails || r.lookup.kind == errorValue || r.name.kind == errorValue || r.countryFails
		missing = missing || is && (r.name.text == "" && !r.name.unsaved() || r.countryMissing)
	}
	e.flag(e.notListed, condition{holds: chosen}, condition{missing && !fails, fails})
}

// metalAndMore counts a row by metal and look-up in one text.
func (e *extendedChecker) metalAndMore(r listRow, name string) bool {
	both := r.metal.text + r.lookup.text
	return r.metal.kind != errorValue && r.lookup.kind != errorValue && len(both) > len(name) && strings.EqualFold(both[:len(name)], name)
}

// metalAndLookup counts a row by its metal where there is a look-up.
func (e *extendedChecker) metalAndLookup(r listRow, name string) bool {
	return r.metal.kind != errorValue && r.lookup.kind != errorValue && r.lookup.text != "" && strings.EqualFold(r.metal.text, name)
}

// nameAndCountry counts a row whose cells of name and country hold anything.
func (e *extendedChecker) nameAndCountry(r listRow, name string) bool {
	return strings.EqualFold(r.metal.text, name) && r.name.holds() && r.country.holds()
}

// cellsThatAreThere counts a row whose cells of look-up and country are not empty: the
// template's own formulas are enough.
func (e *extendedChecker) cellsThatAreThere(r listRow, name string) bool {
	return r.metal.kind != errorValue && strings.EqualFold(r.metal.text, name) && r.lookup.holds() && r.country.holds()
}

// holds tells that a cell is not empty, be it a formula that gives nothing.
func (c cell) holds() bool { return c.formula || c.text != "" || c.kind != blankValue }
