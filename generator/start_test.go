package main

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestStartBuildsNothing runs a command that does nothing, and reads from Go's own trace
// what each package of ours set up before it. Bytes are the same in every run; one
// pattern of the report's lint compiled at start would be 20,000 and more.
func TestStartBuildsNothing(t *testing.T) {
	t.Parallel()
	const most = 32_000
	cmd := exec.Command("cmr", "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, trace.Bytes())
	}
	line, seen := regexp.MustCompile(`^init `+module+`(\S+) .* (\d+) bytes`), 0
	for s := bufio.NewScanner(&trace); s.Scan(); {
		m := line.FindStringSubmatch(s.Text())
		if m == nil {
			continue
		}
		seen++
		if n, _ := strconv.Atoi(m[2]); n > most {
			t.Errorf("%s sets up %d bytes before any command runs, more than %d: make it when it is first used", m[1], n, most)
		}
	}
	if seen < 5 {
		t.Fatalf("the trace names %d packages of ours:\n%s", seen, trace.Bytes())
	}
}

// TestPatternsAndTemplatesAreMadeWhenUsed finds the two things that are dear to make
// where they would be made at program start: in a variable of a package.
func TestPatternsAndTemplatesAreMadeWhenUsed(t *testing.T) {
	t.Parallel()
	eachSource(t, func(_, file string, _ []string, text string) {
		tree, err := parser.ParseFile(token.NewFileSet(), file, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			vars, ok := d.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			ast.Inspect(vars, func(n ast.Node) bool {
				if call, ok := n.(*ast.SelectorExpr); ok {
					if from, ok := call.X.(*ast.Ident); ok && (from.Name == "regexp" && strings.HasSuffix(call.Sel.Name, "Compile") || from.Name == "template" && call.Sel.Name == "Must") {
						t.Errorf("%s: %s.%s at program start; use lazyregexp.New or sync.OnceValue", filepath.Base(file), from.Name, call.Sel.Name)
					}
				}
				_, later := n.(*ast.FuncLit) // runs when it is called
				return !later
			})
		}
	})
}
