package smelter

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
)

// The directory of the tests: "Delta" is a tin smelter in Peru and another in
// Bolivia, "Omega" works tin and gold under one name.
var (
	alpha  = Facility{Metal: cmrt.Tin, ID: "CID900001", Name: "Alpha Tin Works", Country: "Peru", CountryCode: "PE"}
	deltaP = Facility{Metal: cmrt.Tin, ID: "CID900002", Name: "Delta Peru", Country: "Peru", CountryCode: "PE"}
	deltaB = Facility{Metal: cmrt.Tin, ID: "CID900003", Name: "Delta Bolivia", Country: "Bolivia (Plurinational State of)", CountryCode: "BO"}
	omegaT = Facility{Metal: cmrt.Tin, ID: "CID900004", Name: "Omega", Country: "Japan", CountryCode: "JP"}
	omegaG = Facility{Metal: cmrt.Gold, ID: "CID900005", Name: "Omega", Country: "Japan", CountryCode: "JP"}
)

func directory(t interface {
	Helper()
	Fatal(...any)
}) Directory {
	t.Helper()
	d := NewDirectory(Source{Name: "data/reference/directory-2026-03-05.csv", AsOf: "2026-03-05"})
	for _, e := range []struct {
		f    Facility
		name string
	}{
		{alpha, "Alpha Tin Works"}, {alpha, "ATW"}, {alpha, "Альфа"}, {deltaP, "Delta"}, {deltaB, "Delta"}, {omegaT, "Omega"}, {omegaG, "Omega"},
	} {
		if err := d.Add(e.f, e.name); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestDirectoryRefusesContradictions(t *testing.T) {
	change := func(f func(*Facility)) Facility { c := alpha; f(&c); return c }
	for name, f := range map[string]Facility{
		"other metal":         change(func(f *Facility) { f.Metal = cmrt.Gold }),
		"other standard name": change(func(f *Facility) { f.Name = "Beta" }),
		"other country":       change(func(f *Facility) { f.Country, f.CountryCode = "Japan", "JP" }),
		"other city":          change(func(f *Facility) { f.City = "Lima" }),
		"malformed ID":        change(func(f *Facility) { f.ID = "CID12345" }),
		"ID in small letters": change(func(f *Facility) { f.ID = "cid900001" }),
		"no metal":            change(func(f *Facility) { f.ID, f.Metal = "CID900009", "" }),
		"a fifth metal":       change(func(f *Facility) { f.ID, f.Metal = "CID900009", "iron" }),
		"metal written big":   change(func(f *Facility) { f.ID, f.Metal = "CID900009", "Tin" }),
		"no name":             change(func(f *Facility) { f.ID, f.Name = "CID900009", "" }),
	} {
		d := directory(t)
		before := d.Facilities()
		if err := d.Add(f, "Some name"); !errors.Is(err, ErrDirectory) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before, d.Facilities()); diff != "" || len(d.Named(cmrt.Tin, "Some name")) > 0 {
			t.Errorf("%s: the directory took part of it: %s", name, diff)
		}
	}
	d := directory(t)
	if err := d.Add(alpha, "One more name"); err != nil {
		t.Errorf("a further name is refused: %v", err)
	}
}

func TestFacilitiesAreInTheOrderOfTheirIDs(t *testing.T) {
	want := []Facility{alpha, deltaP, deltaB, omegaT, omegaG}
	d := directory(t)
	if diff := cmp.Diff(want, d.Facilities()); diff != "" || d.Len() != 5 {
		t.Error(diff)
	}
}

func TestNamesAreFoundWhateverTheirSpelling(t *testing.T) {
	d := directory(t)
	for _, name := range []string{"Alpha Tin Works", "ALPHA TIN WORKS", "alpha  tin-works.", "Ａｌｐｈａ　Ｔｉｎ Works", "(Alpha) Tin, Works", "atw", "A.T.W.", "АЛЬФА", "AlphaTinWorks"} {
		if got := d.Named(cmrt.Tin, name); len(got) != 1 || got[0] != alpha {
			t.Errorf("%q: %v", name, got)
		}
		if got := d.Named(cmrt.Gold, name); len(got) > 0 {
			t.Errorf("%q is found for gold: %v", name, got)
		}
	}
	for _, name := range []string{"", "...", "Alpha Tin", "Alpha Tin Works 2", "Delt"} {
		if got := d.Named(cmrt.Tin, name); len(got) > 0 {
			t.Errorf("%q: %v", name, got)
		}
	}
	if got := d.Named(cmrt.Tin, "delta"); !slices.Equal(got, []Facility{deltaP, deltaB}) {
		t.Errorf("delta: %v", got)
	}
}

func TestIDsAreFoundWhateverTheirCase(t *testing.T) {
	d := directory(t)
	for _, id := range []string{"CID900001", "cid900001", "Cid900001"} {
		if f, ok := d.Facility(id); !ok || f != alpha {
			t.Errorf("%q: %v", id, f)
		}
	}
	for _, id := range []string{"", "900001", "CID900099", "CID9000010"} {
		if f, ok := d.Facility(id); ok {
			t.Errorf("%q: %v", id, f)
		}
	}
	var none Directory
	if _, ok := none.Facility("CID900001"); ok || none.Len() != 0 || none.Named(cmrt.Tin, "Alpha") != nil {
		t.Error("the zero directory knows something")
	}
}

func TestResolve(t *testing.T) {
	decisions := []NameDecision{
		{Supplier: "acme", Metal: cmrt.Tin, Raw: "Alef", ID: alpha.ID, Date: "2026-04-02"},
		{Supplier: "acme", Metal: cmrt.Tin, Raw: "Trader", Date: "2026-04-03"},
		{Supplier: "acme", Metal: cmrt.Tin, Raw: "Lost", ID: "CID900099", Date: "2026-04-04"},
		{Supplier: "acme", Metal: cmrt.Tin, Raw: "Golden", ID: omegaG.ID, Date: "2026-04-04"},
		{Supplier: "acme", Metal: cmrt.Tin, Raw: "CID900077", ID: deltaP.ID, Date: "2026-04-05"},
		{Raw: "Any Trader", Date: "2026-04-06"},
	}
	tin := func(r cmrt.SmelterRow) cmrt.SmelterRow { r.Metal, r.Row = cmrt.Tin, 5; return r }
	for _, tc := range []struct {
		name     string
		supplier string
		row      cmrt.SmelterRow
		want     Outcome
		facility Facility
		how      string // part of it
	}{
		{"by ID", "acme", tin(cmrt.SmelterRow{ID: "CID900001"}), Resolved, alpha, "ID"},
		{"by ID in small letters", "acme", tin(cmrt.SmelterRow{ID: "cid900001"}), Resolved, alpha, "ID"},
		{"by ID as typed", "acme", tin(cmrt.SmelterRow{IDTyped: "CID900001"}), Resolved, alpha, "ID"},
		{"column F counts before column A", "acme", tin(cmrt.SmelterRow{ID: "CID900001", IDTyped: "CID900002"}), Resolved, alpha, "ID"},
		{"by ID with an alias", "acme", tin(cmrt.SmelterRow{ID: "CID900001", Lookup: "ATW"}), Resolved, alpha, "ID"},
		{"by ID with a name that nobody knows", "acme", tin(cmrt.SmelterRow{ID: "CID900001", Name: "Alfa & Sons"}), Resolved, alpha, "ID"},
		{"by ID with a name of several, it among them", "acme", tin(cmrt.SmelterRow{ID: "CID900003", Name: "Delta"}), Resolved, deltaB, "ID"},
		{"by ID with a hyphen", "acme", tin(cmrt.SmelterRow{IDTyped: "CID-900001"}), Resolved, alpha, "ID"},
		{"a number in the place of the look-up", "acme", tin(cmrt.SmelterRow{Lookup: "CID 900001"}), Resolved, alpha, "ID"},
		{"a number in the place of the name", "acme", tin(cmrt.SmelterRow{Lookup: cmrt.NotListed, Name: "cid900001", Country: "PERU"}), Resolved, alpha, "ID"},
		{"a number of another metal in the place of the name", "acme", tin(cmrt.SmelterRow{Lookup: "CID900005"}), Contradictory, Facility{}, "gold"},
		{"an unknown number in the place of the name", "acme", tin(cmrt.SmelterRow{Name: "CID900099"}), UnknownName, Facility{}, "CID900099"},
		{"ID of another metal", "acme", tin(cmrt.SmelterRow{ID: "CID900005"}), Contradictory, Facility{}, "gold"},
		{"ID and name of different facilities", "acme", tin(cmrt.SmelterRow{ID: "CID900001", Lookup: "Omega"}), Contradictory, Facility{}, "CID900004"},
		{"ID and standard name of different facilities", "acme", tin(cmrt.SmelterRow{ID: "CID900001", StandardName: "Delta Peru"}), Contradictory, Facility{}, "CID900002"},
		{"look-up and name of different facilities", "acme", tin(cmrt.SmelterRow{Lookup: "Alpha Tin Works", Name: "Omega"}), Contradictory, Facility{}, "CID900004"},
		{"unknown ID", "acme", tin(cmrt.SmelterRow{ID: "CID900099", Name: "Alpha Tin Works"}), UnknownName, Facility{}, "CID900099"},
		{"malformed ID", "acme", tin(cmrt.SmelterRow{IDTyped: "CID90001", Name: "Alpha Tin Works"}), UnknownName, Facility{}, "CID90001"},
		{"by name", "acme", tin(cmrt.SmelterRow{Lookup: "Alpha Tin Works"}), Resolved, alpha, "name"},
		{"by alias", "acme", tin(cmrt.SmelterRow{Name: "atw"}), Resolved, alpha, "alias of Alpha Tin Works"},
		{"by name, of two metals this one", "acme", tin(cmrt.SmelterRow{Name: "Omega"}), Resolved, omegaT, "name"},
		{"by name without metal", "acme", cmrt.SmelterRow{Name: "Alpha Tin Works"}, UnknownName, Facility{}, ""},
		{"name of several, country decides", "acme", tin(cmrt.SmelterRow{Name: "Delta", Country: "BOLIVIA, PLURINATIONAL STATE OF"}), Resolved, deltaB, "alias of Delta Bolivia"},
		{"name of several, country blank", "acme", tin(cmrt.SmelterRow{Name: "Delta"}), Ambiguous, Facility{}, "Delta"},
		{"name of several, country of none", "acme", tin(cmrt.SmelterRow{Name: "Delta", Country: "Japan"}), Ambiguous, Facility{}, "Delta"},
		{"name of several, country no country", "acme", tin(cmrt.SmelterRow{Name: "Delta", Country: "Andes"}), Ambiguous, Facility{}, "Delta"},
		{"unknown name", "acme", tin(cmrt.SmelterRow{Name: "Nowhere Tin"}), UnknownName, Facility{}, ""},
		{"not listed, and unknown", "acme", tin(cmrt.SmelterRow{Lookup: "Smelter not listed", Name: "Nowhere Tin", Country: "Peru"}), NotListed, Facility{}, "supplier"},
		{"not listed, but listed", "acme", tin(cmrt.SmelterRow{Lookup: "Smelter not listed", Name: "Alpha Tin Works"}), Resolved, alpha, "name"},
		{"not listed, with an ID", "acme", tin(cmrt.SmelterRow{Lookup: "Smelter not listed", ID: "CID900001"}), Resolved, alpha, "ID"},
		{"not identified", "acme", tin(cmrt.SmelterRow{Lookup: "Smelter not yet identified"}), NotIdentified, Facility{}, "supplier"},
		{"not identified, in other letters", "acme", tin(cmrt.SmelterRow{Lookup: "SMELTER NOT YET IDENTIFIED "}), NotIdentified, Facility{}, "supplier"},
		{"not identified, typed as the name", "acme", tin(cmrt.SmelterRow{Name: "Smelter not yet identified"}), NotIdentified, Facility{}, "supplier"},
		{"nothing at all", "acme", tin(cmrt.SmelterRow{}), UnknownName, Facility{}, ""},
		{"decision resolves", "acme", tin(cmrt.SmelterRow{Name: "Alef"}), Resolved, alpha, "decision of 2026-04-02"},
		{"decision resolves a number", "acme", tin(cmrt.SmelterRow{IDTyped: "CID900077"}), Resolved, deltaP, "decision of 2026-04-05"},
		{"decision rejects", "acme", tin(cmrt.SmelterRow{Lookup: "Trader"}), Rejected, Facility{}, "decision of 2026-04-03"},
		{"decision for any supplier", "other", tin(cmrt.SmelterRow{Name: "Any Trader"}), Rejected, Facility{}, "decision of 2026-04-06"},
		{"decision of another supplier", "other", tin(cmrt.SmelterRow{Name: "Alef"}), UnknownName, Facility{}, ""},
		{"decision for another metal", "acme", cmrt.SmelterRow{Metal: cmrt.Gold, Name: "Alef"}, UnknownName, Facility{}, ""},
		{"decision on another value", "acme", tin(cmrt.SmelterRow{Name: "Alef 2"}), UnknownName, Facility{}, ""},
		{"decision for what the directory lacks", "acme", tin(cmrt.SmelterRow{Name: "Lost"}), UnknownName, Facility{}, "CID900099"},
		{"decision for a facility of another metal", "acme", tin(cmrt.SmelterRow{Name: "Golden"}), UnknownName, Facility{}, "CID900005"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := Resolver{Directory: directory(t), Decisions: decisions}.Resolve(tc.supplier, tc.row)
			if got.Outcome != tc.want || got.Facility != tc.facility || !strings.Contains(got.How, tc.how) {
				t.Errorf("%s %s by %q, want %s %s by %q", got.Outcome, got.Facility.ID, got.How, tc.want, tc.facility.ID, tc.how)
			}
			if got.Row != tc.row {
				t.Error("the row was changed")
			}
		})
	}
}

// A row of supplier text around the directory's own words.
func anyRow() *rapid.Generator[cmrt.SmelterRow] {
	name := rapid.SampledFrom([]string{"", "Alpha Tin Works", "ATW", "Delta", "Delta Peru", "Omega", "omega", "Nowhere", cmrt.NotListed, cmrt.NotYetIdentified})
	id := rapid.SampledFrom([]string{"", "CID900001", "CID900002", "CID900003", "CID900004", "CID900005", "cid900005", "CID900099", "x"})
	return rapid.Custom(func(t *rapid.T) cmrt.SmelterRow {
		return cmrt.SmelterRow{Row: rapid.IntRange(5, 9).Draw(t, "row"), Metal: rapid.SampledFrom(cmrt.Metals).Draw(t, "metal"),
			ID: id.Draw(t, "ID"), IDTyped: id.Draw(t, "ID typed"), Lookup: name.Draw(t, "lookup"), Name: name.Draw(t, "name"),
			StandardName: name.Draw(t, "standard name"), Country: rapid.SampledFrom([]string{"", "Peru", "Bolivia", "Japan"}).Draw(t, "country")}
	})
}

func anyDecision() *rapid.Generator[NameDecision] {
	return rapid.Custom(func(t *rapid.T) NameDecision {
		return NameDecision{Metal: rapid.SampledFrom(append([]cmrt.Metal{""}, cmrt.Metals...)).Draw(t, "decided metal"),
			Raw:  rapid.SampledFrom([]string{"Nowhere", "Omega", "CID900099"}).Draw(t, "raw"),
			ID:   rapid.SampledFrom([]string{"", "CID900001", "CID900005", "CID900099"}).Draw(t, "decided"),
			Date: "2026-04-02"}
	})
}

func TestResolvingNeverCrossesMetals(t *testing.T) {
	d := directory(t)
	rapid.Check(t, func(t *rapid.T) {
		row := anyRow().Draw(t, "row")
		r := Resolver{Directory: d, Decisions: rapid.SliceOfN(anyDecision(), 0, 2).Draw(t, "decisions")}
		got := r.Resolve("acme", row)
		known, there := d.Facility(got.Facility.ID)
		switch {
		case got.Outcome == Resolved && (!there || known != got.Facility):
			t.Errorf("resolved to %v, which the directory does not have", got.Facility)
		case got.Outcome == Resolved && got.Facility.Metal != row.Metal:
			t.Errorf("%s became %s", row.Metal, got.Facility.Metal)
		case got.Outcome != Resolved && got.Facility != Facility{}:
			t.Errorf("%s, yet with the facility %s", got.Outcome, got.Facility.ID)
		}
		if got.Outcome == "" || got.How == "" {
			t.Errorf("no word of what became of it: %+v", got)
		}
	})
}

func TestRegisterCountsEachFacilityOnceWhateverTheOrder(t *testing.T) {
	d := directory(t)
	type named struct {
		row    cmrt.SmelterRow
		source RowSource
	}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) named {
			row := anyRow().Draw(t, "row")
			s := rapid.SampledFrom([]string{"acme", "beta"}).Draw(t, "supplier")
			return named{row, RowSource{Supplier: s, File: s + ".xlsx", Row: row.Row}}
		}), 0, 20).Draw(t, "rows")
		type entry struct {
			Facility Facility
			Sources  []RowSource
			Recycled string
		}
		told := func(list []Entry) (out []entry) {
			for _, e := range list {
				out = append(out, entry{e.Facility, e.Sources(), e.RecycledOnly()})
			}
			return out
		}
		register := func(list []named) []Entry {
			var g Register
			for _, n := range list {
				if res := (Resolver{Directory: d}).Resolve(n.source.Supplier, n.row); res.Outcome == Resolved {
					g.Add(res.Facility, n.row.Recycled, n.source)
				}
			}
			return g.Entries(Conformance{})
		}
		got := register(list)
		if diff := cmp.Diff(told(got), told(register(rapid.Permutation(list).Draw(t, "other order")))); diff != "" {
			t.Errorf("another order gives another register: %s", diff)
		}
		if diff := cmp.Diff(told(got), told(register(append(slices.Clone(list), list...)))); diff != "" {
			t.Errorf("the same rows again give another register: %s", diff)
		}
		// Counted apart: the set of IDs, and of sources behind each.
		want := map[string]map[RowSource]bool{}
		for _, n := range list {
			if res := (Resolver{Directory: d}).Resolve(n.source.Supplier, n.row); res.Outcome == Resolved {
				if want[res.Facility.ID] == nil {
					want[res.Facility.ID] = map[RowSource]bool{}
				}
				want[res.Facility.ID][n.source] = true
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d facilities, want %d", len(got), len(want))
		}
		for _, e := range got {
			suppliers := map[string]bool{}
			for s := range want[e.ID] {
				suppliers[s.Supplier] = true
			}
			if len(e.Sources()) != len(want[e.ID]) || e.Suppliers() != len(suppliers) {
				t.Errorf("%s has %d sources of %d suppliers, want %d of %d", e.ID, len(e.Sources()), e.Suppliers(), len(want[e.ID]), len(suppliers))
			}
		}
	})
}

func TestEntriesAreByMetalThenName(t *testing.T) {
	c, err := NewConformance(Source{}, []Status{{Metal: cmrt.Gold, ID: "CID900005", Word: Conformant, Programme: "LBMA"}})
	if err != nil {
		t.Fatal(err)
	}
	var g Register
	for i, f := range []Facility{omegaG, omegaT, deltaP, alpha} {
		g.Add(f, "", RowSource{Supplier: "acme", Row: i})
	}
	var got []string
	for _, e := range g.Entries(c) {
		got = append(got, fmt.Sprint(e.Metal, " ", e.ID, " ", e.Status.Word))
	}
	want := []string{"tin CID900001 ", "tin CID900002 ", "tin CID900004 ", "gold CID900005 conformant"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestConformance(t *testing.T) {
	good := Status{Metal: cmrt.Tin, ID: "CID900001", Word: "in corrective action"}
	c, err := NewConformance(Source{}, []Status{good})
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := c.Of(cmrt.Tin, "CID900001"); !ok || s != good {
		t.Errorf("%+v", s)
	}
	if _, ok := c.Of(cmrt.Gold, "CID900001"); ok {
		t.Error("a tin facility's status is that of a gold facility")
	}
	if s, ok := c.Of(cmrt.Tin, "CID900002"); ok || s != (Status{}) {
		t.Errorf("it is not silent of what it does not hold: %+v", s)
	}
	for name, list := range map[string][]Status{
		"twice": {good, good}, "no word": {{ID: "CID900001"}}, "malformed": {{Metal: cmrt.Tin, ID: "CID1", Word: "active"}},
		"capital": {{Metal: cmrt.Tin, ID: "CID900001", Word: "Conformant"}}, "metal": {{Metal: "tinn", ID: "CID900001", Word: "active"}},
		"date": {{Metal: cmrt.Tin, ID: "CID900001", Word: "active", LastAudit: "soon"}},
	} {
		if _, err := NewConformance(Source{}, list); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The ten covered countries: the Democratic Republic of the Congo and the nine
// that adjoin it, in the spellings of templates, of ISO and of people.
func TestCoveredCountriesInAllSpellings(t *testing.T) {
	for code, names := range map[string][]string{
		"CD": {"CONGO, DEMOCRATIC REPUBLIC OF THE", "Congo, Democratic Republic of the", "Congo (Democratic Republic of the)", "Congo (the Democratic Republic of the)",
			"Congo, the Democratic Republic of the", "Democratic Republic of the Congo", "The Democratic Republic of the Congo", "Democratic Republic of Congo", "Congo - Kinshasa", "DR Congo", "DRC"},
		"CG": {"CONGO", "Congo", "Congo (the)", "Republic of the Congo", "Congo, Republic of the", "Congo - Brazzaville"},
		"AO": {"ANGOLA", "Angola"},
		"BI": {"BURUNDI", "Burundi"},
		"CF": {"CENTRAL AFRICAN REPUBLIC", "Central African Republic", "Central African Republic (the)"},
		"RW": {"RWANDA", "Rwanda", " rwanda "},
		"SS": {"SOUTH SUDAN", "South Sudan", "South  Sudan"},
		"TZ": {"TANZANIA, UNITED REPUBLIC OF", "Tanzania, United Republic of", "Tanzania", "United Republic of Tanzania", "Tanzania, the United Republic of", "Tanzania (United Republic of)"},
		"UG": {"UGANDA", "Uganda"},
		"ZM": {"ZAMBIA", "Zambia"},
	} {
		for _, name := range names {
			if got := CountryCode(name); got != code {
				t.Errorf("%q is %q, want %s", name, got, code)
			}
		}
		if got := CountryCode(CountryName(code)); got != code {
			t.Errorf("our own name %q of %s is read as %q", CountryName(code), code, got)
		}
	}
}

func TestCountriesWithLikeNamesStayApart(t *testing.T) {
	for name, code := range map[string]string{
		"Niger": "NE", "Nigeria": "NG",
		"Guinea": "GN", "Guinea-Bissau": "GW", "Equatorial Guinea": "GQ", "Papua New Guinea": "PG",
		"Sudan": "SD", "South Sudan": "SS",
		"KOREA, REPUBLIC OF": "KR", "South Korea": "KR", "KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF": "KP", "Korea, Democratic People’s Republic of": "KP", "North Korea": "KP",
		"Dominica": "DM", "Dominican Republic": "DO", "CHINA": "CN", "TAIWAN, PROVINCE OF CHINA": "TW",
		"Côte d’Ivoire": "CI", "Co\u0302te d'Ivoire": "CI", "Eswatini": "SZ", "Swaziland": "SZ",
		"": "", "  ": "", "Africa": "", "Congo River": "", "Unknown": "", "N/A": "", "Democratic Republic": "", "Republic of": "",
	} {
		if got := CountryCode(name); got != code {
			t.Errorf("%q is %q, want %q", name, got, code)
		}
	}
}

func TestCountryNamesComeBack(t *testing.T) {
	for _, code := range []string{"BO", "BR", "CN", "DE", "HK", "ID", "JP", "KR", "MK", "MM", "MO", "MY", "RU", "TR", "TW", "US", "VN"} {
		if got := CountryCode(CountryName(code)); got != code {
			t.Errorf("%s is %q, which is read as %q", code, CountryName(code), got)
		}
	}
	for _, code := range []string{"", "no code"} {
		if got := CountryName(code); got != code {
			t.Errorf("%q became %q", code, got)
		}
	}
}

// Every country that the real templates name is known.
func TestCountriesOfTheRealTemplates(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the folder shared with the official templates is not beside the repository")
	}
	files, err := filepath.Glob(filepath.Join(shared, "cmrt", "templates", "RMI_CMRT_*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates in %s: %v", shared, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, entries, err := cmrt.ReadLookup(file, data)
			if err != nil {
				t.Fatal(err)
			}
			if len(entries) < 300 {
				t.Fatalf("only %d entries", len(entries))
			}
			unknown := map[string]bool{}
			for _, e := range entries {
				if CountryCode(e.Country) == "" {
					unknown[e.Country] = true
				}
			}
			if len(unknown) > 0 {
				t.Errorf("no code for %v", unknown)
			}
		})
	}
}

func TestStatusLabels(t *testing.T) {
	for _, tc := range []struct {
		word, programme string
		year            int
		want            string
	}{
		{Conformant, "RMAP", 2025, "RMAP conformant"}, {Conformant, "RMAP", 2017, "RMAP conformant"}, {Conformant, "RMAP", 2016, "CFSP compliant"},
		{Conformant, "", 2016, "compliant"}, {Conformant, "", 2025, "conformant"}, {Active, "RMAP", 2014, "CFSP active"}, {Active, "", 2025, "active"},
		{Conformant, "LBMA", 2025, "conformant (LBMA)"}, {Conformant, "RJC", 2015, "compliant (RJC)"}, {"in communication", "RMAP", 2015, "in communication"}, {"", "RMAP", 2025, ""}, {FacilityStandardAssessed, "", 2025, "facility standard assessed"},
	} {
		if got := StatusLabel(tc.word, tc.programme, tc.year); got != tc.want {
			t.Errorf("%s of %s in %d is %q, want %q", tc.word, tc.programme, tc.year, got, tc.want)
		}
	}
}

func TestAreas(t *testing.T) {
	areas, err := NewAreas(Source{}, []Area{{CountryCode: "ML", Metals: []cmrt.Metal{cmrt.Gold}, Basis: "conflict"}, {CountryCode: "CD", Basis: "all"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		code  string
		metal cmrt.Metal
		want  string
	}{{"ML", cmrt.Gold, "conflict"}, {"ML", cmrt.Tin, ""}, {"CD", cmrt.Tin, "all"}, {"PE", cmrt.Gold, ""}, {"", cmrt.Gold, ""}} {
		if got, on := areas.Of(tc.code, tc.metal); got != tc.want || on != (tc.want != "") {
			t.Errorf("%s, %s: %q %v", tc.code, tc.metal, got, on)
		}
	}
	for _, wrong := range []Area{{CountryCode: "mali", Basis: "x"}, {CountryCode: "", Basis: "x"}, {CountryCode: "ML"}, {CountryCode: "ML", Basis: "x", Metals: []cmrt.Metal{"iron"}}} {
		if _, err := NewAreas(Source{}, []Area{wrong}); err == nil {
			t.Errorf("%+v was taken", wrong)
		}
	}
}
