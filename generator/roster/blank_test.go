package roster

import (
	"strings"
	"testing"
)

// TestWordsForNothing are no number that two vendors share, no supplier and nobody to write to.
func TestWordsForNothing(t *testing.T) {
	in := merge(t, "Vendor,Name,Contact,Email,Language,Metals,Contract Clause,Parent\nN/A,Delta,n/a,,-,none,n/a,(null)\nn/a,Epsilon,Unknown,,NULL,—,TBD,-\n#,NULL,,,,,,\n(blank),None,,,,,,\nNULL,Nil Ltd,#,,,,,\n", Options{})
	var got []string
	for _, s := range in.New {
		got = append(got, strings.Join([]string{s.ID, s.Name, s.Vendor, s.Contact, s.Email, s.Language, s.Metals, s.Parent}, "|"))
	}
	if want := "delta|Delta||||||; epsilon|Epsilon||||||; none|None||||||; nil|Nil Ltd||||||"; strings.Join(got, "; ") != want {
		t.Errorf("%s, want %s", strings.Join(got, "; "), want)
	}
	if said := told(in); len(in.Problems) > 1 || len(in.Questions) > 0 || strings.Contains(said, "address") {
		t.Error(said, in.Questions)
	}
}

// TestColumnsThatAreMixedUp stop the import: a supplier called 1000, or called like a person,
// would keep that id for ever.
func TestColumnsThatAreMixedUp(t *testing.T) {
	for name, tc := range map[string]struct {
		table  string
		mapped map[string]string
		says   string
	}{
		"the code of the buying company": {"Company,Vendor,Spend\n1000,Delta GmbH,10\n1000,Epsilon AG,20\n", nil, "the column “Company” holds numbers and no names"},
		"a person's name":                {"Vendor,Name,Email\nDelta GmbH,Ann Other,a@d.example\nEpsilon AG,Bob More,b@e.example\n", nil, "the column “Vendor” holds names and no numbers, such as “Epsilon AG”: if the vendors are called so, say --map name='Vendor',vendor=HEADER"},
		"people know what it is":         {"Vendor,Name\nDELTA X,Delta\nEPSILON X,Epsilon\n", map[string]string{"vendor": "Vendor"}, ""},
		"a company called by a number":   {"Vendor,Name\n1,3\n2,Epsilon\n", nil, ""},
		"numbers of letters":             {"Vendor,Name\nDELTA,Delta\nEPSI,Epsilon\n", nil, ""},
	} {
		_, err := Merge("export.csv", []byte(tc.table), nil, nil, Options{Columns: tc.mapped})
		if tc.says == "" && err != nil || tc.says != "" && (err == nil || !strings.Contains(err.Error(), tc.says)) {
			t.Errorf("%s: %v, want %q", name, err, tc.says)
		}
	}
}

// TestStatisticsBelowATable are no vendors, and what is left of a list of addresses is one.
func TestStatisticsBelowATable(t *testing.T) {
	in := merge(t, "Vendor,Name,Email,Spend\n1,Delta,d@d.example;,75\n2,Epsilon,e@e.example,25\n,Max,,75\n,Min,,25\n,Median,,50\n", Options{})
	if len(in.New) != 2 || in.New[0].Email != "d@d.example" || in.New[0].SpendShare != "75.00" || strings.Count(told(in), "is a total and no vendor") != 3 {
		t.Error(ids(in.New), told(in))
	}
}

// TestAColumnSupplier holds numbers where another has the names, as S/4HANA exports it; where
// it holds texts it stays untaken and is named.
func TestAColumnSupplier(t *testing.T) {
	in := merge(t, "Supplier,Supplier Name,Net Value\n100234,Delta,75\n100235,Epsilon,25\n,Total,100\n", Options{})
	if len(in.New) != 2 || in.New[0].Vendor != "100234" || in.New[1].Vendor != "100235" || in.New[0].SpendShare != "75.00" || !strings.Contains(told(in), "“Supplier” was taken for the numbers of the vendors") {
		t.Error(in.New, told(in))
	}
	in = merge(t, "Supplier,Supplier Name\nDelta Group,Delta\nEpsilon,Epsilon\n", Options{})
	if len(in.New) != 2 || in.New[0].Vendor != "" || !strings.Contains(told(in), "not taken, since their headers are not known: “Supplier”") {
		t.Error(in.New, told(in))
	}
	in = merge(t, "Supplier,Vendor,Supplier Name\n7,100234,Delta\n", Options{})
	if len(in.New) != 1 || in.New[0].Vendor != "100234" {
		t.Error(in.New, told(in))
	}
}
