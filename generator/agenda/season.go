package agenda

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
)

// All is what is to be done for some years of a season, or for all of them where none is
// named, seen from a day.
func All(s *season.Season, numbers []int, day string) ([]Item, error) {
	if len(numbers) == 0 {
		numbers = s.Project.Years
	}
	items := []Item{}
	for _, number := range numbers {
		y, err := s.Year(number)
		if err != nil {
			return nil, err
		}
		q, err := y.Inquiry()
		if err != nil {
			return nil, err
		}
		states, _, err := s.StatesOn(number, day)
		if err != nil {
			return nil, err
		}
		due, blocked, err := s.DueLetters(number, states, day)
		if err != nil {
			return nil, err
		}
		items = append(items, Of(y.Year, *q, due, blocked, day)...)
		requests, err := s.Project.Requests(number)
		if err != nil {
			return nil, err
		}
		items = append(items, requested(number, requests, day)...)
	}
	return items, nil
}

// Text is a list of things to do in Markdown, without the day it was made on, so
// that it changes only when the things do.
func Text(items []Item) string {
	if len(items) == 0 {
		return "Nothing is due.\n"
	}
	headings := map[string]string{Filing: "Deadlines", Letter: "Letters", Request: "Customers’ requests", Snapshot: "Lists", Smelter: "Smelters"}
	var b strings.Builder
	before := ""
	for _, item := range items {
		if heading := fmt.Sprintf("## %d: %s\n\n", item.Year, headings[item.Kind]); heading != before {
			if before != "" {
				b.WriteByte('\n')
			}
			b.WriteString(heading)
			before = heading
		}
		fmt.Fprintf(&b, "- **%s** %s %s\n", item.Day, report.Escape(item.What), report.Escape(item.Do))
	}
	return b.String()
}
