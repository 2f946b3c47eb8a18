package demo

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

// file writes a workbook with the given sheets filled and the others empty.
func file(sheets map[string]cells, b *book) ([]byte, error) {
	f, err := newFile(b.without)
	if err != nil {
		return nil, fmt.Errorf("start workbook: %w", err)
	}
	defer f.Close()
	for _, name := range sheetOrder {
		if content := sheets[name]; content != nil && name != b.without {
			if b.rows > 0 && slices.Contains(heavy, name) {
				if err := weigh(f, name, content); err != nil {
					return nil, fmt.Errorf("write sheet %q: %w", name, err)
				}
				continue
			}
			if err := stream(f, name, content, b); err != nil {
				return nil, fmt.Errorf("write sheet %q: %w", name, err)
			}
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return data.Bytes(), nil
}

// newFile makes the sheets, the styles and the title, always in the same order.
func newFile(without string) (*excelize.File, error) {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", sheetOrder[0]); err != nil {
		return nil, err
	}
	for i, name := range sheetOrder {
		if name == without {
			continue
		}
		if _, err := f.NewSheet(name); err != nil { // for the first a no-op: it is there
			return nil, err
		}
		if i >= len(sheetOrder)-hiddenSheets {
			if err := f.SetSheetVisible(name, false); err != nil {
				return nil, err
			}
		}
	}
	if i, err := f.GetSheetIndex(cmrt.SheetDeclaration); err == nil {
		f.SetActiveSheet(i)
	}
	day := "d-mmm-yyyy"
	for _, style := range []*excelize.Style{{Font: &excelize.Font{Bold: true}}, {CustomNumFmt: &day}} {
		if _, err := f.NewStyle(style); err != nil {
			return nil, err
		}
	}
	made := "2024-01-01T00:00:00Z" // fixed: the same options must give the same bytes
	return f, f.SetDocProps(&excelize.DocProperties{Title: "Fictional demonstration file", Description: notice, Creator: "cmr demo", Created: made, Modified: made})
}

// stream writes one sheet, row by row.
func stream(f *excelize.File, name string, content cells, b *book) error {
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := w.SetColWidth(2, 7, 28); err != nil {
		return err
	}
	rows := map[int]map[int]excelize.Cell{}
	for at, c := range content {
		column, row, err := excelize.CellNameToCoordinates(at)
		if err != nil {
			return err
		}
		if b.uncalculated && c.Formula != "" {
			c.Value = nil
		}
		if name == cmrt.SheetDeclaration && b.shift && row > 1 {
			row++
			c.Formula = strings.ReplaceAll(c.Formula, "$P$3", "$P$4")
		}
		if rows[row] == nil {
			rows[row] = map[int]excelize.Cell{}
		}
		rows[row][column] = c
	}
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		last := slices.Max(slices.Collect(maps.Keys(rows[row])))
		values := make([]any, last)
		for column, c := range rows[row] {
			values[column-1] = c
		}
		if err := w.SetRow(fmt.Sprintf("A%d", row), values); err != nil {
			return err
		}
	}
	if name == cmrt.SheetDeclaration && !b.shift {
		for _, m := range merged(b.layout) {
			if err := w.MergeCell(m[0], m[1]); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}
