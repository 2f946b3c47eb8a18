package letters

import (
	"errors"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/tables"
)

// counting is a mail server that judges by the recipient, and counts how often it was asked.
func counting(t *testing.T) (Server, *atomic.Int64) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	var asked atomic.Int64
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			go converse(c)
		}
	}()
	return Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, TLS: NoTLS}, &asked
}

// TestALetterIsTriedFiveTimes, each time after twice as long, where the server is busy; once
// where it has answered for good, and where nobody knows what became of it: that alone is
// in doubt afterwards.
func TestALetterIsTriedFiveTimes(t *testing.T) {
	for address, want := range map[string]int64{"never@a.example": 5, "fine@a.example": 1, "gone@a.example": 1, "spam@a.example": 1, "drop@a.example": 1} {
		server, asked := counting(t)
		m, _, _, _ := mailing(t, true, address)
		m.Wait = 4 * time.Millisecond
		begin := time.Now()
		if err := m.Send(server); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		doubts := map[string]int{"drop@a.example": 1}[address]
		if m.Close(); len(m.journal.open) != doubts {
			t.Errorf("%s: %+v is left open", address, m.journal.open)
		}
		if n, took := asked.Load(), time.Since(begin); n != want || want == 5 && took < 60*time.Millisecond {
			t.Errorf("%s: tried %d times in %v", address, n, took)
		}
	}
}

// TestLettersGoOutNoFasterThanAsked: a pause stands between each two.
func TestLettersGoOutNoFasterThanAsked(t *testing.T) {
	server, _ := counting(t)
	m, _, logged, _ := mailing(t, true, "fine@a.example", "fine@b.example", "fine@c.example")
	m.Rate = 1200 // a minute
	begin := time.Now()
	if err := m.Send(server); err != nil || len(logged()) != 3 {
		t.Error(err, logged())
	}
	if took := time.Since(begin); took < 100*time.Millisecond {
		t.Errorf("three letters at 50 ms took %v", took)
	}
}

// TestOneLetterIsKeptBack where three before it failed, and a demonstration may be of any day.
func TestOneLetterIsKeptBack(t *testing.T) {
	server, _ := counting(t)
	m, _, _, _ := mailing(t, true, "spam@a.example", "spam@b.example", "spam@c.example", "fine@d.example")
	m.Today = "2026-11-30"
	err := m.Send(server)
	if err == nil || !strings.HasPrefix(err.Error(), "3 letters failed one behind the other, so the server seems to refuse all; sent before: 0, left: 1. ") {
		t.Error(err)
	}
	m, said, logged, _ := mailing(t, true, "spam@a.example", "spam@b.example", "fine@c.example", "spam@d.example")
	m.Today = "2026-11-30"
	if err := m.Send(server); err != nil || !slices.Equal(logged(), []string{"s2 sent fine@c.example"}) || !strings.Contains(said.String(), "Sent: 1 of 4.\n") || m.Held != 3 {
		t.Errorf("%v, %q, held %d\n%s", err, logged(), m.Held, said)
	}
}

// TestLettersAboutAnotherTemplateAreNamedAfterIt: their file, their Message-ID and the request
// that they follow, which is that by whose template it was written.
func TestLettersAboutAnotherTemplateAreNamedAfterIt(t *testing.T) {
	for name, tc := range map[string]struct {
		programme, asked  string // by which the letter, and the request before it
		file, id, follows string
	}{
		"the CMRT":                     {"CMRT", "", "2026-02-02-acme-reminder-2.eml", "cmr.2025.2026-02-02.acme.reminder-2", "cmr.2025.2026-01-12.acme.request"},
		"the EMRT":                     {"EMRT", "emrt", "2026-02-02-acme-emrt-reminder-2.eml", "cmr.2025.2026-02-02.acme.emrt.reminder-2", "cmr.2025.2026-01-12.acme.emrt.request"},
		"the EMRT, asked for together": {"EMRT", "cmrt emrt", "2026-02-02-acme-emrt-reminder-2.eml", "cmr.2025.2026-02-02.acme.emrt.reminder-2", "cmr.2025.2026-01-12.acme.request"},
		"the AMRT":                     {"AMRT", "amrt emrt", "2026-02-02-acme-amrt-reminder-2.eml", "cmr.2025.2026-02-02.acme.amrt.reminder-2", "cmr.2025.2026-01-12.acme.amrt.request"},
	} {
		in := example(t)
		in.Year = in.Year.By(tc.programme)
		in.Year.Settings.AcceptedVersions = []string{"2.1"}
		if err := in.Templates.lend(tc.programme); err != nil {
			t.Fatal(err)
		}
		l := letterOf(campaign.ToRemind, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example"})
		l.State.Letters[0].Programmes = tc.asked
		m, err := in.Mail(l)
		if err != nil || m.File != tc.file || m.ID != tc.id+"@example.com" || !strings.Contains(string(m.Data), "\nIn-Reply-To: <"+tc.follows+"@example.com>\r\n") || !strings.Contains(string(m.Data), "\nReferences: <"+tc.follows+"@example.com>\r\n") {
			t.Errorf("%s: %v, %s, %s\n%.700s", name, err, m.File, m.ID, m.Data)
		}
	}
	for templates, l := range map[string]campaign.Letter{"": {Programme: "CMRT"}, "emrt": {Programme: "EMRT"}, "cmrt emrt amrt": {Programme: "CMRT", Also: []string{"EMRT", "AMRT"}}} {
		if got := about(l); got != templates {
			t.Errorf("logged as about %q, want %q", got, templates)
		}
	}
}

// TestAnotherTemplatesLettersAreOpenedToo: with the file that the project holds for it, in the
// words that fit any template, and what is missing is named after it.
func TestAnotherTemplatesLettersAreOpenedToo(t *testing.T) {
	year := func(template string) string {
		return "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\nprogrammes: [cmrt, emrt]\nemrt:\n  accepted_versions: [\"2.1\"]\n" + template
	}
	roster := rosterHead + "acme,Acme,,a@acme.example,fr,yes,,,,,,,,emrt\nbolt,Bolt,,,de,yes,,,,,,,,emrt\ncord,Cord,,c@cord.example,de,yes,,,,,,,,emrt\n"
	o := anOffice(t, map[string]string{"content/2025/year.yaml": year(""), "data/2025/suppliers.csv": roster})
	m, err := o.open(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := o.drafts(t); !slices.Equal(got, []string{"2026-01-01-acme-emrt-request.eml", "2026-01-01-cord-emrt-request.eml"}) || m.Held != 1 || m.Due[1].Language != "de" || m.Due[0].Language != "en" {
		t.Errorf("drafts %v, held %d", got, m.Held)
	}
	o.says(t, []string{"warning: there is no content/letters/emrt-request.fr.md: 1 written in English\n", "request (EMRT) to Acme <a@acme.example>: not asked yet\n", "held: request (EMRT) to bolt: no e-mail address is on the roster\n"}, "emrt-request.de", " bolt <")
	if err := m.Record(); err != nil || !strings.Contains(o.text(t, "data/2025/outreach.csv"), "emrt") || o.text(t, "data/2025/letters/2026-01-12-acme-emrt-request.txt") == "" {
		t.Errorf("%v\n%s", err, o.text(t, "data/2025/outreach.csv"))
	}
	for says, files := range map[string]map[string]string{
		"content/templates/none.xlsx":                   {"content/2025/year.yaml": year("  template: content/templates/none.xlsx\n")},
		"campaign.template is no EMRT that can be read": {"content/2025/year.yaml": year("  template: content/templates/x.xlsx\n"), "content/templates/x.xlsx": "x"},
		"accepted_versions in year.yaml names none":     {"content/2025/year.yaml": "cut_off: 2026-04-30\n"},
	} {
		o := anOffice(t, files)
		if _, err := o.open(t, nil); err == nil || !strings.Contains(err.Error(), says) || o.drafts(t) != nil {
			t.Errorf("%v, want %s", err, says)
		}
	}
}

// TestAFolderOfDraftsThatCannotBeOpened ends it, and nothing is logged.
func TestAFolderOfDraftsThatCannotBeOpened(t *testing.T) {
	o := anOffice(t, map[string]string{"build": "a file"})
	if _, err := o.open(t, nil); err == nil || o.text(t, "data/2025/outreach.csv") != "" {
		t.Error(err)
	}
	o = anOffice(t, map[string]string{"build/" + draftToAcme + "/x": "a folder"})
	var at error
	if _, at = o.open(t, nil); at == nil || errors.Is(at, ErrUsage) {
		t.Error(at)
	}
}

// TestWhatATemplateMayHold, and what it is told that it must not: in full, since it is by
// this list that somebody who writes one corrects it.
func TestWhatATemplateMayHold(t *testing.T) {
	const known = "letters know asked, clause, contact, due, email, file, minerals, name, next_year, number, oldest, received, reminders, reply_to, sender, short_name, supplier, supplier_id, template_name, template_title, versions, year, check_page, daughters, template, and {{block points}} in corrections and questions"
	for _, tc := range []struct {
		line, kind string
		subject    bool
		want       string
	}{
		{"{{ year }} {{template}} {{check_page}}.", campaign.ToAsk, false, ""}, {"{{year}}", campaign.ToAsk, true, ""}, {"nothing", campaign.ToAsk, true, ""},
		{"{{yaer}}", campaign.ToAsk, false, "there is no {{yaer}}: " + known}, {"{{check_page}}", campaign.ToAsk, true, "{{check_page}} is a sentence, and stands in the text"},
		{" {{block points}} ", campaign.ToCorrect, false, ""}, {"{{block points}}", campaign.ToQuestion, false, ""},
		{"{{block points}}", campaign.ToThank, false, "{{block points}} stands on a line of its own, in corrections and questions"}, {"{{block points}}", campaign.ToCorrect, true, "{{block points}} stands on a line of its own, in corrections and questions"},
		{"See {{block points}}", campaign.ToCorrect, false, "{{block points}} stands on a line of its own, in corrections and questions"}, {"{{block points}}{{block points}}", campaign.ToCorrect, false, "{{block points}} stands on a line of its own, in corrections and questions"},
		{"{{year", campaign.ToAsk, false, "“{{” is not closed by “}}” on the same line"}, {"{year}}", campaign.ToAsk, false, "“{{” is not closed by “}}” on the same line"}, {"{year}", campaign.ToAsk, false, ""},
	} {
		got := ""
		if err := placeholders(tc.line, tc.kind, tc.subject); err != nil {
			got = err.Error()
		}
		if got != tc.want {
			t.Errorf("%q in %s: %q, want %q", tc.line, tc.kind, got, tc.want)
		}
	}
	in := example(t)
	if got, err := in.fill("{{supplier}}. {{ contact }}. x", campaign.Letter{State: campaign.State{Supplier: tables.Supplier{Contact: "A. B."}}}, "en", header); err != nil || got != ". A. B. x" {
		t.Errorf("%q, %v", got, err)
	}
}
