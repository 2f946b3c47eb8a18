package listing

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestAFacilityOfTwoMetals in one row is refused: left out as one of another mineral it
// would be missing in both.
func TestAFacilityOfTwoMetals(t *testing.T) {
	for _, metals := range []string{`"Tin, Tungsten"`, "Gold/Silver", "Tin and Tantalum", "Sn; W"} {
		_, err := list(Options{}, "Metal,Facility ID,Status", "Gold,CID900001,Active", metals+",CID900002,Active")
		if !errors.Is(err, ErrList) || !strings.Contains(err.Error(), "row 3: "+`"`+strings.Trim(metals, `"`)+`" names`) {
			t.Errorf("%s: %v", metals, err)
		}
	}
	l, err := list(Options{}, "Metal,Facility ID,Status", "Gold (Au),CID900001,Active", "Cobalt/Nickel,CID900002,Active", "Tinplate,CID900003,Active")
	if err != nil || len(l.Conformance) != 1 || !strings.Contains(strings.Join(l.Notes, " "), "2 rows of other minerals left out") {
		t.Error(err, l.Conformance, l.Notes)
	}
}

// TestNoDay is said in more ways than by a blank.
func TestNoDay(t *testing.T) {
	for _, said := range []string{"", "-", "—", "N/A", "n/a", "NA", "Not applicable", "None", "NULL"} {
		l, err := list(Options{}, "Metal,Facility ID,Status,Last Audit Date,Audit Cycle,Re-audit", "Gold,CID900001,Active,"+said+","+said+",")
		if err != nil || l.Conformance[0].LastAudit != "" || strings.Contains(strings.Join(l.Notes, " "), "audit cycle") {
			t.Errorf("%q: %v %q", said, err, l.Notes)
		}
	}
	if _, err := list(Options{}, "Metal,Facility ID,Status,Last Audit Date", "Gold,CID900001,Active,TBD"); err == nil {
		t.Error("TBD is no day, and no word that there is none")
	}
}

// TestALineAmongTheFacilities that speaks of another status is over those below it, so that
// the kind of the list is no word about them; below all of them it is a remark.
func TestALineAmongTheFacilities(t *testing.T) {
	const header, one, other = "Metal,Smelter ID,Name,Country", "Gold,CID900001,Alpha,Peru", "Gold,CID900002,Beta,Peru"
	for _, line := range []string{"Formerly conformant,,,", ",,Removed from the list in 2026,", "Active facilities,,,"} {
		_, err := list(Options{Kind: Conformant}, header, one, "", line, other)
		if !errors.Is(err, ErrList) || !strings.Contains(err.Error(), "speaks of") || !strings.Contains(err.Error(), "row 4, “"+strings.Trim(line, ",")+"”") {
			t.Errorf("%s: %v", line, err)
		}
		if l, err := list(Options{Kind: Conformant}, header, one, other, "", line); err != nil || len(l.Conformance) != 2 {
			t.Errorf("%s, as a remark: %v", line, err)
		}
	}
	if l, err := list(Options{Kind: Conformant}, header, one, "Conformant refiners in South America,,,", other); err != nil || len(l.Conformance) != 2 {
		t.Errorf("a line that says what the list is: %v", err)
	}
}

// TestAVendorThatIsStruckThrough is told: whether it still stands is for a person to say.
func TestAVendorThatIsStruckThrough(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	struck, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
	for cell, said := range map[string]string{"A1": "Vendor", "B1": "Name", "A2": "1", "B2": "Alpha", "A3": "2", "B3": "Beta"} {
		err = errors.Join(err, f.SetCellStr("Sheet1", cell, said))
	}
	err = errors.Join(err, f.SetCellStyle("Sheet1", "B3", "B3", struck))
	book, bad := f.WriteToBuffer()
	if err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	if rows, told := said("export.xlsx", book.Bytes()); rows != "1|Alpha; 2|Beta" || !strings.Contains(told, "1 row with an entry struck through") {
		t.Error(rows, told)
	}
}

// TestCountriesByCode are those countries, under the names that others use.
func TestCountriesByCode(t *testing.T) {
	l, err := list(Options{Kind: Directory}, "Metal,Smelter ID,Standard Smelter Name,Country", "Gold,CID900001,Alpha,DE", "Gold,CID900002,Beta,COD", "Gold,CID900003,Gamma,XX", "Gold,CID900004,Delta,Japan")
	var got []string
	for _, r := range l.Directory {
		got = append(got, r.Country+" "+r.CountryCode)
	}
	if want := "Germany DE; Democratic Republic of the Congo CD; Japan JP; XX "; err != nil || !sameSet(got, strings.Split(want, "; ")) {
		t.Errorf("%v %q", err, got)
	}
	if said := strings.Join(l.Notes, " "); !strings.Contains(said, `"XX" is not known as a country`) || strings.Contains(said, `"DE"`) {
		t.Error(said)
	}
}

// sameSet tells whether two lists hold the same, in whatever order.
func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
