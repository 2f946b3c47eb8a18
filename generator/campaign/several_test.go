package campaign

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestADistributorsSeason plays a distributor with the declarations of three manufacturers:
// one letter a day at most, about all that is wrong, and none about what was told already.
func TestADistributorsSeason(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "harbor", Email: "h@x.example", InScope: "yes"},
		tables.Supplier{ID: "fenwick", Name: "Fenwick", InScope: "yes", Parent: "harbor"},
		tables.Supplier{ID: "hollins", Name: "Hollins", Email: "q@hollins.example", InScope: "yes", Parent: "harbor"},
		tables.Supplier{ID: "away", Name: "Away", InScope: "no", Parent: "harbor"})
	question := finding.Finding{Rule: "covered-country-declared", Severity: finding.Warning, Question: true}
	var books []check.Workbook
	comes := map[string][]struct {
		file    string
		verdict check.Verdict
		asks    bool
		instead string // of which it is the newer version
	}{
		"2026-01-15": {{"a", check.Returned, false, ""}, {"b", check.Returned, false, ""}, {"c", check.Accepted, true, ""}},
		"2026-01-20": {{"a2", check.Accepted, true, "a"}},  // b is still wrong, and was told
		"2026-01-28": {{"b2", check.Accepted, false, "b"}}, // nothing to correct any more: the questions about a2 and c
		"2026-02-03": {{"d", check.Returned, false, ""}},   // one more manufacturer
		"2026-02-04": {{"d2", check.Accepted, false, "d"}}, // the questions were asked on 28 January
	}
	var got []string
	for day := "2026-01-12"; day <= "2026-02-27"; day = dayAfter(day) {
		for _, c := range comes[day] {
			for i := range books {
				if books[i].Declaration.File == c.instead {
					books[i].Verdict = check.Superseded
				}
			}
			b := check.Workbook{Supplier: "harbor", Verdict: c.verdict, Declaration: cmrt.Declaration{File: c.file, SHA256: c.file}}
			if q := question; c.asks {
				q.File = c.file
				b.Findings = []finding.Finding{q}
			}
			books = append(books, b)
			y.Received = append(y.Received, tables.Received{Date: day, Supplier: "harbor", SHA256: c.file})
		}
		due, _ := DueLetters(y, States(y, books, day), day)
		for _, l := range due {
			if l.State.Supplier.ID != "harbor" {
				continue
			}
			said := fmt.Sprintf("%s %s", day[5:], l.Kind)
			for _, b := range l.State.About {
				said += " " + b.Declaration.File
			}
			got = append(got, said)
			y.Outreach = append(y.Outreach, tables.Outreach{Date: day, Supplier: "harbor", Kind: l.Kind, Channel: "email", Outcome: "sent"})
		}
	}
	want := "01-12 request; 01-15 correction a b; 01-28 questions c a2; 02-03 correction d; 02-18 questions c a2"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("letters:\n got %s\nwant %s", s, want)
	}
	for _, s := range States(y, nil, "2026-01-12") {
		if want := map[string]string{"harbor": "Fenwick"}[s.Supplier.ID]; strings.Join(s.Daughters, " ") != want {
			t.Errorf("%s is asked for %q, not for %q", s.Supplier.ID, s.Daughters, want)
		}
	}
}

// TestLettersToADaughterWithoutAnAddress go to its parent: not while that is asked for it too.
func TestLettersToADaughterWithoutAnAddress(t *testing.T) {
	y := surveyed(tables.Supplier{ID: "harbor", Email: "h@x.example", InScope: "yes"}, tables.Supplier{ID: "between", InScope: "no", Parent: "harbor"},
		tables.Supplier{ID: "fenwick", Name: "Fenwick", InScope: "yes", Parent: "between"},
		tables.Supplier{ID: "lone", InScope: "yes", Parent: "nobody"}, tables.Supplier{ID: "circle", InScope: "yes", Parent: "circle"})
	on := func(books ...check.Workbook) string {
		var said []string
		due, blocked := DueLetters(y, States(y, books, "2026-01-20"), "2026-01-20")
		for mark, list := range map[string][]Letter{"": due, "!": blocked} {
			for _, l := range list {
				said = append(said, mark+l.State.Supplier.ID+" "+l.Kind+" "+l.State.Address())
			}
		}
		slices.Sort(said)
		return strings.Join(said, "; ")
	}
	file := func(supplier string, v check.Verdict) check.Workbook {
		return check.Workbook{Supplier: supplier, Verdict: v, Declaration: cmrt.Declaration{File: supplier, SHA256: supplier, Company: cmrt.Company{Scope: "product"}}}
	}
	const nowhere = "!circle request ; !lone request ; "
	for _, c := range []struct{ got, want string }{
		{on(), nowhere + "harbor request h@x.example"},
		{on(file("fenwick", check.Returned)), nowhere + "fenwick correction h@x.example; harbor request h@x.example"},
		{on(file("harbor", check.Accepted)), nowhere + "fenwick request h@x.example; harbor thanks h@x.example"},
	} {
		if c.got != c.want {
			t.Errorf("\n got %s\nwant %s", c.got, c.want)
		}
	}
	// What it hands on is no answer of its own: the letter says what came, and asks for the rest.
	for _, s := range States(y, []check.Workbook{file("fenwick", check.Returned)}, "2026-01-20") {
		if want := map[string]string{"harbor": "Fenwick"}[s.Supplier.ID]; strings.Join(s.HandedOn, " ") != want || len(s.Daughters) > 0 {
			t.Errorf("%s handed on %q, not %q, and is asked for %q", s.Supplier.ID, s.HandedOn, want, s.Daughters)
		}
	}
	for _, s := range States(y, []check.Workbook{file("fenwick", check.Accepted), file("harbor", check.Accepted)}, "2026-01-20") {
		if len(s.HandedOn) > 0 {
			t.Errorf("%s answered for itself, and is told of %q", s.Supplier.ID, s.HandedOn)
		}
	}
	y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "harbor", Kind: "request", Channel: "email", Outcome: "bounced", Note: "h@x.example: 550"}}
	if got := on(file("fenwick", check.Returned)); got != "!circle request ; !fenwick correction h@x.example; !harbor request h@x.example; !lone request " {
		t.Errorf("after the parent's mail came back: %s", got)
	}
}
