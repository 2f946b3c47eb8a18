package check

import (
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// TestWhatADeclarationSaysOfAMetal: who does not know all its smelters rules nothing
// out, and who names smelters of a metal has not said that it is not there.
func TestWhatADeclarationSaysOfAMetal(t *testing.T) {
	tin := func(key cmrt.Key, to string) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) { set(d, key, cmrt.Tin, to) }
	}
	notUsed := func(key cmrt.Key) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			d.Smelters = nil
			set(d, key, cmrt.Tin, "no")
		}
	}
	for _, tc := range []struct {
		name   string
		change func(*cmrt.Declaration)
		want   Stand
	}{
		{"used, and every origin ruled out", func(*cmrt.Declaration) {}, Stand{In: "yes", RuledOut: true}},
		{"not added", notUsed(cmrt.Added), Stand{In: "no", RuledOut: true}},
		{"not in the product", notUsed(cmrt.Necessary), Stand{In: "no", RuledOut: true}},
		{"not added, yet a smelter is named", tin(cmrt.Added, "no"), Stand{RuledOut: true}},
		{"not in the product, yet a smelter is named", tin(cmrt.Necessary, "no"), Stand{RuledOut: true}},
		{"from a covered country", tin(cmrt.CoveredCountries, "yes"), Stand{In: "yes", Declared: true}},
		{"origin unknown", tin(cmrt.CoveredCountries, "unknown"), Stand{In: "yes"}},
		{"ruled out before all suppliers answered", tin(cmrt.ResponseShare, ">90%"), Stand{In: "yes"}},
		{"ruled out before all smelters are known", tin(cmrt.SmeltersIdentified, "no"), Stand{In: "yes"}},
		{"all recycled", tin(cmrt.Recycled, "yes"), Stand{In: "yes", RuledOut: true, Recycled: true}},
		{"recycled, as far as suppliers answered", func(d *cmrt.Declaration) { tin(cmrt.Recycled, "yes")(d); tin(cmrt.ResponseShare, ">90%")(d) }, Stand{In: "yes"}},
	} {
		d := clean()
		tc.change(&d)
		b := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0]
		if got := b.Stand(cmrt.Tin); got != tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
	}
	old := cleanOf("2.03a")
	set(&old, cmrt.Recycled, cmrt.Tin, "yes")
	if got := (Workbook{Declaration: old}).Stand(cmrt.Tin); got.Recycled {
		t.Errorf("2.x asks whether some is recycled, not whether all is: %+v", got)
	}
}

// TestWhatARowSaysOfOrigin: a mine and a smelter are weighed apart, and a name that
// leads nowhere leaves the origin open.
func TestWhatARowSaysOfOrigin(t *testing.T) {
	for _, tc := range []struct {
		name   string
		row    cmrt.SmelterRow
		status smelter.Status
		want   RowStand
	}{
		{"a known smelter", cmrt.SmelterRow{ID: "CID900001"}, smelter.Status{}, RowStand{}},
		{"a mine in a covered country", cmrt.SmelterRow{ID: "CID900001", MineCountry: "Rwanda"}, smelter.Status{}, RowStand{}},
		{"a mine elsewhere", cmrt.SmelterRow{ID: "CID900001", MineCountry: "Peru"}, smelter.Status{}, RowStand{}},
		{"a mine near one is a red flag", cmrt.SmelterRow{ID: "CID900001", MineCountry: "East Africa"}, smelter.Status{}, RowStand{}},
		{"a mine that nobody can place", cmrt.SmelterRow{ID: "CID900001", MineCountry: "the north"}, smelter.Status{}, RowStand{Doubtful: true}},
		{"one mine in one, and one that nobody can place", cmrt.SmelterRow{ID: "CID900001", MineCountry: "Rwanda; the north"}, smelter.Status{}, RowStand{Doubtful: true}},
		{"public data say so", cmrt.SmelterRow{ID: "CID900001"}, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.Public}, RowStand{}},
		{"members’ data say so", cmrt.SmelterRow{ID: "CID900001"}, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.MemberOnly}, RowStand{Doubtful: true}},
		{"a smelter nobody knows", cmrt.SmelterRow{Lookup: "Nowhere", Country: "Peru"}, smelter.Status{}, RowStand{Unknown: true}},
		{"a mine of a smelter nobody knows", cmrt.SmelterRow{Lookup: "Nowhere", MineCountry: "Rwanda"}, smelter.Status{}, RowStand{Unknown: true}},
	} {
		a := around{year: year(t)}
		status(t, tc.status)(&a)
		d := clean()
		tc.row.Row, tc.row.Metal, tc.row.MetalRaw, tc.row.IDRaw = 5, cmrt.Tin, "Tin", tc.row.ID
		d.Smelters = []cmrt.SmelterRow{tc.row}
		b := Year(a.year, []cmrt.Declaration{d}, nil).Workbooks[0]
		if got := b.Entries.At(0).RowStand(a.year); got != tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
	}
}
