package check

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// Unsupported is the rule that holds the determination in year.yaml to the answers.
const Unsupported = "determination-unsupported"

var determinationUnsupported = finding.Rule{Name: Unsupported, Severity: finding.Error,
	Explanation: "The determination in year.yaml says more than the suppliers' answers support. A report must not claim what the inquiry did not find out (Form SD, Item 1.01).",
	Fix:         "Change the determination, or complete the inquiry.",
	Example:     "determination: {tin: no-reason-to-believe}, while a supplier has not answered.", Internal: true, Firm: true}

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
	var flagged, open, otherwise, unknown, doubtful int
	for _, b := range books {
		for _, f := range b.Flags {
			if f.Weighs() && b.About(f, m) {
				flagged++
			}
		}
		if b.Verdict != Accepted || !b.Answers(y) {
			continue
		}
		accepted[b.Supplier] = true
		stand := b.Stand(m)
		switch {
		case stand.In == cmrt.No:
			continue
		case stand.In == "":
			open++
		case !stand.Recycled && (claim == project.RecycledOrScrap || !stand.RuledOut):
			otherwise++
		}
		for e := range b.Entries.All() {
			if e.Metal != m {
				continue
			}
			row := e.RowStand(y)
			for _, f := range []struct {
				n   *int
				yes bool
			}{{&unknown, row.Unknown}, {&doubtful, row.Doubtful}} {
				if f.yes {
					*f.n++
				}
			}
		}
	}
	for daughter, c := range Covered(y, books) {
		accepted[daughter] = accepted[daughter] || books[c.Book].Verdict == Accepted
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
	}{{flagged, "%d red flags are open that speak for a covered country (red-flags.csv)"},
		{missing, "%d suppliers in scope have no accepted declaration"}, {open, "%d accepted declarations leave open whether the metal is in the products"}, {otherwise, "%d accepted declarations answer otherwise, or do not know all smelters"},
		{unknown, "%d entries lead to no known smelter"},
		{doubtful, "%d entries name a mine that nobody can place, or a smelter that members' data speak against"}} {
		if doubt.n > 0 {
			list = append(list, fmt.Sprintf(doubt.text, doubt.n))
		}
	}
	return list
}
