package cmrt

import (
	"strconv"
	"strings"
)

// mirror is what a Checker cell shows of a cell elsewhere.
type mirror struct {
	text  string
	blank bool // shows 0
	fails bool // shows an error
	later bool // shows what a formula gives whose result was not saved
}

// mirrored shows a cell: one without a value shows 0, and is as blank as one that
// holds 0.
func mirrored(v cell) mirror {
	zero := false
	if v.kind == numberValue {
		number, err := strconv.ParseFloat(v.text, 64)
		zero = err == nil && number == 0
	}
	return mirror{text: v.text,
		blank: v.kind == blankValue && !v.unsaved() || v.kind == textValue && v.text == "" && !v.formula || zero,
		fails: v.kind == errorValue, later: v.unsaved()}
}

// condition is the result of a test in a formula: it holds or not, or is an error.
type condition struct{ holds, fails bool }

// always is the condition of rows that everybody must fill in.
var always = condition{holds: true}

// missing is the sheet's test for a cell that is not filled in.
func (m mirror) missing() condition { return condition{m.blank && !m.fails, m.fails} }

// is compares as a spreadsheet does: whatever the case, but to the last space.
func (m mirror) is(text string) condition {
	return condition{!m.fails && strings.EqualFold(m.text, text), m.fails}
}

// isNot is the opposite, and does not hold where the text is not known yet.
func (m mirror) isNot(text string) condition {
	if m.later {
		return condition{}
	}
	return not(m.is(text))
}

// allOf holds where all hold. As in a spreadsheet an error in any of them makes it
// one, even where another does not hold.
func allOf(list ...condition) condition {
	all := always
	for _, c := range list {
		all = condition{all.holds && c.holds, all.fails || c.fails}
	}
	return condition{all.holds && !all.fails, all.fails}
}

// anyOf holds where one holds, and is an error where one is.
func anyOf(list ...condition) condition {
	var one condition
	for _, c := range list {
		one = condition{one.holds || c.holds, one.fails || c.fails}
	}
	return condition{one.holds && !one.fails, one.fails}
}

// not is the opposite; that of an error is an error.
func not(c condition) condition { return condition{!c.holds && !c.fails, c.fails} }
