package listing

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// numericDate is a date of three numbers, whose order depends on the country.
var numericDate = lazyregexp.New(`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})(?:[ T].*)?$`)

// dates reads the dates of one list. 03/04/2025 alone could be March or April; the
// other dates of the list tell which, since one program wrote them all.
type dates struct {
	date1904             bool
	dayFirst, monthFirst string // a date that shows it
}

// Order is the order of day and month in the dates of one table.
type Order struct{ dates }

// OrderOf tells the order of day and month from all dates of a table, as they are typed.
func OrderOf(typed []string) *Order {
	o := &Order{}
	for _, raw := range typed {
		o.see(raw)
	}
	return o
}

// Day gives a date that was typed as YYYY-MM-DD; "" for a blank. One that could be two days
// is refused.
func (o *Order) Day(raw string) (string, error) { return o.read(raw) }

// datesOf looks at all dates of a list before any is read.
func datesOf(list []entry, date1904 bool, keys ...string) *dates {
	d := &dates{date1904: date1904}
	for _, e := range list {
		for _, key := range keys {
			d.see(e.text(key))
		}
	}
	return d
}

// see takes note of a date that shows the order.
func (d *dates) see(raw string) {
	m := numericDate.FindStringSubmatch(raw)
	if m == nil {
		return
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[3])
	switch {
	case first > 12 || m[2] == "." && d.dayFirst == "": // with dots the day comes first by custom
		d.dayFirst = raw
	case second > 12:
		d.monthFirst = raw
	}
}

// none are the ways in which a list says that there is no date.
var none = map[string]bool{"": true, "-": true, "–": true, "—": true, "--": true, "n/a": true, "na": true, "n.a.": true, "none": true, "null": true, "(null)": true, "(blank)": true, "not applicable": true, "not available": true, "not yet assessed": true}

var errTwoDates = errors.New("can be read as two dates: write dates as 2026-04-30")

// read gives a date as YYYY-MM-DD; "" for a blank.
func (d *dates) read(raw string) (string, error) {
	if none[strings.ToLower(plain(raw))] {
		return "", nil
	}
	m := numericDate.FindStringSubmatch(raw)
	if m == nil {
		date, err := cmrt.ParseDate(raw, d.date1904)
		if err != nil {
			return "", fmt.Errorf("%q %w%s", raw, err, asDay(err))
		}
		return date, nil
	}
	day, month := m[1], m[3]
	switch {
	case d.dayFirst != "" && d.monthFirst != "":
		return "", fmt.Errorf("the dates %q and %q are written in different orders: write dates as 2026-04-30", d.dayFirst, d.monthFirst)
	case d.monthFirst != "":
		day, month = month, day
	case d.dayFirst == "" && day != month:
		return "", fmt.Errorf("%q %w", raw, errTwoDates)
	}
	t, err := time.Parse("2006-1-2", m[4]+"-"+month+"-"+day)
	if err != nil || t.Year() < 2000 || t.Year() > 2100 {
		return "", fmt.Errorf("%q is not a date%s", raw, asDay(nil))
	}
	return t.Format(time.DateOnly), nil
}

// asDay says what to write in place of what is no day: a month or a quarter is none.
func asDay(err error) string {
	if err != nil && strings.Contains(err.Error(), ": ") {
		return "" // it says so itself
	}
	return ": write one day, as 2026-04-30, or leave the cell blank"
}

// yearsAfter is the same day some years later; 29 February becomes the 28th.
func yearsAfter(date string, years int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	later := t.AddDate(years, 0, 0)
	if later.Month() != t.Month() {
		later = later.AddDate(0, 0, -1)
	}
	return later.Format(time.DateOnly)
}
