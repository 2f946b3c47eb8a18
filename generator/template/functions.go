package template

import (
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
