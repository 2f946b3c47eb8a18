package template

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// errCircle is the error of formulas that need each other's results.
var errCircle = errors.New("the formulas need each other's results")

// operand is what an expression gives: a value, cells, or a table of values.
type operand struct {
	value Value
	cells *block    // cells of a sheet
	table [][]Value // made from cells: rows of values
}

// block is a rectangle of cells of one sheet.
type block struct {
	sheet    *sheet
	from, to place
}

func one(v Value) operand { return operand{value: v} }

// scope is where a formula stands: its sheet and cell, and how far it was carried from the
// cell in which it is written.
type scope struct {
	book       *Template
	sheet      *sheet
	at         place
	down, over int
}

// result gives what a cell holds: its value, or what its formula gives.
func (t *Template) result(s *sheet, at place) (Value, error) {
	c := s.cells[at]
	if c == nil {
		return Value{}, nil
	}
	if c.formula == "" {
		return c.stored, nil
	}
	switch c.state {
	case done:
		return c.result, nil
	case busy:
		return Value{}, fmt.Errorf("%s!%s: %w", s.name, at, errCircle)
	}
	if t.depth++; t.depth > 2000 {
		return Value{}, fmt.Errorf("%s!%s: %w", s.name, at, errCircle)
	}
	defer func() { t.depth-- }()
	c.state, t.calculated = busy, true
	v, err := t.calculate(s, at, c)
	if err != nil {
		c.state = fresh
		return Value{}, err
	}
	c.state, c.result = done, v
	return v, nil
}

func (t *Template) calculate(s *sheet, at place, c *cell) (Value, error) {
	if c.parsed == nil {
		alike := relative(c.formula, c.home)
		if c.parsed = t.parsed[alike]; c.parsed == nil {
			n, err := parse(c.formula)
			if err != nil {
				return Value{}, fmt.Errorf("%s!%s: %w", s.name, at, err)
			}
			c.parsed = &parsed{n, c.home}
			t.parsed[alike] = c.parsed
		}
	}
	x, err := c.parsed.node.eval(scope{t, s, at, at.row - c.parsed.home.row, at.col - c.parsed.home.col})
	if err != nil {
		return Value{}, err
	}
	v, err := t.single(x)
	if v.kind == blank {
		v = Number(0) // a reference to a blank cell shows 0
	}
	return v, err
}

// single gives one value of an operand: the upper left one of many.
func (t *Template) single(x operand) (Value, error) {
	switch {
	case x.cells != nil:
		return t.result(x.cells.sheet, x.cells.from)
	case x.table != nil:
		return x.table[0][0], nil
	}
	return x.value, nil
}

// values gives the rows of values of an operand.
func (t *Template) values(x operand) ([][]Value, error) {
	switch {
	case x.table != nil:
		return x.table, nil
	case x.cells == nil:
		return [][]Value{{x.value}}, nil
	}
	b := x.cells.used()
	table := make([][]Value, 0, b.to.row-b.from.row+1)
	for row := b.from.row; row <= b.to.row; row++ {
		line := make([]Value, 0, b.to.col-b.from.col+1)
		for col := b.from.col; col <= b.to.col; col++ {
			v, err := t.result(b.sheet, place{col, row})
			if err != nil {
				return nil, err
			}
			line = append(line, v)
		}
		table = append(table, line)
	}
	return table, nil
}

// used cuts a block down to the rows and columns that the sheet has.
func (b block) used() block {
	b.to.col = max(b.from.col, min(b.to.col, b.sheet.lastCol))
	b.to.row = max(b.from.row, min(b.to.row, b.sheet.lastRow))
	return b
}

func (n *node) eval(at scope) (operand, error) {
	switch n.op {
	case "value":
		return one(n.value), nil
	case "":
		return operand{}, nil
	case "ref":
		return at.refer(n.ref)
	case "name":
		return at.defined(n.name)
	case "&", "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/":
		return n.combine(at)
	}
	if n.function == nil {
		if n.function = functions[n.op]; n.function == nil {
			return operand{}, fmt.Errorf("%s!%s: the function %s is not known here", at.sheet.name, at.at, n.op)
		}
	}
	return n.function(at, n.args)
}

// refer finds the cells that a reference names.
func (at scope) refer(a area) (operand, error) {
	s := at.sheet
	if a.sheet != "" {
		if s = at.book.sheet(a.sheet); s == nil {
			return one(failed(wrongRef)), nil
		}
	}
	move := func(n int, fixed bool, by int) int {
		if fixed || n == 0 {
			return n
		}
		return n + by
	}
	b := block{s, place{move(a.from.col, a.fixed[0], at.over), move(a.from.row, a.fixed[1], at.down)},
		place{move(a.to.col, a.fixed[2], at.over), move(a.to.row, a.fixed[3], at.down)}}
	if a.whole {
		b.from.row, b.to.row = 1, maxRow
	}
	if b.from.row < 1 || b.from.col < 1 {
		return one(failed(wrongRef)), nil
	}
	return operand{cells: &b}, nil
}

// defined gives what a name of the workbook stands for.
func (at scope) defined(name string) (operand, error) {
	formula, ok := at.book.names[nameKey{strings.ToLower(at.sheet.name), strings.ToLower(name)}]
	if !ok {
		formula, ok = at.book.names[nameKey{"", strings.ToLower(name)}]
	}
	if !ok {
		return one(failed(wrongName)), nil
	}
	n, err := parse(formula)
	if err != nil {
		return operand{}, err
	}
	at.down, at.over = 0, 0 // a name stands for the same wherever it is used
	return n.eval(at)
}

// combine carries out an operator, on each pair where an operand holds several values.
func (n *node) combine(at scope) (operand, error) {
	var sides [2]operand
	for i, arg := range n.args {
		x, err := arg.eval(at)
		if err != nil {
			return operand{}, err
		}
		sides[i] = x
	}
	if sides[0].many() || sides[1].many() {
		left, err := at.book.values(sides[0])
		if err != nil {
			return operand{}, err
		}
		right, err := at.book.values(sides[1])
		if err != nil {
			return operand{}, err
		}
		table := make([][]Value, max(len(left), len(right)))
		for r := range table {
			width := max(len(left[0]), len(right[0]))
			table[r] = make([]Value, width)
			for c := range table[r] {
				table[r][c] = operate(n.op, pick(left, r, c), pick(right, r, c))
			}
		}
		return operand{table: table}, nil
	}
	left, err := at.book.single(sides[0])
	if err != nil {
		return operand{}, err
	}
	right, err := at.book.single(sides[1])
	return one(operate(n.op, left, right)), err
}

func (x operand) many() bool {
	return x.table != nil || x.cells != nil && x.cells.from != x.cells.to
}

// pick gives a value of a table; one row or column stands for as many as are asked for.
func pick(table [][]Value, r, c int) Value {
	if len(table) == 1 {
		r = 0
	}
	if r >= len(table) {
		return failed(notAvailable)
	}
	if len(table[r]) == 1 {
		c = 0
	}
	if c >= len(table[r]) {
		return failed(notAvailable)
	}
	return table[r][c]
}

func operate(op string, a, b Value) Value {
	if a.kind == fault {
		return a
	}
	if b.kind == fault {
		return b
	}
	switch op {
	case "&":
		return Value{kind: words, text: a.String() + b.String()}
	case "=":
		return truth(compare(a, b) == 0)
	case "<>":
		return truth(compare(a, b) != 0)
	case "<":
		return truth(compare(a, b) < 0)
	case "<=":
		return truth(compare(a, b) <= 0)
	case ">":
		return truth(compare(a, b) > 0)
	case ">=":
		return truth(compare(a, b) >= 0)
	}
	m, ok := a.number()
	n, also := b.number()
	switch {
	case !ok || !also:
		return failed(wrongValue)
	case op == "+":
		return Number(m + n)
	case op == "-":
		return Number(m - n)
	case op == "*":
		return Number(m * n)
	case n == 0:
		return failed("#DIV/0!")
	}
	return Number(m / n)
}

// whole gives a number that counts rows or columns.
func whole(v Value) (int, bool) {
	n, ok := v.number()
	if !ok || math.Abs(n) > maxRow {
		return 0, false
	}
	return int(math.Floor(n)), true
}
