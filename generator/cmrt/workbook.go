package cmrt

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
	"itron.com/conflict-minerals/generator/xls"
)

// workbook is an opened file: its sheets by name, its texts, its date system.
type workbook struct {
	archive     *archive      // nil of an .xls workbook
	legacy      *xls.Workbook // nil of any other
	sheets      []sheetPart
	texts       *sharedStrings // nil until the first cell needs one
	textsPart   string
	formats     *formats       // nil until the first entry is looked at
	looks       map[int32]look // of the cell formats that were asked for
	formatFault error          // why they cannot be read, until it was told
	stylePart   string
	themePart   string
	date1904    bool
	external    bool     // formulas refer to other workbooks
	macros      bool     // it carries some
	unseen      bool     // its window is hidden
	beyond      []string // what of it comes from elsewhere
	odd         []string // what is not as the standard has it, and has one meaning all the same
}

// sheetPart is a sheet as the workbook lists it.
type sheetPart struct {
	name   string
	part   string // "" where it is no worksheet but a chart or a sheet of macros
	hidden bool
	number int // in an .xls workbook
}

// Limits on what a workbook lists. A CMRT has 11 sheets and about 20 relations.
const (
	maxSheets    = 500
	maxRelations = 5_000
)

// openWorkbook opens the bytes of a workbook, with the default password where
// they are encrypted. A finding says why it could not.
func openWorkbook(file string, data []byte) (*workbook, *finding.Finding) {
	if len(data) > MaxFile {
		f := TooLarge(file)
		return nil, &f
	}
	if bytes.HasPrefix(data, oleMagic) {
		plain, old, bad := unwrap(file, data)
		if bad != nil || old != nil {
			return old, bad
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
	w.macros = w.macros || w.archive.contains("vbaproject.bin") || w.archive.contains("macrosheets/")
	w.external = w.archive.contains("externallinks/externallink")
	return w, nil
}

// TooLarge is the finding about a file of more than MaxFile bytes.
func TooLarge(file string) finding.Finding {
	return damaged(file, "", fmt.Errorf("the file %w: it has more than %d MB", errTooLarge, MaxFile>>20))
}

// links is how many references to other workbooks the file carries.
func (w *workbook) links() int {
	if w.legacy != nil {
		return 1 // they are not counted apart
	}
	n := 0
	for _, kind := range w.beyond {
		if kind == "externalLink" {
			n++ // under whatever name
		}
	}
	parts := 0
	for name := range w.archive.parts {
		if strings.Contains(name, "externallinks/externallink") && strings.HasSuffix(name, ".xml") {
			parts++
		}
	}
	return max(n, parts)
}

// damaged says in a finding why a part could not be read.
func damaged(file, sheet string, err error) finding.Finding {
	switch {
	case errors.Is(err, errTooLarge), errors.Is(err, errTooManyRows):
		return fileTooLarge.At(file, sheet, "", fmt.Sprintf("Unpacked, %v.", err))
	case slices.ContainsFunc(ambiguities, func(known error) bool { return errors.Is(err, known) }):
		return fileAmbiguous.At(file, sheet, "", fmt.Sprintf("The file does not say one thing: %v.", err))
	case errors.Is(err, errNotWorkbook):
		return fileUnreadable.At(file, sheet, "", fmt.Sprintf("The file %v.", err))
	}
	return fileUnreadable.At(file, sheet, "", fmt.Sprintf("The workbook is damaged: %v.", err))
}

// ambiguities are the ways of a file to say two things at once.
var ambiguities = []error{errTwice, errSheetTwice, errPlace, errCompat, errDuplicatePart}

// errTwice is said of what a workbook may have once.
var errTwice = errors.New("stands there twice, and programs differ in which of the two they take")

// errBeyond is the error of a place that a file tells of and does not have.
var errBeyond = errors.New("lies beyond the end of the file")

// index finds the sheets: package → workbook → sheet parts, as relations name them.
func (w *workbook) index() error {
	book, only := "xl/workbook.xml", true // where every program puts it
	if w.archive.has(packageRelations) {
		main, err := w.relations(packageRelations, "")
		if err != nil {
			return err
		}
		if book, only = main.one("officeDocument"); !only {
			return fmt.Errorf("the workbook %w", errTwice)
		}
	}
	if kind := w.archive.looksLike(); kind != "" || !w.archive.has(book) {
		return fmt.Errorf("is %s, %w", cmp.Or(kind, "an archive"), errNotWorkbook)
	}
	data, err := w.archive.xml(book)
	if err != nil {
		return err
	}
	parts, err := w.relations(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), path.Dir(book))
	if err != nil {
		return err
	}
	if w.textsPart, only = parts.one("sharedStrings"); !only {
		return fmt.Errorf("the list of texts %w", errTwice)
	}
	for kind, part := range map[string]*string{"styles": &w.stylePart, "theme": &w.themePart} {
		if *part, only = parts.one(kind); !only {
			return fmt.Errorf("the part of %s %w", kind, errTwice)
		}
	}
	for _, kind := range []string{"externalLink", "connections"} {
		if len(parts.kinds[kind]) > 0 {
			w.beyond = append(w.beyond, kind)
		}
	}
	w.odd = append(w.archive.odd, w.odd...)
	switch kinds, err := w.archive.read(contentTypes); {
	case !w.archive.has(contentTypes):
		w.odd = append(w.odd, "it does not say of what kind its parts are")
	case err != nil:
		return err
	default:
		w.macros = w.macros || bytes.Contains(kinds, []byte("macroEnabled"))
	}
	if err := w.list(data, parts); err != nil {
		return fmt.Errorf("the list of sheets cannot be read: %w", err)
	}
	if len(w.sheets) == 0 {
		return fmt.Errorf("is an archive without sheets, %w", errNotWorkbook)
	}
	return nil
}

// list reads the workbook's own part.
func (w *workbook) list(data []byte, parts relations) error {
	t := tokens{data: data}
	if err := t.enterRoot(sheetSpaces, "workbook"); err != nil {
		return err
	}
	once := map[string]bool{}
	return t.children(func() error {
		name := string(t.name)
		switch name {
		case "workbookPr", "sheets":
			if once[name] || t.compat.doubt() {
				return fmt.Errorf("what it says of its sheets %w", errTwice)
			}
			once[name] = true
		}
		switch name {
		case "workbookPr":
			w.date1904 = truth(t.attr("date1904"))
			if said := t.attr("date1904"); !w.date1904 && said != "" && said != "0" && said != "false" {
				return fmt.Errorf("what it says of its dates %w", errTwice)
			}
		case "bookViews":
			return t.children(func() error {
				w.unseen = w.unseen || string(t.name) == "workbookView" && t.attr("visibility") != "" && t.attr("visibility") != "visible"
				return nil
			})
		case "sheets":
			return t.children(func() error {
				if string(t.name) != "sheet" {
					return nil
				}
				if len(w.sheets) == maxSheets || t.compat.doubt() {
					return fmt.Errorf("it %w: it holds more than %d sheets", errTooLarge, maxSheets)
				}
				state := t.attr("state")
				if s := (sheetPart{name: text.Unescape(t.attr("name")), part: parts.sheets[t.attrIn(relationSpaces, "id")], hidden: state != "" && state != "visible"}); s.name != "" {
					w.sheets = append(w.sheets, s)
				}
				return nil
			})
		}
		return nil
	})
}

// sheet finds a sheet by name, whatever its case and the space around it: of
// several the one that a person sees. nil where there is none, or where a person
// sees several.
func (w *workbook) sheet(name string) *sheetPart {
	s, _ := w.oneSheet(name)
	return s
}

// read reads a sheet up to a row; 0 means all of it.
func (w *workbook) read(name string, last int) (*grid, error) {
	s, several := w.oneSheet(name)
	if several {
		return nil, fmt.Errorf("the sheet %q %w", name, errTwice)
	}
	if s == nil || s.part == "" {
		return nil, fmt.Errorf("there is no worksheet %q", shortened(name))
	}
	return w.readPart(s, last)
}

// readPart reads a sheet up to a row; 0 means all of it.
func (w *workbook) readPart(s *sheetPart, last int) (*grid, error) {
	if w.legacy != nil {
		return w.readLegacy(s, last)
	}
	if w.texts == nil && w.textsPart != "" && w.archive.has(w.textsPart) {
		data, err := w.archive.xml(w.textsPart)
		if err != nil {
			return nil, err
		}
		if w.texts, err = newSharedStrings(data, w.styles); err != nil {
			return nil, err
		}
	}
	data, err := w.archive.xml(s.part)
	if err != nil {
		return nil, err
	}
	g, err := readSheet(data, w.texts, last, w.styles)
	if err != nil {
		return nil, fmt.Errorf("the sheet %q cannot be read: %w", shortened(s.name), err)
	}
	g.hidden = s.hidden
	w.drawn(g, s)
	return g, nil
}
