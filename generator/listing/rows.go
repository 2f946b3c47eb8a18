package listing

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// entry is one row of a list about a facility of one of the four metals.
type entry struct {
	c      *columns
	number int // of the row, as the file counts
	cells  []string
	metal  cmrt.Metal
	id     string
}

// text gives a column of the row, "" where the list has none.
func (e entry) text(key string) string {
	i, ok := e.c.at[key]
	if !ok || i >= len(e.cells) {
		return ""
	}
	return e.cells[i]
}

// fail says what is wrong with the row.
func (e entry) fail(format string, args ...any) error {
	return fmt.Errorf("row %d: "+format, append([]any{e.number}, args...)...)
}

// sound refuses a row in which a column that is taken holds a formula error.
func (e entry) sound() error {
	for _, key := range slices.Sorted(maps.Keys(e.c.at)) {
		if s := e.text(key); text.IsError(s) {
			return e.fail("the column of %s holds the formula error %s: mend the formula and save the list again", key, s)
		}
	}
	return nil
}

// symbols are metals as chemists write them.
var symbols = map[string]cmrt.Metal{"ta": cmrt.Tantalum, "sn": cmrt.Tin, "au": cmrt.Gold, "w": cmrt.Tungsten}

// entries gives the rows about the four metals. Rows of other minerals, which the
// registry keeps on the same lists, and rows without a number are left out and
// remembered; a number that cannot be one is an error.
func (c *columns) entries() ([]entry, error) {
	var list []entry
	for _, r := range c.rows {
		e := entry{c: c, number: r.number, cells: r.cells}
		if err := e.sound(); err != nil {
			return nil, err
		}
		raw := e.text(keyMetal)
		if e.metal = cmrt.MetalNamed(raw); e.metal == "" {
			e.metal = symbols[text.Compact(raw)]
		}
		e.id = smelter.Number(e.text(keyID))
		switch {
		case e.id == "":
			c.noID = append(c.noID, r.number)
			continue
		case c.kind == Revisions && smelter.KnownShape(e.id):
		case !smelter.WellFormed(e.id):
			return nil, e.fail("%q is not a smelter ID (CID and six digits)", e.text(keyID))
		}
		if e.metal == "" && raw == "" {
			return nil, e.fail("%s has no metal", e.id)
		}
		if e.metal == "" {
			c.others[raw]++
			continue
		}
		list = append(list, e)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("no row is about tantalum, tin, gold or tungsten%s", besides(c.leftOut()))
	}
	return list, nil
}

func besides(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, " ") + ")"
}

// leftOut says which rows were not taken.
func (c *columns) leftOut() []string {
	var notes []string
	if len(c.others) > 0 {
		var kinds []string
		n := 0
		for _, metal := range slices.Sorted(maps.Keys(c.others)) {
			n += c.others[metal]
			kinds = append(kinds, metal)
		}
		notes = append(notes, fmt.Sprintf("%s of other minerals left out: %s.", many(n, "row"), quoted(kinds)))
	}
	if len(c.noID) > 0 {
		notes = append(notes, fmt.Sprintf("%s without a smelter ID left out, the first in row %d.", many(len(c.noID), "row"), c.noID[0]))
	}
	return notes
}

// many is a number with its noun.
func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
