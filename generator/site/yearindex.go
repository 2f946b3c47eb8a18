package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// yearIndex is what many pages of a year look up, made once.
type yearIndex struct {
	figures   map[string]tables.Figure
	metals    []string              // that have a page, in metalOrder
	byMetal   map[string]facilities // of metalOrder alone
	countries []country             // that have a page, by name
	byCountry map[string]*country   // by code
	nowhere   int                   // rows whose country has no code
	rows      map[facilityKey]int   // place in Smelters
	changed   map[facilityKey]int   // place in Changes
	statuses  bool                  // whether any row has one
}

// facilityKey is what tells rows of the smelter table apart.
type facilityKey struct{ metal, id string }

// country is one in which facilities stand.
type country struct {
	code, name string
	facilities
}

// facilities are rows of the smelter table with their counts by status.
type facilities struct {
	rows []tables.Smelter
	conformant,
	active,
	other int // any other status, or none
}

func (f facilities) total() int { return len(f.rows) }

func (f *facilities) add(s tables.Smelter) {
	f.rows = append(f.rows, s)
	switch s.Status {
	case smelter.Conformant:
		f.conformant++
	case smelter.Active:
		f.active++
	default:
		f.other++
	}
}

// countryCode is what a code must look like to be part of an address.
var countryCode = lazyregexp.New(`^[A-Z]{2}$`)

// newView looks a year over once.
func newView(y Year, s Site) yearView {
	idx := &yearIndex{figures: map[string]tables.Figure{}, byMetal: map[string]facilities{}, byCountry: map[string]*country{}, rows: map[facilityKey]int{}, changed: map[facilityKey]int{}}
	for _, f := range y.Figures {
		idx.figures[f.ID] = f
	}
	for i, c := range y.Changes {
		idx.changed[facilityKey{c.Metal, c.SmelterID}] = i
	}
	for i, row := range y.Smelters {
		idx.statuses = idx.statuses || row.Status != ""
		idx.rows[facilityKey{row.Metal, row.SmelterID}] = i
		if slices.Contains(metalOrder, row.Metal) {
			of := idx.byMetal[row.Metal]
			of.add(row)
			idx.byMetal[row.Metal] = of
		}
		if !countryCode.MatchString(row.CountryCode) {
			idx.nowhere++
			continue
		}
		c := idx.byCountry[row.CountryCode]
		if c == nil {
			c = &country{code: row.CountryCode, name: cmp.Or(row.Country, smelter.CountryName(row.CountryCode))}
			idx.byCountry[row.CountryCode] = c
		}
		c.add(row)
	}
	v := yearView{Year: y, site: s, yearIndex: idx}
	for _, metal := range metalOrder {
		if idx.byMetal[metal].total() > 0 || v.count(metal+".suppliers.declaring") > 0 {
			idx.metals = append(idx.metals, metal)
		}
	}
	for _, c := range idx.byCountry {
		idx.countries = append(idx.countries, *c)
	}
	stable.Sort(idx.countries, func(a, b country) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.code, b.code))
	})
	return v
}

// rated tells whether anything is said of statuses in the year.
func (v yearView) rated() bool { return !v.StatusesKept && (v.statuses || v.Conformance.Name != "") }

// known gives a figure that has a value.
func (v yearView) known(id string) (tables.Figure, bool) {
	f := v.figures[id]
	return f, f.Value != ""
}

// count is a figure's number; 0 where it is not known.
func (v yearView) count(id string) int {
	n, err := strconv.Atoi(v.figures[id].Value)
	if err != nil {
		return 0
	}
	return n
}
