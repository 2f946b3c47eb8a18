package main

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/tables"
)

// kept are the cells and columns of a workbook whose words must be as they are: the
// smelter's own names and numbers are what is public, where a directory knows it.
var kept = map[string][]string{
	"SmelterColumns": {"Metal", "Lookup", "Name", "Country", "ID", "IDTyped", "StandardName", "Recycled"},
	"CompanyCells":   {"Language", "Revision", "Title", "Scope", "EffectiveDate"},
}

// eachCell gives the name and the place of each cell or column that is not kept.
func eachCell(cells any, f func(field, at string)) {
	v := reflect.ValueOf(cells)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).String() != "" && !slices.Contains(kept[v.Type().Name()], name) {
			f(name, v.Field(i).String())
		}
	}
}

// sow puts canaries into every row of a table of the project, and a row of its own.
func sow[T any](t *testing.T, tree map[string][]byte, name string, more ...T) {
	t.Helper()
	var rows []T
	if data, ok := tree[name]; ok {
		var err error
		if rows, err = tables.Read[T](name, data); err != nil {
			t.Fatal(err)
		}
	}
	rows = append(rows, more...)
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		plant(t, row)
		if vendor := row.FieldByName("Vendor"); vendor.IsValid() { // a list of numbers, each of one supplier
			vendor.SetString(fmt.Sprint(canary, i))
		}
	}
	data, err := tables.Write(rows)
	if err != nil {
		t.Fatal(err)
	}
	tree[name] = data
}

// sowWorkbook puts canaries into every field of a workbook that only its supplier fills,
// and into what else a file can hold.
func sowWorkbook(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	d := cmrt.Read(name, data)
	layout, known := cmrt.LayoutOf(d.Template.Version)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if !known || err != nil {
		return data // one that cannot be read: nothing of it counts
	}
	set := func(sheet, cell, field string) {
		text := canary + " " + field + " " + path.Base(name)
		if strings.HasSuffix(field, "Email") {
			text = canary + "." + field + "@x.example"
		}
		if err := f.SetCellValue(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	eachCell(layout.Fields, func(field, cell string) { set(cmrt.SheetDeclaration, cell, field) })
	for _, q := range layout.Questions {
		for i, m := range cmrt.Metals {
			set(cmrt.SheetDeclaration, q.CommentCell(i), string(q.Key)+" "+string(m))
		}
	}
	for _, q := range layout.CompanyQuestions {
		set(cmrt.SheetDeclaration, q.CommentCell(0), string(q.Key))
	}
	last := layout.SmelterFirst
	for _, row := range d.Smelters {
		last = max(last, row.Row)
		eachCell(layout.Columns, func(field, column string) { set(layout.SmelterSheet, fmt.Sprint(column, row.Row), field) })
	}
	if rows := len(d.Smelters); rows > 0 && layout.Columns.Lookup != "" && len(name)%2 == 0 { // in some only: such a row can be an error
		at := fmt.Sprint(last + 1)
		for column, text := range map[string]string{layout.Columns.Metal: "Gold", layout.Columns.Lookup: "Smelter not listed", layout.Columns.Name: canary + " unlisted works", layout.Columns.Country: "Peru"} {
			if err := f.SetCellValue(layout.SmelterSheet, column+at, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, column := range []string{"B", "C", "D"} {
		set(cmrt.SheetProducts, fmt.Sprint(column, layout.ProductFirst), fmt.Sprint("product", i))
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: canary + " author", Title: canary + " title", Description: canary + " description"}); err != nil {
		t.Fatal(err)
	}
	if err := f.AddComment(cmrt.SheetDeclaration, excelize.Comment{Cell: "B2", Author: canary + " who", Text: canary + " note"}); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCanariesInFiles does the same with the files themselves: workbooks with all that a
// file can hold, names that nobody knows, and the tables beside them.
func TestCanariesInFiles(t *testing.T) {
	t.Parallel()
	tree, _, err := demo.Make(demo.Options{Seed: 3, Suppliers: 24, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []string{"data/2024/", "data/2025/"} {
		roster, err := tables.Read[tables.Supplier](year+"suppliers.csv", tree[year+"suppliers.csv"])
		if err != nil {
			t.Fatal(err)
		}
		first, day := roster[0].ID, year[5:9]+"-12-01"
		sow[tables.Supplier](t, tree, year+"suppliers.csv")
		sow[tables.Outreach](t, tree, year+"outreach.csv")
		sow(t, tree, year+"decisions.csv", tables.Decision{Action: "reject", Supplier: first, Metal: "gold", Raw: canary + " rejected works", Date: day},
			tables.Decision{Action: "resolve", Metal: "gold", Raw: canary + " resolved works", Decided: "CID900001", Date: day})
		for name, data := range tree {
			if strings.HasPrefix(name, year+"cmrt/") && path.Ext(name) == ".xlsx" {
				tree[name] = sowWorkbook(t, name, data)
			}
		}
		file := year + "cmrt/" + first + ".xlsx"
		sow(t, tree, year+"received.csv", tables.Received{Date: day, Supplier: first, File: file, SHA256: strings.Repeat("0", 64)})
	}
	s := seasonOf(t, memory(tree))
	compiled, pages := built(t, s)
	for name, data := range pages {
		if i := bytes.Index(bytes.ToLower(data), []byte(canary)); i >= 0 {
			t.Errorf("%s holds %.80q", name, data[i:])
		}
	}
	// They were there to be found, in workbooks whose smelters are on the pages.
	y, err := s.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	review, err := y.Review()
	if err != nil {
		t.Fatal(err)
	}
	q, err := y.Inquiry()
	if err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for _, b := range review.Workbooks {
		if b.Verdict == check.Accepted && strings.HasPrefix(b.Declaration.Company.ContactName, canary) {
			accepted++
		}
	}
	inside := bytes.Join(slices.Collect(maps.Values(compiled)), nil)
	if accepted < 10 || len(q.Smelters) < 40 || !bytes.Contains(inside, []byte(canary+" unlisted works")) {
		t.Errorf("%d accepted declarations hold canaries, %d smelters are public", accepted, len(q.Smelters))
	}
}
