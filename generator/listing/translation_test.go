package listing

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/tables"
)

func TestTranslation(t *testing.T) {
	l, err := Read("t.csv", []byte("Old number,Smelter ID\n2per002,cid900002\n2PER001,CID900001\n2PER001,CID900001\n,CID900003\n"), Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	want := []tables.TranslationRow{{OldNumber: "2PER001", SmelterID: "CID900001"}, {OldNumber: "2PER002", SmelterID: "CID900002"}}
	if diff := cmp.Diff(want, l.Translation); diff != "" || l.Kind != Translation {
		t.Error(l.Kind, diff)
	}
	for in, message := range map[string]string{
		"Old number,Smelter ID\n2PER001,CID900001\n2PER001,CID900002\n": "2PER001 became CID900001, and also CID900002",
		"Old number,Smelter ID\nx1,CID900001\n":                         "row 2: \"X1\" is not a number of CMRT 2.x",
		"Old number,Smelter ID\n2PER001,77\n":                           "row 2: \"77\" is not a smelter ID",
	} {
		if _, err := Read("t.csv", []byte(in), Options{AsOf: asOf}); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// TestTranslationOfARealTemplate: 3.01 lists the old numbers beside its own.
func TestTranslationOfARealTemplate(t *testing.T) {
	for file, want := range map[string]int{"samples/CMRT_3.01_green.xlsx": 183, "templates/RMI_CMRT_6.5.xlsx": 0} {
		data, err := os.ReadFile("../../../shared/cmrt/" + file)
		if os.IsNotExist(err) {
			t.Skip("needs ../shared with real templates")
		}
		if err != nil {
			t.Fatal(err)
		}
		l, err := Read(file, data, Options{Kind: Translation, AsOf: "2014-05-30"})
		if len(l.Translation) != want || (err == nil) != (want > 0) {
			t.Errorf("%s: %d old numbers, %v", file, len(l.Translation), err)
		}
	}
}

func TestCAHRA(t *testing.T) {
	l, err := Read("c.csv", []byte("Country,Minerals,Basis,Source\nMali,\"Gold, tin\",armed conflict,https://x.example\nDRC,3TG,Dodd-Frank,\n"), Options{Kind: CAHRA, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	want := []tables.AreaRow{{CountryCode: "CD", Country: "Democratic Republic of the Congo", Basis: "Dodd-Frank"},
		{CountryCode: "ML", Country: "Mali", Minerals: "tin gold", Basis: "armed conflict", Source: "https://x.example"}}
	if diff := cmp.Diff(want, l.CAHRA); diff != "" {
		t.Error(diff)
	}
	l, err = Read("c.csv", []byte("Country,Metal,Basis\nMali,Au,conflict\n"), Options{Kind: CAHRA, AsOf: asOf})
	if err != nil || l.CAHRA[0].Minerals != "gold" {
		t.Errorf("a column Metal: %+v %v", l.CAHRA, err)
	}
	for in, message := range map[string]string{
		"Country,Basis\nAtlantis,x\n":                       "row 2: \"Atlantis\" is not one country",
		"Country,Basis\n\"Mali, Niger\",x\n":                "is not one country",
		"Country,Basis\nMali,\n":                            "row 2: Mali has no basis",
		"Country,Minerals,Basis\nMali,cobalt,x\n":           "\"cobalt\" is not tantalum, tin, gold or tungsten",
		"Country,Country code,Basis\nMali,NE,x\n":           "the code NE is not that of Mali",
		"Metal,Smelter ID,Last Audit Date\nGold,CID900001,": "no row of the file is a header that is known",
	} {
		if _, err := Read("c.csv", []byte(in), Options{Kind: CAHRA, AsOf: asOf}); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestNextAuditBegun(t *testing.T) {
	for in, want := range map[string]string{"": "", "N/A": "", "No": "no", "Not started": "no", "None": "no", "Yes": "yes", "In progress": "yes", "X": "yes"} {
		if got, err := inProgress(in); got != want || err != nil {
			t.Errorf("%q is %q, %v", in, got, err)
		}
	}
	if got, err := inProgress("perhaps"); err == nil {
		t.Errorf("“perhaps” is %q", got)
	}
}
