package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// open gives a new folder that holds some files.
func open(t *testing.T, files ...string) *Folder {
	t.Helper()
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if err := f.WriteFile(name, []byte("old "+name)); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// holds wants a file below a folder to say something; "" wants no file.
func holds(t *testing.T, f *Folder, name, want string) {
	t.Helper()
	data, err := f.ReadFile(name)
	if want == "" && !errors.Is(err, os.ErrNotExist) || want != "" && string(data) != want {
		t.Errorf("%s holds %q (%v), want %q", name, data, err, want)
	}
}

func TestAFolderIsReplacedAsAWhole(t *testing.T) {
	f := open(t, "data/compiled/a.csv", "data/compiled/sub/gone.csv", "data/kept.csv")
	same, err := os.Stat(f.Path("data/compiled/a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Replace("data/compiled", map[string][]byte{"a.csv": []byte("old data/compiled/a.csv"), "new/b.csv": []byte("b")}); err != nil {
		t.Fatal(err)
	}
	holds(t, f, "data/compiled/new/b.csv", "b")
	holds(t, f, "data/compiled/sub/gone.csv", "")
	holds(t, f, "data/kept.csv", "old data/kept.csv")
	if now, err := os.Stat(f.Path("data/compiled/a.csv")); err != nil || !os.SameFile(same, now) {
		t.Errorf("a file that did not change was written anew (%v)", err)
	}
	if list, err := f.Files("."); err != nil || !slices.Equal(list, []string{"data/compiled/a.csv", "data/compiled/new/b.csv", "data/kept.csv"}) {
		t.Errorf("%v %v", list, err)
	}
}

// TestAFreshFolderTakesWhatIsKeptAndWhatIsNew, the same file first kept and then made anew.
func TestAFreshFolderTakesWhatIsKeptAndWhatIsNew(t *testing.T) {
	f := open(t, "d/a", "d/b", "d/gone")
	fresh, err := f.Begin("d")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("old d/a"))
	if !fresh.Keep("a", hex.EncodeToString(sum[:])) || fresh.Keep("b", hex.EncodeToString(sum[:])) || fresh.Keep("c", "") {
		t.Error("kept is what is not there as it should be, or not what is")
	}
	for name, text := range map[string]string{"a": "new", "b": "old d/b", "sub/c": "c"} {
		if err := fresh.Put(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, f, "d/a", "old d/a") // until it takes its place
	if err := fresh.Commit(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"d/a": "new", "d/b": "old d/b", "d/sub/c": "c", "d/gone": ""} {
		holds(t, f, name, want)
	}
	if list, err := os.ReadDir(f.Dir()); err != nil || len(list) != 1 {
		t.Errorf("left beside it: %v %v", list, err)
	}
}

func TestNothingIsWrittenOutside(t *testing.T) {
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "thesis.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := open(t, "data/x")
	if err := os.Symlink(outside, f.Path("data/compiled")); err != nil {
		t.Skip("no links here:", err)
	}
	for what, err := range map[string]error{
		"a file through a link":  f.WriteFile("data/compiled/thesis.txt", []byte("ours")),
		"a tree with a way out":  f.Replace("data/other", map[string][]byte{"../../../x": nil}),
		"a file above":           f.WriteFile("../x", nil),
		"files through a link":   f.Write(map[string][]byte{"data/compiled/thesis.txt": []byte("ours")}),
		"a removal through one":  f.Remove("data/compiled/thesis.txt"),
		"an append through one":  func() error { _, err := f.Append("data/compiled/thesis.txt"); return err }(),
		"a folder through a one": func() error { _, err := f.Sub("data/compiled"); return err }(),
	} {
		if err == nil {
			t.Errorf("%s was written", what)
		}
	}
	if err := f.Replace("data/compiled", map[string][]byte{"a": nil}); !errors.Is(err, ErrLink) {
		t.Errorf("a link was replaced: %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(outside, "thesis.txt")); err != nil || string(data) != "mine" {
		t.Errorf("what lies outside was changed: %q %v", data, err)
	}
}

// TestNothingIsReadThroughALink: not even through one that stays inside.
func TestNothingIsReadThroughALink(t *testing.T) {
	f := open(t, "data/suppliers.csv", "content/year.yaml")
	for from, to := range map[string]string{"content/policy.md": "../data/suppliers.csv", "more": "data"} {
		if err := os.Symlink(to, f.Path(from)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	for _, name := range []string{"content/policy.md", "more/suppliers.csv"} {
		if _, err := fs.ReadFile(f.FS(), name); !errors.Is(err, ErrLink) {
			t.Errorf("%s was read: %v", name, err)
		}
		if _, err := f.ReadFile(name); !errors.Is(err, ErrLink) {
			t.Errorf("%s was read: %v", name, err)
		}
	}
	if _, err := fs.ReadFile(f.FS(), "content/year.yaml"); err != nil {
		t.Error(err)
	}
	if list, err := f.Links("content", "data", "more", "none"); err != nil || !slices.Equal(list, []string{"content/policy.md", "more"}) {
		t.Errorf("%v %v", list, err)
	}
}

// TestOnlyWhatWeWroteIsRemoved from a folder of outputs.
func TestOnlyWhatWeWroteIsRemoved(t *testing.T) {
	f := open(t, "build/letters/2025-01-01-mine.eml")
	for _, tree := range []map[string][]byte{{"a.eml": []byte("a"), "b.eml": []byte("b")}, {"b.eml": []byte("b")}} {
		if err := f.WriteOutputs("build/letters", tree); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, f, "build/letters/a.eml", "")
	holds(t, f, "build/letters/b.eml", "b")
	holds(t, f, "build/letters/2025-01-01-mine.eml", "old build/letters/2025-01-01-mine.eml")
}

// TestAPlaceIsTakenOnce: what stands there otherwise is left alone; the same again is no
// change, so that a run that was killed can be run again.
func TestAPlaceIsTakenOnce(t *testing.T) {
	f, tree := open(t), map[string][]byte{"a/b": []byte("b"), "c": []byte("c")}
	if err := os.MkdirAll(f.Path("data/filed/2026-05-29"), 0o755); err != nil { // left by a run that had no room
		t.Fatal(err)
	}
	for range 2 {
		if err := f.Place("data/filed/2026-05-29", tree); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, f, "data/filed/2026-05-29/a/b", "b")
	if err := f.Place("data/filed/2026-05-29", map[string][]byte{"c": []byte("other")}); err == nil {
		t.Error("what stands there was replaced")
	}
	holds(t, f, "data/filed/2026-05-29/c", "c")
}

func TestOnlyOursIsPublishedOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := map[string][]byte{"index.html": []byte("one"), Manifest: []byte("0  index.html\n")}
	for range 2 {
		if err := PublishAt(dir, site); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := PublishAt(dir, site); err == nil || !strings.Contains(err.Error(), "mine.txt, which cmr did not write") {
		t.Errorf("a folder with a file of somebody else's was replaced: %v", err)
	}
}

func TestWhatAKilledRunLeftIsTidied(t *testing.T) {
	f := open(t, "data/.cmr-compiled-1x/half.csv", "data/compiled/a.csv", "data/.cmr-compiled-2x-old/older.csv")
	f.Tidy("data/compiled")
	if list, err := os.ReadDir(f.Path("data")); err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
	f = open(t, "data/.cmr-compiled-2x-old/a.csv") // killed between two steps
	f.Tidy("data/compiled")
	holds(t, f, "data/compiled/a.csv", "old data/.cmr-compiled-2x-old/a.csv")
}

func TestDiffNamesWhatIsNotAsItShouldBe(t *testing.T) {
	f := open(t, "d/same", "d/other", "d/left-over", "elsewhere")
	got, err := f.Diff([]string{"d", "none"}, map[string][]byte{"d/same": []byte("old d/same"), "d/other": []byte("new"), "d/missing": nil})
	if want := []string{"d/left-over", "d/missing", "d/other"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v (%v), want %v", got, err, want)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	f := open(t)
	release, err := f.Lock("“cmr build” (process 7)")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Lock("another"); err == nil || !strings.Contains(err.Error(), "“cmr build” (process 7) is writing") {
		t.Errorf("a second one may write too: %v", err)
	}
	release()
	if release, err = f.Lock("another"); err != nil {
		t.Error(err)
	}
	release()
}

func TestTheProjectIsFoundFromBelow(t *testing.T) {
	f := open(t, "content/a", "data/2025/cmrt/b")
	if got, err := Find(f.Path("data/2025/cmrt")); err != nil || got != f.Dir() {
		t.Errorf("%q %v", got, err)
	}
	if _, err := Find(t.TempDir()); !errors.Is(err, ErrNotFound) {
		t.Errorf("a project where there is none: %v", err)
	}
	for _, c := range []struct {
		file, name string
		below      bool
	}{{f.Path("data/x"), "data/x", true}, {filepath.Join(f.Dir(), "..", "x"), "", false}} {
		if name, below := f.Below(c.file); name != c.name || below != c.below {
			t.Errorf("%s: %q %v", c.file, name, below)
		}
	}
}

// TestOnlyFilesAreReadAndNoEndlessOnes: neither one that never ends nor one that would
// fill the memory.
func TestOnlyFilesAreReadAndNoEndlessOnes(t *testing.T) {
	f := open(t, "data/small")
	if err := os.Truncate(f.Path("data/small"), MostRead+1); err != nil { // it takes no room on the disk
		t.Skip("no such file here:", err)
	}
	for _, name := range []string{"data/small", "data"} {
		if _, err := f.ReadFile(name); err == nil {
			t.Errorf("%s was read", name)
		}
		if _, err := fs.ReadFile(f.FS(), name); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	if data, err := ReadUpTo(f.Path("data/small"), 1_000); err != nil || len(data) != 1_000 {
		t.Errorf("%d bytes were read, %v", len(data), err)
	}
}

// TestWhatStaysIsWrittenLast: where nothing differs, nothing is written aside; where
// something does, what stays keeps its file, also where it was first put in otherwise.
func TestWhatStaysIsWrittenLast(t *testing.T) {
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Replace("out", map[string][]byte{"a": []byte("1"), "b/c": []byte("2")}); err != nil {
		t.Fatal(err)
	}
	was, _ := os.Stat(f.Path("out/b/c"))
	put := func(n *Fresh, name, data string) {
		t.Helper()
		if err := n.Put(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	n, err := f.Begin("out")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("2"))
	put(n, "a", "1")
	if !n.Keep("b/c", hex.EncodeToString(sum[:])) || n.Keep("a", "00") || n.Keep("d", "00") {
		t.Error("what is kept is not what is there")
	}
	if aside, _ := os.ReadDir(f.Path(n.aside)); len(aside) != 0 {
		t.Errorf("%v was written", aside)
	}
	put(n, "a", "3")
	put(n, "a", "1") // as it was after all
	put(n, "b/c", "4")
	put(n, "b/c", "2")
	put(n, "d", "5")
	if n.Keep("d", hex.EncodeToString(sum[:])) {
		t.Error("a file that was written is said to be kept")
	}
	if err := n.Commit(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"out/a": "1", "out/b/c": "2", "out/d": "5"} {
		if got, err := f.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	if is, _ := os.Stat(f.Path("out/b/c")); !os.SameFile(was, is) {
		t.Error("what stayed is another file")
	}
	if left, _ := filepath.Glob(f.Path(TempPrefix + "*")); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
}
