package conformance

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"itron.com/conflict-minerals/generator/finding"
)

// ofEveryKind are findings that fill every part of a log, with what a hostile supplier
// could type: in a cell, in a file, in none, waived, and under a rule of no catalogue.
func ofEveryKind() []finding.Finding {
	book := "data/2025/cmrt/a b#ü,1.xlsx"
	return []finding.Finding{
		{Rule: "smelters-missing", Severity: finding.Error, File: book, Supplier: "acme", Sheet: "Smelter List", Cell: "B5", Metal: "tin",
			Message: "No \x1b[31mtin\x1b[0m\nsmelter, 100%.", Fix: "List: them.", CheckerRow: 66},
		{Rule: "contact-phone-missing", Severity: finding.Warning, File: book, Supplier: "acme", Sheet: "Declaration", Cell: "D17",
			Message: "\u202eBlank\u2028.", Fix: "Enter it.", Waived: true, Reason: "Known:\r\nportal", DecidedBy: "R. Example", DecidedOn: "2026-04-02"},
		{Rule: "supplier-not-responded", Severity: finding.Warning, File: "data/2025/suppliers.csv", Supplier: "borealis", Cell: "7", Message: "No declaration.", Fix: "Remind."},
		{Rule: "file-legacy-format", Severity: finding.Error, File: "/tmp/x y.xls", Message: "An .xls.", Fix: "Save it as .xlsx."},
		{Rule: "file-unmatched", Severity: finding.Error, File: "../b.xlsx", Message: "Whose?"},
		{Rule: "of-no-catalogue", Severity: finding.Note, Message: "Nowhere."},
	}
}

// printed gives findings as “cmr check --format sarif” prints them.
func printed(t *testing.T, list []finding.Finding) []byte {
	t.Helper()
	var rules []finding.Rule
	for _, f := range list {
		if f.Rule != "of-no-catalogue" {
			rules = append(rules, finding.Rule{Name: f.Rule, Severity: f.Severity, Explanation: "Why it matters. More of it.", Fix: "Do this.", Example: "Such a case."})
		}
	}
	log, err := json.MarshalIndent(finding.SARIF(list, rules, "1.2.3"), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// publishedSchema is the schema of SARIF 2.1.0 as OASIS publishes it. The library has it
// in a constant that it keeps to itself and validates only its own logs with, so the
// constant is read from the library's source.
func publishedSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	ast.Inspect(tree, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && len(l.Value) > len(text) {
			text, err = strconv.Unquote(l.Value)
		}
		return true
	})
	if err != nil || !strings.Contains(text, "sarif-schema-2.1.0.json") {
		t.Fatalf("no schema in the library: %v", err)
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// against tells what the schema has against a log.
func against(t *testing.T, schema *jsonschema.Schema, log []byte) error {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(parsed)
}

func TestSARIFIsValid(t *testing.T) {
	schema := publishedSchema(t)
	for name, list := range map[string][]finding.Finding{"of every kind": ofEveryKind(), "none": {}} {
		log := printed(t, list)
		if err := against(t, schema, log); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		read, err := sarif.FromBytes(log) // a reader that is not ours
		if err != nil || len(read.Runs) != 1 || len(read.Runs[0].Results) != len(list) {
			t.Errorf("%s: read otherwise than written: %v", name, err)
		}
	}
	for old, wrong := range map[string]string{`"level": "error"`: `"level": "fatal"`, `"uriBaseId"`: `"uribase"`, `"kind": "external"`: `"kind": "other"`} {
		log := printed(t, ofEveryKind())
		if damaged := bytes.Replace(log, []byte(old), []byte(wrong), 1); bytes.Equal(damaged, log) || against(t, schema, damaged) == nil {
			t.Errorf("the schema takes %s", wrong)
		}
	}
}
