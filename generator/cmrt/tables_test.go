package cmrt

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// linesOf write what a version has where, a fact a line; what is not there has none.
func linesOf(l Layout) (lines []string) {
	say := func(what string, facts ...any) {
		if text := strings.Join(strings.Fields(fmt.Sprintln(facts...)), " "); strings.Trim(text, "0 -[]") != "" && text != "false" {
			lines = append(lines, what+": "+text)
		}
	}
	named := func(what string, s any) {
		v := reflect.ValueOf(s)
		for i := range v.NumField() {
			say(what+" "+v.Type().Field(i).Name, v.Field(i).String())
		}
	}
	offers := func(list []option) string {
		var texts []string
		for _, o := range list {
			texts = append(texts, fmt.Sprintf("%q=%s", o.text, o.answer))
		}
		return strings.Join(texts, ", ")
	}
	say("minerals", l.Minerals.Fixed)
	say("chosen in", l.Minerals.Choice, "sorted in", l.Minerals.Sorted)
	say("can be chosen", l.Minerals.Known, l.Minerals.Other)
	named("cell", l.Fields)
	say("scopes", offers(l.scopes))
	for _, list := range [][]Question{l.Questions, l.CompanyQuestions} {
		for _, q := range list {
			say(q.Number, q.Key, q.Cell(0), q.CommentCell(0), "rows", q.rows, q.only, map[bool]string{true: "optional"}[q.optional])
			say(q.Number+" offers", offers(q.options))
			for _, m := range append(slices.Clone(Metals), extendedMinerals...) {
				say(fmt.Sprintf("%s offers %s", q.Number, m), offers(q.own[m]))
			}
		}
	}
	say("smelters", l.SmelterSheet, "header", l.SmelterHeader, "from", l.SmelterFirst, "to", l.SmelterLast, "revision", l.SmelterRevision)
	say("other tables below the smelters", l.SmelterEnds)
	say("old numbers", l.OldNumbers)
	named("smelter", l.Columns)
	say("products", l.ProductHeader, l.ProductFirst, l.ProductLast)
	say("other things below the products", l.ProductEnds)
	named("product", l.Products)
	named("mine", l.Mines)
	say("reasons", l.ReasonsFirst, l.ReasonsLast)
	say("look-up from", l.LookupFirst)
	say("labels not known", l.unseen)
	say("hides", l.hidden)
	say("lists of answers from", l.choices)
	say("links of its own", l.links)
	return lines
}

// TestWhatEachVersionHasWhere: testdata/layouts.txt says in words which cell means what in each
// version, and what the lists of answers mean; of each version what differs from the one before. A
// change to it is a change to what is read of every workbook of that version.
func TestWhatEachVersionHasWhere(t *testing.T) {
	var b strings.Builder
	for _, list := range [][]Layout{Layouts, emrtLayouts, amrtLayouts, crtLayouts} {
		var before []string
		for _, l := range list {
			fmt.Fprintf(&b, "%s %s\n", l.Kind, l.Version)
			lines := linesOf(l)
			for _, line := range before {
				what, _, _ := strings.Cut(line, ": ")
				if !slices.ContainsFunc(lines, func(now string) bool { return strings.HasPrefix(now, what+": ") }) {
					fmt.Fprintf(&b, "  no %s\n", what)
				}
			}
			for _, line := range lines {
				if !slices.Contains(before, line) {
					fmt.Fprintf(&b, "  %s\n", line)
				}
			}
			before = lines
		}
	}
	const golden = "testdata/layouts.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("(-%s +ours; -update accepts):\n%s", golden, diff)
	}
}
