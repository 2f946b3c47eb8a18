package bom

import (
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/tables"
)

// What goes into what: by a column of levels, or of parents.

var (
	outline = lazyregexp.New(`^\d+(\.\d+)+\.?$`)
	padded  = lazyregexp.New(`^\d+\.0$`) // a number as some programs write it: 1.0
)

// levels reads a column of levels from its first row to its last.
type levels struct {
	outlined bool     // 1, 1.1, 1.1.1, 2: how many numbers stand in it is the level
	above    []string // the part that was last seen at each level
}

// levelsOf tells how the levels of a table are written: in an outline “2” stands beside
// “1”, among numbers below it.
func levelsOf(s listing.Sheet) *levels {
	deep, other := false, false
	for _, r := range s.Rows {
		level := strings.TrimSpace(s.Text(r, keyLevel))
		deep = deep || outline.MatchString(level) && !padded.MatchString(level)
		other = other || strings.Trim(level, "0123456789.") != "" || strings.HasPrefix(level, ".")
	}
	return &levels{outlined: deep && !other}
}

// depth reads a level: a number, with dots or other marks before it as some systems indent
// it (..2), or an outline (1.2.3, which is the third level).
func (l *levels) depth(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if l.outlined && s != "" && s != "0" { // which is what all others are a part of
		return strings.Count(strings.TrimSuffix(s, "."), ".") + 1, true
	}
	if padded.MatchString(s) {
		s = strings.TrimSuffix(s, ".0")
	}
	if _, err := strconv.Atoi(s); err == nil && strings.HasPrefix(s, "-") {
		return 0, false // a number below nothing, and no mark before one
	}
	n, err := strconv.Atoi(strings.TrimLeft(s, ".-*+> \u00a0"))
	return n, err == nil && n >= 0 && n <= 100
}

// leftOut stands at a level for a part that was left out: what is below it is below nothing
// else.
const leftOut = "\x00"

// skip takes note that a part was left out.
func (l *levels) skip(typed string) { l.place(typed, &tables.Part{Number: leftOut}) }

// place puts a part below the one above it; false where its level does not follow on one
// that was taken.
func (l *levels) place(typed string, p *tables.Part) bool {
	level, ok := l.depth(typed)
	if !ok || level > len(l.above) && len(l.above) > 0 {
		return false
	}
	if level > 0 && level <= len(l.above) && l.above[level-1] == leftOut {
		l.above = append(l.above[:level], leftOut)
		return false
	}
	if len(l.above) == 0 {
		l.above = make([]string, level) // the file may begin with 0 or 1
	}
	l.above = append(l.above[:min(level, len(l.above))], p.Number)
	if level > 0 && p.Parent == "" {
		p.Parent = l.above[level-1]
	}
	return true
}

// straight leaves out the rows by which a part would go into itself, over any number of
// assemblies: each part and each row is looked at once. current are the parts that stay.
func (in *Import) straight(fresh []row, current []tables.Part) []row {
	const under, done = 1, 2
	state, out := map[string]int{}, make([]bool, len(fresh))
	rows, stays := map[string][]int{}, map[string][]string{} // by number: its rows, and what it went into before
	for i, r := range fresh {
		rows[r.Number] = append(rows[r.Number], i)
	}
	for _, p := range current {
		if len(rows[p.Number]) == 0 && p.Parent != "" { // the others give way to the file
			stays[p.Number] = append(stays[p.Number], p.Parent)
		}
	}
	var follow func(number string)
	follow = func(number string) {
		state[number] = under
		for _, parent := range stays[number] {
			if state[parent] == 0 {
				follow(parent)
			}
		}
		for _, i := range rows[number] {
			switch parent := fresh[i].Parent; {
			case parent == "" || state[parent] == done:
			case state[parent] == under:
				out[i] = true
				in.Wrong = append(in.Wrong, fmt.Sprintf("row %d: %s goes into %s, which by other rows goes into it", fresh[i].number, number, parent))
			default:
				follow(parent)
			}
		}
		state[number] = done
	}
	for _, p := range current {
		if state[p.Number] == 0 {
			follow(p.Number)
		}
	}
	var list []row
	for i, r := range fresh {
		if state[r.Number] == 0 {
			follow(r.Number)
		}
		if !out[i] {
			list = append(list, r)
		}
	}
	return list
}

// rooted gives each assembly that only other rows name a row of its own: lists of parents and
// components name what is sold as a parent alone.
func (in *Import) rooted(fresh []row, current []tables.Part) []row {
	named := map[string]bool{}
	for _, r := range fresh {
		named[r.Number] = true
	}
	for _, p := range current {
		named[p.Number] = true
	}
	var tops []row
	for _, r := range fresh {
		if r.Parent != "" && !named[r.Parent] {
			named[r.Parent] = true
			tops = append(tops, row{tables.Part{Number: r.Parent}, r.number})
		}
	}
	if len(tops) > 0 {
		in.Notes = append(in.Notes, fmt.Sprintf("Assemblies that only their parts name, taken for products: %d, the first in row %d: “%s”.", len(tops), tops[0].number, tops[0].Number))
	}
	return append(tops, fresh...)
}

// joined leaves out rows that say the same twice, keeps parts that the file does not have,
// and keeps what people filled in where the file is silent.
func (in *Import) joined(fresh []row, current []tables.Part) []tables.Part {
	type key struct{ number, parent, vendor, supplierPart string }
	of := func(p tables.Part) key { return key{p.Number, p.Parent, p.Vendor, p.SupplierPart} }
	old := map[key]tables.Part{}
	for _, p := range current {
		old[of(p)] = p
	}
	seen, named := map[key]row{}, map[string]bool{}
	var list []tables.Part
	for _, r := range fresh {
		p := r.Part
		if first, twice := seen[of(p)]; twice {
			if first.Part != p {
				in.Wrong = append(in.Wrong, fmt.Sprintf("row %d: %s is there in row %d already, with another name, family or number of a customer", r.number, p.Number, first.number))
			}
			continue
		}
		seen[of(p)], named[p.Number] = r, true
		was := old[of(p)]
		for _, f := range []struct{ to, from *string }{{&p.Name, &was.Name}, {&p.Family, &was.Family}, {&p.Supplier, &was.Supplier}, {&p.RequesterNumber, &was.RequesterNumber}} {
			if *f.to == "" {
				*f.to = *f.from
			}
		}
		list = append(list, p)
	}
	for _, p := range current {
		if !named[p.Number] {
			list = append(list, p)
		}
	}
	return list
}
