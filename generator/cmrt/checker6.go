package cmrt

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// checker6 is the Checker sheet of 6.x.
var checker6 = checkerSheet{
	company: []string{threeCells.Name, threeCells.Scope, threeCells.ScopeDescription, threeCells.ContactName, threeCells.ContactEmail,
		threeCells.ContactPhone, threeCells.AuthorizerName, threeCells.AuthorizerEmail, threeCells.EffectiveDate},
	questions: 14, always: 1, answers: []int{54, 55, 57, 58, 59, 60, 62, 63}, policyURL: 56, products: 64, smelters: []int{65, 66, 67, 68}, notListed: 69,
	run: (*checker).run6, described: []int{0, 1},
}

func (c *checker) run6() {
	c.companyBlock(c.layout.Fields.ContactEmail, c.layout.Fields.AuthorizerEmail)
	active := c.metals6()
	c.companyQuestions(anyOf(active...))
	public := c.layout.CompanyQuestions[1]
	address := c.see(public.CommentCell(0))
	short := condition{len([]rune(address.text)) <= 1 && !address.later, address.fails} // a blank shows as 0, one character
	c.flag(c.policyURL, allOf(anyOf(active...), c.see(public.Cell(0)).is("Yes")), short)
	product := mirrored(c.firstProduct())
	c.flag(c.products, c.see(c.layout.Fields.Scope).is(c.layout.scopes[1].text), condition{product.text == "" && !product.later, product.fails})
	c.smelters6(active)
}

// metals6 checks the eight questions and tells for which metals the last six must
// be answered. An answer counts only while the ones above it say yes.
func (c *checker) metals6() (active []condition) {
	for i := range Metals {
		q1, q2 := c.see(c.layout.Questions[0].Cell(i)), mirror{blank: true}
		if q1.is("Yes").holds {
			q2 = c.see(c.layout.Questions[1].Cell(i))
		}
		q2.fails = q2.fails || q1.fails
		on := allOf(q1.isNot("No"), q2.isNot("No"))
		c.flag(c.question(0, i), always, q1.missing())
		c.flag(c.question(1, i), q1.isNot("No"), q2.missing())
		for n, q := range c.layout.Questions[2:] {
			answer := mirror{blank: true}
			if q1.is("Yes").holds && q2.is("Yes").holds {
				answer = c.see(q.Cell(i))
			}
			c.flag(c.question(n+2, i), on, answer.missing())
		}
		active = append(active, on)
	}
	return active
}

// smelters6 checks the smelters of each metal and those not listed.
func (c *checker) smelters6(active []condition) {
	for i, name := range []string{"Tantalum", "Tin", "Gold", "Tungsten"} {
		var inColumn, helped, later bool
		for _, r := range c.rows {
			if r.number > c.layout.SmelterLast {
				continue
			}
			later = later || r.metal.unsaved() || r.lookup.unsaved()
			inColumn = inColumn || mirrored(r.metal).is(name).holds
			both := r.metal.text + r.lookup.text
			if r.metal.kind != errorValue && r.lookup.kind != errorValue && (r.number < 2493 || r.number > 2503) { // no helper formula stands in those rows
				helped = helped || len(both) > len(name) && strings.EqualFold(both[:len(name)], name)
			}
		}
		c.flag(c.smelters[i], active[i], condition{holds: (!inColumn || !helped) && !later})
	}
	for _, r := range c.rows {
		notListed := r.lookup.kind != errorValue && strings.EqualFold(r.lookup.text, NotListed) // the whole cell
		if r.lookup.kind == errorValue || notListed && (r.name.text == "" && !r.name.unsaved() || r.countryMissing) {
			c.flag(c.notListed, always, always)
			return
		}
	}
}

// listRow recalculates the template's formulas of a row: a number in column A
// fills in metal and name from the look-up, or makes them errors; from 6.22 on the
// name of a smelter not listed fills in its country where the look-up knows it.
func (r *reader) listRow(row *row) listRow {
	at := func(letter string) cell {
		column, _ := splitRef(letter)
		return row.at(column)
	}
	cols := r.layout.Columns
	out := listRow{number: row.number, metal: at(cols.Metal), lookup: at(cols.Lookup), name: at(cols.Name)}
	if typed := at(cols.IDTyped); typed.text != "" && typed.kind != errorValue {
		e, known := r.lookup().byID[strings.ToUpper(typed.text)]
		known = known && typed.kind == textValue // a number is no text
		fill := func(c *cell, text string) {
			switch {
			case !c.formula: // typed over
			case known:
				*c = cell{text: text, kind: textValue, formula: true}
			default:
				*c = cell{text: "#N/A", kind: errorValue, formula: true}
			}
		}
		fill(&out.metal, e.MetalRaw)
		fill(&out.lookup, e.Name)
	}
	country := at(cols.Country)
	out.countryMissing = country.text == "" && !(country.own && country.kind == blankValue)
	if out.countryMissing && country.formula && !country.own && out.name.text != "" && CompareVersions(r.layout.Version, "6.2") >= 0 {
		out.countryMissing = !r.lookup().aliases[strings.ToUpper(out.metal.text+out.name.text)]
	}
	return out
}

// directory is the workbook's own look-up, as its formulas search it.
type directory struct {
	byID    map[string]LookupEntry // by number, upper case; the first of several
	aliases map[string]bool        // metal and name in one, upper case
}

// lookup reads the workbook's own look-up, once and only if something asks.
func (r *reader) lookup() directory {
	if r.directory != nil {
		return *r.directory
	}
	r.directory = &directory{byID: map[string]LookupEntry{}, aliases: map[string]bool{}}
	if r.layout.LookupFirst == 0 || !r.book.has(SheetLookup) {
		return *r.directory
	}
	g, err := r.book.read(SheetLookup, 0)
	if err != nil {
		r.d.Findings = append(r.d.Findings, damaged(r.d.File, SheetLookup, err))
		return *r.directory
	}
	entries := lookupEntries(g, r.layout)
	if !plausible(g, entries, r.layout.LookupFirst) {
		r.find(sheetNotRead, SheetLookup, "", "The sheet %q has not the columns that it has in CMRT %s: no smelter was looked up there.", SheetLookup, r.layout.Version)
		return *r.directory
	}
	for _, e := range entries {
		if _, seen := r.directory.byID[strings.ToUpper(e.ID)]; !seen {
			r.directory.byID[strings.ToUpper(e.ID)] = e
		}
		if g.cell("J" + strconv.Itoa(e.Row)).stands() { // the template looks there, and left it out in some rows
			r.directory.aliases[strings.ToUpper(e.MetalRaw+e.Alias)] = true
		}
	}
	return *r.directory
}

// plausible tells whether most rows of a look-up, the special ones aside, are entries
// with a metal and a number.
func plausible(g *grid, entries []LookupEntry, first int) bool {
	rows, fit := 0, 0
	for i := range g.rows {
		if row := &g.rows[i]; row.number >= first && row.text("A") != "" && !strings.HasPrefix(strings.ToLower(row.text("B")), "smelter not ") {
			rows++
		}
	}
	for _, e := range entries {
		if e.Metal != "" && smelterNumber.MatchString(e.ID) {
			fit++
		}
	}
	return 2*fit >= rows
}

// smelterNumber is how RMI numbers smelters since 3.00.
var smelterNumber = lazyregexp.New(`(?i)^CID\d{6}$`)
