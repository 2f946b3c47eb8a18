package rollup

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/template"
)

// choice says which minerals the declaration is about, where the template leaves that
// open, and finds the rows in which the template then asks about each: its formulas sort
// the names.
func (w *writer) choice() {
	w.slots = map[cmrt.Metal]int{}
	form := w.layout.Minerals
	for i, m := range form.Fixed {
		w.slots[m] = i
	}
	if len(form.Fixed) > 0 || w.err != nil {
		return
	}
	if len(w.rollup.Minerals) > len(form.Choice) {
		w.err = fmt.Errorf("the template has room for %d minerals, and there are %d", len(form.Choice), len(w.rollup.Minerals))
		return
	}
	for i, cell := range form.Choice {
		name, other := w.chosen(i)
		w.text(cmrt.SheetDeclaration, cell, name)
		if form.Other != "" { // the name of a mineral that the list lacks stands below
			w.text(cmrt.SheetDeclaration, below(cell, 3), other)
		}
	}
	for i, cell := range form.Sorted {
		if !w.IsFormula(cmrt.SheetDeclaration, cell) { // typed over, or written by another program
			name := ""
			if i < len(w.rollup.Minerals) {
				name = metalWord(w.rollup.Minerals[i])
			}
			w.text(cmrt.SheetDeclaration, cell, name)
		}
		v, err := w.Value(cmrt.SheetDeclaration, cell)
		if err != nil {
			w.err = errors.Join(w.err, err)
			return
		}
		if m := cmrt.Metal(strings.ToLower(v.String())); m != "" {
			w.slots[m] = i
		}
	}
	w.labels()
	for _, m := range w.rollup.Minerals {
		if _, ok := w.slots[m]; !ok {
			w.err = errors.Join(w.err, fmt.Errorf("the template has no row for %s", m))
		}
	}
}

// labels puts the minerals beside the answers about them where a name was typed there, or
// written by another program: RMI's templates give it by a formula.
func (w *writer) labels() {
	names := make([]string, len(w.layout.Minerals.Sorted))
	for m, i := range w.slots {
		names[i] = metalWord(m)
	}
	for _, q := range w.layout.Questions {
		for i, name := range names {
			cell := "B" + strings.TrimLeft(q.Cell(i), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			if v, err := w.Value(cmrt.SheetDeclaration, cell); err == nil && v.String() != "" && !w.IsFormula(cmrt.SheetDeclaration, cell) {
				w.text(cmrt.SheetDeclaration, cell, name)
			}
		}
	}
}

// chosen is what stands in the i-th cell of the choice: in an EMRT the mineral of that
// cell, or that it is left out; in an AMRT the i-th of ours.
func (w *writer) chosen(i int) (name, other string) {
	form, list := w.layout.Minerals, w.rollup.Minerals
	switch {
	case w.layout.Kind == "EMRT":
		if m := form.Known[i]; slices.Contains(list, m) {
			return metalWord(m), ""
		}
		return "(Delete " + metalWord(form.Known[i]) + ")", ""
	case i >= len(list):
		return "", ""
	case form.Other != "" && !slices.Contains(form.Known, list[i]):
		return form.Other, metalWord(list[i])
	}
	return metalWord(list[i]), ""
}

// below is the cell some rows further down in the same column.
func below(cell string, rows int) string {
	column := strings.TrimRight(cell, "0123456789")
	row, _ := strconv.Atoi(cell[len(column):])
	return column + strconv.Itoa(row+rows)
}

// perMineral fills in what the company answers once and the template asks of each mineral:
// of those whose questions are open.
func (w *writer) perMineral(a CompanyAnswer, answers map[cmrt.Key]map[cmrt.Metal]Answer) {
	i := slices.IndexFunc(w.layout.Questions, func(q cmrt.Question) bool { return q.Key == a.Key })
	if i < 0 || a.Text == "" {
		return
	}
	q := w.layout.Questions[i]
	for _, m := range w.rollup.Minerals {
		if answers[cmrt.ResponseShare][m].Answer == "" || !q.Asks(m) {
			continue
		}
		w.set(cmrt.SheetDeclaration, q.Cell(w.slots[m]), template.Text(a.Text))
		w.text(cmrt.SheetDeclaration, q.CommentCell(w.slots[m]), a.Comment)
		w.expect.answers[string(q.Key)+" "+string(m)] = answered(q, a.Text)
	}
}

// answered is what a text of the template's list means.
func answered(q cmrt.Question, text string) string {
	for _, answer := range []string{cmrt.Yes, cmrt.No, cmrt.Planned} {
		if slices.Contains(q.Offered(answer), text) {
			return answer
		}
	}
	return ""
}
