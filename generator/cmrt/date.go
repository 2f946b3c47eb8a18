package cmrt

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// Why a date was not understood.
var (
	errNoDate        = errors.New("is not a date")
	errAmbiguousDate = errors.New("can be read as two dates")
)

// Dates are read as people write them where there is no doubt which day is meant.
var (
	// timeOfDay is what programs put behind a date.
	timeOfDay = lazyregexp.New(`(?i)(?:t|\s)\s*(?:午前|午後|上午|下午|오전|오후)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$`)
	// dayName is a day of the week before or behind a date.
	dayName = lazyregexp.New(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s|\s*\(?[月火水木金土日]曜日?\)?$|\s*\([月火水木金土日월화수목금토일]\)$|\s*星期[一二三四五六日天]$`)
	// wordDate, dateWord and yearWord are dates with the month in letters.
	wordDate = lazyregexp.New(`^(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s./-]*(?:of\s|de\s|den\s)?(\pL{3,10})\.?[\s./-]*(?:de[l]?\s)?(\d{4}|\d{2})\.?$`)
	dateWord = lazyregexp.New(`^(\pL{3,10})\.?[\s./-]*(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{4})$`)
	yearWord = lazyregexp.New(`^(\d{4})[\s./-]*(\pL{3,10})\.?[\s./-]*(\d{1,2})$`)
	// yearFirst and yearLast are dates in digits.
	yearFirst = lazyregexp.New(`^(\d{4})\s*[./年년-]\s*(\d{1,2})\s*[./月월-]\s*(\d{1,2})\s*[.日일]?$`)
	yearLast  = lazyregexp.New(`^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*([./-])\s*(\d{4})\.?$`)
	inOne     = lazyregexp.New(`^(\d{4})(\d{2})(\d{2})$`)
	// reign is a year of the present Japanese era, which began in 2019.
	reign = lazyregexp.New(`^令和\s*(\d{1,2}|元)\s*年`)
)

// dashes are what word processors make of a hyphen.
var dashes = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-", ",", " ")

// Years outside these are typing errors, or numbers that are no dates.
const firstYear, lastYear = 2000, 2100

// parseDate reads a date cell as stored: a serial number of the workbook's date
// system, or text. The result is YYYY-MM-DD; typed tells that it was text.
func parseDate(raw string, date1904 bool) (date string, typed bool, err error) {
	s := text.Narrow(raw)
	if serial, err := strconv.ParseFloat(s, 64); err == nil && !eightDigits(s) {
		date, err := serialDate(serial, date1904)
		return date, false, err
	}
	date, err = textDate(s)
	return date, true, err
}

// textDate reads a date that is text.
func textDate(s string) (string, error) {
	plain := timeOfDay.ReplaceAllString(strings.TrimPrefix(s, "'"), "")
	plain = strings.Join(strings.Fields(dashes.Replace(dayName.ReplaceAllString(plain, ""))), " ")
	if m := reign.FindStringSubmatch(plain); m != nil {
		n, _ := strconv.Atoi(strings.Replace(m[1], "元", "1", 1))
		plain = strconv.Itoa(2018+n) + "年" + plain[len(m[0]):]
	}
	if m := wordDate.FindStringSubmatch(plain); m != nil {
		if len(m[3]) == 2 {
			m[3] = "20" + m[3]
		}
		return dayOf(m[3], int(text.Month(m[2])), m[1])
	}
	if m := dateWord.FindStringSubmatch(plain); m != nil {
		return dayOf(m[3], int(text.Month(m[1])), m[2])
	}
	if m := yearWord.FindStringSubmatch(plain); m != nil {
		return dayOf(m[1], int(text.Month(m[2])), m[3])
	}
	for _, digits := range []*lazyregexp.Regexp{yearFirst, inOne} {
		if m := digits.FindStringSubmatch(plain); m != nil {
			month, _ := strconv.Atoi(m[2])
			return dayOf(m[1], month, m[3])
		}
	}
	return numericDate(plain)
}

// dayOf writes a date whose day there is.
func dayOf(year string, month int, day string) (string, error) {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if month == 0 || t.Day() != d || int(t.Month()) != month || y < firstYear || y > lastYear {
		return "", errNoDate
	}
	return t.Format(time.DateOnly), nil
}

// eightDigits tells 20250314 from a serial number, which has five digits.
func eightDigits(s string) bool { return len(s) == 8 && strings.Trim(s, "0123456789") == "" }

// serialDate turns Excel's count of days into a date. The 1900 system counts from
// 30 December 1899 on, since it has a 29 February 1900 that never was; that is
// long before any declaration.
func serialDate(serial float64, date1904 bool) (string, error) {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if !(serial >= 0 && serial < 1e6) { // NaN too
		return "", errNoDate
	}
	t := first.AddDate(0, 0, int(serial))
	if t.Year() < firstYear || t.Year() > lastYear {
		return "", errNoDate
	}
	return t.Format(time.DateOnly), nil
}

// numericDate reads 14/03/2025 and 03/14/2025, where one part can only be the
// day. With dots the day comes first by custom; otherwise 03/04/2025 is refused.
func numericDate(s string) (string, error) {
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return "", errNoDate
	}
	day, month := m[1], m[3]
	first, _ := strconv.Atoi(day)
	second, _ := strconv.Atoi(month)
	switch {
	case m[2]+m[4] == ".." || first > 12 || first == second:
	case second > 12:
		day, second = month, first
	default:
		return "", errAmbiguousDate
	}
	return dayOf(m[5], second, day)
}
