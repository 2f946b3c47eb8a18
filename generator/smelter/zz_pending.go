package smelter

import "strings"

// Covered tells whether a code is that of one of the ten covered countries.
func Covered(code string) bool {
	return strings.Contains(" CD AO BI CF CG RW SS TZ UG ZM ", " "+code+" ")
}

// CountriesIn is pending.
func CountriesIn(text string) (codes []string, rest string) {
	if code := CountryCode(text); code != "" {
		return []string{code}, ""
	}
	return nil, text
}
