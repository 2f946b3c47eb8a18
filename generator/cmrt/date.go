package cmrt

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Why a date was not understood.
var (
	errNoDate        = errors.New("is not a date")
	errAmbiguousDate = errors.New("can be read as two dates")
)

// textDates are the spellings in which there is no doubt.
var textDates = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日",
	"2-Jan-2006", "2-January-2006", "2 Jan 2006", "2 January 2006", "Jan 2 2006", "January 2 2006", "2-Jan-06",
	"2006-01-02T15:04:05Z", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "20060102",
}

// parseDate reads a date cell as stored: a serial number of the workbook's date
// system, or text. The result is YYYY-MM-DD; text tells that it was text.
func parseDate(raw string, date1904 bool) (date string, text bool, err error) {
	s := strings.TrimSpace(raw)
	if serial, err := strconv.ParseFloat(s, 64); err == nil {
		t, err := excelize.ExcelDateToTime(serial, date1904)
		if err != nil || t.Year() < 2000 || t.Year() > 2100 {
			return "", false, errNoDate
		}
		return t.Format(time.DateOnly), false, nil
	}
	plain := strings.ReplaceAll(s, ",", " ")
	plain = strings.Join(strings.Fields(plain), " ")
	for _, layout := range textDates {
		if t, err := time.Parse(layout, plain); err == nil {
			return t.Format(time.DateOnly), true, nil
		}
	}
	date, err = numericDate(plain)
	return date, true, err
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
	if t.Day() != day || int(t.Month()) != month {
		return "", errNoDate
	}
	return t.Format(time.DateOnly), nil
}
