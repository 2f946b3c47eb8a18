package agenda

import (
	"fmt"

	"itron.com/conflict-minerals/generator/customer"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/tables"
)

// requestAhead is how long before, in days, a customer's request is said to be due.
const requestAhead = 14

// requested are the requests of customers that are due, or have no day and wait.
func requested(year int, requests []tables.Request, day string) (items []Item) {
	const longest = 200 // people edit the table by hand
	for _, r := range customer.Waiting(requests) {
		what := fmt.Sprintf("%s asks for %s", finding.Short(r.Customer, longest), finding.Short(orDeclaration(r.What), longest))
		switch {
		case r.Due == "":
			items = append(items, Item{year, Request, r.Asked, what + "; no day was agreed.", ""})
		case r.Due < day:
			items = append(items, Item{year, Request, r.Due, what + ", which was due on " + report.Date(r.Due) + ".", ""})
		case r.Due <= later(day, requestAhead):
			items = append(items, Item{year, Request, r.Due, what + ".", ""})
		default:
			continue
		}
		items[len(items)-1].Do = fmt.Sprintf("Make it with “cmr rollup %d”, send it, and log it: cmr log %d --customer … --answered FILE.", year, year)
	}
	return items
}

func orDeclaration(what string) string {
	if what == "" {
		return "a declaration"
	}
	return what
}
