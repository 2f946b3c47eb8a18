package review

import (
	"cmp"
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// public compares what everybody will see, or of a year that is not published what people
// of the company see of its draft.
func (r *Review) public(year int, base, head Year) {
	if base.State != head.State {
		r.States = append(r.States, StateChange{year, base.State, head.State})
	}
	draft := head.State.Internal()
	r.figures(year, "", draft, base.Figures, head.Figures)
	r.facilities(year, "", draft, base.Smelters, head.Smelters)
	for _, programme := range sortedUnion(base.Beside, head.Beside) {
		b, h := base.Beside[programme], head.Beside[programme]
		hidden := cmp.Or(h.State, b.State).Internal()
		r.figures(year, programme, hidden, b.Figures, h.Figures)
		r.facilities(year, programme, hidden, b.Smelters, h.Smelters)
	}
	for _, text := range []struct{ name, before, after string }{{"report.md", base.Report, head.Report}, {"form-sd.md", base.Form, head.Form}} {
		for _, c := range sentenceChanges(year, text.name, text.before, text.after) {
			c.Draft = draft
			r.Sentences = append(r.Sentences, c)
		}
	}
}

// figures compares those of a programme; "" is the CMRT.
func (r *Review) figures(year int, programme string, draft bool, base, head []tables.Figure) {
	index := func(list []tables.Figure) map[string]tables.Figure {
		m := map[string]tables.Figure{}
		for _, f := range list {
			m[f.ID] = f
		}
		return m
	}
	was, is := index(base), index(head)
	for _, id := range sortedUnion(was, is) {
		before, after := "", ""
		if f, ok := was[id]; ok {
			before = report.Value(f)
		}
		f, ok := is[id]
		if ok {
			after = report.Value(f)
		}
		if before != after {
			r.Figures = append(r.Figures, FigureChange{year, id, cmp.Or(f.Label, was[id].Label), before, after, draft, programme})
		}
	}
}

// pages notes which public files differ, whatever made them so: what is not told as a
// figure, a smelter or a sentence is at least named. The list of their hashes follows
// from the others.
func (r *Review) pages(base, head Side) {
	if r.Broken = head.Broken; base.Broken != "" || head.Broken != "" {
		return
	}
	for _, file := range sortedUnion(base.Pages, head.Pages) {
		if base.Pages[file] != head.Pages[file] && file != "SHA256SUMS" {
			r.Pages = append(r.Pages, file)
		}
	}
}

func (r *Review) facilities(year int, programme string, draft bool, base, head []tables.Smelter) {
	index := func(list []tables.Smelter) map[string]tables.Smelter {
		m := map[string]tables.Smelter{}
		for _, s := range list {
			m[s.Metal+" "+s.SmelterID] = s
		}
		return m
	}
	was, is := index(base), index(head)
	for _, key := range sortedUnion(was, is) {
		b, before := was[key]
		h, after := is[key]
		c := FacilityChange{Year: year, Programme: programme, Draft: draft, Metal: cmp.Or(h.Metal, b.Metal), ID: cmp.Or(h.SmelterID, b.SmelterID), Name: cmp.Or(h.SmelterName, b.SmelterName)}
		add := func(kind, from, to string) {
			c.Kind, c.Before, c.After = kind, from, to
			r.Facility = append(r.Facility, c)
		}
		switch {
		case !before:
			add("enters", "", h.Status)
		case !after:
			add("leaves", b.Status, "")
		default:
			for _, column := range []struct{ name, before, after string }{
				{"status", b.Status, h.Status}, {"name", b.SmelterName, h.SmelterName}, {"country", b.Country, h.Country}, {"place", b.City + " " + b.State, h.City + " " + h.State}, {"programme", b.Programme, h.Programme},
				{"last audit", b.LastAudit, h.LastAudit}, {"next audit", b.ReauditDue, h.ReauditDue}, {"sourcing countries", b.SourcingCountries, h.SourcingCountries},
				{"recycled only", b.RecycledOnly, h.RecycledOnly}, {"suppliers", fmt.Sprint(b.Suppliers), fmt.Sprint(h.Suppliers)},
			} {
				if column.before != column.after {
					add(column.name, column.before, column.after)
				}
			}
		}
	}
}

// listChanges compares the lists that a year is judged by.
func (r *Review) listChanges(year int, base, head Year) {
	b, h := base.Directory.Source, head.Directory.Source
	if b.SHA256 != h.SHA256 {
		c := ListChange{Year: year, Kind: "directory", Before: b.Name, After: h.Name}
		d := smelter.CompareDirectories(base.Directory, head.Directory)
		for _, f := range d.Added {
			c.Added = append(c.Added, f.ID+" "+f.Name)
		}
		for _, f := range d.Removed {
			c.Removed = append(c.Removed, f.ID+" "+f.Name)
		}
		c.Changed = changes(d.Changed)
		r.Lists = append(r.Lists, c)
	}
	if b, h := base.Conformance.Source, head.Conformance.Source; b.SHA256 != h.SHA256 {
		c := ListChange{Year: year, Kind: "conformance", Before: b.Name, After: h.Name}
		d := smelter.CompareConformance(base.Conformance, head.Conformance)
		for _, s := range d.Added {
			c.Added = append(c.Added, strings.TrimSpace(s.ID+" "+s.Word))
		}
		for _, s := range d.Removed {
			c.Removed = append(c.Removed, strings.TrimSpace(s.ID+" "+s.Word))
		}
		c.Changed = changes(d.Changed)
		r.Lists = append(r.Lists, c)
	}
}
