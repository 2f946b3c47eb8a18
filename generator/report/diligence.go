package report

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/project"
)

// management says how due diligence is governed, as far as people have said it.
func (c *composer) management() string {
	d, name := c.in.Diligence, escape(c.in.Registrant.ShortName)
	var parts []string
	add := func(lead, text string) { parts = append(parts, "**"+lead+".** "+text) }
	if o := d.Oversight; o != (project.Oversight{}) {
		add("Oversight", c.oversight())
	}
	if d.ContractTerms != "" {
		add("Contract terms", c.terms())
	}
	if a := d.Grievance.Address; a != "" {
		add("Grievance mechanism", fmt.Sprintf("Anybody, inside or outside %s, may raise a concern about minerals in its supply chain at %s.", name, escape(a)))
	}
	if n := d.RetentionYears; n > 0 {
		add("Records", fmt.Sprintf("Records of the inquiry and of due diligence are kept for at least %d %s.", n, plural(n, "year", "years")))
	}
	if len(d.Memberships) > 0 {
		var list []string
		for _, m := range d.Memberships {
			text := escape(m.Name)
			if m.ID != "" {
				text += " (member ID " + escape(m.ID) + ")"
			}
			list = append(list, text)
		}
		add("Industry initiatives", fmt.Sprintf("%s is a member of %s.", name, and(list)))
	}
	return strings.Join(parts, "\n\n")
}

// oversight says who answers for due diligence, by title.
func (c *composer) oversight() string {
	o := c.in.Diligence.Oversight
	var s []string
	if o.Title != "" {
		s = append(s, fmt.Sprintf("Due diligence on conflict minerals is the responsibility of the %s.", escape(o.Title)))
	}
	if o.Committee != "" {
		s = append(s, fmt.Sprintf("The %s steers the work.", escape(o.Committee)))
	}
	if o.Team != "" {
		s = append(s, fmt.Sprintf("It is carried out by %s.", escape(o.Team)))
	}
	if o.ReportsTo != "" {
		s = append(s, fmt.Sprintf("What is found is reported to the %s.", escape(o.ReportsTo)))
	}
	return strings.Join(s, " ")
}

// terms says what contracts oblige suppliers to, and how many hold that.
func (c *composer) terms() string {
	what := escape(strings.TrimRight(c.in.Diligence.ContractTerms, ".; "))
	if c.figures["suppliers.contract_clause"].Value == "" {
		return fmt.Sprintf("Contracts may oblige suppliers %s; how many do is not recorded.", what)
	}
	switch n, all := c.n("suppliers.contract_clause"), c.n("suppliers.in_scope"); {
	case n == 0:
		return fmt.Sprintf("No contract with a supplier in scope obliges it yet %s.", what)
	case all == 1:
		return fmt.Sprintf("The contract with the one supplier in scope obliges it %s.", what)
	default:
		return fmt.Sprintf("The contracts of %s of the %s suppliers in scope oblige them %s.", c.link("suppliers.contract_clause"), c.link("suppliers.in_scope"), what)
	}
}

// Risk is one of the year's register, without the person who owns it.
type Risk struct {
	Risk, Since, Role, Measure, Deadline, State, Note string
}

// RisksOf takes from a register what may be published.
func RisksOf(register []project.Risk) (list []Risk) {
	for _, r := range register {
		list = append(list, Risk{Risk: r.Risk, Since: r.Since, Role: r.Role, Measure: r.Measure, Deadline: r.Deadline, State: r.State, Note: r.Note})
	}
	return list
}

// stateWords say of a risk in which state it is.
var stateWords = map[string]string{project.RiskOpen: "Open", project.RiskMitigating: "Being mitigated while trade continues", project.RiskSuspended: "Trade is suspended while the risk is mitigated",
	project.RiskDisengaged: "Trade was ended", project.RiskClosed: "Closed"}

// risks tells each risk of the register and the response to it.
func (c *composer) risks() string {
	if len(c.in.Risks) == 0 {
		return ""
	}
	var lines []string
	for _, r := range c.in.Risks {
		line := fmt.Sprintf("- **Risk**, found %s: %s.", c.in.date(r.Since), stop(r.Risk))
		switch {
		case r.Measure == "":
			line += " **Response:** none has been decided yet."
		default:
			line += fmt.Sprintf(" **Response:** %s.", stop(r.Measure))
		}
		if r.Role != "" {
			line += fmt.Sprintf(" Responsible: %s.", stop(r.Role))
		}
		late := ""
		if weighs := r.State == project.RiskOpen || r.State == project.RiskMitigating; r.Deadline != "" && weighs {
			line += fmt.Sprintf(" Deadline: %s.", c.in.date(r.Deadline))
			if r.Deadline < c.in.asOf() {
				late = "; the deadline has passed"
			}
		}
		line += fmt.Sprintf(" **State:** %s%s.", stateWords[r.State], late)
		if r.Note != "" {
			line += " " + stop(r.Note) + "."
		}
		lines = append(lines, line)
	}
	return plural(len(c.in.Risks), "This risk in the supply chain was found, and this is the response:", "These risks in the supply chain were found, and this is the response to each:") + "\n\n" + strings.Join(lines, "\n")
}

// stop is a text of a table without the stop at its end.
func stop(s string) string { return escape(strings.TrimRight(s, ".,; ")) }
