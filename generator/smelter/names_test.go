package smelter

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

func TestWordsOfANameAreComparable(t *testing.T) {
	for _, same := range [][]string{
		{"Delta Metals Co., Ltd.", "DELTA METALS CO.,LTD", "Delta Metals Company Limited", "Delta  Metals Inc.", "Delta & Metals", "Ｄｅｌｔａ　Ｍｅｔａｌｓ"},
		{"Hütte Süd A.G.", "Hutte Sud AG", "Hu\u0308tte Su\u0308d"},
		{"Omega S.p.A.", "omega spa", "Omega"},
		{"PT Sigma Tbk", "Sigma", "P.T. Sigma (Persero)"},
		{"ООО Альфа", "OOO Al'fa", "Alfa"},
		{"西格马有限公司", "西格马股份有限公司", "Xi Ge Ma"},
		{"Gao'an Tin", "Gaoan Tin", "Gao’an Tin K.K."},
	} {
		for _, name := range same[1:] {
			if got, want := sorted(words(name)), sorted(words(same[0])); got != want {
				t.Errorf("%q is %q, but %q is %q", name, got, same[0], want)
			}
		}
	}
	for name, want := range map[string]string{
		"": "", "...": "", "Co., Ltd.": "co ltd", "H.C. Zeta GmbH & Co. KG": "hc zeta", "W & Mo": "w mo", "Unit 1": "unit 1", strings.Repeat("a ", 500): strings.TrimSpace(strings.Repeat("a ", 20)),
	} {
		if got := strings.Join(words(name), " "); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestLegalFormsGoTogether(t *testing.T) {
	for pair, want := range map[[2]string]formRelation{
		{"Delta", "Delta Ltd."}:                     formsAgree,
		{"Delta Limited", "Delta Co., Ltd."}:        formsAgree,
		{"Delta Inc", "Delta Corporation"}:          formsAgree,
		{"Delta GmbH & Co. KG", "Delta KG"}:         formsAgree,
		{"Delta OJSC", "JSC Delta"}:                 formsAgree,
		{"Delta Inc.", "Delta Ltd."}:                formsDiffer,
		{"Delta GmbH", "Delta Ltd."}:                formsDiffer,
		{"PT Delta", "CV Delta"}:                    formsExclude,
		{"Delta GmbH", "Delta AG"}:                  formsExclude,
		{"Delta S.A. de C.V.", "Delta S.A. De C.V"}: formsAgree,
	} {
		if got := relation(forms(pair[0]), forms(pair[1])); got != want {
			t.Errorf("%v: %d, want %d", pair, got, want)
		}
	}
}

func TestWordsAreAlike(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"metalor", "metaalor"}: true, {"metalor", "metlaor"}: true, {"metalor", "mtalor"}: true, {"gold", "gld"}: true,
		{"electrolytic", "electrolitik"}: true, {"metalor", "mtaalro"}: false, {"tin", "tn"}: false, {"unit1", "unit2"}: false, {"alpha", "delta"}: false,
	} {
		if got := alike(pair[0], pair[1]) > 0; got != want {
			t.Errorf("%v: %v", pair, got)
		}
	}
}

// names is a fictional tin directory with what makes names hard: sisters, units,
// twins of another country, generic words.
func names(t interface {
	Helper()
	Fatal(...any)
}) Directory {
	t.Helper()
	d := NewDirectory(Source{Name: "data/reference/fictional.csv", AsOf: "2026-03-05"})
	for i, e := range [][3]string{
		{"Nordmark Tin Smelting Co., Ltd.", "China", "Nordmark"},
		{"Sundvall Nonferrous Metals Group Co., Ltd.", "China", ""},
		{"Ostrava Tin Refining GmbH", "Germany", ""},
		{"Vallmark Refining Canada Ltd.", "Canada", "Vallmark Limited"},
		{"Vallmark Refining USA Inc.", "United States of America", "Vallmark Inc."},
		{"Ekologic Recycling Works East Plant", "Japan", ""},
		{"Ekologic Recycling Works West Plant", "Japan", ""},
		{"Brightstone Metals (Unit 1)", "India", ""},
		{"Brightstone Metals (Unit 2)", "India", ""},
		{"PT Kalimara Jaya", "Indonesia", ""},
		{"Fenwick Industries", "Peru", "Tarapoto Works"},
		{"Fenwick Industries Ltda", "Bolivia", ""},
	} {
		f := Facility{Metal: cmrt.Tin, ID: fmt.Sprintf("CID9100%02d", i+1), Name: e[0], Country: e[1], CountryCode: CountryCode(e[1])}
		for _, n := range []string{e[0], e[2]} {
			if err := d.Add(f, n); n != "" && err != nil {
				t.Fatal(err)
			}
		}
	}
	return d
}

func TestNamesAreResolvedOrLeft(t *testing.T) {
	translation, err := NewTranslation(Source{}, map[string]string{"2CHN001": "CID910001", "2XXX001": "CID999999", "2AUS046": "CID900005"})
	if err != nil {
		t.Fatal(err)
	}
	d := names(t)
	if err := d.Add(omegaG, "Omega"); err != nil {
		t.Fatal(err)
	}
	r := Resolver{Directory: d, Translation: translation}
	type row = cmrt.SmelterRow
	for _, tc := range []struct {
		name string
		row  row
		want Outcome
		id   string // without CID9100
		how  string // part of it
	}{
		{"exact", row{Name: "Nordmark Tin Smelting Co., Ltd."}, Resolved, "01", "name"},
		{"alias", row{Name: "NORDMARK"}, Resolved, "01", "alias of Nordmark Tin Smelting"},
		{"exact alias, other country", row{Name: "Nordmark", Country: "Peru"}, Resolved, "01", "alias"},
		{"form left out", row{Name: "Nordmark Tin Smelting"}, Resolved, "01", "legal form"},
		{"form changed, country right", row{Name: "Nordmark Tin Smelting Corp.", Country: "China"}, Resolved, "01", "legal form"},
		{"form changed, country unsaid", row{Name: "Nordmark Tin Smelting Corp."}, UnknownName, "", "legal form"},
		{"form of another law", row{Name: "CV Kalimara Jaya", Country: "Indonesia"}, UnknownName, "", "legal form"},
		{"words swapped", row{Name: "Smelting Nordmark Tin Ltd"}, Resolved, "01", "order of words"},
		{"accents", row{Name: "Nördmárk Tin Smelting Co., Ltd."}, Resolved, "01", "spelling"},
		{"mistyped", row{Name: "Nordmarc Tin Smelting Co., Ltd."}, Resolved, "01", "similar name (0."},
		{"mistyped, form too", row{Name: "Nordmrak Tin Smelting Co., Ldt."}, Resolved, "01", "similar name (0."},
		{"mistyped, country right", row{Name: "Nordmarc Tin Smelting", Country: "China"}, Resolved, "01", "similar"},
		{"mistyped, country no country", row{Name: "Nordmarc Tin Smelting", Country: "Far away"}, Resolved, "01", "similar"},
		{"mistyped, other country", row{Name: "Nordmarc Tin Smelting", Country: "Peru"}, UnknownName, "", "says Peru"},
		{"form left out, other country", row{Name: "Nordmark Tin Smelting", Country: "Peru"}, UnknownName, "", "says Peru"},
		{"cut off", row{Name: "Sundvall Nonferrous Metals Gr"}, Resolved, "02", "similar"},
		{"other word that tells", row{Name: "Westvall Nonferrous Metals Group Co., Ltd."}, UnknownName, "", ""},
		{"sisters, cut off", row{Name: "Ekologic Recycling Works"}, UnknownName, "", ""},
		{"sisters, mistyped", row{Name: "Ekologic Recyclng Works East Plant"}, Resolved, "06", "similar"},
		{"another unit", row{Name: "Brightstone Metals (Unit 3)"}, UnknownName, "", ""},
		{"unit, mistyped", row{Name: "Brightstome Metals Unit 2"}, Resolved, "09", "similar"},
		{"form decides between twins", row{Name: "Vallmark Ltd."}, Resolved, "04", "legal form"},
		{"twins", row{Name: "Vallmark"}, Ambiguous, "", "several"},
		{"twins, country decides", row{Name: "Vallmark", Country: "Canada"}, Resolved, "04", "legal form"},
		{"twins, mistyped", row{Name: "Valmark"}, Ambiguous, "", "several"},
		{"twins, mistyped, country decides", row{Name: "Valmark", Country: "USA"}, Resolved, "05", "similar"},
		{"twins, country of none", row{Name: "Vallmark", Country: "Peru"}, Ambiguous, "", "several"},
		{"generic words only", row{Name: "Tin Refining Metals Co., Ltd."}, UnknownName, "", ""},
		{"old number", row{IDTyped: "2CHN001"}, Resolved, "01", "translated number 2CHN001"},
		{"old number in small letters", row{ID: " 2chn001 "}, Resolved, "01", "translated number 2CHN001"},
		{"old number, and another name", row{IDTyped: "2CHN001", Name: "PT Kalimara Jaya"}, Contradictory, "", "CID910010"},
		{"old number that became one we lack", row{IDTyped: "2XXX001", Name: "Nordmarc"}, UnknownName, "", "CID999999"},
		{"old number that became one of another metal", row{IDTyped: "2AUS046"}, Contradictory, "", "gold"},
		{"old number of another metal", row{IDTyped: "1CHN001", Name: "Nordmark"}, Contradictory, "", "gold"},
		{"old number without translation, name known", row{IDTyped: "2PER009", Name: "Nordmark"}, Resolved, "01", "2PER009 has no translation"},
		{"old number without translation, no name", row{IDTyped: "2PER009"}, UnknownName, "", "2PER009 has no translation"},
		{"ID, similar name of its own", row{ID: "CID910001", Name: "Nordmarc Tin"}, Resolved, "01", "ID"},
		{"ID, name cut off", row{ID: "CID910006", Name: "Ekologic Recycling Works"}, Resolved, "06", "ID"},
		{"ID, nearly another's name", row{ID: "CID910001", Name: "Sundvall Nonferous Metals Group Ltd"}, Contradictory, "", "CID910002"},
		{"ID, another's name in another form", row{ID: "CID910001", Name: "Kalimara Jaya"}, Contradictory, "", "CID910010"},
		{"ID, name that nobody knows", row{ID: "CID910001", Name: "Whatever"}, Resolved, "01", "ID"},
		{"look-up known, name like another's", row{Lookup: "Nordmark", Name: "Sundvall Nonferous Metals"}, Resolved, "01", "alias"},
		{"look-up like one, name known", row{Lookup: "Nordmarc Tin Smelting", Name: "PT Kalimara Jaya"}, Resolved, "10", "name"},
		{"both like different ones", row{Lookup: "Nordmarc Tin Smelting", Name: "PT Kalimora Jaya"}, Contradictory, "", "CID910010"},
		{"look-up of several, name not among them", row{Lookup: "Vallmark", Name: "PT Kalimara Jaya"}, Contradictory, "", "CID910010"},
		{"look-up of several, name decides", row{Lookup: "Vallmark", Name: "Vallmark Refining USA Inc."}, Resolved, "05", "name"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.row.Metal = cmrt.Tin
			got := r.Resolve("acme", tc.row)
			if tc.id != "" {
				tc.id = "CID9100" + tc.id
			}
			if got.Outcome != tc.want || got.Facility.ID != tc.id || !strings.Contains(got.How, tc.how) {
				t.Errorf("%s %s by %q (%.2f, %v), want %s %s by %q", got.Outcome, got.Facility.ID, got.How, got.Sure, got.Nearest, tc.want, tc.id, tc.how)
			}
			if sure := got.Outcome == Resolved; sure != (got.Sure > 0) || got.Sure > 1 || sure && len(got.Nearest) > 0 || len(got.Nearest) > 3 {
				t.Errorf("%s, yet %.2f sure, near %v", got.Outcome, got.Sure, got.Nearest)
			}
		})
	}
}

func TestHowSureAndWhatIsNearest(t *testing.T) {
	r := Resolver{Directory: names(t)}
	tin := func(id, name string) Resolution {
		return r.Resolve("", cmrt.SmelterRow{Metal: cmrt.Tin, ID: id, Name: name})
	}
	for text, got := range map[string]Resolution{"1.00": tin("CID910001", ""), "1.00 ": tin("", "nordmark"), "0.99": tin("", "Nordmark Tin Smelting"), "": tin("", "Vallmark")} {
		if got.SureText() != strings.TrimSpace(text) {
			t.Errorf("%s: %q, want %q", got.How, got.SureText(), text)
		}
	}
	for name, want := range map[string]string{"Ekologic Recycling Works": "CID910006 CID910007", "Vallmark": "CID910004 CID910005", "Whatever": ""} {
		for _, got := range []Resolution{tin("", name), tin("CID999999", name)} {
			var ids []string
			for _, n := range got.Nearest {
				ids = append(ids, n.ID)
				if n.Facility.Metal != cmrt.Tin || n.Name == "" || n.Match == "" || n.Score <= 0 || n.Score > 1 {
					t.Errorf("%+v", n)
				}
			}
			if strings.Join(ids, " ") != want {
				t.Errorf("%q: %v, want %s", name, ids, want)
			}
		}
	}
	if got := (Resolver{}).Resolve("", cmrt.SmelterRow{Metal: cmrt.Tin, Name: "Nordmark", IDTyped: "2PER001"}); got.Outcome != UnknownName || len(got.Nearest) > 0 {
		t.Errorf("the zero Resolver knows: %+v", got)
	}
}

func TestTranslationIsOfNumbers(t *testing.T) {
	for _, bad := range []map[string]string{{"CID000001": "CID000002"}, {"5CHN001": "CID000001"}, {"1CHN01": "CID000001"}, {"1CHN001": "1CHN002"}, {"1CHN001": ""}} {
		if _, err := NewTranslation(Source{}, bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	for number, want := range map[string]bool{"1AUS046": true, "4CHN005": true, "0AUS046": false, "1AU046": false, "1aus046": false, "1AUS0461": false, "CID000001": false, "": false} {
		if WellFormedOld(number) != want {
			t.Errorf("%q", number)
		}
	}
}

// TestSpoiledNamesOfAFictionalDirectory is the measurement in small, for where
// the real directories are not at hand.
func TestSpoiledNamesOfAFictionalDirectory(t *testing.T) {
	l := listed{translated: map[string]string{"2CHN001": "CID910001"}}
	d := names(t)
	for _, f := range d.Facilities()[:10] { // not the twins that only a legal form tells apart: their names are anyone's guess
		l.add(f, f.Name)
	}
	l.add(d.Facilities()[0], "Nordmark")
	_, _, total := measure(t, l, 1).at(tuned, func(c labelled, res Resolution) { t.Logf("wrong: %s became %s by %s", c, res.Facility.ID, res.How) })
	if total.wrong > 0 || total.recall() < 0.8 {
		t.Errorf("%d wrong of %d, recall %.2f", total.wrong, total.n, total.recall())
	}
}
