package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestASupplierIsToldWhichWorkbookCountsAndWhy, and who answers for whom.
func TestASupplierIsToldWhichWorkbookCountsAndWhy(t *testing.T) {
	old := about("acme-old.xlsx", "2020-01-01", "Acme", "product", "P9")
	late := about("acme-late.xlsx", "2029-01-01", "Acme", "product", "P8")
	first, newer := about("acme.xlsx", "2025-10-01", "Acme", "company"), about("acme-2.xlsx", "2025-11-01", "Acme", "company")
	copied := newer
	copied.File = strings.Replace(newer.File, "acme-2", "acme-3", 1)
	broken := cmrt.Read("data/2025/cmrt/acme-4.xlsx", []byte("I will send it next week."))
	wrong := about("acme-5.xlsx", "2025-11-02", "Other Ltd.", "company")
	wrong.Company.ContactName = ""
	y := familyYear(t)
	r := Year(y, []cmrt.Declaration{first, newer, copied, broken, wrong}, nil)
	a, ok := r.Account(y, "acme")
	if !ok {
		t.Fatal("there is no such supplier")
	}
	says := map[string]string{}
	for _, w := range a.Workbooks {
		says[w.File[strings.LastIndex(w.File, "/")+1:]] = w.Why
	}
	for _, alone := range []cmrt.Declaration{old, late} {
		if a, _ := Year(y, []cmrt.Declaration{alone}, nil).Account(y, "acme"); len(a.Workbooks) == 1 {
			says[alone.File[strings.LastIndex(alone.File, "/")+1:]] = a.Workbooks[0].Why
		}
	}
	for file, want := range map[string]string{
		"acme-old.xlsx":  "It is dated before 2024-12-31, so it is no answer for the year.",
		"acme-late.xlsx": "It is dated 2029-01-01, after the cut-off of 2026-04-30, so it is no answer for the year.",
		"acme.xlsx":      " counts instead: it is newer, by the same company, and it is about the same.",
		"acme-4.xlsx":    "Nothing in it could be read.",
		"acme-5.xlsx":    "It answers for what it covers, and holds errors: its smelters are not counted until they are corrected.",
	} {
		if !strings.HasSuffix(says[file], want) {
			t.Errorf("%s: %q, want %q", file, says[file], want)
		}
	}
	if both := says["acme-2.xlsx"] + "|" + says["acme-3.xlsx"]; !strings.Contains(both, "It answers for what it covers, and its smelters are counted.") || !strings.Contains(both, "counts instead: it is the same file.") {
		t.Errorf("of two copies one counts: %s", both)
	}
	if text := a.Text(); !strings.Contains(text, "Its declarations answer for cables, wires too, of which it is the parent.") || strings.Contains(text, "Its parent") {
		t.Error(text)
	}
	b, _ := r.Account(y, "wires")
	if text := b.Text(); !strings.Contains(text, "It sent no workbook.\n\nIts parent acme answers for it: data/2025/cmrt/acme") || !strings.Contains(text, "is about the whole company.") {
		t.Error(text)
	}
	if _, ok := r.Account(y, "nobody"); ok {
		t.Error("somebody who is not on the roster has an account")
	}
}

// TestWhatADeclarationIsAbout: products by number, else by name, in any order, once.
func TestWhatADeclarationIsAbout(t *testing.T) {
	d := about("acme.xlsx", "2025-10-01", "Acme", "product", "P2", " ", "P1")
	d.Products = append(d.Products, cmrt.Product{Name: "Relay"}, cmrt.Product{Number: "p1", Name: "again"})
	if got := strings.Split(part(d), partSeparator); strings.Join(got, "|") != "p1|p2|relay" {
		t.Errorf("%q", got)
	}
	if got := part(about("acme.xlsx", "2025-10-01", "Acme", "product", " ", "")); got != "" {
		t.Errorf("a list of nothing is about %q", got)
	}
}

// TestWithWhichOfLastYearOneIsCompared: that about the same; the only one of last year, if
// one counts this year; and where several count, none that is about something else.
func TestWithWhichOfLastYearOneIsCompared(t *testing.T) {
	book := func(d cmrt.Declaration) Workbook { return Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0] }
	whole, meters := book(about("acme.xlsx", "2025-10-01", "Acme", "company")), book(about("acme.xlsx", "2025-10-01", "Acme", "product", "P1"))
	one := map[string]Workbook{whole.Supplier: whole}
	several := map[string]Workbook{whole.Supplier + "\x00" + whole.Subject(): whole, meters.Supplier + "\x00" + meters.Subject(): meters}
	for name, tc := range map[string]struct {
		last    map[string]Workbook
		b       Workbook
		several bool
		want    bool
	}{
		"the same":                             {one, whole, false, true},
		"the only one, about something else":   {one, meters, false, true},
		"one of several, about something else": {one, meters, true, false},
		"one of several, about the same":       {one, whole, true, true},
		"of several that about the same":       {several, meters, true, true},
		"none of last year":                    {nil, whole, false, false},
		"none of last year, several this year": {nil, whole, true, false},
	} {
		got, ok := lastOf(tc.last, tc.b, tc.several)
		if ok != tc.want || ok && name != "the only one, about something else" && got.Subject() != tc.b.Subject() {
			t.Errorf("%s: %v, about %q", name, ok, got.Subject())
		}
	}
}

// TestALetterFollowsUpWhatHadComeFirst: a workbook that came twice came on the earlier day,
// in whatever order the log has them.
func TestALetterFollowsUpWhatHadComeFirst(t *testing.T) {
	d := clean()
	set(&d, cmrt.CoveredCountries, cmrt.Tin, "yes")
	id := NewReviewer(year(t)).Owner(d)
	for _, days := range [][]string{{"2026-01-10", "2026-03-10"}, {"2026-03-10", "2026-01-10"}} {
		for letter, want := range map[string]string{"2026-02-01": FlagFollowedUp, "2026-01-01": FlagOpen} {
			y := year(t)
			for _, day := range days {
				y.Received = append(y.Received, tables.Received{Date: day, Supplier: id, File: "acme.xlsx", SHA256: d.SHA256})
			}
			y.Outreach = []tables.Outreach{{Date: letter, Supplier: id, Kind: "correction", Outcome: "sent"}}
			flags := Year(y, []cmrt.Declaration{d}, nil).Workbooks[0].Flags
			if len(flags) != 1 || flags[0].State.Word != want {
				t.Errorf("received %v, a letter on %s: %+v", days, letter, flags)
			}
		}
	}
}

// TestOneOfSeveralIsComparedWithNothingElse of last year, however few rows that had.
func TestOneOfSeveralIsComparedWithNothingElse(t *testing.T) {
	before := about("acme.xlsx", "2024-10-01", "Acme", "company")
	for range 5 {
		before.Smelters = append(before.Smelters, before.Smelters[0])
	}
	r := NewReviewer(year(t))
	last := map[string]Workbook{"acme": r.Book(r.Look(before))}
	one, two := about("acme.xlsx", "2025-10-01", "Acme", "product", "P1"), about("acme-2.xlsx", "2025-10-02", "Acme", "product", "P2")
	for n, want := range map[int]bool{1: true, 2: false} {
		if f := has(Year(year(t), []cmrt.Declaration{one, two}[:n], last), "smelter-count-jump"); (f != nil) != want {
			t.Errorf("of %d: %+v", n, f)
		}
	}
}
