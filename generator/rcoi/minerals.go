package rcoi

import (
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// What a programme beside the CMRT counts. It knows no covered countries and no outcome:
// those are of Form SD, to which nothing of it is ever added.

// figureOf is a metal or mineral as the beginning of a figure's id.
func figureOf(m cmrt.Metal) string { return strings.ReplaceAll(string(m), " ", "-") }

// scope says which suppliers are in scope.
func (c *counter) scope() string {
	if p := c.year.Asks(); p != cmrt.Conflict {
		return "Suppliers that are asked for an " + p + "."
	}
	return "Suppliers whose products may contain tin, tantalum, tungsten or gold."
}

// asked says what the questions are about.
func (c *counter) asked() string {
	if c.year.Asks() != cmrt.Conflict {
		return "minerals"
	}
	return "the four metals"
}

// minerals counts each mineral of a programme.
func (c *counter) minerals(register []smelter.Entry, books, accepted []check.Workbook) {
	for _, m := range c.year.Minerals() {
		c.mineral(m, register, books, accepted)
		c.reach(m, accepted)
	}
}

func (c *counter) mineral(m cmrt.Metal, register []smelter.Entry, books, accepted []check.Workbook) {
	var list []smelter.Entry
	for _, e := range register {
		if e.Metal == m {
			list = append(list, e)
		}
	}
	all, conformant, active, other := c.byStatus(list)
	id, name, rows := figureOf(m)+".", label(m), fromTable+", rows with metal "+string(m)
	c.count(id+"suppliers.declaring", name+": suppliers that declare it", c.declaring(m, accepted), "Suppliers with an accepted declaration that says that "+string(m)+" is in the products.", fromAnswers)
	c.facilityCount(id+"smelters.identified", name+": facilities", all, "Facilities for "+string(m)+" that accepted declarations name.", rows)
	c.status(id+"smelters.conformant", name+": conformant", conformant, "Facilities for "+string(m)+" with the status conformant.", rows+" and status conformant")
	c.status(id+"smelters.active", name+": active", active, "Facilities for "+string(m)+" with the status active.", rows+" and status active")
	c.status(id+"smelters.other", name+": neither conformant nor active", other, "Facilities for "+string(m)+" with any other status, or of which the conformance list says nothing.", rows+" and any other or no status")
	if cmrt.AsksOf(c.year.Asks(), cmrt.CAHRA) {
		c.highRisk(m, books, accepted)
	}
	if where := check.Concern(m); where != "" {
		c.count(id+"origins_of_concern", name+": from "+where, c.concerned(m, books),
			"Suppliers in scope that say, in any declaration for the year that could be read, that their "+string(m)+" comes from "+where+", or name a mine there. Artisanal and small-scale mining takes place there too.", "declarations that could be read (not public: they name suppliers)")
	}
}

// declaring are the suppliers that say in an accepted declaration that a mineral is in the
// products, each once.
func (c *counter) declaring(m cmrt.Metal, accepted []check.Workbook) (list []Unit) {
	at := map[string]int{}
	for i := range accepted {
		b := &accepted[i]
		if !b.Declaration.InScope(m) {
			continue
		}
		n, again := at[b.Supplier]
		if !again {
			n = len(list)
			at[b.Supplier], list = n, append(list, c.supplier(b.Supplier))
		}
		for _, key := range []cmrt.Key{cmrt.Added, cmrt.Necessary} {
			if a, ok := b.Declaration.Answer(key, m); ok {
				list[n].behind = append(list[n].behind, answer(b, a))
			}
		}
	}
	return list
}

// highRisk counts the answers to the question about conflict-affected and high-risk areas.
func (c *counter) highRisk(m cmrt.Metal, books, accepted []check.Workbook) {
	yes := c.each(books, func(b *check.Workbook) []places {
		if a, ok := b.Declaration.Answer(cmrt.CAHRA, m); ok && FromHighRisk(a.Answer) {
			return []places{answer(b, a)}
		}
		return nil
	})
	said := map[string]bool{}
	for i := range books {
		a, ok := books[i].Declaration.Answer(cmrt.CAHRA, m)
		said[books[i].Supplier] = said[books[i].Supplier] || ok && FromHighRisk(a.Answer)
	}
	others := map[string][]Unit{}
	for i := range accepted {
		b := &accepted[i]
		if a, ok := b.Declaration.Answer(cmrt.CAHRA, m); ok && !said[b.Supplier] && b.Declaration.InScope(m) {
			others[a.Answer] = append(others[a.Answer], c.supplier(b.Supplier, answer(b, a)))
		}
	}
	const question = "to the question whether it comes from conflict-affected or high-risk areas"
	id, name := figureOf(m)+".cahra.", label(m)
	c.count(id+cmrt.Yes, name+": high-risk areas, answer “yes”", yes, "Suppliers in scope that answer “yes” for "+string(m)+" "+question+", or name the country, in any declaration for the year that could be read, accepted or not.", "declarations that could be read (not public: they name suppliers)")
	for _, a := range []string{cmrt.No, cmrt.Unknown} {
		c.count(id+a, name+": high-risk areas, answer “"+a+"”", others[a], "Accepted declarations with "+string(m)+" that answer “"+a+"” "+question+", of suppliers none of whose declarations answers “yes”.", fromAnswers)
	}
}

// FromHighRisk tells whether an answer says that a mineral comes from high-risk areas.
func FromHighRisk(a string) bool {
	return a == cmrt.Yes || a == cmrt.DRCOnly || a == cmrt.DRCAdjoining || a == cmrt.IndiaOnly
}

// concerned are the suppliers whose mineral comes from a country that customers ask about.
func (c *counter) concerned(m cmrt.Metal, books []check.Workbook) []Unit {
	return c.each(books, func(b *check.Workbook) (list []places) {
		if a, ok := b.Declaration.Answer(cmrt.CAHRA, m); ok && (a.Answer == cmrt.DRCOnly || a.Answer == cmrt.DRCAdjoining || a.Answer == cmrt.IndiaOnly) {
			list = append(list, answer(b, a))
		}
		for _, o := range b.Origins {
			if o.Metal == m && check.ConcernIn(m, o.Code) {
				list = append(list, c.named(b, o))
			}
		}
		return list
	})
}

// each are the suppliers in scope whose workbooks, as far as they could be read, say
// something, by supplier.
func (c *counter) each(books []check.Workbook, says func(*check.Workbook) []places) (list []Unit) {
	behind := map[string][]places{}
	for i := range books {
		b := &books[i]
		if !b.Declaration.Readable() || !c.inScope[b.Supplier] {
			continue
		}
		if p := says(b); len(p) > 0 {
			behind[b.Supplier] = append(behind[b.Supplier], p...)
		}
	}
	for _, id := range sortedKeys(behind) {
		list = append(list, c.supplier(id, behind[id]...))
	}
	return list
}
