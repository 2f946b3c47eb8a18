package rollup

import (
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/text"
)

// scopes looks at declarations that do not cover the whole of their supplier. One that
// lists products covers what is bought from it if parts.csv says so; if parts.csv says
// otherwise, the supplier has not answered for all that is bought; where
// nothing says which parts are bought, a person has to look.
func (r *deriver) scopes() {
	r.partial = map[string]bool{}
	bought := map[string][]string{}
	for _, p := range r.Parts {
		if p.Supplier != "" && p.SupplierPart != "" {
			bought[p.Supplier] = append(bought[p.Supplier], text.ID(p.SupplierPart))
		}
	}
	for _, id := range r.suppliers {
		listed, whole := map[string]bool{}, len(r.accepted[id]) == 0
		for _, b := range r.accepted[id] {
			scope := b.Declaration.Company.Scope
			if scope == "" || scope == "company" {
				whole = true
				continue
			}
			if len(bought[id]) > 0 {
				for _, p := range r.Open(b.Declaration.File).Declaration.Products {
					listed[text.ID(p.Number)], listed[text.ID(p.RequesterNumber)] = true, true
				}
			}
		}
		if whole {
			continue
		}
		missing := 0
		for _, number := range bought[id] {
			if !listed[number] {
				missing++
			}
		}
		switch {
		case len(bought[id]) == 0:
			r.out.find(scopeUnsure, cmrt.SheetDeclaration, "D9", "", "The declaration of %s covers some of its products, and nothing says which are bought from it.", id)
		case missing > 0:
			r.partial[id] = true
			r.out.find(scopeUnsure, cmrt.SheetDeclaration, "D9", "", "The declaration of %s does not list %s bought from it, so it does not count as an answer to %s.", id, counted(missing, "part that is", "parts that are"), r.number(cmrt.ResponseShare))
		}
	}
}

// covering are the suppliers of a list whose declarations cover all that is bought from them.
func (r *deriver) covering(list []string) []string {
	found := []string{}
	for _, id := range list {
		if !r.partial[id] {
			found = append(found, id)
		}
	}
	return found
}
