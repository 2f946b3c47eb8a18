package main

import (
	"cmp"
	"encoding/csv"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestReferencePage keeps REFERENCE.md what the program says of itself: the prose of
// testdata/reference.md, and in the places it names what commands, rules, figures,
// tables and JSON documents are.
func TestReferencePage(t *testing.T) {
	t.Parallel()
	const file = "../REFERENCE.md"
	frame, err := os.ReadFile("testdata/reference.md")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(
		"{{commands}}\n", commandsPart(t),
		"{{rules}}\n", rulesPage(catalogue()),
		"{{figures}}\n", figuresPart(t),
		"{{mineral figures}}\n", mineralPart(),
		"{{tables}}\n", tablesPart(t),
		"{{declaration}}\n", jsonPart(t, "cmrt.Declaration"),
		"{{finding}}\n", jsonPart(t, "finding.Finding"),
		"{{summary}}\n", jsonPart(t, "finding.Summary"),
		"{{review}}\n", jsonPart(t, "review.Review"),
		"{{explain}}\n", jsonPart(t, "rcoi.Trace"),
		"{{due}}\n", jsonPart(t, "agenda.Item"),
	).Replace(string(frame))
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not what the program says: run go test ./generator -run Reference -update (%v)", file, err)
	}
}

// TestRulesAreComplete: a person who has never heard of a rule learns what it means.
func TestRulesAreComplete(t *testing.T) {
	t.Parallel()
	for _, r := range catalogue() {
		if r.Explanation == "" || r.Fix == "" || r.Example == "" || r.Severity == "" {
			t.Errorf("%s lacks explanation, fix, example or severity", r.Name)
		}
	}
}

// TestFiguresAreListedForWriters: who writes the report's narrative finds each figure in the
// list of content/README.md, those of a metal by tin's.
func TestFiguresAreListedForWriters(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("project/skeleton/content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(readme), "| id | what it counts |\n| --- | --- |\n")
	list, _, _ = strings.Cut(list, "\n\n")
	listed := map[string]bool{}
	for _, row := range strings.Split(list, "\n") {
		ids := strings.Split(strings.Split(row, "|")[1], "`")
		first := strings.Split(ids[1], ".")
		for i := 1; i < len(ids); i += 2 {
			id := strings.Split(strings.TrimPrefix(ids[i], "."), ".") // “.active”: its last word is another
			listed[strings.Join(append(first[:len(first)-len(id):len(first)-len(id)], id...), ".")] = true
		}
	}
	data, err := os.ReadFile("../data/2025/compiled/figures.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || len(rows) < 100 {
		t.Fatal(len(rows), err)
	}
	for _, row := range rows[1:] {
		id := row[0]
		if metal, rest, _ := strings.Cut(id, "."); slices.Contains(cmrt.Metals, cmrt.Metal(metal)) {
			id = "tin." + rest
		}
		if !listed[id] {
			t.Errorf("content/README.md does not list the figure %s: edit the copy in generator/project/skeleton", id)
		}
	}
}

// commandsPart describes every command from kong's model.
func commandsPart(t *testing.T) string {
	parser, err := kong.New(&cli{}, kong.Name("cmr"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, leaf := range parser.Model.Leaves(true) {
		fmt.Fprintf(&b, "### <a id=\"command-%s\"></a>%s\n\n%s", anchor(leaf), leaf.FullPath(), leaf.Help)
		if leaf.Detail != "" {
			fmt.Fprintf(&b, " %s", leaf.Detail)
		} else if up := leaf.Parent; up != nil && up.Detail != "" && up.Type == kong.CommandNode {
			fmt.Fprintf(&b, " %s", up.Detail)
		}
		b.WriteString("\n\n| argument or flag | meaning |\n| --- | --- |\n")
		for n := leaf; n != nil && n.Type != kong.ApplicationNode; n = n.Parent {
			for _, p := range n.Positional {
				fmt.Fprintf(&b, "| `%s` | %s |\n", cell(p.Summary()), cell(p.Help))
			}
		}
		for _, f := range leaf.Flags {
			name := "--" + f.Name
			if !f.IsBool() {
				name += "=" + cmp.Or(f.PlaceHolder, strings.ToUpper(f.Name))
			}
			help := f.Help
			if f.Enum != "" {
				help = strings.ReplaceAll(help, f.Enum, strings.ReplaceAll(strings.Trim(f.Enum, ","), ",", ", "))
			}
			if !strings.HasSuffix(help, ".") {
				help += "."
			}
			if f.Required {
				help += " Required."
			}
			if f.HasDefault && f.Default != "" {
				help += " Default: " + f.Default + "."
			}
			fmt.Fprintf(&b, "| `%s` | %s |\n", cell(name), cell(help))
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "| argument or flag | meaning |\n| --- | --- |\n\n", "")
}

func anchor(n *kong.Node) string {
	name := n.Name
	for n = n.Parent; n != nil && n.Type != kong.ApplicationNode; n = n.Parent {
		name = n.Name + "-" + name
	}
	return name
}

// cell writes a text into a cell of a Markdown table.
func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}

// figuresPart lists the figures of the demonstration's years, which another test holds
// to what the program counts.
func figuresPart(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| figure | label | unit | definition |\n| --- | --- | --- | --- |\n")
	file, err := os.ReadFile("../data/2025/compiled/figures.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := func(row []string, name string) string { return cell(row[slices.Index(rows[0], name)]) }
	for _, row := range rows[1:] {
		fmt.Fprintf(&b, "| <a id=\"figure-%[1]s\"></a>`%[1]s` | %s | %s | %s |\n", col(row, "id"), col(row, "label"), col(row, "unit"), col(row, "definition"))
	}
	return b.String()
}

// mineralPart lists the figures that a programme beside the CMRT has for each of its
// minerals, by the one of cobalt.
func mineralPart() string {
	var b strings.Builder
	b.WriteString("| figure | label | unit | definition |\n| --- | --- | --- | --- |\n")
	for _, f := range rcoi.Count((&project.Year{Number: 2025}).By("EMRT"), nil, nil, nil).Figures {
		if strings.HasPrefix(f.ID, string(cmrt.Cobalt)+".") {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", f.ID, cell(f.Label), cell(f.Unit), cell(f.Definition))
		}
	}
	return b.String()
}

// files are the tables in the order of the flow, with the type of their rows.
var files = []struct{ path, row string }{
	{"data/YEAR/suppliers.csv", "Supplier"}, {"data/YEAR/outreach.csv", "Outreach"}, {"data/YEAR/received.csv", "Received"}, {"data/YEAR/decisions.csv", "Decision"},
	{"data/reference/directory-DATE.csv", "DirectoryRow"}, {"data/reference/conformance-DATE.csv", "ConformanceRow"}, {"data/reference/revisions-DATE.csv", "RevisionRow"},
	{"data/reference/translation-DATE.csv", "TranslationRow"}, {"data/reference/cahra-DATE.csv", "AreaRow"}, {"data/reference/sources.csv", "SnapshotSource"},
	{"data/YEAR/compiled/workbooks.csv", "Workbook"}, {"data/YEAR/compiled/answers/WORKBOOK.csv", "Answer"}, {"data/YEAR/compiled/smelter-rows/WORKBOOK.csv", "SmelterRow"},
	{"data/YEAR/compiled/products/WORKBOOK.csv", "Product"}, {"data/YEAR/compiled/emrt/mines/WORKBOOK.csv", "Mine"}, {"data/YEAR/compiled/findings/WORKBOOK.csv", "WorkbookFinding"}, {"data/YEAR/compiled/findings.csv", "Finding"},
	{"data/YEAR/compiled/responses.csv", "Response"}, {"data/YEAR/compiled/smelters.csv", "Smelter"}, {"data/YEAR/compiled/changes.csv", "Change"},
	{"data/YEAR/compiled/activities.csv", "Activity"}, {"data/YEAR/compiled/figures.csv", "Figure"},
}

// tablesPart describes every table: public columns as their data package does, others
// by the comment of the field.
func tablesPart(t *testing.T) string {
	public := map[string]map[string]tables.Field{"Smelter": tables.SmelterFields, "Change": tables.ChangeFields, "Activity": tables.ActivityFields, "Figure": tables.FigureFields}
	var b strings.Builder
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(f.path, "data/"), "YEAR/"), "reference/"), ".csv")
		fmt.Fprintf(&b, "### <a id=\"table-%s\"></a>%s\n\n| column | meaning |\n| --- | --- |\n", strings.ToLower(strings.ReplaceAll(name, "/", "-")), f.path)
		for _, field := range fieldsOf(t, "tables."+f.row, "csv") {
			if d := public[f.row][field.name].Description; d != "" {
				field.doc = d
			}
			if field.doc == "" {
				t.Errorf("%s: column %s has no description: write it beside its field in tables.%s", f.path, field.name, f.row)
			}
			fmt.Fprintf(&b, "| `%s` | %s |\n", field.name, cell(field.doc))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// jsonPart describes a JSON document: a table for its type, then one for each type in it.
func jsonPart(t *testing.T, root string) string {
	var b strings.Builder
	seen := map[string]bool{root: true}
	for queue := []string{root}; len(queue) > 0; queue = queue[1:] {
		name := queue[0]
		if name != root {
			fmt.Fprintf(&b, "**%s**\n\n", name[strings.Index(name, ".")+1:])
		}
		b.WriteString("| key | type | meaning |\n| --- | --- | --- |\n")
		for _, f := range fieldsOf(t, name, "json") {
			if f.doc == "" {
				t.Errorf("%s: key %s has no description: write it beside its field", name, f.name)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.name, f.kind, cell(f.doc))
			if f.of != "" && !seen[f.of] {
				seen[f.of], queue = true, append(queue, f.of)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// described is a field of a struct as its source has it.
type described struct{ name, kind, of, doc string }

// fieldsOf reads the fields of a type, "package.Type", that have a key or column, with
// the comment beside or above each.
func fieldsOf(t *testing.T, name, tag string) []described {
	pkg, typ, _ := strings.Cut(name, ".")
	spec := structs(t, pkg)[typ]
	if spec == nil {
		t.Fatalf("there is no struct %s", name)
	}
	var list []described
	for _, f := range spec.Fields.List {
		kind, of := kindOf(t, pkg, f.Type)
		if f.Tag == nil {
			if len(f.Names) == 0 { // embedded: its keys are keys of this one
				list = append(list, fieldsOf(t, of, tag)...)
			}
			continue
		}
		key, _, _ := strings.Cut(reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get(tag), ",")
		if key != "" && key != "-" {
			doc := strings.TrimSpace(cmp.Or(f.Comment.Text(), f.Doc.Text()))
			for _, verb := range []string{" is ", " are "} { // a doc comment begins with the name
				doc = strings.TrimPrefix(doc, f.Names[0].Name+verb)
			}
			list = append(list, described{key, kind, of, doc})
		}
	}
	return list
}

// parsed holds what structs found, since a page asks for the same packages many times.
var parsed = map[string]map[string]*ast.StructType{}

// structs gives the struct types of a package of generator/ by name.
func structs(t *testing.T, pkg string) map[string]*ast.StructType {
	if found := parsed[pkg]; found != nil {
		return found
	}
	files, err := filepath.Glob(pkg + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*ast.StructType{}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok {
					found[spec.Name.Name] = s
				}
			}
			return true
		})
	}
	parsed[pkg] = found
	return found
}

// kindOf says in words of JSON what a Go type is, and which struct it holds.
func kindOf(t *testing.T, pkg string, e ast.Expr) (kind, of string) {
	switch e := e.(type) {
	case *ast.ArrayType:
		kind, of = kindOf(t, pkg, e.Elt)
		return "list of " + strings.TrimSuffix(kind, "s") + "s", of
	case *ast.SelectorExpr:
		return kindOf(t, e.X.(*ast.Ident).Name, e.Sel)
	case *ast.StarExpr:
		return kindOf(t, pkg, e.X)
	case *ast.Ident:
		switch {
		case e.Name == "int" || e.Name == "float64":
			return "number", ""
		case e.Name == "bool":
			return "true or false", ""
		case structs(t, pkg)[e.Name] != nil:
			return "object", pkg + "." + e.Name
		}
	}
	return "text", ""
}
