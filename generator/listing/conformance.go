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
	"itron.com/conflict-minerals/generator/tables"
)

var (
	errAllPublic = errors.New("what a snapshot holds is published, except sourcing countries: a list that members may not share cannot be imported")
	errNoLicence = errors.New("the list names sourcing countries: say --licence public if its terms let anybody publish them, --licence member-only otherwise, and they stay internal")
)

// conformance takes a list of facilities that passed an assessment, or of those
// that committed to one. Where the list has a column of statuses, only the rows
// with that status are taken.
func (l *List) conformance(c *columns, o Options) error {
	switch {
	case c.has(keySourcing) && o.Licence == "":
		return errNoLicence
	case !c.has(keySourcing) && o.Licence == smelter.MemberOnly:
		return errAllPublic
	}
	list, err := c.entries()
	if err != nil {
		return err
	}
	if list, err = l.ofStatus(list, c); err != nil {
		return err
	}
	days := datesOf(list, c.date1904, keyLastAudit, keyDue)
	type taken struct {
		row  tables.ConformanceRow
		from int
	}
	first := map[string]taken{}
	for _, e := range list {
		r := tables.ConformanceRow{Metal: string(e.metal), SmelterID: e.id, Status: string(c.kind), Programme: cmp.Or(programme(e.text(keyProgramme)), o.Programme)}
		if r.ReauditInProgress, err = inProgress(e.text(keyInProgress)); err != nil {
			return e.fail("%s: %w", e.id, err)
		}
		if err := l.audits(&r, e, days); err != nil {
			return err
		}
		if r.SourcingCountries, err = countryCodes(e.text(keySourcing)); err != nil {
			return e.fail("%s: %w", e.id, err)
		}
		if r.SourcingCountries != "" {
			r.Licence, l.Licence = o.Licence, o.Licence
		}
		if before, twice := first[e.id]; twice {
			if before.row != r {
				return e.fail("%s is there twice with different data, first in row %d", e.id, before.from)
			}
			continue
		}
		first[e.id] = taken{r, e.number}
		l.Conformance = append(l.Conformance, r)
	}
	if o.Programme == "" && !c.has(keyProgramme) {
		l.Notes = append(l.Notes, "The list does not say which programme assessed a facility, so that stays blank; --programme RMAP fills it.")
	}
	sortStatuses(l.Conformance)
	_, err = tables.ConformanceOf(smelter.Source{}, l.Conformance)
	return err
}

func sortStatuses(rows []tables.ConformanceRow) {
	slices.SortFunc(rows, func(a, b tables.ConformanceRow) int {
		return cmp.Or(byMetal(a.Metal, b.Metal), cmp.Compare(a.SmelterID, b.SmelterID))
	})
}

// ofStatus takes the rows with the status that the list is imported for.
func (l *List) ofStatus(list []entry, c *columns) ([]entry, error) {
	if !c.has(keyStatus) {
		return list, nil
	}
	all := len(list)
	list = slices.DeleteFunc(list, func(e entry) bool { return !strings.EqualFold(e.text(keyStatus), string(c.kind)) })
	if len(list) == 0 {
		return nil, fmt.Errorf("the column of statuses never says %s", c.kind)
	}
	if n := all - len(list); n > 0 {
		l.Notes = append(l.Notes, fmt.Sprintf("%s with another status than %s left out.", many(n, "row"), c.kind))
	}
	return list, nil
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
	case raw != "":
		note := fmt.Sprintf("The audit cycle “%s” is not a number of years and was left blank.", raw)
		if len([]rune(raw)) < 80 && len(l.Notes) < 20 && !slices.Contains(l.Notes, note) {
			l.Notes = append(l.Notes, note)
		}
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
	switch strings.ToLower(s) {
	case "", "-", "n/a":
		return "", nil
	case "no", "n", "false", "0", "none", "not started":
		return "no", nil
	case "yes", "y", "x", "true", "1", "in progress", "in process", "ongoing", "under way", "underway", "re-audit in progress", "reaudit in progress", "started":
		return "yes", nil
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
