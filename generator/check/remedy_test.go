package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// TestAdviceFitsTheFinding: a smelter whose audit has lapsed takes part in a programme.
func TestAdviceFitsTheFinding(t *testing.T) {
	for name, c := range map[string]struct {
		status func(*around)
		want   string
	}{
		"in no programme": {func(a *around) {
			a.year.Conformance, _ = smelter.NewConformance(a.year.Conformance.Source, nil)
		}, "join an assessment programme"},
		"lapsed": {status(t, smelter.Status{ReauditDue: "2026-01-31"}), "whether it was audited again"},
	} {
		var fixes []string
		for _, f := range reviewAround(t, func(*cmrt.Declaration) {}, c.status) {
			if f.Rule == "smelter-not-conformant" {
				fixes = append(fixes, f.Fix)
			}
		}
		if len(fixes) != 1 || !strings.Contains(fixes[0], c.want) {
			t.Errorf("%s: %q", name, fixes)
		}
	}
}
