package main

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// others lists what may be written by mistake in place of an operator.
var others = map[token.Token][]string{
	token.EQL: {"!="}, token.NEQ: {"=="},
	token.LSS: {"<=", ">="}, token.LEQ: {"<", ">"},
	token.GTR: {">=", "<="}, token.GEQ: {">", "<"},
	token.ADD: {"-"}, token.SUB: {"+"}, token.MUL: {"/"}, token.QUO: {"*"}, token.REM: {"*"},
	token.AND: {"|"}, token.OR: {"&"}, token.SHL: {">>"}, token.SHR: {"<<"},
}

// node gathers the mutations of one node; those of what is in it come by themselves.
func (f *finder) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if !f.beside[n] {
			f.constant(n)
		}
	case *ast.BinaryExpr:
		f.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.add("not", f.token(n.OpPos, n.Op, ""))
		}
	case *ast.IfStmt:
		f.failed(n)
		f.force("if", n.Cond)
		f.add("if body", f.at(n.Body, "{}"))
	case *ast.BlockStmt:
		f.statements(n.List)
	case *ast.CaseClause:
		f.statements(n.Body)
		for _, e := range n.List {
			f.force("case", e)
		}
	case *ast.SwitchStmt:
		f.cases(n.Body, n.Tag == nil)
	case *ast.TypeSwitchStmt:
		f.cases(n.Body, false)
	case *ast.ReturnStmt:
		f.zero(n)
	case *ast.CallExpr:
		if name, ok := n.Fun.(*ast.Ident); ok && (name.Name == "min" || name.Name == "max") {
			return // of these the order says nothing
		}
		for i := range len(n.Args) - 1 {
			f.swapNodes("arguments", n.Args[i], n.Args[i+1])
		}
	case *ast.CompositeLit:
		f.fields(n)
	}
}

// binary exchanges an operator, or leaves out one side of && and ||.
func (f *finder) binary(n *ast.BinaryExpr) {
	switch n.Op {
	case token.LAND, token.LOR:
		other := map[token.Token]string{token.LAND: "||", token.LOR: "&&"}[n.Op]
		f.add("and/or", f.token(n.OpPos, n.Op, other))
		f.add("side", f.at(n, f.text(n.X)))
		f.add("side", f.at(n, f.text(n.Y)))
		return
	}
	kind := "arithmetic"
	switch n.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		kind = "compare"
	}
	for _, text := range others[n.Op] {
		f.add(kind, f.token(n.OpPos, n.Op, text))
	}
}

// force makes a condition always true, and always false, and still uses its variables.
func (f *finder) force(kind string, condition ast.Expr) {
	switch condition.(type) {
	case *ast.BasicLit, *ast.CompositeLit:
		return // a case of a switch over values
	}
	f.add(kind, f.at(condition, "true || ("+f.text(condition)+")"))
	f.add(kind, f.at(condition, "false && ("+f.text(condition)+")"))
}

// statements leaves out each statement that can be left out.
func (f *finder) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.BranchStmt, *ast.DeferStmt, *ast.RangeStmt, *ast.ForStmt:
			f.add("statement", f.at(s, ""))
		case *ast.AssignStmt:
			if blank(s.Lhs) {
				f.add("statement", f.at(s, ""))
			} else if s.Tok != token.DEFINE {
				f.add("statement", f.at(s, strings.Repeat("_, ", len(s.Rhs)-1)+"_ = "+f.listed(s.Rhs)))
			}
		case *ast.ReturnStmt:
			if len(s.Results) == 0 {
				f.add("statement", f.at(s, ""))
			}
		}
	}
}

// blank tells whether a statement keeps nothing of what it calls.
func blank(list []ast.Expr) bool {
	return !slices.ContainsFunc(list, func(e ast.Expr) bool { id, ok := e.(*ast.Ident); return !ok || id.Name != "_" })
}

// listed returns the source of expressions that stand beside each other.
func (f *finder) listed(list []ast.Expr) string {
	return string(f.source[f.offset(list[0].Pos()):f.offset(list[len(list)-1].End())])
}

// zero makes a function return nothing of what it found, result by result.
func (f *finder) zero(n *ast.ReturnStmt) {
	var types []ast.Expr
	if list := f.results[len(f.results)-1]; list != nil {
		for _, field := range list.List {
			for range max(1, len(field.Names)) {
				types = append(types, field.Type)
			}
		}
	}
	if len(types) != len(n.Results) {
		return // a bare return, or the results of another call passed on
	}
	for i, r := range n.Results {
		if id, ok := r.(*ast.Ident); ok && f.beside[r] {
			continue
		} else if ok && id.Name == "true" {
			f.add("return", f.at(r, "false"))
		} else if ok && id.Name == "false" {
			f.add("return", f.at(r, "true"))
		} else if !zero(r) {
			f.add("return", f.at(r, "*new("+f.text(types[i])+")"))
		}
	}
}

// zero reports whether an expression is nothing already, as far as it can be seen.
func zero(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "nil"
	case *ast.BasicLit:
		return e.Value == `""` || e.Value == "0"
	case *ast.CompositeLit:
		_, named := e.Type.(*ast.Ident)
		return named && len(e.Elts) == 0
	}
	return false
}

// cases exchanges what two neighbouring cases do, and their order where they ask
// questions of their own: of values and types it says nothing.
func (f *finder) cases(body *ast.BlockStmt, questions bool) {
	for i := range len(body.List) - 1 {
		a, b := body.List[i].(*ast.CaseClause), body.List[i+1].(*ast.CaseClause)
		if len(a.Body) > 0 && len(b.Body) > 0 {
			f.swap("case bodies", [2]token.Pos{a.Colon + 1, a.Body[len(a.Body)-1].End()}, [2]token.Pos{b.Colon + 1, b.Body[len(b.Body)-1].End()})
		}
		if questions && a.List != nil && b.List != nil && !f.apart(a.List, b.List) {
			f.swap("case order", [2]token.Pos{a.Pos(), a.End()}, [2]token.Pos{b.Pos(), b.End()})
		}
	}
}

// failed marks what is returned beside an error where one is known to have happened:
// nobody looks at a constant there.
func (f *finder) failed(n *ast.IfStmt) {
	asked, ok := n.Cond.(*ast.BinaryExpr)
	if !ok || asked.Op != token.NEQ || f.text(asked.X) != "err" || f.text(asked.Y) != "nil" {
		return
	}
	for _, s := range n.Body.List {
		r, ok := s.(*ast.ReturnStmt)
		if !ok || len(r.Results) < 2 || f.text(r.Results[len(r.Results)-1]) == "nil" {
			continue
		}
		for _, value := range r.Results[:len(r.Results)-1] {
			f.beside[value] = true
		}
	}
}

// apart reports whether two cases ask that the same thing equals different values, in
// whichever way either of them can hold, so that their order says nothing.
func (f *finder) apart(a, b []ast.Expr) bool {
	if len(a) != 1 || len(b) != 1 {
		return false
	}
	for _, one := range f.equalities(a[0]) {
		for _, other := range f.equalities(b[0]) {
			contradict := false
			for left, right := range one {
				is, asked := other[left]
				contradict = contradict || asked && is != right
			}
			if !contradict {
				return false
			}
		}
	}
	return true
}

// equalities gathers the ways in which an expression can hold, and of each what it asks to
// be equal to what.
func (f *finder) equalities(e ast.Expr) []map[string]string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.equalities(e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LOR:
			return append(f.equalities(e.X), f.equalities(e.Y)...)
		case token.LAND:
			var ways []map[string]string
			for _, one := range f.equalities(e.X) {
				for _, other := range f.equalities(e.Y) {
					both := maps.Clone(one)
					maps.Copy(both, other)
					ways = append(ways, both)
				}
			}
			return ways
		case token.EQL:
			return []map[string]string{{f.text(e.X): f.text(e.Y)}}
		}
	}
	if not, ok := e.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		return []map[string]string{{f.text(not.X): "false"}}
	}
	return []map[string]string{{f.text(e): "true"}}
}

// fields exchanges the values of neighbouring fields, or neighbouring values.
func (f *finder) fields(n *ast.CompositeLit) {
	for i := range len(n.Elts) - 1 {
		a, keyed := n.Elts[i].(*ast.KeyValueExpr)
		b, both := n.Elts[i+1].(*ast.KeyValueExpr)
		if keyed && both {
			f.swapNodes("fields", a.Value, b.Value)
		} else if !keyed && !both {
			f.swapNodes("fields", n.Elts[i], n.Elts[i+1])
		}
	}
}

func (f *finder) swapNodes(kind string, a, b ast.Expr) {
	f.swap(kind, [2]token.Pos{a.Pos(), a.End()}, [2]token.Pos{b.Pos(), b.End()})
}
