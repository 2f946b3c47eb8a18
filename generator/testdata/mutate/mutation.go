package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// edit puts text in place of the bytes from one offset to another.
type edit struct {
	from, to int
	text     string
}

// mutation is one mistake in one file: edits in order of their place.
type mutation struct {
	kind, file string
	number     int // the line, from 1
	source     []byte
	edits      []edit
}

// apply returns the file with the mistake in it.
func (m mutation) apply() []byte {
	return m.span(0, len(m.source))
}

// span returns the mistaken text of the bytes between from and to.
func (m mutation) span(from, to int) []byte {
	var b bytes.Buffer
	for _, e := range m.edits {
		b.Write(m.source[from:e.from])
		b.WriteString(e.text)
		from = e.to
	}
	b.Write(m.source[from:to])
	return b.Bytes()
}

// line tells the mistake and what became of it.
func (m mutation) line(result outcome) string {
	from := bytes.LastIndexByte(m.source[:m.edits[0].from], '\n') + 1
	to := m.edits[len(m.edits)-1].to
	if rest := bytes.IndexByte(m.source[to:], '\n'); rest >= 0 {
		to += rest
	}
	return fmt.Sprintf("%-14s %s:%d\t%s\twas `%s`\tbecame `%s`", result, filepath.Base(m.file), m.number, m.kind, onLine(m.source[from:to]), onLine(m.span(from, to)))
}

// onLine sets a passage on one line, cut where it is long.
func onLine(text []byte) string {
	var lines []string
	for l := range strings.Lines(string(text)) {
		lines = append(lines, strings.TrimSpace(l))
	}
	runes := []rune(strings.Join(lines, " ⏎ "))
	if len(runes) > 240 {
		runes = append(runes[:240], '…')
	}
	return string(runes)
}

// draw puts the mutations in a random order in which the kinds take turns, each
// turn in a random order of its own, until a kind is used up.
func draw(chance *rand.Rand, found []mutation) {
	chance.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	turn := map[string]int{}
	turns := make(map[*edit]int, len(found))
	for _, m := range found {
		turns[&m.edits[0]] = turn[m.kind]
		turn[m.kind]++
	}
	stable.Sort(found, func(a, b mutation) int { return turns[&a.edits[0]] - turns[&b.edits[0]] })
}

// finder walks one file and gathers every mistake it knows to make there.
type finder struct {
	set    *token.FileSet
	file   string
	source []byte
	found  []mutation
	// results holds the result types of the functions around the node, innermost last.
	results []*ast.FieldList
	// beside holds what is returned beside an error that happened.
	beside map[ast.Node]bool
}

// all returns every mutation of the files, in order of their place.
func all(files []string) ([]mutation, error) {
	var found []mutation
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f := finder{set: token.NewFileSet(), file: name, source: source, beside: map[ast.Node]bool{}}
		tree, err := parser.ParseFile(f.set, name, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range tree.Decls {
			if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
				f.walk(d)
			}
		}
		found = append(found, f.found...)
	}
	return found, nil
}

// walk visits a node and what is in it, and keeps count of the function it is in.
func (f *finder) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				f.within(n.Type, n.Body)
			}
			return false
		case *ast.FuncLit:
			f.within(n.Type, n.Body)
			return false
		case *ast.Field:
			return false // types and the tags of their fields
		}
		f.node(n)
		return true
	})
}

// within walks the body of a function.
func (f *finder) within(t *ast.FuncType, body *ast.BlockStmt) {
	f.results = append(f.results, t.Results)
	f.walk(body)
	f.results = f.results[:len(f.results)-1]
}

// add keeps one mutation that replaces nodes by texts.
func (f *finder) add(kind string, edits ...edit) {
	line := f.set.File(1).Position(f.set.File(1).Pos(edits[0].from)).Line
	f.found = append(f.found, mutation{kind: kind, file: f.file, number: line, source: f.source, edits: edits})
}

// at replaces a node by a text.
func (f *finder) at(n ast.Node, text string) edit {
	return edit{f.offset(n.Pos()), f.offset(n.End()), text}
}

// token replaces the operator at a position.
func (f *finder) token(at token.Pos, was token.Token, text string) edit {
	return edit{f.offset(at), f.offset(at) + len(was.String()), text}
}

func (f *finder) offset(p token.Pos) int { return f.set.Position(p).Offset }

func (f *finder) text(n ast.Node) string {
	return string(f.source[f.offset(n.Pos()):f.offset(n.End())])
}

// swap exchanges two passages, the first before the second.
func (f *finder) swap(kind string, a, b [2]token.Pos) {
	one, two := [2]int{f.offset(a[0]), f.offset(a[1])}, [2]int{f.offset(b[0]), f.offset(b[1])}
	first, second := string(f.source[one[0]:one[1]]), string(f.source[two[0]:two[1]])
	if first != second {
		f.add(kind, edit{one[0], one[1], second}, edit{two[0], two[1], first})
	}
}

// constant changes a number by one, and empties a text or fills an empty one.
func (f *finder) constant(n *ast.BasicLit) {
	switch n.Kind {
	case token.INT:
		if v, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			f.add("number", f.at(n, strconv.FormatInt(v+1, 10)))
		}
	case token.FLOAT:
		f.add("number", f.at(n, "("+n.Value+"*1.1)"))
	case token.CHAR:
		f.add("text", f.at(n, "("+n.Value+"+1)"))
	case token.STRING:
		text := `""`
		if v, err := strconv.Unquote(n.Value); err == nil && v == "" {
			text = `"x"`
		}
		f.add("text", f.at(n, text))
	}
}
