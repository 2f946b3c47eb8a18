package smelter

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestNamesOfOneFileAreBounded wants a file of nothing but unknown names to be compared
// up to a number of them, and what it says of those not to depend on other files.
func TestNamesOfOneFileAreBounded(t *testing.T) {
	d := directoryOf(t, Facility{ID: "CID900001", Metal: cmrt.Tin, Name: "Alpha Smelting"}, "")
	r := Resolver{Directory: d}
	near := func(r Resolver, i int) int {
		return len(r.Resolve("", cmrt.SmelterRow{Metal: cmrt.Tin, Name: fmt.Sprintf("Alpha Smelting Works no%d", i)}).Nearest)
	}
	for range 2 { // the second file asks what the first one did
		file := r.ForFile()
		for i := range mostSearched {
			if near(file, i) != 1 {
				t.Fatalf("name %d was not compared", i)
			}
		}
		if file.Exhausted() {
			t.Fatal("exhausted before the bound")
		}
		if near(file, 0) != 1 || file.Exhausted() {
			t.Error("a name that was compared before counts again")
		}
		if near(file, mostSearched) != 0 || !file.Exhausted() {
			t.Error("names beyond the bound are compared")
		}
		if res := file.Resolve("", cmrt.SmelterRow{Metal: cmrt.Tin, Name: "alpha SMELTING"}); res.Outcome != Resolved {
			t.Errorf("a name that the directory holds is not known any more: %+v", res)
		}
	}
}

// TestLongTextsAreNoNames wants texts of the size of a cell to cost next to nothing.
func TestLongTextsAreNoNames(t *testing.T) {
	d := directoryOf(t, Facility{ID: "CID900001", Metal: cmrt.Tin, Name: "Alpha Smelting"}, "")
	file := Resolver{Directory: d}.ForFile()
	long := strings.Repeat("Alpha Smelting, ", 6_000)
	row := cmrt.SmelterRow{Metal: cmrt.Tin, Name: long, Lookup: long, StandardName: long, Country: long, MineCountry: long}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	res := file.Resolve("", row)
	found, rest := CountriesIn(strings.Repeat("a,", 40_000))
	runtime.ReadMemStats(&after)
	if res.Outcome != UnknownName || len(res.Nearest) > 0 || len(found) > 0 || !strings.HasSuffix(rest, "a,") {
		t.Errorf("%v, nearest %v; countries %v", res.Outcome, res.Nearest, found)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d KB were allocated", used>>10)
	}
}
