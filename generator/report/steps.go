package report

import (
	"fmt"
	"strings"
)

// followUp lists what the figures leave open for the next year.
func (c *composer) followUp() string {
	var steps []string
	for _, s := range []struct{ id, before, one, many string }{
		{"suppliers.not_reached", "to reach the", "supplier that was not reached", "suppliers that were not reached"},
		{"suppliers.silent", "to follow up with the", "supplier that gave no answer", "suppliers that gave no answer"},
		{"suppliers.refused", "to take up the matter with the", "supplier that refused", "suppliers that refused"},
		{"suppliers.unusable", "to obtain a usable declaration from the", "supplier that sent something else", "suppliers that sent something else"},
		{"suppliers.returned", "to ask again for correction of the", "declaration that held errors", "declarations that held errors"},
		{"smelters.unresolved", "to find the facilities behind the", "entry that matches none known", "entries that match none known"},
		{"smelters.not_identified", "to ask for the smelters behind the", "entry in which they are not yet identified", "entries in which they are not yet identified"},
	} {
		if n := c.n(s.id); n > 0 && !(s.id == "suppliers.not_reached" && c.unasked() && c.n("suppliers.bounced") == 0) {
			steps = append(steps, fmt.Sprintf("- %s %s %s,", s.before, c.link(s.id), plural(n, s.one, s.many)))
		}
	}
	if c.rated() && c.n("smelters.other") > 0 {
		steps = append(steps, fmt.Sprintf("- to follow up the %s that %s neither conformant nor active,", c.many("smelters.other", "facility", "facilities"), plural(c.n("smelters.other"), "is", "are")))
	}
	for _, s := range c.in.Promised {
		steps = append(steps, "- "+escape(strings.TrimRight(s.Step, ".,; "))+",")
	}
	switch {
	case c.in.CutOff == "":
		steps = append(steps, "- to ask suppliers for declarations.")
	case c.n("suppliers.in_scope") == 0:
		steps = append(steps, "- to establish which suppliers are in scope, and to ask them.")
	case c.n("suppliers.asked") == 0:
		steps = append(steps, "- to ask the "+plural(c.n("suppliers.in_scope"), "supplier", "suppliers")+" in scope.")
	default:
		steps = append(steps, "- to ask the "+plural(c.n("suppliers.in_scope"), "supplier", "suppliers")+" in scope again.")
	}
	return fmt.Sprintf("To improve its due diligence, and to reduce the risk that the metals in its products benefit armed groups, %s plans for %d\n\n%s", escape(c.in.Registrant.ShortName), c.in.Year+1, strings.Join(steps, "\n"))
}

// promises says what became of the steps that the report of the year before named.
func (c *composer) promises() string {
	if len(c.in.Before) == 0 {
		return ""
	}
	var lines []string
	for _, s := range c.in.Before {
		state := "open"
		if s.DoneBy(c.in.Year) {
			state = "done"
		}
		note := ""
		if s.Note != "" {
			note = " " + escape(s.Note)
		}
		lines = append(lines, fmt.Sprintf("- %s: **%s**.%s", escape(strings.TrimRight(s.Step, ".,; ")), state, note))
	}
	return fmt.Sprintf("Among the steps that the report for %d announced:\n\n%s", c.in.Year-1, strings.Join(lines, "\n"))
}
