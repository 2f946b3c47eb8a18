package report

import (
	"strings"
	"testing"
)

// TestWhatIsBlankIsCalledBlank on the cover of the Form SD: no number of nothing is judged.
func TestWhatIsBlankIsCalledBlank(t *testing.T) {
	for entered, want := range map[string]string{"": "is blank", "  ": "is blank", "911011792": `"911011792" has not the form`} {
		if got := orBlank(entered, "employer_identification_number is blank.", "employer_identification_number %q has not the form 12-3456789."); !strings.Contains(got, want) {
			t.Errorf("%q: %s", entered, got)
		}
	}
}
