package check

import (
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestEntriesAreWhatWasPacked: whatever counts of a row comes back as it was.
func TestEntriesAreWhatWasPacked(t *testing.T) {
	var want []Entry
	var list Entries
	for _, metal := range append([]cmrt.Metal{""}, cmrt.Metals...) {
		for _, outcome := range entryOutcomes {
			for _, recycled := range []string{"", cmrt.Yes, cmrt.No, cmrt.Unknown} {
				for marks := range 4 {
					e := Entry{Row: int32(5 + len(want)), Metal: metal, Outcome: outcome, ID: "CID900001", Recycled: recycled, Mine: marks&1 > 0, Doubtful: marks&2 > 0}
					want, list = append(want, e), append(list, pack(e))
				}
			}
		}
	}
	i := 0
	for e := range list.All() {
		if e != want[i] || list.At(i) != want[i] {
			t.Errorf("%+v came back as %+v", want[i], e)
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d of %d came back", i, len(want))
	}
}

// TestRowsThatNameNoKnownSmelterAreKeptWhole, since people are asked about them; of the others
// the number is enough.
func TestRowsThatNameNoKnownSmelterAreKeptWhole(t *testing.T) {
	d := clean()
	row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = "Nowhere", "Peru" })(&d)
	b := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0]
	if len(b.Entries) != 2 || b.Entries.At(0).ID != "CID900001" || b.Entries.At(1).ID != "" || len(b.Open) != 1 || b.Open[0].Row.Lookup != "Nowhere" {
		t.Errorf("%v, open %+v", b.Entries, b.Open)
	}
}
