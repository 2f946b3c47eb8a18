package season

import "itron.com/conflict-minerals/generator/campaign"

// DueLetters gives the letters of a year that are due at the end of a day, by all the
// programmes that it runs; states are those by the CMRT.
func (s *Season) DueLetters(number int, states []campaign.State, day string) (due, blocked []campaign.Letter, err error) {
	y, err := s.Year(number)
	if err != nil {
		return nil, nil, err
	}
	list := []campaign.ByProgramme{{Year: y.Year, States: states}}
	beside, err := y.Beside()
	if err != nil {
		return nil, nil, err
	}
	if len(beside) == 0 {
		due, blocked = campaign.DueLetters(y.Year, states, day)
		return due, blocked, nil
	}
	for _, other := range beside {
		states, _, err := other.season.StatesOn(number, day)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, campaign.ByProgramme{Year: other.Year, States: states})
	}
	whole, err := s.Project.Year(number)
	if err != nil {
		return nil, nil, err
	}
	due, blocked = campaign.DueOfAll(list, whole.Outreach, day)
	return due, blocked, nil
}
