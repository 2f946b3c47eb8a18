package rcoi

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// NotNecessary is an outcome that nobody determines in year.yaml: that a metal is in
// no product follows from the answers. The others are those of project.
const NotNecessary = "not-necessary"

// What follows from the outcomes of all metals: the values of filing.consequence.
const (
	NoFiling   = "no-form-sd"          // no metal is necessary to a product
	FormSD     = "form-sd"             // Item 1.01(b): the form alone tells of the inquiry
	WithReport = "form-sd-with-report" // Item 1.01(c): due diligence and a Conflict Minerals Report
)

// grounds are what an outcome of a metal rests on, each with the things that count.
// The first four speak for covered countries, the next six leave it open.
type grounds struct {
	determined, declared, sourcing, mining Part
	missing, unanswered, unknown, products Part
	open, doubtful                         Part
	declaring, denying, entries            Part
	mined                                  bool // a declaration does not say recycled or scrap
}

// outcome adds what the inquiry found of a metal: <metal>.rcoi.
func (c *counter) outcome(m cmrt.Metal, accepted []check.Workbook) string {
	g := c.grounds(m, accepted)
	value, why := g.outcome(c.year.Settings.Determination[m], len(accepted))
	var reasons []string
	for _, p := range why {
		reasons = append(reasons, fmt.Sprintf("%s: %d", p.Name, len(p.Units)))
	}
	c.add(tables.Figure{ID: string(m) + ".rcoi", Value: value, Unit: UnitOutcome, AsOf: c.asOf, Label: label(m) + ": outcome of the inquiry",
		Definition: "What the inquiry says of where the " + string(m) + " comes from (Form SD, Item 1.01), by suppliers' declarations, the pinned lists and, where it is more cautious, what the company itself determined. May originate: something speaks for the Democratic Republic of the Congo or an adjoining country. " +
			"Undetermined: nobody was asked, or an answer, a smelter or an origin is not clear, so nothing can be ruled out. Otherwise: no reason to believe, recycled or scrap, or not necessary to any product.",
		CountedFrom: fromAnswers + "; " + strings.Join(reasons, "; ")},
		"the first that holds of: may originate, undetermined, not necessary, recycled or scrap, no reason to believe", why...)
	return value
}

// outcome weighs the grounds. Good news needs every supplier's accepted declaration
// and every smelter; bad news needs one.
func (g grounds) outcome(determined string, accepted int) (value string, why []Part) {
	for _, p := range []Part{g.declared, g.sourcing, g.mining} {
		if len(p.Units) > 0 {
			why = append(why, p)
		}
	}
	if len(why) > 0 || determined == project.MayOriginate {
		return project.MayOriginate, append(g.determined.ifAny(), why...)
	}
	for _, p := range []Part{g.missing, g.open, g.unanswered, g.unknown, g.doubtful} {
		why = append(why, p.ifAny()...)
	}
	if len(g.declaring.Units) == 0 {
		why = append(why, g.products.ifAny()...)
	}
	switch {
	case len(why) > 0 || determined == project.Undetermined || accepted == 0:
		why = append(g.determined.ifAny(), why...)
		if len(why) == 0 {
			why = []Part{{Name: "accepted declarations"}}
		}
		return project.Undetermined, why
	case len(g.declaring.Units) == 0:
		return NotNecessary, []Part{g.denying}
	case !g.mined:
		return project.RecycledOrScrap, []Part{g.declaring, g.entries}
	}
	return project.NoReasonToBelieve, []Part{g.declaring, g.entries}
}

func (p Part) ifAny() []Part {
	if len(p.Units) == 0 {
		return nil
	}
	return []Part{p}
}

// grounds collects what speaks for and against in the answers about a metal.
func (c *counter) grounds(m cmrt.Metal, accepted []check.Workbook) grounds {
	g := grounds{determined: Part{Name: "determination in year.yaml"},
		declared: Part{Name: "declarations that answer yes to covered countries"}, sourcing: Part{Name: "entries that name a smelter known to source from one"},
		mining:  Part{Name: "entries that name a mine in one"},
		missing: Part{Name: "suppliers in scope without an accepted declaration"}, open: Part{Name: "declarations that leave open whether the metal is in the products"},
		unanswered: Part{Name: "declarations that rule out neither covered countries nor mined ore, or whose supplier does not know all its smelters"},
		unknown:    Part{Name: "entries that lead to no known smelter"}, doubtful: Part{Name: "entries that need a closer look before anything is ruled out"},
		products:  Part{Name: "products that contain it by products.csv, though no supplier declares it"},
		declaring: Part{Name: "declarations with the metal, none of which leaves it open"}, denying: Part{Name: "declarations that say that it is in no product"}, entries: Part{Name: "entries, each of a known smelter"}}
	if claim := c.year.Settings.Determination[m]; claim == project.MayOriginate || claim == project.Undetermined {
		g.determined.Units = []Unit{{Name: string(m), Places: []Place{{File: path.Join("content", strconv.Itoa(c.year.Number), "year.yaml"), Value: string(m) + ": " + claim}}}}
	}
	answered := map[string]bool{}
	for i := range accepted {
		answered[accepted[i].Supplier] = true
		c.weigh(&g, m, &accepted[i])
	}
	for _, s := range c.year.Roster {
		if s.InScope == "yes" && !answered[s.ID] {
			g.missing.Units = append(g.missing.Units, c.supplier(s.ID))
		}
	}
	slices.SortFunc(g.missing.Units, func(a, b Unit) int { return strings.Compare(a.Name, b.Name) })
	for i, p := range c.year.Products {
		if slices.Contains(strings.Fields(p.Metals), string(m)) {
			g.products.Units = append(g.products.Units, Unit{Name: p.Product, Places: []Place{{File: path.Join("content", strconv.Itoa(c.year.Number), "products.csv"), Record: i + 1, Value: p.Metals}}})
		}
	}
	return g
}

// weigh sorts one declaration into the grounds.
func (c *counter) weigh(g *grounds, m cmrt.Metal, b *check.Workbook) {
	put := func(p *Part, u Unit) { p.Units = append(p.Units, u) }
	stand, u := b.Stand(m), c.supplier(b.Supplier)
	keys := []cmrt.Key{cmrt.Added, cmrt.Necessary}
	if stand.In == cmrt.Yes {
		keys = []cmrt.Key{cmrt.CoveredCountries, cmrt.Recycled, cmrt.ResponseShare, cmrt.SmeltersIdentified}
	}
	for _, key := range keys {
		if a, asked := b.Declaration.Answer(key, m); asked && a.Cell != "" {
			u.behind = append(u.behind, answer(b, a))
		}
	}
	switch stand.In {
	case cmrt.No:
		put(&g.denying, u)
		return
	case "":
		put(&g.open, u)
	default:
		put(&g.declaring, u)
		if stand.Declared {
			put(&g.declared, u)
		} else if !stand.Recycled && !stand.RuledOut {
			put(&g.unanswered, u)
		}
		g.mined = g.mined || !stand.Recycled
	}
	for _, e := range b.Entries {
		if e.Metal == m {
			c.weighRow(g, b, e)
		}
	}
}

// weighRow sorts a row of a Smelter List into the grounds.
func (c *counter) weighRow(g *grounds, b *check.Workbook, e check.Entry) {
	unit := func(more ...places) Unit {
		if c.open == nil {
			return Unit{}
		}
		return c.line(b, e.Row, append([]places{c.entry(b, int(e.Row))}, more...)...)
	}
	mine := c.mine(b, int(e.Row))
	row := e.RowStand(c.year)
	if row.Mining {
		g.mining.Units = append(g.mining.Units, unit(mine))
	}
	if row.Doubtful {
		g.doubtful.Units = append(g.doubtful.Units, unit(mine))
	}
	if row.Unknown {
		g.unknown.Units = append(g.unknown.Units, unit())
		return
	}
	g.entries.Units = append(g.entries.Units, unit())
	if row.Sourcing {
		g.sourcing.Units = append(g.sourcing.Units, unit(func() []Place {
			source := c.year.Conformance.Source
			f, _ := c.year.Directory.Facility(e.ID)
			status, _ := c.year.Conformance.Of(f.Metal, e.ID)
			return []Place{{File: source.Name, SHA256: source.SHA256, Value: e.ID + " " + status.PublicSourcingCountries()}}
		}))
	}
}

// consequence adds what has to be filed.
func (c *counter) consequence(outcomes map[cmrt.Metal]string) {
	value, part := NoFiling, Part{Name: "metals and their outcomes"}
	for _, m := range cmrt.Metals {
		part.Units = append(part.Units, Unit{Name: string(m) + ": " + outcomes[m], Places: []Place{}})
		switch outcomes[m] {
		case project.MayOriginate, project.Undetermined:
			value = WithReport
		case NotNecessary:
		default:
			if value == NoFiling {
				value = FormSD
			}
		}
	}
	c.add(tables.Figure{ID: "filing.consequence", Value: value, Unit: UnitOutcome, AsOf: c.asOf, Label: "What has to be filed",
		Definition: "What follows from the outcomes of the four metals: a Form SD with a Conflict Minerals Report where any may originate in the covered countries or is undetermined (Item 1.01(c)), " +
			"Form SD alone where each was ruled out or is recycled (Item 1.01(b)), no Form SD where none is necessary to a product. Counsel decides; the staff statement of 7 April 2017 is not taken into account.",
		CountedFrom: "the outcome of each metal"}, "the gravest consequence of any metal", part)
}

// label is the name of a metal at the beginning of a label.
func label(m cmrt.Metal) string { return strings.ToUpper(string(m[:1])) + string(m[1:]) }
