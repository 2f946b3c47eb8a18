package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// part is something that a careful report tells and that only people know.
type part struct {
	name  string // as a finding names it
	input string // where it is given
	block string // that prints it
	given func(d *draft) bool
	shown func(d *draft) string // a text that the report holds where it is told; "": it is not looked for
}

// parts are asked for by name before a report is final.
var parts = []part{
	{"who oversees due diligence", "due_diligence.oversight (title, committee, reports_to) in content/%d/year.yaml", "management",
		func(d *draft) bool { return d.Diligence.Oversight.Title != "" }, func(d *draft) string { return d.Diligence.Oversight.Title }},
	{"where anybody can raise a concern", "due_diligence.grievance.address in content/%d/year.yaml", "management",
		func(d *draft) bool { return d.Diligence.Grievance.Address != "" }, func(d *draft) string { return d.Diligence.Grievance.Address }},
	{"how long records are kept", "due_diligence.retention_years in content/%d/year.yaml", "management",
		func(d *draft) bool { return d.Diligence.RetentionYears > 0 }, func(d *draft) string { return "records of the inquiry" }},
	{"which industry initiatives the company is a member of", "due_diligence.memberships in content/%d/year.yaml", "management",
		func(d *draft) bool { return len(d.Diligence.Memberships) > 0 }, func(d *draft) string { return d.Diligence.Memberships[0].Name }},
	{"what contracts oblige suppliers to", "due_diligence.contract_terms in content/%d/year.yaml", "management",
		func(d *draft) bool { return d.Diligence.ContractTerms != "" }, func(d *draft) string { return strings.TrimRight(d.Diligence.ContractTerms, ".; ") }},
	{"which suppliers' contracts hold those terms", "the column contract_clause of data/%d/suppliers.csv", "management",
		func(d *draft) bool { return d.figure("suppliers.contract_clause").Value != "" }, nil},
	{"which training was given", "content/%d/activities.csv, kind training", "performed", func(d *draft) bool { return d.did(project.Trained) }, nil},
	{"when senior management was told the results", "content/%d/activities.csv, kind management-report", "performed", func(d *draft) bool { return d.did(project.Informed) }, nil},
	{"which risks were found, and the response to each", "content/%d/risks.csv", "risks",
		func(d *draft) bool { return len(d.Risks) > 0 }, func(d *draft) string { return strings.TrimRight(d.Risks[0].Risk, ".,; ") }},
	{"what share of purchases the answers cover", "the column spend_share of data/%d/suppliers.csv", "response",
		func(d *draft) bool { return d.figure("suppliers.response_rate_spend").Value != "" }, func(d *draft) string { return "of the purchases from suppliers" }},
}

// did tells whether an activity of a kind is on the list that people keep.
func (d *draft) did(kind string) bool {
	return slices.ContainsFunc(d.Typed, func(a project.Activity) bool { return a.Kind == kind })
}

// passages are those that the data make, and that a narrative may have forgotten.
var passages = []struct {
	name, block, words string
	there              func(d *draft) bool
}{
	{"how the year stands against the one before", "comparison", "facilities named in accepted declarations", func(d *draft) bool { return d.figure("changes.smelters_before").Value != "" }},
	{"what suppliers say of their own programmes", "programmes", "all known smelters reported", func(d *draft) bool { return number.MatchString(d.figure("programmes.policy").Value) }},
	{"the result for each metal", "determination", "the result for each metal", func(d *draft) bool { return d.figure("tin.rcoi").Value != "" }},
	{"what is recycled, and on whose word", "recycled", "recycled or scrap", func(d *draft) bool {
		return slices.ContainsFunc(d.Figures, func(f tables.Figure) bool { return f.Value == project.RecycledOrScrap })
	}},
	{"that what is planned is forward-looking", "forward-looking", "forward-looking", func(*draft) bool { return true }},
}

// sectionRules ask for what a careful report tells beside what the law wants.
var sectionRules = []lintRule{
	{finding.Rule{Name: "report-part-missing", Severity: finding.Warning, Internal: true,
		Explanation: "A careful report tells who oversees due diligence, how a concern is raised, how long records are kept, memberships, contract terms, trainings, risks with the response to each, the year before, what suppliers say of their own programmes, and what is forward-looking. What nobody entered is left out of the report, and named here before filing.",
		Fix:         "Enter it where the finding says, and put the block into the narrative; or leave it out, if there is nothing to tell.", Example: "Nothing says where anybody can raise a concern: due_diligence.grievance.address in content/2025/year.yaml."}, withReport,
		func(d *draft) (list []problem) {
			if !d.final || d.CutOff == "" {
				return nil
			}
			for _, p := range parts {
				switch {
				case !p.given(d):
					list = append(list, problem{file: yearFile(d.Year), message: fmt.Sprintf("Nothing says %s: "+p.input+".", p.name, d.Year)})
				case p.shown != nil && !strings.Contains(d.report, spoken(p.shown(d))):
					list = append(list, problem{message: fmt.Sprintf("The report does not print %s: put {{block %s}} into the narrative.", p.name, p.block)})
				}
			}
			for _, p := range passages {
				if p.there(d) && !strings.Contains(d.report, p.words) {
					list = append(list, problem{message: fmt.Sprintf("The report does not print %s: put {{block %s}} into the narrative.", p.name, p.block)})
				}
			}
			return list
		}},
	{finding.Rule{Name: "report-risk-overdue", Severity: finding.Warning, Internal: true,
		Explanation: "A risk that is being mitigated shows measurable improvement within six months, by the OECD Guidance; otherwise trade is suspended or ended. The register has a deadline and somebody responsible for each risk.",
		Fix:         "Bring state, deadline and role in content/YEAR/risks.csv up to date.", Example: "A risk found in January that is still open in September."}, withReport,
		func(d *draft) (list []problem) {
			for _, r := range d.Risks {
				if r.State != project.RiskOpen && r.State != project.RiskMitigating {
					continue
				}
				file := project.RisksFile(d.Year)
				switch {
				case r.Role == "" || r.Deadline == "":
					list = append(list, problem{file: file, message: fmt.Sprintf("Nobody is responsible for a risk, or it has no deadline: %s.", strings.TrimRight(r.Risk, ".,; "))})
				case r.Deadline > sixMonthsAfter(r.Since):
					list = append(list, problem{file: file, message: fmt.Sprintf("The deadline %s is more than six months after the risk was found on %s: %s.", r.Deadline, r.Since, strings.TrimRight(r.Risk, ".,; "))})
				case r.Deadline < d.CutOff:
					list = append(list, problem{file: file, message: fmt.Sprintf("The deadline %s has passed, and the state is %s: %s.", r.Deadline, r.State, strings.TrimRight(r.Risk, ".,; "))})
				}
			}
			return list
		}},
	{finding.Rule{Name: "report-risk-untold", Severity: finding.Warning, Internal: true,
		Explanation: "Where there is reason to believe that a metal may come from a covered country, a risk was found, and the register of risks tells the response to it.",
		Fix:         "Enter the risk and the response in content/YEAR/risks.csv, with the name of the metal.", Example: "A supplier answers yes for tungsten, and no risk names tungsten."}, withReport,
		func(d *draft) (list []problem) {
			if len(d.Risks) == 0 { // report-part-missing asks for any
				return nil
			}
			for _, m := range cmrt.Metals {
				told := slices.ContainsFunc(d.Risks, func(r Risk) bool {
					return strings.Contains(strings.ToLower(r.Risk+" "+r.Measure+" "+r.Note), string(m))
				})
				if d.figure(string(m)+".rcoi").Value == project.MayOriginate && !told {
					list = append(list, problem{file: project.RisksFile(d.Year), message: fmt.Sprintf("There is reason to believe that %s may come from a covered country, and no risk names %s.", m, m)})
				}
			}
			return list
		}},
}
