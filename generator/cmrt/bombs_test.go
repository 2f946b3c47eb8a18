package cmrt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// mostAllocated is what reading any file may allocate in all: what it holds at a time is less.
const mostAllocated = 256 << 20

// allocated reads a file and tells what that allocated.
func allocated(data []byte) (Declaration, uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d := Read("x.xlsx", data)
	runtime.ReadMemStats(&after)
	return d, after.TotalAlloc - before.TotalAlloc
}

// TestBombsAreBounded reads small files that unfold into much. Whatever they hold, what
// comes out is small, and what it takes is bounded; what is not refused is read.
func TestBombsAreBounded(t *testing.T) {
	const book, bookRels, texts = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
	many := strings.Repeat
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	wide := func(text string) string {
		var b bytes.Buffer
		binary.Write(&b, binary.LittleEndian, utf16.Encode([]rune("\ufeff"+text)))
		return b.String()
	}
	for name, c := range map[string]struct {
		data []byte
		rule string // "": readable
	}{
		"texts inside texts": {tiny(func(p map[string]string) {
			p[texts] = "<sst>" + many("<si>", 90) + many("<r/>", 5_000_000) + many("</si>", 90) + many("<si><t>x</t></si>", 100) + "</sst>"
			p[smelterPart] = "<worksheet><sheetData>" + numbered(15_000, `<row><c/><c t="s"><v>%d</v></c></row>`) + "</sheetData></worksheet>"
		}), fileUnreadable.Name},
		"a million texts": {tiny(swap(texts, "</sst>", many("<si/>", maxStrings+1)+"</sst>")), fileTooLarge.Name},
		"one long text in many cells": {tiny(func(p map[string]string) {
			p[texts] = "<sst><si><t>" + many("x", 90_000) + "</t></si><si/></sst>"
			p[smelterPart] = "<worksheet><sheetData>" + many(`<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`, 15_000) + "</sheetData></worksheet>"
		}), fileTooLarge.Name},
		"UTF-16": {tiny(func(p map[string]string) {
			p[declarationPart] = wide(strings.Replace(p[declarationPart], "<sheetData>", "<sheetData>"+many(" ", 14<<20), 1))
		}), ""},
		"UTF-16 that grows": {tiny(func(p map[string]string) {
			p[declarationPart] = wide("<worksheet><!--" + many("锡", 15<<20) + "--></worksheet>")
		}), fileTooLarge.Name},
		"bytes that are no UTF-8":     {tiny(func(p map[string]string) { p[declarationPart] = "<worksheet>" + many("\xffx", 15<<20) + "</worksheet>" }), fileUnreadable.Name},
		"a million sheets":            {tiny(swap(book, "</sheets>", many(`<sheet name="n" state="hidden" r:id="p"/>`, 700_000)+"</sheets>")), fileTooLarge.Name},
		"sheets of long names":        {tiny(swap(book, "</sheets>", many(`<sheet name="`+many("n", 60_000)+`" state="hidden" r:id="p"/>`, 400)+"</sheets>")), ""},
		"a million relations":         {tiny(swap(bookRels, "</Relationships>", numbered(300_000, `<Relationship Id="i%d" Type="t" Target="x"/>`)+"</Relationships>")), fileTooLarge.Name},
		"name spaces":                 {tiny(swap(declarationPart, "<worksheet>", "<worksheet "+numbered(500_000, ` xmlns:a%d="urn:a"`)+">")), fileUnreadable.Name},
		"name spaces again and again": {tiny(swap(declarationPart, "<sheetData>", many(`<a:b xmlns:a="u"/>`, 1_000_000)+"<sheetData>")), ""},
		"attributes":                  {tiny(swap(declarationPart, "<worksheet>", "<worksheet "+numbered(1_000_000, ` a%d="x"`)+">")), ""},
		"comments":                    {tiny(swap(declarationPart, "<v>Yes</v>", "<v>Yes"+many("<!---->", 3_000_000)+"</v>")), ""},
		"references":                  {tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+many("&", 20_000_000)+"</v>")), fileTooLarge.Name},
		"alternatives":                {tiny(swap(declarationPart, "<sheetData>", "<sheetData>"+many(`<m:AlternateContent xmlns:m="`+compatSpace+`"><m:Fallback/></m:AlternateContent>`, 200_000))), ""},
		"merged cells":                {tiny(swap(smelterPart, "</sheetData>", "</sheetData><mergeCells>"+many(`<mergeCell ref="A1:XFD1048576"/>`, 800_000)+"</mergeCells>")), fileTooLarge.Name},
		"columns":                     {tiny(swap(smelterPart, "<sheetData>", "<cols>"+many(`<col min="1" max="16384" hidden="1"/>`, 700_000)+"</cols><sheetData>")), ""},
		"formats": {styled("", noFill, "General", func(p map[string]string) {
			p["xl/styles.xml"] = strings.Replace(p["xl/styles.xml"], "<cellXfs>", "<cellXfs>"+many("<xf/>", 5_000_000), 1)
		}), fileTooLarge.Name},
		"conditional formats":           {tiny(swap(declarationPart, "</sheetData>", "</sheetData>"+many(`<conditionalFormatting sqref="D27"><cfRule dxfId="0"/></conditionalFormatting>`, 250_000))), fileTooLarge.Name},
		"cells of a conditional format": {tiny(swap(declarationPart, "</sheetData>", `</sheetData><conditionalFormatting sqref="`+many("A1 ", 8_000_000)+`"><cfRule dxfId="0"/></conditionalFormatting>`)), fileTooLarge.Name},
		"conditional formats over all rows": {styled("", noFill, "General", func(p map[string]string) {
			p["xl/styles.xml"] = strings.Replace(p["xl/styles.xml"], "</cellXfs>", "</cellXfs><dxfs>"+many("<dxf><font><strike/></font></dxf>", 15_000)+"</dxfs>", 1)
			p[smelterPart] = "<worksheet><sheetData>" + many(`<row><c t="str"><v>x</v></c><c t="str"><v>y</v></c></row>`, 15_000) + "</sheetData>" +
				numbered(15_000, `<conditionalFormatting sqref="A1:Q30000"><cfRule dxfId="%d"/></conditionalFormatting>`) + "</worksheet>"
		}), fileTooLarge.Name},
		"extensions": {tiny(swap(declarationPart, "</worksheet>", `<extLst><x:conditionalFormatting xmlns:x="u">`+many(`<x:iconSet showValue="0"></x:iconSet>`, 300_000)+`<x:sqref>D27</x:sqref></x:conditionalFormatting></extLst></worksheet>`)), fileTooLarge.Name},
		"formulas for all cells": {tiny(func(p map[string]string) {
			p[smelterPart] = "<worksheet><sheetData>" + many(`<row><c/><c><f t="array" ref="A1:AB1048576">1</f><v>1</v></c></row>`, 15_000) + "</sheetData></worksheet>"
		}), fileTooLarge.Name},
		"all cells twice": {tiny(func(p map[string]string) {
			p[smelterPart] = "<worksheet><sheetData>" + many("<row>"+many("<c/>", 4)+`<c t="str"><v>x</v><v>y</v></c><c t="str"><v>x</v><v>y</v></c><c t="str"><v>x</v><v>y</v></c><c t="str"><v>x</v><v>y</v></c></row>`, 15_000) + "</sheetData></worksheet>"
		}), ""},
		"colours of a text":           {tiny(swap(declarationPart, `<c r="D27" t="str"><v>Yes</v>`, `<c r="D27" t="inlineStr"><is>`+numbered(90_000, `<r><rPr><color rgb="FF%06d"/></rPr><t>a</t></r>`)+`</is>`)), ""},
		"a long number format":        {styled("", noFill, many(";", 1<<20), swap(declarationPart, `<c r="D27"`, `<c s="1" r="D27"`)), ""},
		"rows without order":          {tiny(swap(smelterPart, "</sheetData>", numbered(15_000, `<row r="10%05d"><c/><c><v>1</v></c></row>`)+`<row r="1"/></sheetData>`)), ""},
		"entries in the directory":    {uncounted(tiny(nil), 800_000), fileTooLarge.Name},
		"a chain of tables":           {difatChain(), fileLegacyFormat.Name},
		"small sectors without end":   {endlessMini(), ""},
		"a long salt":                 {bytes.Replace(agileEncrypted(padded(), "SHA1", 128, 10), []byte(` saltValue="`), []byte(` saltValue="`+many("A", 500)), 1), fileEncrypted.Name},
		"a file of seventy megabytes": {append(tiny(nil), make([]byte, 70<<20)...), fileTooLarge.Name},
		"findings in every row and cell": {tiny(func(p map[string]string) {
			p[smelterPart] = "<worksheet><sheetData>" + many(`<row><c t="e"><v>#N/A</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>x</v></c></row>`, 15_000) + "</sheetData></worksheet>"
		}), ""},
	} {
		d, used := allocated(c.data)
		size := 0
		for _, f := range d.Findings {
			size += len(f.Message) + len(f.Sheet)
		}
		if used > mostAllocated || size > 4<<20 {
			t.Errorf("%s: %d MB allocated, %d KB of findings", name, used>>20, size>>10)
		}
		if c.rule == "" && !d.Readable() || c.rule != "" && (d.Readable() || d.Findings[0].Rule != c.rule) {
			t.Errorf("%s: want %q, got %.300v", name, c.rule, d.Findings)
		}
	}
}

// uncounted adds entries to the directory of a zip file that it does not count.
func uncounted(data []byte, n int) []byte {
	at := bytes.LastIndex(data, []byte("PK\x05\x06"))
	entry := make([]byte, 47)
	copy(entry, directoryEntry)
	entry[28], entry[46] = 1, 'x'
	return append(append(bytes.Clone(data[:at]), bytes.Repeat(entry, n)...), data[at:]...)
}

// difatChain is a container whose list of tables runs through all of its sectors.
func difatChain() []byte {
	const sectors = 60_000
	data := make([]byte, 512*(sectors+1))
	copy(data, oleMagic)
	data[30] = 9
	binary.LittleEndian.PutUint32(data[56:], 4096)
	for n := range sectors - 1 {
		binary.LittleEndian.PutUint32(data[512*(n+2)-4:], uint32(n+1))
	}
	return data
}

// endlessMini is a container that says that any stream is small, as none is allowed to.
func endlessMini() []byte {
	data := agileEncrypted(padded(), "SHA1", 128, 10)
	binary.LittleEndian.PutUint32(data[56:], 0xFFFFFFFF)
	return data
}
