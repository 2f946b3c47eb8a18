package template

import (
	"strconv"
	"strings"
)

// kind is what a cell or an operand holds.
type kind uint8

const (
	blank kind = iota
	number
	words
	logical
	fault // a formula error such as #N/A
)

// Value is what a cell holds. The zero Value is a blank cell.
type Value struct {
	kind kind
	num  float64 // of a number; 1 or 0 of a logical value
	text string  // of text; the name of a fault
}

// Text is a cell of text, blank where the text is.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: words, text: s}
}

// Number is a cell of a number; a date is the days since 1900 as Excel counts them.
func Number(n float64) Value { return Value{kind: number, num: n} }

// String gives the value as Excel shows it without a number format.
func (v Value) String() string {
	switch v.kind {
	case number:
		return strconv.FormatFloat(v.num, 'G', 15, 64)
	case logical:
		if v.num != 0 {
			return "TRUE"
		}
		return "FALSE"
	case blank:
		return ""
	}
	return v.text
}

func truth(b bool) Value {
	v := Value{kind: logical}
	if b {
		v.num = 1
	}
	return v
}

func failed(name string) Value { return Value{kind: fault, text: name} }

const (
	notAvailable = "#N/A"
	wrongValue   = "#VALUE!"
	wrongName    = "#NAME?"
	wrongRef     = "#REF!"
)

// number gives the value as an operand of arithmetic.
func (v Value) number() (float64, bool) {
	switch v.kind {
	case blank:
		return 0, true
	case number, logical:
		return v.num, true
	case words:
		n, err := strconv.ParseFloat(strings.TrimSpace(v.text), 64)
		return n, err == nil
	}
	return 0, false
}

// true tells whether the value is one that IF takes for true; a text is neither.
func (v Value) truth() (yes, ok bool) {
	switch v.kind {
	case words:
		switch strings.ToUpper(v.text) {
		case "TRUE":
			return true, true
		case "FALSE":
			return false, true
		}
		return false, false
	case fault:
		return false, false
	}
	return v.num != 0, true
}

// compare orders two values as Excel does: numbers before text before logical values,
// text without regard to case, a blank cell like the zero of the other's kind.
func compare(a, b Value) int {
	if a.kind == blank && b.kind == blank {
		return 0
	}
	like := func(v, other Value) Value {
		switch {
		case v.kind != blank:
			return v
		case other.kind == words:
			return Value{kind: words}
		}
		return Value{kind: other.kind}
	}
	a, b = like(a, b), like(b, a)
	if a.kind != b.kind {
		return int(a.kind) - int(b.kind)
	}
	if a.kind == words {
		return strings.Compare(strings.ToLower(a.text), strings.ToLower(b.text))
	}
	switch {
	case a.num < b.num:
		return -1
	case a.num > b.num:
		return 1
	}
	return 0
}
