package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
)

// rows reads a CSV file.
func (e *editor) rows(name string) [][]string {
	f, err := os.Open(name)
	e.must(err)
	defer f.Close()
	list, err := csv.NewReader(f).ReadAll()
	e.must(err)
	return list
}

func (e *editor) write(name string, rows [][]string) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	e.must(w.WriteAll(rows))
	e.must(os.WriteFile(name, []byte(b.String()), 0o644))
}

// line changes a random row of a CSV file; f gives nil to take it away.
func (e *editor) line(name string, f func(fields []string) []string) {
	rows := e.rows(name)
	if len(rows) < 3 {
		return
	}
	i := rapid.IntRange(1, len(rows)-1).Draw(e.t, "row")
	if rows[i] = f(rows[i]); rows[i] == nil {
		rows = slices.Delete(rows, i, i+1)
	}
	e.write(name, rows)
}

func (e *editor) addLine(name string, fields []string) {
	rows := e.rows(name)
	for len(fields) < len(rows[0]) {
		fields = append(fields, "")
	}
	e.write(name, append(rows, fields[:len(rows[0])]))
}

// facility draws a row of a directory.
func (e *editor) facility() []string {
	name := e.pick("data/reference/directory-*.csv")
	if name == "" {
		return make([]string, 8)
	}
	rows := e.rows(name)
	return rows[rapid.IntRange(min(1, len(rows)-1), len(rows)-1).Draw(e.t, "facility")]
}

// decision makes one about a name that may stand somewhere, for one supplier or any.
func (e *editor) decision() []string {
	f, other := e.facility(), e.facility()
	supplier := ""
	if roster := e.pick("data/202[45]/suppliers.csv"); roster != "" && rapid.Bool().Draw(e.t, "for one supplier") {
		rows := e.rows(roster)
		supplier = rows[rapid.IntRange(0, len(rows)-1).Draw(e.t, "supplier")][0]
	}
	action, decided := "resolve", other[2]
	if rapid.Bool().Draw(e.t, "reject") {
		action, decided = "reject", ""
	}
	raw := rapid.SampledFrom([]string{f[1], f[2], f[3], "TBD"}).Draw(e.t, "raw")
	return []string{action, supplier, "", "", "", rapid.SampledFrom([]string{f[0], ""}).Draw(e.t, "metal"), raw, decided, "Tester", "2026-04-01", "", "a test"}
}

// directoryRow changes what a directory says of a facility.
func (e *editor) directoryRow(name string) {
	rows := e.rows(name)
	if len(rows) < 3 {
		return
	}
	f := slices.Clone(rows[rapid.IntRange(1, len(rows)-1).Draw(e.t, "row")])
	all := func(change func(row []string)) {
		for _, row := range rows[1:] {
			if row[2] == f[2] {
				change(row)
			}
		}
	}
	switch rapid.IntRange(0, 4).Draw(e.t, "what") {
	case 0:
		all(func(row []string) { row[3] = f[3] + " Renamed" })
	case 1:
		all(func(row []string) { row[4], row[5] = "JAPAN", "JP" })
	case 2: // a name of another facility
		alias := slices.Clone(f)
		alias[1] = e.facility()[1]
		rows = append(rows, alias)
	case 3:
		rows = slices.DeleteFunc(rows, func(row []string) bool { return row[2] == f[2] })
	case 4: // a facility that nobody knew
		rows = append(rows, []string{f[0], "Newly Found Works", "CID989898", "Newly Found Works", f[4], f[5], "", ""})
	}
	e.write(name, rows)
}

// counting lets a compile pass, and notes the workbooks that were made anew.
type counting struct {
	season.Sink
	mu   sync.Mutex
	made []string
}

func (c *counting) Put(name string, data []byte) error {
	if file, ok := strings.CutPrefix(name, "answers/"); ok {
		c.mu.Lock()
		c.made = append(c.made, strings.TrimSuffix(file, ".csv"))
		c.mu.Unlock()
	}
	return c.Sink.Put(name, data)
}

// TestAChangeTouchesWhatItConcerns: after a change of one row, decision or setting only
// those workbooks are made anew of which it may say something.
func TestAChangeTouchesWhatItConcerns(t *testing.T) {
	made, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 24, Years: []int{2025}})
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	laid(t, root, made)
	compile := func() []string {
		t.Helper()
		at := openFolder(t, root)
		p, err := project.Open(at.FS())
		if err != nil {
			t.Fatal(err)
		}
		readings := quiet.readings(at, keepMade)
		readings.Began = time.Now().Add(time.Hour).UnixNano()
		s := season.Open(p, catalogue(), readings)
		fresh, err := at.Begin(season.Compiled(2025))
		if err != nil {
			t.Fatal(err)
		}
		defer fresh.Abandon()
		c := &counting{Sink: fresh}
		if err := s.Tables(2025, c); err != nil {
			t.Fatal(err)
		}
		if err := fresh.Commit(); err != nil {
			t.Fatal(err)
		}
		s.Save()
		slices.Sort(c.made)
		return c.made
	}
	all := compile()
	if again := compile(); len(all) < 15 || len(again) > 0 {
		t.Fatalf("%d workbooks were made, and then again %v", len(all), again)
	}
	table := func(name string) [][]string {
		t.Helper()
		return rowsOf(t, filepath.Join(root, name))
	}
	// who names what, from the compiled tables.
	named, open := map[string][]string{}, map[string][]string{} // by facility; by metal: those with names to search
	for _, file := range all {
		name := filepath.Join(root, "data/2025/compiled/smelter-rows", file+".csv")
		if _, err := os.Stat(name); err != nil {
			continue
		}
		for _, row := range table("data/2025/compiled/smelter-rows/" + file + ".csv")[1:] {
			if named[row[2]] = append(named[row[2]], file); row[3] != "ID" {
				open[row[5]] = append(open[row[5]], file)
			}
		}
	}
	var rare []string // a row of the directory that few name
	directory := table("data/reference/directory-2026-03-14.csv")
	for _, row := range directory[1:] {
		users := slices.Compact(slices.Sorted(slices.Values(named[row[2]])))
		if len(users) > 0 && len(users) < 4 && (rare == nil || len(open[row[0]]) < len(open[rare[0]])) {
			rare = row
		}
	}
	save := func(name string, rows [][]string) { t.Helper(); saveTo(t, filepath.Join(root, name), rows) }
	yaml := filepath.Join(root, "content/2025/year.yaml")
	setting := func(line string) {
		data, err := os.ReadFile(yaml)
		if err != nil {
			t.Fatal(err)
		}
		put(t, yaml, append(data, []byte(line+"\n")...))
	}
	decisions := table("data/2025/decisions.csv")
	conformance := table("data/reference/conformance-2026-03-14.csv")
	roster := table("data/2025/suppliers.csv")
	for _, c := range []struct {
		what    string
		change  func()
		may     []string // be made anew
		atLeast int
	}{
		{"the city of a facility", func() {
			rows := slices.Clone(directory)
			for i, row := range rows {
				if row[2] == rare[2] {
					rows[i] = slices.Clone(row)
					rows[i][7] = "Elsewhere"
				}
			}
			save("data/reference/directory-2026-03-14.csv", rows)
		}, slices.Concat(named[rare[2]], open[rare[0]]), 1},
		{"the status of a facility", func() {
			for _, row := range conformance[1:] {
				if row[1] == rare[2] {
					row[2] = "active"
				}
			}
			save("data/reference/conformance-2026-03-14.csv", conformance)
		}, named[rare[2]], 1},
		{"a decision about a name of one facility", func() {
			decisions = append(decisions, []string{"resolve", "", "", "", "", rare[0], rare[3], rare[2], "Tester", "2026-04-01", "", "a test"})
			save("data/2025/decisions.csv", decisions)
		}, named[rare[2]], 1},
		{"a decision about a name that nobody typed", func() {
			decisions = append(decisions, []string{"reject", "", "", "", "", "gold", "Nobody At All", "", "Tester", "2026-04-01", "", "a test"})
			save("data/2025/decisions.csv", decisions)
		}, nil, 0},
		{"a row of the roster", func() {
			roster[1][3] = "other@" + roster[1][0] + ".example"
			save("data/2025/suppliers.csv", roster)
		}, slices.DeleteFunc(slices.Clone(all), func(file string) bool { return !strings.HasPrefix(file, roster[1][0]) }), 1},
		{"a severity", func() { setting("severities: {answer-tolerated: off}") }, nil, 0},
		{"a facility on the watch list", func() { setting("watch_list: [{id: " + rare[2] + ", reason: a test}]") }, named[rare[2]], 1},
		{"the title of the report", func() { setting("title: Another") }, nil, 0},
	} {
		c.change()
		got := compile()
		for _, file := range got {
			if !slices.Contains(c.may, file) {
				t.Errorf("%s: %s was made anew, which it does not concern", c.what, file)
			}
		}
		if len(got) < c.atLeast || len(got) == len(all) {
			t.Errorf("%s: %d of %d workbooks were made anew", c.what, len(got), len(all))
		}
	}
}

func rowsOf(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", name, err))
	}
	return rows
}

func saveTo(t *testing.T, name string, rows [][]string) {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	put(t, name, []byte(b.String()))
}
