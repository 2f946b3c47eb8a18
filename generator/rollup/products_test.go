package rollup_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/tables"
)

// bill is a made-up bill of materials: parts go into parts with lower numbers.
func bill(parts, suppliers int, draw func(int) int) []tables.Part {
	var list []tables.Part
	for i := range parts {
		p := tables.Part{Number: fmt.Sprint("P", i), RequesterNumber: fmt.Sprint("R", i), Family: fmt.Sprint("F", i%3)}
		for range 1 + draw(2) {
			row := p
			if i > 0 && draw(5) > 0 {
				row.Parent = fmt.Sprint("P", draw(i))
			}
			if draw(4) > 0 {
				row.Supplier = fmt.Sprint("s", draw(suppliers))
			}
			list = append(list, row)
		}
	}
	return list
}

// TestFindsEverybodyBehindAProduct compares with a count that knows nothing of trees: it
// adds whoever goes into what is there already, until nothing is added.
func TestFindsEverybodyBehindAProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		parts := bill(1+draw(30), 6, draw)
		product := fmt.Sprint("P", draw(len(parts)/3+1))
		got, err := rollup.Behind(parts, []rollup.Wanted{{Number: product}})
		if err != nil {
			return // a number beyond the last part
		}
		in := map[string]bool{product: true}
		for grown := true; grown; {
			grown = false
			for _, p := range parts {
				if in[p.Parent] && !in[p.Number] {
					in[p.Number], grown = true, true
				}
			}
		}
		suppliers, bought, made := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, p := range parts {
			if in[p.Number] && p.Supplier != "" {
				suppliers[p.Supplier], bought[p.Number] = true, true
			}
			made[p.Parent] = true
		}
		var missing []string
		for number := range in {
			if !bought[number] && !made[number] {
				missing = append(missing, number)
			}
		}
		slices.Sort(missing)
		if !maps.Equal(got.Suppliers, suppliers) || !slices.Equal(got.Missing, missing) {
			t.Fatalf("%s: suppliers %v, missing %v; want %v, %v", product, got.Suppliers, got.Missing, suppliers, missing)
		}
	})
}

// TestTenThousandPartsOfAThousandSuppliers: every product of a large bill of materials, one
// after the other and all at once, is what a count that goes from each part to what it goes
// into gives, and takes at most five seconds.
func TestTenThousandPartsOfAThousandSuppliers(t *testing.T) {
	const products, parts, suppliers = 50, 10_000, 1_000
	draw := rand.New(rand.NewPCG(1, 2)).IntN
	var list []tables.Part
	above := make([][]int, parts) // what a part goes into
	bought := make([]string, parts)
	for i := range parts {
		p := tables.Part{Number: fmt.Sprint("P", i)}
		if i < products {
			p.Family = "Meters"
			list = append(list, p)
			continue
		}
		if draw(20) > 0 {
			bought[i] = fmt.Sprint("s", draw(suppliers))
		}
		for range 1 + draw(2) {
			parent := draw(i)
			p.Parent, p.Supplier = fmt.Sprint("P", parent), bought[i]
			list, above[i] = append(list, p), append(above[i], parent)
		}
	}
	in := make([]map[int]bool, parts) // the products that a part is in: parents have lower numbers
	behind, whole := make([]map[string]bool, products), map[string]bool{}
	for i := range parts {
		in[i] = map[int]bool{}
		if i < products {
			in[i][i], behind[i] = true, map[string]bool{}
		}
		for _, parent := range above[i] {
			maps.Copy(in[i], in[parent])
		}
		for product := range in[i] {
			if bought[i] != "" {
				behind[product][bought[i]], whole[bought[i]] = true, true
			}
		}
	}
	began := time.Now()
	all, err := rollup.Behind(list, rollup.OfFamily(list, "meters"))
	if err != nil || !maps.Equal(all.Suppliers, whole) || len(all.List) != products {
		t.Fatalf("%d products with %d suppliers behind them, want %d with %d (%v)", len(all.List), len(all.Suppliers), products, len(whole), err)
	}
	once := time.Since(began)
	for i := range products {
		got, err := rollup.Behind(list, []rollup.Wanted{{Number: fmt.Sprint("P", i)}})
		if err != nil || !maps.Equal(got.Suppliers, behind[i]) {
			t.Fatalf("P%d: %d suppliers, want %d (%v)", i, len(got.Suppliers), len(behind[i]), err)
		}
	}
	t.Logf("%d parts, %d suppliers: a family of %d products in %v, each by itself in %v", parts, suppliers, products, once, time.Since(began)-once)
	if once > 5*time.Second {
		t.Errorf("a family took %v", once)
	}
}

// Hundreds of notes of one kind are counted, not told one by one; what asks for something is told.
func TestManyNotesAreCounted(t *testing.T) {
	r := whole("6.5", "company")
	for i := range 30 {
		r.Findings = append(r.Findings, finding.Finding{Rule: "some-note", Severity: finding.Note, Sheet: "Smelter List", Cell: fmt.Sprint("A", i+5), Message: "…"},
			finding.Finding{Rule: "some-warning", Severity: finding.Warning, Message: "…"})
	}
	told := r.Told()
	if n := strings.Count(told, "[some-warning]"); n != 30 {
		t.Errorf("%d warnings are told", n)
	}
	if n := strings.Count(told, "[some-note]"); n != 11 || !strings.Contains(told, "Smelter List: note: 20 more notes of the kind [some-note]; --explain --format json has all") {
		t.Errorf("%d notes are told:\n%s", n, told)
	}
}

func TestProductsByCustomersNumberAndFamily(t *testing.T) {
	parts := []tables.Part{{Number: "M-1", Name: "Meter", Family: "Gas Meters", RequesterNumber: "77-1"}, {Number: "M-2", Family: "gas meters"}, {Number: "C", Parent: "M-1", Supplier: "acme"}}
	got, err := rollup.Behind(parts, []rollup.Wanted{{RequesterNumber: "77-1", RequesterName: "Zähler"}})
	if err != nil || len(got.List) != 1 || got.List[0].Number != "M-1" || got.List[0].Name != "Meter" || got.List[0].RequesterName != "Zähler" || !got.Suppliers["acme"] {
		t.Errorf("%+v (%v)", got, err)
	}
	if list := rollup.OfFamily(parts, "GAS METERS"); len(list) != 2 {
		t.Errorf("the family has %v", list)
	}
	if _, err := rollup.Behind(parts, []rollup.Wanted{{Number: "nobody"}}); !errors.Is(err, rollup.ErrProduct) {
		t.Errorf("a product that is not there: %v", err)
	}
}

// A product's roll-up counts the suppliers behind it and nobody else, and a part without
// a supplier keeps everything open.
func TestAProductsRollUp(t *testing.T) {
	y := campaign(t, 2, 30)
	in, company := derived(t, y)
	var behind []string
	for _, r := range in.Responses {
		if r.InScope == "yes" && r.Stage == "accepted" && len(behind) < 3 {
			behind = append(behind, r.Supplier)
		}
	}
	parts := []tables.Part{{Number: "M-1"}}
	for i, s := range behind {
		parts = append(parts, tables.Part{Number: fmt.Sprint("C", i), Parent: "M-1", Supplier: s})
	}
	products, err := rollup.Behind(parts, []rollup.Wanted{{Number: "M-1"}})
	if err != nil {
		t.Fatal(err)
	}
	r := rollup.Derive(in.About(products))
	for _, a := range r.Answers {
		for _, reason := range a.Reasons {
			for _, s := range reason.Suppliers {
				if !slices.Contains(behind, s) {
					t.Errorf("%s, %s rests on %s, which does not stand behind the product", a.Question, a.Metal, s)
				}
			}
		}
		if a.Key == cmrt.ResponseShare && a.Answer != "" && a.Answer != "100%" {
			t.Errorf("%s: %s, though all answered", a.Metal, a.Answer)
		}
	}
	if len(r.Smelters) >= len(company.Smelters) || r.Settings.Scope != "product" || len(r.Settings.Products) != 1 {
		t.Errorf("%d smelters of %d, scope %s, %d products", len(r.Smelters), len(company.Smelters), r.Settings.Scope, len(r.Settings.Products))
	}
	products.Missing = []string{"SCREW"}
	open := rollup.Derive(in.About(products))
	for _, m := range cmrt.Metals {
		if a := answerOf(open, cmrt.SmeltersIdentified, m); a.Answer == cmrt.Yes {
			t.Errorf("%s: all smelters are identified, though a part has no known supplier", m)
		}
	}
}
