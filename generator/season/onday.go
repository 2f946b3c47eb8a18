package season

import (
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
)

// StatesOn says where the suppliers of a year stood at the end of a day, by what had come
// by then, with the review of just that; nil where the year asked none.
func (s *Season) StatesOn(number int, day string) ([]campaign.State, check.Result, error) {
	y, review, _, err := s.on(number, day)
	if err != nil || y == nil {
		return nil, check.Result{}, err
	}
	return campaign.States(y, review.Workbooks, day), review, nil
}

// InquiryOn counts a year as it stood at the end of a day: nothing that came, was sent or
// was decided later is in it.
func (s *Season) InquiryOn(number int, day string) (*rcoi.Inquiry, error) {
	y, err := s.Year(number)
	if err != nil {
		return nil, err
	}
	then, review, earlier, err := s.on(number, day)
	if err != nil {
		return nil, err
	}
	if then == nil || !earlier {
		return y.Inquiry()
	}
	var before *rcoi.Inquiry
	last, err := s.Before(number)
	if err == nil && last != nil {
		before, err = s.countedByItself(last)
	}
	if err != nil {
		return nil, err
	}
	q := rcoi.Count(then, review.Workbooks, campaign.Responses(then, review.Workbooks), before)
	return &q, nil
}

// on gives a year as it stood at the end of a day, with its review, and whether that is
// another than today's; nil where the year asked no suppliers.
func (s *Season) on(number int, day string) (then *project.Year, review check.Result, earlier bool, err error) {
	r, err := s.Received(number)
	if err != nil || !r.Surveyed() {
		return nil, check.Result{}, false, err
	}
	if review, err = s.Review(number); err != nil {
		return nil, check.Result{}, false, err
	}
	books, err := s.look(r)
	if err != nil {
		return nil, check.Result{}, false, err
	}
	then = campaign.LoggedBy(r.Year, day)
	come := campaign.ReceivedBy(r.Year, books, day)
	if len(come) == len(books) && len(then.Decisions) == len(r.Decisions) && len(then.Outreach) == len(r.Outreach) {
		return r.Year, review, false, nil
	}
	last, err := s.Before(number)
	if err != nil {
		return nil, check.Result{}, false, err
	}
	var counted map[string]check.Workbook
	if last != nil {
		before, err := s.byItself(last)
		if err != nil {
			return nil, check.Result{}, false, err
		}
		counted = before.Counted()
	}
	return then, check.Review(then, come, counted), true, nil
}
