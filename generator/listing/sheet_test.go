package listing

import (
	"strings"
	"testing"
)

var vendorColumns = []Column{{Key: "vendor", Headers: []string{"vendor", "lifnr"}}, {Key: "name", Headers: []string{"name", "name1"}}, {Key: "spend", Headers: []string{"spend"}}}

// said gives the rows that were read with bars, and what a person is told.
func said(file string, data []byte) (rows, told string) {
	s, err := ReadSheet(file, data, vendorColumns, nil, "name")
	if err != nil {
		return "", err.Error()
	}
	var list []string
	for _, r := range s.Rows {
		list = append(list, strings.Join(r.Cells, "|"))
	}
	return strings.Join(list, "; "), strings.Join(s.Notes, " ")
}

// TestTheOneTableOfAWorkbook is read on whichever sheet it stands; two of them stop the
// import, and nothing that was left out goes without a word.
func TestTheOneTableOfAWorkbook(t *testing.T) {
	head := "Vendor|Name|Spend"
	for name, tc := range map[string]struct {
		sheets     []madeSheet
		rows, told string
	}{
		"behind a cover":        {[]madeSheet{{name: "Cover", rows: rowsOf("Purchases of 2025", "Name|R. Example")}, {name: "Data", rows: rowsOf(head, "1|Acme|5")}}, "1|Acme|5", "left out: “Cover”"},
		"two tables":            {[]madeSheet{{name: "EU", rows: rowsOf(head, "1|Acme|5")}, {name: "US", rows: rowsOf(head, "2|Beta|5")}}, "", "the sheets “EU”, “US” each hold such a table"},
		"one of last year":      {[]madeSheet{{name: "Old", hidden: true, rows: rowsOf(head, "9|Old|5")}, {name: "New", rows: rowsOf(head, "1|Acme|5")}}, "1|Acme|5", "Hidden sheets with such a table were not read: “Old”"},
		"nowhere":               {[]madeSheet{{name: "A", rows: rowsOf("Alpha|Beta")}, {name: "B", rows: rowsOf("Gamma")}}, "", "no row is a header that is known on any visible sheet; on “A”"},
		"rows that are hidden":  {[]madeSheet{{name: "S", rows: rowsOf(head, "1|Acme|5", "2|Beta|5"), hiddenRows: []bool{false, true}}}, "1|Acme|5; 2|Beta|5", "1 row hidden in the workbook"},
		"no result":             {[]madeSheet{{name: "S", rows: [][]string{{"Vendor", "Name"}, {"1", neverCalculated}}}}, "", "S!B2 holds a formula that was never calculated"},
		"a header of two rows":  {[]madeSheet{{name: "S", rows: rowsOf("Purchases by vendor", "Supplier|||Spend", "Vendor|Name|Town|2025", "1|Acme|Ulm|5")}}, "1|Acme|Ulm|5", ""},
		"header in other words": {[]madeSheet{{name: "S", rows: rowsOf(head, "LIFNR|NAME1|DMBTR", "1|Acme|5", head, "2|Beta|5")}}, "1|Acme|5; 2|Beta|5", "2 rows repeating the header left out"},
	} {
		if rows, told := said("export.xlsx", asXLSX(tc.sheets)); rows != tc.rows || !strings.Contains(told, tc.told) {
			t.Errorf("%s: %q, told %q", name, rows, told)
		}
	}
	if _, err := Read("list.xlsx", asXLSX([]madeSheet{{name: "L", rows: [][]string{{"Metal", "Facility ID", "Status"}, {"Tin", "CID900001", neverCalculated}}}}), Options{AsOf: asOf}); err == nil || !strings.Contains(err.Error(), "L!C2 holds a formula that was never calculated") {
		t.Errorf("a status whose formula has no result: %v", err)
	}
}

// TestWhatIsNoListSaysWhatIsNeeded, whatever the file is called.
func TestWhatIsNoListSaysWhatIsNeeded(t *testing.T) {
	for data, says := range map[string]string{
		`[{"Metal": "Tin", "Facility ID": "CID900001"}]`:                    "of any other an .xlsx or .csv is needed",
		"<html><table><tr><td>Vendor</td></tr></table></html>":              "open it in Excel and save it as .xlsx",
		"Metal,Facility ID,Status,Last Audit\nTin,CID900001,Active,2025-Q3": "row 2: the last audit of CID900001: \"2025-Q3\" is not a date: write one day",
	} {
		if _, err := Read("list.xls", []byte(data), Options{AsOf: asOf}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// TestAHeaderOfTwoRows says by both what a column means, and a row of data is no half of one.
func TestAHeaderOfTwoRows(t *testing.T) {
	columns := []Column{{Key: "vendor", Headers: []string{"suppliernumber"}}, {Key: "name", Headers: []string{"name", "suppliername"}}, {Key: "spend", Headers: []string{"purchases"}, Amount: true}}
	for table, want := range map[string]string{
		"Supplier,,,Purchases\nNumber,Name,Town,2025\n1,Acme,Ulm,5\n": "1 Acme 5",
		"Supplier Number,Name,Purchases\n1,Acme,5\n":                  "1 Acme 5",
		"Name,Purchases\nSupplier Number,5\n":                         " Supplier Number 5",
	} {
		s, err := ReadSheet("e.csv", []byte(table), columns, nil, "name")
		if err != nil || len(s.Rows) != 1 {
			t.Fatalf("%q: %+v, %v", table, s, err)
		}
		if got := s.Text(s.Rows[0], "vendor") + " " + s.Text(s.Rows[0], "name") + " " + s.Text(s.Rows[0], "spend"); got != want {
			t.Errorf("%q: %q, want %q", table, got, want)
		}
	}
}

// TestRowsThatDoNotFitTheHeader: a separator within an amount moves all cells behind it.
func TestRowsThatDoNotFitTheHeader(t *testing.T) {
	wide := func(data string) string {
		s, err := ReadSheet("e.csv", []byte(data), vendorColumns, nil, "name")
		if err != nil {
			return err.Error()
		}
		list := ""
		for _, r := range s.Rows {
			if r.Wide {
				list += strings.Join(r.Cells, "|")
			}
		}
		return list
	}
	for data, want := range map[string]string{
		"Vendor,Name,Spend\n1,Acme,1,234.50\n2,Beta,5.00\n":         "1|Acme|1|234.50",
		"Vendor,Name,Spend,,\n1,Acme,5,,note\n2,Beta,5,,\n":         "",
		"Vendor,Name,Spend\n1,Acme,5,,\n2,Beta,5\n":                 "",
		"Vendor,Name,Spend\n1,Acme,5,EUR\n2,Beta,5,EUR\n3,Ceti,5\n": "", // a column without a header
	} {
		if got := wide(data); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
	if got := wide("Vendor,Name,Spend\n1,Acme,5\n\nBlocked\nVendor,Name,Reason\n9,Zeta,fraud\n"); !strings.Contains(got, "row 5 is the header of another table") {
		t.Errorf("two tables: %q", got)
	}
}

// TestHiddenColumnsAreTold: what a person does not see of a list was read all the same.
func TestHiddenColumnsAreTold(t *testing.T) {
	const third = `<cols><col min="3" max="3" width="9" hidden="1"/></cols>`
	if rows, told := said("e.xlsx", asXLSX([]madeSheet{{name: "S", unseen: third, rows: rowsOf("Vendor|Name|Spend", "1|Acme|5")}})); rows != "1|Acme|5" || !strings.Contains(told, "Columns hidden in the workbook; read like the others: “Spend”.") {
		t.Errorf("%q, told %q", rows, told)
	}
	l, err := Read("l.xlsx", asXLSX([]madeSheet{{name: "L", unseen: third, rows: rowsOf("Metal|Facility ID|Status", "Tin|CID900001|Conformant")}}), Options{AsOf: asOf})
	if err != nil || !strings.Contains(strings.Join(l.Notes, " "), "read like the others: “Status”.") {
		t.Errorf("%v, %q", err, l.Notes)
	}
}

// TestACountryThatIsNotKnownIsTold: it is on no map and no list of areas.
func TestACountryThatIsNotKnownIsTold(t *testing.T) {
	l, err := Read("l.csv", []byte("Metal,Smelter Reference,Smelter ID,Standard Smelter Name,Country\nTin,A,CID900001,A,Atlantis\nTin,B,CID900002,B,Viet Nam\n"), Options{AsOf: asOf})
	if told := strings.Join(l.Notes, " "); err != nil || !strings.Contains(told, `"Atlantis" is not known as a country, so CID900001`) || strings.Contains(told, "Viet Nam") {
		t.Errorf("%v, %q", err, told)
	}
}

// TestMarksOfCSV: what keeps a spreadsheet from taking a text for a formula is no part of
// it, and a quotation mark that closes nowhere is told.
func TestMarksOfCSV(t *testing.T) {
	if rows, _ := said("e.csv", []byte("Vendor;Name\n'=1;'@Home GmbH\n2;'t Hooft BV\n")); rows != "=1|@Home GmbH; 2|'t Hooft BV" {
		t.Errorf("%q", rows)
	}
	rows, told := said("e.csv", []byte("Vendor,Name\n1,\"Acme\n2,19\" Rack Ltd\n"))
	if rows != "1|\"Acme; 2|19\" Rack Ltd" || !strings.Contains(told, "Line 2 has a quotation mark") {
		t.Errorf("%q, told %q", rows, told)
	}
}

// TestNumbersForComparison are those of one vendor, whatever was done to them on the way.
func TestNumbersForComparison(t *testing.T) {
	for _, s := range []string{"0000100234", "'0000100234", "100234.0", "1.00234E5", " 100 234 "} {
		if got := FoldNumber(s); got != "100234" {
			t.Errorf("%q: %q", s, got)
		}
	}
}
