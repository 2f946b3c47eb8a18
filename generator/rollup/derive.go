package rollup

import (
	"fmt"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Input is what a roll-up is made from: the year as the report has it.
type Input struct {
	Year      *project.Year
	Settings  project.Rollup
	Books     []check.Workbook // all, with their verdicts
	Accepted  []check.Workbook // from which the report's smelters come
	Responses []tables.Response
	Register  []smelter.Entry
	Parts     []tables.Part
	Open      func(file string) check.Whole // a workbook with its rows
	Outcomes  map[cmrt.Metal]string         // of the inquiry
	AsOf      string                        // the day of the figures, YYYY-MM-DD: never one to come

	// Form is the template that is answered, which says what is asked of which minerals: a
	// layout of the year's programme, the newest unless somebody brings another.
	Form cmrt.Layout

	// Only are the suppliers behind the products that are asked about, Missing the parts of
	// them of which no supplier is known, and Subject names the products; nil for the whole
	// company.
	Only    map[string]bool
	Missing []string
	Subject string
}

// Of takes the input from a year.
func Of(y *season.Year, settings project.Rollup) (Input, error) {
	review, err := y.Review()
	if err != nil {
		return Input{}, err
	}
	responses, err := y.Responses()
	if err != nil {
		return Input{}, err
	}
	q, err := y.Inquiry()
	if err != nil {
		return Input{}, err
	}
	in := Input{Year: y.Year, Settings: settings, Books: review.Workbooks, Accepted: q.Accepted(), Responses: responses, Register: q.Register, Open: y.Open, Outcomes: map[cmrt.Metal]string{}, AsOf: q.AsOf, Form: cmrt.Newest(y.Asks())}
	if in.Settings.EffectiveDate == "" && q.AsOf != y.Oldest { // that would be the day of nothing
		in.Settings.EffectiveDate = q.AsOf
	}
	if y.Asks() == cmrt.Conflict { // the outcome of Form SD is about these alone
		for _, m := range cmrt.Metals {
			in.Outcomes[m] = q.Outcome(m)
		}
	}
	return in, nil
}

// Derive makes the company's declaration.
func Derive(in Input) Rollup {
	r := deriver{Input: in, accepted: map[string][]*check.Workbook{}, said: map[string][]*check.Workbook{}, taken: map[string]bool{}}
	r.out = Rollup{Settings: in.Settings, Subject: in.Subject, Demonstration: in.Year.Demonstration, Findings: []finding.Finding{}}
	for _, row := range in.Responses {
		if row.InScope == "yes" && r.asked(row.Supplier) {
			r.suppliers = append(r.suppliers, row.Supplier)
			r.taken[row.Supplier] = row.Stage == string(campaign.Taken)
		}
	}
	slices.Sort(r.suppliers)
	for i := range in.Accepted {
		r.accepted[in.Accepted[i].Supplier] = append(r.accepted[in.Accepted[i].Supplier], &in.Accepted[i])
	}
	for i := range in.Books {
		if b := &in.Books[i]; b.Declaration.Readable() {
			r.said[b.Supplier] = append(r.said[b.Supplier], b)
		}
	}
	r.parents()
	r.minerals()
	r.scopes()
	for _, part := range in.Missing {
		r.out.find(partWithoutSupplier, cmrt.SheetProducts, "", "", "No supplier is known of the part %s.", part)
	}
	r.list()
	answers := map[cmrt.Key][]Answer{}
	for _, m := range r.out.Minerals {
		for _, a := range r.metal(m) {
			answers[a.Key] = append(answers[a.Key], a)
		}
	}
	for _, q := range r.Form.Questions {
		r.out.Answers = append(r.out.Answers, answers[q.Key]...)
	}
	r.company()
	return r.out
}

type deriver struct {
	Input
	out       Rollup
	suppliers []string                     // in scope, sorted
	accepted  map[string][]*check.Workbook // supplier → accepted declarations
	said      map[string][]*check.Workbook // supplier → declarations that could be read
	taken     map[string]bool              // suppliers whose declaration was accepted
	roster    map[string]tables.Supplier
	partial   map[string]bool // suppliers whose declarations do not cover all that is bought from them
}

// asked tells whether a supplier stands behind the products that are asked about.
func (r *deriver) asked(supplier string) bool { return r.Only == nil || r.Only[supplier] }

// parents lets the declarations of a supplier that answers for others stand for them,
// where the campaign took them for that.
func (r *deriver) parents() {
	r.roster = map[string]tables.Supplier{}
	for _, s := range r.Year.Roster {
		r.roster[s.ID] = s
	}
	for _, id := range r.suppliers {
		if parent := r.roster[id].Parent; parent != "" && r.taken[id] && len(r.accepted[id]) == 0 {
			r.accepted[id] = r.accepted[parent]
		}
	}
}

// of gives the suppliers of a list of which something is true of one of their accepted
// declarations.
func (r *deriver) of(list []string, is func(*check.Workbook) bool) []string {
	found := []string{}
	for _, id := range list {
		if slices.ContainsFunc(r.accepted[id], is) {
			found = append(found, id)
		}
	}
	return found
}

// list makes the Smelter List from the register.
func (r *deriver) list() {
	for _, e := range r.Register {
		if !r.about(e.Metal) {
			continue
		}
		behind := map[string]bool{}
		for _, s := range e.Sources() {
			if r.asked(s.Supplier) {
				behind[s.Supplier] = true
			}
		}
		if len(behind) == 0 {
			continue
		}
		recycled := ""
		if r.Only == nil {
			recycled = e.RecycledOnly()
		}
		if recycled != cmrt.Yes {
			recycled = "" // rows that say otherwise, or nothing, say nothing of the facility
		}
		r.out.Smelters = append(r.out.Smelters, Smelter{Metal: e.Metal, ID: e.ID, Name: e.Name, Country: e.Country, Code: e.CountryCode,
			City: e.City, State: e.State, Recycled: recycled, Behind: len(behind)})
	}
	r.notListed()
	unknown := map[cmrt.Metal]map[string]bool{}
	for supplier, books := range r.accepted {
		for _, b := range books {
			for e := range b.Entries.All() {
				if e.Outcome == smelter.NotIdentified && r.about(e.Metal) && r.asked(supplier) {
					if unknown[e.Metal] == nil {
						unknown[e.Metal] = map[string]bool{}
					}
					unknown[e.Metal][supplier] = true
				}
			}
		}
	}
	for _, m := range slices.Sorted(maps.Keys(unknown)) {
		r.out.Smelters = append(r.out.Smelters, Smelter{Metal: m, Unknown: true, Behind: len(unknown[m])})
	}
	r.order()
}

// order sorts by metal; within one, listed and named smelters as they are, unknown last.
func (r *deriver) order() {
	stable.Sort(r.out.Smelters, func(a, b Smelter) int {
		if by := slices.Index(r.out.Minerals, a.Metal) - slices.Index(r.out.Minerals, b.Metal); by != 0 {
			return by
		}
		switch {
		case a.Unknown == b.Unknown:
			return 0
		case a.Unknown:
			return 1
		}
		return -1
	})
}

// notListed adds the smelters without a number that a person decided to report, if a
// supplier names them.
func (r *deriver) notListed() {
	for i, n := range r.Settings.NotListed {
		if !r.about(n.Metal) {
			continue
		}
		behind := map[string]bool{}
		for supplier, books := range r.accepted {
			if !r.asked(supplier) {
				continue
			}
			for _, b := range books {
				for _, res := range b.Open {
					if reports(n, res.Row) {
						behind[supplier] = true
					}
				}
			}
		}
		if len(behind) == 0 {
			if r.Only == nil {
				r.out.find(notListedUnknown, "", fmt.Sprint(i+1), n.Metal, "%s (%s, %s) stands in no accepted declaration.", n.Name, n.Metal, n.Country)
			}
			continue
		}
		r.out.Smelters = append(r.out.Smelters, Smelter{Metal: n.Metal, Name: n.Name, Country: n.Country, Code: smelter.CountryCode(n.Country), Behind: len(behind)})
	}
}
