package smelter

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var update = flag.Bool("update", false, "write the table of countries anew")

// templateLanguages are those of RMI's template, English first.
var templateLanguages = []language.Tag{language.English, language.German, language.French, language.Spanish, language.Italian,
	language.Portuguese, language.Turkish, language.Chinese, language.Japanese, language.Korean}

// TestCountriesAreThoseOfUnicode holds the table to the names that x/text has of every
// region with a code of two letters.
func TestCountriesAreThoseOfUnicode(t *testing.T) {
	var want strings.Builder
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			name := display.English.Regions().Name(region)
			if err != nil || region.String() != code || name == "" {
				continue
			}
			want.WriteString(code + "\t" + name)
			for _, tag := range templateLanguages[1:] {
				want.WriteString("\t" + display.Regions(tag).Name(region))
			}
			want.WriteString("\n")
		}
	}
	if *update {
		if err := os.WriteFile("countries.tsv", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if countriesFile != want.String() {
		t.Error("countries.tsv is not what golang.org/x/text/language/display says; write it anew with -update")
	}
}

// TestCountryNameIsThatOfUnicode asks for every code of two letters, withdrawn ones and
// those of no country among them.
func TestCountryNameIsThatOfUnicode(t *testing.T) {
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			want := code
			if region, err := language.ParseRegion(code); err == nil {
				if name := display.English.Regions().Name(region); name != "" {
					want = name
				}
			}
			if name := fieldNames[code]; name != "" {
				want = name
			}
			if got := CountryName(code); got != want {
				t.Errorf("%s is %q, want %q", code, got, want)
			}
		}
	}
}
