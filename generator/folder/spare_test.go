package folder

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// year plays the runs of a program that keeps a folder out/tables, with its spare.
type year struct {
	t     *testing.T
	f     *Folder
	known []Known
}

// run lets the folder hold a tree.
func (y *year) run(tree map[string]string) {
	y.t.Helper()
	must := func(err error) {
		y.t.Helper()
		if err != nil {
			y.t.Fatal(err)
		}
	}
	fresh, err := y.f.Begin("out/tables")
	must(err)
	defer fresh.Abandon()
	fresh.Spare(y.f, ".cmr-cache/spare")
	must(fresh.Believe(y.known))
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if !fresh.Keep(name, hashed([]byte(tree[name]))) {
			must(fresh.Put(name, []byte(tree[name])))
		}
	}
	must(fresh.Commit())
	later := time.Now().Add(time.Hour).UnixNano()
	y.known, err = fresh.Ledger(later, later)
	must(err)
	fresh.Abandon()
	list, err := y.f.Files("out")
	must(err)
	if len(list) != len(tree) {
		y.t.Errorf("%v, want %v", list, tree)
	}
	for name, want := range tree {
		holds(y.t, y.f, "out/tables/"+name, want)
	}
	if left, _ := filepath.Glob(y.f.Path("out/.cmr-*")); len(left) > 0 {
		y.t.Errorf("%v is left", left)
	}
}

func (y *year) is(name string) os.FileInfo {
	y.t.Helper()
	info, err := os.Stat(y.f.Path(name))
	if err != nil {
		y.t.Fatal(err)
	}
	return info
}

// TestWhatStaysIsNotTouchedWithASpare: a file that stays keeps even the time at which its
// names changed, whatever else comes, goes or is made anew, and the spare has it too.
func TestWhatStaysIsNotTouchedWithASpare(t *testing.T) {
	if !keepsSpares {
		t.Skip("there are no spares here")
	}
	y := &year{t: t, f: open(t)}
	y.run(map[string]string{"a": "1", "b/c": "2", "stays/d": "3"})
	was := StampOf(y.is("out/tables/stays/d"))
	for _, tree := range []map[string]string{
		{"a": "changed", "b/c": "2", "stays/d": "3"},
		{"a": "changed", "b/c": "2", "stays/d": "3"},
		{"a": "changed", "stays/d": "3", "new/e": "4"},
		{"a": "1", "b/c": "5", "stays/d": "3"},
	} {
		y.run(tree)
		if is := StampOf(y.is("out/tables/stays/d")); is != was {
			t.Errorf("it was touched: %v, was %v", is, was)
		}
	}
	if !os.SameFile(y.is(".cmr-cache/spare/stays/d"), y.is("out/tables/stays/d")) {
		t.Error("the spare does not have it")
	}
	if y.f.Has("out/tables/new") {
		t.Error("a folder without files stayed")
	}
}

// TestWhatIsInASpareIsNotBelieved: whatever somebody puts into it, the folder holds what
// it shall, and what a link in it leads to is left alone.
func TestWhatIsInASpareIsNotBelieved(t *testing.T) {
	if !keepsSpares {
		t.Skip("there are no spares here")
	}
	trees := []map[string]string{{"a": "1", "b/c": "2"}, {"a": "3", "b/c": "2"}}
	for name, spoil := range map[string]func(spare string) error{
		"another file": func(spare string) error {
			return os.WriteFile(filepath.Join(spare, "b", "x"), []byte("x"), 0o644)
		},
		"other bytes under a name": func(spare string) error {
			_ = os.Remove(filepath.Join(spare, "b", "c"))
			return os.WriteFile(filepath.Join(spare, "b", "c"), []byte("2"), 0o644)
		},
		"a folder under a name": func(spare string) error {
			_ = os.Remove(filepath.Join(spare, "b", "c"))
			return os.MkdirAll(filepath.Join(spare, "b", "c", "d"), 0o755)
		},
		"a link to a folder": func(spare string) error {
			_ = os.RemoveAll(filepath.Join(spare, "b"))
			return os.Symlink(filepath.Join(spare, "..", "..", "mine"), filepath.Join(spare, "b"))
		},
		"a link in its place": func(spare string) error {
			_ = os.RemoveAll(spare)
			return os.Symlink(filepath.Join("..", "mine"), spare)
		},
		"nothing": func(spare string) error { return os.RemoveAll(spare) },
		"a file": func(spare string) error {
			_ = os.RemoveAll(spare)
			return os.WriteFile(spare, nil, 0o644)
		},
		"no room": func(spare string) error { return os.Chmod(spare, 0o500) },
	} {
		t.Run(name, func(t *testing.T) {
			y := &year{t: t, f: open(t, "mine/c", "mine/other")}
			y.run(trees[0])
			y.run(trees[1])
			if err := spoil(y.f.Path(".cmr-cache/spare")); err != nil {
				t.Fatal(err)
			}
			for i := range 4 {
				y.run(trees[i%2])
			}
			holds(t, y.f, "mine/c", "old mine/c")
			holds(t, y.f, "mine/other", "old mine/other")
		})
	}
}

// TestATableChangedByHandIsNotBelieved, in place and with its time kept, or by another file.
func TestATableChangedByHandIsNotBelieved(t *testing.T) {
	tree := map[string]string{"a": "1", "b": "2"}
	y := &year{t: t, f: open(t)}
	y.run(tree)
	for range 3 {
		info := y.is("out/tables/a")
		time.Sleep(20 * time.Millisecond) // until the file system's clock went on
		if err := os.WriteFile(y.f.Path("out/tables/a"), []byte("9"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(y.f.Path("out/tables/a"), info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
		y.run(tree)
		if err := os.Rename(y.f.Path("out/tables/b"), y.f.Path("out/tables/a")); err != nil {
			t.Fatal(err)
		}
		y.run(tree)
	}
}
