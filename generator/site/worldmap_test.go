package site

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestNothingOnTheMapCoversAnother holds it for the countries in which the trade has
// facilities, with all covered countries and a long list of high-risk areas.
func TestNothingOnTheMapCoversAnother(t *testing.T) {
	y := Year{Number: 2025, AsOf: "2026-04-30"}
	lands := strings.Fields("AE AR AT AU BE BO BR CA CD CH CL CN CO CZ DE EE ES FR GB GH HK ID IN IT JP KG KR KZ MX MY NL NO PE PH PL PT RU RW SA SE SG TH TR TW UG US UZ VN ZA ZM ZW LU LI AD MO MK")
	for i, code := range lands {
		for n := range 1 + (i*37)%60 {
			y.Smelters = append(y.Smelters, tables.Smelter{Metal: "gold", SmelterID: fmt.Sprintf("CID9%02d%03d", i, n), CountryCode: code})
		}
	}
	for _, code := range strings.Fields("AF BF CD CF LY ML MM NE NG SD SO SS UA VE YE ZW") {
		y.Areas = append(y.Areas, Area{Code: code, Whole: true})
	}
	m, without := worldMapOf(newView(y, Site{}))
	if len(without) > 0 {
		t.Errorf("no place for %v", without)
	}
	for i, a := range m.spots {
		for _, b := range m.spots[:i] {
			if d, need := math.Hypot(a.x-b.x, a.y-b.y), m.room(a)+m.room(b); d < need-.5 {
				t.Errorf("%s and %s: %.1f apart, and they need %.1f", a.code, b.code, d, need)
			}
		}
		if far := math.Hypot(a.x-float64(a.at.x), a.y-float64(a.at.y)); far > 110 {
			t.Errorf("%s stands %.0f from its place", a.code, far)
		}
		if r := m.room(a); a.x < r || a.y < r || a.x > mapWidth-r || a.y > mapHeight-r {
			t.Errorf("%s stands outside the map: %v", a.code, a)
		}
	}
	svg := string(m.HTML())
	for _, code := range append(lands, smelter.CoveredCountries()...) {
		for class, what := range map[string]string{"": "letters", `class="halo" `: "halo"} {
			if n := len(regexp.MustCompile(`<text `+class+`x="[\d.]+" y="[\d.]+">`+code+`</text>`).FindAllString(svg, -1)); n != 2 {
				t.Errorf("%s: its %s stand %d times, and should once on the map and once in a window of it", code, what, n)
			}
		}
	}
	if !strings.Contains(svg, `class="square"`) || strings.Count(svg, `class="diamond" d=`) != 2*len(smelter.CoveredCountries()) {
		t.Error("marks are missing")
	}
}
