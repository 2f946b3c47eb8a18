package site_test

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
)

// TestOriginSaysWhatIsKnownAndWhatIsNot reads the page of a year of which much is known,
// and of one of which nothing is.
func TestOriginSaysWhatIsKnownAndWhatIsNot(t *testing.T) {
	s := years()
	now := &s.Years[0]
	now.Figures = append(now.Figures, figure("suppliers.accepted", "1230", "", "", "Accepted"),
		figure("tin.covered_countries.yes", "2", "", "", "yes"), figure("tin.covered_countries.no", "3", "", "", "no"), figure("tin.covered_countries.unknown", "0", "", "", "unknown"),
		figure("gold.covered_countries.yes", "0", "", "", "yes"), figure("gold.covered_countries.no", "1", "", "", "no"), figure("gold.covered_countries.unknown", "4", "", "", "unknown"),
		figure("tin.rcoi", "may-originate", "", "", "Tin: outcome"), figure("smelters.unresolved", "1", "", "", "Unresolved"))
	now.Smelters[0].SourcingCountries = "RW BO"
	now.Origins = []tables.Origin{{Metal: "tin", CountryCode: "CD", Country: "Democratic Republic of the Congo"}, {Metal: "gold", CountryCode: "PE", Country: "Peru"}}
	now.Areas = []site.Area{{Code: "CD", Whole: true}, {Code: "CO", Metals: "gold"}}
	now.AreasOf = site.Snapshot{Name: "cahra-2026-03-01.csv", AsOf: "2026-03-01"}
	pages := parsePages(t, build(t, s))
	page := spaced(pages["2025/origin/index.html"])
	for _, want := range []string{
		"suppliers gave 10 answers, one for each metal that they declare: 2 “yes”, 4 “unknown” and 4 “no”, as of 30 April 2026.",
		"Metal Yes Unknown No Answers Tin 2 0 3 5 Gold 0 4 1 5",
		"Tin: may have originated in a covered country. There is reason to believe",
		"10 of 1,240 suppliers in scope have no accepted declaration",
		"1 entry in accepted declarations leads to no known smelter.",
		"says of 1 of 3 smelters and refiners from which countries they take their ore",
		"Nobody has verified them",
		"Democratic Republic of the Congo (CD) Covered country; High-risk area 0 0 Tin",
		"Rwanda (RW) Covered country 0 1",
		"Colombia (CO) Has a high-risk area for gold 0 0",
		"Peru (PE) 0 0 Gold",
		"Japan (JP) 2 0",
		"on the company’s list of conflict-affected and high-risk areas",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
	before := spaced(pages["2024/origin/index.html"])
	for _, want := range []string{"No supplier has answered whether", "no supplier names the country of a mine", "no list of conflict-affected and high-risk areas was adopted", "Germany (DE) 1"} {
		if !strings.Contains(before, want) {
			t.Errorf("the page of 2024 lacks %q: %s", want, before)
		}
	}
}

// TestAnOlderYearKeepsItsAnswer holds that what the front page says of the latest year
// stands at an address of its own for every year.
func TestAnOlderYearKeepsItsAnswer(t *testing.T) {
	pages := parsePages(t, build(t, years()))
	front, latest, older := spaced(pages["index.html"]), spaced(pages["2025/summary/index.html"]), spaced(pages["2024/summary/index.html"])
	sentence := "1 of 3 smelters and refiners (33.3%) that accepted declarations of suppliers of Example name for 2025 was conformant"
	if !strings.Contains(front, sentence) || !strings.Contains(latest, sentence) {
		t.Errorf("front page and summary do not say the same: %s", latest)
	}
	for _, want := range []string{"None of 2 smelters and refiners (0.0%) that accepted declarations of suppliers of Example name for 2024 were conformant", "Response rate 85.0% 17 of 20", "Gold May have originated in a covered country"} {
		if !strings.Contains(older, want) {
			t.Errorf("the summary of 2024 lacks %q: %s", want, older)
		}
	}
	if !strings.Contains(front, "Summary 2024") {
		t.Error("the list of years does not lead to the summary")
	}
}
