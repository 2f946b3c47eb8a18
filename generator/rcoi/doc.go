// Package rcoi counts: it turns reviewed declarations into the register of
// smelters and the figures of the reasonable country of origin inquiry.
//
// It stands after campaign. A figure carries its value, its unit, what it means,
// the day it speaks of and the rows it was counted from; a share also carries
// numerator and denominator. What cannot be counted has no value, never a 0.
// Public smelters come from accepted declarations only, and hold a count of
// suppliers, never a name. Suppliers that the roster leaves out of scope are left
// out of every figure.
package rcoi

import (
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Inquiry is a year's result. Register is internal, since it knows who named
// which smelter; Smelters and Figures are public.
type Inquiry struct {
	Register []smelter.Entry
	Smelters []tables.Smelter
	Figures  []tables.Figure
}

// Count makes the inquiry of a year.
func Count(y *project.Year, books []check.Workbook, responses []tables.Response) Inquiry {
	var register smelter.Register
	inScope := map[string]bool{}
	for _, r := range responses {
		inScope[r.Supplier] = r.InScope == "yes"
	}
	accepted := []check.Workbook{}
	for _, b := range books {
		if b.Verdict != check.Accepted || !inScope[b.Supplier] {
			continue
		}
		accepted = append(accepted, b)
		for _, res := range b.Resolutions {
			register.Add(res, smelter.RowSource{Supplier: b.Supplier, File: b.Declaration.File, Row: res.Row.Row})
		}
	}
	q := Inquiry{Register: register.Entries(y.Conformance)}
	for _, e := range q.Register {
		q.Smelters = append(q.Smelters, public(e))
	}
	c := counter{asOf: y.Settings.CutOff, statusOf: y.Conformance.Source.AsOf}
	c.suppliers(y.Roster, responses)
	c.facilities(q.Smelters)
	c.rows(accepted)
	for _, m := range cmrt.Metals {
		c.metal(m, q.Smelters, accepted)
	}
	q.Figures = c.figures
	return q
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

// countries gives the different country codes of facilities.
func countries(list []tables.Smelter) int {
	var codes []string
	for _, s := range list {
		key := s.CountryCode
		if key == "" {
			key = s.Country
		}
		if !slices.Contains(codes, key) {
			codes = append(codes, key)
		}
	}
	return len(codes)
}
