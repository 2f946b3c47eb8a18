package listing

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// What lists are made of in the test below. A word of status maps to what it means:
// "" for one that means nothing that is known.
var (
	saidWords = map[string]string{
		"Conformant": "conformant", "CONFORMANT": "conformant", "conformant": "conformant", "RMAP Conformant": "conformant", "Active": "active", "ACTIVE": "active", "active ": "active",
		"Facility Standard Assessed": "facility standard assessed", "Not Conformant": "", "Non-Conformant": "", "Conformant (expired)": "", "Removed": "", "Inactive": "",
		"Communication Suspended – Not Interested": "", "Due Diligence Vetting Process": "", "Outreach Required": "", "In Communication": "", "konform": "", "nicht konform": "", "不符合": "", "Conformant*": "", "": "",
		"Conforme": "", "Conformant / Active": "",
	}
	// Headers of columns of statuses; those that are known, and their kin.
	statusHeaders = []string{"Due Diligence Assessment Program Status", "Status", "RMAP Status", "CFSP Status", "Assessment Status", "Compliance Status", "due diligence assessment\nprogram status",
		"RMAP Result", "Ergebnis", "Estado", "状态", "Status der Prüfung", "Conformant?", "", "Facility Standard", "Remarks", "Programme", "Bewertung"}
	idHeaders    = []string{"Facility ID", "Smelter ID", "CID", "Smelter Identification", "New Smelter ID", "RMI Smelter ID"}
	metalHeaders = []string{"Metal", "Metal (*)", "METAL", "Mineral"}
	nameHeaders  = []string{"Standard Facility Name", "Smelter Name", "Standard Smelter Name", "Facility Name"}
	landHeaders  = []string{"Country Location", "Country", "Location", "Smelter Country"}
	moreHeaders  = []string{"Facility Operational Status", "Supply Chain Level", "City", "Spalte 7", "Reassessment In Progress", "Last Onsite Assessment Date", "Due Diligence Assessment Cycle", "Audit Cycle", "Notes"}
	moreCells    = map[string][]string{"Facility Operational Status": {"Active", "Operational", "Closed"}, "Supply Chain Level": {"Smelter", "Refiner"}, "City": {"Lima", "Active"}, "Spalte 7": {"7", "a, b; \"c\""},
		"Reassessment In Progress": {"Yes", "No", "perhaps"}, "Last Onsite Assessment Date": {"2025-03-15", ""}, "Due Diligence Assessment Cycle": {"1 Year", "3 Years", "TI-CMC"}, "Audit Cycle": {"2"}, "Notes": {"x <y> & z"}}
	metalsListed = []string{"Tin", "Gold", "Tungsten", "Tantalum", "Cobalt", "Mica", "Multiple"}
	// Titles, and the kinds that they leave possible.
	titlesListed = map[string][]Kind{"": {Conformant, Active}, "RMAP Conformant Smelters": {Conformant}, "Active Smelters": {Active}, "Conformant and Active Smelters": {}, "Non-Conformant Smelters": {}, "Facilities": {Conformant, Active},
		"Smelters that are not conformant": {}, "Inactive facilities": {}, "Smelters removed from the list": {}, "Former conformant smelters": {}}
)

// made is a list as it was put together.
type made struct {
	title, status string // header of the column of statuses
	rated         bool   // there is one
	header        []string
	rows          []madeRow
	hidden        bool // the sheet
}

type madeRow struct {
	id, metal, said string
	cells           []string
	hidden          bool
}

func pick[T any](t *rapid.T, list []T) T { return rapid.SampledFrom(list).Draw(t, "") }

func maybe(t *rapid.T, oneIn int) bool { return rapid.IntRange(1, oneIn).Draw(t, "") == 1 }

// make draws a list; next numbers its facilities.
func drawList(t *rapid.T, next *int) made {
	m := made{title: pick(t, slices.Sorted(maps.Keys(titlesListed))), rated: !maybe(t, 3)}
	type column struct {
		header string
		cell   func(*madeRow) string
	}
	columns := []column{
		{pick(t, idHeaders), func(r *madeRow) string { return r.id }}, {pick(t, metalHeaders), func(r *madeRow) string { return r.metal }},
		{pick(t, nameHeaders), func(r *madeRow) string { return "Fictional " + r.id[3:] }}, {pick(t, landHeaders), func(r *madeRow) string { return "Peru" }},
	}
	if m.rated {
		m.status = pick(t, statusHeaders[:7])
		if maybe(t, 3) {
			m.status = pick(t, statusHeaders)
		}
		columns = append(columns, column{m.status, func(r *madeRow) string { return r.said }})
	}
	for _, h := range moreHeaders {
		if maybe(t, 4) {
			columns = append(columns, column{h, func(*madeRow) string { return pick(t, moreCells[h]) }})
		}
	}
	columns = rapid.Permutation(columns).Draw(t, "")
	for _, c := range columns {
		m.header = append(m.header, c.header)
	}
	for range rapid.IntRange(1, 5).Draw(t, "") {
		*next++
		r := madeRow{id: fmt.Sprintf("CID9%05d", *next), metal: pick(t, metalsListed), said: pick(t, slices.Sorted(maps.Keys(saidWords))), hidden: maybe(t, 30)}
		for _, c := range columns {
			r.cells = append(r.cells, c.cell(&r))
		}
		m.rows = append(m.rows, r)
	}
	return m
}

// grid is the list as rows of cells.
func (m made) grid() (rows [][]string, hidden []bool) {
	if m.title != "" {
		rows, hidden = append(rows, []string{m.title}, []string{""}), append(hidden, false, false)
	}
	rows, hidden = append(rows, m.header), append(hidden, false)
	for _, r := range m.rows {
		rows, hidden = append(rows, r.cells), append(hidden, r.hidden)
	}
	return rows, hidden
}

// beside puts two lists on one sheet, an empty column between.
func beside(a, b [][]string) [][]string {
	width := 0
	for _, r := range a {
		width = max(width, len(r))
	}
	out := make([][]string, max(len(a), len(b)))
	for i := range out {
		out[i] = make([]string, width+1)
		if i < len(a) {
			copy(out[i], a[i])
		}
		if i < len(b) {
			out[i] = append(out[i], b[i]...)
		}
	}
	return out
}

// madeSheet is a sheet to be written.
type madeSheet struct {
	name       string
	rows       [][]string
	hiddenRows []bool
	unseen     string // <cols> of the sheet, in XLSX alone
	hidden     bool
}

func asCSV(s madeSheet, comma rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	_ = w.WriteAll(s.rows) // a buffer takes all
	return b.Bytes()
}

func asXML(sheets []madeSheet) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">`)
	for _, s := range sheets {
		fmt.Fprintf(&b, `<Worksheet ss:Name="%s"><Table>`, s.name)
		for i, r := range s.rows {
			b.WriteString("<Row" + map[bool]string{true: ` ss:Hidden="1"`}[i < len(s.hiddenRows) && s.hiddenRows[i]] + ">")
			for _, c := range r {
				fmt.Fprintf(&b, `<Cell><Data ss:Type="String">%s</Data></Cell>`, html.EscapeString(c))
			}
			b.WriteString("</Row>")
		}
		b.WriteString("</Table>")
		if s.hidden {
			b.WriteString(`<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>`)
		}
		b.WriteString("</Worksheet>")
	}
	return []byte(b.String() + "</Workbook>")
}

const neverCalculated = "\x00formula" // a cell of asXLSX: a formula that was saved without its result

func asXLSX(sheets []madeSheet) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		_, _ = w.Write([]byte(text))
	}
	var list, relations strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="r%d"%s/>`, s.name, i+1, i+1, map[bool]string{true: ` state="hidden"`}[s.hidden])
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s%d.xml"/>`, i+1, i+1)
		var rows strings.Builder
		for j, r := range s.rows {
			fmt.Fprintf(&rows, `<row r="%d"%s>`, j+1, map[bool]string{true: ` hidden="1"`}[j < len(s.hiddenRows) && s.hiddenRows[j]])
			for k, c := range r {
				if at := strings.TrimPrefix((&part{}).column(k), "column "); c == neverCalculated {
					fmt.Fprintf(&rows, `<c r="%s%d"><f>1+1</f></c>`, at, j+1)
				} else if c != "" {
					fmt.Fprintf(&rows, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, j+1, html.EscapeString(c))
				}
			}
			rows.WriteString("</row>")
		}
		add(fmt.Sprintf("xl/worksheets/s%d.xml", i+1), `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`+s.unseen+`<sheetData>`+rows.String()+`</sheetData></worksheet>`)
	}
	add("xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+list.String()+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+relations.String()+`</Relationships>`)
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)
	_ = z.Close()
	return b.Bytes()
}

// drawFile draws a file of one list or more: on a sheet each, under one another, or
// side by side, in one of the formats.
func drawFile(t *rapid.T) (file string, data []byte, lists []made) {
	next, shown := 0, false
	var sheets []madeSheet
	for i := range pick(t, []int{1, 1, 1, 2, 3}) {
		m := drawList(t, &next)
		m.hidden = i > 0 && maybe(t, 15)
		rows, hidden := m.grid()
		lists = append(lists, m)
		if last := len(sheets) - 1; i > 0 && !m.hidden && !sheets[last].hidden && maybe(t, 3) {
			under := maybe(t, 2)
			if under {
				sheets[last].rows, sheets[last].hiddenRows = append(append(sheets[last].rows, []string{""}), rows...), append(append(sheets[last].hiddenRows, false), hidden...)
				continue
			}
			sheets[last].rows, sheets[last].hiddenRows = beside(sheets[last].rows, rows), nil
			shown = true // hidden rows would hide those beside them
			continue
		}
		sheets = append(sheets, madeSheet{name: fmt.Sprintf("Sheet%d", i+1), rows: rows, hiddenRows: hidden, hidden: m.hidden})
	}
	format := pick(t, []string{"csv", "xml", "xlsx"})
	if shown || format == "csv" && len(sheets) == 1 {
		for i := range sheets {
			sheets[i].hiddenRows = nil
		}
		for i := range lists {
			for j := range lists[i].rows {
				lists[i].rows[j].hidden = false
			}
		}
	}
	switch {
	case format == "csv" && len(sheets) == 1:
		return "list.csv", asCSV(sheets[0], pick(t, []rune{',', ';', '\t'})), lists
	case format == "xlsx":
		return "list.xlsx", asXLSX(sheets), lists
	}
	return "list.xml", asXML(sheets), lists
}

// trusted are the statuses that a facility may have: what its row says or, without a
// column of statuses, what the list as such is.
func trusted(m made, r madeRow, kind Kind) []string {
	said := slices.ContainsFunc(m.rows, func(r madeRow) bool { return strings.TrimSpace(r.said) != "" })
	if m.rated && (said || slices.Contains(statusHeaders[:8], m.status)) { // a column with nothing in it and a name of its own says nothing
		return []string{strings.TrimSpace(r.said), saidWords[r.said], ""}
	}
	if slices.Contains(titlesListed[m.title], kind) && !r.hidden {
		return []string{string(kind)}
	}
	return nil
}

// Of 10,000 lists none gives a facility a status that does not stand in its row and is
// not what the list as such is, and none is read in part without a word.
func TestStatusesAreRead(t *testing.T) {
	imported, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for range 100 {
			file, data, lists := drawFile(t)
			kind := pick(t, []Kind{"", Statuses, Conformant, Active})
			l, err := Read(file, data, Options{AsOf: asOf, Kind: kind})
			all++
			if err != nil {
				continue
			}
			imported++
			got := map[string]tables.ConformanceRow{}
			for _, r := range l.Conformance {
				got[r.SmelterID] = r
			}
			notes := strings.Join(l.Notes, "\n")
			for _, m := range lists {
				for _, r := range m.rows {
					row, there := got[r.id]
					switch four := slices.Contains(metalsListed[:4], r.metal); {
					case !four && (there || !strings.Contains(notes, r.metal)):
						t.Fatalf("%s of %s: %v; notes %s\n%s", r.id, r.metal, there, notes, data)
					case !four:
						continue
					case !there:
						t.Fatalf("%s is lost; notes %s\n%s", r.id, notes, data)
					}
					if !slices.Contains(trusted(m, r, kind), row.Status) {
						t.Fatalf("%s is %q with --kind %s; its row says %q (column %v %q) under the title %q\n%s", r.id, row.Status, kind, r.said, m.rated, m.status, m.title, data)
					}
					if meaning := saidWords[r.said]; m.rated && meaning != "" && row.Status != meaning {
						t.Fatalf("%s is %q, and its row says %q\n%s", r.id, row.Status, r.said, data)
					}
					for _, c := range r.cells {
						if typed := text.Line(c); typed != "" && !strings.Contains(unquoted(row.Listed), typed) && !strings.Contains(notes, "beyond AB") {
							t.Fatalf("%s: %q is not kept in %s\n%s", r.id, c, row.Listed, data)
						}
					}
					if m.rated && strings.TrimSpace(r.said) != "" && saidWords[r.said] == "" && !strings.Contains(notes, "counts as none") {
						t.Fatalf("nothing is said of %q: %s", r.said, notes)
					}
				}
			}
		}
	})
	if all > 5000 && imported < all/5 {
		t.Errorf("only %d of %d lists were imported: the test proves little", imported, all)
	}
}

// unquoted takes the escapes of JSON away.
func unquoted(s string) string { return strings.ReplaceAll(s, `\"`, `"`) }
