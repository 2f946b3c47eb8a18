package smelter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
)

// Area is a country, or a region of one, that is taken for a conflict-affected and
// high-risk area (CAHRA: OECD Guidance, step 2), for some metals or all.
type Area struct {
	CountryCode string       // ISO 3166-1 alpha-2
	RegionCode  string       // ISO 3166-2; "": the whole country
	Region      string       // its name as listed
	Metals      []cmrt.Metal // none: all
	Basis       string       // why it is on the list

	ConflictAffected, HighRisk string // yes, no or "": the list does not say
}

// Name is the area in words: “Nord-Kivu, Democratic Republic of the Congo”.
func (a Area) Name() string {
	if a.RegionCode == "" {
		return CountryName(a.CountryCode)
	}
	return cmp.Or(a.Region, RegionName(a.RegionCode), a.RegionCode) + ", " + CountryName(a.CountryCode)
}

func (a Area) key() string { return cmp.Or(a.RegionCode, a.CountryCode) }

func (a Area) about(metal cmrt.Metal) bool {
	return len(a.Metals) == 0 || slices.Contains(a.Metals, metal)
}

// Areas is a list of such areas, as of a day: a company's own, or the indicative one
// of Regulation (EU) 2017/821. There is no list that all accept. The zero Areas
// knows none.
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
		case a.RegionCode != "" && !strings.HasPrefix(a.RegionCode, a.CountryCode+"-"):
			return Areas{}, fmt.Errorf("%q is not an ISO 3166-2 code of a region of %s", a.RegionCode, a.CountryCode)
		case a.Basis == "":
			return Areas{}, fmt.Errorf("%s has no basis", a.key())
		}
		for _, m := range a.Metals {
			if !cmrt.IsMineral(m) {
				return Areas{}, fmt.Errorf("%s: %q is no metal or mineral that a template of the RMI lists", a.key(), m)
			}
		}
	}
	return Areas{Source: source, list: slices.Clone(list)}, nil
}

// Len is the number of areas.
func (a Areas) Len() int { return len(a.list) }

// List gives all areas, as listed.
func (a Areas) List() []Area { return slices.Clone(a.list) }

// Of tells whether a country as a whole is on the list for a metal, and on what basis.
func (a Areas) Of(code string, metal cmrt.Metal) (basis string, ok bool) {
	for _, area := range a.list {
		if area.CountryCode == code && area.RegionCode == "" && area.about(metal) {
			return area.Basis, true
		}
	}
	return "", false
}

// Standing says how a place stands to a list of areas.
type Standing int

// The ways a place may stand to a list.
const (
	Outside Standing = iota // neither the country nor the region
	Perhaps                 // regions of the country are listed, and nothing tells for sure whether the place is in one
	Inside                  // the country as a whole, or the region
)

// At tells whether a place is on the list for a metal: a country, and texts that may
// name a state or province of it. The areas are the one that the place is in or,
// where that cannot be told, all of the country that are listed.
func (a Areas) At(country string, metal cmrt.Metal, texts ...string) (Standing, []Area) {
	var listed []Area
	for _, area := range a.list {
		if area.CountryCode != country || country == "" || !area.about(metal) {
			continue
		}
		if area.RegionCode == "" {
			return Inside, []Area{area}
		}
		listed = append(listed, area)
	}
	if len(listed) == 0 {
		return Outside, nil
	}
	known := false
	for _, text := range texts {
		for _, area := range listed {
			if key := regionKey(area.Region); key != "" && key == regionKey(text) {
				return Inside, []Area{area}
			}
		}
		for _, code := range regionsIn(country, text) {
			r := provinces().byCode[code]
			for _, area := range listed {
				if area.RegionCode == code || area.RegionCode == r.parent {
					return Inside, []Area{area}
				}
			}
			known = known || !r.withdrawn && !within(listed, code)
		}
	}
	if known {
		return Outside, nil
	}
	return Perhaps, listed
}

// within tells whether a listed region is a part of a region.
func within(listed []Area, code string) bool {
	return slices.ContainsFunc(listed, func(a Area) bool { return provinces().byCode[a.RegionCode].parent == code })
}

// AreaChanges is what a newer list of areas makes of an older one.
type AreaChanges struct {
	Added, Removed []Area
	Changed        []AreaChange
}

// AreaChange is an area that is on both lists for another reason.
type AreaChange struct {
	Area     Area // as the newer list has it
	Field    string
	Old, New string
}

// Any tells whether there is any difference.
func (c AreaChanges) Any() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) > 0 }

// CompareAreas compares two lists, such as those of two quarters.
func CompareAreas(older, newer Areas) AreaChanges {
	var c AreaChanges
	// A country may stand on a list several times, for different metals.
	key := func(a Area) string { return a.key() + fmt.Sprint(a.Metals) }
	find := func(list []Area, of Area) (Area, bool) {
		i := slices.IndexFunc(list, func(a Area) bool { return key(a) == key(of) })
		if i < 0 {
			return Area{}, false
		}
		return list[i], true
	}
	for _, was := range older.list {
		if _, ok := find(newer.list, was); !ok {
			c.Removed = append(c.Removed, was)
		}
	}
	for _, is := range newer.list {
		was, ok := find(older.list, is)
		if !ok {
			c.Added = append(c.Added, is)
			continue
		}
		for _, f := range []struct{ field, old, new string }{
			{"conflict_affected", was.ConflictAffected, is.ConflictAffected}, {"high_risk", was.HighRisk, is.HighRisk}, {"basis", was.Basis, is.Basis},
		} {
			if f.old != f.new && (f.field != "basis" || was.ConflictAffected+was.HighRisk+is.ConflictAffected+is.HighRisk == "") {
				c.Changed = append(c.Changed, AreaChange{is, f.field, f.old, f.new})
			}
		}
	}
	byArea := func(a, b Area) int { return cmp.Compare(a.key(), b.key()) }
	stable.Sort(c.Added, byArea)
	stable.Sort(c.Removed, byArea)
	stable.Sort(c.Changed, func(a, b AreaChange) int { return byArea(a.Area, b.Area) })
	return c
}
