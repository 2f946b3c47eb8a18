// Package conformance holds what the product writes, and what GitHub reads of this
// repository, against programs and schemas of others. It is a module of its own: what
// these tests need is no need of the product.
package conformance

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/rhysd/actionlint"
)

func TestWorkflowsAreSound(t *testing.T) {
	var out bytes.Buffer
	linter, err := actionlint.NewLinter(&out, &actionlint.LinterOptions{Shellcheck: "shellcheck"})
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(names) < 7 {
		t.Fatalf("workflows: %v %v", names, err)
	}
	found, err := linter.LintFiles(names, nil)
	if err != nil || len(found) > 0 {
		t.Errorf("actionlint: %v\n%s", err, &out)
	}
}
