//go:build ignore

package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"

	"golang.org/x/text/language"
)

// topology is a TopoJSON file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]geometry
}

type geometry struct {
	Type       string
	ID         string
	Geometries []geometry
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func read(file string) topology {
	data, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		log.Fatal(err)
	}
	for _, arc := range t.Arcs { // stored as steps from point to point
		var x, y float64
		for i := range arc {
			x, y = x+arc[i][0], y+arc[i][1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
	return t
}

// polygons gives the rings of every polygon, the outer one first.
func (t topology) polygons(g geometry) [][][]point {
	var list [][][]int
	switch g.Type {
	case "Polygon":
		list = make([][][]int, 1)
		parse(g.Arcs, &list[0])
	case "MultiPolygon":
		parse(g.Arcs, &list)
	default:
		log.Fatalf("a geometry of type %s", g.Type)
	}
	out := make([][][]point, len(list))
	for i, polygon := range list {
		for _, ring := range polygon {
			out[i] = append(out[i], t.ring(ring))
		}
	}
	return out
}

func parse(data json.RawMessage, into any) {
	if err := json.Unmarshal(data, into); err != nil {
		log.Fatal(err)
	}
}

// ring joins arcs; a negative number is an arc backwards.
func (t topology) ring(arcs []int) []point {
	var ring []point
	for _, n := range arcs {
		arc := t.Arcs[max(n, ^n)]
		if n < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(ring) > 0 {
			arc = arc[1:]
		}
		for _, p := range arc {
			ring = append(ring, p)
		}
	}
	return ring
}

// isoCode is the country's ISO 3166-1 alpha-2 code, by its number in the atlas;
// Kosovo has none there.
func isoCode(g geometry) string {
	if g.Properties.Name == "Kosovo" {
		return "XK"
	}
	var number int
	if _, err := fmt.Sscanf(g.ID, "%d", &number); err != nil {
		return ""
	}
	region, err := language.EncodeM49(number)
	if err != nil || len(region.String()) != 2 {
		return ""
	}
	return region.String()
}
