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
	listOf   string // day of the conformance list; "" where none is pinned
	statusOf string // the same; "" also where statuses are not published, and then none is counted
	traces   []Trace
	signs    []Sign
}

// count adds a number of things.
func (c *counter) count(id, label string, units []Unit, definition, from string) *Trace {
	return c.add(tables.Figure{ID: id, Value: strconv.Itoa(len(units)), Unit: UnitCount, AsOf: c.asOf, Label: label, Definition: definition, CountedFrom: from},
		"number of: "+label, Part{Name: label, Units: units})
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

// sourcing adds a count from the conformance list that tells no status.
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
	c.count("declarations.company", "Declarations for a whole company", company, "Accepted declarations at company level, which cover all products of the supplier and so may name smelters whose metal is in no product bought from it.", fromAnswers)
	c.count("declarations.product", "Declarations for products", product, "Accepted declarations at product level, which cover the listed products only.", fromAnswers)
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
	c.status("smelters.conformant", "Conformant", conformant, "Facilities with the status conformant on the conformance list.", fromTable+", rows with status conformant")
	c.status("smelters.active", "Active", active, "Facilities with the status active on the conformance list: committed to an assessment, not yet passed.", fromTable+", rows with status active")
	c.status("smelters.other", "Neither conformant nor active", other, "Facilities that are neither conformant nor active on the conformance list, or of which it says nothing.", fromTable+", rows with any other or no status")
	of := Part{Name: "Smelters and refiners", Units: all}
	c.statusShare("smelters.conformant_rate", "Share conformant", Part{Name: "Conformant", Units: conformant}, of, "Conformant facilities, as a share of all facilities named.", fromTable)
	c.statusShare("smelters.conformant_or_active_rate", "Share conformant or active", Part{Name: "Conformant or active", Units: slices.Concat(conformant, active)}, of, "Facilities that are conformant or active, as a share of all facilities named.", fromTable)
	c.status("smelters.reaudit_overdue", "Re-audit overdue", overdue, "Facilities whose next audit was due before the day of the conformance list and had not begun. Not known where the list has no such days.", fromTable+", rows with reaudit_due before that day")
	c.unless(c.statusOf != "" && c.year.Publish == smelter.PublishAll && slices.ContainsFunc(c.year.Conformance.Statuses(), func(s smelter.Status) bool { return s.ReauditDue != "" }))
	c.sourcing("smelters.covered_countries", "Known to source from covered countries", covered, "Facilities that the conformance list, by data that may be published, says to take ore from the Democratic Republic of the Congo or an adjoining country. Not known where the list has no such data.", fromTable+", rows with a covered country among sourcing_countries")
	c.unless(knowsOrigins)
	c.sourcing("smelters.cahra", "Known to source from high-risk areas", areas, "Facilities that the conformance list, by data that may be published, says to take ore from a country on the company's own list of conflict-affected and high-risk areas; a country of which only regions are listed does not count, since the data do not say which is meant. Not known where there is no such list or no such data.", fromTable+", column sourcing_countries")
	c.unless(knowsOrigins && c.year.Areas.Source.Name != "")
	c.facilityCount("smelters.recycled_only", "Recycled or scrap only", recycled, "Facilities whose feed is entirely recycled or scrap according to every supplier that names them.", fromTable+", rows with recycled_only yes")
	var places []Unit
	for _, name := range sortedKeys(countries) {
		places = append(places, *countries[name])
	}
	c.facilityCount("smelters.countries", "Countries with facilities", places, "Countries in which the facilities are located. This is not where their ore was mined.", fromTable+", different values of country_code")
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
