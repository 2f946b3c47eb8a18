package export

import (
	"cmp"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/sheets"
	"itron.com/conflict-minerals/generator/tables"
)

// column is how a column of a sheet is shown.
type column struct {
	name   string
	width  float64
	day    bool     // days as Excel counts them, so that they sort and filter
	number bool     // numbers, where they are written as one
	list   []string // what may stand there
	ours   bool     // derived: it does not come back
}

// grid is a sheet: a header, and rows of texts.
type grid struct {
	columns []column
	rows    [][]string
	links   map[[2]int]link // row and column, from 0
}

// link leads to a file, and to a place in it as Excel writes one.
type link struct{ file, place string }

func (g *grid) add(row []string) { g.rows = append(g.rows, row) }

// link lets a cell of the last row lead to a file of the project, or to a cell in it.
func (g *grid) link(column int, toRoot, file, sheet, cell string) {
	to := link{file: toRoot + "/" + strings.ReplaceAll(url.PathEscape(file), "%2F", "/")}
	if sheet != "" && cell != "" {
		to.place = "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cell
	}
	if g.links == nil {
		g.links = map[[2]int]link{}
	}
	g.links[[2]int{len(g.rows) - 1, column}] = to
}

// gridOf has the columns of a table, shown as is said of them.
func gridOf[Row any](shown map[string]column) (g grid) {
	for _, name := range tables.Columns[Row]() {
		c := shown[name]
		c.name = name
		g.columns = append(g.columns, c)
	}
	return g
}

// fields are a row of a table as texts, in the order of its columns.
func fields(row any) (list []string) {
	v := reflect.ValueOf(row)
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("csv") != "-" {
			list = append(list, v.Field(i).String())
		}
	}
	return list
}

// book is the workbook as it is written. The first error stays, and ends it.
type book struct {
	f                            *excelize.File
	err                          error
	head, ours, plain, day, link int // styles

	sheets int
	places sheets.Places
}

func newBook(title string) *book {
	w := &book{f: excelize.NewFile(), sheets: 1, places: sheets.Places{}}
	format := "yyyy-mm-dd"
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		at    *int
		style excelize.Style
	}{
		{&w.head, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E2EC"}}, Alignment: top}},
		{&w.ours, excelize.Style{Font: &excelize.Font{Bold: true, Italic: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EEEEEE"}}, Alignment: top}},
		{&w.plain, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, NumFmt: 49}},
		{&w.day, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &format}},
		{&w.link, excelize.Style{Font: &excelize.Font{Color: "0B5394", Underline: "single"}, Alignment: &excelize.Alignment{Vertical: "top"}}},
	} {
		w.do(func() (err error) { *s.at, err = w.f.NewStyle(&s.style); return err })
	}
	w.do(func() error {
		return w.f.SetDocProps(&excelize.DocProperties{Title: title, Description: internal, Creator: "cmr export", Created: sheets.Made, Modified: sheets.Made})
	})
	w.do(func() error { return w.f.SetSheetName("Sheet1", sheetAbout) })
	return w
}

// bytes packs the workbook.
func (w *book) bytes() ([]byte, error) {
	if w.err != nil {
		return nil, fmt.Errorf("write workbook: %w", w.err)
	}
	w.f.SetActiveSheet(0)
	return sheets.Pack(w.f, w.places)
}

func (w *book) do(step func() error) {
	if w.err == nil {
		w.err = step()
	}
}

// about is the first sheet: what the workbook is, and from which tables it was made.
func (w *book) about(in Input) {
	lines := [][2]string{
		{internal, ""}, {"", ""},
		{"Company", in.Company}, {"Reporting year", strconv.Itoa(in.Year.Number)}, {"As of", in.Day}, {"Answers count until", in.Year.Settings.CutOff}, {"", ""},
		{sheetSuppliers, "the roster, and behind it (grey) where each supplier stands"}, {sheetFindings, "what was found, with a link to the cell in the supplier's file"},
		{sheetSmelters, "smelters and refiners of accepted declarations, and who names them"}, {sheetFigures, "the figures of the report, and those that are not published"}, {sheetDecisions, "judgments that were recorded"}, {"", ""},
		{"To take changes back", fmt.Sprintf("Change the sheets %s (not its grey columns) and %s, save, and run: cmr import %d FILE", sheetSuppliers, sheetDecisions, in.Year.Number)},
	}
	for i, other := range in.Beside {
		lines = slices.Insert(lines, 12+i, [2]string{other.Year.Asks() + " …", "the same of this programme; nothing of these sheets comes back"})
	}
	if in.Year.Demonstration {
		lines = slices.Insert(lines, 1, [2]string{"This is a demonstration: companies, people and smelters in it are fictional.", ""})
	}
	for _, file := range []string{project.RosterFile(in.Year.Number), project.DecisionsFile(in.Year.Number)} {
		lines = append(lines, [2]string{standing + file, in.Stands[file]})
	}
	for i, line := range lines {
		for j, s := range line {
			w.text(sheetAbout, i, j, s)
		}
	}
	w.do(func() error { return w.f.SetColWidth(sheetAbout, "A", "A", 34) })
	w.do(func() error { return w.f.SetColWidth(sheetAbout, "B", "B", 90) })
	w.do(func() error { return w.f.SetCellStyle(sheetAbout, "A1", "A1", w.head) })
	w.print(sheetAbout)
}

// standing begins the lines that tell from which bytes of a table the workbook was made.
const standing = "SHA-256 of "

// print marks what is printed of a sheet, and its tab.
func (w *book) print(sheet string) {
	red := "C00000"
	w.do(func() error { return w.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{TabColorRGB: &red}) })
	w.do(func() error {
		return w.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: "&C" + internal, OddFooter: "&L&A&R&P / &N"})
	})
}

// mostLinks is how many links Excel lets a sheet have.
const mostLinks = 65_000

// sheet writes a sheet with a header that stays, filters, typed days and numbers, and links.
func (w *book) sheet(name string, g grid) {
	w.do(func() error { _, err := w.f.NewSheet(name); return err })
	w.sheets++
	places := map[string]string{}
	w.places[fmt.Sprintf("xl/worksheets/sheet%d.xml", w.sheets)] = places
	for i, c := range g.columns {
		style, at := w.head, sheets.Column(i)
		if c.ours {
			style = w.ours
		}
		body := w.plain
		if c.day {
			body = w.day
		}
		if c.number {
			body = 0
		}
		w.do(func() error { return w.f.SetColStyle(name, at, body) })
		w.do(func() error { return w.f.SetColWidth(name, at, at, cmp.Or(c.width, 13)) })
		w.text(name, 0, i, c.name)
		w.do(func() error { return w.f.SetCellStyle(name, at+"1", at+"1", style) })
		if c.list != nil {
			w.do(func() error {
				v := excelize.NewDataValidation(true)
				v.Sqref = fmt.Sprintf("%s2:%s%d", at, at, max(len(g.rows)+500, 1000))
				if err := v.SetDropList(c.list); err != nil {
					return err
				}
				return w.f.AddDataValidation(name, v)
			})
		}
	}
	links := 0
	for i, row := range g.rows {
		for j, s := range row {
			w.cell(name, i+1, j, s, g.columns[j])
			if to, ok := g.links[[2]int{i, j}]; ok && s != "" && links < mostLinks {
				links++
				at := sheets.Column(j) + strconv.Itoa(i+2)
				w.do(func() error { return w.f.SetCellHyperLink(name, at, to.file, "External") })
				places[at] = to.place
				w.do(func() error { return w.f.SetCellStyle(name, at, at, w.link) })
			}
		}
	}
	w.do(func() error {
		return w.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	})
	w.do(func() error {
		return w.f.AutoFilter(name, fmt.Sprintf("A1:%s%d", sheets.Column(len(g.columns)-1), max(len(g.rows)+1, 2)), nil)
	})
	w.print(name)
}

// cell writes a value as what it is: a day, a number, or a text.
func (w *book) cell(sheet string, row, col int, s string, c column) {
	at := sheets.Column(col) + strconv.Itoa(row+1)
	if day, ok := sheets.Day(s); c.day && ok {
		w.do(func() error { return w.f.SetCellValue(sheet, at, day) })
		w.do(func() error { return w.f.SetCellStyle(sheet, at, at, w.day) })
		return
	}
	if n, err := strconv.ParseFloat(s, 64); c.number && err == nil {
		w.do(func() error { return w.f.SetCellValue(sheet, at, n) })
		return
	}
	w.text(sheet, row, col, s)
}

// longest is what a cell can hold.
const longest = 32_000

// text writes a text, which no program takes for a formula.
func (w *book) text(sheet string, row, col int, s string) {
	if s == "" {
		return
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, finding.Short(tables.Guard(s), longest))
	s = sheets.Text(s)
	at := sheets.Column(col) + strconv.Itoa(row+1)
	w.do(func() error { return w.f.SetCellStr(sheet, at, s) })
}
