package site_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
)

// everyColumn is a site whose smelters fill every column, each with a text of its own.
func everyColumn() site.Site {
	s := small()
	s.Years[0].Smelters = []tables.Smelter{
		{Metal: "tantalum", SmelterID: "CID900011", SmelterName: "Overdue Works", Country: "Peru", CountryCode: "PE", State: "Callao", City: "Ventanilla", OnReferenceList: "yes",
			Status: "active", Programme: "RMAP", LastAudit: "2023-02-01", ReauditDue: "2026-02-03", SourcingCountries: "BO RW", RecycledOnly: "no", Suppliers: 1207},
		{Metal: "tungsten", SmelterID: "CID900012", SmelterName: "Works in Time", Country: "Japan", CountryCode: "JP", State: "Osaka", OnReferenceList: "no",
			Status: "conformant", Programme: "LBMA", LastAudit: "2025-04-05", ReauditDue: "2026-04-30", SourcingCountries: "AU", RecycledOnly: "yes", Suppliers: 3},
	}
	return s
}

// TestEveryPublicColumnIsShown: what the table of smelters holds stands on the page,
// under its heading, in the words of the page.
func TestEveryPublicColumnIsShown(t *testing.T) {
	root := parsePages(t, build(t, everyColumn()))["2025/smelters/index.html"]
	want := []map[string]string{
		{"Smelter or refiner": "Overdue Works", "Smelter ID": "CID900011", "Metal": "Tantalum", "Location": "Peru Ventanilla, Callao", "On the reference list": "Yes", "Status": "RMAP active", "Last audit": "1 February 2023",
			"Re-audit due": "3 February 2026 overdue", "Sourcing countries": "Bolivia, Rwanda", "Recycled only": "No", "Suppliers": "1,207"},
		{"Smelter or refiner": "Works in Time", "Smelter ID": "CID900012", "Metal": "Tungsten", "Location": "Japan Osaka", "On the reference list": "No", "Status": "Conformant (LBMA)", "Last audit": "5 April 2025",
			"Re-audit due": "30 April 2026", "Sourcing countries": "Australia", "Recycled only": "Yes", "Suppliers": "3"},
	}
	if diff := cmp.Diff(want, rowsUnder(root, "Smelter ID")); diff != "" {
		t.Errorf("(-put in +shown):\n%s", diff)
	}
}

// rowsUnder gives the rows of the table that has a heading, by heading.
func rowsUnder(root *html.Node, heading string) (rows []map[string]string) {
	for table := range root.Descendants() {
		var head []string
		if table.Data != "table" {
			continue
		}
		for n := range table.Descendants() {
			if scope, _ := attr(n, "scope"); n.Data == "th" && scope == "col" {
				head = append(head, spaced(n))
			}
		}
		if !slices.Contains(head, heading) {
			continue
		}
		for tr := range table.Descendants() {
			row := map[string]string{}
			if tr.Data == "tr" && tr.Parent.Data == "tbody" {
				i := 0
				for c := range tr.ChildNodes() {
					if c.Data == "td" || c.Data == "th" {
						row[head[i]] = spaced(c)
						i++
					}
				}
				rows = append(rows, row)
			}
		}
		return rows
	}
	return nil
}
