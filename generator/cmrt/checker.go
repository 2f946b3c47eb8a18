package cmrt

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// The template carries a Checker sheet of its own, which customers look at. It
// tests little more than presence, and has oddities: a number 0 counts as missing
// and a blank between quotes as answered, only the first cell of the Product List is
// looked at, an error shows even where nothing is required. The files
// checker*.go say which rows of that sheet a workbook fails, after its formulas, so
// that findings can name them. Nothing here judges a declaration.
//
// The Checkers of 2.00 to 2.02 are broken; they and 2.03 go by 2.03a. Of 3.00 and 3.02,
// 6.00, 6.2, 6.21 and 6.3 no workbook was at hand: they go by 3.01 and by 6.01 to 6.5,
// and 3.00 by what RMI's revision history says that 3.01 changed.

// checkerSheet says which row of a version's own Checker sheet tests what. 0 or
// nothing means that the version has no such row.
type checkerSheet struct {
	company   []string // cells of the company block that rows 4 and on test, one each
	questions int      // the row of the first question for the first metal; the next metals follow, the next questions five rows on
	always    int      // how many of the questions are required whatever is answered
	answers   []int    // the rows of the questions about the company
	policyURL int      // the comment on the second of these
	products  int
	smelters  []int // one row a metal, or one for all
	notListed int   // the smelters that the look-up does not list

	notListedEnds bool // it looks for those down to the table's last row only

	described []int         // of the scopes: those that need no description
	extended  *extendedRows // of EMRT and AMRT
	run       func(*checker)
}

// CheckerTest is a row of the template's own Checker sheet that tests something.
type CheckerTest struct {
	Row         int
	Sheet, Cell string // what it tests: of a list the first cell that counts, or "" where any row does
	Metal       Metal  // "" where the row is about none, or about all
	Dependent   bool   // required because of the first answers about the metals
	Idle        bool   // required of nobody: only an error shows
}

// CheckerTests gives the rows of the template's own Checker sheet, ascending; none
// where it is not modelled.
func (l Layout) CheckerTests() []CheckerTest {
	s := l.checker
	if s.run == nil {
		return nil
	}
	if s.extended != nil {
		return l.extendedTests(l.Minerals.Fixed)
	}
	var tests []CheckerTest
	for i, cell := range s.company {
		tests = append(tests, CheckerTest{Row: 4 + i, Sheet: SheetDeclaration, Cell: cell})
	}
	for n, q := range l.Questions {
		for i, metal := range Metals {
			tests = append(tests, CheckerTest{Row: s.question(n, i), Sheet: SheetDeclaration, Cell: q.Cell(i), Metal: metal, Dependent: n >= s.always})
		}
	}
	for i, q := range l.CompanyQuestions {
		tests = append(tests, CheckerTest{Row: s.answers[i], Sheet: SheetDeclaration, Cell: q.Cell(0), Dependent: true})
	}
	if s.policyURL > 0 {
		tests = append(tests, CheckerTest{Row: s.policyURL, Sheet: SheetDeclaration, Cell: l.CompanyQuestions[1].CommentCell(0), Dependent: true})
	}
	tests = append(tests, CheckerTest{Row: s.products, Sheet: SheetProducts, Cell: "B" + strconv.Itoa(l.ProductFirst)})
	for i, row := range s.smelters {
		test := CheckerTest{Row: row, Sheet: l.SmelterSheet, Cell: l.Columns.Lookup + strconv.Itoa(l.SmelterFirst), Dependent: true}
		if len(s.smelters) > 1 {
			test.Cell, test.Metal = l.Columns.Metal+strconv.Itoa(l.SmelterFirst), Metals[i]
		}
		tests = append(tests, test)
	}
	if s.notListed > 0 {
		tests = append(tests, CheckerTest{Row: s.notListed, Sheet: l.SmelterSheet})
	}
	stable.Sort(tests, func(a, b CheckerTest) int { return a.Row - b.Row })
	return tests
}

// CheckerTests gives the rows of the template's own Checker sheet that test the
// declaration's metals and minerals.
func (d Declaration) CheckerTests() []CheckerTest {
	l := d.Layout()
	if l.checker.extended != nil {
		return l.extendedTests(d.Minerals)
	}
	return l.CheckerTests()
}

// question gives the row of a question for a metal, both counted from 0.
func (s checkerSheet) question(n, metal int) int { return s.questions + 5*n + metal }

// checker evaluates the formulas of a Checker sheet for one workbook.
type checker struct {
	checkerSheet
	layout      Layout
	declaration *grid
	productList *grid    // nil where there is none
	names       []string // of the minerals that the rows of a question are about, as typed; of EMRT and AMRT
	rows        []listRow
	flagged     []int
}

// listRow is a row of the Smelter List as the template's formulas see it.
type listRow struct {
	number         int
	metal, lookup  cell
	name           cell
	countryMissing bool
	countryFails   bool // the country is an error
	country        cell
}

// checkerRows gives the rows of the workbook's own Checker that are flagged; nil
// for versions whose Checker is not modelled.
func (r *reader) checkerRows(declaration, smelters, products *grid) []int {
	if r.layout.checker.run == nil {
		return nil
	}
	c := checker{checkerSheet: r.layout.checker, layout: r.layout, declaration: declaration, productList: products, names: r.names, flagged: []int{}}
	for i := range smelters.rows {
		if row := &smelters.rows[i]; row.number >= r.layout.SmelterFirst {
			c.rows = append(c.rows, r.listRow(row))
		}
	}
	c.run(&c)
	slices.Sort(c.flagged)
	return c.flagged
}

// flag notes a row that reads incomplete: the sheet multiplies what is required
// with what is missing, so that an error in either shows, even where nothing is
// required.
func (c *checker) flag(row int, required, missing condition) {
	if both := allOf(required, missing); both.holds || both.fails {
		c.flagged = append(c.flagged, row)
	}
}

// see mirrors a cell of the Declaration.
func (c *checker) see(ref string) mirror { return mirrored(c.declaration.cell(ref)) }

// companyBlock checks the rows from 4 on. In the rows of email the sheet wants an
// @, and minds no error.
func (c *checker) companyBlock(email ...string) {
	f, scope := c.layout.Fields, c.see(c.layout.Fields.Scope)
	for i, ref := range c.company {
		required, missing := always, c.see(ref).missing()
		switch {
		case slices.Contains(email, ref):
			m := c.see(ref)
			missing = condition{holds: m.fails || !m.later && !strings.Contains(m.text, "@")}
		case ref == f.ScopeDescription:
			described := scope.missing()
			for _, n := range c.described {
				described = anyOf(described, scope.is(c.layout.scopes[n].text))
			}
			required = not(described)
			if scope.later {
				required = condition{}
			}
		}
		c.flag(4+i, required, missing)
	}
}

// companyQuestions checks the questions about the company.
func (c *checker) companyQuestions(required condition) {
	for i, q := range c.layout.CompanyQuestions {
		c.flag(c.answers[i], required, c.see(q.Cell(0)).missing())
	}
}

// firstProduct is the only cell of the Product List that the sheet looks at.
func (c *checker) firstProduct() cell {
	if c.productList == nil {
		return cell{}
	}
	return c.productList.cell("B" + strconv.Itoa(c.layout.ProductFirst))
}
