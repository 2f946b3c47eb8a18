package smelter

import (
	"fmt"
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestWhatSpeaksOfACoveredCountry: a comment does that names one, or a place in or near one,
// unless its own sentence says that nothing comes from there.
func TestWhatSpeaksOfACoveredCountry(t *testing.T) {
	for text, want := range map[string]bool{
		"Ore of Rwanda": true, "from the D.R.C.": true, "Kivu": true, "Goma, by lorry": true, "矿石来自刚果民主共和国": true, "鉱石はコンゴ民主共和国産です": true, "콩고민주공화국산 광석": true, "矿石来自秘鲁": false, "Erz aus Burundi": true, "minerai du Congo": true,
		"": false, "Ore of Peru": false, "No ore of Rwanda": false, "None of it comes from the DRC.": false,
		"No ore, except from Rwanda": true, "Not only from the DRC": true,
		"We have no findings. Ore of Rwanda.": true, "No findings\nRwanda": true,
		"All smelters are DRC conflict free": false, "see https://acme.example/drc": false, "Rwandair is our carrier": true,
	} {
		if got := SpeaksOfCovered(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestOtherNamesOfRegions: what people call a region leads to the same one as its name in
// the table.
func TestOtherNamesOfRegions(t *testing.T) {
	tried := map[string]bool{}
	for country, names := range map[string]map[string][]string{
		"CD": {"CD-OR": {"Province Orientale"}},
		"CF": {"CF-BGF": {"Bangui"}},
		"ML": {"Tombouctou": {"Timbuktu"}},
		"MM": {"Rakhine": {"Arakan"}, "Kayin": {"Karen"}, "Kayah": {"Karenni"}, "Tanintharyi": {"Tenasserim"}, "Magway": {"Magwe"}, "Bago": {"Pegu"}, "Ayeyarwady": {"Irrawaddy"}, "Yangon": {"Rangoon"}},
		"PH": {"Muslim Mindanao": {"ARMM", "BARMM", "Bangsamoro"}},
		"SD": {"Al Qadarif": {"Gedaref", "Gederef"}},
		"UA": {"Vinnyts'ka oblast": {"Vinnytsia"}, "Luhans'ka oblast": {"Luhansk", "Lugansk"}, "Dnipropetrovs'ka oblast": {"Dnipropetrovsk"}, "Donets'ka oblast": {"Donetsk"}, "Zhytomyrs'ka oblast": {"Zhytomyr"},
			"Zaporiz'ka oblast": {"Zaporizhzhia", "Zaporizhia", "Zaporozhye"}, "Ivano-Frankivs'ka oblast": {"Ivano-Frankivsk"}, "Kyivs'ka oblast": {"Kiev"}, "Kirovohrads'ka oblast": {"Kirovohrad"}, "L'vivs'ka oblast": {"Lviv"},
			"Mykolaivs'ka oblast": {"Mykolaiv", "Mykolayiv"}, "Odes'ka oblast": {"Odesa", "Odessa"}, "Poltavs'ka oblast": {"Poltava"}, "Rivnens'ka oblast": {"Rivne"}, "Sums'ka oblast": {"Sumy"}, "Ternopil's'ka oblast": {"Ternopil"},
			"Kharkivs'ka oblast": {"Kharkiv", "Kharkov"}, "Khersons'ka oblast": {"Kherson"}, "Khmel'nyts'ka oblast": {"Khmelnytskyi"}, "Cherkas'ka oblast": {"Cherkasy"}, "Chernihivs'ka oblast": {"Chernihiv"}, "Chernivets'ka oblast": {"Chernivtsi"}},
	} {
		for name, others := range names {
			is := RegionCode(country, name)
			for _, other := range others {
				tried[other] = true
				if got := RegionCode(country, other); is == "" || got != is {
					t.Errorf("%s: %q is %q, and %q %q", country, name, is, other, got)
				}
			}
		}
	}
	for code, names := range regionSpellings {
		for _, name := range names {
			if !tried[name] {
				t.Errorf("%s: %q is not tried", code, name)
			}
		}
	}
}

// TestTwoNamesOfARowMustAgree, however near the second comes: one that is equal but for its
// form stands against one that the directory holds as it is.
func TestTwoNamesOfARowMustAgree(t *testing.T) {
	r := Resolver{Directory: directory(t)}
	for _, row := range []cmrt.SmelterRow{{Metal: cmrt.Tin, Lookup: "Works Alpha Tin Ltd.", Name: "Omega"}, {Metal: cmrt.Tin, Lookup: "Omega", Name: "Works Alpha Tin Ltd."}} {
		if got := r.Resolve("acme", row); got.Outcome != Contradictory {
			t.Errorf("%q and %q: %s, %s", row.Lookup, row.Name, got.Outcome, got.How)
		}
	}
	if got := r.Resolve("acme", cmrt.SmelterRow{Metal: cmrt.Tin, Lookup: "Works Alpha Tin Ltd.", Name: "Alpha Tin Works"}); got.Outcome != Resolved || got.Facility.ID != alpha.ID {
		t.Errorf("two names of one facility: %s, %s", got.Outcome, got.How)
	}
}

// TestABookIsReadAnewWhereAnAnswerChanged: whatever a row asks of a directory or of a decision
// is noted, and a change to it noticed; a change to something else is not.
func TestABookIsReadAnewWhereAnAnswerChanged(t *testing.T) {
	facilities := func(change func(i int, f *Facility)) Directory {
		d := NewDirectory(Source{Name: "d"})
		for i := range pasteable + 2 {
			f := Facility{Metal: cmrt.Tin, ID: fmt.Sprintf("CID9200%02d", i), Name: fmt.Sprintf("Smelter %c%c Works", 'A'+i, 'a'+i), Country: "Peru", CountryCode: "PE"}
			if change != nil {
				change(i, &f)
			}
			if f.ID == "" {
				continue
			}
			if err := d.Add(f, f.Name); err != nil {
				t.Fatal(err)
			}
		}
		return d
	}
	before := facilities(nil)
	changed := map[string]Directory{
		"a city":           facilities(func(i int, f *Facility) { f.City = map[bool]string{true: "Lima"}[i == 3] }),
		"one is gone":      facilities(func(i int, f *Facility) { f.ID = map[bool]string{false: f.ID}[i == 3] }),
		"of another metal": facilities(func(i int, f *Facility) { f.Metal = map[bool]cmrt.Metal{true: cmrt.Gold, false: cmrt.Tin}[i == 3] }),
	}
	for name, ask := range map[string]func(Directory){
		"by number":   func(d Directory) { d.Facility("CID920003") },
		"by name":     func(d Directory) { d.Named(cmrt.Tin, "Smelter Dd Works") },
		"by likeness": func(d Directory) { d.Near(cmrt.Tin, "Smelter Dx Works") },
	} {
		var asked Asked
		ask(before.Watched(&asked))
		for what, after := range changed {
			if before.Answers().To(asked.String()) == after.Answers().To(asked.String()) {
				t.Errorf("asked %s: %s, and nothing is noticed", name, what)
			}
		}
	}
	var other, nearly Asked
	before.Watched(&other).Facility("CID920004")
	before.Watched(&nearly).Nearly(cmrt.Tin, 18)
	if before.Answers().To(other.String()) != changed["a city"].Answers().To(other.String()) {
		t.Error("another facility changed, and it is noticed")
	}
	if before.Answers().To(nearly.String()) == changed["one is gone"].Answers().To(nearly.String()) || before.Answers().To(nearly.String()) != changed["a city"].Answers().To(nearly.String()) {
		t.Error("how many there are is not what is compared")
	}
	for n, want := range map[int]bool{17: false, 18: true, 22: true, 30: true} {
		if all, got := before.Nearly(cmrt.Tin, n); all != 22 || got != want {
			t.Errorf("%d of %d are nearly all: %v", n, all, got)
		}
	}

	// Decisions that hold for everybody, about each text by which a row is known.
	row := cmrt.SmelterRow{Metal: cmrt.Tin, Lookup: "look-up", Name: "name", IDTyped: "typed", IDRaw: "number"}
	var noted Asked
	Resolver{Directory: before.Watched(&noted)}.Resolve("acme", row)
	for _, raw := range []string{"look-up", "name", "typed", "number"} {
		decided := Answers{}
		decided.Decided([]NameDecision{{Raw: " " + raw, ID: "CID920003"}})
		if (Answers{}).To(noted.String()) == decided.To(noted.String()) {
			t.Errorf("a decision about %q is not noticed", raw)
		}
	}
	own := Answers{}
	own.Decided([]NameDecision{{Raw: "name", Supplier: "acme"}, {Raw: "something else"}})
	if (Answers{}).To(noted.String()) != own.To(noted.String()) {
		t.Error("a decision about another text, or for one supplier alone, is noticed")
	}
}

// TestCountriesOnceEach, with their codes and every name that leads to them.
func TestCountriesOnceEach(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Countries() {
		if seen[c.Code] || CountryOfCode(c.Code) != c.Code || c.Alpha3 != "" && CountryOfCode(c.Alpha3) != c.Code || CountryCode(c.Name) != c.Code || CountryName(c.Code) != c.Name {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
		for i, name := range c.Also {
			if slices.Contains(c.Also[:i], name) || countryKey(name) == countryKey(c.Name) {
				t.Errorf("%s: %q is there twice", c.Code, name)
			}
		}
		for _, name := range spellings[c.Code] {
			if CountryCode(name) != c.Code || name != countryKey(c.Name) && !slices.Contains(c.Also, name) {
				t.Errorf("%s: %q is %q, or missing", c.Code, name, CountryCode(name))
			}
		}
	}
	if !seen["CD"] || !seen["CG"] || len(seen) < 240 || seen["EU"] || seen["ZZ"] || seen["UN"] || seen["EZ"] {
		t.Errorf("%d countries", len(seen))
	}
	for _, name := range []string{"United Nations", "Eurozone", "UN", "EZ", "ZZZ"} {
		if code := CountryCode(name) + CountryOfCode(name); code != "" {
			t.Errorf("%q is taken for the country %s", name, code)
		}
	}
	i := slices.IndexFunc(Countries(), func(c CountryNames) bool { return c.Code == "CI" })
	if c := Countries()[i]; c.Alpha3 != "CIV" || !slices.Contains(c.Also, "IVORY COAST") {
		t.Errorf("%+v", c)
	}
}

// TestAnAreaThatCannotBeIsRefused, with its code and the reason.
func TestAnAreaThatCannotBeIsRefused(t *testing.T) {
	for want, a := range map[string]Area{
		`"ml" is not an ISO 3166-1 code of two capital letters`: {CountryCode: "ml", Basis: "x"},
		`"" is not an ISO 3166-1 code of two capital letters`:   {Basis: "x"},
		`"BF-12" is not an ISO 3166-2 code of a region of ML`:   {CountryCode: "ML", RegionCode: "BF-12", Basis: "x"},
		`ML has no basis`: {CountryCode: "ML"},
		`ML: "pewter" is no metal or mineral that a template of the RMI lists`: {CountryCode: "ML", Basis: "x", Metals: []cmrt.Metal{cmrt.Gold, "pewter"}},
	} {
		if list, err := NewAreas(Source{}, []Area{{CountryCode: "ML", Basis: "x"}, a}); err == nil || err.Error() != want || list.Len() != 0 {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if list, err := NewAreas(Source{}, []Area{{CountryCode: "ML", RegionCode: "ML-6", Basis: "x", Metals: []cmrt.Metal{cmrt.Cobalt}}}); err != nil || list.Len() != 1 {
		t.Error(err)
	}
}
