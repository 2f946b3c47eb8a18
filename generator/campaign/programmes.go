package campaign

import (
	"cmp"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// ByProgramme is where suppliers stand by one of the programmes of a year.
type ByProgramme struct {
	Year   *project.Year // as the programme sees it
	States []State       // of the day, by id
}

// Templates are those that a letter is about, where that is not the CMRT alone: “EMRT”,
// “CMRT and EMRT”.
func (l Letter) Templates() string {
	if (l.Programme == "" || l.Programme == cmrt.Conflict) && len(l.Also) == 0 {
		return ""
	}
	return strings.Join(append([]string{l.Programme}, l.Also...), " and ")
}

// DueOfAll gives the letters that are due by all programmes of a year, the CMRT's first: at
// most one to a supplier a day. What asks for several templates at once, or reminds of
// them, is one letter; whatever else is due by another programme waits for another day. log
// are all messages of the year.
func DueOfAll(list []ByProgramme, log []tables.Outreach, day string) (due, blocked []Letter) {
	last := map[string]string{}
	for _, o := range log {
		if o.Date <= day && o.Kind != Reply {
			last[o.Supplier] = max(last[o.Supplier], o.Date)
		}
	}
	var all []State
	for _, p := range list {
		for i := range p.States {
			s := &p.States[i]
			s.Last = max(s.Last, last[s.Supplier.ID])
		}
		all = append(all, p.States...)
	}
	at := map[string]int{} // supplier → place in due
	stuck := map[string]bool{}
	for _, p := range list {
		own, held := dueBeside(p.Year, p.States, all, day)
		for _, l := range own {
			id := l.State.Supplier.ID
			i, taken := at[id]
			switch {
			case !taken:
				at[id], due = len(due), append(due, l)
			case due[i].Kind == l.Kind && (l.Kind == ToAsk || l.Kind == ToRemind):
				due[i].Also = append(due[i].Also, l.Programme)
			}
		}
		for _, l := range held {
			if id := l.State.Supplier.ID; !stuck[id] { // for the same reason by each programme
				stuck[id], blocked = true, append(blocked, l)
			}
		}
	}
	byID := func(a, b Letter) int { return cmp.Compare(a.State.Supplier.ID, b.State.Supplier.ID) }
	stable.Sort(due, byID)
	stable.Sort(blocked, byID)
	return due, blocked
}
