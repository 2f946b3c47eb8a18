package site_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	look "itron.com/conflict-minerals/site"
)

// styleBudget holds the tables that become cards, the search, the map, the report and paper; as
// it is sent the sheet is less than a third of it.
const styleBudget = 17_900

// TestStyle holds the weight of the style sheet, and the contrast of its colours
// as WCAG 2.2 computes it, in light and in dark.
func TestStyle(t *testing.T) {
	data, err := look.Files.ReadFile("assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > styleBudget {
		t.Errorf("style.css has %d bytes; the budget is %d", len(data), styleBudget)
	}
	light, dark, ok := strings.Cut(string(data), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("style.css has no dark colours")
	}
	dark, _, _ = strings.Cut(dark, "*, *::before")
	pairs := []struct {
		fore, back string
		least      float64
	}{
		{"text", "page", 7}, {"muted", "page", 4.5}, {"link", "page", 4.5}, {"link-hover", "page", 4.5},
		{"text", "panel", 7}, {"muted", "panel", 4.5}, {"link", "panel", 4.5}, {"link-hover", "panel", 4.5},
		{"text", "target", 7}, {"muted", "target", 4.5}, {"link", "target", 4.5}, {"link-hover", "target", 4.5},
		{"warn-text", "warn", 4.5}, {"warn-line", "page", 3}, {"focus", "page", 3}, {"accent", "page", 3}, {"rule", "page", 3},
		{"focus", "panel", 3}, {"focus", "target", 3}, {"focus", "warn", 3}, {"accent", "panel", 3}, {"warn-line", "warn", 3},
	}
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		for _, p := range pairs {
			fore, back := colour(t, css, p.fore), colour(t, css, p.back)
			if got := (max(fore, back) + .05) / (min(fore, back) + .05); got < p.least {
				t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", scheme, p.fore, p.back, got, p.least)
			}
		}
	}
}

// colour gives the relative luminance of a custom property.
func colour(t *testing.T, css, name string) float64 {
	t.Helper()
	m := regexp.MustCompile(`--` + name + `: #([0-9a-f]{6});`).FindStringSubmatch(css)
	if m == nil {
		t.Fatalf("style.css: no colour --%s", name)
	}
	var sum float64
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(m[1][2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
