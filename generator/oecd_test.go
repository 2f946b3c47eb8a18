package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/tables"
)

// oecd are what the five steps of the OECD Guidance ask of a company far from the smelters,
// each with words by which a report shows it; "" where ours does not.
var oecd = []struct{ asks, shown string }{
	{"1 policy consistent with Annex II", `Annex II of the Guidance is published`},
	{"1 internal team", `is carried out by`},
	{"1 accountable senior manager", `is the responsibility of the`},
	{"1 budget", ``},
	{"1 policy communicated to suppliers", `the policy was sent to suppliers`},
	{"1 contracts", `contracts of \d+ of the \d+ suppliers in scope oblige`},
	{"1 system that records which smelters there are", `matched to the smelter directory`},
	{"1 records kept", `are kept for at least \d+ years`},
	{"1 grievance channel", `may raise a concern about minerals in its supply chain at \S+`},
	{"2 smelters identified with suppliers", `Accepted declarations name \d+ facilities`},
	{"2 preliminary data of origin and transit", ``}, // origins are asked for and printed; of transit nothing is known
	{"2 whether smelters did due diligence", `The status of each facility is that of the conformance list`},
	{"2 collective work of the industry", `is a member of`},
	{"3 report to senior management", `were reported to the`},
	{"3 plan: continue, suspend or disengage", `State:\*?\*? (?:Being mitigated|Trade|Closed)`},
	{"3 leverage", `Suppliers that name such a facility are asked|was escalated to`},
	{"3 improvement within six months", `Deadline: `},
	{"3 monitoring", `Against 20\d\d, |Among the steps that the report`},
	{"4 relies on independent audits", `relies on assessments of smelters`},
	{"4 supports them", `were asked for one through`},
	{"5 systems published", `This report, its tables and their definitions are published`},
	{"5 steps to identify smelters published", `suppliers were asked to name every smelter`},
	{"5 method of risk assessment published", `Warning signs in any workbook`},
	{"5 mitigation published", `this is the response to each`},
}

func score(text string) (shown []string) {
	text = regexp.MustCompile(`\[([^\]]*)\]\(figures/[^)]*\)`).ReplaceAllString(text, "$1")
	for _, item := range oecd {
		if item.shown != "" && regexp.MustCompile(item.shown).MatchString(text) {
			shown = append(shown, item.asks)
		}
	}
	return shown
}

// TestTheReportAnswersTheOECDGuidance: at least twenty of its twenty-four points for a filer
// who enters what is asked for; how many for one who writes the narrative and enters nothing;
// and how many for one who has not even written that, in which nothing but data can speak.
func TestTheReportAnswersTheOECDGuidance(t *testing.T) {
	if len(oecd) != 24 {
		t.Fatal(len(oecd))
	}
	y := composed(t, 2025)
	d, err := y.Draft()
	if err != nil {
		t.Fatal(err)
	}
	filled := score(d.Report)
	bare := d.Input
	bare.Diligence, bare.Risks, bare.Typed, bare.Before, bare.Promised = project.Diligence{}, nil, nil, nil, nil
	bare.Activities = slices.DeleteFunc(slices.Clone(bare.Activities), func(a tables.Activity) bool { return strings.Contains(a.Activity, "(fictional)") })
	text, err := report.Compose(bare)
	if err != nil {
		t.Fatal(err)
	}
	none := score(text)
	bare.Narrative = nil
	files, err := filepath.Glob("project/skeleton/content/YEAR/*.md")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bare.Narrative = append(bare.Narrative, project.Text{File: "content/2025/" + filepath.Base(name), Body: string(body)})
	}
	if text, err = report.Compose(bare); err != nil {
		t.Fatal(err)
	}
	unwritten := score(text)
	t.Logf("%d of 24 with inputs, %d with a narrative alone, %d with nothing written", len(filled), len(none), len(unwritten))
	if len(unwritten) >= len(none) {
		t.Errorf("with nothing written: %s", strings.Join(unwritten, "; "))
	}
	if len(filled) < 20 {
		t.Errorf("shown: %s", strings.Join(filled, "; "))
	}
	for _, item := range oecd {
		if slices.Contains(none, item.asks) && !slices.Contains(filled, item.asks) {
			t.Errorf("%s is shown without inputs alone", item.asks)
		}
	}
	if len(none) >= len(filled) || len(none) < 10 {
		t.Errorf("with no inputs: %s", strings.Join(none, "; "))
	}
}
