// Package check reviews declarations as a compliance analyst would: is everything
// answered, do the answers agree with each other and with the smelters named, does
// the declaration belong to a supplier and to this year?
//
// It stands after project. Each rule is a value in a list: its name, how much it
// weighs, what it means for a supplier, what to do, and the check itself. Adding a
// rule touches one place. What comes out is a verdict and findings per workbook;
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

// Workbook is one file as received with all that was made of it.
type Workbook struct {
	Declaration cmrt.Declaration
	Supplier    string // roster id; "" where no supplier accounts for it
	Verdict     Verdict
	Resolutions []smelter.Resolution // one for each row of Declaration.Smelters
	Findings    []finding.Finding

	superseded, stale bool // facts, whatever the settings make of the findings about them
}

// Result is a year's review.
type Result struct {
	Workbooks []Workbook        // by file
	Findings  []finding.Finding // all: of workbooks and of the year, sorted
}

// report adds a finding to the list of the declaration under review.
type report func(sheet, cell string, metal cmrt.Metal, format string, args ...any)

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
	last        *cmrt.Declaration // of the same supplier in the year before; nil where none counted
}

// declarationRules are all that look at one readable declaration.
var declarationRules = slices.Concat(companyRules, answerRules, originRules, programmeRules, smelterRules, namingRules, listRules)

// Rules are this package's part of the catalogue.
var Rules = func() []finding.Rule {
	var list []finding.Rule
	for _, r := range declarationRules {
		list = append(list, r.Rule)
	}
	return append(list, yearRules...)
}()

// Year reviews a year's declarations, given in the order of their files. last are
// the declarations that counted in the year before, by supplier; nil where none did.
func Year(y *project.Year, declarations []cmrt.Declaration, last map[string]cmrt.Declaration) Result {
	roster := newRoster(y.Roster)
	resolver := smelter.Resolver{Directory: y.Directory, Decisions: y.NameDecisions(), Translation: y.Translation}
	books := make([]Workbook, len(declarations))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(declarations)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(declarations); i = int(next.Add(1)) - 1 {
				books[i] = one(y, roster, resolver, declarations[i], last)
			}
		})
	}
	wg.Wait()
	acrossWorkbooks(books, y.Settings.CutOff)
	used := map[int]bool{}
	for i := range books {
		b := &books[i]
		b.Findings = settle(y, b.Findings, b.Declaration, used)
		b.Verdict = verdict(*b)
	}
	yearFindings := slices.Concat(notResponded(y, books), oldSnapshots(y), unsupported(y, books))
	yearFindings = settle(y, yearFindings, cmrt.Declaration{}, used)
	markNameDecisions(y, books, used)
	yearFindings = append(yearFindings, settle(y, unusedDecisions(y, used), cmrt.Declaration{}, used)...)

	res := Result{Workbooks: books, Findings: yearFindings}
	for i := range books {
		finding.Sort(books[i].Findings)
		res.Findings = append(res.Findings, books[i].Findings...)
	}
	finding.Sort(res.Findings)
	return res
}

// one reviews a single declaration.
func one(y *project.Year, roster roster, resolver smelter.Resolver, d cmrt.Declaration, last map[string]cmrt.Declaration) Workbook {
	b := Workbook{Declaration: d, Findings: slices.Clone(d.Findings)}
	supplier := roster.match(d)
	if supplier != nil {
		b.Supplier = supplier.ID
	} else {
		b.Findings = append(b.Findings, fileUnmatched.At(d.File, "", "", "No supplier on the roster accounts for this file."))
	}
	if d.Readable() {
		for _, row := range d.Smelters {
			b.Resolutions = append(b.Resolutions, resolver.Resolve(b.Supplier, row))
		}
		c := &context{year: y, declaration: d, layout: d.Layout(), supplier: supplier, resolutions: b.Resolutions}
		if before, ok := last[b.Supplier]; ok {
			c.last = &before
		}
		b.stale = d.Company.EffectiveDate != "" && d.Company.EffectiveDate < y.Oldest
		b.Findings = c.withCheckerRows(append(b.Findings, c.run()...))
	}
	for i := range b.Findings {
		b.Findings[i].Supplier = b.Supplier
	}
	return b
}

// run applies every rule.
func (c *context) run() []finding.Finding {
	var list []finding.Finding
	for _, r := range declarationRules {
		r.check(c, func(sheet, cell string, metal cmrt.Metal, format string, args ...any) {
			f := r.At(c.declaration.File, sheet, cell, fmt.Sprintf(format, args...))
			f.Metal = string(metal)
			list = append(list, f)
		})
	}
	return list
}

// Counted gives the declaration that counts for each supplier.
func (r Result) Counted() map[string]cmrt.Declaration {
	list := map[string]cmrt.Declaration{}
	for _, b := range r.Workbooks {
		if b.Counts() && b.Supplier != "" {
			list[b.Supplier] = b.Declaration
		}
	}
	return list
}

// verdict weighs a workbook by its findings, the waived ones aside.
func verdict(b Workbook) Verdict {
	switch {
	case !b.Declaration.Readable():
		return Unreadable
	case b.superseded:
		return Superseded
	case b.stale:
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
	list := slices.Clone(d.Findings)
	if !d.Readable() {
		return list
	}
	c := &context{year: &project.Year{}, declaration: d, layout: d.Layout()}
	for _, row := range d.Smelters {
		c.resolutions = append(c.resolutions, smelter.Resolver{}.Resolve("", row))
	}
	return c.withCheckerRows(append(list, c.run()...))
}
