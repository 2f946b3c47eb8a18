package precheck

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
)

// Result is what the page shows of a file.
type Result struct {
	Declaration cmrt.Declaration  `json:"declaration"`
	Readable    bool              `json:"readable"`
	Metals      []cmrt.Metal      `json:"metals"`   // that it declares to be in the products
	Findings    []finding.Finding `json:"findings"` // all, in the order of the workbook
	Why         map[string]string `json:"why"`      // rule → why it matters, of the rules found
	Internal    []string          `json:"internal"` // the rules found of which a supplier is not told, since it can do nothing about them
	Smelters    []Row             `json:"smelters"` // what became of each row, by row
	Checker     Checker           `json:"checker"`
	Fine        []string          `json:"fine"` // the parts in which nothing has to be corrected or looked at: see Parts
}

// Row is what became of a row of the Smelter List.
type Row struct {
	Row     int             `json:"row"`
	Metal   cmrt.Metal      `json:"metal"`
	Typed   string          `json:"typed"`   // by what the supplier named it
	Outcome smelter.Outcome `json:"outcome"` // “look-up”: the workbook's own look-up knows it, and no directory was asked
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Country string          `json:"country"`
}

// OwnLookup is the outcome of a row that only the workbook's own look-up was asked about.
const OwnLookup smelter.Outcome = "look-up"

// Checker is what RMI's own Checker sheet says of the workbook.
type Checker struct {
	Known bool  `json:"known"` // of this version it is known how it counts
	Rows  []int `json:"rows"`  // of that sheet that flag something
}

// Parts are the parts of a workbook, each of which is told to be fine where it is. The page
// has words for them.
var Parts = []string{"file", "version", "company", "date", "answers", "programme", "smelters", "products", "checker"}

// Check reads and reviews one file.
func Check(s Settings, file string, data []byte) (Result, error) {
	y, err := s.year()
	if err != nil {
		return Result{}, err
	}
	d := cmrt.ReadAny(file, data)
	list, rows := check.FileFor(y, d)
	r := Result{Declaration: d, Readable: d.Readable(), Metals: []cmrt.Metal{}, Findings: list, Why: map[string]string{}, Internal: []string{}, Smelters: []Row{}, Checker: Checker{d.CheckerRows != nil, d.CheckerRows}}
	r.Declaration.Findings = []finding.Finding{} // they are among the others
	inOrder(d, r.Findings)
	for _, m := range d.Metals() {
		if d.InScope(m) {
			r.Metals = append(r.Metals, m)
		}
	}
	for _, rule := range slices.Concat(cmrt.Rules, check.Rules) {
		if slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Rule == rule.Name }) {
			r.Why[rule.Name] = rule.Explanation
			if rule.Internal {
				r.Internal = append(r.Internal, rule.Name)
			}
		}
	}
	for _, res := range rows {
		r.Smelters = append(r.Smelters, rowOf(res, s.Directory != nil))
	}
	r.Fine = r.fine()
	return r, nil
}

// severities takes the year's own severities as the page carries them.
func severities(of map[string]string) map[string]finding.Severity {
	out := map[string]finding.Severity{}
	for rule, s := range of {
		out[rule] = finding.Severity(s)
	}
	return out
}

// rowOf says what became of a row. Without a directory, the workbook's own look-up speaks.
func rowOf(res smelter.Resolution, directory bool) Row {
	row := res.Row
	out := Row{Row: row.Row, Metal: row.Metal, Typed: cmp.Or(row.Name, row.Lookup, row.StandardName, row.IDTyped), Outcome: res.Outcome}
	switch {
	case res.Outcome == smelter.Resolved:
		out.ID, out.Name, out.Country = res.Facility.ID, res.Facility.Name, res.Facility.Country
	case directory || res.Outcome == smelter.NotIdentified || res.Outcome == smelter.NotListed:
		out.ID, out.Country = cmp.Or(row.ID, row.IDTyped), row.Country
	default:
		out.ID, out.Name, out.Country = cmp.Or(row.ID, row.IDTyped), row.StandardName, row.Country
		if row.ID != "" && row.StandardName != "" {
			out.Outcome = OwnLookup
		}
	}
	return out
}

// inOrder puts findings in the order in which a person walks through the workbook.
func inOrder(d cmrt.Declaration, list []finding.Finding) {
	sheets := []string{"", cmrt.SheetDeclaration, "Minerals Scope", d.Layout().SmelterSheet, "Mine List", cmrt.SheetProducts}
	place := func(sheet string) int {
		if i := slices.Index(sheets, sheet); i >= 0 {
			return i
		}
		return len(sheets)
	}
	stable.Sort(list, func(a, b finding.Finding) int {
		aColumn, aRow := split(a.Cell)
		bColumn, bRow := split(b.Cell)
		return cmp.Or(cmp.Compare(place(a.Sheet), place(b.Sheet)), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(aRow, bRow),
			cmp.Compare(len(aColumn), len(bColumn)), cmp.Compare(aColumn, bColumn), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Metal, b.Metal), cmp.Compare(a.Message, b.Message))
	})
}

// split takes a cell apart: D27 is D and 27.
func split(cell string) (column string, row int) {
	column = strings.TrimRight(cell, "0123456789")
	row, _ = strconv.Atoi(cell[len(column):])
	return column, row
}

// Told tells whether a supplier is told of a finding, as its letters would.
func (r Result) Told(f finding.Finding) bool {
	return f.Open() && !slices.Contains(r.Internal, f.Rule)
}

// fine names the parts in which a supplier has nothing to correct and nothing to look at.
func (r Result) fine() []string {
	out := []string{}
	if !r.Readable {
		return out
	}
	bad := map[string]bool{"checker": !r.Checker.Known || len(r.Checker.Rows) > 0, "products": len(r.Declaration.Products) == 0, "smelters": len(r.Declaration.Smelters) == 0, "programme": len(r.Declaration.CompanyAnswers) == 0}
	for _, f := range r.Findings {
		if f.Rule == check.Blank { // what is wrong with the rest is not told one by one
			return []string{"file"}
		}
		if r.Told(f) && f.Severity.AtLeast(finding.Warning) {
			bad[r.partOf(f)] = true
		}
	}
	for _, part := range Parts {
		if !bad[part] {
			out = append(out, part)
		}
	}
	return out
}

// partOf is the part of the workbook that a finding is about.
func (r Result) partOf(f finding.Finding) string {
	layout := r.Declaration.Layout()
	_, row := split(f.Cell)
	first := func(questions []cmrt.Question) int {
		if len(questions) == 0 {
			return 1 << 20
		}
		_, at := split(questions[0].Cell(0))
		return at
	}
	switch {
	case strings.HasPrefix(f.Rule, "template-version"):
		return "version"
	case strings.HasPrefix(f.Rule, "effective-date"):
		return "date"
	case f.Sheet == layout.SmelterSheet && f.Sheet != "" || f.Sheet == "Mine List":
		return "smelters"
	case f.Sheet == cmrt.SheetProducts:
		return "products"
	case f.Sheet != cmrt.SheetDeclaration || f.Cell == "":
		return "file"
	case row >= first(layout.CompanyQuestions):
		return "programme"
	case row >= first(layout.Questions):
		return "answers"
	}
	return "company"
}
