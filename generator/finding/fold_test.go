package finding

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWhatManyRowsShareIsToldOnce(t *testing.T) {
	malformed := Rule{Name: "smelter-id-malformed", Severity: Error, Fix: "Correct it.", PerRow: true}
	whole := Rule{Name: "answer-missing", Severity: Error, Fix: "Answer it."}
	at := func(r Rule, sheet, cell, metal, message string) Finding {
		f := r.At("a.xlsx", sheet, cell, message)
		f.Metal = metal
		return f
	}
	got := Fold([]Finding{
		at(whole, "Declaration", "D27", "tin", "Q1 is not answered."), at(whole, "Declaration", "D28", "gold", "Q1 is not answered."),
		at(malformed, "Smelter List", "F9", "tin", "“1” is no number."), at(malformed, "Smelter List", "F11", "gold", "“2” is no number."),
		at(malformed, "Smelter List", "F10", "tin", "“3” is no number."), at(malformed, "Other", "F10", "tin", "“4” is no number."),
		{Rule: "smelter-id-malformed", Severity: Error, File: "a.xlsx", Sheet: "Smelter List", Cell: "F20", Fix: "Correct it.", PerRow: true, Waived: true, Reason: "known"},
	})
	var lines []string
	for _, f := range got {
		lines = append(lines, f.Place()+" "+f.Metal+" "+f.Where()+": "+f.Message)
	}
	want := []string{
		"a.xlsx!Declaration!D27 tin D27: Q1 is not answered.", "a.xlsx!Declaration!D28 gold D28: Q1 is not answered.",
		"a.xlsx!Other!F10  F10,'Smelter List'!F9:F11: “4” is no number. Likewise in 3 more cells: Smelter List F9:F11.", "a.xlsx!Smelter List!F20  F20: ",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if f := got[2]; !f.In("Smelter List", "F11") || f.In("Smelter List", "F12") || f.In("Other", "F11") || f.Cells[2].Message != "“3” is no number." {
		t.Errorf("%+v", f)
	}
	many, _ := json.Marshal(got[2])
	single, _ := json.Marshal(got[0])
	if !strings.Contains(string(many), `"cells":[{"sheet":"Other","cell":"F10","metal":"tin","message":"“4” is no number."},`) || strings.Contains(string(single), "cells") {
		t.Errorf("%s\n%s", many, single)
	}
}

func TestRangesNameEveryCell(t *testing.T) {
	for want, cells := range map[string][]string{
		"":                    nil,
		"C5":                  {"C5"},
		"C5:C7, C9, D10":      {"C5", "C6", "C7", "C9", "D10"},
		"C9, C11, AB12:AB13":  {"C9", "C11", "AB12", "AB13"},
		"D8, D22, G77, Q3:Q4": {"D8", "D22", "G77", "Q3", "Q4"},
	} {
		if got := Ranges(cells); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestFoldingLosesNothing holds that every row's finding can be had back, and that
// folding again changes nothing.
func TestFoldingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"", "a", "b"})
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Finding {
			return Finding{File: word.Draw(t, "file"), Severity: rapid.SampledFrom([]Severity{Error, Note}).Draw(t, "severity"), Sheet: word.Draw(t, "sheet"),
				Cell: rapid.SampledFrom([]string{"", "D9", "D10", "D11", "E2"}).Draw(t, "cell"), Rule: word.Draw(t, "rule"), Metal: word.Draw(t, "metal"),
				Message: word.Draw(t, "message"), Waived: rapid.Bool().Draw(t, "waived"), CheckerRow: rapid.IntRange(0, 2).Draw(t, "row"), PerRow: rapid.Bool().Draw(t, "per row")}
		}), 0, 12).Draw(t, "findings")
		folded := Fold(list)
		back := Unfold(folded)
		order := func(list []Finding) []string {
			var lines []string
			for _, f := range list {
				line, _ := json.Marshal(f)
				lines = append(lines, string(line))
			}
			slices.Sort(lines)
			return lines
		}
		if diff := cmp.Diff(order(list), order(back)); diff != "" {
			t.Errorf("not the same (-before +after):\n%s", diff)
		}
		again := Fold(folded)
		Sort(folded)
		Sort(again)
		if diff := cmp.Diff(order(folded), order(again)); diff != "" {
			t.Errorf("folded twice:\n%s", diff)
		}
	})
}
