package review

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// TestWhatIsReplacedByWhat: “file supplier part date verdict”, one a line.
func TestWhatIsReplacedByWhat(t *testing.T) {
	for _, tc := range []struct{ name, before, after, want string }{
		{"a number behind it", "a.xlsx acme - 2026-01-10 accepted", "a.xlsx acme - 2026-01-10 superseded\na-2.xlsx acme - 2026-02-10 accepted", "a-2.xlsx for a.xlsx"},
		{"another name", "a.xlsx acme - 2026-01-10 returned", "a.xlsx acme - 2026-01-10 superseded\nCMRT final.xlsx acme - 2026-02-10 returned", "CMRT final.xlsx for a.xlsx"},
		{"in its place", "a.xlsx acme - 2026-01-10 returned", "b.xlsx acme - 2026-02-10 accepted", "b.xlsx for a.xlsx"},
		{"two at once", "a.xlsx acme - 2026-01-10 accepted", "a.xlsx acme - 2026-01-10 superseded\na-2.xlsx acme - 2026-02-10 superseded\na-3.xlsx acme - 2026-03-10 accepted", "a-3.xlsx for a.xlsx"},
		{"an older one comes late", "a.xlsx acme - 2026-02-10 accepted", "a.xlsx acme - 2026-02-10 accepted\na-2.xlsx acme - 2026-01-10 superseded", ""},
		{"another supplier's", "a.xlsx acme - 2026-01-10 accepted", "a.xlsx acme - 2026-01-10 accepted\nb.xlsx beta - 2026-02-10 accepted", ""},
		{"of two parts one", "a.xlsx acme meters 2026-01-10 accepted\nb.xlsx acme cables 2026-01-10 accepted", "a.xlsx acme meters 2026-01-10 superseded\nb.xlsx acme cables 2026-01-10 accepted\nc.xlsx acme meters 2026-02-10 accepted", "c.xlsx for a.xlsx"},
		{"of two parts both", "a.xlsx acme meters 2026-01-10 accepted\nb.xlsx acme cables 2026-01-11 accepted", "c.xlsx acme cables 2026-02-10 accepted\nd.xlsx acme meters 2026-02-11 accepted", "c.xlsx for b.xlsx, d.xlsx for a.xlsx"},
		{"renamed", "a.xlsx acme - 2026-01-10 accepted", "b.xlsx acme - 2026-01-10 accepted", ""},
		{"of nobody", "a.xlsx  - 2026-01-10 returned", "b.xlsx  - 2026-02-10 returned", ""},
	} {
		from, old := resent(yearOf(tc.before), yearOf(tc.after))
		var got []string
		for _, file := range slices.Sorted(maps.Keys(from)) {
			got = append(got, file+" for "+from[file].Declaration.File)
			if old[from[file].Declaration.File] != file {
				t.Errorf("%s: %v and %v", tc.name, from, old)
			}
		}
		if s := strings.Join(got, ", "); s != tc.want || len(old) != len(from) {
			t.Errorf("%s: %q, want %q", tc.name, s, tc.want)
		}
	}
}

func yearOf(text string) (y Year) {
	for line := range strings.Lines(text) {
		w := strings.Split(strings.TrimSpace(line), " ")
		if n := len(w); n > 5 { // a name with spaces
			w = append([]string{strings.Join(w[:n-4], " ")}, w[n-4:]...)
		}
		d := cmrt.Declaration{File: w[0], SHA256: w[2] + w[3] + w[1], Company: cmrt.Company{EffectiveDate: w[3]}, Template: cmrt.Template{Type: "CMRT", Version: "6.5"}}
		y.Books = append(y.Books, check.Workbook{Supplier: w[1], Verdict: check.Verdict(w[4]), Declaration: d, Facts: check.Facts{Part: w[2]}})
	}
	return y
}

// TestOneThingIsSaidOnce: of a workbook that was resent, what was wrong before is no news,
// what is wrong no more is settled, and nothing is said of the one that it replaces.
func TestOneThingIsSaidOnce(t *testing.T) {
	base, head := yearOf("a.xlsx acme - 2026-01-10 returned"), yearOf("a.xlsx acme - 2026-01-10 superseded\na-2.xlsx acme - 2026-02-10 returned")
	at := func(file, cell, message string) finding.Finding {
		return finding.Finding{Rule: "smelter-id-unknown", Severity: finding.Error, File: file, Supplier: "acme", Sheet: "Smelter List", Cell: cell, Message: message}
	}
	base.Findings = []finding.Finding{at("a.xlsx", "F5", "stays"), at("a.xlsx", "F6", "goes")}
	head.Findings = []finding.Finding{at("a.xlsx", "F5", "stays"), at("a.xlsx", "F6", "goes"), at("a.xlsx", "F8", "of no account"), at("a-2.xlsx", "F7", "stays"), at("a-2.xlsx", "F9", "comes")}
	r := Compare(Side{Years: map[int]Year{2025: base}}, Side{Years: map[int]Year{2025: head}})
	var said []string
	for _, p := range r.Fix {
		said = append(said, "fix "+p.File+" "+p.Message)
	}
	for _, f := range r.Settled {
		said = append(said, "settled "+f.File+" "+f.Message)
	}
	for _, s := range r.Suppliers {
		said = append(said, fmt.Sprintf("%s %s for %s, %s → %s", s.State, s.File, s.Replaces, s.Before, s.After))
	}
	if got, want := strings.Join(said, "; "), "fix a-2.xlsx comes; settled a.xlsx goes; resent a-2.xlsx for a.xlsx, returned → returned"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestACopyIsAWorkbookThatCame: the same bytes under another name count in the place of the
// first file, and are told.
func TestACopyIsAWorkbookThatCame(t *testing.T) {
	base, head := yearOf("a.xlsx acme - 2026-01-10 accepted"), yearOf("a.xlsx acme - 2026-01-10 superseded\nb.xlsx acme - 2026-01-10 accepted")
	head.Books[1].Declaration.SHA256 = base.Books[0].Declaration.SHA256
	r := Compare(Side{Years: map[int]Year{2025: base}}, Side{Years: map[int]Year{2025: head}})
	if len(r.Suppliers) != 1 || r.Suppliers[0].State != "resent" || r.Suppliers[0].File != "b.xlsx" || r.Suppliers[0].Replaces != "a.xlsx" || r.Summary.Workbooks != 1 {
		t.Errorf("%+v, %d workbooks", r.Suppliers, r.Summary.Workbooks)
	}
}
