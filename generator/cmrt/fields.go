package cmrt

import (
	"errors"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// typed is a text as the supplier typed it; one of nothing but space is blank.
func typed(s string) string {
	if text.Seen(s) == "" {
		return ""
	}
	return s
}

// value is a cell as a person sees it, and "" for a formula error, which is found apart.
func (r *reader) value(g *grid, sheet, cell string) string {
	c, ok := r.sound(g, sheet, cell)
	if !ok {
		return ""
	}
	column, row := splitRef(cell)
	return r.shown(c, sheet, columnName(column), row)
}

// stored is a cell as stored, blank where a person sees nothing in it, and "" for a
// formula error, which is found apart.
func (r *reader) stored(g *grid, sheet, cell string) string {
	c, ok := r.sound(g, sheet, cell)
	if !ok {
		return ""
	}
	return typed(c.text)
}

// sound gives a cell that is there and holds no formula error.
func (r *reader) sound(g *grid, sheet, cell string) (c cell, ok bool) {
	if cell == "" {
		return c, false // the version has no such cell
	}
	c = g.cell(cell)
	if c.pending() {
		r.uncalculated(c, sheet, cell)
		return c, false
	}
	if c.isError() {
		r.failed(c, sheet, cell)
		return c, false
	}
	return c, true
}

// isError tells a formula error: stored as such, or its text typed or pasted.
func (c cell) isError() bool {
	return c.kind == errorValue || text.IsError(c.text)
}

// company reads the head of the Declaration sheet.
func (r *reader) company(g *grid) {
	at := r.layout.Fields
	text := func(cell string) string { return r.value(g, SheetDeclaration, cell) }
	r.d.Template.Language = text(at.Language)
	r.d.Company = Company{
		Name: text(at.Name), ScopeRaw: r.stored(g, SheetDeclaration, at.Scope), ScopeDescription: text(at.ScopeDescription),
		UniqueID: text(at.UniqueID), UniqueIDAuthority: text(at.UniqueIDAuthority), Address: text(at.Address),
		ContactName: text(at.ContactName), ContactEmail: text(at.ContactEmail), ContactPhone: text(at.ContactPhone),
		AuthorizerName: text(at.AuthorizerName), AuthorizerTitle: text(at.AuthorizerTitle),
		AuthorizerEmail: text(at.AuthorizerEmail), AuthorizerPhone: text(at.AuthorizerPhone),
	}
	// 1.00 keeps day, month and year in cells of their own.
	var parts []string
	for _, cell := range strings.Fields(at.EffectiveDate) {
		parts = append(parts, r.stored(g, SheetDeclaration, cell))
	}
	r.d.Company.EffectiveDateRaw = typed(strings.Join(parts, " "))
	r.scope(at.Scope)
	r.effectiveDate(g, strings.Fields(at.EffectiveDate)[0])
}

func (r *reader) scope(cell string) {
	c := &r.d.Company
	if c.ScopeRaw == "" {
		return
	}
	var exact bool
	c.Scope, exact = understand(c.ScopeRaw, r.layout.scopes)
	switch {
	case c.Scope == "":
		r.find(scopeNotInList, SheetDeclaration, cell, "The scope %q is none of those in the list.", c.ScopeRaw)
	case !exact:
		r.find(answerTolerated, SheetDeclaration, cell, "%q was read as the scope %s.", c.ScopeRaw, c.Scope)
	}
}

func (r *reader) effectiveDate(g *grid, cell string) {
	c := &r.d.Company
	if c.EffectiveDateRaw == "" {
		return
	}
	date, typed, err := parseDate(c.EffectiveDateRaw, r.book.date1904)
	c.EffectiveDate = date
	switch {
	case errors.Is(err, errAmbiguousDate):
		r.find(effectiveDateInvalid, SheetDeclaration, cell, "The date %q can be read as two different days.", c.EffectiveDateRaw)
	case err != nil:
		r.find(effectiveDateInvalid, SheetDeclaration, cell, "%q is not a date.", c.EffectiveDateRaw)
	case len(strings.Fields(r.layout.Fields.EffectiveDate)) > 1: // day, month and year apart
	case typed && g.cell(cell).kind != dateValue:
		r.find(answerTolerated, SheetDeclaration, cell, "The text %q was read as the date %s.", c.EffectiveDateRaw, date)
	case !typed:
		r.dateShown(g.cell(cell), cell, date)
	}
}

// dateShown finds a date that the cell does not show as one.
func (r *reader) dateShown(c cell, cell, date string) {
	switch seen := r.book.seen(c); {
	case strings.HasPrefix(seen, date) && r.book.styles().number(c.style).ShowsDay(c.text):
	case strings.HasPrefix(seen, date):
		r.find(answerTolerated, SheetDeclaration, cell, "The cell shows only a part of the date; %s is stored and was read.", date)
	case c.kind == numberValue && strings.Contains(seen, ":"):
		r.find(entryShownDifferently, SheetDeclaration, cell, "The date %s is stored, and the cell shows the time of day %s.", date, seen)
	default:
		r.find(answerTolerated, SheetDeclaration, cell, "The cell shows %s, a number of days, which was read as the date %s.", seen, date)
	}
}

// answers reads the questions about the metals and about the company.
func (r *reader) answers(g *grid) {
	for _, q := range r.layout.Questions {
		for i, metal := range r.slots {
			if metal == "" {
				r.unasked(g, q, i)
				continue
			}
			if !q.Asks(metal) {
				continue
			}
			a := r.answer(g, q, i, metal)
			a.Metal = metal
			r.d.Answers = append(r.d.Answers, a)
		}
	}
	for _, q := range r.layout.CompanyQuestions {
		r.d.CompanyAnswers = append(r.d.CompanyAnswers, r.answer(g, q, 0, ""))
	}
}

func (r *reader) answer(g *grid, q Question, i int, metal Metal) Answer {
	options := q.offered(metal)
	cell := q.Cell(i)
	raw := r.stored(g, SheetDeclaration, cell)
	a := Answer{Key: q.Key, Question: q.Number, Raw: raw, Comment: r.value(g, SheetDeclaration, q.CommentCell(i)), Cell: SheetDeclaration + "!" + cell}
	if raw == "" {
		return a
	}
	var exact bool
	if a.Answer, exact = understand(a.Raw, options); a.Answer == "" {
		a.Answer, _ = understand(r.book.seen(g.cell(cell)), options) // a share in a cell of per cents
	}
	rule := answerNotInList
	if len(q.Number) == 1 {
		rule = companyAnswerNotInList
	}
	said := a.Raw
	if c := g.cell(cell); c.kind == numberValue { // 0.9 in a cell of per cents shows 90%
		said = r.book.seen(c)
	}
	switch {
	case a.Answer == "":
		r.find(rule, SheetDeclaration, cell, "%s: %q is none of the answers offered.", q.Number, said)
	case !exact:
		r.find(answerTolerated, SheetDeclaration, cell, "%s: %q was read as %s.", q.Number, said, a.Answer)
	}
	return a
}
