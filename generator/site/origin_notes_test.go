package site_test

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhatSuppliersWriteIsOnThePageOfOrigin: a country that a comment names, and what was
// settled on evidence, stand beside answers and outcomes.
func TestWhatSuppliersWriteIsOnThePageOfOrigin(t *testing.T) {
	s := sites()["small"]
	s.Years[0].Named = []tables.Origin{{Metal: "tin", CountryCode: "RW", Country: "Rwanda"}, {Metal: "gold", CountryCode: "RW", Country: "Rwanda"}, {Metal: "gold", CountryCode: "UG", Country: "Uganda"}}
	s.Years[0].Settled = []rcoi.Sign{{Metal: "tin", What: "declarations that answer yes to covered countries", Number: 2}}
	text := spaced(parsePages(t, build(t, s))["2025/origin/index.html"])
	for _, want := range []string{"suppliers name Rwanda for tin and gold, Uganda for gold.", "Looked into for tin: declarations that answer yes to covered countries (2). On the evidence on record"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	if strings.Contains(text, "no supplier names the country of a mine") {
		t.Errorf("a country that is named beside a mine is denied: %s", text)
	}
	s.Years[0].Named, s.Years[0].Settled = nil, nil
	for _, none := range []string{"Comments:", "Looked into"} {
		if text := spaced(parsePages(t, build(t, s))["2025/origin/index.html"]); strings.Contains(text, none) {
			t.Errorf("%q is said of nothing", none)
		}
	}
}
