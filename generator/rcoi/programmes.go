package rcoi

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
)

// Programme is a question about a supplier's own programme that 6.x asks as well as 3.x.
type Programme struct {
	Key      cmrt.Key
	Label    string // of the figure programmes.KEY
	Question string // in words that follow “the supplier”
}

// Programmes are the questions about a supplier's own programme, in their order.
var Programmes = []Programme{
	{cmrt.Policy, "Suppliers with a policy", "has a responsible minerals sourcing policy"},
	{cmrt.PolicyPublic, "Suppliers with a public policy", "has that policy on its website"},
	{cmrt.ValidatedSmeltersRequired, "Suppliers that require audited smelters", "requires its direct suppliers to source from smelters whose due diligence was audited"},
	{cmrt.DueDiligence, "Suppliers with due diligence", "has implemented due diligence measures"},
	{cmrt.SupplierSurvey, "Suppliers that survey their own suppliers", "surveys its relevant suppliers"},
	{cmrt.Review, "Suppliers that review the answers they get", "reviews what its suppliers send against its expectations"},
	{cmrt.CorrectiveAction, "Suppliers that ask for corrections", "includes corrective action management in that review"},
	{cmrt.AnnualDisclosure, "Suppliers that must file a disclosure themselves", "has to disclose conflict minerals itself every year"},
}

// programmes counts what suppliers say of their own programmes.
func (c *counter) programmes(accepted []check.Workbook) {
	for _, p := range Programmes {
		if c.year.Asks() != cmrt.Conflict && !cmrt.AsksCompany(c.year.Asks(), p.Key) {
			continue
		}
		yes, asked := Part{Name: p.Label}, Part{Name: "accepted declarations that answer yes or no"}
		for i := range accepted {
			b := &accepted[i]
			a, ok := b.Declaration.Answer(p.Key, "")
			if !ok || a.Answer != cmrt.Yes && a.Answer != cmrt.No {
				continue
			}
			u := c.supplier(b.Supplier, answer(b, a))
			asked.Units = append(asked.Units, u)
			if a.Answer == cmrt.Yes {
				yes.Units = append(yes.Units, u)
			}
		}
		c.share("programmes."+string(p.Key), p.Label, yes, asked, "Accepted declarations that say that the supplier "+p.Question+", as a share of those that answer the question with yes or no.", fromAnswers)
	}
}

// reach counts, for a metal, how much of their own supply chains suppliers know.
func (c *counter) reach(m cmrt.Metal, accepted []check.Workbook) {
	for _, q := range []struct {
		id, label, definition string
		key                   cmrt.Key
		full                  string
	}{
		{"suppliers_answered.all", "all own suppliers answered", "that say that all of the supplier's own suppliers of it have answered", cmrt.ResponseShare, "100%"},
		{"smelters_identified.yes", "all smelters identified", "that say that the supplier has identified all smelters that supply it", cmrt.SmeltersIdentified, cmrt.Yes},
		{"smelters_reported.yes", "all smelters reported", "that say that all smelters that the supplier knows of are in the declaration", cmrt.SmeltersReported, cmrt.Yes},
	} {
		var units []Unit
		for i := range accepted {
			b := &accepted[i]
			if a, ok := b.Declaration.Answer(q.key, m); ok && a.Answer == q.full && b.Declaration.InScope(m) {
				units = append(units, c.supplier(b.Supplier, answer(b, a)))
			}
		}
		if c.year.Asks() != cmrt.Conflict && !cmrt.AsksOf(c.year.Asks(), q.key) {
			continue
		}
		c.count(figureOf(m)+"."+q.id, label(m)+": "+q.label, units, "Accepted declarations with "+string(m)+" "+q.definition+".", fromAnswers)
	}
}

// clauses counts suppliers whose contracts oblige them; not known where the roster does
// not say it of any.
func (c *counter) clauses() {
	var units []Unit
	said := false
	for _, s := range c.year.Roster {
		if s.InScope != "yes" {
			continue
		}
		said = said || s.ContractClause != ""
		if s.ContractClause == "yes" {
			units = append(units, c.supplier(s.ID))
		}
	}
	c.count("suppliers.contract_clause", "Suppliers obliged by contract to answer", units, "Suppliers in scope whose contracts oblige them to answer, as the roster says. Not known where it says this of none.", fromRoster)
	c.unless(said)
}
