package agenda

import (
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

func year() *project.Year {
	y := &project.Year{Number: 2025}
	y.Settings.CutOff = "2026-04-30"
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "d", AsOf: "2026-03-05"})
	y.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "c", AsOf: "2026-03-05"}, nil)
	return y
}

func overdue() rcoi.Inquiry {
	entry := func(id, due, begun string) smelter.Entry {
		return smelter.Entry{Facility: smelter.Facility{Metal: cmrt.Tin, ID: id, Name: "Works " + id}, Status: smelter.Status{ReauditDue: due, ReauditInProgress: begun}}
	}
	return rcoi.Inquiry{Register: []smelter.Entry{entry("CID900001", "2026-01-31", ""), entry("CID900002", "2026-01-31", cmrt.Yes), entry("CID900003", "2027-01-31", "")}}
}

func TestWhatIsDueOnADay(t *testing.T) {
	for _, c := range []struct {
		name, day string
		change    func(*project.Year)
		want      []string // beginnings of day and text, in order
	}{
		{"nothing", "2026-01-15", nil, nil},
		{"an audit is overdue", "2026-02-01", nil, []string{"2026-01-31 Works CID900001 (CID900001, tin)"}},
		{"the cut-off comes", "2026-03-31", nil, []string{"2026-04-30 Answers for 2025 count", "2026-01-31 Works"}},
		{"the deadline comes", "2026-04-02", nil, []string{"2026-04-30 Answers", "2026-06-01 Form SD for 2025 is due on 1 June 2026, in 60 days", "2026-01-31 Works"}},
		{"lists are old", "2026-06-04", nil, []string{"2026-06-01 Form SD for 2025 was due on 1 June 2026, 3 days ago, and no filing is recorded", "2026-06-03 The conformance list for 2025 is of 5 March 2026, 91 days old", "2026-06-03 The smelter directory", "2026-01-31 Works"}},
		{"fiction is never filed", "2026-05-20", func(y *project.Year) { y.Demonstration = true }, []string{"2026-01-31 Works"}},
		{"filed", "2026-06-04", func(y *project.Year) { y.Settings.Filing.Date = "2026-05-29" }, nil},
		{"long ago, and never filed", "2026-11-23", nil, []string{"2026-06-01 Form SD for 2025 was due on 1 June 2026, 175 days ago"}},
		{"years ago", "2029-06-02", nil, []string{"2026-06-01 Form SD for 2025 was due on 1 June 2026, 1097 days ago"}},
		{"to be filed on a day to come", "2026-05-28", func(y *project.Year) { y.Settings.Filing.Date = "2026-05-29" }, []string{"2026-06-01 Form SD for 2025 is due on 1 June 2026, in 4 days", "2026-01-31 Works"}},
		{"filed long ago", "2026-11-23", func(y *project.Year) { y.Settings.Filing.Date = "2026-05-29" }, nil},
		{"no survey", "2026-05-20", func(y *project.Year) { y.Settings.CutOff = "" }, nil},
		{"no list", "2026-01-15", func(y *project.Year) { y.Directory = smelter.Directory{} }, []string{"2026-01-15 No smelter directory is pinned"}},
	} {
		y := year()
		if c.change != nil {
			c.change(y)
		}
		var got []string
		for _, item := range Of(y, overdue(), nil, nil, c.day) {
			got = append(got, item.Day+" "+item.What)
			if item.Do == "" || item.Year != 2025 {
				t.Errorf("%s: %+v", c.name, item)
			}
		}
		ok := len(got) == len(c.want)
		for i := range c.want {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestWhoCannotBeAsked: a letter that no address takes is due as any other.
func TestWhoCannotBeAsked(t *testing.T) {
	to := func(id, email, due string) campaign.Letter {
		return campaign.Letter{Kind: campaign.ToAsk, Due: due, State: campaign.State{Supplier: tables.Supplier{ID: id, Email: email}}}
	}
	var got []string
	for _, item := range Of(year(), rcoi.Inquiry{}, nil, []campaign.Letter{to("acme", "", "2026-01-12"), to("borealis", "b@x.example", "2026-01-14"), to("zeta", "", "2026-01-10")}, "2026-01-15") {
		got = append(got, item.Day+" "+item.What)
	}
	want := []string{"2026-01-10 No e-mail address is on the roster, and a letter is due: acme, zeta.", "2026-01-14 Letters came back, and another is due: borealis."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
