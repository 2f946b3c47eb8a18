package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

var (
	typedShare = patterns.New(`\d+(?:\.\d+)?\s?(?:%|per ?cent\b)`)
	// unlabelled is in sentences that say of a label that it is not used, or what it is.
	unlabelled = patterns.New(`\b(?:not|no|nor|never)\b[^.]*\b(?:describ|us|label|requir|stat|designat|call)\w*\b[^.]*drc|\bthe terms?\b|\bissuers?\b`)
	formerly   = patterns.New(`\b(?:former|formerly|previously|then|until|renamed|founded|known as)\b`)
	oldNames   = patterns.New(`\b(?:cfsi|cfsp|eicc)\b`)
	newNames   = patterns.New(`\b(?:rmi|rmap)\b`)
)

// Unwritten marks a passage of a new project that nobody has written yet.
const Unwritten = "**To be written.**"

// claimRules look for words and numbers that say more than the data.
var claimRules = []lintRule{
	unfinished,
	{finding.Rule{Name: "report-determination", Severity: finding.Error, Internal: true,
		Explanation: "A product that is called “DRC conflict free” needs an independent private sector audit (CM-13, CM-14). The other labels of 2012 need not be used, and may no longer.",
		Fix:         "Leave labels out, or describe the audit: certification, report and auditor.", Example: "“Our meters are DRC conflict free.”"}, nil,
		func(d *draft) []problem {
			var list []problem
			made, denied := d.audit()
			for _, s := range d.said() { // each by itself: another may deny it
				if labelled(s.text) && (denied || made.text == "") {
					list = append(list, problem{file: s.file, line: s.line, message: "“DRC conflict free” is said without an independent private sector audit."})
				}
			}
			for _, s := range d.said() {
				if s.file == "" && labels.MatchString(s.text) && !unlabelled.MatchString(s.text) {
					list = append(list, problem{line: s.line, message: "A label of 2012 is used that no issuer has to use any more."})
				}
			}
			return list
		}},
	{finding.Rule{Name: "report-overclaim", Severity: finding.Error, Internal: true,
		Explanation: "A survey guarantees nothing, and an assessment of a smelter certifies no metal (CM-19).",
		Fix:         "Say what was found, as of when, and no more.", Example: "“We guarantee that our minerals are conflict-free.”"}, nil,
		func(d *draft) []problem { return d.overclaims() }},
	{finding.Rule{Name: "report-names-of-time", Severity: finding.Warning, Internal: true,
		Explanation: "The programme was CFSP of the CFSI (EICC and GeSI) until 2016, and is RMAP of the RMI since (CM-20).",
		Fix:         "Use the names of the reporting year.", Example: "“CFSI” in a report for 2025."}, withReport,
		func(d *draft) []problem {
			wrong := oldNames
			if d.Year <= 2016 {
				wrong = newNames
			}
			for _, line := range strings.Split(d.Report, "\n") {
				for _, text := range sentenceEnd.Split(spoken(line), -1) {
					if at := wrong.FindString(text); at != "" && !formerly.MatchString(text) {
						return []problem{{line: lineOf(d.Report, at), message: fmt.Sprintf("%s was not the name in %d.", strings.ToUpper(at), d.Year)}}
					}
				}
			}
			return nil
		}},
	{finding.Rule{Name: "report-stale", Severity: finding.Note, Internal: true,
		Explanation: "A paragraph with numbers that is the same as last year's may have been forgotten (CM-21).",
		Fix:         "Look at it again.", Example: "The same response rate in the same words."}, withReport,
		func(d *draft) []problem {
			var list []problem
			old := strings.Split(d.Last, "\n\n")
			for _, paragraph := range strings.Split(d.Report, "\n\n") {
				if len(paragraph) > 80 && number.MatchString(paragraph) && !strings.HasPrefix(paragraph, "|") && slices.Contains(old, paragraph) {
					first, _, _ := strings.Cut(paragraph, "\n")
					list = append(list, problem{line: lineOf(d.Report, strings.ToLower(first)), message: "This paragraph is the same, number for number, as last year's."})
				}
			}
			return list
		}},
	{finding.Rule{Name: "report-arithmetic", Severity: finding.Error, Internal: true,
		Explanation: "Every share in the report is one of the figures, with its numerator and denominator (CM-23).",
		Fix:         "Name the figure in the narrative instead of typing a number.", Example: "“About 80% answered.”"}, withReport,
		func(d *draft) []problem {
			known := map[string]bool{}
			for _, n := range d.typedNumbers() {
				for _, share := range typedShare.FindAllString(n.text, -1) {
					known[strings.ReplaceAll(share, " ", "")] = true
				}
			}
			for _, f := range d.Figures {
				known[f.Value+"%"] = f.Denominator != ""
			}
			var list []problem
			for i, line := range strings.Split(d.Report, "\n") {
				for _, share := range typedShare.FindAllString(line, -1) {
					if !known[strings.ReplaceAll(share, " ", "")] {
						list = append(list, problem{line: i + 1, message: fmt.Sprintf("%s is none of the figures.", share)})
					}
				}
			}
			return list
		}},
	{finding.Rule{Name: "report-typed", Severity: finding.Note, Internal: true,
		Explanation: "A number that was typed with {{typed …}} is in the report as it was typed: no figure is about it, and nothing holds it to the data.",
		Fix:         "Look at it, and keep what it rests on.", Example: "“{{typed 94%}} of our spend”."}, withReport,
		func(d *draft) (list []problem) {
			for _, n := range d.typedNumbers() {
				list = append(list, problem{file: n.file, line: n.line, message: fmt.Sprintf("%q was typed.", n.text)})
			}
			return list
		}},
	{finding.Rule{Name: "report-recycled", Severity: finding.Warning, Internal: true,
		Explanation: "A metal that is called recycled or scrap has no mined origin beside it (CM-16).",
		Fix:         "Correct the one or the other.", Example: "A smelter of recycled feed only, with a country of origin."}, withReport,
		func(d *draft) []problem {
			var list []problem
			for _, s := range d.Smelters {
				if s.RecycledOnly == "yes" && s.SourcingCountries != "" {
					list = append(list, problem{message: fmt.Sprintf("%s takes recycled or scrap feed only, and is listed with ore from %s.", s.SmelterID, countryNames(s.SourcingCountries))})
				}
			}
			return list
		}},
}

func countryNames(codes string) string {
	var names []string
	for _, code := range strings.Fields(codes) {
		names = append(names, smelter.CountryName(code))
	}
	return strings.Join(names, ", ")
}

// typedNumber is what somebody typed where no figure speaks of it.
type typedNumber struct {
	file string
	line int
	text string
}

func (d *draft) typedNumbers() (list []typedNumber) {
	for _, text := range d.Narrative {
		for i, line := range strings.Split(text.Body, "\n") {
			for _, m := range reference.FindAllStringSubmatch(line, -1) {
				if typed, ok := strings.CutPrefix(m[1], "typed "); ok {
					list = append(list, typedNumber{text.File, i + 1, strings.Trim(strings.TrimSpace(typed), "“”\"")})
				}
			}
		}
	}
	return list
}
