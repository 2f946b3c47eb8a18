package review

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

func book(file, hash string, verdict check.Verdict) check.Workbook {
	return check.Workbook{Supplier: "acme", Verdict: verdict, Declaration: cmrt.Declaration{File: "data/2025/cmrt/" + file, SHA256: hash, Smelters: rows("tin 1")}, Facts: check.Facts{Rows: 1}}
}

// TestWorkbooksThatMove: files of the same bytes are paired one with one.
func TestWorkbooksThatMove(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after []check.Workbook
		want          string
	}{
		{"one of two copies is taken away", []check.Workbook{book("a", "1", check.Accepted), book("b", "1", check.Superseded)}, []check.Workbook{book("a", "1", check.Accepted)}, "b removed superseded>; "},
		{"a copy comes", []check.Workbook{book("a", "1", check.Accepted)}, []check.Workbook{book("a", "1", check.Accepted), book("b", "1", check.Superseded)}, "b added >superseded; "},
		{"both are renamed", []check.Workbook{book("a", "1", check.Accepted), book("b", "1", check.Superseded)}, []check.Workbook{book("c", "1", check.Accepted), book("d", "1", check.Superseded)}, "c moved accepted>accepted; d moved superseded>superseded; "},
		{"two become one", []check.Workbook{book("a", "1", check.Accepted), book("b", "1", check.Superseded)}, []check.Workbook{book("c", "1", check.Accepted)}, "b removed superseded>; c moved accepted>accepted; "},
		{"one becomes two", []check.Workbook{book("a", "1", check.Accepted)}, []check.Workbook{book("c", "1", check.Accepted), book("d", "1", check.Superseded)}, "c moved accepted>accepted; d added >superseded; "},
	} {
		for range 20 { // whatever the order of maps
			r := Compare(Side{Years: map[int]Year{2025: {Books: c.before}}}, Side{Years: map[int]Year{2025: {Books: c.after}}})
			got := ""
			for _, s := range r.Suppliers {
				got += fmt.Sprintf("%s %s %s>%s; ", strings.TrimPrefix(s.File, "data/2025/cmrt/"), s.State, s.Before, s.After)
			}
			if got != c.want {
				t.Fatalf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}

func TestFindingsOfAChangedWorkbook(t *testing.T) {
	side := func(hash string, cell, message string) Side {
		f := finding.Finding{Rule: "smelter-unknown", Severity: finding.Error, Supplier: "acme", File: "data/2025/cmrt/a", Sheet: "Smelter List", Cell: cell, Message: message}
		return Side{Years: map[int]Year{2025: {Books: []check.Workbook{book("a", hash, check.Returned)}, Findings: []finding.Finding{f}}}}
	}
	for _, c := range []struct {
		name string
		head Side
		want string
	}{
		{"a day in the message of an unchanged workbook", side("1", "C6", "“Old” is unknown on 2 May"), "0 0"},
		{"the row moved", side("2", "C7", "“Old” is unknown"), "0 0"},
		{"another smelter in the same cell", side("2", "C6", "“Evil” is unknown"), "1 1"},
		{"another column", side("2", "B6", "“Old” is unknown"), "1 1"},
	} {
		r := Compare(side("1", "C6", "“Old” is unknown"), c.head)
		if got := fmt.Sprint(len(r.Fix), len(r.Settled)); got != c.want {
			t.Errorf("%s: new and settled %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAnswersThatAreGone(t *testing.T) {
	base := cmrt.Declaration{Answers: []cmrt.Answer{{Key: cmrt.Added, Question: "Q1", Metal: cmrt.Tin, Raw: "Yes", Comment: "so"}}, Company: cmrt.Company{AuthorizerPhone: "1"}}
	list := answerChanges(base, cmrt.Declaration{})
	if len(list) != 3 || list[1].Before != "Yes" || list[1].After != "" || list[2].Before != "so" {
		t.Errorf("%+v", list)
	}
}

// TestTheWorstIsNeverCut: long words of a supplier leave room for the errors, and for
// the sections after them.
func TestTheWorstIsNeverCut(t *testing.T) {
	long := strings.Repeat("|", 290)
	got := Compare(side(nil), side(func(y *Year, _ *Side) {
		for i := range 60 {
			y.Findings = append(y.Findings, finding.Finding{Rule: "r", Severity: finding.Error, Supplier: "acme", File: long, Cell: fmt.Sprint(i), Message: long, Fix: long + fmt.Sprint(i)})
		}
		y.Figures[0].Value = "2"
	})).Markdown()
	for _, want := range []string{"### Must be fixed\n\n- **Acme**", "more.\n", "### What changes in public: figures"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "Cut for length") || len([]rune(got)) > limit {
		t.Errorf("%d characters: %s", len([]rune(got)), got[len(got)-300:])
	}
}

func TestChangeIsSeen(t *testing.T) {
	long := strings.Repeat("x", 400)
	for _, c := range [][2]string{{"a", "b"}, {long + "1", long + "2"}, {long, long + "!"}, {"a", "a\u200b"}, {"a b", "a  b"}, {"", "\u202e"}, {long + "\u202e" + long, long + long}} {
		if was, is := change(c[0], c[1]); was == is {
			t.Errorf("%q and %q are both shown as %s", c[0], c[1], is)
		}
	}
}

func BenchmarkTenThousandRows(b *testing.B) {
	var before, after []string
	for i := range 10_000 {
		before, after = append(before, fmt.Sprintf("tin %d", i)), append(after, fmt.Sprintf("tin %d", i))
	}
	old, now := cmrt.Declaration{Smelters: rows(before...)}, cmrt.Declaration{Smelters: rows(after...)}
	for i := range now.Smelters {
		now.Smelters[i].City = "elsewhere"
	}
	for b.Loop() {
		rowChanges(old, now)
	}
}

func TestPublicPagesAreTold(t *testing.T) {
	base := Side{Pages: map[string]string{"policy.html": "1", "SHA256SUMS": "1"}}
	r := Compare(base, Side{Pages: map[string]string{"policy.html": "2", "SHA256SUMS": "2"}})
	if !r.Summary.Public || strings.Join(r.Pages, " ") != "policy.html" {
		t.Errorf("%+v", r.Pages)
	}
	if got := Compare(base, Side{Broken: "no licence"}).Markdown(); !strings.Contains(got, "the public pages cannot be made**: no licence") {
		t.Error(got)
	}
}
