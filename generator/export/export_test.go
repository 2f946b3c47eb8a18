package export

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/sheets"
	"itron.com/conflict-minerals/generator/tables"
)

const (
	roster    = "data/2025/suppliers.csv"
	decided   = "data/2025/decisions.csv"
	rosterTop = "id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent,vendor\n"
	acme      = "acme,\"Acme, Inc.\",Ann,ann@acme.example,en,yes,parts,tin gold,2.50,yes,,000123\n"
	beta      = "beta,Beta,Bea,bea@beta.example,zh,no,'=SUM(A1),,,,,\n"
	decidedOn = "action,supplier,rule,sheet,cell,metal,raw,decided,who,date,until,reason\nreject,acme,,,,gold,'=cmd|x,,R. Example,2026-04-02,,\"A trader,\nnot a smelter.\"\n"
)

// around is a project with a roster and a decision.
func around(t testing.TB, files map[string]string) *project.Project {
	t.Helper()
	tree, err := project.Skeleton("Example, Inc.", 2025)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for name, data := range tree {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	for name, text := range map[string]string{roster: rosterTop + acme + beta, decided: decidedOn, "content/2025/year.yaml": "cut_off: 2026-04-30\n"} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := project.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func exported(t testing.TB, p *project.Project) []byte {
	t.Helper()
	y, err := p.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Company: "Example, Inc.", Year: y, Day: "2026-04-01", ToRoot: "..", Stands: map[string]string{}, Verdicts: map[string]check.Verdict{"data/2025/cmrt/a b.xlsx": check.Returned},
		Findings: []finding.Finding{{Rule: "x", Severity: finding.Error, File: "data/2025/cmrt/a b.xlsx", Supplier: "acme", Sheet: "Smelter List", Cell: "F9", Message: "=HYPERLINK(\"https://evil.example\")", DecidedOn: "2026-04-02"}}}
	for _, file := range []string{roster, decided} {
		if in.Stands[file], err = standOf(p.FS, file); err != nil {
			t.Fatal(err)
		}
	}
	data, err := Write(in)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Write(in)
	if !bytes.Equal(data, again) {
		t.Error("the same inputs gave other bytes")
	}
	return data
}

// edited is a workbook with some cells changed, as Excel would save it.
func edited(t testing.TB, data []byte, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	change(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestTheWorkbookForExcel has a header that stays, filters, days as numbers, links to cells,
// and texts that are no formulas.
func TestTheWorkbookForExcel(t *testing.T) {
	data := exported(t, around(t, nil))
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range f.GetSheetList() {
		for _, row := range must(f.GetRows(sheet))(t) {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") {
					t.Errorf("%s: a text that begins as a formula: %s", sheet, cell)
				}
			}
		}
		if sheet == sheetAbout {
			if v, _ := f.GetCellValue(sheet, "A1"); v != internal {
				t.Errorf("the workbook does not say that it is internal: %s", v)
			}
			continue
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header does not stay: %+v %v", sheet, panes, err)
		}
		if h, _ := f.GetHeaderFooter(sheet); h == nil || !strings.Contains(h.OddHeader, internal) {
			t.Errorf("%s: what is printed is not marked", sheet)
		}
	}
	if ok, to, _ := f.GetCellHyperLink(sheetFindings, "H2"); !ok || to != "../data/2025/cmrt/a%20b.xlsx" {
		t.Errorf("the cell links to %q", to)
	}
	part, err := fs.ReadFile(zipFS(t, data), "xl/worksheets/sheet3.xml")
	if err != nil || !bytes.Contains(part, []byte(`<hyperlink ref="H2" location="&#39;Smelter List&#39;!F9"`)) || !bytes.Contains(part, []byte("<autoFilter")) {
		t.Errorf("no link to the cell, or no filter: %v", err)
	}
	for at, want := range map[string]string{sheetDecisions + "!J2": "46114", sheetFindings + "!O2": "46114", sheetSuppliers + "!I2": "2.5", sheetSuppliers + "!L2": "000123"} {
		sheet, cell, _ := strings.Cut(at, "!")
		if v, _ := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true}); v != want {
			t.Errorf("%s: %q, want %q", at, v, want)
		}
	}
}

// TestWhatComesBack: what was changed, and nothing else.
func TestWhatComesBack(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(f *excelize.File)
		files  map[string]string // of the project, changed since
		o      Options
		want   map[string]string // tables as they would be
		told   string
		wrong  string
	}{
		{name: "nothing", change: func(*excelize.File) {}},
		{name: "sorted, and grey columns overwritten", change: func(f *excelize.File) {
			for col, v := range []string{"beta", "Beta", "Bea", "bea@beta.example", "zh", "no", "'=SUM(A1)", "", "", "", "", "", "", "accepted"} {
				a, b := sheets.Column(col)+"2", sheets.Column(col)+"3"
				was, _ := f.GetCellValue(sheetSuppliers, a)
				_ = f.SetCellValue(sheetSuppliers, a, v)
				_ = f.SetCellValue(sheetSuppliers, b, was)
			}
		}},
		{name: "a cell", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "D2", "bob@acme.example") },
			want: map[string]string{roster: rosterTop + strings.Replace(acme, "ann@", "bob@", 1) + beta}, told: `acme: email: "ann@acme.example" → "bob@acme.example"`},
		{name: "a supplier more", change: func(f *excelize.File) {
			for at, v := range map[string]string{"A4": "gamma", "B4": "Gamma", "F4": "yes"} {
				_ = f.SetCellValue(sheetSuppliers, at, v)
			}
		}, want: map[string]string{roster: rosterTop + acme + beta + "gamma,Gamma,,,,yes,,,,,,\n"}, told: "new: gamma, Gamma, yes"},
		{name: "a decision, dated by Excel", change: func(f *excelize.File) {
			for at, v := range map[string]any{"A3": "reject", "F3": "tin", "G3": "Example House", "I3": "R. Example", "J3": 46115, "L3": "A bank."} {
				_ = f.SetCellValue(sheetDecisions, at, v)
			}
		}, want: map[string]string{decided: decidedOn + "reject,,,,,tin,Example House,,R. Example,2026-04-03,,A bank.\n"}, told: "new: reject, tin, Example House"},
		{name: "a row that is gone", change: func(f *excelize.File) { _ = f.RemoveRow(sheetSuppliers, 3) }, told: "suppliers.csv:3 is not in the workbook any more and stays"},
		{name: "a row that is to go", change: func(f *excelize.File) { _ = f.RemoveRow(sheetSuppliers, 3) }, o: Options{Remove: true}, want: map[string]string{roster: rosterTop + acme}, told: "removed: beta"},
		{name: "what the table would refuse", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "F2", "maybe") }, wrong: `in_scope is "maybe"`},
		{name: "twice", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "A3", "acme") }, wrong: `row 3: id "acme" is there twice`},
		{name: "a formula error", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "B2", "#REF!") }, wrong: "formula error #REF!"},
		{name: "a decision without a reason", change: func(f *excelize.File) { _ = f.SetCellValue(sheetDecisions, "L2", "") }, wrong: "a decision needs who, reason and date"},
		{name: "a date that is none", change: func(f *excelize.File) { _ = f.SetCellValue(sheetDecisions, "J2", "soon") }, wrong: "a decision needs who, reason and date"},
		{name: "which row is wrong", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "E3", "Chinese") }, wrong: "(w.xlsx, sheet Suppliers, row 3)"},
		{name: "a sheet under another name", change: func(f *excelize.File) { _ = f.SetSheetName(sheetSuppliers, "Suppliers (2)") }, told: "The sheet Suppliers (2) looks like Suppliers and was not read"},
		{name: "a column of one's own", change: func(f *excelize.File) {
			_ = f.SetCellValue(sheetSuppliers, "Z1", "Notes")
			_ = f.SetCellValue(sheetSuppliers, "Z2", "Call again")
		}, told: "Columns of the sheet Suppliers that the table does not have were left out: “Notes”"},
		{name: "without a column", change: func(f *excelize.File) { _ = f.RemoveCol(sheetSuppliers, "B") }, wrong: `there is no column "name"`},
		{name: "another table since", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "D2", "bob@acme.example") }, files: map[string]string{roster: rosterTop + acme}, wrong: "was changed since the workbook was made"},
		{name: "another table since, and over it", change: func(f *excelize.File) { _ = f.SetCellValue(sheetSuppliers, "D2", "bob@acme.example") }, files: map[string]string{roster: rosterTop + acme + strings.Replace(beta, "Bea", "Bob", 1)}, o: Options{Over: true},
			want: map[string]string{roster: rosterTop + strings.Replace(acme, "ann@", "bob@", 1) + beta}, told: "acme: email"},
		{name: "an escalated supplier that goes", change: func(f *excelize.File) { _ = f.RemoveRow(sheetSuppliers, 3) }, o: Options{Remove: true, Over: true},
			files: map[string]string{"data/2025/outreach.csv": "date,supplier,kind,channel,outcome,note\n2026-01-12,beta,request,email,sent,\n"}, wrong: "outreach.csv:2 would not fit any more"},
		{name: "no sheet of it", change: func(f *excelize.File) {
			_ = f.SetSheetName(sheetSuppliers, "A")
			_ = f.SetSheetName(sheetDecisions, "B")
		}, wrong: "has neither a sheet Suppliers nor a sheet Decisions"},
	} {
		data := edited(t, exported(t, around(t, nil)), tc.change)
		b, err := Read(around(t, tc.files), nil, 2025, "w.xlsx", data, tc.o)
		said := strings.Join(append(b.Told, b.Left...), "\n")
		switch {
		case tc.wrong != "":
			if err == nil || !strings.Contains(err.Error(), tc.wrong) {
				t.Errorf("%s: %v, want %q", tc.name, err, tc.wrong)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", tc.name, err)
			continue
		case !strings.Contains(said, tc.told) || tc.told == "" && said != "":
			t.Errorf("%s: told %q, want %q", tc.name, said, tc.told)
		}
		if len(b.Files) != len(tc.want) {
			t.Errorf("%s: %d tables change, want %d: %s", tc.name, len(b.Files), len(tc.want), said)
		}
		for file, want := range tc.want {
			if got := string(b.Files[file]); got != want {
				t.Errorf("%s: %s\n%s\nwant\n%s", tc.name, file, got, want)
			}
		}
	}
}

// TestWhatGoesOutComesBack: any roster that the project reads changes nothing when it comes
// back as it went out.
func TestWhatGoesOutComesBack(t *testing.T) {
	words := []string{"", "=1+1", "-5", "'x", "+49 1", "@a", "0012", "1e5", "TRUE", "2026-01-12", "_x0041_", "ü 冶炼厂", "a;=1", "#N/", "12,5", "&<>\"", "%27"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var word []byte
		for range random.IntN(20) {
			word = append(word, byte(' '+random.IntN('~'-' ')))
		}
		words = append(words, string(word))
	}
	var rows []tables.Supplier
	for i, word := range words {
		rows = append(rows, tables.Supplier{ID: fmt.Sprintf("s%d", i), Name: "N" + word, Contact: word, InScope: "yes", Why: words[(i+7)%len(words)], SpendShare: []string{"", "0", "0.10", "0.1"}[i%4]})
	}
	data, err := tables.Write(rows)
	if err != nil {
		t.Fatal(err)
	}
	p := around(t, map[string]string{roster: string(data), decided: strings.SplitAfter(decidedOn, "\n")[0]})
	b, err := Read(p, nil, 2025, "w.xlsx", exported(t, p), Options{})
	if err != nil || len(b.Told)+len(b.Left)+len(b.Files) > 0 {
		t.Fatalf("%v %q %q\n%s", err, b.Told, b.Left, data)
	}
}
