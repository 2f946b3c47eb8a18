package check

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// Some findings only follow from another: when that is put right, they are gone. They are
// kept, told under it, and count with it.

// reach says which findings of a rule follow from one of another rule.
type reach int

const (
	ofFile  reach = iota // of the same workbook
	ofMetal              // about the same metal
	ofRow                // in the same row of the Smelter List
)

// consequence names rules whose findings are gone when that of another is put right as it
// advises.
type consequence struct {
	cause string
	reach
	rules []string
}

var consequences = []consequence{
	{"sheet-missing", ofFile, []string{"smelters-missing", "reported-incomplete", "products-missing", "smelter-count-jump"}},
	{"smelter-list-pasted", ofFile, []string{"smelter-not-conformant", "smelter-high-risk-area", "smelter-duplicate", "smelter-count-jump"}},
	{"smelters-missing", ofMetal, []string{"reported-incomplete"}},
	{"origin-contradicted", ofMetal, []string{"origin-denied-without-knowledge"}},
	{"smelter-several-in-one-row", ofRow, []string{"smelter-name-unknown", "smelter-name-ambiguous", "smelter-placeholder", "smelter-country-invalid", "smelter-country-differs", "smelter-id-typed-differs"}},
	{"smelter-metal-missing", ofRow, []string{"smelter-name-unknown", "smelter-name-ambiguous"}},
	{"smelter-name-missing", ofRow, []string{"smelter-placeholder"}},
	{"smelter-id-malformed", ofRow, []string{"smelter-id-typed-differs", "cell-error"}},
	{"smelter-id-unknown", ofRow, []string{"smelter-id-typed-differs", "cell-error"}},
	{"smelter-id-conflict", ofRow, []string{"smelter-id-typed-differs", "smelter-country-differs", "smelter-not-conformant", "smelter-duplicate"}},
	{"smelter-placeholder", ofRow, []string{"smelter-name-unknown"}},
	{"smelter-rejected", ofRow, []string{"smelter-name-unknown", "smelter-country-differs"}},
}

// follow marks the findings of a workbook that follow from another which is open and
// weighs as much. The list is folded, before and after.
func follow(list []finding.Finding) []finding.Finding {
	there := map[string]bool{}
	for _, f := range list {
		there[f.Rule] = true
	}
	if !slices.ContainsFunc(consequences, func(c consequence) bool {
		return there[c.cause] && slices.ContainsFunc(c.rules, func(rule string) bool { return there[rule] })
	}) {
		return list
	}
	list = finding.Unfold(list)
	type place struct{ rule, at string }
	causes := map[place]finding.Severity{} // the gravest that is open
	for _, f := range list {
		for _, c := range consequences {
			if at := (place{f.Rule, c.of(f)}); c.cause == f.Rule && !f.Waived && (causes[at] == "" || f.Severity.AtLeast(causes[at])) {
				causes[at] = f.Severity
			}
		}
	}
	for i := range list {
		f := &list[i]
		for _, c := range consequences {
			severity, found := causes[place{c.cause, c.of(*f)}]
			if found && severity.AtLeast(f.Severity) && slices.Contains(c.rules, f.Rule) && !f.Waived && f.Follows == "" && !stands(*f) {
				f.Follows = c.cause
			}
		}
	}
	return finding.Fold(list)
}

// stands tells of a finding of these rules that it has a cause of its own: Q8 that is
// answered No says nothing of what it leaves out, whatever the list holds.
func stands(f finding.Finding) bool {
	return f.Rule == "reported-incomplete" && !strings.HasPrefix(f.Message, allReported)
}

// of is what two findings must have in common, so that one can follow from the other.
func (r reach) of(f finding.Finding) string {
	switch r {
	case ofMetal:
		return f.Metal
	case ofRow:
		return f.Sheet + "!" + strings.TrimLeft(f.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	}
	return ""
}
