package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

// compiledTree compiles all years and gives the files, or the mistake that stops it.
func compiledTree(root string, use reading.Use) (map[string][]byte, error) {
	at, err := folder.Open(root)
	if err != nil {
		return nil, err
	}
	p, err := project.Open(at.FS())
	if err != nil {
		return nil, err
	}
	readings := quiet.readings(at, use)
	readings.Began = time.Now().Add(time.Hour).UnixNano() // so that every stamp is trusted at once
	tree, err := season.Open(p, catalogue(), readings).Compile(p.Years)
	readings.Save()
	return tree, err
}

// editor makes random changes to a project.
type editor struct {
	t    *rapid.T
	root string
	kept [][]byte // workbooks, and bytes that are none
}

func (e *editor) file(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *editor) must(err error) {
	if err != nil {
		e.t.Fatal(err)
	}
}

// pick gives one of the files that fit a pattern, "" where there is none.
func (e *editor) pick(pattern string) string {
	list, err := filepath.Glob(e.file(pattern))
	e.must(err)
	if len(list) == 0 {
		return ""
	}
	return rapid.SampledFrom(list).Draw(e.t, "file")
}

func (e *editor) bytes() []byte {
	return rapid.SampledFrom(e.kept).Draw(e.t, "bytes")
}

// replace changes a text of a file wherever it stands.
func (e *editor) replace(name, old, new string) {
	data, err := os.ReadFile(name)
	e.must(err)
	e.must(os.WriteFile(name, bytes.ReplaceAll(data, []byte(old), []byte(new)), 0o644))
}

// appendTo adds a line to a table.
func (e *editor) appendTo(name, line string) {
	data, err := os.ReadFile(name)
	e.must(err)
	e.must(os.WriteFile(name, append(data, line+"\n"...), 0o644))
}

const (
	anyBook  = "data/202[45]/cmrt/*.xlsx"
	anyCache = reading.CacheFolder + "/readings-*"
)

// actions are what may happen to a project between two runs.
func (e *editor) actions() map[string]func(*rapid.T) {
	with := func(pattern string, f func(name string)) func(*rapid.T) {
		return func(t *rapid.T) {
			if e.t = t; pattern != "" {
				name := e.pick(pattern)
				if name == "" {
					t.Skip("nothing there")
				}
				f(name)
				return
			}
			f("")
		}
	}
	return map[string]func(*rapid.T){
		"edit a workbook":   with(anyBook, func(name string) { e.must(os.WriteFile(name, e.bytes(), 0o644)) }),
		"remove a workbook": with(anyBook, func(name string) { e.must(os.Remove(name)) }),
		"rename a workbook": with(anyBook, func(name string) {
			e.must(os.Rename(name, filepath.Join(filepath.Dir(name), fmt.Sprintf("renamed-%d.xlsx", rapid.IntRange(0, 9).Draw(e.t, "n")))))
		}),
		"add a workbook": with("data/202[45]/cmrt", func(name string) {
			e.must(os.WriteFile(filepath.Join(name, fmt.Sprintf("added-%d.xlsx", rapid.IntRange(0, 9).Draw(e.t, "n"))), e.bytes(), 0o644))
		}),
		"swap two workbooks": with(anyBook, func(name string) {
			other := e.pick(anyBook)
			if other == name {
				return
			}
			e.must(os.Rename(name, name+".tmp"))
			e.must(os.Rename(other, name))
			e.must(os.Rename(name+".tmp", other))
		}),
		"change a workbook in place, its size and time kept": with(anyBook, func(name string) {
			info, err := os.Stat(name)
			e.must(err)
			data, err := os.ReadFile(name)
			e.must(err)
			if len(data) > 0 {
				data[rapid.IntRange(0, len(data)-1).Draw(e.t, "at")] ^= 0x40
			}
			e.must(os.WriteFile(name, data, 0o644))
			e.must(os.Chtimes(name, info.ModTime(), info.ModTime()))
		}),
		"a decision": with("data/202[45]/decisions.csv", func(name string) {
			data, err := os.ReadFile(name)
			e.must(err)
			lines := strings.SplitAfter(string(data), "\n")
			if len(lines) > 2 { // drop one
				i := rapid.IntRange(1, len(lines)-2).Draw(e.t, "line")
				e.must(os.WriteFile(name, []byte(strings.Join(slices.Delete(lines, i, i+1), "")), 0o644))
			}
		}),
		"the roster": with("data/202[45]/suppliers.csv", func(name string) {
			old := rapid.SampledFrom([]string{",yes,", ",no,"}).Draw(e.t, "in scope")
			e.replace(name, old, map[string]string{",yes,": ",no,", ",no,": ",yes,"}[old])
		}),
		"a setting": with("content/202[45]/year.yaml", func(name string) {
			line := rapid.SampledFrom([]string{"severities: {answer-tolerated: off}", "severities: {file-unreadable: note, cell-error: error}", "no_such_key: 1"}).Draw(e.t, "setting")
			data, err := os.ReadFile(name)
			e.must(err)
			kept := slices.DeleteFunc(strings.Split(strings.TrimRight(string(data), "\n"), "\n"), func(l string) bool {
				return strings.HasPrefix(l, "severities:") || strings.HasPrefix(l, "no_such_key")
			})
			e.must(os.WriteFile(name, []byte(strings.Join(append(kept, line), "\n")+"\n"), 0o644))
		}),
		"a snapshot": with("data/reference/*.csv", func(name string) {
			data, err := os.ReadFile(name)
			e.must(err)
			lines := strings.SplitAfter(string(data), "\n")
			if len(lines) > 3 {
				i := rapid.IntRange(1, len(lines)-2).Draw(e.t, "row")
				e.must(os.WriteFile(name, []byte(strings.Join(slices.Delete(lines, i, i+1), "")), 0o644))
			}
		}),
		"write a compiled table by hand": with("data/202[45]/cmrt", func(name string) {
			table := filepath.Join(filepath.Dir(name), "compiled", "answers.csv")
			e.must(os.MkdirAll(filepath.Dir(table), 0o755))
			e.must(os.WriteFile(table, []byte("file,answer\nacme.xlsx,yes\n"), 0o644))
		}),
		"damage the cache": with(anyCache, func(name string) {
			data, err := os.ReadFile(name)
			e.must(err)
			if len(data) == 0 {
				e.t.Skip("cut to nothing before")
			}
			data[rapid.IntRange(0, len(data)-1).Draw(e.t, "at")] ^= 1
			e.must(os.WriteFile(name, data, 0o644))
		}),
		"cut the cache short": with(anyCache, func(name string) {
			data, err := os.ReadFile(name)
			e.must(err)
			e.must(os.WriteFile(name, data[:rapid.IntRange(0, max(len(data)-1, 0)).Draw(e.t, "length")], 0o644))
		}),
		"take the cache of another year": with(anyCache, func(name string) {
			data, err := os.ReadFile(e.pick(anyCache))
			e.must(err)
			e.must(os.WriteFile(name, data, 0o644))
		}),
		"another reader's cache": with(anyCache, func(name string) {
			e.replace(name, readerVersion(), strings.Repeat("0", 64))
		}),
		"put an old cache back": with(anyCache, func(name string) {
			if old, err := os.ReadFile(name + "-old"); err == nil {
				e.must(os.WriteFile(name, old, 0o644))
			}
		}),
	}
}

// shards compiles from some number of shares, and from parts of an earlier moment: those
// are refused, unless no workbook changed since.
func (e *editor) shards(sound bool, want map[string][]byte) {
	n := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 7}).Draw(e.t, "shards")
	old := e.file("parts-old")
	if !sound || n == 0 && !folder.IsDir(old) {
		return
	}
	p, err := project.Open(os.DirFS(e.root))
	e.must(err)
	merge := func(parts string) error {
		files, scope, err := season.Workbooks(p, p.Years)
		e.must(err)
		readings := &reading.Store{Reader: readerVersion}
		if err := readings.Merge(parts, p.FS, files, scope); err != nil {
			return err
		}
		got, err := season.Open(p, catalogue(), readings).Compile(p.Years)
		if err == nil && !maps.EqualFunc(got, want, bytes.Equal) {
			e.t.Fatalf("%s: not what a clean run gives", filepath.Base(parts))
		}
		return err
	}
	if folder.IsDir(old) {
		_ = merge(old) // refused, or right
		e.must(os.RemoveAll(old))
	}
	for i := range n {
		if code := run([]string{"--root", e.root, "compile", "--shard", fmt.Sprintf("%d/%d", i+1, n), "--out", old}, quiet); code != exitDone {
			e.t.Fatalf("share %d of %d: exit %d", i+1, n, code)
		}
	}
	if n > 0 {
		e.must(merge(old))
	}
}

// checks sets how many times rapid tries, of the many that it would: each is a
// project on disk, compiled some thirty times over. The long run has them all.
func checks(t *testing.T, n string) {
	if os.Getenv("CMR_LONG") != "" {
		return
	}
	f := flag.Lookup("rapid.checks")
	was := f.Value.String()
	if err := f.Value.Set(n); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Value.Set(was) })
}

// TestIncrementalIsClean: whatever happens to a project and to what is kept of the
// last run, the next run gives what a run gives that keeps nothing.
func TestIncrementalIsClean(t *testing.T) {
	checks(t, "4")
	made, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 5, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	kept := [][]byte{nil, []byte("%PDF-1.7"), []byte("version https://git-lfs.github.com/spec/v1\n")}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if strings.HasSuffix(name, ".xlsx") {
			kept = append(kept, made[name])
		}
	}
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		root, err := os.MkdirTemp(dir, "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(root)
		laid(t, root, made)
		e := &editor{t: rt, root: root, kept: kept}
		actions := e.actions()
		actions[""] = func(rt *rapid.T) {
			for year := range 2 {
				name := filepath.Join(root, reading.CacheFolder, fmt.Sprintf("readings-%d", 2024+year))
				if data, err := os.ReadFile(name); err == nil && rapid.Bool().Draw(rt, "remember the cache") {
					_ = os.WriteFile(name+"-old", data, 0o644)
				}
			}
			want, wrong := compiledTree(root, reading.Ignore)
			got, err := compiledTree(root, reading.Keep)
			if fmt.Sprint(err) != fmt.Sprint(wrong) {
				rt.Fatalf("with the cache: %v; without: %v", err, wrong)
			}
			for _, name := range slices.Sorted(maps.Keys(want)) {
				if !bytes.Equal(got[name], want[name]) {
					rt.Fatalf("%s is not what a clean run gives:\n%s", name, got[name])
				}
			}
			if len(got) != len(want) {
				rt.Fatalf("%d files, want %d", len(got), len(want))
			}
			e.shards(wrong == nil, want)
		}
		rt.Repeat(actions)
	})
}

// TestOnlyTrueReadingsAreTaken puts a false reading into the cache. It is believed
// where everything about it is right, which shows that it is looked at; and never
// where the reader is another one, or the workbook.
func TestOnlyTrueReadingsAreTaken(t *testing.T) {
	root := t.TempDir()
	made, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 3, Years: []int{2025}})
	if err != nil {
		t.Fatal(err)
	}
	laid(t, root, made)
	workbooks := func(use reading.Use) string {
		tree, err := compiledTree(root, use)
		if err != nil {
			t.Fatal(err)
		}
		return string(tree["data/2025/compiled/workbooks.csv"])
	}
	workbooks(reading.Keep)
	cache := filepath.Join(root, reading.CacheFolder, "readings-2025")
	data, err := os.ReadFile(cache)
	if err != nil {
		t.Fatal(err)
	}
	list, err := reading.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(*reading.List)
		taken  bool
	}{
		{"as it is", func(*reading.List) {}, true},
		{"its stamps are unknown", func(l *reading.List) {
			for i := range l.Readings {
				l.Readings[i].Stamp = reading.Stamp{}
			}
		}, true},
		{"another reader", func(l *reading.List) { l.Reader = strings.Repeat("0", 64) }, false},
		{"another year", func(l *reading.List) { l.Scope = "2024" }, false},
		{"other bytes", func(l *reading.List) {
			for i := range l.Readings {
				l.Readings[i].Stamp, l.Readings[i].Declaration.SHA256 = reading.Stamp{}, strings.Repeat("0", 64)
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := list
			l.Readings = slices.Clone(list.Readings)
			for i := range l.Readings {
				l.Readings[i].Declaration.Company.Name = "Falsified"
			}
			c.change(&l)
			if err := os.WriteFile(cache, l.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(workbooks(reading.Take), "Falsified"); got != c.taken {
				t.Errorf("taken: %v, want %v", got, c.taken)
			}
			if strings.Contains(workbooks(reading.Ignore), "Falsified") {
				t.Error("a clean run looks at the cache")
			}
		})
	}
	if strings.Contains(workbooks(reading.Renew), "Falsified") || strings.Contains(workbooks(reading.Take), "Falsified") {
		t.Error("a clean run does not renew the cache")
	}
}
