package cmrt

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// withCells puts texts into cells of a workbook, whatever stood there; "" clears one.
// It is a hundred times as fast as edited.
func withCells(t *testing.T, data []byte, cells map[string]string) []byte {
	t.Helper()
	return rewritten(t, data, func(sheet string, xml []byte) []byte {
		for _, at := range slices.Sorted(maps.Keys(cells)) {
			of, cell, _ := strings.Cut(at, "!")
			if of != sheet {
				continue
			}
			xml = regexp.MustCompile(`(?s)<c r="`+cell+`"[^>]*?(?:/>|>.*?</c>)`).ReplaceAll(xml, nil)
			if text := cells[at]; text != "" {
				_, row := splitRef(cell)
				start := fmt.Sprintf(`<row r="%d"`, row)
				if !bytes.Contains(xml, []byte(start)) {
					xml = bytes.Replace(xml, []byte("</sheetData>"), []byte(start+"></row></sheetData>"), 1)
				}
				xml = regexp.MustCompile(start+`([^>]*[^/>])?/>`).ReplaceAll(xml, []byte(start+"$1></row>"))
				xml = regexp.MustCompile(start+`[^>]*>`).ReplaceAllFunc(xml, func(tag []byte) []byte {
					return fmt.Appendf(slices.Clip(tag), `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, cell, text)
				})
			}
		}
		return xml
	})
}

// rewritten changes the sheets of a workbook as XML, by name.
func rewritten(t *testing.T, data []byte, change func(sheet string, xml []byte) []byte) []byte {
	t.Helper()
	book, bad := openWorkbook("x", data)
	if bad != nil {
		t.Fatal(bad.Message)
	}
	sheets := map[string]string{}
	for _, s := range book.sheets {
		sheets[foldPart(s.part)] = s.name
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(book.archive.parts)) {
		xml, err := book.archive.read(name)
		if err != nil {
			t.Fatal(err)
		}
		if sheet := sheets[name]; sheet != "" {
			xml = change(sheet, xml)
		}
		p, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		p.Write(xml)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func rules(d Declaration) (names []string) {
	for _, f := range d.Findings {
		names = append(names, f.Rule)
	}
	return names
}

// allFiles adds to the real files, which may not be there, one of the demonstration.
func allFiles(t *testing.T, patterns ...string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, p := range patterns {
		names, _ := filepath.Glob(filepath.Join(sharedCMRT, p))
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(name)] = data
		}
	}
	names, _ := filepath.Glob("../../data/2025/cmrt/*.xlsx")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if d := Read(name, data); d.Readable() && len(d.Findings) == 0 {
			files["demonstration: "+filepath.Base(name)] = data
			return files
		}
	}
	t.Fatal("no clean workbook in the demonstration")
	return nil
}

// TestMovedRowsAndColumnsAreNoticed inserts and deletes rows and columns in real
// workbooks of every family; no answer may be read from a wrong cell.
func TestMovedRowsAndColumnsAreNoticed(t *testing.T) {
	t.Parallel()
	for name, data := range allFiles(t, "templates/RMI_CMRT_*.xlsx", "samples/CMRT_*_green.xlsx") {
		layout, _ := LayoutOf(Read(name, data).Template.Version)
		book, q := takenApart(t, data), layout.Questions
		for _, c := range []struct {
			what        string
			sheet       string
			row, column int
			by          int
		}{
			{"row above all", SheetDeclaration, 1, 0, 1},
			{"row deleted at the top", SheetDeclaration, 2, 0, -1},
			{"row in the company block", SheetDeclaration, 11, 0, 1},
			{"row of the company block deleted", SheetDeclaration, 12, 0, -1},
			{"row before the questions", SheetDeclaration, q[0].Row - 2, 0, 1},
			{"row within a question", SheetDeclaration, q[1].Row + 1, 0, 1},
			{"row of a question deleted", SheetDeclaration, q[1].Row + 1, 0, -1},
			{"two rows between questions", SheetDeclaration, q[2].Row - 1, 0, 2},
			{"a whole question deleted", SheetDeclaration, q[2].Row - 1, 0, -6},
			{"row after the questions", SheetDeclaration, q[len(q)-1].Row + 4, 0, 1},
			{"row in the company questions", SheetDeclaration, layout.CompanyQuestions[2].Row, 0, 1},
			{"row of the company questions deleted", SheetDeclaration, layout.CompanyQuestions[3].Row, 0, -1},
			{"column at the edge", SheetDeclaration, 0, 1, 1},
			{"column before the answers", SheetDeclaration, 0, 3, 1},
			{"row above the smelters", SheetSmelters, 2, 0, 1},
			{"row below the header", SheetSmelters, 4, 0, 1},
			{"header of the smelters deleted", SheetSmelters, 4, 0, -1},
			{"column at the smelters' edge", SheetSmelters, 0, 1, 1},
			{"column among the smelters", SheetSmelters, 0, 3, 1},
		} {
			d := Read(name, book.moved(c.sheet, c.row, c.column, c.by))
			if d.Readable() || !slices.Contains(rules(d), sheetShifted.Name) {
				t.Errorf("%s, %s: not noticed: %v", name, c.what, rules(d))
			}
			if len(d.Answers) > 0 || len(d.Smelters) > 0 || d.Company.Name != "" {
				t.Errorf("%s, %s: answers were read", name, c.what)
			}
		}
	}
}

// TestRowsAddedToTheListsAreNoMatter: below the header, rows are just rows.
func TestRowsAddedToTheListsAreNoMatter(t *testing.T) {
	for name, data := range realFiles(t, "samples/CMRT_*_green.xlsx") {
		before, after := Read(name, data), Read(name, takenApart(t, data).moved(SheetSmelters, 6, 0, 1))
		if !after.Readable() || len(after.Smelters) != len(before.Smelters) {
			t.Errorf("%s: %d smelters, %d after a blank row was put in: %v", name, len(before.Smelters), len(after.Smelters), after.Findings)
		}
	}
}

// TestSheetsGoneOrRenamed wants the name of what is missing.
func TestSheetsGoneOrRenamed(t *testing.T) {
	for name, data := range realFiles(t, "templates/RMI_CMRT_6.5.xlsx", "samples/CMRT_3.01_green.xlsx") {
		book := takenApart(t, data)
		for _, sheet := range []string{SheetDeclaration, SheetSmelters} {
			d := Read(name, book.renamed(sheet, "Tabelle1"))
			if !slices.Equal(rules(d), []string{sheetMissing.Name}) || d.Findings[0].Sheet != sheet {
				t.Errorf("%s without %s: %v", name, sheet, d.Findings)
			}
		}
		d := Read(name, book.renamed(SheetSmelters, " smelter LIST "))
		if !d.Readable() {
			t.Errorf("%s: a sheet's name in other letters: %v", name, d.Findings)
		}
	}
}

// TestVersions covers what the revision cell can say.
func TestVersions(t *testing.T) {
	for name, data := range realFiles(t, "templates/RMI_CMRT_6.5.xlsx") {
		book := takenApart(t, data)
		revised := func(text string, others ...any) []byte {
			cells := map[string]any{"J3": text}
			for i := 0; i < len(others); i += 2 {
				cells[others[i].(string)] = others[i+1]
			}
			return book.with(map[string]map[string]any{SheetDeclaration: cells})
		}
		later := "Revision 6.7\nApril 17, 2027"
		for _, c := range []struct {
			what  string
			data  []byte
			rule  string
			reads bool
		}{
			{"a newer one that is built alike", revised(later), templateVersionNewer.Name, true},
			{"a newer one with another list", revised(later, "E97", "Greater than 99%"), templateVersionUnknown.Name, false},
			{"a newer one with another scope", revised(later, "Q9", "B. Site"), templateVersionUnknown.Name, false},
			{"a newer one without the look-up", takenApart(t, revised(later)).renamed(SheetLookup, "Tabelle1"), templateVersionUnknown.Name, false},
			{"a later family", revised("Revision 7.0\nMay 1, 2030"), templateVersionUnknown.Name, false},
			{"one whose cells are not known", revised("Revision 5.12\nMay 1, 2019"), templateVersionUnknown.Name, false},
			{"none", revised(""), templateVersionUnknown.Name, false},
			{"two templates put together", revised("Revision 6.4\nApril 26, 2024"), templateVersionMixed.Name, true},
		} {
			if d := Read(name, c.data); d.Readable() != c.reads || !slices.Contains(rules(d), c.rule) {
				t.Errorf("%s: readable %v, %v", c.what, d.Readable(), d.Findings)
			}
		}
	}
}

// TestWhatExcelHides wants hidden sheets and rows noted.
func TestWhatExcelHides(t *testing.T) {
	for name, data := range realFiles(t, "templates/RMI_CMRT_6.5.xlsx") {
		secret := takenApart(t, takenApart(t, data).with(map[string]map[string]any{SheetSmelters: {"A9": "CID002763"}}))
		secret = takenApart(t, secret.replaced(secret.parts[SheetSmelters], `<row r="9"`, `<row r="9" hidden="1"`))
		d := Read(name, secret.replaced("xl/workbook.xml", "</sheets>", `<sheet name="Secret" sheetId="99" state="hidden" r:id="rId1"/></sheets>`))
		var hidden []finding.Finding
		for _, f := range d.Findings {
			if f.Rule == fileHiddenContent.Name {
				hidden = append(hidden, f)
			}
		}
		if len(hidden) != 2 || len(d.Smelters) != 1 || d.Smelters[0].ID != "CID002763" {
			t.Errorf("%v %v", d.Findings, d.Smelters)
		}
	}
}

func TestVersionsAreInTheOrderOfTheirRelease(t *testing.T) {
	want := []string{"1.00", "2.00", "2.01", "2.03", "2.03a", "3.00", "3.02", "6.00", "6.01", "6.1", "6.2", "6.21", "6.22", "6.3", "6.31", "6.4", "6.5", "6.6", "6.6.1", "6.6.2", "6.7", "6.10", "6.10.1"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	for i, a := range want {
		for j, b := range want {
			if got := CompareVersions(a, b); got != cmp.Compare(i, j) {
				t.Errorf("%s and %s: %d", a, b, got)
			}
		}
	}
	for i := 1; i < len(Layouts); i++ {
		if CompareVersions(Layouts[i-1].Version, Layouts[i].Version) >= 0 {
			t.Errorf("layouts are out of order at %s", Layouts[i].Version)
		}
	}
}
