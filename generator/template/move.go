package template

import (
	"fmt"
	"strconv"
	"strings"
)

// move writes a formula as it reads a number of rows further down and columns to the
// right: relative references move along, others stay.
func move(formula string, down, over int) (string, error) {
	var b strings.Builder
	p := &parser{src: formula}
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '"' || c == '\'':
			start := p.at
			if _, err := p.quoted(c); err != nil {
				return "", fmt.Errorf("formula %q: %w", formula, err)
			}
			b.WriteString(p.src[start:p.at])
		case strings.IndexByte(" \t\r\n()=<>&+-*/,;:!", c) >= 0:
			b.WriteByte(c)
			p.at++
		default:
			word := p.word()
			function := p.at < len(p.src) && (p.src[p.at] == '(' || p.src[p.at] == '!')
			at, fixedCol, fixedRow, ok := corner(word)
			if function || !ok || at.row == 0 {
				b.WriteString(word)
				continue
			}
			if !fixedCol {
				at.col += over
			}
			if !fixedRow {
				at.row += down
			}
			if at.col < 1 || at.row < 1 {
				return "", fmt.Errorf("formula %q: a reference moves off the sheet", formula)
			}
			b.WriteString(map[bool]string{true: "$"}[fixedCol] + letters(at.col) + map[bool]string{true: "$"}[fixedRow] + fmt.Sprint(at.row))
		}
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
	p := &parser{src: formula}
	columns := false // it may name whole columns, which are told by their letters
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '"' || c == '\'':
			start := p.at
			if _, err := p.quoted(c); err != nil {
				return formula // nor can it be parsed
			}
			b = append(b, p.src[start:p.at]...)
		case strings.IndexByte(" \t\r\n()=<>&+-*/,;:!", c) >= 0:
			columns = columns || c == ':'
			b = append(b, c)
			p.at++
		default:
			word := p.word()
			function := p.at < len(p.src) && (p.src[p.at] == '(' || p.src[p.at] == '!')
			at, fixedCol, fixedRow, ok := corner(word)
			if function || !ok || at.row == 0 {
				b = append(b, word...)
				continue
			}
			b = append(b, 0)
			if b = append(b, '$'); !fixedCol {
				b[len(b)-1], at.col = ' ', at.col-home.col
			}
			b = strconv.AppendInt(b, int64(at.col), 10)
			if b = append(b, '$'); !fixedRow {
				b[len(b)-1], at.row = ' ', at.row-home.row
			}
			b = append(strconv.AppendInt(b, int64(at.row), 10), 0)
		}
	}
	if columns {
		b = strconv.AppendInt(append(b, 0, 0), int64(home.col), 10)
	}
	return string(b)
}
