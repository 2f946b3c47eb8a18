package smelter

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestEveryColumnIsCompared: where a newer list says otherwise in every column, every
// column is told, old beside new, in the order of Fields.
func TestEveryColumnIsCompared(t *testing.T) {
	was := Facility{Metal: cmrt.Tin, ID: "CID900001", Name: "Old name", Country: "Peru", CountryCode: "PE", State: "Old state", City: "Old city"}
	is := Facility{Metal: cmrt.Gold, ID: "CID900001", Name: "New name", Country: "Chile", CountryCode: "CL", State: "New state", City: "New city"}
	spaced := Facility{Metal: cmrt.Tin, ID: "CID900002", Name: "A  B", Country: "Viet Nam", CountryCode: "VN", City: " C"}
	respaced := Facility{Metal: cmrt.Tin, ID: "CID900002", Name: "A B ", Country: "Vietnam", CountryCode: "VN", City: "C"}
	nowhere := Facility{Metal: cmrt.Tin, ID: "CID900003", Name: "N", Country: "Ruritania"}
	somewhere := Facility{Metal: cmrt.Tin, ID: "CID900003", Name: "N", Country: "Zenda"}
	gone, come := Facility{Metal: cmrt.Tin, ID: "CID900004", Name: "Gone"}, Facility{Metal: cmrt.Tin, ID: "CID900005", Name: "Come"}
	got := CompareDirectories(directoryOf(t, was, "", spaced, "", nowhere, "", gone, ""), directoryOf(t, is, "", respaced, "", somewhere, "", come, ""))
	want := DirectoryChanges{Added: []Facility{come}, Removed: []Facility{gone}, NamesAdded: 1, NamesRemoved: 1, Changed: []Change{
		{cmrt.Gold, is.ID, "New name", "name", "Old name", "New name"}, {cmrt.Gold, is.ID, "New name", "country", "Peru", "Chile"}, {cmrt.Tin, nowhere.ID, "N", "country", "Ruritania", "Zenda"},
		{cmrt.Gold, is.ID, "New name", "state", "Old state", "New state"}, {cmrt.Gold, is.ID, "New name", "city", "Old city", "New city"}, {cmrt.Gold, is.ID, "New name", "metal", "tin", "gold"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, one := range []DirectoryChanges{{Added: want.Added}, {Removed: want.Removed}, {Changed: want.Changed}, {NamesAdded: 1}, {NamesRemoved: 1}} {
		if !one.Any() {
			t.Errorf("%+v is said to be no change", one)
		}
	}
}

func TestEveryColumnOfStatusesIsCompared(t *testing.T) {
	was := Status{Metal: cmrt.Tin, ID: "CID900001", Word: "old", Programme: "RMAP", LastAudit: "2021-01-01", CycleYears: "1", ReauditDue: "2022-01-01", ReauditInProgress: "no", SourcingCountries: "PE", Licence: Public, Source: "a"}
	is := Status{Metal: cmrt.Gold, ID: "CID900001", Word: "new", Programme: "LBMA", LastAudit: "2023-01-01", CycleYears: "3", ReauditDue: "2026-01-01", ReauditInProgress: "yes", SourcingCountries: "CL", Licence: MemberOnly, Source: "b"}
	gone, come := Status{Metal: cmrt.Tin, ID: "CID900002", Word: "w"}, Status{Metal: cmrt.Tin, ID: "CID900003", Word: "w"}
	list := func(l ...Status) Conformance {
		c, err := NewConformance(Source{}, l)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	want := ConformanceChanges{Added: []Status{come}, Removed: []Status{gone}}
	for _, f := range [][3]string{{"metal", "tin", "gold"}, {"status", "old", "new"}, {"programme", "RMAP", "LBMA"}, {"last_audit", "2021-01-01", "2023-01-01"}, {"cycle_years", "1", "3"}, {"reaudit_due", "2022-01-01", "2026-01-01"},
		{"reaudit_in_progress", "no", "yes"}, {"sourcing_countries", "PE", "CL"}} {
		want.Changed = append(want.Changed, Change{cmrt.Gold, "CID900001", "", Field(f[0]), f[1], f[2]})
	}
	older, newer := list(was, gone), list(is, come)
	if diff := cmp.Diff(want, CompareConformance(older, newer)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Status{was, gone}, older.Statuses()); diff != "" {
		t.Error(diff)
	}
	if was.PublicSourcingCountries() != "PE" || is.PublicSourcingCountries() != "" {
		t.Error("what members may not share is public, or what is public is not")
	}
	for _, one := range []ConformanceChanges{{Added: want.Added}, {Removed: want.Removed}, {Changed: want.Changed}} {
		if !one.Any() {
			t.Errorf("%+v is said to be no change", one)
		}
	}
}

// TestSpellingsOfCountries reads each name of testdata/countries.txt as the country
// whose code stands before it.
func TestSpellingsOfCountries(t *testing.T) {
	data, err := os.ReadFile("testdata/countries.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, typed := range []string{name, strings.ToLower(name), " " + name + " (the)", "The " + name, strings.ReplaceAll(name, "'", "’"), strings.ReplaceAll(name, " AND ", " & "), strings.ReplaceAll(name, "SAINT ", "St. ")} {
			if got := CountryCode(typed); got != code {
				t.Errorf("%q is %q, want %s", typed, got, code)
			}
		}
	}
	for code, name := range map[string]string{"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MK": "North Macedonia", "MM": "Myanmar", "MO": "Macao", "TR": "Türkiye", "PE": "Peru", "": "", "Zenda": "Zenda"} {
		if got := CountryName(code); got != name {
			t.Errorf("%s is called %q, want %q", code, got, name)
		}
	}
	for code, want := range map[string]string{"PE": "PE", "PER": "PE", "YU": "", "ZZ": "", "pe": "", "P": "", "PERU": "", "PE CL": "", "COD": "CD", "EU": ""} {
		if got := CountryOfCode(code); got != want {
			t.Errorf("the code %q is %q, want %q", code, got, want)
		}
	}
}

// TestLegalForms: those of one group mean the same; two groups differ, and exclude each
// other unless one of them is what English makes of every form.
func TestLegalForms(t *testing.T) {
	groups := strings.Split("ltd limited co company companies llc llp lp plc pte pty pvt private proprietary kk kabushiki kaisha gk|inc incorporated corp corporation|gmbh mbh|ag|kg kgaa ohg|se|sa spolka akcyjna|sas|sarl|sca scs|snc|spa|srl|sl slu|"+
		"bv|nv|ab|as asa|aps|oy oyj|sdn bhd berhad|pt|cv|jsc ojsc pjsc cjsc ao oao pao zao joint stock|ooo too ead ood|ltda lda limitada eireli|dmcc fzc fze fzco fz jlt|sti|sro spol|doo|zrt|kft", "|")
	for i, group := range groups {
		first := strings.Fields(group)[0]
		for _, form := range strings.Fields(group) {
			if relation(forms("Delta "+form), forms("Delta "+first)) != formsAgree || len(forms("Delta "+form)) != 1 {
				t.Errorf("%s and %s are not one", form, first)
			}
			if got := strings.Join(words("Delta "+form), " "); got != "delta" {
				t.Errorf("%s tells something: %s", form, got)
			}
			want := formsExclude
			if i < 2 || i == len(groups)-1 {
				want = formsDiffer
			}
			if got := relation(forms("Delta "+form), forms("Delta "+strings.Fields(groups[(i+1)%len(groups)])[0])); got != want {
				t.Errorf("%s and the next group: %d, want %d", form, got, want)
			}
		}
	}
	for _, nothing := range strings.Fields("de tbk persero and the of und et e y") {
		if len(forms("Delta "+nothing)) > 0 || strings.Join(words("Delta "+nothing), " ") != "delta" {
			t.Errorf("%s tells something", nothing)
		}
	}
}

// TestWhatIsNoMine: recycled feed, and words for nothing.
func TestWhatIsNoMine(t *testing.T) {
	for text, mine := range map[string]bool{"": false, " ": false, "-": false, "...": false, "n/a": false, "N.A.": false, "na": false, "None": false, "unknown": false, "not known": false, "Not available": false, "not applicable": false, "not disclosed": false, "TBD": false, "tba": false, "tbc": false,
		"recycled": false, "100% Recycling": false, "scrap metal": false, "secondary feed": false, "Bisie": true, "nano": true, "None Such Mine": true, "tbx": true, "not here": true, "中": true} {
		for _, row := range []cmrt.SmelterRow{{MineName: text}, {MineCountry: text}, {MineName: "n/a", MineCountry: text}, {MineName: text, MineCountry: "recycled"}} {
			if got := NamesMine(row); got != mine {
				t.Errorf("%q names a mine: %v, want %v", text, got, mine)
			}
		}
	}
	for text, unclear := range map[string]bool{"Kivu": true, "Katanga province": true, "Ruanda": true, "Republik Kongo": true, "RDC": true, "DRC border": true, "Central Africa": true, "Sambia": true, "République démocratique du Congo": true, "刚果（金）": true, "ルワンダ": true, "우간다": true, "Burundi": true, "Peru": false, "Kolwezi": true, "Cerro Rico": false, "Angolan": true, "Mangola": false} {
		if _, got := MineCountries(cmrt.SmelterRow{MineName: text}); got != unclear {
			t.Errorf("a mine called %q may be covered: %v, want %v", text, got, unclear)
		}
	}
}

// TestRevisions: the newest entry tells whether a facility was removed.
func TestRevisions(t *testing.T) {
	for basis, want := range map[string][2]bool{"Removed": {true, false}, "Delisted from the list": {true, false}, "deleted": {true, false}, "Withdrawn": {true, false}, "No longer eligible": {true, false}, "Not eligible": {true, false}, "Ceased operation": {true, false}, "Closed": {true, false},
		"Renamed": {false, true}, "Name was changed": {false, true}, "name corrected": {false, true}, "Updated the standard name": {false, true}, "Change of name": {false, true}, "Added": {false, false}, "Address changed": {false, false}, "": {false, false}} {
		r := Revision{Basis: basis}
		if r.Removal() != want[0] || r.Renaming() != want[1] {
			t.Errorf("%q: removal %v, renaming %v", basis, r.Removal(), r.Renaming())
		}
	}
	for want, r := range map[string]Revision{"Removed on 2025-01-02: It closed.": {Basis: "Removed", Date: "2025-01-02", Details: "It closed."}, "Revised: It closed.": {Details: "It closed."}, "Removed": {Basis: "Removed"}} {
		if r.String() != want {
			t.Errorf("%q, want %q", r, want)
		}
	}
	list := []Revision{{ID: "CID900001", Basis: "Removed", Date: "2025-01-02"}, {ID: "CID900001", Basis: "Added", Date: "2024-01-02"}, {ID: "CID900002", Basis: "Removed", Date: "2024-01-02"}, {ID: "CID900002", Basis: "Added", Date: "2025-01-02"}, {ID: "2PER001", Details: "d"}}
	v, err := NewRevisions(Source{}, list)
	if err != nil {
		t.Fatal(err)
	}
	if r, ok := v.Removed("cid900001"); !ok || r.Date != "2025-01-02" || len(v.Of("cid900001")) != 2 || v.Of("CID900001")[0].Basis != "Added" || v.Len() != 3 {
		t.Errorf("%+v", v)
	}
	for _, id := range []string{"CID900002", "CID900003", "2PER001"} {
		if r, ok := v.Removed(id); ok {
			t.Errorf("%s was removed: %+v", id, r)
		}
	}
	for says, r := range map[string]Revision{"is not a smelter ID": {ID: "CID1", Basis: "b"}, "does not say what was revised": {ID: "CID900001"}, "is not a date": {ID: "CID900001", Basis: "b", Date: "soon"}} {
		if _, err := NewRevisions(Source{}, []Revision{r}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// TestHowManyAreKnown counts facilities of a metal, each once however many names it has.
func TestHowManyAreKnown(t *testing.T) {
	d := directory(t)
	for metal, want := range map[cmrt.Metal]int{cmrt.Tin: 4, cmrt.Gold: 1, cmrt.Tantalum: 0} {
		if got := d.Known(metal); got != want {
			t.Errorf("%d facilities of %s, want %d", got, metal, want)
		}
	}
}

// TestAListOfAreasSaysWhatIsWrong with it.
func TestAListOfAreasSaysWhatIsWrong(t *testing.T) {
	for want, a := range map[string]Area{`"mali" is not an ISO 3166-1 code of two capital letters`: {CountryCode: "mali", Basis: "b"}, "ML has no basis": {CountryCode: "ML"}, `ML: "iron" is no metal or mineral that a template of the RMI lists`: {CountryCode: "ML", Basis: "b", Metals: []cmrt.Metal{"iron"}}} {
		if _, err := NewAreas(Source{}, []Area{a}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
