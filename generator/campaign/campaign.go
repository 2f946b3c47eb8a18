// Package campaign says where each supplier stands in the year's survey: asked,
// reminded, answered, and what its answer is worth.
//
// It takes the verdicts of check as given. A supplier's state is derived
// from the outreach log and the workbooks; nobody types it.
package campaign

import (
	"cmp"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Responses gives one row a supplier of the roster, by id. Internal.
func Responses(y *project.Year, books []check.Workbook) []tables.Response {
	rows := make([]tables.Response, len(y.Roster))
	log, received := map[string][]tables.Outreach{}, map[string][]check.Workbook{}
	for _, o := range y.Outreach {
		log[o.Supplier] = append(log[o.Supplier], o)
	}
	for _, b := range books {
		received[b.Supplier] = append(received[b.Supplier], b)
	}
	covered := check.Covered(y, books)
	for i, s := range y.Roster {
		rows[i] = tables.Response{Supplier: s.ID, Name: s.Name, InScope: s.InScope, Responded: "no"}
		asked(&rows[i], log[s.ID], y.Settings.CutOff)
		b := deciding(y, received[s.ID])
		if c, ok := covered[s.ID]; ok {
			b, rows[i].Through = &books[c.Book], c.Parent
		}
		if s.InScope == "yes" {
			rows[i].Stage = string(standing(y, rows[i].Asked != "", refused(log[s.ID], y.Settings.CutOff), b))
		}
		if b != nil {
			rows[i].Verdict, rows[i].File = string(b.Verdict), b.Declaration.File
			if b.Answers(y) {
				rows[i].Responded = "yes"
			}
		}
	}
	stable.Sort(rows, func(a, b tables.Response) int { return cmp.Compare(a.Supplier, b.Supplier) })
	return rows
}

// asked fills in when a supplier was first asked and how often reminded, by its log. A
// message that bounced did not ask anybody, and what went out after the cut-off is
// not part of the figures as of that day.
func asked(r *tables.Response, log []tables.Outreach, cutOff string) {
	for _, o := range log {
		if o.Outcome == "bounced" || o.Date > cutOff {
			continue
		}
		switch {
		case o.Kind == "request" && (r.Asked == "" || o.Date < r.Asked):
			r.Asked = o.Date
		case o.Kind == "reminder":
			r.Reminders++
		}
	}
}

// deciding is the workbook of a supplier by which it is judged. Of several that count, for what
// each covers, it is the first that was returned: the supplier has something to correct as
// long as any was. Else it is the first that was accepted, else the last of the others that
// were not superseded.
func deciding(y *project.Year, books []check.Workbook) *check.Workbook {
	var best *check.Workbook
	rank := func(b *check.Workbook) int {
		switch {
		case !b.Answers(y): // it does not count, or is dated after the cut-off
			return 1
		case b.Verdict == check.Accepted:
			return 2
		}
		return 3
	}
	for i := range books {
		b := &books[i]
		if b.Verdict != check.Superseded && (best == nil || !best.Counts() || rank(b) > rank(best)) {
			best = b
		}
	}
	return best
}
