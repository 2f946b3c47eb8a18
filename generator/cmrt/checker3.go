package cmrt

import "strings"

// The Checker sheets of 2.x and 3.x are built alike: whatever stands in a cell
// counts, whatever is answered above; one row looks for smelters of all metals
// together, and only at the first ten rows of the list.

// checker3 is the Checker sheet of 3.01 and 3.02.
var checker3 = checkerSheet{
	company: []string{threeCells.Name, threeCells.Scope, threeCells.ScopeDescription, threeCells.ContactName, threeCells.ContactEmail, threeCells.ContactPhone,
		threeCells.AuthorizerName, threeCells.AuthorizerEmail, threeCells.AuthorizerPhone, threeCells.EffectiveDate},
	questions: 15, always: 2, answers: []int{50, 51, 53, 54, 55, 56, 57, 58, 59, 60}, policyURL: 52, products: 61, smelters: []int{62},
	run: (*checker).run3, described: []int{0, 1},
}

// checker300 is that of 3.00, before 3.01 put in a row for the address of the policy
// and no longer wanted a list of products described.
var checker300 = func() checkerSheet {
	s := checker3
	s.answers, s.policyURL, s.products, s.smelters, s.described = []int{50, 51, 52, 53, 54, 55, 56, 57, 58, 59}, 0, 60, []int{61}, []int{0}
	return s
}()

// checker2 is that of 2.03a. The sheets of the older ones have the same rows, but
// their formulas are broken.
var checker2 = checkerSheet{
	company:   []string{twoCells.Name, twoCells.Scope, twoCells.ScopeDescription, twoCells.AuthorizerName, twoCells.AuthorizerEmail, twoCells.EffectiveDate},
	questions: 11, always: 1, answers: []int{40, 41, 42, 43, 44, 45, 46, 47, 48, 49}, products: 50, smelters: []int{51},
	run: (*checker).run2, described: []int{0, 3},
}

// run3 wants the first two questions always, and the others unless both are
// answered with no. A list of products is wanted even of who has none of the metals.
func (c *checker) run3() {
	c.companyBlock()
	active := c.metals()
	c.companyQuestions(active)
	if public := c.layout.CompanyQuestions[1]; c.policyURL > 0 {
		address := c.see(public.CommentCell(0))
		c.flag(c.policyURL, allOf(active, c.see(public.Cell(0)).is("Yes")), condition{holds: address.fails || !address.later && !strings.Contains(address.text, "www")})
	}
	product := mirrored(c.firstProduct())
	c.flag(c.products, c.see(c.layout.Fields.Scope).is(c.layout.scopes[1].text), condition{product.text == "" && !product.later, product.fails})
	c.flag(c.smelters[0], active, condition{holds: c.noSmelters()})
}

// run2 wants the first question always, and the others unless it is answered with no.
func (c *checker) run2() {
	c.companyBlock()
	active := c.metals()
	c.companyQuestions(active)
	c.flag(c.products, allOf(active, c.see(c.layout.Fields.Scope).is(c.layout.scopes[3].text)), mirrored(c.firstProduct()).missing())
	c.flag(c.smelters[0], active, condition{holds: c.noSmelters()})
}

// metals checks the questions about the metals, of which the first few are always
// required and the others unless all of those say no. It tells whether any metal
// asks for the others.
func (c *checker) metals() condition {
	var active []condition
	for i := range Metals {
		var on condition
		for _, q := range c.layout.Questions[:c.always] {
			on = anyOf(on, c.see(q.Cell(i)).isNot("No"))
		}
		for n, q := range c.layout.Questions {
			required := always
			if n >= c.always {
				required = on
			}
			c.flag(c.question(n, i), required, c.see(q.Cell(i)).missing())
		}
		active = append(active, on)
	}
	return anyOf(active...)
}

// noSmelters tells that the first ten rows of the Smelter List name none.
func (c *checker) noSmelters() bool {
	for _, r := range c.rows {
		if r.number < c.layout.SmelterFirst+10 && (r.lookup.text != "" || r.lookup.unsaved()) {
			return false
		}
	}
	return true
}
