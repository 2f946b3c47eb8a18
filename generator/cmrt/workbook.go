package cmrt

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// workbook is an opened file: its sheets by name, its texts, its date system.
type workbook struct {
	archive   *archive
	sheets    []sheetPart
	texts     *sharedStrings // nil until the first cell needs one
	textsPart string
	date1904  bool

	stylesPart string
	formats    formatTable
}

// sheetPart is a sheet as the workbook lists it.
type sheetPart struct {
	name   string
	part   string
	hidden bool
}

// openWorkbook opens the bytes of a workbook, with the default password where
// they are encrypted. A finding says why it could not.
func openWorkbook(file string, data []byte) (*workbook, *finding.Finding) {
	if bytes.HasPrefix(data, oleMagic) {
		plain, bad := unwrap(file, data)
		if bad != nil {
			return nil, bad
		}
		data = plain
	}
	w := &workbook{}
	var err error
	if w.archive, err = openArchive(data); err == nil {
		err = w.index()
	}
	if err != nil {
		f := damaged(file, "", err)
		return nil, &f
	}
	return w, nil
}

// damaged says in a finding why a part could not be read.
func damaged(file, sheet string, err error) finding.Finding {
	switch {
	case errors.Is(err, errTooLarge), errors.Is(err, errTooManyRows):
		return fileTooLarge.At(file, sheet, "", fmt.Sprintf("Unpacked, %v.", err))
	case errors.Is(err, errNotWorkbook):
		return fileUnreadable.At(file, sheet, "", fmt.Sprintf("The file %v.", err))
	}
	return fileUnreadable.At(file, sheet, "", fmt.Sprintf("The workbook is damaged: %v.", err))
}

// index finds the sheets: package → workbook → sheet parts, as relations name them.
func (w *workbook) index() error {
	book := "xl/workbook.xml" // where every program puts it
	if main, _, err := w.relations("_rels/.rels", ""); err == nil && main["officeDocument"] != "" {
		book = main["officeDocument"]
	}
	if kind := w.archive.looksLike(); kind != "" || !w.archive.has(book) {
		return fmt.Errorf("is %s, %w", cmp.Or(kind, "an archive"), errNotWorkbook)
	}
	data, err := w.archive.read(book)
	if err != nil {
		return err
	}
	kinds, ids, err := w.relations(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), path.Dir(book))
	if err != nil {
		return err
	}
	w.textsPart, w.stylesPart = kinds["sharedStrings"], kinds["styles"]
	t := tokens{data: data}
	for {
		if err := t.next(); err != nil {
			return fmt.Errorf("the list of sheets cannot be read: %w", err)
		}
		switch {
		case t.kind == tokenEOF:
			if len(w.sheets) == 0 {
				return fmt.Errorf("is an archive without sheets, %w", errNotWorkbook)
			}
			return nil
		case t.is("workbookPr"):
			w.date1904 = truth(t.attr("date1904"))
		case t.is("sheet"):
			s := sheetPart{name: t.attr("name"), part: ids[t.attr("id")], hidden: strings.Contains(strings.ToLower(t.attr("state")), "hidden")}
			if s.name != "" && s.part != "" {
				w.sheets = append(w.sheets, s)
			}
		}
	}
}

// relations reads a part of relations: by kind (the last word of the type's
// address, the same in both editions of the standard) and by id.
func (w *workbook) relations(name, base string) (kinds, ids map[string]string, err error) {
	data, err := w.archive.read(name)
	if err != nil {
		return nil, nil, err
	}
	kinds, ids = map[string]string{}, map[string]string{}
	t := tokens{data: data}
	for {
		if err := t.next(); err != nil {
			return nil, nil, fmt.Errorf("the part %s cannot be read: %w", name, err)
		}
		if t.kind == tokenEOF {
			return kinds, ids, nil
		}
		if !t.is("Relationship") || t.attr("TargetMode") == "External" {
			continue
		}
		target := t.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(base, target)
		}
		kinds[path.Base(t.attr("Type"))] = target
		ids[t.attr("Id")] = target
	}
}

// sheet finds a sheet by name, whatever its case and the space around it.
func (w *workbook) sheet(name string) *sheetPart {
	for i := range w.sheets {
		if strings.EqualFold(strings.TrimSpace(w.sheets[i].name), name) {
			return &w.sheets[i]
		}
	}
	return nil
}

func (w *workbook) has(name string) bool { return w.sheet(name) != nil }

// read reads a sheet up to a row; 0 means all of it.
func (w *workbook) read(name string, last int) (*grid, error) {
	s := w.sheet(name)
	if s == nil {
		return nil, fmt.Errorf("there is no sheet %q", name)
	}
	if w.texts == nil && w.textsPart != "" && w.archive.has(w.textsPart) {
		data, err := w.archive.read(w.textsPart)
		if err != nil {
			return nil, err
		}
		if w.texts, err = newSharedStrings(data); err != nil {
			return nil, err
		}
	}
	data, err := w.archive.read(s.part)
	if err != nil {
		return nil, err
	}
	g, err := readSheet(data, w.texts, last)
	if err != nil {
		return nil, fmt.Errorf("the sheet %q cannot be read: %w", name, err)
	}
	g.hidden = s.hidden
	return g, nil
}
