package listing

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestMarksInAListChangeNothing: a registry's list gives the same snapshot, whatever
// prints nothing stands in its cells and headers.
func TestMarksInAListChangeNothing(t *testing.T) {
	lists := map[Kind][][]string{
		Directory:  {{"Metal", "Smelter Reference", "Standard Smelter Name", "Country", "Smelter ID", "City"}, {"Tin", "Alpha Works", "Alpha Works Ltd.", "GERMANY", "CID900001", "Town"}, {"Gold", "Beta", "Beta", "JAPAN", "CID900002", ""}},
		Conformant: {{"Metal", "Smelter ID", "Last Audit Date", "Audit Cycle", "Re-audit"}, {"Tin", "CID900001", "2025-02-14", "3 years", "No"}, {"Gold", "CID900002", "14 February 2025", "1", "In progress"}},
		Revisions:  {{"Metal", "Smelter ID", "Standard Smelter Name", "Country", "Basis for revision", "Details", "Revision date"}, {"Tin", "CID900001", "Alpha Works", "GERMANY", "New smelter", "added it", "2025-02-14"}},
		CAHRA:      {{"Country", "Minerals", "Basis", "Source"}, {"Germany", "tin, gold", "our own judgment", "a list"}},
	}
	unseen := []string{"\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u202a", "\u202c", "\u2066", "\u200d", "\ufe0f", "\U000e0100"}
	blanks := []string{" ", "\u00a0", "\u202f", "\u3000", "\u2007"}
	read := func(t interface{ Fatal(...any) }, kind Kind, rows [][]string) List {
		var lines []string
		for _, r := range rows {
			lines = append(lines, strings.Join(r, "|"))
		}
		l, err := Read("list.csv", []byte(strings.Join(lines, "\n")), Options{Kind: kind, AsOf: "2025-06-30", Source: "test", Programme: "RMAP"})
		if err != nil {
			t.Fatal(kind, err, strings.Join(lines, "\n"))
		}
		l.SHA256 = ""
		return l
	}
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom([]Kind{Directory, Conformant, Revisions, CAHRA}).Draw(rt, "kind")
		var marked [][]string
		for _, r := range lists[kind] {
			var cells []string
			for _, c := range r {
				var b strings.Builder
				for _, l := range c {
					if l == ' ' {
						b.WriteString(rapid.SampledFrom(blanks).Draw(rt, "space"))
						continue
					}
					b.WriteRune(l)
					if rapid.IntRange(0, 5).Draw(rt, "marked") == 0 {
						b.WriteString(rapid.SampledFrom(unseen).Draw(rt, "mark"))
					}
				}
				cells = append(cells, b.String()+rapid.SampledFrom(append([]string{""}, append(unseen, blanks...)...)).Draw(rt, "last"))
			}
			marked = append(marked, cells)
		}
		if diff := cmp.Diff(read(t, kind, lists[kind]), read(rt, kind, marked)); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// TestFormulaErrorsAreNoNames: a list with one in a column that is taken is refused,
// with the row.
func TestFormulaErrorsAreNoNames(t *testing.T) {
	for _, row := range []string{"#N/A|Alpha|Alpha|GERMANY|CID900001", "Tin|Alpha|#NV|GERMANY|CID900001", "Tin|Alpha|Alpha|#REF!|CID900001", "Tin|Alpha|Alpha|GERMANY|#N/A"} {
		_, err := Read("list.csv", []byte("Metal|Smelter Reference|Standard Smelter Name|Country|Smelter ID\nGold|Beta|Beta|JAPAN|CID900002\n"+row+"\n"), Options{AsOf: "2025-06-30"})
		if err == nil || !strings.Contains(err.Error(), "row 3") || !strings.Contains(err.Error(), "formula error") {
			t.Errorf("%s: %v", row, err)
		}
	}
}
