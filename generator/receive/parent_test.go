package receive

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestADistributorSendsItsManufacturers: what a parent on the roster sends in a daughter's
// name is the daughter's; nobody else may send it.
func TestADistributorSendsItsManufacturers(t *testing.T) {
	k := NewKnown([]tables.Supplier{
		{ID: "harbor", Name: "Harbor Distribution Inc.", Email: "rohs@harbor.example"},
		{ID: "fenwick", Name: "Fenwick Capacitors", Parent: "harbor"},
		{ID: "below", Name: "Fenwick Asia", Parent: "fenwick"},
		{ID: "hollins", Name: "Hollins Relays", Email: "q@hollins.example", Parent: "harbor"},
		{ID: "other", Name: "Other Metals", Email: "o@other.example"},
		{ID: "circle", Name: "Round Works", Parent: "circle"},
	}, nil, nil).Within("minerals@us.example")
	for _, c := range []struct {
		name, company, contact, from string
		around                       []string
		want, why                    string
	}{
		{"its manufacturer, without an address", "Fenwick Capacitors Ltd.", "rohs@harbor.example", "rohs@harbor.example", nil, "fenwick", ""},
		{"its manufacturer, with one", "Hollins Relays", "q@hollins.example", "rohs@harbor.example", nil, "hollins", ""},
		{"a daughter's daughter", "Fenwick Asia", "", "x@harbor.example", nil, "below", ""},
		{"its own", "Harbor Distribution", "", "rohs@harbor.example", nil, "harbor", ""},
		{"sent on by a colleague", "Fenwick Capacitors", "", "rohs@harbor.example", []string{"buyer@us.example"}, "fenwick", ""},
		{"sent on by a stranger", "Fenwick Capacitors", "", "rohs@harbor.example", []string{"x@evil.example"}, "", "known for it neither"},
		{"a manufacturer of others", "Other Metals", "", "rohs@harbor.example", nil, "", "speaks against"},
		{"the manufacturer in the parent's name", "Harbor Distribution", "", "q@hollins.example", nil, "", "speaks against"},
		{"somebody else in the manufacturer's name", "Fenwick Capacitors", "", "o@other.example", nil, "", "speaks against"},
		{"somebody unknown", "Fenwick Capacitors", "", "x@evil.example", nil, "", "known for it neither"},
		{"a roster that goes in a circle", "Round Works", "", "x@evil.example", nil, "", "known for it neither"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := k.Of(Item{Path: []string{"m.eml", "CMRT.xlsx"}, Mail: Mail{Came: true, From: c.from, Around: c.around}, Declaration: cmrt.Declaration{Company: cmrt.Company{Name: c.company, ContactEmail: c.contact}}})
			if m.Supplier != c.want || !strings.Contains(m.Why, c.why) {
				t.Errorf("%+v", m)
			}
			if c.want == "fenwick" && !strings.Contains(strings.Join(m.Evidence, "; "), "which is its parent's") {
				t.Errorf("it is not told that the parent sent it: %v", m.Evidence)
			}
		})
	}
}
