package check

import (
	"fmt"
	"sync"

	"itron.com/conflict-minerals/generator/tables"
)

// Compiled gives the internal tables of a review by file name: what every
// workbook says, row by row, and what was found. They are committed, so that a
// pull request shows as text what a workbook changes.
func (r Result) Compiled() (map[string][]byte, error) {
	var answers, rows, products int
	for i := range r.Workbooks {
		d := &r.Workbooks[i].Declaration
		answers, rows, products = answers+len(d.Answers)+len(d.CompanyAnswers), rows+len(d.Smelters), products+len(d.Products)
	}
	c := compiled{workbooks: make([]tables.Workbook, 0, len(r.Workbooks)), answers: make([]tables.Answer, 0, answers),
		rows: make([]tables.SmelterRow, 0, rows), products: make([]tables.Product, 0, products), findings: make([]tables.Finding, 0, len(r.Findings))}
	for i := range r.Workbooks {
		c.add(&r.Workbooks[i])
	}
	for _, f := range r.Findings {
		waived := "no"
		if f.Waived {
			waived = "yes"
		}
		c.findings = append(c.findings, tables.Finding{File: f.File, Supplier: f.Supplier, Severity: string(f.Severity), Rule: f.Rule,
			Sheet: f.Sheet, Cell: f.Cell, Metal: f.Metal, CheckerRow: f.CheckerRow, Waived: waived, Reason: f.Reason, Message: f.Message, Fix: f.Fix})
	}
	return c.write()
}

// compiled collects rows in the order of files.
type compiled struct {
	workbooks []tables.Workbook
	answers   []tables.Answer
	rows      []tables.SmelterRow
	products  []tables.Product
	findings  []tables.Finding
}

func (c *compiled) add(b *Workbook) {
	d, co := &b.Declaration, &b.Declaration.Company
	c.workbooks = append(c.workbooks, tables.Workbook{File: d.File, SHA256: d.SHA256, Supplier: b.Supplier, Verdict: string(b.Verdict),
		TemplateType: d.Template.Type, TemplateVersion: d.Template.Version, Language: d.Template.Language,
		CompanyName: co.Name, Scope: co.Scope, ScopeRaw: co.ScopeRaw, ScopeDescription: co.ScopeDescription,
		UniqueID: co.UniqueID, UniqueIDAuthority: co.UniqueIDAuthority, Address: co.Address,
		ContactName: co.ContactName, ContactEmail: co.ContactEmail, ContactPhone: co.ContactPhone,
		AuthorizerName: co.AuthorizerName, AuthorizerTitle: co.AuthorizerTitle, AuthorizerEmail: co.AuthorizerEmail, AuthorizerPhone: co.AuthorizerPhone,
		EffectiveDate: co.EffectiveDate, EffectiveDateRaw: co.EffectiveDateRaw})
	for _, a := range d.Answers {
		c.answers = append(c.answers, tables.Answer{File: d.File, Supplier: b.Supplier, Key: string(a.Key), Question: a.Question, Metal: string(a.Metal), Answer: a.Answer, Raw: a.Raw, Comment: a.Comment, Cell: a.Cell})
	}
	for _, a := range d.CompanyAnswers {
		c.answers = append(c.answers, tables.Answer{File: d.File, Supplier: b.Supplier, Key: string(a.Key), Question: a.Question, Answer: a.Answer, Raw: a.Raw, Comment: a.Comment, Cell: a.Cell})
	}
	for i := range b.Resolutions {
		res := &b.Resolutions[i]
		s := &res.Row
		c.rows = append(c.rows, tables.SmelterRow{File: d.File, Supplier: b.Supplier, Row: s.Row, Outcome: string(res.Outcome), SmelterID: res.Facility.ID, How: res.How, Sure: res.SureText(),
			Metal: string(s.Metal), MetalRaw: s.MetalRaw, IDTyped: s.IDTyped, ID: s.ID, IDRaw: s.IDRaw, Lookup: s.Lookup, Name: s.Name, StandardName: s.StandardName,
			Country: s.Country, IDSource: s.IDSource, Street: s.Street, City: s.City, State: s.State, ContactName: s.ContactName, ContactEmail: s.ContactEmail,
			NextSteps: s.NextSteps, MineName: s.MineName, MineCountry: s.MineCountry, Recycled: s.Recycled, RecycledRaw: s.RecycledRaw, Comment: s.Comment})
	}
	for _, p := range d.Products {
		c.products = append(c.products, tables.Product{File: d.File, Supplier: b.Supplier, Row: p.Row, Number: p.Number, Name: p.Name, Comment: p.Comment})
	}
}

func (c *compiled) write() (map[string][]byte, error) {
	list := []struct {
		name  string
		write func() ([]byte, error)
		data  []byte
		err   error
	}{
		{name: "workbooks.csv", write: func() ([]byte, error) { return tables.Write(c.workbooks) }},
		{name: "answers.csv", write: func() ([]byte, error) { return tables.Write(c.answers) }},
		{name: "smelter-rows.csv", write: func() ([]byte, error) { return tables.Write(c.rows) }},
		{name: "products.csv", write: func() ([]byte, error) { return tables.Write(c.products) }},
		{name: "findings.csv", write: func() ([]byte, error) { return tables.Write(c.findings) }},
	}
	var wg sync.WaitGroup
	for i := range list {
		wg.Go(func() { list[i].data, list[i].err = list[i].write() })
	}
	wg.Wait()
	files := map[string][]byte{}
	for _, t := range list {
		if t.err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, t.err)
		}
		files[t.name] = t.data
	}
	return files, nil
}
