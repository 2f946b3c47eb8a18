package cmrt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// oddities are values that the Checker takes in its own way.
var oddities = []any{nil, 0, 1, "0", " ", "n/a", "Yes", "yes", "Yes ", "No", "no", "Unknown", "100%", "x@y", true,
	map[string]any{"error": "#N/A"}, map[string]any{"formula": `""`, "cached": ""}, map[string]any{"formula": `"Yes"`, "cached": "Yes"},
	"A. Company", "a. company", "B. Product (or List of Products)", "C. User defined [Specify in 'Description of scope']", "anything"}

// checkerCells are the cells that the Checker looks at.
func checkerCells() (cells []string) {
	for _, n := range []int{8, 9, 10, 15, 16, 17, 18, 20, 22, 75, 77, 79, 81, 83, 85, 87, 89} {
		cells = append(cells, fmt.Sprintf("Declaration!D%d", n))
	}
	for q := range 8 {
		for i := range 4 {
			cells = append(cells, fmt.Sprintf("Declaration!D%d", 26+6*q+i))
		}
	}
	return append(cells, "Declaration!G77", "Product List!B6")
}

// complete is a declaration that the Checker has nothing against; odd makes it
// differ in some of the cells that the Checker looks at.
func complete(r *rand.Rand, directory []LookupEntry, odd int) map[string]any {
	d := map[string]any{"language": pick(r, []string{"English", "Deutsch", "日本語 Japanese"}),
		"company": map[string]any{"name": "Acme", "scope": "A", "contact_name": "C", "contact_email": "c@acme.example", "contact_phone": "1",
			"authorizer_name": "A", "authorizer_email": "a@acme.example", "effective_date": "2026-02-03"},
		"company_answers": map[string]any{"A": "Yes", "B": "Yes", "C": "Yes", "D": "Yes", "E": "No", "F": "Yes", "G": "Yes", "H": "No"}, "company_comments": map[string]any{"B": "https://acme.example"}}
	answers := map[string]any{}
	for n := 1; n <= 8; n++ {
		answers["Q"+strconv.Itoa(n)] = "Yes"
	}
	d["answers"] = answers
	var smelters []map[string]any
	for _, metal := range []string{"Tantalum", "Tin", "Gold", "Tungsten"} {
		if r.IntN(6) > 0 {
			i := slices.IndexFunc(directory, func(e LookupEntry) bool { return e.MetalRaw == metal })
			smelters = append(smelters, map[string]any{"cid": directory[i].ID})
		}
	}
	for _, s := range []map[string]any{
		{"cid": "CID999999"}, {"cid": "CID002763 "}, {"metal": "Tin", "lookup": "Smelter not listed"}, {"metal": "Gold"}, {"metal": "tin", "lookup": "anything"},
		{"metal": "Gold", "lookup": "Smelter not yet identified"}, {"metal": "Tin", "lookup": "SMELTER NOT LISTED", "name": "Alpha Metals"},
		{"metal": "Tungsten", "lookup": "Smelter not listed", "name": "Nobody", "country": "PERU"}, {"metal": "Tungsten ", "lookup": "A.L.M.T. Corp."},
		{"metal": "Tantalum", "lookup": "x", "row": 2500}, {"metal": "Gold", "lookup": "x", "row": 2510}, {"metal": "Tin", "lookup": "x", "row": 2490},
	} {
		if r.IntN(10) == 0 {
			smelters = append(smelters, s)
		}
	}
	for i, s := range smelters {
		if s["row"] == nil {
			s["row"] = 6 + i
		}
	}
	raw := map[string]any{}
	cells := checkerCells()
	for range r.IntN(odd + 1) {
		raw[pick(r, cells)] = pick(r, oddities)
	}
	d["smelters"], d["raw"] = orEmpty(smelters), raw
	return d
}

// errorsNobodyAsksAbout are mutations that hold an error, or a blank in another
// form, where nothing is required.
func errorsNobodyAsksAbout() (descriptions []map[string]any) {
	failing := map[string]any{"error": "#N/A"}
	for _, raw := range []map[string]any{
		{"Declaration!D10": failing, "Declaration!D77": failing, "Declaration!D81": failing, "Product List!B6": failing},
		{"Declaration!D9": 0, "Declaration!G77": failing, "Declaration!D53": failing},
		{"Declaration!D9": map[string]any{"formula": `""`, "cached": ""}, "Declaration!D33": failing},
	} {
		for i := range 4 {
			raw[fmt.Sprintf("Declaration!D%d", 26+i)] = "No"
		}
		descriptions = append(descriptions, map[string]any{"company": map[string]any{"scope": "A"}, "raw": raw})
	}
	return descriptions
}

// TestCheckerParity compares, row by row, our model of the Checker with the
// Checker sheet itself. 75 mutated workbooks were recalculated by LibreOffice and
// what it flagged is kept; every run compares some of them with that, and
// CMR_LONG=1 recalculates them all again.
func TestCheckerParity(t *testing.T) {
	t.Parallel()
	templates := realFiles(t, "templates/RMI_CMRT_*.xlsx")
	r := rand.New(rand.NewPCG(4, 69))
	mutations := map[string][]map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(templates)) {
		directory := oracleDirectory(t, templates[name])
		for i := range 22 {
			mutations["templates/"+name] = append(mutations["templates/"+name], complete(r, directory, i))
		}
		mutations["templates/"+name] = append(mutations["templates/"+name], errorsNobodyAsksAbout()...)
	}
	compareWithChecker(t, "testdata/checker-rows.json", mutations, 5)
}

// compareWithChecker makes mutated workbooks of real files and compares the rows
// that the model flags with those that the Checker sheet flagged when LibreOffice
// recalculated it. results keeps the latter: by file, then in the order of making.
// A normal run compares the last few of each file.
func compareWithChecker(t *testing.T, results string, mutations map[string][]map[string]any, few int, flags ...string) {
	t.Helper()
	kept := map[string][][]int{}
	if data, err := os.ReadFile(results); err == nil && !long {
		if err := json.Unmarshal(data, &kept); err != nil {
			t.Fatal(err)
		}
	}
	workbooks, rows := 0, 0
	for _, name := range slices.Sorted(maps.Keys(mutations)) {
		descriptions := mutations[name]
		first, base := len(descriptions)-few, filepath.Base(name)
		if long {
			first = 0
		}
		made := filled(t, name, descriptions[first:], flags...)
		if long {
			kept[base] = recalculated(t, made)
		}
		if len(kept[base]) != len(descriptions) {
			t.Fatalf("%s holds %d results for %s, not %d: run with CMR_LONG=1 -update", results, len(kept[base]), base, len(descriptions))
		}
		for i, data := range made {
			want, d := kept[base][first+i], Read("x.xlsx", data)
			if !slices.Equal(want, d.CheckerRows) {
				t.Errorf("%s #%d: the Checker flags %v, the model %v\n%v", base, first+i, want, d.CheckerRows, descriptions[first+i])
			}
			workbooks, rows = workbooks+1, rows+len(d.Layout().CheckerTests())
		}
	}
	t.Logf("%d workbooks, %d rows compared", workbooks, rows)
	if long && *update {
		data, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(results, append(bytes.ReplaceAll(data, []byte("],["), []byte("],\n[")), '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// recalculated gives the rows that the Checker sheets flag after LibreOffice has
// calculated them.
func recalculated(t *testing.T, workbooks [][]byte) (rows [][]int) {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	args := []string{filepath.Join(sharedCMRT, "recalc.sh"), out}
	for i, data := range workbooks {
		file := filepath.Join(in, fmt.Sprintf("m%02d.xlsx", i))
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if text, err := exec.Command("bash", args...).CombinedOutput(); err != nil {
		t.Fatalf("recalculate (needs Debian's libreoffice-calc): %v\n%s", err, text)
	}
	for _, file := range args[2:] {
		data, err := os.ReadFile(filepath.Join(out, filepath.Base(file)))
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, flaggedBy(t, data))
	}
	return rows
}

// flaggedBy reads the hidden column H of the Checker sheet, down to its total, with
// excelize.
func flaggedBy(t *testing.T, data []byte) []int {
	t.Helper()
	rows := []int{}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for n := 4; ; n++ {
		if n > 200 {
			t.Fatal("the Checker sheet has no total")
		}
		formula, err := f.GetCellFormula("Checker", fmt.Sprintf("H%d", n))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(formula, "SUM(") {
			return rows
		}
		v, err := f.GetCellValue("Checker", fmt.Sprintf("H%d", n))
		if err != nil {
			t.Fatal(err)
		}
		if v != "" && v != "0" {
			rows = append(rows, n)
		}
	}
}

// TestCheckerAsExcelStoredIt compares the model with what real Excel had calculated in
// the Checker when it saved a file.
func TestCheckerAsExcelStoredIt(t *testing.T) {
	t.Parallel()
	results := 0
	for name, data := range realFiles(t, "samples/CMRT_2.03a_*.xlsx", "samples/CMRT_3.01_*.xlsx", "templates/RMI_CMRT_6.01.xlsx", "templates/RMI_CMRT_6.22.xlsx") {
		if app := takenApart(t, data).part("docProps/app.xml"); !bytes.Contains(app, []byte("<Application>Microsoft Excel</Application>")) {
			t.Fatalf("%s was not saved by Excel", name)
		}
		d := Read(name, data)
		if want := flaggedBy(t, data); !slices.Equal(want, d.CheckerRows) {
			t.Errorf("%s: Excel flagged %v, the model %v", name, want, d.CheckerRows)
		}
		results += len(d.Layout().CheckerTests())
	}
	t.Logf("%d rows", results)
}
