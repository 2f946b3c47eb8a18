// Package stable sorts lists so that equal elements keep their order.
//
// It stands before the flow, and every package of it uses it: what is written is sorted
// first. slices.SortStableFunc does the same, but is compiled anew for every type of
// element, six kilobytes each; for some sixty types that was a fiftieth of the program.
package stable

import "slices"

// Sort sorts a list in place by a function that compares as cmp.Compare does, as
// slices.SortStableFunc would. Places are sorted, which are all of one type, and then each
// element is moved once.
func Sort[S ~[]E, E any](list S, compare func(a, b E) int) {
	if len(list) < 2 {
		return
	}
	places := make([]int32, len(list))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortStableFunc(places, func(a, b int32) int { return compare(list[a], list[b]) })
	sorted := make(S, len(list))
	for i, at := range places {
		sorted[i] = list[at]
	}
	copy(list, sorted)
}
