package rcoi

import (
	"cmp"
	"path"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// answers stands for the log of what was received, beside the kinds of outreach.
const answers = "answers"

// legible stands for those of them that could be read.
const legible = "legible"

// recorded are the kinds of activity that the repository keeps a record of, each with
// the step of the OECD Guidance that it belongs to.
var recorded = []struct {
	figure, label, definition string
	step                      int    // 0: internal, and told to nobody
	one, many                 string // in words that follow the number
	letter, decision          string // kind of outreach, or answers; or action of a decision
}{
	{"letters.requests", "Requests sent", "Requests for a declaration that were sent to suppliers in scope and did not bounce.", 1,
		"request for a declaration went to a supplier", "requests for a declaration went to suppliers", "request", ""},
	{"letters.reminders", "Reminders sent", "Reminders that were sent to suppliers in scope and did not bounce.", 1,
		"reminder went to a supplier", "reminders went to suppliers", "reminder", ""},
	{"letters.answers", "Workbooks received", "Workbooks of suppliers in scope, as the log of what was received has them.", 2,
		"workbook was received from a supplier", "workbooks were received from suppliers", answers, ""},
	{"letters.read", "Workbooks read and reviewed", "Workbooks received from suppliers in scope that could be read, each of which was reviewed by rules.", 2,
		"workbook was received that could be read; it was reviewed", "workbooks were received that could be read; each was reviewed", legible, ""},
	{"decisions.resolved", "Entries matched by hand", "Suppliers' entries whose smelter a person identified, where the program could not.", 2,
		"entry was matched to a smelter by hand", "entries were matched to smelters by hand", "", "resolve"},
	{"decisions.rejected", "Entries that name no smelter", "Suppliers' entries that a person found to name a trader, an agent or something else that smelts nothing.", 2,
		"entry was found not to name a smelter", "entries were found not to name a smelter", "", "reject"},
	{"decisions.waived", "Findings waived", "Decisions to accept what the review of a declaration found, with a reason. A waived finding stays in every figure that it touches.", 0, "", "", "", "waive"},
	{"decisions.settled", "Red flags settled", "Decisions by which, on named evidence, a red flag gives no reason to believe that a metal comes from a covered country.", 0, "", "", "", check.Settle},
	{"letters.questions", "Questions asked", "Letters with questions about an accepted declaration that were sent to suppliers in scope and did not bounce.", 2,
		"letter asked a supplier to explain what it had declared", "letters asked suppliers to explain what they had declared", "questions", ""},
	{"letters.corrections", "Corrections asked for", "Letters that ask suppliers in scope to correct their declaration and did not bounce.", 3,
		"letter asked a supplier to correct what it had sent", "letters asked suppliers to correct what they had sent", "correction", ""},
	{"letters.escalations", "Escalations", "Escalations of non-responsive suppliers to their category buyer or management.", 3,
		"escalation of a non-responsive supplier went to its category buyer or to management", "escalations of non-responsive suppliers went to their category buyer or to management", "escalation", ""},
}

// activities counts what the records say was done up to the cut-off, and adds what
// people say themselves. The day of a list is told, not the day on which it was put to
// use, which no record holds; matched says whether any declaration was held to it.
func (c *counter) activities(matched bool) []tables.Activity {
	list := Typed(c.year)
	inScope := map[string]bool{}
	for _, s := range c.year.Roster {
		inScope[s.ID] = s.InScope == "yes"
	}
	for _, r := range recorded {
		var units []Unit
		var days []string
		came := "" // the last day on which anything came: no record holds when it was reviewed
		add := func(date, name string, at Place) {
			if date <= c.asOf {
				units, days = append(units, Unit{Name: name, Places: []Place{at}}), append(days, date)
			}
		}
		for i, o := range c.year.Outreach {
			if r.letter != "" && o.Kind == r.letter && o.Outcome != "bounced" && inScope[o.Supplier] {
				add(o.Date, o.Supplier, c.table("outreach.csv", inLog(o, i), o.Date+" "+o.Kind+" "+o.Outcome))
			}
		}
		for i, in := range c.year.Received {
			if r.letter == legible && inScope[in.Supplier] && in.Date <= c.asOf {
				came = max(came, in.Date)
			}
			if (r.letter == answers || r.letter == legible && (c.legible[in.SHA256] || c.legible[path.Base(in.File)])) && inScope[in.Supplier] {
				add(in.Date, in.Supplier, c.table("received.csv", inReceived(in, i), in.Date+" "+in.File))
			}
		}
		for i, d := range c.year.Decisions {
			if d.Action == r.decision {
				table, record := path.Base(project.DecisionsFileOf(c.year.Number, c.year.Asks())), i+1
				if d.Shared {
					table, record = "../decisions.csv", d.Line-1
				}
				add(d.Date, d.Supplier, c.table(table, record, d.Action+" "+cmp.Or(d.Raw, d.Rule)+", "+d.Date))
			}
		}
		t := c.count(r.figure, r.label, units, r.definition, "the year's outreach log and decisions (not public: they name suppliers)")
		if t.Internal = r.step == 0; len(days) > 0 && !t.Internal {
			words := r.many
			if len(days) == 1 {
				words = r.one
			}
			list = append(list, tables.Activity{Step: r.step, From: slices.Min(days), To: max(came, slices.Max(days)), Activity: words, Figure: r.figure})
		}
	}
	for _, s := range []struct {
		asOf, words string
		step        int
		list        bool
	}{
		{c.year.Directory.Source.AsOf, "date of the smelter directory to which suppliers’ entries were matched", 2, true},
		{c.year.Areas.Source.AsOf, "date of the company's list of conflict-affected and high-risk areas with which origins were compared", 2, true},
		{c.year.Conformance.Source.AsOf, "date of the list of assessed smelters with which facilities were compared", 4, true},
		{c.year.FiledBefore, "Form SD for " + strconv.Itoa(c.year.Number-1) + " was filed with the SEC", 5, false},
	} {
		if s.asOf != "" && (matched || !s.list) {
			list = append(list, tables.Activity{Step: s.step, From: s.asOf, To: s.asOf, Activity: s.words})
		}
	}
	stable.Sort(list, func(a, b tables.Activity) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Activity, b.Activity))
	})
	return list
}

// inReceived is the number of a record of the log of workbooks, which may have others for
// other programmes.
func inReceived(in tables.Received, i int) int {
	if in.Line > 0 {
		return in.Line - 1
	}
	return i + 1
}

// Typed are the activities that people keep in content/YEAR/activities.csv.
func Typed(y *project.Year) (list []tables.Activity) {
	for _, a := range y.Activities {
		step, _ := strconv.Atoi(a.Step) // read as a number before
		list = append(list, tables.Activity{Step: step, From: a.Date, To: a.Date, Activity: a.Activity})
	}
	return list
}
