package cmrt

import (
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/text"
)

// Files written by programs keep the template's formulas without results. A number
// typed into column A is looked up here as Excel would on opening the file: in the
// workbook's own Smelter Look-up, in the first row that has it, whatever its case.
// Names typed without a number are left to package smelter, which knows more names.

// uncalculated tells whether a row names its smelter by a number alone.
func (s SmelterRow) uncalculated() bool {
	return s.IDTyped != "" && s.Lookup == "" && s.Name == "" && s.StandardName == ""
}

// resolveUncalculated fills in ID, standard name, metal and country of such rows, as
// far as the look-up knows the number.
func (r *reader) resolveUncalculated() {
	if !slices.ContainsFunc(r.d.Smelters, SmelterRow.uncalculated) {
		return
	}
	byID := r.lookup().byID
	for i := range r.d.Smelters {
		s := &r.d.Smelters[i]
		e, known := byID[text.ID(s.IDTyped)]
		if !s.uncalculated() || !known {
			continue
		}
		if s.MetalRaw == "" {
			s.Metal = e.Metal
		}
		s.ID, s.StandardName = e.ID, e.Name
		if s.Country == "" {
			s.Country = e.Country
		}
		r.find(formulaUncalculated, r.layout.SmelterSheet, r.layout.Columns.ID+strconv.Itoa(s.Row),
			"The row holds a smelter number and no calculated name; the name was taken from the workbook's own look-up.")
	}
}
