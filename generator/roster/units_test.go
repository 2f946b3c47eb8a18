package roster

import (
	"strings"
	"testing"
)

// TestAmountsInSeveralUnits are not added up: 100 EUR and 100 USD are no 200, and neither
// are 12k and 900. One unit throughout leaves shares as they are.
func TestAmountsInSeveralUnits(t *testing.T) {
	for name, tc := range map[string]struct {
		table, shares string // of the two new vendors
		says          string
	}{
		"two currencies":             {"Vendor,Name,Spend\n1,Delta,75 EUR\n2,Epsilon,25 USD\n", "", "row 3, Spend: The amounts are not all in one unit (EUR in row 2, USD here)"},
		"two signs":                  {"Vendor,Name,Spend\n1,Delta,€75\n2,Epsilon,£25\n", "", "(EUR in row 2, GBP here)"},
		"in a column of their own":   {"Vendor,Name,Spend,Currency\n1,Delta,75,EUR\n2,Epsilon,25,JPY\n", "", "(EUR in row 2, JPY here)"},
		"thousands beside plain":     {"Vendor,Name,Spend\n1,Delta,75k\n2,Epsilon,25\n", "", "row 3, Spend: The amounts are not all in one unit (K in row 2, none here)"},
		"plain beside thousands":     {"Vendor,Name,Spend\n1,Delta,75\n2,Epsilon,25k\n", "", "row 2, Spend: The amounts are not all in one unit (K in row 3, none here)"},
		"thousands beside millions":  {"Vendor,Name,Spend\n1,Delta,75 T€\n2,Epsilon,25 Mio\n", "", "not an amount"},
		"millions beside thousands":  {"Vendor,Name,Spend\n1,Delta,1.5M\n2,Epsilon,25k\n", "", "(M in row 2, K here)"},
		"one currency":               {"Vendor,Name,Spend,Currency\n1,Delta,75,EUR\n2,Epsilon,25,EUR\n", "75.00 25.00", ""},
		"one currency, said twice":   {"Vendor,Name,Spend,Currency\n1,Delta,$75,USD\n2,Epsilon,25,USD\n", "75.00 25.00", ""},
		"dollars in three ways":      {"Vendor,Name,Spend\n1,Delta,$75.00\n2,Epsilon,20 USD\n2,Epsilon,US$ 5\n", "75.00 25.00", ""},
		"thousands throughout":       {"Vendor,Name,Spend\n1,Delta,75k\n2,Epsilon,25k\n", "75.00 25.00", ""},
		"nothing in another unit":    {"Vendor,Name,Spend,Currency\n1,Delta,75,EUR\n2,Epsilon,25,EUR\n3,Zeta,0,USD\n", "75.00 25.00 0.00", ""},
		"as Java writes an exponent": {"Vendor,Name,Spend\n1,Delta,7.5E1\n2,Epsilon,25\n", "75.00 25.00", ""},
	} {
		in := merge(t, tc.table, Options{})
		var shares []string
		for _, s := range in.New {
			if s.SpendShare != "" {
				shares = append(shares, s.SpendShare)
			}
		}
		if got := strings.Join(shares, " "); got != tc.shares || !strings.Contains(told(in), tc.says) || tc.says == "" && len(in.Problems) > 0 {
			t.Errorf("%s: shares %q, want %q; told %s", name, got, tc.shares, told(in))
		}
	}
}

// TestNamesOfTwoColumns are one name, as SAP keeps it: two companies of a group that share
// the first column are two suppliers.
func TestNamesOfTwoColumns(t *testing.T) {
	const table = "Vendor,Name 1,Name 2,E-mail\n7,Delta Components,GmbH & Co. KG,\n8,Delta Components,Sales AG,\n9,Lagermann,AG,\n10,Epsilon,c/o Zeta,\n11,Theta GmbH,GmbH,\n12,Iota,#N/A,\n13,Kappa,,\n"
	in := merge(t, table, Options{})
	var names []string
	for _, s := range in.New {
		names = append(names, s.Name)
	}
	if got, want := strings.Join(names, "; "), "Delta Components GmbH & Co. KG; Delta Components Sales AG; Lagermann AG; Epsilon; Theta GmbH; Iota; Kappa"; got != want {
		t.Errorf("names %q, want %q", got, want)
	}
	if said := told(in); len(in.Questions) > 0 || !strings.Contains(said, "row 7, Name 2: The cell holds the formula error #N/A") || !strings.Contains(said, "3 names put together of the columns “Name 1” and “Name 2”, the first “Delta Components GmbH & Co. KG” in row 2.") {
		t.Error(in.Questions, said)
	}
	in = merge(t, table, Options{Columns: map[string]string{"name": "Name 1"}, New: []string{"8"}})
	if len(in.New) != 7 || in.New[0].Name != "Delta Components" || !strings.Contains(told(in), "The column “Name 2” was not taken") {
		t.Errorf("a column of names that was named is all of the name: %+v", in.New)
	}
	in = merge(t, strings.Replace(table, "Name 2", "Rest", 1), Options{Columns: map[string]string{"name": "Name 1", "name_2": "Rest"}})
	if len(in.New) != 7 || in.New[0].Name != "Delta Components GmbH & Co. KG" {
		t.Errorf("both columns were named: %+v", in.New)
	}
}

// TestNumbersThatBecameDays are told: the number that stood there is gone for good.
func TestNumbersThatBecameDays(t *testing.T) {
	in := merge(t, "Vendor,Name\n2025-03-12,Delta\n12-Mar,Epsilon\n3-12,Zeta\n", Options{})
	if said := told(in); ids(in.New) != "zeta" || !strings.Contains(said, "row 2, Vendor: 2025-03-12 is a day") || !strings.Contains(said, "row 3, Vendor: 12-Mar is a day") {
		t.Error(ids(in.New), said)
	}
}

// TestNamesThatLostLetters are told, also where only a part of the spoiled letters came.
func TestNamesThatLostLetters(t *testing.T) {
	in := merge(t, "Vendor,Name\n1,SociÃ©tÃ© Ãtain\n2,FUNDIÇÃO SÃO JOÃO\n", Options{})
	if said := told(in); len(in.New) != 1 || in.New[0].Name != "FUNDIÇÃO SÃO JOÃO" || !strings.Contains(said, "row 2, Name: The name “SociÃ©tÃ© Ãtain” lost letters") {
		t.Error(ids(in.New), said)
	}
}
