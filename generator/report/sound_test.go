package report

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "write the golden files anew")

// narrative is a report that says all that is asked of it, with every block.
const narrative = `## Introduction

This is the report of {{name}} for {{year}} under Rule 13p-1 of the Securities Exchange Act. Conflict minerals are columbite-tantalite (coltan), cassiterite, gold and wolframite, and their derivatives. The covered countries are the Democratic Republic of the Congo, the Republic of the Congo, Angola, Burundi, the Central African Republic, Rwanda, South Sudan, Tanzania, Uganda and Zambia.

{{block products}}

## Reasonable country of origin inquiry

{{block response}}

{{block answers}}

The results depend on what suppliers say. A declaration for a whole company lists everything a supplier makes, and in part the origin cannot be determined.

## Design of due diligence

It follows the OECD Due Diligence Guidance, third edition (2016): management systems, risks identified and assessed, response to risks, independent audits of smelters, annual report.

{{block management}}

## Due diligence performed

{{block performed}}

## Risks

{{block risks}}

## Facilities and origins

{{block sources}}

{{block facilities}}

{{block facility-list}}

{{block locations}}

{{block origins}}

To find the mine or location of origin with the greatest possible specificity, suppliers were asked to name mines, and their entries were compared with the lists above.

{{short_name}} does not describe any product as “DRC conflict free”. No independent private sector audit was required.

{{block exclusions}}

{{block recycled}}

{{block determination}}

## Comparison with the year before

{{block comparison}}

{{block forward-looking}}

## Next steps

{{block promises}}

{{block follow-up}}
`

// sound is what a careful company files: every figure has a value of its own, every
// table a row.
func sound(t *testing.T) Draft {
	t.Helper()
	in := Input{Registrant: project.Registrant{Name: "Example, Inc.", ShortName: "Example", CIK: "0000012345", State: "Delaware", CommissionFileNumber: "001-98765", EIN: "12-3456789", PublicURL: "https://www.acme-meters.com/cm/", FileStem: "example", PublishedStatus: smelter.PublishAll},
		Year: 2025, CutOff: "2026-04-30", Versions: []string{"6.31", "6.4", "6.5"},
		Narrative:   []project.Text{{File: "content/2025/10-all.md", Body: narrative}},
		Directory:   smelter.Source{Name: "d", AsOf: "2026-02-03"},
		Conformance: smelter.Source{Name: "c", AsOf: "2026-03-14"},
		Products:    []project.Product{{Product: "Meters", Metals: "tin gold", Description: "They measure."}, {Product: "Relays", Metals: "tungsten", Description: "They switch."}, {Product: "Caps"}},
		Exclusions:  []project.Exclusion{{Business: "Acme GmbH", Acquired: "2025-05-15", Reason: "Its survey runs."}, {Business: "Beta AG", Acquired: "2024-07-01"}},
		Before:      []project.Step{{Promised: "2024", Step: "to visit a smelter.", Done: "2025", Note: "In May."}, {Promised: "2024", Step: "to train buyers"}},
		Promised:    []project.Step{{Promised: "2025", Step: "to ask for mines;"}}}
	in.Registrant.Address.Street, in.Registrant.Address.City, in.Registrant.Address.State, in.Registrant.Address.Zip = "1 Main Road", "Springfield", "Oregon", "97477"
	in.Filing = project.Filing{Mode: project.WithReport, Exhibit: "1.01", Type: "EX-1.01", Date: "2026-05-29"}
	in.Filing.Contact.Name, in.Filing.Contact.Phone = "C. Counsel", "(509) 555-2345"
	s := &in.Filing.Signature
	s.Signed, s.Name, s.Title, s.Date, s.HeldBy = "/s/ A. Boss", "A. Boss", "General Counsel", "2026-05-20", "the Secretary"
	for _, row := range strings.Split("tin CID900001 Alpha Peru conformant RMAP PE|tin CID900002 Beta Japan active RMAP |gold CID900003 Gamma Japan conformant LBMA ML|tungsten CID900004 Delta Austria   ", "|") {
		f := strings.Split(row, " ")
		in.Smelters = append(in.Smelters, tables.Smelter{Metal: f[0], SmelterID: f[1], SmelterName: f[2], Country: f[3], Status: f[4], Programme: f[5], SourcingCountries: f[6]})
	}
	in.Diligence.Oversight = project.Oversight{Title: "Vice President, Supply Chain", Committee: "Responsible Sourcing Committee", Team: "purchasing and legal affairs", ReportsTo: "Audit Committee"}
	in.Diligence.Grievance.Address, in.Diligence.RetentionYears = "concerns@acme-meters.com", 5
	in.Diligence.Memberships = []project.Membership{{Name: "Responsible Minerals Initiative", ID: "EXMP"}}
	in.Diligence.ContractTerms = "to answer the inquiry each year"
	in.Typed = []project.Activity{{Date: "2025-09-01", Step: "1", Activity: "buyers were trained", Kind: project.Trained}, {Date: "2026-05-01", Step: "3", Activity: "results were reported", Kind: project.Informed}}
	in.Risks = []Risk{{Risk: "CID900004 is not on the conformance list", Since: "2026-03-14", Role: "Director, Purchasing", Measure: "the supplier was asked to move to another smelter", Deadline: "2026-08-31", State: project.RiskMitigating},
		{Risk: "a supplier buys tin through a trader", Since: "2025-10-01", Role: "Director, Purchasing", Measure: "trade was ended", State: project.RiskDisengaged, Note: "In March."}}
	values := map[string]int{"suppliers.contract_clause": 900, "changes.smelters_before": 5, "changes.smelters_added": 1, "changes.smelters_dropped": 2, "suppliers.in_scope": 1240, "suppliers.asked": 1201, "suppliers.bounced": 17, "suppliers.reminded": 803, "suppliers.responded": 930, "suppliers.accepted": 811, "suppliers.returned": 119, "suppliers.not_responded": 310,
		"smelters.total": 4, "smelters.conformant": 2, "smelters.active": 1, "smelters.other": 1, "smelters.countries": 3, "smelters.unresolved": 21, "smelters.not_identified": 22, "smelters.mines_named": 23, "letters.reminders": 2301}
	for i, m := range strings.Fields("tantalum tin gold tungsten") {
		for j, id := range strings.Fields("suppliers.declaring smelters.identified smelters.conformant smelters.active smelters.other covered_countries.yes covered_countries.no covered_countries.unknown") {
			if m != "tantalum" {
				values[m+"."+id] = 100*i + 10 + j
			}
		}
	}
	in.Figures = append(figures(values), tables.Figure{ID: "suppliers.response_rate_spend", Value: "91.2", Unit: "per cent", Numerator: "73.0", Denominator: "80.0"})
	for _, id := range []string{"suppliers.contract_clause", "changes.smelters_before", "changes.smelters_added", "changes.smelters_dropped", "changes.status_changed"} {
		in.Figures = append(in.Figures, tables.Figure{ID: id, Value: fmt.Sprint(max(values[id], 1)), Unit: "count"})
	}
	in.Changes = []tables.Change{{Metal: "tin", SmelterID: "CID900002", SmelterName: "Beta", Change: "status", Before: "conformant", After: "active"}}
	for id, v := range map[string]string{"tantalum": "not-necessary", "tin": "may-originate", "gold": "undetermined", "tungsten": "recycled-or-scrap"} {
		in.Figures = append(in.Figures, tables.Figure{ID: id + ".rcoi", Value: v, Unit: "outcome"})
	}
	in.Figures = append(in.Figures, tables.Figure{ID: "filing.consequence", Value: "form-sd-with-report", Unit: "outcome"})
	for i := range 5 {
		in.Activities = append(in.Activities, activity(i+1, fmt.Sprintf("2025-0%d-01", i+1), fmt.Sprintf("2025-0%d-01", i+2), fmt.Sprintf("reminders of kind %d were sent;", i+1), []string{"letters.reminders", ""}[i%2]))
	}
	in.Activities[3].To = in.Activities[3].From
	text, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	form, err := FormSD(in)
	if err != nil {
		t.Fatal(err)
	}
	return Draft{Input: in, Form: form, Report: text}
}

// TestWhatACarefulCompanyFiles holds every word of its report and its form to
// testdata/sound.md, and finds nothing wrong in them.
func TestWhatACarefulCompanyFiles(t *testing.T) {
	d := sound(t)
	for _, f := range Lint(d, true) {
		t.Errorf("%s: %s", f.Rule, f.Message)
	}
	golden(t, "testdata/sound.md", d.Report+"\n\n"+d.Form)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("run the test with -update, and look at the difference:\n%s", diff)
	}
}
