package smelter

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Entry is one facility of the register with what stands behind it.
type Entry struct {
	Facility
	Status  Status // zero where the snapshot is silent
	Sources []RowSource

	recycled map[string]int // answers to “all feed is recycled or scrap”
}

// RowSource is one supplier's row that names the facility. Internal: it never
// reaches public output.
type RowSource struct {
	Supplier string
	File     string
	Row      int
}

// RecycledOnly is yes where every row that names the facility says that all its
// feed is recycled or scrap, no where one says otherwise, else "".
func (e Entry) RecycledOnly() string {
	switch {
	case e.recycled[cmrt.No] > 0:
		return cmrt.No
	case e.recycled[cmrt.Yes] > 0 && len(e.recycled) == 1:
		return cmrt.Yes
	}
	return ""
}

// Suppliers counts the different suppliers behind an entry.
func (e Entry) Suppliers() int {
	seen := map[string]bool{}
	for _, s := range e.Sources {
		seen[s.Supplier] = true
	}
	return len(seen)
}

// Register collects facilities from resolved rows. The zero Register is empty and
// ready.
type Register struct {
	facilities map[string]*named // by facility ID; an ID belongs to one metal
}

// named is a facility with the rows that name it.
type named struct {
	Facility
	rows []namedIn
}

type namedIn struct {
	RowSource
	recycled string
}

// Add puts a row in that names a facility; the same row again changes nothing. recycled
// is its answer to whether all feed is recycled or scrap.
func (g *Register) Add(f Facility, recycled string, source RowSource) {
	if g.facilities == nil {
		g.facilities = map[string]*named{}
	}
	n := g.facilities[f.ID]
	if n == nil {
		n = &named{Facility: f}
		g.facilities[f.ID] = n
	}
	n.rows = append(n.rows, namedIn{source, recycled})
}

// Entries gives the facilities by metal (in the order of cmrt.Metals), name and
// ID, with their statuses.
func (g *Register) Entries(c Conformance) []Entry {
	list := []Entry{}
	for _, n := range g.facilities {
		out := Entry{Facility: n.Facility, recycled: map[string]int{}}
		out.Status, _ = c.Of(n.Metal, n.ID)
		slices.SortFunc(n.rows, func(a, b namedIn) int {
			return cmp.Or(cmp.Compare(a.Supplier, b.Supplier), cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row))
		})
		n.rows = slices.CompactFunc(n.rows, func(a, b namedIn) bool { return a.RowSource == b.RowSource })
		out.Sources = make([]RowSource, len(n.rows))
		for i, r := range n.rows {
			out.Sources[i] = r.RowSource
			out.recycled[r.recycled]++
		}
		list = append(list, out)
	}
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(metalOrder(a.Metal), metalOrder(b.Metal)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func metalOrder(m cmrt.Metal) int { return slices.Index(cmrt.Metals, m) }
