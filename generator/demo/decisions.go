package demo

import (
	"fmt"
	"path"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// waivable are rules of which a reviewer may well say: we know, and accept it.
var waivable = []string{"covered-country-declared", "company-name-mismatch", "smelter-not-conformant", "scope-not-in-list",
	"response-share-low", "answers-below-no", "contact-phone-missing"}

// judged adds two rows to a book on which somebody decided: a name misspelt, and a
// trader that is no smelter.
func (a *author) judged(b *book) {
	f := a.unused(b, cmrt.Gold, false)
	misspelt := f.stem[:len(f.stem)-1] + " Refinng"
	b.entries = append(b.entries, typedRow(cmrt.Gold, misspelt, f.place.country))
	trader := a.names.smelter() + " Metal Trading House"
	b.seed("smelter-rejected", b.row(typedRow(cmrt.Gold, trader, "SWITZERLAND"), "C", trader, "a trader, as was decided"))
	a.decision(tables.Decision{Action: "resolve", Supplier: b.supplier, Metal: string(cmrt.Gold), Raw: misspelt, Decided: f.id,
		Reason: "The supplier confirmed by mail that " + f.name + " is meant."})
	a.decision(tables.Decision{Action: "reject", Supplier: b.supplier, Metal: string(cmrt.Gold), Raw: trader,
		Reason: "It buys and sells metal and has no furnace."})
}

// decide adds a waiver of a real finding and one of a finding that is gone.
func (a *author) decide() {
	y := a.year
	if s, ok := y.firstOf(waivable); ok {
		a.decision(tables.Decision{Action: "waive", Supplier: s.supplier, Rule: s.rule, Sheet: s.sheet, Cell: s.cell, Raw: s.want,
			Reason: "Discussed with the supplier; plausible, and followed up."})
	}
	i := slices.IndexFunc(y.suppliers, func(s *supplier) bool { return s.behaviour == clean })
	if i < 0 {
		return
	}
	s := y.suppliers[i]
	a.decision(tables.Decision{Action: "waive", Supplier: s.id, Rule: "response-share-low", Sheet: cmrt.SheetDeclaration, Cell: "D59", Raw: "None",
		Reason: "First survey of this supplier; it will ask its own suppliers by summer."})
	y.extra = append(y.extra, seed{rule: "decision-unused", supplier: s.id, file: path.Join(y.dir(), "decisions.csv"),
		cell: fmt.Sprint(len(y.decisions) + 1), what: "the declaration was corrected; the waiver matches nothing"})
}

// decision records one, by an invented reviewer.
func (a *author) decision(d tables.Decision) {
	d.Who, d.Date = "Robin Hallworth (fictional)", a.day(4, 22).Format("2006-01-02")
	a.year.decisions = append(a.year.decisions, d)
}

// firstOf gives the first mistake that was put in of one of the rules, the rules
// taken in order.
func (y *year) firstOf(rules []string) (seed, bool) {
	for _, rule := range rules {
		for _, b := range y.books {
			for _, s := range b.seeds {
				if s.rule == rule {
					return s, true
				}
			}
		}
	}
	return seed{}, false
}
