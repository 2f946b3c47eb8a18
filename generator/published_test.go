package main

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// published builds what the public sees of the demonstration with a setting of
// published_status, after its conformance lists were changed.
func published(t *testing.T, made map[string][]byte, setting smelter.Publication, change func(*tables.ConformanceRow)) map[string][]byte {
	t.Helper()
	tree := maps.Clone(made)
	const registrant = "content/registrant.yaml"
	line := "published_status: " + string(setting) + "\n"
	if setting == "" {
		line = "" // as a project has it that never decided
	}
	told := strings.Replace(string(tree[registrant]), "published_status: all\n", line, 1)
	if setting != smelter.PublishAll && told == string(tree[registrant]) {
		t.Fatal("the demonstration does not switch statuses on")
	}
	tree[registrant] = []byte(told)
	for name, data := range tree {
		if !strings.HasPrefix(name, "data/reference/conformance-") {
			continue
		}
		rows, err := tables.Read[tables.ConformanceRow](name, data)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			change(&rows[i])
		}
		if tree[name], err = tables.Write(rows); err != nil {
			t.Fatal(err)
		}
	}
	compiled, pages := built(t, seasonOf(t, memory(tree)))
	for name, data := range compiled {
		for _, public := range []string{"smelters.csv", "changes.csv", "figures.csv", "activities.csv", "report.md", "form-sd.md"} {
			if strings.HasSuffix(name, "/"+public) {
				pages[name] = data
			}
		}
	}
	return pages
}

// hashes are the files that name the SHA-256 of others or, where statuses are published,
// of the list; so do two pages.
var hashes = []string{"datapackage.json", "SHA256SUMS"}

// differing are the files that differ between two builds.
func differing(a, b map[string][]byte) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if slices.Contains(hashes, path.Base(name)) || strings.HasPrefix(name, "archive/") || strings.HasPrefix(name, "method/") {
			continue
		}
		if !bytes.Equal(a[name], b[name]) {
			names = append(names, name)
		}
	}
	if len(a) != len(b) {
		names = append(names, "the list of files")
	}
	return names
}

// By default nothing public depends on what a list says of any facility: were each
// of its statuses another, every page, table and report would be the same bytes.
func TestStatusesArePublishedOnlyWhereSwitchedOn(t *testing.T) {
	t.Parallel()
	made, _, err := demo.Make(demo.Options{Seed: 1, Suppliers: 8, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	nothing := func(*tables.ConformanceRow) {}
	statuses := func(r *tables.ConformanceRow) {
		r.Status = map[string]string{"conformant": "active", "active": "facility standard assessed"}[r.Status]
		r.Programme = map[string]string{"RMAP": "LBMA", "LBMA": "RJC", "RJC": "RMAP"}[r.Programme]
	}
	days := func(r *tables.ConformanceRow) {
		r.LastAudit, r.ReauditDue, r.CycleYears, r.ReauditInProgress = "2019-02-03", "2020-02-03", "1", "no"
	}
	for _, tc := range []struct {
		setting smelter.Publication
		change  func(*tables.ConformanceRow)
		seen    bool
	}{
		{"", func(r *tables.ConformanceRow) { statuses(r); days(r) }, false},
		{smelter.PublishStatus, days, false}, {smelter.PublishStatus, statuses, true}, {smelter.PublishAll, days, true},
	} {
		as := published(t, made, tc.setting, nothing)
		now := published(t, made, tc.setting, tc.change)
		if !tc.setting.Statuses() && !bytes.Equal(as["SHA256SUMS"], now["SHA256SUMS"]) {
			t.Errorf("published_status %q: a file depends on what the list says", tc.setting)
		}
		if names := differing(as, now); tc.seen != (len(names) > 0) {
			t.Errorf("published_status %q: %d files depend on what the list says: %.20q", tc.setting, len(names), names)
		}
		if len(as) < 50 || !strings.Contains(string(as["2025/smelters.csv"]), "CID9") {
			t.Errorf("published_status %q: %d files, too few to prove anything", tc.setting, len(as))
		}
		if said := strings.Contains(string(as["2025/smelters.csv"]), ",conformant,"); said != tc.setting.Statuses() {
			t.Errorf("published_status %q: smelters.csv says conformant: %v", tc.setting, said)
		}
	}
}
