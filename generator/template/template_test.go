package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// workbook packs a workbook of two sheets, as a template of RMI's is built: one that is
// filled in, and a hidden one that it looks things up in.
func workbook(t testing.TB, form, list string) []byte {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types><Override PartName="/xl/calcChain.xml" ContentType="x"/><Override PartName="/xl/workbook.xml" ContentType="y"/></Types>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Form" sheetId="1" r:id="rId1"/><sheet name="List" sheetId="2" state="hidden" r:id="rId2"/></sheets><definedNames><definedName name="Codes">List!$A$1:$A$3</definedName></definedNames><calcPr calcId="1"/></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Target="calcChain.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst ` + main + `><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>no</t></rPh></si></sst>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + main + `><sheetData>` + form + `</sheetData><sheetProtection sheet="1"/></worksheet>`},
		{"xl/worksheets/sheet2.xml", `<worksheet ` + main + `><sheetData>` + list + `</sheetData></worksheet>`},
		{"xl/calcChain.xml", `<calcChain/>`},
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		to, err := w.Create(p.name)
		if err == nil {
			_, err = io.WriteString(to, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte) *Template {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// partOf gives a part of a packed workbook, "" where it has none.
func partOf(t testing.TB, data []byte, name string) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		if f.Name == name {
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			return string(body)
		}
	}
	return ""
}

const (
	form = `<row r="1" spans="1:3"><c r="A1" s="7"/><c r="B1" s="8"><f>IF(A1="","",INDEX(List!$B:$B,MATCH($A1,List!$A:$A,0)))</f></c><c r="C1"><f t="shared" ref="C1:C2" si="0">A1&amp;"!"</f><v>!</v></c></row>` +
		`<row r="2"><c r="C2" t="str"><f t="shared" si="0"/><v>!</v></c></row><row r="4"/>`
	list = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>11</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>twelve</t></is></c></row><row r="3"><c r="A3" t="str"><v>what?</v></c></row>`
)

func TestSetsCellsAndWhatFollowsFromThem(t *testing.T) {
	f := open(t, workbook(t, form, list))
	for _, cell := range []struct{ ref, text string }{{"A1", "TWO"}, {"D2", "<&>"}, {"A2", "x"}, {"B3", "new row"}, {"A4", "in an empty row"}, {"A9", "last"}} {
		if err := f.Set("Form", cell.ref, Text(cell.text)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got := partOf(t, data, "xl/worksheets/sheet1.xml")
	want := `<row r="1" spans="1:3"><c r="A1" s="7" t="inlineStr"><is><t xml:space="preserve">TWO</t></is></c>` +
		`<c r="B1" s="8" t="str"><f>IF(A1="","",INDEX(List!$B:$B,MATCH($A1,List!$A:$A,0)))</f><v>twelve</v></c>` +
		`<c r="C1" t="str"><f t="shared" ref="C1:C2" si="0">A1&amp;"!"</f><v>TWO!</v></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">x</t></is></c><c r="C2" t="str"><f t="shared" si="0"/><v>x!</v></c><c r="D2" t="inlineStr"><is><t xml:space="preserve">&lt;&amp;&gt;</t></is></c></row>` +
		`<row r="3"><c r="B3" t="inlineStr"><is><t xml:space="preserve">new row</t></is></c></row>` +
		`<row r="4"><c r="A4" t="inlineStr"><is><t xml:space="preserve">in an empty row</t></is></c></row>` +
		`<row r="9"><c r="A9" t="inlineStr"><is><t xml:space="preserve">last</t></is></c></row></sheetData><sheetProtection sheet="1"/>`
	if !strings.Contains(got, want) {
		t.Errorf("the sheet is\n%s\nwant\n%s", got, want)
	}
	if got := partOf(t, data, "xl/worksheets/sheet2.xml"); !strings.Contains(got, list) {
		t.Errorf("the other sheet changed: %s", got)
	}
	if chain := partOf(t, data, "xl/calcChain.xml") + partOf(t, data, "[Content_Types].xml") + partOf(t, data, "xl/_rels/workbook.xml.rels"); strings.Contains(chain, "calcChain") {
		t.Errorf("the order of calculation is still there: %s", chain)
	}
	if book := partOf(t, data, "xl/workbook.xml"); !strings.Contains(book, `<calcPr fullCalcOnLoad="1" calcId="1"/>`) {
		t.Errorf("Excel is not asked to calculate: %s", book)
	}
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"} {
		if err := xml.Unmarshal([]byte(partOf(t, data, name)), new(struct{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := open(t, workbook(t, form, list))
	for _, ref := range []string{"A9", "A4", "B3", "A2", "D2", "A1"} { // in another order
		v, _ := f.Value("Form", ref)
		if err := again.Set("Form", ref, v); err != nil {
			t.Fatal(err)
		}
	}
	if other, err := again.Bytes(); err != nil || !bytes.Equal(other, data) {
		t.Errorf("the same cells give other bytes (%v)", err)
	}
}

func TestLeavesWhatNobodySet(t *testing.T) {
	blank := workbook(t, form, list)
	data, err := open(t, blank).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"} {
		if partOf(t, data, name) != partOf(t, blank, name) {
			t.Errorf("%s changed", name)
		}
	}
}

func TestFormulas(t *testing.T) {
	for _, tc := range []struct{ formula, want string }{
		{`1+2*3`, "7"}, {`(1+2)*3`, "9"}, {`-2+5`, "3"}, {`"a"&1+1&"b"`, "a2b"}, {`"A"="a"`, "TRUE"}, {`1<2`, "TRUE"}, {`""""`, `"`}, {`1/0`, "#DIV/0!"}, {`"x"+1`, "#VALUE!"},
		{`Z9=0`, "TRUE"}, {`Z9=""`, "TRUE"}, {`Z9`, "0"}, {`Z9&""`, ""}, {`"10"=10`, "FALSE"},
		{`IF(1,"y")`, "y"}, {`IF(0,"y")`, "FALSE"}, {`IF("z",1,2)`, "#VALUE!"}, {`IF(NA(),1,2)`, "#N/A"}, {`IF(FALSE,NA(),2)`, "2"},
		{`AND(TRUE,1,Z9)`, "FALSE"}, {`OR(FALSE,0,1)`, "TRUE"}, {`OR(TRUE,NA())`, "#N/A"}, {`AND("Yes"="yes",1=1)`, "TRUE"},
		{`ISERROR(MATCH("nobody",Codes,0))`, "TRUE"}, {`MATCH("ONE",Codes,0)`, "1"}, {`MATCH("t*",Codes,0)`, "2"}, {`MATCH("what~?",Codes,0)`, "3"}, {`MATCH("what?",List!A:A,0)`, "3"}, {`MATCH(Z9,Codes,0)`, "#N/A"},
		{`INDEX(List!$B:$B,1)`, "11"}, {`INDEX(Codes,9)`, "#REF!"}, {`OFFSET(List!$A$1,1,1)`, "twelve"}, {`OFFSET(List!$A$1,1,1,,)`, "twelve"}, {`OFFSET(List!$A$1,-1,0)`, "#REF!"}, {`OFFSET(1,1,1)`, "#VALUE!"},
		{`INDIRECT("List!$B$"&1+1)`, "twelve"}, {`INDIRECT("'List'!B1")`, "11"}, {`INDIRECT("nonsense here")`, "#REF!"}, {`ADDRESS(ROW(),COLUMN(),4)`, "E5"}, {`ADDRESS(2,27)`, "$AA$2"}, {`ROW(B7)`, "7"},
		{`LEN("añb")`, "3"}, {`LEN(Z9)`, "0"}, {`LEFT("áb")`, "á"}, {`LEFT("ab",9)`, "ab"}, {`SEARCH("@","a@b")`, "2"}, {`ISNUMBER(SEARCH("@",Z9))`, "FALSE"}, {`SEARCH("B","ab")`, "2"},
		{`COUNTIF(Codes,"t?o")`, "1"}, {`COUNTIF(List!B:B,11)`, "1"}, {`COUNTIF(List!$A:$A,"none")`, "0"}, {`MATCH(0,COUNTIF(List!$B$1:$B$1,List!$B$1:$B$3),0)`, "2"}, {`MATCH("x","x",0)`, "#N/A"}, {`SUM(List!A1:B3)`, "11"}, {`SUM(List!B1,2)`, "13"},
		{`SUMPRODUCT((List!$A:$A="two")*(List!$B:$B="twelve"))`, "1"}, {`SUMPRODUCT((List!$A:$A="one")*(List!$B:$B=""))`, "0"},
		{`IFERROR(1/0,"none")`, "none"}, {`IFERROR(7,"none")`, "7"}, {`IFNA(NA(),1)`, "1"}, {`IFNA(1/0,1)`, "#DIV/0!"}, {`ISBLANK(Z9)`, "TRUE"}, {`ISBLANK(List!A1)`, "FALSE"}, {`COUNTBLANK(List!A1:C2)`, "2"},
		{`HLOOKUP("one",List!A1:B2,2,0)`, "two"}, {`HLOOKUP("zz",List!A1:B2,2,0)`, "#N/A"}, {`HLOOKUP(1,Nowhere,2)`, "#NAME?"}, {`Nobody!A1`, "#REF!"}, {`#REF!`, "#REF!"},
	} {
		f := open(t, workbook(t, `<row r="5"><c r="E5"><f>`+escape(tc.formula)+`</f></c></row>`, list))
		if got, err := f.Value("Form", "E5"); err != nil || got.String() != tc.want {
			t.Errorf("%s gives %q (%v), want %q", tc.formula, got, err, tc.want)
		}
	}
}

// What is not understood is an error, and nothing is guessed.
func TestRefusesFormulasThatItDoesNotKnow(t *testing.T) {
	for _, tc := range []struct{ formula, want string }{
		{`NOW()`, "the function NOW is not known"}, {`1+`, "not understood"}, {`IF(1`, "not understood"}, {`"open`, "not understood"}, {`A1 B1`, "not understood"},
		{`E5+1`, "need each other"}, {strings.Repeat("(", 100) + "1" + strings.Repeat(")", 100), "deep"},
	} {
		f := open(t, workbook(t, `<row r="5"><c r="E5"><f>`+escape(tc.formula)+`</f></c></row>`, list))
		if _, err := f.Value("Form", "E5"); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.formula, err, tc.want)
		}
	}
}

func TestAFormulaMovesWithItsReferences(t *testing.T) {
	for _, tc := range []struct{ formula, want string }{
		{`IF(LEN(A6)=0,"",INDEX('Smelter Look-up'!$A:$A,MATCH($A6,L!E$4,0)))`, `IF(LEN(B5)=0,"",INDEX('Smelter Look-up'!$A:$A,MATCH($A5,L!F$4,0)))`},
		{`"A6"&A6&SL`, `"A6"&B5&SL`}, {`'A6'!A6`, `'A6'!B5`},
	} {
		if got, err := move(tc.formula, -1, 1); err != nil || got != tc.want {
			t.Errorf("%s became %s (%v), want %s", tc.formula, got, err, tc.want)
		}
	}
	if _, err := move("A1", -1, 0); err == nil {
		t.Error("a reference moved off the sheet")
	}
	f := open(t, workbook(t, `<row r="1"><c r="A1"><v>3</v></c><c r="B1"><f>A1*2</f><v>6</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>99</v></c></row>`, list))
	if err := f.Copy("Form", "B1", "B2"); err != nil {
		t.Fatal(err)
	}
	data, err := f.Bytes()
	if got := partOf(t, data, "xl/worksheets/sheet1.xml"); err != nil || !strings.Contains(got, `<c r="B2"><f>A2*2</f><v>8</v></c>`) {
		t.Errorf("copied: %s (%v)", got, err)
	}
	over := open(t, workbook(t, `<row r="1"><c r="B1"><f>A1*2</f><v>6</v></c></row><row r="2"><c r="B2"><v>99</v></c></row>`, list))
	if err := errors.Join(over.Copy("Form", "B1", "B2"), over.Set("Form", "B2", Number(5))); err != nil {
		t.Fatal(err)
	}
	data, err = over.Bytes()
	if got := partOf(t, data, "xl/worksheets/sheet1.xml"); err != nil || !strings.Contains(got, `<c r="B2"><v>5</v></c>`) {
		t.Errorf("set after it was copied: %s (%v)", got, err)
	}
}

func TestKeepsFormulasThatOthersShare(t *testing.T) {
	f := open(t, workbook(t, form, list))
	if err := f.Set("Form", "C1", Text("typed over")); err == nil {
		t.Error("a formula that C2 shares was typed over")
	}
	if err := f.Set("Form", "C2", Text("typed over")); err != nil {
		t.Error(err)
	}
	for _, ref := range []string{"", "7", "A0", "AAAA1", "A1048577"} {
		if err := f.Set("Form", ref, Text("x")); err == nil {
			t.Errorf("%q was taken for a cell", ref)
		}
	}
	if err := f.Set("Nobody", "A1", Text("x")); err == nil {
		t.Error("a sheet that is not there was written to")
	}
}

func TestRefusesWhatIsNoWorkbook(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "a picture": []byte("\x89PNG"), "cut off": workbook(t, form, list)[:900],
		"a cell that another element's end closes": workbook(t, `<row r="1"><c r="A1"><v>1</v><x/c></row><row r="2"/>`, list), "a row that does not end": workbook(t, `<row r="1"><c r="A1"/>`, list), "a row without a number": workbook(t, `<row><c r="A1"/></row>`, list), "a cell of another row": workbook(t, `<row r="2"><c r="A1"/></row>`, list)} {
		if _, err := Open(data); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}

func FuzzFormula(f *testing.F) {
	for _, seed := range []string{`IF(LEN(A5)=0,"",INDEX('x y'!$A:$A,MATCH($A5,B:B,0)))`, `OFFSET(L!$C$1,MATCH("a"&ADDRESS(ROW(),COLUMN(),4),L!$A:$A,0)-1,SL,,)`, `(((`, `"`} {
		f.Add(seed)
	}
	blank := workbook(f, form, list)
	f.Fuzz(func(t *testing.T, formula string) {
		n, err := parse(formula)
		if err != nil {
			return
		}
		if _, err := move(formula, 3, 2); err != nil && !strings.Contains(err.Error(), "off the sheet") {
			t.Fatalf("%q was parsed, and does not move: %v", formula, err)
		}
		b := open(t, blank)
		_, _ = n.eval(scope{book: b, sheet: b.sheets[0], at: place{5, 5}}) // no panic, whatever it gives
	})
}

func FuzzOpen(f *testing.F) {
	f.Add(form, list)
	f.Add(`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="A1"><f t="shared" si="9"/></c></row>`, `<row r="1"/>`)
	f.Fuzz(func(t *testing.T, form, list string) {
		b, err := Open(workbook(t, form, list))
		if err != nil || b.Set("Form", "B2", Text("x")) != nil {
			return
		}
		data, err := b.Bytes()
		if err != nil {
			return
		}
		again, err := Open(data)
		if err != nil {
			t.Fatalf("what was written cannot be opened: %v", err)
		}
		if v, err := again.Value("Form", "B2"); err != nil || v.String() != "x" {
			t.Fatalf("B2 is %q (%v)", v, err)
		}
	})
}
