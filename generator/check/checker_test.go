package check

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

func flaggedRows(list []finding.Finding) (rows []int) {
	for _, f := range list {
		if f.CheckerRow > 0 {
			rows = append(rows, f.CheckerRow)
		}
	}
	slices.Sort(rows)
	return rows
}

// TestCheckerRowsAreExactlyThoseFlagged: whatever is wrong with a declaration of
// whatever version, the rows on its findings are those that the Checker flags, each
// once.
func TestCheckerRowsAreExactlyThoseFlagged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		layout := rapid.SampledFrom(cmrt.Layouts).Draw(rt, "layout")
		d := cleanOf(layout.Version)
		for _, q := range layout.Questions {
			for _, metal := range cmrt.Metals {
				if rapid.Bool().Draw(rt, q.Number+string(metal)) {
					set(&d, q.Key, metal, rapid.SampledFrom([]string{"", "yes", "no"}).Draw(rt, "answer"))
				}
			}
		}
		if rapid.Bool().Draw(rt, "no name") {
			d.Company.Name = ""
		}
		if rapid.Bool().Draw(rt, "no smelters") {
			d.Smelters = nil
		}
		var rows []int
		for _, test := range layout.CheckerTests() {
			rows = append(rows, test.Row)
		}
		if rows == nil { // its Checker is not modelled
			return
		}
		d.CheckerRows = rapid.SliceOfDistinct(rapid.SampledFrom(rows), func(n int) int { return n }).Draw(rt, "rows")
		slices.Sort(d.CheckerRows)
		list := File(d)
		if got := flaggedRows(list); !slices.Equal(got, d.CheckerRows) {
			rt.Errorf("flagged %v, findings carry %v", d.CheckerRows, got)
		}
		for _, f := range list {
			if f.CheckerRow > 0 && !slices.ContainsFunc(Rules, func(r finding.Rule) bool { return r.Name == f.Rule }) && f.Rule != "cell-error" {
				rt.Errorf("row %d has a rule that the catalogue lacks: %s", f.CheckerRow, f.Rule)
			}
		}
	})
}

// TestCheckerRowsOfOldVersions: a row stands on the finding about the same cell. The
// one row for the smelters of all metals stands on the first metal without; where
// smelters are listed that the Checker does not see, it is about no single metal.
func TestCheckerRowsOfOldVersions(t *testing.T) {
	for _, tc := range []struct {
		version string
		wrong   func(*cmrt.Declaration)
		row     int
		rule    string
		cell    string
		metal   cmrt.Metal
		want    finding.Severity
	}{
		{"3.01", func(d *cmrt.Declaration) { d.Company.AuthorizerPhone = "" }, 12, "authorizer-phone-missing", "D21", "", finding.Error},
		{"3.01", func(d *cmrt.Declaration) {}, 23, "answer-missing", "D35", cmrt.Tungsten, finding.Note}, // the Checker wants it below a No
		{"3.01", func(d *cmrt.Declaration) {}, 52, "policy-url-missing", "G71", "", finding.Note},        // no www
		{"3.01", func(d *cmrt.Declaration) { set(d, cmrt.AnnualDisclosure, "", "") }, 60, "company-answer-missing", "D87", "", finding.Error},
		{"3.00", func(d *cmrt.Declaration) { set(d, cmrt.AnnualDisclosure, "", "") }, 59, "company-answer-missing", "D87", "", finding.Error},
		{"3.01", func(d *cmrt.Declaration) { d.Smelters = nil }, 62, "smelters-missing", "B5", cmrt.Tin, finding.Error},
		{"3.01", func(d *cmrt.Declaration) { d.Smelters[0].Row = 20 }, 62, "smelters-missing", "C5", "", finding.Note},
		{"2.03a", func(d *cmrt.Declaration) { d.Company.Scope = "division" }, 6, "scope-description-missing", "D10", "", finding.Error},
		{"2.03a", func(d *cmrt.Declaration) { set(d, cmrt.SmeltersValidated, cmrt.Tin, "") }, 37, "answer-missing", "D53", cmrt.Tin, finding.Error},
		{"2.03a", func(d *cmrt.Declaration) { d.Company.AuthorizerEmail = "" }, 8, "authorizer-email-invalid", "D16", "", finding.Error},
		{"2.00", func(d *cmrt.Declaration) { d.Company.Scope = "product" }, 50, "products-missing", "B6", "", finding.Error},
	} {
		d := cleanOf(tc.version)
		tc.wrong(&d)
		d.CheckerRows = []int{tc.row}
		list := File(d)
		i := slices.IndexFunc(list, func(f finding.Finding) bool { return f.CheckerRow == tc.row })
		if f := list[max(i, 0)]; i < 0 || f.Rule != tc.rule || f.Cell != tc.cell || f.Metal != string(tc.metal) || f.Severity != tc.want {
			t.Errorf("row %d of %s: %+v", tc.row, tc.version, f)
		}
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

// TestWhyTheCheckerFlagsMore: a supplier who sees a red row learns whether it has to do
// anything about it.
func TestWhyTheCheckerFlagsMore(t *testing.T) {
	for _, tc := range []struct {
		name  string
		wrong func(*cmrt.Declaration)
		row   int
		rule  string
		says  string
	}{
		{"nothing to correct", func(*cmrt.Declaration) {}, 64, "products-missing", "nothing to correct"},
		{"first answers missing", func(d *cmrt.Declaration) { set(d, cmrt.Added, cmrt.Gold, "") }, dependent(t, cmrt.Gold), "answer-missing", "first answers for a metal are missing"},
		{"another language", func(d *cmrt.Declaration) {
			answer(d, cmrt.Added, cmrt.Gold).Raw = "Nein"
		}, dependent(t, cmrt.Gold), "answer-missing", "only knows answers as the list has them"},
		{"of another metal", func(d *cmrt.Declaration) {
			answer(d, cmrt.Added, cmrt.Tungsten).Raw = "Nein"
		}, dependent(t, cmrt.Gold), "answer-missing", "nothing to correct"},
		{"not understood", func(d *cmrt.Declaration) {
			answer(d, cmrt.Necessary, cmrt.Gold).Answer, answer(d, cmrt.Necessary, cmrt.Gold).Raw = "", "perhaps"
		}, dependent(t, cmrt.Gold), "answer-missing", "nothing to correct"},
		{"a number that the look-up lacks", func(*cmrt.Declaration) {}, 69, "cell-error", "not in the workbook's own Smelter Look-up"},
	} {
		d := clean()
		tc.wrong(&d)
		d.CheckerRows = []int{tc.row}
		list := File(d)
		i := slices.IndexFunc(list, func(f finding.Finding) bool { return f.CheckerRow == tc.row })
		if i < 0 || list[i].Rule != tc.rule || list[i].Severity != finding.Note || !strings.Contains(list[i].Message, tc.says) || list[i].Fix == "" || list[i].File != d.File {
			t.Errorf("%s: row %d: %+v", tc.name, tc.row, list)
		}
	}
	d := clean()
	row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = cmrt.NotListed, "Peru" })(&d)
	d.CheckerRows = []int{69}
	for _, f := range File(d) {
		if (f.CheckerRow == 69) != (f.Rule == "smelter-not-listed-incomplete") {
			t.Errorf("%+v", f)
		}
	}
	d.Smelters = d.Smelters[:1]
	d.Findings = []finding.Finding{{Rule: "cell-error", Severity: finding.Error, Sheet: "Smelter List", Cell: "B7"}}
	if list := File(d); len(list) != 1 || list[0].CheckerRow != 69 {
		t.Errorf("an error in the list flags the row, too: %+v", list)
	}
}

// dependent is a row of the Checker of 6.5 that wants an answer about a metal as long
// as the first ones say that it is used.
func dependent(t *testing.T, m cmrt.Metal) int {
	t.Helper()
	layout, _ := cmrt.LayoutOf("6.5")
	for _, test := range layout.CheckerTests() {
		if test.Dependent && test.Metal == m && test.Sheet == cmrt.SheetDeclaration {
			return test.Row
		}
	}
	t.Fatal("none depends on it")
	return 0
}
