package template

import (
	"fmt"
	"strconv"
	"strings"
)

// node is a formula, or a part of one.
type node struct {
	op    string // a function's name, an operator, "ref", "name", "value" or "" for an argument left out
	args  []*node
	value Value
	ref   area
	name  string

	function func(scope, []*node) (operand, error) // of the op, once it was looked up
}

// area is a reference as written. A coordinate that is not fixed moves with the cell in
// which a shared formula stands. A whole column has no rows.
type area struct {
	sheet    string // "" for the sheet of the formula
	from, to place
	whole    bool    // whole columns
	fixed    [4]bool // from column, from row, to column, to row
}

// place is a cell: column and row from 1.
type place struct{ col, row int }

// parser reads one formula by precedence: comparison, &, + -, * /, sign.
type parser struct {
	src string
	at  int
}

// maxDepth bounds how deep expressions nest; Excel's own bound is 64.
const maxDepth = 64

func parse(src string) (*node, error) {
	p := &parser{src: src}
	n, err := p.expression(0, 0)
	if err == nil {
		p.space()
		if p.at < len(p.src) {
			err = p.wrong()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", src, err)
	}
	return n, nil
}

func (p *parser) wrong() error { return fmt.Errorf("not understood from position %d", p.at+1) }

func (p *parser) space() {
	for p.at < len(p.src) && strings.IndexByte(" \t\r\n", p.src[p.at]) >= 0 {
		p.at++
	}
}

// operators, those of two characters first, with how strongly they bind.
var operators = []struct {
	text  string
	level int
}{{"<>", 1}, {"<=", 1}, {">=", 1}, {"=", 1}, {"<", 1}, {">", 1}, {"&", 2}, {"+", 3}, {"-", 3}, {"*", 4}, {"/", 4}}

func (p *parser) expression(level, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("nested more than %d deep", maxDepth)
	}
	left, err := p.operand(depth + 1)
	if err != nil {
		return nil, err
	}
next:
	for {
		p.space()
		for _, o := range operators {
			if o.level > level && strings.HasPrefix(p.src[p.at:], o.text) {
				p.at += len(o.text)
				right, err := p.expression(o.level, depth+1)
				if err != nil {
					return nil, err
				}
				left = &node{op: o.text, args: []*node{left, right}}
				continue next
			}
		}
		return left, nil
	}
}

func (p *parser) operand(depth int) (*node, error) {
	p.space()
	if p.at >= len(p.src) {
		return nil, p.wrong()
	}
	switch c := p.src[p.at]; {
	case c == '"':
		text, err := p.quoted('"')
		return &node{op: "value", value: Value{kind: words, text: text}}, err
	case c == '(':
		p.at++
		n, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		return n, p.expect(')')
	case c == '-' || c == '+':
		p.at++
		n, err := p.expression(4, depth+1)
		if err != nil || c == '+' {
			return n, err
		}
		return &node{op: "-", args: []*node{{op: "value", value: Number(0)}, n}}, nil
	case c >= '0' && c <= '9' || c == '.':
		start := p.at
		for p.at < len(p.src) && (p.src[p.at] >= '0' && p.src[p.at] <= '9' || p.src[p.at] == '.') {
			p.at++
		}
		n, err := strconv.ParseFloat(p.src[start:p.at], 64)
		return &node{op: "value", value: Number(n)}, err
	case c == '#':
		for _, name := range []string{notAvailable, wrongValue, wrongName, wrongRef} {
			if strings.HasPrefix(p.src[p.at:], name) {
				p.at += len(name)
				return &node{op: "value", value: failed(name)}, nil
			}
		}
		return nil, p.wrong()
	}
	return p.named(depth)
}

// quoted reads a text between quotes, of which two stand for one.
func (p *parser) quoted(quote byte) (string, error) {
	var b strings.Builder
	for p.at++; p.at < len(p.src); p.at++ {
		if p.src[p.at] != quote {
			b.WriteByte(p.src[p.at])
			continue
		}
		if p.at++; p.at >= len(p.src) || p.src[p.at] != quote {
			return b.String(), nil
		}
		b.WriteByte(quote)
	}
	return "", p.wrong()
}

func (p *parser) expect(c byte) error {
	if p.space(); p.at >= len(p.src) || p.src[p.at] != c {
		return p.wrong()
	}
	p.at++
	return nil
}

func (p *parser) word() string {
	start := p.at
	for p.at < len(p.src) && strings.IndexByte(" \t\r\n()=<>&+-*/,;:!\"'", p.src[p.at]) < 0 {
		p.at++
	}
	return p.src[start:p.at]
}

// named reads a function, a reference or a defined name.
func (p *parser) named(depth int) (*node, error) {
	sheet := ""
	var word string
	if p.src[p.at] == '\'' {
		quoted, err := p.quoted('\'')
		if err != nil {
			return nil, err
		}
		if err := p.expect('!'); err != nil {
			return nil, err
		}
		sheet, word = quoted, p.word()
	} else if word = p.word(); p.at < len(p.src) && p.src[p.at] == '!' {
		p.at++
		if sheet, word = word, p.word(); word == "" && p.at < len(p.src) && p.src[p.at] == '#' {
			return nil, p.wrong()
		}
	}
	switch {
	case word == "":
		return nil, p.wrong()
	case sheet == "" && p.at < len(p.src) && p.src[p.at] == '(':
		p.at++
		return p.call(strings.TrimPrefix(strings.ToUpper(word), "_XLFN."), depth)
	case word == wrongRef:
		return &node{op: "value", value: failed(wrongRef)}, nil
	}
	ref := area{sheet: sheet}
	if !ref.first(word) {
		switch up := strings.ToUpper(word); {
		case sheet == "" && (up == "TRUE" || up == "FALSE"):
			return &node{op: "value", value: truth(up == "TRUE")}, nil
		case sheet == "":
			return &node{op: "name", name: word}, nil
		}
		return nil, p.wrong()
	}
	if p.at < len(p.src) && p.src[p.at] == ':' {
		p.at++
		if !ref.last(p.word()) {
			return nil, p.wrong()
		}
	} else if ref.whole {
		return &node{op: "name", name: word}, nil // letters alone
	}
	return &node{op: "ref", ref: ref}, nil
}

func (p *parser) call(name string, depth int) (*node, error) {
	n := &node{op: name}
	for {
		p.space()
		if p.at >= len(p.src) {
			return nil, p.wrong()
		}
		switch p.src[p.at] {
		case ')':
			p.at++
			if len(n.args) > 0 {
				n.args = append(n.args, &node{}) // after a comma: an argument left out
			}
			return n, nil
		case ',':
			p.at++
			n.args = append(n.args, &node{})
			continue
		}
		arg, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, arg)
		if p.space(); p.at < len(p.src) && p.src[p.at] == ',' {
			p.at++
			continue
		}
		return n, p.expect(')')
	}
}

// first reads the upper left corner of a reference.
func (a *area) first(word string) bool {
	var ok bool
	a.from, a.fixed[0], a.fixed[1], ok = corner(word)
	a.to, a.fixed[2], a.fixed[3] = a.from, a.fixed[0], a.fixed[1]
	a.whole = ok && a.from.row == 0
	return ok
}

// last reads the lower right corner.
func (a *area) last(word string) bool {
	var ok bool
	a.to, a.fixed[2], a.fixed[3], ok = corner(word)
	return ok && (a.to.row == 0) == a.whole
}

// corner reads a cell such as $B7, or a column; its row is 0 then.
func corner(word string) (at place, fixedCol, fixedRow, ok bool) {
	rest := strings.TrimPrefix(word, "$")
	fixedCol = rest != word
	n := 0
	for n < len(rest) && (rest[n]|0x20) >= 'a' && (rest[n]|0x20) <= 'z' {
		at.col = at.col*26 + int(rest[n]|0x20) - 'a' + 1
		n++
	}
	if n == 0 || n > 3 {
		return at, false, false, false
	}
	digits := strings.TrimPrefix(rest[n:], "$")
	fixedRow = digits != rest[n:]
	if digits == "" {
		return at, fixedCol, false, !fixedRow
	}
	row, err := strconv.Atoi(digits)
	at.row = row
	return at, fixedCol, fixedRow, err == nil && row > 0 && row <= maxRow && digits[0] != '+'
}

// maxRow is the last row of a worksheet.
const maxRow = 1 << 20
