package report

import (
	"slices"
	"strings"
	"testing"
)

// TestAllThatIsMissingIsNamed, in the order in which a form or a report has it.
func TestAllThatIsMissingIsNamed(t *testing.T) {
	none := func(d *Draft) { d.Form, d.Report = "", "" }
	hold(t, "form-items", []element{
		{"since 2020", none, "The form lacks “item 1.01 conflict minerals disclosure and report”, “item 1.02 exhibit”, “section 2 – resource extraction issuer disclosure”, “item 2.01 resource extraction issuer disclosure and report”, “section 3 – exhibits”, “item 3.01 exhibits”."},
		{"before", func(d *Draft) { none(d); d.Year = 2019 }, "The form lacks “item 1.01 conflict minerals disclosure and report”, “item 1.02 exhibit”, “section 2 – exhibits”, “item 2.01 exhibits”."},
	})
	for rule, want := range map[string]string{
		"report-title":       "The head of the report lacks “example, inc.”, “2025”, “rule 13p-1”.",
		"report-definition":  "The definition of conflict minerals lacks “coltan”, “cassiterite”, “gold”, “wolframite”, “derivatives”.",
		"report-design":      "Of the five steps the report lacks “management systems”, “risks identified”, “response to risk”, “independent audit”, “annual report”.",
		"report-uncertainty": "The report does not say that it relies on suppliers, nor that lists may hold too many, nor what cannot be determined.",
		"report-origin":      "Nothing is said of the countries of origin, not even that they are not known.",
		"report-audit":       "Nothing is said of an independent private sector audit.",
	} {
		hold(t, rule, []element{{"an empty report", none, want}})
	}
	hold(t, "report-inquiry", []element{{"of an inquiry nothing but its name", func(d *Draft) { d.Report = "Our country of origin inquiry." },
		"The results of the inquiry lack “1,240”, “75.0% (930 of 1,240)”, “30 april 2026”, “6.31”, “6.4”, “6.5”."}})
	hold(t, "report-covered-countries", []element{
		{"the first five", replaced("Democratic Republic of the Congo", "Congo", "Angola", "A", "Burundi", "B", "Central African Republic", "C", ", Rwanda", ""), "The list of covered countries lacks “drc”, “angola”, “burundi”, “central african republic”, “rwanda”."},
		{"the last five", replaced("the Republic of the Congo,", "", "South Sudan", "S", "Tanzania", "T", "Uganda", "U", "Zambia", "Z"), "The list of covered countries lacks “republic of the congo”, “south sudan”, “tanzania”, “uganda”, “zambia”."},
	})
}

// TestOneOfSeveralWordsWillDo: what a report has to say may be said in other words.
func TestOneOfSeveralWordsWillDo(t *testing.T) {
	for rule, tc := range map[string]struct {
		without []string // the words that go, each followed by what stands in its place
		ways    []string
	}{
		"report-origin": {[]string{"origin cannot be determined", "origin is open", "names the countries", "is what it is", "could not be determined", "is open", "which countries", "which places"},
			[]string{"No country of origin is named.", "The countries of origin are these.", "No origin that may be published is known.", "No list has origins that may be published.", "We asked from which countries it comes.", "It cannot be determined.", "It could not be determined.", "We were unable to determine it."}},
		"report-mine-efforts": {[]string{"were compared with", "met", "were matched to", "met"},
			[]string{"Names were compared with the list.", "Names were matched to the list.", "Names are compared to the list.", "We compared the names.", "We visited a mine.", "We contacted smelters.", "We wrote to smelters.", "We asked smelters."}},
		"report-next-steps": {nil, []string{"Our work will include visits.", "Example intends to visit.", "A visit: it is planned.", "\n\n## Continuous efforts\n\nWe visit.\n", "\n\n## How we mitigate risks\n\nWe visit.\n", "\n\n## Next steps\n\nWe visit.\n"}},
		"report-design": {[]string{"anagement systems", "anagement", "isks identified", "isks", "esponse to risks", "isks", "mitigated", "lowered", "ndependent audits", "ndependent looks", "nnual report", "nnual letter"},
			[]string{"Management systems; we identify and assess risks, respond to them, read third-party audits and report annually.", "Management systems; identified risks; we mitigate; an independent third party; annually on supply chain.", "Management systems: we identify risks, mitigate them, read audits of smelters and write an annual report."}},
	} {
		d := sound(t)
		if rule == "report-next-steps" {
			d.Report, _, _ = strings.Cut(d.Report, "## Next steps")
			d.Before = nil
		}
		replaced(tc.without...)(&d)
		if findingsOf(d, rule) == nil {
			t.Errorf("%s: nothing is missed", rule)
		}
		for _, way := range tc.ways {
			told := d
			told.Report += "\n\n" + way + "\n"
			if list := findingsOf(told, rule); list != nil {
				t.Errorf("%s: %q is not understood: %q", rule, way, list)
			}
		}
	}
	empty := sound(t)
	before, _, _ := strings.Cut(empty.Report, "## Next steps")
	empty.Report, empty.Before = before+"\n\n## Next steps\n\n \n", nil
	if list := findingsOf(empty, "report-next-steps"); !slices.Equal(list, []string{"No future step is named."}) {
		t.Errorf("a section without words: %q", list)
	}
}
