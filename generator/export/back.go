package export

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// ErrUsage is the error of a workbook that cannot come back as it was asked.
var ErrUsage = errors.New("wrong usage")

// Options say how a workbook comes back.
type Options struct {
	Remove bool // rows that the workbook has no longer leave the table
	Over   bool // although the table was changed since the workbook was made
}

// Back is what a workbook changes.
type Back struct {
	Files map[string][]byte // tables as they would be, by path; those that change
	Told  []string          // what changes, a line each
	Left  []string          // what was not done, and how to do it

	rows map[string]map[int]string // tables by path, their lines, and the row of the workbook that each came of
}

// Read reads a workbook that came back, and gives what it changes of a year's roster and
// decisions. Rows that say what they said stay byte for byte. Nothing is written; the tables
// are refused as the project would refuse them.
func Read(p *project.Project, rules []finding.Rule, year int, name string, data []byte, o Options) (Back, error) {
	b := Back{Files: map[string][]byte{}}
	y, err := p.Year(year)
	if err != nil {
		return b, err
	}
	if len(data) > listing.MaxFile {
		return b, fmt.Errorf("%s: the file is far larger than any workbook of a year", name)
	}
	w, err := cmrt.ReadTables(name, data)
	if err != nil {
		return b, err
	}
	if w.Template {
		return b, fmt.Errorf("%w: %s is one of RMI's templates: a supplier's answer is filed with “cmr receive”", ErrUsage, name)
	}
	stands := map[string]string{}
	found := false
	for _, t := range w.Sheets {
		for _, r := range t.Rows {
			if file, ok := strings.CutPrefix(at(r.Cells, 0), standing); ok && t.Sheet == sheetAbout {
				stands[file] = at(r.Cells, 1)
			}
		}
		found = found || t.Sheet == sheetSuppliers || t.Sheet == sheetDecisions
		if ours := likeOurs(t); ours != "" {
			b.Left = append(b.Left, fmt.Sprintf("The sheet %s looks like %s and was not read: only a sheet of that very name comes back. Give it the name, or take it out.", finding.Short(t.Sheet, 40), ours))
		}
	}
	if !found {
		return b, fmt.Errorf("%w: %s has neither a sheet %s nor a sheet %s: export the year with “cmr export %d”", ErrUsage, name, sheetSuppliers, sheetDecisions, year)
	}
	for _, t := range w.Sheets {
		var err error
		switch t.Sheet {
		case sheetSuppliers:
			err = back(&b, p, project.RosterFile(year), name, t, w.Date1904, y.Roster, func(s tables.Supplier) string { return s.ID }, stands, o)
		case sheetDecisions:
			err = back(&b, p, project.DecisionsFile(year), name, t, w.Date1904, y.OwnDecisions(), nil, stands, o)
		}
		if err != nil {
			return b, err
		}
	}
	return b, b.holds(p, rules, year)
}

// holds reads the project with the tables as they would be.
func (b Back) holds(p *project.Project, rules []finding.Rule, year int) error {
	then, err := project.Open(over{p.FS, b.Files})
	if err != nil {
		return err
	}
	y, err := then.Year(year)
	if err == nil {
		err = then.CheckRules(y, rules)
	}
	if err != nil {
		return fmt.Errorf("the tables would be ones that cannot be read, so nothing was written: %w%s", err, b.row(err))
	}
	before, err := p.Year(year)
	if err != nil {
		return err
	}
	if len(y.Unusable) > len(before.Unusable) {
		u := y.Unusable[len(y.Unusable)-1]
		return fmt.Errorf("nothing was written: %s:%d would not fit any more: %w", project.OutreachFile(year), u.Line, u.Err)
	}
	return nil
}

// row says where in the workbook stands what a table would be refused for.
func (b Back) row(err error) string {
	var at *project.InputError
	if errors.As(err, &at) && b.rows[at.File][at.Line] != "" {
		return " (" + b.rows[at.File][at.Line] + ")"
	}
	return ""
}

// likeOurs names the sheet that another looks like, a copy of it as a rule; "" for any other.
func likeOurs(t cmrt.Table) string {
	if len(t.Rows) == 0 || t.Sheet == sheetSuppliers || t.Sheet == sheetDecisions {
		return ""
	}
	has := func(columns []string) bool {
		return !slices.ContainsFunc(columns[:min(len(columns), 8)], func(c string) bool { return !slices.Contains(t.Rows[0].Cells, c) })
	}
	switch {
	case has(tables.Columns[tables.Supplier]()):
		return sheetSuppliers
	case has(tables.Columns[tables.Decision]()):
		return sheetDecisions
	}
	return ""
}

// back compares a sheet with a table. id tells which row is which; nil where rows are told
// apart by all that they say.
func back[Row any](b *Back, p *project.Project, file, name string, t cmrt.Table, date1904 bool, have []Row, id func(Row) string, stands map[string]string, o Options) error {
	rows, lost, err := rowsOf[Row](name, t, date1904)
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		b.Left = append(b.Left, fmt.Sprintf("Columns of the sheet %s that the table does not have were left out: %s.", t.Sheet, strings.Join(lost, ", ")))
	}
	now, err := standOf(p.FS, file)
	if err != nil {
		return err
	}
	key := id
	if key == nil {
		key = func(r Row) string { return strings.Join(said(r), "\x00") }
	}
	there := map[string][]Row{} // rows of the table, by key, in their order
	for _, r := range have {
		there[key(r)] = append(there[key(r)], r)
	}
	type change struct {
		line int
		row  *Row // nil: the row goes
	}
	var changes []change
	var fresh []Row
	seen := map[string]int{}
	for _, r := range rows {
		k := key(r.row)
		if id != nil && seen[k] > 0 {
			return fmt.Errorf("%s, sheet %s, row %d: id %q is there twice", name, t.Sheet, r.number, k)
		}
		if seen[k]++; len(there[k]) == 0 {
			fresh = append(fresh, r.row)
			b.Told = append(b.Told, fmt.Sprintf("%s: new: %s", file, short(r.row)))
			continue
		}
		old := there[k][0]
		there[k] = there[k][1:]
		row, differs := merged(old, r.row)
		if len(differs) == 0 {
			continue
		}
		for _, d := range differs {
			b.Told = append(b.Told, fmt.Sprintf("%s: %s: %s", file, k, d))
		}
		changes = append(changes, change{lineOf(old), &row})
	}
	for _, r := range have {
		if k := key(r); slices.ContainsFunc(there[k], func(left Row) bool { return lineOf(left) == lineOf(r) }) {
			if !o.Remove {
				b.Left = append(b.Left, fmt.Sprintf("%s:%d is not in the workbook any more and stays (--remove takes such rows out): %s", file, lineOf(r), short(r)))
				continue
			}
			b.Told = append(b.Told, fmt.Sprintf("%s: removed: %s", file, short(r)))
			changes = append(changes, change{lineOf(r), nil})
		}
	}
	if len(changes)+len(fresh) == 0 {
		return nil
	}
	if stands[file] != now && !o.Over {
		why := "was changed since the workbook was made"
		if stands[file] == "" {
			why = "may have been changed since: the sheet About of the workbook does not say from which it was made"
		}
		return fmt.Errorf("%s %s, and what was changed there could be lost: export anew and put your changes in, or say --over", file, why)
	}
	data, err := fs.ReadFile(p.FS, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read table: %w", err)
	}
	stable.Sort(changes, func(x, y change) int { return y.line - x.line }) // from the end, so that lines stay where they are
	for _, c := range changes {
		if c.row == nil {
			data, err = tables.Remove(file, data, c.line)
		} else {
			data, err = tables.Replace(file, data, c.line, *c.row)
		}
		if err != nil {
			return err
		}
	}
	for _, r := range fresh {
		if data, err = tables.Append(file, data, r); err != nil {
			return err
		}
	}
	b.Files[file] = data
	placed(b, file, data, name+", sheet "+t.Sheet, rows, key)
	return nil
}

// placed remembers which row of the workbook a line of a table came of, so that what is
// wrong with it can be found.
func placed[Row any](b *Back, file string, data []byte, where string, rows []sheetRow[Row], key func(Row) string) {
	numbers := map[string]int{}
	for _, r := range rows {
		numbers[key(r.row)] = r.number
	}
	list, err := tables.Read[Row](file, data)
	if err != nil {
		return
	}
	if b.rows == nil {
		b.rows = map[string]map[int]string{}
	}
	b.rows[file] = map[int]string{}
	for _, r := range list {
		if n := numbers[key(r)]; n > 0 {
			b.rows[file][lineOf(r)] = fmt.Sprintf("%s, row %d", where, n)
		}
	}
}
