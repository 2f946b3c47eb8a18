package listing

import (
	"errors"
	"strings"
	"testing"
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
	for _, said := range []string{"", "-", "—", "N/A", "n/a", "NA", "Not applicable", "None"} {
		l, err := list(Options{}, "Metal,Facility ID,Status,Last Audit Date,Audit Cycle,Re-audit", "Gold,CID900001,Active,"+said+","+said+",")
		if err != nil || l.Conformance[0].LastAudit != "" || strings.Contains(strings.Join(l.Notes, " "), "audit cycle") {
			t.Errorf("%q: %v %q", said, err, l.Notes)
		}
	}
	if _, err := list(Options{}, "Metal,Facility ID,Status,Last Audit Date", "Gold,CID900001,Active,TBD"); err == nil {
		t.Error("TBD is no day, and no word that there is none")
	}
}
