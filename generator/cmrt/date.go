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

// textDates are the spellings in which there is no doubt.
var textDates = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "2006년 1월 2일", "2006년1월2일", "20060102",
	"2-Jan-2006", "2-January-2006", "2 Jan 2006", "2 January 2006", "2/Jan/2006", "2Jan2006", "2. January 2006", "2. Jan 2006", "2.Jan.2006",
	"Jan 2 2006", "January 2 2006", "Jan-2-2006", "2006-Jan-2", "2006 Jan 2", "2006 January 2", "2-Jan-06", "2 Jan 06",
	"2006-01-02T15:04:05Z", "2006-01-02T15:04:05", "2006-01-02T15:04:05.000", "2006-01-02 15:04:05",
}

// ordinal is the ending of "14th", which says nothing.
var ordinal = lazyregexp.New(`(?i)\b(\d{1,2})(?:st|nd|rd|th)\b`)

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
	plain := strings.Join(strings.Fields(strings.ReplaceAll(s, ",", " ")), " ")
	plain = ordinal.ReplaceAllString(plain, "$1")
	plain = strings.NewReplacer("Sept ", "Sep ", "Sept-", "Sep-", "Sept.", "Sep").Replace(plain)
	for _, layout := range textDates {
		if t, err := time.Parse(layout, plain); err == nil && t.Year() >= firstYear && t.Year() <= lastYear {
			return t.Format(time.DateOnly), true, nil
		}
	}
	date, err = numericDate(plain)
	return date, true, err
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
	dotted := strings.Count(s, ".") == 2
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return "", errNoDate
	}
	n := make([]int, 3)
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return "", errNoDate
		}
	}
	day, month := n[0], n[1]
	switch {
	case dotted || day > 12 || day == month:
	case month > 12:
		day, month = month, day
	default:
		return "", errAmbiguousDate
	}
	t := time.Date(n[2], time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month || n[2] < firstYear || n[2] > lastYear {
		return "", errNoDate
	}
	return t.Format(time.DateOnly), nil
}
