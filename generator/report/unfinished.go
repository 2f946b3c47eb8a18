package report

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

var (
	// placeholder is what stands where words are still to come.
	placeholder = patterns.New(`(?i:\bto be (?:written|completed|confirmed|determined|inserted|supplied|advised)\b[:.*]|\blorem ipsum\b|\b(?:insert|enter) (?:name|date|text|number|address|company)\b|\b(?:your|our) company name\b)|\b(?:TODO|TBD|TBC|TBA|FIXME|XX+|YYYY|NNN+)\b|\bX{2,}\b|\?\?\?|[●•]{2,}|\{\{|\}\}` +
		`|(?i:\[(?:pending|tbd|todo|to come|to be [^\]]*|insert[^\]]*|enter [^\]]*|your [^\]]*|please [^\]]*|company[^\]]*|registrant[^\]]*|name[^\]]*|date[^\]]*|year|month|day|number|title|address|city|state|url|link|amount|percentage|product[^\]]*|supplier[^\]]*|signature[^\]]*|signatory|draft[^\]]*|note[:s ][^\]]*|●+|•+|\*+|_+|\.{2,}|…|x{2,}|\?+)\])`)
	// invented is what only a demonstration or an example holds: its words, and names,
	// addresses and telephone numbers that are kept for examples (RFC 2606, 555-01xx).
	invented = patterns.New(`(?i)\(fictional\)|\b(?:fictional|fictitious|made-up|dummy|sample) (?:data|company|suppliers?|text|name|person|smelters?)\b|\b(?:in|for|of) (?:this|the) demonstration\b|\bexample\.(?:com|org|net|edu)\b|\b[a-z0-9-]+\.(?:example|invalid|test|localhost)\b|\b555-01\d\d\b|\b(?:john|jane) (?:doe|roe)\b`)
	// filled are the lines of the form that other rules ask for, field by field.
	filled = patterns.New(`^(?:\*\*|By: |Name: |Title: |Date: )`)
)

// unfinished is about words that nobody meant to publish.
var unfinished = lintRule{finding.Rule{Name: "report-unfinished", Severity: finding.Error, Internal: true,
	Explanation: "Something that is filed or published, be it the report, Form SD, the policy, the description of the company or of a product, or a page template of the project’s own, is still marked as to be written or pending, holds a placeholder, or has words, addresses or telephone numbers that stand in examples and demonstrations only. The last are not sought in a year, or in the policy and the description of a company, that is said to be a demonstration.",
	Fix:         "Write what belongs there.", Example: "“To be written. What you make.”; “[Company]”; “TBD”; “Robin Hallworth (fictional)”; www.example.com."}, nil,
	func(d *draft) (list []problem) {
		form := compiledFile(d.Year, "form-sd.md")
		for _, p := range d.published() {
			for i, line := range strings.Split(p.text, "\n") {
				said := strings.NewReplacer("\\", "", "](", " (").Replace(line) // the words of a link stand in no brackets
				if p.file == form && filled.MatchString(said) {
					said = strings.ReplaceAll(said, Pending, "")
				}
				at := placeholder.FindString(said)
				if at == "" && !p.demonstration {
					at = invented.FindString(said)
				}
				if at == "" {
					continue
				}
				problem := problem{file: p.file, line: i + 1, message: fmt.Sprintf("%q is no text to publish.", at)}
				if p.line > 0 {
					problem.line = p.line
				}
				list = append(list, problem)
			}
		}
		return list
	}}
