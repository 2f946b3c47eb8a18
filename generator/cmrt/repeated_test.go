package cmrt

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// readBoth reads a sheet as always, and with every row taken apart.
func readBoth(data string, texts *sharedStrings) (quick, slow *grid, likes int, wrong, wrongToo error) {
	q := sheetReader{tokens: tokens{data: []byte(data)}, strings: texts, grid: &grid{}}
	s := sheetReader{tokens: tokens{data: []byte(data)}, strings: texts, grid: &grid{}, each: true}
	quick, wrong = q.read()
	slow, wrongToo = s.read()
	return quick, slow, q.likes, wrong, wrongToo
}

// rowParts are what rows are made of; N is the row's number, M the next.
var rowParts = []string{`<c r="AN" s="1"/>`, `<c r="BN" s="2" t="str"><f ca="1">IF(AN="","",$AN*N)</f><v></v></c>`, `<c r="CN"><v>N</v></c>`, `<c r="DN"><v>7</v></c>`,
	`<c r="EN" t="str"><f t="shared" si="4"/><v></v></c>`, `<c r="EN" t="str"><f t="shared" ref="EN:EM" si="4">NOW()&amp;AN</f><v>x</v></c>`, `<c r="FN" t="str"><f t="shared" si="N"/><v>x</v></c>`,
	`<c r="GN" t="inlineStr"><is><t>N</t></is></c>`, `<c r="HN" t="inlineStr"><is><t>same</t></is></c>`, `<c r="IN"><!-- r="IN --><v>3</v></c>`, `<c r="JN" t="str"><v><![CDATA[ r="JN]]></v></c>`,
	`<c r="KN" x=">" s="N"><v>1</v></c>`, `<c r="KN" x='> r="KN' s="5"><v>1</v></c>`, `<c r="LN" t="str"><f x=">N" si="N">A</f><v>1</v></c>`, `<c r='MN'><v>2</v></c>`, `<c r="M5"><v>2</v></c>`, `<c><v>4</v></c>`,
	`<c r="EN" t="str"><f>IF(ISERROR($VN),"",OFFSET('Smelter Look-up'!$D$4,$VN-4,0))</f><v>x</v></c>`, `<c r="EN" t="str"><f>IF(ISERROR($VN),"",OFFSET('Smelter Look-up'!$D$4,$VN-N,0))</f><v>x</v></c>`,
	`<c r="EN" t="str"><f>IF(ISERROR($VN),"",OFFSET('Smelter Look-up'!$D$4,$VN-&#N;,0))</f><v>x</v></c>`, `<c r="TN"><f t="array" ref="TN">A1</f><v>1</v></c>`, `<c r="TN"><f t="array" ref="A1:Z99">A1</f><v>1</v></c>`,
	`<c r="ON" s="N"><f>TODAY()</f></c>`, `<c r="PN"><f>ISERROR($AN)</f></c>`, `<c r="AN"><v>9</v></c>`, `<x:c xmlns:x="u" r="QN"><v>N</v></x:c>`, `<c r="RN" t="s"><v>N</v></c>`, `<c r="SN" t="s"><v>0</v></c>`}

// TestRowsLikeTheOneBefore: a row that is compared with the one before is what it is when
// it is taken apart, whatever stands in it.
func TestRowsLikeTheOneBefore(t *testing.T) {
	texts, err := newSharedStrings([]byte(`<sst xmlns="`+sheetSpaces[0]+`"><si><t>zero</t></si><si><t>one</t></si></sst>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	likes := 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString(`<worksheet xmlns="` + sheetSpaces[0] + `"><sheetData>`)
		number := rapid.SampledFrom([]int{1, 4, 8, 12, 50, 97, 998}).Draw(t, "first")
		for range rapid.IntRange(1, 4).Draw(t, "kinds") {
			row := strings.Join(rapid.SliceOfN(rapid.SampledFrom(rowParts), 0, 5).Draw(t, "row"), "")
			head := rapid.SampledFrom([]string{`<row r="N">`, `<row r="N" ht="0">`, `<row ht="N" r="N">`, `<row>`, `<row r="N" spans="1:N">`}).Draw(t, "head")
			for range rapid.IntRange(1, 6).Draw(t, "times") {
				b.WriteString(strings.NewReplacer("N", fmt.Sprint(number), "M", fmt.Sprint(number+1)).Replace(strings.ReplaceAll(strings.ReplaceAll(head+row, "NOW", "\x01"), "ISERROR", "\x02")))
				b.WriteString("</row>")
				number += rapid.SampledFrom([]int{1, 1, 1, 1, 2, 0}).Draw(t, "step")
			}
		}
		b.WriteString(`</sheetData></worksheet>`)
		data := strings.NewReplacer("\x01", "NOW", "\x02", "ISERROR").Replace(b.String())
		quick, slow, n, wrong, wrongToo := readBoth(data, texts)
		likes += n
		if fmt.Sprint(wrong) != fmt.Sprint(wrongToo) || wrong == nil && !reflect.DeepEqual(quick, slow) {
			t.Fatalf("%s\n%+v (%v), taken apart %+v (%v)", data, quick, wrong, slow, wrongToo)
		}
	})
	if least := map[bool]int{true: 3, false: 30}[testing.Short()]; likes < least { // rapid tries less then
		t.Errorf("only %d rows were like the one before", likes)
	}
}

// TestRealRowsLikeTheOneBefore: the same of every sheet of the real templates, most rows of
// whose Smelter List are compared.
func TestRealRowsLikeTheOneBefore(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(sharedCMRT, "*", "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Skip("../shared is not there: no real templates")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w, bad := openWorkbook(file, data)
		if bad != nil {
			t.Fatal(bad)
		}
		if _, err := w.read(w.sheets[0].name, 0); err != nil { // takes the texts too
			t.Fatal(err)
		}
		for _, sheet := range w.sheets {
			text, err := w.archive.xml(sheet.part)
			if err != nil {
				continue // together they are more than a reader takes
			}
			quick, slow, likes, wrong, wrongToo := readBoth(string(text), w.texts)
			if fmt.Sprint(wrong) != fmt.Sprint(wrongToo) || !reflect.DeepEqual(quick, slow) {
				t.Errorf("%s, %s: not what it is taken apart (%v, %v)", file, sheet.name, wrong, wrongToo)
			}
			if sheet.name == SheetSmelters && strings.Contains(file, "CMRT_6") && likes < 2000 {
				t.Errorf("%s: only %d rows are like the one before", file, likes)
			}
		}
	}
}

// TestRowsOfFormulasAreCompared: nearly all of those that differ from the one before in their number
// alone, whatever its length, and none of one figure.
func TestRowsOfFormulasAreCompared(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<worksheet><sheetData>`)
	const last = 1100
	for n := 1; n <= last; n++ {
		fmt.Fprintf(&b, `<row r="%[1]d" spans="1:22"><c r="A%[1]d" s="4"/><c r="B%[1]d" s="5" t="str"><f t="normal">IF(LEN(A%[1]d)=0,"",INDEX('Smelter Look-up'!$A:$A,MATCH($A%[1]d,'Smelter Look-up'!$E:$E,0)))</f><v></v></c><c r="V%[1]d" t="e"><f>IF(C%[1]d="",NA(),MATCH($B%[1]d&amp;$C%[1]d,'Smelter Look-up'!$J:$J,0))</f><v>#N/A</v></c></row>`, n)
	}
	b.WriteString(`</sheetData></worksheet>`)
	quick, slow, likes, wrong, wrongToo := readBoth(b.String(), nil)
	if wrong != nil || wrongToo != nil || !reflect.DeepEqual(quick, slow) || len(quick.rows) != last {
		t.Errorf("not what it is taken apart: %v, %v", wrong, wrongToo)
	}
	// The first of each length is taken apart, and the nine of one figure.
	if want := last - 9 - 3; likes != want {
		t.Errorf("%d rows of %d are compared, want %d", likes, last, want)
	}
}
