package rcoi

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// What a change table says of a facility.
const (
	Added         = "added"    // named this year, not the year before
	Dropped       = "dropped"  // named the year before, not this year
	Unlisted      = "unlisted" // named the year before, no longer on the reference list
	StatusChanged = "status"   // named in both, with another status
)

const fromChanges = "changes.csv"

// changes adds what is other than in the year before. Without that year nothing is
// known of changes, and the figures have no value.
func (c *counter) changes(register []smelter.Entry, accepted []check.Workbook, last *Inquiry) []tables.Change {
	units, list := map[string][]Unit{}, []tables.Change{}
	var answers []Unit
	before := "the year before"
	comparable := last != nil && last.year.Directory.Source.Name != "" && c.year.Directory.Source.Name != ""
	if last != nil {
		before = fmt.Sprint(last.year.Number)
		if comparable {
			units, list = c.facilityChanges(register, last)
		}
		answers = c.answerChanges(accepted, last)
	}
	for _, f := range []struct {
		id, label, definition string
		units                 []Unit
		from                  string
	}{
		{"smelters_added", "Smelters newly named", "Facilities that accepted declarations name, and none named for " + before + ".", units[Added], fromChanges + ", rows with change added"},
		{"smelters_dropped", "Smelters no longer named", "Facilities that accepted declarations named for " + before + ", that are still on the reference list, and that no accepted declaration names now. A supplier without an accepted declaration drops its smelters too.", units[Dropped], fromChanges + ", rows with change dropped"},
		{"smelters_unlisted", "Smelters removed from the list", "Facilities that accepted declarations named for " + before + " and that are no longer on the reference list, so that declarations cannot be matched to them.", units[Unlisted], fromChanges + ", rows with change unlisted"},
		{"status_changed", "Smelters whose status changed", "Facilities named in both years whose status differs between the conformance lists of this year and of " + before + ".", units[StatusChanged], fromChanges + ", rows with change status"},
		{"answers_changed", "Answers changed", "Answers about " + c.asked() + " that differ between a supplier's accepted declaration and the one for " + before + ". Answers that are given in one of the two only are not counted.", answers, fromAnswers},
	} {
		t := c.count("changes."+f.id, f.label, f.units, f.definition, f.from)
		facilities := f.id != "answers_changed"
		if last == nil || facilities && !comparable || f.id == "status_changed" && (c.statusOf == "" || last.year.Conformance.Source.AsOf == "" || !last.year.Publish.Statuses()) {
			t.Figure.Value, t.Counted[0].Units = "", nil
		}
	}
	for _, f := range repeated {
		c.before(last, f)
	}
	return list
}

// repetition is a figure of the year before, to be read beside that of this year.
type repetition struct{ id, of, label, definition, unit string }

var repeated = []repetition{
	{"changes.response_rate_before", "suppliers.response_rate", "Response rate, year before", "Suppliers that answered for %s, as a share of those in scope then. To be read beside the response rate of this year.", UnitShare},
	{"changes.smelters_before", "smelters.total", "Smelters and refiners, year before", "Facilities that accepted declarations for %s name, each counted once per metal.", UnitCount},
	{"changes.conformant_rate_before", "smelters.conformant_rate", "Share conformant, year before", "Conformant facilities, as a share of all facilities named for %s, by the conformance list of that year.", UnitShare},
}

// Repeated is the figure of the year before that a figure repeats; otherwise the figure.
func Repeated(id string) string {
	for _, f := range repeated {
		if f.id == id {
			return f.of
		}
	}
	return id
}

// before adds a figure of the year before; it has no value where there was none.
func (c *counter) before(last *Inquiry, r repetition) {
	year, f, parts := "the year before", tables.Figure{Unit: r.unit, AsOf: c.asOf}, []Part{{Name: "what was counted then"}}
	if r.unit == UnitShare {
		parts = append(parts, Part{Name: "of what was counted then"})
	}
	if last != nil {
		year = fmt.Sprint(last.year.Number)
		if t, ok := last.Trace(r.of); ok {
			f, parts = t.Figure, t.Counted
		}
	}
	f.ID, f.Label, f.Definition, f.CountedFrom = r.id, r.label, fmt.Sprintf(r.definition, year), "figures.csv of "+year+", "+r.of
	c.add(f, "as counted for "+year, parts...)
}

// facilityChanges compares two registers.
func (c *counter) facilityChanges(register []smelter.Entry, last *Inquiry) (map[string][]Unit, []tables.Change) {
	units, list := map[string][]Unit{}, []tables.Change{}
	note := func(change string, e smelter.Entry, was, is string, facilities ...Unit) {
		u := c.unit(string(e.Metal) + " " + e.ID + " " + e.Name)
		for _, f := range facilities {
			u.behind = append(u.behind, f.behind...)
		}
		units[change] = append(units[change], u)
		list = append(list, tables.Change{Metal: string(e.Metal), SmelterID: e.ID, SmelterName: e.Name, Change: change, Before: was, After: is})
	}
	find := func(in []smelter.Entry, id string) int {
		return slices.IndexFunc(in, func(e smelter.Entry) bool { return e.ID == id })
	}
	rated := c.statusOf != "" && last.year.Conformance.Source.AsOf != "" && last.year.Publish.Statuses() // a status nobody looked up did not change
	for _, e := range register {
		i := find(last.shown, e.ID)
		switch {
		case i < 0:
			note(Added, e, "", e.Status.Word, c.facility(e))
		case rated && last.shown[i].Status.Word != e.Status.Word:
			old := last.shown[i]
			note(StatusChanged, e, old.Status.Word, e.Status.Word, last.facility(old), c.facility(e))
		}
	}
	for _, e := range last.shown {
		if find(register, e.ID) < 0 {
			change := Dropped
			if _, listed := c.year.Directory.Facility(e.ID); !listed {
				change = Unlisted
			}
			note(change, e, e.Status.Word, "", last.facility(e))
		}
	}
	return units, list
}

// answerChanges compares the answers of suppliers whose declarations were accepted
// in both years, by the meaning of the question: its number changed with versions.
func (c *counter) answerChanges(accepted []check.Workbook, last *Inquiry) (units []Unit) {
	before, now := map[string][]*check.Workbook{}, map[string]int{}
	for i := range last.accepted {
		before[last.accepted[i].Supplier] = append(before[last.accepted[i].Supplier], &last.accepted[i])
	}
	for i := range accepted {
		now[accepted[i].Supplier]++
	}
	for i := range accepted {
		b := &accepted[i]
		old := sameSubject(before[b.Supplier], b, now[b.Supplier] == 1)
		if old == nil {
			continue
		}
		for _, a := range b.Declaration.Answers {
			if was, asked := old.Declaration.Answer(a.Key, a.Metal); asked && was.Answer != a.Answer && was.Answer != "" && a.Answer != "" {
				units = append(units, c.unit(strings.Join([]string{b.Supplier, string(a.Metal), strings.ReplaceAll(string(a.Key), "_", " ")}, ", "), answer(old, was), answer(b, a)))
			}
		}
	}
	return units
}

// sameSubject finds the declaration of the year before about what one of this year is
// about; where the supplier has one in each year, they are compared whatever they are about.
func sameSubject(before []*check.Workbook, b *check.Workbook, alone bool) *check.Workbook {
	for _, old := range before {
		if old.Subject() == b.Subject() || alone && len(before) == 1 {
			return old
		}
	}
	return nil
}
