package cmrt

import (
	"slices"
	"strings"
	"testing"
)

// TestConditionalFormatsThatHide: whether a condition holds is not decided here, so what it
// would do to an entry is told, and nothing of what it does to other cells.
func TestConditionalFormatsThatHide(t *testing.T) {
	const ruled = `<cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule>`
	const x14 = `<extLst><ext xmlns:y="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><y:conditionalFormattings><y:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">` +
		`<y:cfRule type="expression"><y:dxf>LOOK</y:dxf></y:cfRule><xm:sqref>A1:B9 D27</xm:sqref></y:conditionalFormatting></y:conditionalFormattings></ext></extLst>`
	number := func(p map[string]string) {
		swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c r="D27"><v>1</v>`)(p)
	}
	for name, c := range map[string]struct {
		look, cells string
		rule        string // "" for one that goes by the list of looks
		change      func(map[string]string)
		want        string
	}{
		"red letters":              {`<font><color rgb="FFFF0000"/></font>`, "D27", "", nil, ""},
		"black on red":             {`<font><color auto="1"/></font><fill><patternFill><bgColor indexed="10"/></patternFill></fill>`, "D27", "", nil, ""},
		"white letters":            {`<font><color rgb="FFFFFFFF"/></font>`, "D27", "", nil, entryNotVisible.Name},
		"white letters elsewhere":  {`<font><color rgb="FFFFFFFF"/></font>`, "D28 E1:H99", "", nil, ""},
		"white, a whole column":    {`<font><color rgb="FFFFFFFF"/></font>`, "D:D", "", nil, entryNotVisible.Name},
		"white, a whole row":       {`<font><color rgb="FFFFFFFF"/></font>`, "27:27", "", nil, entryNotVisible.Name},
		"white on black":           {`<font><color theme="0"/></font><fill><patternFill><bgColor theme="1"/></patternFill></fill>`, "D27", "", nil, ""},
		"a black ground":           {`<fill><patternFill patternType="solid"><bgColor rgb="FF000000"/></patternFill></fill>`, "A1:Z99", "", nil, entryNotVisible.Name},
		"struck through":           {`<font><strike/></font>`, "D27", "", nil, entryStruck.Name},
		"a format that hides":      {`<numFmt numFmtId="9" formatCode=";;;"/>`, "D27", "", nil, entryNotVisible.Name},
		"another text":             {`<numFmt numFmtId="9" formatCode="General;General;General;&quot;No&quot;"/>`, "D27", "", nil, entryShownDifferently.Name},
		"icons alone":              {"", "D27", `<cfRule type="iconSet" priority="1"><iconSet showValue="0"/></cfRule>`, number, entryNotVisible.Name},
		"icons beside the number":  {"", "D27", `<cfRule type="iconSet" priority="1"><iconSet/></cfRule>`, number, ""},
		"a scale to black":         {"", "D27", `<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF000000"/></colorScale></cfRule>`, number, entryNotVisible.Name},
		"a scale, of a text":       {"", "D27", `<cfRule type="colorScale" priority="1"><colorScale><color rgb="FF000000"/><color rgb="FF000000"/></colorScale></cfRule>`, nil, ""},
		"a scale to green":         {"", "D27", `<cfRule type="colorScale" priority="1"><colorScale><color rgb="FFF8696B"/><color rgb="FF63BE7B"/></colorScale></cfRule>`, number, ""},
		"a black bar":              {"", "D27", `<cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color theme="1"/></dataBar></cfRule>`, number, entryNotVisible.Name},
		"a blue bar":               {"", "D27", `<cfRule type="dataBar" priority="1"><dataBar><color rgb="FF638EC6"/></dataBar></cfRule>`, number, ""},
		"a look that is not there": {"", "D27", `<cfRule type="expression" dxfId="7" priority="1"/>`, nil, ""},
		"of an extension": {"", "A1", "", func(p map[string]string) {
			swap(declarationPart, "</worksheet>", strings.Replace(x14, "LOOK", `<font><color rgb="FFFFFFFF"/></font>`, 1)+"</worksheet>")(p)
		}, entryNotVisible.Name},
		"red, of an extension": {"", "A1", "", func(p map[string]string) {
			swap(declarationPart, "</worksheet>", strings.Replace(x14, "LOOK", `<font><color rgb="FFFF0000"/></font>`, 1)+"</worksheet>")(p)
		}, ""},
	} {
		rule := c.rule
		if rule == "" {
			rule = ruled
		}
		d := Read("x.xlsx", styled("", noFill, "General", func(p map[string]string) {
			swap("xl/styles.xml", "</cellXfs>", "</cellXfs><dxfs><dxf>"+c.look+"</dxf></dxfs>")(p)
			swap(declarationPart, "</sheetData>", `</sheetData><conditionalFormatting sqref="`+c.cells+`">`+rule+`</conditionalFormatting>`)(p)
			if c.change != nil {
				c.change(p)
			}
		}))
		got := slices.DeleteFunc(foundAt(d, SheetDeclaration, "D27"), func(rule string) bool { return rule == answerNotInList.Name })
		if c.cells == "A1:Z99" || c.cells == "D:D" { // the first of several
			got = foundAt(d, SheetDeclaration, "D8")
		}
		if strings.Join(got, ",") != c.want || !d.Readable() {
			t.Errorf("%s: %v, want %q", name, d.Findings, c.want)
		}
	}
}

// TestFormulasThatLookLikeTheTemplates: one that only begins like them is told.
func TestFormulasThatLookLikeTheTemplates(t *testing.T) {
	const metal = `<c r="B5" t="inlineStr"><is><t>Tin</t></is></c>`
	name := `<c r="C5" t="inlineStr"><is><t>Alpha</t></is></c>`
	index := func(formula string) string {
		return name + `<c r="F5" t="str"><f>IF(ISERROR($V5),"",OFFSET('Smelter Look-up'!$E$4,$V5-4,0))</f><v>CID900001</v></c><c r="V5"><f>` + formula + `</f><v>9</v></c>`
	}
	for formula, c := range map[string]struct{ cells, found string }{
		"the template's":             {metal + `<c r="C5" t="str"><f>IF(LEN(A5)=0,"",INDEX('Smelter Look-up'!$C:$C,MATCH($A5,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c>`, ""},
		"in other letters":           {metal + `<c r="C5" t="str"><f>if( len(A5)=0,&quot;&quot;,INDEX('Smelter Look-up'!$C:$C,MATCH($A5,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c>`, ""},
		"of another column":          {metal + `<c r="C5" t="str"><f>IF(LEN(A5)=0,"",INDEX('Smelter Look-up'!$A:$A,MATCH($A5,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c>`, "C5"},
		"of another row":             {metal + `<c r="C5" t="str"><f>IF(LEN(A6)=0,"",INDEX('Smelter Look-up'!$C:$C,MATCH($A6,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c>`, "C5"},
		"with a text of its own":     {metal + `<c r="C5" t="str"><f>IF(ISERROR($A5),"Beta","Gamma")</f><v>Alpha</v></c>`, "C5"},
		"where there is none":        {`<c r="A5" t="str"><f>IF(ISERROR($A1),"CID1","CID2")</f><v>CID900001</v></c>` + metal + name, "A5"},
		"the hidden one":             {metal + index(`IF(C5="",NA(),MATCH($B5&amp;$C5,'Smelter Look-up'!$J:$J,0))`), ""},
		"another hidden one":         {metal + index(`IF(ISERROR($A5),7,8)`), "V5"},
		"shared":                     {metal + `<c r="C5" t="str"><f t="shared" si="3" ref="C5:C6">IF(LEN(A5)=0,"",INDEX('Smelter Look-up'!$C:$C,MATCH($A5,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c></row><row r="6"><c r="C6" t="str"><f t="shared" si="3"/><v>Beta</v></c>`, ""},
		"shared with another column": {metal + `<c r="C5" t="str"><f t="shared" si="3" ref="C5:E5">IF(LEN(A5)=0,"",INDEX('Smelter Look-up'!$C:$C,MATCH($A5,'Smelter Look-up'!$E:$E,0)))</f><v>Alpha</v></c><c r="E5" t="str"><f t="shared" si="3"/><v>Peru</v></c>`, "E5"},
	} {
		d := Read("x.xlsx", tiny(swap(smelterPart, metal+name, c.cells)))
		got := found(d, entryFromFormula)
		if c.found == "" && len(got) > 0 || c.found != "" && (len(got) != 1 || got[0].Cell != c.found) {
			t.Errorf("%s: %v, want it at %q", formula, d.Findings, c.found)
		}
	}
}

// TestWhatComesFromElsewhereIsTold by what relations say, whatever the parts are called.
func TestWhatComesFromElsewhereIsTold(t *testing.T) {
	const bookRels = "xl/_rels/workbook.xml.rels"
	for rule, change := range map[string]func(map[string]string){
		fileExternalLinks.Name: swap(bookRels, "</Relationships>", `<Relationship Id="e" Type="`+relSpace+`/externalLink" Target="other/name.xml"/></Relationships>`),
		fileMacros.Name:        swap(bookRels, "</Relationships>", `<Relationship Id="e" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="other.bin"/></Relationships>`),
	} {
		if d := Read("x.xlsx", tiny(change)); !slices.Contains(foundAt(d, "", ""), rule) {
			t.Errorf("%s: %v", rule, d.Findings)
		}
	}
	connected := Read("x.xlsx", tiny(swap(bookRels, "</Relationships>", `<Relationship Id="e" Type="`+relSpace+`/connections" Target="connections.xml"/></Relationships>`)))
	if !slices.Contains(foundAt(connected, "", ""), fileExternalLinks.Name) {
		t.Errorf("connections: %v", connected.Findings)
	}
}
