package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "itron.com/conflict-minerals/"

// order is the flow: a package may import those before it, and nothing after.
var order = []string{
	"site", // the look that is built in: templates and assets, no code of ours
	"generator/stable", "generator/lazyregexp", "generator/compound", "generator/xls", "generator/ascii", "generator/text", "generator/finding", "generator/folder", "generator/git", "generator/cmrt", "generator/reading", "generator/smelter", "generator/tables",
	"generator/listing", "generator/project", "generator/check", "generator/precheck", "generator/precheck/module", "generator/campaign", "generator/rcoi", "generator/report", "generator/season",
	"generator/letters", "generator/outreach", "generator/customer", "generator/agenda", "generator/edgar", "generator/freeze", "generator/sheets", "generator/site", "generator/pdf", "generator/verify", "generator/export", "generator/dashboard", "generator/preview",
	"generator/template", "generator/rollup", "generator/roster", "generator/bom", "generator/receive", "generator/decision", "generator/review", "generator/demo", "generator",
}

// owners are the only packages, tests aside, that may import a library.
var owners = map[string][]string{
	"github.com/gocarina/gocsv":         {"generator/tables"},
	"github.com/xuri/excelize/v2":       {"generator/demo", "generator/export", "generator/sheets"},
	"github.com/yuin/goldmark":          {"generator/site", "generator/edgar", "generator/letters"},
	"github.com/wneessen/go-mail":       {"generator/letters"},
	"golang.org/x/image":                {"generator/site"},
	"github.com/goccy/go-yaml":          {"generator/project"},
	"github.com/alecthomas/kong":        {"generator"},
	"github.com/gofrs/flock":            {"generator/folder"},
	"golang.org/x/sys":                  {"generator/folder"},
	"github.com/fsnotify/fsnotify":      {"generator/preview"},
	"github.com/agnivade/levenshtein":   {"generator/smelter"},
	"github.com/mozillazg/go-unidecode": nil, // tests alone: ascii holds its table packed
	"golang.org/x/text/unicode/norm":    {"generator/text", "generator/edgar"},
	"github.com/xuri/nfp":               {"generator/text"},
}

// eachSource calls f for every Go file of the repository that is no test.
func eachSource(t *testing.T, f func(pkg, file string, imports []string, text string)) {
	t.Helper()
	for _, top := range []string{"../generator", "../site"} {
		err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() == "testdata" {
				return fs.SkipDir // tools of the tests are no part of the program
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil || strings.HasPrefix(string(data), "//go:build ignore") { // run by hand, no part of the program
				return err
			}
			tree, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ImportsOnly)
			if err != nil {
				return err
			}
			var imports []string
			for _, i := range tree.Imports {
				imports = append(imports, strings.Trim(i.Path.Value, `"`))
			}
			file := strings.TrimPrefix(filepath.ToSlash(name), "../")
			f(path.Dir(file), file, imports, string(data))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestPackagesImportOnlyWhatStandsBeforeThem(t *testing.T) {
	t.Parallel()
	eachSource(t, func(pkg, file string, imports []string, _ string) {
		own := slices.Index(order, pkg)
		if own < 0 {
			t.Errorf("%s: the package %s has no place in the flow", file, pkg)
		}
		for _, i := range imports {
			if of, ours := strings.CutPrefix(i, module); ours && slices.Index(order, of) >= own {
				t.Errorf("%s imports %s, which stands after it", file, of)
			}
			for library, allowed := range owners {
				if (i == library || strings.HasPrefix(i, library+"/")) && !slices.Contains(allowed, pkg) {
					t.Errorf("%s imports %s, which belongs to %v", file, i, allowed)
				}
			}
		}
	})
}

func TestOnlyMainReadsClockAndEnvironment(t *testing.T) {
	t.Parallel()
	eachSource(t, func(pkg, file string, _ []string, text string) {
		for _, call := range []string{"time.Now(", "os.Getenv(", "os.LookupEnv(", "os.Stdout", "fmt.Print(", "fmt.Println(", "fmt.Printf(", "panic("} {
			if pkg != "generator" && pkg != "generator/precheck/module" && strings.Contains(text, call) {
				t.Errorf("%s uses %s…: packages are functions of their arguments", file, call)
			}
		}
	})
}

func TestOnlyTheDemonstrationNamesTheRegistrant(t *testing.T) {
	t.Parallel()
	eachSource(t, func(pkg, file string, _ []string, text string) {
		if pkg != "generator/demo" && strings.Contains(strings.ReplaceAll(text, module, ""), "Itron") {
			t.Errorf("%s names the registrant: names come from content/registrant.yaml", file)
		}
	})
}

// TestMainOnlySpeaks: a command's file holds flags, printing and exit codes; whatever
// needs more lines is a mechanism, and has a package of its own.
func TestMainOnlySpeaks(t *testing.T) {
	eachSource(t, func(pkg, file string, _ []string, text string) {
		if n := strings.Count(text, "\n"); pkg == "generator" && n > 120 {
			t.Errorf("%s has %d lines: what it does besides speaking belongs into a package", file, n)
		}
	})
}

// TestFilesStaySmall holds the house style: a file has one subject.
func TestFilesStaySmall(t *testing.T) {
	t.Parallel()
	eachSource(t, func(_, file string, _ []string, text string) {
		if n := strings.Count(text, "\n"); n > 300 {
			t.Errorf("%s has %d lines: split it along its subjects", file, n)
		}
	})
}

// TestTheCheckPageLinksNoNetwork: what reads workbooks in a supplier's browser cannot reach a
// network, and carries none of what could, which is half a megabyte over the wire.
func TestTheCheckPageLinksNoNetwork(t *testing.T) {
	t.Parallel()
	list := exec.Command("go", "list", "-deps", "./precheck/module")
	list.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil || !strings.Contains(string(out), module+"generator/check\n") {
		t.Fatalf("%v: %.300s", err, out)
	}
	if strings.Contains("\n"+string(out), "\nnet/http\n") {
		t.Error("the module of the check page links net/http: “go list -deps -f '{{.ImportPath}} {{.Imports}}' ./generator/precheck/module” says through which package")
	}
}
