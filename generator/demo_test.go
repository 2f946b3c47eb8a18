package main

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// memory makes a tree a file system.
func memory(tree map[string][]byte) fs.FS {
	m := fstest.MapFS{}
	for name, data := range tree {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}

// committed are the options of the demonstration in this repository.
var committed = demo.Options{Seed: 1, Suppliers: 24, Years: []int{2024, 2025}}

func TestCommittedDemonstrationIsWhatDemoWrites(t *testing.T) {
	t.Parallel()
	tree, _, err := demo.Make(committed)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range tree {
		got, err := os.ReadFile("../" + name)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s is not what “cmr demo” writes (CONTRIBUTING.md tells how to renew it): %v", name, err)
		}
	}
	for _, year := range []string{"2024", "2025"} {
		files, err := os.ReadDir("../data/" + year + "/cmrt")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name := path.Join("data", year, "cmrt", f.Name()); tree[name] == nil && f.Name() != "README.md" {
				t.Errorf("%s is left over: “cmr demo” does not write it", name)
			}
		}
	}
}

// reviewed reviews every year of a demonstration.
func reviewed(t *testing.T, o demo.Options) (map[int]check.Result, []demo.Seeded) {
	t.Helper()
	tree, manifest, err := demo.Make(o)
	if err != nil {
		t.Fatal(err)
	}
	s, results := seasonOf(t, memory(tree)), map[int]check.Result{}
	for _, n := range o.Years {
		if results[n], err = s.Review(n); err != nil {
			t.Fatal(err)
		}
	}
	return results, manifest
}

// TestSeededMistakesAreFound compares the manifest, not our reader, with what the
// review finds: each mistake, in its file and cell.
func TestSeededMistakesAreFound(t *testing.T) {
	t.Parallel()
	results, manifest := reviewed(t, committed)
	rules := catalogue()
	checked := map[string]bool{}
	for _, m := range manifest {
		if !slices.ContainsFunc(rules, func(r finding.Rule) bool { return r.Name == m.Rule }) {
			t.Errorf("the demonstration breaks %s, which is no rule", m.Rule)
		}
		checked[m.Rule] = true
		if !slices.ContainsFunc(finding.Unfold(results[m.Year].Findings), func(f finding.Finding) bool {
			return f.Rule == m.Rule && f.File == m.File && f.Supplier == m.Supplier && (m.Cell == "" || f.Cell == m.Cell)
		}) {
			t.Errorf("%s %s!%s: %s (%s) was not found", m.File, m.Sheet, m.Cell, m.Rule, m.What)
		}
	}
	if len(checked) < 60 {
		t.Errorf("only %d rules were seeded and checked", len(checked))
	}
}

// TestCleanSuppliersAreAccepted wants no error where none was put in.
func TestCleanSuppliersAreAccepted(t *testing.T) {
	t.Parallel()
	results, manifest := reviewed(t, committed)
	for year, result := range results {
		clean := 0
		for _, b := range result.Workbooks {
			if slices.ContainsFunc(manifest, func(m demo.Seeded) bool { return m.File == b.Declaration.File }) {
				continue
			}
			clean++
			if b.Verdict != check.Accepted {
				t.Errorf("%s is %s: %v", b.Declaration.File, b.Verdict, b.Findings)
			}
		}
		if clean < 10 {
			t.Errorf("%d: only %d clean workbooks", year, clean)
		}
	}
}

// TestNothingPrivateIsPublic looks for everything that a supplier, or the roster
// about it, says of people and companies in every file of the site.
func TestNothingPrivateIsPublic(t *testing.T) {
	t.Parallel()
	tree, _, err := demo.Make(committed)
	if err != nil {
		t.Fatal(err)
	}
	season := seasonOf(t, memory(tree))
	p := season.Project
	_, pages := built(t, season)
	private := map[string]bool{".example": true}
	public := map[string]bool{"Unknown": true, cmrt.NotYetIdentified: true} // the template's own words, and facilities that a directory knows
	for _, n := range committed.Years {
		y, err := p.Year(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range y.Directory.Facilities() {
			public[f.Name] = true
		}
	}
	for _, n := range p.Years {
		y, err := season.Year(n)
		if err != nil {
			t.Fatal(err)
		}
		review, err := y.Review()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range y.Roster {
			private[s.ID], private[s.Name], private[s.Contact], private[s.Email] = true, true, true, true
		}
		for _, b := range review.Workbooks {
			whole := y.Open(b.Declaration.File)
			d := whole.Declaration
			c := d.Company
			for _, v := range []string{path.Base(d.File), d.SHA256, c.Name, c.ContactName, c.ContactEmail, c.ContactPhone, c.AuthorizerName, c.AuthorizerEmail, c.Address} {
				private[v] = true
			}
			for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
				private[a.Comment] = true
			}
			for _, res := range whole.Resolutions {
				for _, name := range smelter.Names(res.Row) {
					private[name] = !slices.ContainsFunc(slices.Collect(maps.Keys(public)), func(known string) bool { return strings.Contains(known, name) })
				}
			}
			for _, row := range d.Smelters {
				private[row.Comment], private[row.ContactName], private[row.ContactEmail], private[row.MineName] = true, true, true, true
			}
		}
	}
	if len(private) < 200 {
		t.Fatalf("only %d texts to look for", len(private))
	}
	for name, data := range pages {
		for text := range private {
			if private[text] && len(text) > 5 && strings.Contains(string(data), text) {
				t.Errorf("%s holds %q", name, text)
			}
		}
	}
}

// TestCommittedTablesAreFresh proves that the compiled tables in this repository
// are what its inputs give.
func TestCommittedTablesAreFresh(t *testing.T) {
	t.Parallel()
	var out, errs strings.Builder
	if code := run([]string{"--root", "..", "compile", "--check", "--clean"}, stdio{&out, &errs}); code != exitDone {
		t.Errorf("stale, run “cmr compile”: %s%s", out.String(), errs.String())
	}
}
