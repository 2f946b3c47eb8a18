package listing

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/tables"
)

// quarter is a list as the service gives it: a country an entry, with reports and
// their regions. The designations are invented.
const quarter = `[
 {"count": 2, "country_code": "COD", "country_name": "Congo, The Democratic Republic of the", "reports": [
  {"title": "Report: March 2026", "created_at": "x", "updated_at": "y", "is_country_level": false, "included_regions": [{"auto_id": 1, "name": "Nord-Kivu", "code": "CD-NK", "conflict_affected": true, "high_risk": false}]},
  {"title": "Report: March 2026", "is_country_level": false, "included_regions": [{"auto_id": 2, "name": "Ituri", "code": "CD-IT", "conflict_affected": true, "high_risk": true}, {"name": "Tshopo", "code": "CD-TO", "conflict_affected": false, "high_risk": false}]}]},
 {"count": 1, "country_code": "LBY", "country_name": "Libya", "reports": [
  {"title": "Report: March 2026", "is_country_level": true, "included_regions": [{"name": "Sabhā", "code": "LY-SB", "conflict_affected": true, "high_risk": true}]}], "colour": "red"}
]`

func TestListOfTheUnionAsJSON(t *testing.T) {
	want := []tables.AreaRow{
		{CountryCode: "CD", Country: "Democratic Republic of the Congo", RegionCode: "CD-IT", Region: "Ituri", Basis: "conflict-affected, high-risk", ConflictAffected: "yes", HighRisk: "yes", Source: "Report: March 2026"},
		{CountryCode: "CD", Country: "Democratic Republic of the Congo", RegionCode: "CD-NK", Region: "Nord-Kivu", Basis: "conflict-affected", ConflictAffected: "yes", HighRisk: "no", Source: "Report: March 2026"},
		{CountryCode: "CD", Country: "Democratic Republic of the Congo", RegionCode: "CD-TO", Region: "Tshopo", Basis: "a region on the list", ConflictAffected: "no", HighRisk: "no", Source: "Report: March 2026"},
		{CountryCode: "LY", Country: "Libya", Basis: "conflict-affected, high-risk", ConflictAffected: "yes", HighRisk: "yes", Source: "Report: March 2026"},
		{CountryCode: "LY", Country: "Libya", RegionCode: "LY-SB", Region: "Sabhā", Basis: "conflict-affected, high-risk", ConflictAffected: "yes", HighRisk: "yes", Source: "Report: March 2026"},
	}
	for _, kind := range []Kind{"", CAHRA} {
		l, err := Read("cahras.json", []byte(quarter), Options{AsOf: asOf, Kind: kind})
		if diff := cmp.Diff(want, l.CAHRA); err != nil || diff != "" {
			t.Fatal(err, diff)
		}
		for _, note := range []string{"Tshopo is on the list and said to be neither", "not known were left out: “colour”"} {
			if !strings.Contains(strings.Join(l.Notes, "\n"), note) {
				t.Errorf("does not say %q: %q", note, l.Notes)
			}
		}
		s, err := l.Snapshot(fstest.MapFS{})
		if err != nil || s.Name != "cahra-2026-03-05.csv" {
			t.Fatal(s.Name, err)
		}
		rows, err := tables.Read[tables.AreaRow](s.Name, s.Files[Folder+"/"+s.Name])
		if diff := cmp.Diff(want, rows); err != nil || diff != "" {
			t.Error(err, diff)
		}
		older, err := Compared("cahras.json", []byte(quarter))
		newer, err2 := Compared(s.Name, s.Files[Folder+"/"+s.Name])
		if err != nil || err2 != nil || older.Len() != 5 || DiffAreas("a", older, "b", newer).Any() {
			t.Errorf("the file and its snapshot differ: %v %v", err, err2)
		}
	}
	// The same with its regions beside the country, as programs that keep it write it.
	l, err := Read("c.json", []byte(`{"meta": {"version": "x"}, "entries": [{"countryName": "Libya", "iso2": "LY", "iso3": "LBY", "wholeCountry": true, "regions": null, "conflictAffected": true},
		{"countryName": "Mali", "iso2": "ML", "regions": [{"name": "Gao", "code": "ML-7", "conflictAffected": true, "highRisk": false}], "wholeCountry": false}]}`), Options{AsOf: asOf})
	if err != nil || len(l.CAHRA) != 2 || l.CAHRA[0].RegionCode != "" || l.CAHRA[1].RegionCode != "ML-7" {
		t.Error(err, l.CAHRA)
	}
}

func TestListOfTheUnionAsCSV(t *testing.T) {
	l, err := list(Options{Kind: CAHRA}, "Country;Region;Region code;Conflict-affected;High-risk", "Democratic Republic of the Congo;North Kivu;;yes;no", "Mali;Gao;ML-7;TRUE;TRUE", "Libya;;;x;")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range l.CAHRA {
		got = append(got, strings.Join([]string{r.CountryCode, r.RegionCode, r.Region, r.Basis}, "|"))
	}
	if diff := cmp.Diff([]string{"CD|CD-NK|North Kivu|conflict-affected", "LY|||conflict-affected", "ML|ML-7|Gao|conflict-affected, high-risk"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAreasThatAreRefused(t *testing.T) {
	for data, says := range map[string]string{
		`[]`:                         "no list of countries",
		`{"x": 1}`:                   "no list of countries",
		`[{"country_name": "Mali"}]`: "has no region",
		`[{"country_name": "Atlantis", "is_country_level": true}]`:                                                           "is not one country",
		`[{"country_name": "Mali", "regions": [{"name": "Gao", "code": "CD-NK", "high_risk": true}]}]`:                       "is not in Mali",
		`[{"country_name": "Mali", "regions": [{"name": "Gao", "code": "seven", "high_risk": true}]}]`:                       "not a code of ISO 3166-2",
		`[{"country_name": "Mali", "regions": [{"name": "Nowhere", "high_risk": true}]}]`:                                    "no region of Mali",
		`[{"country_name": "Mali", "regions": [{"code": "ML-7", "high_risk": true}, {"code": "ML-7", "high_risk": false}]}]`: "twice",
		`[{"country_name": "Mali", "regions": [`:                                                                             "cannot be read",
		"Country,Region,High-risk\nMali,Gao,perhaps\n":                                                                       "neither yes nor no",
		"Country,Region,High-risk\nMali,Gao,\n":                                                                              "has no basis",
	} {
		if l, err := Read("f", []byte(data), Options{AsOf: asOf, Kind: CAHRA}); !errors.Is(err, ErrList) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v %v, want %q", data, l.CAHRA, err, says)
		}
	}
	if _, err := Read("f.json", []byte(quarter), Options{AsOf: asOf, Kind: Conformant}); !errors.Is(err, ErrList) || !strings.Contains(err.Error(), "JSON") {
		t.Error(err)
	}
}
