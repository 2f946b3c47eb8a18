package receive

import "slices"

// daughter is the one supplier that a file names, where all else speaks for a parent of it on
// the roster: distributors and groups send the declarations of those they answer for.
func (k Known) daughter(list []evidence) []string {
	var named []string
	for _, e := range list {
		if (e.clue == byFile || e.clue == byName) && named == nil {
			named = e.suppliers
		}
	}
	if len(named) != 1 {
		return nil
	}
	family := append(k.above(named[0]), named[0])
	for _, e := range list {
		if !slices.ContainsFunc(e.suppliers, func(id string) bool { return slices.Contains(family, id) }) {
			return nil
		}
	}
	return named
}

// above are the parents of a supplier on the roster, the nearest first.
func (k Known) above(id string) (list []string) {
	for parent := k.supplier(id).Parent; parent != "" && !slices.Contains(list, parent) && parent != id; parent = k.supplier(parent).Parent {
		list = append(list, parent)
	}
	return list
}

// vouchedAbove tells whether who sent a mail is known for a parent of a supplier.
func (k Known) vouchedAbove(id string, m Mail) bool {
	return slices.ContainsFunc(k.above(id), func(parent string) bool { return k.vouched(parent, m) })
}
