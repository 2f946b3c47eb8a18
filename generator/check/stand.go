package check

import (
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
)

// Stand is what a declaration says of the origin of one metal, taken together.
type Stand struct {
	In       string // the metal is in the products: cmrt.Yes, cmrt.No, or "" where that is left open
	Declared bool   // some comes from a covered country
	RuledOut bool   // none comes from there, by a supplier that knows all its smelters, or by what settled its Yes
	Recycled bool   // all is recycled or scrap, by a supplier that knows all its smelters
}

// Stand weighs the answers about a metal. Who has not heard from all its suppliers, or
// does not know all smelters, can rule nothing out, whatever it answers.
func (b Workbook) Stand(m cmrt.Metal) Stand {
	d := b.Declaration
	is := func(key cmrt.Key, want string) bool {
		a, _ := d.Answer(key, m)
		return a.Answer == want
	}
	knows := func(key cmrt.Key, want string) bool {
		a, asked := d.Answer(key, m)
		return !asked || a.Answer == want
	}
	s := Stand{Declared: is(cmrt.CoveredCountries, cmrt.Yes)}
	switch {
	case d.InScope(m):
		s.In = cmrt.Yes
	case is(cmrt.Added, cmrt.No) || is(cmrt.Necessary, cmrt.No):
		s.In = cmrt.No
	}
	if s.In == cmrt.No {
		for range b.Entries.Of(m) {
			s.In = "" // it names smelters for a metal that it says it does not use
			break
		}
	}
	complete := knows(cmrt.ResponseShare, "100%") && knows(cmrt.SmeltersIdentified, cmrt.Yes)
	s.RuledOut = complete && (is(cmrt.CoveredCountries, cmrt.No) || s.Declared && b.settled(FlagDeclared, m))
	// 2.x asks whether the metal comes from a recycler, not whether all of it does.
	_, wholly := d.Answer(cmrt.SmeltersReported, m)
	s.Recycled = complete && wholly && is(cmrt.Recycled, cmrt.Yes)
	return s
}

// settled tells whether a decision settled the red flags of a kind for a metal.
func (b Workbook) settled(rule string, m cmrt.Metal) bool {
	return slices.ContainsFunc(b.Flags, func(f Flag) bool {
		return f.Rule == rule && f.Metal == m && f.State.Word == FlagSettled
	})
}

// RowStand is what a row of a Smelter List leaves open of origin. What speaks for a
// covered country is a Flag.
type RowStand struct {
	Doubtful bool // names a mine nobody can place, or members' data speak against it
	Unknown  bool // leads to no known smelter
}

// RowStand weighs a row. That a person rejected its name does not take back what it
// says of a mine, and the smelter behind it is still not known.
func (e Entry) RowStand(y *project.Year) RowStand {
	s := RowStand{Doubtful: e.Doubtful, Unknown: e.Outcome != smelter.Resolved}
	if e.Outcome == smelter.Resolved {
		f, _ := y.Directory.Facility(e.ID)
		status, _ := y.Conformance.Of(f.Metal, e.ID)
		s.Doubtful = s.Doubtful || status.MayBeCovered() && !status.SourcesFromCovered()
	}
	return s
}
