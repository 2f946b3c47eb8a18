package rcoi

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// metal counts one metal.
func (c *counter) metal(m cmrt.Metal, register []smelter.Entry, books, accepted []check.Workbook) {
	var list []smelter.Entry
	for _, e := range register {
		if e.Metal == m {
			list = append(list, e)
		}
	}
	var declaring []Unit
	declares := map[string]int{} // supplier → place in declaring: one with several declarations counts once
	answers := map[string][]Unit{}
	yes := c.declared(m, books)
	answers[cmrt.Yes] = yes.Units
	for i := range accepted {
		b := &accepted[i]
		if !b.Declaration.InScope(m) {
			continue
		}
		u := c.supplier(b.Supplier)
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary} {
			if a, ok := b.Declaration.Answer(key, m); ok && c.open != nil {
				u.behind = append(u.behind, answer(b, a))
			}
		}
		if i, again := declares[b.Supplier]; again {
			declaring[i].behind = append(declaring[i].behind, u.behind...)
		} else {
			declares[b.Supplier] = len(declaring)
			declaring = append(declaring, u)
		}
		if a, ok := b.Declaration.Answer(cmrt.CoveredCountries, m); ok && !yes.suppliers[b.Supplier] {
			answers[a.Answer] = append(answers[a.Answer], c.supplier(b.Supplier, answer(b, a)))
		}
	}
	name := label(m)
	rows := fromTable + ", rows with metal " + string(m)
	all, conformant, active, other := c.byStatus(list)
	id := string(m) + "."
	c.count(id+"suppliers.declaring", name+": suppliers that declare it", declaring, "Suppliers with an accepted declaration that says that "+string(m)+" is in the products.", fromAnswers)
	c.facilityCount(id+"smelters.identified", name+": facilities", all, "Facilities for "+string(m)+" that accepted declarations name.", rows)
	c.status(id+"smelters.conformant", name+": conformant", conformant, "Facilities for "+string(m)+" with the status conformant.", rows+" and status conformant")
	c.status(id+"smelters.active", name+": active", active, "Facilities for "+string(m)+" with the status active.", rows+" and status active")
	c.status(id+"smelters.other", name+": neither conformant nor active", other, "Facilities for "+string(m)+" with any other status, or of which the conformance list says nothing.", rows+" and any other or no status")
	const question = "to the question whether it comes from the Democratic Republic of the Congo or an adjoining country"
	c.count(id+"covered_countries.yes", name+": covered countries, answer “yes”", answers[cmrt.Yes],
		"Suppliers in scope that answer “yes” for "+string(m)+" "+question+", in any declaration for the year that could be read, accepted or not.", "declarations that could be read (not public: they name suppliers)")
	for _, answer := range []string{cmrt.No, cmrt.Unknown} {
		c.count(id+"covered_countries."+answer, name+": covered countries, answer “"+answer+"”", answers[answer],
			"Accepted declarations with "+string(m)+" that answer “"+answer+"” "+question+", of suppliers none of whose declarations answers “yes”.", fromAnswers)
	}
}

// declaring are the suppliers in scope that say Yes in some declaration.
type declaring struct {
	suppliers map[string]bool
	Units     []Unit // by supplier
}

// declared finds who answers Yes to covered countries for a metal. A waiver, a newer
// declaration or a verdict takes no such answer away.
func (c *counter) declared(m cmrt.Metal, books []check.Workbook) declaring {
	places := map[string][]places{}
	for i := range books {
		b := &books[i]
		if !b.Declaration.Readable() || !c.inScope[b.Supplier] {
			continue
		}
		if a, ok := b.Declaration.Answer(cmrt.CoveredCountries, m); ok && a.Answer == cmrt.Yes {
			places[b.Supplier] = append(places[b.Supplier], answer(b, a))
		}
	}
	d := declaring{suppliers: map[string]bool{}}
	for _, id := range sortedKeys(places) {
		d.suppliers[id] = true
		d.Units = append(d.Units, c.supplier(id, places[id]...))
	}
	return d
}
