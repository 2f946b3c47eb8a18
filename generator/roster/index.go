package roster

import (
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/tables"
)

// index finds suppliers of a roster by all that a vendor is known by. An export has
// tens of thousands of vendors, so that no roster is searched for each.
type index struct {
	byID     map[string]int      // place on the roster
	byNumber map[string]string   // → id
	byName   map[string][]string // exact name, folded → ids
	byMail   map[string][]string // → ids
}

func indexOf(list []tables.Supplier) *index {
	x := &index{byID: map[string]int{}, byNumber: map[string]string{}, byName: map[string][]string{}, byMail: map[string][]string{}}
	for i, s := range list {
		x.add(i, s)
	}
	return x
}

// add takes in a supplier at its place on the roster. A number is that of the first.
func (x *index) add(at int, s tables.Supplier) {
	x.byID[s.ID] = at
	for _, n := range strings.Fields(s.Vendor) {
		x.number(n, s.ID)
	}
	name := check.FoldName(s.Name)
	x.byName[name] = append(x.byName[name], s.ID)
	x.mail(s.Email, s.ID)
}

func (x *index) number(number, id string) {
	key := listing.FoldNumber(number)
	if _, taken := x.byNumber[key]; !taken && key != "" {
		x.byNumber[key] = id
	}
}

func (x *index) mail(address, id string) {
	if key := strings.ToLower(address); key != "" {
		x.byMail[key] = append(x.byMail[key], id)
	}
}
