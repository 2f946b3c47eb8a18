package report

import (
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/project"
)

// Date writes a day as people read it: 30 April 2026. Other text is returned as it is.
func Date(iso string) string { return dateIn(iso, "2 January 2006") }

func dateIn(iso, layout string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format(layout)
}

// date writes a day in the registrant's English.
func (in Input) date(iso string) string {
	if in.Registrant.English == project.American {
		return dateIn(iso, "January 2, 2006")
	}
	return Date(iso)
}

// spelt writes a word of ours in the registrant's English.
func (in Input) spelt(word string) string {
	if in.Registrant.English == project.American {
		return strings.NewReplacer("programme", "program").Replace(word)
	}
	return word
}

func plural(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}

// and lists words: tin, gold and tungsten.
func and(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sixMonthsAfter is the day half a year after another.
func sixMonthsAfter(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.AddDate(0, 6, 0).Format(time.DateOnly)
}
