package cmrt

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestHostileParityWithLibreOffice changes a workbook in ways that make programs read
// it differently, and compares every entry with what LibreOffice shows: where the two
// differ, a finding must say so. A handful of such changes is written out, with what is
// right, in ambiguous_test.go and visible_test.go; this one makes 500, with CMR_LONG=1.
func TestHostileParityWithLibreOffice(t *testing.T) {
	if os.Getenv("CMR_LONG") == "" {
		t.Skip("takes minutes of LibreOffice: CMR_LONG=1")
	}
	r := rand.New(rand.NewPCG(17, 4))
	dir := t.TempDir()
	made := map[string][]string{} // what was done to which file
	for i := range 500 {
		parts := wholeWorkbook()
		name := fmt.Sprintf("m%03d", i)
		for range 1 + r.IntN(2) {
			at := r.IntN(len(hostileChanges))
			made[name] = append(made[name], hostileChanges[at].name)
			hostileChanges[at].change(r, parts)
		}
		write(t, filepath.Join(dir, name+".xlsx"), zipped(parts))
	}
	write(t, filepath.Join(dir, "unchanged.xlsx"), zipped(wholeWorkbook()))
	hostile, _ := filepath.Glob(filepath.Join(sharedCMRT, "../cases/hostile/excel-*.xlsx")) // none without the notes
	for _, file := range hostile {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, filepath.Base(file)), data)
	}
	shown := shownByLibreOffice(t, dir, ".xlsx")
	same, told, only := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		data, err := os.ReadFile(filepath.Join(dir, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		d := Read(name, data)
		diff := differences(d, shown[name])
		if strings.HasPrefix(name, "excel-") { // its formulas and its date are the demonstration's
			diff = slices.DeleteFunc(diff, func(line string) bool { return !strings.HasPrefix(line, SheetDeclaration+"!D39:") })
		}
		switch {
		case len(shown[name]) == 0:
			only++ // LibreOffice does not open it, and shows nothing that we could differ from
		case len(diff) == 0:
			same++
		case loud(d, diff):
			told++
		default:
			t.Errorf("%s %v:\n  %s\n  %v", name, made[name], strings.Join(diff, "\n  "), d.Findings)
		}
	}
	t.Logf("%d the same, %d different and told, %d that LibreOffice does not open", same, told, only)
	if unchanged := shown["unchanged"]; len(unchanged) == 0 || unchanged[SheetDeclaration+"!D27"] != "Yes" || same < 100 {
		t.Errorf("the comparison compares nothing: %v", unchanged)
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// shownByLibreOffice gives what every workbook of a folder shows in each cell.
func shownByLibreOffice(t *testing.T, dir, extension string) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"+extension))
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	const allSheetsAsShown = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`
	for batch := range slices.Chunk(files, 100) {
		args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--norestore", "--convert-to", allSheetsAsShown, "--outdir", out}, batch...)
		if text, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
			t.Fatalf("convert with LibreOffice (needs Debian's libreoffice-calc): %v\n%s", err, text)
		}
	}
	shown := map[string]map[string]string{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), extension)
		shown[name] = map[string]string{}
		for _, sheet := range []string{SheetDeclaration, SheetSmelters, SheetProducts} {
			f, err := os.Open(filepath.Join(out, name+"-"+sheet+".csv"))
			if os.IsNotExist(err) {
				continue
			} else if err != nil {
				t.Fatal(err)
			}
			rows := csv.NewReader(f)
			rows.FieldsPerRecord = -1
			list, err := rows.ReadAll()
			f.Close()
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range list {
				for column, text := range row {
					if text != "" {
						shown[name][sheet+"!"+ref(column, i+1)] = text
					}
				}
			}
		}
	}
	return shown
}

// differences compares every entry that either of the two has.
func differences(d Declaration, shown map[string]string) (list []string) {
	read := entries(d)
	cells := maps.Clone(read)
	for cell := range shown {
		if sheet, at, _ := strings.Cut(cell, "!"); asks(sheet, at) {
			cells[cell] = ""
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(cells)) {
		if strings.TrimSpace(read[cell]) != strings.TrimSpace(shown[cell]) {
			list = append(list, fmt.Sprintf("%s: read %q, shown %q", cell, read[cell], shown[cell]))
		}
	}
	return list
}

var declarationEntry = regexp.MustCompile(`^[DG](2[6-9]|3[2-58-9]|4[014-7]|5[0-36-9]|6[2-58-9]|7[01])$|^D(8|9|1[02-9]|2[0-2])$`)

// asks tells whether a cell of 6.5 holds an entry, of the smelters those in the first rows.
func asks(sheet, cell string) bool {
	column, row := splitRef(cell)
	switch sheet {
	case SheetDeclaration:
		return declarationEntry.MatchString(cell)
	case SheetSmelters:
		return row >= 5 && row < 100 && column <= 16
	}
	return sheet == SheetProducts && row >= 6 && column >= 1 && column <= 3
}

// entries gives what was read, by cell.
func entries(d Declaration) map[string]string {
	m := map[string]string{}
	put := func(sheet, cell, text string) {
		if text != "" {
			m[sheet+"!"+cell] = text
		}
	}
	c := d.Company
	for cell, text := range map[string]string{"D8": c.Name, "D9": c.ScopeRaw, "D10": c.ScopeDescription, "D12": c.UniqueID, "D13": c.UniqueIDAuthority, "D14": c.Address, "D15": c.ContactName,
		"D16": c.ContactEmail, "D17": c.ContactPhone, "D18": c.AuthorizerName, "D19": c.AuthorizerTitle, "D20": c.AuthorizerEmail, "D21": c.AuthorizerPhone, "D22": c.EffectiveDate} {
		put(SheetDeclaration, cell, text)
	}
	for _, a := range d.Answers {
		_, cell, _ := strings.Cut(a.Cell, "!")
		put(SheetDeclaration, cell, a.Raw)
		put(SheetDeclaration, strings.Replace(cell, "D", "G", 1), a.Comment)
	}
	for _, s := range d.Smelters {
		for column, text := range map[string]string{"A": s.IDTyped, "B": s.MetalRaw, "C": s.Lookup, "D": s.Name, "E": s.Country, "F": s.IDRaw, "G": s.IDSource, "H": s.Street, "I": s.City, "J": s.State,
			"K": s.ContactName, "L": s.ContactEmail, "M": s.NextSteps, "N": s.MineName, "O": s.MineCountry, "P": s.RecycledRaw, "Q": s.Comment} {
			put(SheetSmelters, fmt.Sprint(column, s.Row), text)
		}
	}
	for _, p := range d.Products {
		for column, text := range map[string]string{"B": p.Number, "C": p.Name, "D": p.Comment} {
			put(SheetProducts, fmt.Sprint(column, p.Row), text)
		}
	}
	return m
}

// loud tells whether each difference is told: at its cell, of its sheet or of the file.
func loud(d Declaration, diff []string) bool {
	for _, line := range diff {
		sheet, rest, _ := strings.Cut(line, "!")
		cell, _, _ := strings.Cut(rest, ":")
		if d.Readable() && !slices.ContainsFunc(d.Findings, func(f finding.Finding) bool {
			if f.Rule == sheetNotRead.Name && f.Sheet == sheet {
				return true
			}
			at := f.Cell == cell || strings.Contains(f.Message, cell) || strings.Contains(f.Message, " more)") || f.Cell == ""
			return f.Severity.AtLeast(finding.Warning) && (f.In(sheet, cell) || (f.Sheet == sheet || f.Sheet == "") && at)
		}) {
			return false
		}
	}
	return true
}

// skeletonParts are those of a workbook that any program opens.
var skeletonParts = map[string]string{
	"[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="` + packageSpaces[0] + `"><Relationship Id="a" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relSpace + `"><workbookPr/><sheets><sheet name="Declaration" sheetId="1" r:id="d"/><sheet name="Smelter List" sheetId="2" r:id="s"/>` +
		`<sheet name="Product List" sheetId="3" r:id="p"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + packageSpaces[0] + `"><Relationship Id="d" Type="` + relSpace + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="` + relSpace + `/worksheet" Target="worksheets/sheet2.xml"/>` +
		`<Relationship Id="p" Type="` + relSpace + `/worksheet" Target="worksheets/sheet3.xml"/><Relationship Id="t" Type="` + relSpace + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="` + relSpace + `/styles" Target="styles.xml"/></Relationships>`,
	"xl/sharedStrings.xml": `<sst xmlns="` + mainSpace + `"><si><t>Yes</t></si><si><t>No</t></si><si><r><t>Ye</t></r><r><t>s</t></r></si><si><t>No</t><rPh sb="0" eb="1"><t>Yes</t></rPh></si></sst>`,
	"xl/styles.xml": `<styleSheet xmlns="` + mainSpace + `"><numFmts><numFmt numFmtId="200" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="201" formatCode="FORMAT"/></numFmts><fonts><font><sz val="11"/><name val="Arial"/></font><font>FONT</font></fonts>` +
		`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>` +
		`<cellXfs><xf/><xf numFmtId="200" applyNumberFormat="1"/><xf numFmtId="201" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
}

// wholeWorkbook is a completed CMRT 6.5 without labels.
func wholeWorkbook() map[string]string {
	parts := maps.Clone(skeletonParts)
	cells := map[string]string{"D2": "Conflict Minerals Reporting Template (CMRT)", "J3": "Revision 6.5", "D8": "Acme", "D9": "A. Company", "D14": "1 Road", "D15": "A. Smith", "D16": "a@acme.example", "D17": "1", "D18": "B. Jones", "D20": "b@acme.example", "D21": "2"}
	for _, q := range six.Questions {
		for i := range Metals {
			cells[q.Cell(i)] = map[bool]string{true: "Greater than 90%", false: "Yes"}[q.Key == ResponseShare]
		}
	}
	sheet := func(cells map[string]string) string {
		rows := map[int][]string{}
		for _, cell := range slices.Sorted(maps.Keys(cells)) {
			_, row := splitRef(cell)
			rows[row] = append(rows[row], fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, cell, cells[cell]))
		}
		text := `<worksheet xmlns="` + mainSpace + `" xmlns:mc="` + compatSpace + `" xmlns:z="urn:z"><sheetData>`
		for _, row := range slices.Sorted(maps.Keys(rows)) {
			text += fmt.Sprintf(`<row r="%d">%s</row>`, row, strings.Join(rows[row], ""))
		}
		return text + `</sheetData></worksheet>`
	}
	parts[declarationPart] = strings.Replace(sheet(cells), `<row r="26">`, `<row r="22"><c r="D22" s="1"><v>45730</v></c></row><row r="26">`, 1)
	smelters, products := map[string]string{"B4": "Which metal"}, map[string]string{"B5": "Number"}
	for row := 5; row < 11; row++ {
		for column, text := range map[string]string{"A": "CID90000" + fmt.Sprint(row), "B": "Tin", "C": "Alpha", "E": "Peru", "K": "C. Smith", "P": "No"} {
			smelters[fmt.Sprint(column, row)] = text
		}
		products[fmt.Sprint("B", row+1)], products[fmt.Sprint("C", row+1)] = "P-"+fmt.Sprint(row), "Board"
	}
	parts[smelterPart], parts["xl/worksheets/sheet3.xml"] = sheet(smelters), sheet(products)
	return parts
}
