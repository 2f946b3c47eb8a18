package template

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// LibreOffice calculates filled templates from nothing, and finds in every cell what was
// stored. It takes a while, so it is among the long tests.
func TestLibreOfficeFindsTheSameResults(t *testing.T) {
	if os.Getenv("CMR_LONG") == "" {
		t.Skip("a long test: CMR_LONG=1")
	}
	const shared = "../../../shared/cmrt"
	files, _ := filepath.Glob(shared + "/templates/RMI_CMRT_*.xlsx")
	if len(files) == 0 {
		t.Skip("the official templates are not here")
	}
	in, out := t.TempDir(), t.TempDir()
	args := []string{filepath.Join(shared, "recalc.sh"), out}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		filled := filepath.Join(in, filepath.Base(file))
		if err := os.WriteFile(filled, filledIn(t, data), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, filled)
	}
	if text, err := exec.Command("bash", args...).CombinedOutput(); err != nil {
		t.Fatalf("recalculate (needs Debian's libreoffice-calc): %v\n%s", err, text)
	}
	for _, file := range args[2:] {
		ours, theirs := opened(t, file), opened(t, filepath.Join(out, filepath.Base(file)))
		cells := 0
		for _, s := range ours.sheets {
			other := theirs.sheet(s.name)
			for at, c := range s.cells {
				if c.formula == "" {
					continue
				}
				cells++
				got := ""
				if o := other.cells[at]; o != nil {
					got = o.stored.String()
				}
				if plain(c.stored.String()) != plain(got) {
					t.Errorf("%s: %s!%s: stored %q, LibreOffice finds %q", filepath.Base(file), s.name, at, c.stored, got)
				}
			}
		}
		t.Logf("%s: %d formulas", filepath.Base(file), cells)
	}
}

// plain leaves out marks of line ends, which programs write differently.
func plain(s string) string {
	return strings.TrimSpace(strings.NewReplacer("_x000D_", "", "\r", "").Replace(s))
}

func opened(t *testing.T, file string) *Template {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, data)
}

// filledIn fills in a template so that every kind of formula gives something else.
func filledIn(t *testing.T, blank []byte) []byte {
	t.Helper()
	f := open(t, blank)
	set := func(sheet, ref string, v Value) {
		if err := f.Set(sheet, ref, v); err != nil {
			t.Fatal(err)
		}
	}
	set("Declaration", "D3", Text("English"))
	set("Declaration", "D8", Text("Acme Meters, Inc."))
	set("Declaration", "D9", Text("B. Product (or List of Products)"))
	set("Declaration", "D16", Text("a@acme.example"))
	set("Declaration", "D22", Number(46146))
	for i, answer := range []string{"Yes", "No", "Yes", ""} {
		for _, row := range []int{26, 32, 38} {
			set("Declaration", fmt.Sprint("D", row+i), Text(answer))
		}
	}
	set("Declaration", "D77", Text("Yes"))
	known := 5
	for row := 5; known < 60 && row < 400; row += 7 { // numbers of the template's own look-up
		if v, err := f.Value("Smelter Look-up", fmt.Sprint("E", row)); err == nil && v.kind == words {
			set("Smelter List", fmt.Sprint("A", known), v)
			known++
		}
	}
	set("Smelter List", "A70", Text("CID999999"))
	set("Smelter List", "B71", Text("Tin"))
	set("Smelter List", "C71", Text("Smelter not listed"))
	set("Smelter List", "D71", Text("By name alone"))
	set("Smelter List", "B72", Text("Gold"))
	set("Smelter List", "C72", Text("Smelter not yet identified"))
	set("Product List", "B6", Text("M-1"))
	data, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
