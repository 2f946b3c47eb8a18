package cmrt

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/xls"
)

// cellsRead are the cells of a sheet of .xlsx with texts Acme and Rich.
func cellsRead(t *testing.T, rows string) *grid {
	t.Helper()
	texts, err := newSharedStrings([]byte(`<sst><si><t>Acme</t></si><si><r><t>Ri</t></r><r><t>ch</t></r></si></sst>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := readSheet([]byte(`<worksheet><sheetData>`+rows+`</sheetData></worksheet>`), texts, 0, nil)
	if err != nil {
		t.Fatalf("%s: %v", rows, err)
	}
	return g
}

// TestWhatAStoredValueIs: by the type of its cell; what is not of that type is in doubt.
func TestWhatAStoredValueIs(t *testing.T) {
	number := func(text string) cell { return cell{kind: numberValue, text: text} }
	doubt := cell{kind: doubtfulValue}
	for stored, want := range map[string]cell{
		`<c r="B2"><v>1</v></c>`: number("1"), `<c r="B2" t="n"><v> -1.5E+3 </v></c>`: number("-1.5E+3"), `<c r="B2"><v>+5</v></c>`: number("+5"), `<c r="B2" s="7"><v>0</v></c>`: {kind: numberValue, text: "0", style: 7},
		`<c r="B2"><v>12345678901234567</v></c>`: number("12345678901234567"), `<c r="B2"><v>123456789012345678</v></c>`: doubt, `<c r="B2"><v>0.00012345678901234567</v></c>`: number("0.00012345678901234567"), `<c r="B2"><v>-1.2345678901234567e5</v></c>`: number("-1.2345678901234567e5"),
		`<c r="B2"><v>1234567890123456700000</v></c>`: number("1234567890123456700000"), `<c r="B2"><v>0x10</v></c>`: doubt, `<c r="B2"><v>1_000</v></c>`: doubt, `<c r="B2"><v>NaN</v></c>`: doubt, `<c r="B2"><v>Inf</v></c>`: doubt, `<c r="B2"><v>1,5</v></c>`: doubt, `<c r="B2"><v>1 2</v></c>`: doubt,
		`<c r="B2" t="b"><v>1</v></c>`: {kind: boolValue, text: "TRUE"}, `<c r="B2" t="b"><v>0</v></c>`: {kind: boolValue, text: "FALSE"}, `<c r="B2" t="b"><v>2</v></c>`: doubt, `<c r="B2" t="e"><v>#N/A</v></c>`: {kind: errorValue, text: "#N/A"}, `<c r="B2" t="e"><v>N/A</v></c>`: doubt,
		`<c r="B2" t="d"><v>2025-03-14</v></c>`: {kind: dateValue, text: "2025-03-14"}, `<c r="B2" t="s"><v>0</v></c>`: {kind: textValue, text: "Acme"}, `<c r="B2" t="s"><v> 1 </v></c>`: {kind: textValue, text: "Rich", inks: &inks{cell: true}},
		`<c r="B2" t="str"><v> x </v></c>`: {kind: textValue, text: " x "}, `<c r="B2" t="inlineStr"><is><t>x</t></is></c>`: {kind: textValue, text: "x"}, `<c r="B2" t="inlineStr"><is><t>x</t></is><v> </v></c>`: {kind: textValue, text: "x"}, `<c r="B2" t="str"><is><t>x</t></is><v>y</v></c>`: {kind: textValue, text: "y"}, `<c r="B2" t="str"><is><t>x</t></is></c>`: doubt,
		`<c r="B2"><v>1</v><is><t>a</t></is><is><t>b</t></is></c>`: doubt, `<c r="B2" t="x"><v>1</v></c>`: doubt, `<c r="B2"/>`: {}, `<c r="B2"><v/></c>`: {}, `<c r="B2" t="s"><v> </v></c>`: {}, `<c r="B2" t="inlineStr"><is><t></t></is></c>`: {}, `<c r="B2" t="str"><v></v></c>`: {},
		`<c r="B2" s="x"><v>1</v></c>`: number("1"), `<c r="B2"><f>A1</f><v>1</v></c>`: {kind: numberValue, text: "1", formula: true, own: true, marks: disguised}, `<c r="B2" t="str"><f>A1</f></c>`: {kind: textValue, formula: true, own: true},
		`<c r="B2"><f>A1</f></c>`: {formula: true, own: true}, `<c r="B2"><f/></c>`: {formula: true}, `<c r="B2"><f>ISERROR($A2)</f></c>`: {formula: true}, `<c r="B2"><f>ISERROR($A2)</f><v>1</v></c>`: {kind: numberValue, text: "1", formula: true, marks: disguised},
	} {
		if strings.Contains(stored, "<f>A1</f><v>") { // of the supplier's own it is not asked whose it looks like
			want.marks = 0
		}
		got := cellsRead(t, `<row r="2"><c r="A2" t="str"><v>x</v></c>`+stored+`</row>`).cell("B2")
		if diff := cmp.Diff(fmt.Sprintf("%+v", deref(want)), fmt.Sprintf("%+v", deref(got))); diff != "" {
			t.Errorf("%s:\n%s", stored, diff)
		}
	}
}

// deref shows what a cell's colours are, and not where they lie.
func deref(c cell) []any {
	var i inks
	if c.inks != nil {
		i = *c.inks
	}
	has := c.inks != nil
	c.inks = nil
	return []any{c, has, i}
}

// TestWhoseAFormulaIs: the template's look something up or show a label; all others are the
// supplier's, and so are those that give something else each time.
func TestWhoseAFormulaIs(t *testing.T) {
	far := strings.Repeat("+1", longestMark)
	for formula, own := range map[string][2]bool{ // without a result, and with one
		"VLOOKUP(A1,'Smelter Look-up'!A:B,2)": {false, false}, "IF(ISERROR($V5),1,2)": {false, false}, "ISNA(VLOOKUP(1,2,3))": {false, false}, "OFFSET(L!A1,1,1)": {false, false}, "HLOOKUP(SLabels,1)": {false, false},
		"1+1": {true, true}, "ISERROR(A1)": {true, true}, "HLOOKUP(X)": {true, true}, far + "ISERROR($V5)": {true, true}, far[:longestMark-9] + "ISERROR($V5)": {false, false}, far[:longestMark-8] + "ISERROR($V5)": {true, true},
		"ISERROR($V5)+now()": {false, true}, "ISERROR($V5)+TODAY()": {false, true}, "ISERROR($V5)+RAND()": {false, true}, "ISERROR($V5)+randbetween(1,2)": {false, true}, "ISERROR($V5)+RANDARRAY(2)": {false, true}, `ISERROR($V5)+INFO("x")`: {false, true}, `ISERROR($V5)+CELL("x")`: {false, true}, "ISERROR($V5)+KNOW": {false, false},
	} {
		for i, value := range []string{"", "<v>7</v>"} {
			g := cellsRead(t, `<row r="2"><c r="B2"><f>`+escaped.Replace(formula)+`</f>`+value+`</c></row>`)
			if c := g.cell("B2"); c.own != own[i] || !c.formula || c.pending() != (own[i] && i == 0) || c.unsaved() != c.pending() {
				t.Errorf("%s%s: the supplier's %v, %+v", formula, value, c.own, c)
			}
		}
	}
	// One that stands in several cells is written in the first of them only.
	for formula, own := range map[string]bool{"1+1": true, "ISERROR($V5)": false, "ISERROR($V5)+NOW()": true} {
		g := cellsRead(t, `<row r="2"><c r="B2"><f t="shared" si="3" ref="B2:B4">`+formula+`</f></c></row><row r="3"><c r="B3"><f t="shared" si="3"/></c></row><row r="4"><c r="B4"><f t="shared" si="4"/></c></row>`)
		if g.cell("B2").own != own || g.cell("B3").own != own || g.cell("B4").own || !g.cell("B4").formula {
			t.Errorf("%s in several cells: %+v", formula, g.rows)
		}
	}
}

// TestWhoseAFormulaOfAnOldWorkbookIs, by what its tokens name.
func TestWhoseAFormulaOfAnOldWorkbookIs(t *testing.T) {
	const isError, offset, isNA, vlookup, hlookup, index = xls.FunctionISERROR, xls.FunctionOFFSET, xls.FunctionISNA, xls.FunctionVLOOKUP, xls.FunctionHLOOKUP, xls.FunctionINDEX
	for name, c := range map[string]struct {
		signs    xls.Signs
		template bool
	}{
		"nothing": {xls.Signs{}, false}, "the look-up": {xls.Signs{Sheets: []string{" smelter LOOK-UP"}}, true}, "the old look-up": {xls.Signs{Sheets: []string{"x", "Standard Smelter Names"}}, true}, "labels": {xls.Signs{Sheets: []string{"L"}}, true}, "more labels": {xls.Signs{Sheets: []string{"k"}}, true},
		"another sheet": {xls.Signs{Sheets: []string{"Other"}}, false}, "ISERROR and OFFSET": {xls.Signs{Functions: []int{isError, offset}, Sheets: []string{"Other"}}, true}, "ISERROR and another sheet": {xls.Signs{Functions: []int{isError}, Sheets: []string{"Other"}}, false}, "ISERROR alone": {xls.Signs{Functions: []int{isError}}, true}, "OFFSET alone": {xls.Signs{Functions: []int{offset}}, false},
		"HLOOKUP, ISERROR and OFFSET": {xls.Signs{Functions: []int{hlookup, isError, offset}, Sheets: []string{"Other"}}, true}, "HLOOKUP of a name": {xls.Signs{Functions: []int{hlookup}, Named: true}, true}, "HLOOKUP": {xls.Signs{Functions: []int{hlookup, isError}}, false}, "ISNA and VLOOKUP": {xls.Signs{Functions: []int{isNA, vlookup}, Sheets: []string{"Other"}}, true}, "ISNA alone": {xls.Signs{Functions: []int{isNA}}, false}, "VLOOKUP alone": {xls.Signs{Functions: []int{vlookup}}, false}, "INDEX": {xls.Signs{Functions: []int{index}}, false},
		"the time of the day": {xls.Signs{Functions: []int{xls.FunctionNOW}, Sheets: []string{"L"}}, false}, "the day": {xls.Signs{Functions: []int{isError, xls.FunctionTODAY}}, false}, "chance": {xls.Signs{Functions: []int{xls.FunctionRAND}, Sheets: []string{"L"}}, false}, "the machine": {xls.Signs{Functions: []int{xls.FunctionINFO}, Sheets: []string{"L"}}, false}, "a cell's looks": {xls.Signs{Functions: []int{xls.FunctionCELL}, Sheets: []string{"L"}}, false},
	} {
		if got := templateSigns(c.signs); got != c.template {
			t.Errorf("%s: the template's %v", name, got)
		}
	}
}

// TestTheFormulasOfTheTemplate are known to the letter, column by column, whatever the row; any
// other that looks something up is told.
func TestTheFormulasOfTheTemplate(t *testing.T) {
	byIndex := `IF(ISERROR($V7),"",OFFSET('Smelter Look-up'!$%s$4,$V7-4,0))`
	shaped := func(at, formula string) bool {
		_, row := splitRef(at)
		g := cellsRead(t, fmt.Sprintf(`<row r="%d"><c r="%s"><f>%s</f><v>1</v></c></row>`, row, at, escaped.Replace(formula)))
		return g.cell(at).marks&disguised == 0
	}
	for _, c := range []struct {
		at, formula string
		known       bool
	}{
		{"B7", `IF(LEN(A7)=0,"",INDEX('Smelter Look-up'!$A:$A,MATCH($A7,'Smelter Look-up'!$E:$E,0)))`, true}, {"C7", `IF(A7="","",INDEX('Smelter Look-up'!C:C,MATCH(A7,'Smelter Look-up'!E:E,0)))`, true}, {"C7", `IF(A7="","",INDEX('Smelter Look-up'!A:A,MATCH(A7,'Smelter Look-up'!E:E,0)))`, false},
		{"E7", fmt.Sprintf(byIndex, "D"), true}, {"F7", fmt.Sprintf(byIndex, "E"), true}, {"G7", fmt.Sprintf(byIndex, "F"), true}, {"H7", fmt.Sprintf(byIndex, "G"), true}, {"I7", fmt.Sprintf(byIndex, "H"), true}, {"J7", fmt.Sprintf(byIndex, "I"), true}, {"D7", fmt.Sprintf(byIndex, "C"), false}, {"E7", fmt.Sprintf(byIndex, "E"), false}, {"K7", fmt.Sprintf(byIndex, "J"), false},
		{"E7", `IF(ISERROR($V7),"",OFFSET('Smelter Look-up'!$D$4,$V7-4,0)&"")`, true}, {"E7", `IFERROR(INDEX('Smelter Look-up'!$D:$D,$V7),"")`, true}, {"E7", `iferror( index('smelter look-up'!$d:$d,$v7),"")`, true}, {"E7", `IFERROR(INDEX('Smelter Look-up'!$D:$D,$V8),"")`, false}, {"E7", `IFERROR(INDEX('Smelter Look-up'!$D:$D,$V77),"")`, false}, {"E17", `IFERROR(INDEX('Smelter Look-up'!$D:$D,$V17),"")`, true}, {"E7", `IFERROR(INDEX('Smelter Look-up'!$D:$D,7),"")`, false},
		{"G7", `IF(C7=$X$4,"Enter smelter details",IF(ISERROR($V7),"",OFFSET('Smelter Look-up'!$F$4,$V7-4,0)))`, true}, {"G7", `IF(C7=$X$4,IF(ISERROR($V7),"Enter smelter details","RMI"),IF(ISERROR($V7),"",OFFSET('Smelter Look-up'!$F$4,$V7-4,0)))`, true},
		{"E4", `IF(ISERROR($V4),"",OFFSET('Smelter Look-up'!$D$4,$V4-4,0))`, false}, // the 4 of the look-up is not that of the row
		{"V7", `IFERROR(MATCH(B7&C7,'Smelter Look-up'!J:J,0),"")`, true}, {"V7", `IF(C7="",NA(),MATCH(B7&C7,'Smelter Look-up'!J:J,0))`, true}, {"V7", `IF(C7="",NA(),IF(OR(C7="Smelter not listed",C7="Smelter not yet identified"),MATCH(B7&D7,'Smelter Look-up'!J:J,0),MATCH(B7&C7,'Smelter Look-up'!J:J,0)))`, true}, {"V7", `MATCH(B7&C7,'Smelter Look-up'!J:J,0)`, false}, {"V7", `7+1`, false},
		{"E7", `IFERROR(INDEX('Smelter Look-up'!$D:$D,$V7),"")` + strings.Repeat(" ", longestShape), false},
	} {
		if got := shaped(c.at, c.formula); got != c.known {
			t.Errorf("%s: %s: known %v", c.at, c.formula, got)
		}
	}
}
