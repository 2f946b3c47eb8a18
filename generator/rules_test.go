package main

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestRulesPage keeps RULES.md what the catalogue says.
func TestRulesPage(t *testing.T) {
	const file = "../RULES.md"
	want := rulesPage(catalogue())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not what “cmr rules --format markdown” prints: run go test ./generator -run RulesPage -update (%v)", file, err)
	}
	for _, r := range catalogue() {
		if r.Explanation == "" || r.Fix == "" || r.Example == "" || r.Severity == "" {
			t.Errorf("%s lacks explanation, fix, example or severity", r.Name)
		}
	}
}
