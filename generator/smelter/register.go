package smelter

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
)

// Entry is one facility of the register with what stands behind it.
type Entry struct {
	Facility
	Status Status // zero where the snapshot is silent

	rows     []namedIn
	files    []file
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

// Sources gives the rows that name the facility, by supplier, file and row.
func (e Entry) Sources() []RowSource {
	list := make([]RowSource, len(e.rows))
	for i, r := range e.rows {
		list[i] = RowSource{e.files[r.file].supplier, e.files[r.file].name, int(r.row)}
	}
	return list
}

// Suppliers counts the different suppliers behind an entry.
func (e Entry) Suppliers() (n int) {
	last := -1
	for i, r := range e.rows { // by supplier
		if i == 0 || e.files[r.file].supplier != e.files[last].supplier {
			n++
		}
		last = int(r.file)
	}
	return n
}

// Register collects facilities from resolved rows. The zero Register is empty and
// ready.
type Register struct {
	facilities map[string]*named // by facility ID; an ID belongs to one metal
	files      []file
	numbers    map[file]uint32 // of the files
	answers    []string        // to “all feed is recycled or scrap”
}

// file is a workbook of a supplier.
type file struct{ supplier, name string }

// named is a facility with the rows that name it.
type named struct {
	Facility
	rows []namedIn
}

// namedIn is a row, with file and answer by their numbers: 10,000 suppliers name two
// million.
type namedIn struct {
	file   uint32
	row    int32
	answer uint8
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
	from := file{source.Supplier, source.File}
	number := uint32(len(g.files) - 1)
	if len(g.files) == 0 || g.files[number] != from {
		known := false
		if number, known = g.numbers[from]; !known {
			if g.numbers == nil {
				g.numbers = map[file]uint32{}
			}
			number = uint32(len(g.files))
			g.files, g.numbers[from] = append(g.files, from), number
		}
	}
	answer := slices.Index(g.answers, recycled)
	if answer < 0 {
		answer, g.answers = len(g.answers), append(g.answers, recycled)
	}
	n.rows = append(n.rows, namedIn{number, int32(source.Row), uint8(answer)})
}

// Entries gives the facilities by metal (in the order of cmrt.KnownMinerals), name and
// ID, with their statuses.
func (g *Register) Entries(c Conformance) []Entry {
	list := []Entry{}
	for _, n := range g.facilities {
		out := Entry{Facility: n.Facility, recycled: map[string]int{}}
		out.Status, _ = c.Of(n.Metal, n.ID)
		stable.Sort(n.rows, func(a, b namedIn) int {
			return cmp.Or(cmp.Compare(g.files[a.file].supplier, g.files[b.file].supplier), cmp.Compare(g.files[a.file].name, g.files[b.file].name), cmp.Compare(a.row, b.row))
		})
		out.rows = slices.CompactFunc(n.rows, func(a, b namedIn) bool { return a.file == b.file && a.row == b.row })
		out.files = g.files
		for _, r := range out.rows {
			out.recycled[g.answers[r.answer]]++
		}
		list = append(list, out)
	}
	stable.Sort(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(metalOrder(a.Metal), metalOrder(b.Metal)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func metalOrder(m cmrt.Metal) int { return cmrt.MineralOrder(m) }
