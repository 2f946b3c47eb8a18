package review

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

func rows(list ...string) (out []cmrt.SmelterRow) {
	for i, s := range list {
		metal, id, _ := strings.Cut(s, " ")
		out = append(out, cmrt.SmelterRow{Row: i + 5, Metal: cmrt.Metal(metal), MetalRaw: metal, ID: id, IDRaw: id})
	}
	return out
}

func TestRowsThatMoveAreNoChange(t *testing.T) {
	for _, c := range []struct {
		name         string
		before, hers []cmrt.SmelterRow
		want         string
	}{
		{"same", rows("tin 1", "gold 2"), rows("tin 1", "gold 2"), ""},
		{"moved", rows("tin 1", "gold 2"), rows("gold 2", "tin 1"), ""},
		{"added in front", rows("tin 1"), rows("gold 2", "tin 1"), "added 5 gold 2; "},
		{"removed", rows("tin 1", "gold 2"), rows("gold 2"), "removed 5 tin 1; "},
		{"one of two equal", rows("tin 1", "tin 1"), rows("tin 1"), "removed 6 tin 1; "},
		{"another smelter", rows("tin 1", "gold 2"), rows("tin 1", "gold 3"), "changed 6 gold 3 identification; "},
		{"metal taken out", rows("tin 1"), rows(" 1"), "changed 5  1 metal; "},
	} {
		got := ""
		for _, r := range rowChanges(cmrt.Declaration{Smelters: c.before}, cmrt.Declaration{Smelters: c.hers}) {
			got += fmt.Sprintf("%s %d %s %s", r.Kind, r.Row, r.Metal, r.Who)
			for _, f := range r.Fields {
				got += " " + f.Column
			}
			got += "; "
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestRowChangesAddUp: whatever the lists, what came less what went is the difference.
func TestRowChangesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom([]string{"tin 1", "tin 2", "gold 1", "gold 3", " 1"}), 0, 8)
		before, after := rows(list.Draw(t, "before")...), rows(list.Draw(t, "after")...)
		n := map[string]int{}
		for _, c := range rowChanges(cmrt.Declaration{Smelters: before}, cmrt.Declaration{Smelters: after}) {
			n[c.Kind]++
		}
		if n["added"]-n["removed"] != len(after)-len(before) {
			t.Fatalf("%v for %d and %d rows", n, len(before), len(after))
		}
	})
}

func TestSentencesThatChange(t *testing.T) {
	got := sentenceChanges(2025, "report.md", "One. [Two](figures/#a) is here. Three.\n\n| a | 1 |\n", "One. Two is here. Four. Three.\n\n| a | 2 |\n\nOne.\n")
	want := []SentenceChange{{Year: 2025, In: "report.md", Words: "Four."}, {Year: 2025, In: "report.md", Words: "One."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// inRow is a finding about a row of the list.
func inRow(n int, more string) finding.Finding {
	return finding.Finding{Rule: "b", Severity: finding.Error, Supplier: "acme", File: "data/2025/cmrt/acme.xlsx", Sheet: "S", Cell: fmt.Sprintf("B%d", n), Message: "Bad" + more + ".", Fix: "Mend it.", PerRow: true}
}

func side(change func(*Year, *Side)) Side {
	y := Year{Names: map[string]string{"acme": "Acme"}, Report: "As it was.\n", Figures: []tables.Figure{{ID: "smelters.total", Label: "Smelters", Value: "1"}},
		Smelters: []tables.Smelter{{Metal: "tin", SmelterID: "CID900001", SmelterName: "T", Status: "active"}},
		Books:    []check.Workbook{{Supplier: "acme", Verdict: check.Accepted, Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx", SHA256: "1", Smelters: rows("tin 1")}, Facts: check.Facts{Rows: 1}}},
		Findings: []finding.Finding{{Rule: "a", Severity: finding.Warning, Supplier: "acme", Cell: "D1", Message: "as of 1 May"}, inRow(5, "")}}
	s := Side{Name: "x", Files: map[string]string{"data/2024/filed/2025-05-30/report.md": "1", "data/2025/suppliers.csv": "1", "data/2025/cmrt/acme.xlsx": "1"}, Texts: map[string]string{"data/2025/suppliers.csv": "id\nacme\n"}}
	if change != nil {
		change(&y, &s)
	}
	s.Years = map[int]Year{2025: y}
	return s
}

func TestWhatChanged(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Year, *Side)
		says   []string
		not    []string
	}{
		{"nothing", nil, []string{"no change of data"}, []string{"###", "<details>"}},
		{"a day in a message", func(y *Year, _ *Side) { y.Findings[0].Message = "as of 2 May" }, []string{"no change of data"}, []string{"###"}},
		{"a new error", func(y *Year, _ *Side) {
			y.Findings = append(y.Findings, finding.Finding{Rule: "b", Severity: finding.Error, Supplier: "acme", File: "data/2025/cmrt/acme.xlsx", Sheet: "S", Cell: "B5", Message: "Bad | one.", Fix: "Mend it."})
		}, []string{"1 problem to fix first", "### Must be fixed", "**Acme**, `acme.xlsx S!B5`: Bad \\| one. Mend it. `b`"}, nil},
		{"one more row", func(y *Year, _ *Side) { y.Findings = finding.Fold(append(y.Findings, inRow(6, ""))) }, []string{"1 problem to fix first", "**Acme**, `acme.xlsx S!B6`: Bad. Mend it. `b`"}, []string{"S!B5"}},
		{"two more rows", func(y *Year, _ *Side) {
			y.Findings = finding.Fold(append(y.Findings, inRow(6, ""), inRow(7, " too")))
		}, []string{"1 problem to fix first", "`acme.xlsx S!B6`: Bad. Likewise in one more cell: B7. Mend it. `b`"}, []string{"S!B5"}},
		{"one row less", func(y *Year, _ *Side) { y.Findings = y.Findings[:1] }, []string{"settled 1"}, nil},
		{"waived", func(y *Year, _ *Side) { y.Findings[0].Waived = true }, nil, []string{"Must be fixed"}},
		{"settled", func(y *Year, _ *Side) { y.Findings = nil }, []string{"settled 2", "Settled: errors and warnings that are gone (2)"}, nil},
		{"another verdict", func(y *Year, _ *Side) { y.Books[0].Verdict = check.Returned }, []string{"| Acme | `data/2025/cmrt/acme.xlsx` | unchanged | accepted → **returned** |"}, nil},
		{"saved again", func(y *Year, s *Side) { y.Books[0].Declaration.SHA256 = "2"; s.Files["data/2025/cmrt/acme.xlsx"] = "2" }, []string{"### Saved again without a change of data\n\n`data/2025/cmrt/acme.xlsx`"}, []string{"### Suppliers"}},
		{"renamed", func(y *Year, _ *Side) { y.Books[0].Declaration.File = "data/2025/cmrt/acme-2.xlsx" }, []string{"| moved |"}, []string{"| removed |", "| added |"}},
		{"gone", func(y *Year, _ *Side) { y.Books = nil }, []string{"1 workbook changed", "| removed | accepted → **nothing** | 1 (+0 −1 ~0)"}, nil},
		{"public", func(y *Year, _ *Side) {
			y.Figures[0].Value, y.Smelters[0].Status, y.Report = "2", "conformant", "As it is.\n"
		}, []string{"public pages change: yes", "| 2025 | Smelters (`smelters.total`) | 1 | 2 |", "~ status | CID900001 T | tin | active | conformant |", "− 2025 report.md: `As it was.`", "+ 2025 report.md: `As it is.`"}, nil},
		{"leaves", func(y *Year, _ *Side) { y.Smelters = nil }, []string{"− leaves | CID900001 T"}, nil},
		{"filed", func(_ *Year, s *Side) { s.Files["data/2024/filed/2025-05-30/report.md"] = "2" }, []string{"**what was filed was changed**", "### What was filed was changed"}, nil},
		{"a new filing", func(_ *Year, s *Side) { s.Files["data/2024/filed/2025-06-02/report.md"] = "2" }, nil, []string{"what was filed was changed"}},
		{"roster", func(_ *Year, s *Side) {
			s.Files["data/2025/suppliers.csv"], s.Texts["data/2025/suppliers.csv"] = "2", "id\nacme\n@beta\n"
		}, []string{"`data/2025/suppliers.csv`: changed, +1 −0 lines", "+ `@beta`"}, nil},
	} {
		r := Compare(side(nil), side(c.change))
		got := r.Markdown()
		for _, want := range c.says {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", c.name, want, got)
			}
		}
		for _, bad := range c.not {
			if strings.Contains(got, bad) {
				t.Errorf("%s: there is %q in\n%s", c.name, bad, got)
			}
		}
	}
}

// TestEveryFieldOfADeclarationIsCompared: whatever a supplier fills in, the review
// says what stood there and what stands there now.
func TestEveryFieldOfADeclarationIsCompared(t *testing.T) {
	filled := func(value reflect.Value, word string) {
		for i := range value.NumField() {
			if f := value.Field(i); f.Kind() == reflect.String {
				f.SetString(word + " " + value.Type().Field(i).Name)
			}
		}
	}
	var before, after cmrt.Declaration
	filled(reflect.ValueOf(&before.Company).Elem(), "old")
	filled(reflect.ValueOf(&after.Company).Elem(), "new")
	before.Template, after.Template = cmrt.Template{Type: "CMRT", Version: "6.4", Language: "English"}, cmrt.Template{Type: "CMRT", Version: "6.5", Language: "Deutsch"}
	before.Products, after.Products = []cmrt.Product{{Number: "P-1", Name: "Cable", Comment: "red"}}, []cmrt.Product{{Number: "P-2", Name: "Wire", Comment: "blue"}}
	said := map[string]bool{}
	for _, c := range answerChanges(before, after) {
		said[c.Before+" → "+c.After] = true
	}
	company := reflect.TypeFor[cmrt.Company]()
	for i := range company.NumField() {
		name := company.Field(i).Name
		if name == "Scope" || name == "EffectiveDateRaw" { // the scope is told as typed, the date as understood
			continue
		}
		if want := "old " + name + " → new " + name; !said[want] {
			t.Errorf("%q is not told", want)
		}
	}
	for _, want := range []string{"CMRT 6.4 → CMRT 6.5", "English → Deutsch", "P-1 Cable red → P-2 Wire blue"} {
		if !said[want] {
			t.Errorf("%q is not told", want)
		}
	}
	old, now := cmrt.SmelterRow{Row: 5, ID: "CID900001", Metal: cmrt.Tin}, cmrt.SmelterRow{Row: 5, ID: "CID900001", Metal: cmrt.Tin}
	filled(reflect.ValueOf(&old).Elem(), "old")
	filled(reflect.ValueOf(&now).Elem(), "new")
	list := rowChanges(cmrt.Declaration{Smelters: []cmrt.SmelterRow{old}}, cmrt.Declaration{Smelters: []cmrt.SmelterRow{now}})
	told := map[string]bool{}
	for _, c := range list {
		for _, f := range c.Fields {
			told[f.Before+" → "+f.After] = true
		}
	}
	row := reflect.TypeFor[cmrt.SmelterRow]()
	for i := range row.NumField() {
		switch name := row.Field(i).Name; name {
		case "Row", "Metal", "ID", "Recycled": // told as typed, under MetalRaw, IDRaw and RecycledRaw
		default:
			if want := "old " + name + " → new " + name; !told[want] {
				t.Errorf("of a row, %q is not told", want)
			}
		}
	}
}

// TestOnlyWhatAskedForSomethingIsSettled: a note that is gone was never to be mended.
func TestOnlyWhatAskedForSomethingIsSettled(t *testing.T) {
	for _, c := range []struct {
		severity finding.Severity
		waived   bool
		want     int
	}{{finding.Error, false, 1}, {finding.Warning, false, 1}, {finding.Note, false, 0}, {finding.Error, true, 0}} {
		before := side(func(y *Year, _ *Side) { y.Findings[0].Severity, y.Findings[0].Waived = c.severity, c.waived })
		r := Compare(before, side(func(y *Year, _ *Side) { y.Findings = y.Findings[1:] }))
		if len(r.Settled) != c.want || r.Summary.Settled != c.want {
			t.Errorf("%s, waived %v: %d settled, want %d", c.severity, c.waived, len(r.Settled), c.want)
		}
	}
}

// TestNamesThatOnlyResembleAreForAPersonToJudge: what was resolved with less than full
// certainty, and is new.
func TestNamesThatOnlyResembleAreForAPersonToJudge(t *testing.T) {
	resolved := func(sure float64, outcome smelter.Outcome) Side {
		return side(func(y *Year, _ *Side) {
			d := &y.Books[0].Declaration
			d.SHA256, d.Template = fmt.Sprint(sure, outcome), cmrt.Template{Type: "CMRT", Version: "6.5"}
			whole := check.Whole{Declaration: *d, Supplier: "acme"}
			whole.Declaration.Smelters = []cmrt.SmelterRow{{Row: 5, Metal: cmrt.Tin, Lookup: "Fictionel Tin Werks"}}
			whole.Resolutions = []smelter.Resolution{{Row: whole.Declaration.Smelters[0], Outcome: outcome, Sure: sure, Facility: smelter.Facility{ID: "CID900001", Name: "Fictional Tin Works"}}}
			y.Open = func(string) check.Whole { return whole }
		})
	}
	for _, c := range []struct {
		sure    float64
		outcome smelter.Outcome
		want    bool
	}{{1, smelter.Resolved, false}, {0.97, smelter.Resolved, true}, {0.86, smelter.Resolved, true}, {0.86, smelter.Ambiguous, false}} {
		r := Compare(side(nil), resolved(c.sure, c.outcome))
		if got := slices.ContainsFunc(r.Judge, func(p Point) bool { return p.Rule == "resolved-by-name" && strings.Contains(p.Message, "Fictionel") }); got != c.want {
			t.Errorf("%s, %.2f sure: to be judged %v, want %v", c.outcome, c.sure, got, c.want)
		}
	}
	before := resolved(0.86, smelter.Resolved)
	if r := Compare(before, resolved(0.87, smelter.Resolved)); len(r.Judge) > 0 {
		t.Errorf("it was so before: %+v", r.Judge)
	}
}

// commentLimit is what GitHub takes of a comment, in characters.
const commentLimit = 65_536

// TestTheLongestReviewIsOneComment: with every section full, the comment is still one
// that GitHub takes, and says what it leaves out.
func TestTheLongestReviewIsOneComment(t *testing.T) {
	long := strings.Repeat("long ", 90)
	r := Review{Base: "a", Head: "b"}
	for i := range 60 {
		text := fmt.Sprint(long, i)
		p := Point{Finding: finding.Finding{Rule: "r", Message: text, Fix: text}}
		r.Fix, r.Judge, r.Hidden, r.Settled = append(r.Fix, p), append(r.Judge, p), append(r.Hidden, p), append(r.Settled, p.Finding)
		r.Sentences = append(r.Sentences, SentenceChange{Words: text})
		r.Answers = append(r.Answers, AnswerChange{What: text, Before: text, After: text + "!"})
		r.Suppliers = append(r.Suppliers, Supplier{Name: text, File: text})
	}
	got := r.Markdown()
	if n := utf8.RuneCountInString(got); n > commentLimit-1000 || n < commentLimit/2 {
		t.Errorf("%d characters", n)
	}
	if !strings.Contains(got, "**Cut for length:**") || !strings.Contains(got, "Run it yourself") {
		t.Error("nobody says what is left out")
	}
}

func TestTheCommentHasRoom(t *testing.T) {
	long := strings.Repeat("long ", 50)
	r := Compare(side(nil), side(func(y *Year, s *Side) {
		for i := range 500 {
			name := fmt.Sprintf("acme%d", i)
			y.Names[name] = name + long
			y.Books = append(y.Books, check.Workbook{Supplier: name, Verdict: check.Returned, Declaration: cmrt.Declaration{File: "data/2025/cmrt/" + name + ".xlsx", SHA256: name, Answers: []cmrt.Answer{{Key: cmrt.Added, Metal: cmrt.Tin, Raw: long}}}})
			y.Findings = append(y.Findings, finding.Finding{Rule: "r", Severity: finding.Error, Supplier: name, Cell: fmt.Sprint(i), Message: long})
			y.Report += long + fmt.Sprint(i) + ".\n"
			s.Files[name+".csv"], s.Texts[name+".csv"] = "x", strings.Repeat(long+"\n", 10)
		}
	}))
	got := r.Markdown()
	if n := len([]rune(got)); n > commentLimit-1000 { // a mark and a link come to it
		t.Errorf("%d characters", n)
	}
	if !strings.Contains(got, "And 45") || !strings.Contains(got, "Must be fixed") || !strings.Contains(got, "Run it yourself") {
		t.Error("what is most important found no room, or nobody says what is left out")
	}
	if strings.Count(got, "<details>") != strings.Count(got, "</details>") {
		t.Error("a section was cut in its middle")
	}
	if !slices.IsSortedFunc(r.Suppliers, func(a, b Supplier) int { return strings.Compare(a.File, b.File) }) {
		t.Error("suppliers are not sorted")
	}
}
