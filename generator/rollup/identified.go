package rollup

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// identified answers whether all smelters are identified.
func (r *deriver) identified(v view, share string, a *Answer) {
	not := r.of(v.declaring, func(b *check.Workbook) bool {
		return b.Stand(v.metal).In == cmrt.Yes && !answers(b, cmrt.SmeltersIdentified, v.metal, cmrt.Yes)
	})
	unknown := r.of(v.declaring, func(b *check.Workbook) bool { return has(b, v.metal, smelter.NotIdentified) })
	unmatched := r.of(v.declaring, func(b *check.Workbook) bool {
		return has(b, v.metal, smelter.Ambiguous, smelter.UnknownName, smelter.Contradictory, smelter.NotListed, smelter.Rejected)
	})
	empty := r.of(v.declaring, func(b *check.Workbook) bool {
		return b.Stand(v.metal).In == cmrt.Yes && !b.Entries.Any(func(e check.Entry) bool { return e.Metal == v.metal })
	})
	a.weigh("suppliers that have not identified all smelters", not)
	a.weigh("suppliers with smelters not yet identified", unknown)
	a.weigh("suppliers with entries that lead to no known smelter", unmatched)
	a.weigh("suppliers that name no smelter", empty)
	if share == "100%" && len(v.declaring) > 0 && len(not)+len(unknown)+len(unmatched)+len(empty)+len(r.Missing) == 0 {
		a.say(cmrt.Yes, "yes, since every supplier that may provide it has an accepted declaration, knows all its smelters and names only known ones")
		return
	}
	a.say(cmrt.No, "no, unless every supplier that may provide it has an accepted declaration, knows all its smelters and names only known ones")
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{len(v.possible) - len(r.covering(v.replied)), "supplier has no accepted declaration", "suppliers have no accepted declaration"},
		{len(not), "supplier does not know all smelters", "suppliers do not know all smelters"},
		{len(unknown), "supplier has smelters not yet identified", "suppliers have smelters not yet identified"},
		{len(unmatched), "supplier names smelters that are on no list", "suppliers name smelters that are on no list"},
		{len(empty), "supplier names no smelter", "suppliers name no smelter"},
		{len(r.Missing), "part has no known supplier", "parts have no known supplier"}} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.one, p.many))
		}
	}
	if len(parts) > 0 {
		a.Comment = strings.Join(parts, "; ") + "."
	}
}

func has(b *check.Workbook, m cmrt.Metal, outcomes ...smelter.Outcome) bool {
	return b.Entries.Any(func(e check.Entry) bool { return e.Metal == m && slices.Contains(outcomes, e.Outcome) })
}

// reported answers whether every entry of the accepted declarations is in the
// list.
func (r *deriver) reported(v view, a *Answer) {
	left, out := 0, map[string]bool{}
	for supplier, books := range r.accepted {
		if !r.asked(supplier) {
			continue
		}
		for _, b := range books {
			rows := map[int32]cmrt.SmelterRow{}
			for _, res := range b.Open {
				rows[int32(res.Row.Row)] = res.Row
			}
			for e := range b.Entries.All() {
				if e.Metal == v.metal && e.Outcome != smelter.Resolved && e.Outcome != smelter.NotIdentified && !r.isNotListed(rows[e.Row]) {
					left++
					out[supplier] = true
				}
			}
		}
	}
	late := r.late(v)
	a.weigh("suppliers with entries that are not in the list", sorted(out))
	a.weigh("suppliers with a declaration that was not accepted, whose smelters are not in the list", late)
	if left+len(late) == 0 {
		a.say(cmrt.Yes, "yes, since every entry of the accepted declarations is in the list")
		return
	}
	a.say(cmrt.No, "no, since smelters that suppliers named are not in the list")
	var parts []string
	if left > 0 {
		parts = append(parts, counted(left, "entry of accepted declarations leads to no known smelter and is left out", "entries of accepted declarations lead to no known smelter and are left out"))
		r.out.find(rowsLeftOut, cmrt.SheetDeclaration, r.cell(a.Key, v.metal), v.metal, "%s: %s.", v.metal, parts[0])
	}
	if len(late) > 0 {
		parts = append(parts, counted(len(late), "declaration was not accepted and is left out", "declarations were not accepted and are left out"))
	}
	a.Comment = strings.Join(parts, "; ") + "."
}

// late are the suppliers of which no declaration was accepted, though one that could be
// read names smelters for the metal.
func (r *deriver) late(v view) []string {
	list := []string{}
	for _, id := range v.possible {
		if len(r.accepted[id]) == 0 && slices.ContainsFunc(r.said[id], func(b *check.Workbook) bool {
			return b.Entries.Any(func(e check.Entry) bool { return e.Metal == v.metal })
		}) {
			list = append(list, id)
		}
	}
	return list
}

func (r *deriver) isNotListed(row cmrt.SmelterRow) bool {
	return slices.ContainsFunc(r.Settings.NotListed, func(n project.NotListed) bool { return reports(n, row) })
}

// reports tells whether a decision to report a smelter by name is about a row.
func reports(n project.NotListed, row cmrt.SmelterRow) bool {
	return row.Metal == n.Metal && text.Words(row.Name) == text.Words(n.Name) && text.Words(row.Country) == text.Words(n.Country)
}
