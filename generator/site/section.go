package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// sectionsView is the body of the pages that are made of sections: changes, metals,
// countries, archive, method and accessibility.
type sectionsView struct {
	Lead     []string
	Facts    []fact
	Key      []keyFigure
	Sections []section
}

// section is a heading and what stands under it; blank parts are not printed.
type section struct {
	ID, Title string
	Text      []string
	Key       []keyFigure
	Notes     []note // a list
	Steps     []note // a numbered list
	Picture   *picture
	Grid      *grid
	Links     []link
	Across    string // what the links are, where they stand beside each other; blank: below
	Data      []download
}

// grid is a table whose first column names the row.
type grid struct {
	ID, Caption string
	Class       string
	Name        string // id of the table; blank: none
	Count       string // ends the caption, where a script counts what is shown
	Head        []column
	Rows        [][]cell
	IDs         []rowID // of rows that have an anchor, row by row; nil: none has
	Total       []cell  // blank: none
}

// rowID are the anchors of a row, where it has any.
type rowID struct{ ID, Alias string }

// cell is one of its cells; blank parts are not printed.
type cell struct {
	Text, Small, Href, Class string
}

// HTML writes the table as Markdown tables are written too: in a region that scrolls,
// with a caption and scoped headings. It is done here and not in a template since
// there are tables on nearly every page, and this takes a tenth of the time.
func (g *grid) HTML() template.HTML {
	var b strings.Builder
	b.Grow(1024 + 128*len(g.Rows)*len(g.Head))
	id := template.HTMLEscapeString(g.ID)
	b.WriteString(`<section class="scroll" aria-labelledby="` + id + `"`)
	if !g.linked() { // else the focus comes into it with the links
		b.WriteString(` tabindex="0"`)
	}
	b.WriteString(">\n<table")
	class(&b, g.Class)
	attribute(&b, "id", g.Name)
	b.WriteString(">\n<caption id=\"" + id + `">` + template.HTMLEscapeString(g.Caption))
	if g.Count != "" {
		b.WriteString("<span>" + template.HTMLEscapeString(g.Count) + "</span>")
	}
	b.WriteString("</caption>\n<thead><tr>")
	for _, c := range g.Head {
		b.WriteString(`<th scope="col"`)
		attribute(&b, "data-key", c.Key)
		if c.Number {
			b.WriteString(` class="num"`)
		}
		b.WriteString(">" + template.HTMLEscapeString(c.Text) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for i, row := range g.Rows {
		var at rowID
		if g.IDs != nil {
			at = g.IDs[i]
		}
		g.writeRow(&b, row, at)
	}
	b.WriteString("</tbody>\n")
	if g.Total != nil {
		b.WriteString("<tfoot>")
		g.writeRow(&b, g.Total, rowID{})
		b.WriteString("</tfoot>\n")
	}
	b.WriteString("</table>\n</section>")
	return template.HTML(b.String())
}

// linked tells whether every row leads somewhere.
func (g *grid) linked() bool {
	return len(g.Rows) > 0 && !slices.ContainsFunc(g.Rows, func(row []cell) bool { return !slices.ContainsFunc(row, func(c cell) bool { return c.Href != "" }) })
}

func (g *grid) writeRow(b *strings.Builder, row []cell, at rowID) {
	b.WriteString("<tr")
	attribute(b, "id", at.ID)
	b.WriteString(">")
	for i, c := range row {
		tag := "td"
		if i == 0 {
			tag = "th"
			b.WriteString(`<th scope="row"`)
			attribute(b, "id", at.Alias)
		} else {
			b.WriteString("<td")
			if key := g.Head[i].Key; key != "" {
				c.Class = strings.TrimSpace("c-" + key + " " + c.Class)
				if g.Head[i].Number {
					c.Class += " num"
				}
			}
			class(b, c.Class)
		}
		b.WriteString(">")
		if c.Href != "" { // made by this package, never by a supplier
			b.WriteString(`<a href="` + template.HTMLEscapeString(c.Href) + `">` + template.HTMLEscapeString(c.Text) + "</a>")
		} else {
			b.WriteString(template.HTMLEscapeString(c.Text))
		}
		if c.Small != "" {
			b.WriteString(map[bool]string{true: " ", false: "<br>"}[g.Head[i].Key != ""] + `<span class="muted">` + template.HTMLEscapeString(c.Small) + "</span>")
		}
		b.WriteString("</" + tag + ">")
	}
	b.WriteString("</tr>\n")
}

func class(b *strings.Builder, name string) { attribute(b, "class", name) }

// attribute writes an attribute of an element, unless it is blank.
func attribute(b *strings.Builder, name, value string) {
	if value != "" {
		b.WriteString(" " + name + `="` + template.HTMLEscapeString(value) + `"`)
	}
}

// numbers writes counts as right-aligned cells.
func numbers(counts ...int) []cell {
	cells := make([]cell, len(counts))
	for i, n := range counts {
		cells[i] = cell{Text: grouped(strconv.Itoa(n)), Class: "num"}
	}
	return cells
}
