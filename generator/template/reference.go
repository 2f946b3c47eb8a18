package template

import (
	"strconv"
)

// cellsOf gives an argument that has to be a reference.
func (at scope) cellsOf(args []*node, i int) (*block, Value, error) {
	if i >= len(args) {
		return nil, failed(wrongValue), nil
	}
	x, err := args[i].eval(at)
	switch {
	case err != nil:
		return nil, Value{}, err
	case x.cells == nil && x.value.kind == fault:
		return nil, x.value, nil
	case x.cells == nil:
		return nil, failed(wrongValue), nil
	}
	return x.cells, Value{}, nil
}

func offset(at scope, args []*node) (operand, error) {
	b, bad, err := at.cellsOf(args, 0)
	if b == nil {
		return one(bad), err
	}
	size := [4]int{0, 0, b.to.row - b.from.row + 1, b.to.col - b.from.col + 1} // rows, columns, height, width
	for i := range size {
		v, err := at.arg(args, i+1)
		if err != nil || v.kind == fault {
			return one(v), err
		}
		n, ok := whole(v)
		switch {
		case i >= 2 && !given(args, i+1):
			continue
		case !ok:
			return one(failed(wrongValue)), nil
		}
		size[i] = n
	}
	from := place{b.from.col + size[1], b.from.row + size[0]}
	to := place{from.col + size[3] - 1, from.row + size[2] - 1}
	if from.row < 1 || from.col < 1 || to.row < from.row || to.col < from.col || to.row > maxRow {
		return one(failed(wrongRef)), nil
	}
	return operand{cells: &block{b.sheet, from, to}}, nil
}

func index(at scope, args []*node) (operand, error) {
	b, bad, err := at.cellsOf(args, 0)
	if b == nil {
		return one(bad), err
	}
	at1 := [2]int{1, 1}
	for i := range at1 {
		if !given(args, i+1) {
			continue
		}
		v, err := at.arg(args, i+1)
		if err != nil || v.kind == fault {
			return one(v), err
		}
		n, ok := whole(v)
		if !ok || n < 1 {
			return one(failed(wrongValue)), nil
		}
		at1[i] = n
	}
	found := place{b.from.col + at1[1] - 1, b.from.row + at1[0] - 1}
	if found.row > b.to.row || found.col > b.to.col {
		return one(failed(wrongRef)), nil
	}
	return operand{cells: &block{b.sheet, found, found}}, nil
}

func indirect(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	if err != nil || v.kind == fault {
		return one(v), err
	}
	n, err := parse(v.String())
	if err != nil || n.op != "ref" {
		return one(failed(wrongRef)), nil
	}
	here := at
	here.down, here.over = 0, 0
	return here.refer(n.ref)
}

// address writes a reference; the templates ask for relative ones, the fourth kind.
func address(at scope, args []*node) (operand, error) {
	row, err := at.arg(args, 0)
	if err != nil {
		return operand{}, err
	}
	col, err := at.arg(args, 1)
	if err != nil {
		return operand{}, err
	}
	form, err := at.arg(args, 2)
	r, okRow := whole(row)
	c, okCol := whole(col)
	if !okRow || !okCol || r < 1 || c < 1 {
		return one(failed(wrongValue)), err
	}
	if n, _ := form.number(); n != 4 {
		return one(Text("$" + letters(c) + "$" + strconv.Itoa(r))), err
	}
	return one(Text(place{c, r}.String())), err
}

func rowOf(at scope, args []*node) (operand, error) {
	p, bad, err := at.corner(args)
	if bad.kind == fault {
		return one(bad), err
	}
	return one(Number(float64(p.row))), err
}

func columnOf(at scope, args []*node) (operand, error) {
	p, bad, err := at.corner(args)
	if bad.kind == fault {
		return one(bad), err
	}
	return one(Number(float64(p.col))), err
}

// corner is the first cell of an argument, the formula's own where there is none.
func (at scope) corner(args []*node) (place, Value, error) {
	if !given(args, 0) {
		return at.at, Value{}, nil
	}
	b, bad, err := at.cellsOf(args, 0)
	if b == nil {
		return place{}, bad, err
	}
	return b.from, Value{}, nil
}

func hlookup(at scope, args []*node) (operand, error) {
	want, err := at.arg(args, 0)
	if err != nil || want.kind == fault {
		return one(want), err
	}
	b, bad, err := at.cellsOf(args, 1)
	if b == nil {
		return one(bad), err
	}
	n, err := at.book.find(block{b.sheet, b.from, place{b.to.col, b.from.row}}, want)
	if n == 0 || err != nil {
		return one(failed(notAvailable)), err
	}
	v, err := at.arg(args, 2)
	if err != nil || v.kind == fault {
		return one(v), err
	}
	down, ok := whole(v)
	if !ok || down < 1 || b.from.row+down-1 > b.to.row {
		return one(failed(wrongRef)), nil
	}
	found := place{b.from.col + n - 1, b.from.row + down - 1}
	return operand{cells: &block{b.sheet, found, found}}, nil
}
