package letters

import (
	"strings"
	"testing"
	"unicode"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// lent is an example whose year asks for a programme, in the words that come with the
// program.
func lent(t *testing.T, programme string, own Templates) Input {
	t.Helper()
	in := example(t)
	in.Year = in.Year.By(programme)
	in.Templates, in.Attached = own, Attachment{Programme: programme}
	if err := in.Templates.lend(programme); err != nil {
		t.Fatal(err)
	}
	return in
}

// TestLettersOfOtherTemplatesInTheirLanguage: whoever gets the letters about its CMRT in
// German or Chinese gets those about its EMRT and AMRT so, and nothing in them is left in
// English or to be filled in.
func TestLettersOfOtherTemplatesInTheirLanguage(t *testing.T) {
	for _, programme := range []string{"EMRT", "AMRT"} {
		in := lent(t, programme, Templates{})
		for lang, signs := range map[string]struct{ greets, minerals string }{
			"en": {"Dear Zoë", "cobalt, copper, graphite, lithium, mica"},
			"de": {"Guten Tag Zoë", "Kobalt, Kupfer, Graphit, Lithium, Glimmer"},
			"zh": {"尊敬的 Zoë", "钴、铜、石墨、锂、云母"},
		} {
			if programme == "AMRT" { // a supplier chooses its minerals
				signs.minerals = map[string]string{"en": "the minerals that the template is about", "de": "die Mineralien, nach denen die Vorlage fragt,", "zh": "模板所涉及的矿物"}[lang]
			}
			for _, kind := range Kinds {
				if kind == campaign.ToEscalate { // goes to a buyer of the company's own, in English as about the CMRT
					continue
				}
				l := letterOf(kind, tables.Supplier{ID: "acme", Name: "Acme GmbH", Contact: "Zoë", Email: "z@acme.example", Language: lang})
				l.State.About = []*check.Workbook{{Declaration: cmrt.Declaration{File: "data/2025/emrt/acme.xlsx"}}}
				l.State.Daughters = []string{"Acme Two"}
				m, err := in.Mail(l)
				if err != nil || m.Fallback || m.Language != lang {
					t.Errorf("%s %s in %s: %v, written in %q", programme, kind, lang, err, m.Language)
					continue
				}
				text := m.Subject + "\n" + m.Text
				if !strings.Contains(text, signs.greets) || !strings.Contains(text, programme) || strings.Contains(text, "{{") {
					t.Errorf("%s %s in %s:\n%s", programme, kind, lang, text)
				}
				asks := kind == campaign.ToAsk || kind == campaign.ToRemind
				if asks && (!strings.Contains(unwrapped(text), unwrapped(signs.minerals)) || !strings.Contains(unwrapped(text), "AcmeTwo")) {
					t.Errorf("%s %s in %s names no minerals, or not the daughter:\n%s", programme, kind, lang, text)
				}
				if strings.Contains(text, "CMRT") || lang != "en" && strings.Contains(text, " the ") {
					t.Errorf("%s %s in %s speaks of another template, or in English:\n%s", programme, kind, lang, text)
				}
			}
		}
	}
}

// unwrapped is a text without what lines are broken at.
func unwrapped(s string) string { return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), "") }

// TestAProjectsOwnWordsComeFirst: where it has its own letter in English, nothing else is
// sent to those who read German; where it has it in German alone, the rest is lent.
func TestAProjectsOwnWordsComeFirst(t *testing.T) {
	mine := project.Text{File: "content/letters/x.md", Body: "Subject: ours\n\nOurs."}
	in := lent(t, "EMRT", Templates{"emrt-request": mine, "emrt-thanks.de": mine})
	for name, want := range map[string]bool{"emrt-request.de": false, "emrt-request": true, "emrt-thanks": true, "emrt-thanks.zh": true, "emrt-reminder.de": true} {
		if _, there := in.Templates[name]; there != want {
			t.Errorf("%s: there %v, want %v", name, there, want)
		}
	}
	if in.Templates["emrt-thanks.de"] != mine || in.Templates["emrt-request"] != mine {
		t.Error("a letter of the project's own was replaced")
	}
}

// TestEveryMineralOfAProgrammeHasAName in each language of the letters.
func TestEveryMineralOfAProgrammeHasAName(t *testing.T) {
	for lang, names := range mineralNames {
		for _, programme := range []string{"CMRT", "EMRT"} {
			for _, m := range cmrt.MineralsOf(programme) {
				if names[m] == "" {
					t.Errorf("%s has no name in %q", m, lang)
				}
			}
		}
	}
	for lang, want := range map[string]string{"en": "Extended Minerals Reporting Template", "de": "Extended Minerals Reporting Template", "zh-hans": "扩展矿物报告模板"} {
		if got := titleOf("EMRT", lang); got != want {
			t.Errorf("the EMRT is called %q in %s", got, lang)
		}
	}
	for _, programme := range cmrt.Programmes {
		if titles[programme].en == "" || titles[programme].zh == "" {
			t.Errorf("the %s has no full name", programme)
		}
	}
}
