package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mistakes are those that the tool knows to make in the body of a function, as “kind: the
// line as it becomes”.
func mistakes(t *testing.T, body string) (list []string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(file, []byte("package x\n\nfunc f() (int, bool, error) {\n"+body+"\n}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := all([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		_, became, _ := strings.Cut(m.line(killed), "became `")
		list = append(list, m.kind+": "+strings.TrimSuffix(became, "`"))
	}
	return list
}

// TestWhatNobodyCanSeeIsNoMistake: the order of what min and max are given, and of cases of
// which at most one can hold; and a constant beside an error that happened.
func TestWhatNobodyCanSeeIsNoMistake(t *testing.T) {
	for body, tc := range map[string]struct{ kind, is string }{
		"_ = min(a, b)":    {"arguments", ""},
		"_ = max(a, b, c)": {"arguments", ""},
		"_ = less(a, b)":   {"arguments", "_ = less(b, a)"},
		"switch {\ncase a == 1:\nx()\ncase a == 2:\ny()\n}":                                 {"case order", ""},
		"switch {\ncase a == 1 && c:\nx()\ncase a == 2 || a == 3 && d:\ny()\n}":             {"case order", ""},
		"switch {\ncase k == 0 && a == 1:\nx()\ncase k == 0 && (a == 2 || a == 3):\ny()\n}": {"case order", ""},
		"switch {\ncase a == 1:\nx()\ncase a == 2 || c:\ny()\n}":                            {"case order", "case a == 2 || c: ⏎ y() ⏎ case a == 1: ⏎ x()"},
		"switch {\ncase a == 1:\nx()\ncase b == 2:\ny()\n}":                                 {"case order", "case b == 2: ⏎ y() ⏎ case a == 1: ⏎ x()"},
		"switch {\ncase a != 1:\nx()\ncase a == 2:\ny()\n}":                                 {"case order", "case a == 2: ⏎ y() ⏎ case a != 1: ⏎ x()"},
		"switch {\ncase a && b:\nx()\ncase !a && c:\ny()\n}":                                {"case order", ""},
		"switch {\ncase a && b:\nx()\ncase !c:\ny()\n}":                                     {"case order", "case !c: ⏎ y() ⏎ case a && b: ⏎ x()"},
		"if err != nil {\nreturn 0, false, err\n}":                                          {"number", ""},
		"if err != nil {\nreturn 0, false, fmt.Errorf(w, err)\n}":                           {"return", "return 0, false, *new(error)"},
		"if err != nil || none {\nreturn 0, false, err\n}":                                  {"number", "return 1, false, err"},
		"if err != nil {\nreturn 0, false, nil\n}":                                          {"return", "return 0, true, nil"},
		"a = close(a)":         {"statement", "_ = close(a)"},
		"return 0, false, err": {"number", "return 1, false, err"},
	} {
		var got []string
		for _, m := range mistakes(t, body) {
			if is, ok := strings.CutPrefix(m, tc.kind+": "); ok {
				got = append(got, is)
			}
		}
		var want []string
		if tc.is != "" {
			want = []string{tc.is}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n%s: %q, want %q", body, tc.kind, got, want)
		}
	}
	if got := mistakes(t, "_ = close(a)"); !slices.Contains(got, "statement: ") {
		t.Errorf("a call whose result nobody keeps is left in: %q", got)
	}
}
