package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// comparison sets the year beside the one before it; "" where that asked nobody.
func (c *composer) comparison() string {
	var rows [][]string
	for _, f := range []struct{ what, then, now string }{
		{"Suppliers that answered, of those in scope", "changes.response_rate_before", "suppliers.response_rate"},
		{"Facilities named in accepted declarations", "changes.smelters_before", "smelters.total"},
		{"Conformant facilities, of those named", "changes.conformant_rate_before", "smelters.conformant_rate"},
	} {
		if then, now := c.figures[f.then].Value, c.figures[f.now].Value; then != "" && now != "" && (then != "0" || now != "0") {
			rows = append(rows, []string{f.what, c.link(f.then), c.link(f.now)})
		}
	}
	if rows == nil {
		return ""
	}
	some := c.n("smelters.total")+c.n("changes.smelters_before") > 0
	s := table("lrr", []string{"What is compared", fmt.Sprint(c.in.Year - 1), fmt.Sprint(c.in.Year)}, rows)
	if c.figures["changes.smelters_added"].Value == "" || !some {
		return s
	}
	then := c.in.Year - 1
	s += fmt.Sprintf("\nAgainst %d, %s, and %s.", then, c.orNone("changes.smelters_added", "no facility is new", "facility is new", "facilities are new"),
		c.orNone("changes.smelters_dropped", "none has been dropped", "is no longer named", "are no longer named"))
	if n := c.n("changes.smelters_unlisted"); n > 0 {
		s += fmt.Sprintf(" In addition, %s no longer in the smelter directory, so that declarations cannot be matched to %s.", c.many("changes.smelters_unlisted", "is", "are"), plural(n, "it", "them"))
	}
	if n := c.n("changes.smelters_dropped"); n > 0 {
		s += " A facility also counts as no longer named where the supplier that named it has no accepted declaration this year."
	}
	return s + c.lost()
}

// lost lists the facilities that were conformant the year before and are not now.
func (c *composer) lost() string {
	if c.figures["changes.status_changed"].Value == "" || !c.rated() {
		return ""
	}
	var rows [][]string
	for _, ch := range c.in.Changes {
		if ch.Change != "status" || ch.Before != smelter.Conformant || ch.After == smelter.Conformant {
			continue
		}
		list := "the conformance list of " + c.in.date(c.in.Conformance.AsOf)
		why := "N" + neither(c.in.Year)[1:] + " on " + list
		switch ch.After {
		case "":
		case smelter.Active:
			why = "Active on " + list + ": committed to an assessment, not yet passed"
		default:
			why = "Another status on " + list + ": " + smelter.StatusLabel(ch.After, "", c.in.Year)
		}
		if slices.ContainsFunc(c.in.Risks, func(r Risk) bool { return strings.Contains(r.Risk, ch.SmelterID) }) {
			why += "; see the risks above"
		}
		rows = append(rows, []string{title(cmrt.Metal(ch.Metal)), escape(ch.SmelterName), escape(ch.SmelterID), escape(why)})
	}
	if c.n("smelters.total") == c.n("changes.smelters_added") {
		return "" // none is named in both years
	}
	if rows == nil {
		return " No facility named in both years lost the status conformant."
	}
	return fmt.Sprintf("\n\n%d %s named in both years %s longer conformant:\n\n", len(rows), plural(len(rows), "facility", "facilities"), plural(len(rows), "is no", "are no")) +
		table("llll", []string{"Metal", "Facility", "Smelter ID", "Why"}, rows)
}
