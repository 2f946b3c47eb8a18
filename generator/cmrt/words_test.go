package cmrt

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestTheTemplatesOwnWords reads how each template translates its answers and wants
// every word, in every language, understood as the English one.
func TestTheTemplatesOwnWords(t *testing.T) {
	t.Parallel()
	lists := map[string][]option{}
	for _, l := range []struct {
		list []option
		keys []string
	}{
		{yesNoUnknown, []string{"B96", "B97", "B98"}}, {shares, []string{"B99", "B100", "B101", "B102", "B103", "B104"}},
		{surveys, []string{"B105", "B106", "B107"}}, {disclosures, []string{"B108", "B109", "B110", "B111"}},
	} {
		for _, key := range l.keys {
			lists[key] = l.list
		}
	}
	for name, data := range realFiles(t, "templates/RMI_CMRT_*.xlsx") {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("L")
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		words := 0
		for _, row := range rows {
			if len(row) < 13 || row[1] != SheetDeclaration || lists[row[2]] == nil {
				continue
			}
			list := lists[row[2]]
			english, _ := understand(row[3], list)
			for _, word := range row[3:13] {
				words++
				if answer, _ := understand(word, list); answer != english || answer == "" {
					t.Errorf("%s %s: %q is understood as %q, the English %q as %q", name, row[2], word, answer, row[3], english)
				}
			}
		}
		if words < 160 {
			t.Errorf("%s: only %d words", name, words)
		}
	}
}
