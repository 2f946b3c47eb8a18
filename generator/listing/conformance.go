package listing

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

var (
	errAllPublic = errors.New("what a snapshot holds is published, except sourcing countries: a list that members may not share cannot be imported")
	errNoLicence = errors.New("the list names sourcing countries: say --licence public if its terms let anybody publish them, --licence member-only otherwise, and they stay internal")
)

// conformance takes a list of statuses: each row with the one that it says, or all
// with the one that the list as such stands for.
func (l *List) conformance(c *columns, o Options) error {
	switch {
	case c.has(keySourcing) && o.Licence == "":
		return errNoLicence
	case !c.has(keySourcing) && o.Licence == smelter.MemberOnly:
		return errAllPublic
	}
	for _, p := range c.parts {
		if err := c.rated(p, o.Kind, l.Imported); err != nil {
			return err
		}
	}
	list, err := c.entries()
	if err != nil {
		return err
	}
	days := datesOf(list, c.date1904, keyLastAudit, keyDue)
	first := map[string]int{} // ID → place in the list
	at := map[string]entry{}
	said := newTally()
	for _, e := range list {
		r, err := l.rowOf(e, o, days)
		if err != nil {
			return err
		}
		if before, twice := first[e.id]; twice {
			if err := join(&l.Conformance[before], r); err != nil {
				return e.fail("%s %w, first in %srow %d", e.id, err, c.of(at[e.id].part), at[e.id].number)
			}
			continue
		}
		first[e.id], at[e.id] = len(l.Conformance), e
		said.add(e, r)
		l.Conformance = append(l.Conformance, r)
	}
	l.Notes = append(l.Notes, said.notes(o.Kind)...)
	if o.Programme == "" && !c.has(keyProgramme) {
		l.Notes = append(l.Notes, "The list does not say which programme assessed a facility, so that stays blank; --programme RMAP fills it.")
	}
	sortStatuses(l.Conformance)
	_, err = tables.ConformanceOf(smelter.Source{}, l.Conformance)
	return err
}

// rowOf makes the row of the snapshot.
func (l *List) rowOf(e entry, o Options, days *dates) (r tables.ConformanceRow, err error) {
	r = tables.ConformanceRow{Metal: string(e.metal), SmelterID: e.id, Programme: cmp.Or(programme(e.text(keyProgramme)), o.Programme)}
	r.Status, r.StatusFrom = e.status(o.Kind, l.AsOf)
	if r.Listed, err = e.listed(); err != nil {
		return r, e.fail("%s: %w", e.id, err)
	}
	if r.ReauditInProgress, err = inProgress(e.text(keyInProgress)); err != nil {
		l.note("%q does not say whether the next audit of %s has begun; it is kept as typed and counts as nothing.", e.text(keyInProgress), e.id)
	}
	if err := l.audits(&r, e, days); err != nil {
		return r, err
	}
	if r.SourcingCountries, err = countryCodes(e.text(keySourcing)); err != nil {
		return r, e.fail("%s: %w", e.id, err)
	}
	if r.SourcingCountries != "" {
		r.Licence, l.Licence = o.Licence, o.Licence
	}
	return r, nil
}

var errTwice = errors.New("is there twice with different data")

// join takes a facility that a list has twice: what was read must be the same, and
// what was typed besides is kept of both.
func join(r *tables.ConformanceRow, again tables.ConformanceRow) error {
	first, typed := *r, again.Listed
	first.Listed, again.Listed = "", ""
	if first != again {
		return errTwice
	}
	if !strings.Contains(r.Listed, typed) {
		r.Listed += " " + typed
	}
	return nil
}

// note adds a note, not more of a kind than can be read.
func (l *List) note(format string, args ...any) {
	if note := fmt.Sprintf(format, args...); len(l.Notes) < 20 && len(note) < 400 && !slices.Contains(l.Notes, note) {
		l.Notes = append(l.Notes, note)
	}
}

func sortStatuses(rows []tables.ConformanceRow) {
	stable.Sort(rows, func(a, b tables.ConformanceRow) int {
		return cmp.Or(byMetal(a.Metal, b.Metal), cmp.Compare(a.SmelterID, b.SmelterID))
	})
}

// audits fills in the last audit, its cycle and when the next is due: as the list
// says, otherwise the last audit and as many years as the cycle has.
func (l *List) audits(r *tables.ConformanceRow, e entry, days *dates) (err error) {
	if r.LastAudit, err = days.read(e.text(keyLastAudit)); err != nil {
		return e.fail("the last audit of %s: %w", e.id, err)
	}
	if r.LastAudit > l.AsOf {
		return e.fail("the last audit of %s is of %s, after the day of the list, %s", e.id, r.LastAudit, l.AsOf)
	}
	if r.ReauditDue, err = days.read(e.text(keyDue)); err != nil {
		return e.fail("the day on which %s is due: %w", e.id, err)
	}
	raw := e.text(keyCycle)
	years, ok := cycle(raw)
	switch {
	case ok:
		r.CycleYears = strconv.Itoa(years)
		if r.ReauditDue == "" && r.LastAudit != "" {
			r.ReauditDue = yearsAfter(r.LastAudit, years)
		}
	case !none[strings.ToLower(plain(raw))]:
		l.note("The audit cycle “%s” is not a number of years and was left blank.", raw)
	}
	return nil
}

// cycleText is a number of years in words such as “3 years”, "2.0" and "1-year".
var cycleText = lazyregexp.New(`(?i)^([1-9])(?:\.0+)?[ -]*(?:years?|yrs?)?\.?$`)

// cycle reads an audit cycle.
func cycle(s string) (years int, ok bool) {
	if strings.EqualFold(s, "annual") {
		return 1, true
	}
	m := cycleText.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	return int(m[1][0] - '0'), true
}

// programme writes the known programmes as everybody does; another stays as it is.
func programme(s string) string {
	for _, known := range []string{"RMAP", "LBMA", "RJC"} {
		if strings.EqualFold(s, known) {
			return known
		}
	}
	return s
}

// inProgress reads the mark of a facility whose next audit has begun.
func inProgress(s string) (string, error) {
	switch said := strings.ToLower(plain(s)); said {
	case "no", "n", "false", "0", "none", "not started":
		return "no", nil
	case "yes", "y", "x", "true", "1", "in progress", "in process", "ongoing", "under way", "underway", "re-audit in progress", "reaudit in progress", "started":
		return "yes", nil
	default:
		if none[said] {
			return "", nil
		}
	}
	return "", fmt.Errorf("%q does not say whether the next audit has begun: use yes or no", s)
}

// countryCodes reads countries in names or codes, and gives their codes, sorted.
func countryCodes(s string) (string, error) {
	codes, unknown := smelter.CountriesIn(s)
	if unknown != "" {
		return "", fmt.Errorf("the sourcing country %q is not known: use ISO 3166-1 codes or English names, with ; between", unknown)
	}
	slices.Sort(codes)
	return strings.Join(codes, " "), nil
}
