package smelter

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"itron.com/conflict-minerals/generator/text"
)

// unicodeNames gives the English names of all countries, folded, with their ISO
// 3166-1 codes.
func unicodeNames() map[string]string {
	names := map[string]string{}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			if name := english.Name(region); name != "" { // Yugoslavia has a code and no name
				names[countryKey(name)] = region.String()
			}
		}
	}
	return names
}

// countryNames are all known names, as countryKey folds them, with their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	names := unicodeNames()
	for code, list := range spellings {
		for _, name := range list {
			names[name] = code
		}
	}
	return names
})

// CountryCode gives the ISO 3166-1 alpha-2 code of a country name in any of the
// spellings that templates use, "" where the name is not known. The name must
// match as a whole: the two Congos differ in more than one word.
func CountryCode(name string) string { return countryNames()[countryKey(name)] }

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
	return display.English.Regions().Name(region)
}
