package cmrt

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/finding"
)

// TestTextTellsEverythingOnce: what a supplier typed is on a line of its own, so that a
// diff of two workbooks shows what changed, and no line break of a cell makes a second.
func TestTextTellsEverythingOnce(t *testing.T) {
	d := Declaration{File: "secret/path.xlsx", SHA256: "00ff", Template: Template{Type: "CMRT", Version: "6.5", Language: "Deutsch"},
		Company: Company{Name: "Acme\nGmbH", Scope: "company", ScopeRaw: "A. Company", ScopeDescription: "all of it", UniqueID: "4711", UniqueIDAuthority: "DUNS", Address: "Street 1",
			ContactName: "C", ContactEmail: "c@acme.example", ContactPhone: "1", AuthorizerName: "A", AuthorizerTitle: "Director", AuthorizerEmail: "a@acme.example", AuthorizerPhone: "2",
			EffectiveDate: "2025-10-01", EffectiveDateRaw: "45931"},
		Answers:        []Answer{{Key: Added, Question: "Q1", Metal: Tin, Answer: Yes, Raw: "Ja", Comment: "in\tsolder", Cell: "Declaration!D27"}},
		CompanyAnswers: []Answer{{Key: Policy, Question: "A", Answer: No, Raw: "Nein", Cell: "Declaration!D75"}},
		Smelters: []SmelterRow{{Row: 5, Metal: Gold, MetalRaw: "Gold", IDTyped: "CID900001", ID: "CID900002", IDRaw: "CID900002 ", Lookup: "Alpha", Name: "Beta", StandardName: "Gamma", Country: "Peru", IDSource: "RMI",
			Street: "S", City: "Lima", State: "Callao", ContactName: "Who", ContactEmail: "w@x.example", NextSteps: "ask", MineName: "Mine", MineCountry: "Chile", Recycled: No, RecycledRaw: "No", Comment: "ok\x1b[2J"}, {Row: 6, MetalRaw: "Tin"}},
		Products: []Product{{Row: 7, Number: "P-1", Name: "Cable", Comment: "red"}},
		Findings: []finding.Finding{{Rule: "cell-error", Severity: finding.Warning, File: "secret/path.xlsx", Sheet: "Smelter List", Cell: "B6", Message: "An\nerror."}}}
	want := `Template: CMRT 6.5
Language: Deutsch

Company
  name: Acme GmbH
  scope: A. Company
  scope description: all of it
  unique ID: 4711
  unique ID authority: DUNS
  address: Street 1
  contact: C
  contact e-mail: c@acme.example
  contact phone: 1
  authorizer: A
  authorizer title: Director
  authorizer e-mail: a@acme.example
  authorizer phone: 2
  effective date: 2025-10-01

Answers
  D27 Q1 added tin: Ja (in solder)
  D75 A policy: Nein

Smelters
  5 Gold | typed: CID900001 | ID: CID900002 | look-up: Alpha | name: Beta | standard name: Gamma | country: Peru | source: RMI | street: S | city: Lima | state: Callao | contact: Who | e-mail: w@x.example | next steps: ask | mine: Mine | mine country: Chile | recycled: No | comment: ok [2J
  6 Tin

Products
  7 P-1 | Cable | red

Findings
  warning cell-error: Smelter List!B6: An error.
`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(d.Text(), "\n")); diff != "" {
		t.Error(diff)
	}
	d.Company.EffectiveDate, d.Company.EffectiveDateRaw = "", "soon"
	if !strings.Contains(d.Text(), "effective date: soon\n") {
		t.Error("a date that was not understood is shown as typed")
	}
	d.Findings = []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error, Message: "Damaged."}}
	if text := d.Text(); strings.Contains(text, "Acme") || !strings.Contains(text, "Damaged.") {
		t.Errorf("of a file that cannot be read only the reason is told: %s", text)
	}
}

// TestAFileThatCannotBeOpenedIsADeclaration: with the reason, and lists that JSON
// writes as lists.
func TestAFileThatCannotBeOpenedIsADeclaration(t *testing.T) {
	d := Unreadable("x.xlsx", "It is locked.")
	if d.Readable() || d.File != "x.xlsx" || d.Answers == nil || d.CompanyAnswers == nil || d.Smelters == nil || d.Products == nil {
		t.Errorf("%+v", d)
	}
	if len(d.Findings) != 1 || d.Findings[0].File != "x.xlsx" || d.Findings[0].Message != "It is locked." || d.Findings[0].Severity != finding.Error {
		t.Errorf("%+v", d.Findings)
	}
}

// TestInScopeWantsEveryYes: added and necessary, as far as the version asks.
func TestInScopeWantsEveryYes(t *testing.T) {
	for _, c := range []struct {
		added, necessary string
		want             bool
	}{{Yes, Yes, true}, {Yes, No, false}, {No, Yes, false}, {Yes, "", false}, {"", "", false}, {Yes, "not asked", true}, {"not asked", Yes, true}, {"not asked", "not asked", false}} {
		var d Declaration
		for key, answer := range map[Key]string{Added: c.added, Necessary: c.necessary} {
			if answer != "not asked" {
				d.Answers = append(d.Answers, Answer{Key: key, Metal: Tin, Answer: answer})
			}
		}
		if got := d.InScope(Tin); got != c.want {
			t.Errorf("added %q, necessary %q: %v", c.added, c.necessary, got)
		}
		if d.InScope(Gold) {
			t.Error("nothing was said of gold")
		}
	}
}

// TestLongTextsAreListedShortened, and a change behind the cut is still to be seen, as git
// compares the listings.
func TestLongTextsAreListedShortened(t *testing.T) {
	listed := func(end string) string {
		return Read("x.xlsx", tiny(swap(smelterPart, "Alpha", strings.Repeat("Alpha \u202e", 5_000)+end))).Text()
	}
	a, b := listed("a"), listed("b")
	if len(a) > 8_000 || a == b || strings.Contains(a, "\u202e") || !strings.Contains(a, "characters, ") {
		t.Errorf("%d bytes; another end is seen: %v", len(a), a != b)
	}
}

// TestAFileThatIsTooLargeIsNotReadToItsEnd says no checksum of what was not read.
func TestAFileThatIsTooLargeIsNotReadToItsEnd(t *testing.T) {
	d := Read("x.xlsx", append(tiny(nil), make([]byte, MaxFile)...))
	if d.SHA256 != "" || len(d.Findings) != 1 || d.Findings[0].Rule != fileTooLarge.Name || !strings.Contains(d.Findings[0].Message, "more than 64 MB") {
		t.Errorf("%q %v", d.SHA256, d.Findings)
	}
}
