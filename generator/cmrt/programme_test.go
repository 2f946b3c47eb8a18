package cmrt

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/xls"
)

// TestTextTellsWhatTemplatesOfMineralsAsk: the minerals chosen, the mines, and why the one
// who asks wants to know, each on a line of its own, with every column of its table.
func TestTextTellsWhatTemplatesOfMineralsAsk(t *testing.T) {
	d := Declaration{Template: Template{Type: "EMRT", Version: "2.1"}, Minerals: []Metal{Cobalt, "soda\nash"}, Company: Company{EffectiveDateRaw: "soon"},
		Mines: []Mine{{Row: 5, Metal: Cobalt, MetalRaw: "Cobalt", Smelter: "Alpha", Name: "Kolwezi", ID: "M-1", IDSource: "RMI", Country: "DRC", Street: "S", City: "C", State: "Lualaba",
			ContactName: "Who", ContactEmail: "w@x.example", NextSteps: "ask", Comment: "large\nscale"}, {Row: 6, MetalRaw: "Mica"}},
		Reasons:  []Reason{{Row: 9, Mineral: "Cobalt", Reason: "customers\nask"}},
		Products: []Product{{Row: 7, Number: "P-1", Name: "Cable", RequesterNumber: "R-1", RequesterName: "Their cable", Comment: "red"}, {Row: 8, Number: "P-2", RequesterName: "Plug"}},
		Stored:   []Stored{{Cell: "Smelter List!B5", Text: "Ti\u200bn"}},
		Findings: []finding.Finding{{Rule: "file-odd", Severity: finding.Note, Message: "It is odd."}}}
	want := `Template: EMRT 2.1
Language: 

Company
  effective date: soon

Minerals
  cobalt
  soda ash

Answers

Mines
  5 Cobalt | smelter: Alpha | name: Kolwezi | ID: M-1 | source: RMI | country: DRC | street: S | city: C | state: Lualaba | contact: Who | e-mail: w@x.example | next steps: ask | comment: large scale
  6 Mica

Reasons of the one who asks
  9 Cobalt: customers ask

Products
  7 P-1 | Cable | red | requester's: R-1 Their cable
  8 P-2 |  |  | requester's:  Plug

Stored otherwise than seen
  Smelter List!B5: "Ti\u200bn"

Findings
  note file-odd: It is odd.
`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(d.Text(), "\n")); diff != "" {
		t.Error(diff)
	}
	unreadable := d
	unreadable.Findings = []finding.Finding{fatalRules[0].At("x.xlsx", "", "", "It cannot be read.")}
	if got := unreadable.Text(); strings.Contains(got, "Minerals") || strings.Contains(got, "Mines") || !strings.Contains(got, "It cannot be read.") {
		t.Errorf("of a file that was not read:\n%s", got)
	}
}

// TestWhatEachProgrammeAsksAbout, in the order in which it is shown, and what it is called.
func TestWhatEachProgrammeAsksAbout(t *testing.T) {
	for programme, want := range map[string]string{
		"CMRT": "tantalum tin gold tungsten", "EMRT": "cobalt copper graphite lithium mica nickel",
		"AMRT": "aluminum chromium copper iridium lime lithium manganese nickel palladium platinum rare earth elements rhodium ruthenium silver soda ash zinc",
	} {
		var got []string
		for _, m := range MineralsOf(programme) {
			got = append(got, string(m))
			if !IsMineral(m) {
				t.Errorf("%s: %s is no mineral", programme, m)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s asks about %s, want %s", programme, strings.Join(got, " "), want)
		}
	}
	known := KnownMinerals()
	if !slices.Equal(known[:4], Metals) || !slices.Equal(known[4:10], MineralsOf("EMRT")) || known[10] != "aluminum" || len(known) != 4+6+13 {
		t.Errorf("known are %v", known)
	}
	for i, m := range known {
		if slices.Index(known, m) != i || MineralOrder(m) != i {
			t.Errorf("%s stands at %d, and at %d", m, i, MineralOrder(m))
		}
	}
	if MineralOrder("pewter") != len(known) || IsMineral("pewter") || IsMineral("") {
		t.Error("what no template lists has a place among what they list")
	}
	for raw, want := range map[string]Metal{"Tin": Tin, "Zinn": "", " cobalt ": Cobalt, "Kobalt (Co)": Cobalt, "锂": Lithium, "Mica": Mica, "Soda ash": "soda ash", "Pewter": "", "": ""} {
		if got := MineralNamed(raw); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
	for _, tc := range []struct {
		programme string
		key       Key
		of, whole bool // it asks it of each mineral; about the company
	}{
		{"CMRT", CoveredCountries, true, false}, {"EMRT", CoveredCountries, false, false}, {"EMRT", CAHRA, true, false}, {"AMRT", CAHRA, false, false}, {"AMRT", Added, true, false},
		{"CMRT", Policy, false, true}, {"EMRT", Policy, false, true}, {"AMRT", Policy, false, false}, {"CMRT", AnnualDisclosure, false, true}, {"EMRT", AnnualDisclosure, false, false},
	} {
		if of, whole := AsksOf(tc.programme, tc.key), AsksCompany(tc.programme, tc.key); of != tc.of || whole != tc.whole {
			t.Errorf("%s, %s: of each mineral %v, about the company %v", tc.programme, tc.key, of, whole)
		}
	}
}

// TestWhereAWorkbookIsFiled: its folder says by which programme it is; elsewhere it is a CMRT.
func TestWhereAWorkbookIsFiled(t *testing.T) {
	for file, want := range map[string][2]string{
		"data/2025/emrt/acme.xlsx": {"EMRT", "acme.xlsx"}, "data/2025/amrt/acme/2.xlsx": {"AMRT", "acme/2.xlsx"}, "data/2025/cmrt/acme.xlsx": {"CMRT", "acme.xlsx"}, "data/2025/cmrt/emrt/acme.xlsx": {"CMRT", "emrt/acme.xlsx"},
		"data/2025/emrt": {"CMRT", ""}, "emrt/acme.xlsx": {"CMRT", ""}, "other/2025/emrt/acme.xlsx": {"CMRT", "acme.xlsx"}, "data/2025/EMRT/acme.xlsx": {"CMRT", ""}, "acme.xlsx": {"CMRT", ""},
	} {
		below, ok := BelowFolder(file)
		if got := FiledAs(file); got != want[0] || below != want[1] || ok != (want[1] != "") {
			t.Errorf("%s: %s, below %q (%v)", file, got, below, ok)
		}
	}
	if Folder("EMRT") != "emrt" {
		t.Error(Folder("EMRT"))
	}
}

// TestWhatDropDownListsOffer: the texts that mean an answer, in the template's own words.
func TestWhatDropDownListsOffer(t *testing.T) {
	newest := Newest("CMRT")
	for _, q := range newest.Questions {
		if q.Key == Added && !slices.Equal(q.Offered(Yes), []string{"Yes"}) || q.Key == ResponseShare && (len(q.Offered("100%")) != 1 || q.Offered("no such share") != nil) {
			t.Errorf("%s offers %q and %q", q.Key, q.Offered(Yes), q.Offered("100%"))
		}
	}
	for scope, want := range map[string]string{"company": "A. Company", "product": "B. Product (or List of Products)", "user-defined": "C. User defined [Specify in 'Description of scope']", "other": ""} {
		if got := newest.OfferedScope(scope); got != want {
			t.Errorf("%s: %q, want %q", scope, got, want)
		}
	}
	for _, tc := range []struct {
		kind, version string
		want          bool
	}{{"CMRT", "6.22", true}, {"CMRT", "6.31", false}, {"CMRT", "6.5", false}, {"EMRT", "1.3", true}, {"EMRT", "2.0", false}, {"EMRT", "2.1", false}, {"AMRT", "1.3", true}} {
		if got := (Layout{Kind: tc.kind, Version: tc.version}).WholeIsNumber(); got != tc.want {
			t.Errorf("%s %s keeps 100%% as a number: %v", tc.kind, tc.version, got)
		}
	}
	for kind, want := range map[string]int{"CMRT": 4, "EMRT": 10, "AMRT": 10} {
		l := Newest(kind)
		if got := l.Slots(); l.Kind != kind || got != want {
			t.Errorf("%s has %d rows a question, want %d", l.Kind, got, want)
		}
	}
}

// TestAPlainListIsReadAsTexts: every sheet with content, with what is hidden or struck through
// said; one of RMI's templates is none; and what the file leaves in doubt is refused.
func TestAPlainListIsReadAsTexts(t *testing.T) {
	plain := func(sheet string, change ...func(map[string]string)) []byte {
		return tiny(func(p map[string]string) {
			swap("xl/workbook.xml", `name="Declaration"`, `name="List"`)(p)
			swap("xl/workbook.xml", `name="Smelter List"`, `name="More" state="hidden"`)(p)
			swap("xl/workbook.xml", `name="Product List"`, `name="Empty"`)(p)
			p["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"
			for _, c := range change {
				c(p)
			}
		})
	}
	const rows = `<row r="2"><c r="A2" t="str"><v>ID</v></c><c r="C2" t="str"><v>Name</v></c></row><row r="3" hidden="1"><c r="A3" t="str"><v>CID900001</v></c><c r="B3"><v>45931</v></c></row><row r="4"><c r="A4" t="str"><v> </v></c></row>`
	book, err := ReadTables("list.xlsx", plain(rows))
	if err != nil {
		t.Fatal(err)
	}
	want := Book{Sheets: []Table{
		{Sheet: "List", Rows: []TableRow{{Number: 2, Cells: []string{"ID", "", "Name"}}, {Number: 3, Hidden: true, Cells: []string{"CID900001", "45931"}}}},
		{Sheet: "More", Hidden: true, Rows: []TableRow{{Number: 5, Cells: []string{"", "Tin", "Alpha"}}}},
	}}
	if diff := cmp.Diff(want, book); diff != "" {
		t.Error(diff)
	}
	if book, err = ReadTables("list.xlsx", plain(rows, swap("xl/workbook.xml", "<sheets>", `<workbookPr date1904="1"/><sheets>`))); err != nil || !book.Date1904 || !book.Sheets[0].Date1904 || book.Sheets[0].Beyond {
		t.Errorf("%v, %+v", err, book)
	}
	if book, err = ReadTables("list.xlsx", plain(rows+`<row r="5"><c r="AC5" t="str"><v>beyond</v></c></row>`)); err != nil || !book.Sheets[0].Beyond || book.Sheets[1].Beyond {
		t.Errorf("%v, %+v", err, book)
	}
	if book, err = ReadTables("cmrt.xlsx", tiny(nil)); err != nil || !book.Template || book.Sheets != nil {
		t.Errorf("%v, %+v", err, book)
	}
	for says, data := range map[string][]byte{
		"list.xlsx: ": []byte("%PDF-1.7"),
		"list.xlsx: List!B2 holds a formula that was never calculated": plain(`<row r="2"><c r="B2"><f>A1</f></c></row>`),
	} {
		if book, err := ReadTables("list.xlsx", data); err == nil || !strings.HasPrefix(err.Error(), says) || book.Sheets != nil {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// TestWordsOfTheTemplatesLanguages: who types an answer in its own language instead of
// choosing it is understood.
func TestWordsOfTheTemplatesLanguages(t *testing.T) {
	for answer, words := range map[string]string{
		Yes:     "yes 是 はい 예 네 oui sim ja si sí sì evet",
		No:      "no 否 いいえ 아니오 아니요 non não nao nein hayır hayir",
		Unknown: "unknown uncertain 未知 不明 inconnu desconhecido unbekannt desconocido ignoto sconosciuto bilinmiyor",
		"none":  "none 没有 完全没有 ゼロ 없음 aucun nenhum keine ninguno nessuno hiçbiri",
	} {
		for _, word := range strings.Fields(words) {
			if got, _ := understand(word, []option{{"x", answer}}); got != answer {
				t.Errorf("%q is understood as %q, want %q", word, got, answer)
			}
		}
	}
}

// headings are the rows of each Checker that test nothing: headings, rows for minerals that
// are not chosen, and what a version left out.
var headings = map[string]string{
	"CMRT 2.00":  "4 to 51 without 10 15 20 25 30 35",
	"CMRT 2.01":  "4 to 51 without 10 15 20 25 30 35",
	"CMRT 2.02":  "4 to 51 without 10 15 20 25 30 35",
	"CMRT 2.03":  "4 to 51 without 10 15 20 25 30 35",
	"CMRT 2.03a": "4 to 51 without 10 15 20 25 30 35",
	"CMRT 3.00":  "4 to 61 without 14 19 24 29 34 39 44 49",
	"CMRT 3.01":  "4 to 62 without 14 19 24 29 34 39 44 49",
	"CMRT 3.02":  "4 to 62 without 14 19 24 29 34 39 44 49",
	"CMRT 6.00":  "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.01":  "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.1":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.2":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.21":  "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.22":  "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.3":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.31":  "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.4":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.5":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.6":   "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"CMRT 6.6.1": "4 to 69 without 13 18 23 28 33 38 43 48 53 61",
	"EMRT 1.1":   "4 to 62 without 14 17 18 19 22 25 26 27 29 30 31 32 35 36 37 40 41 42 45 46 47 52 57",
	"EMRT 1.11":  "4 to 62 without 14 17 18 19 22 25 26 27 29 30 31 32 35 36 37 40 41 42 45 46 47 52 57",
	"EMRT 1.2":   "4 to 64 without 14 17 18 19 22 25 26 27 29 30 31 32 35 36 37 40 41 42 45 46 47 51 56 62 63",
	"EMRT 1.3":   "4 to 64 without 14 17 18 19 22 25 26 27 29 30 31 32 35 36 37 40 41 42 45 46 47 51 56 62 63",
	"EMRT 2.0":   "4 to 124 without 8 14 16 23 24 25 26 27 34 35 36 37 38 45 46 47 48 49 56 57 58 59 60 67 68 69 70 71 78 79 80 81 82 89 90 91 92 93 97 104 105 106 107 113 120 121 122 123",
	"EMRT 2.1":   "4 to 124 without 8 14 16 23 24 25 26 27 34 35 36 37 38 45 46 47 48 49 56 57 58 59 60 67 68 69 70 71 78 79 80 81 82 89 90 91 92 93 97 104 105 106 107 113 120 121 122 123",
	"AMRT 1.2":   "4 to 49 without 13 15 16 27 28 29 30 31 32 33 34 35 36 37 39",
	"AMRT 1.3":   "4 to 51 without 16 17 28 29 30 31 32 33 34 35 36 37 38 40",
}

// untested are the rows between the first and the last that test nothing.
func untested(rows map[int]CheckerTest) string {
	numbers := slices.Sorted(maps.Keys(rows))
	list := []string{fmt.Sprintf("%d to %d without", numbers[0], numbers[len(numbers)-1])}
	for n := numbers[0]; n < numbers[len(numbers)-1]; n++ {
		if _, tested := rows[n]; !tested {
			list = append(list, fmt.Sprint(n))
		}
	}
	return strings.Join(list, " ")
}

// TestEachRowOfACheckerTestsOneThing: no two stand in one row, no cell but of a list is tested
// twice, and the rows are in the order of what they test.
func TestEachRowOfACheckerTestsOneThing(t *testing.T) {
	for _, layouts := range [][]Layout{Layouts, emrtLayouts, amrtLayouts} {
		for _, l := range layouts {
			d := Declaration{Template: Template{Type: l.Kind, Version: l.Version}, Minerals: MineralsOf(l.Kind)}
			if n := l.Slots(); l.Kind != Conflict && len(d.Minerals) > n {
				d.Minerals = d.Minerals[:n]
			}
			rows, cells := map[int]CheckerTest{}, map[string]int{}
			for _, test := range d.CheckerTests() {
				if other, twice := rows[test.Row]; twice {
					t.Errorf("%s %s: row %d tests %v and %v", l.Kind, l.Version, test.Row, other, test)
				}
				rows[test.Row] = test
				if cell := test.Sheet + "!" + test.Cell; test.Sheet == SheetDeclaration && test.Cell != "" {
					if cells[cell] != 0 && !test.Idle {
						t.Errorf("%s %s: %s is tested in the rows %d and %d", l.Kind, l.Version, cell, cells[cell], test.Row)
					}
					cells[cell] = test.Row
				}
			}
			if l.Version == "1.00" && len(rows) == 0 {
				continue // it has no Checker
			}
			if len(rows) < 20 {
				t.Errorf("%s %s: only %d rows", l.Kind, l.Version, len(rows))
			}
			if got := untested(rows); got != headings[l.Kind+" "+l.Version] {
				t.Errorf("%q: %q,", l.Kind+" "+l.Version, got)
			}
			last := 0
			for _, cell := range l.companyCells() {
				if cell == "" { // not of this version
					continue
				}
				row := cells[SheetDeclaration+"!"+cell]
				if row <= last || row > last+4 && last > 0 {
					t.Errorf("%s %s: %s is tested in row %d, the one before in row %d", l.Kind, l.Version, cell, row, last)
				}
				last = row
			}
			for _, q := range l.Questions {
				for i := range d.Metals() {
					row, next := cells[SheetDeclaration+"!"+q.Cell(i)], cells[SheetDeclaration+"!"+q.Cell(i+1)]
					if row != 0 && next != 0 && i+1 < len(d.Metals()) && next != row+1 {
						t.Errorf("%s %s, %s: rows %d and %d", l.Kind, l.Version, q.Key, row, next)
					}
				}
			}
		}
	}
}

// TestOnlyMetalsThatATemplateListsAreEntries: a heading of an EMRT is none, nor is a mineral
// that somebody typed where the template offers a choice.
func TestOnlyMetalsThatATemplateListsAreEntries(t *testing.T) {
	emrt, amrt := Newest("EMRT"), Newest("AMRT")
	for _, tc := range []struct {
		layout Layout
		raw    string
		metal  Metal
		listed bool
	}{
		{emrt, "Cobalt", Cobalt, true}, {emrt, "Gold", "", false}, {emrt, "Metal (*)", "", false}, {emrt, "", "", false},
		{amrt, "Zinc", "zinc", true}, {amrt, "Pewter", "pewter", false}, {amrt, "Metal (*)", "metal", false},
		{Newest("CMRT"), "Gold", Gold, true}, {Newest("CMRT"), "Cobalt", "", false},
	} {
		r := reader{layout: tc.layout}
		if metal, listed := r.metal(tc.raw), r.metalListed(tc.raw); metal != tc.metal || listed != tc.listed {
			t.Errorf("%s, %q: %q, listed %v", tc.layout.Kind, tc.raw, metal, listed)
		}
	}
}

// TestANameSpaceEndsWithItsElement: what one declares for itself says nothing of what follows.
func TestANameSpaceEndsWithItsElement(t *testing.T) {
	for name, element := range map[string]string{"the default": `<x xmlns="urn:other"/>`, "within": `<x xmlns="urn:other"><y xmlns="urn:more"/></x>`, "one that is declared again": `<x xmlns="urn:other" xmlns:r="urn:r"><y xmlns=""/></x>`} {
		if d := Read("x.xlsx", tiny(swap(declarationPart, "<sheetData>", element+"<sheetData>"))); d.Company.Name != "Acme" {
			t.Errorf("%s: the company is %q, %v", name, d.Company.Name, d.Findings)
		}
	}
}

// TestAnOldWorkbookThatRefersToOthersSaysSo, once, however many there are.
func TestAnOldWorkbookThatRefersToOthersSaysSo(t *testing.T) {
	book := legacyWorkbook()
	if list := found(Read("x.xls", book.file()), fileExternalLinks); len(list) != 0 {
		t.Errorf("it refers to none: %v", list)
	}
	book.globals = append(book.globals, biff(0x1AE, le16(1), le16(5), []byte{0}, []byte("a.xls")), biff(0x1AE, le16(1), le16(5), []byte{0}, []byte("b.xls")))
	if list := found(Read("x.xls", book.file()), fileExternalLinks); len(list) != 1 {
		t.Errorf("it refers to two: %v", list)
	}
}

// TestWhatADeclarationIsAskedAbout: the four metals, or the minerals that it was sent for.
func TestWhatADeclarationIsAskedAbout(t *testing.T) {
	for kind, want := range map[string][]Metal{"CMRT": Metals, "": Metals, "EMRT": {Mica}, "AMRT": {Mica}, "CRT": {Mica}} {
		if got := (Declaration{Template: Template{Type: kind}, Minerals: []Metal{Mica}}).Metals(); !slices.Equal(got, want) {
			t.Errorf("%q is asked about %v, want %v", kind, got, want)
		}
	}
}

// TestWhyAnOldWorkbookCannotBeRead, in words, about the file or the sheet as a whole.
func TestWhyAnOldWorkbookCannotBeRead(t *testing.T) {
	empty := legacyWorkbook()
	empty.sheets = nil
	if list := found(Read("x.xls", empty.file()), fileUnreadable); len(list) != 1 || list[0].Message != "The workbook has no sheets." || list[0].Sheet+list[0].Cell != "" {
		t.Errorf("without sheets: %+v", list)
	}
	for rule, tc := range map[string]struct {
		err  error
		says string
	}{
		fileLegacyFormat.Name: {fmt.Errorf("it is %w", xls.ErrOlder), "The file is an .xls workbook of Excel 95 or before."},
		fileEncrypted.Name:    {fmt.Errorf("it is %w", xls.ErrPassword), "The workbook is encrypted with a password."},
		fileTooLarge.Name:     {xls.ErrTooLarge, ""},
		fileUnreadable.Name:   {errors.New("no records"), ""},
	} {
		f := legacyFault("x.xls", "List", tc.err)
		if f.Rule != rule || f.Sheet != "List" || f.Cell != "" || f.File != "x.xls" || tc.says != "" && f.Message != tc.says {
			t.Errorf("%v: %+v", tc.err, f)
		}
	}
}

// TestWhatANumberFormatMakesOfAValue: a text in its place or beside it, or nothing at all; what
// only writes it in another way changes nothing.
func TestWhatANumberFormatMakesOfAValue(t *testing.T) {
	number, word := cell{kind: numberValue, text: "5"}, cell{kind: textValue, text: "Yes"}
	minus, none := cell{kind: numberValue, text: "-5"}, cell{kind: numberValue, text: "0"}
	for _, tc := range []struct {
		format          string
		c               cell
		as              string
		unseen, changed bool
	}{
		{"General", number, "", false, false}, {"0.00", number, "", false, false}, {"yyyy-mm-dd", number, "", false, false}, {"#,##0.00", minus, "", false, false},
		{`"No"`, number, "No", false, true}, {`"No" 0`, number, "No …", false, true}, {`;;;`, number, "", true, true}, {`;;;`, word, "", true, true}, {`0;;0`, minus, "", true, true}, {`0;"n/a";0`, minus, "n/a", false, true}, {`0;"n/a";0`, number, "", false, false},
		{`0;-0;"none"`, none, "none", false, true}, {`0;-0;"none"`, number, "", false, false}, {`0;-0;0;"No"`, word, "No", false, true}, {`0;-0;0;@`, word, "", false, false}, {`[White]0`, number, "", true, true}, {`[<3]"low";"high"`, number, "low", false, true},
		{`[<3]"low";"high"`, word, "", false, false}, {`[<3]"low";0`, minus, "low", false, true}, {`0;[>9]"high"`, number, "high", false, true}, {`[$=-409]0`, number, "", false, false}, {`[$EUR]0`, number, "EUR …", false, true}, {`[$EUR]`, number, "EUR", false, true}, {`[Color2]0`, number, "", true, true}, {`[Red]0`, number, "", false, false}, {`[hh]:mm`, number, "", false, false},
		{`"a" General`, number, "a …", false, true}, {`yyyy"年"`, number, "", false, false}, {`yyyy"5"`, number, "5 …", false, true}, {`_(0_)`, number, "", false, false}, {`*x0`, number, "", false, false}, {`\N\o`, number, "No", false, true}, {`0\`, number, "", false, false}, {`"open`, number, "open", false, true}, {`[open`, number, "", true, true},
		{`0;-0;0;"a"@;"b"`, word, "a …", false, true}, {`@`, number, "", false, false}, {`"No";@`, word, "", false, false}, {`"x"@`, word, "x …", false, true}, {`0;0`, none, "", false, false}, {`0;"m"`, none, "", false, false}, {`"-"`, number, "-", false, true}, {`" "`, number, "", true, true}, {`0;;`, none, "", true, true}, {`0`, cell{kind: boolValue, text: "TRUE"}, "", false, false},
		{`"No"`, cell{kind: errorValue, text: "#N/A"}, "", false, false}, {`"No"`, cell{kind: dateValue, text: "2025-03-14"}, "No", false, true}, {`0;"No"`, cell{kind: dateValue, text: "2025-03-14"}, "No", false, true}, {`General;;;@d`, word, "", false, false},
	} {
		as, unseen, changed := shown(sections(tc.format), tc.c)
		if as != tc.as || unseen != tc.unseen || changed != tc.changed {
			t.Errorf("%s makes of %s: %q, unseen %v, changed %v", tc.format, tc.c.text, as, unseen, changed)
		}
	}
}

// TestWhyAnEntryIsNotSeen is said in words that a person can act on.
func TestWhyAnEntryIsNotSeen(t *testing.T) {
	for says, change := range map[string]func(map[string]string){
		"The row is hidden, or too low to be seen":                       swap(declarationPart, `<row r="8">`, `<row r="8" hidden="1">`),
		"The column is hidden, or too narrow to be seen":                 swap(declarationPart, "<sheetData>", `<cols><col min="4" max="4" hidden="1" width="9"/></cols><sheetData>`),
		"The row stands above panes that do not move, out of reach":      swap(declarationPart, "<sheetData>", `<sheetViews><sheetView topLeftCell="A60"><pane ySplit="1" topLeftCell="A61" state="frozen"/></sheetView></sheetViews><sheetData>`),
		"The column stands left of panes that do not move, out of reach": swap(declarationPart, "<sheetData>", `<sheetViews><sheetView topLeftCell="H1"><pane xSplit="1" topLeftCell="I1" state="frozen"/></sheetView></sheetViews><sheetData>`),
	} {
		list := finding.Unfold(found(Read("x.xlsx", tiny(change)), fileHiddenContent))
		if !slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Cell == "D8" && strings.HasPrefix(f.Message, says) }) {
			t.Errorf("%q is not said of D8: %+v", says, list)
		}
	}
	if list := found(Read("x.xlsx", tiny(swap(declarationPart, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="C27:D27"/></mergeCells>`))), entryNotVisible); len(list) != 1 || !strings.HasPrefix(list[0].Message, "The cell is merged into another, which covers it") {
		t.Errorf("merged: %+v", list)
	}
}

// TestAnswersThatAMineralAloneIsOffered are understood for it, and offered for no other.
func TestAnswersThatAMineralAloneIsOffered(t *testing.T) {
	tried := 0
	for _, l := range slices.Concat(emrtLayouts, amrtLayouts) {
		for _, q := range l.Questions {
			for metal, more := range q.own {
				for _, o := range more {
					tried++
					if got, _ := understand(o.text, q.offered(metal)); got != o.answer || slices.Contains(q.offered("pewter"), o) {
						t.Errorf("%s %s %s, %s: %q is understood as %q, want %q; or offered for every mineral", l.Kind, l.Version, q.Key, metal, o.text, got, o.answer)
					}
				}
			}
		}
	}
	if tried == 0 {
		t.Error("no template offers a mineral an answer of its own")
	}
}
