package smelter

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// CoveredCountries are the ISO codes of the Democratic Republic of the Congo and the
// nine countries that share a border with it: those of section 1502(e)(4) of the
// Dodd-Frank Act, in the order of their English names with the Republic itself first.
func CoveredCountries() []string {
	return []string{"CD", "AO", "BI", "CF", "CG", "RW", "SS", "TZ", "UG", "ZM"}
}

// Covered tells whether a code is that of a covered country.
func Covered(code string) bool { return slices.Contains(CoveredCountries(), code) }

var (
	between = lazyregexp.New(`[;/|\n\r、；／]+`)                  // surely ends a country
	perhaps = lazyregexp.New(`(?i)\s*(?:,|，|&|\+|\band\b)\s*`) // may also stand inside a name
	codes   = lazyregexp.New(`^[A-Z]{2,3}(?:\s+[A-Z]{2,3})*$`)
)

// mostParts is how many parts a name with commas and “and” can have.
const mostParts = 4

// mostNamed is how many parts of a cell are read as countries; what follows is not.
const mostNamed = 60

// CountriesIn reads a cell in which people name one country or several, and gives
// their ISO codes in the order in which they come, each once, and what it did not
// understand. A name is taken whole before it is taken apart: “Congo, Democratic
// Republic of the” is one country, “Congo, Rwanda” are two.
func CountriesIn(text string) (found []string, rest string) {
	add := func(list ...string) {
		for _, code := range list {
			if !slices.Contains(found, code) {
				found = append(found, code)
			}
		}
	}
	if list := countries(text); list != nil {
		return list, ""
	}
	var unknown []string
	parts := 0
	for _, piece := range between.Split(text, mostNamed) {
		if list := countries(piece); list != nil {
			add(list...)
			continue
		}
		ends := append(perhaps.FindAllStringIndex(piece, mostNamed), []int{len(piece), len(piece)})
		for start, i := 0, 0; i < len(ends); {
			if parts++; parts > mostNamed {
				unknown = append(unknown, piece[start:])
				break
			}
			list, n := longestCountry(piece[start:], ends[i:], start)
			if list == nil {
				n = 1
				if part := unadorned(piece[start:ends[i][0]]); part != "" {
					unknown = append(unknown, part)
				}
			}
			add(list...)
			i += n
			start = ends[i-1][1]
		}
	}
	return found, strings.Join(unknown, "; ")
}

// longestCountry finds how many parts from the first on make a country. ends are where
// the parts end and the next begin, counted from start bytes before text.
func longestCountry(text string, ends [][]int, start int) (list []string, n int) {
	for n := min(mostParts, len(ends)); n > 0; n-- {
		if list := countries(text[:ends[n-1][0]-start]); list != nil {
			return list, n
		}
	}
	return nil, 0
}

// unadorned is a text without what people put around a name.
func unadorned(text string) string { return strings.Trim(text, " \t\u00a0.,;:-–•·") }

// countries reads a name, or codes with space between as our own tables write them;
// nil where it is neither.
func countries(text string) []string {
	text = unadorned(text)
	if code := CountryCode(text); code != "" {
		return []string{code}
	}
	if !codes.MatchString(text) {
		return nil
	}
	var list []string
	words := strings.Fields(text)
	for _, w := range words {
		code := CountryOfCode(w)
		// Alone, these two are rather an answer than Norway or Namibia.
		if code == "" || len(words) == 1 && (w == "NO" || w == "NA") {
			return nil
		}
		if !slices.Contains(list, code) {
			list = append(list, code)
		}
	}
	return list
}

// CountryOfCode gives the ISO 3166-1 alpha-2 code of a code of two or three capital
// letters, "" where no country has it now.
func CountryOfCode(code string) string {
	if !codes.MatchString(code) || len(code) > 3 {
		return ""
	}
	region, err := language.ParseRegion(code)
	if err != nil || !isCountry(region) {
		return ""
	}
	if CountryCode(CountryName(region.String())) != region.String() {
		return "" // withdrawn, such as that of Yugoslavia
	}
	return region.String()
}
