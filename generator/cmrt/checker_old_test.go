package cmrt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// oldOddities are values that the older Checkers take in their own way.
var oldOddities = []any{nil, nil, nil, nil, nil, 0, 1, "0", " ", "Yes", "yes", "Yes ", "No", "No", "no", "Unknown", "x@y", "www.acme.example", "WWW.ACME.EXAMPLE", "http://acme.example",
	"A. Company", "B. Product (or List of Products)", "C. User defined [Specify in 'Description of scope']",
	"A. Company Level", "B. Division Level [Specify in 'Description of scope']", "d. product level", "D. Product Level", "anything"}

// oldCells are the cells that the Checker of a version looks at.
func oldCells(l Layout) (cells []string) {
	m, _ := l.CheckerMap()
	for _, cell := range m.Fields {
		cells = append(cells, "Declaration!"+cell)
	}
	cells = append(cells, "Declaration!"+l.Fields.ScopeDescription, "Declaration!"+l.CompanyQuestions[1].CommentCell(0), "Product List!B6", "Product List!B7")
	for _, q := range l.Questions {
		for i := range Metals {
			cells = append(cells, "Declaration!"+q.Cell(i))
		}
	}
	for _, q := range l.CompanyQuestions {
		cells = append(cells, "Declaration!"+q.Cell(0))
	}
	for row := 5; row <= 16; row++ {
		cells = append(cells, "Smelter List!C"+strconv.Itoa(row))
	}
	slices.Sort(cells)
	return cells
}

// mutatedOld changes cells of a real declaration: the i-th is changed in up to five times i
// cells. Some are emptied of all smelters, or declare no metal at all.
func mutatedOld(t *testing.T, r *rand.Rand, base []byte, l Layout, i int, file string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(base))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	put := func(ref string, v any) {
		sheet, cell, _ := cutRef(ref)
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	cells := oldCells(l)
	if i%5 == 1 {
		for row := 5; row <= 14; row++ {
			put("Smelter List!C"+strconv.Itoa(row), nil)
		}
	}
	if i%5 == 2 {
		for _, q := range l.Questions[:2] {
			for m := range Metals {
				put("Declaration!"+q.Cell(m), "No")
			}
		}
	}
	for range 5 * i {
		put(pick(r, cells), pick(r, oldOddities))
	}
	if err := f.SaveAs(file); err != nil {
		t.Fatal(err)
	}
}

func cutRef(ref string) (sheet, cell string, ok bool) {
	i := bytes.IndexByte([]byte(ref), '!')
	return ref[:i], ref[i+1:], i > 0
}

const oldParityFile = "testdata/checker-rows-old.json"

// TestOldCheckerParity compares the models of the Checkers of 2.03a and 3.01 with
// the sheets themselves, as TestCheckerParity does: LibreOffice recalculated 30
// changed copies of two real declarations, and what it flagged is kept. CMR_LONG=1
// recalculates them.
func TestOldCheckerParity(t *testing.T) {
	samples := realFiles(t, "samples/CMRT_*green.xlsx")
	kept, long := map[string][][]int{}, os.Getenv("CMR_LONG") != ""
	if data, err := os.ReadFile(oldParityFile); err == nil {
		if err := json.Unmarshal(data, &kept); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(3, 62))
	for _, version := range []string{"2.03a", "3.01"} {
		name := "CMRT_" + version + "_green.xlsx"
		layout, _ := LayoutOf(version)
		dir := t.TempDir()
		var files []string
		for i := range 15 {
			file := filepath.Join(dir, fmt.Sprintf("old%02d.xlsx", i))
			mutatedOld(t, r, samples[name], layout, i, file)
			files = append(files, file)
		}
		if long {
			kept[version] = recalculatedTo(t, files, map[string]int{"2.03a": 51, "3.01": 62}[version])
		}
		if len(kept[version]) != len(files) {
			t.Fatalf("%s holds %d results for %s: run with CMR_LONG=1 -update", oldParityFile, len(kept[version]), version)
		}
		flagged := 0
		for i, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := Read(file, data).CheckerRows
			flagged += len(got)
			if !slices.Equal(kept[version][i], got) {
				t.Errorf("%s #%d: the Checker flags %v, the model %v", version, i, kept[version][i], got)
			}
		}
		if flagged < 50 {
			t.Errorf("%s: only %d rows were flagged in all", version, flagged)
		}
	}
	if long && *update {
		data, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(oldParityFile, append(bytes.ReplaceAll(data, []byte("],["), []byte("],\n[")), '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
