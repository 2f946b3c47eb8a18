package check

import (
	"cmp"
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
	case scope == "product" && was == "product" && within(older.Facts.Part, b.Facts.Part):
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
