package cmrt

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// formulas are ways in which programs save a formula without its result.
var formulas = map[string]string{
	"no value":             `<c r="%"><f>IF(1=1,"Yes","No")</f></c>`,
	"an empty value":       `<c r="%"><f>Other!B2</f><v></v></c>`,
	"a text of nothing":    `<c r="%" t="str"><f>"Yes"</f><v></v></c>`,
	"a value without end":  `<c r="%" t="str"><f>IF(Other!C5="x","Yes","No")</f><v/></c>`,
	"a formula of several": `<c r="%"><f t="shared" ref="%:%" si="7">B2&amp;""</f></c>`,
}

// TestAFormulaWithoutAResultIsNotBlank puts one into each kind of cell.
func TestAFormulaWithoutAResultIsNotBlank(t *testing.T) {
	for how, formula := range formulas {
		at := func(cell string) string { return strings.ReplaceAll(formula, "%", cell) }
		d := Read("x.xlsx", tiny(func(parts map[string]string) {
			swap(declarationPart, `<c r="D8" t="s"><v>0</v></c>`, at("D8"))(parts)
			swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c></row>`, at("D27")+at("G27")+`</row><row r="22">`+at("D22")+`</row><row r="75">`+at("D75")+`</row>`)(parts)
			swap(smelterPart, `</row>`, at("E5")+`</row><row r="6">`+at("B6")+at("C6")+`</row>`)(parts)
			swap("xl/worksheets/sheet3.xml", "<sheetData/>", `<sheetData><row r="6">`+at("B6")+`</row></sheetData>`)(parts)
		}))
		list := found(d, neverCalculated)
		if len(list) != 1 {
			t.Errorf("%s: %v", how, d.Findings)
			continue
		}
		var cells []string
		for _, c := range list[0].Cells {
			cells = append(cells, c.Sheet+"!"+c.Cell)
		}
		want := []string{"Declaration!D8", "Declaration!D22", "Declaration!D27", "Declaration!D75", "Declaration!G27", "Product List!B6", "Smelter List!B6", "Smelter List!C6", "Smelter List!E5"}
		if diff := cmp.Diff(want, cells); diff != "" {
			t.Errorf("%s:\n%s", how, diff)
		}
		if len(d.Smelters) != 2 || len(d.Products) != 1 || d.Company.Name != "" || d.Company.EffectiveDateRaw != "" {
			t.Errorf("%s: %+v", how, d)
		}
		for _, cell := range want {
			sheet, at, _ := strings.Cut(cell, "!")
			if !d.Untold()[[2]string{sheet, at}] {
				t.Errorf("%s: %s is taken for blank", how, cell)
			}
		}
	}
}

// TestFormulasThatAreNoMatter: those with a result, and those of the template in rows
// without an entry.
func TestFormulasThatAreNoMatter(t *testing.T) {
	d := Read("x.xlsx", tiny(func(parts map[string]string) {
		swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c>`, `<c r="D27" t="str"><f>Other!A1</f><v>Yes</v></c>`)(parts)
		swap(smelterPart, `</row>`, `</row><row r="6"><c r="B6"><f t="shared" ref="B6:B9" si="1">IF(A6="","",INDEX('Smelter Look-up'!A:A,1))</f></c><c r="E6"><f>IF(ISERROR($V6),"",1)</f></c><c r="G6"><f>IF(C6=$X$4,1,IF(ISERROR($V6),1,2))</f></c></row>`+
			`<row r="7"><c r="B7"><f t="shared" si="1"/></c><c r="S7"><f>IF(B7="",1,2)</f></c></row>`)(parts)
	}))
	if list := found(d, neverCalculated); len(list) > 0 || len(d.Smelters) != 1 {
		t.Errorf("%v %v", d.Findings, d.Smelters)
	}
	for name, data := range allFiles(t, "templates/RMI_CMRT_*.xlsx", "samples/CMRT_*.xlsx") {
		if d := Read(name, data); len(found(d, neverCalculated)) > 0 {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestRowsThatWereNeverCalculatedAreOneFinding fills a template as a script does.
func TestRowsThatWereNeverCalculatedAreOneFinding(t *testing.T) {
	data := realFiles(t, "templates/RMI_CMRT_6.5.xlsx")["RMI_CMRT_6.5.xlsx"]
	d := Read("x.xlsx", withCells(t, data, map[string]string{"Smelter List!A7": "CID002763", "Smelter List!A8": "CID000292",
		"Smelter List!B9": "Tin", "Smelter List!C9": "Alpha Metals", "Smelter List!B11": "Tin", "Smelter List!C11": "a name that nobody knows"}))
	list := found(d, formulaUncalculated)
	if len(list) != 1 || list[0].Where() != "E9,F7:F8" {
		t.Errorf("%v", d.Findings)
	}
	if d.Untold()[[2]string{SheetSmelters, "E11"}] {
		t.Error("no calculation will fill in the country of a name that the look-up does not know")
	}
}
