package campaign

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestLinesAreAtMost76Wide, with what they are indented by; a longer word has a line of its
// own, and blank lines come once, before the first.
func TestLinesAreAtMost76Wide(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	for name, tc := range map[string]struct{ indent, text, want string }{
		"76":                     {"", x(70) + " 12345", x(70) + " 12345\n"},
		"77":                     {"", x(70) + " 123456", x(70) + "\n123456\n"},
		"76 with an indent":      {"    ", x(66) + " 12345", "    " + x(66) + " 12345\n"},
		"77 with an indent":      {"    ", x(66) + " 123456", "    " + x(66) + "\n    123456\n"},
		"characters, not bytes":  {"", strings.Repeat("ü", 70) + " 12345", strings.Repeat("ü", 70) + " 12345\n"},
		"a long word":            {"  ", "a " + x(90) + " b", "  a\n  " + x(90) + "\n  b\n"},
		"a long word first":      {"", x(90) + " b", x(90) + "\nb\n"},
		"a blank line before":    {"\n  ", "a\tb  c", "\n  a b c\n"},
		"two blank lines before": {"\n\n", x(70) + " 123456", "\n\n" + x(70) + "\n123456\n"},
		"nothing":                {"  ", "", "  \n"},
	} {
		if diff := cmp.Diff(tc.want, wrap(tc.indent, tc.text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestWhatALetterSaysOfADeclaration, as far as it could be read.
func TestWhatALetterSaysOfADeclaration(t *testing.T) {
	for want, d := range map[string]cmrt.Declaration{
		"":                            {Template: cmrt.Template{Type: "CMRT"}},
		" for A Ltd":                  {Template: cmrt.Template{Version: "6.5"}, Company: cmrt.Company{Name: "A\nLtd"}},
		" (EMRT 2.1)":                 {Template: cmrt.Template{Type: "EMRT", Version: "2.1"}},
		" (dated 2026-02-03)":         {Company: cmrt.Company{EffectiveDate: "2026-02-03"}},
		" for B (CMRT 6.5)":           {Template: cmrt.Template{Type: "CMRT", Version: "6.5"}, Company: cmrt.Company{Name: "B"}},
		" for B (dated 2026-02-03)":   {Company: cmrt.Company{Name: "B", EffectiveDate: "2026-02-03"}},
		" (CMRT 6.5, dated 2026-1-1)": {Template: cmrt.Template{Type: "CMRT", Version: "6.5"}, Company: cmrt.Company{EffectiveDate: "2026-1-1"}},
	} {
		if got := (Correction{Declaration: d}).about(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for file, want := range map[string]string{"data/2025/cmrt/acme.xlsx": "acme.xlsx", "acme.xlsx": "acme.xlsx", "": ""} {
		if got := base(file); got != want {
			t.Errorf("%q is called %q", file, got)
		}
	}
	for text, want := range map[string]string{"a\x00b": "a b", "a\u202eb": "a b", "a\u2066b\u2069": "a b", " a \t\n b ": "a b", "é中": "é中", "\x1b[31m": "[31m"} {
		if got := plain(text); got != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

// TestWhatMustBeCorrected: errors, and a date that is too old as long as it weighs as a
// warning; warnings are to be looked at, notes are left out. Advice that differs is another
// point, and a rule that the catalogue has not is not explained.
func TestWhatMustBeCorrected(t *testing.T) {
	of := func(rule string, s finding.Severity, fix, cell string) finding.Finding {
		return finding.Finding{Rule: rule, Severity: s, Fix: fix, Sheet: "S", Cell: cell, Message: "m"}
	}
	c := Correction{Rules: []finding.Rule{{Name: "a", Explanation: "A."}, {Name: "b", Explanation: "B."}}, Findings: []finding.Finding{
		of("b", finding.Warning, "look", "A1"), of("a", finding.Error, "mend", "A2"), of("c", finding.Note, "note", "A3"), of("effective-date-stale", finding.Warning, "date", "A4"),
		of("a", finding.Error, "otherwise", "A5"), of("a", finding.Error, "mend", "A6"), of("a", finding.Warning, "mend", "A7"), of("effective-date-stale", finding.Note, "date", "A8")}}
	at := func(cell string) string { return "Sheet S, cell " + cell + ": m" }
	want := []Point{{true, []string{at("A2"), at("A6")}, "A.", "mend"}, {true, []string{at("A4")}, "", "date"}, {true, []string{at("A5")}, "A.", "otherwise"}, {false, []string{at("A1")}, "B.", "look"}, {false, []string{at("A7")}, "A.", "mend"}}
	if diff := cmp.Diff(want, c.Points()); diff != "" {
		t.Error(diff)
	}
}

// TestWhichAddressesAreLost: those that the note of a mail that came back names, or that on
// the roster; a mail that arrived there later takes it back, and neither telephone, portal
// nor a letter to the buyer says anything of an address.
func TestWhichAddressesAreLost(t *testing.T) {
	type o = tables.Outreach
	sent := func(note string) o { return o{Kind: ToAsk, Channel: "email", Outcome: "sent", Note: note} }
	back := func(note string) o { return o{Kind: ToAsk, Channel: "email", Outcome: "bounced", Note: note} }
	with := func(m o, change func(*o)) o { change(&m); return m }
	for name, tc := range map[string]struct {
		log  []o
		want string
	}{
		"none":                       {nil, ""},
		"arrived":                    {[]o{sent("a@x.example")}, ""},
		"came back":                  {[]o{back("A@X.example: 550 gone")}, "a@x.example"},
		"came back without a note":   {[]o{back("")}, "own@x.example"},
		"a note without an address":  {[]o{back("moved")}, "own@x.example"},
		"two addresses":              {[]o{back("a@x.example, b@x.example: <c@x.example>")}, "a@x.example b@x.example c@x.example"},
		"from before channels":       {[]o{with(back("a@x.example"), func(m *o) { m.Channel = "" })}, "a@x.example"},
		"by telephone":               {[]o{with(back("a@x.example"), func(m *o) { m.Channel = "phone" })}, ""},
		"to the buyer":               {[]o{with(back("a@x.example"), func(m *o) { m.Kind = ToEscalate })}, ""},
		"arrived later":              {[]o{back("a@x.example"), sent("a@x.example")}, ""},
		"arrived elsewhere":          {[]o{back("a@x.example"), sent("b@x.example")}, "a@x.example"},
		"arrived nobody knows where": {[]o{back("a@x.example"), sent("")}, "a@x.example"},
		"answered by a call":         {[]o{back("a@x.example"), with(sent("a@x.example"), func(m *o) { m.Channel = "phone" })}, "a@x.example"},
		"arrived, then came back":    {[]o{sent("a@x.example"), back("a@x.example")}, "a@x.example"},
		"refused":                    {[]o{with(back("a@x.example"), func(m *o) { m.Outcome = "refused" })}, ""},
	} {
		s := State{Supplier: tables.Supplier{Email: "Own@x.example"}, Letters: tc.log}
		if got := strings.Join(slices.Sorted(maps.Keys(s.lost())), " "); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// TestDaysAreCountedByTheCalendar.
func TestDaysAreCountedByTheCalendar(t *testing.T) {
	for _, tc := range []struct {
		day   string
		weeks int
		want  string
	}{{"2026-01-12", 0, "2026-01-12"}, {"2026-01-12", 3, "2026-02-02"}, {"2024-02-22", 1, "2024-02-29"}, {"2025-12-29", 1, "2026-01-05"}, {"2026-03-25", 1, "2026-04-01"}, {"2026-01-12", -1, "2026-01-05"}, {"", 1, ""}} {
		if got := WeeksLater(tc.day, tc.weeks); got != tc.want {
			t.Errorf("%d weeks after %s: %s, want %s", tc.weeks, tc.day, got, tc.want)
		}
	}
}

// TestWhichTemplatesALetterIsAbout, told where that is not the CMRT alone.
func TestWhichTemplatesALetterIsAbout(t *testing.T) {
	for want, l := range map[string]Letter{"": {}, "EMRT": {Programme: "EMRT"}, "CMRT and EMRT": {Programme: cmrt.Conflict, Also: []string{"EMRT"}}, "CMRT and EMRT and AMRT": {Programme: cmrt.Conflict, Also: []string{"EMRT", "AMRT"}}} {
		if got := l.Templates(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (Letter{Programme: cmrt.Conflict}).Templates(); got != "" {
		t.Errorf("the CMRT alone is told as %q", got)
	}
}

// TestWhomALetterGoesThrough: the nearest parent that has an address, however many are
// between; not to one that is unknown, nor round a circle, nor for one that is out of scope.
func TestWhomALetterGoesThrough(t *testing.T) {
	supplier := func(id, email, parent, scope string) tables.Supplier {
		return tables.Supplier{ID: id, Name: strings.ToUpper(id), Email: email, Parent: parent, InScope: scope}
	}
	y := surveyed(supplier("top", "t@x.example", "", "yes"), supplier("mid", "", "top", "yes"), supplier("low", "", "mid", "yes"), supplier("own", "o@x.example", "top", "yes"), supplier("out", "", "top", "no"),
		supplier("lost", "", "nobody", "yes"), supplier("ring", "", "round", "yes"), supplier("round", "", "ring", "yes"), supplier("aside", "a@x.example", "", "no"), supplier("under", "", "aside", "yes"), supplier("near", "", "own", "yes"))
	got := map[string]string{}
	for _, s := range States(y, nil, "2026-01-20") {
		got[s.Supplier.ID] = strings.TrimSpace(s.Address() + " " + strings.Join(s.Daughters, ","))
	}
	want := map[string]string{"top": "t@x.example MID,LOW", "mid": "t@x.example", "low": "t@x.example", "own": "o@x.example NEAR", "out": "", "lost": "", "ring": "", "round": "", "aside": "a@x.example", "under": "a@x.example", "near": "o@x.example"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	due, blocked := DueLetters(y, States(y, nil, "2026-01-20"), "2026-01-20")
	var to []string
	for _, l := range due {
		to = append(to, l.State.Supplier.ID)
	}
	for _, l := range blocked {
		to = append(to, "!"+l.State.Supplier.ID+" "+l.Why)
	}
	const no = " no e-mail address is on the roster"
	if diff := cmp.Diff([]string{"own", "top", "under", "!lost" + no, "!ring" + no, "!round" + no}, to); diff != "" {
		t.Error(diff)
	}
}

// TestWhatADistributorIsWrittenAbout: all that were returned; else all that were accepted and
// leave questions; else all that were accepted; none that its parent answered for.
func TestWhatADistributorIsWrittenAbout(t *testing.T) {
	asks := []finding.Finding{{Rule: "q", Severity: finding.Warning, Question: true}}
	book := func(file string, v check.Verdict, date string, list []finding.Finding) check.Workbook {
		return check.Workbook{Supplier: "acme", Verdict: v, Findings: list, Declaration: cmrt.Declaration{File: file, SHA256: file, Company: cmrt.Company{EffectiveDate: date}}}
	}
	const day = "2026-02-01"
	for name, tc := range map[string]struct {
		books    []check.Workbook
		about    string
		received string
		stage    Stage
	}{
		"nothing":                       {nil, "", "", NotAsked},
		"returned before accepted":      {[]check.Workbook{book("a", check.Accepted, day, asks), book("b", check.Returned, day, nil), book("c", check.Returned, day, asks)}, "b c", "2026-03-03", Returned},
		"accepted, some with questions": {[]check.Workbook{book("a", check.Accepted, day, nil), book("b", check.Accepted, day, asks), book("c", check.Accepted, day, asks)}, "b c", "2026-03-03", Questions},
		"accepted":                      {[]check.Workbook{book("c", check.Accepted, day, nil), book("a", check.Accepted, day, nil)}, "c a", "2026-03-03", Accepted},
		"one that is too late beside":   {[]check.Workbook{book("a", check.Returned, day, nil), book("b", check.Returned, "2026-06-01", nil)}, "a", "2026-03-01", Returned},
		"too old alone":                 {[]check.Workbook{book("a", check.Stale, "2020-01-01", nil), book("b", check.Stale, "2020-01-01", nil)}, "b", "2026-03-02", Answered},
		"too late alone":                {[]check.Workbook{book("a", check.Accepted, "2026-06-01", asks)}, "a", "2026-03-01", Answered},
	} {
		y := surveyed(tables.Supplier{ID: "acme", Email: "a@x.example", InScope: "yes"})
		y.Received = []tables.Received{{Date: "2026-03-01", SHA256: "a"}, {Date: "2026-03-02", SHA256: "b"}, {Date: "2026-03-03", SHA256: "c"}}
		s := States(y, tc.books, "2026-03-20")[0]
		var about []string
		for _, b := range s.About {
			about = append(about, b.Declaration.File)
		}
		if strings.Join(about, " ") != tc.about || s.Received != tc.received || s.Stage != tc.stage || s.Since != tc.received {
			t.Errorf("%s: about %v, received %s, %s since %s", name, about, s.Received, s.Stage, s.Since)
		}
	}
}
