package demo

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// filled is what stands in one cell: a value, or a formula with its result.
type filled struct {
	value   any // string, int, float64; nil: nothing, or a formula that was never calculated
	formula string
	style   int
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	sheetHead = xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="2" max="7" width="28" customWidth="1"/></cols><sheetData>`
)

// sheetXML writes one sheet of a book, row by row.
func sheetXML(name string, content cells, b *book) []byte {
	rows := map[int]map[int]string{}
	for at, c := range content {
		column, row := coordinates(at)
		if b.uncalculated && c.formula != "" {
			c.value = nil
		}
		if name == cmrt.SheetDeclaration && b.shift && row > 1 {
			row++
			c.formula = strings.ReplaceAll(c.formula, "$P$3", "$P$4")
		}
		if rows[row] == nil {
			rows[row] = map[int]string{}
		}
		rows[row][column] = c.xml(strings.TrimRight(at, "0123456789") + strconv.Itoa(row))
	}
	var out bytes.Buffer
	out.WriteString(sheetHead)
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&out, `<row r="%d">`, row)
		for _, column := range slices.Sorted(maps.Keys(rows[row])) {
			out.WriteString(rows[row][column])
		}
		out.WriteString(`</row>`)
	}
	out.WriteString(`</sheetData>`)
	if list := merged(b.layout); name == cmrt.SheetDeclaration && !b.shift && len(list) > 0 {
		fmt.Fprintf(&out, `<mergeCells count="%d">`, len(list))
		for _, m := range list {
			fmt.Fprintf(&out, `<mergeCell ref="%s:%s"/>`, m[0], m[1])
		}
		out.WriteString(`</mergeCells>`)
	}
	out.WriteString(`</worksheet>`)
	return out.Bytes()
}

// xml writes a cell that stands at a place.
func (c filled) xml(at string) string {
	head := `<c r="` + at + `"`
	if c.style > 0 {
		head += fmt.Sprintf(` s="%d"`, c.style)
	}
	text, kind := fmt.Sprint(c.value), ""
	switch v := c.value.(type) {
	case nil:
		text = ""
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		kind = "str"
		if strings.HasPrefix(v, "#") && c.formula != "" {
			kind = "e"
		}
	}
	switch {
	case c.formula == "" && kind == "str":
		return head + ` t="inlineStr"><is><t xml:space="preserve">` + escaped(text) + `</t></is></c>`
	case kind != "":
		head += ` t="` + kind + `"`
	}
	head += ">"
	if c.formula != "" {
		head += "<f>" + escaped(c.formula) + "</f>"
	}
	if c.value != nil {
		head += "<v>" + escaped(text) + "</v>"
	}
	return head + "</c>"
}

// coordinates gives column and row of a cell's name, both counted from 1.
func coordinates(at string) (column, row int) {
	for i, c := range at {
		if c < 'A' {
			row, _ = strconv.Atoi(at[i:])
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	return column, row
}

// escaped writes a text so that XML gives it back.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder never fails
	return b.String()
}
