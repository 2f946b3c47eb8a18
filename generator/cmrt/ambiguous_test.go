package cmrt

import (
	"slices"
	"strings"
	"testing"
)

// The tests here are of workbooks that say things in more than one way. What is right
// is what Excel makes of them; where programs differ, nothing is read and said so.

const q1 = `<c r="D27" t="str"><v>Yes</v></c>`

// said is what a workbook's Q1 for tin comes to, and what is found at its cell.
func saidOfTin(d Declaration) (answer string, rules []string) {
	a, _ := d.Answer(Added, Tin)
	for _, f := range d.Findings {
		if f.Cell == "D27" {
			rules = append(rules, f.Rule)
		}
	}
	return a.Answer, rules
}

// TestCellsSaidTwice wants of a cell what Excel shows, or nothing and file-ambiguous.
func TestCellsSaidTwice(t *testing.T) {
	const mc = ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	alternative := func(requires, space, first, second string) string {
		return `<mc:AlternateContent` + mc + `><mc:Choice Requires="` + requires + `" xmlns:z="` + space + `">` + first + `</mc:Choice><mc:Fallback>` + second + `</mc:Fallback></mc:AlternateContent>`
	}
	const no = `<c r="D27" t="str"><v>No</v></c>`
	for name, c := range map[string]struct {
		cell string // in place of q1
		want string // "": in doubt
	}{
		"a cell twice":                          {q1 + no, ""},
		"a cell twice, the same":                {q1 + q1, ""},
		"a blank cell before it":                {`<c r="D27" s="1"/>` + q1, ""},
		"a row twice":                           {`</row><row r="27">` + no + `</row><row r="27">` + q1, ""},
		"other cells of a row in another":       {q1 + `</row><row r="27"><c r="G27" t="str"><v>x</v></c>`, ""},
		"two values":                            {`<c r="D27" t="str"><v>Yes</v><v>No</v></c>`, ""},
		"a value in a value":                    {`<c r="D27" t="str"><v>Yes<v>No</v></v></c>`, ""},
		"an inline text beside a value":         {`<c r="D27" t="str"><is><t>No</t></is><v>Yes</v></c>`, "yes"},
		"a value beside an inline text":         {`<c r="D27" t="inlineStr"><is><t>Yes</t></is><v>No</v></c>`, ""},
		"a name of the standard's, coded":       {`<c r="D27" t="inlineStr"><is><t>Y_x0065_s</t></is></c>`, ""},
		"an underscore in code":                 {`<c r="D27" t="inlineStr"><is><t>_x000D_Yes</t></is></c>`, "yes"},
		"a NUL in code":                         {`<c r="D27" t="inlineStr"><is><t>No_x0000_Yes</t></is></c>`, ""},
		"a NUL in code, of a formula":           {`<c r="D27" t="str"><v>No_x0000_Yes</v></c>`, ""},
		"a NUL in code behind the text":         {`<c r="D27" t="inlineStr"><is><t>Yes_x0000_</t></is></c>`, "yes"},
		"true in letters":                       {`<c r="D27" t="b"><v>true</v></c>`, ""},
		"an error that is none":                 {`<c r="D27" t="e"><v>Yes</v></c>`, ""},
		"a number of thirty digits":             {`<c r="D27"><v>123456789012345678901234567890</v></c>`, ""},
		"an inline text of another type":        {`<c r="D27"><is><t>Yes</t></is></c>`, ""},
		"a value of the inline type":            {`<c r="D27" t="inlineStr"><v>Yes</v></c>`, ""},
		"a text of the type of numbers":         {`<c r="D27"><v>Yes</v></c>`, ""},
		"a type that nobody knows":              {`<c r="D27" t="text"><v>Yes</v></c>`, ""},
		"two texts in one string":               {`<c r="D27" t="inlineStr"><is><t>Yes</t><t>No</t></is></c>`, ""},
		"a text before runs":                    {`<c r="D27" t="inlineStr"><is><t>Yes</t><r><t>No</t></r></is></c>`, ""},
		"a phonetic run":                        {`<c r="D27" t="inlineStr"><is><t>Yes</t><rPh sb="0" eb="1"><t>No</t></rPh></is></c>`, "yes"},
		"runs with formats":                     {`<c r="D27" t="inlineStr"><is><r><rPr><b/></rPr><t>Y</t></r><r><t>es</t></r></is></c>`, "yes"},
		"a cell in a comment that seems to end": {`<!-->` + no + `-->` + q1, "yes"},
		"a comment inside":                      {`<c r="D27" t="str"><v>Y<!-- No -->es</v></c>`, "yes"},
		"characters as they are":                {`<c r="D27" t="str"><v>Y<![CDATA[es]]></v></c>`, "yes"},
		"a foreign attribute":                   {`<c xmlns:z="urn:z" z:t="n" z:r="D28" r="D27" t="str"><v>Yes</v></c>`, "yes"},
		"a foreign cell":                        {`<z:c xmlns:z="urn:z" r="D27" t="str"><v>No</v></z:c>` + q1, "yes"},
		"a foreign value":                       {`<c r="D27" t="str"><z:v xmlns:z="urn:z">No</z:v><v>Yes</v></c>`, "yes"},
		"a foreign element in a value":          {`<c r="D27" t="str"><v>Yes<z:v xmlns:z="urn:z">No</z:v></v></c>`, ""},
		"the default name space is foreign":     {`<c xmlns="urn:z" r="D27" t="str"><v>No</v></c>` + q1, "yes"},
		"another prefix, the same name space":   {`<z:c xmlns:z="` + mainSpace + `" r="D27" t="str"><z:v>Yes</z:v></z:c>`, "yes"},
		"an extension of nobody":                {alternative("z", "urn:z", no, q1), "yes"},
		"an extension of the standard":          {alternative("z", mainSpace, q1, no), ""},
		"an extension of some Excel":            {alternative("z", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main", no, q1), ""},
		"a cell deep in alternatives":           {alternative("z", "urn:z", no, alternative("z", "urn:z", no, q1)), "yes"},
		"alternatives inside a cell":            {`<c r="D27" t="str">` + alternative("z", "urn:z", `<v>No</v>`, `<v>Yes</v>`) + `</c>`, "yes"},
	} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap(declarationPart, "<worksheet>", `<worksheet xmlns="`+mainSpace+`">`)(p)
			swap(declarationPart, q1, c.cell)(p)
		}))
		answer, rules := saidOfTin(d)
		doubt := slices.Contains(rules, fileAmbiguous.Name)
		if !d.Readable() || answer != c.want || doubt != (c.want == "") {
			t.Errorf("%s: %q, want %q; readable %v; %v", name, answer, c.want, d.Readable(), d.Findings)
		}
	}
}

// TestWorkbooksSaidTwice wants no answers at all where the workbook as a whole says two things.
func TestWorkbooksSaidTwice(t *testing.T) {
	const rels, book, bookRels = "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
	for name, c := range map[string]struct {
		change func(map[string]string)
		rule   string
	}{
		"two workbooks":              {swap(rels, "</Relationships>", `<Relationship Id="b" Type="`+relSpace+`/officeDocument" Target="other.xml"/></Relationships>`), fileAmbiguous.Name},
		"two lists of texts":         {swap(bookRels, "</Relationships>", `<Relationship Id="b" Type="`+relSpace+`/sharedStrings" Target="other.xml"/></Relationships>`), fileAmbiguous.Name},
		"two relations of one id":    {swap(bookRels, "</Relationships>", `<Relationship Id="d" Type="`+relSpace+`/worksheet" Target="other.xml"/></Relationships>`), fileAmbiguous.Name},
		"two Declarations":           {swap(book, `<sheet name="Declaration"`, `<sheet name="Declaration " sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"the same name twice":        {swap(book, `<sheet name="Declaration"`, `<sheet name="Declaration" state="hidden" sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"a name in other letters":    {swap(book, `<sheet name="Declaration"`, `<sheet name="declaration" state="hidden" sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"an attribute of no name":    {swap(declarationPart, `<c r="D27"`, `<c %="D27"`), fileUnreadable.Name},
		"attributes without space":   {swap(declarationPart, `r="D27" t`, `r="D27"t`), fileUnreadable.Name},
		"a tag in an attribute":      {swap(declarationPart, `t="str"`, `t="<tr"`), fileUnreadable.Name},
		"an attribute of no value":   {swap(declarationPart, `r="D27" t`, `r "D27" t`), fileUnreadable.Name},
		"two tables of cells":        {swap(declarationPart, "</sheetData>", "</sheetData><sheetData/>"), fileAmbiguous.Name},
		"a cell of another row":      {swap(declarationPart, `r="D27"`, `r="D28"`), fileAmbiguous.Name},
		"a cell that is nowhere":     {swap(declarationPart, `r="D27"`, `r="$D$27"`), fileAmbiguous.Name},
		"a row that is nowhere":      {swap(declarationPart, `<row r="27">`, `<row r="x">`), fileAmbiguous.Name},
		"two parts of formats":       {swap(bookRels, "</Relationships>", `<Relationship Id="b" Type="`+relSpace+`/styles" Target="a.xml"/><Relationship Id="c" Type="`+relSpace+`/styles" Target="b.xml"/></Relationships>`), fileAmbiguous.Name},
		"dates that are on":          {swap(book, "<sheets>", `<workbookPr date1904="on"/><sheets>`), fileAmbiguous.Name},
		"a name that looks the same": {swap(book, `<sheet name="Declaration"`, `<sheet name="D&#x435;claration" sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"a name with a mark unseen":  {swap(book, `<sheet name="Declaration"`, `<sheet name="Declaration&#x200b;" sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"a name in code":             {swap(book, `<sheet name="Declaration"`, `<sheet name="_x0044_eclaration" sheetId="9" r:id="s"/><sheet name="Declaration"`), fileAmbiguous.Name},
		"a part by two names": {func(p map[string]string) {
			p["xl/worksheets/sheet%31.xml"] = p[declarationPart]
			swap(bookRels, "worksheets/sheet1.xml", "worksheets/sheet%31.xml")(p)
		}, fileAmbiguous.Name},
		"merged before there is a cell":        {swap(declarationPart, "<sheetData>", `<mergeCells><mergeCell ref="C27:D27"/></mergeCells><sheetData>`), fileUnreadable.Name},
		"text behind the root":                 {swap(declarationPart, "</worksheet>", "</worksheet>x"), fileUnreadable.Name},
		"a beginning in the middle":            {swap(declarationPart, "<worksheet>", ` <?xml version="1.0"?><worksheet>`), fileUnreadable.Name},
		"a comment in a comment":               {swap(declarationPart, "<sheetData>", "<!-- a -- b --><sheetData>"), fileUnreadable.Name},
		"an end of no beginning":               {swap(declarationPart, "<v>Yes</v>", "<v>Yes]]></v>"), fileUnreadable.Name},
		"a reference to a mark that cannot be": {swap(declarationPart, "<v>Yes</v>", "<v>Yes&#1;</v>"), fileUnreadable.Name},
		"ASCII that is none":                   {swap(declarationPart, "<worksheet>", `<?xml version="1.0" encoding="us-ascii"?><worksheet><!-- é -->`), fileUnreadable.Name},
		"two date systems":                     {swap(book, "<sheets>", `<workbookPr date1904="1"/><workbookPr/><sheets>`), fileAmbiguous.Name},
		"processed content":                    {swap(declarationPart, q1, `<z:w xmlns:z="urn:z" xmlns:mc="`+compatSpace+`" mc:ProcessContent="z:w">`+q1+`</z:w>`), fileAmbiguous.Name},
		"a chart for a Declaration":            {swap(bookRels, `Id="d" Type="`+relSpace+`/worksheet"`, `Id="d" Type="`+relSpace+`/chartsheet"`), fileUnreadable.Name},
		"a sheet of another name": {func(p map[string]string) {
			p[declarationPart] = strings.ReplaceAll(p[declarationPart], "worksheet", "chartsheet")
		}, fileUnreadable.Name},
		"a foreign sheet":           {swap(declarationPart, "<worksheet>", `<worksheet xmlns="urn:z">`), fileUnreadable.Name},
		"tags crossed":              {swap(declarationPart, "</c></row></sheetData>", "</row></c></sheetData>"), fileUnreadable.Name},
		"an attribute twice":        {swap(declarationPart, `<c r="D27"`, `<c t="n" r="D27"`), fileUnreadable.Name},
		"two roots":                 {swap(declarationPart, "</worksheet>", "</worksheet><worksheet/>"), fileUnreadable.Name},
		"a reference to nothing":    {swap(declarationPart, "<v>Yes</v>", "<v>Y&foo;es</v>"), fileUnreadable.Name},
		"Latin letters as they are": {swap(declarationPart, "<v>Yes</v>", "<v>Yes</v></c><c r=\"E27\" t=\"str\"><v>\xe9</v>"), fileUnreadable.Name},
		"an encoding of its own":    {swap(declarationPart, "<worksheet>", `<?xml version="1.0" encoding="UTF-7"?><worksheet>`), fileUnreadable.Name},
		"another encoding":          {swap(declarationPart, "<worksheet>", `<?xml version="1.0" encoding="windows-1252"?><worksheet><!-- é -->`), fileUnreadable.Name},
	} {
		d := Read("x.xlsx", tiny(c.change))
		if d.Readable() || len(d.Answers) > 0 || len(d.Findings) != 1 || d.Findings[0].Rule != c.rule {
			t.Errorf("%s: readable %v, %v; want %s", name, d.Readable(), d.Findings, c.rule)
		}
	}
}

// TestTheSheetThatAPersonSees reads past relations and sheets that only look like the right ones.
func TestTheSheetThatAPersonSees(t *testing.T) {
	const rels, book, bookRels = "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
	for name, change := range map[string]func(map[string]string){
		"a relation of another kind": swap(rels, "</Relationships>", `<Relationship Id="b" Type="http://vendor.example/officeDocument" Target="other.xml"/></Relationships>`),
		"a kind in other letters":    swap(bookRels, "</Relationships>", `<Relationship Id="b" Type="`+strings.ToUpper(relSpace)+`/sharedStrings" Target="other.xml"/></Relationships>`),
		"a hidden twin":              swap(book, `<sheet name="Declaration"`, `<sheet name="Declaration " state="veryHidden" sheetId="9" r:id="s"/><sheet name="Declaration"`),
		"an id of another kind":      swap(book, `sheetId="1" r:id="d"`, `sheetId="1" xmlns:z="urn:z" z:id="s" r:id="d"`),
		"a state of another kind":    swap(book, `sheetId="1"`, `sheetId="1" xmlns:z="urn:z" z:state="hidden"`),
		"1904 where it is not said":  swap(book, "<sheets>", `<bookViews date1904="1"><workbookPr date1904="1"/></bookViews><sheets>`),
		"a place with a way back":    swap(bookRels, "worksheets/sheet1.xml", "../xl/worksheets/./sheet1.xml"),
		"a place in code":            swap(bookRels, "worksheets/sheet1.xml", "worksheets/sheet%31.xml"),
		"a place in capitals":        swap(bookRels, "worksheets/sheet1.xml", "Worksheets/SHEET1.xml"),
		"a comment of many dashes":   swap(declarationPart, "<sheetData>", "<!-- a - b --><sheetData>"),
		"rows elsewhere":             swap(declarationPart, "<sheetData>", `<extLst><row r="27"><c r="D27" t="str"><v>No</v></c></row></extLst><sheetData>`),
	} {
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			swap(declarationPart, `<row r="15">`, `<row r="22"><c r="D22"><v>45730</v></c></row><row r="15">`)(p)
			change(p)
		}))
		if answer, _ := saidOfTin(d); !d.Readable() || answer != Yes || d.Company.EffectiveDate != "2025-03-14" {
			t.Errorf("%s: %q, %q, %v", name, answer, d.Company.EffectiveDate, d.Findings)
		}
	}
}
