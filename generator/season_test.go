package main

import (
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/site"
)

// seasonOf looks at a project, with every workbook read.
func seasonOf(t *testing.T, files fs.FS) *season.Season {
	t.Helper()
	p, err := project.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return season.Open(p, catalogue(), &reading.Store{})
}

// composed is a year of this repository.
func composed(t *testing.T, year int) *season.Year {
	t.Helper()
	y, err := seasonOf(t, os.DirFS("..")).Year(year)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// collected are the compiled tables of years, in memory.
type collected struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (c *collected) Put(name string, data []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files[name] = data
	return nil
}

func (c *collected) Keep(string, string) bool { return false }

// compiledTables makes the compiled tables of all years, by slash path below the root.
func compiledTables(s *season.Season) (map[string][]byte, error) {
	tree := map[string][]byte{}
	for _, year := range s.Project.Years {
		c := collected{files: map[string][]byte{}}
		if err := s.Tables(year, &c); err != nil {
			return nil, err
		}
		for name, data := range c.files {
			tree[path.Join(season.Compiled(year), name)] = data
		}
	}
	return tree, nil
}

// built makes the compiled tables of all years, and the public pages with the look that
// is built in.
func built(t *testing.T, s *season.Season) (compiled, pages map[string][]byte) {
	t.Helper()
	compiled, err := compiledTables(s)
	if err != nil {
		t.Fatal(err)
	}
	pages, err = site.Pages(s, openFolder(t, t.TempDir()), site.PublicYears, []byte("the module"))
	if err != nil {
		t.Fatal(err)
	}
	return compiled, pages
}

// openFolder opens a folder of a test.
func openFolder(t *testing.T, dir string) *folder.Folder {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// laid writes a tree below a folder.
func laid(t *testing.T, dir string, tree map[string][]byte) {
	t.Helper()
	if err := openFolder(t, dir).Write(tree); err != nil {
		t.Fatal(err)
	}
}

var quiet = stdio{Out: io.Discard, Err: io.Discard}

// Who is accepted has no error left on any screen, whatever was sent before.
func TestWhoIsAcceptedHasNoOpenError(t *testing.T) {
	t.Parallel()
	made, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 60, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	s, accepted := seasonOf(t, memory(made)), map[string]bool{}
	r, err := s.Review(2025)
	if err != nil {
		t.Fatal(err)
	}
	closed := 0
	for _, b := range r.Workbooks {
		if b.Verdict == check.Accepted {
			accepted[b.Supplier] = true
		}
	}
	for _, f := range r.Findings {
		if f.Closed != "" {
			closed++
		}
		if accepted[f.Supplier] && f.Open() && f.Severity == finding.Error {
			t.Errorf("%s is accepted and has an open error: %s %s", f.Supplier, f.Place(), f.Rule)
		}
	}
	if len(accepted) < 20 || closed == 0 {
		t.Errorf("%d accepted, %d closed findings: too few to prove anything", len(accepted), closed)
	}
}
