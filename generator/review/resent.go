package review

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/stable"
)

// resent pairs a workbook that came with the one that it replaces: of the same supplier and
// about the same part of it, counted before, and now superseded or gone. What its file is
// called tells nothing. Both are by the new name, and by the old.
func resent(base, head Year) (from map[string]*check.Workbook, old map[string]string) {
	from, old = map[string]*check.Workbook{}, map[string]string{}
	before, after := booksByFile(base), booksByFile(head)
	moved, left := moves(before, after)
	var came []*check.Workbook
	for file, h := range after {
		if before[file] == nil && moved[file] == nil && h.Supplier != "" && h.Declaration.Readable() && h.Verdict != check.Superseded {
			came = append(came, h)
		}
	}
	stable.Sort(came, newestFirst)
	var could []*check.Workbook
	for file, b := range before {
		h := after[file]
		replaced := h == nil && !left[file] || h != nil && h.Declaration.SHA256 == b.Declaration.SHA256 && h.Verdict == check.Superseded && b.Verdict != check.Superseded
		if replaced && b.Declaration.Readable() {
			could = append(could, b)
		}
	}
	stable.Sort(could, newestFirst)
	for _, part := range []bool{true, false} { // the same part first, then what is left
		for _, h := range came {
			i := slices.IndexFunc(could, func(b *check.Workbook) bool {
				return b.Supplier == h.Supplier && from[h.Declaration.File] == nil && old[b.Declaration.File] == "" && (!part || b.Facts.Part == h.Facts.Part)
			})
			if i >= 0 {
				from[h.Declaration.File], old[could[i].Declaration.File] = could[i], h.Declaration.File
			}
		}
	}
	return from, old
}

// newestFirst orders workbooks by their own date, then by name.
func newestFirst(a, b *check.Workbook) int {
	return cmp.Or(cmp.Compare(b.Declaration.Company.EffectiveDate, a.Declaration.Company.EffectiveDate), cmp.Compare(len(b.Declaration.File), len(a.Declaration.File)), cmp.Compare(b.Declaration.File, a.Declaration.File))
}
