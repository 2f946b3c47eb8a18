package template

import (
	"fmt"
	"strconv"
	"strings"
)

// walk goes through a formula: it calls reference for each cell that is referred to, and
// other for every part between.
func walk(formula string, other func(part string), reference func(at place, fixedCol, fixedRow bool)) error {
	p := &parser{src: formula}
	for p.at < len(p.src) {
		start := p.at
		switch c := p.src[p.at]; {
		case c == '"' || c == '\'':
			if _, err := p.quoted(c); err != nil {
				return fmt.Errorf("formula %q: %w", formula, err)
			}
		case strings.IndexByte(" \t\r\n()=<>&+-*/,;:!", c) >= 0:
			p.at++
		default:
			word := p.word()
			function := p.at < len(p.src) && (p.src[p.at] == '(' || p.src[p.at] == '!')
			if at, fixedCol, fixedRow, ok := corner(word); !function && ok && at.row != 0 {
				reference(at, fixedCol, fixedRow)
				continue
			}
		}
		other(p.src[start:p.at])
	}
	return nil
}

// move writes a formula as it reads a number of rows further down and columns to the
// right: relative references move along, others stay.
func move(formula string, down, over int) (string, error) {
	var b strings.Builder
	off := false
	err := walk(formula, func(part string) { b.WriteString(part) }, func(at place, fixedCol, fixedRow bool) {
		if !fixedCol {
			at.col += over
		}
		if !fixedRow {
			at.row += down
		}
		if off = off || at.col < 1 || at.row < 1; off {
			return
		}
		b.WriteString(map[bool]string{true: "$"}[fixedCol] + letters(at.col) + map[bool]string{true: "$"}[fixedRow] + fmt.Sprint(at.row))
	})
	if err == nil && off {
		err = fmt.Errorf("formula %q: a reference moves off the sheet", formula)
	}
	if err != nil {
		return "", err
	}
	return b.String(), nil
}

// parsed is a formula taken apart, and the cell in which it is written. It is the same for
// all cells whose formulas are alike but for where they stand: lists have thousands.
type parsed struct {
	node *node
	home place
}

// relative writes a formula so that those that are alike but for the cells in which they
// stand read the same: relative references are distances from the cell.
func relative(formula string, home place) string {
	b := make([]byte, 0, len(formula)+16)
	columns := false // it may name whole columns, which are told by their letters
	distance := func(fixed bool, n, from int) {
		if fixed {
			b = strconv.AppendInt(append(b, '$'), int64(n), 10)
		} else {
			b = strconv.AppendInt(append(b, ' '), int64(n-from), 10)
		}
	}
	err := walk(formula, func(part string) {
		columns = columns || part == ":"
		b = append(b, part...)
	}, func(at place, fixedCol, fixedRow bool) {
		b = append(b, 0)
		distance(fixedCol, at.col, home.col)
		distance(fixedRow, at.row, home.row)
		b = append(b, 0)
	})
	if err != nil {
		return formula // nor can it be parsed
	}
	if columns {
		b = strconv.AppendInt(append(b, 0, 0), int64(home.col), 10)
	}
	return string(b)
}
