package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/tables"
)

// explained runs cmr explain on the demonstration of this repository.
func explained(t *testing.T, v any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(append([]string{"--root", "..", "explain", "--format", "json"}, args...), stdio{&out, &errs}); code != exitDone {
		t.Fatalf("explain %v: exit %d: %s", args, code, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), v); err != nil {
		t.Fatal(err)
	}
}

// workbooksByExcelize gives the workbooks of the demonstration, each opened once by excelize.
func workbooksByExcelize(t *testing.T) func(file string) *excelize.File {
	t.Helper()
	known := map[string]*excelize.File{}
	t.Cleanup(func() {
		for _, f := range known {
			f.Close()
		}
	})
	return func(file string) *excelize.File {
		if known[file] == nil {
			f, err := excelize.OpenFile(filepath.Join("..", filepath.FromSlash(file)), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			known[file] = f
		}
		return known[file]
	}
}

// TestWhatStandsBehindFiguresStandsThere follows every trace of a year to the end,
// with another reader: the cells hold what the trace says, the files have the hashes,
// the records begin as they are quoted.
func TestWhatStandsBehindFiguresStandsThere(t *testing.T) {
	t.Parallel()
	q, err := composed(t, 2025).Explain("")
	if err != nil {
		t.Fatal(err)
	}
	workbook, seen := workbooksByExcelize(t), map[rcoi.Place]bool{}
	for _, trace := range q.Traces {
		for _, part := range trace.Counted {
			for _, u := range part.Units {
				for _, p := range u.Places {
					p.Note = ""
					if !seen[p] {
						seen[p] = true
						standsThere(t, p, workbook)
					}
				}
			}
		}
	}
	if len(q.Traces) < 60 || len(seen) < 500 {
		t.Errorf("only %d figures and %d places", len(q.Traces), len(seen))
	}
}

func standsThere(t *testing.T, p rcoi.Place, workbook func(string) *excelize.File) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(p.File)))
	if err != nil {
		t.Error(err)
		return
	}
	if sum := sha256.Sum256(data); p.SHA256 != "" && p.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("%s has another hash", p.File)
	}
	switch {
	case p.Sheet != "":
		if got, err := workbook(p.File).GetCellValue(p.Sheet, p.Cell); err != nil || strings.TrimSpace(got) != p.Value {
			t.Errorf("%s!%s!%s holds %q, the trace says %q (%v)", p.File, p.Sheet, p.Cell, got, p.Value, err)
		}
	case p.Record > 0:
		records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		first, _, _ := strings.Cut(strings.ReplaceAll(p.Value, ",", " "), " ")
		if err != nil || records[p.Record][0] != first && !strings.HasPrefix(p.File, "content/") {
			t.Errorf("%s, record %d, is %v, the trace says %q (%v)", p.File, p.Record, records[p.Record], p.Value, err)
		}
	case strings.HasSuffix(p.File, ".csv"): // a snapshot: ID and what it says
		id, _, _ := strings.Cut(p.Value, " ")
		if !bytes.Contains(data, []byte(id)) {
			t.Errorf("%s does not hold %s", p.File, id)
		}
	}
}

// TestFiguresRecounted counts some figures of the demonstration again, from the
// workbooks with another reader, and from the verdicts.
func TestFiguresRecounted(t *testing.T) {
	t.Parallel()
	verdicts, err := os.Open("../data/2025/compiled/workbooks.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer verdicts.Close()
	records, err := csv.NewReader(verdicts).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	roster, err := os.ReadFile("../data/2025/suppliers.csv")
	if err != nil {
		t.Fatal(err)
	}
	suppliers, err := csv.NewReader(bytes.NewReader(roster)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	inScope := map[string]bool{}
	for _, s := range suppliers[1:] {
		if s[slices.Index(suppliers[0], "in_scope")] == "yes" {
			inScope[s[0]] = true
		}
	}
	workbook, counted, facilities := workbooksByExcelize(t), map[string]int{"suppliers.in_scope": len(inScope)}, map[string]bool{}
	for _, r := range records[1:] {
		file, supplier, verdict := r[0], r[2], r[3]
		if verdict != "accepted" || !inScope[supplier] {
			continue
		}
		counted["suppliers.accepted"]++
		f := workbook(file)
		at := func(sheet, cell string) string {
			v, err := f.GetCellValue(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		layout, _ := cmrt.LayoutOf(r[5])
		for i, m := range cmrt.Metals {
			d := func(question int) string {
				return at("Declaration", "D"+strconv.Itoa(layout.Questions[question].Row+i))
			}
			if d(0) == "Yes" && d(1) == "Yes" {
				counted[string(m)+".suppliers.declaring"]++
				counted[string(m)+".covered_countries."+strings.ToLower(d(2))]++
			}
		}
		if strings.HasPrefix(at("Declaration", "D9"), "A.") {
			counted["declarations.company"]++
		}
		for row := 5; row < 200; row++ {
			id := at("Smelter List", fmt.Sprintf("F%d", row))
			if id == "" {
				id = at("Smelter List", fmt.Sprintf("A%d", row))
			}
			metal := strings.ToLower(at("Smelter List", fmt.Sprintf("B%d", row)))
			if id != "" && !facilities[id] {
				facilities[id] = true
				counted[metal+".smelters.identified"]++
				counted["smelters.total"]++
			}
		}
	}
	var figures []tables.Figure
	explained(t, &figures, "2025")
	for _, f := range figures {
		if n, ok := counted[f.ID]; ok && f.Value != strconv.Itoa(n) {
			t.Errorf("%s is %s; counted by hand: %d", f.ID, f.Value, n)
		}
		delete(counted, f.ID)
	}
	if len(counted) > 0 {
		t.Errorf("not among the figures: %v", counted)
	}
}

func TestAYearWithoutSurveyHasNothingToExplain(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	if code := run([]string{"--root", "..", "explain", "2013", "suppliers.asked"}, stdio{&out, &errs}); code != exitUsage || !strings.Contains(errs.String(), "2013 has no figures") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}
