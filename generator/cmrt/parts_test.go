package cmrt

import (
	"errors"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// TestRoomsForPartsAreUsedAgain from one workbook to the next: making and clearing them for each would
// cost more than reading the rows.
func TestRoomsForPartsAreUsedAgain(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for name, size := range map[string]int{"texts": textRoom * 9 / 10, "a Smelter List": listRoom * 9 / 10} {
		data := zipped(map[string]string{"a.xml": strings.Repeat("x", size)})
		read := func() {
			a, err := openArchive(data)
			if err != nil {
				t.Fatal(err)
			}
			if part, err := a.read("a.xml"); err != nil || len(part) != size {
				t.Fatalf("%d bytes, %v", len(part), err)
			}
			a.close()
		}
		read()
		const times = 8
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range times {
			read()
		}
		runtime.ReadMemStats(&after)
		if each := int(after.TotalAlloc-before.TotalAlloc) / times; each > size/2 {
			t.Errorf("%s: %d KB are allocated for each part of %d KB", name, each>>10, size>>10)
		}
	}
}

// TestWhereARelationLeads: below the part that it is of, in characters that may be written by number;
// how it is written is told where it is not as the standard has it.
func TestWhereARelationLeads(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	for written, c := range map[string]struct {
		part string
		odd  bool
	}{
		"worksheets/sheet1.xml": {sheet, false}, "/xl/worksheets/sheet1.xml": {"/" + sheet, false}, "../xl/worksheets/sheet1.xml": {sheet, true}, "./worksheets/sheet1.xml": {sheet, true}, "worksheets//sheet1.xml": {sheet, true}, "worksheets/sheet%31.xml": {sheet, true}, "Worksheets/sheet1.xml": {"xl/Worksheets/sheet1.xml", true}, "worksheets/sheet1.xml#here": {sheet, true}, `worksheets\sheet1.xml`: {`xl/worksheets\sheet1.xml`, true},
		"other.xml": {"xl/other.xml", false}, "./other.xml": {"xl/other.xml", false}, "sheet%zz.xml": {"xl/sheet%zz.xml", false},
	} {
		a, err := openArchive(zipped(map[string]string{sheet: "<a/>", "xl/a%62.xml": "", "xl/c.xml": "", "xl/%63.xml": ""}))
		if err != nil {
			t.Fatal(err)
		}
		w := &workbook{archive: a}
		for range 2 { // told once
			if part, err := w.target("xl", written); err != nil || part != c.part || len(w.odd) > 1 || len(w.odd) == 1 != c.odd {
				t.Errorf("%s: %s, %q, %v", written, part, w.odd, err)
			}
		}
		if _, err := w.target("xl", "%63.xml"); !errors.Is(err, errTwice) {
			t.Errorf("a place by two names: %v", err)
		}
		if part, err := w.target("xl", "a%62.xml"); err != nil || part != "xl/ab.xml" {
			t.Errorf("a part whose name is in code: %s, %v", part, err)
		}
	}
	r := relations{kinds: map[string][]string{"a": {"x"}, "b": {"x", "y"}}}
	for kind, want := range map[string]string{"a": "x true", "b": "x false", "c": " true"} {
		if target, only := r.one(kind); strings.TrimSpace(target+" "+map[bool]string{true: "true", false: "false"}[only]) != strings.TrimSpace(want) {
			t.Errorf("%s: %s, only %v", kind, target, only)
		}
	}
}

// TestWhatIsStruckOrUnseenOfAPlainList, and what stops it from being read.
func TestWhatIsStruckOrUnseenOfAPlainList(t *testing.T) {
	read := func(sheet string) (Book, error) {
		return ReadTables("list.xlsx", styled("<strike/>", noFill, "General", func(p map[string]string) {
			swap("xl/workbook.xml", `name="Declaration"`, `name="List"`)(p)
			p[declarationPart] = "<worksheet>" + sheet + "</worksheet>"
		}))
	}
	book, err := read(`<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="2"><c r="A2" t="str"><v>a</v></c></row><row r="3"><c r="A3" t="str"><v>a</v></c><c r="B3" s="1" t="str"><v>b</v></c></row><row r="4"><c r="A4" s="1" t="str"><v> </v></c><c r="B4" t="str"><v>b</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><r><t>a</t></r><r><rPr><strike/></rPr><t>b</t></r></is></c></row></sheetData>`)
	if err != nil {
		t.Fatal(err)
	}
	var struck []int
	for _, row := range book.Sheets[0].Rows {
		if row.Struck {
			struck = append(struck, row.Number)
		}
	}
	if !slices.Equal(book.Sheets[0].Unseen, []int{1, 2}) || !slices.Contains(struck, 3) || !slices.Contains(struck, 5) || slices.Contains(struck, 2) || len(book.Sheets[0].Rows) != 4 {
		t.Errorf("columns %v are hidden, rows %v struck through, of %d", book.Sheets[0].Unseen, struck, len(book.Sheets[0].Rows))
	}
	for cell, says := range map[string]string{
		`<c r="B7" t="str"><v>a</v><v>b</v></c>`: "list.xlsx: the file says in two ways what stands in List!B7; open it in Excel, enter it again and save it",
		`<c r="C7"><f>A1</f></c>`:                "list.xlsx: List!C7 holds a formula that was never calculated, so its value is not in the file; open it in Excel or LibreOffice and save it",
		`<c r="C7"`:                              `list.xlsx: The workbook is damaged: the sheet "List" cannot be read: the XML ends in the middle.`,
	} {
		book, err := read(`<sheetData><row r="7">` + cell + `</row></sheetData>`)
		if err == nil || err.Error() != says || book.Sheets != nil {
			t.Errorf("%s: %v", cell, err)
		}
	}
}

// TestAlternativesOfOtherPrograms: what is said for programs that know an extension, and for all
// others; between the alternatives there is nothing.
func TestAlternativesOfOtherPrograms(t *testing.T) {
	const head = `<r xmlns="u" xmlns:mc="` + compatSpace + `" xmlns:z="urn:z" xmlns:x="http://schemas.microsoft.com/x">`
	choice := func(requires, inside string) string {
		return `<mc:Choice Requires="` + requires + `">` + inside + `</mc:Choice>`
	}
	fallback := func(inside string) string { return `<mc:Fallback>` + inside + `</mc:Fallback>` }
	whole := func(inside string) string { return `<mc:AlternateContent>` + inside + `</mc:AlternateContent>` }
	for inside, c := range map[string]struct {
		seen  string // elements, each with ? where it may not be seen
		wrong error
	}{
		whole(choice("z", "<a/>") + fallback("<b/>")): {"b", nil}, whole(choice("x", "<a/>") + fallback("<b/>")): {"a? b?", nil}, whole(choice("z x", "<a/>") + fallback("<b/>")): {"b", nil}, whole(choice("x x", "<a/>")): {"a?", nil}, whole(fallback("<b/>") + fallback("<c/>")): {"b", nil}, whole(fallback("<b/>") + choice("x", "<a/>")): {"b", nil}, whole(choice("z", "<a/>")) + "<d/>": {"d", nil}, whole(choice("x", "<a/>")) + "<d/>": {"a? d", nil}, whole("") + "<d/>": {"d", nil}, `<mc:AlternateContent/><d/>`: {"d", nil}, whole("<mc:Fallback/>") + "<d/>": {"d", nil},
		whole(choice("z", "<a/>") + fallback(whole(choice("z", "<b/>")+fallback("<c/>")))): {"c", nil}, whole(choice("x", whole(fallback("<c/>"))) + fallback("<b/>")): {"c? b?", nil}, `<z:a><b/></z:a><d/>`: {"d", nil}, `<mc:Choice Requires="z"><b/></mc:Choice><d/>`: {"d", nil}, whole(`<z:y/>` + fallback("<b/>")): {"b", nil},
		whole("<b/>"): {"", errXMLSyntax}, whole(choice("", "<a/>")): {"", errXMLSyntax}, whole(choice("q", "<a/>")): {"", errXMLSyntax}, whole("<mc:Other/>"): {"", errXMLSyntax},
	} {
		k := tokens{data: []byte(head + inside + "</r>")}
		var seen []string
		err := k.enterRoot([]string{"u"}, "r")
		if err == nil {
			err = k.children(func() error {
				seen = append(seen, string(k.name)+map[bool]string{true: "?"}[k.compat.doubt()])
				return nil
			})
		}
		if !errors.Is(err, c.wrong) || c.wrong == nil && (err != nil || strings.Join(seen, " ") != c.seen) {
			t.Errorf("%s: %v, %v; want %q", inside, seen, err, c.seen)
		}
	}
}
