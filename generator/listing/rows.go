package listing

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// entry is one row of a list about a facility of one of the four metals.
type entry struct {
	c      *columns
	part   *part
	number int // of the row, as the file counts
	cells  []string
	metal  cmrt.Metal
	id     string
}

// text gives a column of the row, "" where the list has none.
func (e entry) text(key string) string {
	i, ok := e.part.at[key]
	if !ok || i >= len(e.cells) {
		return ""
	}
	return e.cells[i]
}

// fail says what is wrong with the row.
func (e entry) fail(format string, args ...any) error {
	return fmt.Errorf("%srow %d: "+format, append([]any{e.c.of(e.part), e.number}, args...)...)
}

// sound refuses a row in which a column that is taken holds a formula error.
func (e entry) sound() error {
	for _, key := range slices.Sorted(maps.Keys(e.part.at)) {
		if s := e.text(key); text.IsError(s) {
			return e.fail("the column of %s holds the formula error %s: mend the formula and save the list again", key, s)
		}
	}
	return nil
}

// symbols are metals as chemists write them.
var symbols = map[string]cmrt.Metal{"ta": cmrt.Tantalum, "sn": cmrt.Tin, "au": cmrt.Gold, "w": cmrt.Tungsten}

// MetalNamed reads a metal by its name or symbol, "" for any other.
func MetalNamed(raw string) cmrt.Metal {
	if m := cmrt.MetalNamed(raw); m != "" {
		return m
	}
	return symbols[text.Compact(raw)]
}

// metal reads a metal or mineral that the list is taken for, "" for any other.
func (c *columns) metal(raw string) cmrt.Metal {
	if c.wanted == "" {
		return MetalNamed(raw)
	}
	if m := cmrt.MineralNamed(raw); slices.Contains(cmrt.MineralsOf(c.wanted), m) {
		return m
	}
	return ""
}

// among gives a metal of the list that stands with others in one cell (“Tin, Tungsten”),
// which would leave the facility out as one of another mineral.
func (c *columns) among(raw string) cmrt.Metal {
	list := strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune(",;/&+|、，；", r) })
	for _, sign := range []string{" and ", " und ", " et "} {
		list = append(list, strings.Split(raw, sign)...)
	}
	for _, one := range list {
		if m := c.metal(strings.TrimSpace(one)); m != "" && one != raw {
			return m
		}
	}
	return ""
}

// plain is a text as a person sees it, for comparison: marks that nobody sees are
// taken away, and full width, no-break spaces and their like made plain.
func plain(s string) string { return text.Line(text.Narrow(s)) }

// words are the words of a text.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(plain(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
}

// entries gives the rows about the four metals. Rows of other minerals, which the
// registry keeps on the same lists, and rows without a number are left out and
// remembered; a number that cannot be one, or that stands in another column, is an
// error.
func (c *columns) entries() ([]entry, error) {
	var list []entry
	err := c.each(func(e entry) error {
		if err := e.sound(); err != nil {
			return err
		}
		raw := e.text(keyMetal)
		e.metal = c.metal(raw)
		e.id = smelter.Number(e.text(keyID))
		switch {
		case e.id == "" && idIn(e.cells) != "":
			return e.fail("%s stands in another column than %q", idIn(e.cells), e.part.header(keyID))
		case e.second() != "":
			return e.fail("%s and %s stand in one row: tables side by side want an empty column between them; if one is no facility of the list, say --map other=HEADER of its column", e.id, e.second())
		case e.id == "":
			c.noID = append(c.noID, fmt.Sprintf("%srow %d", c.of(e.part), e.number))
			return nil
		case raw == "":
			return e.fail("%s has no metal", e.id)
		case e.metal == "" && c.among(raw) != "":
			return e.fail("%q names %s and another metal or mineral: give the facility a row for each", raw, c.among(raw))
		case e.metal == "":
			c.others[raw]++
			return nil
		case c.kind == Revisions && smelter.KnownShape(e.id):
		case !smelter.WellFormed(e.id):
			return e.fail("%q is not a smelter ID (CID and six digits)", e.text(keyID))
		}
		list = append(list, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		about := "tantalum, tin, gold or tungsten"
		if c.wanted != "" {
			about = "a mineral of the " + c.wanted
		}
		return nil, fmt.Errorf("no row is about %s%s", about, besides(c.leftOut()))
	}
	return list, nil
}

func besides(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, " ") + ")"
}

// second gives a smelter ID of the row besides its own, as where a table stands beside
// this one; "" where there is none.
func (e entry) second() string {
	for i, cell := range e.cells {
		id := strings.ToUpper(plain(cell))
		if smelter.WellFormed(id) && id != e.id && e.id != "" && !slices.Contains(e.part.other, foldHeader(e.part.column(i))) {
			return id
		}
	}
	return ""
}

// leftOut says which rows, columns and sheets were not taken.
func (c *columns) leftOut() []string {
	notes := slices.Clone(c.notes)
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
		notes = append(notes, fmt.Sprintf("%s without a smelter ID left out, the first in %s.", many(len(c.noID), "row"), c.noID[0]))
	}
	if unread := c.unread(); len(unread) > 0 && !rating(c.kind) {
		notes = append(notes, fmt.Sprintf("Columns that a list of kind %s has no place for: %s.", c.kind, quoted(unread)))
	}
	hidden, struck := 0, 0
	var unseen []string
	for _, p := range c.parts {
		for _, header := range unseenOf(p.unseen, p.headers, p.at) {
			if !slices.Contains(unseen, header) {
				unseen = append(unseen, header)
			}
		}
		for _, r := range p.rows {
			if r.hidden {
				hidden++
			}
			if r.struck {
				struck++
			}
		}
		if p.beyond {
			notes = append(notes, fmt.Sprintf("%sthe columns beyond AB were not read.", c.of(p)))
		}
	}
	if len(unseen) > 0 {
		notes = append(notes, fmt.Sprintf(unseenNote, quoted(unseen)))
	}
	if hidden > 0 {
		notes = append(notes, fmt.Sprintf("%s hidden in the workbook; read like the others.", many(hidden, "row")))
	}
	if struck > 0 {
		notes = append(notes, fmt.Sprintf("%s with an entry struck through in the workbook; read like the others.", many(struck, "row")))
	}
	return notes
}

// unread are the headers of columns that are not known.
func (c *columns) unread() []string {
	var list []string
	for _, p := range c.parts {
		known := slices.Collect(maps.Values(p.at))
		for i, header := range p.headers {
			if header != "" && !slices.Contains(known, i) && !slices.Contains(list, header) {
				list = append(list, header)
			}
		}
	}
	return list
}

// many is a number with its noun.
func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
