// Package rcoi counts: it turns reviewed declarations into the register of
// smelters and the figures of the reasonable country of origin inquiry.
//
// It stands after campaign. A figure carries its value, its unit, what it means,
// the day it speaks of and the rows it was counted from; a share also carries
// numerator and denominator. What cannot be counted has no value, never a 0.
// Public smelters come from accepted declarations only, and hold a count of
// suppliers, never a name. Suppliers that the roster leaves out of scope are left
// out of every figure. Each figure has a Trace, from which it is counted: the rows
// and cells behind it, for people of the company.
package rcoi

import (
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Inquiry is a year's result. Register and Traces are internal, since they know who
// named which smelter; Smelters, Changes and Figures are public.
type Inquiry struct {
	Register []smelter.Entry
	Traces   []Trace // one for each figure, in their order
	Smelters []tables.Smelter
	Changes  []tables.Change // against the year before, as the register is ordered, the dropped last
	Figures  []tables.Figure

	Activities []tables.Activity // dated, by step of the OECD Guidance; public

	evidence
	accepted []check.Workbook // by supplier
}

// Count makes the inquiry of a year. last is that of the year before, nil where
// none was made.
func Count(y *project.Year, books []check.Workbook, responses []tables.Response, last *Inquiry) Inquiry {
	var register smelter.Register
	inScope := map[string]bool{}
	for _, r := range responses {
		inScope[r.Supplier] = r.InScope == "yes"
	}
	q := Inquiry{evidence: newEvidence(y, books)}
	for _, b := range books {
		if b.Verdict != check.Accepted || !b.Answers(y) || !inScope[b.Supplier] {
			continue
		}
		q.accepted = append(q.accepted, b)
		for _, res := range b.Resolutions {
			register.Add(res, smelter.RowSource{Supplier: b.Supplier, File: b.Declaration.File, Row: res.Row.Row})
		}
	}
	slices.SortStableFunc(q.accepted, func(a, b check.Workbook) int { return strings.Compare(a.Supplier, b.Supplier) })
	q.Register = register.Entries(y.Conformance)
	for _, e := range q.Register {
		q.Smelters = append(q.Smelters, public(e))
	}
	c := counter{evidence: q.evidence, asOf: y.Settings.CutOff, statusOf: y.Conformance.Source.AsOf}
	c.suppliers(responses)
	c.declarations(q.accepted)
	c.facilities(q.Register)
	c.rows(q.accepted)
	outcomes := map[cmrt.Metal]string{}
	for _, m := range cmrt.Metals {
		c.metal(m, q.Register, q.accepted)
		outcomes[m] = c.outcome(m, q.accepted)
	}
	c.consequence(outcomes)
	q.Changes = c.changes(q.Register, q.accepted, last)
	q.Activities = c.activities(len(q.accepted) > 0)
	q.Traces = c.traces
	for _, t := range c.traces {
		q.Figures = append(q.Figures, t.Figure)
	}
	return q
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
