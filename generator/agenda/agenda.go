// Package agenda says what has to be done by a certain day: letters to write, lists to
// renew, smelters to follow up, forms to file.
//
// It reads the survey, the lists and the draft of the report. It is internal, since it
// names suppliers, and takes the day it looks from: it never reads the clock.
package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/text"
)

// Kinds of items, in the order in which they are shown.
const (
	Filing   = "filing"
	Letter   = "letter"
	Request  = "request"
	Snapshot = "snapshot"
	Smelter  = "smelter"
)

// How long before, in days, something is said; and how old a list may be.
const (
	filingAhead = 60
	cutOffAhead = 30
	listAge     = 90
)

// Item is one thing to do.
type Item struct {
	Year int    `json:"year"` // reporting year
	Kind string `json:"kind"` // subject: filing, letter, request, snapshot or smelter
	Day  string `json:"day"`  // by which it is to be done, or since when it is overdue; YYYY-MM-DD
	What string `json:"what"` // plain text
	Do   string `json:"do"`   // what to do, plain text
}

// Of gives what is to be done for a year, seen from a day (YYYY-MM-DD), deadlines and letters
// before lists and audits. A year that was filed has nothing left, also while its form is
// being amended, nor has one without a survey; one whose form was due long ago has that form left, until it is filed. letters are
// those that are due on that day, blocked those that cannot be sent.
func Of(y *project.Year, q rcoi.Inquiry, letters, blocked []campaign.Letter, day string) []Item {
	due := report.Due(y.Number)
	if filed := y.Settings.Filing.Date; !y.Surveyed() || filed != "" && filed <= day || y.Settings.Filing.Amendment.Is() || len(y.FiledOn) > 0 {
		return nil
	}
	a := &agenda{year: y, day: day}
	a.filing(due)
	if day > later(due, listAge) {
		return a.items
	}
	a.letters(letters)
	a.blocked(blocked)
	a.lists()
	a.smelters(q.Register)
	stable.Sort(a.items, func(x, y Item) int {
		return cmp.Or(cmp.Compare(order(x.Kind), order(y.Kind)), cmp.Compare(x.Day, y.Day), cmp.Compare(x.What, y.What))
	})
	return a.items
}

func order(kind string) int {
	return slices.Index([]string{Filing, Letter, Request, Snapshot, Smelter}, kind)
}

type agenda struct {
	year  *project.Year
	day   string
	items []Item
}

func (a *agenda) add(kind, day, what, do string) {
	a.items = append(a.items, Item{a.year.Number, kind, day, what, do})
}

func (a *agenda) filing(due string) {
	cutOff := a.year.Settings.CutOff
	if a.day <= cutOff && later(a.day, cutOffAhead) >= cutOff {
		a.add(Filing, cutOff, fmt.Sprintf("Answers for %d count until %s.", a.year.Number, report.Date(cutOff)), "Remind non-responsive suppliers, and return declarations with errors.")
	}
	if a.year.Demonstration || later(a.day, filingAhead) < due {
		return // fictional data are never filed
	}
	if a.day > due {
		a.add(Filing, due, fmt.Sprintf("Form SD for %d was due on %s, %s ago, and no filing is recorded.", a.year.Number, report.Date(due), text.Number(days(due, a.day), "day")),
			"File it, or enter filing.date and filing.accession in year.yaml if it was filed.")
		return
	}
	a.add(Filing, due, fmt.Sprintf("Form SD for %d is due on %s, in %d days.", a.year.Number, report.Date(due), days(a.day, due)), fmt.Sprintf("See what is missing with “cmr edgar %d --final”.", a.year.Number))
}

// letters says how many of each kind are due, and since when the first.
func (a *agenda) letters(list []campaign.Letter) {
	first, n := map[string]string{}, map[string]int{}
	for _, l := range list {
		if n[l.Kind]++; first[l.Kind] == "" || l.Due < first[l.Kind] {
			first[l.Kind] = l.Due
		}
	}
	for kind, number := range n {
		a.add(Letter, cmp.Or(first[kind], a.day), fmt.Sprintf("Letters due: %d of the kind %s.", number, kind), fmt.Sprintf("Write them with “cmr letters %d”.", a.year.Number))
	}
}

// blocked names the suppliers to whom a letter is due that no address takes.
func (a *agenda) blocked(list []campaign.Letter) {
	const none, back = "No e-mail address is on the roster, and a letter is due: %s.", "Letters came back, and another is due: %s."
	first, who := map[string]string{}, map[string][]string{}
	for _, l := range list {
		what := back
		if l.State.Address() == "" {
			what = none
		}
		who[what] = append(who[what], l.State.Supplier.ID)
		if first[what] == "" || l.Due < first[what] {
			first[what] = l.Due
		}
	}
	for what, ids := range who {
		a.add(Letter, cmp.Or(first[what], a.day), fmt.Sprintf(what, strings.Join(ids, ", ")), fmt.Sprintf("Enter one in data/%d/suppliers.csv, or ask in another way and record it with “cmr log”.", a.year.Number))
	}
}

func (a *agenda) lists() {
	for _, list := range []struct {
		name   string
		source smelter.Source
	}{{"smelter directory", a.year.Directory.Source}, {"conformance list", a.year.Conformance.Source}} {
		old := later(list.source.AsOf, listAge)
		switch {
		case list.source.AsOf == "":
			a.add(Snapshot, a.day, fmt.Sprintf("No %s is pinned for %d.", list.name, a.year.Number), "Import one with “cmr reference import”, and name it under snapshots in year.yaml.")
		case a.day > old:
			a.add(Snapshot, old, fmt.Sprintf("The %s for %d is of %s, %d days old.", list.name, a.year.Number, report.Date(list.source.AsOf), days(list.source.AsOf, a.day)), "Import a newer one with “cmr reference import”.")
		}
	}
}

func (a *agenda) smelters(register []smelter.Entry) {
	for _, e := range register {
		if due := e.Status.ReauditDue; due != "" && due < a.day && e.Status.ReauditInProgress != cmrt.Yes {
			a.add(Smelter, due, fmt.Sprintf("%s (%s, %s): its next audit was due on %s; suppliers that name it: %d.", e.Name, e.ID, e.Metal, report.Date(due), e.Suppliers()), "Ask the programme or the smelter for the audit date, or import a newer conformance list.")
		}
	}
}

// later is a day some days after another; "" where that is none.
func later(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// days is how many days lie between two.
func days(from, to string) int {
	a, _ := time.Parse(time.DateOnly, from)
	b, _ := time.Parse(time.DateOnly, to)
	return int(b.Sub(a).Hours() / 24)
}
