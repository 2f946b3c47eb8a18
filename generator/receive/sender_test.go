package receive

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestAMailOfAStranger: whatever a workbook says, one that came by mail is filed only if
// whoever sent it is known for the supplier.
func TestAMailOfAStranger(t *testing.T) {
	k := NewKnown([]tables.Supplier{
		{ID: "acme", Name: "Acme Components", Email: "minerals@acme.example"},
		{ID: "borealis", Name: "Borealis Metals", Email: "b@gmail.com"},
	}, []tables.Supplier{{ID: "acme", Name: "Acme Components", Email: "old@acme-holding.example"}},
		[]tables.Workbook{{Supplier: "acme", CompanyName: "Acme Components", ContactEmail: "chen@acme-china.example", AuthorizerEmail: "boss@qq.com"}}).
		Within("minerals@us.example", "", "someone@gmail.com")
	for name, tc := range map[string]struct {
		mail  Mail
		filed bool
		why   string
	}{
		"no mail: a person brought it":      {Mail{}, true, ""},
		"its address":                       {Mail{Came: true, From: "minerals@acme.example"}, true, ""},
		"its domain":                        {Mail{Came: true, From: "anybody@mail.acme.example"}, true, ""},
		"last year's roster":                {Mail{Came: true, From: "x@acme-holding.example"}, true, ""},
		"what it declared":                  {Mail{Came: true, From: "x@acme-china.example"}, true, ""},
		"free mail that it declared":        {Mail{Came: true, From: "boss@qq.com"}, true, ""},
		"free mail of anybody":              {Mail{Came: true, From: "other@qq.com"}, false, "other@qq.com"},
		"a stranger":                        {Mail{Came: true, From: "x@evil.example"}, false, "x@evil.example"},
		"a domain that looks like it":       {Mail{Came: true, From: "minerals@аcme.example"}, false, "is known for it neither"},
		"a domain that ends like it":        {Mail{Came: true, From: "minerals@evilacme.example"}, false, "is known for it neither"},
		"another supplier of the roster":    {Mail{Came: true, From: "b@gmail.com"}, false, "speaks against"},
		"nobody who can be told":            {Mail{Came: true}, false, "cannot be told who sent"},
		"a colleague, by herself":           {Mail{Came: true, From: "buyer@us.example"}, false, "buyer@us.example"},
		"its mail, sent on by a colleague":  {Mail{Came: true, From: "minerals@acme.example", Around: []string{"buyer@us.example"}}, true, ""},
		"its mail, sent on by itself":       {Mail{Came: true, From: "minerals@acme.example", Around: []string{"chen@acme-china.example"}}, true, ""},
		"“its” mail, sent on by a stranger": {Mail{Came: true, From: "minerals@acme.example", Around: []string{"x@evil.example"}}, false, "within one of x@evil.example"},
		"the same, further out":             {Mail{Came: true, From: "minerals@acme.example", Around: []string{"x@evil.example", "buyer@us.example"}}, false, "within one of x@evil.example"},
		"sent on by nobody":                 {Mail{Came: true, From: "minerals@acme.example", Around: []string{""}}, false, "a sender who cannot be told"},
		"sent on by free mail":              {Mail{Came: true, From: "minerals@acme.example", Around: []string{"x@gmail.com"}}, false, "x@gmail.com"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{"CMRT.xlsx", "acme.xlsx"} {
				m := k.Of(Item{Path: []string{"m.eml", file}, Mail: tc.mail, Declaration: cmrt.Declaration{Company: cmrt.Company{Name: "ACME Components, Inc.", ContactEmail: "chen@acme-china.example"}}})
				if filed := m.Supplier == "acme"; filed != tc.filed || !strings.Contains(m.Why, tc.why) {
					t.Errorf("%s: %+v", file, m)
				}
				if !tc.filed && (len(m.Candidates) == 0 || len(m.Evidence) > 0) {
					t.Errorf("%s: nobody is offered: %+v", file, m)
				}
			}
		})
	}
}
