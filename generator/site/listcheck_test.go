package site_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
)

// TestNamed holds what “Check my list” knows against the public rows of every year, and
// that it tells no status where none is published.
func TestNamed(t *testing.T) {
	t.Parallel()
	for _, kept := range []bool{false, true} {
		s := years()
		for i := range s.Years {
			if kept && s.Years[i].Number == 2025 {
				s.Years[i].StatusesKept, s.Years[i].Conformance = true, site.Snapshot{}
				for n := range s.Years[i].Smelters {
					s.Years[i].Smelters[n].Status, s.Years[i].Smelters[n].Programme, s.Years[i].Smelters[n].LastAudit, s.Years[i].Smelters[n].ReauditDue = "", "", "", ""
				}
			}
		}
		script := string(build(t, s)["smelters/named.js"])
		text, ok := strings.CutPrefix(script, "self.cmrNamed=")
		var told []struct {
			Year     int
			Statuses string
			Smelters [][9]string
		}
		if err := json.Unmarshal([]byte(strings.TrimSuffix(text, ";\n")), &told); !ok || err != nil {
			t.Fatalf("%.80q: %v", script, err)
		}
		for _, y := range s.Years {
			i := slices.IndexFunc(told, func(n struct {
				Year     int
				Statuses string
				Smelters [][9]string
			}) bool {
				return n.Year == y.Number
			})
			if y.AsOf == "" {
				if i >= 0 {
					t.Errorf("%d asked nobody, and is told", y.Number)
				}
				continue
			}
			if i < 0 || len(told[i].Smelters) != len(y.Smelters) {
				t.Fatalf("%d: not all that was named is told", y.Number)
			}
			for n, row := range told[i].Smelters {
				if want := y.Smelters[n]; row[0] != want.SmelterID || row[1] != want.Metal || row[2] != want.SmelterName || row[6] != want.LastAudit {
					t.Errorf("%d: %q, not %+v", y.Number, row, want)
				}
				if kept && y.Number == 2025 && row[4]+told[i].Statuses != "" {
					t.Errorf("a status that is not published is told: %q", row)
				}
			}
		}
	}
}
