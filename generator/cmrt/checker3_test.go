package cmrt

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// mutateOld changes a filled declaration of 2.x or 3.x in the ways that its Checker
// takes differently; odd is how many of the cells that it looks at are changed at will.
func mutateOld(r *rand.Rand, l Layout, odd int) map[string]any {
	raw := map[string]any{}
	put := func(cell string, value any) { raw[SheetDeclaration+"!"+cell] = value }
	for i := range Metals { // what is answered first decides what else is required
		for _, q := range l.Questions[:l.checker.always] {
			if r.IntN(3) == 0 {
				put(q.Cell(i), pick(r, []any{"No", "no", "No ", nil, 0, "Unknown"}))
			}
		}
	}
	if r.IntN(4) == 0 {
		for i := range Metals {
			for _, q := range l.Questions[:l.checker.always] {
				put(q.Cell(i), "No")
			}
		}
	}
	if r.IntN(2) == 0 {
		put(l.Fields.Scope, strings.ToLower(pick(r, l.scopes).text))
	}
	if r.IntN(2) == 0 {
		put(l.Fields.ScopeDescription, pick(r, []any{nil, 0, "all of it"}))
	}
	if l.checker.policyURL > 0 {
		put(l.CompanyQuestions[1].CommentCell(0), pick(r, []any{nil, "http://acme.example", "WWW.acme.example", "see www", 0, map[string]any{"error": "#REF!"}}))
	}
	raw["Product List!B6"] = pick(r, []any{nil, 0, "X-1", " ", map[string]any{"formula": `""`, "cached": ""}})
	if r.IntN(2) == 0 { // only rows 5 to 14 are looked at
		for row := 5; row <= 60; row++ {
			raw[fmt.Sprintf("Smelter List!C%d", row)] = nil
		}
		if r.IntN(2) == 0 {
			raw[fmt.Sprintf("Smelter List!C%d", pick(r, []int{5, 14, 15, 20}))] = pick(r, []any{"Alpha", " ", 0, map[string]any{"formula": `""`, "cached": ""}, map[string]any{"error": "#N/A"}})
		}
	}
	tests := l.CheckerTests()
	for range odd {
		if test := pick(r, tests); test.Sheet != SheetSmelters {
			raw[test.Sheet+"!"+test.Cell] = pick(r, oddities)
		}
	}
	return map[string]any{"raw": raw}
}

// everywhere puts one value into every cell that the Checker looks at, below the
// given first answers.
func everywhere(l Layout, value any, first ...any) map[string]any {
	raw := map[string]any{}
	for _, test := range l.CheckerTests() {
		if test.Sheet != SheetSmelters {
			raw[test.Sheet+"!"+test.Cell] = value
		}
	}
	for n, answer := range first {
		for i := range Metals {
			raw[SheetDeclaration+"!"+l.Questions[n].Cell(i)] = answer
		}
	}
	return map[string]any{"raw": raw}
}

// TestOldCheckerParity is TestCheckerParity for 2.03a and 3.01, the only versions
// before 6.x of which there is a Checker that works. Every
// run compares the last eight of each file, CMR_LONG=1 all 100.
func TestOldCheckerParity(t *testing.T) {
	t.Parallel()
	samples := realFiles(t, "samples/CMRT_3.01_*.xlsx", "samples/CMRT_2.03a_*.xlsx")
	r := rand.New(rand.NewPCG(2, 51))
	mutations := map[string][]map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		layout := Read(name, samples[name]).Layout()
		mutations["samples/"+name] = append(mutations["samples/"+name], map[string]any{}) // as received
		for i := range 15 {
			mutations["samples/"+name] = append(mutations["samples/"+name], mutateOld(r, layout, 2*i))
		}
		failing := map[string]any{"error": "#N/A"}
		mutations["samples/"+name] = append(mutations["samples/"+name],
			everywhere(layout, nil), everywhere(layout, nil, "No", "No"), everywhere(layout, failing), everywhere(layout, failing, "No", "No"))
	}
	compareWithChecker(t, "testdata/checker-rows-old.json", mutations, 8, "--keep-leftovers")
}

// TestCheckerOf300: no workbook of 3.00 was at hand. RMI's revision history says what
// 3.01 changed: it added a row for the address, and B needs no description.
func TestCheckerOf300(t *testing.T) {
	old, _ := LayoutOf("3.00")
	next, _ := LayoutOf("3.01")
	rows := map[string]int{}
	for _, test := range old.CheckerTests() {
		rows[test.Sheet+test.Cell] = test.Row
	}
	for _, test := range next.CheckerTests() {
		row, there := rows[test.Sheet+test.Cell]
		want := test.Row
		if test.Row > next.checker.policyURL {
			want--
		}
		if there == (test.Cell == "G71") || there && row != want {
			t.Errorf("%s!%s is tested by row %d of 3.01 and row %d of 3.00", test.Sheet, test.Cell, test.Row, row)
		}
	}
	for layout, want := range map[*Layout]bool{&old: true, &next: false} {
		declaration := &grid{rows: []row{{number: 9, cells: []cell{{}, {}, {}, {text: "B. Product (or List of Products)", kind: textValue}}}}}
		c := checker{checkerSheet: layout.checker, layout: *layout, declaration: declaration}
		c.companyBlock()
		if got := slices.Contains(c.flagged, 6); got != want {
			t.Errorf("%s: a list of products without a description is flagged: %v", layout.Version, got)
		}
	}
}
