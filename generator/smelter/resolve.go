package smelter

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/text"
)

// Outcome says what became of a supplier's row.
type Outcome string

const (
	Resolved      Outcome = "resolved"       // one facility
	Ambiguous     Outcome = "ambiguous"      // several fit and nothing decides
	UnknownName   Outcome = "unknown"        // nothing fits
	Contradictory Outcome = "contradictory"  // the ID says one facility, name or metal another
	NotListed     Outcome = "not-listed"     // the supplier chose "Smelter not listed"
	NotIdentified Outcome = "not-identified" // the supplier chose "Smelter not yet identified", or typed its like
	Rejected      Outcome = "rejected"       // a decision says that this is no smelter
)

// Resolution is the outcome for one row. Facility is set when, and only when, the
// outcome is Resolved.
type Resolution struct {
	Row      cmrt.SmelterRow
	Outcome  Outcome
	Facility Facility
	Decided  bool   // a recorded decision settled the row
	How      string // what decided, for people: "ID", "name", "decision of 2026-04-02"
	// Translated says that the row's number is an old one and a translation knows it.
	Translated bool
	// Sure is how sure a resolved row is, 0 to 1: 1 by ID, by a name that the
	// directory holds or by decision, else how much the name resembles one.
	Sure float64
	// Nearest are up to three facilities of the metal that an unresolved row's
	// name resembles, the nearest first. They are for people to choose from.
	Nearest []Near
}

// SureText is how sure a resolved row is, with two places; "" for any other.
func (r Resolution) SureText() string {
	if r.Outcome != Resolved {
		return ""
	}
	return hundredths(r.Sure)
}

// NameDecision is a recorded judgment about a name or number as typed.
type NameDecision struct {
	Supplier string // "": whoever typed it
	Metal    cmrt.Metal
	Raw      string // as typed: a name or a number
	ID       string // the facility; "": rejected, it is no smelter
	Date     string
}

// Resolver resolves rows against one directory. The zero Resolver knows nothing
// and says so. Many may use one Resolver at a time.
type Resolver struct {
	Directory   Directory
	Decisions   []NameDecision
	Translation Translation // of numbers of template versions 2.x

	bounds   bounds    // of similar names; zero: as tuned
	searched *searched // nil: there is no bound
}

// Resolve matches one row. Decisions come first, then the ID, then the name; a
// name decides only if it fits one facility of the row's metal.
func (r Resolver) Resolve(supplier string, row cmrt.SmelterRow) Resolution {
	res := Resolution{Row: row}
	if done := r.decided(supplier, row, &res); done {
		return res
	}
	special := foldName(row.Lookup)
	switch {
	case special == foldName(cmrt.NotYetIdentified) || special == "" && foldName(row.Name) == foldName(cmrt.NotYetIdentified):
		res.Outcome, res.How = NotIdentified, "chosen by the supplier"
	case rowID(row) != "":
		r.byID(row, &res)
	case unidentified(row.Lookup), (special == "" || special == foldName(cmrt.NotListed)) && unidentified(row.Name):
		res.Outcome, res.How = NotIdentified, "typed by the supplier"
	default:
		r.byName(row, &res)
		if res.Outcome == UnknownName && special == foldName(cmrt.NotListed) {
			res.Outcome, res.How = NotListed, "chosen by the supplier"
		}
	}
	return res
}

// rowID is the row's number: as calculated, else as typed; also one that was entered in
// the place of the name.
func rowID(row cmrt.SmelterRow) string {
	for _, typed := range []string{row.ID, row.IDTyped} {
		if typed != "" {
			return Number(typed)
		}
	}
	for _, name := range []string{row.Lookup, row.Name} {
		if id := Number(name); WellFormed(id) {
			return id
		}
	}
	return ""
}

// Names are the texts by which a row names its smelter, the look-up's first.
func Names(row cmrt.SmelterRow) []string {
	var names []string
	for _, n := range []string{row.StandardName, row.Lookup, row.Name} {
		const twice = 2 * len(cmrt.NotListed) // what is longer is something else, and is not compared for nothing
		if n != "" && (len(n) > twice || foldName(n) != foldName(cmrt.NotListed)) {
			names = append(names, n)
		}
	}
	return names
}

func (r Resolver) decided(supplier string, row cmrt.SmelterRow, res *Resolution) bool {
	r.Directory.asked.noteRow(row)
	d := r.mostSpecific(supplier, row)
	if d == nil {
		return false
	}
	res.How, res.Decided = "decision of "+d.Date, true
	f, known := r.Directory.Facility(d.ID)
	switch {
	case d.ID == "":
		res.Outcome = Rejected
	case !known || f.Metal != row.Metal:
		res.Outcome, res.Decided = UnknownName, false // it settled nothing
		res.How += fmt.Sprintf(", but the directory has no %s for %s", d.ID, row.Metal)
	default:
		res.Outcome, res.Facility, res.Sure = Resolved, f, 1
	}
	return true
}

// mostSpecific gives the decision that judged a row, nil for none: those for one
// supplier come before those for any, and of these those for one metal first;
// otherwise the first counts.
func (r Resolver) mostSpecific(supplier string, row cmrt.SmelterRow) (best *NameDecision) {
	weight := func(d *NameDecision) int {
		switch {
		case d.Supplier != "":
			return 0
		case d.Metal != "":
			return 1
		}
		return 2
	}
	for i := range r.Decisions {
		if d := &r.Decisions[i]; (best == nil || weight(d) < weight(best)) && d.Applies(supplier, row) {
			best = d
		}
	}
	return best
}

// Applies tells whether a decision judged this row: the same supplier and metal,
// and its raw value stands in the row as number or name.
func (d NameDecision) Applies(supplier string, row cmrt.SmelterRow) bool {
	if d.Supplier != "" && d.Supplier != supplier || d.Metal != "" && d.Metal != row.Metal {
		return false
	}
	for _, typed := range typedIn(row) {
		if typed != "" && text.Line(typed) == text.Line(d.Raw) {
			return true
		}
	}
	return false
}

// byID resolves a row that has a number. An old number that no translation knows
// leaves the row to its name.
func (r Resolver) byID(row cmrt.SmelterRow, res *Resolution) {
	id, how := rowID(row), "ID"
	if WellFormedOld(id) {
		now, ok := r.Translation.Of(id)
		switch metal := oldMetal(id); {
		case row.Metal != "" && metal != row.Metal:
			res.Outcome, res.How = Contradictory, fmt.Sprintf("%s is an old number of a %s facility", id, metal)
			return
		case !ok:
			r.byName(row, res)
			res.How += fmt.Sprintf(" (the old number %s has no translation)", id)
			return
		}
		id, how, res.Translated = now, "translated number "+id, true
	}
	f, known := r.Directory.Facility(id)
	switch {
	case !known:
		res.Outcome, res.How = UnknownName, "the directory has no "+id
		if id != rowID(row) {
			res.How += ", which replaced " + rowID(row)
		}
		res.Nearest = r.nearest(row)
	case row.Metal != "" && row.Metal != f.Metal:
		res.Outcome, res.How = Contradictory, fmt.Sprintf("%s is a %s facility", f.ID, f.Metal)
	default:
		res.Outcome, res.Facility, res.How, res.Sure = Resolved, f, how, 1
		for _, name := range Names(row) {
			if other := r.another(f, name); other != nil {
				*res = Resolution{Row: row, Translated: res.Translated, Outcome: Contradictory, How: fmt.Sprintf("%s is %s, but %q is %s", f.ID, f.Name, name, other.ID)}
				return
			}
		}
	}
}

// another gives the facility to which a name belongs beyond doubt where that is
// not f. A name that nobody knows, or that resembles one of f's, says nothing
// against it.
func (r Resolver) another(f Facility, name string) *Facility {
	if fits := r.Directory.Named(f.Metal, name); len(fits) > 0 {
		if contains(fits, f.ID) {
			return nil
		}
		return &fits[0]
	}
	near := r.near(f.Metal, name)
	if len(near) == 0 || near[0].Score < contradicts {
		return nil
	}
	for _, n := range near {
		if n.ID == f.ID && n.Score > far {
			return nil
		}
	}
	return &near[0].Facility
}

// byName resolves a row by its names. The one that fits best decides; another
// that fits as well, or that the directory holds, must not say otherwise.
func (r Resolver) byName(row cmrt.SmelterRow, res *Resolution) {
	res.Outcome, res.How = UnknownName, "no name that the directory knows"
	var chosen, open *match // the name that decides, and one that fits several
	for _, name := range Names(row) {
		m := r.match(row.Metal, name, row.Country)
		switch {
		case len(m.fits) == 0:
			if m.how != "" {
				res.How = m.how
			}
		case len(m.fits) > 1:
			if open == nil || m.closeness < open.closeness {
				open = &m
			}
		case chosen == nil || m.closeness < chosen.closeness && chosen.closeness == similar:
			chosen = &m
		case m.fits[0].ID != chosen.fits[0].ID && (m.closeness < similar || chosen.closeness == similar):
			res.Outcome, res.How = Contradictory, fmt.Sprintf("the row's names belong to %s and to %s", chosen.fits[0].ID, m.fits[0].ID)
			return
		}
	}
	switch {
	case chosen != nil && open != nil && !contains(open.fits, chosen.fits[0].ID) && open.closeness < similar:
		res.Outcome, res.How = Contradictory, fmt.Sprintf("%q belongs to %s, but %q does not", chosen.name, chosen.fits[0].ID, open.name)
	case chosen != nil:
		res.Outcome, res.Facility, res.How, res.Sure = Resolved, chosen.fits[0], chosen.how, chosen.score
	case open != nil:
		res.Outcome, res.How = Ambiguous, fmt.Sprintf("%q fits several facilities", open.name)
		for _, f := range open.fits[:min(len(open.fits), mostNear)] {
			res.Nearest = append(res.Nearest, Near{Facility: f, Match: f.Name, Score: open.score})
		}
	default:
		res.Nearest = r.nearest(row)
	}
}

// mostNear is how many facilities an unresolved row is given to choose from.
const mostNear = 3

// nearest gives the facilities that a row's names resemble.
func (r Resolver) nearest(row cmrt.SmelterRow) []Near {
	var list []Near
	for _, name := range Names(row) {
		list = append(list, r.near(row.Metal, name)...)
	}
	for _, name := range Names(row) { // one word of a long name resembles it little as a whole
		if !r.Exhausted() {
			list = append(list, r.Directory.Holding(row.Metal, name)...)
		}
	}
	stable.Sort(list, nearer)
	seen := map[string]bool{}
	list = slices.DeleteFunc(list, func(n Near) bool { again := seen[n.ID]; seen[n.ID] = true; return again })
	return list[:min(len(list), mostNear)]
}
