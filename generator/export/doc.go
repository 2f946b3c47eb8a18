// Package export writes a year as one workbook for people who live in Excel, and takes
// roster and decisions back from it.
//
// The workbook is internal: it names suppliers. It is made from the same season as the
// dashboard; what comes back is held to the same checks as the tables kept by hand, since
// the project is read with it before anything is written. Same inputs, same bytes.
package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// The sheets, as people see them.
const (
	sheetAbout     = "About"
	sheetSuppliers = "Suppliers"
	sheetFindings  = "Findings"
	sheetSmelters  = "Smelters"
	sheetFigures   = "Figures"
	sheetDecisions = "Decisions"
)

// internal is said in the workbook wherever it is looked at or printed.
const internal = "Internal: this workbook names suppliers. Not for publication."

// Input is what a workbook is made of: a year as it stands on a day.
type Input struct {
	Company  string
	Year     *project.Year
	Day      string // YYYY-MM-DD
	States   []campaign.State
	Findings []finding.Finding
	Verdicts map[string]check.Verdict // of workbooks, by file
	Inquiry  rcoi.Inquiry
	Stands   map[string]string // SHA-256 of the tables that may come back, by file
	Beside   []Input           // the year by the programmes that it runs beside the CMRT

	// ToRoot is the way from the workbook's folder to the project's root, with slashes;
	// links to suppliers' files follow it.
	ToRoot string
}

// Name is the name of a year's workbook.
func Name(year int) string { return fmt.Sprintf("conflict-minerals-%d.xlsx", year) }

// Of takes from a season what a workbook shows of a year, seen from a day.
func Of(s *season.Season, number int, day string) (Input, error) {
	in, err := of(s, number, day)
	if err != nil {
		return in, err
	}
	y, err := s.Year(number)
	if err != nil {
		return in, err
	}
	whole, err := s.Project.Year(number)
	if err != nil {
		return in, err
	}
	kept := *y.Year
	kept.Roster = whole.Roster // as its table has it, not as one programme sees it
	in.Year = &kept
	for _, file := range []string{project.RosterFile(number), project.DecisionsFile(number)} {
		if in.Stands[file], err = standOf(s.Project.FS, file); err != nil {
			return in, err
		}
	}
	beside, err := y.Beside()
	for _, other := range beside {
		programme, fault := of(s.By(other.Asks()), number, day)
		if fault != nil {
			return in, fault
		}
		in.Beside = append(in.Beside, programme)
	}
	return in, err
}

// of takes what is made of a year by one programme.
func of(s *season.Season, number int, day string) (Input, error) {
	y, err := s.Year(number)
	if err != nil {
		return Input{}, err
	}
	q, err := y.Inquiry()
	if err != nil {
		return Input{}, err
	}
	review, err := y.Review()
	if err != nil {
		return Input{}, err
	}
	in := Input{Company: s.Project.Registrant.Name, Year: y.Year, Day: day, Inquiry: *q, Findings: review.Findings, Verdicts: map[string]check.Verdict{}, Stands: map[string]string{}}
	for _, b := range review.Workbooks {
		in.Verdicts[b.Declaration.File] = b.Verdict
	}
	in.States, _, err = s.StatesOn(number, day)
	return in, err
}

// standOf is the SHA-256 of a table; that of nothing where there is none.
func standOf(fsys fs.FS, file string) (string, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read table: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Write writes the workbook.
func Write(in Input) ([]byte, error) {
	w := newBook(fmt.Sprintf("Conflict minerals %d: %s", in.Year.Number, in.Company))
	w.about(in)
	w.sheet(sheetSuppliers, suppliers(in))
	w.sheet(sheetFindings, findings(in))
	w.sheet(sheetSmelters, smelters(in))
	w.sheet(sheetFigures, figures(in))
	w.sheet(sheetDecisions, decisions(in))
	for _, other := range in.Beside {
		other.ToRoot = in.ToRoot
		w.programme(other)
	}
	return w.bytes()
}

// standColumns say where each supplier stands, and do not come back.
var standColumns = []string{"stage", "since", "asked", "reminders", "last_message", "received", "verdict", "open_questions"}

// suppliers is the roster as it stands in its table, and behind it where each supplier stands.
func suppliers(in Input) grid {
	g := gridOf[tables.Supplier](map[string]column{"id": {width: 26}, "name": {width: 32}, "contact": {width: 22}, "email": {width: 30}, "in_scope": {list: []string{"yes", "no"}}, "why": {width: 30},
		"spend_share": {number: true}, "contract_clause": {list: []string{"yes", "no"}, width: 16}})
	own := len(g.columns)
	if !slices.ContainsFunc(in.Year.Roster, func(s tables.Supplier) bool { return s.Programmes != "" }) {
		own-- // the last column is written where it is filled in
		g.columns = g.columns[:own]
	}
	for _, name := range standColumns {
		c := column{name: name, ours: true, day: slices.Contains([]string{"since", "asked", "last_message", "received"}, name), number: name == "reminders" || name == "open_questions"}
		if name == "stage" {
			c.width = 26
		}
		g.columns = append(g.columns, c)
	}
	states := map[string]campaign.State{}
	for _, s := range in.States {
		states[s.Supplier.ID] = s
	}
	for _, s := range in.Year.Roster {
		state, verdict := states[s.ID], ""
		if state.Book != nil {
			verdict = string(state.Book.Verdict)
		}
		g.add(append(fields(s)[:own:own], string(state.Stage), state.Since, state.Asked, strconv.Itoa(state.Reminders), state.Last, state.Received, verdict, strconv.Itoa(len(state.Questions))))
	}
	return g
}

// decisions is their table.
func decisions(in Input) grid {
	g := gridOf[tables.Decision](map[string]column{"action": {list: []string{"waive", "resolve", "reject", "settle"}}, "supplier": {width: 26}, "rule": {width: 28}, "sheet": {width: 14},
		"metal": {list: []string{"tantalum", "tin", "gold", "tungsten"}}, "raw": {width: 30}, "decided": {width: 22}, "who": {width: 20}, "date": {day: true}, "until": {day: true}, "reason": {width: 50}})
	for _, d := range in.Year.OwnDecisions() {
		g.add(fields(d))
	}
	return g
}

// findings are those of the year, each with a link to the cell of the supplier's file.
func findings(in Input) grid {
	g := grid{columns: []column{{name: "severity"}, {name: "supplier", width: 26}, {name: "name", width: 30}, {name: "verdict", width: 12}, {name: "rule", width: 28}, {name: "file", width: 34}, {name: "sheet", width: 14},
		{name: "cell", width: 12}, {name: "metal"}, {name: "message", width: 70}, {name: "fix", width: 50}, {name: "waived"}, {name: "reason", width: 30}, {name: "decided_by", width: 20}, {name: "decided_on", day: true},
		{name: "follows", width: 20}, {name: "closed"}}}
	names := map[string]string{}
	for _, s := range in.Year.Roster {
		names[s.ID] = s.Name
	}
	for _, f := range in.Findings {
		waived := "no"
		if f.Waived {
			waived = "yes"
		}
		g.add([]string{string(f.Severity), f.Supplier, names[f.Supplier], string(in.Verdicts[f.File]), f.Rule, path.Base(f.File), f.Sheet, f.Where(), f.Metal, f.Message, f.Fix, waived, f.Reason, f.DecidedBy, f.DecidedOn, f.Follows, f.Closed})
		if f.File == "" {
			continue
		}
		if _, workbook := in.Verdicts[f.File]; workbook {
			g.link(5, in.ToRoot, f.File, "", "")
			g.link(7, in.ToRoot, f.File, f.Sheet, f.Cell)
		}
	}
	return g
}

// smelters is the register of the year, with who names each.
func smelters(in Input) grid {
	g := grid{columns: []column{{name: "metal"}, {name: "smelter_id", width: 12}, {name: "smelter_name", width: 40}, {name: "country", width: 22}, {name: "state", width: 18}, {name: "city", width: 18}, {name: "status", width: 14}, {name: "programme"},
		{name: "last_audit", day: true}, {name: "reaudit_due", day: true}, {name: "reaudit_in_progress"}, {name: "suppliers", number: true}, {name: "named_by", width: 60}}}
	for _, e := range in.Inquiry.Register {
		named := ""
		seen := map[string]bool{}
		for _, source := range e.Sources() {
			if seen[source.Supplier] {
				continue
			}
			if seen[source.Supplier] = true; named != "" {
				named += ", "
			}
			named += source.Supplier
		}
		g.add([]string{string(e.Metal), e.ID, e.Name, e.Country, e.State, e.City, e.Status.Word, e.Status.Programme, e.Status.LastAudit, e.Status.ReauditDue, e.Status.ReauditInProgress, strconv.Itoa(e.Suppliers()), named})
	}
	return g
}

// figures are those that are published, and those that are not.
func figures(in Input) grid {
	g := grid{columns: []column{{name: "id", width: 34}, {name: "value", number: true}, {name: "unit"}, {name: "numerator", number: true}, {name: "denominator", number: true}, {name: "as_of", day: true}, {name: "label", width: 40}, {name: "definition", width: 80}, {name: "published"}}}
	for i, list := range [][]tables.Figure{in.Inquiry.Figures, in.Inquiry.Internal} {
		for _, f := range list {
			g.add([]string{f.ID, f.Value, f.Unit, f.Numerator, f.Denominator, f.AsOf, f.Label, f.Definition, []string{"yes", "no"}[i]})
		}
	}
	return g
}
