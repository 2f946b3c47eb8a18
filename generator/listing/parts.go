package listing

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// part is one table of a file: a header that is known, and the rows below it. A
// workbook has as many as its sheets hold, beside and under one another.
type part struct {
	sheet   string
	titles  []string // what stands above its header, since the table before
	headers []string // as typed
	at      map[string]int
	rows    []tableRow
	other   []string // headers, folded, that were declared to say no status
	unseen  []int    // columns that are hidden in the workbook
	beyond  bool     // its sheet goes on to the right of what is read
}

// columns are the parts of a file that are read as one list.
type columns struct {
	kind     Kind
	parts    []*part
	date1904 bool

	wanted string         // programme whose minerals are taken; "": the four metals
	others map[string]int // metals that are not taken → rows
	noID   []string       // rows without a number
	notes  []string       // what else was left out
}

func (p *part) has(key string) bool {
	_, ok := p.at[key]
	return ok
}

// header gives the header of a column as typed.
func (p *part) header(key string) string { return p.headers[p.at[key]] }

// has tells whether any part has a column.
func (c *columns) has(key string) bool {
	return slices.ContainsFunc(c.parts, func(p *part) bool { return p.has(key) })
}

// of names the sheet in front of what is said of it, where there are several.
func (c *columns) of(p *part) string {
	if p.sheet == "" || len(c.parts) < 2 {
		return ""
	}
	return "sheet “" + p.sheet + "”, "
}

// each hands out every row with a cell in it.
func (c *columns) each(take func(entry) error) error {
	for _, p := range c.parts {
		for _, r := range p.rows {
			if err := take(entry{c: c, part: p, number: r.number, cells: r.cells}); err != nil {
				return err
			}
		}
	}
	return nil
}

// columnsOf finds every list of a file and what kind of list they are. All are read,
// or the error says which are in the way.
func columnsOf(tables []table, o Options) (*columns, error) {
	for key := range o.Columns {
		if !slices.Contains(Keys(), key) {
			return nil, fmt.Errorf("--map: there is no column %q; the columns are %s", key, strings.Join(Keys(), ", "))
		}
	}
	tables, err := chosen(tables, o.Sheets)
	if err != nil {
		return nil, err
	}
	c := &columns{wanted: o.For, others: map[string]int{}}
	for _, t := range tables {
		parts, err := t.parts(o)
		if err != nil {
			return nil, err
		}
		c.date1904 = t.date1904
		switch {
		case len(parts) > 0 && t.hidden && len(o.Sheets) == 0:
			return nil, fmt.Errorf("the hidden sheet “%s” holds a list, too: name the sheets that are meant with --sheet", t.sheet)
		case len(parts) > 0:
			c.parts = append(c.parts, parts...)
		case len(tables) > 1:
			if err := t.leftOut(); err != nil {
				return nil, err
			}
			c.notes = append(c.notes, fmt.Sprintf("The sheet “%s” holds no list and was left out.", t.sheet))
		}
	}
	if len(c.parts) == 0 {
		return nil, fmt.Errorf("no row of the file is a header that is known: there is %s; %s", quoted(filled(tables).widest()), expected)
	}
	return c, c.settle(o)
}

// chosen takes the sheets that are named; all, where none is.
func chosen(tables []table, names []string) ([]table, error) {
	if len(names) == 0 {
		return tables, nil
	}
	var list []table
	var there []string
	for _, t := range tables {
		there = append(there, t.sheet)
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(text.Line(n), text.Line(t.sheet)) }) {
			list = append(list, t)
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(there, func(s string) bool { return strings.EqualFold(text.Line(n), text.Line(s)) }) {
			return nil, fmt.Errorf("there is no sheet %q with anything on it; there is %s", n, quoted(there))
		}
	}
	return list, nil
}

// leftOut refuses to pass over a sheet with facilities on it.
func (t table) leftOut() error {
	for _, r := range t.rows {
		if id := idIn(r.cells); id != "" {
			return fmt.Errorf("the sheet “%s” holds facilities (%s in row %d), and no row of it is a header that is known: give it one, or name the sheets that are meant with --sheet", t.sheet, id, r.number)
		}
	}
	return nil
}

// idIn gives a smelter ID that is all of a cell, "" where none is.
func idIn(cells []string) string {
	for _, cell := range cells {
		if id := strings.ToUpper(plain(cell)); smelter.WellFormed(id) {
			return id
		}
	}
	return ""
}

// settle finds the kind of the list, and what its parts lack.
func (c *columns) settle(o Options) error {
	c.kind = o.Kind
	for _, p := range c.parts {
		kind := p.recognised()
		switch {
		case rating(o.Kind) && (kind == Revisions || kind == Translation):
			return fmt.Errorf("%sthe columns %s are those of a list of kind %s: it says no status of any facility", c.of(p), quoted(p.headers), kind)
		case o.Kind != "":
		case kind == "":
			return fmt.Errorf("%sthe columns %s do not tell what the list is about: say --kind directory, conformant or active (a status is read from its column, and not assumed without one); %s", c.of(p), quoted(p.headers), expected)
		case c.kind != "" && c.kind != kind:
			return fmt.Errorf("the sheets “%s” and “%s” hold lists of two kinds, %s and %s: import each by itself, with --sheet and --kind", c.parts[0].sheet, p.sheet, c.kind, kind)
		default:
			c.kind = kind
		}
	}
	if rating(c.kind) && c.has(keyStatus) {
		c.kind = Statuses
	}
	for _, p := range c.parts {
		if !p.has(keyMetal) && c.kind != CAHRA && c.kind != Translation {
			c.metalOf(p)
		}
		for _, key := range needs[c.kind] {
			if !p.has(key) {
				return fmt.Errorf("%sa list of kind %s needs a column %s, but there is %s; %s", c.of(p), c.kind, key, quoted(p.headers), expected)
			}
		}
	}
	return nil
}

// recognised tells the kind by the columns that only it has. A list of numbers and
// names may be a directory or a list of statuses, and is not guessed at.
func (p *part) recognised() Kind {
	switch {
	case p.has(keyOld):
		return Translation
	case p.has(keyBasis) && p.has(keyID):
		return Revisions
	case p.has(keyStatus):
		return Statuses
	case p.has(keyLastAudit), p.has(keyCycle), p.has(keyInProgress):
		return ""
	case p.has(keyName) && p.at[keyName] != p.at[keyStandardName]:
		return Directory
	}
	return ""
}

// metalOf gives a part without a column of metals the one metal that its sheet or
// title names: lists are kept one sheet a metal.
func (c *columns) metalOf(p *part) {
	for _, title := range append([]string{p.sheet}, p.titles...) {
		found := map[string]bool{}
		for _, word := range words(title) {
			if m := MetalNamed(word); m != "" && len(word) > 2 {
				found[string(m)] = true
			}
		}
		if len(found) != 1 {
			continue
		}
		metal := slices.Sorted(maps.Keys(found))[0]
		column := len(p.headers)
		for i := range p.rows {
			for len(p.rows[i].cells) < column {
				p.rows[i].cells = append(p.rows[i].cells, "")
			}
			p.rows[i].cells = append(p.rows[i].cells[:column:column], metal)
		}
		p.headers, p.at[keyMetal] = append(p.headers, "metal, by the title “"+title+"”"), column
		c.notes = append(c.notes, fmt.Sprintf("No column says the metal; %s was taken from “%s”.", metal, title))
		return
	}
}

var errNoRows = errors.New("the list has a header and no rows")
