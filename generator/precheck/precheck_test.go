package precheck_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/precheck"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

var demonstration = sync.OnceValues(func() (map[string][]byte, error) {
	tree, _, err := demo.Make(demo.Options{Seed: 5, Suppliers: 60, Years: []int{2025}})
	return tree, err
})

// made is a demonstration with every mistake that it knows.
func made(t *testing.T) (tree map[string][]byte, y *project.Year, rows []tables.DirectoryRow) {
	t.Helper()
	tree, err := demonstration()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range tree {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := project.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if y, err = p.CheckYear(); err != nil {
		t.Fatal(err)
	}
	if rows, err = p.CheckRows(y); err != nil || len(rows) == 0 {
		t.Fatalf("%d rows of the directory, %v", len(rows), err)
	}
	return tree, y, rows
}

// TestSettingsCarryTheYear holds what a page carries of a year against that year itself:
// each workbook gets the findings that it would get by the year's own directory and rules.
func TestSettingsCarryTheYear(t *testing.T) {
	t.Parallel()
	tree, y, rows := made(t)
	y.Settings.AcceptedVersions = []string{"6.4"}
	y.Settings.Severities = map[string]finding.Severity{"programme-weak": "off"}
	packed, err := json.Marshal(precheck.Of(y, rows))
	if err != nil {
		t.Fatal(err)
	}
	var settings precheck.Settings
	if err := json.Unmarshal(packed, &settings); err != nil {
		t.Fatal(err)
	}
	books, found, told := 0, 0, map[string]bool{}
	for name, data := range tree {
		if !strings.HasPrefix(name, "data/2025/cmrt/") {
			continue
		}
		want, resolutions := check.FileFor(check.Public(y), cmrt.ReadAny(name, data))
		got, err := precheck.Check(settings, name, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range want {
			told[f.Rule] = true
			if !slices.ContainsFunc(got.Findings, func(g finding.Finding) bool { return reflect.DeepEqual(g, f) }) {
				t.Errorf("%s: %s at %s is not told", name, f.Rule, f.Place())
			}
		}
		if len(got.Findings) != len(want) || len(got.Smelters) != len(resolutions) {
			t.Errorf("%s: %d findings and %d rows, not %d and %d", name, len(got.Findings), len(got.Smelters), len(want), len(resolutions))
		}
		books, found = books+1, found+len(want)
	}
	for _, rule := range []string{"template-version-not-accepted", "smelter-id-conflict", "smelter-id-unknown"} {
		if !told[rule] {
			t.Errorf("no workbook of the set has %s: it proves nothing about versions or the directory", rule)
		}
	}
	if told["programme-weak"] || books < 50 || found < 100 {
		t.Errorf("%d workbooks, %d findings; a rule that is off was told: %v", books, found, told["programme-weak"])
	}
}

// TestOrder holds that findings stand as a person walks through the workbook: what is about
// the file, the Declaration from top to bottom, then the lists.
func TestOrder(t *testing.T) {
	t.Parallel()
	tree, y, rows := made(t)
	sheets := map[string]int{"": 0, "Declaration": 1, "Smelter List": 2, "Product List": 3}
	several := 0
	for name, data := range tree {
		if !strings.HasPrefix(name, "data/2025/cmrt/") {
			continue
		}
		r, err := precheck.Check(precheck.Of(y, rows), name, data)
		if err != nil {
			t.Fatal(err)
		}
		var last [2]int
		seen := map[string]bool{}
		for _, f := range r.Findings {
			row := 0
			for _, c := range f.Cell {
				if c >= '0' && c <= '9' {
					row = row*10 + int(c-'0')
				}
			}
			place, known := sheets[f.Sheet]
			if !known {
				place = len(sheets)
			}
			if now := [2]int{place, row}; now[0] < last[0] || now[0] == last[0] && now[1] < last[1] {
				t.Errorf("%s: %s stands after a later place", name, f.Place())
			} else {
				last = now
			}
			seen[f.Sheet] = true
			if r.Why[f.Rule] == "" {
				t.Errorf("%s: it is not told why %s matters", name, f.Rule)
			}
		}
		if len(seen) > 1 {
			several++
		}
	}
	if several < 5 {
		t.Errorf("%d workbooks have findings on several sheets: too few to prove an order", several)
	}
}

// TestFine holds what is called fine against what is told of the same part.
func TestFine(t *testing.T) {
	t.Parallel()
	tree, y, rows := made(t)
	all := map[string]int{}
	books := 0
	for name, data := range tree {
		if !strings.HasPrefix(name, "data/2025/cmrt/") {
			continue
		}
		r, err := precheck.Check(precheck.Of(y, rows), name, data)
		if err != nil {
			t.Fatal(err)
		}
		books++
		for _, part := range r.Fine {
			all[part]++
		}
		errors := slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return r.Told(f) && f.Severity == finding.Error })
		if errors && len(r.Fine) == len(precheck.Parts) || !r.Readable && len(r.Fine) > 0 {
			t.Errorf("%s has errors, and all is said to be fine", name)
		}
		if slices.Contains(r.Fine, "smelters") && slices.ContainsFunc(r.Smelters, func(row precheck.Row) bool { return row.Outcome == smelter.Contradictory }) {
			t.Errorf("%s: a row contradicts itself, and the Smelter List is said to be fine", name)
		}
	}
	for _, part := range precheck.Parts {
		if part != "products" && (all[part] == 0 || all[part] == books) {
			t.Errorf("%s is fine in %d of %d workbooks: nothing is proven of it", part, all[part], books)
		}
	}
}

// TestOwnLookup holds what is said of smelters where the page has no directory.
func TestOwnLookup(t *testing.T) {
	t.Parallel()
	tree, y, _ := made(t)
	own := 0
	for name, data := range tree {
		if !strings.HasPrefix(name, "data/2025/cmrt/") {
			continue
		}
		r, err := precheck.Check(precheck.Of(y, nil), name, data)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range r.Smelters {
			said := r.Declaration.Smelters[i]
			if row.Outcome == smelter.Resolved {
				t.Fatalf("%s: row %d is said to be in a directory that the page has not", name, row.Row)
			}
			if row.Outcome == precheck.OwnLookup {
				own++
				if row.ID != said.ID || row.Name != said.StandardName {
					t.Errorf("%s: row %d: %s %s, and the workbook says %s %s", name, row.Row, row.ID, row.Name, said.ID, said.StandardName)
				}
			}
		}
	}
	if own < 100 {
		t.Errorf("%d rows are known to the look-ups of their workbooks", own)
	}
}

// TestBlankAndOtherTemplates holds that nothing of a workbook that came back blank is called right, and that
// versions of the CMRT say nothing of other templates.
func TestBlankAndOtherTemplates(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"RMI_EMRT_2.1.xlsx", "RMI_AMRT_1.3.xlsx", "RMI_CMRT_6.22.xlsx"} {
		data, err := os.ReadFile(filepath.Join("../../../shared/cmrt/templates", name))
		if err != nil {
			t.Skip("needs ../shared with the official templates")
		}
		r, err := precheck.Check(precheck.Settings{Year: 2025, Versions: []string{"6.5"}}, name, data)
		if err != nil {
			t.Fatal(err)
		}
		other := slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Rule == "template-version-not-accepted" })
		if !slices.Equal(r.Fine, []string{"file"}) || other != (r.Declaration.Template.Type == "CMRT") {
			t.Errorf("%s: fine are %q; another version is told: %v", name, r.Fine, other)
		}
	}
}
