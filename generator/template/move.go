package template

import (
	"fmt"
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
