package freeze

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func tree(files map[string][]byte) fstest.MapFS {
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}

func TestWhatIsFrozenIsProvedAndNeverChanges(t *testing.T) {
	files := map[string][]byte{"report.md": []byte("# R\n"), "edgar/itron-sd-2025.htm": []byte("<html>")}
	made, err := Make(tree(nil), 2025, "2026-05-29", files)
	if err != nil {
		t.Fatal(err)
	}
	project := tree(made)
	got, problems, err := Read(project, 2025, "2026-05-29")
	if diff := cmp.Diff(files, got); diff != "" || len(problems) > 0 || err != nil {
		t.Error(diff, problems, err)
	}
	if again, err := Make(project, 2025, "2026-05-29", files); err != nil || cmp.Diff(made, again) != "" {
		t.Errorf("once more: %v", err)
	}
	if _, err := Make(project, 2025, "2026-05-29", map[string][]byte{"report.md": []byte("# Other\n")}); !errors.Is(err, ErrDiffers) {
		t.Errorf("another report on the same day: %v", err)
	}
	amendment, err := Make(project, 2025, "2026-07-01", map[string][]byte{"report.md": []byte("# Other\n")})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range amendment {
		project[name] = &fstest.MapFile{Data: data}
	}
	if days, err := Filed(project, 2025); err != nil || cmp.Diff([]string{"2026-05-29", "2026-07-01"}, days) != "" {
		t.Errorf("filed on %v, %v", days, err)
	}
	if _, err := Make(project, 2025, "2026-06-15", files); err == nil {
		t.Error("a filing before the newest was taken")
	}
	if _, err := Make(project, 2025, "today", files); err == nil {
		t.Error("a day that is none was taken")
	}
	if days, err := Filed(project, 2024); err != nil || days != nil {
		t.Errorf("2024 was filed on %v, %v", days, err)
	}
}

func TestTampering(t *testing.T) {
	const dir = "data/2025/filed/2026-05-29/"
	for name, tc := range map[string]struct {
		wrong func(fstest.MapFS)
		want  string
	}{
		"changed":       {func(m fstest.MapFS) { m[dir+"report.md"] = &fstest.MapFile{Data: []byte("# r\n")} }, "report.md was changed"},
		"gone":          {func(m fstest.MapFS) { delete(m, dir+"report.md") }, "report.md is missing"},
		"added":         {func(m fstest.MapFS) { m[dir+"x/more.md"] = &fstest.MapFile{} }, "x/more.md was added"},
		"no list":       {func(m fstest.MapFS) { delete(m, dir+sums) }, "nothing proves"},
		"an empty list": {func(m fstest.MapFS) { m[dir+sums] = &fstest.MapFile{} }, "lists no file"},
		"a hostile list": {func(m fstest.MapFS) {
			m[dir+sums] = &fstest.MapFile{Data: []byte(strings.Repeat("0", 64) + "  ../../secret\n")}
		}, "a line that sha256sum did not write"},
	} {
		made, err := Make(tree(nil), 2025, "2026-05-29", map[string][]byte{"report.md": []byte("# R\n")})
		if err != nil {
			t.Fatal(err)
		}
		project := tree(made)
		tc.wrong(project)
		if _, problems, err := Read(project, 2025, "2026-05-29"); err != nil || len(problems) != 1 || !strings.Contains(problems[0], tc.want) {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
	}
}

func TestDrift(t *testing.T) {
	a := map[string][]byte{"same": []byte("1"), "other": []byte("1"), "gone": []byte("1")}
	b := map[string][]byte{"same": []byte("1"), "other": []byte("2"), "new": []byte("1")}
	if diff := cmp.Diff([]string{"gone", "new", "other"}, Drift(a, b)); diff != "" {
		t.Error(diff)
	}
}

// unreadable is a project of which one folder cannot be listed.
type unreadable struct {
	fstest.MapFS
	folder string
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == u.folder {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

// TestYearsOfFilings: a year counts whose folder of filings holds something; a folder that
// cannot be listed is an error and never a year without a filing.
func TestYearsOfFilings(t *testing.T) {
	files := fstest.MapFS{"data/areas.csv": {}, "data/2025/filed/2026-05-29/report.md": {}, "data/2024/filed/2025-05-30/report.md": {},
		"data/2023/suppliers.csv": {}, "data/2022/filed/2023-05-30": {Mode: fs.ModeDir}, "data/2021": {}, "data/notes/filed/2021-05-30/x": {}}
	if years, err := Years(files); err != nil || cmp.Diff([]int{2024, 2025}, years) != "" {
		t.Errorf("%v, %v", years, err)
	}
	if years, err := Years(fstest.MapFS{}); err != nil || years != nil {
		t.Errorf("of a project without data: %v, %v", years, err)
	}
	for _, folder := range []string{"data", "data/2024/filed"} {
		if years, err := Years(unreadable{files, folder}); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%s cannot be read: %v, %v", folder, years, err)
		}
	}
}
