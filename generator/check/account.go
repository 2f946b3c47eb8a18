package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Account is why the declarations of a supplier count as they do.
type Account struct {
	Supplier  string            `json:"supplier"`   // id on the roster
	Name      string            `json:"name"`       // legal name
	InScope   string            `json:"in_scope"`   // yes or no
	Workbooks []AccountWorkbook `json:"workbooks"`  // what it sent, by file
	Parent    string            `json:"parent"`     // the parent that answers for it; "": none does
	ParentFor string            `json:"parent_for"` // why: how the scope of the parent's declaration covers it
	File      string            `json:"file"`       // the parent's declaration
	Daughters []string          `json:"daughters"`  // suppliers for which its own declarations answer
}

// AccountWorkbook is one workbook of an account.
type AccountWorkbook struct {
	File    string  `json:"file"`    // slash path below the project root
	Company string  `json:"company"` // that declares, as typed
	Date    string  `json:"date"`    // of the declaration, YYYY-MM-DD; "" where it is in doubt
	Covers  string  `json:"covers"`  // what it is about, in words
	Verdict Verdict `json:"verdict"` // accepted, returned, stale, superseded or unreadable
	By      string  `json:"by"`      // the file that counts instead; "": none
	Why     string  `json:"why"`     // by which rule it counts or does not, in words
}

// Account explains how the declarations of a supplier count; false where the roster has no
// such supplier.
func (r Result) Account(y *project.Year, id string) (Account, bool) {
	i := slices.IndexFunc(y.Roster, func(s tables.Supplier) bool { return s.ID == id })
	if i < 0 {
		return Account{}, false
	}
	s := y.Roster[i]
	a := Account{Supplier: s.ID, Name: s.Name, InScope: s.InScope, Workbooks: []AccountWorkbook{}, Daughters: []string{}}
	for _, b := range r.Workbooks {
		if b.Supplier == id {
			c := b.Declaration.Company
			a.Workbooks = append(a.Workbooks, AccountWorkbook{File: b.Declaration.File, Company: c.Name, Date: c.EffectiveDate, Covers: b.Covers(), Verdict: b.Verdict, By: b.By, Why: b.why(y)})
		}
	}
	covers := Covered(y, r.Workbooks)
	for _, daughter := range y.Roster {
		switch c, covered := covers[daughter.ID]; {
		case !covered:
		case daughter.ID == id:
			a.Parent, a.ParentFor, a.File = c.Parent, c.How, r.Workbooks[c.Book].Declaration.File
		case c.Parent == id:
			a.Daughters = append(a.Daughters, daughter.ID)
		}
	}
	return a, true
}

// why says in words by which rule a workbook counts or does not.
func (b Workbook) why(y *project.Year) string {
	date := b.Declaration.Company.EffectiveDate
	switch {
	case b.Verdict == Unreadable:
		return "Nothing in it could be read."
	case b.Verdict == Superseded && b.Because == sameFile:
		return path.Base(b.By) + " counts instead: it is the same file."
	case b.Verdict == Superseded:
		return path.Base(b.By) + " counts instead: it is newer, by the same company, and " + b.Because + "."
	case b.Verdict == Stale:
		return "It is dated before " + y.Oldest + ", so it is no answer for the year."
	case !b.Answers(y):
		return "It is dated " + date + ", after the cut-off of " + y.Settings.CutOff + ", so it is no answer for the year."
	case b.Verdict == Returned:
		return "It answers for what it covers, and holds errors: its smelters are not counted until they are corrected."
	}
	return "It answers for what it covers, and its smelters are counted."
}

// Text writes an account for people.
func (a Account) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s), in scope: %s\n", a.Supplier, text.Visible(a.Name), a.InScope)
	for _, w := range a.Workbooks {
		fmt.Fprintf(&b, "\n%s: %s\n", text.Visible(w.File), w.Verdict)
		if w.Covers != "" {
			fmt.Fprintf(&b, "    of %s, %s; about %s\n", cmp.Or(text.Visible(w.Company), "a company that is not named"), cmp.Or(w.Date, "without a date that can be read"), text.Visible(w.Covers))
		}
		fmt.Fprintf(&b, "    %s\n", text.Visible(w.Why))
	}
	if len(a.Workbooks) == 0 {
		b.WriteString("\nIt sent no workbook.\n")
	}
	if a.Parent != "" {
		fmt.Fprintf(&b, "\nIts parent %s answers for it: %s %s.\n", a.Parent, text.Visible(a.File), a.ParentFor)
	}
	if len(a.Daughters) > 0 {
		fmt.Fprintf(&b, "\nIts declarations answer for %s too, of which it is the parent.\n", strings.Join(a.Daughters, ", "))
	}
	return b.String()
}
