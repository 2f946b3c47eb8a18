package rcoi

import (
	"fmt"
	"math"
	"strconv"

	"itron.com/conflict-minerals/generator/tables"
)

// spend adds the response rate by what was bought. It has no value where the roster
// does not say of every supplier in scope what share of purchases it has: a rate
// over some of them would mean nothing.
func (c *counter) spend(responses []tables.Response) {
	answered := map[string]bool{}
	for _, r := range responses {
		answered[r.Supplier] = r.Responded == "yes"
	}
	var all, of float64 // of the year's purchases, in per cent
	units, from := Part{Name: "spend share of suppliers that answered"}, Part{Name: "spend share of suppliers in scope"}
	complete := true
	for _, s := range c.year.Roster {
		if s.InScope != "yes" {
			continue
		}
		share, err := strconv.ParseFloat(s.SpendShare, 64)
		complete = complete && err == nil && share >= 0 && !math.IsInf(share, 0) && !math.IsNaN(share)
		all += share
		u := c.supplier(s.ID)
		u.Weight = s.SpendShare
		from.Units = append(from.Units, u)
		if answered[s.ID] {
			of += share
			units.Units = append(units.Units, u)
		}
	}
	f := tables.Figure{ID: "suppliers.response_rate_spend", Unit: UnitShare, AsOf: c.asOf, Label: "Response rate by spend",
		Definition:  "Purchases from suppliers that answered, as a share of purchases from suppliers in scope. Numerator and denominator are per cent of all purchases. Not known unless the roster gives the spend of every supplier in scope.",
		CountedFrom: fromRoster}
	if complete && all > 0 {
		f.Numerator, f.Denominator = fmt.Sprintf("%.2f", of), fmt.Sprintf("%.2f", all)
		f.Value = fmt.Sprintf("%.1f", 100*of/all)
	}
	c.add(f, "100 × sum of: "+units.Name+" ÷ sum of: "+from.Name+", rounded to one decimal", units, from)
}
