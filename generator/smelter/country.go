package smelter

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"

	"itron.com/conflict-minerals/generator/text"
)

//go:embed countries.tsv
var countriesFile string

// regionNames is a line of countries.tsv: the names that Unicode gives to a region, first
// the English one, then those in the other languages of the template. The table is what the
// package x/text/language/display knows of them: that package carries the names of all
// things in all languages, 2 MB of them, of which 40 KB are needed here. A test compares the
// two, and writes the table anew with -update.
type regionNames struct {
	code  string
	names []string
}

var regions = sync.OnceValue(func() (list []regionNames) {
	for line := range strings.Lines(countriesFile) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		list = append(list, regionNames{cells[0], cells[1:]})
	}
	return list
})

// englishNames gives the English name of a region by its code.
var englishNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, c := range regions() {
		names[c.code] = c.names[0]
	}
	return names
})

// isCountry tells whether a code is that of a country now. The codes that ISO keeps for
// the United Nations and the eurozone are of none.
func isCountry(region language.Region) bool {
	code := region.String()
	return region.IsCountry() && region.Canonicalize() == region && code != "UN" && code != "EZ"
}

// countryNames are all known names, as countryKey folds them, with their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for code, name := range englishNames() {
		if isCountry(language.MustParseRegion(code)) {
			names[countryKey(name)] = code
		}
	}
	for code, list := range spellings {
		for _, name := range list {
			names[name] = code
		}
	}
	return names
})

// foreignNames are the names in the other languages of the template that are those of one
// country in every language, as countryKey folds them, with their codes. They are read when
// a name is none of the English ones.
var foreignNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, c := range regions() {
		if !isCountry(language.MustParseRegion(c.code)) {
			continue
		}
		for _, name := range slices.Concat(c.names[1:], inFull[c.code]) {
			key := countryKey(name)
			if key[0] < 0x80 && len(key) < 4 { // “Fas” and “Çad” may be anything
				continue
			}
			if code, known := names[key]; known && code != c.code {
				names[key] = ""
			} else {
				names[key] = c.code
			}
		}
	}
	return names
})

// CountryCode gives the ISO 3166-1 alpha-2 code of a country name in any of the
// spellings and languages that templates use, "" where the name is not known. The name
// must match as a whole: the two Congos differ in more than one word.
func CountryCode(name string) string {
	const longest = 200 // bytes; no country has a longer name
	if len(name) > longest {
		return ""
	}
	key := countryKey(name)
	if code := countryNames()[key]; code != "" || key == "" {
		return code
	}
	return foreignNames()[key]
}

// countryKey folds what does not tell one country from another: case, accents, dots,
// an article, a footnote's star, and how “and” and “Saint” are written.
func countryKey(name string) string {
	plain := strings.Map(func(r rune) rune {
		switch r {
		case '.', '*':
			return -1
		case '’', '`':
			return '\''
		case '–', '‑', '‐':
			return '-'
		}
		return unicode.ToUpper(r)
	}, text.Bare(name))
	words := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(plain, "&", " AND "), " - ", "-"))
	if len(words) > 1 && words[0] == "ST" {
		words[0] = "SAINT"
	}
	key := strings.Join(words, " ")
	key = strings.TrimSuffix(strings.TrimSuffix(key, " (THE)"), ", THE")
	return strings.TrimPrefix(key, "THE ")
}

// fieldNames are the names that this field uses where the Unicode name is another
// or an older one.
var fieldNames = map[string]string{
	"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MK": "North Macedonia",
	"MM": "Myanmar", "MO": "Macao", "TR": "Türkiye",
}

// CountryName gives the English name of an ISO code, for readers; an unknown code
// is returned as it is.
func CountryName(code string) string {
	if name := fieldNames[code]; name != "" {
		return name
	}
	region, err := language.ParseRegion(code)
	if err != nil || code == "" {
		return code
	}
	return cmp.Or(englishNames()[region.String()], code)
}

// CountryNames is a country with what people call it.
type CountryNames struct {
	Code, Alpha3 string   // ISO 3166-1; the second "" for the few that have none
	Name         string   // English, as CountryName writes it
	Also         []string // other names, as CountryCode folds them
}

// Countries are all countries by their codes.
func Countries() []CountryNames {
	var list []CountryNames
	for _, r := range regions() {
		region := language.MustParseRegion(r.code)
		if !isCountry(region) {
			continue
		}
		c := CountryNames{Code: r.code, Name: CountryName(r.code)}
		if alpha3 := region.ISO3(); CountryOfCode(alpha3) == r.code {
			c.Alpha3 = alpha3
		}
		names := r.names[:1] // in other languages a browser knows them
		if Covered(r.code) {
			names = r.names
		}
		for _, name := range slices.Concat(names, spellings[r.code]) {
			if key := countryKey(name); key != countryKey(c.Name) && !slices.Contains(c.Also, key) {
				c.Also = append(c.Also, key)
			}
		}
		list = append(list, c)
	}
	return list
}
