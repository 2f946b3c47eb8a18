package cmrt

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestHowFarACheckerLooksForSmelters: ten rows to 3.x, since then to the table's end but for the
// rows without a formula; a name counts as the sheet's own formulas see it.
func TestHowFarACheckerLooksForSmelters(t *testing.T) {
	t.Parallel()
	for _, l := range checkers() {
		name, c := l.Kind+" "+l.Version, l.Columns
		reaches := map[int]bool{l.SmelterFirst: true, l.SmelterFirst + 9: true, l.SmelterFirst + 10: l.Version > "6" || l.Kind != Conflict, l.SmelterLast: l.Version > "6" || l.Kind != Conflict, l.SmelterLast + 1: false}
		switch {
		case l.Version > "6":
			reaches[2492], reaches[2493], reaches[2503] = true, false, false
		case name == "EMRT 1.11":
			reaches[2499], reaches[2500] = true, false
		}
		mineral := mineralsOf(l)[0]
		for row, seen := range reaches {
			sheets := copied(answered(l))
			for at, text := range answered(l)[l.SmelterSheet] {
				column, number := splitRef(at)
				if number == l.SmelterFirst || number > l.SmelterFirst && l.Version < "6" && l.Kind == Conflict { // there any metal counts
					delete(sheets[l.SmelterSheet], at)
				}
				if number == l.SmelterFirst {
					sheets[l.SmelterSheet][ref(column, row)] = text
				}
			}
			if rows := flaggedIn(t, sheets); (len(rows) == 0) != seen {
				t.Errorf("%s, a smelter of %s in row %d: the rows %v are flagged", name, mineral, row, rows)
			}
		}
		row := strconv.Itoa(l.SmelterFirst)
		for what, changes := range map[string]map[string]string{
			"another metal": {c.Metal: "Pewter"}, "metal with a space": {c.Metal: mineral + " "}, "in other letters": {c.Metal: strings.ToUpper(mineral)}, "no look-up": {c.Lookup: ""}, "no name": {c.Name: ""}, "no country": {c.Country: ""},
			"an error for a metal": {c.Metal: "#N/A"}, "an error for a look-up": {c.Lookup: "#N/A"}, "a look-up without a result": {c.Lookup: "=Other!A1"}, "a metal without a result": {c.Metal: "=Other!A1"},
		} {
			changed := map[string]string{}
			for letter, text := range changes {
				if letter != "" {
					changed[l.SmelterSheet+"!"+letter+row] = text
				}
			}
			if len(changed) == 0 {
				continue
			}
			rows, found := flaggedIn(t, changedTo(answered(l), changed)), l.checker.smelters
			if l.checker.extended != nil {
				found = []int{l.checker.extended.smelters}
			}
			missed := map[string]bool{}
			switch old := l.Version < "6" && l.Kind == Conflict; {
			case old:
			case name == "AMRT 1.2":
				missed = map[string]bool{"another metal": true, "metal with a space": true, "no name": true, "no country": true, "an error for a metal": true}
			case name == "AMRT 1.3":
				missed = map[string]bool{"another metal": true, "metal with a space": true, "no look-up": true, "no country": true, "an error for a metal": true}
			default:
				missed = map[string]bool{"another metal": true, "metal with a space": true, "no look-up": true, "an error for a metal": true, "an error for a look-up": true}
			}
			if slices.Contains(rows, found[0]) != missed[what] {
				t.Errorf("%s, %s: the rows %v are flagged", name, what, rows)
			}
		}
	}
}

// TestWhatACheckerWantsOfSmeltersNotListed: name and country, in the table alone to 6.1.
func TestWhatACheckerWantsOfSmeltersNotListed(t *testing.T) {
	t.Parallel()
	for _, l := range checkers() {
		if l.checker.notListed == 0 {
			continue
		}
		c := l.Columns
		for what, tc := range map[string]struct {
			row     int
			changes map[string]string
			flagged bool
		}{
			"whole":                      {0, map[string]string{}, false},
			"without a name":             {0, map[string]string{c.Name: ""}, true},
			"without a country":          {0, map[string]string{c.Country: ""}, true},
			"in other letters":           {0, map[string]string{c.Lookup: "smelter NOT listed", c.Name: ""}, true},
			"another look-up":            {0, map[string]string{c.Lookup: "Smelter not listed - new", c.Name: ""}, false},
			"an error for a country":     {0, map[string]string{c.Country: "#N/A"}, true},
			"an error for a name":        {0, map[string]string{c.Name: "#N/A"}, true},
			"a name without a result":    {0, map[string]string{c.Name: "=Other!A1"}, false},
			"below the table":            {l.SmelterLast + 1, map[string]string{c.Name: ""}, l.Version != "6.01" && l.Kind != "AMRT"},
			"in the last row":            {l.SmelterLast, map[string]string{c.Name: ""}, true},
			"whole, in another family's": {2503, map[string]string{}, false},
		} {
			row := tc.row
			if row == 0 {
				row = l.SmelterFirst + 20
			}
			changed := map[string]string{}
			for letter, text := range map[string]string{c.Metal: mineralsOf(l)[0], c.Lookup: "Smelter not listed", c.Name: "Beta", c.Country: "CHILE"} {
				if other, is := tc.changes[letter]; is {
					text = other
				}
				changed[l.SmelterSheet+"!"+letter+strconv.Itoa(row)] = text
			}
			rows := flaggedIn(t, changedTo(answered(l), changed))
			if tc.flagged != slices.Equal(rows, []int{l.checker.notListed}) || !tc.flagged && len(rows) > 0 {
				t.Errorf("%s %s, %s: the rows %v are flagged, want %d: %v", l.Kind, l.Version, what, rows, l.checker.notListed, tc.flagged)
			}
		}
	}
}

// TestWhatEachRowOfACheckerIsAbout: its sheet and cell, its mineral, and whether it depends on the
// first answers.
func TestWhatEachRowOfACheckerIsAbout(t *testing.T) {
	for _, l := range checkers() {
		tests, question := testsOf(l)
		minerals, last := map[Metal]int{}, 0
		for _, test := range tests {
			minerals[test.Metal]++
			if test.Row <= last {
				t.Errorf("%s %s: row %d stands behind row %d", l.Kind, l.Version, test.Row, last)
			}
			last = test.Row
			list := test.Sheet == l.SmelterSheet && test.Row != l.checker.notListed
			about := test.Sheet == SheetDeclaration && slices.ContainsFunc(l.CompanyQuestions, func(q Question) bool { return q.Cell(0) == test.Cell || q.CommentCell(0) == test.Cell })
			if n := question[test.Row]; test.Dependent != (n >= max(l.checker.always, 1) || list || about) {
				t.Errorf("%s %s, row %d: it depends on the first answers: %v", l.Kind, l.Version, test.Row, test.Dependent)
			} else if n >= 0 && l.Questions[n].Cell(slices.Index(namedMinerals(l), test.Metal)) != test.Cell {
				t.Errorf("%s %s, row %d: %s is not about %s", l.Kind, l.Version, test.Row, test.Cell, test.Metal)
			}
			if test.Idle != (test.Cell == l.Fields.AuthorizerPhone && strings.HasPrefix(l.Version, "1.") && l.Kind == "EMRT" || l.Kind+l.Version == "AMRT1.3" && test.Row == 14) {
				t.Errorf("%s %s, row %d: wanted of nobody: %v", l.Kind, l.Version, test.Row, test.Idle)
			}
			first := strconv.Itoa(l.SmelterFirst)
			if test.Sheet == SheetProducts && test.Cell != "B6" || list && test.Cell != l.Columns.Metal+first && test.Cell != l.Columns.Lookup+first {
				t.Errorf("%s %s, row %d: it tests %s!%s", l.Kind, l.Version, test.Row, test.Sheet, test.Cell)
			}
		}
		for _, m := range namedMinerals(l) {
			if want := minerals[namedMinerals(l)[0]]; minerals[m] != want && !(m == Mica && minerals[m] == want-1) {
				t.Errorf("%s %s: %d rows are about %s, %d about the first", l.Kind, l.Version, minerals[m], m, want)
			}
		}
	}
}

func namedMinerals(l Layout) (list []Metal) {
	for _, name := range mineralsOf(l) {
		list = append(list, mineralNamed(strings.ToLower(name)))
	}
	return list
}
