package rcoi

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// flagging counts a year in which the workbook of supplier b has these red flags and no others.
func flagging(flags ...check.Flag) Inquiry {
	y, in := year(), declarations()
	books := check.Year(y, in, nil).Workbooks
	for i := range books {
		if books[i].Flags = nil; books[i].Supplier == "b" {
			books[i].Flags = flags
		}
	}
	return Explain(y, books, campaign.Responses(y, books), nil, "", opening(y, in))
}

// TestCountriesInCommentsStayInSight: those that a comment, or words on a mine that are not a
// country alone, name are listed for the metal; what other red flags say is told elsewhere,
// and what a decision settled names nothing any more.
func TestCountriesInCommentsStayInSight(t *testing.T) {
	for _, r := range check.FlagRules {
		for word, weighs := range map[string]bool{check.FlagOpen: true, check.FlagFollowedUp: true, check.FlagSettled: false, check.FlagOutOfScope: false} {
			q := flagging(check.Flag{Rule: r.Name, Sheet: "Declaration", Cell: "G39", Metal: cmrt.Tin, Raw: "Rwanda, DRC", Countries: "RW CD", State: check.State{Word: word}})
			var want []tables.Origin
			if weighs && (r.Name == check.FlagComment || r.Name == check.FlagNear) {
				want = []tables.Origin{{Metal: "tin", CountryCode: "CD", Country: "Democratic Republic of the Congo"}, {Metal: "tin", CountryCode: "RW", Country: "Rwanda"}}
			}
			if diff := cmp.Diff(want, q.Named); diff != "" {
				t.Errorf("%s, %s: %s", r.Name, word, diff)
			}
		}
	}
}

// TestWhatADecisionSettledStaysInSight, by metal and kind, with how many there were.
func TestWhatADecisionSettledStaysInSight(t *testing.T) {
	settled := check.State{Word: check.FlagSettled, Who: "Ann", When: "2026-01-02", Why: "read it"}
	for _, r := range check.FlagRules {
		flag := check.Flag{Rule: r.Name, Sheet: "Declaration", Cell: "D39", Metal: cmrt.Tin, Raw: "Yes", State: settled}
		other := flag
		other.Cell, other.State = "D40", check.State{Word: check.FlagOpen}
		want := []Sign{{cmrt.Tin, flagged[r.Name], 2}}
		if got := flagging(flag, other, flag).Settled; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", r.Name, got, want)
		}
		if got := flagging(other).Settled; got != nil {
			t.Errorf("%s, open: %v", r.Name, got)
		}
	}
}

// TestASupplierDeclaresAMetalOnce however many of its declarations say so.
func TestASupplierDeclaresAMetalOnce(t *testing.T) {
	in := declarations()
	y := year()
	books := check.Year(y, in, nil).Workbooks
	i := slices.IndexFunc(books, func(b check.Workbook) bool { return b.Supplier == "b" })
	again := books[i]
	books = slices.Insert(books, i+1, again)
	q := Explain(y, books, campaign.Responses(y, books), nil, "", opening(y, in))
	at := slices.IndexFunc(q.Figures, func(f tables.Figure) bool { return f.ID == "tin.suppliers.declaring" })
	if at < 0 || q.Figures[at].Value != "2" {
		t.Errorf("a and b declare tin: %+v", q.Figures[max(at, 0)])
	}
}

// TestWhatCameOnTheDayOfTheCutOffCounts, though nobody could read it.
func TestWhatCameOnTheDayOfTheCutOffCounts(t *testing.T) {
	for day, last := range map[string]string{"2026-04-30": "2026-04-30", "2026-05-01": "2025-10-01"} {
		y := year()
		y.State = "published"
		y.Received = []tables.Received{{Date: "2025-10-01", Supplier: "a", File: "a.xlsx", SHA256: "a"}, {Date: day, Supplier: "b", File: "other.xlsx", SHA256: "other"}}
		list := count(y, declarations()).Activities
		at := slices.IndexFunc(list, func(a tables.Activity) bool { return a.Figure == "letters.read" })
		if at < 0 || list[at].To != last {
			t.Errorf("the last came on %s: %+v", day, list)
		}
	}
}
