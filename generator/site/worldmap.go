package site

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The outline of the land and the places of countries are made by makemap.go of
// Natural Earth's public domain data, as packed in npm's world-atlas 2.0.2 (ISC
// licence; see NOTICE).
//
//go:generate go run makemap.go atlas.go package world
var (
	//go:embed world/land.txt
	land string
	//go:embed world/places.txt
	placesText string
)

// Measures of the map, in units of the drawing.
const (
	mapWidth    = 1000
	mapHeight   = 435
	bubbleMost  = 30.0
	bubbleLeast = 5.0
)

type place struct{ x, y int }

// places gives where a country's bubble is put.
var places = sync.OnceValue(func() map[string]place {
	list := map[string]place{}
	for line := range strings.Lines(placesText) {
		var code string
		var p place
		if n, err := fmt.Sscan(line, &code, &p.x, &p.y); n == 3 && err == nil {
			list[code] = p
		}
	}
	return list
})

// bubble is a circle whose area stands for a count.
type bubble struct {
	X, Y, R int
	Text    string // what a pointer that rests on it is told
}

// worldPicture puts a bubble on every country in which facilities stand.
func worldPicture(v yearView, file string) *picture {
	p := &picture{ID: "world", Title: fmt.Sprintf("Smelters and refiners by the country in which they stand, %d", v.Number),
		Width: mapWidth, Height: mapHeight, Land: strings.TrimSpace(land)}
	p.Grid = &grid{ID: "world-caption", Class: "fit", Caption: "Number of smelters and refiners by country" + v.ratedAsOf() + ", most first", Head: statusHead(v, "Country")}
	list := byCount(v.countries) // the greatest bubbles first, so that none hides another
	most := list[0].total()
	var told, unplaced []string
	var all facilities
	for _, c := range list {
		text := fmt.Sprintf("%s: %d", c.name, c.total())
		if at, known := places()[c.code]; known {
			r := max(bubbleMost*math.Sqrt(float64(c.total())/float64(max(most, 10))), bubbleLeast)
			p.Bubbles = append(p.Bubbles, bubble{X: at.x, Y: at.y, R: int(math.Round(r)), Text: text})
		} else {
			unplaced = append(unplaced, c.name)
		}
		told = append(told, text)
		p.Grid.Rows = append(p.Grid.Rows, append([]cell{{Text: c.name, Href: relative(file, v.countryFile(c.code))}}, statusCells(v, c.facilities)...))
		all.rows = append(all.rows, c.rows...)
		all.conformant, all.active, all.other = all.conformant+c.conformant, all.active+c.active, all.other+c.other
	}
	if len(list) > 1 {
		p.Grid.Total = append([]cell{{Text: "All"}}, statusCells(v, all)...)
	}
	p.Desc = "A map of the world with a bubble on each country. " + strings.Join(told, ", ") + "."
	p.Note = "The area of a bubble stands for the number of entries; the greatest is " + list[0].name + " with " + grouped(strconv.Itoa(most)) + "."
	if len(unplaced) > 0 {
		p.Note += " Not on the map, which has no place for it: " + strings.Join(unplaced, ", ") + "."
	}
	if v.nowhere > 0 {
		p.Note += " Of " + plural(v.nowhere, "entry", "entries") + " the list gives no country that is known."
	}
	return p
}
