package dashboard

import (
	"cmp"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// row is a supplier in the list.
type row struct {
	State    campaign.State
	Verdict  string
	Findings []finding.Finding // of its workbooks and of the year, the gravest first
	Count    finding.Summary
	Due      string // kind of the letter that is due; blank: none
}

// prepare makes the list of suppliers.
func (d *dashboard) prepare() {
	of := map[string][]finding.Finding{}
	for _, f := range d.Review.Findings {
		of[f.Supplier] = append(of[f.Supplier], f)
	}
	for _, s := range d.States {
		r := row{State: s, Findings: slices.Clone(of[s.Supplier.ID])}
		stable.Sort(r.Findings, finding.ByWeight)
		r.Count = finding.Summarize(r.Findings)
		if s.Book != nil {
			r.Verdict = string(s.Book.Verdict)
		}
		for _, l := range d.Due {
			if l.State.Supplier.ID == s.Supplier.ID {
				r.Due = l.Kind
			}
		}
		d.rows = append(d.rows, r)
	}
}

// front is the view of the first page.
type front struct {
	Sheets   string
	InScope  int
	Standing []stage // in the words of the report; they sum to those in scope
	Stages   []stage // in those of the campaign
	Answered share
	Last     *share    // the year before on the same day; nil: no survey
	Burn     *burnDown // nil: the survey has not begun, or has no calendar
	CutOff   string
	AskedBy  string // day that letters ask for
	Items    []agenda.Item
	Errands  []errands
	Letters  int             // that are due
	Stuck    int             // that cannot be sent
	Late     []row           // open for longest first
	Figures  []tables.Figure // as the pages publish them
}

type stage struct {
	Name   string
	Number int
	Last   string // the year before; blank: no survey
}

// share is a part of a whole, for people.
type share struct{ Part, Whole int }

// Text writes a share with its parts; of nothing there is none.
func (s share) Text() string {
	if s.Whole == 0 {
		return "none in scope"
	}
	return fmt.Sprintf("%d of %d (%.1f%%)", s.Part, s.Whole, 100*float64(s.Part)/float64(s.Whole))
}

func (d *dashboard) front() front {
	now, last := campaign.Progress(d.States), campaign.Progress(d.Before)
	f := front{Sheets: d.Sheets, CutOff: d.Year.Settings.CutOff, AskedBy: d.Year.Settings.Campaign.Due, Items: d.deadlines(), Errands: d.errands(), Letters: len(d.Due), Stuck: len(d.Blocked),
		Answered: answered(now), Burn: d.burnDown(), Figures: d.Inquiry.Figures}
	f.InScope = f.Answered.Whole
	if d.Before != nil {
		s := answered(last)
		f.Last = &s
	}
	stand, stood := campaign.StandingsOf(d.States), campaign.StandingsOf(d.Before)
	for _, name := range campaign.Standings {
		s := stage{Name: string(name), Number: stand[name]}
		if d.Before != nil {
			s.Last = fmt.Sprint(stood[name])
		}
		f.Standing = append(f.Standing, s)
	}
	for _, name := range campaign.Stages {
		s := stage{Name: string(name), Number: now[name]}
		if d.Before != nil {
			s.Last = fmt.Sprint(last[name])
		}
		f.Stages = append(f.Stages, s)
	}
	for _, r := range d.rows {
		if r.State.Supplier.InScope == "yes" && r.State.Open() && r.State.Stage != campaign.Questions && r.State.Asked != "" {
			f.Late = append(f.Late, r)
		}
	}
	stable.Sort(f.Late, func(a, b row) int { return cmp.Compare(a.State.Asked, b.State.Asked) })
	f.Late = f.Late[:min(len(f.Late), 20)]
	return f
}

// answered counts those whose answer counts.
func answered(n map[campaign.Stage]int) (s share) {
	for stage, number := range n {
		s.Whole += number
		if stage == campaign.Accepted || stage == campaign.Questions || stage == campaign.Returned {
			s.Part += number
		}
	}
	return s
}

// facility is a smelter that somebody should be asked about.
type facility struct {
	smelter.Entry
	Why       []string
	Suppliers []string // ids
}

// smelters are the facilities that are worst by their status, those that most suppliers
// name first.
func (d *dashboard) smelters() (list []facility) {
	for _, e := range d.Inquiry.Register {
		f := facility{Entry: e}
		switch e.Status.Word {
		case smelter.Conformant, smelter.Active:
		case "":
			f.Why = append(f.Why, "not on the conformance list")
		default:
			f.Why = append(f.Why, e.Status.Word)
		}
		if due := e.Status.ReauditDue; due != "" && due < d.Day && e.Status.ReauditInProgress != cmrt.Yes {
			f.Why = append(f.Why, "next audit was due on "+due)
		}
		if e.Status.SourcesFromCovered() {
			f.Why = append(f.Why, "sources from a covered country")
		}
		for _, w := range d.Year.Settings.WatchList {
			if w.ID == e.ID {
				f.Why = append(f.Why, "watch list: "+w.Reason)
			}
		}
		if f.Why == nil || d.Year.Conformance.Source.Name == "" && len(f.Why) == 1 && e.Status.Word == "" {
			continue // without a list nothing is known of anybody
		}
		for _, s := range e.Sources() {
			f.Suppliers = append(f.Suppliers, s.Supplier)
		}
		slices.Sort(f.Suppliers)
		f.Suppliers = slices.Compact(f.Suppliers)
		list = append(list, f)
	}
	stable.Sort(list, func(a, b facility) int {
		return cmp.Or(cmp.Compare(len(b.Suppliers), len(a.Suppliers)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// entry is a row of a declaration that led to no facility.
type entry struct {
	Supplier, File, Cell string
	Row                  cmrt.SmelterRow
	Nearest              []smelter.Near
}

// entries are the rows that match no known smelter, of the workbooks that count.
func (d *dashboard) entries() (list []entry) {
	for _, b := range d.Review.Workbooks {
		if !b.Counts() {
			continue
		}
		for _, res := range b.Open {
			switch res.Outcome {
			case smelter.Resolved, smelter.Rejected, smelter.NotIdentified:
			default:
				list = append(list, entry{b.Supplier, b.Declaration.File, fmt.Sprintf("row %d", res.Row.Row), res.Row, res.Nearest})
			}
		}
	}
	return list
}
