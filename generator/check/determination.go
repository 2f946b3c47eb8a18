package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
)

var determinationUnsupported = finding.Rule{Name: "determination-unsupported", Severity: finding.Error,
	Explanation: "The determination in year.yaml says more than the suppliers' answers support. A report must not claim what the inquiry did not find out (Form SD, Item 1.01).",
	Fix:         "Change the determination, or complete the inquiry.",
	Example:     "determination: {tin: no-reason-to-believe}, while a supplier has not answered.", Internal: true}

// unsupported holds the year's determination of each metal against the answers.
// Both that can be claimed need an accepted declaration of every supplier in scope,
// with every smelter of the metal known.
func unsupported(y *project.Year, books []Workbook) []finding.Finding {
	var list []finding.Finding
	for _, m := range cmrt.Metals {
		claim := y.Settings.Determination[m]
		if claim != project.NoReasonToBelieve && claim != project.RecycledOrScrap {
			continue
		}
		if doubts := doubts(y, books, m, claim); len(doubts) > 0 {
			f := determinationUnsupported.At(path.Join("content", strconv.Itoa(y.Number), "year.yaml"), "", "",
				fmt.Sprintf("The determination for %s is %s, but %s.", m, claim, strings.Join(doubts, "; ")))
			f.Metal = string(m)
			list = append(list, f)
		}
	}
	return list
}

// doubts says what stands against a determination for a metal.
func doubts(y *project.Year, books []Workbook, m cmrt.Metal, claim string) (list []string) {
	accepted := map[string]bool{}
	var otherwise, unknown, listed, mined int
	for _, b := range books {
		if b.Verdict != Accepted || !b.Answers(y) {
			continue
		}
		accepted[b.Supplier] = true
		if !b.Declaration.InScope(m) {
			continue
		}
		origin, _ := b.Declaration.Answer(cmrt.CoveredCountries, m)
		recycled, _ := b.Declaration.Answer(cmrt.Recycled, m)
		if origin.Answer == cmrt.Yes || recycled.Answer != cmrt.Yes && (claim == project.RecycledOrScrap || origin.Answer != cmrt.No) {
			otherwise++
		}
		for _, res := range b.Resolutions {
			if countries, _ := smelter.CountriesIn(res.Row.MineCountry); res.Row.Metal == m && res.Outcome != smelter.Rejected && slices.ContainsFunc(countries, smelter.Covered) {
				mined++
			}
			switch status, _ := y.Conformance.Of(res.Facility.Metal, res.Facility.ID); {
			case res.Row.Metal != m || res.Outcome == smelter.Rejected:
			case res.Outcome != smelter.Resolved:
				unknown++
			case status.SourcesFromCovered():
				listed++
			}
		}
	}
	missing := 0
	for _, s := range y.Roster {
		if s.InScope == "yes" && !accepted[s.ID] {
			missing++
		}
	}
	for _, doubt := range []struct {
		n    int
		text string
	}{{missing, "%d suppliers in scope have no accepted declaration"}, {otherwise, "%d accepted declarations answer otherwise"},
		{unknown, "%d entries lead to no known smelter"}, {listed, "%d entries name a smelter that is known to source from a covered country"}, {mined, "%d entries name a mine in a covered country"}} {
		if doubt.n > 0 {
			list = append(list, fmt.Sprintf(doubt.text, doubt.n))
		}
	}
	return list
}
