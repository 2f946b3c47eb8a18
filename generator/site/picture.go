package site

import (
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
)

// picture is an SVG drawing and, beside it, the same numbers as a table. The
// drawing has no colour of its own: its classes are in the style sheet.
type picture struct {
	ID            string // begins the ids of its parts
	Title, Desc   string // for those who do not see it
	Width, Height int
	Bars          []bar
	Legend        []mark
	Map           *worldMap // nil: it is made of bars
	Grid          *grid
	Note          string
}

// bar is a line of words with a bar below it, which may have several parts.
type bar struct {
	TextY, Y    int
	Label, Text string
	Parts       []part
}

type part struct {
	X, W  int
	Class string // series
}

// mark explains a series.
type mark struct {
	X, TextX, Y, TextY int
	Class, Text        string
}

// The classes of series. They differ in how they are filled, so that they can be
// told apart without colour.
const (
	solid = "s1"
	pale  = "s2"
	open  = "s3"
	back  = "s0" // what a part is a part of
)

// Measures of bar pictures, in units of the drawing.
const (
	barWidth  = 400
	barHeight = 14
	barStep   = 48 // from one bar to the next
	barDown   = 24 // from the top of the line of words to the bar
	barGap    = 2  // between parts
	markSize  = 12
)

// series is a part of a bar before it is drawn.
type series struct {
	class string
	n     int
}

// addBar draws a bar whose parts are out of a whole that fills the width.
func (p *picture) addBar(label, text string, whole int, list ...series) {
	top := len(p.Bars) * barStep
	b := bar{TextY: top + 16, Y: top + barDown, Label: label, Text: text}
	x, sum := 0, 0
	for _, s := range list {
		sum += s.n
		end := 0
		if whole > 0 {
			end = sum * barWidth / whole
		}
		if s.n > 0 {
			b.Parts = append(b.Parts, part{X: x, W: max(end-x-barGap, 2), Class: s.class})
		}
		x = end
	}
	p.Bars = append(p.Bars, b)
	p.Width, p.Height = barWidth, len(p.Bars)*barStep
}

// explain adds the legend below the bars.
func (p *picture) explain(marks ...mark) {
	x := 0
	for _, m := range marks {
		m.X, m.TextX, m.Y, m.TextY = x, x+markSize+6, p.Height+8, p.Height+19
		x += markSize + 6 + 9*len([]rune(m.Text)) + 16
		p.Legend = append(p.Legend, m)
	}
	p.Height += 30
}

// statusPicture shows metals by status: one bar a metal.
func statusPicture(v yearView, metals []string) *picture {
	p := &picture{ID: "status", Title: fmt.Sprintf("Smelters and refiners by status, %d", v.Number)}
	conformant, active := statusLabel(smelter.Conformant, v.Number), statusLabel(smelter.Active, v.Number)
	most, all := 0, facilities{}
	for _, metal := range metals {
		most = max(most, v.byMetal[metal].total())
	}
	p.Grid = &grid{ID: "status-caption", Class: "fit", Caption: "Number of smelters and refiners by metal and status" + v.ratedAsOf(), Head: statusHead(v, "Metal")}
	var told []string
	for _, metal := range metals {
		f := v.byMetal[metal]
		if f.total() == 0 {
			continue
		}
		p.addBar(capital(metal), grouped(strconv.Itoa(f.total())), most, series{solid, f.conformant}, series{pale, f.active}, series{open, f.other})
		p.Grid.Rows = append(p.Grid.Rows, append([]cell{{Text: capital(metal)}}, statusCells(v, f)...))
		told = append(told, fmt.Sprintf("%s: %d, of which %d %s, %d %s, %d other or no status.", capital(metal), f.total(), f.conformant, strings.ToLower(conformant), f.active, strings.ToLower(active), f.other))
		all.rows = append(all.rows, f.rows...)
		all.conformant, all.active, all.other = all.conformant+f.conformant, all.active+f.active, all.other+f.other
	}
	if len(p.Grid.Rows) > 1 {
		p.Grid.Total = append([]cell{{Text: "All"}}, statusCells(v, all)...)
	}
	p.Desc = strings.Join(told, " ")
	var marks []mark
	for _, m := range []struct {
		n           int
		class, text string
	}{{all.conformant, solid, conformant}, {all.active, pale, active}, {all.other, open, neither}} {
		if m.n > 0 {
			marks = append(marks, mark{Class: m.class, Text: m.text})
		}
	}
	p.explain(marks...)
	return p
}

// changesPicture counts what changed by kind; its table also by metal.
func changesPicture(v, last yearView) *picture {
	p := &picture{ID: "kinds", Title: fmt.Sprintf("Smelters and refiners that differ between %d and %d", last.Number, v.Number)}
	count, metals := map[string]map[string]int{}, []string{}
	for _, c := range v.Changes {
		kind := kindOf(c).label
		if count[kind] == nil {
			count[kind] = map[string]int{}
		}
		count[kind][c.Metal]++
		count[kind][""]++
	}
	most := 0
	for _, of := range count {
		most = max(most, of[""])
	}
	for _, metal := range metalOrder {
		for _, of := range count {
			if of[metal] > 0 {
				metals = append(metals, metal)
				break
			}
		}
	}
	p.Grid = &grid{ID: "kinds-caption", Class: "fit", Caption: "Number of changes by kind and metal", Head: []column{{Text: "Change"}, {Text: "Total", Number: true}}}
	for _, metal := range metals {
		p.Grid.Head = append(p.Grid.Head, column{Text: capital(metal), Number: true})
	}
	var told []string
	kinds, _ := kindsCounted(v)
	for _, k := range kinds {
		n := count[k.label][""]
		p.addBar(k.label, grouped(strconv.Itoa(n)), most, series{k.class, n})
		row := append([]cell{{Text: k.label}}, numbers(n)...)
		for _, metal := range metals {
			row = append(row, numbers(count[k.label][metal])...)
		}
		p.Grid.Rows = append(p.Grid.Rows, row)
		told = append(told, fmt.Sprintf("%s: %d.", k.label, n))
	}
	p.Desc = strings.Join(told, " ")
	return p
}
