package smelter

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

func TestTheTenCoveredCountries(t *testing.T) {
	want := []string{"AO", "BI", "CD", "CF", "CG", "RW", "SS", "TZ", "UG", "ZM"}
	got := CoveredCountries()
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, code := range want {
		if !Covered(code) {
			t.Errorf("%s is not covered", code)
		}
	}
	for _, code := range []string{"KE", "MZ", "ZW", "MW", "NA", "BW", "SD", "ET", "TD", "CM", "GA", "ZA", "", "cd", "COD"} {
		if Covered(code) {
			t.Errorf("%q is covered", code)
		}
	}
}

func TestCountriesInACell(t *testing.T) {
	for _, tc := range []struct{ text, codes, rest string }{
		{"", "", ""},
		{"DRC, Rwanda", "CD RW", ""},
		{"Congo, Democratic Republic of the; Uganda", "CD UG", ""},
		{"Congo, Democratic Republic of the, Uganda", "CD UG", ""},
		{"RWANDA / BURUNDI", "RW BI", ""},
		{"Congo, Rwanda", "CG RW", ""},
		{"Republic of the Congo and the Democratic Republic of the Congo", "CG CD", ""},
		{"Trinidad and Tobago", "TT", ""},
		{"Saint Helena, Ascension and Tristan da Cunha, Peru", "SH PE", ""},
		{"Korea, Republic of, Peru & Bolivia", "KR PE BO", ""},
		{"Peru\nChile\r\nPeru", "PE CL", ""},
		{"CD RW", "CD RW", ""},
		{"COD, RWA", "CD RW", ""},
		{"NO", "", "NO"},
		{"Not disclosed", "", "Not disclosed"},
		{"Rwanda, a mine near Kigali, and Uganda.", "RW UG", "a mine near Kigali"},
		{"Recycled / Scrap", "", "Recycled; Scrap"},
		{"Africa; Tanzania", "TZ", "Africa"},
		{"Yugoslavia, YU, Zaire", "CD", "Yugoslavia; YU"},
	} {
		got, rest := CountriesIn(tc.text)
		if strings.Join(got, " ") != tc.codes || rest != tc.rest {
			t.Errorf("%q: %v and %q, want %s and %q", tc.text, got, rest, tc.codes, tc.rest)
		}
	}
}

func FuzzCountriesIn(f *testing.F) {
	for _, s := range []string{"DRC, Rwanda", "Congo, Democratic Republic of the; Uganda", "and,&;/", "\u0130 and \xff", "NO NA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, _ := CountriesIn(text)
		seen := map[string]bool{}
		for _, code := range found {
			if seen[code] || CountryOfCode(code) != code {
				t.Errorf("%q: %v", text, found)
			}
			seen[code] = true
		}
	})
}

// Every name on the country lists inside the real workbooks is read as the country
// whose code stands beside it; and so is every country of their smelter lists.
func TestCountryListsOfTheRealWorkbooks(t *testing.T) {
	if testing.Short() {
		t.Skip("the country lists of all real workbooks: a quarter of a minute")
	}
	t.Parallel()
	dir := filepath.Join("..", "..", "..", "shared", "cmrt")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs ../shared with the official templates and samples")
	}
	// Withdrawn codes that the old lists still use, and what the country is now;
	// these two have no successor that is one country.
	withdrawn := map[string]string{"TMP": "TL", "FXX": "FR", "ROM": "RO", "ZAR": "CD", "YUG": "", "ANT": ""}
	code := regexp.MustCompile(`^[A-Z]{2,3}$`)
	names, located := map[string]bool{}, map[string]bool{}
	check := func(file, name, listed string) {
		want, old := withdrawn[listed]
		if !old {
			want = CountryOfCode(listed)
		}
		if got := CountryCode(name); got != want || want == "" && !old {
			t.Errorf("%s: %q (%s) is %q", file, name, listed, got)
		}
		names[name] = true
		if found, rest := CountriesIn(name); want != "" && (len(found) != 1 || found[0] != want || rest != "") {
			t.Errorf("%s: the cell %q is %v and %q", file, name, found, rest)
		}
	}
	for _, pattern := range []string{"templates/RMI_CMRT_*.xlsx", "samples/CMRT_*.xlsx"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, file := range files {
			book, err := excelize.OpenFile(file)
			if err != nil {
				t.Fatal(err)
			}
			here := len(names)
			lists := 0
			for _, sheet := range book.GetSheetList() {
				if !slices.Contains([]string{"C", "Smelter List", "Smelter Look-up", "Standard Smelter Names"}, sheet) ||
					sheet == "Smelter List" && !strings.Contains(file, "_2.00_") {
					continue // holds no list of countries
				}
				rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				var at int // the column of countries
				for i, r := range rows {
					cell := func(c int) string {
						if c >= 0 && c < len(r) {
							return r[c]
						}
						return ""
					}
					switch {
					case sheet == "C" && code.MatchString(cell(0)) && len(cell(0)) == 2:
						check(file, cell(1), cell(0))
						lists++
					case sheet == "C" && code.MatchString(cell(1)):
						check(file, cell(0), cell(1))
						lists++
					case sheet == "Smelter List" && i > 1000 && code.MatchString(cell(4)) && cell(3) != "": // hidden below the rows of 2.00
						check(file, cell(3), cell(4))
						lists++
					case sheet == "Smelter Look-up" && i >= 4:
						at = 3
					case sheet == "Standard Smelter Names" && i == 1:
						at = slices.IndexFunc(r, func(s string) bool { return strings.HasSuffix(s, "Country") })
					}
					if name := cell(at); at > 0 && i > 1 && name != "" && name != "Unknown" {
						located[name] = true
						if CountryCode(name) == "" {
							t.Errorf("%s: %s: the country %q is not known", file, sheet, name)
						}
					}
				}
			}
			if lists < 230 {
				t.Errorf("%s: only %d countries listed (%d names before)", file, lists, here)
			}
			if err := book.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(names) < 250 || len(located) < 30 {
		t.Errorf("only %d names on lists, %d in smelter lists", len(names), len(located))
	}
	t.Logf("%d names on lists of countries, %d in lists of smelters", len(names), len(located))
}

func TestWhereMinesAre(t *testing.T) {
	for _, tc := range []struct {
		mine, country string
		codes         string
		unclear       bool
	}{
		{"", "", "", false}, {"Recycled", "N/A", "", false}, {"San Rafael", "Peru", "PE", false}, {"San Rafael", "", "", false}, {"", "DRC; Rwanda", "CD RW", false}, {"Bisie, DR Congo", "DRC", "CD", false},
		{"", "Rwanda (3T)", "", true}, {"", "Rwanda or DRC", "", true}, {"", "DR Congo mines", "", true}, {"", "Kongo", "", true}, {"", "South-Sudan", "", true}, {"", "Ruanda 3T", "", true},
		{"", "République démocratique du Congo", "CD", false}, {"", "卢旺达", "RW", false}, {"", "Ruanda", "RW", false}, {"", "DR Kongo; Ruanda", "CD RW", false}, {"", "刚果（金）、卢旺达", "CD RW", false}, {"", "コンゴ民主共和国", "CD", false}, {"", "콩고 민주 공화국", "CD", false},
		{"", "Republik Kongo", "CG", false}, {"", "Brasilien, Bolivien", "BR BO", false}, {"", "巴西", "BR", false}, {"", "Corée du Sud", "KR", false}, {"", "Fas", "", true},
		{"Bisie mine, DR Congo", "", "", true}, {"", "Central Africa", "", true}, {"", "somewhere", "", true}, {"", "Peru, Bolivia", "PE BO", false},
	} {
		codes, unclear := MineCountries(cmrt.SmelterRow{MineName: tc.mine, MineCountry: tc.country})
		if !unclear && strings.Join(codes, " ") != tc.codes || unclear != tc.unclear && !slices.ContainsFunc(codes, Covered) {
			t.Errorf("%q, %q: %v, unclear %v", tc.mine, tc.country, codes, unclear)
		}
	}
}

func TestCoveredCountriesInWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"Rwanda, through a trader": "RW",
		"Ore of the Democratic Republic of the Congo": "CD",
		"Ore of the Republic of the Congo":            "CG",
		"DR Congo, Republic of Congo":                 "CD CG",
		"from the DRC, Rwanda and Uganda":             "CD RW UG",
		"Demokratische Republik Kongo; Ruanda":        "CD RW",
		"コンゴ民主共和国とルワンダから":                             "CD RW",
		"Kongo":                                  "",
		"从刚果（金）和卢旺达来":                            "CD RW",
		"Congo":                                  "",
		"Kivu":                                   "",
		"Peru":                                   "",
		"No ore from Rwanda.":                    "",
		"No ore from Rwanda. But from Uganda.":   "UG",
		"All our smelters are DRC conflict free": "",
		"https://acme.example/rwanda":            "",
		"the United Republic of Tanzania, through South Sudan": "SS TZ",
	} {
		got := CoveredIn(text)
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q speaks of %q, want %q", text, got, want)
		}
	}
}
