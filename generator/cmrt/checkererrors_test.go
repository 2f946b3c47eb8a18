package cmrt

import (
	"slices"
	"testing"
)

// TestACheckerShowsErrorsBesideMineralsThatAreNotChosen: nothing is wanted of such a mineral,
// but an error in the cell of an answer is one in the row that tests it, in all that depend
// on it, and from the first two questions on in the rows about the company, which ask
// whether anything is open at all.
func TestACheckerShowsErrorsBesideMineralsThatAreNotChosen(t *testing.T) {
	t.Parallel()
	l, _ := LayoutFor("EMRT", "2.1")
	const left = 5 // the last of six
	whole := answered(l)
	changes := map[string]string{SheetDeclaration + "!" + l.Minerals.Choice[left]: "", SheetDeclaration + "!" + l.Minerals.Sorted[left]: ""}
	for _, q := range l.Questions {
		changes[SheetDeclaration+"!"+q.Cell(left)] = ""
	}
	whole = changedTo(whole, changes)
	if rows := flaggedIn(t, whole); len(rows) > 0 {
		t.Fatalf("of a mineral that is not chosen the rows %v are flagged", rows)
	}
	dependent := []int{39 + left, 50 + left, 61 + left, 72 + left, 83 + left, 94, 95, 96, 98 + left, 108, 109, 110, 111, 114 + left}
	for n, want := range [][]int{append([]int{17 + left, 28 + left}, dependent...), append([]int{28 + left}, dependent...), {39 + left}, {50 + left}, {61 + left}, {72 + left}, {83 + left}, {98 + left}} {
		cell := SheetDeclaration + "!" + l.Questions[n].Cell(left)
		if rows := flaggedIn(t, changedTo(whole, map[string]string{cell: "#N/A"})); !slices.Equal(rows, want) {
			t.Errorf("an error in %s: the rows %v are flagged, want %v", cell, rows, want)
		}
	}
}

// TestAnErrorAboutOneMineralShowsInTheLastQuestionOfBoth: EMRT 1.x asks its last question where
// anything is open, so that an error in the first answers about one mineral is one in both rows.
func TestAnErrorAboutOneMineralShowsInTheLastQuestionOfBoth(t *testing.T) {
	t.Parallel()
	l, _ := LayoutFor("EMRT", "1.3")
	for n := range 3 {
		for i := range 2 {
			cell := SheetDeclaration + "!" + l.Questions[n].Cell(i)
			rows := flaggedIn(t, changedTo(answered(l), map[string]string{cell: "#N/A"}))
			for row := 52; row <= 53; row++ {
				if slices.Contains(rows, row) != (n < 2) {
					t.Errorf("an error in %s: the rows %v are flagged", cell, rows)
				}
			}
		}
	}
}
