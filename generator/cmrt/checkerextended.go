package cmrt

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// The Checker sheets of EMRT and AMRT. Unlike that of CMRT 6.x they mirror every answer,
// whatever is answered above it; a first answer of No, Unknown or “not declaring” takes
// the requirement from those below, and a blank one leaves it.

// extendedRows says which row tests what. Lists are in the order of the company block, of
// the questions, and of the questions about the company.
type extendedRows struct {
	company   []int // name, scope, its description, contact, e-mail, telephone, authorizer, e-mail, date
	minerals  int   // that any is chosen
	idle      int   // the telephone of the authorizer, which is not wanted
	idleCell  func(CompanyCells) string
	others    int   // that each mineral not in the list is named
	questions []int // the row of the first mineral; 0: none that counts
	answers   []int
	addresses map[int]int // the row that wants a comment on a question about the company, by its place
	described int         // the question about the company of which only the options count, and one needs a comment; 0: none
	smelters  int         // the row of the first mineral
	lastOfAll bool        // an error above the last question, of whichever mineral, is one in each of its rows

	closing    []string // first answers that take the requirement from what is below
	closing2   []string // second answers, likewise
	helper     func(*extendedChecker, listRow, string) bool
	helperLast int  // last row that the sheet's helper counts; 0: that of the list
	whole      bool // it looks for smelters not listed below the table too
}

// companyCells are the cells that the rows of the company block test.
func (l Layout) companyCells() []string {
	f := l.Fields
	return []string{f.Name, f.Scope, f.ScopeDescription, f.ContactName, f.ContactEmail, f.ContactPhone, f.AuthorizerName, f.AuthorizerEmail, f.EffectiveDate}
}

// checkerEMRT1 is that of EMRT 1.2 and 1.3.
var checkerEMRT1 = checkerSheet{
	products: 59, notListed: 64, described: []int{0, 1}, run: (*checker).runExtended,
	extended: &extendedRows{
		company: []int{4, 5, 6, 7, 8, 9, 10, 11, 13}, idle: 12, idleCell: func(f CompanyCells) string { return f.AuthorizerPhone },
		questions: []int{15, 20, 23, 28, 33, 38, 43, 52}, answers: []int{48, 49, 54, 55, 57, 58}, addresses: map[int]int{1: 50}, described: 3, smelters: 60, lastOfAll: true,
		closing:  []string{"No", "Unknown", "Not applicable for this declaration"},
		closing2: []string{"No", "Unknown", "Not applicable for this declaration"},
		helper:   (*extendedChecker).metalAndMore, whole: true,
	},
}

// checkerEMRT11 is that of EMRT 1.1 and 1.11, which wants an address of the first answer
// about the company, too.
var checkerEMRT11 = func() checkerSheet {
	s, rows := checkerEMRT1, *checkerEMRT1.extended
	rows.questions = []int{15, 20, 23, 28, 33, 38, 43, 53}
	rows.answers, rows.addresses, rows.smelters, rows.helperLast = []int{48, 50, 55, 56, 58, 59}, map[int]int{0: 49, 1: 51}, 61, 2499
	s.products, s.notListed, s.extended = 60, 0, &rows // its row of smelters not listed is not in the total
	return s
}()

// checkerEMRT2 is that of EMRT 2.x.
var checkerEMRT2 = checkerSheet{
	products: 112, notListed: 124, described: []int{0, 1}, run: (*checker).runExtended,
	extended: &extendedRows{
		company: []int{4, 5, 6, 9, 10, 11, 12, 13, 15}, minerals: 7,
		questions: []int{17, 28, 39, 50, 61, 72, 83, 98}, answers: []int{94, 95, 108, 109, 110, 111}, addresses: map[int]int{1: 96}, smelters: 114,
		closing: []string{"No", "Unknown", "Not declaring"}, closing2: []string{"No", "Unknown"},
		helper: (*extendedChecker).metalAndLookup, whole: true,
	},
}

// checkerAMRT12 and checkerAMRT13 are those of AMRT. The second question is not in the
// total that they show.
var (
	checkerAMRT12 = checkerSheet{
		products: 38, described: []int{0, 1}, run: (*checker).runExtended,
		extended: &extendedRows{
			company: []int{4, 5, 6, 8, 9, 10, 11, 12, 14}, minerals: 7, questions: []int{17, 0}, smelters: 40,
			closing: []string{"No", "Unknown", "Not declaring"}, helper: (*extendedChecker).nameAndCountry,
		},
	}
	checkerAMRT13 = checkerSheet{
		products: 39, notListed: 51, described: []int{0, 1}, run: (*checker).runExtended,
		extended: &extendedRows{
			company: []int{4, 5, 6, 9, 10, 11, 12, 13, 15}, idle: 14, idleCell: func(f CompanyCells) string { return f.AuthorizerEmail }, minerals: 7, others: 8, questions: []int{18, 0}, smelters: 41,
			closing: []string{"No", "Unknown", "Not declaring"}, helper: (*extendedChecker).cellsThatAreThere,
		},
	}
)

// extendedTests gives the rows of such a sheet, for the minerals of a declaration.
func (l Layout) extendedTests(minerals []Metal) (tests []CheckerTest) {
	s := l.checker.extended
	add := func(row int, t CheckerTest) {
		if t.Row = row; row > 0 {
			tests = append(tests, t)
		}
	}
	for i, cell := range l.companyCells() {
		add(s.company[i], CheckerTest{Sheet: SheetDeclaration, Cell: cell})
	}
	if s.idle > 0 {
		add(s.idle, CheckerTest{Sheet: SheetDeclaration, Cell: s.idleCell(l.Fields), Idle: true})
	}
	if s.minerals > 0 {
		add(s.minerals, CheckerTest{Sheet: SheetDeclaration, Cell: l.Minerals.Choice[0]})
	}
	add(s.others, CheckerTest{Sheet: SheetDeclaration})
	for n, q := range l.Questions {
		for i, m := range minerals {
			if q.Asks(m) && s.questions[n] > 0 {
				add(s.questions[n]+i, CheckerTest{Sheet: SheetDeclaration, Cell: q.Cell(i), Metal: m, Dependent: n > 0})
			}
		}
	}
	for i, q := range l.CompanyQuestions {
		add(s.answers[i], CheckerTest{Sheet: SheetDeclaration, Cell: q.Cell(0), Dependent: true})
		add(s.addresses[i], CheckerTest{Sheet: SheetDeclaration, Cell: q.CommentCell(0), Dependent: true})
	}
	add(l.checker.products, CheckerTest{Sheet: SheetProducts, Cell: "B" + strconv.Itoa(l.ProductFirst)})
	for i, m := range minerals {
		add(s.smelters+i, CheckerTest{Sheet: l.SmelterSheet, Cell: l.Columns.Metal + strconv.Itoa(l.SmelterFirst), Metal: m, Dependent: true})
	}
	add(l.checker.notListed, CheckerTest{Sheet: l.SmelterSheet})
	stable.Sort(tests, func(a, b CheckerTest) int { return a.Row - b.Row })
	return tests
}

// extendedChecker evaluates such a sheet.
type extendedChecker struct {
	*checker
	*extendedRows
	last int
}

func (c *checker) runExtended() {
	e := extendedChecker{c, c.checkerSheet.extended, c.layout.SmelterLast}
	if e.helperLast > 0 {
		e.last = e.helperLast
	}
	e.block()
	open := e.answersByMineral()
	e.aboutTheCompany(anyOf(open...))
	product := mirrored(c.firstProduct())
	c.flag(c.products, c.see(c.layout.Fields.Scope).is(c.layout.scopes[1].text), condition{product.text == "" && !product.later, product.fails})
	e.lists(open)
}

// block checks the company block and the choice of minerals.
func (e extendedChecker) block() {
	f, scope := e.layout.Fields, e.see(e.layout.Fields.Scope)
	for i, cell := range e.layout.companyCells() {
		required, m := always, e.see(cell)
		missing := m.missing()
		switch cell {
		case f.ContactEmail, f.AuthorizerEmail:
			missing = condition{holds: m.fails || !m.later && !strings.Contains(m.text, "@")}
		case f.ScopeDescription:
			described := scope.missing()
			for _, n := range e.checkerSheet.described {
				described = anyOf(described, scope.is(e.layout.scopes[n].text))
			}
			if required = not(described); scope.later {
				required = condition{}
			}
		}
		e.flag(e.company[i], required, missing)
	}
	if e.idle > 0 {
		e.flag(e.idle, condition{}, e.see(e.idleCell(f)).missing())
	}
	if e.minerals > 0 {
		e.flag(e.minerals, always, condition{holds: len(e.names) == 0 || e.names[0] == ""})
	}
	if e.others == 0 {
		return
	}
	chosen, named := 0, 0
	for column := range 6 { // D to I
		for row := 12; row <= 16; row++ {
			switch c := e.declaration.cell(ref(3+column, row)); {
			case row <= 13 && strings.EqualFold(c.text, e.layout.Minerals.Other):
				chosen++
			case row >= 15 && c.kind == textValue:
				named++
			}
		}
	}
	e.flag(e.others, condition{holds: chosen > 0}, condition{holds: chosen != named})
}

// answersByMineral checks the questions about minerals, and tells which of these are open:
// whose smelters are wanted.
func (e extendedChecker) answersByMineral() (open []condition) {
	questions := e.layout.Questions
	for i, name := range e.names {
		chosen := condition{holds: name != ""} // of a mineral that is not, an error alone counts
		closes := func(n int, answers []string) condition {
			m := e.see(questions[n].Cell(i))
			if m.later {
				return always
			}
			var list []condition
			for _, text := range answers {
				list = append(list, m.is(text))
			}
			return anyOf(list...)
		}
		first := allOf(chosen, not(closes(0, e.closing)))
		on := first
		if len(e.closing2) > 0 {
			on = allOf(first, not(closes(1, e.closing2)))
		}
		for n, q := range questions {
			if e.questions[n] == 0 || e.lastOfAll && n == len(questions)-1 || name != "" && !q.Asks(mineralNamed(name)) {
				continue
			}
			required := on
			switch n {
			case 0:
				required = chosen
			case 1:
				required = first
			}
			e.flag(e.questions[n]+i, required, e.see(q.Cell(i)).missing())
		}
		open = append(open, on)
	}
	if last := len(questions) - 1; e.lastOfAll {
		for i, on := range open {
			e.flag(e.questions[last]+i, allOf(on, anyOf(open...)), e.see(questions[last].Cell(i)).missing())
		}
	}
	return open
}

// aboutTheCompany checks the questions about the company and the addresses they want.
func (e extendedChecker) aboutTheCompany(required condition) {
	for i, q := range e.layout.CompanyQuestions {
		answer := e.see(q.Cell(0))
		missing := answer.missing()
		if e.extendedRows.described > 0 && i == e.extendedRows.described {
			missing = e.describedAnswer(q, answer)
		}
		e.flag(e.answers[i], required, missing)
		if row := e.addresses[i]; row > 0 {
			address := e.see(q.CommentCell(0))
			short := condition{len([]rune(address.text)) <= 1 && !address.later, address.fails} // a blank shows as 0, one character
			e.flag(row, allOf(required, answer.is("Yes")), short)
		}
	}
}

// describedAnswer tells whether an answer of which only the options count is missing;
// that of another format counts by its comment.
func (e extendedChecker) describedAnswer(q Question, answer mirror) condition {
	for i, o := range q.options {
		if is := answer.is(o.text); is.fails || is.holds {
			if i == 1 && is.holds {
				return e.see(q.CommentCell(0)).missing()
			}
			return condition{fails: is.fails}
		}
	}
	return condition{holds: !answer.later}
}
