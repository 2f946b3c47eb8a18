package rollup

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// ErrProduct is the error of a product that the table of parts does not have.
var ErrProduct = errors.New("no such product is in the table of parts")

// Wanted is a product that is asked about: by the company's number, or by the customer's.
type Wanted struct{ Number, RequesterNumber, RequesterName string }

// Products are products with who stands behind them.
type Products struct {
	List      []project.RollupProduct // as they are listed
	Suppliers map[string]bool         // roster ids
	Missing   []string                // parts of which no supplier is known, sorted
}

// Behind follows products down to every part of them, and collects the suppliers.
func Behind(parts []tables.Part, wanted []Wanted) (Products, error) {
	b := Products{Suppliers: map[string]bool{}}
	rows, children, byRequester := map[string][]tables.Part{}, map[string][]string{}, map[string]string{}
	for _, p := range parts {
		rows[p.Number] = append(rows[p.Number], p)
		if p.Parent != "" {
			children[p.Parent] = append(children[p.Parent], p.Number)
		}
		if p.RequesterNumber != "" {
			byRequester[text.ID(p.RequesterNumber)] = p.Number
		}
	}
	seen := map[string]bool{}
	var stack []string
	for _, w := range wanted {
		number := w.Number
		if number == "" {
			number = byRequester[text.ID(w.RequesterNumber)]
		}
		if len(rows[number]) == 0 {
			return b, fmt.Errorf("%q: %w", strings.TrimSpace(w.Number+" "+w.RequesterNumber), ErrProduct)
		}
		p := project.RollupProduct{Number: number, RequesterNumber: w.RequesterNumber, RequesterName: w.RequesterName}
		for _, row := range rows[number] {
			if p.Name == "" {
				p.Name = row.Name
			}
			if p.RequesterNumber == "" {
				p.RequesterNumber = row.RequesterNumber
			}
		}
		b.List = append(b.List, p)
		stack = append(stack, number)
	}
	for len(stack) > 0 {
		number := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[number] {
			continue
		}
		seen[number] = true
		known := false
		for _, row := range rows[number] {
			if row.Supplier != "" {
				b.Suppliers[row.Supplier], known = true, true
			}
		}
		if !known && len(children[number]) == 0 {
			b.Missing = append(b.Missing, number)
		}
		stack = append(stack, children[number]...)
	}
	slices.Sort(b.Missing)
	return b, nil
}

// OfFamily lists the products of a family, sorted.
func OfFamily(parts []tables.Part, family string) (list []Wanted) {
	for _, p := range parts {
		if p.Family != "" && text.Words(p.Family) == text.Words(family) && !slices.ContainsFunc(list, func(w Wanted) bool { return w.Number == p.Number }) {
			list = append(list, Wanted{Number: p.Number})
		}
	}
	stable.Sort(list, func(a, b Wanted) int { return strings.Compare(a.Number, b.Number) })
	return list
}

// About narrows a roll-up to products: the suppliers behind them alone count, the scope is
// the products, and they are listed.
func (in Input) About(p Products) Input {
	in.Only, in.Missing = p.Suppliers, p.Missing
	if in.Only == nil {
		in.Only = map[string]bool{}
	}
	numbers := make([]string, len(p.List))
	for i, product := range p.List {
		numbers[i] = product.Number
	}
	in.Subject = strings.Join(numbers, ", ")
	in.Settings.Scope, in.Settings.Products = "product", p.List
	return in
}
