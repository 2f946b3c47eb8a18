package agenda

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/letters"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
)

// All is what is to be done for some years of a season, or for all of them where none is
// named, seen from a day.
// A letter of which nobody knows whether it arrived waits for a person also where nothing is
// due; root holds what was sent.
func All(root *folder.Folder, s *season.Season, numbers []int, day string) ([]Item, error) {
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
		doubts, err := letters.Doubts(root, y.Year)
		if err != nil {
			return nil, err
		}
		of := Of(y.Year, *q, due, blocked, day)
		after := slices.IndexFunc(append(of, Item{}), func(i Item) bool { return i.Kind != Filing })
		items = append(items, slices.Insert(of, after, inDoubt(number, doubts)...)...)
		requests, err := s.Project.Requests(number)
		if err != nil {
			return nil, err
		}
		items = append(items, requested(number, requests, day)...)
	}
	return items, nil
}

// inDoubt are letters of a year of which nobody knows whether they arrived; until a person
// says so, their suppliers get no other.
func inDoubt(year int, list []letters.Doubt) (items []Item) {
	for _, d := range list {
		items = append(items, Item{Year: year, Kind: Letter, Day: d.Day,
			What: fmt.Sprintf("A send was broken off on %s, and nobody knows whether the %s to %s arrived; until that is settled it gets no other letter.", d.Day, d.Kind, d.Supplier),
			Do:   fmt.Sprintf("Look at the mail server, then say “cmr letters %d --sent %s” or “--not-sent %s”.", year, d.ID, d.ID)})
	}
	return items
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
