// Package decision records human judgments, so that nobody edits cells of a table by hand:
// a finding that is accepted while its cell says what it says, a name that is resolved to
// a smelter, or that is none. It refuses a decision that could never hold, or that says
// otherwise than one that is there.
//
// It asks the year's review for the findings and entries that a decision is about.
package decision

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// ErrUsage is the error of a decision that can never be right as it was expressed.
var ErrUsage = errors.New("wrong usage")

// Judgment is what every decision has: who judged, why, and for how long. Days are
// YYYY-MM-DD; Until "" holds for the year.
type Judgment struct {
	Who, Reason, Date, Until string
	Supplier                 string // id on the roster; "" where it is about all suppliers
	AllYears                 bool   // it holds in all years, not in one
}

// Desk is a year's table of decisions, open for one more.
type Desk struct {
	Year   *season.Year
	Review check.Result

	root    *folder.Folder
	project *project.Project
}

// Open opens the table of a year of a season, whose project is in root.
func Open(s *season.Season, root *folder.Folder, year int) (*Desk, error) {
	y, err := s.Year(year)
	if err != nil {
		return nil, err
	}
	if !y.Surveyed() {
		return nil, fmt.Errorf("%d asked no suppliers: its year.yaml has no cut_off, and there is nothing to decide", year)
	}
	review, err := y.Review()
	return &Desk{y, review, root, s.Project}, err
}

// decision begins a decision, and refuses one that could never hold.
func (k *Desk) decision(action string, j Judgment) (tables.Decision, error) {
	y := k.Year
	d := tables.Decision{Action: action, Supplier: j.Supplier, Who: strings.TrimSpace(j.Who), Reason: strings.TrimSpace(j.Reason), Date: j.Date, Until: j.Until, Shared: j.AllYears}
	for _, day := range []struct{ flag, date string }{{"date", d.Date}, {"until", d.Until}} {
		if _, err := time.Parse(time.DateOnly, day.date); err != nil && day.date != "" {
			return d, fmt.Errorf("%w: --%s %q is not a date of the form 2026-04-30", ErrUsage, day.flag, day.date)
		}
	}
	if d.Who == "" || d.Reason == "" {
		return d, fmt.Errorf("%w: --who and --reason must say something", ErrUsage)
	}
	if d.Supplier != "" && !slices.ContainsFunc(y.Roster, func(s tables.Supplier) bool { return s.ID == d.Supplier }) {
		return d, fmt.Errorf("there is no supplier %q in data/%d/suppliers.csv", d.Supplier, y.Number)
	}
	if y.Expired(d) {
		return d, fmt.Errorf("a decision until %s never holds for %d: figures are as of %s", d.Until, y.Number, y.Settings.CutOff)
	}
	return d, nil
}

// record writes a decision at the end of the table, and gives what to tell.
func (k *Desk) record(d tables.Decision, what string) (string, error) {
	return k.recordAll([]tables.Decision{d}, what)
}

// file is where a decision is kept.
func (k *Desk) file(d tables.Decision) string {
	if d.Shared {
		return project.SharedDecisions
	}
	return project.DecisionsFileOf(k.Year.Number, k.Year.Asks())
}

// recordAll does the same with several of one judgment.
func (k *Desk) recordAll(list []tables.Decision, what string) (string, error) {
	file := k.file(list[0])
	data, err := k.project.AddDecisions(file, list...)
	if err != nil {
		return "", err
	}
	if err := k.root.WriteFile(file, data); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: %s\nRun “cmr compile %d” to count with it.\n", file, text.Visible(what), k.Year.Number), nil
}

// Resolve records which smelter of the year's directory a name or number means. It gives
// what to tell the person who decided.
func (k *Desk) Resolve(j Judgment, metal cmrt.Metal, raw, id string) (string, error) {
	d, err := k.decision("resolve", j)
	if err != nil {
		return "", err
	}
	d.Metal, d.Raw, d.Decided = string(metal), strings.TrimSpace(raw), id
	f, known := k.Year.Directory.Facility(id)
	if !known || f.Metal != metal {
		reason := "there is no such number in it"
		if known {
			reason = fmt.Sprintf("%s is a %s facility", f.Name, f.Metal)
		}
		return "", fmt.Errorf("the year's directory has no %s smelter %q: %s", metal, id, reason)
	}
	return k.recordName(d, fmt.Sprintf("%q (%s) is %s, %s", d.Raw, d.Metal, f.ID, f.Name))
}

// Reject records that a name or number is no smelter. It gives what to tell the person
// who decided.
func (k *Desk) Reject(j Judgment, metal cmrt.Metal, raw string) (string, error) {
	d, err := k.decision("reject", j)
	if err != nil {
		return "", err
	}
	d.Metal, d.Raw = string(metal), strings.TrimSpace(raw)
	return k.recordName(d, fmt.Sprintf("%q (%s) is no smelter", d.Raw, d.Metal))
}

// recordName records a decision about a name, unless it is there already. One that
// says otherwise stays until a person removes it: the first that fits a row decides.
func (k *Desk) recordName(d tables.Decision, what string) (string, error) {
	for _, old := range k.Year.Decisions {
		file := k.file(old)
		if old.Action == "waive" || old.Action == check.Settle || k.Year.Expired(old) || old.Supplier != d.Supplier || old.Metal != "" && old.Metal != d.Metal || strings.TrimSpace(old.Raw) != d.Raw {
			continue
		}
		if old.Action == d.Action && old.Decided == d.Decided {
			return fmt.Sprintf("Nothing changed: %s has it already, by %s on %s.\n", file, text.Visible(old.Who), old.Date), nil
		}
		says := "rejects it"
		if old.Decided != "" {
			says = "resolves it to " + old.Decided
		}
		return "", fmt.Errorf("%s:%d: the decision of %s %s: correct or remove that row first", file, old.Line, old.Date, says)
	}
	if !k.typed(d) {
		of := "any supplier"
		if d.Supplier != "" {
			of = d.Supplier
		}
		return "", fmt.Errorf("no smelter row of %s for %s says %q in %d: give the name or number just as it was typed", of, d.Metal, d.Raw, k.Year.Number)
	}
	return k.record(d, what)
}

// typed tells whether a row of the year says what a decision about a name judges.
func (k *Desk) typed(d tables.Decision) bool {
	n := smelter.NameDecision{Supplier: d.Supplier, Metal: cmrt.Metal(d.Metal), Raw: d.Raw, ID: d.Decided, Date: d.Date}
	for _, b := range k.Review.Workbooks {
		if d.Supplier != "" && d.Supplier != b.Supplier || !b.Declaration.Readable() {
			continue
		}
		if slices.ContainsFunc(k.Year.Open(b.Declaration.File).Declaration.Smelters, func(row cmrt.SmelterRow) bool { return n.Applies(b.Supplier, row) }) {
			return true
		}
	}
	return false
}
