package site_test

import (
	"regexp"
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
	look "itron.com/conflict-minerals/site"
)

// report is the report of the small site: every kind of Markdown that reports use.
const report = `# Conflict Minerals Report of Example Meters, Inc. for 2025

> Demonstration: this page is made from fictional data. It says nothing about the suppliers, the smelters or the due diligence of Example Meters, Inc.

We asked [24 suppliers](figures/#suppliers.in_scope); [75.0% (18 of 24)](figures/#suppliers.response_rate) answered.[^1]

#### A heading that skips two levels

| Product | Gold | Share |
|---|:-:|--:|
| Meters | yes | 10.5% |
| | no | |

## Inquiry & results

Table: Declarations by *verdict*

| Verdict | Suppliers |
|---|--:|
| Accepted | 18 |

| Again | Suppliers |
|---|--:|
| Returned | 0 |

## Contents

The [smelters](smelters/), the [policy](../policy/), [2013](../2013/#main) and <https://www.sec.gov/>.

<script>alert(1)</script> and [bad](javascript:alert(1)).

[^1]: By the cut-off.
`

// small is a site with a demonstration year, an empty one, and one of words only.
func small() site.Site {
	return site.Site{
		Name: "Example Meters, Inc.", ShortName: "Example", Description: "Example makes meters.",
		Questions: "minerals@example.com", PublicURL: "https://example.com/minerals/",
		Policy: "# Policy on minerals\n\nWe ask.\n\n## Whom\n\nAll suppliers.\n",
		Years: []site.Year{
			{Number: 2025, Demonstration: true, AsOf: "2026-04-30", Form: "# Form SD\n\n## Section 1\n\n| Cover | Entry |\n| --- | --- |\n| Name | Example |\n\n☒ Rule 13p-1\n",
				Report:      report,
				Directory:   site.Snapshot{Name: "directory-2026-03-31.csv", AsOf: "2026-03-31", SHA256: "00ff"},
				Conformance: site.Snapshot{Name: "conformance-2026-04-15.csv", AsOf: "2026-04-15"},
				Figures: []tables.Figure{
					figure("suppliers.in_scope", "1240", "", "", "Suppliers in scope"),
					figure("suppliers.response_rate", "75.0", "18", "24", "Response rate"),
					figure("smelters.total", "3", "", "", "Smelters and refiners"),
					figure("gold.rcoi", "not determined", "", "", "Origin of gold"),
				},
				Smelters: []tables.Smelter{
					{Metal: "tin", SmelterID: "CID900001", SmelterName: "Fictional Tin Works", Country: "Germany", CountryCode: "DE", City: "Goslar", OnReferenceList: "yes", Status: "conformant", Programme: "RMAP", LastAudit: "2025-03-01", Suppliers: 12},
					{Metal: "gold", SmelterID: "CID900002", SmelterName: "Fictional Refinery", Country: "Japan", CountryCode: "JP", OnReferenceList: "yes", Suppliers: 2},
					{Metal: "tin", SmelterID: "CID900002", SmelterName: "Fictional Refinery", Country: "Japan", CountryCode: "JP", OnReferenceList: "no", Status: "active", RecycledOnly: "yes", Suppliers: 1},
				}},
			{Number: 2024, Demonstration: true, AsOf: "2025-04-30"},
			{Number: 2013, Report: "# Report for 2013\n\nWords.\n\n## Company\n\nMore words.\n",
				Filing: site.Filing{Date: "2014-06-02", Accession: "0000000000-14-000001", URL: "https://www.sec.gov/Archives/x"}},
		},
	}
}

func figure(id, value, part, whole, label string) tables.Figure {
	unit := "count"
	if whole != "" {
		unit = "per cent"
	}
	return tables.Figure{ID: id, Value: value, Unit: unit, Numerator: part, Denominator: whole, AsOf: "2026-04-30",
		Label: label, Definition: "What " + label + " means.", CountedFrom: "responses.csv"}
}

// hostile is the small site with text that would break a page or a table if it
// were not escaped.
func hostile() site.Site {
	const bad = `<script>alert("x")</script>'"{{.}}|&lt;` + "`</title>"
	s := small()
	s.Name, s.ShortName, s.Description, s.Questions = bad+"N", bad, bad, bad
	y := &s.Years[0]
	y.Directory.Name, y.Filing = bad, site.Filing{Date: bad, Accession: bad, URL: "javascript:alert(1)"}
	for i := range y.Smelters {
		r := &y.Smelters[i]
		r.SmelterName, r.Country, r.City, r.State, r.Status, r.Programme = bad, bad, bad, bad, bad, bad
		r.SourcingCountries, r.RecycledOnly, r.LastAudit = bad, bad, bad
	}
	y.Smelters[0].SmelterID, y.Smelters[1].Metal = bad, bad
	for i := range y.Figures {
		f := &y.Figures[i]
		f.Label, f.Definition, f.CountedFrom, f.Value = bad, bad, bad, bad
	}
	return s
}

// real is a site whose data are no demonstration.
func real(s site.Site) site.Site {
	s.Fictional, s.Years = false, slices.Clone(s.Years)
	for i := range s.Years {
		y := &s.Years[i]
		y.Demonstration = false
		y.Report = regexp.MustCompile("(?m)^> Demonstration:.*\n").ReplaceAllString(y.Report, "")
	}
	return s
}

func build(t *testing.T, s site.Site) map[string][]byte {
	t.Helper()
	tree, err := site.Build(s, look.Files)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// sites are the sites that every rule about pages is tested on.
func sites() map[string]site.Site {
	unposted := small()
	unposted.PublicURL = ""
	return map[string]site.Site{
		"small": small(), "hostile": hostile(), "unposted": unposted,
		"empty": {Name: "Nobody Yet, Inc."},
		"years": years(), "one metal": oneMetal(), "nothing in scope": nothingInScope(), "no list": noList(), "every column": everyColumn(),
	}
}

// years is a site of two surveyed years, with changes between them.
func years() site.Site {
	s := small()
	last, now := &s.Years[1], &s.Years[0]
	last.Conformance = site.Snapshot{Name: "conformance-2025-04-15.csv", AsOf: "2025-04-15"}
	last.Smelters = []tables.Smelter{
		{Metal: "tin", SmelterID: "CID900001", SmelterName: "Fictional Tin Works", Country: "Germany", CountryCode: "DE", OnReferenceList: "yes", Status: "active", Suppliers: 9},
		{Metal: "tungsten", SmelterID: "CID900003", SmelterName: "Fictional Tungsten", Country: "Nowhere Known", OnReferenceList: "yes", Suppliers: 1},
	}
	was := func(id, value, part, whole, label string) tables.Figure {
		f := figure(id, value, part, whole, label)
		f.AsOf = "2025-04-30"
		return f
	}
	last.Figures = []tables.Figure{was("suppliers.in_scope", "20", "", "", "Suppliers in scope"), was("suppliers.response_rate", "85.0", "17", "20", "Response rate"), was("smelters.total", "2", "", "", "Smelters and refiners"), was("smelters.conformant_rate", "0.0", "0", "2", "Share conformant"), was("gold.rcoi", "may-originate", "", "", "Origin of gold")}
	now.Figures = append(now.Figures, figure("smelters.conformant_rate", "33.3", "1", "3", "Share conformant"), figure("smelters.active", "1", "", "", "Active"), figure("suppliers.not_responded", "6", "", "", "Suppliers without an answer"),
		figure("changes.smelters_added", "2", "", "", "Smelters newly named"), figure("changes.status_changed", "1", "", "", "Smelters whose status changed"))
	now.Changes = []tables.Change{
		{Metal: "tin", SmelterID: "CID900001", SmelterName: "Fictional Tin Works", Change: "status", Before: "active", After: "conformant"},
		{Metal: "gold", SmelterID: "CID900002", SmelterName: "Fictional Refinery", Change: "added"},
		{Metal: "tin", SmelterID: "CID900002", SmelterName: "Fictional Refinery", Change: "added", After: "active"},
		{Metal: "tungsten", SmelterID: "CID900003", SmelterName: "Fictional Tungsten", Change: "unlisted"},
	}
	s.Licence = site.Licence{Name: "CC-BY-4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}
	return s
}

// oneMetal has one facility, in a country without a place on the map, and no status.
func oneMetal() site.Site {
	s := small()
	s.Years = []site.Year{s.Years[0], s.Years[2]}
	y := &s.Years[0]
	y.Conformance = site.Snapshot{}
	y.Smelters = []tables.Smelter{{Metal: "gold", SmelterID: "CID900009", SmelterName: "Fictional Island Refinery", Country: "Gibraltar", CountryCode: "GI", OnReferenceList: "yes", Suppliers: 1}}
	return s
}

// nothingInScope is a year whose every count is nought and every share not known.
func nothingInScope() site.Site {
	s := small()
	s.Years = []site.Year{s.Years[0], s.Years[2]}
	y := &s.Years[0]
	y.Smelters = nil
	y.Figures = []tables.Figure{
		figure("suppliers.in_scope", "0", "", "", "Suppliers in scope"), figure("suppliers.asked", "0", "", "", "Suppliers asked"),
		figure("suppliers.response_rate", "", "0", "0", "Response rate"), figure("smelters.total", "0", "", "", "Smelters and refiners"),
		figure("smelters.conformant_rate", "", "0", "0", "Share conformant"), figure("tin.suppliers.declaring", "0", "", "", "Tin: suppliers that declare it"),
		figure("changes.smelters_added", "", "", "", "Smelters newly named"),
	}
	return s
}

// noList is a year in which a metal is declared and no smelter could be matched, and
// whose year before cannot be compared.
func noList() site.Site {
	s := years()
	y := &s.Years[0]
	y.Smelters, y.Changes, y.Directory, y.Conformance = nil, nil, site.Snapshot{}, site.Snapshot{}
	y.Figures = []tables.Figure{figure("suppliers.in_scope", "3", "", "", "Suppliers in scope"), figure("suppliers.response_rate", "66.7", "2", "3", "Response rate"), figure("tin.suppliers.declaring", "2", "", "", "Tin: suppliers that declare it"), figure("changes.smelters_added", "", "", "", "Smelters newly named")}
	return s
}
