package smelter

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
)

// spellings are country names as the templates write them where they differ from
// the Unicode names: ISO's inverted and official forms, and older names.
var spellings = map[string]string{
	"BOLIVIA (PLURINATIONAL STATE OF)": "BO", "BOLIVIA, PLURINATIONAL STATE OF": "BO",
	"CONGO":                                  "CG",
	"CONGO (THE)":                            "CG",
	"CONGO, REPUBLIC OF":                     "CG",
	"CONGO, REPUBLIC OF THE":                 "CG",
	"REPUBLIC OF CONGO":                      "CG",
	"DRC":                                    "CD",
	"DR CONGO":                               "CD",
	"DEMOCRATIC REPUBLIC OF CONGO":           "CD",
	"THE DEMOCRATIC REPUBLIC OF THE CONGO":   "CD",
	"CONGO, DEMOCRATIC REPUBLIC OF":          "CD",
	"CONGO (DEMOCRATIC REPUBLIC)":            "CD",
	"CONGO (THE DEMOCRATIC REPUBLIC OF THE)": "CD",
	"CENTRAL AFRICAN REPUBLIC (THE)":         "CF",
	"UNITED REPUBLIC OF TANZANIA":            "TZ",
	"TANZANIA (UNITED REPUBLIC OF)":          "TZ",
	"TANZANIA, THE UNITED REPUBLIC OF":       "TZ",
	"CONGO, DEMOCRATIC REPUBLIC OF THE":      "CD",
	"CONGO (DEMOCRATIC REPUBLIC OF THE)":     "CD",
	"CONGO, THE DEMOCRATIC REPUBLIC OF THE":  "CD",
	"DEMOCRATIC REPUBLIC OF THE CONGO":       "CD",
	"REPUBLIC OF THE CONGO":                  "CG",
	"CÔTE D'IVOIRE":                          "CI", "COTE D'IVOIRE": "CI",
	"CZECH REPUBLIC":                         "CZ",
	"HONG KONG":                              "HK",
	"IRAN, ISLAMIC REPUBLIC OF":              "IR",
	"IRAN (ISLAMIC REPUBLIC OF)":             "IR",
	"KOREA":                                  "KR",
	"KOREA, REPUBLIC OF":                     "KR",
	"KOREA (REPUBLIC OF)":                    "KR",
	"KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF": "KP",
	"LAO PEOPLE'S DEMOCRATIC REPUBLIC":       "LA",
	"MACAO":                                  "MO",
	"MACEDONIA":                              "MK",
	"MACEDONIA, THE FORMER YUGOSLAV REPUBLIC OF": "MK",
	"MOLDOVA, REPUBLIC OF":                       "MD",
	"MYANMAR":                                    "MM",
	"NETHERLANDS (KINGDOM OF THE)":               "NL",
	"ESWATINI":                                   "SZ",
	"CABO VERDE":                                 "CV",
	"IVORY COAST":                                "CI",
	"MACAU":                                      "MO",
	"REPUBLIC OF KOREA":                          "KR",
	"UK":                                         "GB",
	"GREAT BRITAIN":                              "GB",
	"NORTH MACEDONIA":                            "MK",
	"NORTH MACEDONIA, REPUBLIC OF":               "MK",
	"RUSSIAN FEDERATION":                         "RU",
	"SWAZILAND":                                  "SZ",
	"SYRIAN ARAB REPUBLIC":                       "SY",
	"TAIWAN, PROVINCE OF CHINA":                  "TW",
	"TAIWAN (PROVINCE OF CHINA)":                 "TW",
	"TANZANIA, UNITED REPUBLIC OF":               "TZ",
	"TURKEY":                                     "TR",
	"TÜRKIYE":                                    "TR",
	"UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND": "GB",
	"UNITED STATES OF AMERICA":                             "US",
	"USA":                                                  "US",
	"VENEZUELA, BOLIVARIAN REPUBLIC OF":                    "VE",
	"VENEZUELA (BOLIVARIAN REPUBLIC OF)":                   "VE",
	"VIET NAM":                                             "VN",
}

// unicodeNames are the English names of all countries, upper-case, with their
// ISO 3166-1 codes.
var unicodeNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			if name := english.Name(region); name != "" { // Yugoslavia has a code and no name
				names[strings.ToUpper(name)] = region.String()
			}
		}
	}
	return names
})

// CountryCode gives the ISO 3166-1 alpha-2 code of a country name in any of the
// spellings that templates use, "" where the name is not known. The name must
// match as a whole: the two Congos differ in more than one word.
func CountryCode(name string) string {
	key := strings.ToUpper(strings.Join(strings.Fields(strings.ReplaceAll(norm.NFKC.String(name), "’", "'")), " "))
	if code := spellings[key]; code != "" {
		return code
	}
	return unicodeNames()[key]
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
