package site

import (
	"cmp"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
)

// areasOf are the countries on a list of conflict-affected and high-risk areas, each once:
// as a whole, where it is listed so for any metal.
func areasOf(list smelter.Areas) (out []Area) {
	metals, all := map[string][]string{}, map[string]bool{}
	for _, a := range list.List() {
		i := slices.IndexFunc(out, func(there Area) bool { return there.Code == a.CountryCode })
		if i < 0 {
			i = len(out)
			out = append(out, Area{Code: a.CountryCode})
		}
		out[i].Whole = out[i].Whole || a.RegionCode == ""
		all[a.CountryCode] = all[a.CountryCode] || len(a.Metals) == 0
		for _, m := range a.Metals {
			metals[a.CountryCode] = append(metals[a.CountryCode], string(m))
		}
	}
	for i := range out {
		if code := out[i].Code; !all[code] {
			named := metals[code]
			slices.Sort(named)
			out[i].Metals = strings.Join(slices.Compact(named), ", ")
		}
	}
	stable.Sort(out, func(a, b Area) int { return cmp.Compare(a.Code, b.Code) })
	return out
}
