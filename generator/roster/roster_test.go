package roster

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

var (
	acme     = tables.Supplier{ID: "acme", Name: "Acme GmbH", Contact: "A. Muster", Email: "minerals@acme.example", Language: "de", InScope: "yes", Why: "boards", Metals: "tin", SpendShare: "60", Vendor: "0000100"}
	borealis = tables.Supplier{ID: "borealis", Name: "Borealis Ltd", Email: "b@borealis.example", InScope: "yes", Why: "wire", SpendShare: "40"}
	cygnus   = tables.Supplier{ID: "cygnus", Name: "Cygnus", InScope: "no", Why: "packaging", Parent: "acme"}
)

const head = "Vendor No.,Name,E-mail,Commodity,Spend\n"

func merge(t *testing.T, table string, o Options) Import {
	t.Helper()
	in, err := Merge("export.csv", []byte(table), []tables.Supplier{acme, borealis}, []tables.Supplier{acme, cygnus}, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := project.RosterTable(2025, in.Roster); err != nil {
		t.Fatalf("the roster cannot be read: %v", err)
	}
	return in
}

func ids(list []tables.Supplier) string {
	var out []string
	for _, s := range list {
		out = append(out, s.ID)
	}
	return strings.Join(out, " ")
}

func TestVendorsAreKnownAgain(t *testing.T) {
	for name, tc := range map[string]struct {
		row, fresh, returning, gone string
		ask                         bool
	}{
		"by number, whatever the name":         {"100,Acme Holding AG,,,1", "", "", "borealis", false},
		"by name, and no number so far":        {"200,BOREALIS  Ltd.,b@borealis.example,,1", "", "", "acme", false},
		"by name, another house":               {"200,Borealis Ltd,b@other.example,,1", "", "", "acme borealis", true},
		"by name, another number":              {"101,Acme GmbH,,,1", "", "", "acme borealis", true},
		"another legal form is another":        {"101,Acme Inc,,,1", "acme-b", "", "acme borealis", false},
		"by name, on last year's roster":       {"300,Cygnus,,,1", "", "cygnus", "acme borealis", false},
		"new":                                  {"400,Müller & Söhne KG,,,1", "muller-sohne", "", "acme borealis", false},
		"new, in letters of no Latin alphabet": {"400,深圳市,,,1", "shen-zhen-shi", "", "acme borealis", false},
		"new, like the second file of another": {"400,Acme 2,,,1", "acme2", "", "acme borealis", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := merge(t, head+tc.row+"\n", Options{})
			if ids(in.New) != tc.fresh || ids(in.Returning) != tc.returning || ids(in.Gone) != tc.gone || (len(in.Questions) > 0) != tc.ask {
				t.Errorf("new %q, returning %q, gone %q, asked %+v", ids(in.New), ids(in.Returning), ids(in.Gone), in.Questions)
			}
		})
	}
}

// TestIDsStayWhenTheExportIsImportedAgain also holds that nothing changes then.
func TestIDsStayWhenTheExportIsImportedAgain(t *testing.T) {
	table := head + "1,Delta,,,1\n2,Epsilon,,,2\n3,Delta AG,,,3\n,Zeta,z@z.example,,4\n"
	first := merge(t, table, Options{Taken: []string{"delta"}})
	if got := ids(first.New); got != "delta-b epsilon delta-c zeta" {
		t.Fatal(got)
	}
	again, err := Merge("export.csv", []byte(table), first.Roster, nil, Options{})
	if err != nil || !slices.Equal(again.Roster, first.Roster) || len(again.New)+len(again.Questions)+len(again.Filled)+len(again.Differing) > 0 {
		t.Errorf("%v: %+v", err, again)
	}
}

func TestTwoVendorsOfOneName(t *testing.T) {
	table := head + "7,Delta,,,1\n8,DELTA,,,1\n"
	in := merge(t, table, Options{})
	if len(in.Questions) != 1 || in.Questions[0].Key != "8" || ids(in.New) != "delta" {
		t.Fatalf("%+v", in.Questions)
	}
	if in := merge(t, table, Options{New: []string{"8"}}); ids(in.New) != "delta delta-b" || len(in.Questions) > 0 {
		t.Errorf("two companies: %s, %+v", ids(in.New), in.Questions)
	}
	in = merge(t, table, Options{Same: map[string]string{"7": "borealis", "8": "borealis"}})
	if len(in.New) > 0 || in.Roster[1].Vendor != "7 8" || in.Roster[1].SpendShare != "100.00" || in.Roster[0].SpendShare != "0.00" {
		t.Errorf("one company: %+v", in.Roster)
	}
	if in := merge(t, head+"7,Borealis Ltd,,,1\n8,Borealis Ltd,,,1\n", Options{}); len(in.Questions) != 2 {
		t.Errorf("which of two is the one on the roster was guessed: %+v", in.Questions)
	}
	for _, o := range []Options{{New: []string{"9"}}, {Same: map[string]string{"9": "acme"}}, {Same: map[string]string{"7": "nobody"}}, {Take: []string{"id"}}} {
		if _, err := Merge("export.csv", []byte(table), nil, nil, o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}

func TestWhatPeopleWroteStays(t *testing.T) {
	const table = "Vendor,Name,Contact,E-mail,Language\n100,Acme Europe GmbH,B. Buyer,buy@acme.example,EN\n,Borealis Ltd,C. Clerk,b@borealis.example,\n"
	scope := []project.ScopeRule{{InScope: "no", Why: "services"}}
	in := merge(t, table, Options{Scope: scope})
	if got := in.Roster[0]; got != acme {
		t.Errorf("%+v", got)
	}
	if in.Roster[1].Contact != "C. Clerk" || len(in.Filled) != 1 {
		t.Errorf("a blank cell was not filled in: %+v", in.Filled)
	}
	if len(in.Differing) != 6 { // four of acme's cells, and the scope of both
		t.Errorf("%+v", in.Differing)
	}
	in = merge(t, table, Options{Scope: scope, Take: []string{"contact", "in_scope"}})
	if got := in.Roster[0]; got.Contact != "B. Buyer" || got.InScope != "no" || got.Why != "services" || got.Email != acme.Email || got.Name != acme.Name {
		t.Errorf("%+v", got)
	}
}

func TestScopeAndShares(t *testing.T) {
	in := merge(t, head+"1,Delta,,E100,\"1,500.00\"\n1,Delta,,9000,250.00\n2,Epsilon,,9000,\"8,000.00\"\n3,Zeta,,E2,(50.00)\n4,Eta,,E2,250.00\n", Options{Scope: []project.ScopeRule{
		{Commodities: []string{"e*"}, MinSpend: 1000, InScope: "yes", Why: "parts", Metals: "tin gold"}, {Commodities: []string{"9000"}, InScope: "no", Why: "services"}}})
	want := []string{"acme yes boards tin 0.00", "borealis yes wire  0.00", "delta yes parts tin gold 17.50", "epsilon no services  80.00",
		"zeta yes No rule of year.yaml decides this supplier: to be decided.  0.00", "eta yes No rule of year.yaml decides this supplier: to be decided.  2.50"}
	for i, s := range in.Roster {
		if got := strings.Join([]string{s.ID, s.InScope, s.Why, s.Metals, s.SpendShare}, " "); got != want[i] {
			t.Errorf("%s, want %s", got, want[i])
		}
	}
}

func TestRowsThatCannotBeUnderstood(t *testing.T) {
	in := merge(t, "Purchases of 2025\n\nVendor;Firma;E-Mail;Language;Metals;Clause;Parent;Umsatz\n"+
		"1;Delta;d(at)x;Klingon;tin, cobalt;maybe;nobody;1,00\n"+ // row 4
		"2;;e@x.example;;;;;1,00\n"+
		"1;Delta;d(at)x;Klingon;tin, cobalt;maybe;nobody;1,00\n"+
		"1;Epsilon;;;;;;1,00\n"+
		"3;Zeta;z@x.example;;;;1;1,00\n"+
		"3;Zeta;other@x.example;;;;;1,00\n", Options{})
	var got []string
	for _, p := range in.Problems {
		got = append(got, strings.Join([]string{string(rune('0' + p.Row)), p.Column}, " "))
	}
	if want := "4 E-Mail|4 Language|4 Metals|4 Clause|4 Parent|5 Firma|6 |7 Vendor|9 E-Mail"; strings.Join(got, "|") != want {
		t.Errorf("%s, want %s", strings.Join(got, "|"), want)
	}
	if z := in.Roster[3]; z.ID != "zeta" || z.Parent != "delta" || z.Email != "z@x.example" || in.Roster[2].Metals != "tin" {
		t.Errorf("%+v", in.Roster)
	}
}

func TestFilesOfAllKinds(t *testing.T) {
	rows := func(in Import) string { return in.Roster[2].Name }
	for name, table := range map[string]string{
		"Windows-1252": "Name;Umsatz\nGr\xf6\xdfe;1,5\n", "UTF-8 with a mark": "\ufeffName;Umsatz\nGröße;1,5\n",
		"tabs": "Name\tUmsatz\nGröße\t1,5\n", "UTF-16": "\xff\xfeN\x00a\x00m\x00e\x00\n\x00G\x00r\x00\xf6\x00\xdf\x00e\x00\n\x00",
	} {
		if in := merge(t, table, Options{}); rows(in) != "Größe" {
			t.Errorf("%s: %q", name, rows(in))
		}
	}
	book := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "Purchases", "A3": "Vendor", "B3": "Name", "C3": "Spend", "A4": 100, "B4": "Acme GmbH", "C4": 300.5, "A5": "0007", "B5": "Größe", "C5": 100.5} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	xlsx, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	if in := merge(t, xlsx.String(), Options{}); rows(in) != "Größe" || in.Roster[2].Vendor != "0007" || in.Roster[0].SpendShare != "74.94" {
		t.Errorf("XLSX: %+v", in.Roster)
	}
	if in := merge(t, "Supplier,Creditor\nX Corp,1\n", Options{Columns: map[string]string{"name": "supplier", "vendor": "Creditor"}}); in.Roster[2].Vendor != "1" {
		t.Errorf("%+v", in.Roster)
	}
	for name, table := range map[string]string{"no name": "Supplier,Creditor\nX,1\n", "empty": "", "a page": "<html></html>", "no rows": head} {
		if _, err := Merge("export.csv", []byte(table), nil, nil, Options{}); err == nil || !strings.Contains(err.Error(), "export.csv") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Merge("export.csv", []byte(head+"1,X,,,1\n"), nil, nil, Options{Columns: map[string]string{"name": "Firm"}}); err == nil || !strings.Contains(err.Error(), "Firm") && !strings.Contains(err.Error(), "no row is a header") {
		t.Error(err)
	}
}

func TestAmounts(t *testing.T) {
	for _, tc := range []struct {
		list, mark string
		doubt      int
	}{
		{"1.234,56 7", ",", -1}, {"1,234.56 7", ".", -1}, {"1.234.567", ",", -1}, {"1,234 5.50", ".", -1}, {"12 7", ".", -1}, {"12 1.234", ".", 1}, {"1,234", ".", 0}, {"1.234 0,5", ",", -1}, {"1.234,50 1,234.50", ",", 1}, {"5,50 7.25", ",", 1}, {"0.125", ".", -1}, {"12,34,567.00", ".", -1},
	} {
		if mark, doubt := decimalMark(strings.Fields(tc.list)); string(mark) != tc.mark || doubt != tc.doubt {
			t.Errorf("%s: %c %d", tc.list, mark, doubt)
		}
	}
	for in, want := range map[string]string{"€ 1 234,50": "1234,50", "(5.00)": "-5.00", "5.00-": "-5.00", "USD 3": "3", "-4": "-4", "$920,114.20": "920,114.20", "R$ 5,00": "5,00", "5,00 zł": "5,00", "Fr. 1'234.50": "1234.50", "−7": "-7", "kr 9": "9", "1.25E+06": "1.25e+06"} {
		if got := bareNumber(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	in := merge(t, head+"1,Delta,,,1.234\n", Options{})
	if len(in.Problems) != 1 || in.Roster[0].SpendShare != acme.SpendShare {
		t.Errorf("a number of two meanings: %+v", in.Problems)
	}
}

// FuzzMerge gives the import any bytes: no panic, and a roster that can be read.
func FuzzMerge(f *testing.F) {
	f.Add([]byte(head + "1,Delta,d@d.example,E1,\"1,5\"\n"))
	f.Add([]byte("Name;Parent;Umsatz\na;b;1.0\nb;a;(2)\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := Merge("export.csv", data, []tables.Supplier{acme, borealis}, []tables.Supplier{acme, cygnus}, Options{})
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, s := range in.Roster {
			if s.ID == "" || seen[s.ID] {
				t.Fatalf("id %q", s.ID)
			}
			seen[s.ID] = true
		}
	})
}
