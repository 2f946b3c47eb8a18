package check

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// checkerOfSamples are the rows that the samples' own Checker sheets flag, as their
// column H was last saved. Row 52 of 3.01 wants “www” in the policy's address.
var checkerOfSamples = map[string][]int{
	"CMRT_2.03a_green.xlsx": {}, "CMRT_2.03a_high_risk.xlsx": {}, "CMRT_2.03a_validation_needed.xlsx": {4, 5},
	"CMRT_3.01_green.xlsx": {52}, "CMRT_3.01_high_risk.xlsx": {52},
}

// TestSamples reviews real declarations of 2012 to 2014. Those that the system
// which received them judged complete lack nothing; those it judged incomplete
// are returned; no finding is without its cell, whatever the version, and the rows
// of the template's own Checker are on them.
func TestSamples(t *testing.T) {
	const dir = "../../../shared/cmrt/samples"
	files, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("needs the real files in %s", dir)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := cmrt.Read(filepath.Base(file), data)
		list := File(d)
		if got := flaggedRows(list); !slices.Equal(got, d.CheckerRows) {
			t.Errorf("%s: its Checker flags %v, findings carry %v", file, d.CheckerRows, got)
		}
		for _, f := range list {
			if f.Cell == "" || f.Sheet == "" {
				t.Errorf("%s: %s has no place: %s", file, f.Rule, f.Message)
			}
		}
		flagged := append([]int{}, flaggedRows(list)...)
		if want := checkerOfSamples[filepath.Base(file)]; want != nil && !slices.Equal(flagged, want) {
			t.Errorf("%s: the Checker flags %v, the findings carry %v", file, want, flagged)
		}
		missing := slices.ContainsFunc(list, func(f finding.Finding) bool {
			return f.Severity == finding.Error && (strings.HasSuffix(f.Rule, "-missing") || strings.HasSuffix(f.Rule, "-invalid"))
		})
		switch {
		case strings.Contains(file, "_green") && missing:
			t.Errorf("%s is complete, but: %v", file, list)
		case (strings.Contains(file, "_validation_needed") || strings.Contains(file, "_empty")) && !finding.AnyAtLeast(list, finding.Error):
			t.Errorf("%s is incomplete, but nothing was found", file)
		case strings.Contains(file, "_high_risk") && !slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Rule == "covered-country-declared" }):
			t.Errorf("%s points to the covered countries, but no risk was found: %v", file, list)
		}
	}
}
