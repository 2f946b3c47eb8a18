package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWordsForNothing stand for what is not there, in any case and with a full stop or without;
// what only begins or ends like one is a name.
func TestWordsForNothing(t *testing.T) {
	for word := range strings.SplitSeq("tba|TBC|TBD|to be advised|to be determined|n/a|N.A.|n a|nd|none|Nil|null|unknown|unnamed|not applicable|name not known|no data|no name|pending|in progress|various|several|multiple|many|confidential|proprietary|secret|test|x|xxx|smelter|smelter name|refiner|supplier|see|see attached|see the attachment|see attached list|see comments|see comment|see next sheet|siehe anhang|unbekannt|kein|keine|inconnu|desconocido|不明|未知|无|無|なし|없음|-|?!|…", "|") {
		if word != "see" && (!placeholder(word) || !placeholder(" "+word+". ")) {
			t.Errorf("%q passes for a name", word)
		}
	}
	for _, name := range []string{"", "Testa Metalli", "Smelter of the North", "Nonesuch", "Xstrata", "Unknown Metals Ltd", "TBD Metals", "A", "7", "See Wei Ling", "Ministry none", "金", strings.Repeat("-", 1001)} {
		if placeholder(name) {
			t.Errorf("%q is taken for nothing", name)
		}
	}
	if !placeholder(strings.Repeat("-", 1000)) {
		t.Error("a thousand dashes pass for a name")
	}
	for said := range strings.SplitSeq("same|Same as above|the same as contact|ditto|idem|dto|see above|as contact|same as the contact name|as above.|see D15|same as company contact|siehe oben|wie oben|gleiche Person|voir ci-dessus|idem ci-dessus|véase arriba|como arriba|come sopra|ver acima|同上|同じ|상동|위와 같음|yukarıdaki gibi|n/a", "|") {
		if !noName(said) {
			t.Errorf("%q passes for the name of a person", said)
		}
	}
	for _, name := range []string{"See Wei Ling", "A. Same", "Ditto Chen", "As Above Ltd", "Ann"} {
		if noName(name) {
			t.Errorf("%q is no name of a person", name)
		}
	}
}

// TestWebAddresses, alone or within words; what no browser opens is none.
func TestWebAddresses(t *testing.T) {
	for text, want := range map[string]bool{"https://acme.example/policy": true, "HTTP://www.acme.example": true, "See (https://acme.example), page 3": true, "“https://acme.example”": true, "<https://acme.example>;": true, "https://büro.example:8443/x": true, "https://a.example": true, "https://1a-b.co.uk": true,
		"": false, "www.acme.example": false, "ftp://acme.example": false, "mailto:a@acme.example": false, "https://": false, "https://localhost": false, "https://acme": false, "https://acme.x": false, "https://-acme.example": false, "https://acme.example-": false, "https://acme .example": false, "https://10.0.0.1": false, "http:/acme.example": false} {
		if got := webAddress(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestSeveralInOneCell are known by two different metals, two different numbers, or two names
// that the directory knows with what people write between them.
func TestSeveralInOneCell(t *testing.T) {
	for text, want := range map[string]string{"Tin": "tin", "Tin / Tungsten": "tin tungsten", "tin, TIN": "tin", "Gold (Au) and tantalum": "gold tantalum", "tinned": "", "": ""} {
		if got := strings.Join(metalsIn(text), " "); got != want {
			t.Errorf("%q names %q", text, got)
		}
	}
	for text, want := range map[string]bool{"": false, "CID900001": false, "CID900001 CID900001": false, "CID900001, cid900001": false, "CID900001, CID900002": true, "CID900001 CID900001 CID900002": true, "CID 900001/CID 900002": true, "CID900001 CID9000022": false} {
		if got := severalNumbers(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"Delta One; Delta Two": true, "Delta One\nDelta Two": true, "Delta One|Delta Two": true, "Delta One；Delta Two": true, "Delta One / Delta Two": true, "Delta One/Delta Two": true, "Delta One, Delta Two": true, "Delta One、Delta Two": true, "Delta One + Delta Two": true, "Delta One & Delta Two": true, "Delta One - Delta Two": true, "Delta One and Delta Two": true,
		"Delta One und Delta Two": true, "Delta One et Delta Two": true, "Delta One or Delta Two": true, "Delta One; Delta One": false, "Delta One; Nobody": false, "Delta One; Oro": false, "Nobody and Sons": false, "Delta One Delta Two": false, strings.Repeat("x", 500) + "Delta One; Delta Two": false, "Delta; Delta One": false} {
		c := context{year: year(t), declaration: clean()}
		res := smelter.Resolution{Row: cmrt.SmelterRow{Row: 6, Metal: cmrt.Tin, Lookup: text}, Outcome: smelter.UnknownName}
		for range 2 { // it is looked for once, and said as often as it is asked
			if got := c.several(res); (got != "") != want || want && got != text {
				t.Errorf("%q: %q", text, got)
			}
		}
		for _, known := range []smelter.Resolution{{Row: res.Row, Outcome: smelter.Resolved}, {Row: cmrt.SmelterRow{Row: 7, Metal: cmrt.Tin, Lookup: text, ID: "CID1"}}} {
			if got := c.several(known); got != "" {
				t.Errorf("%q of a row that is known or has a number: %q", text, got)
			}
		}
	}
	c := context{year: year(t), declaration: clean()}
	for name, want := range map[[2]string]string{{"tin", "Alpha"}: "CID900001", {"", "Alpha"}: "CID900001", {"gold", "Alpha"}: "", {"", "Oro"}: "CID900004", {"tin", "Delta"}: "", {"", "Nobody"}: ""} {
		if got := c.known(cmrt.Metal(name[0]), name[1]); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestWhatTheRegistrySaysOfANumber that is known no more is told with it: the last of what it
// did, and the names nearest.
func TestWhatTheRegistrySaysOfANumber(t *testing.T) {
	y, d := year(t), clean()
	row(func(r *cmrt.SmelterRow) { r.IDTyped, r.Name, r.Country = "CID900099", "New", "Peru" })(&d)
	message := func() string {
		f := has(Year(y, []cmrt.Declaration{d}, nil), "smelter-id-unknown")
		if f == nil {
			t.Fatal("a number that nobody knows is no finding")
		}
		return f.Message
	}
	const unknown = "CID900099 (New) is not in the directory of 2026-03-05."
	if got := message(); got != unknown {
		t.Errorf("%q", got)
	}
	var err error
	y.Revisions, err = smelter.NewRevisions(smelter.Source{}, []smelter.Revision{{Metal: cmrt.Tin, ID: "CID900099", Name: "Old", Basis: "Renamed", Date: "2024-01-01"}, {Metal: cmrt.Tin, ID: "CID900099", Name: "New", Basis: "Removed", Details: "closed.", Date: "2025-01-01"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := message(); !strings.HasPrefix(got, unknown+" The registry says: ") || !strings.Contains(got, "emoved") || strings.Contains(got, "enamed") || strings.HasSuffix(got, "..") {
		t.Errorf("%q", got)
	}
}

// TestWhichQuestionsMustBeAnswered, given the answers above them.
func TestWhichQuestionsMustBeAnswered(t *testing.T) {
	for name, tc := range map[string]struct {
		version   string
		added     string
		necessary string
		want      string // keys that are required of gold, among four
	}{
		"nothing":     {"6.5", "", "", "added"},
		"added":       {"6.5", "yes", "", "added necessary"},
		"not added":   {"6.5", "no", "", "added"},
		"both":        {"6.5", "yes", "yes", "added necessary covered_countries recycled"},
		"not in it":   {"6.5", "yes", "no", "added necessary"},
		"2.x":         {"2.03a", "", "", "necessary"},
		"2.x, in it":  {"2.03a", "", "yes", "necessary covered_countries recycled"},
		"2.x, not in": {"2.03a", "", "no", "necessary"},
	} {
		d := cleanOf(tc.version)
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary} {
			if _, asked := d.Answer(key, cmrt.Gold); asked {
				set(&d, key, cmrt.Gold, map[cmrt.Key]string{cmrt.Added: tc.added, cmrt.Necessary: tc.necessary}[key])
			}
		}
		c := context{declaration: d, layout: d.Layout()}
		var got []string
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary, cmrt.CoveredCountries, cmrt.Recycled} {
			if a, asked := d.Answer(key, cmrt.Gold); asked && c.required(a) {
				got = append(got, string(key))
			}
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// TestACompanyByAnyOfItsNames: legal forms behind it are left out of a company's name, but
// never all of it, and nothing else is.
func TestACompanyByAnyOfItsNames(t *testing.T) {
	for name, want := range map[string]string{"Acme GmbH & Co. KG": "acme", "ACME, Inc.": "acme", "Acme Pte. Ltd.": "acme", "Co Ltd": "co", "Inc": "inc", "Acme Holding": "acme holding", "AG Metals": "ag metals", "Übergrund S.A.": FoldCompany("Ubergrund SA"), "": ""} {
		if got := FoldCompany(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	if FoldName("Acme, Ltd.") == FoldName("Acme, Inc.") || FoldName("ACME Ltd") != FoldName("Acme, Ltd.") {
		t.Error("two companies that differ by their legal form alone are taken for one, or one written in two ways for two")
	}
}

// TestWhoHasNotAnsweredIsToldByLine of the roster, by the template that was asked for.
func TestWhoHasNotAnsweredIsToldByLine(t *testing.T) {
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "yes", Line: 7}, tables.Supplier{ID: "out", Name: "Out", InScope: "no", Line: 8})
	say := func(list []finding.Finding) (said []string) {
		for _, f := range list {
			said = append(said, f.Supplier+" "+f.File+":"+f.Cell+" "+f.Message)
		}
		return said
	}
	books := Year(y, []cmrt.Declaration{clean()}, nil).Workbooks
	if diff := cmp.Diff([]string{"beta data/2025/suppliers.csv:7 Beta has no declaration that counts for 2025."}, say(notResponded(y, books))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"acme data/2025/suppliers.csv:2 ACME has no EMRT that counts for 2025.", "beta data/2025/suppliers.csv:7 Beta has no EMRT that counts for 2025."}, say(notResponded(y.By("EMRT"), nil))); diff != "" {
		t.Error(diff)
	}
}

// TestARowBesideItsPlaceInAVersionOfFewColumns: what it has no column for says nothing.
func TestARowBesideItsPlaceInAVersionOfFewColumns(t *testing.T) {
	layout, _ := cmrt.LayoutOf("1.00") // B metal, D name, F street
	for text, want := range map[string]int{"": 0, "Alpha": 2} {
		d, _ := displacementOf(layout.Columns, cmrt.SmelterRow{Row: 9, Name: "Tin", Street: text})
		if d.by != want || want == 2 && d.cell != "D9" {
			t.Errorf("with %q behind the metal: %+v", text, d)
		}
	}
	if d, off := displacementOf(layout.Columns, cmrt.SmelterRow{Row: 9, Name: "Tin", MetalRaw: "Alpha"}); off {
		t.Errorf("what stands in the column of the metal is taken for that of a column that there is not: %+v", d)
	}
}

// TestWhatIsWatched is the facility to which a row leads, whatever number was typed, and where
// it leads to none that number.
func TestWhatIsWatched(t *testing.T) {
	row := cmrt.SmelterRow{IDTyped: " CID900009 "}
	for want, res := range map[string]smelter.Resolution{"CID900001": {Row: row, Outcome: smelter.Resolved, Facility: smelter.Facility{ID: "CID900001"}}, "CID900009": {Row: row, Outcome: smelter.UnknownName, Facility: smelter.Facility{ID: "CID900001"}}} {
		if got := watched(res); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
