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
	"itron.com/conflict-minerals/generator/stable"
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
// What was determined and the flags speak for covered countries, the next six leave it
// open. Settled flags are shown beside whatever comes out.
type grounds struct {
	determined                             Part
	flags, settled                         []Part // one for each kind of red flag
	missing, unanswered, unknown, products Part
	open, doubtful                         Part
	declaring, denying, entries            Part
	mined                                  bool // a declaration does not say recycled or scrap
}

// CommentNames says that comments of suppliers name a covered country.
const CommentNames = "comments that name a covered country"

// flagged says what the red flags of a kind are, in words that may be published.
var flagged = map[string]string{
	check.FlagDeclared: "declarations that answer yes to covered countries", check.FlagCAHRA: "declarations that answer yes to conflict-affected and high-risk areas",
	check.FlagMine: "entries that name a mine in a covered country", check.FlagNear: "entries that name a mine in or near a covered country, not clearly",
	check.FlagSmelter: "entries that name a smelter known to source from a covered country", check.FlagComment: CommentNames,
	check.FlagDenial: "declarations that answer no to covered countries beside an entry that names a mine or smelter there",
}

// settledBy begins the name of what a decision settled.
const settledBy = "settled by a decision: "

// Sign is what pointed to a covered country for a metal and was settled on evidence: how much
// of which kind. Who decided, and on which evidence, is no public matter.
type Sign struct {
	Metal  cmrt.Metal
	What   string // in words that may be published
	Number int
}

// SignsOf lists those for a metal; "" where there are none.
func SignsOf(signs []Sign, m cmrt.Metal) string {
	var list []string
	for _, s := range signs {
		if s.Metal == m {
			list = append(list, fmt.Sprintf("%s (%d)", s.What, s.Number))
		}
	}
	return strings.Join(list, ", ")
}

// outcome adds what the inquiry found of a metal: <metal>.rcoi. What a decision settled
// is shown to whoever asks for the reasons, and is no public matter.
func (c *counter) outcome(m cmrt.Metal, books, accepted []check.Workbook) string {
	g := c.grounds(m, books, accepted)
	value, why := g.outcome(c.year.Settings.Determination[m], len(accepted))
	reasons := []string{fromAnswers}
	for _, p := range g.settled {
		c.signs = append(c.signs, Sign{m, strings.TrimPrefix(p.Name, settledBy), len(p.Units)})
	}
	for _, p := range why {
		if p.Name == g.determined.Name {
			continue // what the company determined is no finding of the inquiry
		}
		reasons = append(reasons, fmt.Sprintf("%s: %d", p.Name, len(p.Units)+p.more))
	}
	c.add(tables.Figure{ID: string(m) + ".rcoi", Value: value, Unit: UnitOutcome, AsOf: c.asOf, Label: label(m) + ": outcome of the inquiry",
		Definition: "What the inquiry says of where the " + string(m) + " comes from (Form SD, Item 1.01), by all declarations that could be read and the lists used for the year. " +
			"May have originated (may-originate): there is reason to believe that some may have originated in the Democratic Republic of the Congo or an adjoining country and may not be from recycled or scrap sources. " +
			"Not determined (undetermined): nobody was asked, or an answer, a smelter or an origin is not clear, so nothing can be ruled out. Otherwise: no reason to believe, recycled or scrap, or not necessary to any product.",
		CountedFrom: strings.Join(reasons, "; ")},
		"the first that holds of: may originate (one red flag that no decision settled is enough), undetermined, not necessary, recycled or scrap, no reason to believe", append(why, g.settled...)...)
	return value
}

// outcome weighs the grounds. Good news needs every supplier's accepted declaration
// and every smelter; bad news needs one.
func (g grounds) outcome(determined string, accepted int) (value string, why []Part) {
	for _, p := range g.flags {
		why = append(why, p.ifAny()...)
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
func (c *counter) grounds(m cmrt.Metal, books, accepted []check.Workbook) grounds {
	g := grounds{determined: Part{Name: "determination in year.yaml"},
		missing: Part{Name: "suppliers in scope without an accepted declaration"}, open: Part{Name: "declarations that leave open whether the metal is in the products"},
		unanswered: Part{Name: "declarations that rule out neither covered countries nor mined ore, or whose supplier does not know all its smelters"},
		unknown:    Part{Name: "entries that lead to no known smelter"}, doubtful: Part{Name: "entries that need a closer look before anything is ruled out"},
		products:  Part{Name: "products for which the company lists it as necessary, though no supplier declares it"},
		declaring: Part{Name: "declarations with the metal, none of which leaves it open"}, denying: Part{Name: "declarations that say that it is in no product"}, entries: Part{Name: "entries, each of a known smelter"}}
	if claim := c.year.Settings.Determination[m]; claim == project.MayOriginate || claim == project.Undetermined {
		g.determined.Units = []Unit{{Name: string(m), Places: []Place{{File: path.Join("content", strconv.Itoa(c.year.Number), "year.yaml"), Value: string(m) + ": " + claim}}}}
	}
	g.flags, g.settled = c.flags(m, books)
	answered := map[string]bool{}
	for i := range accepted {
		answered[accepted[i].Supplier] = true
		c.weigh(&g, m, &accepted[i])
	}
	for daughter, by := range c.covered {
		answered[daughter] = answered[daughter] || books[by.Book].Verdict == check.Accepted
	}
	for _, s := range c.year.Roster {
		if s.InScope == "yes" && !answered[s.ID] {
			g.missing.Units = append(g.missing.Units, c.supplier(s.ID))
		}
	}
	stable.Sort(g.missing.Units, func(a, b Unit) int { return strings.Compare(a.Name, b.Name) })
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
		if a, asked := b.Declaration.Answer(key, m); c.open != nil && asked && a.Cell != "" {
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
		if !stand.Recycled && !stand.RuledOut {
			put(&g.unanswered, u)
		}
		g.mined = g.mined || !stand.Recycled
	}
	for e := range b.Entries.Of(m) {
		c.weighRow(g, b, e)
	}
}

// flags sorts the red flags for a metal by kind: those that weigh, and those that a
// decision settled.
func (c *counter) flags(m cmrt.Metal, books []check.Workbook) (open, settled []Part) {
	for _, r := range check.FlagRules {
		weigh, done := Part{Name: flagged[r.Name]}, Part{Name: settledBy + flagged[r.Name]}
		for i := range books {
			b := &books[i]
			for _, f := range b.Flags {
				switch {
				case f.Rule != r.Name || !b.About(f, m) || f.State.Word == check.FlagOutOfScope:
				case f.Weighs():
					weigh.Units = append(weigh.Units, c.flag(b, f))
				default:
					done.Units = append(done.Units, c.flag(b, f))
				}
			}
		}
		open = append(open, weigh)
		settled = append(settled, done.ifAny()...)
	}
	return open, settled
}

// weighRow sorts a row of a Smelter List into the grounds.
func (c *counter) weighRow(g *grounds, b *check.Workbook, e check.Entry) {
	row := e.RowStand(c.year)
	if c.open == nil && !row.Doubtful && !row.Unknown {
		g.entries.more++
		return // decides nothing, and there are millions where thousands of suppliers answer
	}
	behind := c.entry(b, int(e.Row))
	if row.Doubtful {
		g.doubtful.Units = append(g.doubtful.Units, c.line(b, e.Row, behind, c.mine(b, int(e.Row))))
	}
	if row.Unknown {
		g.unknown.Units = append(g.unknown.Units, c.line(b, e.Row, behind))
		return
	}
	g.entries.Units = append(g.entries.Units, c.line(b, e.Row, behind))
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
			"Form SD alone where each was ruled out or is recycled (Item 1.01(b)), no Form SD where none is necessary to a product. The staff statement of 7 April 2017 is not taken into account.",
		CountedFrom: "the outcome of each metal"}, "the gravest consequence of any metal", part).Internal = true
}

// label is the name of a metal at the beginning of a label.
func label(m cmrt.Metal) string { return strings.ToUpper(string(m[:1])) + string(m[1:]) }
