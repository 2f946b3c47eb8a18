package demo

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// TestLongListsAreWhole: a list of hundreds of rows holds each entry that was meant, its
// mistakes stand where the manifest says, and below it formulas go on to the last row.
func TestLongListsAreWhole(t *testing.T) {
	p, err := plan(Options{Seed: 1, Suppliers: 5, Years: []int{2025}, Rows: 240})
	if err != nil {
		t.Fatal(err)
	}
	tree, _, err := Make(p.options)
	if err != nil {
		t.Fatal(err)
	}
	y, whole := p.years[0], 0
	for _, b := range y.books {
		if !b.plain() {
			continue
		}
		whole++
		data := tree[b.file]
		if len(data) < 900_000 || len(data) > 1_600_000 {
			t.Errorf("%s has %d bytes", b.file, len(data))
		}
		d := cmrt.Read(b.file, data)
		if len(d.Smelters) != len(b.entries) || len(b.entries) < 240 {
			t.Errorf("%s: %d rows, want %d, at least 240", b.file, len(d.Smelters), len(b.entries))
			continue
		}
		for i, s := range d.Smelters {
			if e := b.entries[i]; e.over == nil && (s.ID != e.facility.id || s.Metal != e.metal || s.StandardName != e.facility.name) {
				t.Errorf("%s: row %d was read as %+v, want %+v", b.file, s.Row, s, e)
			}
		}
		if b.seeds == nil && finding.AnyAtLeast(d.Findings, finding.Error) {
			t.Errorf("%s should be clean: %+v", b.file, d.Findings)
		}
		readAnswers(t, b, d)
	}
	if whole < 3 {
		t.Fatalf("only %d workbooks were looked at", whole)
	}
	b := y.books[slices.IndexFunc(y.books, func(b *book) bool { return b.seeds != nil && b.plain() })]
	f, err := excelize.OpenReader(bytes.NewReader(tree[b.file]), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	mistakesStand(t, b, f)
	last := b.layout.SmelterFirst + formulaRows - 1
	for row := b.layout.SmelterFirst + len(b.entries); row <= last; row++ {
		if formula, err := f.GetCellFormula(cmrt.SheetSmelters, "F"+itoa(row)); err != nil || !strings.Contains(formula, "V"+itoa(row)) {
			t.Fatalf("row %d of %s has the formula %q (%v)", row, b.file, formula, err)
		}
	}
}

// plain tells whether a workbook is a filled-in template, if with mistakes.
func (b *book) plain() bool {
	return b.raw == nil && !b.cut && !b.shift && b.without == "" && b.kind == "CMRT" && b.sameAs == nil && !b.uncalculated
}
