package cmrt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// mutatedExtended is a filling of a template with a Checker of its own kind, nearly
// complete and odd in some of the cells that it looks at.
func mutatedExtended(r *rand.Rand, l Layout, directory []LookupEntry, odd int) map[string]map[string]any {
	cells := map[string]map[string]any{SheetDeclaration: {}, SheetSmelters: {}, SheetProducts: {}}
	put, f := cells[SheetDeclaration], l.Fields
	for _, cell := range []string{f.Name, f.ContactName, f.ContactPhone, f.AuthorizerName} {
		put[cell] = "Acme"
	}
	put[f.Scope], put[f.ContactEmail], put[f.AuthorizerEmail], put[f.EffectiveDate] = l.scopes[r.IntN(3)].text, "c@acme.example", "a@acme.example", 46056
	names := []string{"Cobalt", "Mica"}
	switch {
	case l.Minerals.Other != "":
		names = nil
		for i, cell := range l.Minerals.Choice[:1+r.IntN(4)] {
			name := string(l.Minerals.Known[(3*i+r.IntN(3))%len(l.Minerals.Known)])
			name = strings.ToUpper(name[:1]) + name[1:]
			if put[cell] = name; r.IntN(6) == 0 {
				put[cell], name = l.Minerals.Other, "Tellurium"
				if column, row := splitRef(cell); r.IntN(3) > 0 {
					put[ref(column, row+3)] = name
				}
			}
			names = append(names, name)
		}
		if r.IntN(12) == 0 {
			names = []string{"Zinc"}
			for _, cell := range l.Minerals.Choice {
				put[cell] = nil
			}
		}
	case l.Minerals.Choice != nil:
		names = []string{"Cobalt", "Copper", "Graphite", "Lithium", "Mica", "Nickel"}
		for i, cell := range l.Minerals.Choice {
			if r.IntN(5) == 0 {
				put[cell] = []any{nil, "(Delete " + names[i] + ")"}[r.IntN(2)]
			}
		}
	}
	var tested []string
	slots := max(len(l.Minerals.Fixed), min(len(names), 6))
	for _, q := range l.Questions {
		for i := range slots {
			put[q.Cell(i)] = []any{"Yes", "Yes", "Yes", "Yes", "No", "Unknown", "unknown", "Not declaring", "Not applicable for this declaration", "Yes "}[r.IntN(10)]
			tested = append(tested, q.Cell(i))
		}
	}
	for i, q := range l.CompanyQuestions {
		put[q.Cell(0)] = q.options[r.IntN(len(q.options))].text
		if tested = append(tested, q.Cell(0)); i == 1 {
			put[q.CommentCell(0)] = "https://acme.example"
			tested = append(tested, q.CommentCell(0))
		}
		if q.Key == SupplierSurvey && r.IntN(2) == 0 {
			put[q.CommentCell(0)] = "by mail"
		}
	}
	tested = append(tested, f.Name, f.Scope, f.ScopeDescription, f.ContactName, f.ContactEmail, f.ContactPhone, f.AuthorizerName, f.AuthorizerEmail, f.EffectiveDate)
	for range r.IntN(odd + 1) {
		put[pick(r, tested)] = pick(r, oddities)
	}
	if r.IntN(2) == 0 {
		cells[SheetProducts]["B6"] = pick(r, oddities)
	}
	row := 5
	add := func(letters string, values ...any) {
		row++
		for i, v := range values {
			if v != nil {
				cells[SheetSmelters][fmt.Sprintf("%c%d", letters[i], row)] = v
			}
		}
	}
	for _, name := range names {
		i := slices.IndexFunc(directory, func(e LookupEntry) bool { return e.MetalRaw == name })
		switch n := r.IntN(6); {
		case n == 0:
		case n < 4 && i >= 0:
			add("A", directory[i].ID)
		case n == 4:
			add("BC", strings.ToLower(name), "anything")
		default:
			add("BCDE", name, "Smelter not listed", "Alpha", "PERU")
		}
	}
	for _, v := range [][]any{{"Cobalt", "Smelter not listed"}, {"Mica", "SMELTER NOT LISTED", "Beta"}, {"Cobalt", "Smelter not listed - new"}, {"Zinc"}, {"Nickel ", "x"}, {"Mica", "Smelter not yet identified"}} {
		if r.IntN(8) == 0 {
			add("BCDE", v...)
		}
	}
	if r.IntN(10) == 0 {
		add("A", []any{"CID999999", 12, "cid00*"}[r.IntN(3)])
	}
	if r.IntN(6) == 0 {
		row = []int{2489, 2496, 2499, 2503, 2509}[r.IntN(5)]
		add("BC", names[0], "late")
	}
	return cells
}

// TestExtendedCheckerParity compares our model of the Checker of EMRT and AMRT, row by
// row, with the sheet itself. What LibreOffice flagged in mutated workbooks of each template
// is kept; every run compares the last three of each, CMR_LONG=1 recalculates 60 of each.
func TestExtendedCheckerParity(t *testing.T) {
	t.Parallel()
	const results, few = "testdata/checker-extended.json", 3
	kept := map[string][][]int{}
	if data, err := os.ReadFile(results); err == nil && !long {
		if err := json.Unmarshal(data, &kept); err != nil {
			t.Fatal(err)
		}
	}
	files := realFiles(t, "templates/RMI_EMRT_*.xlsx", "templates/RMI_AMRT_*.xlsx")
	workbooks, rows := 0, 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r, book, layout := rand.New(rand.NewPCG(11, 64)), takenApart(t, files[name]), ReadAny(name, files[name]).Layout()
		directory := extendedDirectory(t, files[name])
		var made [][]byte
		count := len(kept[name])
		if long {
			count = 60
		}
		for i := range count {
			cells := mutatedExtended(r, layout, directory, i/4)
			if long || i >= count-few {
				made = append(made, book.with(cells))
			}
		}
		if long {
			kept[name] = recalculated(t, made)
		}
		want := kept[name]
		if len(made) == 0 {
			t.Fatalf("%s holds %d results for %s: run with CMR_LONG=1 -update", results, len(want), name)
		}
		want = want[len(want)-len(made):]
		for i, data := range made {
			d := ReadAny("x.xlsx", data)
			if !d.Readable() {
				t.Fatalf("%s #%d: %v", name, i, d.Findings)
			}
			flagged := want[i]
			if layout.Kind == "AMRT" { // the second question shows its flags outside of the total
				flagged = slices.DeleteFunc(slices.Clone(flagged), func(row int) bool { return row >= 29 && row <= 38 })
			}
			if !slices.Equal(flagged, d.CheckerRows) {
				t.Errorf("%s #%d: the Checker flags %v, the model %v", name, i, flagged, d.CheckerRows)
			}
			workbooks, rows = workbooks+1, rows+len(d.CheckerTests())
		}
	}
	t.Logf("%d workbooks, %d rows compared", workbooks, rows)
	if long && *update {
		data, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(results, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// extendedDirectory is the template's own look-up, read by excelize.
func extendedDirectory(t *testing.T, data []byte) (list []LookupEntry) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(SheetLookup)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 4 && strings.HasPrefix(row[4], "CID") {
			list = append(list, LookupEntry{MetalRaw: row[0], Alias: row[1], Name: row[2], ID: row[4]})
		}
	}
	return list
}

// TestExtendedCheckerRowsAreThoseOfTheNotes compares which row tests which cell, in every
// version, with what was read from the formulas of real templates.
func TestExtendedCheckerRowsAreThoseOfTheNotes(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(sharedCMRT, "emrt-layouts.json"))
	if err != nil {
		t.Skipf("needs the notes in %s", sharedCMRT)
	}
	var notes map[string]struct {
		Kind, Version string
		Checker       struct {
			Rows []struct {
				Row     int
				Cell    string
				InTotal *bool `json:"in_total"`
			}
		}
	}
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	for name, n := range notes {
		l, _ := LayoutFor(n.Kind, n.Version)
		minerals := l.Minerals.Fixed
		if minerals == nil {
			minerals = make([]Metal, min(10, max(len(l.Minerals.Choice), 1)))
		}
		want, got := map[int]string{}, map[int]string{}
		for _, row := range n.Checker.Rows {
			if row.InTotal == nil || *row.InTotal {
				want[row.Row] = strings.TrimPrefix(row.Cell, SheetDeclaration+"!")
			}
		}
		for _, test := range l.extendedTests(minerals) {
			cell := test.Cell
			if test.Idle {
				continue
			}
			switch {
			case test.Sheet == SheetProducts:
				cell = SheetProducts + "!" + cell
			case test.Sheet == SheetSmelters:
				cell = SheetSmelters
			case slices.Contains(l.Minerals.Choice, cell): // the sheet looks at the first row of the first question
				cell = "B" + strconv.Itoa(l.Questions[0].Row)
			case cell == "":
				cell = "D15:I16"
			}
			got[test.Row] = cell
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-notes +ours):\n%s", name, diff)
		}
	}
}
