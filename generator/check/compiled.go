package check

import (
	"errors"
	"path"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// The tables that are made of one workbook each lie in a folder of that name, one file a
// workbook: a pull request that adds a supplier adds its files and touches nobody else's.
const (
	Answers     = "answers"
	SmelterRows = "smelter-rows"
	Products    = "products"
	Mines       = "mines"
	Findings    = "findings"
)

// TableOf names the table of a kind that is made of a workbook, below the year's compiled
// folder: answers/acme.xlsx.csv. file is the workbook's path below the project's root.
func TableOf(kind, file string) string {
	below, found := cmrt.BelowFolder(file)
	if !found {
		below = path.Base(file)
	}
	return path.Join(kind, below+".csv")
}

// Tables gives the internal tables of what a workbook says, row by row, by name below the
// year's compiled folder. They are committed, so that a pull request shows as text what
// a workbook changes. A table without a row is left out.
func (w Whole) Tables() (map[string][]byte, error) {
	d := &w.Declaration
	var answers []tables.Answer
	for _, a := range d.Answers {
		answers = append(answers, tables.Answer{Key: string(a.Key), Question: a.Question, Metal: string(a.Metal), Answer: a.Answer, Raw: a.Raw, Comment: a.Comment, Cell: a.Cell})
	}
	for _, a := range d.CompanyAnswers {
		answers = append(answers, tables.Answer{Key: string(a.Key), Question: a.Question, Answer: a.Answer, Raw: a.Raw, Comment: a.Comment, Cell: a.Cell})
	}
	var rows []tables.SmelterRow
	for i := range w.Resolutions {
		res := &w.Resolutions[i]
		s := &res.Row
		rows = append(rows, tables.SmelterRow{Row: s.Row, Outcome: string(res.Outcome), SmelterID: res.Facility.ID, How: res.How, Sure: res.SureText(),
			Metal: string(s.Metal), MetalRaw: s.MetalRaw, IDTyped: s.IDTyped, ID: s.ID, IDRaw: s.IDRaw, Lookup: s.Lookup, Name: s.Name, StandardName: s.StandardName,
			Country: s.Country, IDSource: s.IDSource, Street: s.Street, City: s.City, State: s.State, ContactName: s.ContactName, ContactEmail: s.ContactEmail,
			NextSteps: s.NextSteps, MineName: s.MineName, MineCountry: s.MineCountry, Recycled: s.Recycled, RecycledRaw: s.RecycledRaw, Comment: s.Comment})
	}
	var products []tables.Product
	for _, p := range d.Products {
		products = append(products, tables.Product{Row: p.Row, Number: p.Number, Name: p.Name, RequesterNumber: p.RequesterNumber, RequesterName: p.RequesterName, Comment: p.Comment})
	}
	var mines []tables.Mine
	for _, m := range d.Mines {
		mines = append(mines, tables.Mine{Row: m.Row, Metal: string(m.Metal), MetalRaw: m.MetalRaw, Smelter: m.Smelter, Name: m.Name, ID: m.ID, IDSource: m.IDSource, Country: m.Country,
			Street: m.Street, City: m.City, State: m.State, ContactName: m.ContactName, ContactEmail: m.ContactEmail, NextSteps: m.NextSteps, Comment: m.Comment})
	}
	files := map[string][]byte{}
	return files, errors.Join(put(files, TableOf(Answers, d.File), answers), put(files, TableOf(SmelterRows, d.File), rows),
		put(files, TableOf(Mines, d.File), mines), put(files, TableOf(Products, d.File), products))
}

// put writes a table among files, unless it has no row.
func put[Row any](files map[string][]byte, name string, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	return write(files, name, rows)
}

func write[Row any](files map[string][]byte, name string, rows []Row) (err error) {
	files[name], err = tables.Write(rows)
	return err
}

// Tables gives the internal tables of a review by name below the year's compiled folder:
// a row a workbook, a row a red flag, the findings about each workbook, and those about
// the year.
func (r Result) Tables() (files map[string][]byte, failed error) {
	var books []tables.Workbook
	files, seen := map[string][]byte{}, map[string]bool{}
	for _, b := range r.Workbooks {
		d, co := &b.Declaration, &b.Declaration.Company
		books = append(books, tables.Workbook{File: d.File, SHA256: d.SHA256, Supplier: b.Supplier, Verdict: string(b.Verdict),
			TemplateType: d.Template.Type, TemplateVersion: d.Template.Version, Language: d.Template.Language,
			CompanyName: co.Name, Scope: co.Scope, ScopeRaw: co.ScopeRaw, ScopeDescription: co.ScopeDescription,
			UniqueID: co.UniqueID, UniqueIDAuthority: co.UniqueIDAuthority, Address: co.Address,
			ContactName: co.ContactName, ContactEmail: co.ContactEmail, ContactPhone: co.ContactPhone,
			AuthorizerName: co.AuthorizerName, AuthorizerTitle: co.AuthorizerTitle, AuthorizerEmail: co.AuthorizerEmail, AuthorizerPhone: co.AuthorizerPhone,
			EffectiveDate: co.EffectiveDate, EffectiveDateRaw: co.EffectiveDateRaw, Covers: b.Covers(), SupersededBy: b.By, Because: b.Because})
		seen[d.File] = true
		var rows []tables.WorkbookFinding
		for _, f := range b.Findings {
			rows = append(rows, tableFinding(f))
		}
		failed = errors.Join(failed, put(files, TableOf(Findings, d.File), rows))
	}
	var rows []tables.Finding
	for _, f := range r.Findings {
		if !seen[f.File] {
			t := tableFinding(f)
			rows = append(rows, tables.Finding{File: f.File, Supplier: f.Supplier, Severity: t.Severity, Rule: t.Rule, Sheet: t.Sheet, Cell: t.Cell, Metal: t.Metal,
				CheckerRow: t.CheckerRow, Waived: t.Waived, Reason: t.Reason, Message: t.Message, Fix: t.Fix, Follows: t.Follows, Closed: t.Closed})
		}
	}
	failed = errors.Join(failed, write(files, "red-flags.csv", r.RedFlags()), write(files, "workbooks.csv", books), write(files, "findings.csv", rows))
	return files, failed
}

func tableFinding(f finding.Finding) tables.WorkbookFinding {
	waived := "no"
	if f.Waived {
		waived = "yes"
	}
	cells := ""
	if len(f.Cells) > 0 {
		cells = f.Where()
	}
	return tables.WorkbookFinding{Severity: string(f.Severity), Rule: f.Rule, Sheet: f.Sheet, Cell: f.Cell, Cells: cells, Metal: f.Metal, CheckerRow: f.CheckerRow,
		Waived: waived, Reason: f.Reason, Message: f.Message, Fix: f.Fix, Follows: f.Follows, Closed: f.Closed}
}

// RedFlags are the red flags of a year as a table has them, workbook by workbook.
func (r Result) RedFlags() (rows []tables.RedFlag) {
	for i := range r.Workbooks {
		rows = append(rows, r.Workbooks[i].redFlags()...)
	}
	return rows
}

func (b Workbook) redFlags() (rows []tables.RedFlag) {
	for _, f := range b.Flags {
		rows = append(rows, tables.RedFlag{File: b.Declaration.File, Supplier: b.Supplier, Verdict: string(b.Verdict), Rule: f.Rule, Metal: string(f.Metal),
			Sheet: f.Sheet, Cell: f.Cell, Raw: f.Raw, Countries: f.Countries, Source: f.Source,
			State: f.State.Word, Who: f.State.Who, Date: f.State.When, Reason: f.State.Why, Evidence: f.State.Evidence})
	}
	return rows
}
