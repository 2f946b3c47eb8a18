package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// The template carries a Checker sheet of its own, which customers look at. It
// tests little more than presence, and has oddities: a number 0 counts as missing
// and a blank between quotes as answered, answers count only while the ones above
// them say yes, only the first cell of the Product List is looked at. This file
// says which rows of that sheet a workbook fails, after the formulas of 6.01 to
// 6.5, so that findings can name them. Nothing here judges a declaration.

// checker6 is the Checker sheet of versions 6.x.
type checker6 struct {
	layout      Layout
	declaration *grid
	products    *grid // nil where there is none
	rows        []listRow
	flagged     []int
}

// listRow is a row of the Smelter List as the template's formulas see it.
type listRow struct {
	number         int
	metal, lookup  cell
	name           cell
	countryMissing bool
}

// mirror is what a Checker cell shows of an answer.
type mirror struct {
	text          string
	missing, fail bool // shows 0; shows an error
}

// see mirrors a cell: one without a value shows 0, and 0 is missing.
func (c *checker6) see(ref string) mirror { return mirrored(c.declaration.cell(ref)) }

func mirrored(v cell) mirror {
	zero := false
	if v.kind == numberValue {
		number, err := strconv.ParseFloat(v.text, 64)
		zero = err == nil && number == 0
	}
	return mirror{text: v.text,
		missing: v.kind == blankValue || v.kind == textValue && v.text == "" && !v.formula || zero,
		fail:    v.kind == errorValue}
}

// is compares as a spreadsheet does: whatever the case, but to the last space.
func (m mirror) is(text string) bool { return !m.fail && strings.EqualFold(m.text, text) }

// flag notes a row that reads incomplete, or an error.
func (c *checker6) flag(row int, bad bool) {
	if bad {
		c.flagged = append(c.flagged, row)
	}
}

// run gives the rows that are flagged, ascending.
func (c *checker6) run() []int {
	c.companyBlock()
	active, failed := c.metals()
	c.companyQuestions(slices.Contains(active, true), failed)
	c.lists(active, failed)
	slices.Sort(c.flagged)
	return c.flagged
}

func (c *checker6) companyBlock() {
	f := c.layout.Fields
	for i, ref := range []string{f.Name, f.Scope, "", f.ContactName, "", f.ContactPhone, f.AuthorizerName, "", f.EffectiveDate} {
		if ref != "" {
			m := c.see(ref)
			c.flag(4+i, m.missing || m.fail)
		}
	}
	scope, description := c.see(f.Scope), c.see(f.ScopeDescription)
	described := c.declaration.cell(f.Scope).text == "" || scope.is(c.layout.scopes[0].text) || scope.is(c.layout.scopes[1].text)
	c.flag(6, scope.fail || !described && (description.missing || description.fail))
	for row, ref := range map[int]string{8: f.ContactEmail, 11: f.AuthorizerEmail} {
		c.flag(row, !strings.Contains(c.see(ref).text, "@"))
	}
}

// metals checks the eight questions: rows 14 to 52, five apart. It tells which
// metals are active, and whether an error stands where that is decided.
func (c *checker6) metals() (active []bool, failed bool) {
	questions := c.layout.Questions
	for i := range Metals {
		q1, q2 := c.see(questions[0].Cell(i)), mirror{missing: true}
		if q1.is("Yes") {
			q2 = c.see(questions[1].Cell(i))
		}
		c.flag(14+i, q1.missing || q1.fail)
		c.flag(19+i, q1.fail || !q1.is("No") && (q2.missing || q2.fail))
		fail := q1.fail || q2.fail
		on := !fail && !q1.is("No") && !q2.is("No")
		for n, q := range questions[2:] {
			answer := mirror{missing: true}
			if q1.is("Yes") && q2.is("Yes") {
				answer = c.see(q.Cell(i))
			}
			c.flag(24+5*n+i, fail || on && (answer.missing || answer.fail))
		}
		active, failed = append(active, on), failed || fail
	}
	return active, failed
}

// companyQuestions checks rows 54 to 63. Row 56 is the address of the policy.
func (c *checker6) companyQuestions(any, failed bool) {
	rows := []int{54, 55, 57, 58, 59, 60, 62, 63}
	for i, q := range c.layout.CompanyQuestions {
		m := c.see(q.Cell(0))
		c.flag(rows[i], failed || any && (m.missing || m.fail))
	}
	public := c.layout.CompanyQuestions[1]
	answer, address := c.see(public.Cell(0)), c.see(public.CommentCell(0))
	short := len([]rune(address.text)) <= 1 // a blank shows as 0, one character
	c.flag(56, failed || any && (answer.fail || answer.is("Yes") && (short || address.fail)))
}

// lists checks the Product List (64), the smelters of each metal (65 to 68) and
// the smelters not listed (69).
func (c *checker6) lists(active []bool, failed bool) {
	scope := c.see(c.layout.Fields.Scope)
	first := cell{}
	if c.products != nil {
		first = c.products.cell("B" + strconv.Itoa(c.layout.ProductFirst))
	}
	c.flag(64, scope.fail || scope.is(c.layout.scopes[1].text) && (first.text == "" || first.kind == errorValue))
	for i, name := range []string{"Tantalum", "Tin", "Gold", "Tungsten"} {
		var inColumn, helped bool
		for _, r := range c.rows {
			if r.number < c.layout.SmelterFirst || r.number > c.layout.SmelterLast {
				continue
			}
			inColumn = inColumn || mirrored(r.metal).is(name)
			both := r.metal.text + r.lookup.text
			if r.metal.kind != errorValue && r.lookup.kind != errorValue && (r.number < 2493 || r.number > 2503) { // no helper formula stands in those rows
				helped = helped || len(both) > len(name) && strings.EqualFold(both[:len(name)], name)
			}
		}
		c.flag(65+i, failed && !active[i] && c.undecided(i) || active[i] && !(inColumn && helped))
	}
	for _, r := range c.rows {
		notListed := r.lookup.kind != errorValue && strings.Contains(strings.ToLower(r.lookup.text), strings.ToLower(NotListed))
		if r.lookup.kind == errorValue || notListed && (r.name.text == "" || r.countryMissing) {
			c.flag(69, true)
			return
		}
	}
}

// undecided tells whether an error stands in the first two answers for a metal.
func (c *checker6) undecided(i int) bool {
	q1 := c.see(c.layout.Questions[0].Cell(i))
	return q1.fail || q1.is("Yes") && c.see(c.layout.Questions[1].Cell(i)).fail
}

// checkerRows gives the rows of the workbook's own Checker that are flagged; nil
// for versions whose Checker is not modelled.
func (r *reader) checkerRows(declaration, smelters, products *grid) []int {
	if m, ok := r.layout.CheckerMap(); ok {
		c := checkerOld{CheckerMap: m, layout: r.layout, declaration: declaration, smelters: smelters, products: products}
		return c.run()
	}
	if r.layout.LookupFirst == 0 {
		return nil
	}
	c := checker6{layout: r.layout, declaration: declaration, products: products}
	for i := range smelters.rows {
		if row := &smelters.rows[i]; row.number >= r.layout.SmelterFirst {
			c.rows = append(c.rows, r.listRow(row))
		}
	}
	return c.run()
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
	if typed := at(cols.IDTyped); typed.text != "" && typed.kind == textValue {
		e, known := r.lookup().byID[strings.ToUpper(typed.text)]
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
	out.countryMissing = country.text == ""
	if out.countryMissing && country.formula && out.name.text != "" && CompareVersions(r.layout.Version, "6.2") >= 0 {
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
	for _, e := range lookupEntries(g, r.layout) {
		if _, seen := r.directory.byID[strings.ToUpper(e.ID)]; !seen {
			r.directory.byID[strings.ToUpper(e.ID)] = e
		}
		r.directory.aliases[strings.ToUpper(e.MetalRaw+e.Alias)] = true
	}
	return *r.directory
}
