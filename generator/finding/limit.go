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

// TooMany is the rule of the finding that says how many there are beyond those listed.
var TooMany = Rule{Name: "findings-limited", Severity: Warning,
	Explanation: "So much is wrong with the file that its findings are no longer listed one by one.",
	Fix:         "Copy the answers into a fresh template, correct what is listed, and look at the file again.",
	Example:     "A Smelter List with 20,000 rows of which none names a metal."}

// Limit keeps the worst findings of a file and says in one more how many it left out,
// of which rules. It sorts the list.
func Limit(file string, list []Finding) []Finding {
	if len(list) <= MostOfFile+1 { // one may say already how many were left out
		return list
	}
	Sort(list)
	left, supplier := map[string]int{}, list[0].Supplier
	severity := list[MostOfFile].Severity // they are sorted: none that is left out weighs more
	for _, f := range list[MostOfFile:] {
		left[f.Rule]++
	}
	rules := slices.SortedFunc(maps.Keys(left), func(a, b string) int { return cmp.Or(left[b]-left[a], cmp.Compare(a, b)) })
	var words []string
	for _, rule := range rules {
		words = append(words, fmt.Sprintf("%s (%d)", rule, left[rule]))
	}
	more := TooMany.At(file, "", "", fmt.Sprintf("%d more findings of this file are not listed: %s.", len(list)-MostOfFile, strings.Join(words, ", ")))
	more.Supplier = supplier
	if severity == Error {
		more.Severity = Error
	}
	return append(slices.Clip(list[:MostOfFile]), more)
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
