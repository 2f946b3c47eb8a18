package rcoi

import (
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/tables"
)

// suppliers counts who was asked and who answered.
func (c *counter) suppliers(responses []tables.Response) {
	var inScope, asked, bounced, reminded, escalated, responded, silent []Unit
	standing := map[campaign.Standing][]Unit{}
	for _, r := range responses {
		if r.InScope != "yes" {
			continue
		}
		id := r.Supplier
		sent := func(kind string) []Place {
			return c.outreach(id, func(o tables.Outreach) bool { return o.Kind == kind && o.Outcome != "bounced" })
		}
		lost := c.outreach(id, func(o tables.Outreach) bool { return o.Kind == "request" && o.Outcome == "bounced" })
		refusal := c.outreach(id, func(o tables.Outreach) bool { return o.Outcome == "refused" })
		book := c.workbook(r.File)
		answered := r.Responded == "yes"
		for _, into := range []struct {
			list   *[]Unit
			yes    bool
			behind places
		}{
			{&inScope, true, at()}, {&asked, r.Asked != "", at(sent("request")...)}, {&bounced, r.Asked == "" && !answered && len(lost) > 0, at(lost...)},
			{&reminded, r.Reminders > 0, at(sent("reminder")...)}, {&escalated, len(sent("escalation")) > 0, at(sent("escalation")...)},
			{&responded, answered, book}, {&silent, !answered, book},
		} {
			if into.yes {
				*into.list = append(*into.list, c.supplier(id, into.behind))
			}
		}
		stage := campaign.Standing(r.Stage)
		behind := map[campaign.Standing]places{campaign.NotReached: at(lost...), campaign.Silent: at(sent("request")...), campaign.Declined: at(refusal...)}[stage]
		if behind == nil {
			behind = book
		}
		standing[stage] = append(standing[stage], c.supplier(id, behind))
	}
	c.count("suppliers.in_scope", "Suppliers in scope", inScope, c.scope(), fromRoster)
	c.count("suppliers.asked", "Suppliers asked", asked, "Suppliers in scope to which a request for a declaration was sent and did not bounce.", fromRoster)
	c.count("suppliers.bounced", "Suppliers whose requests bounced", bounced, "Suppliers in scope to which every request bounced, and that did not answer.", fromRoster)
	c.count("suppliers.reminded", "Suppliers reminded", reminded, "Suppliers in scope that were reminded at least once.", fromRoster)
	c.count("suppliers.escalated", "Suppliers escalated", escalated, "Non-responsive suppliers in scope that were escalated to their category buyer or management.", fromRoster)
	c.count("suppliers.responded", "Suppliers that answered", responded, "Suppliers in scope with a declaration that could be read and is not dated outside the year's window or after the cut-off.", fromRoster)
	c.share("suppliers.response_rate", "Response rate", Part{Name: "Suppliers that answered", Units: responded}, Part{Name: "Suppliers in scope", Units: inScope}, "Suppliers that answered, as a share of suppliers in scope.", fromRoster)
	c.spend(responses)
	c.count("suppliers.not_responded", "Suppliers without a usable answer", silent, "Suppliers in scope that did not answer or refused to, or that sent only what could not be read or is dated outside the year's window or after the cut-off.", fromRoster)
	c.standings(standing)
}

// standings counts suppliers by where they stand: each is in exactly one of these figures.
func (c *counter) standings(units map[campaign.Standing][]Unit) {
	const sum = " One of the six stages, which sum to the suppliers in scope."
	for _, s := range []struct {
		id, label, definition string
		stage                 campaign.Standing
	}{
		{"not_reached", "Suppliers not reached", "Suppliers in scope that were not asked, or to which every request came back, and that sent nothing.", campaign.NotReached},
		{"silent", "Suppliers asked without an answer", "Suppliers in scope that were asked, and neither sent anything nor refused.", campaign.Silent},
		{"refused", "Suppliers that refused", "Suppliers in scope that refused to answer and sent no declaration.", campaign.Declined},
		{"unusable", "Suppliers that sent something that could not be used", "Suppliers in scope whose file could not be read, or whose declaration is dated outside the year's window or after the cut-off.", campaign.Unusable},
		{"returned", "Suppliers that answered and whose declaration was returned", "Suppliers in scope that answered with a declaration that holds errors; its smelters are not counted.", campaign.SentBack},
		{"accepted", "Suppliers whose declaration was accepted", "Suppliers in scope whose declaration passed review.", campaign.Taken},
	} {
		c.count("suppliers."+s.id, s.label, units[s.stage], s.definition+sum, fromRoster)
	}
}
