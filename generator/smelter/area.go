package smelter

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Area is a country that is taken for a conflict-affected and high-risk area
// (CAHRA: OECD Guidance, step 2), for some metals or all.
type Area struct {
	CountryCode string       // ISO 3166-1 alpha-2
	Metals      []cmrt.Metal // none: all
	Basis       string       // why it is on the list
}

// Areas is a company's own list of such areas, as of a day: there is no list that
// all accept. The zero Areas knows none.
type Areas struct {
	Source Source
	list   []Area
}

// NewAreas makes a list.
func NewAreas(source Source, list []Area) (Areas, error) {
	for _, a := range list {
		switch {
		case CountryOfCode(a.CountryCode) != a.CountryCode || a.CountryCode == "":
			return Areas{}, fmt.Errorf("%q is not an ISO 3166-1 code of two capital letters", a.CountryCode)
		case a.Basis == "":
			return Areas{}, fmt.Errorf("%s has no basis", a.CountryCode)
		}
		for _, m := range a.Metals {
			if !slices.Contains(cmrt.Metals, m) {
				return Areas{}, fmt.Errorf("%s: %q is not tantalum, tin, gold or tungsten", a.CountryCode, m)
			}
		}
	}
	return Areas{Source: source, list: slices.Clone(list)}, nil
}

// Of tells whether a country is on the list for a metal, and on what basis.
func (a Areas) Of(code string, metal cmrt.Metal) (basis string, ok bool) {
	for _, area := range a.list {
		if area.CountryCode == code && (len(area.Metals) == 0 || slices.Contains(area.Metals, metal)) {
			return area.Basis, true
		}
	}
	return "", false
}
