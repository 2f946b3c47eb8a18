// Package rcoi counts: it turns reviewed declarations into the register of
// smelters and the figures of the reasonable country of origin inquiry.
//
// It counts what check accepted and campaign derived. A figure carries its value, its unit, what it means,
// the day it speaks of and the rows it was counted from; a share also carries
// numerator and denominator. What cannot be counted has no value, never a 0.
// Public smelters come from accepted declarations only, and hold a count of
// suppliers, never a name. Suppliers that the roster leaves out of scope are left
// out of every figure. Each figure has a Trace, from which it is counted: the rows
// and cells behind it, for people of the company. They are looked up only when somebody
// asks: Count counts from what each workbook comes to, Explain opens the workbooks.
package rcoi

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Inquiry is a year's result. Register and Traces are internal, since they know who
// named which smelter; Internal are figures that are not published;
// Smelters, Changes and Figures are.
type Inquiry struct {
	Register []smelter.Entry
	Traces   []Trace // one for each figure, in their order
	Smelters []tables.Smelter
	Origins  []tables.Origin // by metal, as suppliers report them
	Named    []tables.Origin // covered countries that suppliers name by metal otherwise than as that of a mine
	Settled  []Sign          // red flags that were settled on evidence
	Changes  []tables.Change // against the year before, as the register is ordered, the dropped last
	Figures  []tables.Figure
	Internal []tables.Figure // those of the traces that are not published
	AsOf     string          // the day of the figures, YYYY-MM-DD: never one to come

	Activities []tables.Activity // dated, by step of the OECD Guidance; public

	evidence
	shown    []smelter.Entry  // Register with what may be published of the statuses
	accepted []check.Workbook // by supplier
}

// Count makes the inquiry of a year. last is that of the year before, nil where none was
// made. Its traces have formulas, and nothing behind them.
func Count(y *project.Year, books []check.Workbook, responses []tables.Response, last *Inquiry) Inquiry {
	return inquire(newEvidence(y, books), books, responses, last)
}

// Explain makes the same inquiry with all that stands behind one figure, or behind every
// figure where none is named. open gives a workbook with its rows; last was explained too.
func Explain(y *project.Year, books []check.Workbook, responses []tables.Response, last *Inquiry, figure string, open func(file string) check.Whole) Inquiry {
	e := newEvidence(y, books)
	e.open, e.wanted = open, figure
	return inquire(e, books, responses, last)
}

func inquire(e evidence, books []check.Workbook, responses []tables.Response, last *Inquiry) Inquiry {
	y := e.year
	var register smelter.Register
	q := Inquiry{evidence: e, AsOf: asOf(y, books)}
	for i := range books {
		b := &books[i]
		if b.Verdict != check.Accepted || !b.Answers(y) || !e.inScope[b.Supplier] {
			continue
		}
		q.accepted = append(q.accepted, *b)
		for entry := range b.Entries.All() {
			if entry.Outcome != smelter.Resolved {
				continue
			}
			if f, known := y.Directory.Facility(entry.ID); known {
				register.Add(f, entry.Recycled, smelter.RowSource{Supplier: b.Supplier, File: b.Declaration.File, Row: int(entry.Row)})
			}
		}
	}
	stable.Sort(q.accepted, func(a, b check.Workbook) int { return strings.Compare(a.Supplier, b.Supplier) })
	q.Register = register.Entries(y.Conformance)
	q.shown = smelter.Published(q.Register, y.Publish)
	for _, e := range q.shown {
		q.Smelters = append(q.Smelters, public(e))
	}
	c := counter{evidence: q.evidence, asOf: q.AsOf, listOf: y.Conformance.Source.AsOf}
	if y.Publish.Statuses() {
		c.statusOf = c.listOf
	}
	c.suppliers(responses)
	c.clauses()
	c.declarations(q.accepted)
	c.programmes(q.accepted)
	c.facilities(q.shown)
	c.rows(q.accepted)
	if y.Asks() == cmrt.Conflict {
		outcomes := map[cmrt.Metal]string{}
		for _, m := range cmrt.Metals {
			c.metal(m, q.shown, books, q.accepted)
			c.reach(m, q.accepted)
			outcomes[m] = c.outcome(m, books, q.accepted)
		}
		q.Origins, q.Named = c.origins(books), c.mentioned(books)
		q.Settled = c.signs
		c.consequence(outcomes)
	} else {
		c.minerals(q.shown, books, q.accepted)
		q.Origins = c.origins(books)
	}
	q.Changes = c.changes(q.shown, q.accepted, last)
	q.Activities = c.activities(len(q.accepted) > 0)
	q.Traces = c.traces
	for _, t := range c.traces {
		if t.Internal {
			q.Internal = append(q.Internal, t.Figure)
		} else {
			q.Figures = append(q.Figures, t.Figure)
		}
	}
	return q
}

// asOf is the day as of which the figures of a year are: its cut-off once it was published
// or filed, before that the last day of which its records tell, and of which the
// declarations tell that nobody logged as received. Where nothing tells of any, it is the
// day before which no declaration counts.
func asOf(y *project.Year, books []check.Workbook) string {
	if y.Closed() {
		return y.Settings.CutOff
	}
	last, logged := y.LastRecorded(), map[string]bool{}
	for _, r := range y.Received {
		logged[r.SHA256] = true
	}
	for _, b := range books {
		if day := b.Declaration.Company.EffectiveDate; !logged[b.Declaration.SHA256] && b.Answers(y) && day <= y.Settings.CutOff {
			last = max(last, day)
		}
	}
	return cmp.Or(last, y.Oldest)
}

// Trace gives what stands behind a figure, false where there is none of that id.
func (q Inquiry) Trace(id string) (Trace, bool) {
	i := slices.IndexFunc(q.Traces, func(t Trace) bool { return t.Figure.ID == id })
	if i < 0 {
		return Trace{}, false
	}
	return q.Traces[i], true
}

// public makes the public row of an entry.
func public(e smelter.Entry) tables.Smelter {
	country := smelter.CountryName(e.CountryCode)
	if country == "" {
		country = e.Country
	}
	return tables.Smelter{Metal: string(e.Metal), SmelterID: e.ID, SmelterName: e.Name, Country: country, CountryCode: e.CountryCode,
		State: e.State, City: e.City, OnReferenceList: "yes", Status: e.Status.Word, Programme: e.Status.Programme,
		LastAudit: e.Status.LastAudit, ReauditDue: e.Status.ReauditDue,
		SourcingCountries: e.Status.PublicSourcingCountries(), RecycledOnly: e.RecycledOnly(), Suppliers: e.Suppliers()}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
