package site

import "testing"

// TestDaysInBothWays: as the registrant's English has them.
func TestDaysInBothWays(t *testing.T) {
	for american, want := range map[bool]string{true: "April 30, 2026", false: "30 April 2026"} {
		s := Site{American: american}
		if got := s.day("2026-04-30"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if got := s.day("soon"); got != "soon" {
			t.Errorf("%q", got)
		}
	}
}
