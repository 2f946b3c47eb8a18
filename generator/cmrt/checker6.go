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

// checker601 is that of 6.00 to 6.1, which looks for smelters not listed in the table only.
var checker601 = func() checkerSheet {
	s := checker6
	s.notListedEnds = true
	return s
}()

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
		if r.number > c.layout.SmelterLast && c.notListedEnds {
			continue
		}
		notListed := strings.EqualFold(r.lookup.text, NotListed) // the whole cell
		fails := r.lookup.kind == errorValue || r.name.kind == errorValue || r.countryFails
		if fails || notListed && (r.name.text == "" && !r.name.unsaved() || r.countryMissing) {
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
	if typed := at(cols.IDTyped); typed.text != "" {
		e, known := r.lookup().firstByID(typed.text)
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
	out.country = country
	switch {
	case !country.formula || country.own: // a formula that was saved without a result gives none either
		out.countryMissing, out.countryFails = country.text == "", country.kind == errorValue
	case r.layout.Kind != "CMRT" || CompareVersions(r.layout.Version, "6.2") < 0 || out.metal.kind == errorValue || out.name.kind == errorValue:
		out.countryMissing = true // looked up under “Smelter not listed”, which has none
	case strings.EqualFold(out.lookup.text, NotListed):
		out.countryMissing = r.lookup().firstCountry(out.metal.text+out.name.text) == ""
	}
	return out
}

// directory is the workbook's own look-up, as its formulas search it.
type directory struct {
	byID    map[string]LookupEntry // by number, upper case; the first of several
	aliases map[string]bool        // metal and name in one, upper case
	named   [][2]string            // the same in the order of the rows, with the country
	entries []LookupEntry
}

// firstByID gives the first row that a number finds as spreadsheets search.
func (d directory) firstByID(typed string) (LookupEntry, bool) {
	if e, known := d.byID[strings.ToUpper(typed)]; known || !strings.ContainsAny(typed, "*?~") {
		return e, known
	}
	for _, e := range d.entries {
		if matches(typed, e.ID) {
			return e, true
		}
	}
	return LookupEntry{}, false
}

// firstCountry gives the country beside the first row that a metal and a name find.
func (d directory) firstCountry(metalAndName string) string {
	for _, n := range d.named {
		if matches(metalAndName, n[0]) {
			return n[1]
		}
	}
	return ""
}

// matches compares as MATCH does: whatever the case, * for any text, ? for one letter,
// ~ before one of these for itself, and nothing that is longer than 255 letters.
func matches(wanted, text string) bool {
	w, t := []rune(strings.ToUpper(wanted)), []rune(strings.ToUpper(text))
	if len(w) > 255 {
		return false
	}
	star, from := -1, 0
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(w) && w[i] == '*':
			star, from = i, j
			i++
		case i+1 < len(w) && w[i] == '~' && w[i+1] == t[j] && strings.ContainsRune("*?~", t[j]):
			i, j = i+2, j+1
		case i < len(w) && (w[i] == '?' || w[i] == t[j]):
			i, j = i+1, j+1
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(w) && w[i] == '*' {
		i++
	}
	return i == len(w)
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
		r.find(sheetNotRead, SheetLookup, "", "The sheet %q has not the columns that it has in %s %s: no smelter was looked up there.", SheetLookup, r.layout.Kind, r.layout.Version)
		return *r.directory
	}
	r.directory.entries = entries
	for i := range g.rows { // the special rows too: one of them has the country Unknown
		if row := &g.rows[i]; row.number >= r.layout.LookupFirst && g.cell("J"+strconv.Itoa(row.number)).stands() {
			r.directory.named = append(r.directory.named, [2]string{row.text("A") + row.text("B"), row.text("D")})
		}
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
