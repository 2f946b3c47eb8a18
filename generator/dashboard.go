package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/dashboard"
)

type dashboardCmd struct {
	Year int    `arg:"" help:"Reporting year."`
	AsOf string `help:"The day to look from; default: today." placeholder:"YYYY-MM-DD"`
}

// Run writes the internal pages of a year to build/YEAR/internal.
func (cmd *dashboardCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	known := newYears(p, std).cached(root, takeCache)
	y, err := compileYear(known, cmd.Year)
	if err != nil {
		return err
	}
	if !y.Surveyed() {
		return fmt.Errorf("%w: %d asked no suppliers (cut_off in year.yaml)", errUsage, cmd.Year)
	}
	in := dashboard.Input{Registrant: p.Registrant, Year: y.Year, Day: day, Inquiry: y.inquiry}
	if in.States, in.Review, err = known.statesOn(cmd.Year, day); err != nil {
		return err
	}
	in.Due, in.Blocked = campaign.DueLetters(y.Year, in.States, day)
	in.Items = agenda.Of(y.Year, y.inquiry, nil, day) // the letters stand beside it, one by one
	if slices.Contains(p.Years, cmd.Year-1) {
		if in.Before, _, err = known.statesOn(cmd.Year-1, yearEarlier(day)); err != nil {
			return err
		}
		last, err := known.before(cmd.Year)
		if err != nil {
			return err
		}
		if last != nil {
			in.LastYear = last.Year
		}
	}
	look, err := lookOf(root)
	if err != nil {
		return err
	}
	pages, err := dashboard.Pages(in, look)
	if err != nil {
		return err
	}
	dir, tree := path.Join("build", strconv.Itoa(cmd.Year), "internal"), map[string][]byte{}
	for name, data := range pages {
		tree[path.Join(dir, name)] = data
	}
	if err := writeTree(root, []string{dir}, tree); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d pages, as of %s; they name suppliers and are not for the public\n", dir, len(tree)-1, day)
	return nil
}

// statesOn says where the suppliers of a year stood at the end of a day, by what had
// come by then; nil where the year asked none.
func (s *years) statesOn(number int, day string) ([]campaign.State, check.Result, error) {
	r, err := s.year(number)
	if err != nil || !r.Surveyed() {
		return nil, check.Result{}, err
	}
	last, err := s.before(number)
	if err != nil {
		return nil, check.Result{}, err
	}
	var counted map[string]cmrt.Declaration
	if last != nil {
		counted = check.Year(last.Year, last.declarations, nil).Counted()
	}
	review := check.Year(r.Year, campaign.ReceivedBy(r.Year, r.declarations, day), counted)
	return campaign.States(r.Year, review.Workbooks, day), review, nil
}

// yearEarlier is the same day of the year before; 28 February for 29 February.
func yearEarlier(day string) string {
	year, _ := strconv.Atoi(day[:4])
	if day[4:] == "-02-29" {
		day = day[:4] + "-02-28"
	}
	return fmt.Sprintf("%04d%s", year-1, day[4:])
}
