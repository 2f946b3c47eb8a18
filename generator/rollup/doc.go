// Package rollup answers the company's own CMRT: its customers ask it the questions that
// it asked its suppliers.
//
// It stands after season, beside the report, and takes the same year: the same accepted
// declarations, the same register of smelters, the same red flags. Derive makes the 32
// answers about the metals by rules that are written down (content/README.md, “The
// company's own CMRT”), and says for each which rule and which suppliers' answers led to
// it; an answer that the data cannot support stays open, with a finding. The questions
// about the company are answered by the company alone. Fill puts the result into RMI's
// template and reads it back. What a Rollup holds for the file names no supplier; the
// reasons behind it do, and are internal.
package rollup

import (
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// Rollup is the company's declaration before it is put into a template.
type Rollup struct {
	Settings project.Rollup `json:"-"`
	Subject  string         `json:"subject"` // what it is about where that is not the whole company: products, by their numbers

	Form     cmrt.Layout  `json:"-"`
	Minerals []cmrt.Metal `json:"minerals"` // that it is about, in the order of the template's rows

	Answers  []Answer          `json:"answers"`         // about the minerals: by question, then in their order
	Company  []CompanyAnswer   `json:"company_answers"` // A to H
	Smelters []Smelter         `json:"smelters"`        // by metal, then name; those that are not identified last
	Findings []finding.Finding `json:"findings"`        // what is open, and what a person should look at

	Demonstration bool `json:"demonstration"` // the suppliers and smelters are invented
}

// Answer is an answer about a metal with what led to it. Reasons are internal: they name
// suppliers.
type Answer struct {
	Key      cmrt.Key   `json:"key"`      // the question's meaning
	Question string     `json:"question"` // its number in the template
	Metal    cmrt.Metal `json:"metal"`    // as in tin, cobalt or rare earth elements
	Answer   string     `json:"answer"`   // yes, no, unknown or a share; "" where it is not asked, or open
	Open     bool       `json:"open"`     // it has to be answered, and the data cannot
	Comment  string     `json:"comment"`  // as it stands in the file: numbers, no names
	Rule     string     `json:"rule"`     // the rule that led to it, in words
	Reasons  []Reason   `json:"reasons"`  // what was weighed
}

// Reason is one thing that was weighed, with the suppliers it is true of.
type Reason struct {
	What      string   `json:"what"`      // e.g. suppliers that answered yes
	Suppliers []string `json:"suppliers"` // roster ids, sorted; none where it is about the company
}

// CompanyAnswer is an answer to a question about the company.
type CompanyAnswer struct {
	Key     cmrt.Key `json:"key"`
	Letter  string   `json:"letter"` // A to H, in the order of the template
	Text    string   `json:"text"`   // as the template offers it; "" where the settings have none
	Comment string   `json:"comment"`
}

// Smelter is a row of the company's Smelter List. It names no supplier.
type Smelter struct {
	Metal    cmrt.Metal `json:"metal"`
	ID       string     `json:"id"` // CID; "" for one that is not listed or not identified
	Name     string     `json:"name"`
	Country  string     `json:"country"`
	Code     string     `json:"country_code"` // ISO 3166-1 alpha-2, where it is known
	City     string     `json:"city"`
	State    string     `json:"state"`
	Recycled string     `json:"recycled"`  // yes where every row behind it says so
	Unknown  bool       `json:"unknown"`   // stands for smelters that suppliers have not identified
	Behind   int        `json:"suppliers"` // number of suppliers that name it
}

// The rules by which a roll-up finds. Their place is a cell of the company's own template.
var (
	answerOpen = finding.Rule{Name: "rollup-answer-open", Severity: finding.Error,
		Explanation: "A question of the company's own declaration cannot be answered from the suppliers' declarations, and the template offers no “Unknown”.",
		Fix:         "Say under own_assessment in rollup.yaml what the company knows of its products, or wait for the answers that are missing.",
		Example:     "Nobody says that tungsten is in a part, and three suppliers have not answered."}
	headMissing = finding.Rule{Name: "rollup-field-missing", Severity: finding.Error,
		Explanation: "A field that the template needs has no value.",
		Fix:         "Give it in content/YEAR/rollup.yaml (for an EMRT rollup-emrt.yaml, for an AMRT rollup-amrt.yaml).",
		Example:     "No e-mail address of the authorizer."}
	assessmentContradicted = finding.Rule{Name: "rollup-assessment-contradicted", Severity: finding.Warning,
		Explanation: "The company says that a metal is in no product, and a supplier says that it is. The supplier's answer counts.",
		Fix:         "Find out who is right, and correct own_assessment or ask the supplier to correct its declaration.",
		Example:     "own_assessment: added: tungsten: no, beside a supplier that declares tungsten."}
	notListedUnknown = finding.Rule{Name: "rollup-not-listed-unsupported", Severity: finding.Error,
		Explanation: "A smelter under not_listed stands in no accepted declaration, so it is not reported.",
		Fix:         "Write it as a supplier typed it, or take it out of rollup.yaml.",
		Example:     "“Fuzhou Tin Works”, which no supplier names."}
	rowsLeftOut = finding.Rule{Name: "rollup-rows-left-out", Severity: finding.Warning,
		Explanation: "Entries of accepted declarations lead to no known smelter and nobody decided to report them, so they are not in the list, and whether all smelters are reported is answered No.",
		Fix:         "Resolve or reject them (cmr decide), or report them by name under not_listed in rollup.yaml.",
		Example:     "Four tin entries with names that no list knows."}
	scopeUnsure = finding.Rule{Name: "rollup-scope-unverified", Severity: finding.Warning,
		Explanation: "A supplier's declaration covers only the products it lists, and nothing says that they are those that the company buys.",
		Fix:         "List the parts that are bought from it in data/YEAR/parts.csv, or ask for a declaration for the whole company.",
		Example:     "A declaration with the scope “B. Product” from a supplier of three parts."}
	partWithoutSupplier = finding.Rule{Name: "rollup-part-without-supplier", Severity: finding.Warning,
		Explanation: "A part of the products that are asked about has no supplier in parts.csv, so nobody was asked about it and nothing can be ruled out.",
		Fix:         "Add its supplier to data/YEAR/parts.csv.",
		Example:     "A screw that the bill of materials names without a vendor."}
	lookupDiffers = finding.Rule{Name: "rollup-lookup-differs", Severity: finding.Note,
		Explanation: "The look-up of the template knows a smelter by another name or country than the directory that the year is judged by. The template's is shown in the file.",
		Fix:         "Nothing, unless the year should be judged by a newer directory.",
		Example:     "CID900001 was renamed after the template was published."}
	templateFilled = finding.Rule{Name: "rollup-template-filled", Severity: finding.Warning,
		Explanation: "The template that was to be filled in is the declaration of another company. What stood in its fields is gone, but comments, added sheets and the properties of the document stay as they are, and may name who filled it in.",
		Fix:         "Take a blank template, as RMI publishes it.",
		Example:     "The workbook that a supplier sent, given to --template."}
	notInTemplate = finding.Rule{Name: "rollup-smelter-not-in-template", Severity: finding.Note,
		Explanation: "The look-up of the template does not know the number of a smelter, so the row is written as “Smelter not listed” with name, country and number.",
		Fix:         "Use a newer version of the template where there is one.",
		Example:     "A number that RMI gave after the template was published."}
)

// Rules are those by which a roll-up finds.
var Rules = []finding.Rule{answerOpen, headMissing, assessmentContradicted, notListedUnknown, rowsLeftOut, scopeUnsure, partWithoutSupplier, lookupDiffers, notInTemplate, templateFilled}

// find notes a finding at a cell of the company's own template.
func (r *Rollup) find(rule finding.Rule, sheet, cell string, m cmrt.Metal, format string, args ...any) {
	r.Findings = append(r.Findings, finding.Finding{Rule: rule.Name, Severity: rule.Severity, File: r.Settings.File, Sheet: sheet, Cell: cell, Metal: string(m),
		Message: fmt.Sprintf(format, args...), Fix: rule.Fix})
}
