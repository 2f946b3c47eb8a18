package edgar

import (
	"fmt"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
)

// Documents are those of a year's submission, in their order.
func Documents(y *season.Year, r project.Registrant) []Attachment {
	form := Attachment{Type: "SD", File: report.FilingName(r, "sd", y.Number), Description: "Form SD"}
	if y.Settings.Filing.Amendment.Is() {
		form.Type, form.Description = "SD/A", "Form SD/A"
	}
	list := []Attachment{form}
	if y.Settings.Filing.Mode == project.WithReport {
		list = append(list, Attachment{Type: y.Settings.Filing.Type, File: report.FilingName(r, "ex101", y.Number), Description: "Conflict Minerals Report"})
	}
	return list
}

// Package makes the documents to file of a year's draft, by name.
func Package(y *season.Year) (map[string][]byte, error) {
	draft, err := y.Draft()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, d := range Documents(y, draft.Registrant) {
		text, title := draft.Form, fmt.Sprintf("Form SD %d", y.Number)
		if strings.HasPrefix(d.Type, "EX-") {
			text, title = fmt.Sprintf("Exhibit %s\n\n%s", y.Settings.Filing.Exhibit, draft.Report), fmt.Sprintf("Conflict Minerals Report %d", y.Number)
		}
		data, err := Document(title, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.File, err)
		}
		files[d.File] = data
	}
	return files, nil
}

// SheetOf gives the values that a filer types into EDGAR for a year.
func SheetOf(y *season.Year, r project.Registrant) Sheet {
	return Sheet{Registrant: r.Name, CIK: r.CIK, FileNumber: r.CommissionFileNumber, Year: y.Number, Amendment: y.Settings.Filing.Amendment.Is(), Documents: Documents(y, r), HeldBy: y.Settings.Filing.Signature.HeldBy}
}

// Ready reads a year's draft as Lint does, and holds it to the review of the year besides: a
// determination that the answers do not bear, or a red flag contradicts, is filed by nobody.
// A waiver accepts the finding, and takes no fact away.
func Ready(y *season.Year, final bool, last string) ([]finding.Finding, error) {
	list, err := Lint(y, final, last)
	if err != nil || !y.Surveyed() {
		return list, err
	}
	result, err := y.Review()
	if err != nil {
		return nil, err
	}
	for _, f := range result.Findings {
		if f.Rule == check.Unsupported {
			if f.Waived = false; f.Severity == finding.Error && !final {
				f.Severity = finding.Warning
			}
			list = append(list, f)
		}
	}
	return list, nil
}

// Lint reads a year's draft, with the severities that the year sets: what Form SD and the
// report lack, and what their documents cannot hold. Unless it is final, nothing is an
// error. last is the report of the year before, by which words that were not brought up
// to date are known; "" where there is none, or nobody asks.
func Lint(y *season.Year, final bool, last string) ([]finding.Finding, error) {
	draft, err := y.Draft()
	if err != nil {
		return nil, err
	}
	draft.Last = last
	found := report.Lint(draft, final)
	for _, d := range Documents(y, draft.Registrant) {
		name, text := "form-sd.md", draft.Form
		if strings.HasPrefix(d.Type, "EX-") {
			name, text = "report.md", draft.Report
		}
		for _, f := range Lost(path.Join(season.Compiled(y.Number), name), text) {
			if f.Severity == finding.Error && !final {
				f.Severity = finding.Warning
			}
			found = append(found, f)
		}
	}
	var list []finding.Finding
	for _, f := range found {
		switch s, set := y.Settings.Severities[f.Rule]; {
		case !set:
		case s == "off":
			continue
		default:
			f.Severity = s
		}
		list = append(list, f)
	}
	return list, nil
}
