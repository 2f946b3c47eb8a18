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
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// bird begins every text that is planted; what follows names the field.
const bird = "canary"

// kept are the fields whose words must be as they are, of the types whose every
// other field gets a canary: a field that is added gets one too.
var kept = map[string][]string{
	"Supplier": {"ID", "Language", "InScope", "Metals", "SpendShare", "ContractClause", "Parent"},
	"Outreach": {"Date", "Supplier", "Kind", "Channel", "Outcome"},
	"Decision": {"Action", "Supplier", "Rule", "Sheet", "Cell", "Metal", "Raw", "Decided", "Date", "Until"}, // of Raw there are rows of its own
	"Received": {"Date", "Supplier", "File", "SHA256"},
	// The smelter's own names and numbers are what is public, where a directory knows it;
	// names that none knows have rows of their own.
	"SmelterColumns": {"Metal", "Lookup", "Name", "Country", "ID", "IDTyped", "StandardName", "Recycled"},
	"CompanyCells":   {"Language", "Revision", "Title", "Scope", "EffectiveDate"},
}

// plant gives each field of a row or layout that is not kept to a function, which
// returns its new value.
func plant(row any, of func(field, value string) string) {
	v := reflect.ValueOf(row).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if v.Field(i).Kind() == reflect.String && !slices.Contains(kept[v.Type().Name()], name) {
			v.Field(i).SetString(of(name, v.Field(i).String()))
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
		kind := strings.ToLower(reflect.TypeFor[T]().Name())
		plant(&rows[i], func(field, _ string) string {
			switch field {
			case "Email", "Sender":
				return fmt.Sprintf("%s.%s%d@x.example", bird, kind, i)
			case "Vendor": // a list of numbers
				return fmt.Sprintf("%s%d", bird, i)
			}
			return fmt.Sprintf("%s %s %s %d", bird, kind, strings.ToLower(field), i)
		})
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
		text := bird + " " + field + " " + path.Base(name)
		if strings.HasSuffix(field, "Email") {
			text = bird + "." + field + "@x.example"
		}
		if err := f.SetCellValue(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	plant(&layout.Fields, func(field, cell string) string {
		if cell != "" {
			set(cmrt.SheetDeclaration, cell, field)
		}
		return cell
	})
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
		columns := layout.Columns
		plant(&columns, func(field, column string) string {
			if column != "" {
				set(layout.SmelterSheet, fmt.Sprint(column, row.Row), field)
			}
			return column
		})
	}
	if rows := len(d.Smelters); rows > 0 && layout.Columns.Lookup != "" && strings.HasSuffix(d.Company.ContactName, "a") { // of some: it is an error of its own
		at := fmt.Sprint(last + 1)
		for column, text := range map[string]string{layout.Columns.Metal: "Gold", layout.Columns.Lookup: "Smelter not listed", layout.Columns.Name: bird + " unlisted works", layout.Columns.Country: "Peru"} {
			if err := f.SetCellValue(layout.SmelterSheet, column+at, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, column := range []string{"B", "C", "D"} {
		set(cmrt.SheetProducts, fmt.Sprint(column, layout.ProductFirst), fmt.Sprint("product", i))
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: bird + " author", Title: bird + " title", Description: bird + " description"}); err != nil {
		t.Fatal(err)
	}
	if err := f.AddComment(cmrt.SheetDeclaration, excelize.Comment{Cell: "B2", Author: bird + " who", Text: bird + " note"}); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCanaries plants a text in every field that only suppliers or the people who deal
// with them fill, and finds none in the public files.
func TestCanaries(t *testing.T) {
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
		sow(t, tree, year+"decisions.csv", tables.Decision{Action: "reject", Supplier: first, Metal: "gold", Raw: bird + " rejected works", Date: day},
			tables.Decision{Action: "resolve", Metal: "gold", Raw: bird + " resolved works", Decided: "CID900001", Date: day})
		for name, data := range tree {
			if strings.HasPrefix(name, year+"cmrt/") && path.Ext(name) == ".xlsx" {
				tree[name] = sowWorkbook(t, name, data)
			}
		}
		file := year + "cmrt/" + first + ".xlsx"
		sow(t, tree, year+"received.csv", tables.Received{Date: day, Supplier: first, File: file, SHA256: strings.Repeat("0", 64)})
	}
	p, err := project.Open(memory(tree))
	if err != nil {
		t.Fatal(err)
	}
	quiet := stdio{Out: &strings.Builder{}, Err: &strings.Builder{}}
	compiled, pages, err := buildSite(p, t.TempDir(), quiet)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range pages {
		if i := bytes.Index(bytes.ToLower(data), []byte(bird)); i >= 0 {
			t.Errorf("%s holds %.80q", name, data[i:])
		}
	}
	// They were there to be found: in what was read, in what is kept inside, and in
	// workbooks whose smelters are on the pages.
	y, err := compileYear(newYears(p, quiet), 2025)
	if err != nil {
		t.Fatal(err)
	}
	accepted, seen := 0, map[string]bool{}
	for _, b := range y.review.Workbooks {
		if b.Verdict != check.Accepted || !strings.HasPrefix(b.Declaration.Company.ContactName, bird) {
			continue
		}
		accepted++
		for field, text := range fieldsOf(reflect.ValueOf(b.Declaration)) {
			if strings.HasPrefix(text, bird) {
				seen[field] = true
			}
		}
	}
	t.Logf("%d accepted declarations, %d fields: %v", accepted, len(seen), slices.Sorted(maps.Keys(seen)))
	if accepted < 3 || len(seen) < 20 || len(y.inquiry.Smelters) < 10 {
		t.Errorf("%d accepted declarations hold canaries in %d fields, %d smelters are public: %v", accepted, len(seen), len(y.inquiry.Smelters), slices.Sorted(maps.Keys(seen)))
	}
	if inside := bytes.Join(slices.Collect(maps.Values(compiled)), nil); !bytes.Contains(inside, []byte(bird)) {
		t.Error("the internal tables hold none: nothing was planted where it counts")
	}
}

// fieldsOf are the texts of a value by the path of their field.
func fieldsOf(v reflect.Value) map[string]string {
	found := map[string]string{}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			found[path] = v.String()
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				for field, text := range fieldsOf(v.Index(i)) {
					if found[path+field] == "" || strings.HasPrefix(text, bird) {
						found[path+field] = text
					}
				}
			}
		}
	}
	walk("", v)
	return found
}
