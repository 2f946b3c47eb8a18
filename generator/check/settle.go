package check

import (
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// settle applies the year's own severities and its waivers to findings, and notes
// which decisions were used. A rule that the year switches off leaves nothing.
func settle(y *project.Year, list []finding.Finding, d cmrt.Declaration, used map[int]bool) []finding.Finding {
	out := []finding.Finding{}
	for _, f := range list {
		if severity, set := y.Settings.Severities[f.Rule]; set {
			if severity == "off" {
				continue
			}
			f.Severity = severity
		}
		for i, decision := range y.Decisions {
			if waives(y, decision, f, d) {
				used[i] = true
				f.Waived, f.Reason = true, decision.Reason
				f.DecidedBy, f.DecidedOn = decision.Who, decision.Date
			}
		}
		out = append(out, f)
	}
	return out
}

// waives tells whether a decision accepts a finding: the same supplier, rule and
// place, and the cell still holds the value that was judged.
func waives(y *project.Year, d tables.Decision, f finding.Finding, decl cmrt.Declaration) bool {
	return d.Action == "waive" && !y.Expired(d) && d.Rule == f.Rule && d.Supplier == f.Supplier && (d.Metal == "" || d.Metal == f.Metal) &&
		d.Sheet == f.Sheet && d.Cell == f.Cell && strings.TrimSpace(d.Raw) == strings.TrimSpace(rawAt(decl, f.Sheet, f.Cell))
}

// RawAt gives what stands in a cell as typed: the value that a waiver judges.
func (b Workbook) RawAt(sheet, cell string) string { return rawAt(b.Declaration, sheet, cell) }

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
	column := strings.TrimRight(cell, "0123456789")
	number, _ := strconv.Atoi(cell[len(column):])
	for _, row := range d.Smelters {
		if sheet != layout.SmelterSheet || row.Row != number {
			continue
		}
		at := layout.Columns
		return map[string]string{at.IDTyped: row.IDTyped, at.Metal: row.MetalRaw, at.Lookup: row.Lookup, at.Name: row.Name, at.Country: row.Country, at.ID: row.IDRaw,
			at.ContactName: row.ContactName, at.ContactEmail: row.ContactEmail, at.NextSteps: row.NextSteps, at.MineName: row.MineName,
			at.MineCountry: row.MineCountry, at.Recycled: row.RecycledRaw, at.Comment: row.Comment}[column]
	}
	return ""
}

// companyCell gives a cell of the company block as typed.
func companyCell(d cmrt.Declaration, f cmrt.CompanyCells, cell string) string {
	c := d.Company
	return map[string]string{f.Name: c.Name, f.Scope: c.ScopeRaw, f.ScopeDescription: c.ScopeDescription, f.UniqueID: c.UniqueID,
		f.UniqueIDAuthority: c.UniqueIDAuthority, f.Address: c.Address, f.ContactName: c.ContactName, f.ContactEmail: c.ContactEmail,
		f.ContactPhone: c.ContactPhone, f.AuthorizerName: c.AuthorizerName, f.AuthorizerTitle: c.AuthorizerTitle,
		f.AuthorizerEmail: c.AuthorizerEmail, f.AuthorizerPhone: c.AuthorizerPhone, f.EffectiveDate: c.EffectiveDateRaw}[cell]
}
