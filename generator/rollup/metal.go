package rollup

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

// view is what is known of one metal before its questions are answered.
type view struct {
	metal     cmrt.Metal
	possible  []string // suppliers whose parts may contain it: S
	replied   []string // those of S with an accepted declaration: R
	declaring []string // those of R that say it is in the products
	denying   []string // those of R that say it is not
	readable  []string // suppliers that say so in a declaration that could be read, whatever became of it
	own       map[cmrt.Key]string
}

// see collects what is known of a metal.
func (r *deriver) see(m cmrt.Metal) view {
	v := view{metal: m, own: map[cmrt.Key]string{}, possible: []string{}, replied: []string{}, readable: []string{}}
	for _, id := range r.suppliers {
		if slices.ContainsFunc(r.said[id], func(b *check.Workbook) bool { return b.Stand(m).In == cmrt.Yes }) {
			v.readable = append(v.readable, id)
		}
		expected := strings.Fields(r.roster[id].Metals)
		if len(expected) == 0 || slices.Contains(expected, string(m)) || slices.Contains(v.readable, id) {
			v.possible = append(v.possible, id)
			if r.taken[id] {
				v.replied = append(v.replied, id)
			}
		}
	}
	v.declaring = r.of(v.replied, func(b *check.Workbook) bool { return b.Stand(m).In == cmrt.Yes })
	for _, id := range v.replied {
		books := r.accepted[id]
		if len(books) > 0 && !slices.ContainsFunc(books, func(b *check.Workbook) bool { return b.Stand(m).In != cmrt.No }) {
			v.denying = append(v.denying, id)
		}
	}
	for key, answers := range r.Settings.OwnAssessment {
		if r.Only == nil || answers[m] == cmrt.No { // that some product contains it says nothing of these
			v.own[key] = answers[m]
		}
	}
	if slices.ContainsFunc(r.Year.Products, func(p project.Product) bool {
		return slices.Contains(strings.Fields(p.Metals), string(m)) && r.makes(p.Product)
	}) {
		v.own[cmrt.Added], v.own[cmrt.Necessary] = cmrt.Yes, cmrt.Yes
	}
	return v
}

// makes tells whether a product of products.csv is one that is asked about.
func (r *deriver) makes(name string) bool {
	return r.Only == nil || slices.ContainsFunc(r.Settings.Products, func(p project.RollupProduct) bool {
		return text.Words(p.Name) == text.Words(name) || p.Number == name
	})
}

// metal answers the questions about a metal or mineral.
func (r *deriver) metal(m cmrt.Metal) []Answer {
	v := r.see(m)
	var list []Answer
	for _, q := range r.Form.Questions {
		if slices.Contains(ours, q.Key) && q.Asks(m) {
			list = append(list, Answer{Key: q.Key, Question: q.Number, Metal: m, Reasons: []Reason{}})
		}
	}
	at := func(key cmrt.Key) *Answer { // what is not asked is answered into nothing
		if i := slices.IndexFunc(list, func(a Answer) bool { return a.Key == key }); i >= 0 {
			return &list[i]
		}
		return &Answer{Key: key, Metal: m, Reasons: []Reason{}}
	}
	added, necessary := at(cmrt.Added), at(cmrt.Necessary)
	r.inProducts(v, added, cmrt.Added)
	gate := r.number(cmrt.Added) + " is"
	if r.question(cmrt.Necessary) != nil {
		gate = "questions 1 and 2 are"
		if added.Answer == cmrt.Yes {
			r.inProducts(v, necessary, cmrt.Necessary)
		} else {
			necessary.Rule = "not asked unless question 1 is answered Yes"
		}
	}
	if added.Answer != cmrt.Yes || r.question(cmrt.Necessary) != nil && necessary.Answer != cmrt.Yes {
		for i := range list {
			if a := &list[i]; a.Key != cmrt.Added && a.Key != cmrt.Necessary {
				a.Rule = "not asked unless " + gate + " answered Yes"
			}
		}
		return r.located(list)
	}
	if !slices.ContainsFunc(r.out.Smelters, func(s Smelter) bool { return s.Metal == m }) {
		r.out.Smelters = append(r.out.Smelters, Smelter{Metal: m, Unknown: true})
		r.order()
	}
	share, identified, reported, origin := at(cmrt.ResponseShare), at(cmrt.SmeltersIdentified), at(cmrt.SmeltersReported), at(cmrt.CoveredCountries)
	r.share(v, share)
	r.identified(v, share.Answer, identified)
	if r.question(cmrt.SmeltersReported) != nil {
		r.reported(v, reported)
	}
	r.origin(v, identified.Answer, origin)
	r.highRisk(v, identified.Answer, origin.Answer, at(cmrt.CAHRA))
	r.recycled(v, at(cmrt.Recycled))
	return r.located(list)
}

// located notes the findings about answers that stay open, at their cells.
func (r *deriver) located(list []Answer) []Answer {
	for _, a := range list {
		if a.Open {
			r.out.find(answerOpen, cmrt.SheetDeclaration, r.cell(a.Key, a.Metal), a.Metal, "%s, %s: %s.", a.Question, a.Metal, a.Rule)
		}
	}
	return list
}

func (a *Answer) say(answer, rule string) { a.Answer, a.Rule = answer, rule }

func (a *Answer) weigh(what string, suppliers []string) {
	if len(suppliers) > 0 {
		a.Reasons = append(a.Reasons, Reason{what, suppliers})
	}
}

// inProducts answers questions 1 and 2.
func (r *deriver) inProducts(v view, a *Answer, key cmrt.Key) {
	own := v.own[key]
	if own != "" {
		a.Reasons = append(a.Reasons, Reason{"the company's own assessment: " + own, []string{}})
	}
	yes := r.of(v.replied, func(b *check.Workbook) bool { return saysYes(b, key, v.metal) })
	var silent []string
	for _, id := range v.possible {
		if !slices.Contains(v.denying, id) && !slices.Contains(yes, id) {
			silent = append(silent, id)
		}
	}
	a.weigh("suppliers that answered yes", yes)
	a.weigh("suppliers that answered no", v.denying)
	a.weigh("suppliers that may provide it, without a clear answer in an accepted declaration", silent)
	elsewhere := slices.DeleteFunc(slices.Clone(v.readable), func(id string) bool { return slices.Contains(yes, id) })
	a.weigh("suppliers that say yes in a declaration that was not accepted", elsewhere)
	switch {
	case own == cmrt.Yes || len(yes) > 0:
		a.say(cmrt.Yes, "yes, since the company's own assessment or an accepted declaration says so")
		if own == cmrt.No {
			r.out.find(assessmentContradicted, cmrt.SheetDeclaration, r.cell(key, v.metal), v.metal, "The company's own assessment says no to %s for %s; %s.", key, v.metal, counted(len(yes), "supplier declares it", "suppliers declare it"))
		}
	case len(silent)+len(elsewhere)+len(r.Missing) == 0 && own == cmrt.No:
		a.say(cmrt.No, "no, since the company's own assessment and every supplier that may provide it say so")
	case own == "":
		a.Open, a.Rule = true, "the company has not assessed it, and no accepted declaration says yes"
	case len(silent)+len(elsewhere) == 0:
		a.Open, a.Rule = true, "the company's own assessment says no, and "+counted(len(r.Missing), "part has no known supplier", "parts have no known supplier")
	default:
		a.Open, a.Rule = true, fmt.Sprintf("the company's own assessment says no, and %s not answered no", counted(distinct(silent, elsewhere), "supplier that may provide it has", "suppliers that may provide it have"))
	}
	if a.Open && r.offers(key, cmrt.Unknown) {
		a.Open, a.Answer = false, cmrt.Unknown
	}
	if a.Answer == cmrt.Yes {
		a.Comment = counted(len(v.declaring), "supplier with an accepted declaration declares it.", "suppliers with accepted declarations declare it.")
	}
}

// distinct counts those of two lists, who stands in both once: a supplier whose declaration
// was not accepted is without an answer and says yes.
func distinct(a, b []string) int {
	list := slices.Concat(a, b)
	slices.Sort(list)
	return len(slices.Compact(list))
}

// saysYes tells whether a declaration answers question 1 or 2 with yes. Old versions ask
// both as one.
func saysYes(b *check.Workbook, key cmrt.Key, m cmrt.Metal) bool {
	if b.Stand(m).In != cmrt.Yes {
		return key == cmrt.Added && answers(b, key, m, cmrt.Yes)
	}
	a, asked := b.Declaration.Answer(key, m)
	return !asked || a.Answer == cmrt.Yes
}

func answers(b *check.Workbook, key cmrt.Key, m cmrt.Metal, want string) bool {
	a, asked := b.Declaration.Answer(key, m)
	return asked && a.Answer == want
}

// share answers how many of the suppliers that may provide the metal have an
// accepted declaration.
func (r *deriver) share(v view, a *Answer) {
	covering := r.covering(v.replied)
	replied, possible := len(covering), len(v.possible)
	a.weigh("suppliers whose declaration was accepted", covering)
	var without []string
	for _, id := range v.possible {
		if !slices.Contains(covering, id) {
			without = append(without, id)
		}
	}
	a.weigh("suppliers without an accepted declaration", without)
	if possible == 0 {
		a.Open, a.Rule = true, "no supplier in scope is expected to provide it, though it is in the products"
		if r.offers(cmrt.ResponseShare, cmrt.NotSurveyed) {
			a.Open, a.Answer = false, cmrt.NotSurveyed
		}
		return
	}
	a.say(Share(replied, possible), fmt.Sprintf("%d of %s that may provide it %s an accepted declaration", replied, counted(possible, "supplier", "suppliers"), map[bool]string{true: "has", false: "have"}[replied == 1]))
	a.Comment = fmt.Sprintf("%d of %d suppliers in scope whose parts may contain it had an accepted declaration on %s.", replied, possible, r.AsOf)
}

// Share is the template's step for a part of a whole. The steps are strict: exactly 90
// per cent is not more than 90.
func Share(part, whole int) string {
	switch {
	case part == 0:
		return "none"
	case part == whole:
		return "100%"
	case part*100 > whole*90:
		return ">90%"
	case part*100 > whole*75:
		return ">75%"
	case part*100 > whole*50:
		return ">50%"
	}
	return "<=50%"
}
