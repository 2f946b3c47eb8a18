package site

import (
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/smelter"
)

// ratedAsOf ends the caption of a table of statuses: as of which day they are.
func (v yearView) ratedAsOf() string {
	if v.rated() && v.Conformance.AsOf != "" {
		return ", statuses as of " + v.site.day(v.Conformance.AsOf)
	}
	return ""
}

// unrated says why pages show no status.
func (v yearView) unrated() string {
	if v.StatusesKept {
		return "The statuses of facilities are not published."
	}
	return "No conformance list was used for this year, so no status is known."
}

// statusLabel is a status in the words of the year, with a capital.
func statusLabel(word string, year int) string { return capital(smelter.StatusLabel(word, "", year)) }

// statusHead are the headings of facilities counted by status.
func statusHead(v yearView, first string) []column {
	head := []column{{Text: first}, {Text: "Total", Number: true}}
	if v.rated() {
		head = append(head, column{Text: statusLabel(smelter.Conformant, v.Number), Number: true}, column{Text: statusLabel(smelter.Active, v.Number), Number: true}, column{Text: neither, Number: true})
	}
	return head
}

// statusCells are the counts under statusHead.
func statusCells(v yearView, f facilities) []cell {
	if !v.rated() {
		return numbers(f.total())
	}
	return numbers(f.total(), f.conformant, f.active, f.other)
}

// overYears compares a metal or country with itself in the other years; nil where
// there are none.
func (b *builder) overYears(file, what string, of func(yearView) (facilities, string)) *section {
	g := &grid{ID: "years-caption", Class: "fit", Caption: "Smelters and refiners named " + what + ", by reporting year",
		Head: []column{{Text: "Year"}, {Text: "Total", Number: true}}}
	rated := slices.ContainsFunc(b.views, yearView.rated)
	if rated {
		g.Head = append(g.Head, column{Text: "Conformant", Number: true}, column{Text: "Active", Number: true}, column{Text: neither, Number: true})
	}
	for _, v := range b.views {
		if !v.surveyed() {
			continue
		}
		f, page := of(v)
		row := []cell{{Text: strconv.Itoa(v.Number)}}
		if page != "" && page != file {
			row[0].Href = relative(file, page)
		}
		row = append(row, statusCells(v, f)...)
		if rated && !v.rated() {
			unknown := cell{Text: "Not known", Class: "num"}
			if v.StatusesKept {
				unknown.Text = "Not published"
			}
			row = append(row, unknown, unknown, unknown)
		}
		g.Rows = append(g.Rows, row)
	}
	if len(g.Rows) < 2 {
		return nil
	}
	return &section{ID: "years", Title: "Over the years", Grid: g}
}

// keyFigureOf is a figure of the year for the list at the head of a page; detail
// stands before the day.
func keyFigureOf(v yearView, file, id, detail string) []keyFigure {
	f, ok := v.known(id)
	if !ok {
		return nil
	}
	value, parts := shown(f)
	if parts != "" {
		detail = parts
	}
	if detail != "" {
		detail += ", "
	}
	return []keyFigure{{Label: f.Label, Value: value, Words: !number.MatchString(f.Value), Detail: detail + "as of " + v.site.day(f.AsOf), Href: relative(file, v.figuresFile()) + "#" + id}}
}

// whereNot guards against the wrong reading of a place.
var whereNot = note{"The location of a facility is not the origin of its mineral.", "It is where metal is smelted or refined, not where ore was mined."}
