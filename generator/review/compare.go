package review

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/stable"
)

// Compare reviews head against base.
func Compare(base, head Side) Review {
	r := Review{Base: base.Name, Head: head.Name}
	r.links(head)
	for _, year := range sortedUnion(base.Years, head.Years) {
		b, h := base.Years[year], head.Years[year]
		b.Findings, h.Findings = finding.Unfold(b.Findings), finding.Unfold(h.Findings) // one more row is news
		r.findings(year, b, h)
		r.workbooks(year, b, h)
		r.public(year, b, h)
		r.listChanges(year, b, h)
	}
	r.files(base, head)
	r.pages(base, head)
	r.Fix, r.Judge, r.Hidden, r.Settled = together(r.Fix), together(r.Judge), together(r.Hidden), finding.Fold(r.Settled)
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
	stable.Sort(r.Facility, func(a, b FacilityChange) int {
		rank := func(kind string) int { return (slices.Index([]string{"enters", "leaves", "status"}, kind) + 4) % 4 }
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(rank(a.Kind), rank(b.Kind)))
	})
	r.Fix, r.Judge, r.Hidden, r.Settled = filled(r.Fix), filled(r.Judge), filled(r.Hidden), filled(r.Settled)
	r.Suppliers, r.Figures, r.Facility, r.Sentences = filled(r.Suppliers), filled(r.Figures), filled(r.Facility), filled(r.Sentences)
	r.Answers, r.Rows, r.Lists, r.Files, r.Resaved, r.Frozen = filled(r.Answers), filled(r.Rows), filled(r.Lists), filled(r.Files), filled(r.Resaved), filled(r.Frozen)
	r.Pages = filled(r.Pages)
	r.States = filled(r.States)
	s.Public = slices.ContainsFunc(r.Figures, func(c FigureChange) bool { return !c.Draft }) || slices.ContainsFunc(r.Facility, func(c FacilityChange) bool { return !c.Draft }) ||
		slices.ContainsFunc(r.Sentences, func(c SentenceChange) bool { return !c.Draft }) || len(r.Pages) > 0
	return r
}

// together makes one point of those that say the same of several rows of a workbook.
func together(list []Point) (out []Point) {
	of := map[[4]string]Point{}
	var all []finding.Finding
	for _, p := range list {
		of[[4]string{p.Rule, p.File, p.Sheet, p.Cell}] = p
		all = append(all, p.Finding)
	}
	for _, f := range finding.Fold(all) {
		p := of[[4]string{f.Rule, f.File, f.Sheet, f.Cell}]
		p.Finding, p.Nearest = f, slices.Clone(p.Nearest)
		for _, at := range f.Cells {
			for _, n := range of[[4]string{f.Rule, f.File, at.Sheet, at.Cell}].Nearest {
				if !slices.Contains(p.Nearest, n) {
					p.Nearest = append(p.Nearest, n)
				}
			}
		}
		out = append(out, p)
	}
	return out
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
	return strings.Join([]string{f.Rule, string(f.Severity), f.Supplier, path.Base(f.File), f.Sheet, f.Cell, f.Metal, fmt.Sprint(!f.Open())}, "\x00")
}

// hiddenRules are about what a person who opens the workbook does not see.
var hiddenRules = []string{"file-", "sheet-", "cell-error", "cell-formula", "template-"}

// findings sorts what is new by what it asks of people, and keeps what is gone.
func (r *Review) findings(year int, base, head Year) {
	known, still := sameFindings(base, head)
	for i, f := range head.Findings {
		if known[i] {
			continue
		}
		p := Point{Finding: f, Year: year, Name: head.Names[f.Supplier], Nearest: head.nearest(f)}
		switch {
		case !f.Open():
		case f.Severity == finding.Error:
			r.Fix = append(r.Fix, p)
		case f.Severity == finding.Warning:
			r.Judge = append(r.Judge, p)
		case slices.ContainsFunc(hiddenRules, func(prefix string) bool { return strings.HasPrefix(f.Rule, prefix) }):
			r.Hidden = append(r.Hidden, p)
		}
	}
	for i, f := range base.Findings {
		if !still[i] && f.Open() && f.Severity.AtLeast(finding.Warning) {
			r.Settled = append(r.Settled, f)
		}
	}
}

// sameFindings tells which findings of head were there before, and which of base still
// are. In a workbook that changed, the same words are wanted, since another smelter in
// the same cell is another finding; there a row may have moved.
func sameFindings(base, head Year) (known, still []bool) {
	edited := map[string]bool{}
	before, after := booksByFile(base), booksByFile(head)
	replaces, replaced := resent(base, head)
	for file, b := range replaces { // compared as one file, whatever it is called
		edited[file], edited[b.Declaration.File] = true, true
	}
	head.Findings = slices.Clone(head.Findings)
	stale := make([]bool, len(head.Findings)) // what is said of one that was replaced is no news
	for i, f := range head.Findings {
		stale[i] = replaced[f.File] != ""
		if b := replaces[f.File]; b != nil {
			head.Findings[i].File = b.Declaration.File
		}
	}
	for file, h := range after {
		b := before[file]
		edited[file] = edited[file] || b != nil && b.Declaration.SHA256 != h.Declaration.SHA256
	}
	known, still = stale, make([]bool, len(base.Findings))
	for _, key := range []func(finding.Finding) string{
		func(f finding.Finding) string {
			if edited[f.File] {
				return sameFinding(f) + "\x00" + f.Message
			}
			return sameFinding(f)
		},
		func(f finding.Finding) string {
			if !edited[f.File] || f.Sheet == "" {
				return ""
			}
			f.Cell = strings.TrimRight(f.Cell, "0123456789")
			return sameFinding(f) + "\x00" + f.Message
		},
	} {
		was := map[string][]int{}
		for i, f := range base.Findings {
			if k := key(f); !still[i] && k != "" {
				was[k] = append(was[k], i)
			}
		}
		for i, f := range head.Findings {
			if list := was[key(f)]; !known[i] && len(list) > 0 {
				known[i], still[list[0]], was[key(f)] = true, true, list[1:]
			}
		}
	}
	return known, still
}

// nearest are the smelters that the entry of a finding resembles.
func (y Year) nearest(f finding.Finding) (list []string) {
	row := strings.TrimLeft(f.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, b := range y.Books {
		if b.Declaration.File != f.File || f.Sheet != b.Declaration.Layout().SmelterSheet {
			continue
		}
		for _, res := range b.Open {
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
