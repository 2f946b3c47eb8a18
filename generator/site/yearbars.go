package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// yearBar is a year's bar in the small picture beside a figure.
type yearBar struct {
	X, Y, H, TextX int
	Class, Year    string
}

// yearBars draws a figure over all years, oldest first; none where one year alone has it.
func (b *builder) yearBars(v yearView, id string) *yearBars {
	type point struct {
		year  int
		value float64
	}
	var points []point
	whole := 0.0
	for _, y := range slices.Backward(b.views) {
		f, known := y.known(id)
		n, err := strconv.ParseFloat(strings.TrimSuffix(f.Value, "%"), 64)
		if !known || err != nil || y.Number > v.Number {
			continue
		}
		points, whole = append(points, point{y.Number, n}), max(whole, n)
		if f.Unit == "per cent" {
			whole = 100
		}
	}
	if len(points) < 2 {
		return nil
	}
	points = points[max(0, len(points)-yearsMost):]
	out := &yearBars{Width: len(points) * yearsStep, Height: yearsHeight + 16}
	for i, p := range points {
		h := 0
		if whole > 0 {
			h = int(p.value / whole * yearsHeight)
		}
		bar := yearBar{X: i * yearsStep, Y: yearsHeight - max(h, 1), H: max(h, 1), TextX: i*yearsStep + 14, Class: pale, Year: fmt.Sprintf("’%02d", p.year%100)}
		if p.year == v.Number {
			bar.Class = solid
		}
		out.Bars = append(out.Bars, bar)
	}
	return out
}

// overAllYears is the table of the figures at the head of the page for every year.
func (b *builder) overAllYears(file string) *section {
	g := &grid{ID: "all-years-caption", Class: "fit", Caption: "Figures by reporting year, each with what it was counted from and its day", Head: []column{{Text: "Figure"}}}
	var years []yearView
	for _, v := range b.views {
		if v.surveyed() && len(v.Figures) > 0 {
			years = append(years, v)
			g.Head = append(g.Head, column{Text: strconv.Itoa(v.Number), Number: true})
		}
	}
	for _, id := range answered {
		row, any := []cell{{}}, false
		for _, v := range years {
			f, known := v.known(id)
			c := cell{Text: "Not known", Class: "num"}
			if known {
				any = true
				row[0].Text = cmp.Or(row[0].Text, f.Label)
				value, parts := shown(f)
				if parts != "" {
					parts += ", "
				}
				c.Text, c.Small = value, parts+b.site.day(f.AsOf)
			}
			row = append(row, c)
		}
		if any {
			g.Rows = append(g.Rows, row)
		}
	}
	if len(years) < 2 || len(g.Rows) == 0 {
		return nil
	}
	return &section{ID: "years", Title: "Over the years", Grid: g}
}
