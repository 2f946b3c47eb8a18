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

// oldRows are all rows of the Checker sheet of an older version that test something.
func oldRows(l cmrt.Layout) (rows []int) {
	m, _ := l.CheckerMap()
	for row := range m.Fields {
		rows = append(rows, row)
	}
	for n := range l.Questions {
		for i := range cmrt.Metals {
			rows = append(rows, m.Question+5*n+i)
		}
	}
	rows = append(append(rows, m.Company...), m.Described, m.Products, m.Smelters)
	if m.PolicyURL > 0 {
		rows = append(rows, m.PolicyURL)
	}
	slices.Sort(rows)
	return rows
}

// TestCheckerRowsOfOldVersions is the same for 2.x and 3.x.
func TestCheckerRowsOfOldVersions(t *testing.T) {
	for _, version := range []string{"2.00", "2.03a", "3.00", "3.01"} {
		layout, _ := cmrt.LayoutOf(version)
		rapid.Check(t, func(rt *rapid.T) {
			d := cmrt.Declaration{File: "a.xlsx", Template: cmrt.Template{Type: "CMRT", Version: version}}
			d.Company.Scope = rapid.SampledFrom([]string{"", "company", "product", "user-defined", "division"}).Draw(rt, "scope")
			d.Company.ScopeRaw = d.Company.Scope
			for _, q := range layout.Questions {
				for i, m := range cmrt.Metals {
					to := rapid.SampledFrom([]string{"", "yes", "no"}).Draw(rt, "answer")
					d.Answers = append(d.Answers, cmrt.Answer{Key: q.Key, Question: q.Number, Metal: m, Answer: to, Raw: to, Cell: "Declaration!" + q.Cell(i)})
				}
			}
			d.CheckerRows = rapid.SliceOfDistinct(rapid.SampledFrom(oldRows(layout)), func(n int) int { return n }).Draw(rt, "rows")
			slices.Sort(d.CheckerRows)
			list := File(d)
			if got := flaggedRows(list); !slices.Equal(got, d.CheckerRows) {
				rt.Errorf("%s: flagged %v, findings carry %v", version, d.CheckerRows, got)
			}
			for _, f := range list {
				if !slices.ContainsFunc(append(Rules, cmrt.Rules...), func(r finding.Rule) bool { return r.Name == f.Rule }) {
					rt.Errorf("there is no rule %q", f.Rule)
				}
			}
		})
	}
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
