package export_test

import (
	"bytes"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/export"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

// A programme beside the CMRT has sheets of its own in the workbook, with what its year
// holds; what is the CMRT's is what it is without it.
func TestAProgrammeHasSheetsOfItsOwn(t *testing.T) {
	sheets := map[bool]*excelize.File{}
	var figures int
	for _, both := range []bool{false, true} {
		tree, _, err := demo.Make(demo.Options{Seed: 7, Suppliers: 12, Years: []int{2025}, EMRT: both})
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for name, data := range tree {
			files[name] = &fstest.MapFile{Data: data}
		}
		p, err := project.Open(files)
		if err != nil {
			t.Fatal(err)
		}
		s := season.Open(p, slices.Concat(cmrt.Rules, check.Rules), &reading.Store{})
		in, err := export.Of(s, 2025, "2026-05-01")
		if err != nil {
			t.Fatal(err)
		}
		data, err := export.Write(in)
		if err != nil {
			t.Fatal(err)
		}
		if sheets[both], err = excelize.OpenReader(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		if both {
			y, err := s.By("EMRT").Year(2025)
			if err != nil {
				t.Fatal(err)
			}
			q, err := y.Inquiry()
			if err != nil {
				t.Fatal(err)
			}
			figures = len(q.Figures) + len(q.Internal)
		}
	}
	alone, both := sheets[false].GetSheetList(), sheets[true].GetSheetList()
	if want := append(slices.Clone(alone), "EMRT suppliers", "EMRT findings", "EMRT smelters", "EMRT figures"); !slices.Equal(both, want) {
		t.Fatalf("the sheets are %v, want %v", both, want)
	}
	for _, name := range []string{"Findings", "Smelters", "Figures", "Decisions"} {
		a, _ := sheets[false].GetRows(name)
		b, _ := sheets[true].GetRows(name)
		if !slices.EqualFunc(a, b, slices.Equal) {
			t.Errorf("%s is another with the EMRT beside it", name)
		}
	}
	if rows, err := sheets[true].GetRows("EMRT figures"); err != nil || len(rows) != figures+1 {
		t.Errorf("%d rows of figures, want %d (%v)", len(rows)-1, figures, err)
	}
	for _, name := range []string{"EMRT suppliers", "EMRT findings", "EMRT smelters"} {
		if rows, err := sheets[true].GetRows(name); err != nil || len(rows) < 2 {
			t.Errorf("%s has %d rows (%v)", name, len(rows), err)
		}
	}
}
