package demo

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// part is one file inside a workbook. What is the same in many workbooks is packed once.
type part struct {
	name   string
	data   []byte
	packed *zip.FileHeader // data is packed already, as this says
}

// The parts that are the same in every workbook. Styles stand in the order of their names
// in pages.go.
const (
	rels   = `http://schemas.openxmlformats.org/package/2006/relationships`
	office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	types  = `application/vnd.openxmlformats-`
	styles = xmlHead + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="d-mmm-yyyy"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
	made     = "2024-01-01T00:00:00Z" // fixed: the same options must give the same bytes
	rootRels = xmlHead + `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/>` +
		`<Relationship Id="rId2" Type="` + rels + `/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	properties = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>Fictional demonstration file</dc:title><dc:creator>cmr demo</dc:creator><dc:description>` + notice + `</dc:description>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified></cp:coreProperties>`
)

// frame are the parts around the sheets, of which the last three are hidden.
func frame(names []string) []part {
	var content, sheets, related strings.Builder
	active := 0
	for i, name := range names {
		n, state := i+1, ""
		if slices.Contains(sheetOrder[len(sheetOrder)-hiddenSheets:], name) {
			state = ` state="hidden"`
		}
		if name == answered[0] {
			active = i
		}
		fmt.Fprintf(&content, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sofficedocument.spreadsheetml.worksheet+xml"/>`, n, types)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, name, n, state, n)
		fmt.Fprintf(&related, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, office, n)
	}
	return []part{
		{name: "[Content_Types].xml", data: []byte(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="` + types + `package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + types + `officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + types + `officedocument.spreadsheetml.styles+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="` + types + `package.core-properties+xml"/>` + content.String() + `</Types>`)},
		{name: "_rels/.rels", data: []byte(rootRels)},
		{name: "docProps/core.xml", data: []byte(properties)},
		{name: "xl/styles.xml", data: []byte(styles)},
		{name: "xl/workbook.xml", data: []byte(xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"><bookViews><workbookView activeTab="` + fmt.Sprint(active) + `"/></bookViews><sheets>` + sheets.String() + `</sheets></workbook>`)},
		{name: "xl/_rels/workbook.xml.rels", data: []byte(xmlHead + `<Relationships xmlns="` + rels + `">` + related.String() +
			fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(names)+1, office))},
	}
}

// workbook joins parts, [Content_Types].xml first, as office programs write it.
func workbook(parts []part) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	for _, p := range parts {
		header := p.packed
		create := w.CreateRaw
		if header == nil {
			header, create = &zip.FileHeader{Name: p.name, Method: zip.Deflate}, w.CreateHeader
		}
		to, err := create(header)
		if err == nil {
			_, err = to.Write(p.data)
		}
		if err != nil {
			return nil, fmt.Errorf("write part %s: %w", p.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close workbook: %w", err)
	}
	return out.Bytes(), nil
}

// packed packs a part, as tightly as may be.
func packed(p part) (part, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(p.data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return p, fmt.Errorf("pack part %s: %w", p.name, err)
	}
	header := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(p.data), UncompressedSize64: uint64(len(p.data)), CompressedSize64: uint64(out.Len())}
	return part{name: p.name, data: out.Bytes(), packed: header}, nil
}
