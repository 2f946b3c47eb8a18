package letters

import "testing"

// TestOneOfSeveralVersions: a supplier sends one of them, and is told so in its language.
func TestOneOfSeveralVersions(t *testing.T) {
	for _, c := range []struct {
		versions []string
		lang     string
		want     string
	}{
		{nil, "en", ""}, {[]string{"6.5"}, "en", "6.5"}, {[]string{"6.4", "6.5"}, "en", "6.4 or 6.5"}, {[]string{"6.31", "6.4", "6.5"}, "en-US", "6.31, 6.4 or 6.5"},
		{[]string{"6.4", "6.5"}, "de-AT", "6.4 oder 6.5"}, {[]string{"6.31", "6.4", "6.5"}, "zh-CN", "6.31、6.4 或 6.5"},
	} {
		if got := oneOf(c.versions, c.lang); got != c.want {
			t.Errorf("%v in %s: %q, not %q", c.versions, c.lang, got, c.want)
		}
	}
}
