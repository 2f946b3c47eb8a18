package rollup

import (
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
)

// origin answers whether some comes from a covered country; the CMRT alone asks.
func (r *deriver) origin(v view, identified string, a *Answer) {
	if r.question(cmrt.CoveredCountries) == nil {
		return
	}
	yes := r.flagged(v, check.FlagDeclared, check.FlagMine, check.FlagSmelter)
	signs := r.flagged(v, check.FlagNear, check.FlagComment, check.FlagDenial)
	open := r.of(v.declaring, func(b *check.Workbook) bool {
		return b.Stand(v.metal).In == cmrt.Yes && !answers(b, cmrt.CoveredCountries, v.metal, cmrt.No)
	})
	doubtful := r.of(v.declaring, func(b *check.Workbook) bool {
		return b.Entries.Any(func(e check.Entry) bool { return e.Metal == v.metal && e.RowStand(r.Year).Doubtful })
	})
	a.weigh("suppliers that answer yes, or name a mine in a covered country or a smelter that sources from one", yes)
	a.weigh("suppliers with other red flags that no decision settled", signs)
	a.weigh("suppliers that do not answer no", open)
	a.weigh("suppliers with entries that need a closer look", doubtful)
	if outcome := r.Outcomes[v.metal]; outcome != "" {
		a.Reasons = append(a.Reasons, Reason{"outcome of the inquiry: " + outcome, []string{}})
	}
	switch {
	case len(yes) > 0:
		a.say(cmrt.Yes, "yes, since one supplier's answer, mine or smelter is enough, whatever became of its declaration")
		a.Comment = "Reported by " + counted(len(yes), "supplier", "suppliers") + " or known of a smelter that is named; not verified."
	case len(signs)+len(open)+len(doubtful) == 0 && r.complete(v, identified):
		a.say(cmrt.No, "no, since every supplier that may provide it rules it out and knows all its smelters")
	default:
		a.say(cmrt.Unknown, "unknown, since nobody says yes and not every supplier rules it out with all its smelters known")
	}
}

// complete tells whether good news can be concluded: all suppliers accepted, all smelters
// known, and the report concludes it too.
func (r *deriver) complete(v view, identified string) bool {
	if len(r.covering(v.replied)) != len(v.possible) || identified != cmrt.Yes {
		return false
	}
	return r.Only != nil || r.Form.Kind != cmrt.Conflict || slices.Contains([]string{project.NoReasonToBelieve, project.RecycledOrScrap}, r.Outcomes[v.metal])
}

// flagged are the suppliers with red flags of some kinds that weigh on a metal.
func (r *deriver) flagged(v view, kinds ...string) []string {
	found := map[string]bool{}
	for i := range r.Books {
		b := &r.Books[i]
		if !r.asked(b.Supplier) {
			continue
		}
		for _, f := range b.Flags {
			if slices.Contains(kinds, f.Rule) && f.Weighs() && b.About(f, v.metal) {
				found[b.Supplier] = true
			}
		}
	}
	return sorted(found)
}

// highRisk answers whether some comes from conflict-affected or high-risk areas. It is
// never no where some comes from the covered countries, which are such areas.
func (r *deriver) highRisk(v view, identified, origin string, a *Answer) {
	yes := r.highRiskDeclared(v)
	open := r.of(v.declaring, func(b *check.Workbook) bool {
		return b.Stand(v.metal).In == cmrt.Yes && !answers(b, cmrt.CAHRA, v.metal, cmrt.No)
	})
	areas := r.of(v.declaring, func(b *check.Workbook) bool {
		for _, f := range b.Findings {
			if slices.Contains([]string{"mine-high-risk-area", "mineral-origin-of-concern", "mine-artisanal"}, f.Rule) && f.Metal == string(v.metal) {
				return true
			}
		}
		return false
	})
	a.weigh("suppliers that answer yes", yes)
	a.weigh("suppliers that do not answer no, or whose template does not ask", open)
	a.weigh("suppliers that name a mine in an area of this year's list, in a country of concern, or an artisanal one", areas)
	switch {
	case len(yes) > 0:
		a.say(cmrt.Yes, "yes, since one supplier's answer is enough, whatever became of its declaration")
		a.Comment = "Reported by " + counted(len(yes), "supplier", "suppliers") + "; not verified."
	case (origin == cmrt.No || r.question(cmrt.CoveredCountries) == nil) && len(open)+len(areas) == 0 && r.complete(v, identified):
		a.say(cmrt.No, "no, since every supplier that may provide it rules it out and knows all its smelters")
	default:
		a.say(cmrt.Unknown, "unknown, since nobody says yes and not every supplier rules it out"+map[bool]string{true: "; never no where question 3 is not"}[r.question(cmrt.CoveredCountries) != nil])
	}
}

// highRiskDeclared are the suppliers that say so, or whose mines are in a covered country.
// Where the template asks of no covered countries, a smelter that is known to source from
// one, and an answer that names the country, say so too.
func (r *deriver) highRiskDeclared(v view) []string {
	if r.question(cmrt.CoveredCountries) != nil {
		return r.flagged(v, check.FlagCAHRA)
	}
	found := map[string]bool{}
	for _, id := range r.flagged(v, check.FlagCAHRA, check.FlagMine, check.FlagSmelter) {
		found[id] = true
	}
	for _, id := range r.suppliers {
		for _, b := range r.said[id] {
			if a, ok := b.Declaration.Answer(cmrt.CAHRA, v.metal); ok && rcoi.FromHighRisk(a.Answer) {
				found[id] = true
			}
		}
	}
	return sorted(found)
}

// recycled answers whether all is recycled or scrap.
func (r *deriver) recycled(v view, a *Answer) {
	if r.question(cmrt.Recycled) == nil {
		return
	}
	is := func(want string) []string {
		return r.of(v.declaring, func(b *check.Workbook) bool {
			return b.Stand(v.metal).In == cmrt.Yes && answers(b, cmrt.Recycled, v.metal, want)
		})
	}
	yes, no := is(cmrt.Yes), is(cmrt.No)
	unsure := r.of(v.declaring, func(b *check.Workbook) bool {
		stand := b.Stand(v.metal)
		_, wholly := b.Declaration.Answer(cmrt.SmeltersReported, v.metal)
		return stand.In == cmrt.Yes && !(wholly && answers(b, cmrt.Recycled, v.metal, cmrt.Yes)) && !answers(b, cmrt.Recycled, v.metal, cmrt.No)
	})
	a.weigh("suppliers that answer yes", yes)
	a.weigh("suppliers that answer no", no)
	a.weigh("suppliers that do not know, or whose template asks otherwise", unsure)
	switch {
	case len(no) > 0:
		a.say(cmrt.No, "no, since one supplier's answer is enough")
	case len(v.declaring) > 0 && len(unsure)+len(r.Missing) == 0 && len(r.covering(v.replied)) == len(v.possible):
		a.say(cmrt.Yes, "yes, since every supplier that may provide it says so")
	default:
		a.say(cmrt.Unknown, "unknown, unless every supplier that may provide it says yes, or one says no")
	}
}
