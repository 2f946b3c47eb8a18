package demo

import (
	"fmt"
	"path"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
)

// author writes one year: what each supplier sends, and what is wrong with it.
type author struct {
	seed  int64
	rows  int // of each Smelter List; 0: a few
	index int // of the year
	year  *year
	names *names
	cycle *catalogue
}

// catalogue goes round the kinds of damage, over all years, so that a small
// project too shows as many as it has suppliers for.
type catalogue struct{ kit, second, broken, spoilt int }

// next deals the next of a list.
func next[T any](i *int, list []T) T {
	*i++
	return list[(*i-1)%len(list)]
}

// supplier lets one take part in the year, in its own way.
func (a *author) supplier(s *supplier) {
	y := a.year
	y.suppliers = append(y.suppliers, s)
	switch s.behaviour {
	case clean:
		a.receive(a.honest(s))
	case twice:
		b := a.honest(s)
		a.receive(b)
		next(&a.cycle.second, secondFiles)(a, s, b)
	case wrong:
		a.mistaken(s)
	case spoilt:
		b := next(&a.cycle.spoilt, spoiltFiles)(a, s)
		a.receive(b)
		a.unanswered(s, "the only file that it sent cannot be read")
	case silent:
		a.unanswered(s, "no answer to any letter")
	case bounced:
		a.unanswered(s, "the letter came back")
	case refused:
		a.unanswered(s, "refused to answer")
	}
}

// mistaken sends a declaration with a kit of mistakes; every other such supplier
// sent something else first.
func (a *author) mistaken(s *supplier) {
	s.kit = next(&a.cycle.kit, kits)
	b := a.honest(s)
	a.err(b, s.kit)
	if len(a.year.decisions) == 0 && s.kit != "old" {
		a.judged(b)
	}
	a.receive(b)
	if a.cycle.kit%2 == 0 {
		a.receive(next(&a.cycle.broken, brokenFiles)(a, s))
	}
}

// receive takes in a finished book.
func (a *author) receive(b *book) {
	b.place()
	if a.rows == 0 || b.uncalculated {
		b.lay(a.year.edition)
	}
	if b.uncalculated {
		b.everyRow()
	}
	a.year.books = append(a.year.books, b)
}

// everyRow repeats the mistake of formulas without results for each row.
func (b *book) everyRow() {
	for i, s := range b.seeds {
		if s.rule != "cell-formula-uncalculated" {
			continue
		}
		for row := b.layout.SmelterFirst + 1; b.text(cmrt.SheetSmelters, fmt.Sprintf("A%d", row)) != ""; row++ {
			more := b.seeds[i]
			more.cell = fmt.Sprintf("F%d", row)
			b.seeds = append(b.seeds, more)
		}
	}
}

func (a *author) unanswered(s *supplier, what string) {
	a.year.extra = append(a.year.extra, seed{rule: "supplier-not-responded", supplier: s.id,
		file: path.Join(a.year.dir(), "suppliers.csv"), what: what})
}

// finish adds what belongs to no supplier.
func (a *author) finish(suppliers int) {
	if suppliers >= 10 {
		stranger := &supplier{number: 77, name: a.names.company() + " Ltd.", contact: a.names.person(), domain: "stranger.example",
			email: "office@stranger.example", metals: []cmrt.Metal{cmrt.Tin}, behaviour: clean}
		b := a.honest(stranger)
		b.supplier, b.file = "", strings.Replace(b.file, path.Base(b.file), "cmrt-signed-final.xlsx", 1)
		b.seed("file-unmatched", spot{what: "nobody on the roster has this name"})
		a.receive(b)
	}
	a.decide()
}

// published is the day from which everybody sees the year.
func (y *year) published() string {
	return time.Date(y.number+1, time.May, 20, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// cutOff is the day until which the year's answers count.
func (y *year) cutOff() string {
	return time.Date(y.number+1, time.April, 30, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
