package smelter

import "testing"

// A number is known by its shape alone, and written as registries write it however it was
// typed; what is no number stays what it is.
func TestNumbersAreWrittenAsRegistriesDo(t *testing.T) {
	for _, c := range []struct {
		typed, number string
		well          bool
	}{
		{"CID000123", "CID000123", true},
		{"CID00012", "CID00012", false},
		{"CID0001234", "CID0001234", false},
		{"CID00012A", "CID00012A", false},
		{"CID000123\n", "CID000123", false},
		{"cid000123", "CID000123", false},
		{" CID 000 123 ", "CID000123", false},
		{"ＣＩＤ０００１２３", "CID000123", false},
		{"CID٠٠٠١٢٣", "CID٠٠٠١٢٣", false},
		{"1aus046", "1AUS046", false},
		{"unknown", "UNKNOWN", false},
		{"", "", false},
	} {
		if got := WellFormed(c.typed); got != c.well {
			t.Errorf("%q is well formed: %v", c.typed, got)
		}
		if got := Number(c.typed); got != c.number {
			t.Errorf("%q is written %q, not %q", c.typed, got, c.number)
		}
	}
}
