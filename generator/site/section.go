package site

import (
	"html/template"
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
	Head        []column
	Rows        [][]cell
	Total       []cell // blank: none
}

// HTML writes the table as Markdown tables are written too: in a region that scrolls,
// with a caption and scoped headings. It is done here and not in a template since
// there are tables on nearly every page, and this takes a tenth of the time.
func (g *grid) HTML() template.HTML {
	var b strings.Builder
	b.Grow(1024 + 128*len(g.Rows)*len(g.Head))
	id := template.HTMLEscapeString(g.ID)
	b.WriteString(`<section class="scroll" aria-labelledby="` + id + "\" tabindex=\"0\">\n<table")
	class(&b, g.Class)
	b.WriteString(">\n<caption id=\"" + id + `">` + template.HTMLEscapeString(g.Caption) + "</caption>\n<thead><tr>")
	for _, c := range g.Head {
		b.WriteString(`<th scope="col"`)
		if c.Number {
			b.WriteString(` class="num"`)
		}
		b.WriteString(">" + template.HTMLEscapeString(c.Text) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range g.Rows {
		writeRow(&b, row)
	}
	b.WriteString("</tbody>\n")
	if g.Total != nil {
		b.WriteString("<tfoot>")
		writeRow(&b, g.Total)
		b.WriteString("</tfoot>\n")
	}
	b.WriteString("</table>\n</section>")
	return template.HTML(b.String())
}

func writeRow(b *strings.Builder, row []cell) {
	b.WriteString("<tr>")
	for i, c := range row {
		tag := "td"
		if i == 0 {
			tag = "th"
			b.WriteString(`<th scope="row"`)
		} else {
			b.WriteString("<td")
			class(b, c.Class)
		}
		b.WriteString(">")
		if c.Href != "" { // made by this package, never by a supplier
			b.WriteString(`<a href="` + template.HTMLEscapeString(c.Href) + `">` + template.HTMLEscapeString(c.Text) + "</a>")
		} else {
			b.WriteString(template.HTMLEscapeString(c.Text))
		}
		if c.Small != "" {
			b.WriteString(`<br><span class="muted">` + template.HTMLEscapeString(c.Small) + "</span>")
		}
		b.WriteString("</" + tag + ">")
	}
	b.WriteString("</tr>\n")
}

func class(b *strings.Builder, name string) {
	if name != "" {
		b.WriteString(` class="` + template.HTMLEscapeString(name) + `"`)
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
