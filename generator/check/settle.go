package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// EveryCell stands in the place of a cell in a waiver that is about all findings of its rule
// and supplier, or of its rule and smelter, whose number then is its value.
const EveryCell = "*"

// decisions are a year's recorded decisions, while its findings are held to them.
type decisions struct {
	year    *project.Year
	waivers map[[2]string][]int // by supplier and rule: places in year.Decisions
	uses    map[int][]string    // what each decided, for people
	sum     map[string]string   // file → SHA-256 of the workbook
	came    map[string]string   // file → day on which it came, or of which it is; "": not known
}

func decisionsOf(y *project.Year, books []Workbook) *decisions {
	s := &decisions{year: y, waivers: map[[2]string][]int{}, uses: map[int][]string{}, sum: map[string]string{}, came: map[string]string{}}
	for i, d := range y.Decisions {
		if d.Action == "waive" && !y.Expired(d) {
			key := [2]string{d.Supplier, d.Rule}
			s.waivers[key] = append(s.waivers[key], i)
		}
	}
	received := map[string]string{}
	for _, r := range y.Received {
		received[r.SHA256] = max(received[r.SHA256], r.Date)
	}
	for i := range books {
		d := &books[i].Declaration
		s.sum[d.File], s.came[d.File] = d.SHA256, cmp.Or(received[d.SHA256], d.Company.EffectiveDate)
	}
	return s
}

// waiversOf are the waivers that may be about a finding: of its supplier, and of all.
func (s *decisions) waiversOf(f finding.Finding) []int {
	own := s.waivers[[2]string{f.Supplier, f.Rule}]
	if f.Supplier == "" {
		return own
	}
	if all := s.waivers[[2]string{"", f.Rule}]; len(all) > 0 {
		return slices.Concat(own, all)
	}
	return own
}

// settle applies the year's own severities and its waivers to findings, and notes which
// decisions were used. A rule that the year switches off leaves nothing.
func (s *decisions) settle(list []finding.Finding) []finding.Finding {
	out := make([]finding.Finding, 0, len(list))
	for _, f := range list {
		if severity, set := s.year.Settings.Severities[f.Rule]; set {
			if severity == "off" {
				continue
			}
			f.Severity = severity
		}
		for _, i := range s.waiversOf(f) {
			if d := s.year.Decisions[i]; s.waives(d, f) {
				s.uses[i] = append(s.uses[i], string(f.Severity)+" at "+f.Place())
				f.Waived, f.Reason = true, d.Reason
				f.DecidedBy, f.DecidedOn = d.Who, d.Date
			}
		}
		out = append(out, f)
	}
	return out
}

// settleFolded does the same with findings that are folded. Only one that a waiver may be
// about is taken apart, since most waivers are about one cell.
func (s *decisions) settleFolded(list []finding.Finding) []finding.Finding {
	waived := func(f finding.Finding) bool { return len(f.Cells) > 0 && len(s.waiversOf(f)) > 0 }
	if !slices.ContainsFunc(list, waived) {
		return s.settle(list)
	}
	var open []finding.Finding
	for _, f := range list {
		if waived(f) {
			open = append(open, finding.Unfold([]finding.Finding{f})...)
		} else {
			open = append(open, f)
		}
	}
	return finding.Fold(s.settle(open))
}

// waives tells whether a decision accepts a finding of its rule. One about every cell does
// so for its supplier or smelter. Any other is about one place, while the cell holds the
// value that was judged; where it held none, the decision is about that workbook alone.
func (s *decisions) waives(d tables.Decision, f finding.Finding) bool {
	switch {
	case d.Metal != "" && d.Metal != f.Metal:
		return false
	case d.Cell == EveryCell:
		return d.Raw == "" && d.Supplier != "" || d.Raw != "" && d.Raw == f.Smelter
	case d.Sheet != f.Sheet || d.Cell != f.Cell || text.Line(d.Raw) != text.Line(f.Raw):
		return false
	}
	sum, workbook := s.sum[f.File]
	switch {
	case !workbook || text.Line(f.Raw) != "":
		return d.File == "" || d.File == sum
	case d.File != "":
		return d.File == sum
	}
	return s.came[f.File] <= d.Date // a decision from before the column judged what was there
}

// markNames notes which decisions about names settled a row.
func (s *decisions) markNames(books []Workbook) {
	fit := map[string][]string{}
	for _, b := range books {
		for _, key := range b.Facts.Decided {
			fit[key] = append(fit[key], "entries of "+b.Declaration.File)
		}
	}
	for i, d := range s.year.Decisions {
		if (d.Action == "resolve" || d.Action == "reject") && !s.year.Expired(d) {
			n := smelter.NameDecision{Supplier: d.Supplier, Metal: cmrt.Metal(d.Metal), Raw: d.Raw, ID: d.Decided, Date: d.Date}
			s.uses[i] = append(s.uses[i], fit[nameKey(n)]...)
		}
	}
}

// unused finds the decisions that matched nothing.
func (s *decisions) unused() []finding.Finding {
	file := project.DecisionsFileOf(s.year.Number, s.year.Asks())
	var list []finding.Finding
	for i, d := range s.year.Decisions {
		if len(s.uses[i]) == 0 && !d.Shared { // one for all years need not fit each
			f := decisionUnused.At(file, "", strconv.Itoa(d.Line), fmt.Sprintf("The decision of %s (%s %s) matches nothing.", d.Date, d.Action, describe(d.Rule, d.Raw)))
			f.Supplier = d.Supplier
			list = append(list, f)
		}
	}
	return list
}

// Use is a decision, and what it decides in a year.
type Use struct {
	Decision tables.Decision
	Expired  bool     // it ended before the cut-off
	Decides  []string // findings it accepts, workbooks whose entries it names, red flags it settles
}

// usesOf gives what each decision of the year decides, in their order.
func (s *decisions) usesOf() (list []Use) {
	for i, d := range s.year.Decisions {
		list = append(list, Use{Decision: d, Expired: s.year.Expired(d), Decides: s.uses[i]})
	}
	return list
}

func describe(rule, raw string) string {
	if rule != "" {
		return rule
	}
	return strconv.Quote(raw)
}

// RawAt gives what stands in a cell as typed.
func (w Whole) RawAt(sheet, cell string) string { return rawAt(w.Declaration, sheet, cell) }

// rawAt gives what stands in a cell of a declaration as typed.
func rawAt(d cmrt.Declaration, sheet, cell string) string {
	layout := d.Layout()
	if sheet == cmrt.SheetDeclaration {
		for _, list := range [][]cmrt.Answer{d.Answers, d.CompanyAnswers} {
			for _, a := range list {
				if cellOf(a) == cell {
					return strings.TrimSpace(a.Raw)
				}
			}
		}
		return companyCell(d, layout.Fields, cell)
	}
	row, ok := rowOf(d, cell)
	if !ok || sheet != layout.SmelterSheet {
		return ""
	}
	at := layout.Columns
	return map[string]string{at.IDTyped: row.IDTyped, at.Metal: row.MetalRaw, at.Lookup: row.Lookup, at.Name: row.Name, at.Country: row.Country, at.ID: row.IDRaw,
		at.ContactName: row.ContactName, at.ContactEmail: row.ContactEmail, at.NextSteps: row.NextSteps, at.MineName: row.MineName,
		at.MineCountry: row.MineCountry, at.Recycled: row.RecycledRaw, at.Comment: row.Comment}[strings.TrimRight(cell, "0123456789")]
}

// rowOf gives the row of the Smelter List in which a cell stands.
func rowOf(d cmrt.Declaration, cell string) (row cmrt.SmelterRow, ok bool) {
	number, _ := strconv.Atoi(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) // 0 for what is no cell
	i, ok := slices.BinarySearchFunc(d.Smelters, number, func(r cmrt.SmelterRow, n int) int { return r.Row - n })
	if !ok {
		return row, false
	}
	return d.Smelters[i], true
}

// companyCell gives a cell of the company block as typed.
func companyCell(d cmrt.Declaration, f cmrt.CompanyCells, cell string) string {
	c := d.Company
	return map[string]string{f.Name: c.Name, f.Scope: c.ScopeRaw, f.ScopeDescription: c.ScopeDescription, f.UniqueID: c.UniqueID,
		f.UniqueIDAuthority: c.UniqueIDAuthority, f.Address: c.Address, f.ContactName: c.ContactName, f.ContactEmail: c.ContactEmail,
		f.ContactPhone: c.ContactPhone, f.AuthorizerName: c.AuthorizerName, f.AuthorizerTitle: c.AuthorizerTitle,
		f.AuthorizerEmail: c.AuthorizerEmail, f.AuthorizerPhone: c.AuthorizerPhone, f.EffectiveDate: c.EffectiveDateRaw}[cell]
}
