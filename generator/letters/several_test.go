package letters

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// TestOneLetterAboutSeveralDeclarations: a distributor is asked about those of all its
// manufacturers at once, each under its name, with points numbered through.
func TestOneLetterAboutSeveralDeclarations(t *testing.T) {
	phone := finding.Rule{Name: "phone", Severity: finding.Error, Explanation: "It is required.", Fix: "Enter it."}
	ask := finding.Rule{Name: "ask", Severity: finding.Warning, Question: true, Explanation: "Its audit lapsed.", Fix: "Ask it."}
	in := example(t)
	in.Rules = []finding.Rule{phone, ask}
	book := func(file, company string, list ...finding.Finding) *check.Workbook {
		return &check.Workbook{Declaration: cmrt.Declaration{File: file, Company: cmrt.Company{Name: company}}, Findings: list}
	}
	first := []finding.Finding{phone.At("data/2025/cmrt/harbor.xlsx", "Declaration", "D17", "The phone is blank."), ask.At("data/2025/cmrt/harbor.xlsx", "Smelter List", "B5", "One lapsed.")}
	second := []finding.Finding{phone.At("data/2025/cmrt/harbor-2.xlsx", "Declaration", "D21", "The other phone is blank."), ask.At("data/2025/cmrt/harbor-2.xlsx", "Smelter List", "B6", "Another lapsed.")}
	for kind, want := range map[string][]string{
		campaign.ToCorrect: {"harbor.xlsx, harbor-2.xlsx", "harbor.xlsx (Fenwick", "1. Sheet Declaration, cell D17", "2. Sheet Smelter List, cell B5", "harbor-2.xlsx (*Hollins*", "3. Sheet Declaration, cell D21", "4. Sheet Smelter List, cell B6"},
		// only what is a question, and nothing twice
		campaign.ToQuestion: {"harbor.xlsx (Fenwick", "1. Sheet Smelter List, cell B5", "harbor-2.xlsx (*Hollins*", "2. Sheet Smelter List, cell B6"},
	} {
		l := letterOf(kind, tables.Supplier{ID: "harbor", Name: "Harbor Inc.", Email: "a@harbor.example", Language: "en"})
		l.State.About = []*check.Workbook{book("data/2025/cmrt/harbor.xlsx", "Fenwick", first...), book("data/2025/cmrt/harbor-2.xlsx", "*Hollins*", second...)}
		l.State.Questions = []finding.Finding{first[1], second[1]}
		m, err := in.Mail(l)
		if err != nil {
			t.Fatal(err)
		}
		rest := m.Text
		for _, w := range want {
			_, after, ok := strings.Cut(rest, w)
			if !ok {
				t.Fatalf("%s: %q is missing, or not where it belongs:\n%s", kind, w, m.Text)
			}
			rest = after
		}
		if strings.Contains(rest, "Sheet ") || strings.Contains(m.Text, "Inc..") {
			t.Errorf("%s: something is said twice:\n%s", kind, m.Text)
		}
	}
}

// TestAParentIsAskedForItsDaughters in every language, and a supplier without any is not.
func TestAParentIsAskedForItsDaughters(t *testing.T) {
	in := example(t)
	for _, kind := range []string{campaign.ToAsk, campaign.ToRemind} {
		for _, lang := range []string{"en", "de", "zh"} {
			l := letterOf(kind, tables.Supplier{ID: "harbor", Name: "Harbor Inc.", Email: "a@harbor.example", Language: lang})
			bare, err := in.Mail(l)
			if err != nil {
				t.Fatal(err)
			}
			l.State.Daughters = []string{"Fenwick *Capacitors*", "Hollins Relays"}
			full, err := in.Mail(l)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(strings.Fields(full.Text), " "), "Fenwick *Capacitors*") || !strings.Contains(strings.Join(strings.Fields(full.Text), " "), "Description of Scope") {
				t.Errorf("%s, %s:\n%s", kind, lang, full.Text)
			}
			l.State.Daughters, l.State.HandedOn = nil, []string{"Umber Film"}
			handed, err := in.Mail(l)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(handed.Text, "Umber Film") || strings.Contains(handed.Text, "Description of Scope") {
				t.Errorf("%s, %s, with declarations handed on:\n%s", kind, lang, handed.Text)
			}
			if strings.Contains(bare.Text, "Umber Film") || strings.Contains(bare.Text, "Description of Scope") || strings.Contains(bare.Text, "\n\n\n") {
				t.Errorf("%s, %s, without daughters:\n%s", kind, lang, bare.Text)
			}
		}
	}
}

// TestALetterThroughAParent is written to the parent, in its language, about the daughter.
func TestALetterThroughAParent(t *testing.T) {
	in := example(t)
	l := letterOf(campaign.ToAsk, tables.Supplier{ID: "fenwick", Name: "Fenwick", Language: "en", Parent: "harbor"})
	l.State.Via = tables.Supplier{ID: "harbor", Name: "Harbor", Contact: "Dana Reed", Email: "d@harbor.example", Language: "de"}
	m, err := in.Mail(l)
	if err != nil || m.To != "d@harbor.example" || m.Language != "de" || !strings.Contains(m.Subject, "Fenwick") || !strings.Contains(m.Text, "Guten Tag Dana Reed") || !strings.Contains(string(m.Data), `To: "Dana Reed" <d@harbor.example>`) {
		t.Errorf("%v %+v", err, m)
	}
}

// TestSentencesStandBehindEachOther as the language writes them, and what is not said leaves
// no gap.
func TestSentencesStandBehindEachOther(t *testing.T) {
	for lang, want := range map[string]string{"en": "A. B.", "de-AT": "A. B.", "zh-hans": "A.B."} {
		if got := joined(lang, "", "A.", "", "B."); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
