package cmrt

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// hostileChange is one way to make a workbook say something in a way that programs
// understand differently.
type hostileChange struct {
	name   string
	change func(r *rand.Rand, parts map[string]string)
}

var (
	anyCell = regexp.MustCompile(`<c r="([A-Z]+)(\d+)"[^>]*>.*?</c>`)
	anyRow  = regexp.MustCompile(`<row r="(\d+)"[^>]*>.*?</row>`)
)

// aPart gives one of the parts that hold entries.
func aPart(r *rand.Rand) string {
	return []string{declarationPart, declarationPart, smelterPart, "xl/worksheets/sheet3.xml"}[r.IntN(4)]
}

// inCell rewrites an entry: whole is its element, ref where it stands.
func inCell(name string, rewrite func(r *rand.Rand, whole, ref string) string) hostileChange {
	return rewriting(name, anyCell, rewrite)
}

func rewriting(name string, what *regexp.Regexp, rewrite func(r *rand.Rand, whole, ref string) string) hostileChange {
	return hostileChange{name, func(r *rand.Rand, parts map[string]string) {
		part := aPart(r)
		all := what.FindAllStringSubmatchIndex(parts[part], -1)
		if len(all) == 0 {
			return
		}
		at := all[r.IntN(len(all))]
		whole, ref := parts[part][at[0]:at[1]], parts[part][at[2]:at[len(at)-1]]
		parts[part] = parts[part][:at[0]] + rewrite(r, whole, ref) + parts[part][at[1]:]
	}}
}

// inPart replaces a text in a part once.
func inPart(name, part, old string, with ...string) hostileChange {
	return hostileChange{name, func(r *rand.Rand, parts map[string]string) {
		parts[part] = strings.Replace(parts[part], old, with[r.IntN(len(with))], 1)
	}}
}

// styledCell gives an entry the cell format 2, and that format a number format and a font.
func styledCell(name, code string, fonts ...string) hostileChange {
	cell := inCell(name, func(_ *rand.Rand, whole, _ string) string { return strings.Replace(whole, "<c ", `<c s="2" `, 1) })
	return hostileChange{name, func(r *rand.Rand, parts map[string]string) {
		cell.change(r, parts)
		parts["xl/styles.xml"] = strings.NewReplacer("FORMAT", strings.ReplaceAll(code, `"`, "&quot;"), "FONT", append(fonts, "")[0]).Replace(parts["xl/styles.xml"])
	}}
}

func textCell(ref, text string) string {
	return fmt.Sprintf(`<c r="%s" t="str"><v>%s</v></c>`, ref, text)
}

func alternatives2(requires, first, second string) string {
	return fmt.Sprintf(`<mc:AlternateContent><mc:Choice Requires="q" xmlns:q="%s">%s</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent>`, requires, first, second)
}

var hostileChanges = []hostileChange{
	inCell("another cell before it", func(_ *rand.Rand, w, ref string) string { return textCell(ref, "Other") + w }),
	inCell("another cell after it", func(_ *rand.Rand, w, ref string) string { return w + textCell(ref, "Other") }),
	inCell("a blank cell after it", func(_ *rand.Rand, w, ref string) string { return w + `<c r="` + ref + `"/>` }),
	inCell("no reference", func(_ *rand.Rand, w, ref string) string { return strings.Replace(w, ` r="`+ref+`"`, "", 1) }),
	inCell("a strange reference", func(r *rand.Rand, w, ref string) string {
		odd := []string{strings.ToLower(ref), "$" + ref, " " + ref, ref + "0", "X" + ref, ref[:1] + "0" + ref[1:], ref + ":" + ref, ""}
		return strings.Replace(w, ref, odd[r.IntN(len(odd))], 1)
	}),
	rewriting("a row of another number", anyRow, func(r *rand.Rand, w, ref string) string {
		odd := []string{"1", "x", "0", "-3", "26", "1048577", "99999999999", "5.0", "", " 7 "}
		return strings.Replace(w, `"`+ref+`"`, `"`+odd[r.IntN(len(odd))]+`"`, 1)
	}),
	rewriting("a row without number", anyRow, func(_ *rand.Rand, w, ref string) string { return strings.Replace(w, ` r="`+ref+`"`, "", 1) }),
	rewriting("a row twice", anyRow, func(_ *rand.Rand, w, _ string) string { return w + strings.ReplaceAll(w, "Yes", "No") }),
	rewriting("a row hidden", anyRow, func(r *rand.Rand, w, _ string) string {
		return strings.Replace(w, "<row ", []string{`<row hidden="1" `, `<row ht="0" customHeight="1" `, `<row z:hidden="1" `}[r.IntN(3)], 1)
	}),
	inCell("a row in a row", func(_ *rand.Rand, w, ref string) string { return "<row>" + textCell(ref, "Other") + "</row>" + w }),
	inCell("a cell in a cell", func(_ *rand.Rand, w, ref string) string {
		return strings.Replace(w, "</c>", textCell(ref, "Other")+"</c>", 1)
	}),
	inCell("alternatives of nobody", func(_ *rand.Rand, w, ref string) string { return alternatives2("urn:q", textCell(ref, "Other"), w) }),
	inCell("alternatives of the standard", func(_ *rand.Rand, w, ref string) string { return alternatives2(mainSpace, w, textCell(ref, "Other")) }),
	inCell("alternatives of some Excel", func(_ *rand.Rand, w, ref string) string {
		return alternatives2("http://schemas.microsoft.com/office/spreadsheetml/2009/9/main", textCell(ref, "Other"), w)
	}),
	inCell("a foreign cell", func(_ *rand.Rand, w, ref string) string { return "<z:c>" + textCell(ref, "Other") + "</z:c>" + w }),
	inCell("another default name space", func(_ *rand.Rand, w, ref string) string {
		return strings.Replace(textCell(ref, "Other"), "<c ", `<c xmlns="urn:q" `, 1) + w
	}),
	inCell("another prefix", func(_ *rand.Rand, w, ref string) string {
		return fmt.Sprintf(`<m:c xmlns:m="%s" r="%s" t="str"><m:v>Prefixed</m:v></m:c>`, mainSpace, ref)
	}),
	inCell("foreign attributes", func(_ *rand.Rand, w, ref string) string { return strings.Replace(w, "<c ", `<c z:r="A1" z:t="n" `, 1) }),
	inCell("another type", func(r *rand.Rand, w, _ string) string {
		kind := []string{"n", "b", "e", "s", "str", "d", "", "text"}[r.IntN(8)]
		return strings.Replace(w, `"inlineStr"`, `"`+kind+`"`, 1)
	}),
	inCell("a value of some type", func(r *rand.Rand, _, ref string) string {
		kind, value := []string{"n", "b", "e", "s", "str", "d", "inlineStr"}[r.IntN(7)], []string{"1", "0", "Yes", "#N/A", "2", "3", " 1 ", "2025-03-14", ""}[r.IntN(9)]
		return fmt.Sprintf(`<c r="%s" t="%s"><v>%s</v></c>`, ref, kind, value)
	}),
	inCell("a value beside the text", func(_ *rand.Rand, w, _ string) string { return strings.Replace(w, "</c>", "<v>Other</v></c>", 1) }),
	inCell("a text beside the value", func(_ *rand.Rand, _, ref string) string {
		return `<c r="` + ref + `" t="str"><is><t>Other</t></is><v>Yes</v></c>`
	}),
	inCell("two values", func(_ *rand.Rand, _, ref string) string { return `<c r="` + ref + `" t="str"><v>Yes</v><v>No</v></c>` }),
	inCell("a value in pieces", func(r *rand.Rand, _, ref string) string {
		return textCell(ref, []string{"Y<!-- No -->es", "Y<![CDATA[es]]>", "&#89;&#x65;s", "<![CDATA[<v>No</v>]]>", "Y<?No?>es", "Y<z:v>No</z:v>es", "Y<v>No</v>es", "&amp;amp;"}[r.IntN(8)])
	}),
	inCell("runs", func(r *rand.Rand, _, ref string) string {
		text := []string{`<r><t>Y</t></r><r><rPr><b/></rPr><t>es</t></r>`, `<t>Yes</t><rPh sb="0" eb="1"><t>No</t></rPh>`, `<t>Yes</t><r><t>No</t></r>`, `<t>Yes</t><t>No</t>`, `<r><t>Yes</t><t>No</t></r>`,
			`<r><rPr><strike/></rPr><t>Yes</t></r>`, `<is><t>Yes</t></is>`, `<z:t>No</z:t><t>Yes</t>`, `<t xml:space="preserve">Yes </t>`, `<t>Yes_x0041_</t>`}
		return `<c r="` + ref + `" t="inlineStr"><is>` + text[r.IntN(len(text))] + `</is></c>`
	}),
	inCell("a shared text", func(r *rand.Rand, _, ref string) string {
		return fmt.Sprintf(`<c r="%s" t="s"><v>%s</v></c>`, ref, []string{"0", "1", "2", "3", "4", "-1", "00", "x"}[r.IntN(8)])
	}),
	inPart("other shared texts", "xl/sharedStrings.xml", "<si><t>Yes</t></si>", "<si><si><t>No</t></si><t>Yes</t></si>", "<z:si xmlns:z='urn:z'><t>No</t></z:si><si><t>Yes</t></si>", "<si/>", "<si><t>Yes</t><t>No</t></si>", "<x><si><t>No</t></si></x><si><t>Yes</t></si>"),
	inCell("a formula", func(r *rand.Rand, _, ref string) string {
		return fmt.Sprintf(`<c r="%s" t="str"><f>%s</f><v>No</v></c>`, ref, []string{`IF(NOW()&gt;1,"Yes","No")`, `"Yes"`, `"No"`, `"Y"&amp;"es"`}[r.IntN(4)])
	}),
	styledCell("hidden by format", ";;;"),
	styledCell("another text by format", `"Other";"Other";"Other";"Other"`),
	styledCell("a text before it", `"not "@`),
	styledCell("white", "General", `<color rgb="FFFFFFFF"/>`),
	styledCell("struck", "General", `<strike/>`),
	inPart("a hidden column", declarationPart, "<sheetData>", `<cols><col min="4" max="4" hidden="1" width="9"/></cols><sheetData>`, `<cols><col min="4" max="7" width="0" customWidth="1"/></cols><sheetData>`),
	inPart("a merged cell over it", declarationPart, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="C26:D29"/></mergeCells>`, `</sheetData><mergeCells><mergeCell ref="D26:E26"/></mergeCells>`),
	inPart("two tables", declarationPart, "</sheetData>", `</sheetData><sheetData><row r="26"><c r="D26" t="str"><v>Other</v></c></row></sheetData>`),
	inPart("rows elsewhere", declarationPart, "<sheetData>", `<extLst><ext><row r="26"><c r="D26" t="str"><v>Other</v></c></row></ext></extLst><sheetData>`, `<z:sheetData><row r="26"><c r="D26" t="str"><v>Other</v></c></row></z:sheetData><sheetData>`),
	inPart("another workbook", "_rels/.rels", "<Relationship ", `<Relationship Id="b" Type="http://vendor.example/officeDocument" Target="xl/other.xml"/><Relationship `, `<Relationship Id="b" Type="`+relSpace+`/officedocument" Target="xl/other.xml"/><Relationship `),
	inPart("a twin", "xl/workbook.xml", `<sheet name="Declaration"`, `<sheet name="Declaration " state="hidden" sheetId="9" r:id="p"/><sheet name="Declaration"`, `<sheet name="declaration" state="veryHidden" sheetId="9" r:id="p"/><sheet name="Declaration"`, `<sheet name=" Declaration" sheetId="9" r:id="p"/><sheet name="Declaration"`),
	inPart("a hidden sheet", "xl/workbook.xml", `sheetId="1"`, `sheetId="1" state="hidden"`, `sheetId="1" z:state="hidden" xmlns:z="urn:z"`, `sheetId="1" state="veryHidden"`),
	inPart("another date system", "xl/workbook.xml", "<workbookPr/>", `<workbookPr date1904="1"/>`, `<workbookPr date1904="true"/>`, `<workbookPr z:date1904="1" xmlns:z="urn:z"/>`, `<z:workbookPr date1904="1" xmlns:z="urn:z"/><workbookPr/>`, `<workbookPr/><calcPr date1904="1"/>`, `<workbookPr date1904="0"/>`),
	{"bytes left out", func(r *rand.Rand, parts map[string]string) {
		part := aPart(r)
		at := r.IntN(len(parts[part]) - 30)
		parts[part] = parts[part][:at] + parts[part][at+1+r.IntN(25):]
	}},
	{"bytes twice", func(r *rand.Rand, parts map[string]string) {
		part := aPart(r)
		at := r.IntN(len(parts[part]) - 60)
		parts[part] = parts[part][:at] + parts[part][at:at+1+r.IntN(55)] + parts[part][at:]
	}},
	{"a letter changed", func(r *rand.Rand, parts map[string]string) {
		part := aPart(r)
		at := r.IntN(len(parts[part]))
		parts[part] = parts[part][:at] + string(rune(' '+r.IntN(94))) + parts[part][at+1:]
	}},
}
