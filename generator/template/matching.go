package template

import (
	"strconv"
	"strings"
)

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
