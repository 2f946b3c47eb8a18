package site

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"itron.com/conflict-minerals/generator/smelter"
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
	mapWidth   = 1000
	mapHeight  = 435
	bubbleMost = 30.0
	codeRoom   = 9.5 // radius that two letters need
	markRoom   = 12.0
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

// spot is a country on the map: a bubble whose area stands for a number of entries, marks,
// and its code. It stands beside its place where others need the room.
type spot struct {
	code, text    string // text is what a pointer that rests on it is told
	n             int    // entries; 0: no bubble
	covered, area bool   // a covered country; on the company's list of high-risk areas
	x, y          float64
	at            place
}

// worldMap is the map with its spots.
type worldMap struct {
	Title, Desc string
	spots       []spot
	most, least int // entries of a country
}

func (m worldMap) radius(n int) float64 {
	return max(bubbleMost*math.Sqrt(float64(n)/float64(max(m.most, 10))), 3)
}

// room is the radius that a spot takes.
func (m worldMap) room(s spot) float64 {
	r := codeRoom
	if s.n > 0 {
		r = max(r, m.radius(s.n))
	}
	if s.covered || s.area {
		r = max(r, markRoom)
	}
	return r
}

// worldMapOf puts a spot on every country in which facilities stand, that is covered, or
// that the company's list of high-risk areas names; without gives those the map has no
// place for.
func worldMapOf(v yearView) (m worldMap, without []string) {
	m = worldMap{Title: fmt.Sprintf("Smelters and refiners by the country in which they are located, with covered countries and high-risk areas, %d", v.Number),
		Desc: "A map of the world with a bubble on each country that has a smelter or refiner, a diamond on each covered country, and a square on each country on the list of high-risk areas. The table gives the same."}
	for _, c := range byCount(v.countries) {
		m.most, m.least = max(m.most, c.total()), c.total()
		m.spots = append(m.spots, spot{code: c.code, n: c.total(), text: c.name + ": " + plural(c.total(), "entry", "entries")})
	}
	mark := func(code, words string, set func(*spot)) {
		i := slices.IndexFunc(m.spots, func(s spot) bool { return s.code == code })
		if i < 0 {
			i = len(m.spots)
			m.spots = append(m.spots, spot{code: code, text: smelter.CountryName(code)})
		}
		m.spots[i].text += ", " + words
		set(&m.spots[i])
	}
	for _, code := range smelter.CoveredCountries() {
		mark(code, "covered country", func(s *spot) { s.covered = true })
	}
	for _, a := range v.Areas {
		mark(a.Code, "on the list of high-risk areas", func(s *spot) { s.area = true })
	}
	m.spots = slices.DeleteFunc(m.spots, func(s spot) bool {
		_, known := places()[s.code]
		if !known {
			without = append(without, smelter.CountryName(s.code))
		}
		return !known
	})
	m.spread()
	return m, without
}

// spread moves spots apart until none covers another, and no further from their places
// than that takes.
func (m *worldMap) spread() {
	for i := range m.spots {
		s := &m.spots[i]
		s.at = places()[s.code]
		s.x, s.y = float64(s.at.x), float64(s.at.y)
	}
	for round := range 400 {
		apart := true
		for i := range m.spots {
			for j := range i {
				a, b := &m.spots[i], &m.spots[j]
				dx, dy := a.x-b.x, a.y-b.y
				d, need := math.Hypot(dx, dy), m.room(*a)+m.room(*b)+1
				if d >= need {
					continue
				}
				apart = false
				if d < .01 { // on one place: apart in a direction of its own
					dx, dy, d = math.Cos(float64(i)), math.Sin(float64(i)), 1
					need += d
				}
				push := (need - d) / 2 / d
				a.x, a.y, b.x, b.y = a.x+dx*push, a.y+dy*push, b.x-dx*push, b.y-dy*push
			}
		}
		if apart {
			break
		}
		for i := range m.spots {
			s := &m.spots[i]
			r := m.room(*s)
			if round < 200 { // back home, while there is time
				s.x, s.y = s.x+.02*(float64(s.at.x)-s.x), s.y+.02*(float64(s.at.y)-s.y)
			}
			s.x, s.y = min(max(s.x, r), mapWidth-r), min(max(s.y, r), mapHeight-r)
		}
	}
	for i := range m.spots {
		m.spots[i].x, m.spots[i].y = math.Round(m.spots[i].x*10)/10, math.Round(m.spots[i].y*10)/10
	}
}

// note says how the map is to be read.
func (m worldMap) note(without []string, nowhere int) string {
	text := "The area of a bubble is proportional to the number of entries. The two letters are the ISO 3166-1 code of the country, which the table gives too. Bubbles that would overlap are moved aside, with a line to their place."
	if len(without) > 0 {
		text += " Not on the map, which has no place for it: " + strings.Join(without, ", ") + "."
	}
	if nowhere > 0 {
		text += " Of " + plural(nowhere, "entry", "entries") + " the list gives no country that is known."
	}
	return text
}

// worldPicture is the map beside the table of facilities by country.
func worldPicture(v yearView, file string) *picture {
	m, without := worldMapOf(v)
	p := &picture{ID: "world", Title: m.Title, Desc: m.Desc, Width: mapWidth, Height: mapHeight, Map: &m, Note: m.note(without, v.nowhere)}
	p.Grid = &grid{ID: "world-caption", Class: "fit", Caption: "Number of smelters and refiners by country" + v.ratedAsOf() + ", most first", Head: statusHead(v, "Country")}
	var all facilities
	list := byCount(v.countries)
	for _, c := range list {
		p.Grid.Rows = append(p.Grid.Rows, append([]cell{{Text: named(c.code, c.name), Href: relative(file, v.countryFile(c.code))}}, statusCells(v, c.facilities)...))
		all.rows = append(all.rows, c.rows...)
		all.conformant, all.active, all.other = all.conformant+c.conformant, all.active+c.active, all.other+c.other
	}
	if len(list) > 1 {
		p.Grid.Total = append([]cell{{Text: "All"}}, statusCells(v, all)...)
	}
	return p
}

// named is a country's name with its code, as the map has it.
func named(code, name string) string { return name + " (" + code + ")" }

// tenths writes a measure with one decimal at most.
func tenths(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }
