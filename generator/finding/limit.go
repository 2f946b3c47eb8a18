package finding

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// MostOfFile is how many findings of one file are kept. A completed template that is
// wrong in every row stays far below; only files made to be a burden come near.
const MostOfFile = 5_000

// MostCells is how many cells one finding names: as many as the longest list of a
// template has rows.
const MostCells = 2_500

// TooMany is the rule of the finding that says how many there are beyond those listed.
var TooMany = Rule{Name: "findings-limited", Severity: Warning,
	Explanation: "So much is wrong with the file that its findings are no longer listed one by one.",
	Fix:         "Copy the answers into a fresh template, correct what is listed, and look at the file again.",
	Example:     "A Smelter List with 20,000 rows of which none names a metal."}

// Limit keeps the worst findings of a file, and of each the first cells, and says in one
// more how many it left out, of which rules. It sorts the list where it leaves any out.
func Limit(file string, list []Finding) []Finding {
	var left LeftOut
	for i := range list {
		if f := &list[i]; len(f.Cells) > MostCells {
			left.Count(*f, len(f.Cells)-MostCells)
			f.Cells = slices.Clone(f.Cells[:MostCells])
		}
	}
	if len(list) > MostOfFile+1 { // one may say already how many were left out
		Sort(list)
		for _, f := range list[MostOfFile:] {
			left.Count(f, 1)
		}
		list = slices.Clip(list[:MostOfFile])
	}
	if left.rules == nil {
		return list
	}
	more := left.Finding(file)
	more.Supplier = list[0].Supplier
	return append(list, more)
}

// LeftOut counts findings that are not kept, by rule. The zero value is none.
type LeftOut struct {
	rules map[string]int
	worst Severity
}

// Count counts n findings, or cells of one, as left out.
func (l *LeftOut) Count(f Finding, n int) {
	if l.rules == nil {
		l.rules, l.worst = map[string]int{}, f.Severity
	}
	l.rules[f.Rule] += n
	if f.Severity.AtLeast(l.worst) {
		l.worst = f.Severity
	}
}

// Any tells whether there are any.
func (l *LeftOut) Any() bool { return l.rules != nil }

// Finding says how many they are. It weighs as much as the worst of them, and at least
// as a warning.
func (l *LeftOut) Finding(file string) Finding {
	total := 0
	for _, n := range l.rules {
		total += n
	}
	left := l.rules
	rules := slices.SortedFunc(maps.Keys(left), func(a, b string) int { return cmp.Or(left[b]-left[a], cmp.Compare(a, b)) })
	var words []string
	for _, rule := range rules {
		words = append(words, fmt.Sprintf("%s (%d)", rule, left[rule]))
	}
	more := TooMany.At(file, "", "", fmt.Sprintf("%d more findings of this file are not listed: %s.", total, strings.Join(words, ", ")))
	if l.worst == Error {
		more.Severity = Error
	}
	return more
}

// Short cuts a text that a message quotes to so many characters. Texts of suppliers
// can have 32,767, in every row.
func Short(s string, longest int) string {
	if len(s) <= longest {
		return s
	}
	n := 0
	for i := range s {
		if n == longest {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
