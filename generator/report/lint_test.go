package report

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func replaced(pairs ...string) func(*Draft) {
	return func(d *Draft) { d.Report = strings.NewReplacer(pairs...).Replace(d.Report) }
}

func reformed(pairs ...string) func(*Draft) {
	return func(d *Draft) { d.Form = strings.NewReplacer(pairs...).Replace(d.Form) }
}

func added(text string) func(*Draft) { return func(d *Draft) { d.Report += "\n\n" + text + "\n" } }

func excluded(day string) func(*Draft) {
	return func(d *Draft) { d.Exclusions = []project.Exclusion{{Business: "Acme GmbH", Acquired: day}} }
}

// breaks change a sound draft; rules are those that it breaks then, each once, in the
// order of their names; none where it stays sound.
var breaks = []struct {
	name  string
	wrong func(*Draft)
	rules string
}{
	{"another registrant", func(d *Draft) { d.Registrant.Name = "Another, Inc." }, "form-registrant report-title"},
	{"no registrant", func(d *Draft) { d.Registrant.Name = "" }, "form-registrant"},
	{"a demonstration", func(d *Draft) { d.Demonstration = true }, "form-demonstration"},
	{"a cover without values", func(d *Draft) {
		d.Registrant.State, d.Registrant.Address.Street, d.Registrant.Address.City, d.Registrant.Address.Zip = "", " ", "", ""
	}, "form-cover"},
	{"an employer's number without hyphen", func(d *Draft) { d.Registrant.EIN = "123456789" }, "form-cover"},
	{"the CIK for the file number", func(d *Draft) { d.Registrant.CommissionFileNumber = "0000012345" }, "form-file-number"},
	{"the CIK in the shape of a file number", func(d *Draft) { d.Registrant.CIK, d.Registrant.CommissionFileNumber = "1-12345", "001-12345" }, "form-file-number"},
	{"no number at all", func(d *Draft) { d.Registrant.CommissionFileNumber = "12345" }, "form-file-number"},
	{"filed before, and no amendment", func(d *Draft) { d.FiledOn, d.Filing.Date = []string{"2026-05-20"}, "2026-05-29" }, "form-amendment"},
	{"filed before on the same day", func(d *Draft) { d.FiledOn = []string{d.Filing.Date} }, ""},
	{"nobody to contact", func(d *Draft) { d.Filing.Contact.Name = "" }, "form-contact"},
	{"no area code", func(d *Draft) { d.Filing.Contact.Phone = "555-0123" }, "form-contact"},
	{"a number of another country", func(d *Draft) { d.Filing.Contact.Phone = "+49 89 1" }, ""},
	{"no box checked", reformed("☒", "☐"), "form-rule-box"},
	{"both boxes checked", reformed("☐", "☒"), "form-rule-box"},
	{"one box before 2020", func(d *Draft) { d.Year = 2019; reformed("☐", "", "2025", "2019")(d) }, "form-deadline form-items form-period report-exclusion report-title"},
	{"another period", reformed("December 31, 2025", "December 31, 2024"), "form-period"},
	{"a report of another year", func(d *Draft) { d.Report = strings.Replace(d.Report, "2025", "2024", 3) }, "form-period"},
	{"an item of another edition", reformed("Section 3 –", "Section 2 –"), "form-items"},
	{"no heading of its own", reformed("#### Conflict Minerals Disclosure\n", ""), "form-heading"},
	{"the heading in bold", reformed("#### Conflict Minerals Disclosure\n", "**Conflict Minerals Disclosure**\n"), ""},
	{"no product needs a metal", func(d *Draft) { d.Products = []project.Product{{Product: "Caps", Metals: " "}} }, "form-scope"},
	{"relief, with all results", func(d *Draft) { d.Filing.Mode = project.StaffRelief }, ""},
	{"relief, without inquiry", func(d *Draft) { d.Filing.Mode = project.StaffRelief; reformed("inquiry", "question")(d) }, "form-results"},
	{"relief, without determination", func(d *Draft) {
		d.Filing.Mode = project.StaffRelief
		reformed("could not be determined", "was not asked", "recycled or scrap", "other")(d)
	}, "form-results"},
	{"relief, without numbers", func(d *Draft) {
		d.Filing.Mode = project.StaffRelief
		before, after, _ := strings.Cut(d.Form, "#### Conflict Minerals Disclosure\n")
		_, after, _ = strings.Cut(after, "### Item 1.02")
		d.Form = before + "#### Conflict Minerals Disclosure\n\nBy our inquiry it could not be determined.\n\n### Item 1.02" + after + "\n\nhttps://www.acme-meters.com/cm/ is not incorporated by reference"
	}, "form-results"},
	{"alone, though a metal may originate there", func(d *Draft) { d.Filing.Mode = project.FormAlone }, "form-alone-unsupported"},
	{"alone, as all was ruled out", func(d *Draft) {
		d.Filing.Mode = project.FormAlone
		d.Figures = append(slices.DeleteFunc(slices.Clone(d.Figures), func(f tables.Figure) bool { return f.ID == "filing.consequence" }), tables.Figure{ID: "filing.consequence", Value: "form-sd"})
	}, ""},
	{"alone, and nothing was counted", func(d *Draft) { d.Filing.Mode, d.Figures = project.FormAlone, nil }, "form-alone-unsupported"},
	{"another exhibit", func(d *Draft) { d.Filing.Exhibit = "1.02" }, "form-exhibit"},
	{"another type of exhibit", func(d *Draft) { d.Filing.Type = "EX-1.02" }, "form-exhibit"},
	{"the exhibit is not listed", reformed("Exhibit 1.01 –", "The", "filed as Exhibit 1.01.", "filed."), "form-exhibit"},
	{"a front page", reformed("https://www.acme-meters.com/cm/2025/", "https://www.acme-meters.com/"), "form-link"},
	{"an address without encryption", reformed("https://", "http://"), "form-link"},
	{"no disclaimer", reformed("not incorporated by reference", "useful"), "form-disclaimer"},
	{"nobody signed", func(d *Draft) { s := &d.Filing.Signature; s.Signed, s.Name, s.Title, s.Date = "", " ", "", "" }, "form-signature"},
	{"signed by somebody else", func(d *Draft) { d.Filing.Signature.Signed = "/s/ B. Clerk" }, "form-signature"},
	{"signed before the answers were counted", func(d *Draft) { d.Filing.Signature.Date = "2026-04-29" }, "form-signature"},
	{"signed on the day they were counted", func(d *Draft) { d.Filing.Signature.Date = "2026-04-30" }, ""},
	{"nobody holds the authentication document", func(d *Draft) { d.Filing.Signature.HeldBy = "" }, "form-authentication"},
	{"signed by no officer", func(d *Draft) { d.Filing.Signature.Title = "Engineer" }, "form-signature"},
	{"signed on the day of filing", func(d *Draft) { d.Filing.Date = "2026-05-20" }, ""},
	{"signed after the filing", func(d *Draft) { d.Filing.Date = "2026-05-19" }, "form-signature"},
	{"signed, and not filed yet", func(d *Draft) { d.Filing.Date = "" }, ""},
	{"filed on the last day", func(d *Draft) { d.Filing.Date = "2026-06-01" }, ""},
	{"filed a day late", func(d *Draft) { d.Filing.Date = "2026-06-02" }, "form-deadline"},

	{"no rule at the head", replaced("Rule 13p-1", "the rule"), "report-title"},
	{"the rule is named too late", func(d *Draft) {
		d.Report = strings.Replace(d.Report, "under Rule 13p-1", "", 1) + "\n\nRule 13p-1\n"
	}, "report-title"},
	{"no coltan", replaced("coltan", "tantalum"), "report-definition"},
	{"no derivatives", replaced("derivatives", "others"), "report-definition"},
	{"nine countries", replaced("the Republic of the Congo, ", ""), "report-covered-countries"},
	{"five countries", replaced("Angola, Burundi, the Central African Republic, Rwanda, South Sudan,", ""), "report-covered-countries"},
	{"no list of countries", replaced("Angola, Burundi, the Central African Republic, Rwanda, South Sudan, Tanzania, Uganda and Zambia", "nine others"), ""},
	{"no product", func(d *Draft) { d.Products = nil }, "form-scope report-products"},
	{"a product that is not described", func(d *Draft) { d.Products[0].Product = "Gas meters" }, "report-products"},
	{"no inquiry is told", replaced("ountry of origin inquiry", "ountry"), "report-inquiry"},
	{"no rate", replaced("75.0% (930 of 1,240)", "good"), "report-inquiry"},
	{"the rate in brackets", replaced("[75.0% (930 of 1,240)](figures/#suppliers.response_rate)", "75.0% (930 of 1,240)"), ""},
	{"no supplier in scope is told", replaced("1,240", "many"), "report-inquiry"},
	{"no cut-off", replaced("30 April 2026", "now"), "report-inquiry"},
	{"a version that is not told", func(d *Draft) { d.Versions = append(slices.Clone(d.Versions), "6.22") }, "report-inquiry"},
	{"no figures", func(d *Draft) { d.Figures = nil }, "report-arithmetic report-inquiry report-part-missing"},
	{"no framework", replaced("OECD Due Diligence Guidance", "guidance of the OECD"), "report-framework"},
	{"no edition", replaced("third edition (2016)", "of its time", "2011", "", "2013", ""), "report-framework"},
	{"an edition of the future", func(d *Draft) { d.Year = 2015; replaced("of Example, Inc. for 2025", "of Example, Inc. for 2015")(d) }, "form-deadline form-items form-period report-exclusion report-framework report-names-of-time"},
	{"no management systems", replaced("anagement systems", "anagement"), "report-design"},
	{"no risks", replaced("isks identified", "isks"), "report-design"},
	{"no response", replaced("esponse to risks", "isks", "mitigated", "lowered"), "report-design"},
	{"no audits", replaced("ndependent audits", "ndependent looks"), "report-design"},
	{"no annual report", replaced("nnual report", "nnual letter"), "report-design"},
	{"nothing performed", replaced("## Due diligence performed", "## More"), "report-performed"},
	{"performed without a number", func(d *Draft) {
		before, after, _ := strings.Cut(d.Report, "## Due diligence performed\n")
		_, after, _ = strings.Cut(after, "\n## ")
		d.Report = before + "## Due diligence performed\n\nWhat was designed was done in 2025.\n\n## " + after
	}, "report-performed"},
	{"performed on no day", func(d *Draft) {
		before, after, _ := strings.Cut(d.Report, "## Due diligence performed\n")
		_, after, _ = strings.Cut(after, "\n## ")
		d.Report = before + "## Due diligence performed\n\n15 things were done.\n\n## " + after
	}, "report-performed"},
	{"performed as designed", func(d *Draft) {
		before, after, _ := strings.Cut(d.Report, "## Due diligence performed\n")
		_, after, _ = strings.Cut(after, "\n## ")
		d.Report = before + "## Due diligence performed\n\n" + section(d.Report, "design") + "\n## " + after
	}, "report-performed"},
	{"a step without a day", func(d *Draft) { d.Activities = slices.Delete(slices.Clone(d.Activities), 2, 3) }, "report-performed"},
	{"a step without a day, and no survey", func(d *Draft) { d.Activities, d.CutOff = nil, "" }, ""},
	{"a facility more", func(d *Draft) { d.Smelters = d.Smelters[1:] }, "report-facilities"},
	{"a list without facilities", func(d *Draft) { d.Smelters = nil }, "report-facilities"},
	{"none is known, and that is said", func(d *Draft) {
		d.Smelters = nil
		added("No accepted declaration names a facility that could be matched.")(d)
	}, ""},
	{"no day of the status", func(d *Draft) { d.Conformance.AsOf = "2026-03-15" }, "report-status-date"},
	{"no origins", replaced("origin cannot be determined", "origin is open", "names the countries", "is what it is", "could not be determined", "is open", "which countries", "which places"), "report-origin report-uncertainty"},
	{"no effort for mines", replaced("mine or location of origin with the greatest possible specificity", "mine"), "report-mine-efforts"},
	{"one effort for mines", replaced("were compared with", "met", "were matched to", "met"), "report-mine-efforts"},
	{"another effort for mines", func(d *Draft) {
		replaced("were compared with", "met", "were matched to", "met")(d)
		added("We visited mines.")(d)
	}, ""},
	{"no word on an audit", replaced("independent private sector audit was required", "audit"), "report-audit"},
	{"an audit and none", added("We obtained an independent private sector audit of this report."), "report-audit"},
	{"an audit that nobody made", func(d *Draft) {
		replaced("No independent private sector audit was required.", "We obtained an independent private sector audit.")(d)
	}, "report-audit"},
	{"an audit as it should be", func(d *Draft) {
		replaced("No independent private sector audit was required.", "We obtained an independent private sector audit; the auditor is Z, whose certification is annexed.")(d)
	}, ""},
	{"no next step", func(d *Draft) {
		before, _, _ := strings.Cut(d.Report, "## Next steps")
		d.Report, d.Before = before, nil
	}, "report-next-steps"},
	{"a step told elsewhere: Our plan will include visits.", func(d *Draft) {
		before, _, _ := strings.Cut(d.Report, "## Next steps")
		d.Report, d.Before = before+"\n\nOur plan will include visits.\n", nil
	}, ""},
	{"a step told elsewhere: The company intends to visit.", func(d *Draft) {
		before, _, _ := strings.Cut(d.Report, "## Next steps")
		d.Report, d.Before = before+"\n\nThe company intends to visit.\n", nil
	}, ""},
	{"a step told elsewhere: It is planned to visit.", func(d *Draft) {
		before, _, _ := strings.Cut(d.Report, "## Next steps")
		d.Report, d.Before = before+"\n\nIt is planned to visit.\n", nil
	}, ""},
	{"a step in a section of its own, in other words", func(d *Draft) {
		before, _, _ := strings.Cut(d.Report, "## Next steps")
		d.Report, d.Before = before+"\n\n## Next steps\n\nWe shall visit a smelter.\n", nil
	}, ""},
	{"a step of last year is forgotten", func(d *Draft) { d.Before = []project.Step{{Promised: "2024", Step: "to visit every mine."}} }, "report-promises"},
	{"acquired in the year", excluded("2025-05-15"), ""},
	{"acquired on the last day of the year", excluded("2025-12-31"), ""},
	{"acquired after the year", excluded("2026-01-01"), "report-exclusion"},
	{"acquired less than eight months before the year", excluded("2024-05-02"), ""},
	{"acquired eight months before the year", excluded("2024-05-01"), "report-exclusion"},
	{"left out without a word", replaced("Acme GmbH", "a business"), "report-exclusion"},
	{"it relies on nobody", replaced("depend on", "are"), "report-uncertainty"},
	{"lists hold what they should", replaced("everything a supplier makes", "meters", "whole company", "company"), "report-uncertainty"},

	{"to be written", added("> **To be written.** More."), "report-unfinished"},
	{"pending", added("It was [pending] then."), "report-unfinished"},
	{"a label without audit", added("Our products are DRC conflict-free."), "report-determination report-overclaim"},
	{"a label of 2012", added("Our products are DRC conflict undeterminable."), "report-determination"},
	{"a guarantee", added("We guarantee it."), "report-overclaim"},
	{"old names", added("The CFSI list was used."), "report-names-of-time"},
	{"old names, as such", added("The list of the RMI, formerly CFSI, was used."), ""},
	{"last year's words", func(d *Draft) { d.Last = d.Report }, "report-stale"},
	{"last year's words, without numbers or short", func(d *Draft) {
		d.Last = strings.Repeat("The same words. ", 9) + "\n\nShort 1."
		added(d.Last)(d)
	}, ""},
	{"a share of nothing", added("About 80% answered."), "report-arithmetic"},
	{"a share that was typed", func(d *Draft) {
		d.Narrative = append(slices.Clone(d.Narrative), project.Text{File: "content/2025/99.md", Body: "\nAbout {{typed “80%”}}."})
		added("About 80% answered.")(d)
	}, "report-typed"},
	{"a share in words", added("About 80 per cent answered."), "report-arithmetic"},
	{"nobody oversees it", func(d *Draft) { d.Diligence.Oversight.Title = "" }, "report-part-missing"},
	{"an address that is not printed", func(d *Draft) { d.Diligence.Grievance.Address = "https://other.example/" }, "report-part-missing"},
	{"no training", func(d *Draft) { d.Typed = d.Typed[1:] }, "report-part-missing"},
	{"no risks", func(d *Draft) { d.Risks = nil }, "report-part-missing"},
	{"the year before is not told", func(d *Draft) {
		d.Report = strings.ReplaceAll(d.Report, "Facilities named in accepted declarations", "")
	}, "report-part-missing"},
	{"a risk without a deadline", func(d *Draft) { d.Risks = slices.Clone(d.Risks); d.Risks[0].Deadline = "" }, "report-risk-overdue"},
	{"a risk of more than six months", func(d *Draft) { d.Risks = slices.Clone(d.Risks); d.Risks[0].Deadline = "2026-09-15" }, "report-risk-overdue"},
	{"a deadline that has passed", func(d *Draft) { d.Risks = slices.Clone(d.Risks); d.Risks[0].Deadline = "2026-04-29" }, "report-risk-overdue"},
	{"a deadline that has passed, of more than six months", func(d *Draft) {
		d.Risks = slices.Clone(d.Risks)
		d.Risks[0].Since, d.Risks[0].Deadline = "2025-01-01", "2026-04-01"
	}, "report-risk-overdue"},
	{"nobody signed yet", func(d *Draft) { d.Filing.Signature.Signed, d.Filing.Signature.HeldBy = "", "" }, "form-signature"},
	{"a metal that may come from there, and no risk", func(d *Draft) { d.Risks = d.Risks[:1] }, "report-risk-untold"},
	{"a risk of six months", func(d *Draft) { d.Risks = slices.Clone(d.Risks); d.Risks[0].Deadline = "2026-09-14" }, ""},
	{"recycled, with an origin", func(d *Draft) { d.Smelters[0].RecycledOnly = "yes" }, "report-recycled"},
	{"recycled, without an origin", func(d *Draft) { d.Smelters[1].RecycledOnly = "yes" }, ""},
	{"mined, with an origin", func(d *Draft) { d.Smelters[0].RecycledOnly = "no" }, ""},
}

// TestEachElementThatIsMissingIsNamed: one change to a sound draft breaks the rules
// that are about it and no other; the words of each finding are in testdata/lint.txt.
func TestEachElementThatIsMissingIsNamed(t *testing.T) {
	var b strings.Builder
	whole := sound(t)
	for _, tc := range breaks {
		d := whole
		d.Products, d.Smelters = slices.Clone(whole.Products), slices.Clone(whole.Smelters)
		tc.wrong(&d)
		list := Lint(d, true)
		var rules []string
		fmt.Fprintln(&b, tc.name)
		for _, f := range list {
			if !slices.Contains(rules, f.Rule) {
				rules = append(rules, f.Rule)
			}
			fmt.Fprintf(&b, "    %s %s:%s %s: %s\n", f.Severity, f.File, f.Cell, f.Rule, f.Message)
		}
		want := strings.Fields(tc.rules)
		slices.Sort(want)
		slices.Sort(rules)
		if !slices.Equal(want, rules) {
			t.Errorf("%s: it breaks %v, want %v", tc.name, rules, want)
		}
	}
	golden(t, "testdata/lint.txt", b.String())
}

// TestTheCatalogueSaysWhatTheRulesSay: REFERENCE.md, which people read, has each rule in the
// words of this package, in their places.
func TestTheCatalogueSaysWhatTheRulesSay(t *testing.T) {
	data, err := os.ReadFile("../../REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		want := fmt.Sprintf("</a>%s\n\n*%s.* Left out of letters to suppliers. %s\n\n- Example: %s\n- What to do: %s\n", r.Name, r.Severity, r.Explanation, r.Example, r.Fix)
		if !strings.Contains(string(data), want) || r.Example == "" || !r.Internal {
			t.Errorf("REFERENCE.md does not say\n%s", want)
		}
	}
}

// TestADraftMayBeUnfinished: what is an error of a filing is a warning of a draft, notes
// stay notes, and that data are fictional is said of a filing alone.
func TestADraftMayBeUnfinished(t *testing.T) {
	d := sound(t)
	d.Demonstration, d.Last, d.Filing.Signature.Signed = true, d.Report, ""
	var got []string
	for _, f := range Lint(d, false) {
		if s := string(f.Severity) + " " + f.Rule; !slices.Contains(got, s) {
			got = append(got, s)
		}
	}
	if want := []string{"warning form-signature", "note report-stale"}; !slices.Equal(want, got) {
		t.Errorf("%q, want %q", got, want)
	}
}
