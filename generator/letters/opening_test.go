package letters

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

// office is a project of files, with the drafts beside it.
type office struct {
	dir  string
	said *strings.Builder
}

// anOffice is a project whose suppliers acme, bolt and cord were asked on 12 January 2026;
// changes adds files to it, or takes away those of which nothing is left.
func anOffice(t *testing.T, changes map[string]string) office {
	t.Helper()
	o := office{t.TempDir(), &strings.Builder{}}
	files := map[string]string{
		"content/registrant.yaml": "name: Example, Inc.\npublic_url: https://www.example.com/minerals/\ncheck_page: without-directory\nmail: {from: cm@example.com, buyer: buyer@example.com}\n",
		"content/2025/year.yaml":  "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\ncampaign: {start: 2026-01-12, due: 2026-02-27}\n",
		"data/2025/suppliers.csv": rosterHead + "acme,Acme,,a@acme.example,fr,yes,,,,,,,,\nbolt,Bolt,,b@bolt.example,fr,yes,,,,,,,,\ncord,Cord,,c@cord.example,,yes,,,,,,,,\n",
	}
	maps.Copy(files, changes)
	for name, text := range files {
		if text != "" {
			o.put(t, name, text)
		}
	}
	return o
}

const (
	rosterHead   = "id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent,vendor,buyer,programmes\n"
	outreachHead = "date,supplier,kind,channel,outcome,note,until\n"
)

func (o office) put(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(o.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// text is a file of the project; "" where there is none.
func (o office) text(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(o.dir, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(data)
}

// drafts are the names in the folder of drafts, hidden ones aside.
func (o office) drafts(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.dir, "build/*.eml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	return names
}

// open opens the letters of 12 January 2026, as an invocation of “cmr letters” does.
func (o office) open(t *testing.T, with func(*Mailing)) (*Mailing, error) {
	t.Helper()
	root, err := folder.Open(o.dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(root.FS())
	if err != nil {
		t.Fatal(err)
	}
	o.said.Reset()
	tell := func(format string, args ...any) { fmt.Fprintf(o.said, format+"\n", args...) }
	m := &Mailing{Root: root, Day: "2026-01-12", Today: "2026-01-12", At: time.Date(2026, 1, 12, 12, 0, 0, 0, time.UTC), Rate: 60_000_000, Tell: tell,
		Warn:   func(format string, args ...any) { fmt.Fprintf(o.said, "warning: "+format+"\n", args...) },
		Drafts: func() (*folder.Folder, error) { return folder.Make(filepath.Join(o.dir, "build")) }}
	if with != nil {
		with(m)
	}
	t.Cleanup(m.Close)
	return m, m.Open(season.Open(p, nil, &reading.Store{}), 2025)
}

// says holds what was said to lines that it must hold, and others that it must not.
func (o office) says(t *testing.T, wanted []string, unwanted ...string) {
	t.Helper()
	for _, line := range wanted {
		if !strings.Contains(o.said.String(), line) {
			t.Errorf("%q is not said:\n%s", line, o.said)
		}
	}
	for _, line := range unwanted {
		if strings.Contains(o.said.String(), line) {
			t.Errorf("%q is said:\n%s", line, o.said)
		}
	}
}

const (
	draftToAcme = "2026-01-12-acme-request.eml"
	draftToBolt = "2026-01-12-bolt-request.eml"
	draftToCord = "2026-01-12-cord-request.eml"
)

// TestDraftsAreThoseThatAreDue: each is told with its reason, also that it is in another
// language than the supplier's; a draft that is due no more goes, but for those of suppliers
// that are left out, of which nothing is known.
func TestDraftsAreThoseThatAreDue(t *testing.T) {
	o := anOffice(t, nil)
	if _, err := o.open(t, nil); err != nil {
		t.Fatal(err)
	}
	if got := o.drafts(t); !slices.Equal(got, []string{draftToAcme, draftToBolt, draftToCord}) {
		t.Errorf("drafts %v", got)
	}
	o.says(t, []string{draftToAcme + ": request to Acme <a@acme.example>: not asked yet\n", "warning: there is no content/letters/request.fr.md: 2 written in English\n",
		"warning: there is no content/letters/request.md: the letter has the words that “cmr init” gives a new project\n"}, "reminder", "thanks")
	if draft := o.text(t, path.Join("build", draftToAcme)); !strings.Contains(draft, "https://www.example.com/minerals/check/") {
		t.Errorf("the page on which suppliers check a workbook is not named:\n%s", draft)
	}

	for name, tc := range map[string]struct {
		only, skip, due, drafts []string
	}{
		"only one":     {only: []string{"bolt"}, due: []string{"bolt"}, drafts: []string{draftToAcme, draftToBolt, draftToCord}},
		"all but one":  {skip: []string{"bolt"}, due: []string{"acme", "cord"}, drafts: []string{draftToAcme, draftToBolt, draftToCord}},
		"both ways":    {only: []string{"acme", "bolt"}, skip: []string{"bolt"}, due: []string{"acme"}, drafts: []string{draftToAcme, draftToBolt, draftToCord}},
		"all of them ": {due: []string{"acme", "bolt", "cord"}, drafts: []string{draftToAcme, draftToBolt, draftToCord}},
	} {
		m, err := o.open(t, func(m *Mailing) { m.Only, m.Skip = tc.only, tc.skip })
		if err != nil {
			t.Fatal(err)
		}
		var due []string
		for _, mail := range m.Due {
			due = append(due, mail.Letter.State.Supplier.ID)
		}
		if !slices.Equal(due, tc.due) || !slices.Equal(o.drafts(t), tc.drafts) {
			t.Errorf("%s: due %v, drafts %v", name, due, o.drafts(t))
		}
	}
	for _, with := range []func(*Mailing){func(m *Mailing) { m.Only = []string{"alien"} }, func(m *Mailing) { m.Skip = []string{"alien"} }} {
		if _, err := o.open(t, with); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), `there is no supplier "alien" in data/2025/suppliers.csv`) {
			t.Error(err)
		}
	}

	// Bolt has been asked since: its draft goes.
	o.put(t, "data/2025/outreach.csv", outreachHead+"2026-01-12,bolt,request,email,sent,,\n")
	if _, err := o.open(t, nil); err != nil || !slices.Equal(o.drafts(t), []string{draftToAcme, draftToCord}) {
		t.Errorf("%v, drafts %v", err, o.drafts(t))
	}
}

// TestLoggedAsSentByHand: each letter is in the log, its text with the year's data, and its
// mail where it is not written again; its draft is gone. Without letters nothing is said.
func TestLoggedAsSentByHand(t *testing.T) {
	o := anOffice(t, nil)
	m, err := o.open(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Record(); err != nil {
		t.Fatal(err)
	}
	if log := o.text(t, "data/2025/outreach.csv"); strings.Count(log, "2026-01-12,") != 3 || !strings.Contains(log, "2026-01-12,acme,request,email,sent,a@acme.example") {
		t.Errorf("the log says\n%s", log)
	}
	if got := o.drafts(t); got != nil {
		t.Errorf("drafts are left: %v", got)
	}
	for _, name := range []string{"acme", "bolt", "cord"} {
		if o.text(t, "build/logged/2026-01-12/2026-01-12-"+name+"-request.eml") == "" || !strings.Contains(o.text(t, "data/2025/letters/2026-01-12-"+name+"-request.txt"), "Message-ID: <cmr.2025.2026-01-12."+name+".request@example.com>") {
			t.Errorf("the letter to %s is not kept", name)
		}
	}
	o.says(t, []string{"Logged in data/2025/outreach.csv: 3. Send the files in " + filepath.Join(o.dir, "build/logged/2026-01-12") + " now.\n"})
	m.Close()
	if m, err = o.open(t, nil); err != nil || len(m.Due) > 0 {
		t.Fatalf("%v, due again: %d", err, len(m.Due))
	}
	if err := m.Record(); err != nil || o.said.Len() > 0 {
		t.Errorf("%v; nothing is due, and said was\n%s", err, o.said)
	}
}

// TestNoLetterIsWrittenWithout an address of ours, a survey, a readable template, or lists
// and texts that can be read; nothing is drafted then.
func TestNoLetterIsWrittenWithout(t *testing.T) {
	const year = "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\n"
	for name, tc := range map[string]struct {
		files map[string]string
		says  string
	}{
		"our address":         {map[string]string{"content/registrant.yaml": "name: Example, Inc.\n"}, "content/registrant.yaml: mail.from is missing: the address that letters come from"},
		"a survey":            {map[string]string{"content/2025/year.yaml": "title: none\n", "data/2025/suppliers.csv": ""}, "2025 asked no suppliers (cut_off in year.yaml)"},
		"sound words":         {map[string]string{"content/letters/thanks.md": "Thank you.\n"}, "content/letters/thanks.md:1: a letter begins with"},
		"the template's file": {map[string]string{"content/2025/year.yaml": year + "campaign: {template: content/templates/none.xlsx}\n"}, "content/templates/none.xlsx"},
		"a sound template":    {map[string]string{"content/2025/year.yaml": year + "campaign: {template: content/templates/x.xlsx}\n", "content/templates/x.xlsx": "x"}, "campaign.template is no CMRT that can be read"},
		"another year's sound settings": {map[string]string{"content/2024/year.yaml": "cut_off: yesterday\n",
			"content/2026/year.yaml": "cut_off: tomorrow\n"}, "year.yaml"},
		"a sound journal": {map[string]string{folder.TempPrefix + "sending-2025": "{\n"}, "is damaged"},
	} {
		o := anOffice(t, tc.files)
		if _, err := o.open(t, nil); err == nil || !strings.Contains(err.Error(), tc.says) || o.drafts(t) != nil {
			t.Errorf("without %s: %v, drafts %v", name, err, o.drafts(t))
		}
	}
}

// TestALineOfTheLogThatCannotBeUsedHoldsLetters: those to the supplier that it names, since
// it may be about them; where it names none, it is said before letters go out.
func TestALineOfTheLogThatCannotBeUsedHoldsLetters(t *testing.T) {
	o := anOffice(t, map[string]string{"data/2025/outreach.csv": outreachHead + "12 January,bolt,request,email,sent,,\n12 January,nobody,request,email,sent,,\n",
		"data/2025/suppliers.csv": rosterHead + "acme,Acme,,a@acme.example,en,yes,,,,,,,,\nbolt,Bolt,,b@bolt.example,,yes,,,,,,,,\ncord,Cord,,,,yes,,,,,,,,\n"})
	m, err := o.open(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Held != 2 || !slices.Equal(o.drafts(t), []string{draftToAcme}) {
		t.Errorf("held %d, drafts %v", m.Held, o.drafts(t))
	}
	o.says(t, []string{"held: request to bolt: data/2025/outreach.csv:2 cannot be used (", "), and may be about this letter: correct the line\n", "held: request to cord: no e-mail address is on the roster\n",
		"warning: data/2025/outreach.csv:3 cannot be used (", "names no supplier of the roster: correct it before letters go out\n"}, "outreach.csv:2 cannot be used (unknown supplier", "request.fr")
}

// TestOneLetterAsksForTheOtherTemplateToo: with the CMRT's comes a paragraph, in its
// language, behind the first, and the other template, which the project holds; the log
// says about which of them the letter was.
func TestOneLetterAsksForTheOtherTemplateToo(t *testing.T) {
	template := emptied(t, "EMRT", false, false)
	for lang, wants := range map[string]struct{ first, asks, attached string }{
		"": {"You answer by replying to this message.", "Please send us a completed Extended Minerals Reporting Template (EMRT, version 2.1) too, which asks about cobalt, copper, graphite, lithium, mica and nickel.",
			"An empty EMRT (version 2.1) is attached"},
		"de": {"Antworten Sie dazu einfach auf diese Nachricht.", "Bitte senden Sie uns auch ein ausgefülltes Extended Minerals Reporting Template (EMRT, Version 2.1); darin fragen wir, woher Kobalt, Kupfer, Graphit, Lithium, Glimmer und Nickel stammen.",
			"Ein leeres EMRT (Version 2.1) hängt an"},
		"zh": {"直接回复本邮件即可。", "请同时填写并发送", "空白 EMRT 模板（版本 2.1）见本邮件附件"},
	} {
		year := "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\nprogrammes: [cmrt, emrt]\nemrt:\n  accepted_versions: [\"2.1\"]\n  template: content/templates/EMRT.xlsx\n"
		files := map[string]string{"data/2025/suppliers.csv": rosterHead + "acme,Acme,,a@acme.example," + lang + ",yes,,,,,,,,\nbolt,Bolt,,b@bolt.example," + lang + ",yes,,,,,,,,cmrt\n"}
		for _, letter := range shipped(t) {
			files[letter.File] = letter.Body
		}
		files["content/templates/EMRT.xlsx"], files["content/2025/year.yaml"] = string(template), year
		o := anOffice(t, files)
		m, err := o.open(t, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Due) != 2 || !slices.Equal(m.Due[0].Letter.Also, []string{"EMRT"}) || m.Due[1].Letter.Also != nil {
			t.Fatalf("%q: due %+v", lang, m.Due)
		}
		before, after, ok := strings.Cut(unwrapped(m.Due[0].Text), unwrapped(wants.asks))
		if !ok || !strings.HasSuffix(before, unwrapped(wants.first)) || !strings.Contains(after, unwrapped(wants.attached)) {
			t.Errorf("%q: the other template is not asked for, or not behind the first paragraph:\n%s", lang, m.Due[0].Text)
		}
		if text := unwrapped(m.Due[1].Text); strings.Contains(text, "EMRT") || !strings.Contains(text, unwrapped(wants.first)) {
			t.Errorf("%q: bolt is asked for the other template:\n%s", lang, m.Due[1].Text)
		}
		if attached := attachmentOf(t, m.Due[0].Data); string(attached) != string(template) {
			t.Errorf("%q: %d bytes are attached, want %d", lang, len(attached), len(template))
		}
		if err := m.Record(); err != nil {
			t.Fatal(err)
		}
		o.says(t, []string{"request (CMRT and EMRT) to Acme"}, "written in English", "to Bolt (CMRT")
	}
}
