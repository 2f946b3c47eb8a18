package letters

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// shipped are the letters that “cmr init” puts into a new project.
func shipped(t testing.TB) Templates {
	t.Helper()
	files, err := filepath.Glob("../project/skeleton/content/letters/*.md")
	if err != nil || len(files) < 9 {
		t.Fatal(files, err)
	}
	var texts []project.Text
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, project.Text{File: "content/letters/" + filepath.Base(f), Body: string(body)})
	}
	list, err := NewTemplates(texts)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// example is what a registrant writes with.
func example(t testing.TB) Input {
	y := &project.Year{Number: 2025, Oldest: "2024-12-31"}
	y.Settings.CutOff, y.Settings.AcceptedVersions = "2026-04-30", []string{"6.4", "6.5"}
	y.Settings.Campaign.Due = "2026-03-31"
	r := project.Registrant{Name: "Example, Inc.", ShortName: "Example", Mail: project.Mail{From: "cm@example.com", Name: "Example", ReplyTo: "answers@example.com", Buyer: "buyer@example.com"}}
	return Input{Registrant: r, Year: y, Templates: shipped(t), Day: "2026-02-02", At: time.Date(2026, 2, 2, 12, 0, 0, 0, time.UTC)}
}

func letterOf(kind string, s tables.Supplier) campaign.Letter {
	l := campaign.Letter{Kind: kind, Due: "2026-02-02", State: campaign.State{Supplier: s, Asked: "2026-01-12", Reminders: 3,
		Letters: []tables.Outreach{{Date: "2026-01-12", Supplier: s.ID, Kind: campaign.ToAsk, Channel: "email", Outcome: "sent"}}}}
	if kind == campaign.ToRemind {
		l.Number = 2
	}
	return l
}

// mailRead is a mail as Python's reader understands it.
type mailRead struct {
	Headers [][2]string
	To      [][2]string // name and address
	Text    string
	HTML    string
	Parts   []string
	Defects []string
}

const reader = `
import email, email.policy, json, sys
for size in iter(sys.stdin.buffer.readline, b""):
    m = email.message_from_bytes(sys.stdin.buffer.read(int(size)), policy=email.policy.default)
    body = lambda kind: m.get_body((kind,)).get_content().replace("\r\n", "\n")
    print(json.dumps({
      "Headers": [[k, str(v)] for k, v in m.items()],
      "To": [[a.display_name, a.addr_spec] for a in m["To"].addresses],
      "Text": body("plain"), "HTML": body("html"),
      "Parts": [p.get_content_type() for p in m.walk()],
      "Defects": [str(d) for p in m.walk() for d in list(p.defects) + [e for v in p.values() for e in v.defects]],
    }), flush=True)
`

// failer is what a test and a property test share.
type failer interface {
	Fatalf(format string, args ...any)
}

// python starts a reader that knows nothing of how mails are written.
func python(t *testing.T) (read func(t failer, data []byte) mailRead) {
	t.Helper()
	if _, err := os.Stat("/usr/bin/python3"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3 is missing: “make tools” installs it")
		}
		t.Skip("python3 is not installed")
	}
	cmd := exec.Command("/usr/bin/python3", "-c", reader)
	cmd.Stderr = t.Output()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	answers := json.NewDecoder(out)
	return func(t failer, data []byte) (m mailRead) {
		fmt.Fprintf(in, "%d\n%s", len(data), data)
		if err := answers.Decode(&m); err != nil {
			t.Fatalf("Python cannot read it: %v\n%s", err, data)
		}
		return m
	}
}

func (m mailRead) header(t failer, name string) string {
	var found []string
	for _, h := range m.Headers {
		if strings.EqualFold(h[0], name) {
			found = append(found, h[1])
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d headers %s: %v", len(found), name, m.Headers)
	}
	return found[0]
}

// TestEveryLetterIsReadAsItWasMeant has every kind in every language read by Python.
func TestEveryLetterIsReadAsItWasMeant(t *testing.T) {
	read := python(t)
	subjects := map[string]string{
		"request en": "2025 conflict minerals survey: please answer by 31 March 2026 (Müller & Söhne GmbH)", "request de": "Umfrage zu Konfliktmineralien 2025: bitte antworten Sie bis 31. März 2026 (Müller & Söhne GmbH)",
		"request zh": "2025 年度冲突矿产调查：请于 2026年3月31日 前回复（Müller & Söhne GmbH）", "reminder fr": "Reminder 2: 2025 conflict minerals survey, due 31 March 2026 (Müller & Söhne GmbH)",
		"reminder de": "Erinnerung 2: Umfrage zu Konfliktmineralien 2025, Frist 31. März 2026 (Müller & Söhne GmbH)", "reminder zh": "第 2 次提醒：2025 年度冲突矿产调查，截止日期 2026年3月31日（Müller & Söhne GmbH）",
		"thanks en": "Thank you for your 2025 conflict minerals declaration (Müller & Söhne GmbH)", "escalation de": "No conflict minerals declaration from Müller & Söhne GmbH: your help, please",
	}
	for name, subject := range subjects {
		t.Run(name, func(t *testing.T) {
			in := example(t)
			kind, lang, _ := strings.Cut(name, " ")
			s := tables.Supplier{ID: "mueller", Name: "Müller & Söhne GmbH", Contact: "Zoë *Ångström*, jr.", Email: "zoe@mueller.example", Language: lang}
			m, err := in.Mail(letterOf(kind, s))
			if err != nil {
				t.Fatal(err)
			}
			again, _ := in.Mail(letterOf(kind, s))
			if string(again.Data) != string(m.Data) {
				t.Error("the same inputs gave other bytes")
			}
			got := read(t, m.Data)
			to := [2]string{"Zoë *Ångström*, jr.", "zoe@mueller.example"}
			if kind == campaign.ToEscalate {
				to = [2]string{"", "buyer@example.com"}
			}
			if got.header(t, "Subject") != subject || len(got.To) != 1 || got.To[0] != to || len(got.Defects) > 0 {
				t.Errorf("%s: %+v", name, got)
			}
			if got.header(t, "Reply-To") != "answers@example.com" || got.header(t, "Date") != "Mon, 02 Feb 2026 12:00:00 +0000" || got.header(t, "Message-ID") != "<"+m.ID+">" {
				t.Errorf("%s: %v", name, got.Headers)
			}
			if strings.Join(got.Parts, " ") != "multipart/alternative text/plain text/html" {
				t.Error(got.Parts)
			}
			if kind != campaign.ToAsk && (got.header(t, "In-Reply-To") != "<cmr.2025.2026-01-12.mueller.request@example.com>" || got.header(t, "References") != got.header(t, "In-Reply-To")) {
				t.Error(got.Headers)
			}
			if strings.ContainsAny(got.Text, "*\\") && kind != campaign.ToEscalate && !strings.Contains(got.Text, "Zoë *Ångström*, jr.") || strings.Contains(got.Text, "{{") {
				t.Errorf("%s", got.Text)
			}
			if !strings.Contains(got.HTML, `Zoë *Ångström*, jr.`) || strings.Contains(got.HTML, "{{") {
				t.Errorf("%s", got.HTML)
			}
			for _, line := range strings.Split(strings.TrimSpace(got.Text), "\n") {
				if columnsOf(line) > 76 && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%s: a line of %d columns: %s", name, columnsOf(line), line)
				}
			}
			if m.Fallback != (lang == "fr") {
				t.Errorf("%s: fallback %v", name, m.Fallback)
			}
		})
	}
}

// TestNothingOnTheRosterReachesAHeader: whatever is typed into the roster, a mail has the
// headers that we write, one recipient, and shows what was typed as text.
func TestNothingOnTheRosterReachesAHeader(t *testing.T) {
	read := python(t)
	in := example(t)
	hostile := []string{"x\r\nBcc: eve@evil.example", "x\nX-Evil: 1\n\n<b>body</b>", "=?utf-8?q?x=0D=0ABcc:_eve@evil.example?=", "\u2028Bcc: e@x.example\u0085", "a\" <eve@evil.example>, \"b",
		"<script>alert(1)</script>", "[click](https://evil.example)", "![x](https://evil.example/p.png)", "# h", "1. one", "- - -", "\x00\x1b[31m", "\u202eevil", "{{year}}", "{{block points}}", strings.Repeat("ü", 300), "<https://evil.example>", "&lt;b&gt;", "> q", "    code", "```"}
	kinds := []string{campaign.ToAsk, campaign.ToRemind, campaign.ToThank, campaign.ToEscalate}
	hit := func(rt *rapid.T, label string) string {
		if rapid.Bool().Draw(rt, label+" hostile") {
			return rapid.SampledFrom(hostile).Draw(rt, label)
		}
		return rapid.StringN(1, 60, -1).Draw(rt, label)
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := tables.Supplier{ID: "acme", Name: hit(rt, "name"), Contact: hit(rt, "contact"), Email: "a@acme.example", ContractClause: "yes", Language: rapid.SampledFrom([]string{"", "de", "zh-Hans-CN", "xx"}).Draw(rt, "language")}
		m, err := in.Mail(letterOf(rapid.SampledFrom(kinds).Draw(rt, "kind"), s))
		if err != nil {
			rt.Fatal(err)
		}
		got := read(rt, m.Data)
		allowed := "date mime-version message-id subject from to reply-to content-type in-reply-to references"
		for _, h := range got.Headers {
			if !strings.Contains(allowed, strings.ToLower(h[0])) {
				rt.Fatalf("a header %s: %s", h[0], m.Data)
			}
		}
		if len(got.To) != 1 || got.To[0][1] != m.To || got.header(rt, "From") != `Example <cm@example.com>` {
			rt.Fatalf("%+v\n%s", got, m.Data)
		}
		if strings.ContainsAny(got.header(rt, "Subject"), "\r\n\x00\x1b") {
			rt.Fatalf("%q", got.header(rt, "Subject"))
		}
		for _, bad := range []string{"<script", "evil.example\"", "<img", "<b>", "\x1b", "\u202e"} {
			if strings.Contains(got.HTML, bad) {
				rt.Fatalf("%q in %s", bad, got.HTML)
			}
		}
		if name := plain(s.Name); name != "" && !strings.Contains(name, "{{") {
			if text := strings.Join(strings.Fields(got.Text), ""); !strings.Contains(text, strings.Join(strings.Fields(name), "")) {
				rt.Fatalf("%q is not in %s", name, got.Text)
			}
		}
		for i, line := range strings.Split(string(m.Data), "\r\n") {
			if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
				rt.Fatalf("line %d: %q", i, line)
			}
		}
	})
}

func TestOnlyOneAddressIsAnAddress(t *testing.T) {
	for _, s := range []string{"a@x.example\r\nBcc: b@x.example", "a@x.example,b@x.example", "a@x.example b@x.example", "A <a@x.example>", "a@x.example\x00", "\"a b\"@x.example",
		"a@x.example\u0085", "a\u2028@x.example", "a\u202e@x.example", "a@x.example>", "=?utf-8?q?a?= <a@x.example>", "a@localhost", "a@x.example;b@x.example", "", "a@@x.example", "\xff@x.example", "a@-ü.example", "a@ü\u00ad_.example"} {
		if project.IsAddress(s) {
			t.Errorf("%q passes for an address", s)
		}
		in := example(t)
		if s == "" {
			continue
		}
		if _, err := in.Mail(letterOf(campaign.ToAsk, tables.Supplier{ID: "a", Name: "A", Email: s})); err == nil {
			t.Errorf("a mail was written to %q", s)
		}
	}
	for _, s := range []string{"a@x.example", "o'neil+cm@sub.x.example", "josé@empresa.example", "a@müller.example", "a@例子.example"} {
		if !project.IsAddress(s) {
			t.Errorf("%q does not pass for an address", s)
		}
	}
}

// TestQuestionsNameWhatIsOpen, in a letter that says that the declaration is accepted.
func TestQuestionsNameWhatIsOpen(t *testing.T) {
	in := example(t)
	covered := finding.Rule{Name: "covered", Severity: finding.Warning, Explanation: "A risk.", Fix: "Tell us the mines.", Question: true}
	in.Rules = []finding.Rule{covered}
	for lang, want := range map[string][]string{
		"en": {"We have accepted it for 2025", "1. Sheet Declaration, cell D39: It is Yes.", "Why: A risk.", "What to do: Tell us the mines."},
		"de": {"Wir haben sie für 2025 angenommen", "1. Sheet Declaration, cell D39: It is Yes.", "Warum: A risk.", "Was zu tun ist: Tell us the mines."},
		"zh": {"我们已接受该声明", "1. Sheet Declaration, cell D39: It is Yes.", "原因： A risk.", "请您： Tell us the mines."},
	} {
		l := letterOf(campaign.ToQuestion, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example", Language: lang})
		l.State.Questions = []finding.Finding{covered.At("f", "Declaration", "D39", "It is Yes.")}
		l.State.About = []*check.Workbook{{Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx"}, Findings: append([]finding.Finding{{Rule: "form", Severity: finding.Warning, Message: "authorizer"}}, l.State.Questions...)}}
		m, err := in.Mail(l)
		if err != nil {
			t.Fatal(err)
		}
		_, body := split(in.Templates[map[string]string{"en": "questions"}[lang]+map[string]string{"de": "questions.de", "zh": "questions.zh"}[lang]].Body)
		body, err = in.fill(body, l, lang, literal)
		rest := strings.ReplaceAll(toText(body), "\n", "")
		for _, s := range want {
			_, after, ok := strings.Cut(rest, s)
			if !ok || err != nil || m.Language != lang {
				t.Fatalf("%s: %q is missing, or not where it belongs (%v):\n%s", lang, s, err, toText(body))
			}
			rest = after
		}
		if strings.Contains(toText(body), "authorizer") {
			t.Errorf("%s: what is no question is asked", lang)
		}
	}
}

func TestACorrectionNamesCellsAndWhatToDo(t *testing.T) {
	phone := finding.Rule{Name: "phone", Severity: finding.Error, Explanation: "It is required.", Fix: "Enter it."}
	id := finding.Rule{Name: "id", Severity: finding.Error, Explanation: "CID and six digits.", Fix: "Correct it."}
	look := finding.Rule{Name: "look", Severity: finding.Warning, Explanation: "Another name.", Fix: "Confirm it."}
	ours := finding.Rule{Name: "ours", Severity: finding.Error, Internal: true, Fix: "Look."}
	waived := id.At("f", "Smelter List", "F99", "waived")
	waived.Waived = true
	in := example(t)
	in.Rules = []finding.Rule{phone, id, look, ours}
	l := letterOf(campaign.ToCorrect, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example", Language: "fr"})
	l.State.About = []*check.Workbook{{Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx"}, Findings: []finding.Finding{
		phone.At("f", "Declaration", "D17", "The cell is blank."), id.At("f", "Smelter List", "F9", `"<b>*CID12" is no number.`), waived, look.At("f", "Declaration", "D8", "The name differs."),
		id.At("f", "Smelter List", "F11", `"CID34" is no number.`), ours.At("f", "", "", "internal matter")}}}
	if why := in.Held(l); why != "" {
		t.Fatal(why)
	}
	m, err := in.Mail(l)
	if err != nil {
		t.Fatal(err)
	}
	subject, body := split(in.Templates["correction"].Body)
	body, err = in.fill(body, l, "en", literal)
	if err != nil || subject == "" {
		t.Fatal(err)
	}
	rest := toText(body)
	for _, want := range []string{"acme.xlsx", "31 March 2026", "1. Sheet Declaration, cell D17: The cell is blank.", "Why: It is required.", "What to do: Enter it.", `2. Sheet Smelter List, cell F9: "<b>*CID12" is no number.`,
		`   Sheet Smelter List, cell F11`, "What to do: Correct it.", "look at these points also", "3. Sheet Declaration, cell D8", "Confirm it."} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("%q is missing, or not where it belongs:\n%s", want, toText(body))
		}
		rest = after
	}
	if s := toText(body); strings.Contains(s, "internal matter") || strings.Contains(s, "F99") {
		t.Error(s)
	}
	if !m.Fallback || m.Language != "en" {
		t.Error("there is no French correction, and nobody was told")
	}
	l.State.About[0].Findings = nil
	if in.Held(l) == "" {
		t.Error("a correction without a point is written")
	}
}

// TestNobodyIsAskedToAnswerByADayThatIsPast: what comes near the day, or after it, gets
// two weeks, and never more than the cut-off.
func TestNobodyIsAskedToAnswerByADayThatIsPast(t *testing.T) {
	in := example(t)
	for _, c := range []struct{ day, due string }{{"2026-02-02", "2026-03-31"}, {"2026-03-24", "2026-03-31"}, {"2026-03-25", "2026-04-08"}, {"2026-04-10", "2026-04-24"}, {"2026-04-20", "2026-04-30"}, {"2026-04-30", "2026-04-30"}} {
		in.Day = c.day
		m, err := in.Mail(letterOf(campaign.ToRemind, tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"}))
		if want := "due " + date(c.due, "en") + " (A)"; err != nil || !strings.HasSuffix(m.Subject, want) {
			t.Errorf("%s: %q, %v, want %q", c.day, m.Subject, err, want)
		}
	}
}

// TestOnlyAMailIsAnswered: a request that was made in another way has no Message-ID.
func TestOnlyAMailIsAnswered(t *testing.T) {
	in := example(t)
	for channel, want := range map[string]bool{"email": true, "portal": false} {
		l := letterOf(campaign.ToRemind, tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"})
		l.State.Letters[0].Channel = channel
		if m, err := in.Mail(l); err != nil || strings.Contains(string(m.Data), "In-Reply-To: <cmr.") != want {
			t.Errorf("%s: %v\n%s", channel, err, m.Data)
		}
	}
}

// TestADomainGoesOutInASCII: every server understands it, and readers show it as typed.
func TestADomainGoesOutInASCII(t *testing.T) {
	in := example(t)
	in.Registrant.Mail.From = "cm@büro.example"
	m, err := in.Mail(letterOf(campaign.ToAsk, tables.Supplier{ID: "a", Name: "A", Contact: "Zoë", Email: "zoe@müller.example"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<zoe@xn--mller-kva.example>", "<cm@xn--bro-hoa.example>", "request@xn--bro-hoa.example>"} {
		if !strings.Contains(string(m.Data), want) {
			t.Errorf("%s is missing:\n%s", want, m.Data)
		}
	}
	if m.To != "zoe@müller.example" {
		t.Errorf("logged as %s, which is not what the roster says", m.To)
	}
}

func TestMistakesInTemplates(t *testing.T) {
	for _, c := range []struct {
		file, body, want string
	}{
		{"request.md", "Subject: x\n\nDear {{contact}},\n{{yaer}}\n", "content/letters/request.md:4: there is no {{yaer}}"},
		{"request.md", "Subject: {{due}} {{block points}}\n\nx\n", "request.md:1: {{block points}} stands"},
		{"request.md", "Subject: x\n\n{{block points}}\n", "request.md:3: {{block points}} stands"},
		{"request.md", "Subject: x\n\n{{year\n", "request.md:3: “{{” is not closed"},
		{"request.md", "Subject: x\n\nyear}}\n", "request.md:3: “{{” is not closed"},
		{"request.md", "Subject: x\n\n{{year}} and {{year\n", "request.md:3: “{{” is not closed"},
		{"request.md", "Subject: {{template}}\n\nx\n", "request.md:1: {{template}} is a sentence, and stands in the text"},
		{"request.md", "Dear all\n", "request.md:1: a letter begins with"},
		{"request.md", "Subject: x\n\n \n", "request.md:1: a letter begins with"},
		{"requst.md", "Subject: x\n\nx\n", "requst.md: a letter is named"},
		{"request.DE.md", "Subject: x\n\nx\n", "request.DE.md: a letter is named"},
	} {
		_, err := NewTemplates([]project.Text{{File: "content/letters/" + c.file, Body: c.body}})
		var at *project.InputError
		if !errors.As(err, &at) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.file, err, c.want)
		}
	}
	in := example(t)
	in.Year.Settings.AcceptedVersions = nil
	if _, err := in.Mail(letterOf(campaign.ToAsk, tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"})); err == nil || !strings.Contains(err.Error(), "accepted_versions") {
		t.Error(err)
	}
	in.Templates["thanks"] = project.Text{File: "content/letters/thanks.md", Body: "Subject: {{versions}}\n\nThank you.\n"}
	if _, err := in.Mail(letterOf(campaign.ToThank, tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"})); err == nil || !strings.Contains(err.Error(), "content/letters/thanks.md: {{versions}}: accepted_versions") {
		t.Error(err)
	}
	if _, err := in.Mail(letterOf("letter", tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"})); err == nil || !strings.Contains(err.Error(), "letter.md: the letter is missing") {
		t.Error(err)
	}
}

// TestThisRepositorySendsTheShippedLetters: nobody corrects one copy alone.
func TestThisRepositorySendsTheShippedLetters(t *testing.T) {
	for name, text := range shipped(t) {
		data, err := os.ReadFile("../../" + text.File)
		if err != nil || string(data) != text.Body {
			t.Errorf("%s differs from the one that “cmr init” writes: %v", name, err)
		}
	}
}
