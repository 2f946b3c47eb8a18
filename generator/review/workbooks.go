package review

import (
	"encoding/json"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// workbooks compares what was received.
func (r *Review) workbooks(year int, base, head Year) {
	before, after := booksByFile(base), booksByFile(head)
	from, left := moves(before, after)
	replaces, replaced := resent(base, head)
	for _, file := range sortedUnion(before, after) {
		b, h := before[file], after[file]
		switch {
		case h == nil && left[file], replaced[file] != "": // told where it went, or what replaces it
		case h == nil:
			s := newSupplier(year, base, b, "removed")
			s.Before, s.Removed = string(b.Verdict), b.Facts.Rows
			r.Suppliers = append(r.Suppliers, s)
		case b == nil && from[file] != nil:
			s := newSupplier(year, head, h, "moved")
			s.Before, s.After = string(from[file].Verdict), string(h.Verdict)
			r.Suppliers = append(r.Suppliers, s)
		case replaces[file] != nil:
			r.workbook(year, base, head, replaces[file], h)
		case b == nil:
			s := newSupplier(year, head, h, "added")
			s.After, s.Added = string(h.Verdict), h.Facts.Rows
			r.Suppliers = append(r.Suppliers, s)
			r.doubts(year, head, head.whole(h), nil)
		default:
			r.workbook(year, base, head, b, h)
		}
	}
}

// moves pairs files that came with those of the same bytes that are gone, one with one:
// of a workbook that lay there twice, a copy that is taken away is gone. from is by the
// new name, left by the old.
func moves(before, after map[string]*check.Workbook) (from map[string]*check.Workbook, left map[string]bool) {
	from, left = map[string]*check.Workbook{}, map[string]bool{}
	gone := map[string][]string{} // by hash
	files := sortedUnion(before, after)
	for _, file := range files {
		if after[file] == nil {
			gone[before[file].Declaration.SHA256] = append(gone[before[file].Declaration.SHA256], file)
		}
	}
	for _, file := range files {
		if before[file] != nil {
			continue
		}
		if list := gone[after[file].Declaration.SHA256]; len(list) > 0 {
			from[file], left[list[0]], gone[after[file].Declaration.SHA256] = before[list[0]], true, list[1:]
		}
	}
	return from, left
}

// whole gives a workbook with every row.
func (y Year) whole(b *check.Workbook) check.Whole {
	if y.Open == nil {
		return check.Whole{Declaration: b.Declaration, Supplier: b.Supplier}
	}
	return y.Open(b.Declaration.File)
}

func booksByFile(y Year) map[string]*check.Workbook {
	m := map[string]*check.Workbook{}
	for i := range y.Books {
		m[y.Books[i].Declaration.File] = &y.Books[i]
	}
	return m
}

func newSupplier(year int, y Year, b *check.Workbook, state string) Supplier {
	s := Supplier{Year: year, ID: b.Supplier, Name: y.Names[b.Supplier], File: b.Declaration.File, State: state, Rows: b.Facts.Rows}
	for _, f := range b.Findings {
		switch {
		case !f.Open():
		case f.Severity == finding.Error:
			s.Errors++
		case f.Severity == finding.Warning:
			s.Warnings++
		}
	}
	return s
}

// workbook compares a file with what it was, or with the one that it replaces.
func (r *Review) workbook(year int, base, head Year, b, h *check.Workbook) {
	s := newSupplier(year, head, h, "changed")
	if b.Declaration.File != h.Declaration.File {
		s.State, s.Replaces = "resent", b.Declaration.File
	}
	s.Before, s.After = string(b.Verdict), string(h.Verdict)
	if b.Declaration.SHA256 == h.Declaration.SHA256 && s.Replaces == "" { // the same bytes under another name are a workbook that came
		if s.State = "unchanged"; s.Before != s.After {
			r.Suppliers = append(r.Suppliers, s)
		}
		return
	}
	was, is := base.whole(b), head.whole(h)
	switch {
	case says(was.Declaration) == says(is.Declaration):
		r.Resaved = append(r.Resaved, h.Declaration.File)
		if s.Replaces == "" {
			s.State = "unchanged"
		}
		if s.State == "unchanged" && s.Before == s.After {
			return
		}
	default:
		answers := answerChanges(was.Declaration, is.Declaration)
		rows := rowChanges(was.Declaration, is.Declaration)
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
		r.doubts(year, head, is, was.Resolutions)
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
func (r *Review) doubts(year int, head Year, h check.Whole, before []smelter.Resolution) {
	known := map[string]bool{}
	for _, res := range before {
		known[who(res.Row)+string(res.Row.Metal)] = true
	}
	l := h.Declaration.Layout()
	for _, res := range h.Resolutions {
		if res.Outcome != smelter.Resolved || res.Sure >= 0.995 || known[who(res.Row)+string(res.Row.Metal)] {
			continue
		}
		r.Judge = append(r.Judge, Point{Year: year, Name: head.Names[h.Supplier], Finding: finding.Finding{Rule: "resolved-by-name", Severity: finding.Note, Supplier: h.Supplier, File: h.Declaration.File,
			Sheet: l.SmelterSheet, Cell: l.Columns.Name + fmt.Sprint(res.Row.Row), Metal: string(res.Row.Metal),
			Message: fmt.Sprintf("%q is taken for %s (%s), %s sure.", who(res.Row), res.Facility.Name, res.Facility.ID, res.SureText()), Fix: "Say otherwise with “cmr decide”, if it is another.", PerRow: true}})
	}
}
