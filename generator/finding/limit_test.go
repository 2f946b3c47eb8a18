package finding

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestLimitKeepsTheWorstAndCountsTheRest(t *testing.T) {
	var list []Finding
	for i := range MostOfFile {
		list = append(list, Finding{Rule: "b-note", File: "f", Severity: Note, Cell: fmt.Sprint("A", i)}, Finding{Rule: "a-error", File: "f", Severity: Error, Cell: fmt.Sprint("B", i)})
	}
	list = append(list, Finding{Rule: "c-note", File: "f", Severity: Note})
	got := Limit("f", slices.Clone(list))
	errors := 0
	for _, f := range got {
		if f.Rule == "a-error" {
			errors++
		}
	}
	last := got[len(got)-1]
	if len(got) != MostOfFile+1 || errors != MostOfFile || last.Rule != TooMany.Name || last.Severity != Warning ||
		last.Message != "5001 more findings of this file are not listed: b-note (5000), c-note (1)." {
		t.Errorf("%d findings, %d errors, last %+v", len(got), errors, last)
	}
	for i := range list {
		list[i].Severity = Error
	}
	if got := Limit("f", list); got[len(got)-1].Severity != Error {
		t.Error("errors were left out, and that is no error")
	}
	few := []Finding{{Severity: Note}, {Severity: Error}}
	if got := Limit("f", slices.Clone(few)); !reflect.DeepEqual(got, few) {
		t.Errorf("a short list became %v", got)
	}
}

func TestShortCutsWhatNobodyReads(t *testing.T) {
	for _, c := range [][2]string{{"Acme", "Acme"}, {strings.Repeat("锡", 120), strings.Repeat("锡", 120)}, {strings.Repeat("锡", 60_000), strings.Repeat("锡", 120) + "…"}, {strings.Repeat("x", 121), strings.Repeat("x", 120) + "…"}} {
		if got := Short(c[0], 120); got != c[1] {
			t.Errorf("%.20q of %d bytes became %d bytes", c[0], len(c[0]), len(got))
		}
	}
}

// TestLimitNamesNoMoreCellsThanAListHasRows, and says of how many more it does not.
func TestLimitNamesNoMoreCellsThanAListHasRows(t *testing.T) {
	rule := Rule{Name: "in-each-row", Severity: Error, PerRow: true}
	var list []Finding
	for row := range 2*MostCells + 7 {
		list = append(list, rule.At("f", "Smelter List", fmt.Sprint("B", 2*row+5), "It is wrong."))
	}
	got := Limit("f", Fold(list))
	if len(got) != 2 || len(got[0].Cells) != MostCells || got[1].Rule != TooMany.Name || got[1].Severity != Error || !strings.Contains(got[1].Message, fmt.Sprintf("in-each-row (%d)", MostCells+7)) {
		t.Fatalf("%d findings, the last %+v", len(got), got[len(got)-1])
	}
	if n := len(got[0].Message); n > 1_000 || !strings.HasSuffix(got[0].Message, " and others.") {
		t.Errorf("a message of %d bytes: …%s", n, got[0].Message[max(0, n-60):])
	}
}
