package rcoi

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "write the golden files anew")

// facilities are the directory of the full year: every column of each says something
// that no other column says.
var facilities = []smelter.Facility{
	{Metal: cmrt.Tantalum, ID: "CID900011", Name: "Tantalum One", Country: "China", CountryCode: "CN", State: "Province of Tantalum", City: "City of Tantalum"},
	{Metal: cmrt.Tin, ID: "CID900001", Name: "Tin One", Country: "Peru", CountryCode: "PE", State: "Province of Tin", City: "City of Tin"},
	{Metal: cmrt.Tin, ID: "CID900002", Name: "Tin Two", Country: "Japan", CountryCode: "JP", State: "Prefecture", City: "Harbour"},
	{Metal: cmrt.Tin, ID: "CID900003", Name: "Tin Three", Country: "Brazil", CountryCode: "BR"},
	{Metal: cmrt.Tin, ID: "CID900004", Name: "Tin Four", Country: "Chile", CountryCode: "CL"},
	{Metal: cmrt.Gold, ID: "CID900021", Name: "Gold One", Country: "Japan", CountryCode: "JP", State: "Gold State", City: "Gold City"},
	{Metal: cmrt.Gold, ID: "CID900022", Name: "Gold Two", Country: "Ruritania", State: "Strelsau", City: "Zenda"},
	{Metal: cmrt.Tungsten, ID: "CID900031", Name: "Tungsten One", Country: "Viet Nam", CountryCode: "VN", State: "Tungsten State", City: "Tungsten City"},
	{Metal: cmrt.Tungsten, ID: "CID900032", Name: "Tungsten Two", Country: "Austria", CountryCode: "AT", State: "Styria", City: "Bergla"},
}

var assessed = []smelter.Status{
	{Metal: cmrt.Tantalum, ID: "CID900011", Word: smelter.Conformant, Programme: "RMAP", LastAudit: "2024-01-11", ReauditDue: "2027-01-11", SourcingCountries: "BR RW", Licence: smelter.Public},
	{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, Programme: "RMAP", LastAudit: "2023-02-01", ReauditDue: "2026-02-01", SourcingCountries: "PE", Licence: smelter.Public},
	{Metal: cmrt.Tin, ID: "CID900002", Word: smelter.Conformant, Programme: "RMAP", LastAudit: "2022-03-02", ReauditDue: "2025-03-02", ReauditInProgress: "yes"},
	{Metal: cmrt.Tin, ID: "CID900003", Word: smelter.Active, Programme: "RMAP", ReauditDue: "2026-03-14"},
	{Metal: cmrt.Gold, ID: "CID900021", Word: smelter.Conformant, Programme: "LBMA", LastAudit: "2025-04-21", ReauditDue: "2026-04-21", SourcingCountries: "ML", Licence: smelter.Public},
	{Metal: cmrt.Gold, ID: "CID900022", Word: smelter.Active, Programme: "RJC", LastAudit: "2025-05-22", ReauditInProgress: "no", SourcingCountries: "CD", Licence: smelter.MemberOnly},
	{Metal: cmrt.Tungsten, ID: "CID900031", Word: "removed", Programme: "RMAP", LastAudit: "2019-06-01", ReauditDue: "2020-06-01", ReauditInProgress: "no", SourcingCountries: "VN", Licence: smelter.Public},
}

// supplierRow is a row of the list with a text of its own in every column.
func supplierRow(m cmrt.Metal, id, recycled string) cmrt.SmelterRow {
	return cmrt.SmelterRow{Metal: m, MetalRaw: "raw " + string(m), IDTyped: "typed " + id, ID: id, IDRaw: "raw " + id, Lookup: "lookup " + id, Name: "name " + id,
		Country: "country " + canary, City: canary, State: canary, ContactEmail: canary, NextSteps: canary, Recycled: recycled, RecycledRaw: "raw " + recycled}
}

// answered gives a declaration of 6.5 with every question answered where it stands.
func answered(supplier, scope string, origin map[cmrt.Metal]string, rows ...cmrt.SmelterRow) cmrt.Declaration {
	d := declaration(supplier, "2025-10-01", nil, rows...)
	d.Company.EffectiveDateRaw, d.Company.Scope, d.Company.ScopeRaw = "45931", scope, "raw "+scope
	d.Answers = nil
	layout, _ := cmrt.LayoutOf("6.5")
	for _, q := range layout.Questions {
		for i, m := range cmrt.Metals {
			in, said := cmrt.Yes, origin[m]
			if said == "" {
				in, said = cmrt.No, ""
			}
			answer := map[cmrt.Key]string{cmrt.Added: in, cmrt.Necessary: in, cmrt.CoveredCountries: said, cmrt.Recycled: cmrt.No, cmrt.ResponseShare: "100%", cmrt.SmeltersIdentified: cmrt.Yes, cmrt.SmeltersReported: cmrt.Yes}[q.Key]
			d.Answers = append(d.Answers, cmrt.Answer{Key: q.Key, Question: q.Number, Metal: m, Answer: answer, Raw: " raw " + answer, Comment: canary, Cell: "Declaration!" + q.Cell(i)})
		}
	}
	return d
}

// full is a year of which every public column and every figure holds something of its
// own: 14 suppliers in scope of whom 7 are accepted (4 for the company, 2 for products,
// 1 for a division), 2 returned, 1 too old; 4 are silent.
func full(t *testing.T) (*project.Year, []cmrt.Declaration) {
	t.Helper()
	y := year()
	y.Roster, y.Outreach = nil, nil
	for i, id := range strings.Fields("a b c d e f g h i j k l m n out") {
		in := "yes"
		if id == "out" {
			in = "no"
		}
		y.Roster = append(y.Roster, tables.Supplier{ID: id, Name: canary + id, InScope: in, SpendShare: fmt.Sprint(i + 1)})
	}
	send := func(date, kind, outcome, suppliers string) {
		for _, id := range strings.Fields(suppliers) {
			y.Outreach = append(y.Outreach, tables.Outreach{Date: date, Supplier: id, Kind: kind, Channel: "email", Outcome: outcome})
		}
	}
	send("2025-09-01", "request", "sent", "a b c d e f g h i j k")
	send("2025-09-02", "request", "bounced", "l")
	send("2025-10-03", "reminder", "sent", "g h i j k")
	send("2025-10-24", "reminder", "sent", "j k")
	send("2025-10-25", "reminder", "bounced", "l")
	send("2025-11-05", "correction", "sent", "h i")
	send("2025-11-06", "escalation", "sent", "h j k")
	send("2025-11-07", "escalation", "bounced", "g")
	send("2025-11-08", "reminder", "refused", "k")
	send("2026-05-01", "escalation", "sent", "a b c")
	send("2025-09-03", "request", "sent", "out")
	y.Received = []tables.Received{{Date: "2025-10-04", Supplier: "a", File: "a.xlsx"}, {Date: "2025-10-14", Supplier: "b", File: "b.xlsx"}, {Date: "2025-10-15", Supplier: "out", File: "out.xlsx"}}
	y.Decisions = []tables.Decision{
		{Action: "resolve", Supplier: "b", Metal: "gold", Raw: "Zenda Gold", Decided: "CID900022", Who: canary, Date: "2026-01-05", Reason: canary},
		{Action: "reject", Supplier: "c", Metal: "tin", Raw: "A trader", Who: canary, Date: "2026-01-06", Reason: canary},
		{Action: "reject", Supplier: "d", Metal: "tin", Raw: "Another", Who: canary, Date: "2026-01-07", Reason: canary},
		{Action: "waive", Supplier: "d", Rule: "contact-phone-missing", Raw: "", Who: canary, Date: "2026-01-08", Reason: canary},
		{Action: "waive", Supplier: "d", Rule: "company-name-mismatch", Raw: "raw", Who: canary, Date: "2026-02-08", Reason: canary},
		{Action: "waive", Supplier: "d", Rule: "contact-phone-missing", Raw: "late", Who: canary, Date: "2026-05-08", Reason: canary},
	}
	y.FiledBefore = "2025-05-29"
	y.Activities = []project.Activity{{Date: "2025-06-17", Step: "1", Activity: "the policy was reviewed"}}
	y.Products = []project.Product{{Product: "Meter", Metals: "tin gold"}, {Product: "Relay", Metals: "tungsten"}}
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "data/reference/directory.csv", AsOf: "2026-02-03", SHA256: "sha of the directory"})
	for _, f := range facilities {
		if err := y.Directory.Add(f, f.Name); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if y.Conformance, err = smelter.NewConformance(smelter.Source{Name: "data/reference/conformance.csv", AsOf: "2026-03-14", SHA256: "sha of the statuses"}, assessed); err != nil {
		t.Fatal(err)
	}
	if y.Areas, err = smelter.NewAreas(smelter.Source{Name: "data/reference/areas.csv", AsOf: "2026-01-20", SHA256: "sha of the areas"}, []smelter.Area{{CountryCode: "ML", Basis: "b"}, {CountryCode: "RW", Basis: "b"}, {CountryCode: "PE", Metals: []cmrt.Metal{cmrt.Gold}, Basis: "b"}}); err != nil {
		t.Fatal(err)
	}
	return y, fullAnswers()
}

func fullAnswers() []cmrt.Declaration {
	mine := supplierRow(cmrt.Tungsten, "CID900031", "no")
	mine.MineName, mine.MineCountry = "A mine", "Rwanda"
	unclear := supplierRow(cmrt.Tungsten, "CID900031", "no")
	unclear.MineName, unclear.MineCountry = "Another mine", "the north"
	typed := supplierRow(cmrt.Gold, "", "no")
	typed.IDTyped, typed.IDRaw, typed.Lookup, typed.Name = "", "", "Zenda Gold", "Zenda Gold"
	nobody := cmrt.SmelterRow{Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: canary + " works", Name: canary + " works"}
	trader := cmrt.SmelterRow{Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: "A trader", Name: "A trader"}
	not := cmrt.SmelterRow{Metal: cmrt.Gold, MetalRaw: "Gold", Lookup: cmrt.NotYetIdentified}
	tin := func(n int, recycled string) cmrt.SmelterRow {
		return supplierRow(cmrt.Tin, fmt.Sprintf("CID90000%d", n), recycled)
	}
	yes, no, unknown := cmrt.Yes, cmrt.No, cmrt.Unknown
	list := []cmrt.Declaration{
		answered("a", "company", map[cmrt.Metal]string{cmrt.Tin: no, cmrt.Gold: unknown, cmrt.Tantalum: yes}, tin(1, "yes"), tin(2, "no"), supplierRow(cmrt.Gold, "CID900021", "no"), supplierRow(cmrt.Tantalum, "CID900011", "yes"), not, not),
		answered("b", "company", map[cmrt.Metal]string{cmrt.Tin: no, cmrt.Gold: unknown}, tin(1, "yes"), typed, tin(3, "unknown")),
		answered("c", "company", map[cmrt.Metal]string{cmrt.Tin: no}, tin(1, "yes"), tin(2, "no"), trader, nobody, nobody, nobody),
		answered("d", "company", map[cmrt.Metal]string{cmrt.Tin: yes}, tin(1, "yes"), tin(3, "yes")),
		answered("e", "product", map[cmrt.Metal]string{cmrt.Tin: unknown, cmrt.Tungsten: no}, tin(1, "yes"), mine, unclear),
		answered("f", "product", map[cmrt.Metal]string{cmrt.Gold: no}, supplierRow(cmrt.Gold, "CID900021", "no")),
		answered("g", "division", map[cmrt.Metal]string{cmrt.Tungsten: no}, supplierRow(cmrt.Tungsten, "CID900031", "no"), supplierRow(cmrt.Tungsten, "CID900032", "no")),
		answered("h", "company", map[cmrt.Metal]string{cmrt.Tin: yes}, tin(4, "no")),
		answered("i", "company", map[cmrt.Metal]string{cmrt.Tin: yes}, tin(4, "no")),
		answered("j", "company", map[cmrt.Metal]string{cmrt.Tin: yes}, tin(4, "no")),
	}
	list[7].Company.ContactPhone, list[8].Company.ContactPhone = "", ""
	list[9].Company.EffectiveDate = "2020-01-01"
	return list
}

// before is the year before the full one: five suppliers, of whom two answered.
func before(t *testing.T) *Inquiry {
	t.Helper()
	y, sent := full(t)
	y.Number, y.Settings.CutOff, y.Oldest, y.Roster = 2024, "2025-12-31", "2023-12-31", y.Roster[:5]
	for _, f := range []smelter.Facility{{Metal: cmrt.Tin, ID: "CID900009", Name: "Tin Nine", Country: "Peru", CountryCode: "PE"}} {
		if err := y.Directory.Add(f, f.Name); err != nil {
			t.Fatal(err)
		}
	}
	statuses := append([]smelter.Status{{Metal: cmrt.Tin, ID: "CID900009", Word: "in communication"}}, assessed...)
	for i, s := range statuses {
		switch s.ID {
		case "CID900002":
			statuses[i].Word = smelter.Active
		case "CID900021":
			statuses[i].Word = "lapsed"
		}
	}
	var err error
	if y.Conformance, err = smelter.NewConformance(smelter.Source{Name: "data/reference/last.csv", AsOf: "2025-03-14", SHA256: "sha of last year"}, statuses); err != nil {
		t.Fatal(err)
	}
	sent = sent[:2]
	reply(&sent[0], cmrt.CoveredCountries, cmrt.Unknown) // now no
	sent[0].Smelters = append(sent[0].Smelters, supplierRow(cmrt.Tin, "CID900009", "no"), supplierRow(cmrt.Tin, "CID900004", "no"))
	sent[0].Smelters[6].Row, sent[0].Smelters[7].Row = 11, 12
	q := count(y, sent)
	return &q
}
