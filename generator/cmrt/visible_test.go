package cmrt

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// styled is the hand-written workbook with a part of styles: cell format 1 is as the
// arguments say.
func styled(font, fill, code string, change func(map[string]string)) []byte {
	return tiny(func(p map[string]string) {
		p["xl/styles.xml"] = fmt.Sprintf(`<styleSheet xmlns="%s"><numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts><fonts><font/><font>%s</font></fonts>`+
			`<fills><fill><patternFill patternType="none"/></fill><fill>%s</fill></fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="200" fontId="1" fillId="1"/></cellXfs></styleSheet>`,
			mainSpace, strings.ReplaceAll(code, `"`, "&quot;"), font, fill)
		swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="y" Type="`+relSpace+`/styles" Target="styles.xml"/></Relationships>`)(p)
		change(p)
	})
}

const noFill = `<patternFill patternType="none"/>`

// foundAt gives the rules of warnings and errors found at a cell.
func foundAt(d Declaration, sheet, cell string) []string {
	rules := map[string]bool{}
	for _, f := range d.Findings {
		if f.Sheet == sheet && f.Cell == cell && f.Severity.AtLeast(finding.Warning) {
			rules[f.Rule] = true
		}
	}
	return slices.Sorted(maps.Keys(rules))
}

// TestEntriesShownOtherwise reads entries as stored and says where they are not seen so.
func TestEntriesShownOtherwise(t *testing.T) {
	formatted := swap(declarationPart, `<c r="D27"`, `<c s="1" r="D27"`)
	number := swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c s="1" r="D27"><v>1</v>`)
	inRuns := func(format string) func(map[string]string) {
		return swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c r="D27" t="inlineStr"><is><r><rPr>`+format+`</rPr><t>Yes</t></r></is>`)
	}
	solid := func(colour string) string {
		return `<patternFill patternType="solid"><fgColor ` + colour + `/></patternFill>`
	}
	for name, c := range map[string]struct {
		font, fill, code string
		change           func(map[string]string)
		want             string
	}{
		"plain":                      {"", noFill, "General", formatted, ""},
		"as text":                    {"", noFill, "@", formatted, ""},
		"a date":                     {"", noFill, `d-mmm-yyyy`, formatted, ""},
		"a date in Chinese":          {"", noFill, `[$-804]yyyy"年"m"月"d"日"`, number, ""},
		"per cent":                   {"", noFill, `0%`, number, ""},
		"per cent, red below 0":      {"", noFill, `0%;[Red]-0%`, number, ""},
		"thousands":                  {"", noFill, `_(* #,##0.00_);_(* (#,##0.00);_(* &quot;-&quot;??_);_(@_)`, formatted, ""},
		"another text":               {"", noFill, `"No"`, number, entryShownDifferently.Name},
		"another text for texts":     {"", noFill, `General;General;General;"No"`, formatted, entryShownDifferently.Name},
		"a text before texts":        {"", noFill, `"not "@`, formatted, entryShownDifferently.Name},
		"a format for numbers alone": {"", noFill, `"No"`, formatted, ""},
		"a digit before the number":  {"", noFill, `\50%`, number, entryShownDifferently.Name},
		"by a condition":             {"", noFill, `[>5]0;"No"`, number, entryShownDifferently.Name},
		"hidden":                     {"", noFill, `;;;`, formatted, entryNotVisible.Name},
		"hidden number":              {"", noFill, `;;;`, number, entryNotVisible.Name},
		"white by format":            {"", noFill, `[White]General;;;[White]@`, formatted, entryNotVisible.Name},
		"white on nothing":           {`<color rgb="FFFFFFFF"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"the theme's white":          {`<color theme="0"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"the palette's white":        {`<color indexed="9"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"nearly white":               {`<color rgb="FFFAFAFA"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"white by tint":              {`<color theme="1" tint="1"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"yellow on yellow":           {`<color rgb="FFFFFF00"/>`, solid(`indexed="13"`), "General", formatted, entryNotVisible.Name},
		"white on blue":              {`<color rgb="FFFFFFFF"/>`, solid(`rgb="FF0000FF"`), "General", formatted, ""},
		"black on yellow":            {`<color indexed="64"/>`, solid(`rgb="FFFFFF00"`), "General", formatted, ""},
		"black on black":             {"", solid(`theme="1"`), "General", formatted, entryNotVisible.Name},
		"one point":                  {`<sz val="1"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"struck through":             {`<strike/>`, noFill, "General", formatted, entryStruck.Name},
		"not struck through":         {`<strike val="0"/>`, noFill, "General", formatted, ""},
		"struck through in the text": {"", noFill, "General", inRuns(`<strike/>`), entryStruck.Name},
		"white in the text":          {"", noFill, "General", inRuns(`<color theme="0"/>`), entryNotVisible.Name},
		"pictures":                   {`<name val="Wingdings 2"/>`, noFill, "General", formatted, entryShownDifferently.Name},
		"letters":                    {`<name val="Wingate"/>`, noFill, "General", formatted, ""},
		"pictures in the text":       {"", noFill, "General", inRuns(`<rFont val="Webdings"/>`), entryShownDifferently.Name},
		"palest grey":                {`<color rgb="FFE8E8E8"/>`, noFill, "General", formatted, entryNotVisible.Name},
		"grey":                       {`<color rgb="FF808080"/>`, noFill, "General", formatted, ""},
		"white in its own palette": {`<color indexed="2"/>`, noFill, "General", func(p map[string]string) {
			formatted(p)
			swap("xl/styles.xml", "</styleSheet>", `<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00000000"/><rgbColor rgb="00FFFFFF"/></indexedColors></colors></styleSheet>`)(p)
		}, entryNotVisible.Name},
		"white on a white gradient": {`<color rgb="FFFFFFFF"/>`, `<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop><stop position="1"><color rgb="FFFFFFFF"/></stop></gradientFill>`, "General", formatted, entryNotVisible.Name},
		"white on a gradient":       {`<color rgb="FFFFFFFF"/>`, `<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop><stop position="1"><color rgb="FF000000"/></stop></gradientFill>`, "General", formatted, ""},
		"black on a black pattern":  {"", `<patternFill patternType="darkGray"><fgColor rgb="FFFFFFFF"/><bgColor rgb="FF000000"/></patternFill>`, "General", formatted, entryNotVisible.Name},
		"by the style it is based on": {`<color rgb="FFFFFFFF"/>`, noFill, "General", func(p map[string]string) {
			formatted(p)
			swap("xl/styles.xml", `<cellXfs>`, `<cellStyleXfs><xf/><xf fontId="1"/></cellStyleXfs><cellXfs>`)(p)
			swap("xl/styles.xml", `<xf numFmtId="200" fontId="1" fillId="1"/>`, `<xf xfId="1"/>`)(p)
		}, entryNotVisible.Name},
		"yellow in a text on yellow": {"", solid(`rgb="FFFFFF00"`), "General", func(p map[string]string) {
			inRuns(`<color rgb="FFFFFF00"/>`)(p)
			swap(declarationPart, `<c r="D27"`, `<c s="1" r="D27"`)(p)
		}, entryNotVisible.Name},
		"black in a text, the cell white": {`<color rgb="FFFFFFFF"/>`, noFill, "General", func(p map[string]string) {
			inRuns(`<color rgb="FF000000"/>`)(p)
			swap(declarationPart, `<c r="D27"`, `<c s="1" r="D27"`)(p)
		}, ""},
		"a value in code": {"", noFill, `General;General;General;_x0022_No_x0022_`, formatted, entryShownDifferently.Name},
		"a zero that is not shown": {"", noFill, "General", func(p map[string]string) {
			swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c r="D27"><v>0</v>`)(p)
			swap(declarationPart, "<sheetData>", `<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData>`)(p)
		}, entryNotVisible.Name},
		"a row of two points":            {"", noFill, "General", swap(declarationPart, `<row r="27">`, `<row r="27" ht="2" customHeight="1">`), fileHiddenContent.Name},
		"under a merged cell by dollars": {"", noFill, "General", swap(declarationPart, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="$C$27:$D$27"/></mergeCells>`), entryNotVisible.Name},
		"under one from right to left":   {"", noFill, "General", swap(declarationPart, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="D28:C26"/></mergeCells>`), entryNotVisible.Name},
		"of a formula for several cells": {"", noFill, "General", swap(declarationPart, `<row r="27">`, `<row r="27"><c r="B27" t="str"><f t="array" ref="B27:D28">"No"</f><v>No</v></c>`), entryFromFormula.Name},
		"a date as a number":             {"", noFill, "General", swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c r="D27" t="d"><v>2025-03-14T10:00:00</v>`), entryShownDifferently.Name},
		"a formula":                      {"", noFill, "General", swap(declarationPart, `<v>Yes</v>`, `<f>IF(1&gt;0,"Yes","No")</f><v>Yes</v>`), entryFromFormula.Name},
		"in a hidden row":                {"", noFill, "General", swap(declarationPart, `<row r="27">`, `<row r="27" hidden="1">`), fileHiddenContent.Name},
		"in a row without height":        {"", noFill, "General", swap(declarationPart, `<row r="27">`, `<row r="27" ht="0" customHeight="1">`), fileHiddenContent.Name},
		"under a merged cell":            {"", noFill, "General", swap(declarationPart, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="C27:D27"/></mergeCells>`), entryNotVisible.Name},
		"at the head of a merged cell":   {"", noFill, "General", swap(declarationPart, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="D27:E27"/></mergeCells>`), ""},
	} {
		d := Read("x.xlsx", styled(c.font, c.fill, c.code, c.change))
		got := strings.Join(foundAt(d, SheetDeclaration, "D27"), ",")
		got = strings.ReplaceAll(got, answerNotInList.Name+",", "") // 1 is no answer
		got = strings.TrimSuffix(strings.TrimSuffix(got, answerNotInList.Name), ",")
		if a, _ := d.Answer(Added, Tin); got != c.want || a.Raw == "" {
			t.Errorf("%s: found %q, want %q; read %q", name, got, c.want, a.Raw)
		}
	}
}

// TestHiddenPlaces finds hidden columns and sheets that hold entries.
func TestHiddenPlaces(t *testing.T) {
	for name, c := range map[string]struct {
		change      func(map[string]string)
		sheet, cell string
	}{
		"a hidden column":              {swap(declarationPart, "<sheetData>", `<cols><col min="4" max="4" hidden="1" width="9"/></cols><sheetData>`), SheetDeclaration, "D8"},
		"a column without width":       {swap(declarationPart, "<sheetData>", `<cols><col min="2" max="6" width="0"/></cols><sheetData>`), SheetDeclaration, "D8"},
		"all columns without width":    {swap(declarationPart, "<sheetData>", `<sheetFormatPr defaultColWidth="0"/><sheetData>`), SheetDeclaration, "D8"},
		"rows hidden unless they say":  {swap(declarationPart, "<sheetData>", `<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>`), SheetDeclaration, "D8"},
		"a column of half a letter":    {swap(declarationPart, "<sheetData>", `<cols><col min="4" max="4" width="0.5" customWidth="1"/></cols><sheetData>`), SheetDeclaration, "D8"},
		"above panes that do not move": {swap(declarationPart, "<sheetData>", `<sheetViews><sheetView topLeftCell="A60"><pane ySplit="1" topLeftCell="A61" state="frozen"/></sheetView></sheetViews><sheetData>`), SheetDeclaration, "D8"},
		"left of them":                 {swap(declarationPart, "<sheetData>", `<sheetViews><sheetView topLeftCell="H1"><pane xSplit="1" topLeftCell="I1" state="frozenSplit"/></sheetView></sheetViews><sheetData>`), SheetDeclaration, "D8"},
		"a hidden window":              {swap("xl/workbook.xml", "<sheets>", `<bookViews><workbookView visibility="veryHidden"/></bookViews><sheets>`), "", ""},
		"a hidden column of smelters":  {swap(smelterPart, "<sheetData>", `<cols><col min="3" max="3" hidden="true"/></cols><sheetData>`), SheetSmelters, "C5"},
		"a hidden smelter":             {swap(smelterPart, `<row r="5">`, `<row r="5" hidden="1">`), SheetSmelters, "B5"},
		"a hidden Declaration":         {swap("xl/workbook.xml", `name="Declaration"`, `name="Declaration" state="hidden"`), SheetDeclaration, ""},
		"a very hidden Smelter List":   {swap("xl/workbook.xml", `name="Smelter List"`, `name="Smelter List" state="veryHidden"`), SheetSmelters, ""},
	} {
		d := Read("x.xlsx", tiny(c.change))
		if got := foundAt(d, c.sheet, c.cell); !slices.Equal(got, []string{fileHiddenContent.Name}) || len(d.Smelters) != 1 || d.Company.Name != "Acme" {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestTemplatesShowWhatTheyHold finds nothing of the kind in RMI's own templates and
// in filled samples, which hide columns, rows and sheets of their own.
func TestTemplatesShowWhatTheyHold(t *testing.T) {
	for _, pattern := range []string{"templates/RMI_CMRT_*.xlsx", "samples/*.xlsx"} {
		for name, data := range realFiles(t, pattern) {
			for _, f := range Read(name, data).Findings {
				if slices.ContainsFunc([]finding.Rule{fileAmbiguous, fileHiddenContent, entryNotVisible, entryShownDifferently, entryStruck, entryFromFormula},
					func(r finding.Rule) bool { return r.Name == f.Rule }) {
					t.Errorf("%s: %s %s: %s", name, f.Rule, f.Place(), f.Message)
				}
			}
		}
	}
}
