package cmrt

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestNotListedAsTheCheckerSeesThem compares row 69 of the Checker, which tests the
// smelters that the look-up does not list, with what LibreOffice makes of it in rows
// that come close to one.
func TestNotListedAsTheCheckerSeesThem(t *testing.T) {
	t.Parallel()
	mutations := map[string][]map[string]any{}
	formula := func(text string) map[string]any { return map[string]any{"formula": text, "cached": ""} }
	for _, name := range slices.Sorted(maps.Keys(realFiles(t, "templates/RMI_CMRT_*.xlsx"))) {
		for _, row := range []map[string]any{
			{"B": "Tin", "C": "Smelter not listed - new"},
			{"B": "Tin", "C": "smelter NOT listed", "D": "Nobody"},
			{"B": "Tin", "C": " Smelter not listed"},
			{"B": "Tin", "C": "Smelter not listed", "D": "Alpha Metals"},
			{"B": "Tin", "C": "Smelter not listed", "D": "Alpha Met*"},
			{"B": "Tin", "C": "Smelter not listed", "D": "?lpha Metals"},
			{"B": "Tin", "C": "Smelter not listed", "D": "Alpha Metals", "E": formula(`""`)},
			{"B": "Tin", "C": "Smelter not listed", "D": "Smelter not yet identified"},
			{"A": 242332},
			{"A": true},
			{"A": "cid00029*"},
			{"A": "CID00029"},
			{"B": "Gold", "C": "Kojima", "D": map[string]any{"error": "#N/A"}},
			{"B": "Gold", "C": "Kojima", "E": map[string]any{"error": "#REF!"}},
			{"row": 2510, "B": "Gold", "C": "Smelter not listed"},
		} {
			raw, at := map[string]any{}, "7"
			for letter, value := range row {
				if letter != "row" {
					if row["row"] != nil {
						at = "2510"
					}
					raw["Smelter List!"+letter+at] = value
				}
			}
			mutations["templates/"+name] = append(mutations["templates/"+name], map[string]any{"raw": raw})
		}
	}
	compareWithChecker(t, "testdata/checker-not-listed.json", mutations, 5)
}

// TestRow69OfFilesKeptAside holds the model against files whose Checker was
// recalculated by LibreOffice, and which the model once saw otherwise.
func TestRow69OfFilesKeptAside(t *testing.T) {
	for name, flagged := range map[string]bool{"t01-6.4": false, "t03-6.4": true, "t18-6.31": true} {
		data, err := os.ReadFile(filepath.Join(sharedCMRT, "../cases/checker69-"+name+".xlsx"))
		if err != nil {
			t.Skip("needs the cases beside the real files")
		}
		if d := Read(name, data); slices.Contains(d.CheckerRows, 69) != flagged {
			t.Errorf("%s: row 69 flagged: %v, in LibreOffice %v", name, !flagged, flagged)
		}
	}
}

// TestSearchingAsMatchDoes tries the wildcards of spreadsheets.
func TestSearchingAsMatchDoes(t *testing.T) {
	for _, c := range []struct {
		wanted, text string
		finds        bool
	}{
		{"tinalpha", "TinAlpha", true}, {"TinAlp*", "TinAlpha", true}, {"Tin?lpha", "TinAlpha", true}, {"*pha", "TinAlpha", true}, {"T*n*l*a", "TinAlpha", true},
		{"TinAlpha", "TinAlphaBeta", false}, {"Tin", "TinAlpha", false}, {"TinAlpha?", "TinAlpha", false}, {"Tin~*", "Tin*", true}, {"Tin~*", "TinAlpha", false}, {"", "Tin", false}, {"*", "", true},
	} {
		if matches(c.wanted, c.text) != c.finds {
			t.Errorf("%q in %q: found %v", c.wanted, c.text, !c.finds)
		}
	}
}
