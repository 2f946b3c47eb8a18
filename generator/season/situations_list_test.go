package season

import (
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// owner is the name of a person who answers for a risk.
const owner = "Canary Person"

// situations are the years that a report must have sensible words for.
var situations = map[string]func(*small){
	"nobody answered": func(s *small) {
		s.sent, s.year.Outreach = nil, s.year.Outreach[:len(s.year.Outreach)-1]
		s.received()
	},
	"nobody asked": func(s *small) {
		s.sent, s.year.Outreach = nil, nil
		s.received()
	},
	"nobody in scope": func(s *small) {
		s.sent, s.year.Outreach, s.year.Roster = nil, nil, nil
		s.received()
	},
	"no letters sent but answers came": func(s *small) { s.year.Outreach = nil },
	"no reminders": func(s *small) {
		s.year.Outreach = slices.DeleteFunc(s.year.Outreach, func(o tables.Outreach) bool { return o.Kind != "request" })
	},
	"every request bounced": func(s *small) {
		s.sent = nil
		s.received()
		s.year.Outreach = s.year.Outreach[:4]
		for i := range s.year.Outreach {
			s.year.Outreach[i].Outcome = "bounced"
		}
	},
	"one bounced": func(s *small) { s.year.Outreach[3].Outcome = "bounced"; s.year.Outreach = s.year.Outreach[:4] },
	"one answer":  func(s *small) { s.sent = s.sent[:1]; s.received() },
	"one supplier": func(s *small) {
		s.sent, s.year.Roster, s.year.Outreach = s.sent[:1], s.year.Roster[:1], s.year.Outreach[:1]
		s.received()
	},
	"one supplier and no answer": func(s *small) {
		s.sent, s.year.Roster, s.year.Outreach = nil, s.year.Roster[:1], s.year.Outreach[:1]
		s.received()
	},
	"all accepted": func(s *small) { s.all(same, cmrt.Tin, cmrt.Gold, cmrt.Tantalum, cmrt.Tungsten) },
	"all returned": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration { return without(d, "phone") }, cmrt.Tin, cmrt.Gold)
	},
	"all refused": func(s *small) {
		s.sent = nil
		s.received()
		for _, id := range []string{"alpha", "beta", "gamma", "delta"} {
			s.year.Outreach = append(s.year.Outreach, tables.Outreach{Date: "2026-02-20", Supplier: id, Kind: "reminder", Outcome: "refused"})
		}
	},
	"all unreadable": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration { return without(d, "readability") }, cmrt.Tin)
	},
	"all too old": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration { return without(d, "date") }, cmrt.Tin)
	},
	"one unreadable": func(s *small) { s.sent[2] = without(declares("gamma", cmrt.Gold), "readability") },
	"an answer superseded by a worse one": func(s *small) {
		later := without(declares("alpha", cmrt.Tin, cmrt.Gold), "phone")
		later.File, later.SHA256, later.Company.EffectiveDate = "data/2025/cmrt/alpha-2.xlsx", "alpha-2", "2026-03-03"
		s.sent = append(s.sent, later)
	},
	"no list at all":      func(s *small) { s.year.Directory, s.year.Conformance = smelter.Directory{}, smelter.Conformance{} },
	"no conformance list": func(s *small) { s.year.Conformance = smelter.Conformance{} },
	"no lists and nobody answered": func(s *small) {
		s.sent, s.year.Directory, s.year.Conformance = nil, smelter.Directory{}, smelter.Conformance{}
		s.received()
	},
	"statuses are not published": func(s *small) {
		s.registrant.PublishedStatus, s.year.Publish = smelter.PublishNone, smelter.PublishNone
	},
	"nothing resolved": func(s *small) {
		for i := range s.sent {
			s.sent[i].Smelters = []cmrt.SmelterRow{{Row: 5, Metal: cmrt.Tin, MetalRaw: "Tin", Name: "Nobody knows it"}}
		}
	},
	"smelters not yet identified": func(s *small) {
		for i := range s.sent {
			s.sent[i].Smelters = []cmrt.SmelterRow{{Row: 5, Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: cmrt.NotYetIdentified}}
		}
	},
	"no entries": func(s *small) {
		for i := range s.sent {
			s.sent[i] = without(s.sent[i], "smelters")
		}
	},
	"one facility": func(s *small) {
		s.all(same, cmrt.Gold)
	},
	"one metal": func(s *small) { s.all(same, cmrt.Tin) },
	"no metal in any product of suppliers": func(s *small) {
		s.all(same)
		s.year.Products[0].Metals = "tin"
	},
	"no metal anywhere":  func(s *small) { s.all(same) },
	"no products listed": func(s *small) { s.year.Products = nil },
	"one product":        func(s *small) { s.year.Products = s.year.Products[:1] },
	"recycled only": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration {
			for i := range d.Smelters {
				d.Smelters[i].Recycled = cmrt.Yes
			}
			return says(d, cmrt.Recycled, cmrt.Yes)
		}, cmrt.Tin, cmrt.Gold)
	},
	"one metal recycled and one mined": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration {
			for i, a := range d.Answers {
				if a.Key == cmrt.Recycled && a.Metal == cmrt.Gold {
					d.Answers[i].Answer, d.Answers[i].Raw = cmrt.Yes, "Yes"
				}
			}
			return d
		}, cmrt.Tin, cmrt.Gold)
	},
	"a yes to covered countries":      func(s *small) { s.sent[0] = says(s.sent[0], cmrt.CoveredCountries, cmrt.Yes) },
	"a yes in a returned declaration": func(s *small) { s.sent[2] = says(s.sent[2], cmrt.CoveredCountries, cmrt.Yes) },
	"a yes of a supplier out of scope": func(s *small) {
		s.sent = append(s.sent, says(declares("epsilon", cmrt.Tin), cmrt.CoveredCountries, cmrt.Yes))
	},
	"a yes that a decision settled": func(s *small) {
		s.all(same, cmrt.Tin)
		s.sent[0] = says(s.sent[0], cmrt.CoveredCountries, cmrt.Yes)
		s.year.Decisions = append(s.year.Decisions, tables.Decision{Action: "settle", Supplier: "alpha", Rule: "covered-country-answered-yes", Sheet: "Declaration", Cell: "D39", Raw: "yes", Decided: "its letter", Who: "A", Date: "2026-03-03", Reason: "typed by mistake"})
	},
	"a yes in a declaration that is too old and no letters": func(s *small) {
		s.sent, s.year.Outreach = []cmrt.Declaration{says(without(declares("alpha", cmrt.Tin), "date"), cmrt.CoveredCountries, cmrt.Yes)}, nil
		s.received()
	},
	"something unusable came and no letters": func(s *small) {
		s.sent, s.year.Outreach = []cmrt.Declaration{without(declares("alpha", cmrt.Tin), "readability")}, nil
		s.received()
	},
	"one yes was settled and one was not": func(s *small) {
		s.all(same, cmrt.Tin)
		s.sent[0], s.sent[1] = says(s.sent[0], cmrt.CoveredCountries, cmrt.Yes), says(s.sent[1], cmrt.CoveredCountries, cmrt.Yes)
		s.year.Decisions = append(s.year.Decisions, tables.Decision{Action: "settle", Supplier: "alpha", Rule: "covered-country-answered-yes", Sheet: "Declaration", Cell: "D39", Raw: "yes", Decided: "its letter", Who: "A", Date: "2026-03-03", Reason: "typed by mistake"})
	},
	"a yes that was waived": func(s *small) {
		s.all(same, cmrt.Tin)
		s.sent[0] = says(s.sent[0], cmrt.CoveredCountries, cmrt.Yes)
		s.year.Decisions = append(s.year.Decisions, tables.Decision{Action: "waive", Supplier: "alpha", Rule: "covered-country-declared", Sheet: "Declaration", Cell: "D39", Raw: "yes", Who: "A", Date: "2026-03-03", Reason: "known"})
	},
	"the mine of a returned declaration in german": func(s *small) {
		s.sent[2] = row(s.sent[2], func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "Grube", "Ruanda" })
	},
	"the mine of a returned declaration in other words": func(s *small) {
		s.sent[2] = row(s.sent[2], func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "Grube", "Ruanda 3T" })
	},
	"a yes to high-risk areas": func(s *small) { s.sent[0] = says(s.sent[0], cmrt.CAHRA, cmrt.Yes) },
	"all answers unknown": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration { return says(d, cmrt.CoveredCountries, cmrt.Unknown) }, cmrt.Tin, cmrt.Gold)
	},
	"a mine in a covered country": func(s *small) {
		s.sent[0] = row(s.sent[0], func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "Bisie", "DR Congo" })
	},
	"a mine near a covered country": func(s *small) {
		s.sent[0] = row(s.sent[0], func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "Kivu", "Central Africa" })
	},
	"a mine elsewhere": func(s *small) {
		s.sent[0] = row(s.sent[0], func(r *cmrt.SmelterRow) { r.MineName, r.MineCountry = "San Rafael", "Peru" })
	},
	"a smelter that sources from a covered country": func(s *small) {
		s.year.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "conformance", AsOf: "2026-03-14"}, []smelter.Status{
			{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, Programme: "RMAP", SourcingCountries: "RW PE", Licence: smelter.Public}, {Metal: cmrt.Gold, ID: "CID900003", Word: smelter.Conformant, Programme: "LBMA"}})
	},
	"origins of members only": func(s *small) {
		s.year.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "conformance", AsOf: "2026-03-14"}, []smelter.Status{
			{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Conformant, Programme: "RMAP", SourcingCountries: "RW PE", Licence: smelter.MemberOnly}})
	},
	"a comment that names a covered country": func(s *small) {
		s.sent[0].Answers = slices.Clone(s.sent[0].Answers)
		s.sent[0].Answers[2].Comment = "Rwanda, through a trader"
	},
	"first year with a cut-off only": func(s *small) {
		s.sent, s.year.Outreach, s.year.Products = nil, nil, nil
		s.year.Directory, s.year.Conformance, s.year.Settings.AcceptedVersions = smelter.Directory{}, smelter.Conformance{}, nil
		s.received()
	},
	"the year before was the same": func(s *small) { s.before(same) },
	"the year before was worse": func(s *small) {
		s.before(func(d cmrt.Declaration) cmrt.Declaration { return without(d, "phone") })
	},
	"the year before had no answers": func(s *small) { s.before(same); s.last.sent = nil; s.last.received() },
	"a smelter lost its status": func(s *small) {
		s.before(same)
		s.year.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "conformance", AsOf: "2026-03-14"}, []smelter.Status{
			{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Active, Programme: "RMAP"}, {Metal: cmrt.Tungsten, ID: "CID900005", Word: smelter.Conformant, Programme: "RMAP"}})
	},
	"smelters came and went": func(s *small) {
		s.before(same)
		s.last.sent[0] = row(s.last.sent[0], func(r *cmrt.SmelterRow) { r.ID, r.IDRaw, r.Lookup = "CID900002", "CID900002", "Tin Two" })
		s.last.sent[1].Smelters = s.last.sent[1].Smelters[1:]
	},
	"a version of the template":     func(s *small) { s.year.Settings.AcceptedVersions = []string{"6.5"} },
	"every version of the template": func(s *small) { s.year.Settings.AcceptedVersions = nil },
	"declarations for products": func(s *small) {
		for i := range s.sent {
			s.sent[i].Company.Scope = "product"
		}
	},
	"one declaration for the company": func(s *small) { s.sent[0].Company.Scope = "product" },
	"steps promised and kept": func(s *small) {
		s.year.Before = []project.Step{{Promised: "2024", Step: "to train buyers", Done: "2025", Note: "In May."}, {Promised: "2024", Step: "to visit a smelter"}}
		s.year.Promised = []project.Step{{Promised: "2025", Step: "to visit a smelter"}}
	},
	"a business left out": func(s *small) {
		s.year.Exclusions = []project.Exclusion{{Business: "Acme GmbH", Acquired: "2025-06-15"}}
	},
	"spend of every supplier": func(s *small) {
		for i, share := range []string{"40", "25.5", "10", "4.5", "1"} {
			s.year.Roster[i].SpendShare = share
		}
	},
	"decisions": func(s *small) {
		s.sent[0].Smelters = append(s.sent[0].Smelters, cmrt.SmelterRow{Row: 7, Metal: cmrt.Tin, MetalRaw: "Tin", Name: "Trader"}, cmrt.SmelterRow{Row: 8, Metal: cmrt.Tin, MetalRaw: "Tin", Name: "Tin Won"})
		s.year.Decisions = []tables.Decision{{Action: "reject", Supplier: "alpha", Metal: "tin", Raw: "Trader", Who: "A", Date: "2026-03-03", Reason: "sells only"},
			{Action: "resolve", Supplier: "alpha", Metal: "tin", Raw: "Tin Won", Decided: "CID900001", Who: "A", Date: "2026-03-04", Reason: "a slip of the pen"}}
	},
	"form alone": func(s *small) {
		s.all(same, cmrt.Tin)
		s.year.Settings.Filing.Mode = project.FormAlone
	},
	"form alone of recycled metal": func(s *small) {
		s.all(func(d cmrt.Declaration) cmrt.Declaration {
			for i := range d.Smelters {
				d.Smelters[i].Recycled = cmrt.Yes
			}
			return says(d, cmrt.Recycled, cmrt.Yes)
		}, cmrt.Gold)
		s.year.Settings.Filing.Mode = project.FormAlone
	},
	"form alone by the relief of 2017": func(s *small) { s.year.Settings.Filing.Mode = project.StaffRelief },
	"an amendment": func(s *small) {
		f := &s.year.Settings.Filing
		f.Date, f.Amendment = "2026-07-01", project.Amendment{Number: 1, Of: "2026-05-29", Note: "This amendment corrects Annex A."}
	},
	"who governs due diligence": func(s *small) {
		d := &s.year.Settings.Diligence
		d.Oversight = project.Oversight{Title: "Vice President, Supply Chain", Committee: "Responsible Sourcing Committee", Team: "purchasing and legal affairs", ReportsTo: "Audit Committee"}
		d.Grievance.Address, d.RetentionYears, d.ContractTerms = "concerns@example.com", 1, "to answer the inquiry each year."
		d.Memberships = []project.Membership{{Name: "the Responsible Minerals Initiative", ID: "EXMP"}, {Name: "the Metering Association"}}
		for i, clause := range []string{"yes", "no", "yes", "", "yes"} {
			s.year.Roster[i].ContractClause = clause
		}
	},
	"contract terms that no supplier holds": func(s *small) {
		s.year.Settings.Diligence.ContractTerms = "to answer"
		s.year.Roster[0].ContractClause = "no"
	},
	"contract terms of which nothing is recorded": func(s *small) { s.year.Settings.Diligence.ContractTerms = "to answer" },
	"contract terms of one supplier": func(s *small) {
		s.year.Settings.Diligence.ContractTerms = "to answer"
		s.sent, s.year.Roster, s.year.Outreach = s.sent[:1], s.year.Roster[:1], s.year.Outreach[:1]
		s.year.Roster[0].ContractClause = "yes"
		s.received()
	},
	"risks of every state": func(s *small) {
		for i, state := range []string{project.RiskOpen, project.RiskMitigating, project.RiskSuspended, project.RiskDisengaged, project.RiskClosed} {
			r := project.Risk{Risk: "a smelter was removed from a list.", Since: "2025-11-03", Owner: owner, Role: "Director, Purchasing", Measure: "the supplier was asked for another source", State: state, Deadline: []string{"2026-04-03", "2026-05-03"}[i%2], Note: []string{"", "It answered."}[i%2]}
			if state == project.RiskOpen {
				r.Measure, r.Role = "", ""
			}
			s.year.Risks = append(s.year.Risks, r)
		}
	},
	"a smelter that lost its status is on the register": func(s *small) {
		s.before(same)
		s.year.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "conformance", AsOf: "2026-03-14"}, []smelter.Status{{Metal: cmrt.Tin, ID: "CID900001", Word: smelter.Active, Programme: "RMAP"},
			{Metal: cmrt.Gold, ID: "CID900003", Word: smelter.Conformant, Programme: "RMAP"}, {Metal: cmrt.Tungsten, ID: "CID900005", Word: smelter.Conformant, Programme: "RMAP"}})
		s.year.Risks = []project.Risk{{Risk: "CID900001 is no longer conformant", Since: "2026-03-14", Role: "Director, Purchasing", Measure: "the supplier asks the smelter when it is assessed again", State: project.RiskMitigating, Deadline: "2026-09-01"}}
	},
	"american english": func(s *small) { s.registrant.English = project.American },
	"a demonstration":  func(s *small) { s.year.Demonstration = true },
}

// before gives the year one before it, of the same suppliers.
func (s *small) before(each func(cmrt.Declaration) cmrt.Declaration) {
	last, y := *s, *s.year
	y.Number, y.Oldest = 2024, "2023-12-31"
	y.Settings.CutOff = "2025-04-30"
	y.Outreach = slices.Clone(s.year.Outreach)
	for i := range y.Outreach {
		y.Outreach[i].Date = "2025" + y.Outreach[i].Date[4:]
	}
	last.year, last.sent = &y, nil
	for _, d := range s.sent {
		d.Company.EffectiveDate = "2025-02-02"
		last.sent = append(last.sent, each(d))
	}
	last.received()
	s.last = &last
}
