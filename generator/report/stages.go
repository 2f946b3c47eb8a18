package report

import (
	"fmt"
	"strings"
)

// stageWords are the stages in which a supplier in scope may stand, each with the figure
// that counts it, in the words of the roster's own table and of the dashboard.
var stageWords = [][2]string{
	{"suppliers.not_reached", "Not reached"}, {"suppliers.silent", "Asked without an answer"}, {"suppliers.refused", "Refused"},
	{"suppliers.unusable", "Sent something that could not be used"}, {"suppliers.returned", "Answered and returned"}, {"suppliers.accepted", "Accepted"},
}

// stages shows where every supplier in scope stands, with a sum that a reader can check;
// "" where that was not counted.
func (c *composer) stages() string {
	var rows [][]string
	for _, s := range stageWords {
		if c.figures[s[0]].Value == "" {
			return ""
		}
		rows = append(rows, []string{s[1], c.link(s[0])})
	}
	rows = append(rows, []string{"All suppliers in scope", c.link("suppliers.in_scope")})
	return fmt.Sprintf("\n\nEach supplier in scope is at one of these stages as of %s:\n\n", c.in.date(c.in.asOf())) + table("lr", []string{"Stage", "Suppliers"}, rows)
}

// staged says the same in a sentence, for the form, which has no links; "" where it was
// not counted.
func (c *composer) staged() string {
	var parts []string
	for i, words := range [][2]string{
		{"was not reached", "were not reached"}, {"was asked and gave no answer", "were asked and gave no answer"}, {"refused", "refused"},
		{"sent something that could not be used", "sent something that could not be used"},
		{"answered with a declaration that was returned", "answered with declarations that were returned"},
		{"answered with a declaration that was accepted", "answered with declarations that were accepted"},
	} {
		id := stageWords[i][0]
		if c.figures[id].Value == "" {
			return ""
		}
		if n := c.n(id); n > 0 {
			parts = append(parts, Value(c.figures[id])+" "+plural(n, words[0], words[1]))
		}
	}
	all := c.n("suppliers.in_scope")
	switch {
	case c.n("suppliers.accepted") == all:
		return "" // told before
	case len(parts) == 1 && all == 1:
		return " The one supplier in scope " + strings.TrimPrefix(parts[0], "1 ") + "."
	case len(parts) == 1 && all == 2:
		return " Both suppliers in scope " + strings.TrimPrefix(parts[0], "2 ") + "."
	case len(parts) == 1:
		return " All " + strings.Replace(parts[0], Value(c.figures["suppliers.in_scope"]), Value(c.figures["suppliers.in_scope"])+" suppliers in scope", 1) + "."
	}
	return fmt.Sprintf(" Of the %s suppliers in scope, %s.", Value(c.figures["suppliers.in_scope"]), and(parts))
}
