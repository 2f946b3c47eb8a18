package listing

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// parts finds the lists of a sheet: those beside one another first, then those under
// one another.
func (t table) parts(o Options) ([]*part, error) {
	var all []*part
	for _, side := range t.sides(o) {
		parts, err := side.stacked(o)
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	return all, nil
}

// sides parts a sheet at its empty columns where there is a list on both sides.
func (t table) sides(o Options) []table {
	width := 0
	for _, r := range t.rows {
		width = max(width, len(r.cells))
	}
	empty := func(column int) bool {
		return !slices.ContainsFunc(t.rows, func(r tableRow) bool { return column < len(r.cells) && r.cells[column] != "" })
	}
	var sides []table
	from, lists := 0, 0
	for column := 0; column <= width; column++ {
		if column < width && !empty(column) {
			continue
		}
		if column > from {
			side := t.between(from, column)
			sides = append(sides, side)
			if slices.ContainsFunc(side.rows, func(r tableRow) bool { return isHeader(r.cells, t.key(o), o) }) {
				lists++
			}
		}
		from = column + 1
	}
	if lists < 2 {
		return []table{t}
	}
	return sides
}

// between is the part of a sheet in some of its columns, which keep their places.
func (t table) between(from, to int) table {
	out := t
	out.rows = nil
	for _, r := range t.rows {
		cells := window(r.cells, from, to)
		if strings.Join(cells, "") != "" {
			out.rows = append(out.rows, tableRow{number: r.number, cells: cells, hidden: r.hidden, struck: r.struck, above: window(r.above, from, to)})
		}
	}
	return out
}

// window leaves blank what stands outside of some columns.
func window(cells []string, from, to int) []string {
	if len(cells) <= from {
		return nil
	}
	out := make([]string, min(len(cells), to))
	copy(out[from:], cells[from:len(out)])
	return out
}

// isHeader tells whether a row names the column that a list must have and another.
func isHeader(cells []string, key string, o Options) bool {
	found, _ := matched(headers, cells, o.Columns)
	_, ok := found[key]
	return ok && len(found) > 1
}

// stacked finds the lists of a sheet that stand under one another. Each begins with
// a header of one row or two, and what stands above it is its title.
func (t table) stacked(o Options) ([]*part, error) {
	var parts []*part
	var titles []string
	var aside []besideText // since the header before
	var now *part
	for i := 0; i < len(t.rows); i++ {
		cells, tall := t.header(i, o)
		if cells == nil {
			switch id := idIn(t.rows[i].cells); {
			case now != nil:
				row := t.rows[i]
				row.cells = row.whole()
				now.rows = append(now.rows, row)
			case id != "" && t.any(o):
				return nil, fmt.Errorf("row %d holds %s above the header: put it below, or take it out", t.rows[i].number, id)
			}
			if holdsData(t.rows[i].cells) && isHeader(t.rows[i].cells, t.key(o), o) {
				return nil, fmt.Errorf("row %d is a header and holds a facility, too: tables side by side want an empty column between them", t.rows[i].number)
			}
			aside = append(aside, now.beside(t.rows[i].cells)...)
			if idIn(t.rows[i].cells) != "" {
				titles = nil // a facility is no title of what follows
			} else {
				titles = append(titles, t.rows[i].cells...)
			}
			continue
		}
		next, err := t.begin(cells, append(over(aside, cells), titles...), o)
		if err != nil {
			return nil, err
		}
		now, titles, aside = next, nil, next.strange()
		parts = append(parts, now)
		i += tall - 1
	}
	parts, err := withRows(parts)
	if err != nil {
		return nil, err
	}
	return parts, nil
}

// besideText is a text in a column of a list that has no header there: it may be the
// title of a list that begins further down, beside this one.
type besideText struct {
	column int
	text   string
}

// beside gives such cells of a row.
func (p *part) beside(cells []string) (list []besideText) {
	for i, cell := range cells {
		if cell != "" && (p == nil || i >= len(p.headers) || p.headers[i] == "") {
			list = append(list, besideText{i, cell})
		}
	}
	return list
}

// strange gives the cells of a header that name no known column, for the same reason.
func (p *part) strange() (list []besideText) {
	known := slices.Collect(maps.Values(p.at))
	for i, header := range p.headers {
		if header != "" && !slices.Contains(known, i) {
			list = append(list, besideText{i, header})
		}
	}
	return list
}

// over gives the texts that stand over the columns of a header, or one column off.
func over(aside []besideText, header []string) (list []string) {
	first, last := -1, -1
	for i, cell := range header {
		if cell != "" {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	for _, a := range aside {
		if a.column >= first-1 && a.column <= last+1 {
			list = append(list, a.text)
		}
	}
	return list
}

// any tells whether a sheet has a header at all.
func (t table) any(o Options) bool {
	return slices.ContainsFunc(t.rows, func(r tableRow) bool { return isHeader(r.cells, t.key(o), o) })
}

// withRows leaves out headers with nothing below; where that is all there is, the
// list is empty.
func withRows(parts []*part) ([]*part, error) {
	full := slices.DeleteFunc(slices.Clone(parts), func(p *part) bool { return len(p.rows) == 0 })
	if len(parts) > 0 && len(full) == 0 {
		return nil, errNoRows
	}
	return full, nil
}

// begin makes the part below a header.
func (t table) begin(cells, titles []string, o Options) (*part, error) {
	at, err := matched(headers, cells, o.Columns)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(o.Columns)) {
		if _, ok := at[key]; !ok {
			return nil, fmt.Errorf("--map: there is no column %q; there is %s", o.Columns[key], quoted(cells))
		}
	}
	p := &part{sheet: t.sheet, titles: slices.DeleteFunc(titles, func(s string) bool { return s == "" }), headers: slices.Clone(cells), at: at, unseen: t.unseen, beyond: t.beyond}
	for _, header := range strings.Split(o.Columns[keyOther], "|") {
		if header != "" {
			p.other = append(p.other, foldHeader(header))
		}
	}
	if !p.has(keyStandardName) && p.has(keyName) { // one name is the standard name
		at[keyStandardName] = at[keyName]
	}
	return p, nil
}

// header gives the header that begins with a row, and how many rows it takes: two
// where their texts together, as under a merged cell, say more than either alone.
// No cells where the row begins none.
func (t table) header(i int, o Options) (cells []string, tall int) {
	key := t.key(o)
	score := func(cells []string) int {
		if !isHeader(cells, key, o) {
			return 0
		}
		found, _ := matched(headers, cells, o.Columns)
		return len(found)
	}
	if holdsData(t.rows[i].cells) {
		return nil, 0
	}
	one := score(t.rows[i].cells)
	if i+1 < len(t.rows) && !holdsData(t.rows[i+1].cells) {
		both := joined(t.rows[i].cells, t.rows[i+1].cells, headers, o.Columns)
		if two := score(both); two > one && two > score(t.rows[i+1].cells) {
			return both, 2
		}
	}
	if one > 0 {
		return t.rows[i].cells, 1
	}
	return nil, 0
}

// holdsData tells whether a row is about a facility, and so is no header.
func holdsData(cells []string) bool {
	return slices.ContainsFunc(cells, func(cell string) bool { return smelter.KnownShape(strings.ToUpper(plain(cell))) })
}

// joined makes one header of two rows: of two texts in a column the one that is
// known, or both.
func joined(top, bottom []string, columns []Column, mapped map[string]string) []string {
	known := func(text string) bool {
		found, _ := matched(columns, []string{text}, mapped)
		return len(found) > 0
	}
	cells := make([]string, max(len(top), len(bottom)))
	for i := range cells {
		var a, b string
		if i < len(top) {
			a = top[i]
		}
		if i < len(bottom) {
			b = bottom[i]
		}
		both := text.Line(a + " " + b)
		switch {
		case known(both):
			cells[i] = both
		case known(b):
			cells[i] = b
		case known(a):
			cells[i] = a
		default:
			cells[i] = both
		}
	}
	return cells
}

// key is the column without which a row is no header.
func (t table) key(o Options) string {
	if o.Kind == CAHRA {
		return keyCountry
	}
	return keyID
}
