package template

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// functions are those that the templates use, as Excel defines them.
var functions map[string]func(scope, []*node) (operand, error)

func init() {
	functions = map[string]func(scope, []*node) (operand, error){
		"IF": ifThen, "AND": all, "OR": either, "ISERROR": isError, "ISNUMBER": isNumber, "NA": na,
		"OFFSET": offset, "INDEX": index, "MATCH": match, "INDIRECT": indirect, "HLOOKUP": hlookup, "ADDRESS": address,
		"ROW": rowOf, "COLUMN": columnOf, "LEN": length, "LEFT": left, "SEARCH": search, "COUNTIF": countIf, "SUM": sum, "SUMPRODUCT": sumProduct,
		"IFERROR": ifError, "IFNA": ifNA, "ISBLANK": isBlank, "COUNTBLANK": countBlank,
	}
}

// arg gives one argument as a single value; a blank one where it is left out.
func (at scope) arg(args []*node, i int) (Value, error) {
	if i >= len(args) {
		return Value{}, nil
	}
	x, err := args[i].eval(at)
	if err != nil {
		return Value{}, err
	}
	return at.book.single(x)
}

func given(args []*node, i int) bool { return i < len(args) && args[i].op != "" }

func ifThen(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	if err != nil || v.kind == fault {
		return one(v), err
	}
	yes, ok := v.truth()
	switch {
	case !ok:
		return one(failed(wrongValue)), nil
	case yes && len(args) > 1:
		return args[1].eval(at)
	case !yes && len(args) > 2:
		return args[2].eval(at)
	}
	return one(truth(yes)), nil
}

func all(at scope, args []*node) (operand, error)    { return junction(at, args, false) }
func either(at scope, args []*node) (operand, error) { return junction(at, args, true) }

// junction is AND and OR: every argument is looked at, since an error in one is the result.
func junction(at scope, args []*node, or bool) (operand, error) {
	result := !or
	for _, a := range args {
		x, err := a.eval(at)
		if err != nil {
			return operand{}, err
		}
		table, err := at.book.values(x)
		if err != nil {
			return operand{}, err
		}
		for _, line := range table {
			for _, v := range line {
				if v.kind == fault {
					return one(v), nil
				}
				if yes, ok := v.truth(); ok && yes == or {
					result = or
				}
			}
		}
	}
	return one(truth(result)), nil
}

func isError(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	return one(truth(v.kind == fault)), err
}

func isNumber(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	return one(truth(v.kind == number)), err
}

func ifError(at scope, args []*node) (operand, error) { return instead(at, args, "") }
func ifNA(at scope, args []*node) (operand, error)    { return instead(at, args, notAvailable) }

// instead gives the first argument, or the second where the first is an error of a name.
func instead(at scope, args []*node, name string) (operand, error) {
	v, err := at.arg(args, 0)
	if err != nil || v.kind != fault || name != "" && v.text != name {
		return one(v), err
	}
	v, err = at.arg(args, 1)
	return one(v), err
}

func isBlank(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	return one(truth(v.kind == blank)), err
}

// countBlank counts cells that are blank, or whose formula gives an empty text.
func countBlank(at scope, args []*node) (operand, error) {
	b, bad, err := at.cellsOf(args, 0)
	if b == nil {
		return one(bad), err
	}
	if b.to.row-b.from.row > maxRow/2 {
		return one(failed(wrongValue)), nil // of whole columns, which no template asks for
	}
	n := 0
	for row := b.from.row; row <= b.to.row; row++ {
		for col := b.from.col; col <= b.to.col; col++ {
			v, err := at.book.result(b.sheet, place{col, row})
			if err != nil {
				return operand{}, err
			}
			if v.kind == blank || v.kind == words && v.text == "" {
				n++
			}
		}
	}
	return one(Number(float64(n))), nil
}

func na(scope, []*node) (operand, error) { return one(failed(notAvailable)), nil }

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

// match is MATCH with 0 as its third argument, which the templates always give: the first
// cell that holds the same.
func match(at scope, args []*node) (operand, error) {
	want, err := at.arg(args, 0)
	if err != nil || want.kind == fault {
		return one(want), err
	}
	if len(args) < 2 {
		return one(failed(wrongValue)), nil
	}
	x, err := args[1].eval(at)
	if err != nil || x.cells == nil && x.table == nil {
		return one(failed(notAvailable)), err
	}
	n := 0
	if x.table != nil {
		n = findIn(x.table, want)
	} else {
		n, err = at.book.find(*x.cells, want)
	}
	if n == 0 || err != nil {
		return one(failed(notAvailable)), err
	}
	return one(Number(float64(n))), nil
}

// findIn gives the place, from 1, of the first value of a made table that is the same.
func findIn(table [][]Value, want Value) int {
	n := 0
	for _, line := range table {
		for _, v := range line {
			if n++; v.kind == want.kind && compare(v, want) == 0 {
				return n
			}
		}
	}
	return 0
}

// find gives the place, from 1, of the first cell of a row or column that holds a value.
func (t *Template) find(b block, want Value) (int, error) {
	if want.kind == blank {
		return 0, nil
	}
	if b.from.col == b.to.col && b.from.row == 1 && !(want.kind == words && strings.ContainsAny(want.text, "*?~")) {
		where, err := t.column(b.sheet, b.from.col)
		return where[keyOf(want)], err
	}
	b = b.used()
	n := 0
	for row := b.from.row; row <= b.to.row; row++ {
		for col := b.from.col; col <= b.to.col; col++ {
			n++
			v, err := t.result(b.sheet, place{col, row})
			if err != nil {
				return 0, err
			}
			if v.kind == want.kind && (want.kind == words && like(v.text, want.text) || want.kind != words && compare(v, want) == 0) {
				return n, nil
			}
		}
	}
	return 0, nil
}

// column knows in which row each value of a column stands first.
func (t *Template) column(s *sheet, col int) (map[string]int, error) {
	if s.columns[col] == nil {
		where := map[string]int{}
		for row := 1; row <= s.lastRow; row++ {
			v, err := t.result(s, place{col, row})
			if err != nil {
				return nil, err
			}
			if key := keyOf(v); v.kind != blank && where[key] == 0 {
				where[key] = row
			}
		}
		s.columns[col] = where
	}
	return s.columns[col], nil
}

func keyOf(v Value) string { return strconv.Itoa(int(v.kind)) + strings.ToLower(v.String()) }

// like tells whether a text is that of a criterion, in which ? stands for one character,
// * for any, and ~ takes both literally.
func like(text, pattern string) bool {
	return likeRunes([]rune(strings.ToLower(text)), []rune(strings.ToLower(pattern)))
}

func likeRunes(text, pattern []rune) bool {
	// star and mark are where the last * stood, to go on from there.
	star, mark, i, j := -1, 0, 0, 0
	for i < len(text) {
		switch {
		case j < len(pattern) && pattern[j] == '*':
			star, mark = j, i
			j++
		case j+1 < len(pattern) && pattern[j] == '~' && pattern[j+1] == text[i]:
			i, j = i+1, j+2
		case j < len(pattern) && pattern[j] != '~' && (pattern[j] == '?' || pattern[j] == text[i]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = mark, star+1
		default:
			return false
		}
	}
	for j < len(pattern) && pattern[j] == '*' {
		j++
	}
	return j == len(pattern)
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

func length(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	if v.kind == fault {
		return one(v), err
	}
	return one(Number(float64(utf8.RuneCountInString(v.String())))), err
}

func left(at scope, args []*node) (operand, error) {
	v, err := at.arg(args, 0)
	if err != nil || v.kind == fault {
		return one(v), err
	}
	n := 1
	if given(args, 1) {
		count, err := at.arg(args, 1)
		var ok bool
		if n, ok = whole(count); err != nil || !ok || n < 0 {
			return one(failed(wrongValue)), err
		}
	}
	r := []rune(v.String())
	return one(Value{kind: words, text: string(r[:min(n, len(r))])}), nil
}

func search(at scope, args []*node) (operand, error) {
	find, err := at.arg(args, 0)
	if err != nil || find.kind == fault {
		return one(find), err
	}
	within, err := at.arg(args, 1)
	if err != nil || within.kind == fault {
		return one(within), err
	}
	text, want := []rune(strings.ToLower(within.String())), []rune(strings.ToLower(find.String()+"*"))
	for i := 0; i <= len(text); i++ {
		if likeRunes(text[i:], want) {
			return one(Number(float64(i + 1))), nil
		}
	}
	return one(failed(wrongValue)), nil
}

// countIf is COUNTIF of values as they are, texts with wildcards; each of several criteria
// is counted by itself.
func countIf(at scope, args []*node) (operand, error) {
	b, bad, err := at.cellsOf(args, 0)
	if b == nil {
		return one(bad), err
	}
	if len(args) != 2 {
		return one(failed(wrongValue)), nil
	}
	criteria, err := args[1].eval(at)
	if err != nil {
		return operand{}, err
	}
	table, err := at.book.values(operand{cells: b})
	if err != nil {
		return operand{}, err
	}
	wants, err := at.book.values(criteria)
	if err != nil {
		return operand{}, err
	}
	counts := make([][]Value, len(wants))
	for r, line := range wants {
		for _, want := range line {
			counts[r] = append(counts[r], countOf(table, want))
		}
	}
	if !criteria.many() {
		return one(counts[0][0]), nil
	}
	return operand{table: counts}, nil
}

func countOf(table [][]Value, want Value) Value {
	switch {
	case want.kind == fault:
		return want
	case want.kind == blank:
		want = Number(0)
	case want.kind == words && strings.ContainsAny(want.text[:min(1, len(want.text))], "=<>"):
		return failed(wrongValue) // a comparison, which no template asks for
	}
	n := 0
	for _, line := range table {
		for _, v := range line {
			if want == (Value{kind: words}) && v.kind == blank || v.kind == want.kind && (v.kind == words && like(v.text, want.text) || v.kind == number && v.num == want.num) {
				n++
			}
		}
	}
	return Number(float64(n))
}

func sum(at scope, args []*node) (operand, error) {
	total := 0.0
	for _, a := range args {
		x, err := a.eval(at)
		if err != nil {
			return operand{}, err
		}
		table, err := at.book.values(x)
		if err != nil {
			return operand{}, err
		}
		for _, line := range table {
			for _, v := range line {
				switch {
				case v.kind == fault:
					return one(v), nil
				case v.kind == number || x.cells == nil && x.table == nil && v.kind == logical:
					total += v.num
				}
			}
		}
	}
	return one(Number(total)), nil
}

// sumProduct is SUMPRODUCT of one table, as the templates use it.
func sumProduct(at scope, args []*node) (operand, error) {
	if len(args) != 1 {
		return one(failed(wrongValue)), nil
	}
	return sum(at, args)
}
