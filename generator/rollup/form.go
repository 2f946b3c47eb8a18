package rollup

import (
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// What the template that is answered asks of which minerals, and in which cells. CMRT and
// EMRT 1.x have fixed minerals; of an EMRT since 2.0 some can be left out, and an AMRT is
// about those that the company chooses.

// minerals decides what the company's declaration is about, in the order of the template.
func (r *deriver) minerals() {
	form := r.Form.Minerals
	list := slices.Clone(form.Fixed)
	switch {
	case len(list) > 0:
	case len(r.Settings.Minerals) > 0:
		list = slices.Clone(r.Settings.Minerals)
	case r.Form.Kind == "EMRT":
		list = slices.Clone(form.Known)
	default:
		list = r.declared()
	}
	if len(form.Fixed) == 0 { // the template sorts them by name
		slices.Sort(list)
		list = slices.Compact(list)
	}
	r.out.Form, r.out.Minerals = r.Form, list
}

// declared are the minerals that a supplier behind the products declares in a declaration
// that could be read, or names smelters for.
func (r *deriver) declared() []cmrt.Metal {
	list := []cmrt.Metal{}
	for _, id := range r.suppliers {
		for _, b := range r.said[id] {
			for _, a := range b.Declaration.Answers {
				if a.Key == cmrt.Added && a.Answer == cmrt.Yes {
					list = append(list, a.Metal)
				}
			}
		}
	}
	for _, e := range r.Register {
		list = append(list, e.Metal)
	}
	return list
}

// about tells whether the declaration is about a mineral.
func (r *deriver) about(m cmrt.Metal) bool { return slices.Contains(r.out.Minerals, m) }

// question is a question of the template; nil where it does not ask.
func (r *deriver) question(key cmrt.Key) *cmrt.Question {
	for i := range r.Form.Questions {
		if q := &r.Form.Questions[i]; q.Key == key {
			return q
		}
	}
	return nil
}

// offers tells whether a question may be answered so.
func (r *deriver) offers(key cmrt.Key, answer string) bool {
	q := r.question(key)
	return q != nil && len(q.Offered(answer)) > 0
}

// cell is where the answer to a question about a mineral stands; "" where none does.
func (r *deriver) cell(key cmrt.Key, m cmrt.Metal) string {
	i := slices.Index(r.out.Minerals, m)
	q := r.question(key)
	if q == nil || i < 0 {
		return ""
	}
	return q.Cell(i)
}

// number is what the template calls a question, as in “question 6”.
func (r *deriver) number(key cmrt.Key) string {
	if q := r.question(key); q != nil {
		return "question " + q.Number[1:]
	}
	return "the question"
}

// ours are the questions about minerals that suppliers' answers lead to.
var ours = []cmrt.Key{cmrt.Added, cmrt.Necessary, cmrt.CoveredCountries, cmrt.CAHRA, cmrt.Recycled, cmrt.ResponseShare, cmrt.SmeltersIdentified, cmrt.SmeltersReported}

// asksTheSame tells whether two versions of a template ask the same questions of the same
// minerals, in the same rows.
func asksTheSame(a, b cmrt.Layout) bool {
	return a.Kind == b.Kind && slices.Equal(a.Minerals.Fixed, b.Minerals.Fixed) &&
		slices.EqualFunc(a.Questions, b.Questions, func(x, y cmrt.Question) bool { return x.Key == y.Key && x.Row == y.Row })
}
