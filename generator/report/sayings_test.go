package report

import (
	"maps"
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// saying is a situation of the data, and a block that says something of it.
type saying struct {
	name, block string
	in          Input
}

// rarer are the situations of few companies: one of a thing, none of it, and what is told
// where lists are missing or are not published. TestWhatEachPassageSays holds their words.
func rarer() []saying {
	year := func(change map[string]int) map[string]int {
		values := maps.Clone(surveyed)
		maps.Copy(values, change)
		return values
	}
	facilities := func(year int, list ...tables.Smelter) func(*Input) {
		return func(in *Input) { lists(in); in.Year, in.Smelters = year, list }
	}
	named := func(metal, status, programme string) tables.Smelter {
		s := one()
		s.Metal, s.Status, s.Programme = metal, status, programme
		return s
	}
	abroad := one()
	abroad.Country = "Japan"
	before := func(then, now, added string) map[string]string {
		return map[string]string{"changes.smelters_before": then, "smelters.total": now, "changes.smelters_added": added, "changes.smelters_dropped": "0", "changes.status_changed": "0"}
	}
	return []saying{
		{"one product", "products", aYear(nil, nil, func(in *Input) {
			in.Products = []project.Product{{Product: "Meters", Metals: "gold  tin", Description: "They measure."}}
		})},
		{"one product without a metal", "products", aYear(nil, nil, func(in *Input) { in.Products = []project.Product{{Product: "Caps"}} })},
		{"none is listed", "products", aYear(nil, nil, nil)},

		{"what was looked into", "determination", aYear(surveyed, map[string]string{"tin.rcoi": "no-reason-to-believe|" + because, "gold.rcoi": "may-originate|" + because + "; entries: 3"}, func(in *Input) {
			in.Settled = []rcoi.Sign{{Metal: "tin", What: "an answer of yes", Number: 2}, {Metal: "gold", What: "a mine", Number: 1}}
		})},
		{"one metal is open", "determination", aYear(surveyed, map[string]string{"gold.rcoi": "undetermined|" + because + "; entries: 3"}, nil)},
		{"nobody was asked, and a comment names a country", "determination", aYear(nil, map[string]string{"gold.rcoi": "may-originate|" + because + "; entries: 3"}, nil)},

		{"only countries in comments", "origins", aYear(surveyed, nil, func(in *Input) {
			in.Named = []tables.Origin{{Metal: "tungsten", Country: "Rwanda"}, {Metal: "tin", Country: "Uganda"}, {Metal: "tin", Country: "Angola"}}
		})},
		{"only countries of mines", "origins", aYear(surveyed, nil, func(in *Input) { in.Origins = []tables.Origin{{Metal: "tin", Country: "Peru"}} })},
		{"comments on two metals", "origins", aYear(surveyed, map[string]string{"tin.rcoi": "may-originate|" + rcoi.CommentNames + ": 1", "gold.rcoi": "may-originate|" + rcoi.CommentNames + ": 2"}, nil)},

		{"none was named before", "comparison", aYear(surveyed, before("0", "4", "4"), lists)},
		{"none is named now", "comparison", aYear(surveyed, before("4", "0", "0"), lists)},
		{"one was named before", "comparison", aYear(surveyed, before("1", "1", "0"), lists)},
		{"changes were not counted", "comparison", aYear(surveyed, map[string]string{"changes.smelters_before": "3"}, lists)},
		{"statuses were not compared", "comparison", aYear(surveyed, map[string]string{"changes.smelters_before": "3", "changes.smelters_added": "1", "changes.smelters_dropped": "0"}, lists)},

		{"one risk, suspended", "risks", aYear(surveyed, nil, func(in *Input) {
			in.Risks = []Risk{{Risk: "A", Since: "2026-01-02", Measure: "B", Deadline: "2026-02-02", State: project.RiskSuspended}}
		})},
		{"open, without a deadline; ended, with one", "risks", aYear(surveyed, nil, func(in *Input) {
			in.Risks = []Risk{{Risk: "A", Since: "2026-01-02", State: project.RiskOpen}, {Risk: "B", Since: "2026-01-02", Deadline: "2026-02-02", State: project.RiskDisengaged}}
		})},

		{"one, conformant by another programme", "facilities", aYear(year(map[string]int{"suppliers.accepted": 1, "smelters.total": 1, "smelters.conformant": 1, "smelters.countries": 1, "gold.smelters.identified": 1}), nil, facilities(2025, named("gold", "conformant", "RJC")))},
		{"programmes that bear no status", "facilities", aYear(surveyed, nil, facilities(2025, named("gold", "", "LBMA"), named("gold", "active", "RJC"), named("gold", "conformant", "LBMA")))},
		{"the last year of its old name", "facilities", aYear(surveyed, nil, facilities(2016, named("tin", "conformant", "RMAP")))},
		{"the first year of its new name, in American", "facilities", aYear(surveyed, nil, func(in *Input) {
			facilities(2017, named("tin", "conformant", "RMAP"))(in)
			in.Registrant.English = project.American
		})},
		{"statuses are kept", "facilities", aYear(surveyed, nil, func(in *Input) {
			facilities(2025, one())(in)
			in.Registrant.PublishedStatus = smelter.PublishNone
		})},
		{"none matched, entries of unknown ones", "facilities", aYear(year(map[string]int{"smelters.unresolved": 2, "smelters.not_identified": 1}), nil, lists)},
		{"one", "facility-list", aYear(year(map[string]int{"suppliers.accepted": 1}), nil, facilities(2025, one()))},
		{"none of the list, in the old words", "facility-list", aYear(surveyed, nil, facilities(2015, named("tin", "", ""), named("tin", "conformant", "RMAP")))},
		{"one", "locations", aYear(surveyed, nil, facilities(2025, one()))},
		{"two in one country", "locations", aYear(surveyed, nil, facilities(2025, one(), one()))},
		{"two in two", "locations", aYear(surveyed, nil, facilities(2025, one(), abroad))},

		{"one declaration, one facility", "sources", aYear(year(map[string]int{"suppliers.accepted": 1}), nil, facilities(2025, one()))},
		{"one declaration that named none", "facilities", aYear(year(map[string]int{"suppliers.accepted": 1}), nil, lists)},
		{"the first facility of all", "comparison", aYear(surveyed, before("0", "1", "1"), lists)},
		{"one, and entries of unknown ones", "facilities", aYear(year(map[string]int{"smelters.total": 1, "smelters.conformant": 1, "smelters.countries": 1, "smelters.unresolved": 2}), nil, facilities(2025, one()))},
		{"one supplier", "inquiry", aYear(map[string]int{"suppliers.in_scope": 1, "suppliers.asked": 1, "suppliers.responded": 1}, nil, nil)},
		{"one promise", "promises", aYear(nil, nil, func(in *Input) { in.Before = []project.Step{{Step: "to ask;", Done: "2026"}} })},
		{"one declaration", "origins", aYear(map[string]int{"suppliers.accepted": 1}, nil, nil)},

		{"a conformance list alone", "limits", aYear(surveyed, nil, func(in *Input) { in.Conformance.Name = "c" })},
		{"a directory alone", "efforts", aYear(surveyed, nil, func(in *Input) { in.Directory.Name = "d" })},
		{"a directory alone", "facilities", aYear(surveyed, nil, func(in *Input) { in.Directory.Name, in.Smelters = "d", []tables.Smelter{one()} })},

		{"in American", "response", aYear(surveyed, nil, func(in *Input) { in.Registrant.English, in.AsOf = project.American, "2026-05-02" })},
		{"one version that was accepted", "response", aYear(surveyed, nil, func(in *Input) { in.Versions = []string{"6.5"} })},
		{"two versions, none accepted", "response", aYear(year(map[string]int{"suppliers.accepted": 0}), nil, func(in *Input) { in.Versions = []string{"6.4", "6.5"} })},
		{"one declaration", "response", aYear(year(map[string]int{"suppliers.accepted": 1}), nil, func(in *Input) { in.Versions = []string{"6.4"} })},
	}
}

// TestWhatAResultRestsOn is read from the figure part by part: a name may hold a colon, and
// what has no number is no part.
func TestWhatAResultRestsOn(t *testing.T) {
	from := countedFrom(tables.Figure{CountedFrom: because + "; entries: 3; mines: of tin: 12; comments: none; ; : 4; a: 5"})
	var got []string
	for name, value := range from {
		got = append(got, name+"="+value)
	}
	if want := []string{"entries=3", "mines: of tin=12", "a=5"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for name := range from { // and no further than somebody looks
		if name != "entries" {
			t.Error(name)
		}
		break
	}
}

// TestWordsOfALanguage: lists, and days that are none.
func TestWordsOfALanguage(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "tin": {"tin"}, "tin and gold": {"tin", "gold"}, "tin, gold and tungsten": {"tin", "gold", "tungsten"}} {
		if got := and(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	american := Input{Registrant: project.Registrant{English: project.American}}
	for iso, want := range map[string]string{"2026-04-03": "April 3, 2026", "soon": "soon"} {
		if got := american.date(iso); got != want {
			t.Errorf("%q is %q", iso, got)
		}
	}
	for iso, want := range map[string]string{"2026-03-14": "2026-09-14", "2025-08-31": "2026-03-03", "soon": "soon"} {
		if got := sixMonthsAfter(iso); got != want {
			t.Errorf("six months after %q is %q", iso, got)
		}
	}
}
