package roster

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// unseen prints nothing; blanks look like a plain space.
var (
	unseen = []string{"\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\u2069", "\u200d", "\ufe0f", "\u034f", "\U000e0100"}
	blanks = []string{" ", "\u00a0", "\u202f", "\u3000", "\u2007", "\t"}
)

var plainExport = [][]string{
	{"Vendor No.", "Name", "Contact", "E-mail", "Language", "Commodity", "Spend", "Metals", "Clause", "Parent", "Buyer", "VAT No.", "Blocked"},
	{"100", "Acme GmbH", "A. Muster", "minerals@acme.example", "de", "E100", "1,500.50", "tin, gold", "yes", "", "MS", "DE 1", "no"},
	{"7", "Delta Metals Ltd.", "D. Person", "d@delta.example", "en", "E200", "250.25", "tungsten", "no", "100", "LT", "GB 2", ""},
	{"8", "Epsilon", "E. Person", "e@epsilon.example", "en", "E200", "0.00", "", "", "", "LT", "GB 3", "X"},
	{"", "Grand Total", "", "", "", "", "1,750.75", "", "", "", "", "", ""},
}

// TestMarksInAnExportChangeNothing: the same roster, questions and figures come of an
// export, whatever prints nothing stands in its cells, as CSV and as workbook.
func TestMarksInAnExportChangeNothing(t *testing.T) {
	csvOf := func(rows [][]string) []byte {
		var b strings.Builder
		for _, r := range rows {
			for i, c := range r {
				if i > 0 {
					b.WriteByte(';')
				}
				b.WriteString(`"` + c + `"`)
			}
			b.WriteByte('\n')
		}
		return []byte(b.String())
	}
	outcome := func(data []byte) [3]any {
		in := merge(t, string(data), Options{})
		problems := []int{}
		for _, p := range in.Problems {
			problems = append(problems, p.Row)
		}
		return [3]any{in.Roster, len(in.Questions), problems}
	}
	want := outcome(csvOf(plainExport))
	if in := merge(t, string(csvOf(plainExport)), Options{}); ids(in.New) != "delta-metals" || len(in.Problems)+len(in.Questions) > 0 {
		t.Fatalf("%s\n%+v", told(in), in.New)
	}
	rapid.Check(t, func(rt *rapid.T) {
		marked := make([][]string, len(plainExport))
		for i, r := range plainExport {
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
				marked[i] = append(marked[i], b.String()+rapid.SampledFrom(append([]string{""}, append(unseen, blanks...)...)).Draw(rt, "last"))
			}
		}
		data := csvOf(marked)
		if rapid.Bool().Draw(rt, "workbook") {
			book := excelize.NewFile()
			for i, r := range marked {
				for j, c := range r {
					cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
					if err := book.SetCellStr("Sheet1", cell, c); err != nil {
						rt.Fatal(err)
					}
				}
			}
			b, err := book.WriteToBuffer()
			if err != nil {
				rt.Fatal(err)
			}
			data = b.Bytes()
		}
		if diff := cmp.Diff(want, outcome(data)); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// TestCellsOfAWorkbookAreReadAsTheyShow: a share in per cent, a number with zeros in
// front, and numbers as Java writes them.
func TestCellsOfAWorkbookAreReadAsTheyShow(t *testing.T) {
	book := excelize.NewFile()
	percent, err := book.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	zeros := "0000000"
	padded, err := book.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{"A1": "Vendor", "B1": "Name", "C1": "Spend share", "A2": 100, "B2": "Acme GmbH", "C2": 0.25, "A3": 4711, "B3": "Delta", "C3": 0.05} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellStyle("Sheet1", "C2", "C3", percent); err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellStyle("Sheet1", "A3", "A3", padded); err != nil {
		t.Fatal(err)
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	in := merge(t, b.String(), Options{})
	if in.Roster[0].SpendShare != "25" || in.Roster[2].SpendShare != "5" || in.Roster[2].Vendor != "0004711" || len(in.Problems) > 0 {
		t.Errorf("%+v\n%s", in.Roster, told(in))
	}
}
