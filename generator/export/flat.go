package export

import (
	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/sheets"
	"itron.com/conflict-minerals/generator/tables"
)

// SmelterList writes the company's own Smelter List as a workbook of one sheet, to paste
// from: all cells are texts. It names no supplier.
func SmelterList(rows []tables.SmelterListRow) ([]byte, error) {
	const sheet = "Smelter List"
	w := &book{f: excelize.NewFile(), places: sheets.Places{}}
	w.do(func() error {
		return w.f.SetDocProps(&excelize.DocProperties{Title: sheet, Creator: "cmr export", Created: sheets.Made, Modified: sheets.Made})
	})
	w.do(func() error { return w.f.SetSheetName("Sheet1", sheet) })
	for i, name := range tables.Columns[tables.SmelterListRow]() {
		w.text(sheet, 0, i, name)
	}
	for i, row := range rows {
		for j, s := range fields(row) {
			w.text(sheet, i+1, j, s)
		}
	}
	return w.bytes()
}
