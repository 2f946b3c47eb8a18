package smelter

import "testing"

// TestAWordThatIsNearlyALegalForm tells nothing: one that is misspelt wherever it stands,
// one that was cut off at the end of a name alone.
func TestAWordThatIsNearlyALegalForm(t *testing.T) {
	for _, tc := range []struct {
		word string
		last bool
		want bool
	}{
		{"ldt", false, true}, {"gmhb", false, true}, // letters that changed places
		{"limitd", false, true}, {"limitedd", false, true}, // one letter too few, or too many
		{"corpora", true, true}, {"corpora", false, false}, // cut off
		{"l", true, true}, {"l", false, false}, // so short that it is a form only where it was cut off
		{"metals", true, false}, {"metals", false, false}, {"zq", false, false}, {"zq", true, false},
		{"ang", false, true}, // of “and”, which joins and tells nothing
	} {
		if got := almostForm(tc.word, tc.last); got != tc.want {
			t.Errorf("%q, last %v: %v", tc.word, tc.last, got)
		}
	}
}
