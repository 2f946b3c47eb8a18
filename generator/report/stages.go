package report

import (
	"fmt"
	"strings"
)

// stageWords are the stages in which a supplier in scope may stand, each with the figure
// that counts it, in the words of the roster's own table and of the dashboard, and what a
// sentence says of one supplier there and of many.
var stageWords = []struct{ id, words, one, many string }{
	{"suppliers.not_reached", "Not reached", "was not reached", "were not reached"},
	{"suppliers.silent", "Asked without an answer", "was asked and gave no answer", "were asked and gave no answer"},
	{"suppliers.refused", "Refused", "refused", "refused"},
	{"suppliers.unusable", "Sent something that could not be used", "sent something that could not be used", "sent something that could not be used"},
	{"suppliers.returned", "Answered and returned", "answered with a declaration that was returned", "answered with declarations that were returned"},
	{"suppliers.accepted", "Accepted", "answered with a declaration that was accepted", "answered with declarations that were accepted"},
}

// stages shows where every supplier in scope stands, with a sum that a reader can check;
// "" where that was not counted.
func (c *composer) stages() string {
	var rows [][]string
	for _, s := range stageWords {
		if c.figures[s.id].Value == "" {
			return ""
		}
		rows = append(rows, []string{s.words, c.link(s.id)})
	}
	rows = append(rows, []string{"All suppliers in scope", c.link("suppliers.in_scope")})
	return fmt.Sprintf("\n\nEach supplier in scope is at one of these stages as of %s:\n\n", c.in.date(c.in.asOf())) + table("lr", []string{"Stage", "Suppliers"}, rows)
}

// staged says the same in a sentence, for the form, which has no links; "" where it was
// not counted.
func (c *composer) staged() string {
	var parts []string
	for _, s := range stageWords {
		if c.figures[s.id].Value == "" {
			return ""
		}
		if n := c.n(s.id); n > 0 {
			parts = append(parts, Value(c.figures[s.id])+" "+plural(n, s.one, s.many))
		}
	}
	all, number := c.n("suppliers.in_scope"), Value(c.figures["suppliers.in_scope"])
	switch {
	case c.n("suppliers.accepted") == all:
		return "" // told before
	case len(parts) == 1 && all == 1:
		return " The one supplier in scope " + strings.TrimPrefix(parts[0], "1 ") + "."
	case len(parts) == 1 && all == 2:
		return " Both suppliers in scope " + strings.TrimPrefix(parts[0], "2 ") + "."
	case len(parts) == 1:
		return fmt.Sprintf(" All %s suppliers in scope%s.", number, strings.TrimPrefix(parts[0], number))
	}
	return fmt.Sprintf(" Of the %s suppliers in scope, %s.", number, and(parts))
}
