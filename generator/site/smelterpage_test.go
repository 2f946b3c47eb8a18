package site_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestEverySmelterHasItsPage holds that a smelter keeps its page when it is no longer named,
// and that the page tells every year.
func TestEverySmelterHasItsPage(t *testing.T) {
	tree := build(t, real(years()))
	pages := parsePages(t, tree)
	for file, wants := range map[string][]string{
		"smelters/CID900001/index.html": {"Fictional Tin Works (CID900001)", "Location Goslar, Germany", "First named 2024 Last named 2025", "12 suppliers of Example named it for 2025, as of 30 April 2026. Its status on 15 April 2026: conformant under the Responsible Minerals Assurance Process (RMAP).",
			"2025 Tin Conformant RMAP 15 Apr 2026 1 Mar 2025 12 Gained conformance 2024 Tin Active 15 Apr 2025 9", "No source that may be published states where its material originates.",
			"Cite Example Meters, Inc., conflict minerals: Fictional Tin Works (CID900001), https://example.com/minerals/smelters/CID900001/, as of 30 April 2026."},
		"smelters/CID900003/index.html": {"It is no longer on the reference list for 2025, so that declarations cannot be matched to it. 1 supplier of Example named it for 2024", "2025 Tungsten Not on the list Removed from the list", "Last named 2024"},
		"smelters/CID900002/index.html": {"Metal Tin, gold", "2025, tin: recycled or scrap only, according to every supplier that named it, as of 30 April 2026."},
		"smelters/index.html":           {"Fictional Tungsten CID900003 Neither Tungsten Nowhere Known 2024 2024", "Fictional Tin Works CID900001 Conformant Tin Germany 2024 2025"},
		"2025/smelters/index.html":      {"Fictional Tin Works CID900001"},
	} {
		if pages[file] == nil {
			t.Errorf("there is no %s", file)
			continue
		}
		for _, want := range wants {
			if text := spaced(pages[file]); !strings.Contains(text, want) {
				t.Errorf("%s does not say %q: %s", file, want, text)
			}
		}
	}
	var data struct {
		ID    string `json:"smelter_id"`
		Names []string
		Years []struct {
			Year      int
			Status    string
			Suppliers int
		}
	}
	if err := json.Unmarshal(tree["smelters/CID900001/smelter.json"], &data); err != nil {
		t.Fatal(err)
	}
	if data.ID != "CID900001" || len(data.Years) != 2 || data.Years[1].Status != "active" || data.Years[1].Suppliers != 9 {
		t.Errorf("smelter.json: %+v", data)
	}
}

// TestSmelterNumbersThatAreNoAddress holds that a number that could not be part of an
// address makes no page, and no link to one.
func TestSmelterNumbersThatAreNoAddress(t *testing.T) {
	s := years()
	for i, id := range []string{"index.html", "../x", "CID 9"} {
		s.Years[0].Smelters[i].SmelterID = id
	}
	for file := range build(t, s) {
		if strings.HasPrefix(file, "smelters/") && file != "smelters/index.html" && file != "smelters/smelters.json" && file != "smelters/named.js" && !strings.HasPrefix(file, "smelters/CID900") {
			t.Errorf("there is %s", file)
		}
	}
}

// TestOriginOfASmelterNamesItsSource holds that what is said of a smelter's origin names the
// list that says it, its day and its file, and that JSON has it too.
func TestOriginOfASmelterNamesItsSource(t *testing.T) {
	s := real(years())
	for i := range s.Years {
		for j := range s.Years[i].Smelters {
			if s.Years[i].Smelters[j].SmelterID == "CID900001" {
				s.Years[i].Smelters[j].SourcingCountries = "BO RW"
			}
		}
	}
	tree := build(t, s)
	want := "Bolivia, Rwanda, according to the conformance list as of 15 April 2026 (conformance-2026-04-15.csv)."
	if text := spaced(parsePages(t, tree)["smelters/CID900001/index.html"]); !strings.Contains(text, want) {
		t.Errorf("the page does not say %q: %s", want, text)
	}
	if data := string(tree["smelters/CID900001/smelter.json"]); !strings.Contains(data, `"sourcing_countries": "BO RW"`) || !strings.Contains(data, `"statuses_as_of": "2026-04-15"`) {
		t.Errorf("smelter.json: %s", data)
	}
}

// TestProgramsInBothWays: no page of an American company speaks of a programme, but for the
// page of the data, which describes the column of that name as the Data Package does.
func TestProgramsInBothWays(t *testing.T) {
	for american, want := range map[bool]string{true: "The program of every assessment is", false: "The programme of every assessment is"} {
		s := sites()["small"]
		s.American = american
		for name, page := range parsePages(t, build(t, s)) {
			text := spaced(page)
			if american && name != "data/index.html" && strings.Contains(strings.ToLower(text), "programme ") {
				t.Errorf("%s speaks of a programme", name)
			}
			if name == "2025/smelters/index.html" && !strings.Contains(text, want) {
				t.Errorf("american %v: %s", american, text)
			}
		}
	}
}
