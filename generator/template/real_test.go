package template

import (
	"os"
	"path/filepath"
	"testing"
)

// The stored results of RMI's own templates are what Excel made of their formulas.
func TestGivesWhatExcelStored(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/cmrt/templates/RMI_*.xlsx")
	if len(files) == 0 {
		t.Skip("the official templates are not here")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Open(data)
			if err != nil {
				t.Fatal(err)
			}
			cells, wrong := 0, 0
			for _, s := range f.sheets {
				for at, c := range s.cells {
					if c.formula == "" {
						continue
					}
					cells++
					got, err := f.result(s, at)
					if err != nil {
						t.Fatal(err)
					}
					want := c.stored
					if want != got && !(want.kind <= words && got.kind <= words && want.String() == got.String()) {
						if wrong++; wrong < 20 {
							t.Errorf("%s!%s: %s gives %q, stored %q", s.name, at, c.formula, got, want)
						}
					}
				}
			}
			t.Logf("%d formulas, %d give something else", cells, wrong)
		})
	}
}
