package main

import (
	"bytes"
	"errors"
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

// compiledTree compiles all years into the project, and gives the files that stand there
// then, or the mistake that stops it. Nothing is kept of a run that reads all, nor written.
func compiledTree(root string, how use) (map[string][]byte, error) {
	at, err := folder.Open(root)
	if err != nil {
		return nil, err
	}
	p, err := project.Open(at.FS())
	if err != nil {
		return nil, err
	}
	readings := quiet.readings(at, how)
	readings.Began, readings.Now = time.Now().Add(time.Hour).UnixNano(), nil // so that every stamp is trusted at once
	s := season.Open(p, catalogue(), readings)
	if how == readAll {
		return compiledTables(s)
	}
	tables, err := s.Compile(at, p.Years)
	if err != nil {
		return nil, err
	}
	if err := tables.Commit(); err != nil {
		return nil, err
	}
	s.Save()
	tree := map[string][]byte{}
	for _, year := range p.Years {
		files, err := at.Files(season.Compiled(year))
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if tree[name], err = at.ReadFile(name); err != nil {
				return nil, err
			}
		}
	}
	return tree, nil
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

const (
	anyBook  = "data/202[45]/cmrt/*.xlsx"
	anyCache = reading.CacheFolder + "/*-*"
	spares   = reading.CacheFolder + "/spare/202[45]"
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
		"one more decision":      with("data/202[45]/decisions.csv", func(name string) { e.addLine(name, e.decision()) }),
		"a row of the directory": with("data/reference/directory-*.csv", e.directoryRow),
		"a row of the conformance list": with("data/reference/conformance-*.csv", func(name string) {
			e.line(name, func(fields []string) []string {
				fields[2] = rapid.SampledFrom([]string{"conformant", "active", "removed"}).Draw(e.t, "status")
				fields[8] = rapid.SampledFrom([]string{"", "CD", "BR PE"}).Draw(e.t, "sourcing")
				return fields
			})
		}),
		"a row of the roster": with("data/202[45]/suppliers.csv", func(name string) {
			e.line(name, func(fields []string) []string {
				switch rapid.IntRange(0, 3).Draw(e.t, "what") {
				case 0:
					return nil
				case 1:
					fields[1] = "Renamed " + fields[1]
				case 2:
					fields[7] = "gold"
				case 3:
					fields[0] += "-x"
				}
				return fields
			})
		}),
		"the roster": with("data/202[45]/suppliers.csv", func(name string) {
			old := rapid.SampledFrom([]string{",yes,", ",no,"}).Draw(e.t, "in scope")
			e.replace(name, old, map[string]string{",yes,": ",no,", ",no,": ",yes,"}[old])
		}),
		"a setting": with("content/202[45]/year.yaml", func(name string) {
			line := rapid.SampledFrom([]string{"severities: {answer-tolerated: off}", "severities: {file-unreadable: note, cell-error: error}", "no_such_key: 1",
				"watch_list: [{id: CID900001, reason: why not}]", "watch_list: [{id: CID900002, reason: asked for}, {id: CID900101, reason: new}]", "determination: {tin: may-originate}", "title: Another",
				"accepted_versions: [\"6.5\"]", "accepted_versions: [\"6.4\", \"6.5\"]", "window_months: 1", "window_months: 12", "cut_off: 2026-02-10", "cut_off: 2026-04-30"}).Draw(e.t, "setting")
			data, err := os.ReadFile(name)
			e.must(err)
			key, _, _ := strings.Cut(line, ":")
			kept := slices.DeleteFunc(strings.Split(strings.TrimRight(string(data), "\n"), "\n"), func(l string) bool {
				return strings.HasPrefix(l, key+":") || strings.HasPrefix(l, "no_such_key")
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
			old, err := filepath.Glob(filepath.Join(filepath.Dir(name), "compiled", "*", "*.csv"))
			e.must(err)
			table := rapid.SampledFrom(append(old, filepath.Join(filepath.Dir(name), "compiled", "answers", "nobody.xlsx.csv"))).Draw(e.t, "table")
			e.must(os.MkdirAll(filepath.Dir(table), 0o755))
			_ = os.Remove(table)
			e.must(os.WriteFile(table, []byte("answer\nyes\n"), 0o644))
		}),
		"change a table in place, its size and time kept": with("data/202[45]/compiled/*/*.csv", func(name string) {
			info, err := os.Stat(name)
			e.must(err)
			data, err := os.ReadFile(name)
			e.must(err)
			data[rapid.IntRange(0, len(data)-1).Draw(e.t, "at")] ^= 1
			f, err := os.OpenFile(name, os.O_WRONLY, 0) // as its other name has it, too
			e.must(err)
			_, err = f.Write(data)
			e.must(errors.Join(err, f.Close(), os.Chtimes(name, info.ModTime(), info.ModTime())))
		}),
		"remove a compiled table": with("data/202[45]/compiled/*/*.csv", func(name string) { e.must(os.Remove(name)) }),
		"swap two compiled tables": with("data/202[45]/compiled/*/*.csv", func(name string) {
			other := e.pick("data/202[45]/compiled/*/*.csv")
			if other == name {
				return
			}
			e.must(os.Rename(name, name+".tmp"))
			e.must(os.Rename(other, name))
			e.must(os.Rename(name+".tmp", other))
		}),
		"something else in the spare": with(spares, func(name string) {
			table := e.pick(filepath.Join(spares, "*", "*.csv"))
			switch what := rapid.IntRange(0, 5).Draw(e.t, "what"); {
			case what == 0:
				e.must(os.RemoveAll(name))
			case what == 1:
				e.must(os.WriteFile(filepath.Join(name, "stranger.csv"), []byte("a\n"), 0o644))
			case what == 2:
				e.must(os.RemoveAll(filepath.Join(name, "answers")))
				e.must(os.Symlink(e.file("content"), filepath.Join(name, "answers")))
			case table == "":
			case what == 3:
				e.must(os.Remove(table))
			case what == 4:
				e.must(os.Remove(table))
				e.must(os.Mkdir(table, 0o755))
			default:
				e.must(os.Remove(table))
				e.must(os.WriteFile(table, []byte("answer\nyes\n"), 0o644))
			}
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
		got, err := compiledTables(season.Open(p, catalogue(), readings))
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
	checks(t, "2")
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
			boards, err := filepath.Glob(filepath.Join(root, reading.CacheFolder, "*-202[45]*[0-9]"))
			e.must(err)
			for _, name := range boards {
				if data, err := os.ReadFile(name); err == nil && rapid.Bool().Draw(rt, "remember the cache") {
					_ = os.WriteFile(name+"-old", data, 0o644)
				}
			}
			want, wrong := compiledTree(root, readAll)
			got, err := compiledTree(root, keepMade)
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

// TestNothingForeignIsTaken: what another machine sealed, or the same under another name,
// is not believed, whatever it says.
func TestNothingForeignIsTaken(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	made, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 3, Years: []int{2025}})
	if err != nil {
		t.Fatal(err)
	}
	laid(t, root, made)
	says := func(how use) string {
		tree, err := compiledTree(root, how)
		if err != nil {
			t.Fatal(err)
		}
		return string(tree["data/2025/compiled/workbooks.csv"])
	}
	honest := says(makeAnew)
	boards, err := filepath.Glob(filepath.Join(root, reading.CacheFolder, "books-2025-*"))
	if err != nil || len(boards) == 0 {
		t.Fatal(boards, err)
	}
	name := boards[0]
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	board, lastYear := filepath.Base(name), strings.Replace(filepath.Base(name), "2025", "2024", 1)
	const seal = 64
	cache := quiet.readings(openFolder(t, root), keepMade).Cache
	body := bytes.ReplaceAll(data[seal:], []byte("English"), []byte("Klingon"))
	for _, c := range []struct {
		name string
		put  func()
	}{
		{"another machine's", func() { other := cache; other.Key = bytes.Repeat([]byte{7}, keySize); other.Put(board, body) }},
		{"that of another year", func() { cache.Put(lastYear, data[seal:]); moved(t, root, lastYear, board) }},
		{"with no seal", func() { put(t, name, body) }},
		{"with the seal of other bytes", func() { put(t, name, slices.Concat(data[:seal], body)) }},
	} {
		c.put()
		if got := says(takeKept); got != honest {
			t.Errorf("what is kept is believed: %s", c.name)
		}
	}
	cache.Put(board, data[seal:])
	if got, ok := cache.Get(board); !ok || !bytes.Equal(got, data[seal:]) {
		t.Error("our own is not believed")
	}
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func moved(t *testing.T, root, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(root, reading.CacheFolder, from), filepath.Join(root, reading.CacheFolder, to)); err != nil {
		t.Fatal(err)
	}
}
