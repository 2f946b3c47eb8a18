package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// Limits on one sheet. The template's longest table has 2,500 rows, and all texts
// of a completed CMRT together are below a megabyte. A shared string is stored
// once and named by many cells, so what cells hold is counted apart from the file.
const (
	maxRows      = 20_000   // with content
	maxSheetText = 24 << 20 // bytes in all cells
)

var errTooManyRows = errors.New("has more rows than any completed CMRT")

// sheetReader takes the cells of one sheet.
type sheetReader struct {
	tokens
	strings *sharedStrings
	last    int // last row wanted; 0: all
	grid    *grid
	row     row
	value   []byte          // of the cell being read
	formula []byte          // its formula, the first bytes
	number  []byte          // the number of a formula that stands in several cells
	shared  map[string]bool // by that number: whether it is the supplier's
	size    int             // of all texts kept
}

// readSheet reads a sheet up to column AB and, where last is not 0, up to that row.
func readSheet(data []byte, texts *sharedStrings, last int) (*grid, error) {
	r := sheetReader{tokens: tokens{data: data}, strings: texts, last: last, grid: &grid{}}
	for {
		if err := r.next(); err != nil {
			return nil, err
		}
		switch {
		case r.kind == tokenEOF:
			return r.finish()
		case r.is("row"):
			if err := r.readRow(); err != nil {
				return nil, err
			}
		}
	}
}

// finish puts rows in order, since a file may hold them in any, and makes one of
// those that have the same number.
func (r *sheetReader) finish() (*grid, error) {
	byNumber := func(a, b row) int { return a.number - b.number }
	if !slices.IsSortedFunc(r.grid.rows, byNumber) {
		slices.SortStableFunc(r.grid.rows, byNumber)
	}
	rows := r.grid.rows[:0]
	for _, next := range r.grid.rows {
		if n := len(rows); n > 0 && rows[n-1].number == next.number {
			rows[n-1].join(next)
			continue
		}
		rows = append(rows, next)
	}
	r.grid.rows = rows
	return r.grid, nil
}

// readRow reads one row; number and references may be left out, and then follow
// on the one before.
func (r *sheetReader) readRow() error {
	number := r.row.number + 1
	if n, err := strconv.Atoi(r.attr("r")); err == nil && n > 0 {
		number = n
	}
	r.row = row{number: number, hidden: truth(r.attr("hidden")), cells: r.row.cells[:0]}
	if r.kind == tokenEmpty {
		return nil
	}
	depth, column, content := r.depth, -1, false
	for {
		if err := r.next(); err != nil {
			return err
		}
		switch {
		case r.kind == tokenEOF:
			return errXMLTruncated
		case r.kind == tokenEnd && r.depth < depth:
			if content {
				return r.keep()
			}
			return nil
		case r.is("c"):
			column++
			if c, _ := splitRef(r.rawAttr("r")); c >= 0 {
				column = c
			}
			filled := r.kind == tokenStart
			c, err := r.readCell(column < maxColumn && (r.last == 0 || number <= r.last))
			if err != nil {
				return fmt.Errorf("cell %s: %w", ref(column, number), err)
			}
			r.grid.beyond = r.grid.beyond || column >= maxColumn && filled
			if column < maxColumn && (c.text != "" || c.formula) {
				r.row.put(column, c)
				content = content || c.text != "" || c.pending() || column == 1 // labels are formulas, with or without a result
			}
		}
	}
}

func truth(s string) bool { return s == "1" || s == "true" }

// keep stores the row.
func (r *sheetReader) keep() error {
	if len(r.grid.rows) >= maxRows {
		return errTooManyRows
	}
	for i := range r.row.cells {
		r.size += len(r.row.cells[i].text)
	}
	if r.size > maxSheetText {
		return fmt.Errorf("its text %w", errTooLarge)
	}
	kept := r.row
	kept.cells = slices.Clone(r.row.cells)
	r.grid.rows = append(r.grid.rows, kept)
	return nil
}

var inline = []byte("inlineStr")

// readCell reads the cell just entered up to its end.
func (r *sheetReader) readCell(wanted bool) (c cell, err error) {
	if r.kind == tokenEmpty {
		return c, nil
	}
	var kind []byte
	if wanted {
		kind = r.rawAttr("t")
	}
	start, depth, inValue, inFormula := r.attrs, r.depth, false, false
	r.value, r.formula, r.number = r.value[:0], r.formula[:0], r.number[:0]
	for {
		if err := r.next(); err != nil {
			return c, err
		}
		switch {
		case r.kind == tokenEOF:
			return c, errXMLTruncated
		case r.kind == tokenEnd && r.depth < depth:
			err := r.finishCell(&c, kind, start)
			c.own = c.formula && (c.text == "" || len(r.number) > 0) && r.supplied()
			return c, err
		case r.kind == tokenEnd:
			inValue, inFormula = false, false
		case !wanted:
		case r.is("f"):
			c.formula, inFormula = true, r.kind == tokenStart
			r.number = append(r.number, r.rawAttr("si")...)
		case r.kind == tokenStart && string(r.name) == "v":
			inValue = true
		case r.kind == tokenStart && string(r.name) == "is":
			if c.text, err = r.richText(); err != nil {
				return c, err
			}
			kind = inline
		case inFormula && r.kind == tokenText && len(r.formula) < longestMark:
			r.formula = append(r.formula, r.text[:min(len(r.text), longestMark)]...)
		case inValue && (r.kind == tokenText || r.kind == tokenCDATA):
			if r.value = r.appendContent(r.value); len(r.value) > maxText {
				return c, fmt.Errorf("its text %w", errTooLarge)
			}
		}
	}
}

// finishCell turns the stored value into text, by the cell's type. start are the
// attributes of its start tag.
func (r *sheetReader) finishCell(c *cell, kind, start []byte) (err error) {
	if c.text != "" || string(kind) == "str" { // an inline text, or a formula that gives a text, blank or not
		c.kind = textValue
	}
	if len(r.value) == 0 || c.text != "" {
		return nil
	}
	if string(kind) == "s" {
		c.kind = textValue
		c.text, err = r.strings.at(r.value)
		return err
	}
	stored := string(r.value)
	switch string(kind) {
	case "str", "inlineStr":
		c.kind, c.text = textValue, text.Unescape(stored)
	case "b":
		c.kind, c.text = boolValue, map[bool]string{true: "TRUE", false: "FALSE"}[truth(strings.TrimSpace(stored))]
	case "e":
		c.kind, c.text = errorValue, strings.TrimSpace(stored)
	case "d":
		c.kind, c.text = dateValue, strings.TrimSpace(stored)
	default:
		c.kind, c.text, c.style = numberValue, strings.TrimSpace(stored), styleOf(start)
	}
	return nil
}
