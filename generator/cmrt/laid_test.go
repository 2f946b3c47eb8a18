package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestWhatAConditionWouldMakeOfAnEntry: told where it would hide it, change it or strike it through,
// of the columns that it is over, and of what the cell itself does not hide already.
func TestWhatAConditionWouldMakeOfAnEntry(t *testing.T) {
	black, red := colour{known: true}, colour{known: true, rgb: 0xFF0000}
	word, number := cell{kind: textValue, text: "Yes"}, cell{kind: numberValue, text: "7"}
	plain := look{letters: black, behind: white}
	const hides, strikes, covers = "A conditional format hides what is stored while its condition holds", "A conditional format strikes the entry through while its condition holds", "A picture or a text box lies over the cell, and may cover what stands there"
	for name, c := range map[string]struct {
		laid    overlay
		cell    cell
		look    look
		version string
		says    string
	}{
		"nothing": {overlay{}, word, plain, "6.5", ""}, "white letters": {overlay{letters: white, hasLetters: true}, word, plain, "6.5", hides}, "white letters that it does not lay": {overlay{letters: white}, word, plain, "6.5", ""}, "a black ground": {overlay{behind: black, hasBehind: true}, word, plain, "6.5", hides}, "a black ground that it does not lay": {overlay{behind: black}, word, plain, "6.5", ""},
		"white on black": {overlay{letters: white, hasLetters: true, behind: black, hasBehind: true}, word, plain, "6.5", ""}, "red letters on red": {overlay{letters: red, hasLetters: true}, word, look{letters: black, behind: red}, "6.5", hides}, "white letters, hidden already": {overlay{letters: white, hasLetters: true}, word, look{letters: white, behind: white, hidden: true}, "6.5", ""},
		"a black ground in 2.03a": {overlay{behind: black, hasBehind: true}, word, plain, "2.03a", ""}, "white letters in 2.03a": {overlay{letters: white, hasLetters: true}, word, plain, "2.03a", hides}, "white letters on a ground in 2.03a": {overlay{letters: black, hasLetters: true, behind: black, hasBehind: true}, word, plain, "2.03a", hides},
		"tiny": {overlay{tiny: true}, word, plain, "6.5", hides}, "bare, a text": {overlay{bare: true}, word, plain, "6.5", ""}, "bare, a number": {overlay{bare: true}, number, plain, "6.5", hides}, "of numbers, a text": {overlay{numbers: true, behind: black, hasBehind: true}, word, plain, "6.5", ""}, "of numbers, a number": {overlay{numbers: true, behind: black, hasBehind: true}, number, plain, "6.5", hides},
		"a format that hides": {overlay{sections: sections(";;;")}, word, plain, "6.5", hides}, "another text": {overlay{sections: sections(`0;0;0;"No"`)}, word, plain, "6.5", `"Yes" is stored, and a conditional format shows "No" while its condition holds`}, "struck through": {overlay{struck: true}, word, plain, "6.5", strikes}, "white and struck through": {overlay{letters: white, hasLetters: true, struck: true}, word, plain, "6.5", hides + "|" + strikes},
		"a shape": {overlay{shape: true, struck: true}, word, plain, "6.5", covers}, "another text in white": {overlay{sections: sections(`0;0;0;"No"`), letters: white, hasLetters: true}, word, plain, "6.5", hides},
	} {
		for column := 2; column <= 6; column++ {
			w := (&reader{d: &Declaration{}, layout: Layout{Version: c.version}}).watch("Sheet", &grid{})
			w.overlays = []laidOver{{3, 5, &c.laid}}
			w.lookAtConditions(spot{column, 9}, c.cell, c.look)
			var says []string
			for _, why := range w.order {
				says = append(says, why.words)
			}
			if want := map[bool]string{true: c.says}[column >= 3 && column <= 5]; strings.Join(says, "|") != want {
				t.Errorf("%s, column %d: %q, want %q", name, column, says, want)
			}
		}
	}
}

// TestWhichRowsAConditionIsOver: the first and the last of its cells, and each look once.
func TestWhichRowsAConditionIsOver(t *testing.T) {
	own := &overlay{tiny: true}
	g := &grid{conditionals: []conditional{{areas: []area{{1, 5, 2, 7}, {1, 6, 2, 6}, {4, 9, 4, 9}}, own: own}, {areas: []area{{1, 5, 2, 5}}, look: 1}, {areas: []area{{1, 5, 2, 5}}, look: 2}}}
	book := &workbook{formats: &formats{conditional: []overlay{{}, {struck: true}}}}
	for number, want := range map[int]string{4: "", 5: "1-2 1-2s", 6: "1-2", 7: "1-2", 8: "", 9: "4-4"} {
		d := Declaration{}
		w := (&reader{d: &d, book: book}).watch("Sheet", g)
		w.over(&row{number: 1})
		w.over(&row{number: number})
		var got []string
		for _, o := range w.overlays {
			got = append(got, fmt.Sprintf("%d-%d%s", o.left, o.right, map[bool]string{true: "s"}[o.struck]))
		}
		if strings.Join(got, " ") != want || len(d.Findings) > 0 {
			t.Errorf("row %d: %v, want %s", number, got, want)
		}
	}
	d := Declaration{}
	w := (&reader{d: &d, book: book}).watch("Sheet", g)
	w.steps = maxConditionSteps
	for range 3 { // told once
		w.over(&row{number: 5})
	}
	if len(d.Findings) != 1 || d.Findings[0].Rule != fileTooLarge.Name || len(w.overlays) > 0 {
		t.Errorf("more comparisons than may be: %v", d.Findings)
	}
}

// TestConditionsThatAreKept of a sheet: those that say something of some cells, as many as may be.
func TestConditionsThatAreKept(t *testing.T) {
	r := sheetReader{grid: &grid{}}
	one := []area{{1, 1, 1, 1}}
	for _, c := range []conditional{{areas: one, look: -1}, {look: 0}, {own: &overlay{}}, {areas: one, look: 0}, {areas: one, look: -1, own: &overlay{}}} {
		if err := r.keepConditional(c); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.grid.conditionals) != 2 || r.conditions != 2 {
		t.Errorf("%+v", r.grid.conditionals)
	}
	if r.conditions = maxConditions - 1; r.keepConditional(conditional{areas: one}) != nil || !errors.Is(r.keepConditional(conditional{areas: one}), errTooLarge) {
		t.Error("as many blocks of cells as may be, and one more")
	}
	if got := r.areas(strings.Repeat("A1 ", maxConditions+9)); len(got) != maxConditions+1 {
		t.Errorf("%d areas are read", len(got))
	}
	if got := r.areas(" A1  ? B2:C3 "); !slices.Equal(got, []area{{0, 1, 0, 1}, {1, 2, 2, 3}}) {
		t.Errorf("%+v", got)
	}
}

// TestWhatASheetOfTheSupplierHolds: its first entry, and the first that seems to name a smelter.
func TestWhatASheetOfTheSupplierHolds(t *testing.T) {
	for name, c := range map[string]struct{ cells, entry, smelter string }{
		"nothing": {"", "", ""}, "space": {"B2= ", "", ""}, "a word": {"B2=x C3=y", "B2", ""}, "a number of a smelter": {"B2=x D4=CID000292", "B2", "D4"}, "one with a space": {"D4=see cid 000292!", "D4", "D4"}, "one within a word": {"D4=xCID000292", "D4", ""}, "one of seven digits": {"D4=CID0002921", "D4", ""}, "an old one": {"D4=1DEU001", "D4", "D4"}, "an old one of no such metal": {"D4=5DEU001", "D4", ""}, "an older one": {"D4=4XXX123 of 2.x", "D4", "D4"},
		"in a long text": {"D4=CID000292" + strings.Repeat("_", 92), "D4", ""}, "in one of a hundred letters": {"D4=CID000292" + strings.Repeat(" ", 0) + strings.Repeat("-", 90), "D4", "D4"}, "a metal alone": {"B2=Tin", "B2", ""}, "two metals": {"B2=Tin C2=Gold", "B2", ""}, "a metal and a name": {"A2=7 B2=Tin D2=Alpha", "A2", "B2"}, "a name and a metal": {"B2=Alpha C2=Tin", "B2", ""}, "two metals and a name": {"B2=Tin C2=Gold D2=Alpha", "B2", "B2"}, "a name in another row": {"B2=Tin C3=Alpha", "B2", ""},
	} {
		cells := map[string]string{}
		for _, one := range strings.Split(strings.ReplaceAll(c.cells, "= ", "=\u00a0"), " ") {
			if at, text, ok := strings.Cut(one, "="); ok {
				cells[at] = text
			}
		}
		if strings.Contains(c.cells, "see cid") {
			cells["D4"] = "see cid 000292!"
		}
		g := cellsRead(t, strings.TrimSuffix(strings.TrimPrefix(sheetWritten(cells), "<worksheet><sheetData>"), "</sheetData></worksheet>"))
		if entry, smelter := entriesOf(g.rows); entry != c.entry || smelter != c.smelter {
			t.Errorf("%s: %q and %q, want %q and %q", name, entry, smelter, c.entry, c.smelter)
		}
	}
	sheets := answered(six.as("6.5"))
	for i := range mostOwnSheets + 3 {
		sheets[fmt.Sprintf("Own %02d", i)] = map[string]string{"A1": "x"}
	}
	list := found(Read("x.xlsx", written(sheets)), sheetNotRead)
	notes := slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return f.Severity != finding.Note })
	last := slices.IndexFunc(list, func(f finding.Finding) bool { return f.Severity == finding.Warning })
	if len(list) != mostOwnSheets+1 || len(notes) != mostOwnSheets || last < 0 || list[last].Message != "The workbook has more than 20 sheets that the template does not have; they were not read." || notes[0].Cell != "A1" || notes[0].Message != `The template has no sheet "Own 00"; what stands there, from A1 on, was not read.` {
		t.Errorf("%d findings: %v", len(list), list)
	}
	for name, says := range map[string]string{"Declaration (2)": "is named like one that holds answers; it was not read.", "product list old": "is named like one", "MineList2": "is named like one", "Smelterlist": "is named like one", "Smelters": `no sheet "Smelters", on which smelters seem to stand, the first in B2; it was not read.`, "Smelter Reference List": "", "definitions ": "", "Instructions": "", "Standard Smelter Names": "", "Smelter and Mine List": "", "Minerals Scope": "", "SorP": "", "Checker": "", "Revision": "", "Smelter Look-up": ""} {
		sheets := answered(six.as("6.5"))
		sheets[name] = map[string]string{"B2": "CID000292"}
		list := found(Read("x.xlsx", written(sheets)), sheetNotRead)
		list = slices.DeleteFunc(list, func(f finding.Finding) bool { return f.Sheet == SheetLookup }) // its columns are not those of a look-up
		if says == "" && len(list) > 0 || says != "" && (len(list) != 1 || !strings.Contains(list[0].Message, says) || list[0].Severity != finding.Warning) {
			t.Errorf("%s: %v", name, list)
		}
	}
}
