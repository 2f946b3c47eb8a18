package check

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// checkerRows are all rows of the Checker sheet of 6.x that test something.
func checkerRows() (rows []int) {
	for n := 4; n <= 69; n++ {
		if n != 13 && n != 61 && !(n > 13 && n < 54 && (n-13)%5 == 0) {
			rows = append(rows, n)
		}
	}
	return rows
}

func flaggedRows(list []finding.Finding) (rows []int) {
	for _, f := range list {
		if f.CheckerRow > 0 {
			rows = append(rows, f.CheckerRow)
		}
	}
	slices.Sort(rows)
	return rows
}

// TestCheckerRowsAreExactlyThoseFlagged: whatever is wrong with a declaration, the
// rows on its findings are those that the Checker flags, each once.
func TestCheckerRowsAreExactlyThoseFlagged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := clean()
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.ResponseShare, cmrt.SmeltersReported} {
			if rapid.Bool().Draw(rt, string(key)) {
				a := answer(&d, key, cmrt.Tin)
				a.Answer, a.Raw = "", ""
			}
		}
		if rapid.Bool().Draw(rt, "no name") {
			d.Company.Name = ""
		}
		d.CheckerRows = rapid.SliceOfDistinct(rapid.SampledFrom(checkerRows()), func(n int) int { return n }).Draw(rt, "rows")
		slices.Sort(d.CheckerRows)
		if got := flaggedRows(File(d)); !slices.Equal(got, d.CheckerRows) {
			rt.Errorf("flagged %v, findings carry %v", d.CheckerRows, got)
		}
	})
}

// TestCheckerRowsStandOnTheSameThing: where both find it, one finding carries the
// row; where only the Checker does, a note says so.
func TestCheckerRowsStandOnTheSameThing(t *testing.T) {
	d := clean()
	d.Company.ContactPhone = ""
	d.CheckerRows = []int{9, 64}
	var phone, products []finding.Finding
	for _, f := range File(d) {
		switch f.Rule {
		case "contact-phone-missing":
			phone = append(phone, f)
		case "products-missing":
			products = append(products, f)
		}
	}
	if len(phone) != 1 || phone[0].CheckerRow != 9 || phone[0].Severity != finding.Error {
		t.Errorf("%+v", phone)
	}
	if len(products) != 1 || products[0].CheckerRow != 64 || products[0].Severity != finding.Note {
		t.Errorf("%+v", products)
	}
}
