package review

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// Compare reviews head against base.
func Compare(base, head Side) Review {
	r := Review{Base: base.Name, Head: head.Name}
	for _, year := range sortedUnion(base.Years, head.Years) {
		b, h := base.Years[year], head.Years[year]
		r.findings(year, b, h)
		r.workbooks(year, b, h)
		r.public(year, b, h)
		r.listChanges(year, b, h)
	}
	r.files(base, head)
	r.pages(base, head)
	s := &r.Summary
	s.Settled = len(r.Settled)
	for _, p := range slices.Concat(r.Fix, r.Judge) {
		switch p.Severity {
		case finding.Error:
			s.Errors++
		case finding.Warning:
			s.Warnings++
		}
	}
	for _, c := range r.Suppliers {
		if c.State != "unchanged" && c.State != "moved" {
			s.Workbooks++
		}
		s.Added, s.Removed, s.Changed = s.Added+c.Added, s.Removed+c.Removed, s.Changed+c.Changed
	}
	slices.SortStableFunc(r.Facility, func(a, b FacilityChange) int {
		rank := func(kind string) int { return (slices.Index([]string{"enters", "leaves", "status"}, kind) + 4) % 4 }
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(rank(a.Kind), rank(b.Kind)))
	})
	r.Fix, r.Judge, r.Hidden, r.Settled = filled(r.Fix), filled(r.Judge), filled(r.Hidden), filled(r.Settled)
	r.Suppliers, r.Figures, r.Facility, r.Sentences = filled(r.Suppliers), filled(r.Figures), filled(r.Facility), filled(r.Sentences)
	r.Answers, r.Rows, r.Lists, r.Files, r.Resaved, r.Frozen = filled(r.Answers), filled(r.Rows), filled(r.Lists), filled(r.Files), filled(r.Resaved), filled(r.Frozen)
	r.Pages = filled(r.Pages)
	s.Public = len(r.Figures)+len(r.Facility)+len(r.Sentences)+len(r.Pages) > 0
	return r
}

// filled makes a list of nothing an empty one, so that JSON has [] for it.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func sortedUnion[K cmp.Ordered, V any](a, b map[K]V) []K {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// sameFinding is what makes two findings one: a message may name a day or a number that
// changed beside it.
func sameFinding(f finding.Finding) string {
	return strings.Join([]string{f.Rule, string(f.Severity), f.Supplier, path.Base(f.File), f.Sheet, f.Cell, f.Metal, fmt.Sprint(f.Waived)}, "\x00")
}

// hiddenRules are about what a person who opens the workbook does not see.
var hiddenRules = []string{"file-", "sheet-", "cell-error", "cell-formula", "template-"}

// findings sorts what is new by what it asks of people, and keeps what is gone.
func (r *Review) findings(year int, base, head Year) {
	was := map[string]int{}
	for _, f := range base.Findings {
		was[sameFinding(f)]++
	}
	for _, f := range head.Findings {
		if was[sameFinding(f)] > 0 {
			was[sameFinding(f)]--
			continue
		}
		p := Point{Finding: f, Year: year, Name: head.Names[f.Supplier], Nearest: head.nearest(f)}
		switch {
		case f.Waived:
		case f.Severity == finding.Error:
			r.Fix = append(r.Fix, p)
		case f.Severity == finding.Warning:
			r.Judge = append(r.Judge, p)
		case slices.ContainsFunc(hiddenRules, func(prefix string) bool { return strings.HasPrefix(f.Rule, prefix) }):
			r.Hidden = append(r.Hidden, p)
		}
	}
	left := maps.Clone(was)
	for _, f := range base.Findings {
		if left[sameFinding(f)] > 0 && !f.Waived && f.Severity.AtLeast(finding.Warning) {
			left[sameFinding(f)]--
			r.Settled = append(r.Settled, f)
		}
	}
}

// nearest are the smelters that the entry of a finding resembles.
func (y Year) nearest(f finding.Finding) (list []string) {
	row := strings.TrimLeft(f.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, b := range y.Books {
		if b.Declaration.File != f.File || f.Sheet != b.Declaration.Layout().SmelterSheet {
			continue
		}
		for _, res := range b.Resolutions {
			if fmt.Sprint(res.Row.Row) != row {
				continue
			}
			for _, n := range res.Nearest {
				list = append(list, n.ID+" "+n.Name)
			}
		}
	}
	return list
}

// workbooks compares what was received.
func (r *Review) workbooks(year int, base, head Year) {
	before, after := booksByFile(base), booksByFile(head)
	moved := map[string]string{} // hash → file that is gone
	for file, b := range before {
		if after[file] == nil {
			moved[b.Declaration.SHA256] = file
		}
	}
	for _, file := range sortedUnion(before, after) {
		b, h := before[file], after[file]
		switch {
		case h == nil && stillThere(after, b.Declaration.SHA256):
		case h == nil:
			s := newSupplier(year, base, b, "removed")
			s.Before, s.Removed = string(b.Verdict), len(b.Declaration.Smelters)
			r.Suppliers = append(r.Suppliers, s)
		case b == nil && moved[h.Declaration.SHA256] != "":
			s := newSupplier(year, head, h, "moved")
			s.Before, s.After = string(before[moved[h.Declaration.SHA256]].Verdict), string(h.Verdict)
			r.Suppliers = append(r.Suppliers, s)
		case b == nil:
			s := newSupplier(year, head, h, "added")
			s.After, s.Added = string(h.Verdict), len(h.Declaration.Smelters)
			r.Suppliers = append(r.Suppliers, s)
			r.doubts(year, head, h, nil)
		default:
			r.workbook(year, head, b, h)
		}
	}
}

func stillThere(books map[string]*check.Workbook, sha string) bool {
	for _, b := range books {
		if b.Declaration.SHA256 == sha {
			return true
		}
	}
	return false
}

func booksByFile(y Year) map[string]*check.Workbook {
	m := map[string]*check.Workbook{}
	for i := range y.Books {
		m[y.Books[i].Declaration.File] = &y.Books[i]
	}
	return m
}

func newSupplier(year int, y Year, b *check.Workbook, state string) Supplier {
	s := Supplier{Year: year, ID: b.Supplier, Name: y.Names[b.Supplier], File: b.Declaration.File, State: state, Rows: len(b.Declaration.Smelters)}
	for _, f := range b.Findings {
		switch {
		case f.Waived:
		case f.Severity == finding.Error:
			s.Errors++
		case f.Severity == finding.Warning:
			s.Warnings++
		}
	}
	return s
}

// workbook compares a file with what it was.
func (r *Review) workbook(year int, head Year, b, h *check.Workbook) {
	s := newSupplier(year, head, h, "changed")
	s.Before, s.After = string(b.Verdict), string(h.Verdict)
	switch {
	case b.Declaration.SHA256 == h.Declaration.SHA256:
		if s.State = "unchanged"; s.Before == s.After {
			return
		}
	case says(b.Declaration) == says(h.Declaration):
		r.Resaved = append(r.Resaved, h.Declaration.File)
		if s.State = "unchanged"; s.Before == s.After {
			return
		}
	default:
		answers := answerChanges(b.Declaration, h.Declaration)
		rows := rowChanges(b.Declaration, h.Declaration)
		for _, c := range rows {
			switch c.Kind {
			case "added":
				s.Added++
			case "removed":
				s.Removed++
			default:
				s.Changed++
			}
		}
		s.Answers = len(answers)
		r.Answers, r.Rows = append(r.Answers, answers...), append(r.Rows, rows...)
		r.doubts(year, head, h, b)
	}
	r.Suppliers = append(r.Suppliers, s)
}

// says is all that a declaration says, whatever its bytes and their place.
func says(d cmrt.Declaration) string {
	d.File, d.SHA256 = "", ""
	d.Findings = slices.Clone(d.Findings)
	for i := range d.Findings {
		d.Findings[i].File = ""
	}
	data, _ := json.Marshal(d) // plain values: nothing in it can fail
	return string(data)
}

// doubts adds the entries that were resolved by a name that only resembles one, and were
// not so before.
func (r *Review) doubts(year int, head Year, h, b *check.Workbook) {
	known := map[string]bool{}
	if b != nil {
		for _, res := range b.Resolutions {
			known[who(res.Row)+string(res.Row.Metal)] = true
		}
	}
	l := h.Declaration.Layout()
	for _, res := range h.Resolutions {
		if res.Outcome != smelter.Resolved || res.Sure >= 0.995 || known[who(res.Row)+string(res.Row.Metal)] {
			continue
		}
		r.Judge = append(r.Judge, Point{Year: year, Name: head.Names[h.Supplier], Finding: finding.Finding{Rule: "resolved-by-name", Severity: finding.Note, Supplier: h.Supplier, File: h.Declaration.File,
			Sheet: l.SmelterSheet, Cell: l.Columns.Name + fmt.Sprint(res.Row.Row), Metal: string(res.Row.Metal),
			Message: fmt.Sprintf("%q is taken for %s (%s), %s sure.", who(res.Row), res.Facility.Name, res.Facility.ID, res.SureText()), Fix: "Say otherwise with “cmr decide”, if it is another."}})
	}
}
