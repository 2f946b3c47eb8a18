package cmrt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"itron.com/conflict-minerals/generator/finding"
)

// Read reads one workbook, a CMRT; another template is a finding. file is the name that findings carry; data are the
// file's bytes. It always returns a Declaration: one that could not be read
// holds the findings that say why.
func Read(file string, data []byte) Declaration { return read(file, data, Conflict) }

// ReadAs is Read for the template of a programme: CMRT, EMRT or AMRT.
func ReadAs(programme, file string, data []byte) Declaration { return read(file, data, programme) }

// ReadAny is Read for any of RMI's templates that can be read: CMRT, EMRT, AMRT and CRT.
func ReadAny(file string, data []byte) Declaration { return read(file, data, "") }

func read(file string, data []byte, wanted string) Declaration {
	sum := sha256.Sum256(data)
	d := Declaration{File: file, SHA256: hex.EncodeToString(sum[:]), Findings: []finding.Finding{}}
	if len(data) > MaxFile {
		d.SHA256 = "" // it may be longer still
	}
	r := reader{d: &d, wanted: wanted}
	r.run(data)
	r.close()
	if !d.Readable() { // nothing that was read before the fault was found is kept
		d.Company, d.Answers, d.CompanyAnswers, d.Smelters, d.Products, d.Stored = Company{}, nil, nil, nil, nil, nil
		d.Minerals, d.Mines, d.Reasons = nil, nil, nil
	}
	d.Answers, d.CompanyAnswers = orEmpty(d.Answers), orEmpty(d.CompanyAnswers)
	d.Smelters, d.Products = orEmpty(d.Smelters), orEmpty(d.Products)
	if r.left.Any() {
		d.Findings = append(d.Findings, r.left.Finding(file))
	}
	d.Findings = orEmpty(finding.Limit(file, finding.Fold(d.Findings)))
	finding.Sort(d.Findings)
	return d
}

// Unreadable is the Declaration of a file that could not even be opened, for the
// reason given as a sentence.
func Unreadable(file, why string) Declaration {
	return Declaration{File: file, Answers: []Answer{}, CompanyAnswers: []Answer{}, Smelters: []SmelterRow{}, Products: []Product{},
		Findings: []finding.Finding{fileUnreadable.At(file, "", "", why)}}
}

// close lets go of the workbook. What was read of it stays.
func (r *reader) close() {
	if r.book != nil && r.book.archive != nil { // an .xls file has none
		r.book.archive.close()
	}
}

// orEmpty makes a list that JSON writes as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// reader fills in a Declaration, step by step; each step may find.
type reader struct {
	d      *Declaration
	book   *workbook
	layout Layout
	wanted string   // the template that is read; "": any
	names  []string // the minerals of slots as typed, of EMRT and AMRT
	slots  []Metal  // the metals that the rows of a question are about; "" where a row has none

	left       finding.LeftOut
	calculated bool       // the labels of the Declaration have results
	directory  *directory // nil until it is asked for
}

// find records a finding. Texts from the workbook are quoted no longer than a
// person reads: they can be 32,767 characters, and in every row.
func (r *reader) find(rule finding.Rule, sheet, cell, format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = shortened(s)
		}
	}
	r.add(rule.At(r.d.File, shortened(sheet), cell, fmt.Sprintf(format, args...)))
}

// mostFound is how many findings are kept until those of many rows are folded.
const mostFound = 20_000

// add records a finding, or that there is one more than can be kept.
func (r *reader) add(f finding.Finding) {
	if len(r.d.Findings) >= mostFound {
		r.left.Count(f, 1)
		return
	}
	r.d.Findings = append(r.d.Findings, f)
}

// shortened cuts a text that is quoted in a message.
func shortened(s string) string { return finding.Short(s, 120) }

// run stops at the first step after which nothing more can be read.
func (r *reader) run(data []byte) {
	if !r.open(data) {
		return
	}
	sheet, ok := r.identify()
	if !ok {
		return
	}
	smelters, ok := r.sheet(r.layout.SmelterSheet, 0)
	if !ok || !r.smelterListFits(smelters) {
		return
	}
	r.contents()
	r.minerals(sheet)
	r.seenDeclaration(sheet)
	r.company(sheet)
	r.answers(sheet)
	r.smelters(smelters)
	r.mines()
	r.reasons()
	var products *grid
	if r.layout.ProductFirst > 0 && r.book.has(SheetProducts) {
		if products, ok = r.sheet(SheetProducts, 0); ok && r.productListFits(products) && r.productColumnsFit(products) {
			r.products(products)
		}
	}
	r.d.CheckerRows = r.checkerRows(sheet, smelters, products)
	r.besideAnswers(sheet)
	r.aboveHeadings(r.layout.SmelterSheet, smelters)
	r.ownSheets() // last: what it unpacks is lacking elsewhere
}

// open opens the file, or finds why it cannot.
func (r *reader) open(data []byte) bool {
	bad := sniff(r.d.File, data)
	if bad == nil {
		r.book, bad = openWorkbook(r.d.File, data)
	}
	if bad != nil {
		r.d.Findings = append(r.d.Findings, *bad)
	}
	return bad == nil
}

// sheet reads one sheet up to a row (0: all of it), or finds why it cannot.
func (r *reader) sheet(name string, last int) (*grid, bool) {
	if !r.book.has(name) {
		r.find(sheetMissing, name, "", "The workbook has no sheet %q.", name)
		return nil, false
	}
	g, err := r.book.read(name, last)
	if err != nil {
		r.d.Findings = append(r.d.Findings, damaged(r.d.File, name, err))
		return nil, false
	}
	return g, true
}
