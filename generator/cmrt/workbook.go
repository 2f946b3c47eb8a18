package cmrt

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/finding"
)

// Limits on what a workbook may unpack to. A completed CMRT unpacks to 10 to
// 25 MB; the margin is for photographs pasted into it.
const (
	maxUnpacked = 256 << 20
	maxRows     = 20_000 // read from one sheet
)

// grid is the part of a sheet that was read: row number → column letter → text
// as stored. Blank cells are absent.
type grid map[int]map[string]string

// at gives a cell such as "D22" as stored, "" where blank.
func (g grid) at(cell string) string {
	column := strings.TrimRight(cell, "0123456789")
	row := 0
	for _, c := range cell[len(column):] {
		row = row*10 + int(c-'0')
	}
	return g[row][column]
}

// workbook is an opened file.
type workbook struct {
	file     *excelize.File
	sheets   map[string]string // folded sheet name → name as stored
	date1904 bool
}

// openWorkbook opens the bytes of a workbook, with the default password where
// they are encrypted. A finding says why it could not.
func openWorkbook(file string, data []byte) (w *workbook, bad *finding.Finding) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		Password: defaultPassword, RawCellValue: true, UnzipSizeLimit: maxUnpacked,
	})
	if err != nil {
		fd := openFinding(file, data, err)
		return nil, &fd
	}
	w = &workbook{file: f, sheets: map[string]string{}}
	for _, name := range f.GetSheetList() {
		w.sheets[foldSheet(name)] = name
	}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.date1904 = *props.Date1904
	}
	return w, nil
}

func openFinding(file string, data []byte, err error) finding.Finding {
	switch {
	case bytes.HasPrefix(data, oleMagic):
		return fileEncrypted.At(file, "", "", "The workbook is encrypted with a password.")
	case errors.Is(err, excelize.ErrWorkbookFileFormat):
		return fileUnreadable.At(file, "", "", "The file is an archive, but not an Excel workbook.")
	case strings.Contains(err.Error(), "unzip size exceeds"):
		return fileTooLarge.At(file, "", "", fmt.Sprintf("The workbook unpacks to more than %d MB.", maxUnpacked>>20))
	}
	return fileUnreadable.At(file, "", "", fmt.Sprintf("The workbook is damaged: %v.", err))
}

func foldSheet(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func (w *workbook) has(sheet string) bool { return w.sheets[foldSheet(sheet)] != "" }

// read takes the cells of a sheet up to column AB.
func (w *workbook) read(sheet string) (grid, error) {
	rows, err := w.file.Rows(w.sheets[foldSheet(sheet)])
	if err != nil {
		return nil, fmt.Errorf("read sheet %q: %w", sheet, err)
	}
	g := grid{}
	for n := 1; rows.Next(); n++ {
		if n > maxRows {
			break
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("read sheet %q, row %d: %w", sheet, n, err)
		}
		for i, text := range cells {
			if text == "" || i >= len(columnLetters) {
				continue
			}
			if g[n] == nil {
				g[n] = map[string]string{}
			}
			g[n][columnLetters[i]] = text
		}
	}
	return g, rows.Close()
}

// columnLetters are the columns that any sheet of the template uses.
var columnLetters = strings.Fields("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB")
