package dashboard

import (
	"fmt"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/season"
)

// Of takes from a season what the pages of a year show, seen from a day.
func Of(s *season.Season, number int, day string) (Input, error) {
	y, err := s.Year(number)
	if err != nil {
		return Input{}, err
	}
	q, err := s.InquiryOn(number, day)
	if err != nil {
		return Input{}, err
	}
	in := Input{Registrant: s.Project.Registrant, Year: y.Year, Day: day, Inquiry: *q, Open: y.Open}
	if in.States, in.Review, err = s.StatesOn(number, day); err != nil {
		return in, err
	}
	if in.Due, in.Blocked, err = s.DueLetters(number, in.States, day); err != nil {
		return in, err
	}
	if in.Beside, err = besideOf(s, y, day); err != nil {
		return in, err
	}
	in.Items = agenda.Of(y.Year, *q, in.Due, in.Blocked, day) // as “cmr due” lists them; the letters stand below one by one
	if !slices.Contains(s.Project.Years, number-1) {
		return in, nil
	}
	if in.Before, _, err = s.StatesOn(number-1, yearEarlier(day)); err != nil {
		return in, err
	}
	last, err := s.Before(number)
	if err != nil || last == nil {
		return in, err
	}
	in.LastYear = last.Year
	in.LastStates, _, err = s.StatesOn(number-1, last.Settings.CutOff)
	return in, err
}

// yearEarlier is the same day of the year before; 28 February for 29 February.
func yearEarlier(day string) string {
	year, _ := strconv.Atoi(day[:4])
	if day[4:] == "-02-29" {
		day = day[:4] + "-02-28"
	}
	return fmt.Sprintf("%04d%s", year-1, day[4:])
}
