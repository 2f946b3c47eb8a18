// Package sheets writes tables as Excel workbooks, the same bytes for the same tables.
//
// It stands beside package site, for which it writes what is published as a plain workbook,
// so that nobody has to import a CSV file: days are days, numbers are numbers, identifiers
// stay text, and there is no formula and no link. Package export packs the internal
// workbook with it.
package sheets

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/tables"
)

// Workbook writes tables, each on a sheet of its name, and last a sheet of what there is to
// know about them.
func Workbook(list []tables.Public, about [][2]string) ([]byte, error) {
	note := tables.Public{Name: "about", Fields: []tables.Field{{Name: "about", Type: "string"}, {Name: "text", Type: "string"}}}
	for _, line := range about {
		note.Rows = append(note.Rows, line[:])
	}
	list = append(slices.Clip(list), note)
	f := excelize.NewFile()
	defer f.Close()
	err := f.SetDocProps(&excelize.DocProperties{Creator: "cmr build", Created: Made, Modified: Made})
	var s styles
	if err == nil {
		s, err = newStyles(f)
	}
	if err == nil {
		err = f.SetSheetName("Sheet1", list[0].Name)
	}
	for _, t := range list {
		if err == nil {
			_, err = f.NewSheet(t.Name)
		}
		if err == nil {
			err = sheet(f, t, s)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return Pack(f, nil)
}

// styles are those of cells, as the library numbers them.
type styles struct {
	head int
	day  int // 2026-04-30
	text int // so that a number of a smelter is not taken for one to count with
}

func newStyles(f *excelize.File) (s styles, err error) {
	format := "yyyy-mm-dd"
	if s.head, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return s, err
	}
	if s.day, err = f.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
		return s, err
	}
	s.text, err = f.NewStyle(&excelize.Style{NumFmt: 49})
	return s, err
}

// sheet writes a table: its head stays in view, and every column can be filtered.
func sheet(f *excelize.File, t tables.Public, s styles) error {
	err := f.AutoFilter(t.Name, fmt.Sprintf("A1:%s%d", Column(len(t.Fields)-1), len(t.Rows)+1), nil) // first: it would read what was streamed
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	head := make([]any, len(t.Fields))
	for i, field := range t.Fields {
		width := utf8.RuneCountInString(field.Name)
		for _, row := range t.Rows {
			width = max(width, utf8.RuneCountInString(row[i]))
		}
		if err := w.SetColWidth(i+1, i+1, float64(min(width, 60)+3)); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: s.head, Value: field.Name}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.SetRow("A1", head); err != nil {
		return err
	}
	for r, row := range t.Rows {
		cells := make([]any, len(row))
		for i, value := range row {
			cells[i] = s.cell(t.Fields[i].Type, value)
		}
		if err := w.SetRow("A"+strconv.Itoa(r+2), cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

// cell is a value by the type of its column; what is not of that type stays text.
func (s styles) cell(kind, value string) any {
	if value == "" {
		return nil
	}
	if day, ok := Day(value); ok && kind == "date" {
		return excelize.Cell{StyleID: s.day, Value: day}
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil && !math.IsNaN(n) && !math.IsInf(n, 0) && (kind == "integer" || kind == "number") {
		return n
	}
	return excelize.Cell{StyleID: s.text, Value: value}
}
