package rollup

import "testing"

func TestShareOfSuppliersThatAnswered(t *testing.T) {
	for _, tc := range []struct {
		part, whole int
		want        string
	}{{0, 3, "none"}, {3, 3, "100%"}, {9, 10, ">75%"}, {91, 100, ">90%"}, {10, 11, ">90%"}, {3, 4, ">50%"}, {76, 100, ">75%"}, {1, 2, "<=50%"}, {51, 100, ">50%"}, {1, 1000, "<=50%"}, {999999, 1000000, ">90%"}} {
		if got := Share(tc.part, tc.whole); got != tc.want {
			t.Errorf("%d of %d is %s, want %s", tc.part, tc.whole, got, tc.want)
		}
	}
}
