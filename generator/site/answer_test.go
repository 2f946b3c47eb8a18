package site_test

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
)

// TestTheAnswerFirst holds the sentence with which the front page opens: the share, last
// year's, and why it is another one.
func TestTheAnswerFirst(t *testing.T) {
	rated := func(id, status string) tables.Smelter {
		return tables.Smelter{Metal: "tin", SmelterID: id, SmelterName: id, Country: "Japan", CountryCode: "JP", OnReferenceList: "yes", Status: status, Suppliers: 1}
	}
	plain := func(change func(s *site.Site)) site.Site {
		s := real(years())
		s.Years[0].Smelters = []tables.Smelter{rated("CID1", "conformant"), rated("CID2", "active"), rated("CID3", "conformant"), rated("CID4", "conformant"), rated("CID5", "")}
		s.Years[1].Smelters = []tables.Smelter{rated("CID1", "conformant"), rated("CID2", "conformant"), rated("CID3", "active"), rated("CID6", "conformant"), rated("CID7", "conformant")}
		change(&s)
		return s
	}
	for name, c := range map[string]struct {
		s    site.Site
		want string
	}{
		"all ways": {plain(func(*site.Site) {}), "3 of 5 smelters and refiners (60.0%) that accepted declarations of suppliers of Example name for 2025 were conformant on 15 April 2026, down from 4 of 5 (80.0%) for 2024: 1 lost conformance, 1 gained it, 1 newly named is conformant, and 2 that were conformant are no longer named."},
		"the same": {plain(func(s *site.Site) { s.Years[0].Smelters = s.Years[1].Smelters }), "4 of 5 smelters and refiners (80.0%) that accepted declarations of suppliers of Example name for 2025 were conformant on 15 April 2026, as against 4 of 5 (80.0%) for 2024: none lost conformance, none gained it, none newly named are conformant, and none that were conformant are no longer named."},
		"removed from the list": {plain(func(s *site.Site) {
			s.Years[0].Changes = []tables.Change{{Metal: "tin", SmelterID: "CID6", SmelterName: "CID6", Change: "unlisted", Before: "conformant"}, {Metal: "tin", SmelterID: "CID7", SmelterName: "CID7", Change: "unlisted", Before: "conformant"}}
		}), "3 of 5 smelters and refiners (60.0%) that accepted declarations of suppliers of Example name for 2025 were conformant on 15 April 2026, down from 4 of 5 (80.0%) for 2024: 1 lost conformance, 1 gained it, 1 newly named is conformant, and 2 that were conformant are no longer on the reference list."},
		"one no longer named, one removed": {plain(func(s *site.Site) {
			s.Years[0].Changes = []tables.Change{{Metal: "tin", SmelterID: "CID6", SmelterName: "CID6", Change: "dropped", Before: "conformant"}, {Metal: "tin", SmelterID: "CID7", SmelterName: "CID7", Change: "unlisted", Before: "conformant"}}
		}), "3 of 5 smelters and refiners (60.0%) that accepted declarations of suppliers of Example name for 2025 were conformant on 15 April 2026, down from 4 of 5 (80.0%) for 2024: 1 lost conformance, 1 gained it, 1 newly named is conformant, 1 that was conformant is no longer named, and 1 that was conformant is no longer on the reference list."},
		"one, not conformant, and no year before": {plain(func(s *site.Site) {
			s.Years = s.Years[:1]
			s.Years[0].Smelters = s.Years[0].Smelters[1:2]
		}), "The one smelter or refiner that accepted declarations of suppliers of Example name for 2025 was not conformant on 15 April 2026."},
		"statuses not published": {plain(func(s *site.Site) { s.Years[0].StatusesKept = true }), "For 2025, suppliers of Example named 5 smelters and refiners of tin, tantalum, tungsten or gold. The statuses of facilities are not published."},
		"no list last year":      {plain(func(s *site.Site) { s.Years[1].StatusesKept = true }), "3 of 5 smelters and refiners (60.0%) that accepted declarations of suppliers of Example name for 2025 were conformant on 15 April 2026."},
		"no list, and entries": {plain(func(s *site.Site) {
			*s = noList()
			s.Years[0].Figures = append(s.Years[0].Figures, figure("suppliers.accepted", "2", "", "", "Accepted"))
		}), "For 2025, nothing that accepted declarations of suppliers of Example name was matched to a known smelter or refiner."},
		"no smelter": {noList(), "For 2025, no accepted declaration of a supplier of Example names a smelter or refiner of tin, tantalum, tungsten or gold."},
	} {
		page := spaced(parsePages(t, build(t, c.s))["index.html"])
		at, first := strings.Index(page, c.want), strings.Index(page, "Reporting year 2025 in short")
		if at < 0 || at > first+60 {
			t.Errorf("%s: the page does not open with %q: %s", name, c.want, page[max(first, 0):min(len(page), max(first, 0)+400)])
		}
	}
}

// TestSaysNoMoreThanTheFiling holds that an outcome is explained in the words of Form SD,
// Item 1.01, which speaks of what may have originated, on every page that explains it.
func TestSaysNoMoreThanTheFiling(t *testing.T) {
	pages := parsePages(t, build(t, years()))
	for _, file := range []string{"2024/summary/index.html", "2024/origin/index.html"} {
		page := spaced(pages[file])
		if want := "here is reason to believe that some of the metal may have originated in the Democratic Republic of the Congo (DRC) or an adjoining country and may not be from recycled or scrap sources."; !strings.Contains(page, want) {
			t.Errorf("%s does not explain “may have originated” as the form does", file)
		}
		if strings.Contains(page, "came from") {
			t.Errorf("%s says where metal came from", file)
		}
	}
}

// TestOutcomesHaveOneName holds that the page of a metal calls an outcome what the front page
// calls it, and that the page of origins says what an outcome rests on.
func TestOutcomesHaveOneName(t *testing.T) {
	s := years()
	for i := range s.Years[0].Figures {
		if f := &s.Years[0].Figures[i]; f.ID == "gold.rcoi" {
			f.Value, f.Unit, f.CountedFrom = "undetermined", "outcome", "accepted declarations; suppliers in scope without an accepted declaration: 207"
		}
	}
	pages := parsePages(t, build(t, s))
	for _, file := range []string{"index.html", "2025/gold/index.html", "2025/figures/index.html"} {
		if page := spaced(pages[file]); !strings.Contains(page, "Origin not determined") || strings.Contains(page, "Undetermined") {
			t.Errorf("%s has another name for the outcome: %s", file, around(page, "etermined"))
		}
	}
	if page := spaced(pages["2025/origin/index.html"]); !strings.Contains(page, "Why, for gold: suppliers in scope without an accepted declaration: 207.") {
		t.Errorf("the page of origins does not say why: %s", around(page, "not determined"))
	}
}

// TestEveryNumberHasItsMeasure holds that each number at the head of the page has its
// denominator, its day and its difference, and each metal its outcome in plain words.
func TestEveryNumberHasItsMeasure(t *testing.T) {
	s := years()
	s.Years[1].Figures = append(s.Years[1].Figures, figure("suppliers.not_responded", "6", "", "", "Suppliers without an answer"))
	page := spaced(parsePages(t, build(t, s))["index.html"])
	for _, want := range []string{
		"Share conformant 33.3% 1 of 3, as of 30 April 2026 +33.3 points from 0.0% (0 of 2) for 2024",
		"Response rate 75.0% 18 of 24, as of 30 April 2026 −10.0 points from 85.0% (17 of 20) for 2024",
		"Suppliers without a usable answer : 6 of 1,240 in scope (unchanged from 2024)",
		"Gold Not determined As of 30 April 2026 2024: may have originated in a covered country",
		"Active: committed to an assessment, not yet conformant : 1 of 3 smelters and refiners",
		"Statuses and audits as of 15 April 2026, the rest as of 30 April 2026.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, around(page, "Share conformant"))
		}
	}
}
