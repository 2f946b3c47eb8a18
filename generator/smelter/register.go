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
	entries map[string]*Entry // by facility ID; an ID belongs to one metal
	seen    map[string]map[RowSource]bool
}

// Add puts a resolved row in; other outcomes leave the register as it is.
func (g *Register) Add(res Resolution, source RowSource) {
	if res.Outcome != Resolved {
		return
	}
	if g.entries == nil {
		g.entries, g.seen = map[string]*Entry{}, map[string]map[RowSource]bool{}
	}
	e := g.entries[res.Facility.ID]
	if e == nil {
		e = &Entry{Facility: res.Facility, recycled: map[string]int{}}
		g.entries[res.Facility.ID] = e
	}
	if !g.seen[e.ID][source] {
		if g.seen[e.ID] == nil {
			g.seen[e.ID] = map[RowSource]bool{}
		}
		g.seen[e.ID][source] = true
		e.Sources = append(e.Sources, source)
		e.recycled[res.Row.Recycled]++
	}
}

// Entries gives the facilities by metal (in the order of cmrt.Metals), name and
// ID, with their statuses.
func (g *Register) Entries(c Conformance) []Entry {
	list := []Entry{}
	for _, e := range g.entries {
		out := *e
		out.Status, _ = c.Of(e.Metal, e.ID)
		out.Sources = slices.Clone(e.Sources)
		slices.SortFunc(out.Sources, func(a, b RowSource) int {
			return cmp.Or(cmp.Compare(a.Supplier, b.Supplier), cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row))
		})
		list = append(list, out)
	}
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(metalOrder(a.Metal), metalOrder(b.Metal)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func metalOrder(m cmrt.Metal) int { return slices.Index(cmrt.Metals, m) }
