package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
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
	want := []SentenceChange{{2025, "report.md", false, "Four."}, {2025, "report.md", false, "One."}}
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
	if n := len([]rune(got)); n > limit {
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
