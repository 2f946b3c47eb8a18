package rcoi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Units of figures.
const (
	UnitCount   = "count"
	UnitShare   = "per cent" // one decimal; numerator and denominator beside it
	UnitOutcome = "outcome"  // a word, see the Outcome constants
)

// counter collects figures in the order in which they are published.
type counter struct {
	evidence
	asOf     string
	listOf   string // day of the conformance snapshot; "" where none is pinned
	statusOf string // the same; "" also where statuses are not published, and then none is counted
	traces   []Trace
}

// count adds a number of things.
func (c *counter) count(id, label string, units []Unit, definition, from string) *Trace {
	return c.add(tables.Figure{ID: id, Value: strconv.Itoa(len(units)), Unit: UnitCount, AsOf: c.asOf, Label: label, Definition: definition, CountedFrom: from},
		"number of: "+label, Part{label, units})
}

// withheld ends the definition of a figure that tells of statuses which are not
// published.
const withheld = " The statuses of facilities are not published, and so neither is this figure."

// status adds a count of facilities by their status, as of the snapshot's day;
// without a snapshot it has no value, since nothing is known, nor where statuses are
// not published, since of few facilities a count tells each.
func (c *counter) status(id, label string, units []Unit, definition, from string) {
	if c.statusOf == "" && c.listOf != "" {
		definition += withheld
	}
	c.sourcing(id, label, units, definition, from)
	c.unless(c.statusOf != "")
}

// sourcing adds a count from the conformance snapshot that tells no status.
func (c *counter) sourcing(id, label string, units []Unit, definition, from string) {
	c.count(id, label, units, definition, from)
	if c.unless(c.listOf != ""); c.listOf != "" {
		c.traces[len(c.traces)-1].Figure.AsOf = c.listOf
	}
}

// unless takes the value of the last figure away where what it is counted from is
// not known.
func (c *counter) unless(known bool) {
	if t := &c.traces[len(c.traces)-1]; !known {
		t.Figure.Value, t.Counted[0].Units = "", nil
	}
}

// share adds a percentage; of nothing there is none, so its value stays blank.
func (c *counter) share(id, label string, units, of Part, definition, from string) *Trace {
	n, all := len(units.Units), len(of.Units)
	f := tables.Figure{ID: id, Unit: UnitShare, Numerator: strconv.Itoa(n), Denominator: strconv.Itoa(all), AsOf: c.asOf, Label: label, Definition: definition, CountedFrom: from}
	if all > 0 {
		tenths := (2000*n + all) / (2 * all) // rounded half up, in whole numbers: no floating point
		f.Value = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return c.add(f, "100 × number of: "+units.Name+" ÷ number of: "+of.Name+", rounded half up to one decimal", units, of)
}

// statusShare is a share of facilities by their status.
func (c *counter) statusShare(id, label string, units, of Part, definition, from string) {
	if c.statusOf == "" && c.listOf != "" {
		definition += withheld
	}
	if c.statusOf == "" {
		units.Units, of.Units = nil, nil // of facilities whose status is not known there is no share
	}
	t := c.share(id, label, units, of, definition, from)
	if c.statusOf != "" {
		t.Figure.AsOf = c.statusOf
	}
}

func (c *counter) add(f tables.Figure, formula string, parts ...Part) *Trace {
	for i := range parts {
		parts[i].Units = c.settled(f.ID, parts[i].Units)
	}
	c.traces = append(c.traces, Trace{Figure: f, Formula: formula, Counted: parts})
	return &c.traces[len(c.traces)-1]
}

// facilityCount adds a count that needs a directory: without one no facility is known,
// which is not the same as none.
func (c *counter) facilityCount(id, label string, units []Unit, definition, from string) {
	c.count(id, label, units, definition, from)
	c.unless(c.year.Directory.Source.Name != "")
}

const (
	fromRoster  = "the year's roster, outreach log and workbooks (not public: they name suppliers)"
	fromTable   = "smelters.csv"
	fromAnswers = "accepted declarations (not public: they name suppliers)"
)

// suppliers counts who was asked and who answered.
func (c *counter) suppliers(responses []tables.Response) {
	var inScope, asked, bounced, reminded, escalated, refused, responded, silent, accepted, returned []Unit
	for _, r := range responses {
		if r.InScope != "yes" {
			continue
		}
		id := r.Supplier
		sent := func(kind string) []Place {
			return c.outreach(id, func(o tables.Outreach) bool { return o.Kind == kind && o.Outcome != "bounced" })
		}
		lost := c.outreach(id, func(o tables.Outreach) bool { return o.Kind == "request" && o.Outcome == "bounced" })
		refusal := c.outreach(id, func(o tables.Outreach) bool { return o.Outcome == "refused" })
		book := c.workbook(r.File)
		answered := r.Responded == "yes"
		for _, into := range []struct {
			list   *[]Unit
			yes    bool
			behind places
		}{
			{&inScope, true, at()}, {&asked, r.Asked != "", at(sent("request")...)}, {&bounced, r.Asked == "" && !answered && len(lost) > 0, at(lost...)},
			{&reminded, r.Reminders > 0, at(sent("reminder")...)}, {&escalated, len(sent("escalation")) > 0, at(sent("escalation")...)},
			{&refused, len(refusal) > 0 && !answered, at(refusal...)}, {&responded, answered, book}, {&silent, !answered, book},
			{&accepted, answered && r.Verdict == string(check.Accepted), book}, {&returned, answered && r.Verdict == string(check.Returned), book},
		} {
			if into.yes {
				*into.list = append(*into.list, c.supplier(id, into.behind))
			}
		}
	}
	c.count("suppliers.in_scope", "Suppliers in scope", inScope, "Suppliers whose products may contain tin, tantalum, tungsten or gold.", fromRoster)
	c.count("suppliers.asked", "Suppliers asked", asked, "Suppliers in scope to which a request for a declaration was sent and did not bounce.", fromRoster)
	c.count("suppliers.bounced", "Suppliers that could not be reached", bounced, "Suppliers in scope to which every request came back, and that did not answer.", fromRoster)
	c.count("suppliers.reminded", "Suppliers reminded", reminded, "Suppliers in scope that were reminded at least once.", fromRoster)
	c.count("suppliers.escalated", "Suppliers escalated", escalated, "Suppliers in scope whose silence was taken to their buyer or management.", fromRoster)
	c.count("suppliers.refused", "Suppliers that refused", refused, "Suppliers in scope that said that they will not answer, and did not.", fromRoster)
	c.count("suppliers.responded", "Suppliers that answered", responded, "Suppliers in scope with a declaration that could be read and is not dated outside the year's window or after the cut-off.", fromRoster)
	c.share("suppliers.response_rate", "Response rate", Part{"Suppliers that answered", responded}, Part{"Suppliers in scope", inScope}, "Suppliers that answered, as a share of suppliers in scope.", fromRoster)
	c.spend(responses)
	c.count("suppliers.not_responded", "Suppliers without an answer", silent, "Suppliers in scope that did not answer, or whose declaration could not be read or is too old.", fromRoster)
	c.count("suppliers.accepted", "Declarations accepted", accepted, "Suppliers in scope whose declaration passed review.", fromRoster)
	c.count("suppliers.returned", "Declarations with errors", returned, "Suppliers in scope that answered with a declaration that holds errors; its smelters are not counted.", fromRoster)
}

// declarations counts what accepted declarations cover.
func (c *counter) declarations(accepted []check.Workbook) {
	var company, product, other []Unit
	for i := range accepted {
		b := &accepted[i]
		u := c.supplier(b.Supplier, c.cell(b, cmrt.SheetDeclaration, b.Declaration.Layout().Fields.Scope))
		switch b.Declaration.Company.Scope {
		case "company":
			company = append(company, u)
		case "product":
			product = append(product, u)
		default:
			other = append(other, u)
		}
	}
	c.count("declarations.company", "Declarations for a whole company", company, "Accepted declarations that speak of all that the supplier makes, and so may name smelters whose metal is in nothing that was bought from it.", fromAnswers)
	c.count("declarations.product", "Declarations for products", product, "Accepted declarations that speak of listed products alone.", fromAnswers)
	c.count("declarations.user_defined", "Declarations of another scope", other, "Accepted declarations whose scope the supplier defines in its own words, such as a division.", fromAnswers)
}

// facilities counts the register.
func (c *counter) facilities(register []smelter.Entry) {
	var overdue, recycled, covered, areas []Unit
	knowsOrigins := slices.ContainsFunc(c.year.Conformance.Statuses(), func(s smelter.Status) bool { return s.PublicSourcingCountries() != "" })
	countries := map[string]*Unit{}
	for _, e := range register {
		u := c.facility(e)
		if due := e.Status.ReauditDue; due != "" && due < c.listOf && e.Status.ReauditInProgress != cmrt.Yes {
			overdue = append(overdue, u)
		}
		if e.RecycledOnly() == cmrt.Yes {
			recycled = append(recycled, u)
		}
		if e.Status.SourcesFromCovered() {
			covered = append(covered, u)
		}
		if slices.ContainsFunc(strings.Fields(e.Status.PublicSourcingCountries()), func(code string) bool { _, on := c.year.Areas.Of(code, e.Metal); return on }) {
			areas = append(areas, u)
		}
		name := e.CountryCode
		if name == "" {
			name = e.Country
		}
		if countries[name] == nil {
			countries[name] = &Unit{Name: name}
		}
		source := c.year.Directory.Source
		countries[name].Places = append(countries[name].Places, Place{File: source.Name, SHA256: source.SHA256, Value: e.ID + " " + e.Country})
	}
	all, conformant, active, other := c.byStatus(register)
	c.facilityCount("smelters.total", "Smelters and refiners", all, "Facilities on the reference list that accepted declarations name, each counted once per metal.", fromTable+", all rows")
	c.status("smelters.conformant", "Conformant", conformant, "Facilities with the status conformant on the conformance snapshot.", fromTable+", rows with status conformant")
	c.status("smelters.active", "Active", active, "Facilities with the status active on the conformance snapshot: committed to an assessment, not yet passed.", fromTable+", rows with status active")
	c.status("smelters.other", "Neither conformant nor active", other, "Facilities that are neither conformant nor active on the conformance snapshot, or of which it says nothing.", fromTable+", rows with any other or no status")
	of := Part{"Smelters and refiners", all}
	c.statusShare("smelters.conformant_rate", "Share conformant", Part{"Conformant", conformant}, of, "Conformant facilities, as a share of all facilities named.", fromTable)
	c.statusShare("smelters.conformant_or_active_rate", "Share conformant or active", Part{"Conformant or active", slices.Concat(conformant, active)}, of, "Facilities that are conformant or active, as a share of all facilities named.", fromTable)
	c.status("smelters.reaudit_overdue", "Next audit overdue", overdue, "Facilities whose next audit was due before the day of the conformance snapshot and had not begun. Not known where the snapshot has no such days.", fromTable+", rows with reaudit_due before that day")
	c.unless(c.statusOf != "" && c.year.Publish == smelter.PublishAll && slices.ContainsFunc(c.year.Conformance.Statuses(), func(s smelter.Status) bool { return s.ReauditDue != "" }))
	c.sourcing("smelters.covered_countries", "Known to source from covered countries", covered, "Facilities that the conformance snapshot, by data that may be published, says to take ore from the Democratic Republic of the Congo or an adjoining country. Not known where the snapshot has no such data.", fromTable+", rows with a covered country among sourcing_countries")
	c.unless(knowsOrigins)
	c.sourcing("smelters.cahra", "Known to source from high-risk areas", areas, "Facilities that the conformance snapshot, by data that may be published, says to take ore from a country on the company's own list of conflict-affected and high-risk areas; a country of which only regions are listed does not count, since the data do not say which is meant. Not known where there is no such list or no such data.", fromTable+", column sourcing_countries")
	c.unless(knowsOrigins && c.year.Areas.Source.Name != "")
	c.facilityCount("smelters.recycled_only", "Recycled or scrap only", recycled, "Facilities of which every supplier that names them says that their feed is all recycled or scrap.", fromTable+", rows with recycled_only yes")
	var places []Unit
	for _, name := range sortedKeys(countries) {
		places = append(places, *countries[name])
	}
	c.facilityCount("smelters.countries", "Countries with facilities", places, "Countries in which the facilities stand. This is not where their ore was mined.", fromTable+", different values of country_code")
}

// byStatus sorts facilities by what the snapshot says of them.
func (c *counter) byStatus(register []smelter.Entry) (all, conformant, active, other []Unit) {
	for _, e := range register {
		u := c.facility(e)
		all = append(all, u)
		switch e.Status.Word {
		case smelter.Conformant:
			conformant = append(conformant, u)
		case smelter.Active:
			active = append(active, u)
		default:
			other = append(other, u)
		}
	}
	return all, conformant, active, other
}

// metal counts one metal.
func (c *counter) metal(m cmrt.Metal, register []smelter.Entry, books, accepted []check.Workbook) {
	var list []smelter.Entry
	for _, e := range register {
		if e.Metal == m {
			list = append(list, e)
		}
	}
	var declaring []Unit
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
			if a, ok := b.Declaration.Answer(key, m); ok {
				u.behind = append(u.behind, answer(b, a))
			}
		}
		declaring = append(declaring, u)
		if a, ok := b.Declaration.Answer(cmrt.CoveredCountries, m); ok && !yes.suppliers[b.Supplier] {
			answers[a.Answer] = append(answers[a.Answer], c.supplier(b.Supplier, answer(b, a)))
		}
	}
	name := label(m)
	rows := fromTable + ", rows with metal " + string(m)
	all, conformant, active, other := c.byStatus(list)
	id := string(m) + "."
	c.count(id+"suppliers.declaring", name+": suppliers that declare it", declaring, "Accepted declarations that say that "+string(m)+" is in the products.", fromAnswers)
	c.facilityCount(id+"smelters.identified", name+": facilities", all, "Facilities for "+string(m)+" that accepted declarations name.", rows)
	c.status(id+"smelters.conformant", name+": conformant", conformant, "Facilities for "+string(m)+" with the status conformant.", rows+" and status conformant")
	c.status(id+"smelters.active", name+": active", active, "Facilities for "+string(m)+" with the status active.", rows+" and status active")
	c.status(id+"smelters.other", name+": neither conformant nor active", other, "Facilities for "+string(m)+" with any other status, or of which the conformance snapshot says nothing.", rows+" and any other or no status")
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
		at, known := c.roster[b.Supplier]
		if !b.Declaration.Readable() || !known || c.year.Roster[at].InScope != "yes" {
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
