package campaign

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Standing is where a supplier stands in the words in which the public is told of it. Each
// supplier in scope has exactly one, so that their numbers sum to those in scope.
type Standing string

// The standings, as they are shown. The report, Form SD, the pages and the dashboard use
// these words.
const (
	NotReached Standing = "not reached"
	Silent     Standing = "asked without an answer"
	Declined   Standing = "refused"
	Unusable   Standing = "sent something that could not be used"
	SentBack   Standing = "answered and returned"
	Taken      Standing = "accepted"
)

// Standings are all standings, as they are shown.
var Standings = []Standing{NotReached, Silent, Declined, Unusable, SentBack, Taken}

// standing weighs what came before what was said, and that before what was sent: book is
// the workbook by which the supplier is judged, nil where none came.
func standing(y *project.Year, asked, refused bool, book *check.Workbook) Standing {
	switch {
	case book != nil && !book.Answers(y):
		return Unusable // unreadable, too old or too late
	case book != nil && book.Verdict == check.Accepted:
		return Taken
	case book != nil:
		return SentBack
	case refused:
		return Declined
	case asked:
		return Silent
	}
	return NotReached
}

// StandingsOf counts suppliers in scope by where they stand.
func StandingsOf(states []State) map[Standing]int {
	n := map[Standing]int{}
	for _, s := range states {
		if s.Supplier.InScope == "yes" {
			n[s.Standing]++
		}
	}
	return n
}

// refused tells whether the supplier said that it will not answer, and said nothing else
// since.
func refused(log []tables.Outreach, day string) bool {
	last, said := "", ""
	for _, o := range log {
		reply := o.Outcome == "refused" || o.Outcome == "promised" || o.Outcome == "answered"
		if reply && o.Date <= day && o.Date >= last {
			last, said = o.Date, o.Outcome
		}
	}
	return said == "refused"
}
