package listing

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rowsOf are rows of cells, written with bars.
func rowsOf(lines ...string) (rows [][]string) {
	for _, line := range lines {
		rows = append(rows, strings.Split(line, "|"))
	}
	return rows
}

// All lists of a workbook are read, in both of its formats.
func TestAllSheetsAreRead(t *testing.T) {
	head := "CID|Facility Name|Country|Last Audit|Cycle"
	for name, tc := range map[string]struct {
		sheets []madeSheet
		want   map[string]string // id → metal
		notes  []string
	}{
		"one sheet a metal": {[]madeSheet{
			{name: "Tin", rows: rowsOf("RMI Conformant Tin Smelters", head, "CID900001|Alpha|Peru|2025-03-15|1")},
			{name: "Gold", rows: rowsOf("RMI Conformant Gold Refiners", head, "CID900002|Beta|Japan|2025-04-15|3", "CID900003|Gamma|Japan||")},
			{name: "Read me", rows: rowsOf("Downloaded by hand")},
		}, map[string]string{"CID900001": "tin", "CID900002": "gold", "CID900003": "gold"}, []string{"“Read me” holds no list", "gold was taken from “Gold”"}},
		"side by side": {[]madeSheet{{name: "S", rows: rowsOf("Tin||||Gold|", "Metal|CID|Country||Metal|CID|Country", "Tin|CID900001|Peru||Gold|CID900002|Japan", "||||Gold|CID900003|Japan")}},
			map[string]string{"CID900001": "tin", "CID900002": "gold", "CID900003": "gold"}, nil},
		"under one another": {[]madeSheet{{name: "S", rows: rowsOf("Metal|CID|Country", "Tin|CID900001|Peru", "", "Further ones", "CID|Metal|City|Country", "CID900002|Gold|Lima|Japan")}},
			map[string]string{"CID900001": "tin", "CID900002": "gold"}, nil},
	} {
		for file, data := range map[string][]byte{"l.xlsx": asXLSX(tc.sheets), "l.xml": asXML(tc.sheets)} {
			l, err := Read(file, data, Options{AsOf: asOf, Kind: Conformant})
			got := map[string]string{}
			for _, r := range l.Conformance {
				got[r.SmelterID] = r.Metal
			}
			if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
				t.Errorf("%s, %s: %v %s", name, file, err, diff)
			}
			for _, note := range tc.notes {
				if !strings.Contains(strings.Join(l.Notes, "\n"), note) {
					t.Errorf("%s, %s does not say %q: %q", name, file, note, l.Notes)
				}
			}
		}
	}
}

// Where a sheet is in the way the import stops, and --sheet says which are meant.
func TestSheetsThatStopAnImport(t *testing.T) {
	list := rowsOf("Metal|CID|Country", "Tin|CID900001|Peru")
	for name, tc := range map[string]struct {
		sheets []madeSheet
		says   string
	}{
		"a hidden list":           {[]madeSheet{{name: "Now", rows: list}, {name: "Old", hidden: true, rows: rowsOf("Metal|CID|Country", "Tin|CID900002|Peru")}}, "hidden sheet “Old”"},
		"no header":               {[]madeSheet{{name: "Now", rows: list}, {name: "More", rows: rowsOf("Tin|CID900002|Peru")}}, "“More” holds facilities (CID900002"},
		"of the other kind":       {[]madeSheet{{name: "Now", rows: list}, {name: "Active", rows: rowsOf("Metal|CID|Country", "Tin|CID900002|Peru")}}, "“Active” speaks of"},
		"of other contents":       {[]madeSheet{{name: "Now", rows: list}, {name: "Changes", rows: rowsOf("Metal|CID|Basis|Revision date", "Tin|CID900002|Removed|2025-01-02")}}, "kind revisions"},
		"the same twice":          {[]madeSheet{{name: "Now", rows: list}, {name: "Copy", rows: rowsOf("Metal|CID|Country|Last audit", "Tin|CID900001|Peru|2025-01-02")}}, "there twice with different data"},
		"a hidden row":            {[]madeSheet{{name: "Now", rows: list, hiddenRows: []bool{false, true}}}, "is hidden"},
		"beside, room only above": {[]madeSheet{{name: "Now", rows: rowsOf("|||||Metal|CID|Country", "|||||Gold|CID900002|Peru", "Metal|CID|Country|||Gold|CID900003|Peru", "Tin|CID900001|Peru|||Gold|CID900004|Peru", "Metal|CID|Country|City|Notes|", "Tin|CID900005|Peru|Lima|x|")}}, "side by side want an empty column"},
		"beside, without room":    {[]madeSheet{{name: "Now", rows: rowsOf("Metal|CID|Country|Metal|CID|Country", "Tin|CID900001|Peru|Gold|CID900002|Peru")}}, "both look like"},
	} {
		for file, data := range map[string][]byte{"l.xlsx": asXLSX(tc.sheets), "l.xml": asXML(tc.sheets)} {
			l, err := Read(file, data, Options{AsOf: asOf, Kind: Conformant})
			if !errors.Is(err, ErrList) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%s, %s: %v %v, want %q", name, file, statusesOf(l.Conformance), err, tc.says)
			}
			if l, err = Read(file, data, Options{AsOf: asOf, Kind: Conformant, Sheets: []string{"now "}}); len(tc.sheets) > 1 && (err != nil || len(l.Conformance) != 1) {
				t.Errorf("%s, %s: with --sheet Now: %v", name, file, err)
			}
		}
	}
	if _, err := Read("l.xml", asXML([]madeSheet{{name: "Now", rows: list}}), Options{AsOf: asOf, Kind: Conformant, Sheets: []string{"Then"}}); err == nil || !strings.Contains(err.Error(), `no sheet "Then"`) {
		t.Error(err)
	}
}

// The workbook of one sheet a metal that was read to a quarter.
func TestFourSheets(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "cases", "conformant-4-tabs.xlsx")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skip("needs ../shared with the inputs that came out wrong")
	}
	l, err := Read(file, data, Options{AsOf: "2026-11-29", Kind: Conformant, Columns: map[string]string{"smelter_id": "CID", "last_audit": "Last Audit", "cycle_years": "Cycle"}})
	if err != nil || len(l.Conformance) != 229 {
		t.Error(len(l.Conformance), err)
	}
}
