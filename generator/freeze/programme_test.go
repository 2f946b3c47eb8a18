package freeze_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

var extendedDemo = sync.OnceValues(func() (map[string][]byte, error) {
	made, _, err := demo.Make(demo.Options{Seed: 7, Suppliers: 5, Years: []int{2024, 2025}, EMRT: true})
	return made, err
})

// extended is a project that runs the EMRT in two years beside the CMRT, and its later
// year by the EMRT.
func extended(t *testing.T) (fstest.MapFS, *season.Year) {
	t.Helper()
	made, err := extendedDemo()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, data := range made {
		files[name] = &fstest.MapFile{Data: data}
	}
	p, err := project.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	y, err := season.Open(p, slices.Concat(cmrt.Rules, check.Rules), &reading.Store{}).By("EMRT").Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	return files, y
}

// with is a project with more files in it.
func with(project fstest.MapFS, more map[string][]byte) fstest.MapFS {
	all := maps.Clone(project)
	for name, data := range more {
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

// broken is a disk on which one file cannot be read, or a folder and what is in it.
type broken struct {
	fs.FS
	at string
}

var errDisk = errors.New("the disk is broken")

func (b broken) Open(name string) (fs.File, error) {
	if b.at != "" && (name == b.at || strings.HasPrefix(name, b.at+"/")) {
		return nil, errDisk
	}
	return b.FS.Open(name)
}

// TestAProgrammeIsShownAsItWasPublished: until something was kept, what the inputs give;
// then its tables of the last publication, whatever the inputs give today. Nothing of it
// is a filing, and what was kept is proved, each day and each file of it.
func TestAProgrammeIsShownAsItWasPublished(t *testing.T) {
	project, y := extended(t)
	q, err := y.Inquiry()
	if err != nil {
		t.Fatal(err)
	}
	today := freeze.Programme{Figures: q.Figures, Smelters: q.Smelters, Origins: q.Origins, Changes: q.Changes}
	if len(today.Figures) < 10 || len(today.Smelters) < 2 || len(today.Origins) < 2 || len(today.Changes) < 2 {
		t.Fatal("too little to prove anything")
	}
	shows := func(project fs.FS, want freeze.Programme) {
		t.Helper()
		shown, err := freeze.ShowProgramme(project, y)
		if diff := cmp.Diff(want, shown); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	}
	shows(project, today)
	if days, problems, drift, err := freeze.ProvePublished(project, y); days != 0 || problems != nil || drift != nil || err != nil {
		t.Errorf("nothing was kept: %d, %v, %v, %v", days, problems, drift, err)
	}

	files, err := freeze.ProgrammeFiles(y)
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(files)); !slices.Equal(names, []string{"changes.csv", "figures.csv", "origins.csv", "smelters.csv"}) {
		t.Fatalf("published are %v", names)
	}
	made, err := freeze.MakeProgramme(project, 2025, "EMRT", "2026-06-01", files)
	if err != nil || made["data/2025/published/emrt/2026-06-01/SHA256SUMS"] == nil || len(made) != 5 {
		t.Fatalf("%v, %d files", err, len(made))
	}
	once := with(project, made)
	kept := today
	kept.Kept = "2026-06-01"
	shows(once, kept)
	if days, err := freeze.Filed(once, 2025); err != nil || len(days) > 0 {
		t.Errorf("what was published is taken for filed: %v, %v", days, err)
	}
	if days, problems, drift, err := freeze.ProvePublished(once, y); days != 1 || problems != nil || drift != nil || err != nil {
		t.Errorf("kept as it is today: %d, %v, %v, %v", days, problems, drift, err)
	}
	if _, err := freeze.MakeProgramme(once, 2025, "EMRT", "2026-06-01", map[string][]byte{"figures.csv": nil}); !errors.Is(err, freeze.ErrPublished) {
		t.Errorf("another publication of the same day: %v", err)
	}
	if _, err := freeze.MakeProgramme(once, 2025, "EMRT", "2026-05-31", files); err == nil || err.Error() != "2026-05-31 is before the publication of 2026-06-01: what is published later has a later day" {
		t.Error(err)
	}

	// Each table was cut to its first row when it was published a second time.
	short := map[string][]byte{}
	for name, data := range files {
		short[name] = bytes.Join(bytes.SplitAfterN(data, []byte("\n"), 3)[:2], nil)
	}
	if made, err = freeze.MakeProgramme(once, 2025, "EMRT", "2026-06-15", short); err != nil {
		t.Fatal(err)
	}
	twice := with(once, made)
	shows(twice, freeze.Programme{Kept: "2026-06-15", Figures: today.Figures[:1], Smelters: today.Smelters[:1], Origins: today.Origins[:1], Changes: today.Changes[:1]})
	if days, problems, drift, err := freeze.ProvePublished(twice, y); days != 2 || problems != nil || !slices.Equal(drift, []string{"changes.csv", "figures.csv", "origins.csv", "smelters.csv"}) || err != nil {
		t.Errorf("%d, %v, %v, %v", days, problems, drift, err)
	}

	// What was changed or is gone is said, of each day, and never shown.
	const first, second = "data/2025/published/emrt/2026-06-01/", "data/2025/published/emrt/2026-06-15/"
	wrong := with(twice, map[string][]byte{first + "figures.csv": nil, second + "origins.csv": nil})
	if _, problems, _, err := freeze.ProvePublished(wrong, y); !slices.Equal(problems, []string{first + "figures.csv was changed after it was published", second + "origins.csv was changed after it was published"}) || err != nil {
		t.Errorf("%q, %v", problems, err)
	}
	if shown, err := freeze.ShowProgramme(wrong, y); err == nil || err.Error() != second+"origins.csv was changed after it was published; take it back from git, or see “cmr verify 2025”" || shown.Figures != nil {
		t.Errorf("%v", err)
	}
	for name, tc := range map[string]struct {
		wrong func(fstest.MapFS)
		want  string
	}{
		"the first publication changed": {func(m fstest.MapFS) { m[first+"SHA256SUMS"] = &fstest.MapFile{} }, first + "SHA256SUMS was changed after the year was published anew"},
		"the first publication is gone": {func(m fstest.MapFS) { delete(m, first+"SHA256SUMS") }, first + "SHA256SUMS is missing: what was published earlier stays beside what is published anew"},
		"something was added":           {func(m fstest.MapFS) { m[second+"more.csv"] = &fstest.MapFile{} }, second + "more.csv was added after publication"},
	} {
		wrong := maps.Clone(twice)
		tc.wrong(wrong)
		if _, err := freeze.ShowProgramme(wrong, y); err == nil || !strings.HasPrefix(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}

	// A table that the program cannot read is named.
	for _, name := range []string{"changes.csv", "figures.csv", "origins.csv", "smelters.csv"} {
		other := maps.Clone(files)
		other[name] = []byte("no,such,columns\n")
		made, err := freeze.MakeProgramme(project, 2025, "EMRT", "2026-06-01", other)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := freeze.ShowProgramme(with(project, made), y); err == nil || !strings.Contains(err.Error(), first+name) {
			t.Errorf("%s: %v", name, err)
		}
	}

	// A disk that fails is an error, and no proof of anything.
	for _, at := range []string{"data/2025/published/emrt", second + "figures.csv"} {
		if _, err := freeze.ShowProgramme(broken{twice, at}, y); !errors.Is(err, errDisk) {
			t.Errorf("%s: %v", at, err)
		}
		if days, _, _, err := freeze.ProvePublished(broken{twice, at}, y); !errors.Is(err, errDisk) || days != 0 {
			t.Errorf("%s: %d, %v", at, days, err)
		}
	}
}

// TestWhatCannotBeComposedIsNotShown: a year whose texts, or whose year before, cannot be read gives
// an error, not an empty page, nor an empty package to be filed or published.
func TestWhatCannotBeComposedIsNotShown(t *testing.T) {
	files, _ := extended(t)
	for name, tc := range map[string]struct {
		at, write string // a folder that cannot be listed, or a text that is wrong
		says      string
		extended  bool
	}{
		"the year before":             {at: "data/2024", says: "the disk is broken"},
		"the year before by the EMRT": {at: "data/2024", says: "the disk is broken", extended: true},
		"a text":                      {write: "content/2025/70-results.md", says: "content/2025/70-results.md:1: there is no figure"},
	} {
		disk := &broken{FS: files}
		if tc.write != "" {
			disk.FS = with(files, map[string][]byte{tc.write: []byte("{{no such figure}}\n")})
		}
		p, err := project.Open(disk)
		if err != nil {
			t.Fatal(err)
		}
		s := season.Open(p, slices.Concat(cmrt.Rules, check.Rules), &reading.Store{})
		if tc.extended {
			s = s.By("EMRT")
		}
		y, err := s.Year(2025)
		if err != nil {
			t.Fatal(err)
		}
		disk.at = tc.at
		failed := func(what string, nothing bool, err error) {
			t.Helper()
			if err == nil || !strings.Contains(err.Error(), tc.says) || !nothing {
				t.Errorf("%s: %s: %v, nothing %v", name, what, err, nothing)
			}
		}
		if tc.extended {
			shown, err := freeze.ShowProgramme(files, y)
			failed("what is shown", cmp.Equal(shown, freeze.Programme{}), err)
			kept, err := freeze.ProgrammeFiles(y)
			failed("what is published", kept == nil, err)
			continue
		}
		shown, err := freeze.Today(y)
		failed("today", cmp.Equal(shown, freeze.Shown{}), err)
		shown, err = freeze.Show(files, y)
		failed("what is shown", cmp.Equal(shown, freeze.Shown{}), err)
		kept, err := freeze.Files(y)
		failed("what is filed", kept == nil, err)
	}
}

// TestAFilingThatCannotBeReadIsNotHidden: where the disk fails, the earlier filings are not
// said to be none, and the year is shown as the inputs give it, with the error.
func TestAFilingThatCannotBeReadIsNotHidden(t *testing.T) {
	files, y := extended(t)
	for _, day := range []string{"2026-05-29", "2026-06-30"} {
		made, err := freeze.Make(files, 2025, day, map[string][]byte{"report.md": []byte("filed on " + day)})
		if err != nil {
			t.Fatal(err)
		}
		files = with(files, made)
	}
	if days, err := freeze.Years(files); err != nil || !slices.Equal(days, []int{2025}) {
		t.Errorf("%v, %v", days, err)
	}
	for _, at := range []string{"data/2025/filed", "data/2025/filed/2026-05-29/report.md"} {
		if list, err := freeze.Amended(broken{files, at}, 2025); !errors.Is(err, errDisk) || list != nil {
			t.Errorf("%s: %v, %v", at, list, err)
		}
	}
	for _, at := range []string{"data/2025/filed", "data/2025/filed/2026-06-30/report.md"} {
		if shown, err := freeze.Show(broken{files, at}, y); !errors.Is(err, errDisk) || shown.Kept != "" {
			t.Errorf("%s: %v, %v", at, shown.Kept, err)
		}
	}
}
