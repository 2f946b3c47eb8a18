package cmrt

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHostileLegacyParityWithLibreOffice is TestHostileParityWithLibreOffice for .xls: each
// way of saying something that programs understand differently alone, and 200 pairs.
func TestHostileLegacyParityWithLibreOffice(t *testing.T) {
	if os.Getenv("CMR_LONG") == "" {
		t.Skip("takes minutes of LibreOffice: CMR_LONG=1")
	}
	r := rand.New(rand.NewPCG(17, 8))
	dir := t.TempDir()
	made := map[string][]string{"unchanged": nil} // what was done to which file
	write(t, filepath.Join(dir, "unchanged.xls"), legacyWorkbook().file())
	for i := range 4*len(legacyChanges) + 200 {
		b, name := legacyWorkbook(), fmt.Sprintf("m%03d", i)
		for n := range 1 + i/(4*len(legacyChanges)) {
			at := i % len(legacyChanges)
			if n > 0 {
				at = r.IntN(len(legacyChanges))
			}
			made[name] = append(made[name], legacyChanges[at].name)
			legacyChanges[at].change(r, b)
		}
		write(t, filepath.Join(dir, name+".xls"), b.file())
	}
	shown := shownByLibreOffice(t, dir, ".xls")
	same, told, only := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(made)) {
		data, err := os.ReadFile(filepath.Join(dir, name+".xls"))
		if err != nil {
			t.Fatal(err)
		}
		d := Read(name, data)
		diff := differences(d, shown[name])
		switch {
		case len(shown[name]) == 0:
			only++ // LibreOffice does not open it, and shows nothing that we could differ from
		case len(diff) == 0:
			same++
		case loud(d, diff):
			told++
		default:
			t.Errorf("%s %v:\n  %s\n  %v", name, made[name], strings.Join(diff, "\n  "), d.Findings)
		}
	}
	t.Logf("%d the same, %d different and told, %d that LibreOffice does not open", same, told, only)
	if unchanged := shown["unchanged"]; len(unchanged) == 0 || unchanged[SheetDeclaration+"!D27"] != "Yes" || same < 100 {
		t.Errorf("the comparison compares nothing: %v", unchanged)
	}
}
