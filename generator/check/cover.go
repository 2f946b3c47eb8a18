package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// A supplier may send several declarations: a distributor one of each manufacturer, a
// company one of each division or list of products. Each is kept, and counts for what it
// covers. One is superseded only by a newer version of itself: by the same company, and
// about the same or all of it.

// partSeparator stands between the products of a declaration: no cell can hold it.
const partSeparator = "\x1f"

// part is what a declaration speaks of, where that is not the whole company: its products,
// by number or else by name, or the description of its scope. "" where it does not say.
func part(d cmrt.Declaration) string {
	switch d.Company.Scope {
	case "", "company":
		return ""
	case "product":
		var list []string
		for _, p := range d.Products {
			if product := text.Words(cmp.Or(strings.TrimSpace(p.Number), p.Name)); product != "" {
				list = append(list, product)
			}
		}
		slices.Sort(list)
		return strings.Join(slices.Compact(list), partSeparator)
	}
	return text.Words(d.Company.ScopeDescription)
}

// Subject tells a declaration of a supplier from those of it that are about something else:
// whose it is, and what it covers.
func (b Workbook) Subject() string {
	return FoldCompany(b.Declaration.Company.Name) + "\x00" + b.Declaration.Company.Scope + "\x00" + b.Facts.Part
}

// replaces says why a declaration takes the place of an older one of the same supplier,
// which the roster knows by a name; "" where it does not, and both count.
func (b Workbook) replaces(older Workbook, known string) string {
	mine, its := FoldCompany(b.Declaration.Company.Name), FoldCompany(older.Declaration.Company.Name)
	corrected := mine != its && mine == FoldCompany(known) && shortFor(its, mine)
	if mine != its && mine != "" && its != "" && !corrected {
		return "" // a manufacturer beside another
	}
	scope, was := b.Declaration.Company.Scope, older.Declaration.Company.Scope
	switch {
	case corrected && scope == was && b.Facts.Part == older.Facts.Part:
		return "it has the full name of the company, and is about the same"
	case corrected:
		return ""
	case b.Declaration.SHA256 == older.Declaration.SHA256:
		return sameFile
	case scope == was && b.Facts.Part == older.Facts.Part:
		return "it is about the same"
	case scope == "company":
		return "it is about the whole company"
	case was == "":
		return "the older one does not say what it is about"
	case older.Facts.Part == "" && was != "company":
		return "the older one does not say which part it is about"
	case scope == "product" && was == "product" && b.Facts.Part != "" && within(older.Facts.Part, b.Facts.Part):
		return "it lists all products of the older one"
	case scope != "product" && was != "product" && was != "company" && b.Facts.Part == older.Facts.Part:
		return "it is about the same"
	}
	return ""
}

// shortFor tells whether a name holds nothing but words of another, and one that is longer
// than the initials that many have: a supplier that is asked for its full name sends that.
func shortFor(short, full string) bool {
	words := strings.Fields(full)
	telling := false
	for _, w := range strings.Fields(short) {
		if !slices.Contains(words, w) {
			return false
		}
		telling = telling || len([]rune(w)) >= 4
	}
	return telling
}

// sameFile is why a copy does not count beside what it is a copy of.
const sameFile = "it is the same file"

// within tells whether every product of a part is in another.
func within(part, other string) bool {
	list := strings.Split(other, partSeparator)
	for _, p := range strings.Split(part, partSeparator) {
		if _, found := slices.BinarySearch(list, p); !found {
			return false
		}
	}
	return true
}

// overlaps tells of two declarations of one company, neither of which replaces the other,
// that they may be versions of one: they share products, or describe a part each in words
// of its own.
func (b Workbook) overlaps(other Workbook) bool {
	if FoldCompany(b.Declaration.Company.Name) != FoldCompany(other.Declaration.Company.Name) || b.Facts.Part == "" || other.Facts.Part == "" {
		return false
	}
	if b.Declaration.Company.Scope != "product" || other.Declaration.Company.Scope != "product" {
		return b.Declaration.Company.Scope == other.Declaration.Company.Scope
	}
	list := strings.Split(other.Facts.Part, partSeparator)
	return slices.ContainsFunc(strings.Split(b.Facts.Part, partSeparator), func(p string) bool {
		_, found := slices.BinarySearch(list, p)
		return found
	})
}

// Covers says what a declaration is about, for people.
func (b Workbook) Covers() string {
	c := b.Declaration.Company
	switch {
	case !b.Declaration.Readable():
		return ""
	case c.Scope == "company":
		return "the whole company"
	case c.Scope == "product" && b.Facts.Part == "":
		return "products that it does not list"
	case c.Scope == "product":
		return text.Number(strings.Count(b.Facts.Part, partSeparator)+1, "product")
	case c.Scope == "":
		return "what it does not say"
	case c.ScopeDescription == "":
		return "a part of the company that it does not describe"
	}
	return c.ScopeDescription
}

// coverFor says how a declaration of a parent covers a daughter; "" where it does not. That
// of the whole company does, one about a part where its description names the daughter, one
// about products never.
func (b Workbook) coverFor(daughter tables.Supplier) string {
	switch b.Declaration.Company.Scope {
	case "company":
		return "is about the whole company"
	case "", "product":
		return ""
	}
	described := " " + b.Facts.Part + " "
	for _, name := range []string{FoldCompany(daughter.Name), text.Words(daughter.ID)} {
		if name != "" && strings.Contains(described, " "+name+" ") {
			return "names it in the description of its scope"
		}
	}
	return ""
}

// Cover is a parent's declaration that answers for a daughter.
type Cover struct {
	Parent string // roster id
	Book   int    // place among the workbooks of the year
	How    string // why its scope covers the daughter
}

// Covered gives the suppliers that sent no answer of their own and for which the nearest
// parent on the roster that answered does, where its scope says so. An accepted declaration
// goes before one that was returned.
func Covered(y *project.Year, books []Workbook) map[string]Cover {
	of := map[string][]int{}
	for i := range books {
		if b := &books[i]; b.Supplier != "" && b.Answers(y) {
			of[b.Supplier] = append(of[b.Supplier], i)
		}
	}
	parent := map[string]string{}
	for _, s := range y.Roster {
		parent[s.ID] = s.Parent
	}
	covered := map[string]Cover{}
	for _, s := range y.Roster {
		if len(of[s.ID]) > 0 {
			continue
		}
		found := false
		for above, steps := s.Parent, 0; above != "" && !found && steps <= len(y.Roster); above, steps = parent[above], steps+1 {
			for _, i := range of[above] {
				how := books[i].coverFor(s)
				if how != "" && (!found || books[i].Verdict == Accepted && books[covered[s.ID].Book].Verdict != Accepted) {
					covered[s.ID], found = Cover{Parent: above, Book: i, How: how}, true
				}
			}
		}
	}
	return covered
}

// InScope are the suppliers whose declarations count: those in scope, and parents that
// answer for one that is.
func InScope(y *project.Year, books []Workbook) map[string]bool {
	scope := map[string]bool{}
	for _, s := range y.Roster {
		scope[s.ID] = s.InScope == "yes"
	}
	covered := Covered(y, books)
	for _, s := range y.Roster {
		if c, ok := covered[s.ID]; ok && s.InScope == "yes" {
			scope[c.Parent] = true
		}
	}
	return scope
}

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
