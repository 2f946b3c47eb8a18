package letters

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestEveryPlaceholder stands for its own value, in the way of the language; what is
// not known is a dash.
func TestEveryPlaceholder(t *testing.T) {
	in := example(t)
	in.Registrant.Mail.Name = "Sender of Example"
	full := letterOf(campaign.ToRemind, tables.Supplier{ID: "acme", Name: "Acme GmbH", Contact: "Zoë", Email: "z@acme.example", ContractClause: "yes"})
	full.State.Received, full.State.About = "2026-01-30", []*check.Workbook{{Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx"}}}
	bare := campaign.Letter{State: campaign.State{Supplier: tables.Supplier{ID: "acme", Name: "Acme GmbH", Contact: " "}}}
	want := map[string][3]string{ // in English, in German, and of a supplier of whom little is known
		"name": {"Example, Inc.", "Example, Inc.", "Example, Inc."}, "short_name": {"Example", "Example", "Example"}, "sender": {"Sender of Example", "Sender of Example", "Sender of Example"},
		"reply_to": {"answers@example.com", "answers@example.com", "answers@example.com"}, "year": {"2025", "2025", "2025"}, "next_year": {"2026", "2026", "2026"},
		"due": {"31 March 2026", "31. März 2026", "31 March 2026"}, "versions": {"6.4 or 6.5", "6.4 oder 6.5", "6.4 or 6.5"}, "oldest": {"31 December 2024", "31. Dezember 2024", "31 December 2024"},
		"supplier": {"Acme GmbH", "Acme GmbH", "Acme GmbH"}, "supplier_id": {"acme", "acme", "acme"}, "contact": {"Zoë", "Zoë", "Acme GmbH"}, "email": {"z@acme.example", "z@acme.example", "–"}, "clause": {"yes", "yes", "–"},
		"asked": {"12 January 2026", "12. Januar 2026", "–"}, "received": {"30 January 2026", "30. Januar 2026", "–"}, "reminders": {"3", "3", "0"}, "number": {"2", "2", "1"}, "file": {"acme.xlsx", "acme.xlsx", "–"},
		"template_name": {"CMRT", "CMRT", "CMRT"}, "template_title": {"Conflict Minerals Reporting Template", "Conflict Minerals Reporting Template", "Conflict Minerals Reporting Template"},
		"minerals": {"tin, tantalum, tungsten and gold", "Zinn, Tantal, Wolfram und Gold", "tin, tantalum, tungsten and gold"},
	}
	for name := range words {
		if _, ok := want[name]; !ok {
			t.Errorf("{{%s}} is not tried", name)
		}
	}
	for name, values := range want {
		for i, at := range []struct {
			l    campaign.Letter
			lang string
		}{{full, "en"}, {full, "de"}, {bare, "en"}} {
			if got, err := in.fill("{{ "+name+" }}", at.l, at.lang, header); err != nil || got != values[i] {
				t.Errorf("{{%s}}: %q, %v, want %q", name, got, err, values[i])
			}
		}
	}
	in.Year.Settings.AcceptedVersions, in.Year.Settings.Campaign.Due, in.Year.Settings.CutOff = nil, "", ""
	for name, want := range map[string]string{"versions": "{{versions}}: accepted_versions in year.yaml names none, and letters ask for them", "due": "{{due}}: campaign.due in year.yaml is not set"} {
		if _, err := in.fill("{{"+name+"}}", full, "en", header); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestDaysInEveryLanguage: every month has its name.
func TestDaysInEveryLanguage(t *testing.T) {
	german := strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
	for i, month := range german {
		day := fmt.Sprintf("2026-%02d-07", i+1)
		english := time.Month(i + 1).String()
		for lang, want := range map[string]string{"de": "7. " + month + " 2026", "de-at": "7. " + month + " 2026", "en": "7 " + english + " 2026", "zh": fmt.Sprintf("2026年%d月7日", i+1), "fr": day, "": day} {
			if got := date(day, lang); got != want {
				t.Errorf("%s in %q: %q, want %q", day, lang, got, want)
			}
		}
	}
	if got := date("soon", "en"); got != "" {
		t.Errorf("“soon” is the day %q", got)
	}
}

// TestNamesOfMails are the same for as long as a letter is due.
func TestNamesOfMails(t *testing.T) {
	in := example(t)
	s := tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example"}
	for _, tc := range []struct {
		kind, due, file, id string
		number              int
	}{
		{campaign.ToAsk, "2026-01-12", "2026-01-12-acme-request.eml", "cmr.2025.2026-02-02.acme.request@example.com", 0},
		{campaign.ToRemind, "2026-01-30", "2026-01-30-acme-reminder-3.eml", "cmr.2025.2026-02-02.acme.reminder-3@example.com", 3},
		{campaign.ToRemind, "2026-01-30", "2026-01-30-acme-reminder-1.eml", "cmr.2025.2026-02-02.acme.reminder-1@example.com", 1},
		{campaign.ToThank, "", "2026-02-02-acme-thanks.eml", "cmr.2025.2026-02-02.acme.thanks@example.com", 0},
	} {
		m, err := in.Mail(campaign.Letter{Kind: tc.kind, Due: tc.due, Number: tc.number, State: campaign.State{Supplier: s}})
		if err != nil || m.File != tc.file || m.ID != tc.id || m.To != "a@acme.example" || m.Language != "en" || m.Fallback {
			t.Errorf("%s: %v, %q, %q", tc.kind, err, m.File, m.ID)
		}
	}
}

// TestWhatAMailHolds beside its text: no address to answer to where it is the sender's,
// the request that it follows, and that a demonstration is one.
func TestWhatAMailHolds(t *testing.T) {
	s := tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example"}
	data := func(change func(in *Input, l *campaign.Letter)) string {
		in, l := example(t), letterOf(campaign.ToRemind, s)
		change(&in, &l)
		m, err := in.Mail(l)
		if err != nil {
			t.Fatal(err)
		}
		return string(m.Data)
	}
	for _, tc := range []struct {
		what, in string
		want     bool
		change   func(in *Input, l *campaign.Letter)
	}{
		{"\nReply-To: <answers@example.com>", "another address", true, func(*Input, *campaign.Letter) {}},
		{"\nReply-To:", "the sender's own", false, func(in *Input, _ *campaign.Letter) { in.Registrant.Mail.ReplyTo = in.Registrant.Mail.From }},
		{"In-Reply-To: <cmr.2025.2026-01-12.acme.request@example.com>", "a reminder", true, func(*Input, *campaign.Letter) {}},
		{"References: <cmr.2025.2026-01-12.acme.request@example.com>", "a reminder", true, func(*Input, *campaign.Letter) {}},
		{"In-Reply-To:", "a request once more", false, func(_ *Input, l *campaign.Letter) { l.Kind, l.Number = campaign.ToAsk, 0 }},
		{"In-Reply-To:", "a request that came back", false, func(_ *Input, l *campaign.Letter) { l.State.Letters[0].Outcome = "bounced" }},
		{"In-Reply-To:", "another message of that day", false, func(_ *Input, l *campaign.Letter) { l.State.Letters[0].Kind = campaign.ToThank }},
		{"In-Reply-To:", "a request of another day", false, func(_ *Input, l *campaign.Letter) { l.State.Letters[0].Date = "2026-01-13" }},
		{"part of a demonstration", "a demonstration", true, func(in *Input, _ *campaign.Letter) { in.Year.Demonstration = true }},
		{"part of a demonstration", "real data", false, func(*Input, *campaign.Letter) {}},
	} {
		if got := data(tc.change); strings.Contains(got, tc.what) != tc.want {
			t.Errorf("%s: %q is there should be %v:\n%s", tc.in, tc.what, tc.want, got)
		}
	}
}

// TestALetterAsText: no mark is left, nothing is lost, and lines break where words allow.
func TestALetterAsText(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("seven77 ", 10))
	for _, tc := range []struct{ name, markdown, want string }{
		{"paragraphs", "One *two*\n**three**  \nfour\n\n`five`\n", "One two three\nfour\n\nfive\n"},
		{"tight list", "- a\n- b\n", "- a\n- b\n"},
		{"loose list", "- a\n\n- b\n", "- a\n\n- b\n"},
		{"numbers from three", "3. a\n4. b\n\n   c\n", "3. a\n\n4. b\n\n   c\n"},
		{"list in a list", "1. a\n   - b\n   - c\n2. d\n", "1. a\n\n   - b\n   - c\n2. d\n"},
		{"quotation", "> a\n", "> a\n"},
		{"a list in a quotation", "> a\n>\n> - b\n> - c\n>\n> d\n", "> a\n\n> - b\n> - c\n\n> d\n"},
		{"rule", "a\n\n---\n\nb\n", "a\n\n--\n\nb\n"},
		{"a rule in a quotation", "> a\n>\n> ---\n>\n> b\n", "> a\n\n> --\n\n> b\n"},
		{"code in a quotation", ">     x\n", ">     x\n"},
		{"code", "    x  y\n    z\n", "    x  y\n    z\n"},
		{"fenced code", "```\nx\n```\n", "    x\n"},
		{"links", "[a](https://x.example) <https://y.example> [z@x.example](mailto:z@x.example) [mail](mailto:z@x.example)\n", "a <https://x.example> https://y.example z@x.example mail <z@x.example>\n"},
		{"HTML", "a <b>b</b> c\n\n<div>d</div>\n", "a b c\n"},
		{"escapes", `\*a\* &amp; \&amp; \\ c\d`, "*a* & &amp; \\ c\\d\n"},
		{"heading", "# a\n\nb\n", "a\n\nb\n"},
		{"a line of 76", strings.Repeat("x", 70) + " 12345 7\n", strings.Repeat("x", 70) + " 12345\n7\n"},
		{"a line of 77", strings.Repeat("x", 70) + " 123456\n", strings.Repeat("x", 70) + "\n123456\n"},
		{"a long word", "a " + strings.Repeat("x", 90) + " b\n", "a\n" + strings.Repeat("x", 90) + "\nb\n"},
		{"a long entry", "- " + long + "\n", "- " + strings.TrimSpace(strings.Repeat("seven77 ", 9)) + "\n  seven77\n"},
		{"wide characters", strings.Repeat("中", 39) + "\n", strings.Repeat("中", 38) + "\n中\n"},
		{"a mark that begins no line", strings.Repeat("中", 38) + "。文\n", strings.Repeat("中", 37) + "\n中。文\n"},
		{"a mark within", "中文，中文\n", "中文，中文\n"},
	} {
		if diff := cmp.Diff(tc.want, toText(tc.markdown)); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
	page, err := toHTML("*a* <b>b</b>", `de"x`, "A & B")
	want := "<!doctype html>\n<html lang=\"de&#34;x\">\n<head><meta charset=\"utf-8\"><title>A &amp; B</title></head>\n<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 42em\">\n" +
		"<p><em>a</em> <!-- raw HTML omitted -->b<!-- raw HTML omitted --></p>\n</body>\n</html>\n"
	if err != nil || page != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, page))
	}
}

// TestWhatSuppliersTypedIsNoMarkdown: no mark of it works.
func TestWhatSuppliersTypedIsNoMarkdown(t *testing.T) {
	for _, typed := range []string{"- a", "+ a", "= a", "1. a", "123456789) a", "# a", "*a*", "[a](b)", "a\nb", "<b>", "&amp;", "`a`", "> a", "1 a", "a - b", "![x](y)", "\u202eevil", "a\x00b"} {
		got := strings.TrimSuffix(toText(literal(typed)), "\n")
		if got != plain(typed) {
			t.Errorf("%q is shown as %q", typed, got)
		}
	}
}

// TestWhatNobodySeesIsLeftOut of a line.
func TestWhatNobodySeesIsLeftOut(t *testing.T) {
	for typed, want := range map[string]string{"a\u2028b": "a b", "a\u2029b": "a b", "a\u200bb": "a b", "a\u202eb": "a b", "a\x07b": "a b", " a\t\n b ": "a b", "\x00": "", "é中": "é中"} {
		if got := plain(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{"=?utf-8?q?x?=": "= ?utf-8?q?x?=", "a\nb": "a b"} {
		if got := header(typed); got != want {
			t.Errorf("in a header %q is %q, want %q", typed, got, want)
		}
	}
}

// TestTheLanguageOfALetter: the nearest that there is a template for, else English, and
// that it is another is told.
func TestTheLanguageOfALetter(t *testing.T) {
	in := example(t)
	for _, tc := range []struct {
		wants, kind, gets string
		fallback          bool
	}{
		{"", "request", "en", false}, {"en", "request", "en", false}, {"en-GB", "request", "en", false}, {"de", "request", "de", false}, {"de-AT", "request", "de", false}, {"DE", "request", "de", false},
		{"zh-Hans-CN", "request", "zh", false}, {"fr", "request", "en", true}, {"de", "thanks", "de", false}, {"no language", "request", "en", true},
	} {
		_, lang, err := in.Templates.choose(tc.kind, tc.wants)
		if _, there := in.Templates[tc.kind+".de"]; !there && tc.gets == "de" {
			tc.gets, tc.fallback = "en", true
		}
		if err != nil || lang != tc.gets || misses(tc.wants, lang) != tc.fallback {
			t.Errorf("%s, %q: %q, %v, missed %v", tc.kind, tc.wants, lang, err, misses(tc.wants, lang))
		}
	}
}

// TestPointsThatAreOnlyToBeLookedAt begin with a sentence that says so, once.
func TestPointsThatAreOnlyToBeLookedAt(t *testing.T) {
	in := example(t)
	look := finding.Rule{Name: "look", Severity: finding.Warning, Explanation: "Another name.", Fix: "Confirm it."}
	more := finding.Rule{Name: "more", Severity: finding.Warning, Fix: "See."}
	in.Rules = []finding.Rule{look, more}
	l := letterOf(campaign.ToCorrect, tables.Supplier{ID: "acme"})
	if got := in.points(l, "en"); got != "" {
		t.Errorf("no workbook has points: %s", got)
	}
	l.State.About = []*check.Workbook{{Findings: []finding.Finding{look.At("f", "Declaration", "D8", "The name differs."), more.At("f", "", "", "Odd."), look.At("f", "Declaration", "D9", "So does this.")}}}
	want := "Please look at these points also. They may be right as they are; if so, tell us.\n\n" +
		"1. Sheet Declaration, cell D8: The name differs.\n\n   Sheet Declaration, cell D9: So does this.\n\n   *Why:* Another name.\n\n   *What to do:* Confirm it.\n\n2. Odd.\n\n   *What to do:* See."
	if diff := cmp.Diff(want, in.points(l, "en")); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(Kinds, []string{"request", "reminder", "correction", "questions", "thanks", "escalation"}) {
		t.Errorf("the letters are not in the order of a campaign: %v", Kinds)
	}
}
