package campaign

import (
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestOneLetterASupplierADay: what is due by several programmes is one letter where it asks
// or reminds, and otherwise the CMRT's goes first and the other waits.
func TestOneLetterASupplierADay(t *testing.T) {
	const day = "2026-02-16"
	for what, c := range map[string]struct {
		log  []tables.Outreach
		only string // programmes of the supplier on the roster
		want string
	}{
		"asked for nothing yet":   {nil, "", "request CMRT EMRT"},
		"only the CMRT is wanted": {nil, "cmrt", "request CMRT"},
		"only the EMRT is wanted": {nil, "emrt", "request EMRT"},
		"the EMRT came later":     {[]tables.Outreach{{Date: "2026-02-13", Kind: "request", Outcome: "sent"}}, "", "request EMRT"},
		"both are late":           {[]tables.Outreach{{Date: "2026-01-12", Kind: "request", Outcome: "sent", Programmes: "cmrt emrt"}}, "", "reminder CMRT EMRT"},
		"one is late, the other is asked for for the first time": {[]tables.Outreach{{Date: "2026-01-12", Kind: "request", Outcome: "sent"}}, "", "reminder CMRT"},
		"something went out today":                               {[]tables.Outreach{{Date: day, Kind: "request", Outcome: "sent"}}, "", ""},
		"refused the CMRT alone":                                 {[]tables.Outreach{{Date: "2026-01-12", Kind: "reply", Outcome: "refused"}}, "", "request EMRT"},
		"the address is lost":                                    {[]tables.Outreach{{Date: "2026-01-12", Kind: "request", Channel: "email", Outcome: "bounced"}}, "", "held"},
	} {
		y := &project.Year{Number: 2025, Oldest: "2024-12-31"}
		y.Settings.CutOff = "2026-04-30"
		y.Settings.Programmes = []string{"cmrt", "emrt"}
		y.Settings.Campaign = project.Campaign{Start: "2026-01-01", Due: "2026-04-30", ReminderWeeks: []int{3, 5, 7}, EscalationWeeks: 9, QuestionWeeks: 3}
		y.Roster = []tables.Supplier{{ID: "acme", Name: "Acme", Email: "a@acme.example", InScope: "yes", Programmes: c.only}}
		for i := range c.log {
			c.log[i].Supplier = "acme"
		}
		y.Outreach = c.log
		var list []ByProgramme
		for _, p := range y.Programmes() {
			by := y.By(p)
			list = append(list, ByProgramme{by, States(by, nil, day)})
		}
		due, blocked := DueOfAll(list, y.Outreach, day)
		got := ""
		if len(blocked) > 0 {
			got = "held"
		}
		for _, l := range due {
			got = strings.Join(append([]string{l.Kind, l.Programme}, l.Also...), " ")
		}
		if got != c.want || len(due)+len(blocked) > 1 {
			t.Errorf("%s: %q, not %q", what, got, c.want)
		}
		if !slices.Equal(y.Outreach, c.log) || y.Roster[0].InScope != "yes" {
			t.Errorf("%s: the year itself was changed", what)
		}
	}
}
