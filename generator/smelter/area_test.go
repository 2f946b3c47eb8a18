package smelter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

func TestRegionsAreKnownByTheirNames(t *testing.T) {
	for _, tc := range []struct{ country, name, want string }{
		{"CD", "Nord-Kivu", "CD-NK"}, {"CD", "North Kivu", "CD-NK"}, {"CD", "Kivu du Nord", "CD-NK"}, {"CD", "NORTH KIVU PROVINCE", "CD-NK"}, {"CD", "Sud Kivu", "CD-SK"}, {"CD", "CD-SK", "CD-SK"}, {"CD", "sk", "CD-SK"},
		{"CD", "Haut-Uele", "CD-HU"}, {"CD", "Kivu", ""}, {"CD", "Atlantis", ""}, {"CD", "", ""}, {"CD", "BF-12", ""}, {"BF", "CD-NK", ""},
		{"UA", "Donetsk", "UA-14"}, {"UA", "Donetska oblast", "UA-14"}, {"UA", "Donetsk Oblast", "UA-14"}, {"UA", "Zaporizhzhia", "UA-23"}, {"ML", "Tombouctou", "ML-6"}, {"ML", "Timbuktu", "ML-6"},
		{"SD", "Northern", "SD-NO"}, {"SD", "Northern Darfur", "SD-DN"}, {"SD", "Shamāl Dārfūr", "SD-DN"}, {"BF", "Centre-Nord", "BF-05"}, {"BF", "Centre", "BF-03"}, {"BF", "Est", "BF-08"},
		{"VE", "Estado Bolívar", "VE-F"}, {"CO", "Departamento de Nariño", "CO-NAR"}, {"MM", "Shan State", "MM-17"}, {"ID", "Bangka-Belitung", "ID-BB"},
	} {
		if got := RegionCode(tc.country, tc.name); got != tc.want {
			t.Errorf("%s, %q is %q, want %q", tc.country, tc.name, got, tc.want)
		}
	}
	for code, name := range map[string]string{"CD-NK": "North Kivu", "BF-12": "Sahel", "XX-1": ""} {
		if got := RegionName(code); got != name {
			t.Errorf("%s is called %q, want %q", code, got, name)
		}
	}
}

// Every code of the table is found again by each of its names, or the name belongs
// to several regions of the country.
func TestRegionTableAnswersForItself(t *testing.T) {
	of := map[string]map[string]bool{}
	var rows [][]string
	for line := range strings.Lines(regionTable()) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if f[1] == "!" {
			continue
		}
		rows = append(rows, f)
		for _, name := range f[2:] {
			key := f[0][:2] + regionKey(name)
			if of[key] == nil {
				of[key] = map[string]bool{}
			}
			of[key][f[0]] = true
		}
	}
	if len(rows) < 5000 {
		t.Fatalf("only %d regions", len(rows))
	}
	wrong := 0
	for _, f := range rows {
		for _, name := range f[2:] {
			if got := RegionCode(f[0][:2], name); got != f[0] && len(of[f[0][:2]+regionKey(name)]) == 1 {
				wrong++
				t.Logf("%s %q is %q", f[0], name, got)
			}
		}
	}
	if wrong > 3 { // names that are the code of another region
		t.Errorf("%d names lead elsewhere", wrong)
	}
}

// listOfAreas is a list as a quarter may have it: two provinces, a country, a region of
// which provinces are parts, and a country for one metal.
func listOfAreas(t *testing.T) Areas {
	t.Helper()
	a, err := NewAreas(Source{}, []Area{
		{CountryCode: "CD", RegionCode: "CD-NK", Region: "Nord-Kivu", Basis: "conflict-affected", ConflictAffected: cmrt.Yes, HighRisk: cmrt.No},
		{CountryCode: "CD", RegionCode: "CD-IT", Region: "Ituri", Basis: "high-risk", HighRisk: cmrt.Yes},
		{CountryCode: "LY", Basis: "conflict-affected"}, {CountryCode: "BF", RegionCode: "BF-12", Region: "Sahel", Basis: "conflict-affected"},
		{CountryCode: "PE", RegionCode: "PE-MDD", Region: "Madre de Dios", Basis: "high-risk", Metals: []cmrt.Metal{cmrt.Gold}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPlacesOnAListOfAreas(t *testing.T) {
	areas := listOfAreas(t)
	for _, tc := range []struct {
		country string
		metal   cmrt.Metal
		texts   []string
		want    Standing
		names   string
	}{
		{"CD", cmrt.Tin, []string{"North Kivu"}, Inside, "Nord-Kivu, Democratic Republic of the Congo"},
		{"CD", cmrt.Tin, []string{"", "Bisie mine, Nord-Kivu, DRC"}, Inside, "Nord-Kivu, Democratic Republic of the Congo"},
		{"CD", cmrt.Tin, []string{"Haut-Katanga"}, Outside, ""}, {"CD", cmrt.Tin, []string{"Kolwezi (Lualaba)"}, Outside, ""},
		{"CD", cmrt.Tin, nil, Perhaps, "Nord-Kivu, Democratic Republic of the Congo|Ituri, Democratic Republic of the Congo"},
		{"CD", cmrt.Tin, []string{"Katanga"}, Perhaps, "Nord-Kivu, Democratic Republic of the Congo|Ituri, Democratic Republic of the Congo"}, // withdrawn: nobody says which of its parts is meant
		{"CD", cmrt.Tin, []string{"Kivu"}, Perhaps, "Nord-Kivu, Democratic Republic of the Congo|Ituri, Democratic Republic of the Congo"},
		{"LY", cmrt.Gold, []string{"anywhere"}, Inside, "Libya"}, {"BF", cmrt.Gold, []string{"Soum"}, Inside, "Sahel, Burkina Faso"}, {"BF", cmrt.Gold, []string{"Kénédougou"}, Outside, ""},
		{"PE", cmrt.Gold, []string{"Madre de Dios"}, Inside, "Madre de Dios, Peru"}, {"PE", cmrt.Tin, []string{"Madre de Dios"}, Outside, ""}, {"PE", cmrt.Gold, []string{"Lima"}, Perhaps, "Madre de Dios, Peru"},
		{"DE", cmrt.Tin, []string{"Ituri"}, Outside, ""}, {"", cmrt.Tin, []string{"Ituri"}, Outside, ""},
	} {
		got, list := areas.At(tc.country, tc.metal, tc.texts...)
		var names []string
		for _, a := range list {
			names = append(names, a.Name())
		}
		if got != tc.want || strings.Join(names, "|") != tc.names {
			t.Errorf("%s %q for %s: %v %q, want %v %q", tc.country, tc.texts, tc.metal, got, names, tc.want, tc.names)
		}
	}
	if _, on := areas.Of("CD", cmrt.Tin); on {
		t.Error("a country of which regions are listed is not listed as a whole")
	}
}

func TestTwoQuarters(t *testing.T) {
	newer, err := NewAreas(Source{}, []Area{
		{CountryCode: "CD", RegionCode: "CD-NK", Region: "North Kivu", Basis: "conflict-affected, high-risk", ConflictAffected: cmrt.Yes, HighRisk: cmrt.Yes},
		{CountryCode: "LY", Basis: "civil war"}, {CountryCode: "BF", RegionCode: "BF-12", Basis: "conflict-affected"}, {CountryCode: "TG", RegionCode: "TG-S", Region: "Savanes", Basis: "conflict-affected"},
		{CountryCode: "PE", RegionCode: "PE-MDD", Region: "Madre de Dios", Basis: "high-risk", Metals: []cmrt.Metal{cmrt.Gold}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := CompareAreas(listOfAreas(t), newer)
	var lines []string
	for _, a := range got.Added {
		lines = append(lines, "+"+a.RegionCode)
	}
	for _, a := range got.Removed {
		lines = append(lines, "-"+a.RegionCode)
	}
	for _, c := range got.Changed {
		lines = append(lines, c.Area.CountryCode+" "+c.Field+" "+c.Old+"→"+c.New)
	}
	if diff := cmp.Diff([]string{"+TG-S", "-CD-IT", "CD high_risk no→yes", "LY basis conflict-affected→civil war"}, lines); diff != "" {
		t.Error(diff)
	}
	if CompareAreas(newer, newer).Any() {
		t.Error("a list differs from itself")
	}
}
