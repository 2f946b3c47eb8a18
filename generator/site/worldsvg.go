package site

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// A window is a part of the map that a narrow screen shows by itself.
type window struct {
	id, name         string
	left, width, top int // of the drawing
	from, to         float64
}

// windows cut the world into three, which together show every spot. The whole map has no
// name.
var windows = []window{
	{"", "", 0, mapWidth, 0, 0, mapWidth},
	{"west", "the Americas", 60, 340, 0, 0, 400},
	{"middle", "Europe, Africa and the Middle East", 396, 260, 0, 400, 640},
	{"east", "Asia and the Pacific", 600, 360, 0, 640, mapWidth},
}

// HTML draws the whole map for wide screens and for paper, and its windows for narrow
// ones; the style sheet shows one or the others.
func (m *worldMap) HTML() template.HTML {
	var b strings.Builder
	for _, w := range windows {
		m.draw(&b, w)
	}
	b.WriteString(`<ul class="marks"><li><span class="diamond"></span> covered country: the Democratic Republic of the Congo or an adjoining country</li>`)
	for _, s := range m.spots {
		if s.area {
			b.WriteString(`<li><span class="square"></span> on the company’s list of conflict-affected and high-risk areas, as a whole or with a region</li>`)
			break
		}
	}
	b.WriteString("</ul>\n")
	return template.HTML(b.String())
}

func (m *worldMap) draw(b *strings.Builder, w window) {
	var inside []spot
	left, right := float64(w.left), float64(w.left+w.width)
	for _, s := range m.spots {
		if s.x >= w.from && s.x < w.to {
			inside = append(inside, s)
			left, right = min(left, s.x-m.room(s)-1), max(right, s.x+m.room(s)+1)
		}
	}
	if len(inside) == 0 {
		return
	}
	id, class, title := "world", "world", m.Title
	if w.name != "" {
		id, class, title = "world-"+w.id, "part", m.Title+": "+w.name
	}
	fmt.Fprintf(b, `<svg class="%s" role="img" aria-labelledby="%s-title %[2]s-desc" viewBox="%s 0 %s %d" xmlns="http://www.w3.org/2000/svg">`, class, id, tenths(left), tenths(right-left), mapHeight)
	fmt.Fprintf(b, "\n<title id=\"%s-title\">%s</title>\n<desc id=\"%[1]s-desc\">%s</desc>\n", id, template.HTMLEscapeString(title), template.HTMLEscapeString(m.Desc))
	if w.name == "" {
		b.WriteString(`<path class="land" id="land" d="` + strings.TrimSpace(land) + "\"/>\n")
	} else {
		b.WriteString("<use class=\"land\" href=\"#land\"/>\n")
	}
	for _, s := range inside {
		m.spot(b, s)
	}
	m.sizes(b, left)
	b.WriteString("</svg>\n")
}

// spot draws the line to a spot's place, its bubble, its marks and its code.
func (m *worldMap) spot(b *strings.Builder, s spot) {
	b.WriteString("<g><title>" + template.HTMLEscapeString(s.text) + "</title>")
	if math.Hypot(s.x-float64(s.at.x), s.y-float64(s.at.y)) > m.room(s) {
		fmt.Fprintf(b, `<line x1="%d" y1="%d" x2="%s" y2="%s"/>`, s.at.x, s.at.y, tenths(s.x), tenths(s.y))
	}
	if s.n > 0 {
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"/>`, tenths(s.x), tenths(s.y), tenths(m.radius(s.n)))
	}
	if s.area {
		fmt.Fprintf(b, `<rect class="square" x="%s" y="%s" width="20" height="20"/>`, tenths(s.x-10), tenths(s.y-10))
	}
	if s.covered {
		fmt.Fprintf(b, `<path class="diamond" d="M%s %sl12 12-12 12-12-12z"/>`, tenths(s.x), tenths(s.y-12))
	}
	letters(b, s.x, s.y+3.5, template.HTMLEscapeString(s.code))
	b.WriteString("</g>\n")
}

// letters writes a text over a halo, so that no line runs through it. The halo is the same
// text below: checkers of HTML do not know paint-order, which would draw both at once.
func letters(b *strings.Builder, x, y float64, text string) {
	at := `x="` + tenths(x) + `" y="` + tenths(y) + `">` + text + "</text>"
	b.WriteString(`<text class="halo" ` + at + "<text " + at)
}

// sizes draws what the smallest and the greatest bubble stand for, in the ocean.
func (m *worldMap) sizes(b *strings.Builder, left float64) {
	x := left + 4
	for i, n := range []int{m.least, m.most} {
		if n == 0 || i == 1 && m.most == m.least {
			continue
		}
		r := m.radius(n)
		wide := max(r, 30) // as the words below it
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"/>`, tenths(x+wide), tenths(mapHeight-20-r), tenths(r))
		letters(b, x+wide, mapHeight-8, plural(n, "entry", "entries"))
		x += 2*wide + 8
	}
	b.WriteString("\n")
}
