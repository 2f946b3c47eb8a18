package roster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Merge brings an export into the year's roster. last is the roster of the year
// before. Nothing is written.
func Merge(file string, data []byte, current, last []tables.Supplier, o Options) (Import, error) {
	for _, column := range o.Take {
		if !slices.Contains(Takeable, column) {
			return Import{}, fmt.Errorf("%q is no column that can be taken: %s", column, strings.Join(Takeable, ", "))
		}
	}
	e, err := readExport(file, data, o)
	if err != nil {
		return Import{}, err
	}
	m := &merger{export: e, o: o, last: last, roster: slices.Clone(current), known: len(current), here: indexOf(current), before: indexOf(last),
		of: map[string][]vendor{}, returning: map[string]bool{}, taken: map[string]bool{}, taxes: map[string][]string{}}
	for _, list := range [][]tables.Supplier{current, last} {
		for _, s := range list {
			m.taken[s.ID] = true
		}
	}
	for _, id := range o.Taken {
		m.taken[id] = true
	}
	if err := m.assign(); err != nil {
		return Import{}, err
	}
	for i := range m.roster {
		if list := m.of[m.roster[i].ID]; len(list) > 0 {
			m.update(&m.roster[i], list, i >= m.known && !m.returning[m.roster[i].ID])
		}
	}
	m.parents()
	m.shares()
	m.out.Roster, m.out.Vendors = m.roster, len(e.vendors)
	m.out.Problems, m.out.Notes = e.problems, e.notes
	m.compare()
	stable.Sort(m.out.Problems, func(a, b Problem) int { return a.Row - b.Row })
	return m.out, nil
}

// merger puts an export and rosters together.
type merger struct {
	*export
	o         Options
	last      []tables.Supplier
	roster    []tables.Supplier
	known     int                 // suppliers that were on the roster before
	here      *index              // of this roster
	before    *index              // of last year's
	of        map[string][]vendor // id → vendors
	returning map[string]bool     // ids
	taken     map[string]bool     // ids that no new supplier gets
	taxes     map[string][]string // tax number → ids
	out       Import
}

// update fills in what is blank and shows what differs.
func (m *merger) update(s *tables.Supplier, list []vendor, fresh bool) {
	v := list[0]
	for _, more := range list[1:] {
		m.combine(&v, more)
	}
	for _, one := range list {
		if one.number != "" && !hasNumber(*s, one.number) {
			s.Vendor = strings.TrimSpace(s.Vendor + " " + one.number)
			if !fresh {
				m.out.Filled = append(m.out.Filled, Difference{Supplier: s.ID, Column: keyVendor, There: one.number, Row: one.row, Taken: true})
			}
		}
	}
	scope, why, metals := m.decide(v)
	if fresh {
		s.InScope, s.Why, s.Metals = scope, why, metals
	}
	if v.metals != "" || s.Metals != "" { // what a rule expects is only a beginning
		metals = v.metals
	}
	for _, f := range []struct {
		column, there string
		here          *string
	}{{"name", v.name, &s.Name}, {"contact", v.contact, &s.Contact}, {"email", v.email, &s.Email}, {"language", v.language, &s.Language},
		{"metals", metals, &s.Metals}, {"contract_clause", v.clause, &s.ContractClause}, {"buyer", v.buyer, &s.Buyer}} {
		m.cell(s.ID, f.column, f.here, f.there, v.row, fresh)
	}
	if !fresh && len(m.o.Scope) > 0 && scope != s.InScope {
		d := Difference{Supplier: s.ID, Column: "in_scope", Here: s.InScope + " (" + s.Why + ")", There: scope + " (" + why + ")", Row: v.row, Taken: slices.Contains(m.o.Take, "in_scope")}
		if m.out.Differing = append(m.out.Differing, d); d.Taken {
			s.InScope, s.Why = scope, why
		}
	}
}

// cell fills in a blank cell; one that says otherwise changes only if its column was
// named.
func (m *merger) cell(id, column string, here *string, there string, row int, fresh bool) {
	switch d := (Difference{Supplier: id, Column: column, Here: *here, There: there, Row: row}); {
	case there == "" || *here == there:
	case *here == "" || fresh:
		if d.Taken, *here = true, there; !fresh {
			m.out.Filled = append(m.out.Filled, d)
		}
	default:
		if d.Taken = slices.Contains(m.o.Take, column); d.Taken {
			*here = there
		}
		m.out.Differing = append(m.out.Differing, d)
	}
}

// decide puts the rules of the year to a vendor.
func (m *merger) decide(v vendor) (scope, why, metals string) {
	for _, r := range m.o.Scope {
		if r.Fits(v.commodities, v.spend) && (r.MinSpend == 0 || m.spends) {
			return r.InScope, r.Why, r.Metals
		}
	}
	if len(m.o.Scope) == 0 {
		return "yes", "From purchasing; nobody has decided the scope yet.", ""
	}
	return "yes", "No rule of year.yaml decides this supplier: to be decided.", ""
}

// shares counts each supplier's part of all purchases. A supplier without purchases
// has none.
func (m *merger) shares() {
	given := m.export.shares && !m.spends
	if !given && (!m.spends || m.total <= 0) {
		return
	}
	for i := range m.roster {
		s, was := &m.roster[i], m.roster[i].SpendShare
		spend := 0.0
		s.SpendShare = ""
		for _, v := range m.of[s.ID] {
			if spend += max(v.spend, 0); given {
				s.SpendShare = v.share
			}
		}
		if !given {
			s.SpendShare = strconv.FormatFloat(100*spend/m.total, 'f', 2, 64)
		}
		if s.SpendShare != was && i < m.known {
			m.out.Shares++
		}
	}
}

// parents finds the suppliers that exports name as parents, by number, id or name.
func (m *merger) parents() {
	for i := range m.roster {
		s := &m.roster[i]
		for _, v := range m.of[s.ID] {
			if v.parent == "" {
				continue
			}
			above := m.find(v.parent)
			if above == "" {
				m.problem(v.row, keyParent, "%q is neither number, id nor name of a supplier on the roster, so no parent was taken.", v.parent)
			} else if above != s.ID && m.under(above, s.ID) {
				m.problem(v.row, keyParent, "%q is itself below %s, so no parent was taken: two suppliers cannot answer for each other.", v.parent, s.ID)
			} else if above != s.ID {
				m.cell(s.ID, "parent", &s.Parent, above, v.row, i >= m.known)
			}
		}
	}
}

// under tells whether a supplier's parents lead to another.
func (m *merger) under(id, other string) bool {
	for range m.roster {
		i, ok := m.here.byID[id]
		if !ok || m.roster[i].Parent == "" {
			return false
		}
		if id = m.roster[i].Parent; id == other {
			return true
		}
	}
	return false
}

// compare tells what the export has and a roster has not, and the reverse.
func (m *merger) compare() {
	for i, s := range m.roster {
		bought := len(m.of[s.ID]) > 0
		switch {
		case i < m.known && !bought:
			m.out.Gone = append(m.out.Gone, s)
		case i >= m.known && m.returning[s.ID]:
			m.out.Returning = append(m.out.Returning, s)
		case i >= m.known:
			m.out.New = append(m.out.New, s)
		}
		if _, on := m.before.byID[s.ID]; bought && len(m.last) > 0 && !on {
			m.out.NewSince = append(m.out.NewSince, s)
		}
	}
	for _, s := range m.last {
		if len(m.of[s.ID]) == 0 {
			m.out.GoneSince = append(m.out.GoneSince, s)
		}
	}
}
