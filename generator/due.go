package main

import (
	"fmt"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/report"
)

type dueCmd struct {
	Years  []int  `arg:"" optional:"" help:"Reporting years; all if none is named."`
	AsOf   string `help:"The day to look from; default: today." placeholder:"YYYY-MM-DD"`
	Format string `help:"${enum}" enum:"markdown,json" default:"markdown"`
}

// Run says what is due, and exits 1 if anything is. It is internal: it names suppliers.
func (cmd *dueCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	items, err := agendaOf(newYears(p, std).cached(root, takeCache), cmd.Years, day)
	if err != nil {
		return err
	}
	if cmd.Format == "json" {
		err = printJSON(std, items)
	} else {
		fmt.Fprint(std.Out, agendaText(items))
	}
	if err == nil && len(items) > 0 {
		err = errLook
	}
	return err
}

// asOf is the day that a flag names; today where it names none.
func asOf(flag string) (string, error) {
	if flag == "" {
		return time.Now().Format(time.DateOnly), nil
	}
	if _, err := time.Parse(time.DateOnly, flag); err != nil {
		return "", fmt.Errorf("%w: --as-of %q is not a date of the form 2026-04-30", errUsage, flag)
	}
	return flag, nil
}

// agendaOf is what is to be done for some years, or for all, seen from a day.
func agendaOf(known *years, numbers []int, day string) ([]agenda.Item, error) {
	if len(numbers) == 0 {
		numbers = known.project.Years
	}
	items := []agenda.Item{}
	for _, number := range numbers {
		y, err := compileYear(known, number)
		if err != nil {
			return nil, err
		}
		states, _, err := known.statesOn(number, day)
		if err != nil {
			return nil, err
		}
		due, _ := campaign.DueLetters(y.Year, states, day)
		items = append(items, agenda.Of(y.Year, y.inquiry, due, day)...)
	}
	return items, nil
}

// agendaText is a list of things to do in Markdown, without the day it was made on, so
// that it changes only when the things do.
func agendaText(items []agenda.Item) string {
	if len(items) == 0 {
		return "Nothing is due.\n"
	}
	headings := map[string]string{agenda.Filing: "Deadlines", agenda.Letter: "Letters", agenda.Snapshot: "Lists", agenda.Smelter: "Smelters"}
	var b strings.Builder
	before := ""
	for _, item := range items {
		if heading := fmt.Sprintf("## %d: %s\n\n", item.Year, headings[item.Kind]); heading != before {
			if before != "" {
				b.WriteByte('\n')
			}
			b.WriteString(heading)
			before = heading
		}
		fmt.Fprintf(&b, "- **%s** %s %s\n", item.Day, report.Escape(item.What), report.Escape(item.Do))
	}
	return b.String()
}
