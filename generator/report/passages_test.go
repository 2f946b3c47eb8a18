package report

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// toFigure is a link to a figure.
var toFigure = regexp.MustCompile(`\[([^\]]*)\]\(figures/#([^)]*)\)`)

// passage is what a report says where a block stands, its links to figures as their text.
func passage(t *testing.T, block string, in Input) string {
	t.Helper()
	in.Narrative = []project.Text{{File: "content/2025/10-a.md", Body: "## A\n\n{{block " + block + "}}\n"}}
	_, said, _ := strings.Cut(compose(t, in), "## A")
	for _, link := range toFigure.FindAllStringSubmatch(said, -1) {
		if i := slices.IndexFunc(in.Figures, func(f tables.Figure) bool { return f.ID == link[2] }); i < 0 || Value(in.Figures[i]) != link[1] && Value(in.Figures[i])+"%" != link[1] {
			t.Errorf("%s: %q is not the figure %s", block, link[1], link[2])
		}
	}
	return strings.TrimSpace(toFigure.ReplaceAllString(said, "$1"))
}

// aYear has figures by id, all others 0; of more are those with a value of their own.
func aYear(values map[string]int, more map[string]string, change func(*Input)) Input {
	in := input("", values)
	in.Figures = append(in.Figures, tables.Figure{ID: "suppliers.escalated", Value: "0"})
	for _, id := range slices.Sorted(maps.Keys(more)) {
		in.Figures = slices.DeleteFunc(in.Figures, func(f tables.Figure) bool { return f.ID == id })
		f := tables.Figure{ID: id, Value: more[id]}
		if value, of, share := strings.Cut(more[id], "% of "); share {
			f.Value = value
			f.Numerator, f.Denominator, _ = strings.Cut(of, "/")
		}
		if value, from, outcome := strings.Cut(more[id], "|"); outcome {
			f.Value, f.CountedFrom, f.Unit = value, from, "outcome"
		}
		in.Figures = append(in.Figures, f)
	}
	if change != nil {
		change(&in)
	}
	return in
}

// lists pins a directory and a conformance list.
func lists(in *Input) {
	in.Directory, in.Conformance = smelter.Source{Name: "d", AsOf: "2026-03-05"}, smelter.Source{Name: "c", AsOf: "2026-03-06"}
}

// three facilities of two metals, of which one is conformant.
func three(in *Input) {
	lists(in)
	a, b, c := one(), one(), one()
	b.SmelterID, b.SmelterName, b.Status, b.Programme = "CID900002", "Beta", "active", "RMAP"
	c.Metal, c.SmelterID, c.SmelterName, c.Country, c.CountryCode, c.Status, c.Programme, c.RecycledOnly = "gold", "CID900003", "Gamma", "Japan", "JP", "", "", "yes"
	in.Smelters = []tables.Smelter{a, b, c}
}

const because = "accepted declarations (not public: they name suppliers)"

// surveyed are the figures of a year in which all went its way.
var surveyed = map[string]int{"suppliers.in_scope": 10, "suppliers.asked": 9, "suppliers.bounced": 1, "suppliers.responded": 7, "suppliers.accepted": 5, "suppliers.returned": 2, "suppliers.silent": 2, "suppliers.not_reached": 1, "smelters.total": 4, "smelters.conformant": 3}

// TestWhatEachPassageSays, word for word: in the singular and the plural, and of nothing that
// was not found.
func TestWhatEachPassageSays(t *testing.T) {
	year := func(change map[string]int) map[string]int {
		values := maps.Clone(surveyed)
		maps.Copy(values, change)
		return values
	}
	changed := func(list ...tables.Change) func(*Input) {
		return func(in *Input) { lists(in); in.Changes = list }
	}
	status := func(id, before, after string) tables.Change {
		return tables.Change{Change: "status", Metal: "tin", SmelterID: id, SmelterName: "Works " + id, Before: before, After: after}
	}
	compared := map[string]string{"changes.response_rate_before": "50.0% of 5/10", "changes.smelters_before": "3", "changes.conformant_rate_before": "66.7% of 2/3", "changes.smelters_added": "1", "changes.smelters_dropped": "0", "changes.smelters_unlisted": "0", "changes.status_changed": "0"}
	with := func(change map[string]string) map[string]string {
		values := maps.Clone(compared)
		maps.Copy(values, change)
		return values
	}
	var all strings.Builder
	all.WriteString("# What each passage of a report says\n\nA heading names the block and the situation. The file is written anew by `go test ./generator/report -run Passage -update`.\n\n")
	for _, tc := range append([]saying{
		// what each metal came to
		{"nobody was asked", "determination", aYear(nil, nil, nil)},
		{"nobody could be reached", "determination", aYear(map[string]int{"suppliers.bounced": 1}, nil, nil)},
		{"nothing was counted", "determination", aYear(surveyed, nil, nil)},
		{"all is ruled out", "determination", aYear(surveyed, map[string]string{"tin.rcoi": "no-reason-to-believe|" + because, "gold.rcoi": "no-reason-to-believe|" + because, "tantalum.rcoi": "recycled-or-scrap|" + because, "tungsten.rcoi": "not-necessary|" + because}, nil)},
		{"one may, one is open", "determination", aYear(surveyed, map[string]string{"tin.rcoi": "may-originate|" + because + "; entries that name a mine: 2; comments that name a covered country: 1", "gold.rcoi": "undetermined|" + because + "; entries that lead to no known smelter: 3", "tantalum.rcoi": "recycled-or-scrap|" + because + "; declarations with the metal: 3", "tungsten.rcoi": "recycled-or-scrap|" + because}, nil)},
		{"two are open for the same", "determination", aYear(surveyed, map[string]string{"tin.rcoi": "undetermined|" + because + "; entries: 2", "gold.rcoi": "undetermined|" + because + "; entries: 3"}, nil)},
		{"nothing is recycled", "recycled", aYear(surveyed, map[string]string{"tin.rcoi": "undetermined|" + because, "smelters.recycled_only": "0"}, nil)},
		{"one facility recycles", "recycled", aYear(surveyed, map[string]string{"smelters.recycled_only": "1"}, nil)},
		{"two facilities and two metals", "recycled", aYear(surveyed, map[string]string{"smelters.recycled_only": "2", "tin.rcoi": "recycled-or-scrap|x", "tungsten.rcoi": "recycled-or-scrap|x"}, nil)},

		// what was done
		{"nobody was asked", "efforts", aYear(nil, nil, nil)},
		{"asked, none accepted", "efforts", aYear(year(map[string]int{"suppliers.accepted": 0}), nil, lists)},
		{"asked, no list", "efforts", aYear(surveyed, nil, nil)},
		{"not asked, yet answered", "efforts", aYear(year(map[string]int{"suppliers.asked": 0, "suppliers.accepted": 1}), nil, lists)},
		{"one supplier", "efforts", aYear(map[string]int{"suppliers.in_scope": 1, "suppliers.asked": 1, "suppliers.responded": 1, "suppliers.accepted": 1}, nil, lists)},
		{"one list", "efforts", aYear(surveyed, nil, func(in *Input) { in.Conformance.Name = "c" })},
		{"all was done", "inquiry", aYear(year(map[string]int{"suppliers.reminded": 2, "letters.corrections": 2}), map[string]string{"suppliers.escalated": "1", "letters.read": "7"}, func(in *Input) { in.Versions = []string{"6.4", "6.5"} })},
		{"each once", "inquiry", aYear(year(map[string]int{"suppliers.bounced": 0, "suppliers.reminded": 1, "letters.corrections": 1}), nil, func(in *Input) { in.Versions = []string{"6.5"} })},
		{"nothing came", "inquiry", aYear(map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2}, nil, nil)},
		{"only what could not be used came", "inquiry", aYear(map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2}, map[string]string{"letters.read": "1"}, nil)},
		{"nobody is in scope", "inquiry", aYear(nil, nil, nil)},
		{"as most are", "response", aYear(year(map[string]int{"suppliers.reminded": 2}), map[string]string{"suppliers.response_rate_spend": "88.0"}, func(in *Input) { in.Versions = []string{"6.4", "6.5"} })},
		{"no request arrived", "response", aYear(map[string]int{"suppliers.in_scope": 1, "suppliers.bounced": 1}, nil, func(in *Input) { in.Versions = []string{"6.5"} })},
		{"one supplier, not reminded", "response", aYear(map[string]int{"suppliers.in_scope": 1, "suppliers.asked": 1, "suppliers.silent": 1}, nil, nil)},
		{"answered unasked", "response", aYear(map[string]int{"suppliers.in_scope": 3, "suppliers.responded": 1, "suppliers.accepted": 1}, nil, nil)},

		// how suppliers know their own supply chains
		{"not asked", "programmes", aYear(surveyed, nil, nil)},
		{"as they say", "programmes", aYear(year(map[string]int{"tin.suppliers.declaring": 5, "gold.suppliers.declaring": 0}), map[string]string{"programmes.policy": "80.0% of 4/5", "programmes.review": "", "tin.smelters_identified.yes": "3", "gold.smelters_identified.yes": "0", "tin.suppliers_answered.all": "2", "tin.smelters_reported.yes": "1"}, nil)},
		{"in American", "programmes", aYear(surveyed, map[string]string{"programmes.policy": "80.0% of 4/5"}, func(in *Input) { in.Registrant.English = project.American })},
		{"what they answer", "answers", aYear(year(map[string]int{"tin.suppliers.declaring": 5, "tin.covered_countries.no": 4, "tin.covered_countries.unknown": 1, "gold.covered_countries.yes": 1}), nil, nil)},
		{"no metal", "answers", aYear(surveyed, nil, nil)},
		{"nobody answered", "answers", aYear(map[string]int{"suppliers.asked": 1}, nil, nil)},
		{"none accepted", "answers", aYear(map[string]int{"suppliers.responded": 1}, nil, nil)},
		{"a yes, and none accepted", "answers", aYear(map[string]int{"tin.covered_countries.yes": 1}, nil, nil)},

		// what limits it
		{"nobody answered", "limits", aYear(map[string]int{"suppliers.asked": 1}, nil, nil)},
		{"none accepted", "limits", aYear(map[string]int{"suppliers.responded": 1}, nil, nil)},
		{"one for a whole company", "limits", aYear(surveyed, map[string]string{"declarations.company": "1"}, func(in *Input) { lists(in); in.Smelters = []tables.Smelter{one()} })},
		{"some for whole companies", "limits", aYear(surveyed, map[string]string{"declarations.company": "3"}, nil)},
		{"the one", "limits", aYear(map[string]int{"suppliers.responded": 1, "suppliers.accepted": 1}, map[string]string{"declarations.company": "1"}, func(in *Input) { in.Directory.Name = "d"; in.Smelters = []tables.Smelter{one()} })},
		{"each", "limits", aYear(surveyed, map[string]string{"declarations.company": "5"}, nil)},

		// against the year before
		{"the first year", "comparison", aYear(surveyed, nil, lists)},
		{"nothing then and now", "comparison", aYear(map[string]int{"suppliers.in_scope": 1}, map[string]string{"changes.smelters_before": "0"}, lists)},
		{"none lost", "comparison", aYear(surveyed, compared, changed(status("CID900001", "conformant", "conformant"), status("CID900002", "active", ""), tables.Change{Change: "added", SmelterID: "CID900003", Before: "conformant"}))},
		{"one lost", "comparison", aYear(surveyed, with(map[string]string{"changes.smelters_dropped": "1", "changes.smelters_unlisted": "1", "changes.status_changed": "1"}), changed(status("CID900001", "conformant", "")))},
		{"three lost", "comparison", aYear(surveyed, with(map[string]string{"changes.smelters_added": "2", "changes.smelters_dropped": "2", "changes.smelters_unlisted": "2", "changes.status_changed": "3"}), func(in *Input) {
			changed(status("CID900001", "conformant", ""), status("CID900002", "conformant", "active"), status("CID900003", "conformant", "removed"))(in)
			in.Risks = []Risk{{Risk: "CID900003 left the programme", Since: "2026-01-01", State: project.RiskOpen}}
		})},
		{"all are new", "comparison", aYear(surveyed, with(map[string]string{"changes.smelters_added": "4", "changes.smelters_dropped": "3", "changes.status_changed": "0"}), lists)},
		{"statuses are kept", "comparison", aYear(surveyed, with(map[string]string{"smelters.conformant_rate": ""}), func(in *Input) { lists(in); in.Registrant.PublishedStatus = smelter.PublishNone })},
		{"none named in either year", "comparison", aYear(map[string]int{"suppliers.in_scope": 1}, with(map[string]string{"changes.smelters_before": "0", "changes.conformant_rate_before": ""}), lists)},

		// where it comes from
		{"a comment and a mine", "origins", aYear(year(map[string]int{"smelters.mines_named": 1}), map[string]string{"tin.rcoi": "may-originate|" + because + "; comments that name a covered country: 1", "gold.rcoi": "undetermined|" + because + "; entries: 1"}, func(in *Input) {
			lists(in)
			in.Origins = []tables.Origin{{Metal: "tin", Country: "Rwanda"}, {Metal: "tin", Country: "Peru"}, {Metal: "tin", Country: "Peru"}, {Metal: "gold", Country: "Ghana"}}
		})},
		{"nothing is known", "origins", aYear(surveyed, nil, nil)},
		{"the list is mute", "origins", aYear(year(map[string]int{"smelters.mines_named": 2}), nil, lists)},
		{"none accepted", "origins", aYear(nil, nil, nil)},
		{"two by the list", "origins", aYear(surveyed, nil, func(in *Input) {
			lists(in)
			a, b := one(), one()
			a.SourcingCountries, b.SourcingCountries, b.SmelterName = "RW CD", "PE", "Beta"
			in.Smelters = []tables.Smelter{a, b, one()}
		})},

		// how it is governed
		{"nothing is said", "management", aYear(surveyed, nil, nil)},
		{"all is said", "management", aYear(surveyed, map[string]string{"suppliers.contract_clause": "4"}, func(in *Input) {
			d := &in.Diligence
			d.Oversight = project.Oversight{Title: "chief supply chain officer", Committee: "minerals committee", Team: "procurement and legal", ReportsTo: "audit committee"}
			d.ContractTerms, d.Grievance.Address, d.RetentionYears = "to answer each year.", "speak@x.example", 5
			d.Memberships = []project.Membership{{Name: "RMI", ID: "MEMB1"}, {Name: "RBA"}}
		})},
		{"a little is said", "management", aYear(surveyed, map[string]string{"suppliers.contract_clause": "0"}, func(in *Input) {
			in.Diligence.Oversight.Title, in.Diligence.ContractTerms, in.Diligence.RetentionYears = "chief", "to answer", 1
			in.Diligence.Memberships = []project.Membership{{Name: "RMI"}}
		})},
		{"terms that nobody counted", "management", aYear(surveyed, nil, func(in *Input) {
			in.Diligence.Oversight.Team, in.Diligence.ContractTerms = "legal", "to answer"
		})},
		{"one supplier, one contract", "management", aYear(map[string]int{"suppliers.in_scope": 1}, map[string]string{"suppliers.contract_clause": "1"}, func(in *Input) {
			in.Diligence.Oversight.Committee, in.Diligence.Oversight.ReportsTo, in.Diligence.ContractTerms = "board", "council", "to answer; "
		})},
		{"one supplier, no contract", "management", aYear(map[string]int{"suppliers.in_scope": 1}, map[string]string{"suppliers.contract_clause": "0"}, func(in *Input) { in.Diligence.ContractTerms = "to answer" })},
		{"risks of each state", "risks", aYear(surveyed, nil, func(in *Input) {
			in.Risks = []Risk{{Risk: "A smelter left.", Since: "2026-01-02", Role: "buyer", Measure: "We asked it.", Deadline: "2026-04-29", State: project.RiskOpen, Note: "No answer."},
				{Risk: "B", Since: "2026-01-03", Deadline: "2026-04-30", State: project.RiskMitigating}, {Risk: "C", Since: "2026-01-04", Deadline: "2026-01-05", State: project.RiskClosed}}
		})},
		{"no risk", "risks", aYear(surveyed, nil, nil)},

		// what is planned
		{"nothing was asked", "follow-up", aYear(map[string]int{"suppliers.in_scope": 3, "suppliers.not_reached": 3}, nil, nil)},
		{"nobody was reached", "follow-up", aYear(map[string]int{"suppliers.in_scope": 3, "suppliers.not_reached": 3, "suppliers.bounced": 3}, nil, nil)},
		{"all is open", "follow-up", aYear(map[string]int{"suppliers.in_scope": 9, "suppliers.asked": 8, "suppliers.not_reached": 1, "suppliers.silent": 1, "suppliers.refused": 1, "suppliers.unusable": 1, "suppliers.returned": 1, "smelters.unresolved": 1, "smelters.not_identified": 1, "smelters.other": 1}, nil, func(in *Input) {
			lists(in)
			in.Promised = []project.Step{{Step: "to visit smelters."}}
		})},
		{"more is open", "follow-up", aYear(map[string]int{"suppliers.in_scope": 1, "suppliers.asked": 1, "suppliers.not_reached": 2, "suppliers.silent": 2, "suppliers.refused": 2, "suppliers.unusable": 2, "suppliers.returned": 2, "smelters.unresolved": 2, "smelters.not_identified": 2, "smelters.other": 2}, nil, lists)},
		{"no survey", "follow-up", aYear(nil, nil, func(in *Input) { in.CutOff = "" })},
		{"nobody in scope", "follow-up", aYear(nil, nil, nil)},
		{"what was promised", "promises", aYear(nil, nil, func(in *Input) {
			in.Before = []project.Step{{Step: "to ask all suppliers.", Done: "2025", Note: "All were asked."}, {Step: "to visit a smelter"}}
		})},
		{"nothing was promised", "promises", aYear(nil, nil, nil)},

		// which facilities
		{"none", "facilities", aYear(surveyed, nil, lists)},
		{"none", "facility-list", aYear(surveyed, nil, nil)},
		{"none", "locations", aYear(surveyed, nil, lists)},
		{"none accepted", "facility-list", aYear(nil, nil, lists)},
		{"three", "facilities", aYear(map[string]int{"suppliers.accepted": 2, "smelters.total": 3, "smelters.conformant": 1, "smelters.active": 1, "smelters.other": 1, "smelters.countries": 2, "tin.smelters.identified": 2, "tin.smelters.conformant": 1, "tin.smelters.active": 1, "gold.smelters.identified": 1, "gold.smelters.other": 1, "smelters.unresolved": 1, "smelters.not_identified": 2}, nil, three)},
		{"three", "facility-list", aYear(map[string]int{"suppliers.accepted": 2, "smelters.total": 3}, nil, three)},
		{"three", "locations", aYear(map[string]int{"suppliers.accepted": 2, "smelters.total": 3, "smelters.countries": 2}, nil, three)},

		// which lists
		{"both", "sources", aYear(surveyed, nil, func(in *Input) { lists(in); in.Smelters = []tables.Smelter{one()} })},
		{"no facility yet", "sources", aYear(map[string]int{}, nil, lists)},
		{"no facility yet, and statuses are kept", "sources", aYear(surveyed, nil, func(in *Input) { lists(in); in.Registrant.PublishedStatus = smelter.PublishNone })},
		{"none", "sources", aYear(surveyed, nil, nil)},
		{"none, and nothing to match", "sources", aYear(nil, nil, nil)},
	}, rarer()...) {
		fmt.Fprintf(&all, "## %s: %s\n\n%s\n\n", tc.block, tc.name, cmp.Or(passage(t, tc.block, tc.in), "(nothing)"))
	}
	golden(t, "testdata/passages.md", all.String())
}

// TestTheFormSaysHowManyAnswered, and where the others stand, in a sentence a situation.
func TestTheFormSaysHowManyAnswered(t *testing.T) {
	for _, tc := range []struct {
		values map[string]int
		want   string
	}{
		{surveyed, "As of 30 April 2026, 7 of 10 suppliers in scope had answered (70.0%), and 5 declarations had been accepted after review. Of the 10 suppliers in scope, 1 was not reached, 2 were asked and gave no answer, 2 answered with declarations that were returned and 5 answered with declarations that were accepted."},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.responded": 3, "suppliers.accepted": 3}, "As of 30 April 2026, 3 of 3 suppliers in scope had answered (100.0%), and 3 declarations had been accepted after review."},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.responded": 1, "suppliers.accepted": 1, "suppliers.refused": 1, "suppliers.unusable": 1}, "As of 30 April 2026, 1 of 3 suppliers in scope had answered (33.3%), and 1 declaration had been accepted after review. Of the 3 suppliers in scope, 1 refused, 1 sent something that could not be used and 1 answered with a declaration that was accepted."},
		{map[string]int{"suppliers.in_scope": 2, "suppliers.responded": 2, "suppliers.returned": 2}, "As of 30 April 2026, 2 of 2 suppliers in scope had answered (100.0%), and no declaration had been accepted after review. Both suppliers in scope answered with declarations that were returned."},
		{map[string]int{"suppliers.in_scope": 1, "suppliers.responded": 1, "suppliers.returned": 1}, "As of 30 April 2026, the one supplier in scope had answered, and no declaration had been accepted after review. The one supplier in scope answered with a declaration that was returned."},
		{map[string]int{"suppliers.in_scope": 1, "suppliers.responded": 1, "suppliers.accepted": 1}, "As of 30 April 2026, the one supplier in scope had answered, and 1 declaration had been accepted after review."},
		{map[string]int{"suppliers.in_scope": 1, "suppliers.silent": 1}, "As of 30 April 2026, there was no answer that could be used. The one supplier in scope was asked and gave no answer."},
		{map[string]int{"suppliers.in_scope": 1200, "suppliers.silent": 1200}, "As of 30 April 2026, none of the 1,200 suppliers in scope had answered with a declaration that could be used. All 1,200 suppliers in scope were asked and gave no answer."},
	} {
		if got := newComposer(aYear(tc.values, nil, nil)).answered(); got != tc.want {
			t.Errorf("%v:\n%s\nwant\n%s", tc.values, got, tc.want)
		}
	}
	if got := newComposer(aYear(surveyed, map[string]string{"suppliers.silent": ""}, nil)).staged(); got != "" {
		t.Errorf("of a year in which it was not counted: %s", got)
	}
}

// TestARiskIsPublishedWithoutItsOwner, and every other column of it is.
func TestARiskIsPublishedWithoutItsOwner(t *testing.T) {
	list := RisksOf([]project.Risk{{Risk: "a", Since: "b", Role: "c", Owner: "Ann", Measure: "d", Deadline: "e", State: "f", Note: "g"}, {Risk: "second"}})
	if want := []Risk{{"a", "b", "c", "d", "e", "f", "g"}, {Risk: "second"}}; !slices.Equal(list, want) {
		t.Errorf("%+v", list)
	}
}

// TestTheMarkOfADemonstrationIsNoClaim: what it says of data that are fictional is not read
// as a sentence of the company's; all else is, tables, lists and quotations among it, each
// with the line on which its paragraph begins.
func TestTheMarkOfADemonstrationIsNoClaim(t *testing.T) {
	text := "# A title\n\n> **Demonstration:** all of it is fictional. Nothing is claimed.\n\nOne sentence. Another\none.\n\n- first\n- second\n\n| a | b |\n\n> Quoted words."
	var got []string
	for _, s := range sentences(text) {
		got = append(got, fmt.Sprintf("%d %s", s.line, s.text))
	}
	want := []string{"1 # a title", "5 one sentence", "5 another one", "8 first", "8 second", "11 a", "11 b", "13 quoted words"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%q\nwant %q", got, want)
	}
}
