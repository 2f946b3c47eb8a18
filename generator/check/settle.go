package check

import (
	"fmt"
	"path"
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

// decisions are a year's recorded decisions, while its findings are held to them.
type decisions struct {
	year    *project.Year
	waivers map[[2]string][]int // by supplier and rule: places in year.Decisions
	used    map[int]bool
}

func decisionsOf(y *project.Year) *decisions {
	s := &decisions{year: y, waivers: map[[2]string][]int{}, used: map[int]bool{}}
	for i, d := range y.Decisions {
		if d.Action == "waive" && !y.Expired(d) {
			key := [2]string{d.Supplier, d.Rule}
			s.waivers[key] = append(s.waivers[key], i)
		}
	}
	return s
}

// settle applies the year's own severities and its waivers to findings, and notes which
// decisions were used. A rule that the year switches off leaves nothing.
func (s *decisions) settle(list []finding.Finding) []finding.Finding {
	out := []finding.Finding{}
	for _, f := range list {
		if severity, set := s.year.Settings.Severities[f.Rule]; set {
			if severity == "off" {
				continue
			}
			f.Severity = severity
		}
		for _, i := range s.waivers[[2]string{f.Supplier, f.Rule}] {
			if d := s.year.Decisions[i]; waives(d, f) {
				s.used[i] = true
				f.Waived, f.Reason = true, d.Reason
				f.DecidedBy, f.DecidedOn = d.Who, d.Date
			}
		}
		out = append(out, f)
	}
	return out
}

// settleFolded does the same with findings that are folded. Only one that a waiver of its
// supplier and rule may be about is taken apart, since a waiver is about one cell.
func (s *decisions) settleFolded(list []finding.Finding) []finding.Finding {
	apart := false
	var open []finding.Finding
	for _, f := range list {
		if len(f.Cells) > 0 && len(s.waivers[[2]string{f.Supplier, f.Rule}]) > 0 {
			open, apart = append(open, finding.Unfold([]finding.Finding{f})...), true
		} else {
			open = append(open, f)
		}
	}
	if open = s.settle(open); apart {
		return finding.Fold(open)
	}
	return open
}

// waives tells whether a decision accepts a finding of its supplier and rule: the same
// place, and the cell still holds the value that was judged.
func waives(d tables.Decision, f finding.Finding) bool {
	return (d.Metal == "" || d.Metal == f.Metal) && d.Sheet == f.Sheet && d.Cell == f.Cell && text.Line(d.Raw) == text.Line(f.Raw)
}

// markNames notes which decisions about names settled a row.
func (s *decisions) markNames(books []Workbook) {
	fit := map[string]bool{}
	for _, b := range books {
		for _, key := range b.Facts.Decided {
			fit[key] = true
		}
	}
	for i, d := range s.year.Decisions {
		if (d.Action == "resolve" || d.Action == "reject") && !s.year.Expired(d) {
			n := smelter.NameDecision{Supplier: d.Supplier, Metal: cmrt.Metal(d.Metal), Raw: d.Raw, ID: d.Decided, Date: d.Date}
			s.used[i] = s.used[i] || fit[nameKey(n)]
		}
	}
}

// unused finds the decisions that matched nothing.
func (s *decisions) unused() []finding.Finding {
	file := path.Join("data", strconv.Itoa(s.year.Number), "decisions.csv")
	var list []finding.Finding
	for i, d := range s.year.Decisions {
		if !s.used[i] {
			f := decisionUnused.At(file, "", strconv.Itoa(d.Line), fmt.Sprintf("The decision of %s (%s %s) matches nothing.", d.Date, d.Action, describe(d.Rule, d.Raw)))
			f.Supplier = d.Supplier
			list = append(list, f)
		}
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
