package freeze

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// demonstrated is a year of this repository.
func demonstrated(t *testing.T, year int) *season.Year {
	t.Helper()
	p, err := project.Open(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	y, err := season.Open(p, nil, &reading.Store{}).Year(year)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// filing keeps files as filed on a day, in a project of nothing else.
func filing(t *testing.T, before fs.FS, year int, day string, files map[string][]byte) fstest.MapFS {
	t.Helper()
	made, err := Make(before, year, day, files)
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{}
	if old, ok := before.(fstest.MapFS); ok {
		for name, f := range old {
			all[name] = f
		}
	}
	for name, data := range made {
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

// TestThePublicSeesWhatWasFiledLast: until something was, what the inputs give; then every
// text and table as it was filed, whatever the inputs give today; and where a filing is not
// as it was kept, an error that says so beside what the inputs give.
func TestThePublicSeesWhatWasFiledLast(t *testing.T) {
	y := demonstrated(t, 2025)
	files, err := Files(y)
	if err != nil {
		t.Fatal(err)
	}
	today, err := Today(y)
	if err != nil || today.Report == "" || len(today.Smelters) < 10 || len(today.Figures) < 50 || len(today.Changes) == 0 || len(today.Activities) < 5 {
		t.Fatalf("too little to prove anything: %v", err)
	}
	shown, err := Show(tree(nil), y)
	if diff := cmp.Diff(today, shown); diff != "" || err != nil || shown.Kept != "" {
		t.Errorf("nothing was filed: %v\n%s", err, diff)
	}
	for _, name := range []string{"form-sd.md", "report.md", "smelters.csv", "figures.csv", "activities.csv", "changes.csv"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is not kept", name)
		}
	}

	once := filing(t, tree(nil), 2025, "2026-05-29", files)
	if shown, err = Show(once, y); err != nil || shown.Kept != "2026-05-29" {
		t.Fatal(err, shown.Kept)
	}
	shown.Kept = ""
	if diff := cmp.Diff(today, shown); diff != "" {
		t.Errorf("the same day it shows something else:\n%s", diff)
	}

	// What was filed is shown, not what the inputs give.
	other := map[string][]byte{}
	for name, data := range files {
		other[name] = data
	}
	other["report.md"], other["form-sd.md"] = []byte("the report as filed"), []byte("the form as filed")
	cut := func(name string) { // to its first row
		lines := bytes.SplitAfterN(files[name], []byte("\n"), 3)
		other[name] = bytes.Join(lines[:2], nil)
	}
	for _, name := range []string{"smelters.csv", "figures.csv", "activities.csv", "changes.csv"} {
		cut(name)
	}
	twice := filing(t, once, 2025, "2026-07-01", other)
	want := Shown{Kept: "2026-07-01", Report: "the report as filed", Form: "the form as filed", Smelters: today.Smelters[:1], Figures: today.Figures[:1], Changes: today.Changes[:1], Activities: today.Activities[:1]}
	if shown, err = Show(twice, y); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Error(diff)
	}
	if list, err := Amended(twice, 2025); err != nil || len(list) != 1 || list[0] != (Earlier{"2026-05-29", today.Report, today.Form}) {
		t.Errorf("%v, %d earlier filings", err, len(list))
	}

	twice["data/2025/filed/2026-07-01/report.md"] = &fstest.MapFile{Data: []byte("changed")}
	shown, err = Show(twice, y)
	if err == nil || !strings.Contains(err.Error(), "report.md was changed after it was filed; take it back from git, or see “cmr verify 2025”") || shown.Report != today.Report || shown.Kept != "" {
		t.Errorf("%v; shown: %.40q of %s", err, shown.Report, shown.Kept)
	}
	once["data/2025/filed/2026-05-29/report.md"] = &fstest.MapFile{Data: []byte("changed")}
	if list, err := Amended(filing(t, once, 2025, "2026-07-02", files), 2025); err == nil {
		t.Errorf("an amended filing that was changed is shown: %d", len(list))
	}
}

// TestATableThatCannotBeReadIsSaid, with its name: nothing is shown in its place.
func TestATableThatCannotBeReadIsSaid(t *testing.T) {
	for _, name := range []string{"smelters.csv", "figures.csv", "activities.csv", "changes.csv"} {
		files := map[string][]byte{}
		for table, write := range map[string]func() ([]byte, error){
			"smelters.csv":   func() ([]byte, error) { return tables.Write([]tables.Smelter{}) },
			"figures.csv":    func() ([]byte, error) { return tables.Write([]tables.Figure{}) },
			"activities.csv": func() ([]byte, error) { return tables.Write([]tables.Activity{}) },
			"changes.csv":    func() ([]byte, error) { return tables.Write([]tables.Change{}) },
		} {
			data, err := write()
			if err != nil {
				t.Fatal(err)
			}
			files[table] = data
		}
		if _, err := (Shown{}).asFiled("data/2025/filed/2026-05-29/", "2026-05-29", files); err != nil {
			t.Fatal(err)
		}
		files[name] = []byte("no,such,columns\n")
		if _, err := (Shown{}).asFiled("data/2025/filed/2026-05-29/", "2026-05-29", files); err == nil || !strings.Contains(err.Error(), "data/2025/filed/2026-05-29/"+name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAYearWithoutSurveyKeepsItsTextsAlone.
func TestAYearWithoutSurveyKeepsItsTextsAlone(t *testing.T) {
	y := demonstrated(t, 2013)
	files, err := Files(y)
	if err != nil || len(files["report.md"]) == 0 || len(files["form-sd.md"]) == 0 || files["figures.csv"] != nil || files["smelters.csv"] != nil {
		t.Fatalf("%v, %d files", err, len(files))
	}
	shown, err := Show(filing(t, tree(nil), 2013, "2014-06-02", files), y)
	if err != nil || shown.Kept != "2014-06-02" || shown.Report != string(files["report.md"]) {
		t.Errorf("%v, %s", err, shown.Kept)
	}
}
