package main

import (
	"fmt"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/report"
)

// lint reads the year's draft, with the severities that the year sets: what Form SD and
// the report lack, and what their documents cannot hold. Until it is final, nothing is an
// error.
func (y *compiledYear) lint(final bool) []finding.Finding {
	found := report.Lint(y.draft, final)
	for _, d := range y.documents() {
		name, text := "form-sd.md", y.form
		if d.Type != "SD" {
			name, text = "report.md", y.markdown
		}
		for _, f := range edgar.Lost(path.Join(compiledDir(y.Number), name), text) {
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
	return list
}

// lintText prints findings about a draft: where, what, what to do.
func lintText(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		at := f.File
		if f.Cell != "" {
			at += ":" + f.Cell
		}
		fmt.Fprintf(&b, "%s: %s: %s (%s)\n    %s\n", at, f.Severity, f.Message, f.Rule, f.Fix)
	}
	return b.String()
}
