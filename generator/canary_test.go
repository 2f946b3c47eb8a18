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

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/site"
	look "itron.com/conflict-minerals/site"
)

// deciding are the fields of what suppliers send, and of what is kept about them,
// that decide what is counted. All others are planted with canaries.
var deciding = map[string][]string{
	"Declaration": {"File", "SHA256"}, "Template": {"Type", "Version", "Language"}, "Finding": nil,
	"Company":    {"Scope", "ScopeRaw", "EffectiveDate", "EffectiveDateRaw"},
	"Answer":     {"Key", "Question", "Metal", "Answer", "Raw", "Cell"},
	"SmelterRow": {"Metal", "MetalRaw", "IDTyped", "ID", "IDRaw", "Lookup", "Name", "StandardName", "Country", "Recycled", "RecycledRaw", "MineName", "MineCountry"},
	"Product":    nil,
	"Supplier":   {"ID", "Language", "InScope", "Metals", "SpendShare", "ContractClause", "Parent", "Programmes"},
	"Outreach":   {"Date", "Supplier", "Kind", "Channel", "Outcome", "Programmes"},
	"Received":   {"Date", "Supplier", "File", "SHA256"},
	"Decision":   {"Action", "Supplier", "Rule", "Sheet", "Cell", "Metal", "Raw", "Decided", "Date", "Until"},
}

const canary = "zq-canary"

// plant puts a canary into every text of a value that decides nothing, and counts them.
func plant(t *testing.T, v reflect.Value) (planted int) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			planted += plant(t, v.Index(i))
		}
	case reflect.Struct:
		kept, known := deciding[v.Type().Name()]
		if !known {
			t.Fatalf("%s: say which of its fields decide what is counted", v.Type())
		}
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "Findings" || name == "CheckerRows" || slices.Contains(kept, name) {
				continue
			}
			if v.Field(i).Kind() != reflect.String {
				planted += plant(t, v.Field(i))
				continue
			}
			text := canary + "-" + name
			switch {
			case strings.Contains(name, "Email"):
				text = canary + "@zq-canary.example"
			case strings.Contains(name, "Phone"):
				text = "+1 555 0100 " + canary
			}
			v.Field(i).SetString(text)
			planted++
		}
	}
	return planted
}

// TestCanaries plants canaries in every field of suppliers and of the company's notes on
// them that decides nothing, and finds none in any public file; nor a supplier's id or file.
func TestCanaries(t *testing.T) {
	t.Parallel()
	tree, _, err := demo.Make(committed)
	if err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(memory(tree))
	if err != nil {
		t.Fatal(err)
	}
	secrets, planted := []string{canary}, 0
	var said []cmrt.Declaration
	for _, number := range p.Years {
		files, err := p.Workbooks(number)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			said = append(said, cmrt.Read(file, tree[file]))
		}
	}
	planted += plant(t, reflect.ValueOf(said))
	known := season.Open(p, catalogue(), reading.Known(said))
	for _, number := range p.Years {
		y, err := known.Received(number)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range []any{y.Roster, y.Outreach, y.Decisions} {
			planted += plant(t, reflect.ValueOf(list))
		}
		for _, s := range y.Roster {
			secrets = append(secrets, s.ID)
		}
	}
	for _, d := range said {
		secrets = append(secrets, path.Base(d.File), d.SHA256)
	}
	compiled, err := compiledTables(known)
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Of(known, site.WithDrafts)
	if err != nil {
		t.Fatal(err)
	}
	if s.Check, err = site.CheckOf(p, []byte("the module")); err != nil || s.Check == nil || s.Check.Settings.Directory == nil {
		t.Fatalf("there is no check page with a directory: %v", err)
	}
	pages, err := site.Build(s, look.Files)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(bytes.ToLower(bytes.Join(slices.Collect(maps.Values(compiled)), nil)), []byte(canary)); planted < 1000 || n < 100 {
		t.Fatalf("%d canaries were planted, and %d are in internal tables: too few to prove anything", planted, n)
	}
	if len(s.Years[0].Smelters) < 50 || len(pages) < 90 {
		t.Fatalf("%d smelters and %d files: the canaries changed what is counted", len(s.Years[0].Smelters), len(pages))
	}
	for name, data := range pages {
		low := strings.ToLower(string(data))
		for _, secret := range secrets {
			if strings.Contains(low, strings.ToLower(secret)) || strings.Contains(strings.ToLower(name), strings.ToLower(secret)) {
				t.Errorf("%s holds %s", name, fmt.Sprintf("%q", secret))
			}
		}
	}
}
