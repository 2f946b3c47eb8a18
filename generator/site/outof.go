package site

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// A whole is what a figure is a part of: the sum of some figures, less another.
type whole struct {
	of   []string // ids of figures
	less string
	noun string
}

// wholes gives the whole of figures by their id, or by what stands before a “*”.
var wholes = []struct {
	id string
	whole
}{
	{"suppliers.*", whole{of: []string{"suppliers.in_scope"}, noun: "suppliers in scope"}},
	{"declarations.*", whole{of: []string{"declarations.company", "declarations.product", "declarations.user_defined"}, noun: "accepted declarations"}},
	{"programmes.*", whole{noun: "answers"}}, // each has its own denominator
	{"smelters.conformant*", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.active", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.other", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.reaudit_overdue", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.covered_countries", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.cahra", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"smelters.recycled_only", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"changes.smelters_added", whole{of: []string{"smelters.total"}, noun: "smelters and refiners"}},
	{"changes.smelters_dropped", whole{of: []string{"changes.smelters_before"}, noun: "of the year before"}},
	{"changes.smelters_unlisted", whole{of: []string{"changes.smelters_before"}, noun: "of the year before"}},
	{"changes.status_changed", whole{of: []string{"smelters.total"}, less: "changes.smelters_added", noun: "named in both years"}},
	{"changes.response_rate_before", whole{noun: "suppliers in scope"}},
	{"changes.conformant_rate_before", whole{noun: "smelters and refiners"}},
	{"letters.read", whole{of: []string{"letters.answers"}, noun: "workbooks received"}},
}

// wholesOfMetals are those of figures of a metal, by what follows its name.
var wholesOfMetals = []struct {
	id string
	whole
}{
	{"suppliers.declaring", whole{of: []string{"suppliers.accepted"}, noun: "suppliers accepted"}},
	{"smelters.*", whole{of: []string{"smelters.identified"}, noun: "smelters and refiners"}},
	{"covered_countries.*", whole{of: []string{"covered_countries.yes", "covered_countries.no", "covered_countries.unknown"}, noun: "answers"}},
}

// outOf says what a figure is a part of: “14 of 22 suppliers in scope”; blank where it is
// a whole itself, or a part of nothing that is counted.
func (v yearView) outOf(f tables.Figure) string {
	w := v.wholeOf(f.ID)
	if f.Value == "" {
		return ""
	}
	if f.Numerator != "" && f.Denominator != "" {
		if strings.HasSuffix(f.ID, "_spend") {
			return f.Numerator + "% of " + f.Denominator + "% of purchases"
		}
		return strings.TrimSpace(grouped(f.Numerator) + " of " + grouped(f.Denominator) + " " + w.noun)
	}
	if slices.Contains(w.of, f.ID) && len(w.of) == 1 {
		return ""
	}
	sum := -v.count(w.less)
	for _, id := range w.of {
		if _, known := v.known(id); !known {
			return ""
		}
		sum += v.count(id)
	}
	if sum < 1 {
		return ""
	}
	return "of " + grouped(strconv.Itoa(sum)) + " " + w.noun
}

func (v yearView) wholeOf(id string) whole {
	subject, rest, _ := strings.Cut(id, ".")
	if !slices.Contains(metalOrder, subject) {
		for _, w := range wholes {
			if fits(w.id, id) {
				return w.whole
			}
		}
		return whole{}
	}
	for _, w := range wholesOfMetals {
		if !fits(w.id, rest) {
			continue
		}
		of := w.whole
		of.of = nil
		for _, id := range w.of {
			if id != "suppliers.accepted" { // of all metals
				id = subject + "." + id
			}
			of.of = append(of.of, id)
		}
		return of
	}
	return whole{}
}

// fits tells whether an id is the one of a pattern, or begins as one that ends in “*”.
func fits(pattern, id string) bool {
	before, all := strings.CutSuffix(pattern, "*")
	return all && strings.HasPrefix(id, before) || pattern == id
}
