package freeze

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// sumOfHello is the SHA-256 of “hello”, as sha256sum gives it.
const sumOfHello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

// TestTheListIsThatOfSha256sum: names in order, two spaces, and for an amendment the
// lists of what was filed before it first.
func TestTheListIsThatOfSha256sum(t *testing.T) {
	files := map[string][]byte{"b.txt": []byte("hello"), "a/c.txt": []byte("hello")}
	first, err := Make(tree(nil), 2025, "2026-05-29", files)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{
		"data/2025/filed/2026-05-29/b.txt": []byte("hello"), "data/2025/filed/2026-05-29/a/c.txt": []byte("hello"),
		"data/2025/filed/2026-05-29/SHA256SUMS": []byte(sumOfHello + "  a/c.txt\n" + sumOfHello + "  b.txt\n"),
	}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	second, err := Make(tree(first), 2025, "2026-06-15", files)
	if err != nil {
		t.Fatal(err)
	}
	list := string(second["data/2025/filed/2026-06-15/SHA256SUMS"])
	if want := hash(first["data/2025/filed/2026-05-29/SHA256SUMS"]) + "  ../2026-05-29/SHA256SUMS\n" + sumOfHello + "  a/c.txt\n" + sumOfHello + "  b.txt\n"; list != want {
		t.Errorf("%s\nwant\n%s", list, want)
	}
}

// amended is a project with a filing and its amendment.
func amended(t *testing.T) fstest.MapFS {
	t.Helper()
	project := tree(nil)
	for _, day := range []string{"2026-05-29", "2026-07-01"} {
		made, err := Make(project, 2025, day, map[string][]byte{"report.md": []byte("filed on " + day), "x/y.htm": []byte("<html>")})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range made {
			project[name] = &fstest.MapFile{Data: data}
		}
	}
	return project
}

// TestAnAmendmentProvesWhatWasFiledBeforeIt: that cannot go, nor change, unnoticed; and
// every problem is named, not the first alone.
func TestAnAmendmentProvesWhatWasFiledBeforeIt(t *testing.T) {
	const first, second = "data/2025/filed/2026-05-29/", "data/2025/filed/2026-07-01/"
	for name, tc := range map[string]struct {
		wrong func(fstest.MapFS)
		want  []string
		files int
	}{
		"right":                 {func(fstest.MapFS) {}, nil, 2},
		"the first is gone":     {func(m fstest.MapFS) { delete(m, first+sums) }, []string{first + sums + " is missing: what was filed earlier stays beside an amendment"}, 2},
		"the first was changed": {func(m fstest.MapFS) { m[first+sums] = &fstest.MapFile{Data: []byte("x")} }, []string{first + sums + " was changed after the amendment was filed"}, 2},
		"two changed, one was put": {func(m fstest.MapFS) {
			m[second+"report.md"], m[second+"x/y.htm"], m[second+"z"] = &fstest.MapFile{}, &fstest.MapFile{}, &fstest.MapFile{}
		}, []string{second + "report.md was changed after it was filed", second + "x/y.htm was changed after it was filed", second + "z was added after filing"}, 0},
		"one is gone":   {func(m fstest.MapFS) { delete(m, second+"report.md") }, []string{second + "report.md is missing"}, 1},
		"no list":       {func(m fstest.MapFS) { delete(m, second+sums) }, []string{second + sums + " is missing: nothing proves what was filed"}, 0},
		"an empty list": {func(m fstest.MapFS) { m[second+sums] = &fstest.MapFile{} }, []string{second + sums + " lists no file: nothing proves what was filed"}, 0},
	} {
		project := amended(t)
		tc.wrong(project)
		files, problems, err := Read(project, 2025, "2026-07-01")
		if diff := cmp.Diff(tc.want, problems); diff != "" || err != nil || len(files) != tc.files {
			t.Errorf("%s: %d files, %v\n%s", name, len(files), err, diff)
		}
	}
}

// TestALineThatSha256sumDidNotWriteIsRefused: none leads out of the folder, or to the
// list itself.
func TestALineThatSha256sumDidNotWriteIsRefused(t *testing.T) {
	const dir = "data/2025/filed/2026-05-29/"
	for _, line := range []string{sumOfHello + " b.txt", sumOfHello[:63] + "  b.txt", sumOfHello + "0  b.txt", sumOfHello + "  ../../x", sumOfHello + "  /b.txt", sumOfHello + "  SHA256SUMS", sumOfHello + "  ", "x",
		sumOfHello + "  ../../../SHA256SUMS", sumOfHello + "  ../2026-05-28/report.md"} {
		project := tree(map[string][]byte{dir + "b.txt": []byte("hello"), dir + sums: []byte(line + "\n")})
		files, problems, err := Read(project, 2025, "2026-05-29")
		if err != nil || len(files) > 0 || len(problems) != 1 || !strings.Contains(problems[0], dir+sums+" has a line that sha256sum did not write: ") {
			t.Errorf("%q: %v, %v, %v", line, files, problems, err)
		}
	}
}

// TestDaysAndYearsOfFilings: other files and folders beside them are none.
func TestDaysAndYearsOfFilings(t *testing.T) {
	project := tree(map[string][]byte{"data/2025/filed/2026-07-01/a": nil, "data/2025/filed/2026-05-29/a": nil, "data/2025/filed/notes/a": nil, "data/2025/filed/2026-06-01": nil, "data/2013/filed/2014-06-02/a": nil, "data/old/filed/x/a": nil, "data/2020/other/a": nil})
	if days, err := Filed(project, 2025); err != nil || cmp.Diff([]string{"2026-05-29", "2026-07-01"}, days) != "" {
		t.Errorf("%v %v", days, err)
	}
	if years, err := Years(project); err != nil || cmp.Diff([]int{2013, 2025}, years) != "" {
		t.Errorf("%v %v", years, err)
	}
}

// TestADayIsFrozenOnce: a folder without a list is not overwritten, nor one with another.
func TestADayIsFrozenOnce(t *testing.T) {
	files := map[string][]byte{"b.txt": []byte("hello")}
	if _, err := Make(tree(map[string][]byte{"data/2025/filed/2026-05-29/other": nil}), 2025, "2026-05-29", files); !errors.Is(err, ErrDiffers) || !strings.Contains(err.Error(), "it has no SHA256SUMS") {
		t.Errorf("a folder that is there already: %v", err)
	}
	if _, err := Make(tree(map[string][]byte{"data/2025/filed/2026-05-29/other": nil}), 2025, "2026-07-01", files); err == nil || !strings.Contains(err.Error(), "read the filing of 2026-05-29") {
		t.Errorf("an amendment of what nothing proves: %v", err)
	}
	for day, says := range map[string]string{"2026-05-28": "2026-05-28 is before the filing of 2026-05-29", "29 May 2026": "is not a date", "": "is not a date"} {
		made, err := Make(tree(nil), 2025, "2026-05-29", files)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Make(tree(made), 2025, day, files); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", day, err)
		}
	}
}

// failing is a project of which one file, or the listing of a folder, cannot be read.
type failing struct {
	fstest.MapFS
	at string
}

var errDisk = errors.New("the disk is broken")

func (f failing) Open(name string) (fs.File, error) {
	if name == f.at {
		return nil, fmt.Errorf("%s: %w", name, errDisk)
	}
	return f.MapFS.Open(name)
}

func (f failing) ReadFile(name string) ([]byte, error) {
	if name == f.at {
		return nil, fmt.Errorf("%s: %w", name, errDisk)
	}
	return f.MapFS.ReadFile(name)
}

func (f failing) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == f.at {
		return nil, fmt.Errorf("%s: %w", name, errDisk)
	}
	return f.MapFS.ReadDir(name)
}

// TestADiskThatFailsIsNoTampering: what cannot be read is an error, never a finding.
func TestADiskThatFailsIsNoTampering(t *testing.T) {
	const dir = "data/2025/filed/2026-07-01"
	for _, at := range []string{dir + "/report.md", dir + "/x"} {
		if _, problems, err := Read(failing{amended(t), at}, 2025, "2026-07-01"); !errors.Is(err, errDisk) || problems != nil {
			t.Errorf("%s: %v, %v", at, problems, err)
		}
	}
	project := amended(t)
	project[dir+"/"+sums] = &fstest.MapFile{Data: []byte(strings.Repeat("x", 1<<17))}
	if _, _, err := Read(project, 2025, "2026-07-01"); err == nil {
		t.Error("a list that cannot be read to its end is none")
	}
	for _, at := range []string{"data/2025/filed", dir + "/" + sums, "data/2025/filed/2026-05-29/" + sums} {
		if _, err := Make(failing{amended(t), at}, 2025, "2026-07-01", map[string][]byte{"a": nil}); !errors.Is(err, errDisk) {
			t.Errorf("%s: %v", at, err)
		}
	}
	if _, err := Filed(failing{amended(t), "data/2025/filed"}, 2025); !errors.Is(err, errDisk) {
		t.Error(err)
	}
}
