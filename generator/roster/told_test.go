package roster

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/tables"
)

// TestHowManyAreTold, one in the singular.
func TestHowManyAreTold(t *testing.T) {
	for n, want := range map[int]string{
		1: "The export names 1 vendor; the roster of 2025 has 1 supplier.",
		2: "The export names 2 vendors; the roster of 2025 has 2 suppliers.",
	} {
		var out strings.Builder
		Told{Import: &Import{Vendors: n, Roster: make([]tables.Supplier, n)}, Year: 2025}.Write(&out)
		if !strings.Contains(out.String(), want+"\n") {
			t.Errorf("%s", out.String())
		}
	}
}
