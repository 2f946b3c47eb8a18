package stable

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestSortsAsSlicesDoes whatever the list, and keeps what is equal in its order.
func TestSortsAsSlicesDoes(t *testing.T) {
	t.Parallel()
	type pair struct{ key, was int }
	rapid.Check(t, func(t *rapid.T) {
		var list []pair
		for i, key := range rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "keys") {
			list = append(list, pair{key, i})
		}
		want := slices.Clone(list)
		byKey := func(a, b pair) int { return cmp.Compare(a.key, b.key) }
		slices.SortStableFunc(want, byKey)
		Sort(list, byKey)
		if !slices.Equal(list, want) {
			t.Fatalf("%v, want %v", list, want)
		}
	})
}
