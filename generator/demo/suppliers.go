package demo

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// behaviour is how a supplier takes part in a year.
type behaviour byte

const (
	clean   behaviour = 'c' // a complete declaration
	twice   behaviour = 't' // a complete declaration, and a second file
	wrong   behaviour = 'w' // a declaration with mistakes
	spoilt  behaviour = 'x' // a file that cannot be read
	silent  behaviour = 's' // no answer
	bounced behaviour = 'b' // the letter came back
	refused behaviour = 'r' // said no
	outside behaviour = 'o' // not in scope
)

// behaviours are dealt out in this order, again and again; every next year starts
// three further, so that suppliers do not stay what they were.
const behaviours = "cwscwctcocwcbcxcswcrtcos"

// supplier is one on the roster of a year.
type supplier struct {
	id, name, contact, email, domain, language string
	number                                     int
	metals                                     []cmrt.Metal
	behaviour                                  behaviour
	kit                                        string // which mistakes it makes
}

// newSuppliers invents them; they stay the same over the years.
func newSuppliers(o Options, n *names) []*supplier {
	r := draw(o.Seed, streamSuppliers, 0)
	var list []*supplier
	taken := map[string]bool{}
	for i := range o.Suppliers {
		stem := n.company()
		for taken[slugOf(stem)] {
			stem = n.company()
		}
		form := one(r, legalForms)
		s := &supplier{number: i, id: slugOf(stem), name: stem + " " + form.text, contact: n.person(), language: form.language}
		taken[s.id] = true
		s.domain = s.id + ".example"
		s.email = "compliance@" + s.domain
		s.metals = []cmrt.Metal{cmrt.Tin, cmrt.Gold}
		switch i % 5 {
		case 1:
			s.metals = slices.Clone(cmrt.Metals)
		case 2:
			s.metals = []cmrt.Metal{cmrt.Tin}
		case 3:
			s.metals = []cmrt.Metal{cmrt.Tantalum, cmrt.Tin, cmrt.Gold}
		case 4:
			s.metals = []cmrt.Metal{cmrt.Gold, cmrt.Tungsten}
		}
		if o.Rows > 0 {
			s.metals = slices.Clone(cmrt.Metals)
		}
		list = append(list, s)
	}
	return list
}

// behave is the supplier as it is in a year. One that makes mistakes has all four
// metals, so that every mistake finds its place.
func behave(s *supplier, i, index int) *supplier {
	now := *s
	now.behaviour = behaviour(behaviours[(i+3*index)%len(behaviours)])
	if now.behaviour == wrong {
		now.metals = slices.Clone(cmrt.Metals)
	}
	return &now
}

// roster is the year's suppliers.csv.
func (y *year) roster() []tables.Supplier {
	var rows []tables.Supplier
	for _, s := range y.suppliers {
		row := tables.Supplier{ID: s.id, Name: s.name, Contact: s.contact, Email: s.email, Language: s.language, InScope: "yes",
			Why:            "Supplies parts that go into metered products.",
			Metals:         s.metalList(),
			SpendShare:     fmt.Sprintf("%.2f", 100/float64(len(y.suppliers))*(0.5+float64(s.number%11)/10)),
			ContractClause: []string{"yes", "yes", "no"}[s.number%3],
			Vendor:         fmt.Sprintf("9%05d", s.number)}
		if s.behaviour == outside {
			row.InScope, row.Metals = "no", ""
			row.Why = []string{"Supplies packaging only: no metal in the product.", "Supplies services only: no goods."}[s.number%2]
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *supplier) metalList() string {
	var list []string
	for _, m := range s.metals {
		list = append(list, string(m))
	}
	return strings.Join(list, " ")
}
