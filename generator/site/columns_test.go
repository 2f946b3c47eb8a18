package site_test

import (
	"fmt"
	"slices"
	"strings"
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
		{"Smelter or refiner": "Overdue Works", "Smelter ID": "CID900011", "Metal": "Tantalum", "Country": "Peru", "Place": "Ventanilla, Callao", "On the reference list": "Yes", "Status": "Active RMAP", "Last audit": "1 Feb 2023",
			"Re-audit due": "3 Feb 2026 overdue", "Sourcing countries": "Bolivia, Rwanda", "Recycled only": "No", "Suppliers": "1,207"},
		{"Smelter or refiner": "Works in Time", "Smelter ID": "CID900012", "Metal": "Tungsten", "Country": "Japan", "Place": "Osaka", "On the reference list": "No", "Status": "Conformant LBMA", "Last audit": "5 Apr 2025",
			"Re-audit due": "30 Apr 2026", "Sourcing countries": "Australia", "Recycled only": "Yes", "Suppliers": "3"},
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

// TestWhatIsTheSameInEveryRowIsToldOnce holds that a column that would say one thing in
// every row is a sentence instead, and that what is blank throughout is neither.
func TestWhatIsTheSameInEveryRowIsToldOnce(t *testing.T) {
	s := everyColumn()
	for i := range s.Years[0].Smelters {
		row := &s.Years[0].Smelters[i]
		row.OnReferenceList, row.Programme, row.Status, row.RecycledOnly, row.SourcingCountries = "yes", "RMAP", "conformant", "", ""
	}
	root := parsePages(t, build(t, s))["2025/smelters/index.html"]
	for _, row := range rowsUnder(root, "Smelter ID") {
		for _, column := range []string{"Status", "On the reference list", "Recycled only", "Sourcing countries"} {
			if text, there := row[column]; there {
				t.Errorf("there is a column %s: %s", column, text)
			}
		}
	}
	for _, want := range []string{"Status: conformant for every entry.", "On the reference list: yes for every entry.", "The programme of every assessment is the Responsible Minerals Assurance Process (RMAP)."} {
		if text := spaced(root); !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if text := spaced(root); strings.Contains(text, "Recycled only:") {
		t.Error("the page speaks of a column in which nothing is known")
	}
}

// TestStatusesAreOneOfThree holds that a facility is conformant, active or neither, and that
// the word of another status stays beside it.
func TestStatusesAreOneOfThree(t *testing.T) {
	s := everyColumn()
	s.Years[0].Smelters[0].Status, s.Years[0].Smelters[1].Status = "facility standard assessed", ""
	rows := rowsUnder(parsePages(t, build(t, s))["2025/smelters/index.html"], "Smelter ID")
	if a, b := rows[0]["Status"], rows[1]["Status"]; a != "Neither facility standard assessed" || b != "Neither" {
		t.Errorf("statuses %q, %q", a, b)
	}
}

// TestALongListGoesOnOnOtherPages holds that each row of a long list stands on one page of
// it, and that every page leads to the others.
func TestALongListGoesOnOnOtherPages(t *testing.T) {
	s := everyColumn()
	row := s.Years[0].Smelters[0]
	s.Years[0].Smelters = nil
	for i := range 1001 {
		row.SmelterID = fmt.Sprintf("CID9%05d", i)
		s.Years[0].Smelters = append(s.Years[0].Smelters, row)
	}
	pages := parsePages(t, build(t, s))
	var ids []string
	for n, file := range []string{"2025/smelters/index.html", "2025/smelters/2/index.html", "2025/smelters/3/index.html"} {
		if pages[file] == nil {
			t.Fatalf("there is no %s", file)
		}
		for _, row := range rowsUnder(pages[file], "Smelter ID") {
			ids = append(ids, row["Smelter ID"])
		}
		for _, want := range []string{"1 to 500 501 to 1,000 1,001 to 1,001", []string{"1 to 500 of 1,001 entries", "501 to 1,000 of 1,001 entries", "1,001 to 1,001 of 1,001 entries"}[n]} {
			if text := spaced(pages[file]); !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", file, want)
			}
		}
	}
	if len(ids) != 1001 || !slices.IsSorted(ids) || len(slices.Compact(ids)) != 1001 {
		t.Errorf("%d rows stand on the pages", len(ids))
	}
	if pages["2025/smelters/4/index.html"] != nil {
		t.Error("there is a page of nothing")
	}
}
