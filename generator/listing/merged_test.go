package listing

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// mergedBook is a workbook in which areas such as A2:A3 are merged, as .xlsx and in XML of
// 2003: a person sees the first text of each beside all of its rows.
func mergedBook(t *testing.T, rows [][]string, areas ...string) map[string][]byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		for j, cell := range row {
			name, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if err := f.SetCellStr("Sheet1", name, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	down := map[[2]int]int{}
	for _, area := range areas {
		from, to, _ := strings.Cut(area, ":")
		if err := f.MergeCell("Sheet1", from, to); err != nil {
			t.Fatal(err)
		}
		column, first, _ := excelize.CellNameToCoordinates(from)
		_, last, _ := excelize.CellNameToCoordinates(to)
		down[[2]int{first, column}] = last - first
	}
	book, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	var xml strings.Builder
	for i, row := range rows {
		xml.WriteString("<Row>")
		for j, cell := range row {
			if cell == "" {
				continue
			}
			xml.WriteString(`<Cell ss:Index="` + string(rune('1'+j)) + `" ss:MergeDown="` + string(rune('0'+down[[2]int{i + 1, j + 1}])) + `"><Data>` + cell + "</Data></Cell>")
		}
		xml.WriteString("</Row>")
	}
	return map[string][]byte{"l.xlsx": book.Bytes(), "l.xml": []byte(sheetOf(xml.String()))}
}

// TestCellsThatAreMergedDown belong to each row that they stand beside, in a list of
// facilities and in a header of two rows.
func TestCellsThatAreMergedDown(t *testing.T) {
	for name, data := range mergedBook(t, [][]string{
		{"Metal", "Facility ID", "Remark", "Due Diligence Assessment"},
		{"", "", "", "Program Status"},
		{"Gold", "CID900001", "", "Conformant"},
		{"", "CID900002", "", ""},
		{"Tin", "CID900003", "", "Active"},
	}, "A1:A2", "B1:B2", "C1:C2", "A3:A4", "D3:D4") {
		l, err := Read(name, data, Options{AsOf: asOf})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, r := range l.Conformance {
			got = append(got, r.Metal+" "+r.SmelterID+" "+r.Status)
			if strings.Contains(r.Listed, "Remark Remark") {
				t.Errorf("%s: a header that is merged down is said twice: %s", name, r.Listed)
			}
		}
		if want := "tin CID900003 active, gold CID900001 conformant, gold CID900002 conformant"; strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
	for name, data := range mergedBook(t, [][]string{
		{"Metal", "Smelter ID", "Standard Smelter Name", "Country", "Smelter Reference"},
		{"Gold", "CID900001", "Alpha", "Japan", "Alpha AG"},
		{"", "", "", "", "Alfa"},
	}, "A2:A3", "B2:B3", "C2:C3", "D2:D3") {
		l, err := Read(name, data, Options{AsOf: asOf})
		if err != nil || len(l.Directory) != 3 || l.Directory[0].Name != "Alfa" || l.Directory[0].SmelterID != "CID900001" || len(l.Notes) > 0 {
			t.Errorf("%s: %v %+v %q", name, err, l.Directory, l.Notes)
		}
	}
}

// TestAnAmountThatIsMergedDown counts once, and the vendor stands beside each of its rows.
func TestAnAmountThatIsMergedDown(t *testing.T) {
	known := []Column{{Key: "vendor", Headers: []string{"vendor"}}, {Key: "name", Headers: []string{"name"}}, {Key: "spend", Headers: []string{"spend"}, Amount: true}, {Key: "commodity", Headers: []string{"commodity"}}}
	for name, data := range mergedBook(t, [][]string{
		{"Vendor", "Name", "Spend", "Commodity"},
		{"1", "Alpha", "100", "Cables"},
		{"", "", "", "Boards"},
		{"2", "Beta", "70", "Wire"},
	}, "A2:A3", "B2:B3", "C2:C3") {
		s, err := ReadSheet(name, data, known, nil, "name")
		var got []string
		for _, r := range s.Rows {
			got = append(got, strings.Join(r.Cells, "|"))
		}
		if want := "1|Alpha|100|Cables; 1|Alpha||Boards; 2|Beta|70|Wire"; err != nil || strings.Join(got, "; ") != want {
			t.Errorf("%s: %v %v, want %s", name, err, got, want)
		}
	}
}

// TestTextsThatAreMergedDown are bounded: one text beside fifty thousand rows is more than
// any list says.
func TestTextsThatAreMergedDown(t *testing.T) {
	rows := [][]string{{"Metal", "Facility ID", "Status"}}
	for range 400 {
		rows = append(rows, []string{"", "CID900001", "Active"})
	}
	rows[1][0] = strings.Repeat("Gold ", 6000)
	if _, err := Read("l.xlsx", mergedBook(t, rows, "A2:A401")["l.xlsx"], Options{AsOf: asOf}); err == nil || !strings.Contains(err.Error(), "more than any list holds") {
		t.Error(err)
	}
}
