package report

import (
	"fmt"
	"strings"
)

// followUp lists what the figures leave open for the next year.
func (c *composer) followUp() string {
	var steps []string
	for _, s := range [][3]string{
		{"suppliers.not_responded", "to follow up with the", "without an answer"},
		{"suppliers.returned", "to ask again for corrections of the", "that held errors"},
		{"smelters.unresolved", "to find the facilities behind the", "that match none known"},
		{"smelters.not_identified", "to ask for the smelters behind the", "in which they are not yet identified"},
	} {
		if n := c.n(s[0]); n > 0 {
			noun := map[string]string{"suppliers.not_responded": plural(n, "supplier", "suppliers"), "suppliers.returned": plural(n, "declaration", "declarations")}[s[0]]
			if noun == "" {
				noun = plural(n, "entry", "entries")
			}
			steps = append(steps, fmt.Sprintf("- %s %s %s %s,", s[1], c.link(s[0]), noun, s[2]))
		}
	}
	if c.rated() && c.n("smelters.other") > 0 {
		steps = append(steps, fmt.Sprintf("- to follow up the %s that %s neither conformant nor active,", c.many("smelters.other", "facility", "facilities"), plural(c.n("smelters.other"), "is", "are")))
	}
	for _, s := range c.in.Promised {
		steps = append(steps, "- "+escape(strings.TrimRight(s.Step, ".,; "))+",")
	}
	steps = append(steps, "- to ask the suppliers in scope again.")
	return fmt.Sprintf("For %d it is planned\n\n%s", c.in.Year+1, strings.Join(steps, "\n"))
}

// promises says what became of the steps that the report of the year before named.
func (c *composer) promises() string {
	if len(c.in.Before) == 0 {
		return fmt.Sprintf("No step beyond those that follow from the figures was announced in the report for %d.", c.in.Year-1)
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
	return fmt.Sprintf("The report for %d announced these steps:\n\n%s", c.in.Year-1, strings.Join(lines, "\n"))
}
