package project

import (
	"strings"
	"testing"
	"testing/fstest"
)

// governed reads a year with settings and a register of risks of its own.
func governed(settings, risks string) (*Year, error) {
	files := fstest.MapFS{
		"content/registrant.yaml":     {Data: []byte("name: Example, Inc.\n")},
		"content/2025/year.yaml":      {Data: []byte("cut_off: 2026-04-30\n" + settings)},
		"data/2025/suppliers.csv":     {Data: []byte("id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent\n")},
		"content/2025/risks.csv":      {Data: []byte("risk,since,owner,role,measure,deadline,state,note\n" + risks)},
		"content/2025/activities.csv": {Data: []byte("date,step,activity\n2025-09-15,1,buyers were trained\n")},
	}
	p, err := Open(files)
	if err != nil {
		return nil, err
	}
	return p.Year(2025)
}

func TestDiligenceIsReadAndChecked(t *testing.T) {
	y, err := governed("due_diligence:\n  oversight: {title: Vice President, committee: C, team: T, reports_to: R}\n  grievance: {address: https://www.acme-meters.com/concerns}\n  retention_years: 5\n  memberships: [{name: the RMI, id: ACME}]\n  contract_terms: to answer\n",
		"A smelter was removed,2026-01-05,M. Doe,Director,It was replaced,2026-06-30,mitigating,\n")
	if err != nil {
		t.Fatal(err)
	}
	d := y.Settings.Diligence
	if d.Oversight.ReportsTo != "R" || d.Grievance.Address != "https://www.acme-meters.com/concerns" || d.RetentionYears != 5 || d.Memberships[0].ID != "ACME" || d.ContractTerms != "to answer" {
		t.Errorf("%+v", d)
	}
	if len(y.Risks) != 1 || y.Risks[0].Owner != "M. Doe" || !y.Risks[0].Weighs() || y.Activities[0].Kind != "" {
		t.Errorf("%+v %+v", y.Risks, y.Activities)
	}
	for _, tc := range []struct{ settings, risks, says string }{
		{"due_diligence:\n  grievance: {address: call us}\n", "", "year.yaml:3: due_diligence.grievance.address: \"call us\" is neither one mail address nor an absolute https address"},
		{"due_diligence:\n  grievance: {address: http://www.acme-meters.com/}\n", "", "neither one mail address"},
		{"due_diligence:\n  grievance: {address: https://localhost/}\n", "", "neither one mail address"},
		{"due_diligence:\n  retention_years: -1\n", "", "is not a number of years"},
		{"due_diligence:\n  contract_terms: suppliers answer\n", "", "does not begin with “to ”"},
		{"due_diligence:\n  memberships: [{id: ACME}]\n", "", "needs the name of the initiative"},
		{"due_diligence:\n  oversight: {title: \"{{suppliers.asked}}\"}\n", "", "without figures or markup"},
		{"due_diligence:\n  oversight: {name: M. Doe}\n", "", "unknown field"},
		{"", ",2026-01-05,,,,,open,\n", "risks.csv:2: a risk needs what was found"},
		{"", "x,soon,,,,,open,\n", "since when"},
		{"", "x,2026-01-05,,,,,unknown,\n", `state "unknown" is none of open, mitigating, suspended, disengaged, closed`},
		{"", "x,2026-01-05,,,,2026-01-01,open,\n", "after the day on which the risk was found"},
		{"", "x,2026-01-05,,,,,closed,\n", "no measure says what was done"},
		{"", "M. Doe found a risk,2026-01-05,M. Doe,,,,open,\n", "the name of the owner, which is not published"},
		{"", "x,2026-01-05,M. Doe,Director m. doe,y,,open,\n", "the name of the owner, which is not published"},
		{"", "<b>x</b>,2026-01-05,,,,,open,\n", "without figures or markup"},
	} {
		if _, err := governed(tc.settings, tc.risks); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%q %q: %v, want %q", tc.settings, tc.risks, err, tc.says)
		}
	}
}

// TestWhatHoldsIsCarriedOver: governance and open risks hold from year to year, activities
// and closed risks do not.
func TestWhatHoldsIsCarriedOver(t *testing.T) {
	files := fstest.MapFS{
		"content/registrant.yaml":     {Data: []byte("name: Example, Inc.\n")},
		"content/2025/year.yaml":      {Data: []byte("cut_off: 2026-04-30\ndue_diligence:\n  retention_years: 5\n")},
		"data/2025/suppliers.csv":     {Data: []byte("id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent\n")},
		"content/2025/risks.csv":      {Data: []byte("risk,since,owner,role,measure,deadline,state,note\nold,2025-01-05,,,done,,closed,\nnew,2026-01-05,,,begun,,suspended,\nnewer,2026-01-06,,,,,open,\n")},
		"content/2025/activities.csv": {Data: []byte("date,step,activity,kind\n2025-09-15,1,buyers were trained,training\n")},
	}
	p, err := Open(files)
	if err != nil {
		t.Fatal(err)
	}
	next, err := p.NextYear(2026)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"content/2026/risks.csv":      "risk,since,owner,role,measure,deadline,state,note\nnew,2026-01-05,,,begun,,suspended,\nnewer,2026-01-06,,,,,open,\n",
		"content/2026/activities.csv": "date,step,activity,kind\n",
	} {
		if got := string(next.Files[name]); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !strings.Contains(string(next.Files["content/2026/year.yaml"]), "retention_years: 5") {
		t.Errorf("%s", next.Files["content/2026/year.yaml"])
	}
}
