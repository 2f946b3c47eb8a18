package listing

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/tables"
)

// publicList are the columns of the one public list that RMI keeps since 2026.
var publicList = []string{"Metal", "Facility ID", "Standard Facility Name", "Facility Operational Status", "Supply Chain Level", "Country Location",
	"Due Diligence Assessment Program Status", "Due Diligence Assessment Cycle", "Last Onsite Assessment Date", "Reassessment In Progress"}

// statuses gives id → status and where it came from.
func statusesOf(rows []tables.ConformanceRow) map[string][2]string {
	got := map[string][2]string{}
	for _, r := range rows {
		got[r.SmelterID] = [2]string{r.Status, r.StatusFrom}
	}
	return got
}

// Each row of the public list keeps its own status, date, cycle and reassessment,
// whatever --kind says.
func TestPublicListOf2026(t *testing.T) {
	const column = "Due Diligence Assessment Program Status"
	for _, kind := range []Kind{"", Statuses, Conformant, Active} {
		l, err := list(Options{Kind: kind}, strings.Join(publicList, ","),
			"Tin,CID900001,Alpha Tin,Operational,Smelter,Peru,Conformant,3 Years,2025-03-15,No",
			"Gold,CID900002,Beta Gold,Operational,Refiner,Japan,Active,,,",
			"Tungsten,CID900003,Gamma,Operational,Smelter,Austria,Facility Standard Assessed,1 Year,2025-11-02,Yes",
			"Tantalum,CID900004,Delta,Operational,Smelter,Brazil,Not Conformant,,2024-01-15,",
			"Tantalum,CID900005,Epsilon,Not operational,Smelter,Brazil,,,,",
			"Cobalt,CID900006,Zeta,Operational,Refiner,Finland,Conformant,1 Year,2025-11-02,",
			"Multiple,CID900007,Eta,Operational,Refiner,Finland,Conformant,1 Year,2025-11-02,")
		if err != nil {
			t.Fatalf("--kind %s: %v", kind, err)
		}
		want := map[string][2]string{"CID900001": {"conformant", column}, "CID900002": {"active", column}, "CID900003": {"facility standard assessed", column},
			"CID900004": {"Not Conformant", column}, "CID900005": {"", ""}}
		if diff := cmp.Diff(want, statusesOf(l.Conformance)); diff != "" {
			t.Errorf("--kind %s: %s", kind, diff)
		}
		for _, r := range l.Conformance {
			if r.SmelterID == "CID900003" && (r.LastAudit != "2025-11-02" || r.CycleYears != "1" || r.ReauditDue != "2026-11-02" || r.ReauditInProgress != "yes" ||
				!strings.Contains(r.Listed, `"Facility Operational Status":"Operational","Supply Chain Level":"Smelter"`)) {
				t.Errorf("%+v", r)
			}
		}
		notes := strings.Join(l.Notes, "\n")
		for _, note := range []string{"“Not Conformant” (1)", "1 facility without a status in the row: “CID900005”", "2 rows of other minerals left out: “Cobalt”, “Multiple”"} {
			if !strings.Contains(notes, note) {
				t.Errorf("--kind %s does not say %q: %s", kind, note, notes)
			}
		}
		if s, err := l.Snapshot(fstest.MapFS{}); err != nil || s.Name != "conformance-2026-03-05.csv" || l.Pin() != "conformance" {
			t.Error(s.Name, err)
		}
	}
}

func TestStatusWords(t *testing.T) {
	for raw, want := range map[string]string{
		"Conformant": "conformant", " CONFORMANT ": "conformant", "RMAP Conformant": "conformant", "conformant\u200b": "conformant", "Ｃonformant": "conformant",
		"Active": "active", "RMAP active": "active", "Facility Standard  Assessed": "facility standard assessed",
		"Not Conformant": "", "Non-Conformant": "", "Nonconformant": "", "Conformant (expired)": "", "Conformant - expired": "", "Conformant*": "", "Removed": "", "Inactive": "", "Not active": "",
		"Communication Suspended – Not Interested": "", "Due Diligence Vetting Process": "", "Outreach Required": "", "In Communication": "", "Konform": "", "合格": "", "Yes": "", "Compliant": "",
		"Conformant/Active": "", "Conformant, Active": "", "RMAP": "",
	} {
		if got := statusNamed(raw, asOf); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
	if got := statusNamed("CFSP Compliant", "2014-07-01"); got != "conformant" {
		t.Errorf("what CFSP called compliant in 2014 is %q", got)
	}
}

// A list without a column of statuses stops where its kind cannot say them for all
// its rows.
func TestKindsThatCannotGiveAStatus(t *testing.T) {
	header := "Metal,Smelter ID,Name,Country"
	row := "Gold,CID900001,Alpha,Peru"
	for name, tc := range map[string]struct {
		kind  Kind
		lines []string
		says  string
	}{
		"another name":            {Conformant, []string{header + ",RMAP Result", row + ",Conformant"}, "“RMAP Result” may say a status"},
		"in German":               {Conformant, []string{header + ",Ergebnis", row + ",nicht konform"}, "may say a status"},
		"in Chinese":              {Conformant, []string{header + ",状态", row + ",不符合"}, "may say a status"},
		"by its cells":            {Active, []string{header + ",Remark", row + ",Removed"}, "“Remark” may say a status"},
		"no header at all":        {Conformant, []string{header + ",", row + ",Active"}, "column E"},
		"a column of yes and no":  {Conformant, []string{header + ",Conformant?", row + ",No"}, "may say a status"},
		"two of them":             {Conformant, []string{header + ",RMAP Status,CFSP Status", row + ",Active,Conformant"}, "say which with --map status"},
		"the title says not":      {Conformant, []string{"Non-Conformant Smelters", header, row}, "Non-Conformant Smelters"},
		"the title says both":     {Conformant, []string{"Conformant and Active Smelters", header, row}, "active"},
		"a list of those removed": {Conformant, []string{"Smelters removed in 2025", header, row}, "removed"},
		"a title beside a list": {Active, []string{header + ",Assessment Status,,Smelters removed from the list", row + ",Active,,", "Gold,CID900002,Beta,Peru,Active,,",
			",,,,,,Metal,Smelter ID,Name,Country", ",,,,,,Tin,CID900003,Gamma,Peru", "",
			"Metal,Smelter ID,Name,Country,Notes,City,State", "Gold,CID900004,Delta,Peru,,Lima,Lima"}, "Smelters removed from the list"},
		"the other kind":   {Active, []string{"RMAP Conformant Smelters", header, row}, "conformant"},
		"a reference list": {Conformant, []string{"Smelter Reference List", header, row}, "reference"},
		"revisions":        {Conformant, []string{"Metal,Smelter ID,Basis for revision,Revision date", "Gold,CID900001,Removed,2025-01-07"}, "of a list of kind revisions"},
		"in operation":     {"", []string{header + ",Smelter Status", row + ",Active", "Gold,CID900002,Beta,Peru,Closed"}, "whether facilities operate"},
		"another column":   {Conformant, []string{header, row, "Gold,,CID900002,Peru"}, "CID900002 stands in another column"},
		"above the header": {Conformant, []string{"CID900007", header, row}, "above the header"},
	} {
		l, err := list(Options{Kind: tc.kind}, tc.lines...)
		says := strings.NewReplacer("“", "", "”", "").Replace(tc.says)
		if !errors.Is(err, ErrList) || !strings.Contains(strings.NewReplacer("“", "", "”", "").Replace(err.Error()), says) {
			t.Errorf("%s: %v %v, want %q", name, statusesOf(l.Conformance), err, tc.says)
		}
	}
	l, err := list(Options{Kind: Conformant, Columns: map[string]string{"other": "Remark"}}, header+",Remark", row+",Active since May")
	if err != nil || l.Conformance[0].Status != "conformant" || !strings.Contains(strings.Join(l.Notes, " "), "--kind conformant says") {
		t.Error(err, l.Notes)
	}
	l, err = list(Options{Columns: map[string]string{"status": "Ergebnis"}}, header+",Ergebnis", row+",konform")
	if err != nil || l.Conformance[0].Status != "konform" {
		t.Error(err, statusesOf(l.Conformance))
	}
}

// A header of two rows, as merged cells make it.
func TestHeaderOfTwoRows(t *testing.T) {
	l, err := list(Options{Kind: Conformant}, "Metal,Smelter ID,Facility,,Due Diligence Assessment,,", ",,Name,Country,Program Status,Cycle,Last Assessment Date",
		"Gold,CID900001,Alpha,Peru,Active,,", "Tin,CID900002,Beta,Peru,Conformant,1,2025-02-03")
	want := map[string][2]string{"CID900001": {"active", "Due Diligence Assessment Program Status"}, "CID900002": {"conformant", "Due Diligence Assessment Program Status"}}
	if diff := cmp.Diff(want, statusesOf(l.Conformance)); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
