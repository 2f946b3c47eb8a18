package cmrt

import (
	"slices"
	"strconv"
	"strings"
)

// CheckerMap says which row of the Checker sheet of 2.x and 3.x tests what. The
// sheet of 2.00 to 2.02 is broken in the template itself, so that of 2.03a speaks
// for all of 2.x; that of 3.01 speaks for all of 3.x.
type CheckerMap struct {
	Fields    map[int]string // row → cell of the company block
	Described int            // row that wants a description of the scope
	Question  int            // row of the first question and metal; questions are five rows apart
	Company   []int          // rows of the questions about the company, in the order of the layout
	PolicyURL int            // row of the policy's address; 0: not tested
	Products  int            // row of the Product List
	Smelters  int            // row of the Smelter List, for all metals at once

	always  int   // so many of the first questions are required of every metal
	plain   []int // places among the scopes of those that need no description
	product int   // place of the scope that needs products
}

// CheckerMap gives the rows of the Checker sheet; false for 1.00, which has none,
// and for 6.x, whose sheet is another.
func (l Layout) CheckerMap() (CheckerMap, bool) {
	f := l.Fields
	switch len(l.Questions) {
	case 7:
		m := CheckerMap{Described: 6, Question: 15, Company: []int{50, 51, 53, 54, 55, 56, 57, 58, 59, 60}, PolicyURL: 52, Products: 61, Smelters: 62,
			always: 2, plain: []int{0, 1}, product: 1, Fields: map[int]string{4: f.Name, 5: f.Scope, 7: f.ContactName, 8: f.ContactEmail, 9: f.ContactPhone,
				10: f.AuthorizerName, 11: f.AuthorizerEmail, 12: f.AuthorizerPhone, 13: f.EffectiveDate}}
		if l.Version == "3.00" {
			m.PolicyURL = 0 // came with 3.01
		}
		return m, true
	case 6:
		return CheckerMap{Described: 6, Question: 11, Company: []int{40, 41, 42, 43, 44, 45, 46, 47, 48, 49}, Products: 50, Smelters: 51,
			always: 1, plain: []int{0, 3}, product: 3, Fields: map[int]string{4: f.Name, 5: f.Scope, 7: f.AuthorizerName, 8: f.AuthorizerEmail, 9: f.EffectiveDate}}, true
	}
	return CheckerMap{}, false
}

// checkerOld is the Checker sheet of versions 2.x and 3.x.
type checkerOld struct {
	CheckerMap
	layout                          Layout
	declaration, smelters, products *grid // products: nil where there is none
	flagged                         []int
}

func (c *checkerOld) see(ref string) mirror { return mirrored(c.declaration.cell(ref)) }

// flag notes a row that is required and missing, or in error.
func (c *checkerOld) flag(row int, required bool, m mirror) {
	if m.fail || required && m.missing {
		c.flagged = append(c.flagged, row)
	}
}

// run gives the rows that are flagged, ascending.
func (c *checkerOld) run() []int {
	for row, ref := range c.Fields {
		c.flag(row, true, c.see(ref))
	}
	scope := c.see(c.layout.Fields.Scope)
	needsWords := !scope.missing && !slices.ContainsFunc(c.plain, func(i int) bool { return scope.is(c.layout.scopes[i].text) })
	words := c.see(c.layout.Fields.ScopeDescription)
	c.flag(c.Described, needsWords, mirror{missing: words.missing, fail: words.fail || scope.fail})

	any, failed := c.metals()
	for i, q := range c.layout.CompanyQuestions {
		m := c.see(q.Cell(0))
		m.fail = m.fail || failed
		c.flag(c.Company[i], any, m)
	}
	if c.PolicyURL > 0 {
		public := c.layout.CompanyQuestions[1]
		answer, address := c.see(public.Cell(0)), c.see(public.CommentCell(0))
		// An error in the address is caught by the formula, and counts as missing.
		without := address.fail || !strings.Contains(address.text, "www")
		c.flag(c.PolicyURL, any && answer.is("Yes"), mirror{missing: without, fail: failed || answer.fail})
	}
	c.lists(scope, any, failed)
	slices.Sort(c.flagged)
	return c.flagged
}

// metals checks the questions metal by metal. It tells whether any metal is in the
// products, as far as the first answers say, and whether an error stands there.
func (c *checkerOld) metals() (any, failed bool) {
	for i := range Metals {
		no, fail := true, false
		for n, q := range c.layout.Questions {
			m := c.see(q.Cell(i))
			if n < c.always {
				no, fail = no && m.is("No"), fail || m.fail
				c.flag(c.Question+5*n+i, true, m)
				continue
			}
			c.flag(c.Question+5*n+i, !no, mirror{missing: m.missing, fail: m.fail || fail})
		}
		any, failed = any || !no, failed || fail
	}
	return any, failed
}

// lists checks the Product List and the Smelter List. Only the first ten rows of
// column C are looked at.
func (c *checkerOld) lists(scope mirror, any, failed bool) {
	product := mirror{missing: true}
	if c.products != nil {
		product = mirrored(c.products.cell("B" + strconv.Itoa(c.layout.ProductFirst)))
	}
	required := scope.is(c.layout.scopes[c.product].text)
	fail := scope.fail || product.fail
	if c.PolicyURL == 0 && c.always == 1 { // 2.x asks for products of metals that are in
		required, fail = required && any, fail || failed
	} else {
		product.missing = product.text == ""
	}
	c.flag(c.Products, required, mirror{missing: product.missing, fail: fail})

	blank := true
	for row := 5; row <= 14; row++ {
		v := c.smelters.cell("C" + strconv.Itoa(row))
		blank = blank && v.text == "" && v.kind != errorValue
	}
	c.flag(c.Smelters, any, mirror{missing: blank, fail: failed})
}
