package cmrt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// Read reads one workbook. file is the name that findings carry; data are the
// file's bytes. It always returns a Declaration: one that could not be read
// holds the findings that say why.
func Read(file string, data []byte) (d Declaration) {
	sum := sha256.Sum256(data)
	d = Declaration{File: file, SHA256: hex.EncodeToString(sum[:]),
		Answers: []Answer{}, CompanyAnswers: []Answer{}, Smelters: []SmelterRow{}, Products: []Product{}, Findings: []finding.Finding{}}
	defer func() {
		// The spreadsheet library has been seen to panic on damaged files.
		if p := recover(); p != nil {
			d = Declaration{File: file, SHA256: d.SHA256, Answers: []Answer{}, CompanyAnswers: []Answer{}, Smelters: []SmelterRow{}, Products: []Product{},
				Findings: []finding.Finding{fileUnreadable.At(file, "", "", fmt.Sprintf("The workbook is damaged: %v.", p))}}
		}
	}()
	r := reader{d: &d}
	r.run(data)
	finding.Sort(d.Findings)
	return d
}

// reader fills in a Declaration, step by step; each step may find.
type reader struct {
	d      *Declaration
	book   *workbook
	layout Layout
}

func (r *reader) find(rule finding.Rule, sheet, cell, format string, args ...any) {
	r.d.Findings = append(r.d.Findings, rule.At(r.d.File, sheet, cell, fmt.Sprintf(format, args...)))
}

// run stops at the first step after which nothing more can be read.
func (r *reader) run(data []byte) {
	if bad := sniff(r.d.File, data); bad != nil {
		r.d.Findings = append(r.d.Findings, *bad)
		return
	}
	book, bad := openWorkbook(r.d.File, data)
	if bad != nil {
		r.d.Findings = append(r.d.Findings, *bad)
		return
	}
	defer book.file.Close()
	r.book = book
	sheet, ok := r.identify()
	if !ok {
		return
	}
	smelters, ok := r.sheet(SheetSmelters)
	if !ok {
		return
	}
	r.company(sheet)
	r.answers(sheet)
	r.smelters(smelters)
	if r.book.has(SheetProducts) {
		if products, ok := r.sheet(SheetProducts); ok {
			r.products(products)
		}
	}
}

// sheet reads one sheet, or finds why it cannot.
func (r *reader) sheet(name string) (grid, bool) {
	if !r.book.has(name) {
		r.find(sheetMissing, name, "", "The workbook has no sheet %q.", name)
		return nil, false
	}
	g, err := r.book.read(name)
	if err != nil {
		r.find(fileUnreadable, name, "", "The workbook is damaged: %v.", err)
		return nil, false
	}
	return g, true
}

// revision finds the version in texts such as "Revision 6.5\nApril 25, 2025".
var revision = regexp.MustCompile(`(?i)(?:revision|version)\s+(\d+(?:\.\d+)?[a-z]?)`)

// kinds are RMI's templates by the acronym in their title; all of them number
// their versions alike, so the kind is decided before the version.
var kinds = []string{"CMRT", "EMRT", "AMRT", "CRT"}

// identify decides which template this is and where it keeps its answers, and
// gives the Declaration sheet.
func (r *reader) identify() (grid, bool) {
	if !r.book.has(SheetDeclaration) {
		if r.book.has(SheetSmelters) || r.book.has(SheetLookup) {
			r.find(sheetMissing, SheetDeclaration, "", "The workbook has no sheet %q.", SheetDeclaration)
		} else {
			r.find(templateNotCMRT, "", "", "The workbook is not an RMI template: it has no sheet %q.", SheetDeclaration)
		}
		return nil, false
	}
	sheet, ok := r.sheet(SheetDeclaration)
	if !ok {
		return nil, false
	}
	r.d.Template.Type = r.kind(sheet)
	if kind := r.d.Template.Type; kind != "CMRT" {
		if kind == "" {
			kind = "some other workbook"
		}
		r.find(templateNotCMRT, SheetDeclaration, six.Fields.Title, "The workbook is not a CMRT but %s.", article(kind))
		return nil, false
	}
	return sheet, r.version(sheet)
}

func article(kind string) string {
	switch kind {
	case "EMRT", "AMRT":
		return "an " + kind
	case "CRT":
		return "a CRT"
	}
	return kind
}

// kind reads the acronym in the title; where there is none, the title of the
// Revision sheet, which is not translated.
func (r *reader) kind(sheet grid) string {
	texts := []string{sheet.at(six.Fields.Title)}
	if r.book.has(SheetRevision) {
		if g, err := r.book.read(SheetRevision); err == nil {
			texts = append(texts, g.at("B3"))
		}
	}
	names := map[string]string{"Conflict Minerals": "CMRT", "Extended Mineral": "EMRT", "Additional Minerals": "AMRT", "Cobalt": "CRT"}
	for _, text := range texts {
		for _, kind := range kinds {
			if strings.Contains(text, "("+kind+")") || text != "" && names[strings.TrimSuffix(text, " Reporting Template")] == kind {
				return kind
			}
		}
	}
	return ""
}

// version reads the revision text from its cell. Found elsewhere on the sheet,
// it shows that rows or columns were moved.
func (r *reader) version(sheet grid) bool {
	if m := revision.FindStringSubmatch(sheet.at(six.Fields.Revision)); m != nil {
		r.d.Template.Version = normalVersion(m[1])
		layout, ok := LayoutOf(r.d.Template.Version)
		if !ok {
			r.find(templateVersionUnknown, SheetDeclaration, six.Fields.Revision, "CMRT version %s is not one that can be read.", r.d.Template.Version)
			return false
		}
		r.layout = layout
		return true
	}
	for row := 1; row <= 10; row++ {
		for _, column := range columnLetters {
			if m := revision.FindStringSubmatch(sheet[row][column]); m != nil {
				r.find(sheetShifted, SheetDeclaration, column+fmt.Sprint(row), "The revision (%s) stands in %s%d instead of %s.", m[1], column, row, six.Fields.Revision)
				return false
			}
		}
	}
	r.find(templateVersionUnknown, SheetDeclaration, six.Fields.Revision, "The cell that holds the template's revision is blank or changed.")
	return false
}

// normalVersion writes 6 as 6.00, as the revision history does.
func normalVersion(v string) string {
	if !strings.Contains(v, ".") {
		return v + ".00"
	}
	return v
}
