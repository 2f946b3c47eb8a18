package text

import (
	"strconv"
	"strings"

	"github.com/xuri/nfp"
)

// ShowsDay tells whether a format shows of a date all that makes it a day: year, month and
// day. mmm-yy shows none, and what is stored was perhaps never a day to whoever typed it.
func (f Format) ShowsDay(stored string) bool {
	n, err := strconv.ParseFloat(strings.TrimSpace(stored), 64)
	if err != nil || len(f.sections) == 0 {
		return true // a text, or a number that shows itself
	}
	s, _ := f.section(n)
	year, month, day := false, false, false
	for _, t := range s.items {
		if t.TType != nfp.TokenTypeDateTimes {
			continue
		}
		switch part := strings.ToLower(t.TValue); {
		case strings.ContainsAny(part, "yeb"):
			year = true
		case strings.HasPrefix(part, "m"):
			month = true
		case part == "d" || part == "dd": // more of them are the day of the week
			day = true
		}
	}
	return s.shape != asDay || year && month && day
}
