package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// about is a clean declaration of a company about products, or a part that is described.
func about(file, date, company, scope string, what ...string) cmrt.Declaration {
	d := of(file, file, date)
	d.Company.Name, d.Company.Scope = company, scope
	switch scope {
	case "product":
		for i, number := range what {
			d.Products = append(d.Products, cmrt.Product{Row: 6 + i, Number: number})
		}
	default:
		d.Company.ScopeDescription = strings.Join(what, " ")
	}
	return d
}

// TestNothingIsSupersededThatIsNotANewerVersion of the same declaration.
func TestNothingIsSupersededThatIsNotANewerVersion(t *testing.T) {
	const was, is = "2025-10-01", "2025-11-01"
	for _, tc := range []struct {
		name         string
		older, newer cmrt.Declaration
		superseded   bool
		divided      bool
	}{
		{"the same again", about("acme.xlsx", was, "Acme", "company"), about("acme-2.xlsx", is, "ACME GmbH", "company"), true, false},
		{"another manufacturer", about("acme.xlsx", was, "Alpha Ltd.", "company"), about("acme-2.xlsx", is, "Beta Ltd.", "company"), false, false},
		{"other products", about("acme.xlsx", was, "Acme", "product", "P1"), about("acme-2.xlsx", is, "Acme", "product", "P2"), false, false},
		{"the same products in another order", about("acme.xlsx", was, "Acme", "product", "P1", "P2"), about("acme-2.xlsx", is, "Acme", "product", "p2", "P1"), true, false},
		{"all products and more", about("acme.xlsx", was, "Acme", "product", "P1"), about("acme-2.xlsx", is, "Acme", "product", "P1", "P2"), true, false},
		{"some of the products", about("acme.xlsx", was, "Acme", "product", "P1", "P2"), about("acme-2.xlsx", is, "Acme", "product", "P1"), false, true},
		{"products that overlap", about("acme.xlsx", was, "Acme", "product", "P1", "P2"), about("acme-2.xlsx", is, "Acme", "product", "P2", "P3"), false, true},
		{"a list where there was none", about("acme.xlsx", was, "Acme", "product"), about("acme-2.xlsx", is, "Acme", "product", "P1"), true, false},
		{"no list where there was one", about("acme.xlsx", was, "Acme", "product", "P1"), about("acme-2.xlsx", is, "Acme", "product"), false, false},
		{"another division", about("acme.xlsx", was, "Acme", "division", "Meters"), about("acme-2.xlsx", is, "Acme", "division", "Cables"), false, true},
		{"the same division in another case", about("acme.xlsx", was, "Acme", "division", "Meters, Europe"), about("acme-2.xlsx", is, "Acme", "user-defined", "meters europe"), true, false},
		{"a description where there was none", about("acme.xlsx", was, "Acme", "user-defined"), about("acme-2.xlsx", is, "Acme", "user-defined", "Meters"), true, false},
		{"the whole company after a part", about("acme.xlsx", was, "Acme", "product", "P1"), about("acme-2.xlsx", is, "Acme", "company"), true, false},
		{"a part after the whole company", about("acme.xlsx", was, "Acme", "company"), about("acme-2.xlsx", is, "Acme", "product", "P1"), false, false},
		{"a company that forgot its name", about("acme.xlsx", was, "", "company"), about("acme-2.xlsx", is, "Acme", "company"), true, false},
	} {
		for _, files := range [][2]cmrt.Declaration{{tc.older, tc.newer}, {tc.newer, tc.older}} {
			r := Year(year(t), files[:], nil)
			got, divided := false, false
			for _, b := range r.Workbooks {
				got = got || b.Verdict == Superseded
				if b.Verdict == Superseded && (b.Declaration.File != tc.older.File || b.By != tc.newer.File || b.Because == "") {
					t.Errorf("%s: %s gives way to %q (%s)", tc.name, b.Declaration.File, b.By, b.Because)
				}
			}
			for _, f := range r.Findings {
				divided = divided || f.Rule == "declaration-divided"
			}
			if got != tc.superseded || divided != tc.divided {
				t.Errorf("%s: superseded %v, divided %v", tc.name, got, divided)
			}
		}
	}
}

// family is a year with a parent, its daughter and the daughter's daughter.
func family(t *testing.T, scopes ...string) Result {
	t.Helper()
	return Year(familyYear(t), familyFiles(scopes...), nil)
}

func familyYear(t *testing.T) *project.Year {
	t.Helper()
	y := year(t)
	y.Roster = append(y.Roster, tables.Supplier{ID: "cables", Name: "Acme Cables Ltd.", InScope: "yes", Parent: "acme", Line: 3}, tables.Supplier{ID: "wires", Name: "Wires Inc.", InScope: "yes", Parent: "cables", Line: 4})
	return y
}

func familyFiles(scopes ...string) (list []cmrt.Declaration) {
	for i, scope := range scopes {
		scope, what, _ := strings.Cut(scope, ": ")
		list = append(list, about([]string{"acme.xlsx", "acme-2.xlsx"}[i], "2025-10-01", "Acme", scope, what))
	}
	return list
}

func TestAParentAnswersForItsDaughtersWhereTheScopeSaysSo(t *testing.T) {
	for _, tc := range []struct {
		scopes []string
		want   string // suppliers that are covered
	}{
		{[]string{"company"}, "cables wires"},
		{[]string{"product: P1"}, ""},
		{[]string{"user-defined: Acme Meters"}, ""},
		{[]string{"user-defined: Meters and Acme Cables (all sites)"}, "cables"},
		{[]string{"product: P1", "company"}, "cables wires"},
	} {
		r, y := family(t, tc.scopes...), familyYear(t)
		var got, silent []string
		covered := Covered(y, r.Workbooks)
		for _, s := range y.Roster {
			if c, ok := covered[s.ID]; ok {
				got = append(got, s.ID)
				if c.Parent != "acme" || c.How == "" {
					t.Errorf("%v: %s is covered by %+v", tc.scopes, s.ID, c)
				}
			}
		}
		for _, f := range r.Findings {
			if f.Rule == "supplier-not-responded" {
				silent = append(silent, f.Supplier)
			}
		}
		if strings.Join(got, " ") != tc.want || len(got)+len(silent) != 2 {
			t.Errorf("%v: covered %q, without an answer %q", tc.scopes, got, silent)
		}
	}
}

func TestADaughtersOwnAnswerGoesBeforeItsParents(t *testing.T) {
	own := of("cables.xlsx", "c", "2025-10-02")
	r := Year(familyYear(t), append(familyFiles("company"), own), nil)
	if covered := Covered(familyYear(t), r.Workbooks); covered["cables"].Parent != "" || covered["wires"].Parent != "cables" {
		t.Errorf("%+v", covered)
	}
	a, ok := r.Account(familyYear(t), "wires")
	if !ok || a.Parent != "cables" || a.File != "data/2025/cmrt/cables.xlsx" || a.ParentFor == "" {
		t.Errorf("%+v", a)
	}
	a, _ = r.Account(familyYear(t), "cables")
	if a.Parent != "" || a.ParentFor != "" || a.File != "" || len(a.Workbooks) != 1 || strings.Join(a.Daughters, " ") != "wires" || a.Workbooks[0].Covers != "the whole company" || a.Workbooks[0].Why == "" {
		t.Errorf("%+v", a)
	}
	if _, ok := r.Account(familyYear(t), "nobody"); ok {
		t.Error("an account of nobody")
	}
}

func TestAParentOutOfScopeCountsForADaughterThatIsInScope(t *testing.T) {
	y := familyYear(t)
	y.Roster[0].InScope, y.Roster[2].InScope = "no", "no"
	r := Year(y, familyFiles("company"), nil)
	if scope := InScope(y, r.Workbooks); !scope["acme"] || !scope["cables"] || scope["wires"] {
		t.Errorf("%v", scope)
	}
	y.Roster[1].InScope = "no"
	if scope := InScope(y, r.Workbooks); scope["acme"] {
		t.Error("a parent of none in scope counts")
	}
	for _, f := range r.Findings {
		if f.Open() && f.Severity == finding.Error {
			t.Errorf("%+v", f)
		}
	}
}

// TestAFullNameReplacesAShortOne: a supplier that is asked for its name corrects it, and the
// declaration with a part of the name is not asked for again. Another company's stays.
func TestAFullNameReplacesAShortOne(t *testing.T) {
	for _, tc := range []struct {
		older, newer cmrt.Declaration
		superseded   bool
	}{
		{about("acme.xlsx", "2025-10-01", "Juniper", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings Ltd", "company"), true},
		{about("acme.xlsx", "", "Juniper", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings", "company"), true},
		{about("acme.xlsx", "2025-10-01", "Juniper", "product", "P1"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings", "company"), false}, // something else, maybe
		{about("acme.xlsx", "2025-10-01", "Juniper Electric", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings", "company"), false},
		{about("acme.xlsx", "2025-10-01", "Juniper Castings Asia", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings", "company"), false}, // a manufacturer beside it
		{about("acme.xlsx", "2025-10-01", "Juniper Castings", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper", "company"), false},
		{about("acme.xlsx", "2025-10-01", "Ltd", "company"), about("acme-2.xlsx", "2025-11-01", "Juniper Castings", "company"), false},
	} {
		y := year(t)
		y.Roster = []tables.Supplier{{ID: "acme", Name: "Juniper Castings Ltd", InScope: "yes"}}
		got := false
		for _, b := range Year(y, []cmrt.Declaration{tc.older, tc.newer}, nil).Workbooks {
			got = got || b.Verdict == Superseded && b.Declaration.File == tc.older.File && b.By == tc.newer.File
		}
		if got != tc.superseded {
			t.Errorf("%q, then %q: superseded %v", tc.older.Company.Name, tc.newer.Company.Name, got)
		}
	}
}
