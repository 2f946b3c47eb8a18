package smelter

import (
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestNotYetIdentifiedInOtherWords: a supplier that types the entry of the list in its own
// words says the same; a number or a name of a smelter says more.
func TestNotYetIdentifiedInOtherWords(t *testing.T) {
	for typed, want := range map[string]Outcome{
		"Not yet identified": NotIdentified, "not identified yet.": NotIdentified, "Unidentified": NotIdentified, "Smelter (not identified)": NotIdentified, "Unidentified smelter": NotIdentified,
		"Smelter is not yet known": NotIdentified, "to be identified": NotIdentified, "Noch nicht identifiziert": NotIdentified, "冶炼厂尚未识别": NotIdentified, "Pas encore identifié": NotIdentified,
		"Identified Metals Ltd.": UnknownName, "Unidentified Metals Trading": UnknownName, "Alpha": UnknownName,
	} {
		for _, row := range []cmrt.SmelterRow{
			{Metal: cmrt.Tin, Lookup: typed},
			{Metal: cmrt.Tin, Name: typed},
			{Metal: cmrt.Tin, Lookup: cmrt.NotListed, Name: typed},
		} {
			expected := want
			if want == UnknownName && row.Lookup == cmrt.NotListed {
				expected = NotListed
			}
			if got := (Resolver{}).Resolve("acme", row); got.Outcome != expected {
				t.Errorf("%q as %+v: %s, not %s", typed, row, got.Outcome, expected)
			}
		}
	}
	if got := (Resolver{}).Resolve("acme", cmrt.SmelterRow{Metal: cmrt.Tin, ID: "CID000292", Name: "not yet identified"}); got.Outcome == NotIdentified {
		t.Errorf("a row with a number: %+v", got)
	}
}
