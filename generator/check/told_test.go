package check

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestWhatASupplierIsTold keeps every finding of the broken declarations as it is read
// by people: where it is, how much it weighs and what it says. A word that changes
// here is a word that changes in somebody's letter.
func TestWhatASupplierIsTold(t *testing.T) {
	var b bytes.Buffer
	tell := func(name string, list []finding.Finding) {
		fmt.Fprintf(&b, "# %s\n", name)
		for _, f := range list {
			at := strings.TrimSpace(strings.Trim(f.Sheet+"!"+f.Cell, "!") + " " + f.Metal)
			if f.CheckerRow > 0 {
				at += fmt.Sprintf(", Checker row %d", f.CheckerRow)
			}
			fmt.Fprintf(&b, "%s %s (%s): %s\n", f.Severity, f.Rule, at, f.Message)
		}
		fmt.Fprintln(&b)
	}
	for _, tc := range broken {
		tell(tc.name, review(t, tc.wrong).Findings)
	}
	for _, tc := range contradicted(t) {
		tell(tc.name, reviewAround(t, tc.wrong, tc.around))
	}
	for i, change := range []func(*cmrt.Declaration){noMineral, minesOfConcern, artisanalMine, func(d *cmrt.Declaration) { d.Smelters[1].MineCountry, d.Smelters[1].NextSteps = "India", "ASM" }} {
		tell(fmt.Sprintf("EMRT %d", i+1), File(extended(change)))
	}
	golden := filepath.Join("testdata", "told.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("(-golden +told; -update accepts):\n%s", diff)
	}
}

// TestCompiledColumnsHoldWhatTheyAreCalled gives every field a text of its own and
// wants it in the column of that name: a pull request is read by these tables.
func TestCompiledColumnsHoldWhatTheyAreCalled(t *testing.T) {
	const file = "data/2025/cmrt/acme.xlsx"
	d := cmrt.Declaration{File: file, SHA256: "sum", Template: cmrt.Template{Type: "type", Version: "version", Language: "language"},
		Company: cmrt.Company{Name: "name", Scope: "scope", ScopeRaw: "scope typed", ScopeDescription: "description", UniqueID: "number", UniqueIDAuthority: "authority", Address: "address",
			ContactName: "contact", ContactEmail: "contact mail", ContactPhone: "contact phone", AuthorizerName: "authorizer", AuthorizerTitle: "title", AuthorizerEmail: "authorizer mail", AuthorizerPhone: "authorizer phone",
			EffectiveDate: "2025-10-01", EffectiveDateRaw: "45931"},
		Answers:        []cmrt.Answer{{Key: "added", Question: "Q1", Metal: cmrt.Tin, Answer: "yes", Raw: "Ja", Comment: "why", Cell: "Declaration!D27"}},
		CompanyAnswers: []cmrt.Answer{{Key: "policy", Question: "A", Answer: "no", Raw: "Nein", Comment: "not yet", Cell: "Declaration!D75"}},
		Products:       []cmrt.Product{{Row: 6, Number: "P-1", Name: "Cable", Comment: "red"}}}
	row := cmrt.SmelterRow{Row: 7, Metal: cmrt.Gold, MetalRaw: "Gold ", IDTyped: "typed", ID: "id", IDRaw: "id ", Lookup: "look-up", Name: "written", StandardName: "standard", Country: "country", IDSource: "source",
		Street: "street", City: "city", State: "state", ContactName: "who", ContactEmail: "mail", NextSteps: "next", MineName: "mine", MineCountry: "mine country", Recycled: "unknown", RecycledRaw: "?", Comment: "remark"}
	about := finding.Finding{Rule: "rule", Severity: finding.Warning, File: file, Supplier: "acme", Sheet: "sheet", Cell: "B7", Metal: "gold", Message: "message", Fix: "fix", CheckerRow: 9, Waived: true, Reason: "reason", Follows: "cause", Closed: "stale"}
	ofYear := finding.Finding{Rule: "silent", Severity: finding.Error, File: "data/2025/suppliers.csv", Supplier: "beta", Sheet: "s", Cell: "2", Metal: "tin", Message: "nothing came", Fix: "ask", CheckerRow: 3, Reason: "none", Follows: "file-unreadable", Closed: "replaced"}
	whole := Whole{Declaration: d, Supplier: "acme", Resolutions: []smelter.Resolution{{Row: row, Outcome: smelter.Resolved, How: "number", Sure: 1, Facility: smelter.Facility{ID: "CID900009"}}}}
	files, err := whole.Tables()
	if err != nil {
		t.Fatal(err)
	}
	book := Workbook{Declaration: d, Supplier: "acme", Verdict: Returned, Findings: []finding.Finding{about}, By: "acme-2.xlsx", Because: "newer"}
	year, err := Result{Workbooks: []Workbook{book}, Findings: []finding.Finding{about, ofYear}}.Tables()
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(files, year)
	holds(t, "workbooks.csv", files, tables.Workbook{File: file, SHA256: "sum", Supplier: "acme", Verdict: "returned", TemplateType: "type", TemplateVersion: "version", Language: "language",
		CompanyName: "name", Scope: "scope", ScopeRaw: "scope typed", ScopeDescription: "description", UniqueID: "number", UniqueIDAuthority: "authority", Address: "address",
		ContactName: "contact", ContactEmail: "contact mail", ContactPhone: "contact phone", AuthorizerName: "authorizer", AuthorizerTitle: "title", AuthorizerEmail: "authorizer mail", AuthorizerPhone: "authorizer phone",
		EffectiveDate: "2025-10-01", EffectiveDateRaw: "45931", Covers: "description", SupersededBy: "acme-2.xlsx", Because: "newer"})
	holds(t, "answers/acme.xlsx.csv", files,
		tables.Answer{Key: "added", Question: "Q1", Metal: "tin", Answer: "yes", Raw: "Ja", Comment: "why", Cell: "Declaration!D27"},
		tables.Answer{Key: "policy", Question: "A", Answer: "no", Raw: "Nein", Comment: "not yet", Cell: "Declaration!D75"})
	holds(t, "smelter-rows/acme.xlsx.csv", files, tables.SmelterRow{Row: 7, Outcome: "resolved", SmelterID: "CID900009", How: "number", Sure: "1.00", Metal: "gold", MetalRaw: "Gold ", IDTyped: "typed", ID: "id", IDRaw: "id ",
		Lookup: "look-up", Name: "written", StandardName: "standard", Country: "country", IDSource: "source", Street: "street", City: "city", State: "state", ContactName: "who", ContactEmail: "mail",
		NextSteps: "next", MineName: "mine", MineCountry: "mine country", Recycled: "unknown", RecycledRaw: "?", Comment: "remark"})
	holds(t, "products/acme.xlsx.csv", files, tables.Product{Row: 6, Number: "P-1", Name: "Cable", Comment: "red"})
	holds(t, "findings/acme.xlsx.csv", files, tables.WorkbookFinding{Severity: "warning", Rule: "rule", Sheet: "sheet", Cell: "B7", Metal: "gold", CheckerRow: 9, Waived: "yes", Reason: "reason", Message: "message", Fix: "fix", Follows: "cause", Closed: "stale"})
	holds(t, "findings.csv", files, tables.Finding{File: "data/2025/suppliers.csv", Supplier: "beta", Severity: "error", Rule: "silent", Sheet: "s", Cell: "2", Metal: "tin", CheckerRow: 3, Waived: "no", Reason: "none", Message: "nothing came", Fix: "ask", Follows: "file-unreadable", Closed: "replaced"})
}

func holds[T any](t *testing.T, name string, files map[string][]byte, want ...T) {
	t.Helper()
	got, err := tables.Read[T](name, files[name])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

// TestWhoseDeclarationCounts: the accepted one of each supplier, and of nobody else.
func TestWhoseDeclarationCounts(t *testing.T) {
	accepted, returned, nobodys := of("acme-2.xlsx", "2", "2025-11-01"), of("beta.xlsx", "3", "2025-11-01"), of("x.xlsx", "4", "2025-11-01")
	returned.Company.ContactPhone, nobodys.Company.Name = "", "Nobody"
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "yes"}, tables.Supplier{ID: "gamma", Name: "Gamma", InScope: "yes"})
	stale := of("gamma.xlsx", "5", "2020-01-01")
	r := Year(y, []cmrt.Declaration{accepted, of("acme.xlsx", "1", "2025-10-01"), returned, stale, nobodys}, nil)
	counted := map[string]string{}
	for supplier, b := range r.Counted() {
		counted[supplier] = b.Declaration.File
	}
	want := map[string]string{"acme": accepted.File, "beta": returned.File}
	if diff := cmp.Diff(want, counted); diff != "" {
		t.Error(diff)
	}
}
