package roster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
)

// told gives the rows of notes and problems that name a row, in short.
func told(in Import) string {
	list := slices.Clone(in.Notes)
	for _, p := range in.Problems {
		list = append(list, fmt.Sprintf("row %d, %s: %s", p.Row, p.Column, p.What))
	}
	return strings.Join(list, "\n")
}

// TestRowsThatAreNoVendor: each is left out and told; none becomes a supplier, and the
// shares are those of the vendors.
func TestRowsThatAreNoVendor(t *testing.T) {
	const two = "1,Delta,d@d.example,E1,75.00\n2,Epsilon,e@e.example,E1,25.00\n"
	for name, tc := range map[string]struct{ rows, says string }{
		"grand total":              {two + ",Grand Total,,,100.00\n", "Row 4 is a total"},
		"total in the number":      {two + "TOTAL,,,,100.00\n", "Row 4 is a total"},
		"total, upper case, marks": {two + ",T\u00adOTAL:\u00a0,,,100.00\n", "Row 4 is a total"},
		"total of another page":    {two + ",Total,,,999.00\n", "Row 4 is a total"},
		"in German":                {two + ",Gesamtsumme,,,100.00\n", "Row 4 is a total"},
		"in Japanese":              {two + ",合計,,,100.00\n", "Row 4 is a total"},
		"in Korean":                {two + ",합계,,,100.00\n", "Row 4 is a total"},
		"total of a part":          {two + ",Total E1,,,100.00\n", "Row 4 is a total"},
		"subtotal":                 {two + ",Subtotal E1,,,100.00\n", "Row 4 is a total"},
		"a sum without a word":     {two + ",,,,100.00\n", "Row 4 is a total"},
		"stars of SAP":             {two + "*,,,,100.00\n**,,,,100.00\n", "Row 5 is a total"},
		"subtotals of Excel":       {"1,Delta,d@d.example,E1,75.00\n,,,E1 Total,75.00\n2,Epsilon,e@e.example,E1,25.00\n,,,E2 Total,25.00\n,,,Grand Total,100.00\n", "Row 3 is a total"},
		"subtotals of a name":      {"1,Delta,d@d.example,E1,75.00\n,Delta Total,,,75.00\n2,Epsilon,e@e.example,E1,25.00\n,Epsilon Total,,,25.00\n", "Row 3 is a total"},
		"a count of vendors":       {two + ",Total: 40 vendors,,,500.00\n", "row 4, Name: “Total: 40 vendors” looks like a total"},
		"header again":             {"1,Delta,d@d.example,E1,75.00\n" + head + "2,Epsilon,e@e.example,E1,25.00\n", "1 row repeating the header left out"},
		"in Polish, a mean":        {two + ",Razem,,,100.00\n,Average,,,50.00\n", "Row 5 is a total"},
		"result beside a number":   {"1,Delta,d@d.example,E1,75.00\n1 Result,,,,75.00\n2,Epsilon,e@e.example,E1,25.00\nOverall Result,,,,100.00\n", "Row 3 is a total"},
		"units below the header":   {",,,,EUR\n" + two, "Row 2 is a remark"},
		"a count, a name alone":    {two + ",Vendors: 2,,,\n", "row 4, Name: “Vendors: 2” stands alone"},
		"a name without end":       {two + "3," + strings.Repeat("Ä", 16_000) + ",,,0.00\n", "The name has 32000 bytes"},
		"a remark":                 {two + "* Confidential. Printed on Monday.,,,,\n", "Row 4 is a remark"},
		"formula error as name":    {two + "3,#N/A,,,0.00\n", "row 4, Name: The cell holds the formula error #N/A"},
		"formula error in German":  {two + "3,#NV,,,0.00\n", "formula error #NV"},
		"formula error as number":  {two + "#N/A,Zeta,,,0.00\n", "row 4, Vendor No.: The cell holds the formula error"},
		"number without digits":    {two + "1.23E+11,Zeta,,,0.00\n", "was cut to a power of ten"},
		"letters that were lost":   {two + "3,Z\ufffdta,,,0.00\n", "lost letters"},
		"letters taken for others": {two + "3,ZÃ¼rich Metall,,,0.00\n", "lost letters"},
	} {
		in, err := Merge("export.csv", []byte(head+tc.rows), nil, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := ids(in.Roster); got != "delta epsilon" || in.Roster[0].SpendShare != "75.00" || in.Roster[1].SpendShare != "25.00" {
			t.Errorf("%s: %s, shares of %+v", name, got, in.Roster)
		}
		if !strings.Contains(told(in), tc.says) {
			t.Errorf("%s: it does not say %q but\n%s", name, tc.says, told(in))
		}
	}
}

// TestCompaniesCalledLikeATotal stay.
func TestCompaniesCalledLikeATotal(t *testing.T) {
	in, err := Merge("export.csv", []byte(head+"1,Delta,,,75.00\n2,Total,,,20.00\n,Total Metals GmbH,,,4.00\n4,Summe,,,1.00\n"), nil, nil, Options{})
	if err != nil || ids(in.Roster) != "delta total total-metals summe" {
		t.Errorf("%v: %s\n%s", err, ids(in.Roster), told(in))
	}
	if in, err = Merge("export.csv", []byte("Name,Spend\nDelta,70\nTotal,20\n"), nil, nil, Options{}); err != nil || len(in.Problems) != 1 || ids(in.Roster) != "delta" {
		t.Errorf("a name that may be a total was not asked about: %v\n%s", err, told(in))
	}
}

func TestBlockedVendors(t *testing.T) {
	const table = "Vendor,Name,Spend,Blocked?\n100,Acme GmbH,5.00,X\n7,Delta,0.00,X\n8,Epsilon,9.00,yes\n9,Zeta,1.00,no\n10,Eta,1.00,07\n"
	in := merge(t, table, Options{})
	if ids(in.New) != "zeta eta" || len(in.Questions) != 1 || in.Questions[0].Key != "8" || !strings.Contains(told(in), "“Delta” (7) is blocked") || !strings.Contains(told(in), `"07" does not say`) {
		t.Errorf("new %s, asked %+v\n%s", ids(in.New), in.Questions, told(in))
	}
	if in = merge(t, table, Options{New: []string{"8"}}); ids(in.New) != "epsilon zeta eta" || len(in.Questions) > 0 {
		t.Errorf("new %s, asked %+v", ids(in.New), in.Questions)
	}
}

func TestVendorsThatMayBeOneCompany(t *testing.T) {
	for name, table := range map[string]string{
		"one address":                   "Vendor,Name,E-mail\n7,Delta,info@d.example\n8,Delta Plating,Info@D.example\n",
		"one address, of the roster":    "Vendor,Name,E-mail\n7,Delta,x@d.example\n8,Borealis Plating," + borealis.Email + "\n",
		"one tax number":                "Vendor,Name,VAT No.\n7,Delta,DE 123\n8,Delta Plating,de123\n",
		"one tax number, other address": "Vendor,Name,VAT No.,E-mail\n7,Delta,DE 123,a@d.example\n8,Delta Plating,DE123,b@d.example\n",
	} {
		in := merge(t, table, Options{})
		if len(in.Questions) != 1 || in.Questions[0].Key != "8" || len(in.Questions[0].Candidates) != 1 || ids(in.New) != "delta" {
			t.Fatalf("%s: new %s, asked %+v", name, ids(in.New), in.Questions)
		}
		id := in.Questions[0].Candidates[0].ID // as the question offers it, whether it is on the roster yet or not
		if in := merge(t, table, Options{Same: map[string]string{"8": id}}); len(in.Questions) > 0 || ids(in.New) != "delta" {
			t.Errorf("%s: the same as %s: new %s, asked %+v", name, id, ids(in.New), in.Questions)
		}
		if in := merge(t, table, Options{New: []string{"8"}}); len(in.Questions) > 0 || len(in.New) != 2 {
			t.Errorf("%s: another: new %s, asked %+v", name, ids(in.New), in.Questions)
		}
	}
}

func TestColumnsThatAreNotTakenAreNamed(t *testing.T) {
	in := merge(t, "Vend.#,Supplier Legal Name,Ctry,Spend FY2025 (USD),Buyer,Empty\n7,Delta,DE,5.00,MS,\n", Options{})
	if got := told(in); !strings.Contains(got, "“Ctry”") || strings.Contains(got, "“Empty”") || strings.Contains(got, "Spend") || !strings.Contains(got, "--map") {
		t.Errorf("%s", got)
	}
	if s := in.Roster[len(in.Roster)-1]; s.Vendor != "7" || s.Buyer != "MS" || s.SpendShare != "100.00" {
		t.Errorf("%+v", s)
	}
}

func TestNumbersThatProgramsWrote(t *testing.T) {
	for in, want := range map[string]string{"1.0001234E7": "10001234", "100235.0": "100235", "100235,00": "100235", " 10 02\u00a035 ": "100235", "1.0001234E+07": "10001234", "1.00E+07": "1.00E+07",
		"1E10": "1E10", "0007": "0007", "A-12.0": "A-12.0", "１２３": "123", "12.50": "12.50"} {
		if got := listing.VendorNumber(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestAmountsThatAreNone stop the counting of shares, whatever a currency could be.
func TestAmountsThatAreNone(t *testing.T) {
	for _, typed := range []string{"TBD", "EUR", "k.A."} {
		in := merge(t, "Vendor,Name,Spend\n1,Delta,"+typed+"\n2,Epsilon,5.00\n", Options{})
		if s := in.Roster[len(in.Roster)-1]; s.SpendShare != "" || !strings.Contains(told(in), "row 2, Spend") {
			t.Errorf("%s: share %q\n%s", typed, s.SpendShare, told(in))
		}
	}
	if in := merge(t, "Vendor,Name,Spend\n1,Delta,-\n2,Epsilon,5.00\n", Options{}); in.Roster[len(in.Roster)-1].SpendShare != "100.00" {
		t.Errorf("a dash is nothing bought: %+v\n%s", in.Roster, told(in))
	}
}

// TestAnAmountThatIsParted is told, and no share is counted of what is left of it.
func TestAnAmountThatIsParted(t *testing.T) {
	in := merge(t, "Vendor,Name,Spend\n7,Delta,1,234.50\n8,Epsilon,5.00\n9,Zeta,5.00\n", Options{})
	if ids(in.New) != "epsilon zeta" || in.New[0].SpendShare != "" || !strings.Contains(told(in), "row 2, : The row has more cells than the header") {
		t.Errorf("%s\n%s", ids(in.New), told(in))
	}
}

// TestARowIsToldAndTheRestIsTaken where an export would make a roster that cannot be read.
func TestARowIsToldAndTheRestIsTaken(t *testing.T) {
	for table, says := range map[string]string{
		"Vendor,Name,Parent\n7,Delta,8\n8,Epsilon,7\n":                               "row 3, Parent: \"7\" is itself below epsilon",
		"Vendor,Name,Spend share\n7,Delta,60%\n8,Epsilon,70%\n":                      "row 2, Spend share: All shares together are 130.00",
		"Vendor,Name,E-mail\n7,Delta,d@d.example?subject=x\n8,Epsilon,e@e.example\n": "row 2, E-mail",
	} {
		in := merge(t, table, Options{})
		if ids(in.New) != "delta epsilon" || !strings.Contains(told(in), says) {
			t.Errorf("%s: %s\n%s", table, ids(in.New), told(in))
		}
		if _, err := project.RosterTable(2025, in.Roster); err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
	in := merge(t, "Vendor,Name,E-mail,3TG\n7,Delta,mailto:d@d.example?subject=CMRT,\"Sn, Au\"\n", Options{})
	for typed, want := range map[string]string{"D. Delta <d@d.example>": "d@d.example", "<d@d.example>": "d@d.example", "a@d.example; b@d.example": "", "D <a@d.example>, E <b@d.example>": ""} {
		if in := merge(t, "Vendor;Name;E-mail\n7;Delta;\""+typed+"\"\n", Options{}); in.New[0].Email != want || (want == "") != strings.Contains(told(in), "row 2, E-mail") {
			t.Errorf("%s: %q\n%s", typed, in.New[0].Email, told(in))
		}
	}
	if s := in.New[0]; s.Email != "d@d.example" || s.Metals != "tin gold" {
		t.Errorf("%+v\n%s", s, told(in))
	}
}

func TestSharesInPerCent(t *testing.T) {
	for table, want := range map[string]string{
		"Name;Spend share\nDelta;25%\nEpsilon;5 %\n":    "25 5",
		"Name;Spend share\nDelta;25,5\nEpsilon;0,5\n":   "25.5 0.5",
		"Name;Spend share\nDelta;0,25\nEpsilon;0,05\n":  " ", // a quarter, or a quarter of one per cent
		"Name;Spend share\nDelta;0.25%\nEpsilon;0.05\n": "0.25 0.05",
		"Name;Spend share\nDelta;many\nEpsilon;40\n":    " 40",
		"Name;Spend share\nDelta;250\nEpsilon;40\n":     " 40",
	} {
		in, err := Merge("export.csv", []byte(table), nil, nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := in.Roster[0].SpendShare + " " + in.Roster[1].SpendShare; got != want || strings.Contains(" "+want+" ", "  ") != (len(in.Problems) > 0) {
			t.Errorf("%q: %q, want %q; %s", table, got, want, told(in))
		}
	}
}
