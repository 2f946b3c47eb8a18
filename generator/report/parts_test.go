package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestEachPartOfACarefulReportIsAskedFor: what nobody entered is named with the place where it
// is entered, and what was entered and is not in the report with the block that prints it;
// before filing alone, and in a year with suppliers.
func TestEachPartOfACarefulReportIsAskedFor(t *testing.T) {
	without := func(ids ...string) func(*Draft) {
		return func(d *Draft) {
			d.Figures = slices.DeleteFunc(slices.Clone(d.Figures), func(f tables.Figure) bool { return slices.Contains(ids, f.ID) })
		}
	}
	undone := func(kind string) func(*Draft) {
		return func(d *Draft) {
			d.Typed = slices.DeleteFunc(slices.Clone(d.Typed), func(a project.Activity) bool { return a.Kind == kind })
		}
	}
	const year, printed = "content/2025/year.yaml: Nothing says ", "data/2025/compiled/report.md: The report does not print "
	for _, tc := range []struct {
		change func(*Draft)
		want   string
	}{
		{func(d *Draft) { d.Diligence.Oversight.Title = "" }, year + "who oversees due diligence: due_diligence.oversight (title, committee, reports_to) in content/2025/year.yaml."},
		{func(d *Draft) { d.Diligence.Grievance.Address = "" }, year + "where anybody can raise a concern: due_diligence.grievance.address in content/2025/year.yaml."},
		{func(d *Draft) { d.Diligence.RetentionYears = 0 }, year + "how long records are kept: due_diligence.retention_years in content/2025/year.yaml."},
		{func(d *Draft) { d.Diligence.Memberships = nil }, year + "which industry initiatives the company is a member of: due_diligence.memberships in content/2025/year.yaml."},
		{func(d *Draft) { d.Diligence.ContractTerms = "" }, year + "what contracts oblige suppliers to: due_diligence.contract_terms in content/2025/year.yaml."},
		{without("suppliers.contract_clause"), year + "which suppliers' contracts hold those terms: the column contract_clause of data/2025/suppliers.csv."},
		{without("suppliers.response_rate_spend"), year + "what share of purchases the answers cover: the column spend_share of data/2025/suppliers.csv."},
		{undone(project.Trained), year + "which training was given: content/2025/activities.csv, kind training."},
		{undone(project.Informed), year + "when senior management was told the results: content/2025/activities.csv, kind management-report."},
		{func(d *Draft) { d.Risks = nil }, year + "which risks were found, and the response to each: content/2025/risks.csv."},

		{func(d *Draft) { d.Diligence.Oversight.Title = "Head of Ethics" }, printed + "who oversees due diligence: put {{block management}} into the narrative."},
		{func(d *Draft) { d.Diligence.Grievance.Address = "+1 555" }, printed + "where anybody can raise a concern: put {{block management}} into the narrative."},
		{replaced("Records of the inquiry", "Papers"), printed + "how long records are kept: put {{block management}} into the narrative."},
		{func(d *Draft) {
			d.Diligence.Memberships = []project.Membership{{Name: "Another Alliance"}, d.Diligence.Memberships[0]}
		}, printed + "which industry initiatives the company is a member of: put {{block management}} into the narrative."},
		{func(d *Draft) { d.Diligence.ContractTerms = "to visit mines; " }, printed + "what contracts oblige suppliers to: put {{block management}} into the narrative."},
		{func(d *Draft) { d.Risks = append([]Risk{{Risk: "a flood.", State: project.RiskClosed}}, d.Risks...) }, printed + "which risks were found, and the response to each: put {{block risks}} into the narrative."},
		{replaced("of the purchases from suppliers", "of it"), printed + "what share of purchases the answers cover: put {{block response}} into the narrative."},
		{replaced("Facilities named in accepted declarations", "Facilities"), printed + "how the year stands against the one before: put {{block comparison}} into the narrative."},
		{replaced("result for each metal", "result"), printed + "the result for each metal: put {{block determination}} into the narrative."},
		{replaced("recycled or scrap", "secondary"), printed + "what is recycled, and on whose word: put {{block recycled}} into the narrative."},
		{replaced("forward-looking", "planned"), printed + "that what is planned is forward-looking: put {{block forward-looking}} into the narrative."},
		{func(d *Draft) {
			d.Figures = append(slices.Clone(d.Figures), tables.Figure{ID: "programmes.policy", Value: "50.0"})
		}, printed + "what suppliers say of their own programmes: put {{block programmes}} into the narrative."},

		// what there is nothing to tell of is not asked for
		{func(d *Draft) { d.Diligence.ContractTerms = "to answer the inquiry each year.; " }, ""},
		{func(d *Draft) { d.Diligence.RetentionYears = 1 }, ""},
		{func(d *Draft) {
			replaced("Facilities named in accepted declarations", "Facilities")(d)
			without("changes.smelters_before")(d)
		}, ""},
		{func(d *Draft) {
			replaced("result for each metal", "result", "recycled or scrap", "secondary")(d)
			without("tin.rcoi", "tungsten.rcoi")(d)
		}, ""},
		{func(d *Draft) {
			d.Figures = append(slices.Clone(d.Figures), tables.Figure{ID: "programmes.policy", Value: "not determined"})
		}, ""},
	} {
		d := sound(t)
		tc.change(&d)
		told := func(d Draft, final bool) (list []string) {
			for _, f := range Lint(d, final) {
				if f.Rule == "report-part-missing" {
					list = append(list, f.File+": "+f.Message)
				}
			}
			return list
		}
		if got := strings.Join(told(d, true), " / "); got != tc.want {
			t.Errorf("%q\nwant\n%q", got, tc.want)
		}
		if got := told(d, false); got != nil {
			t.Errorf("of a draft: %q", got)
		}
		if d.CutOff = ""; told(d, true) != nil {
			t.Errorf("of a year that asks nobody: %q", told(d, true))
		}
	}
}

// TestWhatTheRegisterOfRisksOwes: somebody responsible and a deadline within six months that
// has not passed, while a risk weighs; and a risk for each metal that may come from there.
func TestWhatTheRegisterOfRisksOwes(t *testing.T) {
	register := func(list ...Risk) func(*Draft) { return func(d *Draft) { d.Risks = list } }
	risk := func(state, role, since, deadline string) Risk {
		return Risk{Risk: "tin is smuggled.", State: state, Role: role, Since: since, Deadline: deadline}
	}
	hold(t, "report-risk-overdue", []element{
		{"mitigated in time", register(risk(project.RiskMitigating, "buyer", "2026-03-14", "2026-09-14")), ""},
		{"its last day", register(risk(project.RiskOpen, "buyer", "2026-03-14", "2026-04-30")), ""},
		{"nobody is responsible", register(risk(project.RiskOpen, "", "2026-03-14", "2026-09-14")), "Nobody is responsible for a risk, or it has no deadline: tin is smuggled."},
		{"nobody, and too late", register(risk(project.RiskMitigating, "", "2025-03-14", "2026-04-14")), "Nobody is responsible for a risk, or it has no deadline: tin is smuggled."},
		{"open, no deadline", register(risk(project.RiskOpen, "buyer", "2026-03-14", "")), "Nobody is responsible for a risk, or it has no deadline: tin is smuggled."},
		{"open, too late", register(risk(project.RiskOpen, "buyer", "2026-03-14", "2026-09-15")), "The deadline 2026-09-15 is more than six months after the risk was found on 2026-03-14: tin is smuggled."},
		{"passed", register(risk(project.RiskOpen, "buyer", "2026-03-14", "2026-04-29")), "The deadline 2026-04-29 has passed, and the state is open: tin is smuggled."},
		{"those that weigh no more", register(risk(project.RiskSuspended, "", "2025-01-01", ""), risk(project.RiskDisengaged, "", "2025-01-01", ""), risk(project.RiskClosed, "", "2025-01-01", "2025-01-02")), ""},
		{"the second of two", register(risk(project.RiskClosed, "", "2025-01-01", ""), risk(project.RiskOpen, "", "2025-01-01", "")), "Nobody is responsible for a risk, or it has no deadline: tin is smuggled."},
	})
	hold(t, "report-risk-untold", []element{
		{"told in the measure", register(Risk{Risk: "A trader.", Measure: "Tin was bought elsewhere"}), ""},
		{"told in the note", register(Risk{Risk: "A trader."}, Risk{Risk: "Another.", Note: "About tin."}), ""},
		{"told of another metal", register(Risk{Risk: "A trader in gold."}), "There is reason to believe that tin may come from a covered country, and no risk names tin."},
		{"no register", register(), ""},
	})
}

// TestRecycledFeedHasNoOrigin: the finding names every country that stands beside it.
func TestRecycledFeedHasNoOrigin(t *testing.T) {
	hold(t, "report-recycled", []element{{"two countries", func(d *Draft) {
		d.Smelters = slices.Clone(d.Smelters)
		d.Smelters[1].RecycledOnly, d.Smelters[1].SourcingCountries = "yes", "CD RW"
	}, "CID900002 takes recycled or scrap feed only, and is listed with ore from Democratic Republic of the Congo, Rwanda."}})
}

// TestNamesOfTheProgrammeInTheirTime: until 2016 they were others than since, and a name may be
// told as that of another time.
func TestNamesOfTheProgrammeInTheirTime(t *testing.T) {
	for _, tc := range []struct {
		year       int
		text, want string
	}{
		{2016, "We read the list of the CFSI.", ""}, {2016, "The CFSP and the EICC helped.", ""}, {2016, "We read the list of the RMI.", "RMI was not the name in 2016."}, {2016, "RMAP lists were read.", "RMAP was not the name in 2016."},
		{2017, "We read the list of the CFSI.", "CFSI was not the name in 2017."}, {2017, "The CFSP helped.", "CFSP was not the name in 2017."}, {2017, "The EICC helped.", "EICC was not the name in 2017."}, {2017, "We read the list of the RMI.", ""},
		{2017, "The RMI, formerly the CFSI, helped.", ""}, {2017, "The former CFSI helped.", ""}, {2017, "The RMI, previously CFSI, helped.", ""}, {2017, "It was then the CFSI.", ""}, {2017, "It was the CFSI until 2017.", ""},
		{2017, "The CFSI was renamed.", ""}, {2017, "It was founded by EICC and GeSI.", ""}, {2017, "The RMI, known as CFSI in its first years, helped.", ""}, {2017, "It was formerly another. The CFSI helped.", "CFSI was not the name in 2017."},
	} {
		d := Draft{Input: input("", nil), Report: "# Report\n\nWords.\n\n" + tc.text + "\n"}
		d.Year, d.Filing.Mode = tc.year, project.WithReport
		want := ""
		if tc.want != "" {
			want = "5 " + tc.want
		}
		got := ""
		for _, f := range Lint(d, true) {
			if f.Rule == "report-names-of-time" {
				got += f.Cell + " " + f.Message
			}
		}
		if got != want {
			t.Errorf("%d, %s: %q, want %q", tc.year, tc.text, got, want)
		}
	}
}

// TestNumbersOfLastYearAndOfNobody: a paragraph that stayed as it was, and a share that is no
// figure, are told with their lines.
func TestNumbersOfLastYearAndOfNobody(t *testing.T) {
	at := func(d Draft, rule string) string {
		var list []string
		for _, f := range Lint(d, true) {
			if f.Rule == rule {
				list = append(list, f.Cell)
			}
		}
		return strings.Join(list, " ")
	}
	long := func(n int) string { return "In 3 years" + strings.Repeat("x", n-len("In 3 years")) }
	for paragraph, want := range map[string]string{long(80): "", long(81): "5", strings.Repeat("no number ", 9): "", "| 1 |\n| --- |\n|" + strings.Repeat(" 1 |", 25): "", long(81) + "\nand more": "5"} {
		d := Draft{Input: input("", nil), Report: "# Report\n\nWords.\n\n" + paragraph + "\n\nEnd.", Last: "# Report\n\nOther words.\n\n" + paragraph + "\n\nEnd."}
		d.Filing.Mode = project.WithReport
		if got := at(d, "report-stale"); got != want {
			t.Errorf("%q of last year on line %q, want %q", paragraph, got, want)
		}
	}
	for text, want := range map[string]string{"75.0% answered.": "", "75.0 % answered.": "", "Some 75.0 per cent answered.": "3", "In all 4% answered.": "3", "It was 80%.\nIt was 75.0%.\nIt was 90 %.": "3 5", "It rose by 80 percent points.": "3", "80 percentage": ""} {
		d := Draft{Input: input("", map[string]int{"suppliers.in_scope": 4, "suppliers.responded": 3}), Report: "# Report\n\n" + text + "\n"}
		d.Filing.Mode = project.WithReport
		if got := at(d, "report-arithmetic"); got != want {
			t.Errorf("%q is told on line %q, want %q", text, got, want)
		}
	}
}

// TestALabelOf2012 is told where the report uses it, and not where it says what it is, or that
// it is not used.
func TestALabelOf2012(t *testing.T) {
	for text, told := range map[string]bool{
		"Our products are DRC conflict undeterminable.":                             true,
		"Some smelters are listed as DRC conflict free.":                            false,
		"Our products have not been found to be “DRC conflict free”.":               true,
		"We do not describe our products as DRC conflict undeterminable.":           false,
		"We never use DRC conflict undeterminable.":                                 false,
		"No product is labelled DRC conflict undeterminable.":                       false,
		"The term DRC conflict undeterminable was one of 2012.":                     false,
		"Issuers could once say DRC conflict undeterminable.":                       false,
		"Nothing is known; our products are DRC conflict undeterminable.":           true,
		"We did not visit mines. Our products are DRC conflict undeterminable now.": true,
	} {
		for where, put := range map[string]func(*Draft){"report": func(d *Draft) { d.Report = "# Report\n\n" + text }, "form": func(d *Draft) { d.Form = text }} {
			d := Draft{Input: input("", nil)}
			put(&d)
			list := findingsOf(d, "report-determination")
			if want := told && where == "report"; slices.Contains(list, "A label of 2012 is used that no issuer has to use any more.") != want {
				t.Errorf("%s: %s: %q", where, text, list)
			}
		}
	}
}

// TestWhereAClaimIsTold: in the file that people edit, on the line on which it stands there.
func TestWhereAClaimIsTold(t *testing.T) {
	const claim = "No armed group benefits from our products."
	for want, put := range map[string]func(*Draft){
		"data/2025/compiled/form-sd.md:3": func(d *Draft) { d.Form = "FORM\n\n" + claim },
		"content/registrant.yaml:1":       func(d *Draft) { d.Registrant.Description = "We make meters.\n\n" + claim },
		"content/2025/products.csv:4":     func(d *Draft) { d.Products = []project.Product{{Product: "Meter", Description: claim, Line: 4}} },
		"content/2025/products.csv:1":     func(d *Draft) { d.Products = []project.Product{{Product: "Meter", Description: claim}} },
		"content/2025/year.yaml:1":        func(d *Draft) { d.Report, d.Title = "", claim },
		"content/policy.md:5": func(d *Draft) {
			d.Policy = project.Text{File: "content/policy.md", Body: "# Policy\n\nWe ask.\n\n" + claim}
		},
		"content/registrant.yaml:1, of questions": func(d *Draft) { d.Registrant.Questions = "Ask.\n\n" + claim },
		"content/2025/20-b.md:1": func(d *Draft) {
			d.Report = "\n" + claim
			d.Narrative = []project.Text{{File: "content/2025/20-b.md", Body: claim + "\n\nMore."}}
		},
		"content/2025/20-b.md:3": func(d *Draft) {
			d.Report = claim
			d.Narrative = []project.Text{{File: "content/2025/20-b.md", Body: "\n\n" + claim}}
		},
		"data/2025/compiled/report.md:5": func(d *Draft) { d.Report, d.Title = "# Report\n\nWords.\n\n"+claim, claim },
		"content/2025/20-b.md:2": func(d *Draft) {
			d.Report = "# Report\n\nWords.\n\n" + claim + "\n\nMore."
			d.Narrative = []project.Text{{File: "content/2025/10-a.md", Body: "Words.\n\nMore."}, {File: "content/2025/20-b.md", Body: "\n  " + claim + "\n\nMore."}}
		},
	} {
		d := Draft{Input: input("", nil), Report: "# Report\n"}
		d.Narrative = nil
		put(&d)
		var got []string
		for _, f := range Lint(d, true) {
			if f.Rule == "report-overclaim" {
				got = append(got, fmt.Sprintf("%s:%s", f.File, f.Cell))
			}
		}
		if want, _, _ := strings.Cut(want, ","); !slices.Equal(got, []string{want}) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAWarningStaysOne: only what is an error of a filing is milder in a draft.
func TestAWarningStaysOne(t *testing.T) {
	d := sound(t)
	d.Risks = d.Risks[:1]
	for _, final := range []bool{true, false} {
		if list := Lint(d, final); len(list) != 1 || list[0].Rule != "report-risk-untold" || list[0].Severity != finding.Warning || list[0].File != "content/2025/risks.csv" {
			t.Errorf("final %v: %v", final, list)
		}
	}
}
