package check

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// Named is a product whose name tells of a metal.
type Named struct {
	Metal cmrt.Metal
	Cell  string // of the Product List
	Raw   string // as typed
}

// telling are words in the name of a product that tell of one of the four metals.
var telling = map[string]cmrt.Metal{"tin": cmrt.Tin, "solder": cmrt.Tin, "tinned": cmrt.Tin, "gold": cmrt.Gold, "tungsten": cmrt.Tungsten, "tantalum": cmrt.Tantalum}

// namedProducts finds the products of an EMRT or AMRT whose names tell of a metal that the
// CMRT asks about.
func namedProducts(d cmrt.Declaration) (list []Named) {
	if d.Template.Type == cmrt.Conflict || d.Template.Type == "" {
		return nil
	}
	cells := d.Layout().Products
	for _, p := range d.Products {
		for _, at := range []struct{ column, name string }{{cells.Name, p.Name}, {cells.Number, p.Number}} {
			for _, word := range strings.Fields(text.Words(at.name)) {
				if m, ok := telling[word]; ok && !slices.ContainsFunc(list, func(n Named) bool { return n.Metal == m }) {
					list = append(list, Named{m, at.column + itoa(p.Row), at.name})
				}
			}
		}
	}
	return list
}

// The rules that hold a supplier's declaration against the one by another template.
var (
	besideCompany = finding.Rule{Name: "programme-company-differs", Severity: finding.Note,
		Explanation: "The declaration names another company than the supplier's CMRT of the same year does.",
		Fix:         "Tell us which company each declaration is about; if it is the same, write its name alike.",
		Example:     "Acme Holding AG in the EMRT, Acme Components Ltd in the CMRT."}
	besideScope = finding.Rule{Name: "programme-scope-differs", Severity: finding.Note,
		Explanation: "The declaration has another scope than the supplier's CMRT of the same year, so the two are about different products.",
		Fix:         "Tell us for which products each declaration holds, or send both for the same.",
		Example:     "The CMRT is about the whole company, the EMRT about four products."}
	besideDate = finding.Rule{Name: "programme-date-differs", Severity: finding.Note,
		Explanation: "The declaration and the supplier's CMRT are dated more than half a year apart, so one may rest on an older survey than the other.",
		Fix:         "Ask if the older of the two still holds.",
		Example:     "The CMRT of March, the EMRT of November of the year before.", Internal: true}
	besideMetal = finding.Rule{Name: "programme-metal-denied", Severity: finding.Note, Question: true,
		Explanation: "The supplier's CMRT says that a metal is not in the products, and the list of products in this declaration names one that tells of it.",
		Fix:         "Correct the CMRT, or tell us what the product is made of.",
		Example:     "No tin by the CMRT; “solder wire Sn96” on the Product List of the EMRT."}
)

var besideRules = []finding.Rule{besideCompany, besideScope, besideDate, besideMetal}

// farApart is how many days two declarations of a year may be dated apart.
const farApart = 183

// Beside holds workbooks of a programme against the CMRTs of the same year, reviewed:
// each against the one of its supplier that counts. The books are not changed.
func Beside(books, conflict []Workbook) []Workbook {
	counted := map[string]*Workbook{}
	for i := range conflict {
		b := &conflict[i]
		if b.Supplier != "" && b.Counts() && (counted[b.Supplier] == nil || b.Declaration.Company.EffectiveDate > counted[b.Supplier].Declaration.Company.EffectiveDate) {
			counted[b.Supplier] = b
		}
	}
	books = slices.Clone(books)
	for i := range books {
		b := &books[i]
		other := counted[b.Supplier]
		if other == nil || !b.Declaration.Readable() {
			continue
		}
		b.Findings = append(slices.Clone(b.Findings), b.beside(other)...)
	}
	return books
}

func (b *Workbook) beside(other *Workbook) (list []finding.Finding) {
	is, was, fields := b.Declaration.Company, other.Declaration.Company, b.Declaration.Layout().Fields
	file := path.Base(other.Declaration.File)
	add := func(r finding.Rule, sheet, cell, raw string, metal cmrt.Metal, format string, args ...any) {
		f := r.At(b.Declaration.File, sheet, cell, fmt.Sprintf(format, args...))
		f.Supplier, f.Raw, f.Metal = b.Supplier, raw, string(metal)
		list = append(list, f)
	}
	if a, c := FoldCompany(is.Name), FoldCompany(was.Name); a != "" && c != "" && a != c {
		add(besideCompany, cmrt.SheetDeclaration, fields.Name, is.Name, "", "It is a declaration of %q, and the CMRT %s one of %q.", finding.Short(is.Name, longestQuote), file, finding.Short(was.Name, longestQuote))
	}
	if is.Scope != "" && was.Scope != "" && is.Scope != was.Scope {
		add(besideScope, cmrt.SheetDeclaration, fields.Scope, is.ScopeRaw, "", "Its scope is %s, and that of the CMRT %s is %s.", is.Scope, file, was.Scope)
	}
	if days := apart(is.EffectiveDate, was.EffectiveDate); days > farApart {
		add(besideDate, cmrt.SheetDeclaration, firstCell(fields.EffectiveDate), is.EffectiveDateRaw, "", "It is dated %s, and the CMRT %s is dated %s: %d days apart.", is.EffectiveDate, file, was.EffectiveDate, days)
	}
	for _, n := range b.Facts.Named {
		if a, asked := other.Declaration.Answer(cmrt.Added, n.Metal); asked && a.Answer == cmrt.No {
			add(besideMetal, cmrt.SheetProducts, n.Cell, n.Raw, n.Metal, "%q tells of %s, which by the CMRT %s (%s) is in no product.", finding.Short(n.Raw, longestQuote), n.Metal, file, a.Cell)
		}
	}
	return list
}

// apart is the number of days between two; 0 where one is not known.
func apart(a, b string) int {
	x, err := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err != nil || err2 != nil {
		return 0
	}
	return int(x.Sub(y).Abs().Hours() / 24)
}
