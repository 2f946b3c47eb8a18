package cmrt

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listed is a CMRT 6.5 of our own with a Smelter Look-up.
func listed(rows string) []byte {
	return tiny(func(p map[string]string) {
		swap("xl/workbook.xml", "</sheets>", `<sheet name="Smelter Look-up" sheetId="4" r:id="l"/></sheets>`)(p)
		swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="l" Type="`+relSpace+`/worksheet" Target="worksheets/sheet4.xml"/></Relationships>`)(p)
		p["xl/worksheets/sheet4.xml"] = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"
	})
}

// TestADirectoryIsTakenFromATemplate: every column of the look-up is where it belongs,
// and rows that name no facility are not entries.
func TestADirectoryIsTakenFromATemplate(t *testing.T) {
	row := func(n string, cells ...string) string {
		text := `<row r="` + n + `">`
		for i, c := range cells {
			text += `<c r="` + string(rune('A'+i)) + n + `" t="str"><v>` + c + `</v></c>`
		}
		return text + "</row>"
	}
	version, entries, err := ReadLookup("x.xlsx", listed(row("4", "Metal", "Smelter Reference", "Standard Smelter Name", "Country", "Smelter ID")+
		row("5", "Gold", "An alias", "Fictional Refinery", "JAPAN", "CID900001", "f", "g", "Osaka", "Kansai")+
		row("6", "Tin", "Smelter not listed")+row("7", "Tin", "Nameless", "", "PERU", "CID900002")+row("8", "Cobalt", "C", " C Works ", "PERU", "CID900003")))
	want := []LookupEntry{
		{Row: 5, Metal: Gold, MetalRaw: "Gold", Alias: "An alias", Name: "Fictional Refinery", Country: "JAPAN", ID: "CID900001", City: "Osaka", State: "Kansai"},
		{Row: 8, MetalRaw: "Cobalt", Alias: "C", Name: "C Works", Country: "PERU", ID: "CID900003"},
	}
	if diff := cmp.Diff(want, entries); err != nil || version != "6.5" || diff != "" {
		t.Errorf("%s, %v: %s", version, err, diff)
	}
	for says, data := range map[string][]byte{
		"no sheet":           tiny(nil),
		"CID and six digits": tiny(swap(declarationPart, "Revision 6.5", "Revision 2.03a")),
		"PDF document":       []byte("%PDF-1.7"),
	} {
		if version, entries, err := ReadLookup("x.xlsx", data); err == nil || version != "" || entries != nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "x.xlsx: ") {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// TestTheOwnLookUpAnswersForFormulas: where a program saved formulas without results,
// the workbook's own list says what a typed number names.
func TestTheOwnLookUpAnswersForFormulas(t *testing.T) {
	data := listed(`<row r="5"><c r="A5" t="str"><v>Gold</v></c><c r="B5" t="str"><v>An alias</v></c><c r="C5" t="str"><v>Fictional Refinery</v></c><c r="D5" t="str"><v>JAPAN</v></c><c r="E5" t="str"><v>CID900001</v></c></row>`)
	book := takenApart(t, data)
	sheet := `<worksheet><sheetData><row r="5"><c r="A5" t="str"><v>cid900001 </v></c><c r="B5"><f>X</f></c><c r="E5"><f>X</f></c><c r="F5"><f>X</f></c><c r="R5"><f>X</f></c></row></sheetData></worksheet>`
	d := Read("x.xlsx", book.zipped(map[string][]byte{smelterPart: []byte(sheet)}))
	if len(d.Smelters) != 1 {
		t.Fatalf("%+v %v", d.Smelters, d.Findings)
	}
	s := d.Smelters[0]
	if s.ID != "CID900001" || s.Metal != Gold || s.StandardName != "Fictional Refinery" || s.Country != "JAPAN" || s.IDTyped != "cid900001" || s.IDRaw != "" {
		t.Errorf("%+v %v", s, d.Findings)
	}
}

// TestConditionsAreThoseOfASpreadsheet: an error in any part makes the whole one.
func TestConditionsAreThoseOfASpreadsheet(t *testing.T) {
	yes, no, failing := condition{holds: true}, condition{}, condition{fails: true}
	for name, c := range map[string][2]condition{
		"all of none": {allOf(), yes}, "all": {allOf(yes, yes), yes}, "not all": {allOf(yes, no), no}, "all, with an error": {allOf(no, failing), failing},
		"one of none": {anyOf(), no}, "one": {anyOf(no, yes), yes}, "none": {anyOf(no, no), no}, "one, with an error": {anyOf(yes, failing), failing},
		"not yes": {not(yes), no}, "not no": {not(no), yes}, "not an error": {not(failing), failing},
		"missing": {mirror{blank: true}.missing(), yes}, "there": {mirror{text: "x"}.missing(), no}, "an error": {mirror{blank: true, fails: true}.missing(), failing},
		"the same in other letters": {mirror{text: "YES"}.is("Yes"), yes}, "with a space": {mirror{text: "Yes "}.is("Yes"), no}, "an error is nothing": {mirror{text: "Yes", fails: true}.is("Yes"), failing},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %+v, want %+v", name, c[0], c[1])
		}
	}
}
