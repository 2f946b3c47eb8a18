package demo

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Styles, in the order in which newFile makes them.
const (
	styleHead = iota + 1
	styleDate
)

func head(text string) excelize.Cell { return excelize.Cell{Value: text, StyleID: styleHead} }

// sheetOrder is that of the real template; the last three are hidden.
var sheetOrder = []string{cmrt.SheetRevision, "Instructions", "Definitions", cmrt.SheetDeclaration, cmrt.SheetSmelters, "Checker",
	cmrt.SheetProducts, cmrt.SheetLookup, "L", "C", "SorP"}

const hiddenSheets = 3

// answered are the sheets that suppliers fill in; all others are the same in every
// workbook of a kind, a version and an edition.
var answered = []string{cmrt.SheetDeclaration, cmrt.SheetSmelters, cmrt.SheetProducts}

// kindTitles are the names of RMI's templates by acronym.
var kindTitles = map[string]string{"CMRT": templateTitle, "EMRT": "Extended Mineral Reporting Template"}

// constant are the sheets that nobody fills in.
func (e *edition) constant(kind, version string) map[string]cells {
	return map[string]cells{
		cmrt.SheetRevision: {"B3": {Value: kindTitles[kind]}, "B5": {Value: notice}, "B12": head("Version"), "E12": head("What changed"),
			"B13": {Value: version}, "E13": {Value: "Demonstration of the layout of this version."}},
		"Instructions": {"B2": head("How to fill this in"), "B3": {Value: notice},
			"B5": {Value: "1. Say who you are on the sheet Declaration."},
			"B6": {Value: "2. Answer the questions for each metal."},
			"B7": {Value: "3. Enter your smelters on the sheet Smelter List, one a row."}},
		"Definitions":    {"B2": head("Words"), "B4": {Value: "Smelter: who makes metal of ore or scrap; for gold also called a refiner."}},
		"Checker":        checkerSheet(),
		cmrt.SheetLookup: e.lookupSheet(),
		"L":              languageSheet(),
		"C":              countrySheet(func(p place) (string, string) { return p.code, p.country }, "Code", "Country"),
		"SorP":           countrySheet(func(p place) (string, string) { return p.stateCode, p.state }, "Code", "State or province"),
	}
}

func checkerSheet() cells {
	c := cells{"A3": head("Field"), "B3": head("Answer"), "A1": {Value: "What is still missing"}}
	for i, l := range labels[:14] {
		c["A"+strconv.Itoa(4+i)] = excelize.Cell{Value: l.english}
	}
	return c
}

// lookupSheet is the directory as the template carries it, with the special values
// and the key of column J by which the Smelter List finds its row.
func (e *edition) lookupSheet() cells {
	c := cells{"A1": {Value: directoryName + ", " + e.date()}}
	for i, text := range []string{"Metal", "Known as", "Standard name", "Country", "Smelter number", "Number from", "Street", "City", "State or province"} {
		c[string(rune('A'+i))+"4"] = head(text)
	}
	for i, l := range e.names {
		row := []string{title(l.metal), l.alias}
		switch f := l.facility; {
		case f != nil:
			row = append(row, f.name, f.place.country, f.id, directoryName, "", f.city, f.place.state)
		case l.alias == cmrt.NotYetIdentified:
			row = append(row, "Unknown", "Unknown", "", "", "", "", "")
		default:
			row = append(row, "", "", "", "", "", "", "")
		}
		for j, text := range append(row, title(l.metal)+l.alias) {
			if text != "" {
				c[string(rune('A'+j))+strconv.Itoa(lookupFirst+i)] = excelize.Cell{Value: text}
			}
		}
	}
	return c
}

func languageSheet() cells {
	c := cells{"A1": {Value: "key"}, "B1": {Value: "English"}, "C1": {Value: "Deutsch"}}
	for i, l := range labels {
		row := strconv.Itoa(i + 2)
		c["A"+row], c["B"+row], c["C"+row] = excelize.Cell{Value: l.key}, excelize.Cell{Value: l.english}, excelize.Cell{Value: l.german}
	}
	return c
}

func countrySheet(of func(place) (code, name string), code, name string) cells {
	c := cells{"A1": head(code), "B1": head(name)}
	for i, p := range places {
		a, b := of(p)
		c[fmt.Sprintf("A%d", i+2)], c[fmt.Sprintf("B%d", i+2)] = excelize.Cell{Value: a}, excelize.Cell{Value: b}
	}
	return c
}

// merged are the ranges of the Declaration that are one cell on the screen.
func merged(l cmrt.Layout) [][2]string {
	var list [][2]string
	across := func(cells ...string) {
		for _, cell := range cells {
			list = append(list, [2]string{cell, "J" + cell[1:]})
		}
	}
	at := l.Fields
	across(at.Name, at.ScopeDescription, at.UniqueID, at.UniqueIDAuthority, at.Address, at.ContactName, at.ContactEmail, at.ContactPhone,
		at.AuthorizerName, at.AuthorizerTitle, at.AuthorizerEmail, at.AuthorizerPhone)
	for _, q := range slices.Concat(l.Questions, l.CompanyQuestions) {
		n := len(cmrt.Metals)
		if len(q.Number) == 1 {
			n = 1
		}
		for i := range n {
			list = append(list, [2]string{q.Cell(i), "E" + q.Cell(i)[1:]})
			across(q.CommentCell(i))
		}
	}
	return list
}
