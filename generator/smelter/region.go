package smelter

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"itron.com/conflict-minerals/generator/text"
)

// packedRegions is regions.txt, deflated: half of its bytes would be in every program. It
// has a line a region of ISO 3166-2, tabs between: its code, the region around it (“!”: the
// code was withdrawn), and its names. makeregions.go makes it, and region_test.go packs it.
//
//go:embed regions.deflate
var packedRegions []byte

// regionTable is that text.
func regionTable() string {
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(packedRegions)))
	if err != nil {
		return "" // not what was embedded: the test says so
	}
	return string(text)
}

// region is a state, province or the like.
type region struct {
	code, parent string
	withdrawn    bool
	name         string
}

// regionIndex finds regions by code, and codes by country and name.
type regionIndex struct {
	byCode map[string]region
	byName map[string][]string // country and folded name → codes in force, otherwise withdrawn ones
}

// provinces are the regions of all countries; read when the first is asked for, since
// most runs ask for none.
var provinces = sync.OnceValue(func() regionIndex {
	x := regionIndex{map[string]region{}, map[string][]string{}}
	for line := range strings.Lines(regionTable()) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		r := region{code: f[0], parent: strings.Trim(f[1], "!"), withdrawn: f[1] == "!", name: f[len(f)-1]}
		x.byCode[r.code] = r
		for _, name := range f[2:] {
			x.add(r, name)
		}
	}
	for code, names := range regionSpellings {
		for _, name := range names {
			x.add(x.byCode[code], name)
		}
	}
	return x
})

// add puts in a name of a region. A region in force comes before one of that name
// that was withdrawn.
func (x regionIndex) add(r region, name string) {
	key := r.code[:2] + " " + regionKey(name)
	codes := x.byName[key]
	switch {
	case slices.Contains(codes, r.code):
	case len(codes) > 0 && r.withdrawn && !x.byCode[codes[0]].withdrawn:
	case len(codes) > 0 && !r.withdrawn && x.byCode[codes[0]].withdrawn:
		x.byName[key] = []string{r.code}
	default:
		x.byName[key] = append(codes, r.code)
	}
}

// regionSpellings are names that people use besides those of the table.
var regionSpellings = map[string][]string{
	"CD-OR": {"Province Orientale"}, "CF-BGF": {"Bangui"}, "ML-6": {"Timbuktu"},
	"MM-16": {"Arakan"}, "MM-13": {"Karen"}, "MM-12": {"Karenni"}, "MM-05": {"Tenasserim"}, "MM-03": {"Magwe"}, "MM-02": {"Pegu"}, "MM-07": {"Irrawaddy"}, "MM-06": {"Rangoon"},
	"PH-14": {"ARMM", "BARMM", "Bangsamoro"}, "SD-GD": {"Gedaref", "Gederef"},
	"UA-05": {"Vinnytsia"}, "UA-09": {"Luhansk", "Lugansk"}, "UA-12": {"Dnipropetrovsk"}, "UA-14": {"Donetsk"}, "UA-18": {"Zhytomyr"}, "UA-23": {"Zaporizhzhia", "Zaporizhia", "Zaporozhye"},
	"UA-26": {"Ivano-Frankivsk"}, "UA-32": {"Kiev"}, "UA-35": {"Kirovohrad"}, "UA-46": {"Lviv"}, "UA-48": {"Mykolaiv", "Mykolayiv"}, "UA-51": {"Odesa", "Odessa"}, "UA-53": {"Poltava"},
	"UA-56": {"Rivne"}, "UA-59": {"Sumy"}, "UA-61": {"Ternopil"}, "UA-63": {"Kharkiv", "Kharkov"}, "UA-65": {"Kherson"}, "UA-68": {"Khmelnytskyi"}, "UA-71": {"Cherkasy"}, "UA-74": {"Chernihiv"}, "UA-77": {"Chernivtsi"},
}

// directions are the words of several languages for the parts of a region.
var directions = map[string]string{
	"nord": "north", "norte": "north", "northern": "north", "sud": "south", "sur": "south", "sul": "south", "southern": "south",
	"est": "east", "este": "east", "leste": "east", "eastern": "east", "oriental": "east", "orientale": "east",
	"ouest": "west", "oeste": "west", "western": "west", "occidental": "west", "occidentale": "west",
	"haut": "upper", "haute": "upper", "alto": "upper", "bas": "lower", "basse": "lower", "bajo": "lower", "centrale": "central", "centre": "central",
}

// idle are the words that stand beside a name and say what kind of region it is.
var idle = []string{"province", "provincia", "provinz", "prov", "region", "state", "estado", "departamento", "department", "departement", "district", "oblast", "governorate", "county",
	"of", "de", "du", "des", "del", "la", "le", "the", "autonomous", "republic", "division", "islands", "kepulauan"}

// regionKey folds what does not tell one region from another: accents, case, the
// order of the words, and the language of north and south.
func regionKey(name string) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune("'’‘`ʼ", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text.Bare(name))
	var words []string
	all := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range all {
		if to, ok := directions[w]; ok {
			w = to
		}
		if !slices.Contains(idle, w) {
			words = append(words, w)
		}
	}
	if len(words) == 0 { // nothing but such words, as “Centre”'s neighbours are
		words = all
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// RegionCode gives the code of ISO 3166-2 of a region of a country by its name in
// one of several languages, or its code with or without the country's; "" where it
// is not known, or where several go by that name.
func RegionCode(country, name string) string {
	code := strings.ToUpper(strings.TrimSpace(name))
	for _, c := range []string{code, country + "-" + code} {
		if _, ok := provinces().byCode[c]; ok && strings.HasPrefix(c, country+"-") {
			return c
		}
	}
	if codes := provinces().byName[country+" "+regionKey(name)]; len(codes) == 1 && regionKey(name) != "" {
		return codes[0]
	}
	return ""
}

// RegionName gives the name of a region, "" where its code is not known.
func RegionName(code string) string { return provinces().byCode[code].name }

// regionsIn gives the regions of a country that a text names: the whole of it, or a
// piece between commas, brackets, slashes and dashes.
func regionsIn(country, text string) (codes []string) {
	pieces := append([]string{text}, strings.FieldsFunc(strings.ReplaceAll(text, " - ", ","), func(r rune) bool { return strings.ContainsRune(",;/|()[]–—\n", r) })...)
	for _, piece := range pieces {
		if code := RegionCode(country, piece); code != "" && !slices.Contains(codes, code) && len(strings.TrimSpace(piece)) > 1 {
			codes = append(codes, code)
		}
	}
	return codes
}
