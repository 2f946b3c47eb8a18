package tables

import (
	"encoding/csv"
	"reflect"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// How a table is written: defended against formulas, and without columns that nobody fills.

// formulaStarts are the characters with which a spreadsheet lets a formula begin,
// and the mark that defends against them.
const formulaStarts = "=+-@'\t\r\n"

// lineEnds are the line ends of other systems, however often they were doubled.
var lineEnds = lazyregexp.New(`\r+\n`)

// separators are those by which programs of other languages and settings separate columns
// and rows: from “x;=1” they make a cell of “=1”.
const separators = ";|\t\n"

// Guard defends a text against programs that take it for a formula, as in every table.
func Guard(s string) string { return guard(s) }

// Unguard takes that away again.
func Unguard(s string) string { return unguard(s) }

func guard(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = lineEnds.ReplaceAllString(s, "\n") // what CSV readers make of it anyway
	}
	if !strings.ContainsAny(s, formulaStarts) {
		return s
	}
	var b strings.Builder
	begins := true // a cell, to some program
	for i := range len(s) {
		if begins && strings.IndexByte(formulaStarts, s[i]) >= 0 {
			b.WriteByte('\'')
		}
		b.WriteByte(s[i])
		begins = strings.IndexByte(separators, s[i]) >= 0
	}
	return b.String()
}

func unguard(s string) string {
	if strings.IndexByte(s, '\'') < 0 {
		return s
	}
	var b strings.Builder
	begins := true
	for i := 0; i < len(s); i++ {
		if begins && s[i] == '\'' && i+1 < len(s) && strings.IndexByte(formulaStarts, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
		begins = strings.IndexByte(separators, s[i]) >= 0
	}
	return b.String()
}

// textColumns tells which columns hold text: a negative number stays a number.
func textColumns(row reflect.Type) []bool {
	text := make([]bool, row.NumField())
	for i := range text {
		text[i] = row.Field(i).Type.Kind() == reflect.String
	}
	return text
}

// unfilled tells which columns are left out, since their type says that they are written
// only where a row fills them, and none does.
func unfilled(row reflect.Type, rows reflect.Value) []bool {
	left := make([]bool, row.NumField())
	for i := range left {
		left[i] = row.Field(i).Tag.Get("written") == "filled"
		for n := 0; left[i] && n < rows.Len(); n++ {
			left[i] = rows.Index(n).Field(i).IsZero()
		}
	}
	return left
}

// guarded is a CSV writer that defends against formulas.
type guarded struct {
	w    *csv.Writer
	text []bool
	left []bool   // columns that are not written
	out  []string // the record that is written, the same memory for all
}

func (g *guarded) Write(record []string) error {
	g.out = g.out[:0]
	for i, cell := range record {
		switch {
		case g.left[i]:
		case g.text[i]:
			g.out = append(g.out, guard(cell))
		default:
			g.out = append(g.out, cell)
		}
	}
	return g.w.Write(g.out)
}

func (g *guarded) Flush()       { g.w.Flush() }
func (g *guarded) Error() error { return g.w.Error() }
