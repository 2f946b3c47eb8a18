package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// found gives the findings of one rule.
func found(d Declaration, rule finding.Rule) (list []finding.Finding) {
	for _, f := range d.Findings {
		if f.Rule == rule.Name {
			list = append(list, f)
		}
	}
	return list
}

// TestRowsOfListsMayGo: the template lets its users delete rows of the Smelter List,
// and insert and delete rows of the Product List. What stands below the tables moves
// with that, in 2.00 to 2.02 hidden tables that look like smelters.
func TestRowsOfListsMayGo(t *testing.T) {
	t.Parallel()
	for name, data := range realFiles(t, "samples/CMRT_*_green.xlsx", "samples/CMRT_*_validation_needed.xlsx") {
		before, book := Read(name, data), takenApart(t, data)
		for _, c := range []struct {
			sheet   string
			row, by int
		}{{SheetSmelters, 30, -40}, {SheetProducts, 20, -15}, {SheetProducts, 290, 12}} {
			d := Read(name, book.moved(c.sheet, c.row, 0, c.by))
			if !d.Readable() || len(d.Smelters) != len(before.Smelters) || len(d.Products) != len(before.Products) {
				t.Errorf("%s, %+v: %d smelters and %d products, before %d and %d; %v", name, c, len(d.Smelters), len(d.Products), len(before.Smelters), len(before.Products), d.Findings)
			}
		}
	}
	for name, data := range realFiles(t, "templates/RMI_CMRT_*.xlsx") {
		book := takenApart(t, data)
		for _, by := range []int{-15, 12} {
			if d := Read(name, book.moved(SheetProducts, 20, 0, by)); !d.Readable() || len(d.Products) > 0 {
				t.Errorf("%s, %d rows more: %v %v", name, by, d.Products, d.Findings)
			}
		}
	}
}

// TestProductsBelowTheTable are read and noted.
func TestProductsBelowTheTable(t *testing.T) {
	t.Parallel()
	for name, data := range realFiles(t, "templates/RMI_CMRT_6.*.xlsx") {
		layout := Read(name, data).Layout()
		below := layout.ProductLast + 7
		d := Read(name, takenApart(t, data).with(map[string]map[string]any{SheetProducts: {"B6": "P-1", fmt.Sprintf("B%d", below): "P-2"}}))
		if len(d.Products) != 2 || d.Products[1].Row != below || len(found(d, productOverflow)) != 1 {
			t.Errorf("%s: %v %v", name, d.Products, d.Findings)
		}
	}
}

// TestProductsPastTheLastRow: where nothing marks the end of the table, its last row does.
func TestProductsPastTheLastRow(t *testing.T) {
	for row, want := range map[int]int{2005: 0, 2006: 1} {
		d := Read("x.xlsx", tiny(swap("xl/worksheets/sheet3.xml", "<sheetData/>", fmt.Sprintf(`<sheetData><row r="5"><c r="B5" t="str"><v>Number</v></c><c r="C5" t="str"><v>Name</v></c></row><row r="6"><c r="B6" t="str"><v>P-1</v></c></row><row r="%d"><c r="B%[1]d" t="str"><v>P-2</v></c></row></sheetData>`, row))))
		if len(d.Products) != 2 || d.Products[1].Number != "P-2" || len(found(d, productOverflow)) != want {
			t.Errorf("row %d: %v %v", row, d.Products, d.Findings)
		}
	}
}

// TestMetalsAsTyped: with the symbol behind, in other letters and with space.
func TestMetalsAsTyped(t *testing.T) {
	for typed, want := range map[string]Metal{"Tin": Tin, "tin ": Tin, "Tin (Sn)": Tin, "TUNGSTEN (W)": Tungsten, "Gold(Au)": Gold, "Ｔａｎｔａｌｕｍ": Tantalum, "Cobalt": "", "(Tin)": "", "Tin Gold": "",
		"Sn": Tin, "Sn (Tin)": Tin, "锡": Tin, "주석": Tin, "Étain": Tin, "AU": Gold, "金": Gold, "Altın": Gold, "W": Tungsten, "Wolfram": Tungsten, "タングステン": Tungsten, "Ta ": Tantalum, "钽": Tantalum, "Ag": "", "银": "", "Au/Sn": ""} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap(smelterPart, "<t>Tin</t>", "<t>"+typed+"</t>")(p)
			swap(smelterPart, "<sheetData>", `<sheetData><row r="4"><c r="B4" t="str"><v>Metal</v></c></row>`)(p)
		}))
		if len(d.Smelters) != 1 || d.Smelters[0].Metal != want || d.Smelters[0].MetalRaw != typed && d.Smelters[0].MetalRaw != strings.TrimSpace(typed) {
			t.Errorf("%q: %+v, want %q; %v", typed, d.Smelters, want, d.Findings)
		}
		if told := len(found(d, answerTolerated)) > 0; told != (want != "" && metalOf(typed) == "") {
			t.Errorf("%q: %v", typed, d.Findings)
		}
	}
}

// TestZerosOfFormulas: a formula that points at a blank cell of the look-up gives 0.
func TestZerosOfFormulas(t *testing.T) {
	d := Read("x.xlsx", tiny(swap(smelterPart, "</row>", `<c r="F5"><f>OFFSET(X,1,0)</f><v>0</v></c><c r="I5"><f>X</f><v>0</v></c><c r="J5"><v>0</v></c><c r="H5"><v>0</v></c></row>`)))
	if s := d.Smelters[0]; s.ID != "" || s.IDRaw != "" || s.City != "" || s.Street != "" || s.State != "0" {
		t.Errorf("%+v: a calculated 0 is blank, a typed one is not", s)
	}
}

// TestForeignColumn: a column that the supplier put in the place of the hidden
// standard names is not taken for them.
func TestForeignColumn(t *testing.T) {
	for header, want := range map[string]string{"Standard Smelter Name": "Remarks 7", "Our remarks": ""} {
		d := Read("x.xlsx", tiny(swap(smelterPart, `<row r="5">`, `<row r="4"><c r="B4" t="str"><v>Metal</v></c><c r="R4" t="str"><v>`+header+`</v></c></row><row r="5"><c r="R5" t="str"><v>Remarks 7</v></c>`)))
		if len(d.Smelters) != 1 || d.Smelters[0].StandardName != want {
			t.Errorf("%s: %+v %v", header, d.Smelters, d.Findings)
		}
	}
}

// TestHiddenAnswers are read and noted.
func TestHiddenAnswers(t *testing.T) {
	d := Read("x.xlsx", tiny(swap(declarationPart, `<row r="27">`, `<row r="27" hidden="1">`)))
	if list := found(d, fileHiddenContent); len(list) != 1 || list[0].Sheet != SheetDeclaration {
		t.Errorf("%v", d.Findings)
	}
	if q, _ := d.Answer(Added, Tin); q.Answer != Yes {
		t.Errorf("%+v", q)
	}
}

// TestErrorsByType: what is stored as an error is one, whatever it is called.
func TestErrorsByType(t *testing.T) {
	d := Read("x.xlsx", tiny(swap(declarationPart, `t="str"><v>Yes`, `t="e"><v>#SPILL!`)))
	if q, _ := d.Answer(Added, Tin); q.Answer != "" || len(found(d, cellError)) != 1 || len(found(d, answerNotInList)) != 0 {
		t.Errorf("%+v %v", q, d.Findings)
	}
}

// TestTextsThatCostTooMuch end as findings; before they had limits, the first took
// hours, longer than any test may run.
func TestTextsThatCostTooMuch(t *testing.T) {
	for name, data := range map[string][]byte{
		"ampersands": tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+strings.Repeat("&", 20_000_000)+"</v>")),
		"CDATA":      tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+strings.Repeat("<![CDATA[a]]>", 1_000_000)+"</v>")),
		"blank strings": tiny(func(p map[string]string) {
			p["xl/sharedStrings.xml"] = "<sst>" + strings.Repeat("<si/>", 3_000_000) + "</sst>"
		}),
		"one string everywhere": tiny(func(p map[string]string) {
			swap("xl/sharedStrings.xml", "Acme", strings.Repeat("x", 30_000))(p)
			p[smelterPart] = "<worksheet><sheetData>" + strings.Repeat(`<row><c t="s"><v>0</v></c><c t="e"><v>#N/A</v></c></row>`, 10_000) + "</sheetData></worksheet>"
		}),
	} {
		if d := Read("x.xlsx", data); len(d.Findings) != 1 || d.Findings[0].Rule != fileTooLarge.Name {
			t.Errorf("%s: %d findings, first %.200v", name, len(d.Findings), d.Findings)
		}
	}
	long := Read("x.xlsx", tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+strings.Repeat("ä", 20_000)+"</v>")))
	if list := found(long, answerNotInList); len(list) != 1 || len(list[0].Message) > 500 {
		t.Errorf("a long text is to be quoted in short: %v", list)
	}
}

// TestOtherArchives wants each called by its name.
func TestOtherArchives(t *testing.T) {
	for part, word := range map[string]string{"word/document.xml": "Word", "xl/workbook.bin": ".xlsb", "mimetype": "OpenDocument", "a.txt": "archive"} {
		d := Read("x.xlsx", zipped(map[string]string{part: "x"}))
		if len(d.Findings) != 1 || d.Findings[0].Rule != fileUnreadable.Name || !strings.Contains(d.Findings[0].Message, word) {
			t.Errorf("%s: %v", part, d.Findings)
		}
	}
	if d := Read("x.xlsx", tiny(func(p map[string]string) { delete(p, "_rels/.rels") })); !d.Readable() {
		t.Errorf("without the package's relations: %v", d.Findings)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want string
		text bool
	}{
		{"45730", "2025-03-14", false}, {"45730.75", "2025-03-14", false}, {"2025-03-14", "2025-03-14", true}, {"14-Mar-2025", "2025-03-14", true},
		{"March 14th, 2025", "2025-03-14", true}, {"14 mar 2025", "2025-03-14", true}, {"14.03.2025", "2025-03-14", true}, {"3/14/2025", "2025-03-14", true},
		{"14/3/2025", "2025-03-14", true}, {"2025年3月14日", "2025-03-14", true}, {"2025년 3월 14일", "2025-03-14", true}, {"20250314", "2025-03-14", true},
		{"5 Sept 2025", "2025-09-05", true}, {"2025/3/14", "2025-03-14", true}, {"14. March 2025", "2025-03-14", true}, {"5/5/2025", "2025-05-05", true},
		{"03/04/2025", "", true}, {"03.14.2025", "", true}, {"03.04.2025", "2025-04-03", true}, {"14/14/2025", "", true}, {"12/13/2025", "2025-12-13", true}, {"13/12/2025", "2025-12-13", true}, {"12/12/2025", "2025-12-12", true}, {"14.03/2025", "2025-03-14", true}, {"3.4/2025", "", true},
		{"31.12.1999", "", true}, {"1.1.2000", "2000-01-01", true}, {"31.12.2100", "2100-12-31", true}, {"1.1.2101", "", true}, {"36525", "", false}, {"36526", "2000-01-01", false}, {"73415", "2100-12-31", false}, {"73416", "", false}, {"0", "", false}, {"999999", "", false}, {"1000000", "", false}, {"31.02.2025", "", true}, {"soon", "", true}, {"2025", "", false}, {"NaN", "", false}, {"1e300", "", false}, {"-5", "", false},
		{"14.03.1025", "", true}, {"20251399", "", true},
		// as programs and people of other countries write them
		{"14. März 2025", "2025-03-14", true}, {"14-Mär-2025", "2025-03-14", true}, {"14 mars 2025", "2025-03-14", true}, {"14 de março de 2025", "2025-03-14", true},
		{"14 de marzo del 2025", "2025-03-14", true}, {"14 Mart 2025", "2025-03-14", true}, {"14 Kasım 2025", "2025-11-14", true}, {"1er août 2025", "2025-08-01", true}, {"14 maggio 2025", "2025-05-14", true},
		{"14 Mar. 2025", "2025-03-14", true}, {"14/Mar/25", "2025-03-14", true}, {"Oct. 14, 2025", "2025-10-14", true}, {"14th of March, 2025", "2025-03-14", true}, {"March the 14th 2025", "2025-03-14", true},
		{"Friday, March 14, 2025", "2025-03-14", true}, {"Fri 14 Mar 2025", "2025-03-14", true}, {"2025年3月14日(金)", "2025-03-14", true}, {"2025年3月14日 星期五", "2025-03-14", true},
		{"2025. 3. 14.", "2025-03-14", true}, {"2025.03.14.", "2025-03-14", true}, {"14. 3. 2025", "2025-03-14", true}, {"14 / 03 / 2025", "2025-03-14", true}, {"2025 年 3 月 14 日", "2025-03-14", true},
		{"14–Mar–2025", "2025-03-14", true}, {"2025‐03‐14", "2025-03-14", true}, {"'14-Mar-2025", "2025-03-14", true}, {"令和7年3月14日", "2025-03-14", true}, {"令和元年5月1日", "2019-05-01", true},
		{"2025/03/14 10:22", "2025-03-14", true}, {"3/14/2025 12:00:00 AM", "2025-03-14", true}, {"14.03.2025 08:15", "2025-03-14", true}, {"2025-03-14T10:22:11+08:00", "2025-03-14", true}, {"2025.03.14 오후 3:00", "2025-03-14", true},
		{"14 jui 2025", "", true}, {"14 Martian 2025", "", true}, {"14/03/25", "", true}, {"03/04/2025 10:00", "", true}, {"14-Oct-2025 rev. 2", "", true}, {"March 2025", "", true}, {"30 février 2025", "", true}, {"12-Oct", "", true}, {"2025-03-14 to 2025-04-14", "", true}, {"10:22", "", true},
	} {
		got, text, err := parseDate(c.raw, false)
		if got != c.want || text != c.text || (err == nil) != (c.want != "") {
			t.Errorf("%q: %q, text %v, %v", c.raw, got, text, err)
		}
	}
	if got, _, _ := parseDate("40328", true); got != "2014-05-31" {
		t.Errorf("1904: %q", got)
	}
}

// TestYesAndMore: what follows a plain yes may take it back.
func TestYesAndMore(t *testing.T) {
	for _, c := range []struct {
		raw  string
		list []option
		want string
	}{
		{"Yes, except gold", yesNo, ""}, {"Ja, teilweise", yesNoUnknown, ""}, {"Ja, mit der SEC", disclosures, Yes}, {"是，符合 SEC 规定", disclosures, Yes},
		{"Yes, No", disclosures, ""}, {"Ja, nein", surveys, ""}, {"Yes, unknown", surveys, ""},
		{"Planned once lists become available", plannable, Planned}, {"planned once lists become available.", plannable, Planned},
		{"No, but greater than 75%", sharesOf3, ">75%"}, {"Yes, 100%", sharesOf3, "100%"}, {"No but < 25%", sharesOf2, "<25%"}, {"Yes", sharesOf2, "100%"},
	} {
		if got, _ := understand(c.raw, c.list); got != c.want {
			t.Errorf("%q: %q, want %q", c.raw, got, c.want)
		}
	}
}

// TestRulesAreComplete: each has its words, and none is there twice.
func TestRulesAreComplete(t *testing.T) {
	var names []string
	for _, r := range Rules {
		if r.Explanation == "" || r.Fix == "" || slices.Contains(names, r.Name) {
			t.Errorf("%+v", r)
		}
		names = append(names, r.Name)
	}
}
