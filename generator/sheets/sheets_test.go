package sheets_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/sheets"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWorkbook holds what another program finds in a workbook: every text as it was, days
// and numbers as such, and a number that identifies something as text.
func TestWorkbook(t *testing.T) {
	table := tables.Public{Name: "things", Fields: []tables.Field{{Name: "id", Type: "string"}, {Name: "day", Type: "date"}, {Name: "count", Type: "integer"}, {Name: "share", Type: "number"}, {Name: "text", Type: "string"}},
		Rows: [][]string{{"000123", "2026-04-30", "12", "0.5", "=1+1"}, {"2026-04-30", "", "", "", "Ünï & <co> _x0041_ \"q\""}, {"x", "about May", "some", "12 of 13", " a\nb "}, {"", "", "NaN", "Inf", "-"}}}
	first, err := sheets.Workbook([]tables.Public{table}, [][2]string{{"Demonstration", "yes"}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := sheets.Workbook([]tables.Public{table}, [][2]string{{"Demonstration", "yes"}})
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("two workbooks of one table differ (%v)", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{"things", "about"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("things")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"id", "day", "count", "share", "text"}, {"000123", "2026-04-30", "12", "0.5", "=1+1"}, {"2026-04-30", "", "", "", "Ünï & <co> _x0041_ \"q\""}, {"x", "about May", "some", "12 of 13", " a\nb "}, {"", "", "NaN", "Inf", "-"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-put in +read):\n%s", diff)
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "C2": excelize.CellTypeUnset, "D2": excelize.CellTypeUnset, "E2": excelize.CellTypeInlineString, "A3": excelize.CellTypeInlineString, "B4": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("things", cell); err != nil || got != want {
			t.Errorf("%s is of type %v, not %v (%v)", cell, got, want, err)
		}
	}
	if raw, _ := f.GetCellValue("things", "B2", excelize.Options{RawCellValue: true}); raw != "46142" {
		t.Errorf("the day is stored as %s", raw)
	}
	filtered := false
	for _, name := range f.GetDefinedName() {
		filtered = filtered || name.Name == "_xlnm._FilterDatabase" && name.Scope == "things" && name.RefersTo == "'things'!$A$1:$E$5"
	}
	part, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := fs.ReadFile(part, "xl/worksheets/sheet1.xml")
	if err != nil || !filtered || !strings.Contains(string(raw), `<autoFilter ref="$A$1:$E$5"`) || !strings.Contains(string(raw), `state="frozen"`) {
		t.Errorf("the head does not stay, or nothing filters: %v, %v", err, f.GetDefinedName())
	}
	if text, _ := f.GetCellFormula("things", "E2"); text != "" {
		t.Errorf("a text became the formula %s", text)
	}
}
