package report

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// oecdSteps are the five steps of the OECD Guidance, in short.
var oecdSteps = []string{"Management systems", "Risks identified and assessed", "Response to risks", "Independent audits of smelters", "Annual report"}

// performed says what was done, step by step and dated. A step of which there is no
// record is said to have none.
func (c *composer) performed() string {
	var b strings.Builder
	for i, name := range oecdSteps {
		fmt.Fprintf(&b, "**Step %d. %s**\n\n", i+1, name)
		any := false
		for _, a := range c.in.Activities {
			if a.Step == i+1 {
				fmt.Fprintf(&b, "- %s: %s.\n", c.period(a), c.done(a))
				any = true
			}
		}
		if !any {
			b.WriteString("No dated activity of this step is on record.\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// done is an activity in words, with its number where it has one.
func (c *composer) done(a tables.Activity) string {
	words := escape(strings.TrimRight(a.Activity, ".,; "))
	if a.Figure == "" {
		return words
	}
	return c.link(a.Figure) + " " + words
}

// period is the day of an activity, or its first and last.
func (c *composer) period(a tables.Activity) string {
	if a.From == a.To {
		return c.in.date(a.From)
	}
	return c.in.date(a.From) + " to " + c.in.date(a.To)
}

// exclusions says what the report leaves out, and why that is allowed. That nothing is
// left out is for a person to say.
func (c *composer) exclusions() string {
	if len(c.in.Exclusions) == 0 {
		return ""
	}
	var lines []string
	for _, e := range c.in.Exclusions {
		line := fmt.Sprintf("- %s, acquired on %s; it is covered from the report for %d on.", escape(e.Business), c.in.date(e.Acquired), e.FirstReport())
		if e.Reason != "" {
			line += " " + escape(e.Reason)
		}
		lines = append(lines, line)
	}
	return "This report leaves out what was acquired less than eight months before the year began, or during it:\n\n" + strings.Join(lines, "\n")
}
