package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// draftOf is the draft of a year of this repository, as if somebody had signed it.
func draftOf(t *testing.T, year int) report.Draft {
	t.Helper()
	d, err := composed(t, year).Draft()
	if err != nil {
		t.Fatal(err)
	}
	// As if the data were real: what says that they are not is taken out.
	d.Demonstration = false
	for _, text := range []*string{&d.Report, &d.Form} {
		*text = regexp.MustCompile(`(?m)^> \*\*Demonstration.*\n\n| \(fictional\)|In this demonstration `).ReplaceAllString(*text, "")
		*text = strings.ReplaceAll(*text, "555-0100", "555-2345")
	}
	d.Diligence.Oversight.Title = strings.TrimSuffix(d.Diligence.Oversight.Title, " (fictional)")
	if year > 2013 {
		s := &d.Filing.Signature
		s.Signed, s.Name, s.Title, s.Date, s.HeldBy = "/s/ A. Boss", "A. Boss", "General Counsel", "2026-05-20", "the Secretary"
	}
	return d
}

// replaced changes the report, or the form, of a draft.
func replaced(pairs ...string) func(*report.Draft) {
	return func(d *report.Draft) { d.Report = strings.NewReplacer(pairs...).Replace(d.Report) }
}

func reformed(pairs ...string) func(*report.Draft) {
	return func(d *report.Draft) { d.Form = strings.NewReplacer(pairs...).Replace(d.Form) }
}

// without takes a section out of the report, and puts another text there.
func without(heading, instead string) func(*report.Draft) {
	return func(d *report.Draft) {
		before, after, _ := strings.Cut(d.Report, heading)
		_, after, _ = strings.Cut(after, "\n## ")
		d.Report = before + instead + "\n\n## " + after
	}
}

// lintBreaks changes a sound draft so that one rule is broken.
var lintBreaks = []struct {
	rule  string
	wrong func(d *report.Draft)
}{
	{"form-demonstration", func(d *report.Draft) { d.Demonstration = true }},
	{"form-authentication", func(d *report.Draft) { d.Filing.Signature.HeldBy = "" }},
	{"report-typed", func(d *report.Draft) {
		d.Narrative = append(slices.Clone(d.Narrative), project.Text{File: "content/2025/99-x.md", Body: "About {{typed 80%}}."})
	}},
	{"form-registrant", func(d *report.Draft) { d.Registrant.Name = "Another, Inc." }},
	{"form-cover", func(d *report.Draft) { d.Registrant.EIN = "911011792" }},
	{"form-cover", func(d *report.Draft) { d.Registrant.Address.Zip = "" }},
	{"form-file-number", func(d *report.Draft) { d.Registrant.CommissionFileNumber = "0000780571" }},
	{"form-contact", func(d *report.Draft) { d.Filing.Contact.Name = "" }},
	{"form-contact", func(d *report.Draft) { d.Filing.Contact.Phone = "924-9900" }},
	{"form-rule-box", reformed("☒", "☐")},
	{"form-rule-box", reformed("☐", "☒")},
	{"form-period", reformed("December 31, 2025", "December 31, 2024")},
	{"form-period", replaced("2025", "the year")},
	{"form-items", reformed("Section 3 –", "Section 2 –")},
	{"form-heading", reformed("#### Conflict Minerals Disclosure\n", "")},
	{"form-scope", func(d *report.Draft) { d.Products = nil }},
	{"form-results", func(d *report.Draft) {
		d.Filing.Mode = project.StaffRelief
		reformed("could not be determined", "was not asked", "recycled or scrap", "other")(d)
	}},
	{"form-alone-unsupported", func(d *report.Draft) { d.Filing.Mode = project.FormAlone }},
	{"form-exhibit", func(d *report.Draft) { d.Filing.Exhibit = "1.02" }},
	{"form-exhibit", func(d *report.Draft) { d.Filing.Type = "EX-1.02" }},
	{"form-link", reformed("https://www.itron.com/investors/conflict-minerals/2025/", "https://www.itron.com/")},
	{"form-disclaimer", reformed("not incorporated by reference", "useful")},
	{"form-signature", func(d *report.Draft) { d.Filing.Signature.Signed = "" }},
	{"form-signature", func(d *report.Draft) { d.Filing.Signature.Title = "Engineer" }},
	{"form-signature", func(d *report.Draft) { d.Filing.Date = "2026-05-19" }},
	{"form-amendment", func(d *report.Draft) {
		d.Filing.Amendment = project.Amendment{Number: 1, Of: "2026-05-18"}
	}},
	{"form-deadline", func(d *report.Draft) { d.Filing.Date = "2026-06-02" }},
	{"report-title", replaced("Rule 13p-1", "the rule")},
	{"report-definition", replaced("wolframite", "tungsten")},
	{"report-covered-countries", replaced("the Republic of the Congo, ", "")},
	{"report-products", func(d *report.Draft) {
		d.Products = []project.Product{{Product: "Gas meters of glass", Metals: "tin"}}
	}},
	{"report-products", func(d *report.Draft) { d.Products = nil }},
	{"report-inquiry", replaced("63.6% (14 of 22)", "well")},
	{"report-inquiry", func(d *report.Draft) { d.Figures = nil }},
	{"report-framework", replaced("OECD", "usual")},
	{"report-framework", func(d *report.Draft) { d.Year = 2015 }},
	{"report-design", replaced("Independent audits", "Others", "audits of smelters", "others")},
	{"report-performed", replaced("## Due diligence performed", "## More")},
	{"report-performed", without("## Due diligence performed", "## Due diligence performed\n\nWhat was designed was done.")},
	{"report-facilities", func(d *report.Draft) { d.Smelters = d.Smelters[1:] }},
	{"report-facilities", func(d *report.Draft) { d.Smelters = nil }},
	{"report-status-date", func(d *report.Draft) { d.Conformance.AsOf = "2026-03-15" }},
	{"report-origin", replaced("Countries of origin", "Places", "countries of origin", "places", "origins", "places", "cannot be determined", "is open", "could not be determined", "is open", "which countries", "where", "country of origin is named", "place is named")},
	{"report-mine-efforts", replaced("greatest possible specificity", "care", "mine or location of origin", "place")},
	{"report-determination", replaced("does not describe any product as", "calls its meters")},
	{"report-determination", func(d *report.Draft) { d.Report += "\nOur products are DRC conflict-free.\n" }},
	{"report-determination", func(d *report.Draft) { d.Report += "\nOur products are DRC conflict undeterminable.\n" }},
	{"report-audit", replaced("private sector audit", "look")},
	{"report-next-steps", without("## Next steps", "")},
	{"report-promises", func(d *report.Draft) {
		d.Before = []project.Step{{Promised: "2024", Step: "to visit every mine"}}
	}},
	{"report-unfinished", func(d *report.Draft) { d.Report += "\n> **To be written.** More.\n" }},
	{"report-uncertainty", replaced("everything a supplier makes", "meters")},
	{"report-overclaim", func(d *report.Draft) { d.Report += "\nWe guarantee it.\n" }},
	{"report-overclaim", func(d *report.Draft) {
		d.Report += "\n\nNone of the conflict minerals in our products\noriginated in the covered countries.\n"
	}},
	{"report-overclaim", func(d *report.Draft) { d.Report += "\n\nOur products do not contain conflict minerals from the DRC.\n" }},
	{"report-overclaim", func(d *report.Draft) { d.Report += "\n\nAll our products are conflict free.\n" }},
	{"report-overclaim", func(d *report.Draft) { d.Report += "\n\nAll of the smelters were conformant in 2025.\n" }},
	{"report-overclaim", func(d *report.Draft) {
		d.Report += "\n\n- It was done.\n- Our tin does not directly or indirectly finance armed groups.\n"
	}},
	{"report-exclusion", func(d *report.Draft) {
		d.Exclusions = []project.Exclusion{{Business: "Acme GmbH", Acquired: "2023-03-01"}}
		d.Report += "\n\nAcme GmbH is left out.\n"
	}},
	{"report-exclusion", func(d *report.Draft) {
		d.Exclusions = []project.Exclusion{{Business: "Acme GmbH", Acquired: "2025-06-01"}}
	}},
	{"report-performed", func(d *report.Draft) {
		d.Activities = slices.DeleteFunc(slices.Clone(d.Activities), func(a tables.Activity) bool { return a.Step == 3 })
	}},
	{"report-inquiry", func(d *report.Draft) { d.Versions = append(slices.Clone(d.Versions), "6.22") }},
	{"report-mine-efforts", replaced("were compared with", "met", "compared with", "beside", "matched to", "beside")},
	{"report-audit", func(d *report.Draft) {
		d.Report += "\n\nWe obtained an independent private sector audit of this report.\n"
	}},
	{"report-names-of-time", func(d *report.Draft) { d.Report += "\nThe CFSI list was used.\n" }},
	{"report-stale", func(d *report.Draft) { d.Last = d.Report }},
	{"report-arithmetic", func(d *report.Draft) { d.Report += "\nAbout 80% answered.\n" }},
	{"report-part-missing", func(d *report.Draft) { d.Diligence.RetentionYears = 0 }},
	{"report-risk-overdue", func(d *report.Draft) {
		d.Risks = slices.Clone(d.Risks)
		d.Risks[0].Deadline = ""
	}},
	{"report-risk-untold", func(d *report.Draft) {
		d.Figures = slices.Clone(d.Figures)
		for i := range d.Figures {
			if d.Figures[i].ID == "tantalum.rcoi" {
				d.Figures[i].Value = project.MayOriginate
			}
		}
		d.Risks = slices.DeleteFunc(slices.Clone(d.Risks), func(r report.Risk) bool { return strings.Contains(strings.ToLower(r.Risk), "tantalum") })
	}},
	{"report-recycled", func(d *report.Draft) {
		d.Smelters = slices.Clone(d.Smelters)
		d.Smelters[0].RecycledOnly, d.Smelters[0].SourcingCountries = "yes", "PE"
	}},
}

func rulesOf(list []finding.Finding) (names []string) {
	for _, f := range list {
		if !slices.Contains(names, f.Rule) {
			names = append(names, f.Rule)
		}
	}
	slices.Sort(names)
	return names
}

// TestTheDemonstrationIsSound: signed, the report and form of 2025 lack nothing.
func TestTheDemonstrationIsSound(t *testing.T) {
	t.Parallel()
	for _, f := range report.Lint(draftOf(t, 2025), true) {
		t.Errorf("%s %s:%s %s", f.Rule, f.File, f.Cell, f.Message)
	}
}

func TestEveryElementIsMissed(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{}
	sound := draftOf(t, 2025)
	for _, tc := range lintBreaks {
		d := sound
		tc.wrong(&d)
		tried[tc.rule] = true
		if list := report.Lint(d, true); !slices.Contains(rulesOf(list), tc.rule) {
			t.Errorf("%s is not missed; found %v", tc.rule, rulesOf(list))
		}
		if finding.AnyAtLeast(report.Lint(d, false), finding.Error) {
			t.Errorf("%s is an error in a draft", tc.rule)
		}
	}
	for _, r := range report.Rules {
		if !tried[r.Name] {
			t.Errorf("no draft breaks %s", r.Name)
		}
	}
}

// TestAnUnsignedFormIsADraft: nobody signed the demonstration.
func TestAnUnsignedFormIsADraft(t *testing.T) {
	t.Parallel()
	d := draftOf(t, 2025)
	d.Filing.Signature.Signed = ""
	if list := report.Lint(d, false); len(list) != 1 || list[0].Rule != "form-signature" || list[0].Severity != finding.Warning || list[0].File != "content/2025/year.yaml" {
		t.Errorf("%+v", list)
	}
	if list := report.Lint(d, true); len(list) != 1 || list[0].Severity != finding.Error {
		t.Errorf("final: %+v", list)
	}
}

// TestWhatTheFoundingFilingLacks: the filing for 2013 lacks, by today's reading of
// the rule, what people found who read it.
func TestWhatTheFoundingFilingLacks(t *testing.T) {
	t.Parallel()
	filed, err := os.ReadFile("../../shared/form-sd-2013.txt")
	if os.IsNotExist(err) {
		t.Skip("needs ../shared with the founding filing")
	}
	if err != nil {
		t.Fatal(err)
	}
	const begins = "Conflict Minerals Report of Itron, Inc. in Accordance"
	form, exhibit, found := strings.Cut(string(filed), begins)
	if !found {
		t.Fatal("the filing has no report")
	}
	d := draftOf(t, 2013)
	d.Form, d.Report, d.Products, d.Smelters, d.Figures = form, begins+exhibit, nil, []tables.Smelter{}, nil
	d.Conformance = smelter.Source{}
	got := rulesOf(report.Lint(d, true))
	for _, want := range []string{"form-heading", "form-items", "form-link", "report-audit", "report-facilities", "report-inquiry", "report-mine-efforts", "report-origin", "report-products"} {
		if !slices.Contains(got, want) {
			t.Errorf("that it lacks %s is not found", want)
		}
	}
	for _, there := range []string{"form-contact", "form-cover", "form-deadline", "form-disclaimer", "form-exhibit", "form-file-number", "form-period", "form-registrant", "form-signature",
		"report-framework", "report-names-of-time", "report-next-steps", "report-overclaim", "report-title"} {
		if slices.Contains(got, there) {
			t.Errorf("%s is there and is missed", there)
		}
	}
	t.Log(got)
}
