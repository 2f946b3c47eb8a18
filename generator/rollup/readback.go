package rollup

import (
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
)

// ErrReadBack is the error of a filled template that says something else than was put in.
var ErrReadBack = errors.New("the filled template was read back, and says something else than was put in")

// expected is what a filled template has to say.
type expected struct {
	name, scope, date string
	answers           map[string]string // key and metal → answer
	smelters          []expectedSmelter
	products          []string
}

type expectedSmelter struct {
	metal, id, name string
	unknown         bool
}

// hold compares what was read with what was put in.
func (e expected) hold(d cmrt.Declaration) error {
	wrong := func(what string, got, want any) error {
		return fmt.Errorf("%w: %s is %q, not %q", ErrReadBack, what, fmt.Sprint(got), fmt.Sprint(want))
	}
	c := d.Company
	switch {
	case !d.Readable():
		return fmt.Errorf("%w: it cannot be read", ErrReadBack)
	case c.Name != e.name:
		return wrong("the company", c.Name, e.name)
	case c.Scope != e.scope:
		return wrong("the scope", c.Scope, e.scope)
	case c.EffectiveDate != e.date:
		return wrong("the effective date", c.EffectiveDate, e.date)
	case len(d.Smelters) != len(e.smelters):
		return wrong("the number of smelters", len(d.Smelters), len(e.smelters))
	case len(d.Products) != len(e.products):
		return wrong("the number of products", len(d.Products), len(e.products))
	}
	for _, a := range d.Answers {
		if want := e.answers[string(a.Key)+" "+string(a.Metal)]; a.Answer != want {
			return wrong(a.Cell, a.Answer, want)
		}
	}
	for i, s := range d.Smelters {
		want := e.smelters[i]
		if string(s.Metal) != want.metal || s.ID != want.id {
			return wrong(fmt.Sprintf("row %d of the Smelter List", s.Row), string(s.Metal)+" "+s.ID, want.metal+" "+want.id)
		}
		if want.id == "" && !want.unknown && s.Name != want.name {
			return wrong(fmt.Sprintf("row %d of the Smelter List", s.Row), s.Name, want.name)
		}
	}
	for i, p := range d.Products {
		if p.Number != e.products[i] {
			return wrong(fmt.Sprintf("row %d of the Product List", p.Row), p.Number, e.products[i])
		}
	}
	return nil
}
