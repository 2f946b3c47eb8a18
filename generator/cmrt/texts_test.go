package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestTextsInPieces: the pieces make one text, with what their formats do to it; how it is read aloud
// is no part of it, and what programs understand differently is in doubt.
func TestTextsInPieces(t *testing.T) {
	run := func(format, text string) string { return `<r><rPr>` + format + `</rPr><t>` + text + `</t></r>` }
	const red, white2 = `<color rgb="FFFF0000"/>`, `<color rgb="FFFFFFFF"/>`
	for inside, c := range map[string]struct {
		text  string
		marks marks
		own   int  // colours of pieces
		cell  bool // a piece has that of the cell
		doubt bool
	}{
		`<t>a</t>`: {"a", 0, 0, false, false}, ``: {"", 0, 0, false, false}, `<t/>`: {"", 0, 0, false, false}, `<r><t>a</t></r><r><t> b</t></r>`: {"a b", 0, 0, true, false}, `<t>a</t><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr/>`: {"a", 0, 0, false, false},
		run(`<strike/>`, "a") + run("", "b"): {"ab", struckOut, 0, true, false}, run(`<strike val="0"/>`, "a"): {"a", 0, 0, true, false}, run(`<strike val="false"/>`, "a"): {"a", 0, 0, true, false}, run(`<strike val="true"/>`, "a"): {"a", struckOut, 0, true, false}, run(`<sz val="2.5"/>`, "a"): {"a", tinyFont, 0, true, false}, run(`<sz val="3"/>`, "a"): {"a", 0, 0, true, false}, run(`<sz val="x"/>`, "a"): {"a", 0, 0, true, false}, run(`<rFont val="Symbol"/>`, "a"): {"a", pictured, 0, true, false}, run(`<rFont val="Arial"/>`, "a"): {"a", 0, 0, true, false}, run(`<name val="Symbol"/>`, "a"): {"a", 0, 0, true, false},
		run(`<strike/><sz val="1"/>`, "a"): {"a", struckOut | tinyFont, 0, true, false}, run(`<strike/>`, " ") + run("", "b"): {" b", 0, 0, true, false}, run(red, "a") + run(white2, "b") + run(red, "c"): {"abc", 0, 2, false, false}, run(red, "a") + run("", "b"): {"ab", 0, 1, true, false}, run(red, " "): {" ", 0, 0, false, false},
		`<t>a</t><t>b</t>`: {"ab", 0, 0, false, true}, `<t>a</t>` + run("", "b"): {"ab", 0, 0, true, true}, run("", "a") + `<t>b</t>`: {"ab", 0, 0, true, true}, `<r><t>a</t><t>b</t></r>`: {"ab", 0, 0, true, true}, `<t>a<x>b</x></t>`: {"a", 0, 0, false, true}, `<t>a<!-- x -->b</t>`: {"ab", 0, 0, false, false}, `<si><t>a</t></si>`: {"", 0, 0, false, true}, `<is/>`: {"", 0, 0, false, true}, `<v>a</v>`: {"", 0, 0, false, true}, `<c/>`: {"", 0, 0, false, true}, `<b/>`: {"", 0, 0, false, false},
		`<t>a_x000D_b</t>`: {"a\rb", 0, 0, false, false}, `<t>a_x0000_b</t>`: {"a\x00b", 0, 0, false, true}, `<t>Y_x0065_s</t>`: {"Yes", 0, 0, false, true},
	} {
		k := entered(t, `<is>`+inside+`</is>`)
		k.palette = func() *formats { return &formats{} }
		got, err := k.richText()
		var own int
		var cell bool
		if got.inks != nil {
			own, cell = len(got.inks.own), got.inks.cell
		}
		if err != nil || got.text != c.text && !c.doubt || got.marks != c.marks || own != c.own || cell != c.cell || got.doubt != c.doubt {
			t.Errorf("%s: %q, marks %d, %d colours of its own, of the cell %v, in doubt %v; %v", inside, got.text, got.marks, own, cell, got.doubt, err)
		}
	}
	k := entered(t, `<is>`+strings.Repeat(run(red, "a"), 3)+func() (s string) {
		for i := range mostInks + 4 {
			s += run(fmt.Sprintf(`<color rgb="FF0000%02d"/>`, i), "b")
		}
		return s
	}()+`</is>`)
	k.palette = func() *formats { return &formats{} }
	if got, err := k.richText(); err != nil || len(got.inks.own) != mostInks {
		t.Errorf("more colours than are told apart: %+v, %v", got.inks, err)
	}
}

// TestLettersInTheColourOfTheGround: of the cell, or of any piece of its text.
func TestLettersInTheColourOfTheGround(t *testing.T) {
	red := colour{known: true, rgb: 0xFF0000}
	for name, c := range map[string]struct {
		inks   *inks
		look   look
		hidden bool
	}{
		"no pieces": {nil, look{hidden: true, behind: white}, false}, "all of the cell": {&inks{cell: true}, look{hidden: true, behind: white}, true}, "the cell's are seen": {&inks{cell: true}, look{behind: white}, false}, "none of the cell": {&inks{own: []colour{red}}, look{hidden: true, behind: white}, false},
		"a piece": {&inks{own: []colour{red, white}, cell: true}, look{behind: white}, true}, "a piece on red": {&inks{own: []colour{red}}, look{behind: red}, true}, "pieces of other colours": {&inks{own: []colour{red}}, look{behind: white}, false},
	} {
		if got := c.inks.hidden(c.look); got != c.hidden {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestTextsThatCellsShare: by number, and one that is not there damages the sheet.
func TestTextsThatCellsShare(t *testing.T) {
	s, err := newSharedStrings([]byte(`<sst><si><t>a</t></si><x/><si/><si><t>c</t></si></sst>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	for number, want := range map[string]string{"0": "a", "1": "", " 2\n": "c", "02": "c", "3": "error", "-1": "error", "": "error", "1x": "error", "99999999999": "error"} {
		for range 2 { // the second time it is known
			got, err := s.at([]byte(number))
			if (err != nil) != (want == "error") || err == nil && got.text != want {
				t.Errorf("%q: %q, %v", number, got.text, err)
			}
		}
	}
	if _, err := (*sharedStrings)(nil).at([]byte("0")); err == nil || err.Error() != `a cell names the shared string "0", which is not there` {
		t.Errorf("without a list: %v", err)
	}
	if _, err := newSharedStrings([]byte(`<sst><si>`), nil); err == nil || !strings.HasPrefix(err.Error(), "the shared strings cannot be read: ") {
		t.Errorf("%v", err)
	}
	if n, ok := digits([]byte("16777216")); n != 16777216 || !ok {
		t.Errorf("%d %v", n, ok)
	}
}

// TestFillsBehindLetters: of a solid fill the first colour, of a pattern the second, which is what
// stands behind its dots; a condition lays its colours the other way round.
func TestFillsBehindLetters(t *testing.T) {
	rgb := func(n uint32) colour { return colour{known: true, rgb: n} }
	const two = `<fgColor rgb="FF000001"/><bgColor rgb="FF000002"/>`
	stops := func(colours ...string) (s string) {
		for i, c := range colours {
			s += fmt.Sprintf(`<stop position="%d"><color rgb="%s"/></stop>`, i, c)
		}
		return `<gradientFill>` + s + `</gradientFill>`
	}
	for inside, want := range map[string][2]colour{ // of a cell, of a condition
		``: {white, white}, `<patternFill patternType="none">` + two + `</patternFill>`: {white, white}, `<patternFill>` + two + `</patternFill>`: {white, rgb(2)}, `<patternFill patternType="solid">` + two + `</patternFill>`: {rgb(1), rgb(2)}, `<patternFill patternType="gray125">` + two + `</patternFill>`: {rgb(2), rgb(2)},
		`<patternFill patternType="solid"/>`: {rgb(0), white}, `<patternFill patternType="gray125"><fgColor rgb="FF000001"/></patternFill>`: {white, white}, `<patternFill patternType="solid"><bgColor/></patternFill>`: {rgb(0), white}, stops("FF000007", "FF000007"): {rgb(7), rgb(7)}, stops("FF000007", "FF00FF07"): {{}, {}}, stops(): {{}, {}}, stops("FF000007", "FF000009"): {rgb(7), rgb(7)},
		stops(slices.Concat(slices.Repeat([]string{"FF000007"}, 12), []string{"FF00FF07"})...): {{}, {}},
	} {
		for i, solid := range []string{"fgColor", "bgColor"} {
			k := entered(t, `<fill>`+inside+`</fill>`)
			if got, err := (&formats{}).readFill(k, solid); err != nil || got != want[i] {
				t.Errorf("%s, laid by a condition %v: %+v, %v; want %+v", inside, i == 1, got, err, want[i])
			}
		}
	}
}

// TestWhatAConditionLays, as it is written among the formats.
func TestWhatAConditionLays(t *testing.T) {
	for inside, want := range map[string]overlay{
		``: {}, `<font/>`: {}, `<font><color rgb="FF000001"/></font>`: {letters: colour{known: true, rgb: 1}, hasLetters: true}, `<font><strike/></font>`: {struck: true}, `<font><strike val="0"/></font>`: {}, `<font><sz val="2"/></font>`: {tiny: true}, `<fill><patternFill><bgColor rgb="FF000002"/></patternFill></fill>`: {behind: colour{known: true, rgb: 2}, hasBehind: true},
		`<fill/>`: {behind: white, hasBehind: true}, `<numFmt formatCode=";;;"/>`: {sections: sections(";;;")}, `<border><color rgb="FF000001"/></border>`: {},
	} {
		got, err := (&formats{}).readOverlay(entered(t, `<dxf>`+inside+`</dxf>`))
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %+v, %v; want %+v", inside, got, err, want)
		}
	}
}
