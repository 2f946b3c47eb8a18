package site_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
	look "itron.com/conflict-minerals/site"
)

var update = flag.Bool("update", false, "write the golden files anew")

// taken stands in the golden site for a file that the page takes from site/ as it is.
const taken = "as in site/, byte for byte\n"

// TestGolden compares the small site with testdata/small, except what follows from
// the style sheet.
func TestGolden(t *testing.T) {
	const dir = "testdata/small"
	tree := build(t, small())
	delete(tree, "assets/style.css")
	delete(tree, "SHA256SUMS")
	maps.DeleteFunc(tree, func(name string, _ []byte) bool { return strings.HasSuffix(name, ".png") }) // TestCards looks at these
	for name, data := range tree {
		if asset, err := fs.ReadFile(look.Files, name); err == nil && bytes.Equal(asset, data) {
			tree[name] = []byte(taken)
		}
	}
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for name, data := range tree {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			want[name], err = fs.ReadFile(os.DirFS(dir), name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(tree))); diff != "" {
		t.Errorf("files (-golden +built; -update accepts):\n%s", diff)
	}
	for name, data := range tree {
		if diff := cmp.Diff(strings.Split(string(want[name]), "\n"), strings.Split(string(data), "\n")); diff != "" {
			t.Errorf("%s (-golden +built; -update accepts):\n%s", name, diff)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for name, s := range sites() {
		first := build(t, s)
		for range 3 {
			if !maps.EqualFunc(first, build(t, s), bytes.Equal) {
				t.Errorf("%s: two builds differ", name)
			}
		}
	}
}

func TestSums(t *testing.T) {
	tree := build(t, small())
	var listed []string
	lines := bufio.NewScanner(bytes.NewReader(tree["SHA256SUMS"]))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if data, there := tree[name]; !ok || !there || sum != fmt.Sprintf("%x", sha256.Sum256(data)) {
			t.Errorf("SHA256SUMS: %q does not verify", lines.Text())
		}
		listed = append(listed, name)
	}
	if !slices.IsSorted(listed) || len(listed) != len(tree)-1 {
		t.Errorf("SHA256SUMS lists %d of %d files, sorted %v", len(listed), len(tree)-1, slices.IsSorted(listed))
	}
}

func TestDataPackage(t *testing.T) {
	tree := build(t, small())
	var p struct {
		Demonstration bool
		Version       string
		Resources     []struct {
			Path, Hash string
			Bytes      int
			Schema     struct {
				Fields []struct{ Name, Type, Description string }
			}
		}
	}
	if err := json.Unmarshal(tree["2025/datapackage.json"], &p); err != nil {
		t.Fatal(err)
	}
	if !p.Demonstration || p.Version != "2026-04-30" || len(p.Resources) != 4 {
		t.Errorf("datapackage.json: %+v", p)
	}
	stamp := []string{"year", "as_of", "demonstration"}
	columns := map[string][]string{"smelters.csv": append(tables.Columns[tables.Smelter](), stamp...), "figures.csv": append(tables.Columns[tables.Figure](), "year", "demonstration"),
		"changes.csv": append(append(tables.Columns[tables.Change](), stamp...), "kind"), "activities.csv": append(tables.Columns[tables.Activity](), stamp...)}
	for _, r := range p.Resources {
		data := tree["2025/"+r.Path]
		if r.Bytes != len(data) || r.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(data)) {
			t.Errorf("%s: size or hash is not the file's", r.Path)
		}
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
			if f.Type == "" || f.Description == "" {
				t.Errorf("%s: the column %s is not described", r.Path, f.Name)
			}
		}
		if diff := cmp.Diff(columns[r.Path], names); diff != "" {
			t.Errorf("%s: columns (-table +described):\n%s", r.Path, diff)
		}
	}
}

func TestSmeltersJSON(t *testing.T) {
	for year, want := range map[string]int{"2025": 3, "2024": 0} {
		var got struct {
			Demonstration bool
			Smelters      []tables.Smelter
		}
		data := build(t, small())[year+"/smelters.json"]
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if !got.Demonstration || got.Smelters == nil || len(got.Smelters) != want {
			t.Errorf("%s/smelters.json: %+v", year, got)
		}
	}
}

// TestFiles holds which files a year has, and that a report is given on as it came.
func TestFiles(t *testing.T) {
	tree := build(t, small())
	if string(tree["2025/report.md"]) != report {
		t.Error("2025/report.md is not the report as given")
	}
	for _, name := range []string{"2013/smelters.csv", "2013/smelters/index.html", "2013/figures/index.html", "2013/datapackage.json"} {
		if _, ok := tree[name]; ok {
			t.Errorf("%s: a year that was not surveyed has no data", name)
		}
	}
	s := small()
	s.PublicURL = ""
	if _, ok := build(t, s)["sitemap.xml"]; ok {
		t.Error("sitemap.xml is there although the public address is not known")
	}
}

func TestFigureTwice(t *testing.T) {
	for _, id := range []string{"suppliers.in_scope", "", "Not An Id", "a.b\"c"} {
		s := small()
		s.Years[0].Figures = append(s.Years[0].Figures, figure(id, "1", "", "", "x"))
		if _, err := site.Build(s, look.Files); err == nil {
			t.Errorf("figure %q: no error", id)
		}
	}
}
