package listing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// cahra takes a list of conflict-affected and high-risk areas: countries, or regions
// of them. Which these are is a judgment that each company makes and stands for; none
// is shipped.
func (l *List) cahra(c *columns) error {
	err := c.each(func(e entry) error {
		if strings.TrimSpace(strings.Join(e.cells, "")) == "" {
			return nil
		}
		r, err := areaOf(e)
		if err != nil {
			return e.fail("%w", err)
		}
		l.CAHRA = append(l.CAHRA, r)
		return nil
	})
	if err != nil {
		return err
	}
	return l.sortAreas()
}

// areaOf reads one row.
func areaOf(e entry) (r tables.AreaRow, err error) {
	a := area{country: e.text(keyCountry), code: e.text(keyCode), region: e.text(keyRegion), regionCode: e.text(keyRegionCode), basis: e.text(keyBasis), source: e.text(keySource)}
	for key, into := range map[string]*string{keyConflict: &a.conflict, keyHighRisk: &a.highRisk} {
		if *into, err = flag(e.text(key)); err != nil {
			return r, err
		}
	}
	if r, err = a.row(); err != nil {
		return r, err
	}
	r.Minerals, err = mineralsIn(cmp.Or(e.text(keyMinerals), e.text(keyMetal)))
	return r, err
}

// flag reads yes or no, "" for a blank.
func flag(s string) (string, error) {
	switch strings.ToLower(plain(s)) {
	case "":
		return "", nil
	case "yes", "y", "true", "1", "x":
		return cmrt.Yes, nil
	case "no", "n", "false", "0", "-":
		return cmrt.No, nil
	}
	return "", fmt.Errorf("%q is neither yes nor no", s)
}

// area is an area as a list has it.
type area struct {
	country, code, region, regionCode string
	conflict, highRisk, basis, source string
}

// row makes the row of the snapshot. The country may be said by its name or a code
// of two or three letters, or by the code of the region; they must not contradict
// each other.
func (a area) row() (tables.AreaRow, error) {
	a.regionCode = strings.ToUpper(plain(a.regionCode))
	prefix, _, isRegion := strings.Cut(a.regionCode, "-")
	if a.regionCode != "" && (!isRegion || smelter.CountryOfCode(prefix) == "") {
		return tables.AreaRow{}, fmt.Errorf("%q is not a code of ISO 3166-2, such as CD-NK", a.regionCode)
	}
	said := cmp.Or(a.code, a.country, prefix)
	codes, rest := smelter.CountriesIn(said)
	if len(codes) != 1 || rest != "" {
		return tables.AreaRow{}, fmt.Errorf("%q is not one country; name one a row, by its English name or ISO 3166-1 code", said)
	}
	if named, _ := smelter.CountriesIn(a.country); len(named) == 1 && named[0] != codes[0] {
		return tables.AreaRow{}, fmt.Errorf("the code %s is not that of %s", codes[0], a.country)
	}
	if isRegion && smelter.CountryOfCode(prefix) != codes[0] {
		return tables.AreaRow{}, fmt.Errorf("the region %s is not in %s", a.regionCode, said)
	}
	if a.regionCode == "" && a.region != "" {
		if a.regionCode = smelter.RegionCode(codes[0], a.region); a.regionCode == "" {
			return tables.AreaRow{}, fmt.Errorf("%q is no region of %s that is known: give its code of ISO 3166-2", a.region, smelter.CountryName(codes[0]))
		}
	}
	r := tables.AreaRow{CountryCode: codes[0], Country: smelter.CountryName(codes[0]), RegionCode: a.regionCode, Region: cmp.Or(a.region, smelter.RegionName(a.regionCode)),
		ConflictAffected: a.conflict, HighRisk: a.highRisk, Basis: a.basis, Source: a.source}
	if r.Basis == "" {
		var why []string
		for _, w := range []struct{ said, word string }{{a.conflict, "conflict-affected"}, {a.highRisk, "high-risk"}} {
			if w.said == cmrt.Yes {
				why = append(why, w.word)
			}
		}
		r.Basis = strings.Join(why, ", ")
	}
	if r.Basis == "" {
		return r, fmt.Errorf("%s has no basis: say why it is on the list", cmp.Or(r.Region, r.Country))
	}
	return r, nil
}

// sortAreas orders the areas, keeps each once, and refuses what no list can hold.
func (l *List) sortAreas() error {
	stable.Sort(l.CAHRA, func(a, b tables.AreaRow) int {
		return cmp.Or(cmp.Compare(a.CountryCode, b.CountryCode), cmp.Compare(a.RegionCode, b.RegionCode))
	})
	l.CAHRA = slices.Compact(l.CAHRA)
	if len(l.CAHRA) == 0 {
		return fmt.Errorf("the list names no area")
	}
	_, err := tables.AreasOf(smelter.Source{}, l.CAHRA)
	return err
}

// mineralsIn reads a list of metals; blank, “all” and “3TG” mean all four.
func mineralsIn(listed string) (string, error) {
	if slices.Contains([]string{"", "all", "3tg"}, text.Compact(listed)) {
		return "", nil
	}
	var found []string
	for _, word := range strings.FieldsFunc(listed, func(r rune) bool { return strings.ContainsRune(" ,;/|", r) }) {
		metal := MetalNamed(word)
		if metal == "" {
			return "", fmt.Errorf("%q is not tantalum, tin, gold or tungsten", word)
		}
		if !slices.Contains(found, string(metal)) {
			found = append(found, string(metal))
		}
	}
	stable.Sort(found, byMetal)
	return strings.Join(found, " "), nil
}
