package cmrt

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// checkers are a version of each Checker sheet that there is.
func checkers() (list []Layout) {
	for _, v := range [][2]string{{"CMRT", "2.03a"}, {"CMRT", "3.00"}, {"CMRT", "3.01"}, {"CMRT", "6.01"}, {"CMRT", "6.5"}, {"EMRT", "1.11"}, {"EMRT", "1.3"}, {"EMRT", "2.1"}, {"AMRT", "1.2"}, {"AMRT", "1.3"}} {
		l, _ := LayoutFor(v[0], v[1])
		list = append(list, l)
	}
	return list
}

// flaggedIn are the rows of its own Checker that flag a workbook.
func flaggedIn(t *testing.T, sheets map[string]map[string]string) []int {
	t.Helper()
	d := ReadAny("x.xlsx", written(sheets))
	if !d.Readable() {
		t.Fatalf("%v", d.Findings)
	}
	return d.CheckerRows
}

// changedTo is a workbook with other texts in some cells, named with their sheets.
func changedTo(sheets map[string]map[string]string, changes map[string]string) map[string]map[string]string {
	again := copied(sheets)
	for at, text := range changes {
		sheet, cell, _ := strings.Cut(at, "!")
		again[sheet][cell] = text
	}
	return again
}

// testsOf are the rows of a version's Checker sheet that test the filled template, with the place
// of what they test among the questions; -1: it is about the company or a list.
func testsOf(l Layout) (tests []CheckerTest, question map[int]int) {
	d := Declaration{Template: Template{Type: l.Kind, Version: l.Version}}
	for _, name := range mineralsOf(l) {
		d.Minerals = append(d.Minerals, mineralNamed(name))
	}
	question = map[int]int{}
	for _, test := range d.CheckerTests() {
		question[test.Row] = slices.IndexFunc(l.Questions, func(q Question) bool {
			_, row := splitRef(test.Cell)
			return test.Sheet == SheetDeclaration && test.Metal != "" && row >= q.Row && row < q.Row+len(d.Minerals)
		})
	}
	return d.CheckerTests(), question
}

// TestACheckerFlagsTheCellThatIsNotFilledIn, that one alone, and nothing where all is answered. An
// error in a cell is flagged as well; of a formula that was never calculated nobody knows.
func TestACheckerFlagsTheCellThatIsNotFilledIn(t *testing.T) {
	t.Parallel()
	for _, l := range checkers() {
		name, whole := l.Kind+" "+l.Version, answered(l)
		if rows := flaggedIn(t, whole); rows == nil || len(rows) > 0 {
			t.Errorf("%s: in an answered template the rows %v are flagged", name, rows)
		}
		tests, question := testsOf(l)
		for _, test := range tests {
			if test.Sheet != SheetDeclaration || test.Cell == "" || strings.Contains(strings.Join(l.Minerals.Choice, " "), test.Cell) {
				continue
			}
			cell, want := test.Sheet+"!"+test.Cell, []int{test.Row}
			idle := slices.IndexFunc(tests, func(other CheckerTest) bool { return other.Idle && other.Cell == test.Cell && other.Row != test.Row })
			if test.Idle && test.Cell == l.Fields.AuthorizerEmail { // it is wanted by the row before
				continue
			}
			if n := question[test.Row]; l.Kind == Conflict && l.Version >= "6" && (n == 0 || n == 1) { // an answer counts while those above it say yes
				for i := n + 1; i < len(l.Questions); i++ {
					want = append(want, test.Row+5*(i-n))
				}
			}
			if test.Idle || test.Cell == l.Fields.ScopeDescription {
				want = nil // of the company's own scope no description is wanted
			}
			if rows := flaggedIn(t, changedTo(whole, map[string]string{cell: ""})); !slices.Equal(rows, want) {
				t.Errorf("%s: without %s the rows %v are flagged, want %v", name, cell, rows, want)
			}
			if rows := flaggedIn(t, changedTo(whole, map[string]string{cell: "=Other!A1"})); len(rows) > 0 {
				t.Errorf("%s: with a formula without a result in %s the rows %v are flagged", name, cell, rows)
			}
			rows := flaggedIn(t, changedTo(whole, map[string]string{cell: "#REF!"}))
			others := slices.DeleteFunc(slices.Clone(rows), func(row int) bool { return row == test.Row || idle >= 0 && row == tests[idle].Row })
			if !slices.Contains(rows, test.Row) || test.Cell != l.Fields.Scope && len(others) > 0 && question[test.Row] < 0 && !slices.ContainsFunc(l.CompanyQuestions, func(q Question) bool { return q.Cell(0) == test.Cell }) {
				t.Errorf("%s: with an error in %s the rows %v are flagged, want %d", name, cell, rows, test.Row)
			}
		}
	}
}

// TestWhatACheckerWantsDependsOnTheFirstAnswers: where they say no, nothing that depends on them is
// wanted; otherwise all of it is.
func TestWhatACheckerWantsDependsOnTheFirstAnswers(t *testing.T) {
	t.Parallel()
	closing := map[string][]string{"CMRT": {"No", "no"}, "EMRT 1.11": {"No", "Unknown", "Not applicable for this declaration"}, "EMRT 1.3": {"No", "Unknown", "Not applicable for this declaration"},
		"EMRT 2.1": {"No", "Unknown", "Not declaring"}, "AMRT 1.2": {"No", "Unknown", "Not declaring"}, "AMRT 1.3": {"No", "Unknown", "Not declaring"}}
	for _, l := range checkers() {
		name, whole := l.Kind+" "+l.Version, answered(l)
		always := max(l.checker.always, 1)
		tests, _ := testsOf(l)
		blank, all := map[string]string{}, []int(nil)
		for _, test := range tests {
			if !test.Dependent {
				continue
			}
			if test.Sheet == SheetDeclaration {
				blank[test.Sheet+"!"+test.Cell] = ""
			}
			if !strings.HasPrefix(test.Cell, "G") { // an address is wanted of who says that the policy is public
				all = append(all, test.Row)
			}
		}
		for at := range whole[l.SmelterSheet] {
			if at != "B4" {
				blank[l.SmelterSheet+"!"+at] = ""
			}
		}
		if rows := flaggedIn(t, changedTo(whole, blank)); !slices.Equal(rows, all) {
			t.Errorf("%s: where all first answers are yes, the rows %v are flagged, want %v", name, rows, all)
		}
		words := closing[name]
		if words == nil {
			words = closing[l.Kind]
		}
		for _, word := range append(slices.Clone(words), "Not declaring at all") {
			changes := maps.Clone(blank)
			for _, q := range l.Questions[:always] {
				for i := range mineralsOf(l) {
					changes[SheetDeclaration+"!"+q.Cell(i)] = word
				}
			}
			if rows := flaggedIn(t, changedTo(whole, changes)); len(rows) > 0 != (word == "Not declaring at all") {
				t.Errorf("%s: where all first answers are %q, the rows %v are flagged", name, word, rows)
			}
		}
	}
	for version, words := range map[string]map[string]bool{
		"1.3": {"No": true, "Unknown": true, "Not applicable for this declaration": true, "Yes": false}, "2.1": {"No": true, "Unknown": true, "Not declaring": false, "Yes": false},
	} {
		l, _ := LayoutFor("EMRT", version)
		for word, closes := range words { // the second answer, of one mineral
			third := l.Questions[2].Cell(0)
			rows := flaggedIn(t, changedTo(answered(l), map[string]string{SheetDeclaration + "!" + l.Questions[1].Cell(0): word, SheetDeclaration + "!" + third: ""}))
			if (len(rows) == 0) != closes {
				t.Errorf("EMRT %s: below a second answer of %q the rows %v are flagged", version, word, rows)
			}
		}
	}
}

// TestWhatACheckerWantsOfAScope: a description of some, a product of another.
func TestWhatACheckerWantsOfAScope(t *testing.T) {
	t.Parallel()
	described := map[string]string{"CMRT 2.03a": "BC", "CMRT 3.00": "BC"} // the others: C
	for _, l := range checkers() {
		name, whole := l.Kind+" "+l.Version, answered(l)
		row := map[string]int{}
		tests, _ := testsOf(l)
		for _, test := range tests {
			row[test.Sheet+"!"+test.Cell] = test.Row
		}
		product := SheetProducts + "!B" + strconv.Itoa(l.ProductFirst)
		for _, scope := range l.scopes {
			for _, what := range []string{SheetDeclaration + "!" + l.Fields.ScopeDescription, product} {
				wanted := scope.answer == "product"
				if what != product {
					list := described[name]
					if list == "" {
						list = "C"
					}
					wanted = strings.Contains(list, scope.text[:1])
				}
				for _, text := range []string{scope.text, strings.ToUpper(scope.text)} {
					rows := flaggedIn(t, changedTo(whole, map[string]string{SheetDeclaration + "!" + l.Fields.Scope: text, what: ""}))
					if wanted && !slices.Equal(rows, []int{row[what]}) || !wanted && len(rows) > 0 {
						t.Errorf("%s, %s without %s: the rows %v are flagged", name, text, what, rows)
					}
				}
			}
		}
	}
}

// TestWhatACheckerWantsOfContactsAndAddresses: an @ of an e-mail, since 6.x; of the address of a
// public policy more than one character, in 3.x one with www.
func TestWhatACheckerWantsOfContactsAndAddresses(t *testing.T) {
	t.Parallel()
	for _, l := range checkers() {
		name, whole := l.Kind+" "+l.Version, answered(l)
		for _, cell := range []string{l.Fields.ContactEmail, l.Fields.AuthorizerEmail} {
			if cell == "" {
				continue
			}
			rows := flaggedIn(t, changedTo(whole, map[string]string{SheetDeclaration + "!" + cell: "nobody"}))
			if wants := l.Kind != Conflict || l.Version > "6"; wants != (len(rows) == 1) && !(name == "AMRT 1.3" && cell == l.Fields.AuthorizerEmail) {
				t.Errorf("%s: of an e-mail without @ in %s the rows %v are flagged", name, cell, rows)
			}
		}
		tests, _ := testsOf(l)
		for _, test := range tests {
			if test.Sheet != SheetDeclaration || !strings.HasPrefix(test.Cell, "G") {
				continue
			}
			for address, enough := range map[string]bool{"x": false, "xy": l.Version != "3.01", "ä": false, "http://www.acme.example": true} {
				rows := flaggedIn(t, changedTo(whole, map[string]string{SheetDeclaration + "!" + test.Cell: address}))
				if enough && len(rows) > 0 || !enough && !slices.Equal(rows, []int{test.Row}) {
					t.Errorf("%s: of the address %q in %s the rows %v are flagged", name, address, test.Cell, rows)
				}
			}
			answer := "D" + test.Cell[1:]
			if rows := flaggedIn(t, changedTo(whole, map[string]string{SheetDeclaration + "!" + answer: "No", SheetDeclaration + "!" + test.Cell: ""})); len(rows) > 0 {
				t.Errorf("%s: of a policy that is not public no address is wanted; flagged are %v", name, rows)
			}
		}
		for i, q := range l.CompanyQuestions { // how the supplier asks its own is to be described, in EMRT 1.x
			if q.Key != SupplierSurvey || l.Kind != "EMRT" || l.Version > "2" {
				continue
			}
			row := l.checker.extended.answers[i]
			for answer, wanted := range map[string]bool{q.options[0].text: false, q.options[1].text: true, q.options[2].text: false, "Perhaps": true} {
				for comment, none := range map[string]bool{"": true, "by mail": false} {
					rows := flaggedIn(t, changedTo(whole, map[string]string{SheetDeclaration + "!" + q.Cell(0): answer, SheetDeclaration + "!" + q.CommentCell(0): comment}))
					if want := wanted && (none || answer == "Perhaps"); want != slices.Equal(rows, []int{row}) || !want && len(rows) > 0 {
						t.Errorf("%s: %q with the comment %q: the rows %v are flagged", name, answer, comment, rows)
					}
				}
			}
		}
	}
}
