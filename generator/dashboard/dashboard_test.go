package dashboard

import (
	"strings"
	"testing"
	"testing/fstest"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

const hostile = `<script>alert(1)</script>&"`

func input() Input {
	y := &project.Year{Number: 2025, Roster: []tables.Supplier{{ID: "acme", Name: "Acme " + hostile, Email: "a@x.example", InScope: "yes", Why: hostile}, {ID: "late", Name: "Late", Email: "l@x.example", InScope: "yes"}, {ID: "out", Name: "Out", InScope: "no"}}}
	y.Settings.CutOff = "2026-04-30"
	y.Settings.Campaign = project.Campaign{Start: "2026-01-12", Due: "2026-03-31", ReminderWeeks: []int{3}, EscalationWeeks: 9}
	y.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "c", AsOf: "2026-03-05"}, nil)
	y.Outreach = []tables.Outreach{{Date: "2026-01-12", Supplier: "acme", Kind: "request", Channel: "email", Outcome: "sent", Note: hostile}, {Date: "2026-01-13", Supplier: "late", Kind: "request", Outcome: "sent"}}
	book := check.Workbook{Supplier: "acme", Verdict: check.Returned, Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx", SHA256: "1", Template: cmrt.Template{Type: "CMRT", Version: "6.5"},
		Company: cmrt.Company{Name: hostile}, Answers: []cmrt.Answer{{Key: cmrt.Added, Question: "Q1", Metal: cmrt.Tin, Raw: hostile}}},
		Flags: []check.Flag{{Rule: check.FlagComment, Sheet: "Smelter List", Cell: "Q5", Raw: hostile, State: check.State{Word: check.FlagOpen}}},
		Open:  []smelter.Resolution{{Row: cmrt.SmelterRow{Row: 5, Metal: cmrt.Tin, Name: hostile}, Outcome: smelter.UnknownName}}}
	var register smelter.Register
	for row := range 2 {
		register.Add(smelter.Facility{Metal: cmrt.Gold, ID: "CID900001", Name: "Gold Works"}, "", smelter.RowSource{Supplier: "acme", Row: row})
	}
	in := Input{Registrant: project.Registrant{ShortName: "Example"}, Year: y, Day: "2026-02-10",
		Review:  check.Result{Workbooks: []check.Workbook{book}, Findings: []finding.Finding{{Rule: "smelter-unknown", Severity: finding.Error, Supplier: "acme", Sheet: "Smelter List", Cell: "C5", Message: hostile}}},
		Inquiry: rcoi.Inquiry{Register: register.Entries(smelter.Conformance{})}}
	in.Inquiry.Register[0].Status = smelter.Status{Word: "removed"}
	in.States = campaign.States(y, in.Review.Workbooks, in.Day)
	in.Due, in.Blocked = campaign.DueLetters(y, in.States, in.Day)
	return in
}

func TestPages(t *testing.T) {
	look := fstest.MapFS{"assets/style.css": {Data: []byte("body{}")}}
	tree, err := Pages(input(), look)
	if err != nil {
		t.Fatal(err)
	}
	for file, wants := range map[string][]string{
		"index.html":          {"1</span> <span class=\"muted\">of 2 suppliers in scope have answered", "2</span> <span class=\"muted\">letters are due", "reminder 1", `<a href="mailto:l@x.example">`, "Ask for a correction: 1", "Requests and reminders: 1", "1 of 2 suppliers in scope is without an answer", "As of 10 February 2026", `<a href="suppliers/late.html">Late</a>`, "name suppliers", "<th scope=\"row\">answered and returned</th><td class=\"num\">1</td>", "<th scope=\"row\">asked without an answer</th><td class=\"num\">1</td>"},
		"red-flags.html":      {"comment-names-covered-country", "data/2025/cmrt/acme.xlsx (returned), Smelter List!Q5", "&lt;script&gt;", "not said", `<a href="suppliers/acme.html">`, "cmr decide 2025 settle --supplier acme --rule comment-names-covered-country --cell &#39;Smelter List!Q5&#39; --evidence"},
		"suppliers.html":      {"All suppliers of the roster: 3", "returned for correction", "not asked"},
		"suppliers/acme.html": {"&lt;script&gt;", "smelter-unknown", "Smelter List", "request by email: sent", "Q1 added", "Due:</strong> correction", "cmr decide 2025 waive --supplier acme --rule smelter-unknown --cell &#39;Smelter List!C5&#39; --who", `<a href="mailto:a@x.example">`},
		"suppliers/out.html":  {"There is no declaration that could be read.", "Nothing has happened yet.", "Nothing was found."},
		"smelters.html":       {"Gold Works", "removed", `<a href="suppliers/acme.html">acme</a></td>`},
		"entries.html":        {"row 5", "&lt;script&gt;", "cmr decide 2025 reject &#39;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#34;&#39; --metal tin --supplier acme --who"},
		"style.css":           {"body{}"},
	} {
		for _, want := range wants {
			if !strings.Contains(string(tree[file]), want) {
				t.Errorf("%s does not say %s", file, want)
			}
		}
	}
	for file, data := range tree {
		if strings.Contains(string(data), "<script>") {
			t.Errorf("%s: what a supplier typed became markup", file)
		}
	}
}

func TestPagesOfNothing(t *testing.T) {
	y := &project.Year{Number: 2025}
	tree, err := Pages(Input{Year: y, Day: "2026-02-10"}, fstest.MapFS{"assets/style.css": {}})
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"index.html": "Nothing is due.", "suppliers.html": "The roster is empty.", "smelters.html": "No facility", "entries.html": "Every entry matches", "red-flags.html": "No readable workbook holds a red flag."} {
		if !strings.Contains(string(tree[file]), want) {
			t.Errorf("%s does not say %s", file, want)
		}
	}
}

// TestLongTextsAreBounded holds that what a supplier typed cannot fill a page, or leave its
// line.
func TestLongTextsAreBounded(t *testing.T) {
	in := input()
	long := strings.Repeat("ab\n", 20000)
	b := &in.Review.Workbooks[0]
	b.Flags[0].Raw, b.Declaration.Company.Name, b.Declaration.Answers[0].Raw, b.Open[0].Row.Name = long, long, long, long
	in.Year.Outreach[0].Note = long
	in.Review.Findings[0].Message = long
	in.States = campaign.States(in.Year, in.Review.Workbooks, in.Day)
	tree, err := Pages(in, fstest.MapFS{"assets/style.css": {}})
	if err != nil {
		t.Fatal(err)
	}
	for file, data := range tree {
		if len(data) > 40_000 {
			t.Errorf("%s has %d bytes", file, len(data))
		}
	}
	if !strings.Contains(string(tree["suppliers/acme.html"]), "(60000 characters in all)") {
		t.Error("nothing says that there is more")
	}
}

func TestDecideLines(t *testing.T) {
	d := decide{2025}
	for want, got := range map[string]string{
		`cmr decide 2025 resolve 'O'\''Brien & Söhne' CID900001 --metal tin --supplier acme --who "…" --reason "…"`: d.resolve(entry{Supplier: "acme", Row: cmrt.SmelterRow{Metal: cmrt.Tin, Name: "O'Brien & Söhne"}}, "CID900001"),
		`cmr decide 2025 reject CID1 --metal gold --supplier b --who "…" --reason "…"`:                              d.reject(entry{Supplier: "b", Row: cmrt.SmelterRow{Metal: cmrt.Gold, IDTyped: "CID1"}}),
		`cmr decide 2025 reject '-x' --supplier b --who "…" --reason "…"`:                                           d.reject(entry{Supplier: "b", Row: cmrt.SmelterRow{Name: "-x"}}),
		"": d.reject(entry{Supplier: "b", Row: cmrt.SmelterRow{Name: "two\nlines"}}),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if mailTo(`a@b.example?bcc=c@d`) != "" || mailTo("Jo Doe") != "" || mailTo("a@b.example") != "mailto:a@b.example" {
		t.Error("a link to what is no address, or none to one")
	}
}

// TestBurnDown holds that the line ends at the number that is published, and shows nothing
// after the day.
func TestBurnDown(t *testing.T) {
	in := input()
	in.Year.Received = []tables.Received{{Date: "2026-02-02", Supplier: "acme", SHA256: "1"}, {Date: "2026-03-01", Supplier: "late", SHA256: "2"}}
	last := *in.Year
	last.Settings.Campaign.Start, last.Settings.CutOff = "2025-01-12", "2025-04-30"
	last.Received = []tables.Received{{Date: "2025-04-30", Supplier: "late"}}
	in.LastYear, in.LastStates = &last, []campaign.State{{Supplier: tables.Supplier{ID: "late", InScope: "yes"}, Standing: campaign.Taken}}
	d := &dashboard{Input: in}
	b := d.burnDown()
	if b.Open != 1 || b.Scope != 2 {
		t.Errorf("%d of %d are open", b.Open, b.Scope)
	}
	if first := b.Weeks[0]; first.Day != "2026-01-12" || first.Open != 2 || first.Last != "1 of 1" {
		t.Errorf("it begins with %+v", first)
	}
	for _, w := range b.Weeks {
		if want := map[bool]int{true: 1, false: 2}[w.Day >= "2026-02-02"]; w.Open != want || w.Day > in.Day {
			t.Errorf("%+v, and %d were open", w, want)
		}
	}
	if end := b.then[len(b.then)-1]; end != (point{0, 0}) {
		t.Errorf("the year before ends with %+v", end)
	}
	svg := string(b.SVG())
	if strings.Count(svg, "<polyline") != 2 || strings.Count(svg, `class="due"`) != 2 {
		t.Errorf("lines are missing: %s", svg)
	}
	d.Day = "2026-01-01"
	if d.burnDown() != nil {
		t.Error("it shows a survey that has not begun")
	}
}
