package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// labelledBook is the hand-written workbook with the questions of 6.5 as the template has them:
// formulas that gave a text.
func labelledBook(change func(map[string]string)) []byte {
	return tiny(func(p map[string]string) {
		l, _ := LayoutFor(Conflict, "6.5")
		labels := map[int]bool{}
		for _, cell := range []string{"D8", "D9", "D10", "D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D21", "D22"} {
			_, row := splitRef(cell)
			labels[row] = true
		}
		for _, q := range l.Questions {
			for i := -1; i < 4; i++ {
				labels[q.Row+i] = true
			}
		}
		for _, q := range l.CompanyQuestions {
			labels[q.Row] = true
		}
		var rows strings.Builder
		for row := 4; row < 96; row++ {
			fmt.Fprintf(&rows, `<row r="%d">`, row)
			if labels[row] {
				fmt.Fprintf(&rows, `<c r="B%d" t="str"><f>OFFSET(L!$A$1,%d,P$3)</f><v>Label</v></c>`, row, row)
			}
			if row == 8 {
				rows.WriteString(`<c r="D8" t="s"><v>0</v></c>`)
			}
			if row == 27 {
				rows.WriteString(`<c r="D27" t="str"><v>Yes</v></c>`)
			}
			rows.WriteString(`</row>`)
		}
		swap(declarationPart, `<row r="8"><c r="D8" t="s"><v>0</v></c></row><row r="15"><c r="D15" t="s"><v>1</v></c></row><row r="27"><c r="D27" t="str"><v>Yes</v></c></row>`, rows.String())(p)
		header := func(number string) string {
			return `<row r="` + number + `"><c r="B` + number + `" t="str"><f>OFFSET(L!$A$1,9,P$3)</f><v>Label</v></c><c r="C` + number + `" t="str"><f>OFFSET(L!$A$1,9,P$3)</f><v>Label</v></c><c r="D` + number + `" t="str"><f>OFFSET(L!$A$1,9,P$3)</f><v>Label</v></c></row>`
		}
		swap(smelterPart, `<sheetData>`, `<sheetData>`+header("4"))(p)
		swap("xl/worksheets/sheet3.xml", `<sheetData/>`, `<sheetData>`+header("5")+`<row r="6"><c r="B6" t="inlineStr"><is><t>P-1</t></is></c></row></sheetData>`)(p)
		change(p)
	})
}

// inRow puts a text into a row of the Declaration that has nothing, or its label alone.
func inRow(row int, cell, says string) func(map[string]string) {
	return func(p map[string]string) {
		at := fmt.Sprintf(`<row r="%d">`, row)
		c := `<c r="` + cell + `" t="inlineStr"><is><t>` + says + `</t></is></c>`
		if from := strings.Index(p[declarationPart], at); from >= 0 {
			end := from + strings.Index(p[declarationPart][from:], `</row>`)
			p[declarationPart] = p[declarationPart][:end] + c + p[declarationPart][end:]
		}
	}
}

// TestEntriesBetweenQuestions: what a person writes on the Declaration where nothing is asked
// is told, and so is a question that somebody wrote over.
func TestEntriesBetweenQuestions(t *testing.T) {
	for name, c := range map[string]struct {
		change func(map[string]string)
		cell   string
		words  string
	}{
		"nothing":                    {func(map[string]string) {}, "", ""},
		"below the last metal":       {inRow(30, "D30", "Yes for cables only"), "D30", "asks nothing; it was not read"},
		"beside the question":        {inRow(25, "G25", "only under NDA"), "G25", "asks nothing"},
		"between two of the company": {inRow(76, "D76", "No"), "D76", "asks nothing"},
		"left of the questions":      {inRow(26, "A26", "part 7 only"), "A26", "asks nothing"},
		"below the last question":    {inRow(91, "B91", "We disclaim everything."), "B91", "asks nothing"},
		"where the lists begin":      {inRow(95, "B95", "Yes"), "", ""},
		"above the company":          {inRow(5, "D5", "see below"), "", ""},
		"space":                      {inRow(30, "D30", " "), "", ""},
		"over a question":            {swap(declarationPart, `<c r="B27" t="str"><f>OFFSET(L!$A$1,27,P$3)</f><v>Label</v></c>`, `<c r="B27" t="inlineStr"><is><t>Tin, if over 1 %</t></is></c>`), "B27", "template's own question"},
		"in a workbook of texts only": {func(p map[string]string) {
			inRow(30, "D30", "Yes")(p)
			p[declarationPart] = withoutFormulas(p[declarationPart])
		}, "", ""},
	} {
		d := Read("x.xlsx", labelledBook(c.change))
		var at, words string
		for _, f := range found(d, entryMisplaced) {
			at, words = at+f.Cell, f.Message
		}
		if at != c.cell || !strings.Contains(words, c.words) || !d.Readable() {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// withoutFormulas keeps the results of formulas alone, as programs do that write values.
func withoutFormulas(xml string) string {
	for {
		from := strings.Index(xml, "<f>")
		if from < 0 {
			return xml
		}
		xml = xml[:from] + xml[from+strings.Index(xml[from:], "</f>")+len("</f>"):]
	}
}

// TestAProductListThatMoved: products under headings that stand elsewhere are not read.
func TestAProductListThatMoved(t *testing.T) {
	const part = "xl/worksheets/sheet3.xml"
	columns := strings.NewReplacer(`r="B`, `r="C`, `r="C`, `r="D`, `r="D`, `r="E`)
	rows := strings.NewReplacer(`r="5"`, `r="6"`, `B5"`, `B6"`, `C5"`, `C6"`, `D5"`, `D6"`, `r="6"`, `r="7"`, `B6"`, `B7"`)
	for name, c := range map[string]struct {
		change   func(map[string]string)
		cell     string
		products int
	}{
		"in its place":      {func(map[string]string) {}, "", 1},
		"a column inserted": {func(p map[string]string) { p[part] = columns.Replace(p[part]) }, "C5", 0},
		"a row inserted": {func(p map[string]string) {
			p[part] = strings.Replace(rows.Replace(p[part]), `<sheetData>`, `<sheetData><row r="5"><c r="B5" t="inlineStr"><is><t>Click here to return</t></is></c></row>`, 1)
		}, "B6", 0},
	} {
		d := Read("x.xlsx", labelledBook(c.change))
		var at string
		for _, f := range found(d, sheetShifted) {
			at += f.Cell
		}
		if at != c.cell || len(d.Products) != c.products {
			t.Errorf("%s: found at %q, %d products: %v", name, at, len(d.Products), d.Findings)
		}
	}
}

// TestErrorsInARowOfASmelter: what a cell shows as an error is told in every column that
// the supplier fills in, and a picture or a linked data type as what it is.
func TestErrorsInARowOfASmelter(t *testing.T) {
	for name, c := range map[string]struct {
		cell string
		at   string
		says string
	}{
		"the name":                  {`<c r="D5" t="e"><v>#REF!</v></c>`, "D5", "formula error #REF!"},
		"the country":               {`<c r="E5" t="e"><v>#N/A</v></c>`, "E5", "formula error #N/A"},
		"where the mine is":         {`<c r="O5" t="e"><v>#N/A</v></c>`, "O5", "formula error"},
		"recycled":                  {`<c r="P5" t="e"><f>X1</f><v>#NAME?</v></c>`, "P5", "formula error #NAME?"},
		"a remark, as a text":       {`<c r="Q5" t="inlineStr"><is><t>#REF!</t></is></c>`, "Q5", "formula error #REF!"},
		"a linked data type":        {`<c r="E5" t="e" vm="1"><v>#VALUE!</v></c>`, "E5", "linked data type"},
		"the template's own":        {`<c r="E5" t="e"><f>IF(ISERROR($V5),"",OFFSET('Smelter Look-up'!$D$4,$V5-4,0))</f><v>#N/A</v></c>`, "", ""},
		"no error, and rich anyway": {`<c r="E5" t="inlineStr" vm="1"><is><t>PERU</t></is></c>`, "", ""},
	} {
		d := Read("x.xlsx", tiny(swap(smelterPart, `</c></row>`, `</c>`+c.cell+`</row>`)))
		var at, says string
		for _, f := range found(d, cellError) {
			at, says = at+f.Cell, f.Message
		}
		if at != c.at || !strings.Contains(says, c.says) || len(d.Smelters) != 1 {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
	d := Read("x.xlsx", tiny(swap(declarationPart, `<c r="D8" t="s"><v>0</v></c>`, `<c r="D8" t="e" vm="2"><v>#VALUE!</v></c>`)))
	if list := found(d, cellError); len(list) != 1 || !strings.Contains(list[0].Message, "picture") || list[0].Fix == cellError.Fix {
		t.Errorf("a picture as the company's name: %v", d.Findings)
	}
}

// TestAZeroOfTheSuppliersFormula is blank, as the template's own is, and told.
func TestAZeroOfTheSuppliersFormula(t *testing.T) {
	d := Read("x.xlsx", tiny(swap(smelterPart, `</c></row>`, `</c><c r="D5"><f>Data!B2</f><v>0</v></c></row>`)))
	list := found(d, entryFromFormula)
	if len(list) != 1 || list[0].Cell != "D5" || !strings.Contains(list[0].Message, "gave 0") || d.Smelters[0].Name != "" {
		t.Errorf("%+v: %v", d.Smelters, d.Findings)
	}
}

// TestSharesOfOnePerCent are not all.
func TestSharesOfOnePerCent(t *testing.T) {
	for typed, want := range map[string]string{"1%": "", "1.0 %": "", "１％": "", "1": "100%", "1.0": "100%", "100 %": "100%", "%100": "100%", "0 %": "none"} {
		if got, _ := understand(typed, shares); got != want {
			t.Errorf("%q was read as %q, not %q", typed, got, want)
		}
	}
	for stored, c := range map[string]struct{ answer, quoted string }{"0.01": {"", `"1%"`}, "0.9": {"", `"90%"`}, "1": {"100%", ""}} {
		d := Read("x.xlsx", styled("", noFill, "0%", swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c>`, `<c r="D27" t="str"><v>Yes</v></c></row><row r="57"><c s="1" r="D57"><v>`+stored+`</v></c>`)))
		a, _ := d.Answer(ResponseShare, Tin)
		var quoted string
		for _, f := range found(d, answerNotInList) {
			quoted = f.Message
		}
		if a.Answer != c.answer || !strings.Contains(quoted, c.quoted) {
			t.Errorf("%s in a cell of per cents: %q, %v", stored, a.Answer, d.Findings)
		}
	}
}

// TestDatesShownInPart are read, and a person is told what the cell leaves out.
func TestDatesShownInPart(t *testing.T) {
	for code, words := range map[string]string{
		"d-mmm-yyyy": "", `[$-411]ggge"年"m"月"d"日"`: "", "[$-F800]dddd, mmmm dd, yyyy": "", "dd/mm/yy": "",
		"mmm-yy": "only a part of the date", "yyyy": "only a part", "dddd": "only a part", "d-mmm": "only a part", "dddd, mmmm yyyy": "only a part",
		"h:mm": "time of day 0:00",
	} {
		d := Read("x.xlsx", styled("", noFill, code, swap(declarationPart, `<row r="27">`, `<row r="22"><c s="1" r="D22"><v>45901</v></c></row><row r="27">`)))
		var says string
		for _, f := range d.Findings {
			if f.Cell == "D22" {
				says += f.Message
			}
		}
		if d.Company.EffectiveDate != "2025-09-01" || (says == "") != (words == "") || !strings.Contains(says, words) {
			t.Errorf("%s: %q, %v", code, d.Company.EffectiveDate, d.Findings)
		}
	}
}

// TestNumbersShownInThousands are not what the cell shows.
func TestNumbersShownInThousands(t *testing.T) {
	for code, want := range map[string]string{"0,": "46", "0.0,": "45.9", "#,##0,": "46", "0.00,,": "0.05", "#,##0": "", "#,##0.00": "", "0,0": ""} {
		as, unseen, changed := shown(sections(code), cell{kind: numberValue, text: "45901"})
		if as != want || unseen || changed != (want != "") {
			t.Errorf("%s shows %q, unseen %v, changed %v", code, as, unseen, changed)
		}
	}
}

// TestMetalsWithARemark are the metal, and the remark is not passed over.
func TestMetalsWithARemark(t *testing.T) {
	for typed, told := range map[string]bool{"Tin": false, "Tin (Sn)": false, "tin (SN) ": false, "Tin (Zinn)": false, "Tin (not used)": true, "Tin (n/a)": true, "Gold (recycled": true} {
		d := Read("x.xlsx", tiny(swap(smelterPart, `<t>Tin</t>`, `<t>`+typed+`</t>`)))
		if d.Smelters[0].Metal == "" || slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == answerTolerated.Name && f.Cell == "B5" }) != told {
			t.Errorf("%q: %v", typed, d.Findings)
		}
	}
}

// TestProductNumbersThatBecameDates: 9-25 typed into a cell is a date to Excel, and shows Sep-25.
func TestProductNumbersThatBecameDates(t *testing.T) {
	for code, told := range map[string]bool{"mmm-yy": true, "d-mmm": true, "yyyy-mm-dd": false, "0": false} {
		d := Read("x.xlsx", styled("", noFill, code, swap("xl/worksheets/sheet3.xml", `<sheetData/>`, `<sheetData><row r="5"><c r="B5" t="inlineStr"><is><t>Number</t></is></c></row><row r="6"><c s="1" r="B6"><v>45901</v></c></row></sheetData>`)))
		if list := found(d, entryShownDifferently); (len(list) == 1 && list[0].Cell == "B6") != told || len(d.Products) != 1 {
			t.Errorf("%s: %v", code, d.Findings)
		}
	}
}

// TestWhatASenderSentInstead is named in words that a sender understands.
func TestWhatASenderSentInstead(t *testing.T) {
	for data, words := range map[string]string{
		"<!DOCTYPE html><html><head><title>Sign in</title></head></html>":                                                               "a web page",
		`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table></table></body></html>`:                                    "a web page",
		`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`: "Excel 2003",
		"\xEF\xBB\xBF<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>":                                                   "an XML file",
		"[InternetShortcut]\r\nURL=https://portal.example.com/x\r\n":                                                                    "a link to a file", `{"url":"https://docs.google.com/spreadsheets/d/1/edit"}`: "a link to a file",
		"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n": "a saved web page", "From: a@example.com\r\nSubject: CMRT\r\n\r\nhello": "a mail",
		"Rar!\x1A\x07\x00xxxx": "an archive other than zip", "7z\xBC\xAF\x27\x1C\x00\x04": "an archive other than zip", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00": "a picture (heic)",
		strings.Repeat("\x00", 5000): "not downloaded to its end", "metal;smelter\r\nTin;Foo\r\n": "a text file", "\x01\x02\x03 anything": "data of an unknown kind",
	} {
		d := Read("x.xlsx", []byte(data))
		if len(d.Findings) != 1 || d.Findings[0].Rule != fileUnreadable.Name || !strings.Contains(d.Findings[0].Message, words) {
			t.Errorf("%.40q: %v", data, d.Findings)
		}
	}
	cut := tiny(nil)
	if d := Read("x.xlsx", cut[:len(cut)-40]); len(d.Findings) != 1 || strings.Contains(d.Findings[0].Message, "zip:") {
		t.Errorf("cut off: %v", d.Findings)
	}
}

// TestAFormulaThatGivesNoText may have been calculated: calculating it again would not help.
func TestAFormulaThatGivesNoText(t *testing.T) {
	for xml, words := range map[string]string{
		`<c r="D27" t="str"><f>IF(1=1,"","x")</f><v></v></c>`: "an empty text for its result",
		`<c r="D27"><f>Data!A1</f></c>`:                       "it was never calculated",
	} {
		d := Read("x.xlsx", tiny(swap(declarationPart, `<c r="D27" t="str"><v>Yes</v></c>`, xml)))
		list := found(d, neverCalculated)
		if len(list) != 1 || !strings.Contains(list[0].Message, words) || (list[0].Fix == neverCalculated.Fix) == strings.Contains(words, "empty") {
			t.Errorf("%s: %v", xml, list)
		}
	}
}
