package letters

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds a text to a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if diff := cmp.Diff(string(want), got); err != nil || diff != "" {
		t.Errorf("%s (-update writes it anew): %v\n%s", file, err, diff)
	}
}

// TestSentencesOfLetters holds all that the program itself puts into the words of a
// template, in every language, to a page that somebody who speaks it can read. A language
// that letters are not written in has the English sentences.
func TestSentencesOfLetters(t *testing.T) {
	const template = "{{template_title}}: {{minerals}}. {{due}}.\n\n{{template}}\n\n{{check_page}}\n\n{{daughters}}"
	var page strings.Builder
	for _, lang := range []string{"en", "de-AT", "zh", "fr"} {
		for _, programme := range cmrt.Programmes {
			fmt.Fprintf(&page, "# %s, %s\n\n", lang, programme)
			in := example(t)
			in.Registrant.CheckPage, in.CheckPage = project.WithDirectory, "https://www.example.com/(cm)/check/"
			in.Year = in.Year.By(programme)
			in.Year.Settings.AcceptedVersions = []string{"2.0", "2.1"}
			in.Attached = Attachment{Programme: programme}
			say := func(about, kind, text string, l campaign.Letter) {
				l.Kind = kind
				said, err := in.fill(text, l, lang, literal)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&page, "%s, %s:\n\n%s\n\n", about, kind, said)
			}
			daughters := campaign.State{Daughters: []string{"Alpha", "*Beta*"}, HandedOn: []string{"Gamma", "Delta #1"}}
			say("linked", campaign.ToAsk, template, campaign.Letter{State: daughters})
			in.Attached.Data, in.Attached.Version = []byte("x"), "2.1"
			say("attached", campaign.ToRemind, template, campaign.Letter{})
			say("smelters are compared with no directory", campaign.ToCorrect, "{{check_page}}", campaign.Letter{})
			in.Year.Settings.Snapshots.Directory = "directory.csv"
			say("with a directory", campaign.ToCorrect, "{{check_page}} {{template}}", campaign.Letter{})
			fmt.Fprintf(&page, "beside another template:\n\n%s\n\n", in.asks(lang, campaign.ToAsk))
			in.Year.Settings.AcceptedVersions, in.Attached.Data = nil, nil
			fmt.Fprintf(&page, "of whichever version:\n\n%s\n\n", in.asks(lang, campaign.ToAsk))
		}
	}
	golden(t, "sentences.md", page.String())
}

// TestMailsAsTheyAreSent holds whole mails, headers, boundaries and packing with them: a mail
// is known by its SHA-256 once it was sent, so the same inputs give the same bytes, whichever
// release of the program or of its libraries writes it.
func TestMailsAsTheyAreSent(t *testing.T) {
	look := finding.Rule{Name: "look", Severity: finding.Warning, Explanation: "Another name.", Fix: "Confirm it.", Question: true}
	must := finding.Rule{Name: "must", Severity: finding.Error, Fix: "Enter it."}
	book := func(file, company string) *check.Workbook {
		d := cmrt.Declaration{File: "data/2025/cmrt/" + file, Company: cmrt.Company{Name: company}}
		return &check.Workbook{Declaration: d, Findings: []finding.Finding{look.At(d.File, "Declaration", "D8", "The name differs."), must.At(d.File, "Declaration", "D17", "The cell is blank.")}}
	}
	words := func(in *Input, kind, lang, body string) {
		name := map[bool]string{true: kind, false: kind + "." + lang}[lang == "en"]
		in.Templates[name] = project.Text{File: "content/letters/" + name + ".md", Body: "Subject: {{year}} {{supplier}} ({{number}})\n\n" + body}
	}
	mails := map[string]func(in *Input) campaign.Letter{
		"request": func(in *Input) campaign.Letter { // two templates, both attached; a name that has to be packed
			words(in, campaign.ToAsk, "zh", "尊敬的 {{contact}}：\n\n**{{due}}**\n\n{{template}}\n")
			other := *in
			other.Year = in.Year.By("EMRT")
			other.Year.Settings.AcceptedVersions, other.Attached = []string{"2.1"}, Attachment{Programme: "EMRT", Name: "EMRT.xlsx", Version: "2.1", Data: []byte("an EMRT")}
			in.Attached, in.beside = Attachment{Name: "CMRT.xlsx", Version: "6.5", Data: bytes.Repeat([]byte("CMRT\r\n"), 20)}, map[string]*Input{"EMRT": &other}
			l := letterOf(campaign.ToAsk, tables.Supplier{ID: "gelb", Name: "黄金有限公司", Contact: "李 =?x?", Email: "li@例子.example", Language: "zh-Hans"})
			l.Programme, l.Also = cmrt.Conflict, []string{"EMRT", "AMRT"}
			return l
		},
		"reminder": func(in *Input) campaign.Letter { // of a demonstration, answered at the address that it comes from
			words(in, campaign.ToRemind, "de", "Guten Tag {{contact}},\n\nwir baten {{supplier}} am {{asked}}. {{template}}\n")
			in.Year.Demonstration, in.Registrant.Mail.ReplyTo = true, in.Registrant.Mail.From
			return letterOf(campaign.ToRemind, tables.Supplier{ID: "mueller", Name: "Müller & Söhne KG a.A.", Contact: "Zoë *Å*", Email: "zoe@mueller.example", Language: "de"})
		},
		"correction": func(in *Input) campaign.Letter {
			words(in, campaign.ToCorrect, "en", "Dear {{contact}},\n\nplease correct {{file}}.\n\n{{block points}}\n\n{{sender}}\\\n{{reply_to}}\n")
			in.Rules = []finding.Rule{look, must}
			l := letterOf(campaign.ToCorrect, tables.Supplier{ID: "harbor", Name: "Harbor Inc.", Email: "a@harbor.example"})
			l.State.About = []*check.Workbook{book("harbor.xlsx", "Fenwick"), book("harbor-2.xlsx", "")}
			return l
		},
		"questions": func(in *Input) campaign.Letter {
			words(in, campaign.ToQuestion, "zh", "尊敬的 {{contact}}：\n\n{{block points}}\n")
			in.Rules = []finding.Rule{look, must}
			l := letterOf(campaign.ToQuestion, tables.Supplier{ID: "hafen", Name: "Hafen", Email: "a@hafen.example", Language: "zh"})
			l.State.About = []*check.Workbook{book("hafen.xlsx", "Hafen")}
			l.State.Questions = l.State.About[0].Findings[:1]
			return l
		},
		"escalation": func(in *Input) campaign.Letter { // to a buyer, in English, whatever the supplier reads
			words(in, campaign.ToEscalate, "en", "Dear colleague,\n\n{{supplier}} ({{supplier_id}}; {{email}}) was asked on {{asked}} and reminded {{reminders}} times. Contract: {{clause}}\n")
			words(in, campaign.ToEscalate, "de", "Nicht dieser.\n")
			return letterOf(campaign.ToEscalate, tables.Supplier{ID: "still", Name: "Still GmbH", Contact: "S", Email: "s@still.example", Language: "de"})
		},
	}
	for name, of := range mails {
		in := example(t)
		m, err := in.Mail(of(&in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if n := bytes.Count(m.Data, []byte("\n")); n != bytes.Count(m.Data, []byte("\r\n")) || n == 0 {
			t.Errorf("%s: not every line ends in CRLF", name)
		}
		golden(t, name+".eml", strings.ReplaceAll(string(m.Data), "\r\n", "\n"))
	}
}
