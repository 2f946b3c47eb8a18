package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
)

// supplier is the view of a supplier's page.
type supplier struct {
	row
	Open, Closed []line            // findings to act on, and those that nobody has to act on
	Declaration  *cmrt.Declaration // nil: none that could be read
	Questions    []question
	Rows         []smelterRow
	History      []event
	Letter       *campaign.Letter // that is due, or held up
}

// line is a finding, and what would accept it.
type line struct {
	finding.Finding
	Line string
}

// question is an answer block of a declaration: raw answers by metal.
type question struct {
	Name    string
	Answers map[cmrt.Metal]string
}

// Of gives the answer for a metal, for the template.
func (q question) Of(metal string) string { return q.Answers[cmrt.Metal(metal)] }

type smelterRow struct {
	Row     cmrt.SmelterRow
	Outcome string
	To      string // the facility
}

// event is something that happened with a supplier.
type event struct {
	Day, What, Note string
}

func (d *dashboard) supplier(i int) supplier {
	v := supplier{row: d.rows[i]}
	s := v.State
	for _, f := range v.Findings {
		if l := (line{f, decide{d.Year.Number}.waive(f)}); f.Open() {
			v.Open = append(v.Open, l)
		} else {
			v.Closed = append(v.Closed, l)
		}
	}
	for _, list := range [][]campaign.Letter{d.Due, d.Blocked} {
		for j, l := range list {
			if l.State.Supplier.ID == s.Supplier.ID {
				v.Letter = &list[j]
			}
		}
	}
	for _, o := range s.Letters {
		v.History = append(v.History, event{o.Date, o.Kind + " by " + cmp.Or(o.Channel, "unknown channel") + ": " + o.Outcome, o.Note})
	}
	for _, r := range d.Year.Received {
		if r.Supplier == s.Supplier.ID && r.Date <= d.Day {
			v.History = append(v.History, event{r.Date, "received " + r.File, r.Name})
		}
	}
	for _, decision := range d.Year.Decisions {
		if decision.Supplier == s.Supplier.ID && decision.Date <= d.Day {
			v.History = append(v.History, event{decision.Date, "decided: " + decision.Action + " " + cmp.Or(decision.Raw, decision.Rule), decision.Who + ": " + decision.Reason})
		}
	}
	stable.Sort(v.History, func(a, b event) int { return cmp.Compare(a.Day, b.Day) })
	if s.Book == nil || !s.Book.Declaration.Readable() {
		return v
	}
	declaration := s.Book.Declaration
	v.Declaration = &declaration
	v.questions(declaration)
	if d.Open == nil {
		return v
	}
	for _, res := range d.Open(declaration.File).Resolutions {
		r := smelterRow{Row: res.Row, Outcome: string(res.Outcome)}
		if res.Outcome == smelter.Resolved {
			r.Outcome, r.To = "by "+res.How, res.Facility.ID+" "+res.Facility.Name
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

func (v *supplier) questions(d cmrt.Declaration) {
	for _, a := range d.Answers {
		name := a.Question + " " + strings.NewReplacer("_", " ", "cahra", "conflict-affected and high-risk areas").Replace(string(a.Key))
		i := slices.IndexFunc(v.Questions, func(q question) bool { return q.Name == name })
		if i < 0 {
			i = len(v.Questions)
			v.Questions = append(v.Questions, question{Name: name, Answers: map[cmrt.Metal]string{}})
		}
		v.Questions[i].Answers[a.Metal] = a.Raw
	}
}
