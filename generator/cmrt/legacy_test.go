package cmrt

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// converted has LibreOffice save files in another format.
func converted(t *testing.T, format string, files map[string][]byte) map[string][]byte {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--norestore", "--convert-to", format, "--outdir", out}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(in, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(in, name))
	}
	if text, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("convert (needs Debian's libreoffice-calc): %v\n%s", err, text)
	}
	result := map[string][]byte{}
	extension, _, _ := strings.Cut(format, ":")
	for name := range files {
		data, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(name, filepath.Ext(name))+"."+extension))
		if err != nil {
			t.Fatal(err)
		}
		result[name] = data
	}
	return result
}

// plainly writes what a cell holds in one way, whatever program wrote it.
func plainly(s string) string {
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return strconv.FormatFloat(f, 'g', 12, 64)
	}
	if strings.HasPrefix(s, "#") && text.IsError(s) {
		return "#ERROR" // LibreOffice writes #NAME? as #VALUE!
	}
	return strings.NewReplacer("\r", "", "_x000D_", "").Replace(s)
}

// cellsOfConversion are the cells of a sheet, A to AB, as LibreOffice converted them.
func cellsOfConversion(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for n, row := range rows {
		for column, text := range row[:min(len(row), maxColumn)] {
			if text = plainly(text); text != "" {
				cells[ref(column, n+1)] = text
			}
		}
	}
	return cells
}

// cellsAsRead are the same cells as we read them, with or without those of formulas.
func cellsAsRead(t *testing.T, w *workbook, sheet string, formulas bool) map[string]string {
	t.Helper()
	g, err := w.read(sheet, 0)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for i := range g.rows {
		for column, c := range g.rows[i].cells {
			said := plainly(c.text)
			if c.kind == boolValue {
				said = map[string]string{"TRUE": "1", "FALSE": "0"}[said]
			}
			if said != "" && (formulas || !c.formula) {
				cells[ref(column, g.rows[i].number)] = said
			}
		}
	}
	return cells
}

// sheetSum says of a sheet how many cells it has, and sums them up.
type sheetSum struct {
	Cells int    `json:"cells"`
	Sum   string `json:"sum"`
}

func summed(cells map[string]string) sheetSum {
	h := sha256.New()
	for _, at := range slices.Sorted(maps.Keys(cells)) {
		fmt.Fprintf(h, "%s=%s\n", at, cells[at])
	}
	return sheetSum{len(cells), hex.EncodeToString(h.Sum(nil)[:12])}
}

// TestLegacyCellsAreThoseOfLibreOffice compares every cell of the real .xls with what
// LibreOffice made of it, of which sums are kept. CMR_LONG=1 converts it again, and a
// real .xlsx of each family to .xls and back, and compares what is no formula: of those,
// LibreOffice leaves out results when it writes .xls.
func TestLegacyCellsAreThoseOfLibreOffice(t *testing.T) {
	t.Parallel()
	files := realFiles(t, "samples/CMRT_3.01_empty.xls")
	const golden = "testdata/legacy-cells.json"
	kept := map[string]map[string]sheetSum{}
	if data, err := os.ReadFile(golden); err == nil && !long {
		if err := json.Unmarshal(data, &kept); err != nil {
			t.Fatal(err)
		}
	}
	if long {
		others := realFiles(t, "samples/CMRT_2.00_green.xlsx", "samples/CMRT_2.03a_high_risk.xlsx", "samples/CMRT_3.01_green.xlsx", "templates/RMI_CMRT_6.5.xlsx", "templates/RMI_AMRT_1.3.xlsx")
		for name, data := range converted(t, "xls:MS Excel 97", others) {
			files[strings.TrimSuffix(name, "x")] = data
		}
		for name, data := range converted(t, "xlsx:Calc MS Excel 2007 XML", files) {
			f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			w, bad := openWorkbook(name, files[name])
			if bad != nil {
				t.Fatal(name, bad.Message)
			}
			compared, wrong := 0, 0
			for _, sheet := range f.GetSheetList() {
				whole := name == "CMRT_3.01_empty.xls"
				want, got, all := cellsOfConversion(t, f, sheet), cellsAsRead(t, w, sheet, whole), cellsAsRead(t, w, sheet, true)
				maps.DeleteFunc(want, func(at, _ string) bool { return all[at] != "" && got[at] == "" || !whole && formulaAt(t, f, sheet, at) })
				for at := range want {
					if got[at] != want[at] {
						if wrong++; wrong < 10 {
							t.Errorf("%s %s!%s: %q, LibreOffice has %q", name, sheet, at, got[at], want[at])
						}
					}
					delete(got, at)
				}
				for at, text := range got {
					if wrong++; wrong < 10 {
						t.Errorf("%s %s!%s: %q, LibreOffice has nothing", name, sheet, at, text)
					}
				}
				compared += len(want)
				if whole {
					if kept[name] == nil {
						kept[name] = map[string]sheetSum{}
					}
					kept[name][sheet] = summed(want)
				}
			}
			t.Logf("%s: %d cells, %d wrong", name, compared, wrong)
		}
		if data, err := json.MarshalIndent(kept, "", "  "); err != nil {
			t.Fatal(err)
		} else if *update {
			os.WriteFile(golden, append(data, '\n'), 0o644)
		}
	}
	for name, sheets := range kept {
		w, bad := openWorkbook(name, files[name])
		if bad != nil {
			t.Fatal(bad.Message)
		}
		for sheet, want := range sheets {
			if got := summed(cellsAsRead(t, w, sheet, true)); got != want {
				t.Errorf("%s %s: %+v, LibreOffice has %+v", name, sheet, got, want)
			}
		}
	}
}

func formulaAt(t *testing.T, f *excelize.File, sheet, at string) bool {
	t.Helper()
	formula, err := f.GetCellFormula(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	return formula != ""
}

// TestLegacyDeclaration reads a small CMRT of our own that LibreOffice saved as .xls.
// CMR_LONG=1 with -update has it saved again.
func TestLegacyDeclaration(t *testing.T) {
	const file = "testdata/legacy.xls"
	if long && *update {
		f := excelize.NewFile()
		f.SetSheetName("Sheet1", SheetDeclaration)
		f.NewSheet(SheetSmelters)
		f.NewSheet(SheetProducts)
		for cell, value := range map[string]any{"Declaration!D2": "Conflict Minerals Reporting Template (CMRT)", "Declaration!J3": "Revision 6.5\nApril 25, 2025", "Declaration!D8": "Müller 電子 GmbH",
			"Declaration!D9": "A. Company", "Declaration!D22": 45731, "Declaration!D27": "Yes", "Declaration!D56": 1, "Smelter List!B5": "Tin", "Smelter List!C5": "Alpha",
			"Smelter List!A6": 12, "Smelter List!B6": "Gold", "Smelter List!D6": "冶炼厂 & Söhne", "Product List!B5": "Number", "Product List!C5": "Name", "Product List!D5": "Comments", "Product List!B6": 4711.5, "Product List!C6": true} {
			sheet, at, _ := strings.Cut(cell, "!")
			f.SetCellValue(sheet, at, value)
		}
		struck, _ := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
		pale, _ := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}})
		f.SetCellStyle(SheetSmelters, "C5", "C5", struck)
		f.SetCellStyle(SheetDeclaration, "D27", "D27", pale)
		f.SetCellFormula(SheetDeclaration, "D28", `IF(1=1,"No","Yes")`)
		f.SetCellFormula(SheetDeclaration, "D29", `NA()`)
		f.SetRowVisible(SheetSmelters, 6, false)
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, converted(t, "xls:MS Excel 97", map[string][]byte{"a.xlsx": out.Bytes()})["a.xlsx"], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := Read("x.xls", data)
	if d.Template.Version != "6.5" || d.Company.Name != "Müller 電子 GmbH" || d.Company.Scope != "company" || d.Company.EffectiveDate != "2025-03-15" {
		t.Errorf("%+v %+v", d.Template, d.Company)
	}
	for cell, want := range map[string]string{"Declaration!D27": Yes, "Declaration!D28": No, "Declaration!D29": "", "Declaration!D56": "100%"} {
		if i := slices.IndexFunc(d.Answers, func(a Answer) bool { return a.Cell == cell }); d.Answers[i].Answer != want {
			t.Errorf("%s is %+v, not %q", cell, d.Answers[i], want)
		}
	}
	if len(d.Smelters) != 2 || d.Smelters[0].Metal != Tin || d.Smelters[1].IDTyped != "12" || d.Smelters[1].Name != "冶炼厂 & Söhne" || len(d.Products) != 1 || d.Products[0].Number != "4711.5" || d.Products[0].Name != "TRUE" {
		t.Errorf("%+v %+v", d.Smelters, d.Products)
	}
	for rule, cell := range map[string]string{fileHiddenContent.Name: "A6", entryFromFormula.Name: "D28", cellError.Name: "D29", entryStruck.Name: "C5", entryNotVisible.Name: "D27"} {
		if !slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == rule && f.Cell == cell }) {
			t.Errorf("%s is not found in %s: %v", rule, cell, d.Findings)
		}
	}
	for _, size := range []int{600, 3000, len(data) / 2} {
		if d := Read("x.xls", data[:size]); d.Readable() {
			t.Errorf("%d bytes of %d were read", size, len(data))
		}
	}
}
