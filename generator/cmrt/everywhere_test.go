package cmrt

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// cellsNamed are the cells that a struct of cells or columns names, but for some fields.
func cellsNamed(s any, but ...string) (list []string) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if !slices.Contains(but, v.Type().Field(i).Name) {
			list = append(list, strings.Fields(v.Field(i).String())...)
		}
	}
	return list
}

// askedOn are the cells of a version's Declaration in which a supplier answers.
func askedOn(l Layout) map[string]bool {
	cells := map[string]bool{}
	for _, cell := range cellsNamed(l.Fields, "Language", "Revision", "Title") {
		cells[cell] = true
	}
	for _, q := range l.Questions {
		for i := range mineralsOf(l) {
			cells[q.Cell(i)], cells[q.CommentCell(i)] = true, true
		}
	}
	for _, q := range l.CompanyQuestions {
		cells[q.Cell(0)], cells[q.CommentCell(0)] = true, true
	}
	return cells
}

// foundIn are the cells of a sheet at which a rule finds something.
func foundIn(d Declaration, rule finding.Rule, sheet string) map[string]bool {
	cells := map[string]bool{}
	for _, f := range finding.Unfold(found(d, rule)) {
		if f.Sheet == sheet {
			cells[f.Cell] = true
		}
	}
	return cells
}

// missing and unwanted of what was found, sorted.
func differing(got, want map[string]bool) (missing, unwanted []string) {
	for cell := range want {
		if !got[cell] {
			missing = append(missing, cell)
		}
	}
	for cell := range got {
		if !want[cell] {
			unwanted = append(unwanted, cell)
		}
	}
	slices.Sort(missing)
	slices.Sort(unwanted)
	return missing, unwanted
}

// TestEveryCellWithAnEntryIsLookedAt: in each version, on each sheet, what the file leaves in doubt is
// told of every cell that holds an answer, and counts as untold.
func TestEveryCellWithAnEntryIsLookedAt(t *testing.T) {
	t.Parallel()
	for _, l := range everyLayout() {
		name, sheets := l.Kind+" "+l.Version, copied(answered(l))
		want := map[string]map[string]bool{SheetDeclaration: askedOn(l), l.SmelterSheet: {}, SheetProducts: {}}
		first, product := strconv.Itoa(l.SmelterFirst+1), strconv.Itoa(l.ProductFirst)
		for _, letter := range cellsNamed(l.Columns, "StandardName") {
			want[l.SmelterSheet][letter+first] = true
		}
		for _, letter := range l.Products.letters() {
			want[SheetProducts][letter+product] = true
		}
		if l.Mines != (MineColumns{}) {
			sheets[SheetMines], want[SheetMines] = map[string]string{}, map[string]bool{}
			for column := range 13 {
				sheets[SheetMines][ref(column, l.SmelterHeader)] = "Label"
			}
			for _, letter := range cellsNamed(l.Mines) {
				want[SheetMines][letter+first] = true
			}
		}
		for sheet, cells := range want {
			for cell := range cells {
				sheets[sheet][cell] = "?"
			}
			sheets[sheet]["Z"+first] = "?" // nothing is asked there
		}
		d := ReadAny("x.xlsx", written(sheets))
		if !d.Readable() {
			t.Errorf("%s: %v", name, d.Findings)
			continue
		}
		for _, cell := range l.Minerals.Choice {
			delete(want[SheetDeclaration], cell)
		}
		for sheet, cells := range want {
			if missing, unwanted := differing(foundIn(d, fileAmbiguous, sheet), cells); len(missing)+len(unwanted) > 0 {
				t.Errorf("%s, %s: nothing is told of %v; told of %v", name, sheet, missing, unwanted)
			}
			for cell := range cells {
				if !d.Untold()[[2]string{sheet, cell}] {
					t.Errorf("%s: %s!%s is taken for blank", name, sheet, cell)
				}
			}
		}
	}
}

// TestChosenMineralsAreLookedAt, and the name of one that the list does not have.
func TestChosenMineralsAreLookedAt(t *testing.T) {
	for _, v := range []string{"EMRT 2.1", "AMRT 1.2", "AMRT 1.3"} {
		kind, version, _ := strings.Cut(v, " ")
		l, _ := LayoutFor(kind, version)
		want, sheets := map[string]bool{}, copied(answered(l))
		for _, cell := range l.Minerals.Choice {
			want[cell] = true
			if column, row := splitRef(cell); l.Minerals.Other != "" {
				want[ref(column, row+3)] = true
			}
		}
		for cell := range want {
			sheets[SheetDeclaration][cell] = "?"
		}
		d := ReadAny("x.xlsx", written(sheets))
		if missing, unwanted := differing(foundIn(d, fileAmbiguous, SheetDeclaration), want); len(missing)+len(unwanted) > 0 {
			t.Errorf("%s: nothing is told of %v; told of %v", v, missing, unwanted)
		}
	}
}

// TestEveryRowOfTheDeclarationMayHoldSomethingBeside: an entry in any column from C to L that is not
// the answer's is told, with the cell where it belongs.
func TestEveryRowOfTheDeclarationMayHoldSomethingBeside(t *testing.T) {
	t.Parallel()
	for _, l := range everyLayout() {
		asked := map[int][]int{}
		for cell := range askedOn(l) {
			column, row := splitRef(cell)
			asked[row] = append(asked[row], column)
		}
		for column, letter := range strings.Split("ABCDEFGHIJKLM", "") {
			sheets, want := copied(answered(l)), map[string]bool{}
			for row, columns := range asked {
				at := letter + strconv.Itoa(row)
				if slices.Contains(columns, column) {
					continue
				}
				sheets[SheetDeclaration][at] = "beside"
				if column >= 2 && column <= 11 && l.Version != "1.00" {
					want[at] = true
				}
			}
			d := ReadAny("x.xlsx", written(sheets))
			if missing, unwanted := differing(foundIn(d, entryMisplaced, SheetDeclaration), want); len(missing)+len(unwanted) > 0 {
				t.Errorf("%s %s, column %s: nothing is told of %v; told of %v", l.Kind, l.Version, letter, missing, unwanted)
			}
			for _, f := range finding.Unfold(found(d, entryMisplaced)) {
				_, row := splitRef(f.Cell)
				place := slices.Min(asked[row])
				for _, c := range asked[row] {
					if c < column {
						place = max(place, c)
					}
				}
				if want := "it would belong into " + ref(place, row) + "."; !strings.HasSuffix(f.Message, want) {
					t.Errorf("%s %s, %s: %s", l.Kind, l.Version, f.Cell, f.Message)
				}
			}
		}
	}
}

// TestEachAnswerIsFoundWhereItIsNoneOfTheList, under the rule for questions about minerals or about
// the company, and an error under its own.
func TestEachAnswerIsFoundWhereItIsNoneOfTheList(t *testing.T) {
	t.Parallel()
	for _, l := range everyLayout() {
		wrong, failing := copied(answered(l)), copied(answered(l))
		minerals, company, both := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for n, q := range slices.Concat(l.Questions, l.CompanyQuestions) {
			for i := range mineralsOf(l) {
				into := minerals
				if len(q.Number) == 1 {
					into = company
				}
				if n >= len(l.Questions) && i > 0 || n < len(l.Questions) && !q.Asks(namedMinerals(l)[i]) {
					continue
				}
				into[q.Cell(i)], both[q.Cell(i)], both[q.CommentCell(i)] = true, true, true
				wrong[SheetDeclaration][q.Cell(i)] = "perhaps some day"
				failing[SheetDeclaration][q.Cell(i)], failing[SheetDeclaration][q.CommentCell(i)] = "#N/A", "#REF!"
			}
		}
		d := ReadAny("x.xlsx", written(wrong))
		for rule, want := range map[*finding.Rule]map[string]bool{&answerNotInList: minerals, &companyAnswerNotInList: company} {
			if missing, unwanted := differing(foundIn(d, *rule, SheetDeclaration), want); len(missing)+len(unwanted) > 0 {
				t.Errorf("%s %s: %s not of %v; of %v", l.Kind, l.Version, rule.Name, missing, unwanted)
			}
		}
		d = ReadAny("x.xlsx", written(failing))
		if missing, unwanted := differing(foundIn(d, cellError, SheetDeclaration), both); len(missing)+len(unwanted) > 0 {
			t.Errorf("%s %s: errors not told of %v; told of %v", l.Kind, l.Version, missing, unwanted)
		}
		for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
			if a.Raw+a.Answer+a.Comment != "" {
				t.Errorf("%s %s: an error is read as %+v", l.Kind, l.Version, a)
			}
		}
	}
}

// TestFormulasWithoutAResultAreToldOfEveryList: in each column of smelters, products and mines; such a
// row is an entry, and nobody knows what it says.
func TestFormulasWithoutAResultAreToldOfEveryList(t *testing.T) {
	t.Parallel()
	for _, v := range []string{"CMRT 6.6", "EMRT 2.1", "AMRT 1.2"} {
		kind, version, _ := strings.Cut(v, " ")
		l, _ := LayoutFor(kind, version)
		sheets := copied(answered(l))
		want := map[string]map[string]bool{l.SmelterSheet: {}, SheetProducts: {}}
		add := func(sheet string, row int, letters []string) {
			for _, letter := range letters {
				at := letter + strconv.Itoa(row)
				sheets[sheet][at], want[sheet][at] = "=Other!A1", true
			}
		}
		add(l.SmelterSheet, l.SmelterFirst+9, cellsNamed(l.Columns, "StandardName"))
		add(SheetProducts, l.ProductFirst+1, l.Products.letters())
		if l.Mines != (MineColumns{}) {
			sheets[SheetMines], want[SheetMines] = map[string]string{}, map[string]bool{}
			add(SheetMines, l.SmelterFirst+1, cellsNamed(l.Mines))
			sheets[SheetMines]["Z9"] = "=Other!A1"
		}
		d := ReadAny("x.xlsx", written(sheets))
		for sheet, cells := range want {
			if missing, unwanted := differing(foundIn(d, neverCalculated, sheet), cells); len(missing)+len(unwanted) > 0 {
				t.Errorf("%s, %s: nothing is told of %v; told of %v; %v", v, sheet, missing, unwanted, d.Findings)
			}
		}
		if smelters, mines := len(mineralsOf(l))+1, len(want)-2; len(d.Smelters) != smelters || len(d.Products) != 2 || len(d.Mines) != mines {
			t.Errorf("%s: %d smelters, %d products, %d mines", v, len(d.Smelters), len(d.Products), len(d.Mines))
		}
	}
}
