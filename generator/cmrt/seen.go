package cmrt

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// Everything that a cell says to a person leaves this package through here: what is
// stored becomes what is seen (package text), and where the two differ what was stored
// is kept in Declaration.Stored. Fields whose name ends in Raw hold a cell as stored.

// Stored is what a cell holds where a person sees something else: marks that print
// nothing, or a number that its format shows otherwise.
type Stored struct {
	Cell string `json:"cell"` // e.g. "Smelter List!A12"
	Text string `json:"text"` // what the file holds
}

// seen gives the text that a person sees in a cell.
func (w *workbook) seen(c cell) string {
	switch c.kind {
	case numberValue:
		return w.styles().number(c.style).Text(c.text, w.date1904)
	case dateValue:
		return strings.TrimSuffix(strings.TrimSuffix(c.text, "Z"), "T00:00:00")
	}
	return text.Seen(c.text)
}

// struck tells whether a text is struck through, whole or in part; the error is that of
// the part with the formats.
func (w *workbook) struck(c cell) (bool, error) {
	look, err := w.look(c.style)
	return c.text != "" && (c.marks&struckOut != 0 || look.struck), err
}

// shown gives the text that a person sees in a cell, and keeps what was stored where
// that is something else.
func (r *reader) shown(c cell, sheet, letter string, row int) string {
	if c.text == "" {
		return ""
	}
	seen := r.book.seen(c)
	if seen != c.text {
		r.d.Stored = append(r.d.Stored, Stored{Cell: sheet + "!" + letter + strconv.Itoa(row), Text: c.text})
	}
	return seen
}

// numbered writes a smelter's number as registries do, if a person sees one; any other
// text stays as it is seen.
func numbered(s string) string {
	if id := text.ID(s); idShape.MatchString(id) {
		return id
	}
	return s
}

// idShape is a smelter's number as versions since 3.00 write it, and as 2.x did.
var idShape = lazyregexp.New(`^CID\d{6}$|^[1-4][A-Z]{3}\d{3}$`)
