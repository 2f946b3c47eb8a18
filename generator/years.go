package main

import (
	"slices"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/reading"
)

// years reads reporting years and what suppliers sent for them, each once a run:
// a year is looked at for itself, and again by the one that follows it.
type years struct {
	project *project.Project
	std     stdio
	known   map[int]*received
	reviews map[int]check.Result
	alone   map[int]check.Result  // of years by themselves
	counted map[int]*rcoi.Inquiry // of years by themselves, as the next year is compared with them

	readings readings
}

// received is a year with the declarations that were received for it.
type received struct {
	*project.Year
	declarations []cmrt.Declaration
}

func newYears(p *project.Project, std stdio) *years {
	return &years{project: p, std: std, known: map[int]*received{}, reviews: map[int]check.Result{}, alone: map[int]check.Result{}, counted: map[int]*rcoi.Inquiry{}, readings: readings{fresh: map[int][]reading.Reading{}}}
}

// year reads a year; one that asked no suppliers has no declarations.
func (s *years) year(number int) (*received, error) {
	if r := s.known[number]; r != nil {
		return r, nil
	}
	y, err := s.project.Year(number)
	if err != nil {
		return nil, err
	}
	if err := s.project.CheckRules(y, catalogue()); err != nil {
		return nil, err
	}
	r := &received{Year: y}
	if y.Surveyed() {
		if r.declarations, err = s.readWorkbooks(number); err != nil {
			return nil, err
		}
	}
	s.known[number] = r
	return r, nil
}

// before gives the year before, nil where that is no year of the project or asked
// no suppliers.
func (s *years) before(number int) (*received, error) {
	if !slices.Contains(s.project.Years, number-1) {
		return nil, nil
	}
	last, err := s.year(number - 1)
	if err != nil || !last.Surveyed() {
		return nil, err
	}
	return last, nil
}

// review reviews a year against the one before. That one is reviewed by itself, so
// that the result does not depend on which years a run looks at.
func (s *years) review(number int) (check.Result, error) {
	r, err := s.year(number)
	if err != nil || !r.Surveyed() {
		return check.Result{}, err
	}
	last, err := s.before(number)
	if err != nil {
		return check.Result{}, err
	}
	if last == nil {
		return s.byItself(r), nil
	}
	result, done := s.reviews[number]
	if !done {
		result = check.Year(r.Year, r.declarations, s.byItself(last).Counted())
		s.reviews[number] = result
	}
	return result, nil
}

// byItself reviews a year against none before it.
func (s *years) byItself(r *received) check.Result {
	result, done := s.alone[r.Number]
	if !done {
		result = check.Year(r.Year, r.declarations, nil)
		s.alone[r.Number] = result
	}
	return result
}

// inquiryBefore counts the year before by itself, nil where before gives none.
func (s *years) inquiryBefore(number int) (*rcoi.Inquiry, error) {
	last, err := s.before(number)
	if err != nil || last == nil {
		return nil, err
	}
	return s.countedByItself(last), nil
}

// countedByItself counts a year against none before it.
func (s *years) countedByItself(r *received) *rcoi.Inquiry {
	if s.counted[r.Number] == nil {
		books := s.byItself(r).Workbooks
		q := rcoi.Count(r.Year, books, campaign.Responses(r.Year, books), nil)
		s.counted[r.Number] = &q
	}
	return s.counted[r.Number]
}
