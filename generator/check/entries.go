package check

import (
	"iter"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// Entry is what counts of a row of a Smelter List.
type Entry struct {
	Row      int32
	Metal    cmrt.Metal
	Outcome  smelter.Outcome
	ID       string // the facility; "" unless resolved
	Recycled string // all feed is recycled or scrap: yes, no, unknown or ""
	Mine     bool   // names a mine, or the country of one
	Doubtful bool   // names a mine of which nobody can say that it is in no covered country
}

// Entries are what counts of a Smelter List, packed: a year of 10,000 suppliers has
// millions, all in memory at once.
type Entries []packed

type packed struct {
	ID                      string
	Row                     int32
	Metal, Outcome, Recycle int8 // where they stand in the lists below
	Marks                   int8
}

// OtherMineral stands for a mineral that a supplier named in an AMRT and no template lists.
const OtherMineral cmrt.Metal = "another mineral"

var (
	entryMetals   = append(append([]cmrt.Metal{""}, cmrt.KnownMinerals()...), OtherMineral)
	entryOutcomes = []smelter.Outcome{smelter.Resolved, smelter.Ambiguous, smelter.UnknownName, smelter.Contradictory, smelter.NotListed, smelter.NotIdentified, smelter.Rejected}
	entryRecycled = []string{"", cmrt.Yes, cmrt.No, cmrt.Unknown}
)

const (
	markMine = 1 << iota
	markDoubtful
)

func pack(e Entry) packed {
	if e.Metal != "" && !cmrt.IsMineral(e.Metal) {
		e.Metal = OtherMineral
	}
	p := packed{ID: e.ID, Row: e.Row, Metal: int8(slices.Index(entryMetals, e.Metal)),
		Outcome: int8(slices.Index(entryOutcomes, e.Outcome)), Recycle: int8(slices.Index(entryRecycled, e.Recycled))}
	if e.Mine {
		p.Marks |= markMine
	}
	if e.Doubtful {
		p.Marks |= markDoubtful
	}
	return p
}

// At gives an entry by its number, from 0.
func (list Entries) At(i int) Entry {
	p := &list[i]
	return Entry{Row: p.Row, Metal: entryMetals[p.Metal], Outcome: entryOutcomes[p.Outcome], ID: p.ID, Recycled: entryRecycled[p.Recycle],
		Mine: p.Marks&markMine != 0, Doubtful: p.Marks&markDoubtful != 0}
}

// All gives the entries in the order of their rows.
func (list Entries) All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := range list {
			if !yield(list.At(i)) {
				return
			}
		}
	}
}

// Of gives the entries of a metal, in the order of their rows.
func (list Entries) Of(m cmrt.Metal) iter.Seq[Entry] {
	metal := int8(slices.Index(entryMetals, m))
	return func(yield func(Entry) bool) {
		for i := range list {
			if list[i].Metal == metal && !yield(list.At(i)) {
				return
			}
		}
	}
}

// Any tells whether one of the entries is as asked for.
func (list Entries) Any(is func(Entry) bool) bool {
	for e := range list.All() {
		if is(e) {
			return true
		}
	}
	return false
}
