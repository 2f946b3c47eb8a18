package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// edition is what the registries say in one year: the directory that the
// templates carry, and the conformance list.
type edition struct {
	year       int
	facilities []*facility // as of this year, by ID
	removed    []*facility // stood in an earlier edition
	names      []listed    // the rows of the look-up
	rowOf      map[string]int
}

// listed is one row of the look-up; without a facility it is one of the two
// special values.
type listed struct {
	metal    cmrt.Metal
	alias    string
	facility *facility
}

// date is the day of both snapshots: seven weeks before the cut-off.
func (e *edition) date() string { return fmt.Sprintf("%d-03-14", e.year+1) }

func newEdition(pool []*facility, number, index int) *edition {
	e := &edition{year: number, rowOf: map[string]int{}}
	for _, f := range pool {
		switch {
		case f.since > index:
		case f.until > 0 && f.until <= index:
			e.removed = append(e.removed, f)
		default:
			e.facilities = append(e.facilities, f.in(index))
		}
	}
	e.list()
	return e
}

// in is the facility as it stands in a year.
func (f *facility) in(index int) *facility {
	now := *f
	now.aliases = slices.Clone(f.aliases)
	if f.renamed > 0 && f.renamed <= index {
		now.name, now.aliases = f.newName, append(now.aliases, f.name)
	}
	if f.changed > 0 && f.changed <= index {
		now.standing = (f.standing + 1) % (absent + 1)
	}
	return &now
}

// list lays out the look-up: by metal and name, the special values last.
func (e *edition) list() {
	for _, s := range shareOf {
		var rows []listed
		taken := map[string]bool{}
		for _, f := range e.facilities {
			for _, alias := range append([]string{f.name}, f.aliases...) {
				if key := strings.ToLower(alias); f.metal == s.metal && !taken[key] {
					taken[key] = true
					rows = append(rows, listed{f.metal, alias, f})
				}
			}
		}
		stable.Sort(rows, func(a, b listed) int { return cmp.Compare(strings.ToLower(a.alias), strings.ToLower(b.alias)) })
		rows = append(rows, listed{s.metal, cmrt.NotListed, nil}, listed{s.metal, cmrt.NotYetIdentified, nil})
		e.names = append(e.names, rows...)
	}
	for i, l := range e.names {
		e.rowOf[title(l.metal)+l.alias] = lookupFirst + i
	}
}

// good are the facilities of a metal that nobody would ask a supplier about.
func (e *edition) good(metal cmrt.Metal) []*facility {
	return e.those(metal, func(f *facility) bool { return f.standing == conformant || f.standing == active })
}

func (e *edition) those(metal cmrt.Metal, want func(*facility) bool) []*facility {
	var list []*facility
	for _, f := range e.facilities {
		if f.metal == metal && want(f) {
			list = append(list, f)
		}
	}
	return list
}

// directory is the snapshot of the directory.
func (e *edition) directory() []tables.DirectoryRow {
	var rows []tables.DirectoryRow
	for _, l := range e.names {
		if f := l.facility; f != nil {
			rows = append(rows, tables.DirectoryRow{Metal: string(l.metal), Name: l.alias, SmelterID: f.id, StandardName: f.name,
				Country: f.place.country, CountryCode: f.place.code, State: f.place.state, City: f.city})
		}
	}
	return rows
}

// invented is the source of every status.
const invented = "invented for the demonstration"

// conformance is the snapshot of who passed an audit.
func (e *edition) conformance() []tables.ConformanceRow {
	var rows []tables.ConformanceRow
	for _, f := range e.facilities {
		row := tables.ConformanceRow{Metal: string(f.metal), SmelterID: f.id, Status: "conformant", Programme: f.programme, CycleYears: fmt.Sprint(f.cycle), Source: invented}
		last := e.year - (e.year+f.phase)%f.cycle
		switch f.standing {
		case absent:
			continue
		case active:
			rows = append(rows, tables.ConformanceRow{Metal: row.Metal, SmelterID: f.id, Status: "active", Programme: f.programme, Source: invented})
			continue
		case overdue:
			last = e.year - f.cycle // due within the year, so past at the cut-off
		}
		row.LastAudit = fmt.Sprintf("%d-%02d-15", last, f.month)
		row.ReauditDue = fmt.Sprintf("%d-%02d-15", last+f.cycle, f.month)
		rows = append(rows, row)
	}
	return rows
}
