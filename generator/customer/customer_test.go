package customer

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// opened is a project of nothing but its registrant.
func opened(t *testing.T) (*folder.Folder, *project.Project) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"content/registrant.yaml": "name: Acme, Inc.\n", "content/2025/year.yaml": "", "data/README.md": ""} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(root.FS())
	if err != nil {
		t.Fatal(err)
	}
	return root, p
}

func TestARequestIsAnsweredOnce(t *testing.T) {
	root, p := opened(t)
	log := func(e Entry, day string) (tables.Request, error) { return Log(root, p, 2025, e, day) }
	for _, what := range []string{"CMRT", "CMRT for M-1"} {
		if _, err := log(Entry{Customer: "Gridworks", What: what, Due: "2026-05-20"}, "2026-05-01"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := log(Entry{Customer: "Gridworks", Answered: true}, "2026-05-02"); !errors.Is(err, ErrUsage) {
		t.Errorf("which of two requests was answered is a guess: %v", err)
	}
	answer := Entry{Customer: "GRIDWORKS", What: "CMRT for M-1", Answered: true, Name: "own.xlsx", Data: []byte("sent")}
	row, err := log(answer, "2026-05-03")
	if err != nil || row.Answered != "2026-05-03" || row.What != "CMRT for M-1" {
		t.Fatalf("%+v (%v)", row, err)
	}
	if kept, err := p.Answered(2025, row.File); err != nil || string(kept) != "sent" {
		t.Errorf("kept: %q (%v)", kept, err)
	}
	if _, err := log(answer, "2026-05-04"); !errors.Is(err, ErrUsage) {
		t.Errorf("answered twice: %v", err)
	}
	rows, err := p.Requests(2025)
	if err != nil || len(Waiting(rows)) != 1 || Waiting(rows)[0].What != "CMRT" {
		t.Errorf("waiting: %+v (%v)", Waiting(rows), err)
	}
}

func TestWhatIsDueFirstStandsFirst(t *testing.T) {
	list := Waiting([]tables.Request{{Customer: "never"}, {Customer: "late", Due: "2026-06-01"}, {Customer: "done", Due: "2026-01-01", Answered: "2026-01-02"}, {Customer: "soon", Due: "2026-05-01"}})
	if len(list) != 3 || list[0].Customer != "soon" || list[1].Customer != "late" || list[2].Customer != "never" {
		t.Errorf("%+v", list)
	}
}

// TestWhateverIsSaidOfARequest: names are kept on one line and have a bound, and what was
// sent lies under a name that every system can check out.
func TestWhateverIsSaidOfARequest(t *testing.T) {
	root, p := opened(t)
	row, err := Log(root, p, 2025, Entry{Customer: "Grid\nworks\u202e", What: " CMRT\tfor  M-1 "}, "2026-05-01")
	if err != nil || row.Customer != "Grid works" || row.What != "CMRT for M-1" {
		t.Errorf("%+v, %v", row, err)
	}
	for what, e := range map[string]Entry{
		"a name without end": {Customer: strings.Repeat("x", 2000)},
		"a note without end": {Customer: "x", Note: strings.Repeat("x", 2000)},
		"no name":            {Customer: "\u200b"},
		"a film":             {Customer: "Grid works", Answered: true, Name: "film.mp4", Data: make([]byte, MostSent+1)},
	} {
		if _, err := Log(root, p, 2025, e, "2026-05-02"); err == nil || len(err.Error()) > 300 {
			t.Errorf("%s: %v", what, err)
		}
	}
	for name, want := range map[string]string{
		"CMRT for M-1.xlsx":                "CMRT for M-1.xlsx",
		"a\nb\x1b\u202e.xlsx":              "a-b--.xlsx",
		`C:\out\own?.xlsx`:                 "C--out-own-.xlsx",
		strings.Repeat("锡", 100) + ".xlsx": strings.Repeat("锡", 48) + ".xlsx",
		"caf\xe9.xlsx":                     "caf-.xlsx",
		"ends in dots. .":                  "ends in dots",
	} {
		if _, err := Log(root, p, 2025, Entry{Customer: "Acme"}, "2026-05-03"); err != nil {
			t.Fatal(err)
		}
		row, err := Log(root, p, 2025, Entry{Customer: "Acme", Answered: true, Name: name, Data: []byte(name)}, "2026-05-04")
		if err != nil || row.File[len("01234567-"):] != want {
			t.Errorf("%q is kept as %q, want %q: %v", name, row.File, want, err)
		}
		if data, err := p.Answered(2025, row.File); err != nil || string(data) != name {
			t.Errorf("%q: %q, %v", name, data, err)
		}
	}
}

// TestWhatIsSaidTwiceIsLoggedOnce: a run that was killed after it had written is repeated.
func TestWhatIsSaidTwiceIsLoggedOnce(t *testing.T) {
	root, p := opened(t)
	log := func(e Entry, day string) tables.Request {
		t.Helper()
		row, err := Log(root, p, 2025, e, day)
		if err != nil {
			t.Fatal(err)
		}
		return row
	}
	count := func(want int) {
		t.Helper()
		if rows, err := p.Requests(2025); err != nil || len(rows) != want {
			t.Fatalf("%d rows, want %d: %+v, %v", len(rows), want, rows, err)
		}
	}
	ask := Entry{Customer: "Gridworks", What: "CMRT", Due: "2026-05-20"}
	log(ask, "2026-05-01")
	log(ask, "2026-05-01")
	count(1)
	for _, other := range []Entry{{Customer: "Gridworks", What: "EMRT", Due: "2026-05-20"}, {Customer: "Gridworks", What: "CMRT", Due: "2026-06-20"}, {Customer: "Acme", What: "CMRT", Due: "2026-05-20"}} {
		log(other, "2026-05-01")
	}
	count(4)
	sent := Entry{Customer: "Acme", Answered: true, Name: "own.xlsx", Data: []byte("x")}
	if first, again := log(sent, "2026-05-12"), log(sent, "2026-05-12"); first != again || first.Answered != "2026-05-12" {
		t.Errorf("%+v, then %+v", first, again)
	}
	for what, e := range map[string]Entry{"another day": sent, "another file": {Customer: "Acme", Answered: true, Name: "own.xlsx", Data: []byte("y")}} {
		day := map[bool]string{true: "2026-05-13", false: "2026-05-12"}[what == "another day"]
		if row, err := Log(root, p, 2025, e, day); !errors.Is(err, ErrUsage) {
			t.Errorf("%s: %+v, %v", what, row, err)
		}
	}
	log(ask, "2026-05-02") // asked again on another day
	count(5)
}
