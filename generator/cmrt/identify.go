package cmrt

import (
	"cmp"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// revision finds the version in texts such as "Revision 6.5\nApril 25, 2025" and
// "1.   July 18th 2011". One that goes on in another way, as 6.5rc1 does, is none: its first
// figures are those of another version.
var revision = lazyregexp.New(`(?i)(?:revision|version)\s+(\d+(?:\.\d+){0,2}[a-z]?)\.?(?:[^\w.]|$)`)

// oldRevision is how 1.00 writes it, with the word in the cell before.
var oldRevision = lazyregexp.New(`^\s*(\d+)\.?\s+[A-Z][a-z]+ \d`)

// kinds are RMI's templates: the acronym in the title of the Declaration, and the
// untranslated title on the Revision sheet. All of them number their versions
// alike, so the kind is decided before the version.
var kinds = []struct {
	acronym, title string
	kind           string
}{
	{"CMRT", "Conflict Minerals Reporting Template", "CMRT"},
	{"EMRT", "Extended Mineral Reporting Template", "EMRT"},
	{"AMRT", "Additional Minerals Reporting Template", "AMRT"},
	{"PRT", "Pilot Reporting Template", "AMRT"}, // as AMRT was called to 1.1
	{"CRT", "Cobalt Reporting Template", "CRT"},
}

// layoutsOf gives the versions of a family that can be read, oldest first.
func layoutsOf(kind string) []Layout {
	switch kind {
	case "CMRT":
		return Layouts
	case "EMRT":
		return emrtLayouts
	case "AMRT":
		return amrtLayouts
	case "CRT":
		return crtLayouts
	}
	return nil
}

// lastDeclarationRow is the last row of any Declaration that holds an answer, and
// a few of the option lists below it.
const lastDeclarationRow, lastCMRTRow = 185, 130

// revisionRows are the rows at the top of a sheet in which a moved revision is looked for.
const revisionRows = 10

// identify decides which template this is and where it keeps its answers, and
// gives the Declaration sheet.
func (r *reader) identify() (*grid, bool) {
	if !r.book.has(SheetDeclaration) {
		if r.book.has(SheetSmelters) || r.book.has(SheetLookup) {
			r.find(sheetMissing, SheetDeclaration, "", "The workbook has no sheet %q.", SheetDeclaration)
		} else {
			r.find(templateNotCMRT, "", "", "The workbook is not an RMI template: it has no sheet %q.", SheetDeclaration)
		}
		return nil, false
	}
	sheet, ok := r.sheet(SheetDeclaration, lastDeclarationRow)
	if !ok {
		return nil, false
	}
	r.d.Template.Type = r.kind(sheet)
	switch kind := r.d.Template.Type; kind {
	case "":
		r.find(templateNotCMRT, SheetDeclaration, threeCells.Title, "The workbook is not %s but some other workbook.", withArticle(cmp.Or(r.wanted, Conflict)))
	default:
		if r.wanted != "" && r.wanted != kind {
			r.find(templateNotCMRT, SheetDeclaration, threeCells.Title, "The workbook is not %s but %s.", withArticle(r.wanted), withArticle(kind))
			break
		}
		if kind == "CMRT" {
			sheet.rows = slices.DeleteFunc(sheet.rows, func(row row) bool { return row.number > lastCMRTRow })
		}
		return sheet, r.version(sheet) && r.declarationFits(sheet)
	}
	return nil, false
}

// withArticle is a template's acronym in a sentence.
func withArticle(kind string) string {
	if kind == "EMRT" || kind == "AMRT" {
		return "an " + kind
	}
	return "a " + kind
}

// kind reads the acronym in the title; where there is none, the title on the
// Revision sheet, which is not translated; where there is neither, it goes by the
// sheets, since no other template has a Smelter List without a Mine List.
func (r *reader) kind(sheet *grid) string {
	title := text.Line(sheet.at(threeCells.Title))
	for _, k := range kinds {
		if strings.Contains(title, "("+k.acronym+")") {
			return k.kind
		}
	}
	if g, err := r.book.read(SheetRevision, 10); err == nil {
		title += "\n" + text.Line(g.at("B3"))
	}
	for _, k := range kinds {
		if strings.Contains(title, k.title) {
			return k.kind
		}
	}
	smelters := r.book.has(SheetSmelters) || r.book.has(one.SmelterSheet)
	revised, _ := findVersion(sheet, revisionRows)
	if smelters && revised != "" && !r.book.has("Mine List") && !r.book.has("Minerals Scope") {
		return "CMRT"
	}
	return ""
}

// version reads the revision text from its cell. Found elsewhere on the sheet,
// it shows that rows or columns were moved.
func (r *reader) version(sheet *grid) bool {
	if v := versionIn(sheet.at(threeCells.Revision)); v != "" {
		r.d.Template.Version = v
		return r.choose(sheet, v)
	}
	if cell, v := findVersion(sheet, revisionRows); cell != "" {
		r.find(sheetShifted, SheetDeclaration, cell, "The revision (%s) stands in %s instead of %s.", v, cell, threeCells.Revision)
		return false
	}
	r.find(templateVersionUnknown, SheetDeclaration, threeCells.Revision, "The cell that holds the template's revision is blank or changed.")
	return false
}

// versionIn reads a version as RMI writes it: 6 is 6.00.
func versionIn(stored string) string {
	seen := text.Seen(stored)
	m := revision.FindStringSubmatch(seen)
	if m == nil {
		m = oldRevision.FindStringSubmatch(seen)
	}
	if m == nil {
		return ""
	}
	if v := strings.ToLower(m[1]); strings.Contains(v, ".") {
		return v
	}
	return m[1] + ".00"
}

// choose finds the layout of a version. One that is newer than all known is read as
// the newest, as far as what can be compared is the same.
func (r *reader) choose(sheet *grid, version string) bool {
	var ok bool
	kind := r.d.Template.Type
	if r.layout, ok = LayoutFor(kind, version); ok {
		return true
	}
	list := layoutsOf(kind)
	newest := list[len(list)-1]
	if !newerThan(list, version) {
		r.find(templateVersionUnknown, SheetDeclaration, threeCells.Revision, "%s version %s is not one that can be read.", kind, version)
		return false
	}
	if other := r.unlike(sheet, newest); other != "" {
		r.find(templateVersionUnknown, other, "", "%s version %s is not known, and its sheet %q is not built like that of %s.", kind, version, other, newest.Version)
		return false
	}
	r.layout = newest
	r.find(templateVersionNewer, SheetDeclaration, threeCells.Revision, "%s %s is newer than %s and was read like it.", kind, version, newest.Version)
	return true
}
