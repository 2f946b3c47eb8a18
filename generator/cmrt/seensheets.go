package cmrt

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// seenDeclaration looks at what was answered on the Declaration.
func (r *reader) seenDeclaration(g *grid) {
	w := r.watch(SheetDeclaration, g)
	look := func(cell string) {
		column, number := splitRef(cell)
		if row := g.find(number); row != nil && column >= 0 {
			w.over(row)
			w.look(column, row, true)
		}
	}
	f := r.layout.Fields
	w.date.column, w.date.row = splitRef(strings.Fields(f.EffectiveDate)[0])
	for _, cell := range append([]string{f.Name, f.Scope, f.ScopeDescription, f.UniqueID, f.UniqueIDAuthority, f.Address, f.ContactName, f.ContactEmail,
		f.ContactPhone, f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerEmail, f.AuthorizerPhone}, strings.Fields(f.EffectiveDate)...) {
		look(cell)
	}
	for _, q := range r.layout.Questions {
		for i := range r.slots {
			look(q.Cell(i))
			look(q.CommentCell(i))
		}
	}
	for _, cell := range r.layout.Minerals.Choice {
		look(cell)
		if column, row := splitRef(cell); r.layout.Minerals.Other != "" {
			look(ref(column, row+3)) // the name of another
		}
	}
	for _, q := range r.layout.CompanyQuestions {
		look(q.Cell(0))
		look(q.CommentCell(0))
	}
	w.report()
}

// seenSheets finds sheets of the template that hold answers and are hidden, and
// notes others that the template does not hide.
func (r *reader) seenSheets() {
	var others []string
	var only string
	if r.book.unseen {
		r.find(fileHiddenContent, "", "", "The workbook's window is hidden: who opens the file sees nothing.")
	}
	for i := range r.book.sheets {
		s := &r.book.sheets[i]
		name := strings.TrimSpace(s.name)
		answers := slices.ContainsFunc([]string{SheetDeclaration, r.layout.SmelterSheet, SheetProducts, SheetMines, SheetReasons}, func(n string) bool { return strings.EqualFold(n, name) })
		switch {
		case !s.hidden:
		case answers && r.book.sheet(name) == s:
			r.find(fileHiddenContent, s.name, "", "The sheet %q, which holds answers, is hidden.", s.name)
		case answers:
			r.find(fileHiddenContent, s.name, "", "A second sheet %q is hidden; the one that can be seen was read.", s.name)
		case !slices.ContainsFunc(r.layout.hidden, func(n string) bool { return strings.EqualFold(name, n) }):
			only = shortened(s.name)
			others = append(others, fmt.Sprintf("%q", shortened(s.name)))
		}
	}
	if len(others) > 0 {
		f := fileHiddenContent.At(r.d.File, "", "", fmt.Sprintf("Sheets are hidden that the template does not hide: %s.", few(others)))
		if f.Severity = finding.Note; len(others) == 1 {
			f.Sheet = only
		}
		r.d.Findings = append(r.d.Findings, f)
	}
}
