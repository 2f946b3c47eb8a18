package rollup

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/template"
)

// ErrTemplate is the error of a template that cannot be filled.
var ErrTemplate = errors.New("this template cannot be filled: a CMRT of version 6, an EMRT or an AMRT is needed, as RMI publishes it")

// Filled is a filled template, with what was noticed on the way.
type Filled struct {
	Data     []byte
	Kind     string // of the template: CMRT, EMRT or AMRT
	Version  string
	Language string // it is set to
	Rollup   Rollup // with the findings about this template
}

// Form tells what an official template asks: of a CMRT of any version 6.x, an EMRT or an
// AMRT. Of another file it fails with ErrTemplate.
func Form(blank []byte) (cmrt.Layout, error) {
	form, _, err := read(blank)
	return form, err
}

// read reads a template, and what it says already.
func read(blank []byte) (cmrt.Layout, cmrt.Declaration, error) {
	d := cmrt.ReadAny("template.xlsx", blank)
	kind, version := d.Template.Type, d.Template.Version
	if !slices.Contains(cmrt.Programmes, kind) || !cmrt.ReadsOf(kind, version) || kind == cmrt.Conflict && !strings.HasPrefix(version, "6.") {
		is := strings.TrimSpace(kind + " " + version)
		if is == "" {
			is = "no template that can be read"
		}
		return cmrt.Layout{}, d, fmt.Errorf("%w (this is %s)", ErrTemplate, is)
	}
	form := d.Layout()
	form.Version = version // of a newer one that is built alike
	return form, d, nil
}

// Fill puts a roll-up into the official template whose questions it answers (see Form),
// and reads the result back: what is read is what was put in, or Fill fails.
func Fill(r Rollup, blank []byte) (Filled, error) {
	form, before, err := read(blank)
	if err == nil && !asksTheSame(form, r.Form) {
		err = fmt.Errorf("%w: it is %s %s, and the answers are those of %s %s", ErrTemplate, form.Kind, form.Version, r.Form.Kind, r.Form.Version)
	}
	if err != nil {
		return Filled{}, err
	}
	t, err := template.Open(blank)
	if err != nil {
		return Filled{}, err
	}
	w := writer{Template: t, layout: form, version: form.Version, rollup: r, expect: expected{answers: map[string]string{}}}
	w.foreign(before.Company.Name)
	w.clear()
	w.head()
	w.choice()
	w.answers()
	w.smelters()
	w.products()
	if w.err != nil {
		return Filled{}, fmt.Errorf("fill the template: %w", w.err)
	}
	data, err := t.Bytes()
	if err != nil {
		return Filled{}, err
	}
	back := cmrt.ReadAny("rollup.xlsx", data)
	if err := w.expect.hold(back); err != nil {
		return Filled{}, err
	}
	return Filled{data, form.Kind, form.Version, back.Template.Language, w.rollup}, nil
}

// writer puts values into cells. The first error stays.
type writer struct {
	*template.Template
	layout  cmrt.Layout
	version string
	rollup  Rollup
	slots   map[cmrt.Metal]int // the row of each mineral below a question
	expect  expected
	err     error
}

func (w *writer) set(sheet, cell string, v template.Value) {
	if w.err == nil && cell != "" {
		w.err = w.Set(sheet, cell, v)
	}
}

func (w *writer) text(sheet, cell, s string) { w.set(sheet, cell, template.Text(s)) }

// foreign looks at who filled in the template before: nothing of it may travel on, and if
// it was somebody else, it is said.
func (w *writer) foreign(who string) {
	if who != "" {
		w.Forget()
	}
	if own := w.rollup.Settings.Company.Name; who != "" && who != own && who != w.name() {
		w.rollup.find(templateFilled, cmrt.SheetDeclaration, w.layout.Fields.Name, "", "The template is the declaration of %s.", who)
	}
}

// name is the company's, as the file has it.
func (w *writer) name() string {
	name := w.rollup.Settings.Company.Name
	if w.rollup.Demonstration {
		name += " (demonstration: suppliers and smelters are invented)"
	}
	return name
}

// clear takes out what stands in the cells that a person fills in, and gives rows of the
// Smelter List back the formulas that were typed over: templates that go round are not
// always blank.
func (w *writer) clear() {
	at := w.layout.Fields
	for _, cell := range []string{at.Name, at.Scope, at.ScopeDescription, at.UniqueID, at.UniqueIDAuthority, at.Address, at.ContactName, at.ContactEmail, at.ContactPhone,
		at.AuthorizerName, at.AuthorizerTitle, at.AuthorizerEmail, at.AuthorizerPhone, at.EffectiveDate} {
		w.wipe(cmrt.SheetDeclaration, cell, "")
	}
	for _, q := range w.layout.Questions {
		for i := range w.layout.Slots() {
			if fixed := w.layout.Minerals.Fixed; len(fixed) > 0 && !q.Asks(fixed[i]) {
				continue
			}
			w.wipe(cmrt.SheetDeclaration, q.Cell(i), "")
			w.wipe(cmrt.SheetDeclaration, q.CommentCell(i), "")
		}
	}
	for _, q := range w.layout.CompanyQuestions {
		w.wipe(cmrt.SheetDeclaration, q.Cell(0), "")
		w.wipe(cmrt.SheetDeclaration, q.CommentCell(0), "")
	}
	sound := w.layout.SmelterFirst + 20 // a row that nobody types over in a template
	for row := w.layout.SmelterFirst; row <= w.layout.SmelterLast; row++ {
		for _, column := range smelterColumns {
			w.wipe(w.layout.SmelterSheet, column+strconv.Itoa(row), column+strconv.Itoa(sound))
		}
	}
	for row := w.layout.ProductFirst; row <= w.layout.ProductLast; row++ {
		for _, column := range []string{"B", "C", "D", "E", "F"} {
			w.wipe(cmrt.SheetProducts, column+strconv.Itoa(row), "")
		}
	}
}

// smelterColumns are those of the Smelter List in which a person may write.
var smelterColumns = strings.Split("A B C D E F G H I J K L M N O P Q", " ")

// wipe blanks a cell that holds a value; like names a cell with the formula that belongs there.
func (w *writer) wipe(sheet, cell, like string) {
	if w.err != nil || cell == "" || w.IsFormula(sheet, cell) {
		return
	}
	if like != "" && w.IsFormula(sheet, like) {
		w.err = w.Copy(sheet, like, cell)
		return
	}
	v, err := w.Value(sheet, cell)
	if w.err = err; err == nil && v != (template.Value{}) {
		w.set(sheet, cell, template.Value{})
	}
}

// head fills in the company, and the language where one is asked for.
func (w *writer) head() {
	s, at := w.rollup.Settings, w.layout.Fields
	c := s.Company
	name := w.name()
	if s.Language != "" {
		language := w.language(s.Language)
		if language == "" && w.err == nil {
			w.err = fmt.Errorf("the template does not offer the language %q", s.Language)
		}
		w.text(cmrt.SheetDeclaration, at.Language, language)
	}
	day, err := time.Parse(time.DateOnly, s.EffectiveDate)
	if err == nil {
		w.set(cmrt.SheetDeclaration, at.EffectiveDate, template.Number(float64(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC))/(24*time.Hour))))
	}
	w.expect.name, w.expect.scope, w.expect.date = name, s.Scope, s.EffectiveDate
	for _, f := range []struct{ cell, text string }{{at.Name, name}, {at.Scope, w.layout.OfferedScope(s.Scope)}, {at.ScopeDescription, s.ScopeDescription},
		{at.UniqueID, c.UniqueID}, {at.UniqueIDAuthority, c.UniqueIDAuthority}, {at.Address, c.Address},
		{at.ContactName, c.Contact.Name}, {at.ContactEmail, c.Contact.Email}, {at.ContactPhone, c.Contact.Phone},
		{at.AuthorizerName, c.Authorizer.Name}, {at.AuthorizerTitle, c.Authorizer.Title}, {at.AuthorizerEmail, c.Authorizer.Email}, {at.AuthorizerPhone, c.Authorizer.Phone}} {
		w.text(cmrt.SheetDeclaration, f.cell, f.text)
	}
}

// language finds the text by which the template offers a language: the first row of its
// hidden sheet L.
func (w *writer) language(want string) string {
	for col := 'D'; col <= 'M'; col++ {
		v, err := w.Value("L", string(col)+"1")
		if err != nil {
			return ""
		}
		if offered := v.String(); strings.EqualFold(offered, want) || slices.ContainsFunc(strings.Fields(offered), func(word string) bool { return strings.EqualFold(word, want) }) {
			return offered
		}
	}
	return ""
}

// answers fills in the answers about the minerals and those about the company.
func (w *writer) answers() {
	byKey := map[cmrt.Key]map[cmrt.Metal]Answer{}
	for _, a := range w.rollup.Answers {
		if byKey[a.Key] == nil {
			byKey[a.Key] = map[cmrt.Metal]Answer{}
		}
		byKey[a.Key][a.Metal] = a
	}
	for _, q := range w.layout.Questions {
		for _, m := range w.rollup.Minerals {
			a := byKey[q.Key][m]
			if a.Answer == "" {
				continue
			}
			i := w.slots[m]
			texts := q.Offered(a.Answer)
			if len(texts) == 0 {
				w.err = errors.Join(w.err, fmt.Errorf("%s offers no %q", q.Number, a.Answer))
				continue
			}
			v := template.Text(texts[0])
			if a.Answer == "100%" && w.layout.WholeIsNumber() {
				v = template.Number(1)
			}
			w.set(cmrt.SheetDeclaration, q.Cell(i), v)
			w.text(cmrt.SheetDeclaration, q.CommentCell(i), a.Comment)
			w.expect.answers[string(q.Key)+" "+string(m)] = a.Answer
		}
	}
	for _, a := range w.rollup.Company {
		w.perMineral(a, byKey)
		i := slices.IndexFunc(w.layout.CompanyQuestions, func(q cmrt.Question) bool { return q.Key == a.Key })
		if i < 0 || a.Text == "" {
			continue
		}
		q := w.layout.CompanyQuestions[i]
		w.text(cmrt.SheetDeclaration, q.Cell(0), a.Text)
		w.text(cmrt.SheetDeclaration, q.CommentCell(0), a.Comment)
	}
}

// products fills in the Product List.
func (w *writer) products() {
	list := w.rollup.Settings.Products
	if room := w.layout.ProductLast - w.layout.ProductFirst + 1; len(list) > room {
		w.err = errors.Join(w.err, fmt.Errorf("the Product List has room for %d products, and there are %d", room, len(list)))
		return
	}
	at := w.layout.Products
	for i, p := range list {
		row := strconv.Itoa(w.layout.ProductFirst + i)
		for _, f := range []struct{ column, text string }{{at.Number, p.Number}, {at.Name, p.Name}, {at.RequesterNumber, p.RequesterNumber}, {at.RequesterName, p.RequesterName}, {at.Comment, p.Comment}} {
			if f.column != "" {
				w.text(cmrt.SheetProducts, f.column+row, f.text)
			}
		}
		w.expect.products = append(w.expect.products, p.Number)
	}
}
