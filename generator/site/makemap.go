//go:build ignore

// Makemap turns the geometry of npm's world-atlas 2.0.2 into the two small files
// that the pictures embed. Run it again only for a newer atlas:
//
//	npm pack world-atlas && tar xzf world-atlas-*.tgz
//	go run makemap.go atlas.go package world
//
// land.txt is one SVG path: the land of land-110m.json without Antarctica.
// places.txt has a line a country: code, and where its bubble is put, which is the
// middle of the largest piece of its land in countries-50m.json. That file is taken
// for all, since the 110m one lacks the small states (of those where smelters
// stand: Hong Kong, Singapore, Bahrain, Malta, Andorra, Liechtenstein and others).
//
// The projection is Equal Earth (Šavrič, Patterson, Jenny 2018): areas compare.
package main

import (
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	width    = 1000 // of the picture; its height follows
	middle   = 11   // meridian in the middle: the edge then runs through the Bering Strait and cuts no land but ice
	north    = 84.0
	south    = -57.0 // Antarctica lies below
	least    = 3     // square units: smaller islands are left out
	flatness = 1.2   // square units: a corner whose triangle is smaller is left out
)

type point [2]float64

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: go run makemap.go atlas.go ATLAS-FOLDER OUT-FOLDER")
	}
	land := read(filepath.Join(os.Args[1], "land-110m.json"))
	var rings [][]point
	for _, g := range land.Objects["land"].Geometries {
		for _, polygon := range land.polygons(g) {
			rings = append(rings, polygon...)
		}
	}
	write(filepath.Join(os.Args[2], "land.txt"), path(rings)+"\n")

	countries := read(filepath.Join(os.Args[1], "countries-50m.json"))
	best := map[string][]point{} // some countries stand there in parts
	for _, g := range countries.Objects["countries"].Geometries {
		code := isoCode(g)
		if code == "" {
			continue
		}
		for _, polygon := range countries.polygons(g) {
			if piece := flat(onMap(unwrap(polygon[0]))); best[code] == nil || math.Abs(area(piece)) > math.Abs(area(best[code])) {
				best[code] = piece
			}
		}
	}
	var lines strings.Builder
	for _, code := range slices.Sorted(maps.Keys(best)) {
		p := centre(best[code])
		fmt.Fprintf(&lines, "%s %.0f %.0f\n", code, p[0], p[1])
	}
	write(filepath.Join(os.Args[2], "places.txt"), lines.String())
	top, bottom := project(point{middle, north}), project(point{middle, south})
	log.Printf("height %.0f", bottom[1]-top[1])
}

func write(file, text string) {
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}

// unwrap makes longitudes run on across the antimeridian: the atlas stitches there.
func unwrap(ring []point) []point {
	out := slices.Clone(ring)
	for i := 1; i < len(out); i++ {
		out[i][0] += 360 * math.Round((out[i-1][0]-out[i][0])/360)
	}
	return out
}

// path cuts rings at the edge of the map, projects and thins them.
func path(rings [][]point) string {
	var b strings.Builder
	for _, ring := range rings {
		ring = unwrap(ring)
		if slices.ContainsFunc(ring, func(p point) bool { return p[1] < south }) {
			continue
		}
		for _, turn := range []float64{-360, 0, 360} {
			moved := slices.Clone(ring)
			for i := range moved {
				moved[i][0] += turn
			}
			piece := clip(clip(moved, middle-180, 1), middle+180, -1)
			if len(piece) < 4 {
				continue
			}
			piece = thin(flat(piece))
			if len(piece) >= 3 && math.Abs(area(piece)) >= least {
				draw(&b, piece)
			}
		}
	}
	return b.String()
}

// clip keeps what lies east (side 1) or west (side -1) of a meridian.
func clip(ring []point, meridian, side float64) []point {
	var out []point
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		in, next := (p[0]-meridian)*side >= 0, (q[0]-meridian)*side >= 0
		if in {
			out = append(out, p)
		}
		if in != next {
			part := (meridian - p[0]) / (q[0] - p[0])
			out = append(out, point{meridian, p[1] + part*(q[1]-p[1])})
		}
	}
	return out
}

// project is Equal Earth, in units of the picture, y downwards from its top.
func project(p point) point {
	const a1, a2, a3, a4 = 1.340264, -.081106, .000893, .003796
	y := func(lat float64) (value, slope float64) {
		l := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
		l2 := l * l
		l6 := l2 * l2 * l2
		return l * (a1 + a2*l2 + l6*(a3+a4*l2)), a1 + 3*a2*l2 + l6*(7*a3+9*a4*l2)
	}
	x := func(lon, lat float64) float64 {
		l := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
		_, slope := y(lat)
		return 2 * math.Sqrt(3) * (lon - middle) * math.Pi / 180 * math.Cos(l) / (3 * slope)
	}
	scale := width / (2 * x(middle+180, 0))
	top, _ := y(north)
	here, _ := y(p[1])
	return point{width/2 + scale*x(p[0], p[1]), scale * (top - here)}
}

// onMap turns a ring by whole turns until its middle is on the map.
func onMap(ring []point) []point {
	var sum float64
	for _, p := range ring {
		sum += p[0]
	}
	turn := 360 * math.Round((middle-sum/float64(len(ring)))/360)
	for i := range ring {
		ring[i][0] += turn
	}
	return ring
}

// flat projects a ring.
func flat(ring []point) []point {
	out := make([]point, len(ring))
	for i, p := range ring {
		out[i] = project(p)
	}
	return out
}

func area(ring []point) float64 {
	var sum float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += p[0]*q[1] - q[0]*p[1]
	}
	return sum / 2
}

func centre(ring []point) point {
	var c point
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		cross := p[0]*q[1] - q[0]*p[1]
		c[0], c[1] = c[0]+(p[0]+q[0])*cross, c[1]+(p[1]+q[1])*cross
	}
	a := 6 * area(ring)
	return point{c[0] / a, c[1] / a}
}

// thin leaves out the corners that show least (Visvalingam), then those that fall
// on one unit.
func thin(ring []point) []point {
	for len(ring) > 3 {
		at, smallest := -1, flatness
		for i := range ring {
			before, after := ring[(i+len(ring)-1)%len(ring)], ring[(i+1)%len(ring)]
			if a := math.Abs(area([]point{before, ring[i], after})); a < smallest {
				at, smallest = i, a
			}
		}
		if at < 0 {
			break
		}
		ring = slices.Delete(ring, at, at+1)
	}
	for i := range ring {
		ring[i] = point{math.Round(ring[i][0]), math.Round(ring[i][1])}
	}
	return slices.Compact(ring)
}

// draw writes a ring as steps, which are short.
func draw(b *strings.Builder, ring []point) {
	fmt.Fprintf(b, "M%.0f %.0fl", ring[0][0], ring[0][1])
	for i, p := range ring[1:] {
		step := fmt.Sprintf("%.0f", p[0]-ring[i][0])
		if i > 0 && !strings.HasPrefix(step, "-") {
			step = " " + step
		}
		down := fmt.Sprintf("%.0f", p[1]-ring[i][1])
		if !strings.HasPrefix(down, "-") {
			down = " " + down
		}
		b.WriteString(step + down)
	}
	b.WriteString("z")
}
