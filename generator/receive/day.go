package receive

import (
	"net/mail"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// The day of a mail is that of its sender's calendar. Programs write it in more ways than
// the rules of mails know, and from it follows whether an answer came by the cut-off.

var (
	// dayMonth, monthDay and isoDay are the days within such a text.
	dayMonth = lazyregexp.New(`(?:^|[\s,])(\d{1,2})[\s.-]+(\pL{3,10})\.?[\s,-]+(\d{4}|\d{2})(?:[\s,]|$)`)
	monthDay = lazyregexp.New(`(?:^|[\s,])(\pL{3,10})\.?\s+(\d{1,2}),?\s+(?:\d{1,2}[:.]\d{2}\S*\s+)?(?:[A-Z]{2,5}\s+)?(\d{4})(?:[\s,]|$)`)
	isoDay   = lazyregexp.New(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]|$)`)
)

// dayOf reads the day of a date in a mail's header; "" where there is none in it.
func dayOf(typed string) string {
	typed = strings.TrimSpace(typed[:min(len(typed), 200)])
	if t, err := mail.ParseDate(typed); err == nil {
		return dayIn(t.Year(), t.Month(), t.Day())
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(s) // digits, few of them
		return n
	}
	if m := isoDay.FindStringSubmatch(typed); m != nil {
		return dayIn(number(m[1]), time.Month(number(m[2])), number(m[3]))
	}
	if m := dayMonth.FindStringSubmatch(typed); m != nil {
		year := number(m[3])
		if len(m[3]) == 2 {
			year += 2000
		}
		return dayIn(year, text.Month(m[2]), number(m[1]))
	}
	if m := monthDay.FindStringSubmatch(typed); m != nil {
		return dayIn(number(m[3]), text.Month(m[1]), number(m[2]))
	}
	return ""
}

// dayIn writes a day that there is, of a year in which there were mails.
func dayIn(year int, month time.Month, day int) string {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || t.Month() != month || year < 1990 || year > 9999 {
		return ""
	}
	return t.Format(time.DateOnly)
}
