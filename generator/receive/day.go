package receive

import (
	"net/mail"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// The day of a mail is that of its sender's calendar. Programs write it in more ways than
// the rules of mails know, and from it follows whether an answer came by the cut-off.

var (
	// dayMonth, monthDay and isoDay are the days within such a text.
	dayMonth = lazyregexp.New(`(?:^|[\s,])(\d{1,2})[\s.-]+(\pL{3,10})\.?[\s,-]+(\d{4}|\d{2})(?:[\s,]|$)`)
	monthDay = lazyregexp.New(`(?:^|[\s,])(\pL{3,10})\.?\s+(\d{1,2}),?\s+(?:\d{1,2}[:.]\d{2}\S*\s+)?(?:[A-Z]{2,5}\s+)?(\d{4})(?:[\s,]|$)`)
	isoDay   = lazyregexp.New(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]|$)`)
)

// months are their names as programs of several languages write them, by the letters that
// tell them.
var months = map[string]time.Month{
	"jan": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "mrz": 3, "maa": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "mag": 5, "maj": 5, "mei": 5, "jun": 6, "giu": 6,
	"jul": 7, "lug": 7, "aug": 8, "aoû": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}

// monthNamed reads the name of a month, whole or cut off; 0 for any other text.
func monthNamed(s string) time.Month {
	s = strings.ToLower(s)
	switch { // of three letters two months begin alike
	case strings.HasPrefix(s, "juin"):
		return time.June
	case strings.HasPrefix(s, "juil"):
		return time.July
	}
	return months[string([]rune(s)[:3])]
}

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
		return dayIn(year, monthNamed(m[2]), number(m[1]))
	}
	if m := monthDay.FindStringSubmatch(typed); m != nil {
		return dayIn(number(m[3]), monthNamed(m[1]), number(m[2]))
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
