// Package check reviews declarations as a compliance analyst would: is everything
// answered, do the answers agree with each other and with the smelters named, does
// the declaration belong to a supplier and to this year?
//
// It takes a project's declarations, roster and lists. Each rule is a value in a list: its name, how much it
// weighs, what it means for a supplier, what to do, and the check itself. A new rule is a
// new value there. What comes out is a verdict and findings per workbook;
// everything after it trusts the verdict and counts nothing from a workbook that
// was not accepted.
package check

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Verdict says what a workbook is good for.
type Verdict string

const (
	Accepted   Verdict = "accepted"   // counts
	Returned   Verdict = "returned"   // holds errors that nobody waived: an answer, but its smelters are not published
	Stale      Verdict = "stale"      // dated outside the year's window: no answer for this year
	Superseded Verdict = "superseded" // the supplier sent a newer one
	Unreadable Verdict = "unreadable" // nothing could be read
)

// Verdicts are all there are, in the order in which people count them.
var Verdicts = []Verdict{Accepted, Returned, Stale, Superseded, Unreadable}

// Result is a year's review.
type Result struct {
	Workbooks []Workbook        // by file
	Findings  []finding.Finding // all: of workbooks and of the year, sorted
	Decisions []Use             // as the year has them
}

// report adds a finding to the list of the declaration under review.
type report func(sheet, cell string, metal cmrt.Metal, format string, args ...any)

// remedy is what to do about a finding where the rule's own advice does not fit. It comes
// last among what is reported.
type remedy string

// rule is one thing to check in one declaration.
type rule struct {
	finding.Rule
	check func(c *context, found report)
}

// context is what a rule may look at.
type context struct {
	year        *project.Year
	declaration cmrt.Declaration
	layout      cmrt.Layout
	supplier    *tables.Supplier // nil where unmatched
	resolutions []smelter.Resolution
	asked       *smelter.Asked
	exhausted   bool // there were more unknown names than are compared with the directory

	displaced map[int]displacement // rows of the Smelter List that stand beside their columns
	between   string               // how metals and smelters stand a row apart; "": they do not
	severals  map[int]string       // by row, what was found to name several smelters
}

// ruleLists are all rules that look at one readable declaration.
var ruleLists = [][]rule{placementRules, companyRules, answerRules, mineralRules, originRules, programmeRules, smelterRules, areaRules, namingRules, listRules}

// declarationRules are the rules of ruleLists.
var declarationRules = sync.OnceValue(func() []rule { return slices.Concat(ruleLists...) })

// Rules are this package's part of the catalogue.
var Rules = func() []finding.Rule {
	n := len(lastRules) + 1 + len(yearRules) + len(besideRules)
	for _, rules := range ruleLists {
		n += len(rules)
	}
	list := make([]finding.Rule, 0, n)
	for _, rules := range ruleLists {
		for _, r := range rules {
			list = append(list, r.Rule)
		}
	}
	for _, r := range lastRules {
		list = append(list, r.Rule)
	}
	return append(append(append(list, declarationBlank), yearRules...), besideRules...)
}()

// Year reviews a year's declarations, given in the order of their files. last are the
// workbooks that counted in the year before, by supplier; nil where none did.
func Year(y *project.Year, declarations []cmrt.Declaration, last map[string]Workbook) Result {
	r := NewReviewer(y)
	books := make([]Workbook, len(declarations))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(declarations)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(declarations); i = int(next.Add(1)) - 1 {
				books[i] = r.Book(r.Look(declarations[i]))
			}
		})
	}
	wg.Wait()
	return Review(y, books, last)
}

// Review reviews workbooks, each of which was reviewed by itself, as those of one year:
// against each other and those that counted in the year before, by supplier, with the
// year's settings and decisions. They are given in the order of their files, and are not
// changed.
func Review(y *project.Year, books []Workbook, last map[string]Workbook) Result {
	books = slices.Clone(books)
	subjects := map[string]map[string]bool{} // of each supplier
	for _, b := range books {
		if subjects[b.Supplier] == nil {
			subjects[b.Supplier] = map[string]bool{}
		}
		if b.Declaration.Readable() {
			subjects[b.Supplier][b.Subject()] = true
		}
	}
	for i := range books {
		b := &books[i]
		b.Findings = slices.Clone(b.Findings)
		date := b.Declaration.Company.EffectiveDate
		b.Facts.superseded, b.Facts.stale = false, b.Declaration.Readable() && date != "" && date < y.Oldest
		if before, ok := lastOf(last, *b, len(subjects[b.Supplier]) > 1); ok && b.Declaration.Readable() {
			b.againstLast(before)
		}
	}
	acrossWorkbooks(books, y)
	decisions := decisionsOf(y, books)
	for i := range books {
		b := &books[i]
		b.Findings = finding.Limit(b.Declaration.File, follow(decisions.settleFolded(b.Findings)))
		b.Verdict = verdict(*b)
	}
	closeFindings(y, books)
	decisions.follow(books)
	found := decisions.settle(slices.Concat(notResponded(y, books), missing(y, books), unusable(y), oldSnapshots(y), unsupported(y, books)))
	followWorkbooks(found, books)
	decisions.markNames(books)
	found = append(found, decisions.settle(decisions.unused())...)

	res := Result{Workbooks: books, Findings: found, Decisions: decisions.usesOf()}
	all := len(found)
	for i := range books {
		all += len(books[i].Findings)
	}
	res.Findings = slices.Grow(res.Findings, all-len(found))
	for i := range books {
		finding.Sort(books[i].Findings)
		res.Findings = append(res.Findings, books[i].Findings...)
	}
	finding.Sort(res.Findings)
	return res
}

// longestQuote is how many characters of a supplier's text a message quotes.
const longestQuote = 300

// run applies every rule. A cell that was never calculated, or of which the file says
// two things, is told as that: what rules make of its blank is left out.
func (c *context) run() []finding.Finding {
	var list []finding.Finding
	untold := c.declaration.Untold()
	c.misplaced()
	for _, r := range declarationRules() {
		r.check(c, func(sheet, cell string, metal cmrt.Metal, format string, args ...any) {
			if untold[[2]string{sheet, cell}] || c.follows(r.Rule, sheet, cell, metal) {
				return
			}
			fix := r.Fix
			for i, a := range args {
				switch a := a.(type) {
				case string:
					args[i] = finding.Short(a, longestQuote)
				case remedy: // the last
					fix, args = string(a), args[:i]
				}
			}
			f := r.At(c.declaration.File, sheet, cell, fmt.Sprintf(format, args...))
			f.Metal, f.Fix = string(metal), fix
			list = append(list, f)
		})
	}
	return list
}

// Counted gives the workbooks that count, by supplier, and by supplier and subject where a
// supplier has several: see lastOf.
func (r Result) Counted() map[string]Workbook {
	n := map[string]int{}
	for _, b := range r.Workbooks {
		if b.Counts() {
			n[b.Supplier]++
		}
	}
	list := map[string]Workbook{}
	for _, b := range r.Workbooks {
		switch {
		case !b.Counts() || b.Supplier == "":
		case n[b.Supplier] > 1:
			list[b.Supplier+"\x00"+b.Subject()] = b
		default:
			list[b.Supplier] = b
		}
	}
	return list
}

// lastOf gives the workbook of the year before with which one is compared: that about the
// same; where the supplier had but one, that one, unless several count this year.
func lastOf(last map[string]Workbook, b Workbook, several bool) (Workbook, bool) {
	if before, ok := last[b.Supplier+"\x00"+b.Subject()]; ok {
		return before, true
	}
	before, ok := last[b.Supplier]
	return before, ok && (!several || before.Subject() == b.Subject())
}

// verdict weighs a workbook by its findings, the waived ones aside.
func verdict(b Workbook) Verdict {
	switch {
	case !b.Declaration.Readable():
		return Unreadable
	case b.Facts.superseded:
		return Superseded
	case b.Facts.stale:
		return Stale
	case b.Supplier == "": // whatever the settings make of the finding, it is nobody's answer
		return Returned
	case finding.AnyAtLeast(b.Findings, finding.Error):
		return Returned
	}
	return Accepted
}

// File reviews one declaration by itself: what needs the roster, a directory or a
// year's settings is left out.
func File(d cmrt.Declaration) []finding.Finding {
	list, _ := FileFor(&project.Year{}, d)
	return list
}

// findings gives what the reader found of a declaration, and the rules after it.
func (c *context) findings(read []finding.Finding) []finding.Finding {
	list := append(read, c.run()...)
	if c.blank() {
		return c.onlyBlank(list)
	}
	return c.withCheckerRows(list)
}
