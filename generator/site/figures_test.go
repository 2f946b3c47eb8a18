package site_test

import (
	"strings"
	"testing"
)

// TestFiguresInOneTable holds that a figure stands beside that of the year before, what it
// is a part of and its day, and that its definition is there for whoever asks.
func TestFiguresInOneTable(t *testing.T) {
	s := years()
	now := &s.Years[0]
	now.Figures = append(now.Figures,
		figure("tin.covered_countries.yes", "1", "", "", "Tin: covered countries, answer “yes”"), figure("tin.covered_countries.no", "2", "", "", "Tin: no"), figure("tin.covered_countries.unknown", "3", "", "", "Tin: unknown"),
		figure("tin.smelters.identified", "2", "", "", "Tin: facilities"), figure("tin.smelters.conformant", "1", "", "", "Tin: conformant"), figure("tin.smelters.other", "0", "", "", "Tin: other"),
		figure("programmes.policy", "50.0", "2", "4", "Suppliers with a policy"), figure("letters.read", "3", "", "", "Read"),
		figure("declarations.company", "5", "", "", "For a company"), figure("declarations.product", "1", "", "", "For products"), figure("declarations.user_defined", "0", "", "", "Others"))
	tree := build(t, s)
	page := spaced(parsePages(t, tree)["2025/figures/index.html"])
	for _, want := range []string{
		"Figure Definition 2025 2024 Out of As of",
		"suppliers.in_scope 1,240 20 30 April 2026", // a whole itself
		"suppliers.response_rate 75.0% 85.0% 18 of 24 suppliers in scope 30 April 2026",
		"smelters.active 1 Not known of 3 smelters and refiners 30 April 2026",
		"tin.covered_countries.yes 1 Not known of 6 answers",
		"tin.smelters.identified 2 Not known 30 April 2026",
		"tin.smelters.conformant 1 Not known of 2 smelters and refiners",
		"programmes.policy 50.0% Not known 2 of 4 answers",
		"declarations.product 1 Not known of 6 accepted declarations",
		"changes.status_changed 1 Not known of 1 named in both years",
		"letters.read 3 Not known 30 April 2026", // of a number that is not known
		"Covered countries, answer “yes” Definition What Tin: covered countries, answer “yes” means.",
		"Response rate Definition What Response rate means.",
		"Formula: 100 × 18 ÷ 24",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
	for _, want := range []string{`<tr id="suppliers.response_rate">`, `id="about-tin">Tin</th>`, `<th scope="row" headers="about-suppliers">Response rate</th><td class="about"><details><summary>Definition</summary>`} {
		if !strings.Contains(string(tree["2025/figures/index.html"]), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	first := spaced(parsePages(t, tree)["2024/figures/index.html"])
	if !strings.Contains(first, "Figure Definition 2024 Out of As of") {
		t.Errorf("of the first year there is nothing to compare with: %s", first)
	}
}
