package listing

import (
	"cmp"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// cahra takes a list of conflict-affected and high-risk areas. Which these are is a
// judgment that each company makes and stands for; none is shipped.
func (l *List) cahra(c *columns) error {
	for _, r := range c.rows {
		e := entry{c: c, number: r.number, cells: r.cells}
		if strings.TrimSpace(strings.Join(r.cells, "")) == "" {
			continue
		}
		country := e.text(keyCountry)
		codes, rest := smelter.CountriesIn(cmp.Or(e.text(keyCode), country))
		if len(codes) != 1 || rest != "" {
			return e.fail("%q is not one country; name one a row, by its English name or ISO 3166-1 code", cmp.Or(e.text(keyCode), country))
		}
		if named, _ := smelter.CountriesIn(country); len(named) == 1 && named[0] != codes[0] {
			return e.fail("the code %s is not that of %s", codes[0], country)
		}
		if e.text(keyBasis) == "" {
			return e.fail("%s has no basis: say why it is on the list", country)
		}
		minerals, err := mineralsIn(cmp.Or(e.text(keyMinerals), e.text(keyMetal)))
		if err != nil {
			return e.fail("%w", err)
		}
		l.CAHRA = append(l.CAHRA, tables.AreaRow{CountryCode: codes[0], Country: smelter.CountryName(codes[0]), Minerals: minerals, Basis: e.text(keyBasis), Source: e.text(keySource)})
	}
	slices.SortStableFunc(l.CAHRA, func(a, b tables.AreaRow) int { return cmp.Compare(a.CountryCode, b.CountryCode) })
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
		metal := cmrt.MetalNamed(word)
		if metal == "" {
			metal = symbols[text.Compact(word)]
		}
		if metal == "" {
			return "", refused("%q is not tantalum, tin, gold or tungsten", word)
		}
		if !slices.Contains(found, string(metal)) {
			found = append(found, string(metal))
		}
	}
	slices.SortFunc(found, byMetal)
	return strings.Join(found, " "), nil
}
