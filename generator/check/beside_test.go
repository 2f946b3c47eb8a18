package check

import (
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// TestADeclarationIsHeldAgainstTheCMRTOfTheSameSupplier: what the two say otherwise is a
// note at the cell of the other template, and only of a CMRT that counts.
func TestADeclarationIsHeldAgainstTheCMRTOfTheSameSupplier(t *testing.T) {
	conflict := func(change func(*Workbook)) Workbook {
		d := clean()
		d.Company.EffectiveDate, d.Company.Name = "2026-02-03", "Acme Ltd."
		b := Workbook{Declaration: d, Supplier: "acme", Verdict: Accepted}
		for i := range b.Declaration.Answers {
			if a := &b.Declaration.Answers[i]; a.Key == cmrt.Added && a.Metal == cmrt.Tin {
				a.Answer = cmrt.No
			}
		}
		if change != nil {
			change(&b)
		}
		return b
	}
	solder := func(d *cmrt.Declaration) {
		d.Products = []cmrt.Product{{Row: 6, Number: "1", Name: "Magnet"}, {Row: 7, Number: "2", Name: "Solder wire"}, {Row: 8, Number: "3", Name: "Solder bar"}}
	}
	for what, c := range map[string]struct {
		is   func(*cmrt.Declaration)
		was  func(*Workbook)
		want []string
	}{
		"the same":                     {nil, nil, nil},
		"another legal form":           {func(d *cmrt.Declaration) { d.Company.Name = "ACME GmbH" }, nil, nil},
		"another company":              {func(d *cmrt.Declaration) { d.Company.Name = "Acme Holding" }, nil, []string{"programme-company-differs Declaration!D8"}},
		"another scope":                {func(d *cmrt.Declaration) { d.Company.Scope = "product" }, nil, []string{"programme-scope-differs Declaration!D9"}},
		"half a year apart":            {func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2025-08-04" }, nil, nil},
		"more than half a year":        {func(d *cmrt.Declaration) { d.Company.EffectiveDate = "2025-08-03" }, nil, []string{"programme-date-differs Declaration!D26"}},
		"a day that is not known":      {func(d *cmrt.Declaration) { d.Company.EffectiveDate = "" }, nil, nil},
		"the CMRT's day is not known":  {nil, func(b *Workbook) { b.Declaration.Company.EffectiveDate = "" }, nil},
		"a company that is not named":  {func(d *cmrt.Declaration) { d.Company.Name = "" }, nil, nil},
		"the CMRT names no company":    {func(d *cmrt.Declaration) { d.Company.Name = "Acme Holding" }, func(b *Workbook) { b.Declaration.Company.Name = "" }, nil},
		"a scope that is not said":     {func(d *cmrt.Declaration) { d.Company.Scope = "" }, nil, nil},
		"the CMRT's scope is not said": {nil, func(b *Workbook) { b.Declaration.Company.Scope = "" }, nil},
		"the CMRT is of nobody's":      {solder, func(b *Workbook) { b.Supplier = "" }, nil},
		"solder without tin":           {solder, nil, []string{"programme-metal-denied Product List!C7 tin"}},
		"of another supplier":          {solder, func(b *Workbook) { b.Supplier = "beta" }, nil},
		"of a CMRT that is late":       {solder, func(b *Workbook) { b.Verdict = Stale }, nil},
		"of one that has tin": {solder, func(b *Workbook) {
			for i := range b.Declaration.Answers {
				b.Declaration.Answers[i].Answer = cmrt.Yes
			}
		}, nil},
	} {
		w := Whole{Declaration: extended(c.is), Supplier: "acme"}
		w.Declaration.Company.Name = map[bool]string{true: "Acme Inc.", false: w.Declaration.Company.Name}[w.Declaration.Company.Name == "Acme"]
		books := []Workbook{w.Workbook()}
		got := Beside(books, []Workbook{conflict(c.was)})
		if list := said(got[0].Findings); !slices.Equal(list, c.want) {
			t.Errorf("%s: %v, not %v", what, list, c.want)
		}
		if len(books[0].Findings) > 0 {
			t.Errorf("%s: the book itself was changed", what)
		}
		for _, f := range got[0].Findings {
			if f.Supplier != "acme" || f.Severity != finding.Note {
				t.Errorf("%s: %+v", what, f)
			}
		}
	}
}

// TestAMineralThatNoTemplateListsStaysOne: a year keeps of a row which mineral it is about
// by a number, and a name that a supplier made up has none.
func TestAMineralThatNoTemplateListsStaysOne(t *testing.T) {
	for _, m := range append(slices.Clone(cmrt.KnownMinerals()), "", "unobtainium") {
		want := m
		if m == "unobtainium" {
			want = OtherMineral
		}
		if got := (Entries{pack(Entry{Metal: m, Outcome: "resolved"})}).At(0).Metal; got != want {
			t.Errorf("%q became %q", m, got)
		}
	}
}
