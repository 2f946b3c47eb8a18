package smelter

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestAWordOfANameFindsItsSmelters to choose from, and resolves nothing.
func TestAWordOfANameFindsItsSmelters(t *testing.T) {
	d := NewDirectory(Source{Name: "d", AsOf: "2026-03-05"})
	for id, name := range map[string]string{"CID900001": "Morvilund S.A. Business Unit Precious Metals Refining", "CID900002": "Morvilund Brasil Ltda. Refining of Precious Metals", "CID900003": "Zelkuholt Precious Metals Refining",
		"CID900004": "Tarnvik Precious Metals Refining", "CID900005": "Ostrand Precious Metals Refining", "CID900006": "Hollin Precious Metals Refining"} {
		if err := d.Add(Facility{ID: id, Metal: cmrt.Gold, Name: name, Country: "BELGIUM", CountryCode: "BE"}, name); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"Morvilund": "CID900002 CID900001", "morvilund sa": "CID900002 CID900001", "Refining": "", "Precious Metals": "", "Umlaut": "", "Morvilund Tarnvik": "CID900004"} {
		res := Resolver{Directory: d}.Resolve("", cmrt.SmelterRow{Row: 5, Metal: cmrt.Gold, MetalRaw: "Gold", Name: name, Lookup: cmrt.NotListed, Country: "BELGIUM"})
		var got []string
		for _, n := range res.Nearest {
			got = append(got, n.ID)
		}
		if s := strings.Join(got, " "); s != want || res.Outcome == Resolved {
			t.Errorf("%s: %s, %v, want %s", name, s, res.Outcome, want)
		}
	}
}
