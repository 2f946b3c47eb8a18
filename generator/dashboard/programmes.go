package dashboard

import (
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// Beside is a year by a programme beside the CMRT, on a day.
type Beside struct {
	Name   string // EMRT or AMRT
	States []campaign.State
	Review check.Result
}

// besideOf takes the programmes of a year from a season.
func besideOf(s *season.Season, y *season.Year, day string) (list []Beside, err error) {
	others, err := y.Beside()
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		b := Beside{Name: other.Asks()}
		if b.States, b.Review, err = s.By(b.Name).StatesOn(y.Number, day); err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, nil
}

// byProgramme is the page of the programmes beside the CMRT.
type byProgramme struct {
	Names  []string // of all, the CMRT first
	Stages []progress
	Rows   []standing
	Flags  []tables.RedFlag // what declarations say of the Democratic Republic of the Congo and its neighbours, and of high-risk areas
}

// progress is how many suppliers in scope are in a stage, by programme.
type progress struct {
	Name    string
	Numbers []int
}

// standing is where a supplier stands by each programme.
type standing struct {
	Supplier tables.Supplier
	Stages   []string
	Count    finding.Summary // of its declarations in the other templates
}

func (d *dashboard) programmes() byProgramme {
	page := byProgramme{Names: []string{cmrt.Conflict}}
	all := [][]campaign.State{d.States}
	counts := map[string][]finding.Finding{}
	for _, b := range d.Beside {
		page.Names, all = append(page.Names, b.Name), append(all, b.States)
		page.Flags = append(page.Flags, b.Review.RedFlags()...)
		for _, f := range b.Review.Findings {
			counts[f.Supplier] = append(counts[f.Supplier], f)
		}
	}
	for _, stage := range campaign.Stages {
		p := progress{Name: string(stage)}
		some := false
		for _, states := range all {
			n := campaign.Progress(states)[stage]
			p.Numbers, some = append(p.Numbers, n), some || n > 0
		}
		if some {
			page.Stages = append(page.Stages, p)
		}
	}
	for i, s := range d.States { // by id, as those of every programme
		row := standing{Supplier: s.Supplier, Count: finding.Summarize(counts[s.Supplier.ID])}
		asked := false
		for _, states := range all {
			stage := string(states[i].Stage)
			if states[i].Supplier.InScope != "yes" {
				stage = "not in scope"
			}
			asked = asked || states[i].Supplier.InScope == "yes"
			row.Stages = append(row.Stages, stage)
		}
		if asked {
			page.Rows = append(page.Rows, row)
		}
	}
	return page
}
