package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// programmeBefore is the programme in the year before, where that year is on these pages and
// publishes it: what changed since a year that nobody may see is not told either.
func (b *builder) programmeBefore(v yearView, p Programme) *Programme {
	last := b.before(v)
	if last == nil {
		return nil
	}
	i := slices.IndexFunc(last.Programmes, func(was Programme) bool { return was.Name == p.Name })
	if i < 0 {
		return nil
	}
	return &last.Programmes[i]
}

// programmeChanges tells how a programme's smelters and refiners differ from those of the
// year before, in the words of the changes of the CMRT.
func programmeChanges(v yearView, p Programme) section {
	last := v.Number - 1
	s := section{ID: "changes", Title: fmt.Sprintf("Changes since %d", last)}
	if len(p.Changes) == 0 {
		s.Text = []string{fmt.Sprintf("Suppliers name the same smelters and refiners for %d as for %d, and none has another status that is known.", v.Number, last)}
		if p.figure("changes.smelters_added").Value == "" {
			s.Text = []string{fmt.Sprintf("The smelters and refiners of %d and %d were not compared: for one of the years they are not held against a reference list.", last, v.Number)}
		}
		return s
	}
	var counted []string
	for _, k := range kindsOfChange {
		n := 0
		for _, c := range p.Changes {
			if kindOf(c) == k {
				n++
			}
		}
		if n > 0 {
			counted = append(counted, strings.ToLower(k.label)+": "+grouped(strconv.Itoa(n)))
		}
	}
	s.Text = []string{fmt.Sprintf("Since %d, %s.", last, strings.Join(counted, "; "))}
	s.Notes = []note{{"No longer named", "does not mean that a supplier stopped buying from it: a supplier whose declaration is missing or was returned drops its smelters too."}}
	g := &grid{ID: "changes-caption", Class: "dense cards", Caption: fmt.Sprintf("Smelters and refiners that differ between %d and %d: %s", last, v.Number, plural(len(p.Changes), "entry", "entries")),
		Head: []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Change", Key: "change"}, {Text: "Mineral", Key: "metal"}}}
	rated := p.Conformance.Name != ""
	if rated {
		g.Head = append(g.Head, column{Text: fmt.Sprintf("Status %d", last), Key: "before"}, column{Text: fmt.Sprintf("Status %d", v.Number), Key: "after"})
	}
	for _, c := range p.Changes {
		row := []cell{{Text: c.SmelterName}, {Text: c.SmelterID}, {Text: kindOf(c).label}, {Text: capital(c.Metal)}}
		if rated {
			row = append(row, cell{Text: statusThen(c.Before, c.Change != "added", last)}, cell{Text: statusThen(c.After, c.Change == "added" || c.Change == "status", v.Number)})
		}
		g.Rows = append(g.Rows, row)
	}
	s.Grid = g
	return s
}

// programmeFigures is the table of the figures that are not by mineral, beside those of the
// year before where the public knows them.
func (b *builder) programmeFigures(v yearView, p Programme, last *Programme) section {
	g := &grid{ID: "figures-caption", Class: "dense", Caption: fmt.Sprintf("Figures of the %s for %d", p.Name, v.Number), Head: []column{{Text: "Figure"}, {Text: "Value", Number: true}, {Text: "What it counts"}}}
	if last != nil {
		g.Head = []column{{Text: "Figure"}, {Text: strconv.Itoa(v.Number - 1), Number: true}, {Text: strconv.Itoa(v.Number), Number: true}, {Text: "Difference", Number: true}, {Text: "What it counts"}}
	}
	for _, f := range p.Figures {
		if slices.ContainsFunc(p.Minerals, func(m string) bool {
			return strings.HasPrefix(f.ID, strings.ReplaceAll(m, " ", "-")+".")
		}) || f.Value == "" || !strings.HasPrefix(f.ID, "suppliers.") && !strings.HasPrefix(f.ID, "smelters.") && !strings.HasPrefix(f.ID, "declarations.") {
			continue
		}
		value, parts := shown(f)
		row := []cell{{Text: f.Label}, {Text: value, Small: parts, Class: "num"}, {Text: f.Definition}}
		if last != nil {
			was := last.figure(f.ID)
			before, of := shown(was)
			if was.Value == "" {
				before, of = "not known", ""
			}
			row = []cell{row[0], {Text: before, Small: of, Class: "num"}, row[1], {Text: difference(was, f), Class: "num"}, row[2]}
		}
		g.Rows = append(g.Rows, row)
	}
	return section{ID: "figures", Title: "Figures", Grid: g}
}
