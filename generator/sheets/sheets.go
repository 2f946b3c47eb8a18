// Package sheets writes public tables as a plain Excel workbook, so that nobody has to
// import a CSV file: days are days, numbers are numbers, and identifiers stay text.
//
// It stands beside package site, for which it packs what is published. The workbook has no
// formula, link or style but a bold head; it is the same bytes for the same tables.
package sheets

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/tables"
)

// Workbook packs tables, each on a sheet of its name, and last a sheet of what there is to
// know about them.
func Workbook(list []tables.Public, about [][2]string) ([]byte, error) {
	var names, parts []string
	for _, t := range list {
		names, parts = append(names, t.Name), append(parts, sheet(t))
	}
	note := tables.Public{Name: "about", Fields: []tables.Field{{Name: "about", Type: "string"}, {Name: "text", Type: "string"}}}
	for _, line := range about {
		note.Rows = append(note.Rows, line[:])
	}
	names, parts = append(names, note.Name), append(parts, sheet(note))

	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, text string) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // without a day
		if err == nil {
			_, err = io.WriteString(w, xml.Header+text)
		}
		return err
	}
	var types, book, links strings.Builder
	for i, name := range names {
		n := strconv.Itoa(i + 1)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)
		book.WriteString(`<sheet name="` + escaped(name) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		links.WriteString(`<Relationship Id="rId` + n + `" Type="` + relations + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	files := [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + relations + `"><sheets>` + book.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + links.String() + `<Relationship Id="rId` + strconv.Itoa(len(names)+1) + `" Type="` + relations + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", styles},
	}
	for i, text := range parts {
		files = append(files, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), text})
	}
	for _, f := range files {
		if err := put(f[0], f[1]); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

const (
	main      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// The styles of cells, by their place in styles.
const (
	plain = iota
	head
	date // 2026-04-30
	text // so that a number of a smelter is not taken for one to count with
)

const styles = `<styleSheet xmlns="` + main + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// sheet writes a table: its head stays in view, and every column can be filtered.
func sheet(t tables.Public) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="` + main + `"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, f := range t.Fields {
		width := utf8.RuneCountInString(f.Name)
		for _, row := range t.Rows {
			width = max(width, utf8.RuneCountInString(row[i]))
		}
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, min(width, 60)+3)
	}
	b.WriteString(`</cols><sheetData><row r="1">`)
	for i, f := range t.Fields {
		inline(&b, column(i)+"1", head, f.Name)
	}
	b.WriteString("</row>")
	for r, row := range t.Rows {
		n := strconv.Itoa(r + 2)
		b.WriteString(`<row r="` + n + `">`)
		for i, value := range row {
			cell(&b, column(i)+n, t.Fields[i].Type, value)
		}
		b.WriteString("</row>")
	}
	fmt.Fprintf(&b, `</sheetData><autoFilter ref="A1:%s%d"/></worksheet>`, column(len(t.Fields)-1), len(t.Rows)+1)
	return b.String()
}

// cell writes a value by the type of its column; what is not of that type stays text.
func cell(b *strings.Builder, at, kind, value string) {
	switch {
	case value == "":
	case kind == "date" && serial(value) > 0:
		fmt.Fprintf(b, `<c r="%s" s="%d"><v>%d</v></c>`, at, date, serial(value))
	case kind == "integer" || kind == "number":
		if _, err := strconv.ParseFloat(value, 64); err == nil {
			fmt.Fprintf(b, `<c r="%s"><v>%s</v></c>`, at, escaped(value))
			return
		}
		fallthrough
	default:
		inline(b, at, text, value)
	}
}

// serial is the number of a day in Excel's calendar; 0 for what is no day.
func serial(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || t.Year() < 1901 {
		return 0
	}
	return int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

func inline(b *strings.Builder, at string, style int, value string) {
	fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, escaped(value))
}

// escaped makes XML of a text. Of “_x0041_” Excel would make an A.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(strings.ReplaceAll(s, "_x", "_x005F_x"))) // a buffer takes everything
	return b.String()
}

// column names a column: A, B, …, AA.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return column(i/26-1) + string(rune('A'+i%26))
}
