package report

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/rcoi"
)

// inquiry says how suppliers were asked, and nothing that no record shows.
func (c *composer) inquiry() string {
	if c.in.CutOff == "" || c.n("suppliers.in_scope") == 0 {
		return ""
	}
	s := fmt.Sprintf("The inquiry covers the suppliers whose materials or components may contain tantalum, tin, gold or tungsten and are used in products manufactured in %d.", c.in.Year)
	if asked := c.n("suppliers.asked"); asked > 0 {
		who := "Suppliers were"
		switch c.n("suppliers.in_scope") {
		case asked:
			who = "Each was"
		case asked + c.n("suppliers.bounced"):
			who = "Each that could be reached was"
		}
		s += fmt.Sprintf(" %s asked for a declaration on the Conflict Minerals Reporting Template (CMRT) of the Responsible Minerals Initiative.", who)
	}
	if n := c.n("suppliers.reminded"); n > 0 {
		s += plural(n, " A supplier that had not answered was reminded.", " Reminders went to suppliers that had not answered.")
	}
	if c.n("suppliers.escalated") > 0 {
		s += " For " + c.many("suppliers.escalated", "supplier that had not responded, the matter was escalated to its buyer or to management.", "suppliers that had not responded, the matter was escalated to their buyers or to management.")
	}
	if c.n("letters.read") > 0 || c.n("suppliers.responded") > 0 {
		s += " Each workbook that could be read was reviewed against written rules for completeness and contradictions."
	}
	if n := c.n("letters.corrections"); n > 0 {
		s += plural(n, " A letter asked a supplier to correct errors in what it had sent.", " Letters asked suppliers to correct errors in what they had sent.")
	}
	return s + fmt.Sprintf(" The cut-off date for answers is %s.", c.in.date(c.in.CutOff))
}

// response says who was asked and who answered.
func (c *composer) response() string {
	asOf := c.in.date(c.in.asOf())
	asked, responded := c.n("suppliers.asked"), c.n("suppliers.responded")
	switch {
	case c.in.CutOff == "":
		return fmt.Sprintf("No survey of suppliers was set up for %d.", c.in.Year)
	case c.n("suppliers.in_scope") == 0:
		return fmt.Sprintf("As of %s, no supplier has been found to be in scope for %d.", asOf, c.in.Year)
	case c.unasked() && c.n("suppliers.bounced") == 0:
		return fmt.Sprintf("As of %s, %s in scope for %d; none has been asked yet.", asOf, c.many("suppliers.in_scope", "supplier is", "suppliers are"), c.in.Year)
	}
	s := c.versions() + fmt.Sprintf("As of %s, %s in scope for %d. ", asOf, c.many("suppliers.in_scope", "supplier was", "suppliers were"), c.in.Year)
	switch {
	case asked == 0 && c.n("suppliers.bounced") > 0:
		s += "No request arrived. "
	case asked == 0:
		s += "No request is on record. "
	default:
		s += fmt.Sprintf("%s asked, and %s. ", c.many("suppliers.asked", "supplier was", "suppliers were"), c.orNone("suppliers.reminded", plural(c.n("suppliers.in_scope"), "it was not reminded", "none was reminded"), "was reminded at least once", "were reminded at least once"))
	}
	if c.n("suppliers.bounced") > 0 {
		s += c.link("suppliers.bounced") + " could not be reached. "
	}
	if responded == 0 {
		return s + plural(c.n("suppliers.in_scope"), "There was no answer that could be used.", "None has answered with a declaration that could be used.") + c.stages()
	}
	s += fmt.Sprintf("The response rate was %s. ", c.link("suppliers.response_rate"))
	if f := c.figures["suppliers.response_rate_spend"]; f.Value != "" {
		s += fmt.Sprintf("The suppliers that answered account for [%s%%](figures/#%s) of the purchases from suppliers in scope. ", f.Value, f.ID)
	}
	s += c.orNone("suppliers.accepted", "No declaration was", "declaration was", "declarations were") + " accepted after review"
	if c.n("suppliers.returned") > 0 {
		s += fmt.Sprintf("; %s errors that were not corrected by that day, and the smelters named there are not counted below", c.many("suppliers.returned", "holds", "hold"))
	}
	return s + "." + c.stages()
}

// versions names those of the template in which accepted declarations came; while none was,
// those that would be accepted.
func (c *composer) versions() string {
	v := c.in.Versions
	if len(v) == 0 {
		return ""
	}
	if n := c.n("suppliers.accepted"); n > 0 {
		return fmt.Sprintf("%s in %s %s of the CMRT. ", plural(n, "The accepted declaration is", "The accepted declarations are"), plural(len(v), "version", "versions"), and(v))
	}
	return fmt.Sprintf("%s of the CMRT %s accepted. ", plural(len(v), "Version ", "Versions ")+and(v), plural(len(v), "was", "were"))
}

// answers is what suppliers said of the covered countries.
func (c *composer) answers() string {
	var rows [][]string
	yes := 0
	for _, m := range cmrt.Metals {
		id := string(m)
		if c.n(id+".suppliers.declaring") == 0 && c.n(id+".covered_countries.yes") == 0 {
			continue
		}
		yes += c.n(id + ".covered_countries.yes")
		rows = append(rows, []string{title(m), c.link(id + ".suppliers.declaring"), c.link(id + ".covered_countries.yes"), c.link(id + ".covered_countries.no"), c.link(id + ".covered_countries.unknown")})
	}
	switch {
	case c.n("suppliers.responded") == 0 && yes == 0:
		return "" // who answered is told above
	case c.n("suppliers.accepted") == 0 && yes == 0:
		return "No declaration has been accepted, so no answers on the covered countries are reported here."
	case len(rows) == 0:
		return "No accepted declaration says that tantalum, tin, gold or tungsten is in the products."
	}
	return "Asked whether the metal comes from the Democratic Republic of the Congo or an adjoining country, suppliers answered as follows. A yes counts in any declaration that could be read, accepted or not; no and unknown are the answers of accepted declarations.\n\n" +
		table("lrrrr", []string{"Metal", "Accepted declarations with the metal", "Yes, in any declaration", "No, in accepted ones", "Unknown, in accepted ones"}, rows)
}

// programmes is what suppliers say of their own programmes, and of how far they see.
func (c *composer) programmes() string {
	var rows, metals [][]string
	for _, p := range rcoi.Programmes {
		if f := c.figures["programmes."+string(p.Key)]; f.Value != "" {
			rows = append(rows, []string{strings.ToUpper(p.Question[:1]) + p.Question[1:], c.link(f.ID)})
		}
	}
	for _, m := range cmrt.Metals {
		id := string(m)
		if c.n(id+".suppliers.declaring") > 0 && c.figures[id+".smelters_identified.yes"].Value != "" {
			metals = append(metals, []string{title(m), c.link(id + ".suppliers.declaring"), c.link(id + ".suppliers_answered.all"), c.link(id + ".smelters_identified.yes"), c.link(id + ".smelters_reported.yes")})
		}
	}
	var s []string
	if rows != nil {
		s = append(s, c.in.spelt("In accepted declarations suppliers say this of their own programmes. The answers are theirs and were not audited.\n\n")+table("lr", []string{"What the supplier says", "Yes, of those that answer"}, rows))
	}
	if metals != nil {
		s = append(s, "How far they know their own supply chains, as they say:\n\n"+table("lrrrr", []string{"Metal", "Accepted declarations with the metal", "All their suppliers answered", "All smelters identified", "All known smelters reported"}, metals))
	}
	return strings.Join(s, "\n")
}
