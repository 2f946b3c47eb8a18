package rcoi

import (
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func TestResponseRateBySpend(t *testing.T) {
	responses := []tables.Response{{Supplier: "a", Responded: "yes"}, {Supplier: "b", Responded: "no"}, {Supplier: "c", Responded: "yes"}}
	for _, tc := range []struct {
		name            string
		a, b, c         string // shares of spend; c is out of scope
		value, num, den string
	}{
		{"complete", "3", "1", "50", "75.0", "3.00", "4.00"},
		{"decimals", "0.25", "0.5", "", "33.3", "0.25", "0.75"},
		{"one is missing", "3", "", "1", "", "", ""},
		{"one is no number", "3", "much", "1", "", "", ""},
		{"negative", "3", "-1", "1", "", "", ""},
		{"nothing bought", "0", "0", "1", "", "", ""},
	} {
		roster := []tables.Supplier{{ID: "a", InScope: "yes", SpendShare: tc.a}, {ID: "b", InScope: "yes", SpendShare: tc.b}, {ID: "c", InScope: "no", SpendShare: tc.c}}
		c := counter{evidence: newEvidence(&project.Year{Number: 2025, Roster: roster}, nil)}
		c.spend(responses)
		if f := c.traces[0].Figure; f.Value != tc.value || f.Numerator != tc.num || f.Denominator != tc.den {
			t.Errorf("%s: %+v", tc.name, f)
		}
	}
}
